/* tests/vault/test-kill.c: killed at random times, a library holds whole files and nothing else. Promises 1 and 3. */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "vault-test.h"

#define N_AT_ONCE 6

/* The bytes of one file follow from its number. */
static GBytes *
make_bytes (guint number)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (number);
  gsize n = 1000 + g_rand_int_range (rand, 0, 60000);
  char *bytes = g_malloc (n);

  for (gsize i = 0; i < n; i++)
    bytes[i] = (number * 31 + i * 7 + (i >> 8)) & 0xff;
  return g_bytes_new_take (bytes, n);
}

typedef struct
{
  PsVault *vault;
  PsIntake *intake;
  GBytes *bytes;
  guint number;
} File;

static void next_file (PsVault *vault);

static void
committed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autofree File *file = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsIntakeResult) done = ps_intake_commit_finish (file->intake, result, &error);

  g_assert_no_error (error);
  g_assert_nonnull (done);
  ps_intake_close (file->intake, FALSE);
  g_object_unref (file->intake);
  g_bytes_unref (file->bytes);
  next_file (file->vault);
}

static void
appended_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  File *file = data;
  gint64 at = ps_intake_get_n_bytes (file->intake), left = g_bytes_get_size (file->bytes) - at;

  if (left > 0)
    {
      g_autoptr(GBytes) chunk = g_bytes_new_from_bytes (file->bytes, at, MIN (left, 16384));

      ps_intake_append_async (file->intake, chunk, appended_cb, file);
    }
  else
    {
      g_autofree char *path = g_strdup_printf ("Photos/%u/%u.jpg", file->number % 7, file->number);

      ps_intake_commit_async (file->intake, path, 0, NULL, FALSE, NULL, committed_cb, file);
    }
}

static void
begun_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  File *file = data;
  g_autoptr(GError) error = NULL;

  file->intake = ps_intake_begin_finish (file->vault, result, &error);
  g_assert_no_error (error);
  appended_cb (NULL, NULL, file);
}

static guint next_number;

static void
next_file (PsVault *vault)
{
  File *file = g_new0 (File, 1);
  g_autofree char *md5 = NULL, *name = NULL;
  PsIntakeExpected expected;

  file->vault = vault;
  file->number = next_number++;
  file->bytes = make_bytes (file->number);
  md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, file->bytes);
  name = g_strdup_printf ("file-%u", file->number);
  expected = (PsIntakeExpected) { name, 1, g_bytes_get_size (file->bytes), md5 };
  ps_intake_begin_async (vault, &expected, NULL, begun_cb, file);
}

/* The child: goes on until it is killed. */
static void
run_child (const char *root,
           guint       first)
{
  g_autoptr(GError) error = NULL;
  PsVault *vault = test_open (root, 0, &error);

  g_assert_no_error (error);
  next_number = first;
  for (guint i = 0; i < N_AT_ONCE; i++)
    next_file (vault);
  for (;;)
    g_main_context_iteration (NULL, TRUE);
}

/* Every file under a final name is whole. Returns the first number from which none is there. */
static guint
check_photos (const char *root)
{
  g_autoptr(GError) error = NULL;
  guint end = 0;

  /* Where names are taken by an empty file first, the next opening removes one that was left. */
  test_close (test_open (root, 0, &error));
  g_assert_no_error (error);
  for (guint folder = 0; folder < 7; folder++)
    {
      g_autofree char *path = g_strdup_printf ("%s/Photos/%u", root, folder);
      g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *file = g_build_filename (path, name, NULL), *found = NULL;
          guint number = atoi (name);
          g_autoptr(GBytes) expected = make_bytes (number);
          gsize n;

          g_assert_true (g_file_get_contents (file, &found, &n, NULL));
          g_assert_cmpmem (found, n, g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
          end = MAX (end, number + 1);
        }
    }
  return end;
}

static void
test_kill (gconstpointer data)
{
  const char *self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *base = g_dir_make_tmp ("ps-kill-XXXXXX", &error), *root = g_build_filename (base, "Library", NULL);
  const guint n_kills = g_getenv ("PS_TEST_DRIVE") == NULL ? 100 : 40;
  guint end = 0;
  PsVault *vault;

  g_assert_true (test_create (root, "studio", &error));
  for (guint i = 0; i < n_kills; i++)
    {
      /* Begins some numbers back: what is there is adopted, what was cut is resumed. */
      g_autofree char *first = g_strdup_printf ("%u", end > 10 ? end - 10 : 0);
      const char *argv[] = { self, "--child", root, first, NULL };
      GPid pid;

      g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
      g_assert_no_error (error);
      g_usleep (g_test_rand_int_range (3000, 100000));
      kill (pid, SIGKILL);
      waitpid (pid, NULL, 0);
      if (i % 10 == 9)
        end = check_photos (root);
    }
  end = check_photos (root);
  g_test_message ("%u files after %u kills", end, n_kills);
  g_assert_cmpuint (end, >, 0);

  /* No question, no unlock: it opens, and what is listed is right. */
  vault = test_open (root, 0, &error);
  g_assert_no_error (error);
  g_assert_true (ps_manifest_needs_rewrite (vault));
  g_assert_true (test_sums_are_right (root));
  test_close (vault);
  test_remove_tree (base);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--child") == 0)
    {
      if (g_getenv ("PS_TEST_DRIVE") != NULL)
        test_use_old_kernel (g_str_equal (g_getenv ("PS_TEST_DRIVE"), "no-links"));
      run_child (argv[2], atoi (argv[3]));
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/kill/random-times", argv[0], test_kill);
  return g_test_run ();
}
