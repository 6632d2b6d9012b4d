/* tests/look/test-thumbnail-cache.c: the cache keeps what it can, never more than it may, and nothing of strangers. */
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "look-test.h"
#include "look/jpeg.h"
#include "look/thumbnail-cache.h"

typedef struct
{
  GAsyncResult *result;
  gboolean done;
} Answer;

static char *
new_folder (void)
{
  static int n_made;

  return g_strdup_printf ("%s/cache-%d", look_test_folder (), n_made++);
}

static char *
make_key (guint i)
{
  return g_strdup_printf ("%02x%030x", i * 37 % 256, i);
}

static char *
make_path (const char *folder,
           const char *key)
{
  return g_strdup_printf ("%s/%.2s/%s.jpg", folder, key, key);
}

static GBytes *
make_jpeg (guint scene)
{
  g_autoptr(GdkPixbuf) picture = look_test_draw (scene, 32, 20);

  return ps_jpeg_save (picture, 85);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Answer *answer = data;

  answer->result = g_object_ref (result);
  answer->done = TRUE;
}

static gboolean
store (PsThumbnailCache  *cache,
       const char        *key,
       GBytes            *jpeg,
       GError           **error)
{
  Answer answer = { 0 };
  gboolean stored;

  ps_thumbnail_cache_store_async (cache, key, jpeg, NULL, answered_cb, &answer);
  look_test_wait (&answer.done);
  stored = ps_thumbnail_cache_store_finish (cache, answer.result, error);
  g_object_unref (answer.result);
  return stored;
}

static GBytes *
load (PsThumbnailCache *cache,
      const char       *key)
{
  g_autoptr(GError) error = NULL;
  Answer answer = { 0 };
  GBytes *bytes;

  ps_thumbnail_cache_load_async (cache, key, NULL, answered_cb, &answer);
  look_test_wait (&answer.done);
  bytes = ps_thumbnail_cache_load_finish (cache, answer.result, &error);
  g_assert_no_error (error);
  g_object_unref (answer.result);
  return bytes;
}

static void
close_cache (PsThumbnailCache *cache)
{
  Answer answer = { 0 };

  ps_thumbnail_cache_close_async (cache, answered_cb, &answer);
  look_test_wait (&answer.done);
  g_assert_true (ps_thumbnail_cache_close_finish (cache, answer.result, NULL));
  g_object_unref (answer.result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (cache);
}

static guint
get_mode (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_lstat (path, &info), ==, 0);
  return info.st_mode & 07777;
}

static void
set_used_at (const char *path,
             gint64      seconds)
{
  struct timespec times[2] = { { .tv_sec = seconds }, { .tv_sec = seconds } };

  g_assert_cmpint (utimensat (AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW), ==, 0);
}

static gint64
get_used_at (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_lstat (path, &info), ==, 0);
  return info.st_mtime;
}

static void
test_keeps_what_it_gets (void)
{
  g_autofree char *folder = new_folder ();
  g_autoptr(GBytes) jpeg = make_jpeg (1), other = make_jpeg (2);
  PsThumbnailCache *cache = ps_thumbnail_cache_new (folder, 0);
  const char *key = "ABCDEF00112233445566778899aabbcc";
  g_autofree char *path = ps_thumbnail_cache_dup_path (cache, key);
  g_autofree char *expected = g_strconcat (folder, "/ab/abcdef00112233445566778899aabbcc.jpg", NULL);
  g_autofree char *shelf = g_path_get_dirname (path);
  g_autoptr(GBytes) nothing = load (cache, key);
  g_autoptr(GBytes) first = NULL, second = NULL;

  g_assert_cmpstr (path, ==, expected);
  g_assert_null (nothing);
  g_assert_true (store (cache, key, jpeg, NULL));
  first = load (cache, key);
  g_assert_true (g_bytes_equal (first, jpeg));
  g_assert_true (store (cache, key, other, NULL));
  second = load (cache, key);
  g_assert_true (g_bytes_equal (second, other));
  g_assert_cmpuint (get_mode (folder), ==, 0700);
  g_assert_cmpuint (get_mode (shelf), ==, 0700);
  g_assert_cmpuint (get_mode (path), ==, 0600);
  close_cache (cache);
}

static void
test_only_checksums_are_keys (void)
{
  static const char *const keys[] = { "", "abc", "../../../../../../etc/passwd/xxxx", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
                                      "abcdef00112233445566778899aabbcc0", NULL };
  g_autofree char *folder = new_folder ();
  g_autoptr(GBytes) jpeg = make_jpeg (1);
  PsThumbnailCache *cache = ps_thumbnail_cache_new (folder, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (ps_thumbnail_cache_dup_path (cache, keys[i]));
      g_assert_false (store (cache, keys[i], jpeg, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  close_cache (cache);
}

/* Twenty fit; the ones that were used last stay, in whatever order they came. */
static void
test_the_oldest_use_goes_first (void)
{
  g_autofree char *folder = new_folder ();
  g_autoptr(GBytes) jpeg = make_jpeg (1);
  gint64 size = (gint64) g_bytes_get_size (jpeg);
  PsThumbnailCache *cache = ps_thumbnail_cache_new (folder, 20 * size + 10);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint n_left = 0;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *key = make_key (i);
      g_autofree char *path = make_path (folder, key); /* asking the cache would count as a use */

      g_assert_true (store (cache, key, jpeg, NULL));
      set_used_at (path, now - 100 * 86400 + i);
    }
  {
    g_autofree char *key = make_key (0); /* the oldest, looked at again */
    g_autofree char *path = make_path (folder, key);
    g_autoptr(GBytes) again = load (cache, key);

    g_assert_nonnull (again);
    g_assert_cmpint (get_used_at (path), >=, now - 5);
  }
  {
    g_autofree char *key = make_key (20); /* one too many */

    g_assert_true (store (cache, key, jpeg, NULL));
  }
  for (guint i = 0; i < 21; i++)
    {
      g_autofree char *key = make_key (i);
      g_autoptr(GBytes) bytes = load (cache, key);

      n_left += bytes != NULL;
      g_assert_true ((bytes != NULL) == (i == 0 || i >= 4)); /* three of 21 made room: down to nine tenths */
    }
  g_assert_cmpuint (n_left, ==, 18);
  close_cache (cache);
}

/* A path that was asked for counts as a use as well. */
static void
test_a_path_counts_as_a_use (void)
{
  g_autofree char *folder = new_folder ();
  g_autoptr(GBytes) jpeg = make_jpeg (1);
  PsThumbnailCache *cache = ps_thumbnail_cache_new (folder, 0);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *key = make_key (1);
  g_autofree char *path = make_path (folder, key);
  g_autofree char *same = NULL;

  g_assert_true (store (cache, key, jpeg, NULL));
  set_used_at (path, now - 10 * 86400);
  same = ps_thumbnail_cache_dup_path (cache, key);
  g_assert_cmpstr (same, ==, path);
  close_cache (cache); /* which waits for the note */
  g_assert_cmpint (get_used_at (path), >=, now - 5);
}

/* What was there before this run is counted too, and what is not ours is neither counted nor touched. */
static void
test_the_bound_holds_across_runs (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *foreign = g_build_filename (folder, "ab", "holiday.jpg", NULL);
  g_autofree char *stale = g_build_filename (folder, "ab", ".1-2.part", NULL);
  g_autoptr(GBytes) jpeg = make_jpeg (1);
  gint64 size = (gint64) g_bytes_get_size (jpeg);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint n_left = 0;

  for (int run = 0; run < 3; run++)
    {
      PsThumbnailCache *cache = ps_thumbnail_cache_new (folder, 10 * size);

      for (guint i = 0; i < 6; i++)
        {
          g_autofree char *key = make_key ((guint) run * 6 + i);

          g_assert_true (store (cache, key, jpeg, NULL));
        }
      if (run == 0)
        {
          g_autofree char *shelf = g_path_get_dirname (foreign);

          g_mkdir (shelf, 0700);
          g_assert_true (g_file_set_contents (foreign, "mine", 4, NULL));
          g_assert_true (g_file_set_contents (stale, "half", 4, NULL));
          set_used_at (foreign, 1);
          set_used_at (stale, now - 2 * 3600);
        }
      close_cache (cache);
    }
  for (guint i = 0; i < 18; i++)
    {
      g_autofree char *key = make_key (i);
      g_autofree char *path = make_path (folder, key);

      n_left += g_file_test (path, G_FILE_TEST_EXISTS);
    }
  g_assert_cmpuint (n_left, <=, 10);
  g_assert_cmpuint (n_left, >=, 5);
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (stale, G_FILE_TEST_EXISTS));
}

static void
plant (const char *path,
       const char *content,
       gsize       size)
{
  g_assert_true (g_file_set_contents (path, content, (gssize) size, NULL));
}

/* I19: links, other pictures and other folders in our place. */
static void
test_poison_is_neither_followed_nor_handed_on (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *outside = g_strconcat (folder, "-outside", NULL);
  g_autofree char *victim = g_build_filename (outside, "precious.txt", NULL);
  g_autofree char *elsewhere = g_build_filename (outside, "thumbnail.jpg", NULL);
  g_autofree char *key = g_strdup ("ab000000000000000000000000000001");
  g_autofree char *path = g_strdup_printf ("%s/ab/%s.jpg", folder, key);
  g_autofree char *linked_shelf = g_build_filename (folder, "cd", NULL);
  g_autofree char *content = NULL;
  g_autoptr(GBytes) jpeg = make_jpeg (1);
  g_autoptr(GdkPixbuf) large = look_test_draw (1, 1000, 10);
  g_autoptr(GBytes) bomb = look_test_jpeg (large, 85);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) a = NULL, b = NULL, c = NULL, d = NULL;
  PsThumbnailCache *cache = ps_thumbnail_cache_new (folder, 0);

  g_assert_cmpint (g_mkdir (outside, 0700), ==, 0);
  plant (victim, "precious", 8);
  g_assert_true (store (cache, key, jpeg, NULL));
  plant (path, "<svg onload='x()'/>", 19); /* no JPEG */
  a = load (cache, key);
  g_assert_null (a);
  plant (path, g_bytes_get_data (bomb, NULL), g_bytes_get_size (bomb)); /* a JPEG, but none of ours */
  b = load (cache, key);
  g_assert_null (b);
  plant (elsewhere, g_bytes_get_data (jpeg, NULL), g_bytes_get_size (jpeg));
  g_unlink (path); /* a link, be it to a thumbnail */
  g_assert_cmpint (symlink (elsewhere, path), ==, 0);
  c = load (cache, key);
  g_assert_null (c);
  g_unlink (path); /* a link to what is precious */
  g_assert_cmpint (symlink (victim, path), ==, 0);
  g_assert_true (store (cache, key, jpeg, NULL)); /* takes the link's place */
  d = load (cache, key);
  g_assert_true (g_bytes_equal (d, jpeg));
  g_assert_cmpint (symlink (outside, linked_shelf), ==, 0); /* a shelf that leads elsewhere */
  g_assert_false (store (cache, "cd000000000000000000000000000001", jpeg, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (victim, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "precious");
  close_cache (cache);
}

static void
test_an_open_folder_is_closed (void)
{
  g_autofree char *folder = new_folder ();
  g_autoptr(GBytes) jpeg = make_jpeg (1);
  PsThumbnailCache *cache = ps_thumbnail_cache_new (folder, 0);

  g_assert_cmpint (g_mkdir (folder, 0777), ==, 0);
  g_chmod (folder, 0777);
  g_assert_true (store (cache, "ab000000000000000000000000000001", jpeg, NULL));
  g_assert_cmpuint (get_mode (folder), ==, 0700);
  close_cache (cache);
}

static void
test_works_without_a_cache (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *beneath = g_build_filename (folder, "thumbnails", NULL);
  g_autoptr(GBytes) jpeg = make_jpeg (1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) nothing = NULL;
  PsThumbnailCache *cache = ps_thumbnail_cache_new (beneath, 0);

  plant (folder, "a file where the folder should be", 10);
  g_assert_false (store (cache, "ab000000000000000000000000000001", jpeg, &error));
  g_assert_nonnull (error);
  nothing = load (cache, "ab000000000000000000000000000001");
  g_assert_null (nothing);
  close_cache (cache);
}

/* A file size limit stands in for a full disk: the same path through the code, and nothing half written stays. */
static void
test_a_full_disk_leaves_nothing_behind (void)
{
  g_autofree char *folder = new_folder ();
  g_autofree char *shelf = g_build_filename (folder, "ab", NULL);
  g_autoptr(GBytes) jpeg = make_jpeg (1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = NULL;

  if (g_test_subprocess ())
    {
      PsThumbnailCache *cache = ps_thumbnail_cache_new (folder, 0);
      struct rlimit limit = { .rlim_cur = 100, .rlim_max = 100 };

      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
      g_assert_false (store (cache, "ab000000000000000000000000000001", jpeg, &error));
      g_assert_nonnull (error);
      dir = g_dir_open (shelf, 0, NULL);
      g_assert_nonnull (dir);
      g_assert_null (g_dir_read_name (dir));
      close_cache (cache);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_cancelled_and_closed (void)
{
  g_autofree char *folder = new_folder ();
  g_autoptr(GBytes) jpeg = make_jpeg (1);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) cancelled = NULL, closed = NULL;
  PsThumbnailCache *cache = ps_thumbnail_cache_new (folder, 0);
  Answer answer = { 0 }, late = { 0 }, closing = { 0 };

  g_cancellable_cancel (cancellable);
  ps_thumbnail_cache_store_async (cache, "ab000000000000000000000000000001", jpeg, cancellable, answered_cb, &answer);
  look_test_wait (&answer.done);
  g_assert_false (ps_thumbnail_cache_store_finish (cache, answer.result, &cancelled));
  g_assert_error (cancelled, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ps_thumbnail_cache_close_async (cache, answered_cb, &closing);
  ps_thumbnail_cache_store_async (cache, "ab000000000000000000000000000001", jpeg, NULL, answered_cb, &late);
  look_test_wait (&late.done);
  g_assert_false (ps_thumbnail_cache_store_finish (cache, late.result, &closed));
  g_assert_error (closed, G_IO_ERROR, G_IO_ERROR_CLOSED);
  look_test_wait (&closing.done);
  g_object_unref (answer.result);
  g_object_unref (late.result);
  g_object_unref (closing.result);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (cache);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/thumbnail-cache/keeps-what-it-gets", test_keeps_what_it_gets);
  g_test_add_func ("/thumbnail-cache/only-checksums-are-keys", test_only_checksums_are_keys);
  g_test_add_func ("/thumbnail-cache/the-oldest-use-goes-first", test_the_oldest_use_goes_first);
  g_test_add_func ("/thumbnail-cache/a-path-counts-as-a-use", test_a_path_counts_as_a_use);
  g_test_add_func ("/thumbnail-cache/the-bound-holds-across-runs", test_the_bound_holds_across_runs);
  g_test_add_func ("/thumbnail-cache/poison-is-neither-followed-nor-handed-on", test_poison_is_neither_followed_nor_handed_on);
  g_test_add_func ("/thumbnail-cache/an-open-folder-is-closed", test_an_open_folder_is_closed);
  g_test_add_func ("/thumbnail-cache/works-without-a-cache", test_works_without_a_cache);
  g_test_add_func ("/thumbnail-cache/a-full-disk-leaves-nothing-behind", test_a_full_disk_leaves_nothing_behind);
  g_test_add_func ("/thumbnail-cache/cancelled-and-closed", test_cancelled_and_closed);
  result = g_test_run ();
  look_test_remove ();
  return result;
}
