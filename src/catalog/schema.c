/* src/catalog/schema.c: whether a database is ours, making a new one, bringing an old one up to date.
 *
 * A file that is not ours, or newer than we are, is left untouched to the last
 * byte: its header is read as plain bytes before SQLite sees it.
 */
#include "catalog/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "catalog/catalog.h"
#include "catalog/disk.h"
#include "ps-sql.h"

#define HEADER_SIZE 100
#define VERSION_AT 60        /* offsets in the header, see SQLite's "Database File Format", 1.3 */
#define APPLICATION_AT 68
#define CHECK_TIME_US (G_USEC_PER_SEC * 6 / 10)
#define CHECK_EVERY_N_STEPS 20000
#define FOLDER_SQL "/io/github/proofsheet/Proofsheet/sql/"

static guint32
read_number (const guchar *header,
             gsize         offset)
{
  guint32 number;

  memcpy (&number, header + offset, sizeof number);
  return GUINT32_FROM_BE (number);
}

/* Read without a lock, a journal or a write, whatever lies there. */
static gboolean
is_of_predecessor (const char *path)
{
  g_autoptr(PsDb) db = ps_db_open (path, PS_DB_IMMUTABLE, NULL);
  gint64 n_tables = 0;

  return db != NULL && ps_db_read_int (db, "count-predecessor-tables", &n_tables, NULL) && n_tables == 3;
}

static void
set_damaged (GError **error)
{
  g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_CORRUPT,
                       _("The catalogue is damaged. The photos are not touched by this; “proofsheetctl rebuild” makes it anew from them."));
}

static gboolean
judge_header (const char    *path,
              const guchar  *header,
              GError       **error)
{
  guint32 application = read_number (header, APPLICATION_AT);
  guint32 version = read_number (header, VERSION_AT);

  if (application == PS_SCHEMA_APPLICATION_ID && version > PS_SCHEMA_VERSION)
    g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_TOO_NEW,
                         _("This catalogue was written by a newer Proofsheet. It is left as it is. Update Proofsheet to open it."));
  else if (application == PS_SCHEMA_APPLICATION_ID && version > 0)
    return TRUE;
  else if (application == 0 && version == 0 && is_of_predecessor (path))
    g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FOREIGN,
                         _("This folder was made by the tool that came before Proofsheet. It is left as it is. “proofsheetctl adopt” takes it over."));
  else
    g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FOREIGN,
                         _("This database belongs to another program. It is left as it is."));
  return FALSE;
}

/**
 * ps_schema_check_file:
 * @path: a file
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Judges a database by its header alone; nothing is written, locked or created.
 *
 * Returns: whether the file may be opened as a catalogue
 */
gboolean
ps_schema_check_file (const char  *path,
                      GError     **error)
{
  guchar header[HEADER_SIZE];
  gsize n_read = 0;
  gssize n;
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);

  if (fd < 0)
    {
      int saved = errno;

      g_set_error (error, PS_CATALOG_ERROR, saved == ENOENT ? PS_CATALOG_ERROR_CORRUPT : PS_CATALOG_ERROR_FAILED,
                   /* Translators: %s is what the system says. */
                   _("The catalogue could not be opened: %s"), g_strerror (saved));
      return FALSE;
    }
  while (n_read < sizeof header && (n = read (fd, header + n_read, sizeof header - n_read)) != 0)
    {
      if (n < 0 && errno != EINTR)
        break;
      n_read += MAX (n, 0);
    }
  close (fd);
  if (n_read < sizeof header || memcmp (header, "SQLite format 3", 16) != 0)
    {
      set_damaged (error);
      return FALSE;
    }
  return judge_header (path, header, error);
}

/**
 * ps_schema_create:
 * @path: where no file is
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Makes an empty catalogue under another name and renames it when it is whole,
 * so that no crash leaves half a catalogue at @path.
 *
 * Returns: whether it is there
 */
gboolean
ps_schema_create (const char  *path,
                  GError     **error)
{
  g_autofree char *unfinished = g_strconcat (path, "-new", NULL);
  g_autofree char *journal = g_strconcat (unfinished, "-journal", NULL);
  g_autoptr(PsDb) db = NULL;

  g_unlink (unfinished); /* left by a crash; the name is ours alone */
  g_unlink (journal);
  db = ps_db_open (unfinished, PS_DB_NEW, error);
  if (db == NULL)
    return FALSE;
  if (!ps_db_run (db, "begin", error)
      || !ps_db_run_resource (db, "schema.sql", error)
      || !ps_db_run (db, "commit", error))
    {
      g_clear_pointer (&db, ps_db_close);
      g_unlink (unfinished);
      return FALSE;
    }
  g_clear_pointer (&db, ps_db_close);
  return ps_disk_settle (unfinished, path, error);
}

/* What a catalogue of today's schema is made of: name → text, of one type of entry. */
static GHashTable *
list_entries (PsDb        *db,
              const char  *type,
              GError     **error)
{
  g_autoptr(GHashTable) entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  PsStatement *statement = ps_db_statement (db, "list-schema", error);
  PsStep step;

  if (statement == NULL)
    return NULL;
  ps_statement_bind_text (statement, ":type", type);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    g_hash_table_insert (entries, ps_statement_dup_text (statement, 0), ps_statement_dup_text (statement, 1));
  return step == PS_STEP_DONE ? g_steal_pointer (&entries) : NULL;
}

/* A trigger runs inside our own statements: only the known ones may, word for word. */
static gboolean
has_only_own_triggers (PsDb    *db,
                       PsDb    *reference,
                       GError **error)
{
  g_autoptr(GHashTable) found = list_entries (db, "trigger", error);
  g_autoptr(GHashTable) known = found != NULL ? list_entries (reference, "trigger", error) : NULL;
  gboolean same;
  GHashTableIter iter;
  gpointer name, text;

  if (known == NULL)
    return FALSE;
  same = g_hash_table_size (found) == g_hash_table_size (known);
  g_hash_table_iter_init (&iter, known);
  while (same && g_hash_table_iter_next (&iter, &name, &text))
    same = g_strcmp0 (g_hash_table_lookup (found, name), text) == 0;
  if (same)
    return TRUE;
  g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FOREIGN,
                       _("Another program has put instructions of its own into this catalogue. It is left as it is; “proofsheetctl rebuild” makes a new one from the photos."));
  return FALSE;
}

static gboolean
has_all_tables (PsDb    *db,
                PsDb    *reference,
                GError **error)
{
  g_autoptr(GHashTable) found = list_entries (db, "table", error);
  g_autoptr(GHashTable) known = found != NULL ? list_entries (reference, "table", error) : NULL;
  GHashTableIter iter;
  gpointer name;

  if (known == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_hash_table_contains (found, name))
      {
        set_damaged (error);
        return FALSE;
      }
  return TRUE;
}

/**
 * ps_schema_check:
 * @db: a connection whose file's header was found right
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Judges what is in the database: its version as committed last, and, where
 * that is today's, that its tables are there and its triggers are ours.
 *
 * Returns: whether it is a catalogue that may be used
 */
gboolean
ps_schema_check (PsDb    *db,
                 GError **error)
{
  g_autoptr(PsDb) reference = NULL;
  gint64 application, version;

  if (!ps_db_read_int (db, "read-application-id", &application, error)
      || !ps_db_read_int (db, "read-user-version", &version, error))
    return FALSE;
  if (application != PS_SCHEMA_APPLICATION_ID || version > PS_SCHEMA_VERSION || version < 1)
    {
      guchar header[HEADER_SIZE] = { 0 };
      guint32 numbers[] = { GUINT32_TO_BE ((guint32) application), GUINT32_TO_BE ((guint32) version) };

      memcpy (header + APPLICATION_AT, &numbers[0], sizeof numbers[0]);
      memcpy (header + VERSION_AT, &numbers[1], sizeof numbers[1]);
      return judge_header ("", header, error);
    }
  if (version < PS_SCHEMA_VERSION)
    return TRUE;
  reference = ps_db_open (":memory:", PS_DB_NEW, error);
  return reference != NULL
         && ps_db_run_resource (reference, "schema.sql", error)
         && has_all_tables (db, reference, error)
         && has_only_own_triggers (db, reference, error);
}

/* Runs inside SQLite: ends a check that takes too long. */
static int
time_is_up_cb (void *data)
{
  const gint64 *until = data;

  return g_get_monotonic_time () > *until;
}

/* Nothing is found wrong within the time a start may take. */
static gboolean
pages_are_sound (PsDb    *db,
                 GError **error)
{
  gint64 until = g_get_monotonic_time () + CHECK_TIME_US;
  g_autoptr(GError) check_error = NULL;
  PsStatement *statement = ps_db_statement (db, "quick-check", error);
  gboolean sound = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_progress_handler (ps_db_get_handle (db), CHECK_EVERY_N_STEPS, time_is_up_cb, &until);
  if (ps_statement_step (statement, &check_error) == PS_STEP_ROW)
    sound = g_strcmp0 (ps_statement_text (statement, 0), "ok") == 0;
  else
    sound = g_error_matches (check_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ps_statement_reset (statement);
  sqlite3_progress_handler (ps_db_get_handle (db), 0, NULL, NULL);
  if (sound)
    return TRUE;
  if (check_error != NULL)
    g_propagate_error (error, g_steal_pointer (&check_error));
  else
    set_damaged (error);
  return FALSE;
}

/**
 * ps_schema_check_pages:
 * @db: a connection to a catalogue that nobody closed
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Looks for damage for as long as a start may take. Damage to the search index
 * alone is repaired without a word, since all of it can be made from the facts.
 *
 * Returns: whether no damage was found, or it was repaired
 */
gboolean
ps_schema_check_pages (PsDb    *db,
                       GError **error)
{
  g_autoptr(GError) damage = NULL;

  if (pages_are_sound (db, &damage))
    return TRUE;
  if (g_error_matches (damage, PS_CATALOG_ERROR, PS_CATALOG_ERROR_CORRUPT)
      && ps_db_run (db, "begin", NULL))
    {
      if (ps_schema_renew_search (db, NULL) && pages_are_sound (db, NULL) && ps_db_run (db, "commit", NULL))
        return TRUE;
      ps_db_run (db, "rollback", NULL);
    }
  g_propagate_error (error, g_steal_pointer (&damage));
  return FALSE;
}

static char *
find_migration (GResource  *resource,
                const char *folder,
                gint64      from)
{
  g_auto(GStrv) names = g_resource_enumerate_children (resource, folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *prefix = g_strdup_printf ("%04" G_GINT64_FORMAT "-", from);

  for (int i = 0; names != NULL && names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], prefix))
      return g_strconcat (folder, names[i], NULL);
  return NULL;
}

static gboolean
run_migration (PsDb        *db,
               GResource   *resource,
               const char  *path,
               gint64       from,
               GError     **error)
{
  g_autoptr(GBytes) text = g_resource_lookup_data (resource, path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  gint64 version;

  if (text == NULL || !ps_db_run (db, "begin", error))
    return FALSE;
  if (ps_db_run_script (db, g_bytes_get_data (text, NULL), error)
      && ps_db_read_int (db, "read-user-version", &version, error))
    {
      if (version == from + 1)
        return ps_db_run (db, "commit", error);
      g_set_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED, "%s ends at version %" G_GINT64_FORMAT, path, version);
    }
  ps_db_run (db, "rollback", NULL);
  return FALSE;
}

/**
 * ps_schema_migrate:
 * @db: a connection
 * @resource: where the migrations are
 * @folder: in @resource, with a slash at its end
 * @target: the version to arrive at
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Runs one migration after another, each in a transaction of its own. A file
 * `0001-what-it-does.sql` leads from version 1 to 2 and ends by setting
 * `user_version`; views are not its business.
 *
 * Returns: whether @db is at @target
 */
gboolean
ps_schema_migrate (PsDb        *db,
                   GResource   *resource,
                   const char  *folder,
                   int          target,
                   GError     **error)
{
  gint64 version;

  while (ps_db_read_int (db, "read-user-version", &version, error) && version != target)
    {
      g_autofree char *path = find_migration (resource, folder, version);

      if (path == NULL || version > target)
        {
          g_set_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED,
                       /* Translators: %d is the version of a database's layout. */
                       _("This catalogue is of version %d, which this Proofsheet cannot bring up to date."), (int) version);
          return FALSE;
        }
      if (!run_migration (db, resource, path, version, error))
        return FALSE;
    }
  return error == NULL || *error == NULL;
}

/**
 * ps_schema_migrate_to_today:
 * @db: a connection to a catalogue of some version
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether its schema is today's
 */
gboolean
ps_schema_migrate_to_today (PsDb    *db,
                            GError **error)
{
  return ps_schema_migrate (db, ps_sql_get_resource (), FOLDER_SQL "migrations/", PS_SCHEMA_VERSION, error);
}

/* A whole copy beside the library's snapshots, before anything is changed. */
static gboolean
keep_copy (PsDb        *db,
           const char  *path,
           gint64       version,
           GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *snapshots = g_build_filename (folder, ".proofsheet", "snapshots", NULL);
  g_autofree char *name = g_strdup_printf ("photos-version-%" G_GINT64_FORMAT ".db", version);
  g_autofree char *copy = g_build_filename (g_file_test (snapshots, G_FILE_TEST_IS_DIR) ? snapshots : folder, name, NULL);

  if (g_file_test (copy, G_FILE_TEST_EXISTS))
    return TRUE;
  return ps_disk_copy_database (db, copy, error);
}

/**
 * ps_schema_upgrade:
 * @db: a connection that may write
 * @path: its file, for the copy that is kept before a change
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether the schema is today's
 */
gboolean
ps_schema_upgrade (PsDb        *db,
                   const char  *path,
                   GError     **error)
{
  gint64 version;

  if (!ps_db_read_int (db, "read-user-version", &version, error))
    return FALSE;
  if (version == PS_SCHEMA_VERSION)
    return TRUE;
  return keep_copy (db, path, version, error) && ps_schema_migrate_to_today (db, error);
}

static gboolean
drop_views (PsDb    *db,
            GError **error)
{
  g_autoptr(GHashTable) views = list_entries (db, "view", error);
  GHashTableIter iter;
  gpointer name;

  if (views == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, views);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autoptr(GBytes) text = ps_db_lookup_sql ("drop-view.sql");
      g_autoptr(GString) sql = g_string_new (g_bytes_get_data (text, NULL));
      g_autoptr(GString) quoted = g_string_new (name);

      g_string_replace (quoted, "\"", "\"\"", 0);
      g_string_replace (sql, "@VIEW@", quoted->str, 0);
      if (!ps_db_run_script (db, sql->str, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * ps_schema_renew_views:
 * @db: a connection in a transaction
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Drops every view and makes those of sql/views, so that a file there is the
 * view, whatever version the catalogue was made by.
 *
 * Returns: whether they are there
 */
gboolean
ps_schema_renew_views (PsDb    *db,
                       GError **error)
{
  g_auto(GStrv) names = g_resource_enumerate_children (ps_sql_get_resource (), FOLDER_SQL "views",
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (names == NULL || !drop_views (db, error))
    return FALSE;
  for (int i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat ("views/", names[i], NULL);

      if (!ps_db_run_resource (db, path, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * ps_schema_renew_search:
 * @db: a connection in a transaction
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Drops the search index and makes it again from the facts.
 *
 * Returns: whether it is whole
 */
gboolean
ps_schema_renew_search (PsDb    *db,
                        GError **error)
{
  ps_db_forget (db);
  return ps_db_run_resource (db, "search-renew.sql", error)
         && ps_db_run (db, "search-fill", error);
}
