/* tests/library/test-kept.c: a drive that is away, wanted or lost takes no album along, and nothing is said that is not so. */
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "library/drive-watch.h"
#include "library/library.h"
#include "library/recover.h"

typedef struct
{
  char *base, *root, *away; /* owned: a temporary folder, the library in it, and where it is when it is not there */
  PsLibrary *library;       /* owned, nullable */
  GAsyncResult *result;
  guint n_wanted, n_gone;
  char *back;               /* owned, nullable */
} Fixture;

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *self = user_data;

  g_set_object (&self->result, result);
}

/* Borrowed until the next wait. */
static GAsyncResult *
await (Fixture *self)
{
  g_clear_object (&self->result);
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return self->result;
}

static void
close_library (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  ps_library_close_async (self->library, answered_cb, self);
  g_assert_true (ps_library_close_finish (self->library, await (self), &error));
  g_assert_no_error (error);
  g_clear_object (&self->result);
  g_clear_object (&self->library);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
run_sql (const char *path,
         const char *text)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, text, NULL, NULL, NULL);
  g_assert_cmpstr (sqlite3_errmsg (db), ==, "not an error");
  sqlite3_close (db);
}

static char *
ask_sql (const char *path,
         const char *text)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  char *answer;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, text, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  answer = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return answer;
}

/* A proven photo that the cloud lists, one that it lists no more, and one that was left out; the first in an album. */
static const char photos[] =
  "INSERT INTO photos (public_id, format, resource_type, resource_kind, bytes, etag, version, added_at, local_path, local_key, checksum,"
  "  local_bytes, fetched_version, verify_result, gone_at, skipped_at) VALUES"
  " ('listed', 'jpg', 'image', 'upload', 5, '5d41402abc4b2a76b9719d911017c592', 1, '2026-05-12T14:02:07Z', 'Photos/listed.jpg',"
  "  'photos/listed.jpg', '5d41402abc4b2a76b9719d911017c592', 5, 1, 'sound', NULL, NULL),"
  " ('gone', 'jpg', 'image', 'upload', 5, '5d41402abc4b2a76b9719d911017c592', 1, '2026-05-12T14:02:07Z', 'Photos/gone.jpg',"
  "  'photos/gone.jpg', '5d41402abc4b2a76b9719d911017c592', 5, 1, 'sound', '2026-05-12T14:02:07Z', NULL),"
  " ('left-out', 'jpg', 'image', 'upload', 5, '5d41402abc4b2a76b9719d911017c592', 1, '2026-05-12T14:02:07Z', NULL, NULL, NULL,"
  "  NULL, NULL, NULL, NULL, '2026-05-12T14:02:07Z');"
  "INSERT INTO collections (id, name, created_at) VALUES (7, 'Rossi: album', '2026-05-12T14:02:07Z');"
  "INSERT INTO photo_collections (photo_id, collection_id, added_at) SELECT id, 7, '2026-05-12T14:02:07Z' FROM photos WHERE public_id = 'listed';"
  "INSERT INTO settings (key, value) VALUES ('a-choice', 'stays');";

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PsAccount) account = ps_account_new ("studio", "123456789012345", "abcdefghijklmnopqrstuvwxyz0", NULL, &error);
  g_autofree char *database = NULL;

  g_assert_no_error (error);
  self->base = g_dir_make_tmp ("ps-kept-XXXXXX", &error);
  self->root = g_build_filename (self->base, "Library", NULL);
  self->away = g_build_filename (self->base, "drawer", NULL);
  ps_library_create_async (self->root, account, NULL, answered_cb, self);
  self->library = ps_library_create_finish (await (self), &error);
  g_assert_no_error (error);
  ps_library_set_hurry (self->library, TRUE);
  close_library (self);
  database = g_build_filename (self->root, "photos.db", NULL);
  run_sql (database, photos);
  ps_library_open_async (self->root, 0, NULL, answered_cb, self);
  self->library = ps_library_open_finish (await (self), &error);
  g_assert_no_error (error);
  close_library (self); /* keeps a copy */
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *quoted = g_shell_quote (self->base);
  g_autofree char *command = g_strdup_printf ("rm -rf %s", quoted);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (self->base);
  g_free (self->root);
  g_free (self->away);
  g_free (self->back);
}

static void
open_kept (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  ps_library_open_kept_async (self->root, answered_cb, self);
  self->library = ps_library_open_finish (await (self), &error);
  g_assert_no_error (error);
}

static void
test_browsing (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(PsStatus) status = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_no_errno (g_rename (self->root, self->away));
  open_kept (self);
  g_assert_nonnull (ps_library_get_kept (self->library));
  g_assert_cmpstr (ps_library_get_root (self->library), ==, self->root);
  g_assert_cmpstr (ps_library_get_cloud_name (self->library), ==, "studio");
  ps_catalog_get_status_async (ps_library_get_catalog (self->library), NULL, answered_cb, self);
  status = ps_catalog_get_status_finish (ps_library_get_catalog (self->library), await (self), &error);
  g_assert_no_error (error);
  g_assert_cmpint (status->n_photos[PS_STATE_PROVEN], ==, 1); /* a drive that is away changes no state */
  g_assert_cmpint (status->n_photos[PS_STATE_SKIPPED], ==, 1);
  g_assert_false (ps_vault_check_marker (ps_library_get_vault (self->library), &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_FOLDER);
  close_library (self);
  g_assert_false (g_file_test (self->root, G_FILE_TEST_EXISTS));
}

static void
test_recovery (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(PsKept) kept = NULL;
  g_autofree char *root = g_build_filename (self->base, "New", NULL);
  g_autofree char *database = g_build_filename (root, "photos.db", NULL);
  g_autofree char *waiting = NULL;
  g_autofree char *missing = NULL;
  g_autofree char *skipped = NULL;
  g_autofree char *choice = NULL;
  g_autofree char *here = NULL;
  g_autofree char *album = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_no_errno (g_rename (self->root, self->away));
  kept = ps_kept_find (self->root);
  g_assert_nonnull (kept);
  ps_recover_async (kept, root, answered_cb, self);
  g_assert_true (ps_recover_finish (await (self), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (kept->path, G_FILE_TEST_EXISTS)); /* the drive may turn up again */
  ps_library_open_async (root, 0, NULL, answered_cb, self);
  self->library = ps_library_open_finish (await (self), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ps_vault_get_library_id (ps_library_get_vault (self->library)), !=, kept->library_id);
  ps_library_set_hurry (self->library, TRUE);
  close_library (self);
  waiting = ask_sql (database, "SELECT group_concat(public_id) FROM photos WHERE state = 'waiting' AND want_rank IS NOT NULL");
  missing = ask_sql (database, "SELECT group_concat(public_id) FROM photos WHERE state = 'missing' AND needs_you");
  skipped = ask_sql (database, "SELECT group_concat(public_id) FROM photos WHERE state = 'skipped'");
  choice = ask_sql (database, "SELECT value FROM settings WHERE key = 'a-choice'");
  here = ask_sql (database, "SELECT count(*) FROM photos WHERE is_downloaded");
  album = ask_sql (database, "SELECT group_concat(c.name || ': ' || p.public_id) FROM photo_collections JOIN collections c ON c.id = collection_id"
                             " JOIN photos p ON p.id = photo_id");
  g_assert_cmpstr (album, ==, "Rossi: album: listed");
  g_assert_cmpstr (waiting, ==, "listed");
  g_assert_cmpstr (missing, ==, "gone");
  g_assert_cmpstr (skipped, ==, "left-out");
  g_assert_cmpstr (choice, ==, "stays");
  g_assert_cmpstr (here, ==, "0");
}

static void
test_recovery_takes_no_place (Fixture       *self,
                              gconstpointer  data)
{
  g_autoptr(PsKept) kept = ps_kept_find (self->root);
  g_autofree char *database = g_build_filename (self->root, "photos.db", NULL);
  g_autofree char *here = NULL;
  g_autoptr(GError) error = NULL;

  ps_recover_async (kept, self->root, answered_cb, self); /* the library itself is there: it stays as it is */
  g_assert_false (ps_recover_finish (await (self), &error));
  g_assert_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSUITABLE);
  here = ask_sql (database, "SELECT count(*) FROM photos WHERE is_downloaded");
  g_assert_cmpstr (here, ==, "2");
}

static void
wanted_cb (Fixture *self)
{
  self->n_wanted++;
}

static void
gone_cb (Fixture *self)
{
  self->n_gone++;
}

static void
back_cb (Fixture    *self,
         const char *root)
{
  g_free (self->back);
  self->back = g_strdup (root);
}

static void
test_watch (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(PsKept) kept = ps_kept_find (self->root);
  g_autoptr(PsDriveWatch) watch = ps_drive_watch_new (self->root, kept->library_id, TRUE);
  g_autofree char *beside = g_strconcat (self->root, "2", NULL);

  g_signal_connect_swapped (watch, "wanted", G_CALLBACK (wanted_cb), self);
  g_signal_connect_swapped (watch, "gone", G_CALLBACK (gone_cb), self);
  g_signal_connect_swapped (watch, "back", G_CALLBACK (back_cb), self);
  g_assert_false (ps_drive_watch_want (watch, beside));
  g_assert_false (ps_drive_watch_want (watch, self->away));
  g_assert_cmpuint (self->n_wanted, ==, 0);
  g_assert_true (ps_drive_watch_want (watch, self->base));
  g_assert_cmpuint (self->n_wanted, ==, 1);
  g_assert_no_errno (g_rename (self->root, self->away));
  g_assert_no_errno (g_mkdir (self->root, 0700)); /* the empty mount point */
  while (self->n_gone == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_errno (g_rmdir (self->root));
  g_assert_no_errno (g_rename (self->away, self->root));
  while (self->back == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (self->back, ==, self->root);
  g_object_run_dispose (G_OBJECT (watch));
}

static void
test_guess (void)
{
  g_autoptr(GPtrArray) folders = ps_drive_watch_guess ("/media/a/Photos/studio", "/media/a/Photos1");

  g_assert_cmpuint (folders->len, ==, 4);
  g_assert_cmpstr (g_ptr_array_index (folders, 0), ==, "/media/a/Photos1");
  g_assert_cmpstr (g_ptr_array_index (folders, 1), ==, "/media/a/Photos1/studio");
  g_assert_cmpstr (g_ptr_array_index (folders, 2), ==, "/media/a/Photos1/Photos/studio");
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *data = g_dir_make_tmp ("ps-data-XXXXXX", NULL);
  g_autofree char *command = g_strdup_printf ("rm -rf %s", data);
  int status;

  g_setenv ("XDG_DATA_HOME", data, TRUE); /* where the copy is kept */
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/kept/photos-are-there-while-the-drive-is-away", Fixture, NULL, set_up, test_browsing, tear_down);
  g_test_add ("/kept/a-lost-drive-takes-no-album-along", Fixture, NULL, set_up, test_recovery, tear_down);
  g_test_add ("/kept/a-new-library-takes-nobodys-place", Fixture, NULL, set_up, test_recovery_takes_no_place, tear_down);
  g_test_add ("/drive-watch/wanted-gone-and-back", Fixture, NULL, set_up, test_watch, tear_down);
  g_test_add_func ("/drive-watch/another-mount-path", test_guess);
  status = g_test_run ();
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
  return status;
}
