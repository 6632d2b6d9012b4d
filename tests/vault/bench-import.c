/* tests/vault/bench-import.c: how fast files become proven: [--size BYTES] [--count N] [--at-once N] [--in FOLDER].
 *
 * The bytes come from memory, so what is measured is hashing, writing and
 * syncing. Beside it, the same work by hand: write, md5sum, sha256sum, one sync.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "vault-test.h"

#define CHUNK_BYTES (256 * 1024)

static int size = 250000, count = 3000, at_once = 6;
static char *in;

static const GOptionEntry options[] = {
  { "size", 0, 0, G_OPTION_ARG_INT, &size, "Bytes a file", "BYTES" },
  { "count", 0, 0, G_OPTION_ARG_INT, &count, "Files", "N" },
  { "at-once", 0, 0, G_OPTION_ARG_INT, &at_once, "Files on their way at once", "N" },
  { "in", 0, 0, G_OPTION_ARG_FILENAME, &in, "On which drive", "FOLDER" },
  { NULL }
};

static GBytes *bytes;
static char *md5;
static PsVault *vault;
static int n_begun, n_done;

typedef struct
{
  PsIntake *intake;
  int number;
} File;

static void next_file (void);

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
  n_done++;
}

static void
appended_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  File *file = data;
  gint64 at = ps_intake_get_n_bytes (file->intake), left = size - at;

  if (left > 0)
    {
      g_autoptr(GBytes) chunk = g_bytes_new_from_bytes (bytes, at, MIN (left, CHUNK_BYTES));

      ps_intake_append_async (file->intake, chunk, appended_cb, file);
    }
  else
    {
      g_autofree char *path = g_strdup_printf ("Photos/%d/%d.jpg", file->number / 500, file->number);

      /* The next one is on its way while this one is committed, as in a backup. */
      ps_intake_commit_async (file->intake, path, G_GINT64_CONSTANT (1717200000000000), NULL, FALSE, NULL, committed_cb, file);
      next_file ();
    }
}

static void
begun_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  File *file = data;
  g_autoptr(GError) error = NULL;

  file->intake = ps_intake_begin_finish (vault, result, &error);
  g_assert_no_error (error);
  appended_cb (NULL, NULL, file);
}

static void
next_file (void)
{
  g_autofree char *name = NULL;
  PsIntakeExpected expected;
  File *file;

  if (n_begun == count)
    return;
  file = g_new0 (File, 1);
  file->number = n_begun++;
  name = g_strdup_printf ("%032x", file->number);
  expected = (PsIntakeExpected) { name, 1, size, md5 };
  ps_intake_begin_async (vault, &expected, NULL, begun_cb, file);
}

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void
report (const char *what,
        gint64      began,
        double      cpu)
{
  double seconds = (g_get_monotonic_time () - began) / 1e6;

  printf ("%-9s %6.2f s  %8.1f files/s  %8.1f MB/s  %6.2f s of processor\n", what, seconds, count / seconds,
          (double) count * size / 1e6 / seconds, cpu);
  fflush (stdout);
}

static void
measure_vault (const char *base)
{
  g_autofree char *root = g_build_filename (base, "Library", NULL);
  g_autoptr(GError) error = NULL;
  double cpu;
  gint64 began;

  g_assert_true (test_create (root, "studio", &error));
  vault = test_open (root, 0, &error);
  g_assert_no_error (error);
  sync ();
  began = g_get_monotonic_time ();
  cpu = cpu_seconds ();
  for (int i = 0; i < at_once; i++)
    next_file ();
  while (n_done < count)
    g_main_context_iteration (NULL, TRUE);
  report ("vault", began, cpu_seconds () - cpu);
  test_close (vault);
}

/* One thread writes, then the usual tools check: what a careful person types. */
static void
measure_by_hand (const char *base)
{
  g_autofree char *folder = g_build_filename (base, "by-hand", NULL);
  const char *md5sum = "find . -type f -print0 | xargs -0 md5sum > /dev/null";
  const char *sha256sum = "find . -type f -print0 | xargs -0 sha256sum > /dev/null; sync";
  gint64 began;

  g_mkdir_with_parents (folder, 0755);
  sync ();
  began = g_get_monotonic_time ();
  for (int i = 0; i < count; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%d.jpg", folder, i);
      int fd = open (path, O_WRONLY | O_CREAT | O_EXCL, 0644);

      g_assert_cmpint (write (fd, g_bytes_get_data (bytes, NULL), size), ==, size);
      close (fd);
    }
  for (int i = 0; i < 2; i++)
    {
      const char *argv[] = { "sh", "-c", i == 0 ? md5sum : sha256sum, NULL };

      g_spawn_sync (folder, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
    }
  report ("by hand", began, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *base = NULL, *text = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  base = g_build_filename (in != NULL ? in : g_get_tmp_dir (), "ps-bench-XXXXXX", NULL);
  g_assert_nonnull (g_mkdtemp (base));
  text = g_malloc (size);
  for (int i = 0; i < size; i++)
    text[i] = (i * 2654435761u) >> 24;
  bytes = g_bytes_new_take (g_steal_pointer (&text), size);
  md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);
  measure_by_hand (base);
  measure_vault (base);
  test_remove_tree (base);
  return 0;
}
