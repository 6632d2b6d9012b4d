/* tests/look/hostile/test-hostile-helper.c: a helper under a hostile file's spell costs one request and reaches nothing (I18). */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "look-test.h"
#include "look/looker-private.h"

static GPid
get_pid (PsLooker *looker)
{
  g_autoptr(GArray) pids = ps_looker_list_pids (looker);

  return pids->len > 0 ? g_array_index (pids, GPid, pids->len - 1) : 0;
}

static void
assert_good (PsLooker *looker)
{
  PsLook *look = look_test_look_at (looker, "GOOD", 4);

  g_assert_null (look->problem);
  ps_look_free (look);
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

static guint
count_helpers (PsLooker *looker)
{
  g_autoptr(GArray) pids = ps_looker_list_pids (looker);

  return pids->len;
}

/* Whether nobody of that group lives any more; zombies wait for whoever inherited them. */
static gboolean
is_group_gone (GPid pid)
{
  g_autoptr(GDir) dir = g_dir_open ("/proc", 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/proc/%s/status", name);
      g_autofree char *status = NULL;

      if (!g_ascii_isdigit (*name) || getpgid ((GPid) g_ascii_strtoll (name, NULL, 10)) != pid)
        continue;
      if (g_file_get_contents (path, &status, NULL, NULL) && strstr (status, "State:\tZ") == NULL)
        return FALSE;
    }
  return TRUE;
}

typedef struct
{
  const char *path;
  const char *how;
  PsLookError expected;
} Case;

static const Case cases[] = {
  { "/hostile-helper/dies", "DIES", PS_LOOK_ERROR_CRASHED },
  { "/hostile-helper/goes-away", "EXIT", PS_LOOK_ERROR_CRASHED },
  { "/hostile-helper/says-nonsense", "JUNK", PS_LOOK_ERROR_CRASHED },
  { "/hostile-helper/says-nothing", "NONE", PS_LOOK_ERROR_CRASHED },
  { "/hostile-helper/says-too-much", "LONG", PS_LOOK_ERROR_CRASHED },
  { "/hostile-helper/answers-another-request", "LATE", PS_LOOK_ERROR_CRASHED },
  { "/hostile-helper/hands-over-a-file", "FILE", PS_LOOK_ERROR_CRASHED },
  { "/hostile-helper/sends-a-picture-that-is-none", "PICT", PS_LOOK_ERROR_CRASHED },
  { "/hostile-helper/sends-text-that-is-none", "TEXT", PS_LOOK_ERROR_CRASHED },
  { "/hostile-helper/hangs", "HANG", PS_LOOK_ERROR_TIMED_OUT },
  { "/hostile-helper/leaves-a-child", "FORK", PS_LOOK_ERROR_CRASHED },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  PsLooker *looker = ps_looker_new (1);
  guint n_handles;

  if (c->expected == PS_LOOK_ERROR_TIMED_OUT)
    ps_looker_set_time_limit (looker, 1000);
  assert_good (looker);
  n_handles = count_handles ();
  for (int i = 0; i < (c->expected == PS_LOOK_ERROR_TIMED_OUT ? 1 : 3); i++)
    {
      g_autoptr(GError) error = NULL;
      GPid pid = get_pid (looker);

      g_assert_null (look_test_look_at_fd (looker, look_test_open (c->how, 4), &error));
      g_assert_error (error, PS_LOOK_ERROR, (int) c->expected);
      assert_good (looker);
      for (int j = 0; j < 100 && (!is_group_gone (pid) || count_helpers (looker) > 1); j++)
        {
          g_main_context_iteration (NULL, FALSE);
          g_usleep (10000);
        }
      g_assert_true (is_group_gone (pid));
    }
  g_assert_cmpuint (count_handles (), <=, n_handles);
  look_test_close (looker);
}

static void
rendered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  GAsyncResult **answer = data;

  *answer = g_object_ref (result);
}

static PsRendering *
render (PsLooker    *looker,
        const char  *how,
        GError     **error)
{
  g_autoptr(GAsyncResult) answer = NULL;

  ps_looker_render_async (looker, look_test_open (how, 4), 1000, 0, NULL, rendered_cb, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  return ps_looker_render_finish (looker, answer, error);
}

/* The memory that a picture is painted in is nobody's but ours afterwards, and no number beyond what was asked counts. */
static void
test_picture (gconstpointer how)
{
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GError) error = NULL;
  g_autoptr(PsRendering) good = render (looker, "GOOD", &error);
  guint n_handles = count_handles ();
  GPid pid = get_pid (looker);

  g_assert_no_error (error);
  g_assert_cmpint (good->width, ==, 10);
  g_assert_cmpuint (g_bytes_get_size (good->pixels), ==, 400);
  g_assert_null (render (looker, how, &error));
  g_assert_error (error, PS_LOOK_ERROR, PS_LOOK_ERROR_CRASHED);
  g_clear_pointer (&good, ps_rendering_free);
  g_clear_error (&error);
  good = render (looker, "GOOD", &error);
  g_assert_no_error (error);
  g_assert_nonnull (good->pixels);
  g_assert_cmpint (get_pid (looker), !=, pid);
  for (int i = 0; i < 100 && (!is_group_gone (pid) || count_helpers (looker) > 1); i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
  g_assert_true (is_group_gone (pid));
  g_assert_cmpuint (count_handles (), <=, n_handles);
  look_test_close (looker);
}

/* The canvas cannot be made smaller, so that nothing is lost and the picture is whole. */
static void
test_picture_cannot_be_cut (void)
{
  PsLooker *looker = ps_looker_new (1);
  g_autoptr(GError) error = NULL;
  g_autoptr(PsRendering) rendering = render (looker, "CUTS", &error);
  const guint8 *pixels;

  g_assert_no_error (error);
  pixels = g_bytes_get_data (rendering->pixels, NULL);
  g_assert_cmpint (pixels[399], ==, 0);
  look_test_close (looker);
}

/* It has answered, and then goes on: the answer counts, the rest costs the helper its place. */
static void
test_goes_on_talking (gconstpointer how)
{
  PsLooker *looker = ps_looker_new (1);
  PsLook *look = look_test_look_at (looker, how, 4);
  GPid pid = get_pid (looker);

  ps_look_free (look);
  for (int i = 0; i < 100 && get_pid (looker) == pid; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (10000);
    }
  g_assert_cmpint (get_pid (looker), !=, pid);
  assert_good (looker);
  look_test_close (looker);
}

static void
test_others_are_not_disturbed (void)
{
  PsLooker *looker = ps_looker_new (2);

  ps_looker_set_time_limit (looker, 3000);
  ps_looker_look_async (looker, look_test_open ("HANG", 4), 0, NULL, NULL, NULL);
  for (int i = 0; i < 50; i++)
    assert_good (looker);
  look_test_close (looker);
}

static void
test_cannot_start (gconstpointer name)
{
  g_autofree char *folder = g_build_filename (look_test_folder (), "start", NULL);
  PsLooker *looker = ps_looker_new (2);
  g_autoptr(GError) error = NULL;

  g_mkdir (folder, 0700);
  g_assert_cmpint (g_chdir (folder), ==, 0);
  g_assert_true (g_file_set_contents (name, "", 0, NULL));
  ps_looker_set_time_limit (looker, 1000);
  g_assert_null (look_test_look_at_fd (looker, look_test_open ("GOOD", 4), &error));
  g_assert_error (error, PS_LOOK_ERROR, PS_LOOK_ERROR_FAILED);
  g_assert_cmpint (g_unlink (name), ==, 0);
  assert_good (looker); /* and once it can be started again, it is */
  g_assert_cmpint (g_chdir ("/"), ==, 0);
  look_test_close (looker);
}

/* One works, others cannot be started any more: they are not tried over and over while it is busy. */
static void
test_failed_starts_are_not_repeated (void)
{
  g_autofree char *folder = g_build_filename (look_test_folder (), "starts", NULL);
  PsLooker *looker = ps_looker_new (2);
  GStatBuf info;

  g_mkdir (folder, 0700);
  g_assert_cmpint (g_chdir (folder), ==, 0);
  assert_good (looker);
  g_assert_true (g_file_set_contents ("die-at-start", "", 0, NULL));
  g_assert_true (g_file_set_contents ("count-starts", "", 0, NULL));
  ps_looker_look_async (looker, look_test_open ("HANG", 4), 0, NULL, NULL, NULL);
  ps_looker_look_async (looker, look_test_open ("GOOD", 4), 1, NULL, NULL, NULL);
  for (int i = 0; i < 30; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (10000);
    }
  g_assert_cmpint (g_stat ("count-starts", &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 1);
  g_unlink ("die-at-start");
  g_unlink ("count-starts");
  g_assert_cmpint (g_chdir ("/"), ==, 0);
  look_test_close (looker);
}

/* The program is not there at all: every request fails at once and says so. */
static void
test_is_not_installed (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *copy = g_build_filename (look_test_folder (), "lonely", NULL);
  g_autofree char *installed = g_build_filename (PS_LIBEXEC_DIR, "proofsheet-look", NULL);
  g_autofree char *content = NULL;
  const char *argv[] = { copy, "-p", "/hostile-helper/lonely", NULL };
  gsize size;
  int status = -1;

  if (g_file_test (installed, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("Proofsheet is installed here, so its helper is found");
      return;
    }
  g_assert_true (g_file_get_contents (self, &content, &size, NULL));
  g_assert_true (g_file_set_contents (copy, content, (gssize) size, NULL));
  g_chmod (copy, 0700);
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
}

static void
test_lonely (void)
{
  PsLooker *looker;
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);

  if (!g_str_has_suffix (self, "/lonely"))
    return;
  looker = ps_looker_new (1);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (look_test_look_at_fd (looker, look_test_open ("GOOD", 4), &error));
      g_assert_error (error, PS_LOOK_ERROR, PS_LOOK_ERROR_FAILED);
    }
  look_test_close (looker);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_case);
  g_test_add_data_func ("/hostile-helper/picture-kept-open", "KEEP", test_picture);
  g_test_add_data_func ("/hostile-helper/picture-sealed-by-it", "SEAL", test_picture);
  g_test_add_data_func ("/hostile-helper/picture-larger-than-asked", "HUGE", test_picture);
  g_test_add_data_func ("/hostile-helper/picture-without-rows", "ZERO", test_picture);
  g_test_add_data_func ("/hostile-helper/picture-and-problem", "BOTH", test_picture);
  g_test_add_data_func ("/hostile-helper/picture-answer-too-short", "PART", test_picture);
  g_test_add_func ("/hostile-helper/picture-cannot-be-cut", test_picture_cannot_be_cut);
  g_test_add_data_func ("/hostile-helper/answers-twice", "TWIC", test_goes_on_talking);
  g_test_add_data_func ("/hostile-helper/floods", "FLOD", test_goes_on_talking);
  g_test_add_func ("/hostile-helper/others-are-not-disturbed", test_others_are_not_disturbed);
  g_test_add_data_func ("/hostile-helper/dies-at-start", "die-at-start", test_cannot_start);
  g_test_add_data_func ("/hostile-helper/hangs-at-start", "hang-at-start", test_cannot_start);
  g_test_add_func ("/hostile-helper/failed-starts-are-not-repeated", test_failed_starts_are_not_repeated);
  g_test_add_func ("/hostile-helper/is-not-installed", test_is_not_installed);
  g_test_add_func ("/hostile-helper/lonely", test_lonely);
  result = g_test_run ();
  look_test_remove ();
  return result;
}
