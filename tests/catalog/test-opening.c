/* tests/catalog/test-opening.c: what is not ours is left untouched; what is ours survives a bad end. */
#include "kit.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
make_foreign (Kit        *kit,
              const char *sql)
{
  g_unlink (kit->path);
  kit_run (kit, sql);
}

static char *
read_all (Kit   *kit,
          gsize *length)
{
  char *content = NULL;

  if (!g_file_get_contents (kit->path, &content, length, NULL))
    *length = 0;
  return content;
}

/* D9: refused, and not one byte, name or neighbour file is different afterwards. */
static void
assert_bytes_untouched (Kit            *kit,
                        PsCatalogError  code)
{
  static const PsCatalogFlags flags[] = { 0, PS_CATALOG_CREATE, PS_CATALOG_READ_ONLY, PS_CATALOG_NO_WAL | PS_CATALOG_CREATE };
  gsize before_length, after_length;
  g_autofree char *before = read_all (kit, &before_length);

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autofree char *after = NULL;

      kit_assert_refuses (kit, flags[i], code);
      after = read_all (kit, &after_length);
      g_assert_cmpmem (before, before_length, after, after_length);
    }
}

static void
assert_untouched (Kit            *kit,
                  PsCatalogError  code)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  assert_bytes_untouched (kit, code);
  dir = g_dir_open (kit->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_cmpstr (name, ==, "photos.db");
}

static void
test_foreign (void)
{
  g_autoptr(Kit) kit = kit_new_closed ();

  make_foreign (kit, "CREATE TABLE bookmarks (a); PRAGMA user_version = 9");
  assert_untouched (kit, PS_CATALOG_ERROR_FOREIGN);
  make_foreign (kit, "CREATE TABLE photos (a); PRAGMA application_id = 7; PRAGMA user_version = 1");
  assert_untouched (kit, PS_CATALOG_ERROR_FOREIGN);
  make_foreign (kit, "CREATE TABLE x (a); PRAGMA application_id = 0x50536870");
  assert_untouched (kit, PS_CATALOG_ERROR_FOREIGN);
  make_foreign (kit, "PRAGMA journal_mode = WAL; CREATE TABLE bookmarks (a)");
  assert_untouched (kit, PS_CATALOG_ERROR_FOREIGN);
}

static void
test_too_new (void)
{
  g_autoptr(Kit) kit = kit_new_closed ();

  make_foreign (kit, "CREATE TABLE photos (a); PRAGMA application_id = 0x50536870; PRAGMA user_version = 99");
  assert_untouched (kit, PS_CATALOG_ERROR_TOO_NEW);
}

/* The newer program was killed: what makes it newer is in the log alone, and stays there. */
static void
test_too_new_in_the_log (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *log = g_strconcat (kit->path, "-wal", NULL);
  g_autofree char *kept = g_strconcat (kit->folder, "/kept", NULL);
  g_autofree char *kept_log = g_strconcat (kit->folder, "/kept-wal", NULL);
  g_autofree char *before = NULL, *after = NULL, *before_log = NULL, *after_log = NULL;
  gsize n_before, n_after, n_before_log, n_after_log;
  sqlite3 *handle;

  kit_close (kit);
  sqlite3_open (kit->path, &handle);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 99", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_true (g_file_get_contents (kit->path, &before, &n_before, NULL));
  g_assert_true (g_file_get_contents (log, &before_log, &n_before_log, NULL));
  g_assert_true (g_file_set_contents (kept, before, n_before, NULL));
  g_assert_true (g_file_set_contents (kept_log, before_log, n_before_log, NULL));
  sqlite3_close (handle);
  g_rename (kept, kit->path);
  g_rename (kept_log, log);
  kit_assert_refuses (kit, 0, PS_CATALOG_ERROR_TOO_NEW);
  g_assert_true (g_file_get_contents (kit->path, &after, &n_after, NULL));
  g_assert_true (g_file_get_contents (log, &after_log, &n_after_log, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_cmpmem (before_log, n_before_log, after_log, n_after_log);
}

static void
test_predecessor (void)
{
  g_autoptr(Kit) kit = kit_new_closed ();
  g_autoptr(GError) error = NULL;

  make_foreign (kit, "CREATE TABLE photos (id INTEGER PRIMARY KEY, public_id TEXT); CREATE TABLE backup_sessions (id);"
                     "CREATE TABLE failed_downloads (id)");
  assert_untouched (kit, PS_CATALOG_ERROR_FOREIGN);
  ps_catalog_init_database_async (kit->path, 0, NULL, kit_cb, kit);
  g_assert_null (ps_catalog_init_database_finish (kit_await (kit), &error));
  g_assert_nonnull (strstr (error->message, "proofsheetctl adopt"));
}

static void
test_empty_and_damaged (void)
{
  g_autoptr(Kit) kit = kit_new_closed ();
  g_autofree guint8 *random = g_malloc (20000);

  g_assert_true (g_file_set_contents (kit->path, "", 0, NULL));
  assert_untouched (kit, PS_CATALOG_ERROR_CORRUPT);
  g_assert_true (g_file_set_contents (kit->path, "SQLite format 3", -1, NULL));
  assert_untouched (kit, PS_CATALOG_ERROR_CORRUPT);
  for (int i = 0; i < 20000; i++)
    random[i] = g_test_rand_int ();
  random[0] = 0;
  g_assert_true (g_file_set_contents (kit->path, (char *) random, 20000, NULL));
  assert_untouched (kit, PS_CATALOG_ERROR_CORRUPT);
}

static void
test_cut_off_file (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *content = NULL;
  gsize length;

  kit_close (kit);
  content = read_all (kit, &length);
  g_assert_true (g_file_set_contents (kit->path, content, length / 3, NULL));
  kit_assert_refuses (kit, 0, PS_CATALOG_ERROR_CORRUPT);
}

static void
test_missing (void)
{
  g_autoptr(Kit) kit = kit_new_closed ();

  kit_assert_refuses (kit, 0, PS_CATALOG_ERROR_CORRUPT);
  kit_assert_refuses (kit, PS_CATALOG_READ_ONLY, PS_CATALOG_ERROR_CORRUPT);
  kit_assert_refuses (kit, PS_CATALOG_READ_ONLY | PS_CATALOG_CREATE, PS_CATALOG_ERROR_CORRUPT);
  g_assert_false (g_file_test (kit->path, G_FILE_TEST_EXISTS));
}

/* A crash in the first minute: what is left under the other name is made anew. */
static void
test_half_made (void)
{
  g_autoptr(Kit) kit = kit_new_closed ();
  g_autofree char *half = g_strconcat (kit->path, "-new", NULL);

  g_assert_true (g_file_set_contents (half, "half", 4, NULL));
  kit_open (kit, PS_CATALOG_CREATE);
  g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));
  kit_assert_sound (kit);
}

static void
test_link_is_not_followed (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *elsewhere = g_strconcat (kit->folder, "/elsewhere", NULL);
  g_autoptr(GError) error = NULL;

  kit_close (kit);
  g_rename (kit->path, elsewhere);
  g_assert_cmpint (symlink (elsewhere, kit->path), ==, 0);
  ps_catalog_init_database_async (kit->path, PS_CATALOG_CREATE, NULL, kit_cb, kit);
  g_assert_null (ps_catalog_init_database_finish (kit_await (kit), &error));
  g_assert_nonnull (error);
}

static void
test_hostile_triggers (void)
{
  static const char *const hostile[] = {
    "CREATE TRIGGER extra AFTER INSERT ON photos BEGIN DELETE FROM photos; END",
    "DROP TRIGGER downloads_counted; CREATE TRIGGER downloads_counted AFTER INSERT ON downloads BEGIN DELETE FROM photos; END",
    "DROP TRIGGER downloads_counted",
  };

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr(Kit) kit = kit_new ();

      kit_close (kit);
      kit_run (kit, hostile[i]);
      assert_bytes_untouched (kit, PS_CATALOG_ERROR_FOREIGN);
    }
}

static void
test_hostile_views (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *percentage = NULL;

  kit_close (kit);
  kit_run (kit, "DROP VIEW download_statistics; CREATE VIEW download_statistics AS SELECT 100.0 AS download_percentage;"
                "CREATE VIEW \"a\"\"b'; DROP TABLE photos; --\" AS SELECT 1");
  kit_open (kit, 0);
  percentage = kit_text (kit, "SELECT download_percentage FROM download_statistics");
  g_assert_cmpstr (percentage, ==, "0.0");
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'a\"b%'"), ==, 0);
  kit_close (kit);
  kit_run (kit, "DROP TABLE settings; CREATE VIEW settings AS SELECT 'a' AS key, 'b' AS value");
  kit_assert_refuses (kit, 0, PS_CATALOG_ERROR_CORRUPT);
}

static void
test_read_only_beside_a_writer (void)
{
  g_autoptr(Kit) writer = kit_new ();
  g_autoptr(Kit) reader = g_new0 (Kit, 1);
  g_autoptr(PsStatus) before = NULL, after = NULL;
  g_autoptr(GError) error = NULL;

  reader->folder = g_dir_make_tmp ("proofsheet-catalog-XXXXXX", NULL);
  reader->path = g_strdup (writer->path);
  kit_open (reader, PS_CATALOG_READ_ONLY);
  g_assert_true (ps_catalog_get_is_read_only (reader->catalog));
  before = kit_status (reader);
  g_assert_cmpint (before->n_total, ==, 0);
  kit_scan (writer, kit_page (kit_asset ("a", NULL, NULL), NULL));
  after = kit_status (reader);
  g_assert_cmpint (after->n_total, ==, 1);
  ps_catalog_set_setting_async (reader->catalog, "a", "b", NULL, kit_cb, reader);
  g_assert_false (ps_catalog_set_setting_finish (reader->catalog, kit_await (reader), &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_READ_ONLY);
  kit_close (writer);
  kit_close (reader);
}

/* A small disk of its own in the kit's folder; %FALSE: only root may have one. */
static gboolean
mount_disk (Kit        *kit,
            const char *options)
{
  const char *argv[] = { "mount", "-t", "tmpfs", "-o", options, "none", kit->folder, NULL };
  int status = 1;

  if (geteuid () == 0 && g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, NULL)
      && status == 0)
    return TRUE;
  g_test_skip ("a disk of one's own needs root");
  return FALSE;
}

static void
unmount_disk (Kit *kit)
{
  const char *argv[] = { "umount", kit->folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void
test_read_only_media (void)
{
  g_autoptr(Kit) kit = kit_new_closed ();

  if (!mount_disk (kit, "size=8m"))
    return;
  kit_open (kit, PS_CATALOG_CREATE);
  kit_scan (kit, kit_page (kit_asset ("a", NULL, NULL), NULL));
  kit_close (kit);
  if (mount_disk (kit, "remount,ro"))
    {
      g_autoptr(PsStatus) status = NULL;

      kit_open (kit, PS_CATALOG_READ_ONLY);
      status = kit_status (kit);
      g_assert_cmpint (status->n_total, ==, 1);
      kit_close (kit);
      kit_assert_refuses (kit, 0, PS_CATALOG_ERROR_READ_ONLY);
    }
  unmount_disk (kit);
}

/* F2: what does not fit is refused whole, what was written stays, and there is work again once there is room. */
static void
test_full_disk (gconstpointer data)
{
  g_autoptr(Kit) kit = kit_new_closed ();
  g_autofree char *filler_path = g_build_filename (kit->folder, "filler", NULL);
  g_autofree char *filler = g_strnfill (6 << 20, 'x');
  g_autoptr(GError) error = NULL;
  int n_written = 0;

  if (!mount_disk (kit, "size=8m"))
    return;
  kit_open (kit, PS_CATALOG_CREATE | GPOINTER_TO_INT (data));
  g_assert_true (g_file_set_contents (filler_path, filler, 6 << 20, NULL));
  for (int i = 0; i < 3000 && error == NULL; i++)
    {
      g_autofree char *key = g_strdup_printf ("key-%d", i);
      g_autofree char *value = g_strnfill (2000, 'y');

      ps_catalog_set_setting_async (kit->catalog, key, value, NULL, kit_cb, kit);
      n_written += ps_catalog_set_setting_finish (kit->catalog, kit_await (kit), &error);
    }
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FULL);
  g_assert_cmpint (n_written, >, 0);
  g_unlink (filler_path);
  kit_begin_session (kit, "scan");
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM settings"), ==, n_written);
  kit_assert_sound (kit);
  kit_close (kit);
  unmount_disk (kit);
}

static void
test_journals (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *log = g_strconcat (kit->path, "-wal", NULL);
  g_autofree char *mode = kit_text (kit, "PRAGMA journal_mode");
  g_autofree char *other_mode = NULL;

  g_assert_cmpstr (mode, ==, "wal");
  kit_scan (kit, kit_page (kit_asset ("a", NULL, NULL), NULL));
  kit_close (kit);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS)); /* one file alone is left */
  kit_open (kit, PS_CATALOG_NO_WAL);
  other_mode = kit_text (kit, "PRAGMA journal_mode");
  g_assert_cmpstr (other_mode, ==, "delete");
  kit_scan (kit, kit_page (kit_asset ("b", NULL, NULL), NULL));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  kit_assert_sound (kit);
}

/* As after kill -9: a copy of the files at a moment when the catalogue was in use. */
static void
take_as_if_killed (Kit *kit)
{
  g_autofree char *log = g_strconcat (kit->path, "-wal", NULL);
  g_autofree char *content = NULL, *log_content = NULL;
  gsize length, log_length;

  g_assert_true (g_file_get_contents (kit->path, &content, &length, NULL));
  g_assert_true (g_file_get_contents (log, &log_content, &log_length, NULL));
  kit_close (kit);
  g_assert_true (g_file_set_contents (kit->path, content, length, NULL));
  g_assert_true (g_file_set_contents (log, log_content, log_length, NULL));
}

static void
test_killed (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *path = NULL, *notes = NULL;
  g_autoptr(GPtrArray) files = NULL;
  gint64 id;

  kit_scan (kit, kit_page (kit_asset ("a", NULL, "0123456789abcdef0123456789abcdef"), NULL));
  id = kit_photo (kit, "a");
  kit_begin_session (kit, "download");
  path = kit_begin (kit, id, "Photos/a.jpg", NULL);
  g_assert_cmpstr (path, ==, "Photos/a.jpg");
  kit_assert_state (kit, "a", "arriving");
  take_as_if_killed (kit);
  kit_open (kit, 0);
  kit_assert_state (kit, "a", "waiting");
  notes = kit_text (kit, "SELECT completed_at, notes FROM backup_sessions WHERE session_type = 'download'");
  g_assert_cmpstr (notes, ==, "NULL|cut off");
  ps_catalog_list_to_adopt_async (kit->catalog, 10, 0, NULL, kit_cb, kit);
  files = ps_catalog_list_to_adopt_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpint (files->len, ==, 1);
  g_assert_cmpstr (((PsFile *) g_ptr_array_index (files, 0))->local_path, ==, "Photos/a.jpg");
  kit_assert_sound (kit);
}

/* Damage that only an unclean end makes us look for. */
static void
test_damage_is_looked_for (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *content = NULL;
  gsize length;

  for (int i = 0; i < 30; i++)
    {
      g_autofree char *name = g_strdup_printf ("photo-%d", i);

      kit_scan (kit, kit_page (kit_asset (name, NULL, NULL), NULL));
    }
  kit_close (kit);
  kit_run (kit, "UPDATE catalog_life SET is_open = 1; PRAGMA wal_checkpoint (TRUNCATE)");
  content = read_all (kit, &length);
  {
    g_autofree char *root_sql = kit_text (kit, "SELECT rootpage FROM sqlite_schema WHERE name = 'photo_history'");
    gint64 page_size = kit_int (kit, "PRAGMA page_size");
    gsize at = (g_ascii_strtoll (root_sql, NULL, 10) - 1) * page_size;

    memset (content + at, 0x5a, 200);
  }
  g_assert_true (g_file_set_contents (kit->path, content, length, NULL));
  kit_assert_refuses (kit, 0, PS_CATALOG_ERROR_CORRUPT);
}

/* D5: the search index alone is damaged, and nobody hears of it. */
static void
damage_search (Kit *kit)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (kit->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE photo_search_data SET block = x'00ff00ff00ff00ff' WHERE id > 10", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_changes (handle), >, 0);
  sqlite3_close (handle);
}

static void
test_damaged_search_on_reading (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *found = NULL;

  kit_scan (kit, kit_page (kit_asset ("beach", NULL, NULL), kit_asset ("mountain", NULL, NULL), NULL));
  damage_search (kit);
  found = kit_find (kit, "beach");
  g_assert_cmpstr (found, ==, "beach");
  kit_assert_sound (kit);
}

static void
test_damaged_search_on_writing (void)
{
  g_autoptr(Kit) kit = kit_new ();
  g_autofree char *found = NULL;
  PsAsset *renamed = kit_asset ("beach", NULL, NULL);

  kit_scan (kit, kit_page (kit_asset ("beach", NULL, NULL), NULL));
  damage_search (kit);
  renamed->display_name = g_strdup ("Sunset");
  kit_scan (kit, kit_page (renamed, NULL));
  found = kit_find (kit, "sunset");
  g_assert_cmpstr (found, ==, "beach");
  kit_assert_sound (kit);
}

/* D6: another program holds the lock for a moment. */
static gpointer
hold_lock_in_thread (gpointer data)
{
  Kit *kit = data;
  sqlite3 *handle;

  sqlite3_open (kit->path, &handle);
  sqlite3_busy_timeout (handle, 2000);
  g_assert_cmpint (sqlite3_exec (handle, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_usleep (700 * 1000);
  sqlite3_exec (handle, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (handle);
  return NULL;
}

static void
test_locked_for_a_moment (void)
{
  g_autoptr(Kit) kit = kit_new ();
  GThread *thread = g_thread_new ("lock", hold_lock_in_thread, kit);

  g_usleep (200 * 1000);
  kit_begin_session (kit, "download"); /* waits, and is written */
  g_thread_join (thread);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM backup_sessions"), ==, 1);
}

static void
test_snapshot (gconstpointer data)
{
  g_autoptr(Kit) kit = kit_new_closed ();
  g_autoptr(Kit) copy = g_new0 (Kit, 1);
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_strconcat (kit->folder, "/copy.db", NULL);

  copy->folder = g_dir_make_tmp ("proofsheet-catalog-XXXXXX", NULL);
  copy->path = g_strdup (path);
  kit_open (kit, PS_CATALOG_CREATE | GPOINTER_TO_INT (data));
  kit_scan (kit, kit_page (kit_asset ("a", NULL, NULL), NULL));
  ps_catalog_snapshot_async (kit->catalog, path, NULL, kit_cb, kit);
  g_assert_true (ps_catalog_snapshot_finish (kit->catalog, kit_await (kit), &error));
  g_assert_no_error (error);
  /* Never over another file. */
  ps_catalog_snapshot_async (kit->catalog, path, NULL, kit_cb, kit);
  g_assert_false (ps_catalog_snapshot_finish (kit->catalog, kit_await (kit), &error));
  g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED);
  g_assert_cmpint (kit_int (copy, "SELECT count(*) FROM photos"), ==, 1);
  kit_open (copy, 0);
  kit_assert_sound (copy);
  kit_close (copy);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/opening/foreign-is-refused-untouched", test_foreign);
  g_test_add_func ("/opening/newer-is-refused-untouched", test_too_new);
  g_test_add_func ("/opening/newer-in-its-log-is-refused-untouched", test_too_new_in_the_log);
  g_test_add_func ("/opening/predecessor-is-told-how", test_predecessor);
  g_test_add_func ("/opening/empty-and-damaged", test_empty_and_damaged);
  g_test_add_func ("/opening/cut-off-file", test_cut_off_file);
  g_test_add_func ("/opening/missing-is-not-made", test_missing);
  g_test_add_func ("/opening/half-made-is-made-anew", test_half_made);
  g_test_add_func ("/opening/link-is-not-followed", test_link_is_not_followed);
  g_test_add_func ("/opening/hostile-triggers-are-refused", test_hostile_triggers);
  g_test_add_func ("/opening/hostile-views-are-replaced", test_hostile_views);
  g_test_add_func ("/opening/read-only-beside-a-writer", test_read_only_beside_a_writer);
  g_test_add_func ("/opening/read-only-media", test_read_only_media);
  g_test_add_data_func ("/opening/full-disk", GINT_TO_POINTER (0), test_full_disk);
  g_test_add_data_func ("/opening/full-disk-with-a-rollback-journal", GINT_TO_POINTER (PS_CATALOG_NO_WAL), test_full_disk);
  g_test_add_func ("/opening/journals", test_journals);
  g_test_add_func ("/opening/after-kill-9", test_killed);
  g_test_add_func ("/opening/damage-is-looked-for", test_damage_is_looked_for);
  g_test_add_func ("/opening/damaged-search-found-by-reading", test_damaged_search_on_reading);
  g_test_add_func ("/opening/damaged-search-found-by-writing", test_damaged_search_on_writing);
  g_test_add_func ("/opening/locked-for-a-moment", test_locked_for_a_moment);
  g_test_add_data_func ("/opening/snapshot", GINT_TO_POINTER (0), test_snapshot);
  g_test_add_data_func ("/opening/snapshot-with-a-rollback-journal", GINT_TO_POINTER (PS_CATALOG_NO_WAL), test_snapshot);
  return g_test_run ();
}
