/* tests/look/test-looker.c: helpers are asked in order, confined, replaced when they die, and gone after closing. */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "exif-maker.h"
#include "look-test.h"
#include "look/looker-private.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

typedef struct
{
  GString *order;       /* borrowed, nullable */
  char name;
  PsLook *look;         /* owned, nullable */
  GError *error;        /* owned, nullable */
  gboolean done;
} Asked;

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Asked *asked = data;

  asked->look = ps_looker_look_finish (PS_LOOKER (source), result, &asked->error);
  asked->done = TRUE;
  if (asked->order != NULL)
    g_string_append_c (asked->order, asked->name);
}

static void
clear_asked (Asked *asked)
{
  g_clear_pointer (&asked->look, ps_look_free);
  g_clear_error (&asked->error);
}

static GBytes *
make_photo (guint scene)
{
  g_autoptr(GdkPixbuf) picture = look_test_draw (scene, 400, 300);

  return look_test_jpeg (picture, 85);
}

static int
open_photo (guint scene)
{
  g_autoptr(GBytes) jpeg = make_photo (scene);

  return look_test_open (g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg));
}

static GPid
get_pid (PsLooker *looker)
{
  g_autoptr(GArray) pids = ps_looker_list_pids (looker);

  g_assert_cmpuint (pids->len, >, 0);
  return g_array_index (pids, GPid, pids->len - 1);
}

static void
test_everything_in_one_look (void)
{
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(ExifMaker) maker = exif_maker_new (FALSE);
  g_autoptr(GBytes) photo = make_photo (1), block = NULL, whole = NULL;
  g_autoptr(GdkPixbuf) thumbnail = NULL;
  PsLook *look;

  exif_maker_short (maker, IFD0, 0x0112, 6);
  exif_maker_text (maker, IFD0, 0x0110, "X100V");
  exif_maker_text (maker, EXIF, 0x9003, "2024:06:22 16:41:09");
  block = exif_maker_finish (maker);
  whole = look_test_with_exif (photo, block);
  look = look_test_look_at (looker, g_bytes_get_data (whole, NULL), g_bytes_get_size (whole));
  g_assert_cmpstr (look->problem, ==, NULL);
  g_assert_cmpstr (look->facts->camera_model, ==, "X100V");
  g_assert_cmpstr (look->facts->date_taken, ==, "2024-06-22T16:41:09");
  g_assert_cmpint (look->facts->orientation, ==, 6);
  g_assert_cmpint (look->facts->width, ==, 300);
  g_assert_cmpint (look->facts->height, ==, 400);
  g_assert_true (look->has_fingerprint);
  thumbnail = look_test_decode (look->thumbnail);
  g_assert_cmpint (gdk_pixbuf_get_width (thumbnail), ==, 240);
  g_assert_cmpint (gdk_pixbuf_get_height (thumbnail), ==, 320);
  ps_look_free (look);
  look_test_close (looker);
}

static void
test_what_is_no_picture_is_no_error (void)
{
  PsLooker *looker = ps_looker_new (1);
  PsLook *text = look_test_look_at (looker, "<html>", 6);
  PsLook *empty = look_test_look_at (looker, "", 0);
  PsLook *folder = look_test_look_at_fd (looker, g_open (look_test_folder (), O_RDONLY | O_CLOEXEC, 0), NULL);
  g_autofree char *fifo_path = g_build_filename (look_test_folder (), "fifo", NULL);
  PsLook *fifo;

  g_assert_nonnull (strstr (text->problem, "text"));
  g_assert_nonnull (text->facts);
  g_assert_nonnull (strstr (empty->problem, "empty"));
  g_assert_nonnull (strstr (folder->problem, "ordinary"));
  g_assert_cmpint (mkfifo (fifo_path, 0600), ==, 0);
  fifo = look_test_look_at_fd (looker, g_open (fifo_path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0), NULL);
  g_assert_nonnull (strstr (fifo->problem, "ordinary"));
  ps_look_free (text);
  ps_look_free (empty);
  ps_look_free (folder);
  ps_look_free (fifo);
  look_test_close (looker);
}

/* What a person looks at now comes before what they looked at a moment ago. */
static void
test_order (void)
{
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GString) order = g_string_new (NULL);
  static const struct { char name; int priority; } requests[] = {
    { 'a', 0 }, { 'b', 10 }, { 'c', 0 }, { 'd', -5 }, { 'e', 10 }, { 'f', 0 },
  };
  Asked asked[G_N_ELEMENTS (requests)] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      asked[i] = (Asked) { .order = order, .name = requests[i].name };
      ps_looker_look_async (looker, open_photo (1), requests[i].priority, NULL, looked_cb, &asked[i]);
    }
  while (order->len < G_N_ELEMENTS (requests))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (order->str, ==, "dfcaeb");
  for (gsize i = 0; i < G_N_ELEMENTS (requests); i++)
    clear_asked (&asked[i]);
  look_test_close (looker);
}

static void
test_helpers_are_kept_and_no_more_than_asked_for (void)
{
  PsLooker *looker = ps_looker_new (2);
  g_autoptr(GString) order = g_string_new (NULL);
  g_autoptr(GArray) before = NULL, after = NULL;
  Asked asked[12] = { 0 };

  g_assert_cmpuint (ps_looker_get_n_helpers (looker), ==, 2);
  for (int i = 0; i < 12; i++)
    {
      asked[i].order = order;
      ps_looker_look_async (looker, open_photo (1), 0, NULL, looked_cb, &asked[i]);
    }
  while (order->len < 6)
    g_main_context_iteration (NULL, TRUE);
  before = ps_looker_list_pids (looker);
  while (order->len < 12)
    g_main_context_iteration (NULL, TRUE);
  after = ps_looker_list_pids (looker);
  g_assert_cmpuint (before->len, ==, 2);
  g_assert_cmpmem (before->data, before->len * sizeof (GPid), after->data, after->len * sizeof (GPid));
  for (int i = 0; i < 12; i++)
    clear_asked (&asked[i]);
  look_test_close (looker);
}

static void
test_cancelled_before (void)
{
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GArray) pids = NULL;
  Asked asked = { 0 };

  g_cancellable_cancel (cancellable);
  ps_looker_look_async (looker, open_photo (1), 0, cancellable, looked_cb, &asked);
  look_test_wait (&asked.done);
  g_assert_error (asked.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pids = ps_looker_list_pids (looker);
  g_assert_cmpuint (pids->len, ==, 0); /* nobody was even started */
  clear_asked (&asked);
  look_test_close (looker);
}

static void
test_cancelled_while_it_waits_and_while_it_runs (void)
{
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  Asked first = { 0 }, second = { 0 }, third = { 0 };
  GPid pid;

  ps_look_free (look_test_look_at (looker, "x", 1));
  pid = get_pid (looker);
  kill (pid, SIGSTOP);
  ps_looker_look_async (looker, open_photo (1), 0, cancellable, looked_cb, &first); /* under way */
  ps_looker_look_async (looker, open_photo (2), 0, cancellable, looked_cb, &second); /* waits */
  g_cancellable_cancel (cancellable);
  look_test_wait (&first.done);
  look_test_wait (&second.done);
  g_assert_error (first.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  kill (pid, SIGCONT);
  ps_looker_look_async (looker, open_photo (3), 0, NULL, looked_cb, &third);
  look_test_wait (&third.done);
  g_assert_no_error (third.error);
  g_assert_nonnull (third.look->thumbnail);
  g_assert_cmpint (get_pid (looker), ==, pid);
  clear_asked (&first);
  clear_asked (&second);
  clear_asked (&third);
  look_test_close (looker);
}

/* Promise 19: a hang costs one placeholder; what waits behind it comes through. */
static void
test_a_hang_is_ended (void)
{
  PsLooker *looker = ps_looker_new (1);
  Asked hangs = { 0 }, waits = { 0 };
  gint64 start;

  ps_looker_set_time_limit (looker, 1000);
  ps_look_free (look_test_look_at (looker, "x", 1));
  kill (get_pid (looker), SIGSTOP);
  start = g_get_monotonic_time ();
  ps_looker_look_async (looker, open_photo (1), 0, NULL, looked_cb, &hangs);
  ps_looker_look_async (looker, open_photo (2), 1, NULL, looked_cb, &waits);
  look_test_wait (&hangs.done);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 990000);
  g_assert_error (hangs.error, PS_LOOK_ERROR, PS_LOOK_ERROR_TIMED_OUT);
  look_test_wait (&waits.done);
  g_assert_no_error (waits.error);
  g_assert_nonnull (waits.look->thumbnail);
  clear_asked (&hangs);
  clear_asked (&waits);
  look_test_close (looker);
}

/* The clock starts anew: many short looks may take longer together than one may alone. */
static void
test_the_clock_starts_anew (void)
{
  PsLooker *looker = ps_looker_new (1);

  ps_looker_set_time_limit (looker, 1000);
  for (int i = 0; i < 12; i++)
    {
      ps_look_free (look_test_look_at (looker, "x", 1));
      g_usleep (100000);
    }
  look_test_close (looker);
}

static void
test_a_crash_costs_one_request (void)
{
  PsLooker *looker = ps_looker_new (1);
  Asked crashes = { 0 }, waits = { 0 };
  GPid pid;

  ps_look_free (look_test_look_at (looker, "x", 1));
  pid = get_pid (looker);
  kill (pid, SIGSTOP);
  ps_looker_look_async (looker, open_photo (1), 0, NULL, looked_cb, &crashes);
  ps_looker_look_async (looker, open_photo (2), 1, NULL, looked_cb, &waits);
  kill (pid, SIGKILL);
  look_test_wait (&crashes.done);
  g_assert_error (crashes.error, PS_LOOK_ERROR, PS_LOOK_ERROR_CRASHED);
  look_test_wait (&waits.done);
  g_assert_no_error (waits.error);
  g_assert_cmpint (get_pid (looker), !=, pid);
  clear_asked (&crashes);
  clear_asked (&waits);
  look_test_close (looker);
}

/* One that dies between two files is nobody's fault. */
static void
test_a_death_while_idle_is_not_the_next_files_fault (void)
{
  PsLooker *looker = ps_looker_new (1);

  for (int i = 0; i < 3; i++)
    {
      PsLook *look = look_test_look_at (looker, "x", 1);

      ps_look_free (look);
      kill (get_pid (looker), SIGKILL);
      g_usleep (20000); /* the looker has not heard of it yet */
    }
  look_test_close (looker);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  gboolean *closed = data;

  g_assert_true (ps_looker_close_finish (PS_LOOKER (source), result, NULL));
  *closed = TRUE;
}

static gboolean
is_gone (GPid pid)
{
  return kill (pid, 0) != 0;
}

static void
test_closing_ends_everything_soon (void)
{
  PsLooker *looker = ps_looker_new (2);
  g_autoptr(GArray) pids = NULL;
  Asked running = { 0 }, waiting[3] = { 0 }, late = { 0 };
  gboolean closed = FALSE;
  gint64 start;

  ps_look_free (look_test_look_at (looker, "x", 1));
  kill (get_pid (looker), SIGSTOP);
  ps_looker_look_async (looker, open_photo (1), 0, NULL, looked_cb, &running);
  for (int i = 0; i < 3; i++)
    ps_looker_look_async (looker, open_photo (2), 0, NULL, looked_cb, &waiting[i]);
  pids = ps_looker_list_pids (looker);
  start = g_get_monotonic_time ();
  ps_looker_close_async (looker, closed_cb, &closed);
  ps_looker_look_async (looker, open_photo (3), 0, NULL, looked_cb, &late);
  look_test_wait (&closed);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
  look_test_wait (&late.done);
  g_assert_error (running.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (late.error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  for (int i = 0; i < 3; i++)
    {
      g_assert_error (waiting[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      clear_asked (&waiting[i]);
    }
  for (guint i = 0; i < pids->len; i++)
    g_assert_true (is_gone (g_array_index (pids, GPid, i)));
  clear_asked (&running);
  clear_asked (&late);
  g_assert_finalize_object (looker);
}

static char *
read_proc (GPid        pid,
           const char *name)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/%s", pid, name);
  char *content = NULL;

  g_file_get_contents (path, &content, NULL, NULL);
  return content;
}

/* Gone, or a zombie that whoever inherited it has not reaped. */
static gboolean
has_ended (GPid pid)
{
  g_autofree char *status = read_proc (pid, "status");

  return status == NULL || strstr (status, "State:\tZ") != NULL;
}

/* Promise 19 and X7: what a helper cannot do is not left to its good will. */
static void
test_a_helper_is_confined (void)
{
  PsLooker *looker;
  g_autofree char *status = NULL, *limits = NULL, *environment = NULL, *path = NULL;
  gsize n_environment;
  GPid pid;

  if (SANITIZED)
    {
      g_test_skip ("the sanitizers need what confinement takes away");
      return;
    }
  g_setenv ("CLOUDINARY_URL", "cloudinary://key:canary@demo", TRUE);
  looker = ps_looker_new (1);
  ps_look_free (look_test_look_at (looker, "x", 1));
  g_unsetenv ("CLOUDINARY_URL");
  pid = get_pid (looker);
  status = read_proc (pid, "status");
  g_assert_nonnull (strstr (status, "NoNewPrivs:\t1"));
#if defined(__x86_64__) || defined(__aarch64__)
  g_assert_nonnull (strstr (status, "Seccomp:\t2"));
#endif
  limits = read_proc (pid, "limits");
  g_assert_true (g_regex_match_simple ("Max address space +1073741824 +1073741824", limits, 0, 0));
  g_assert_true (g_regex_match_simple ("Max core file size +0 +0", limits, 0, 0));
  g_assert_true (g_regex_match_simple ("Max file size +0 +0", limits, 0, 0));
  g_assert_true (g_regex_match_simple ("Max open files +16 +16", limits, 0, 0));
  path = g_strdup_printf ("/proc/%d/environ", pid);
  if (g_file_get_contents (path, &environment, &n_environment, NULL)) /* which only root may read */
    g_assert_cmpuint (n_environment, ==, 0);
  g_assert_cmpint (getpgid (pid), ==, pid);
  g_assert_cmpint (getsid (pid), ==, pid);
  look_test_close (looker);
}

static void
test_only_files_open_for_reading_alone (void)
{
  PsLooker *looker = ps_looker_new (1);
  g_autofree char *path = look_test_write ("writable", "x", 1);
  g_autoptr(GError) error = NULL;

  g_assert_null (look_test_look_at_fd (looker, g_open (path, O_RDWR | O_CLOEXEC, 0), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  look_test_close (looker);
}

static guint
count_handles (void)
{
  g_autoptr(GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_no_handle_is_left_behind (void)
{
  PsLooker *looker = ps_looker_new (2);
  guint before = 0;

  for (int i = 0; i < 40; i++)
    {
      g_autoptr(GError) error = NULL;
      PsLook *look = look_test_look_at_fd (looker, open_photo (1), &error);

      g_clear_pointer (&look, ps_look_free);
      if (i == 2)
        before = count_handles ();
      if (i % 5 == 4)
        kill (get_pid (looker), SIGKILL);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (count_handles (), <=, before + 1);
  look_test_close (looker);
}

/* The position of the file is the caller's. */
static void
test_the_position_is_not_moved (void)
{
  PsLooker *looker = ps_looker_new (1);
  int fd = open_photo (1);
  int same = dup (fd);
  PsLook *look;

  g_assert_cmpint (lseek (fd, 5, SEEK_SET), ==, 5);
  look = look_test_look_at_fd (looker, fd, NULL);
  g_assert_nonnull (look->thumbnail);
  g_assert_cmpint (lseek (same, 0, SEEK_CUR), ==, 5);
  close (same);
  ps_look_free (look);
  look_test_close (looker);
}

/* No orphan: a parent that dies without a word takes its helpers along. */
static void
test_helpers_die_with_their_parent (void)
{
  const char *path = g_getenv ("PS_TEST_PID_FILE");
  g_autofree char *own_path = g_build_filename (look_test_folder (), "pid", NULL);
  g_autofree char *text = NULL;
  GPid pid;

  if (g_test_subprocess ())
    {
      PsLooker *looker = ps_looker_new (1);

      ps_look_free (look_test_look_at (looker, "x", 1));
      text = g_strdup_printf ("%d", get_pid (looker));
      g_assert_true (g_file_set_contents (path, text, -1, NULL));
      look_test_remove ();
      kill (get_pid (looker), SIGSTOP); /* it cannot even see that the socket is closed */
      kill (getpid (), SIGKILL);
    }
  g_setenv ("PS_TEST_PID_FILE", own_path, TRUE);
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_assert_true (g_file_get_contents (own_path, &text, NULL, NULL));
  pid = (GPid) g_ascii_strtoll (text, NULL, 10);
  g_assert_cmpint (pid, >, 1);
  for (int i = 0; i < 50 && !has_ended (pid); i++)
    g_usleep (20000);
  g_assert_true (has_ended (pid));
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/looker/everything-in-one-look", test_everything_in_one_look);
  g_test_add_func ("/looker/what-is-no-picture-is-no-error", test_what_is_no_picture_is_no_error);
  g_test_add_func ("/looker/order", test_order);
  g_test_add_func ("/looker/helpers-are-kept-and-no-more-than-asked-for", test_helpers_are_kept_and_no_more_than_asked_for);
  g_test_add_func ("/looker/cancelled-before", test_cancelled_before);
  g_test_add_func ("/looker/cancelled-while-it-waits-and-while-it-runs", test_cancelled_while_it_waits_and_while_it_runs);
  g_test_add_func ("/looker/a-hang-is-ended", test_a_hang_is_ended);
  g_test_add_func ("/looker/the-clock-starts-anew", test_the_clock_starts_anew);
  g_test_add_func ("/looker/a-crash-costs-one-request", test_a_crash_costs_one_request);
  g_test_add_func ("/looker/a-death-while-idle-is-not-the-next-files-fault", test_a_death_while_idle_is_not_the_next_files_fault);
  g_test_add_func ("/looker/closing-ends-everything-soon", test_closing_ends_everything_soon);
  g_test_add_func ("/looker/a-helper-is-confined", test_a_helper_is_confined);
  g_test_add_func ("/looker/only-files-open-for-reading-alone", test_only_files_open_for_reading_alone);
  g_test_add_func ("/looker/no-handle-is-left-behind", test_no_handle_is_left_behind);
  g_test_add_func ("/looker/the-position-is-not-moved", test_the_position_is_not_moved);
  g_test_add_func ("/looker/helpers-die-with-their-parent", test_helpers_die_with_their_parent);
  result = g_test_run ();
  look_test_remove ();
  return result;
}
