/* src/catalog/opening.c: from a path to two connections: judged, upgraded, and tidied after a killed run. */
#include "catalog/catalog-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/times.h"
#include "catalog/schema.h"

#define LEDGER_DAYS 31
#define PAGE_BYTES 4096
#define LOG_PAGES 8000      /* as sql/connection.sql has it */
#define LEAST_LOG_PAGES 128

static gboolean
bind_and_run (PsDb        *db,
              const char  *name,
              const char  *parameter,
              const char  *value,
              GError     **error)
{
  PsStatement *statement = ps_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, parameter, value);
  return ps_statement_run (statement, error);
}

static gboolean
run_before (PsDb        *db,
            const char  *name,
            gint64       before_us,
            GError     **error)
{
  PsStatement *statement = ps_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":before_us", before_us);
  return ps_statement_run (statement, error);
}

/* The ledger of traffic carries times for a month, and days after that. */
static gboolean
shorten_ledger (PsDb    *db,
                GError **error)
{
  gint64 before_us = g_get_real_time () - LEDGER_DAYS * G_TIME_SPAN_DAY;

  return run_before (db, "traffic-join-insert", before_us, error)
         && run_before (db, "traffic-join-delete", before_us, error);
}

/* What a killed run left: nothing arrives any more, and its session was cut off. */
static gboolean
tidy (PsDb    *db,
      GError **error)
{
  g_autofree char *now = ps_time_now_text ();

  return ps_schema_renew_views (db, error)
         && shorten_ledger (db, error)
         && ps_db_run (db, "life-clear-arriving", error)
         && bind_and_run (db, "life-cut-off-sessions", ":notes",
                          /* Translators: how a run ended that was killed or lost its power. */
                          _("cut off"), error)
         && bind_and_run (db, "life-open", ":now", now, error);
}

static gboolean
tidy_in_transaction (PsDb    *db,
                     GError **error)
{
  if (!ps_db_run (db, "begin", error))
    return FALSE;
  if (tidy (db, error) && ps_db_run (db, "commit", error))
    return TRUE;
  ps_db_run (db, "rollback", NULL);
  return FALSE;
}

/* SQLite would open it all the same, and fail later with less telling words. */
static gboolean
may_be_written (PsOpening  *self,
                GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (g_access (self->path, W_OK) == 0 && g_access (folder, W_OK) == 0)
    return TRUE;
  g_set_error (error, PS_CATALOG_ERROR, errno == EROFS || errno == EACCES ? PS_CATALOG_ERROR_READ_ONLY : PS_CATALOG_ERROR_FAILED,
               /* Translators: %s is what the system says. */
               _("The catalogue cannot be written to: %s"), g_strerror (errno));
  return FALSE;
}

/* The write-ahead log is at most a quarter of what the drive keeps in reserve (a tenth of a small drive), so that it
 * cannot be what fills it. Large drives keep what sql/connection.sql says. */
static void
bound_journal (PsDb       *db,
               const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GBytes) text = ps_db_lookup_sql ("journal-size.sql");
  g_autoptr(GString) sql = g_string_new (g_bytes_get_data (text, NULL));
  g_autofree char *number = NULL;
  struct statvfs drive;
  gint64 n_bytes;

  if (statvfs (folder, &drive) != 0)
    return;
  n_bytes = (gint64) MIN ((guint64) drive.f_blocks * drive.f_frsize, (guint64) G_MAXINT64) / 40;
  if (n_bytes >= LOG_PAGES * PAGE_BYTES)
    return;
  n_bytes = MAX (n_bytes, LEAST_LOG_PAGES * PAGE_BYTES);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, n_bytes);
  g_string_replace (sql, "@BYTES@", number, 0);
  ps_db_run_script (db, sql->str, NULL);
  sqlite3_wal_autocheckpoint (ps_db_get_handle (db), n_bytes / PAGE_BYTES);
}

static gboolean
open_writer (PsOpening  *self,
             GError    **error)
{
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  GStatBuf found;
  gboolean has_log = g_lstat (log, &found) == 0 && found.st_size > 0;
  g_autoptr(PsDb) db = may_be_written (self, error) ? ps_db_open (self->path, 0, error) : NULL;
  gint64 was_open;

  if (db == NULL)
    return FALSE;
  ps_db_keep_journal (db, has_log); /* until it is known to be ours */
  if (!ps_schema_check (db, error))
    return FALSE;
  ps_db_keep_journal (db, FALSE);
  if (!ps_schema_upgrade (db, self->path, error)
      || !ps_db_read_int (db, "life-was-open", &was_open, error)
      || (was_open && !ps_schema_check_pages (db, error))
      || !ps_db_run (db, (self->flags & PS_CATALOG_NO_WAL) ? "journal-delete" : "journal-wal", error)
      || !tidy_in_transaction (db, error))
    return FALSE;
  bound_journal (db, self->path);
  self->was_cut_off = was_open != 0;
  self->writer = g_steal_pointer (&db);
  self->reader = ps_opening_connect (self->path, self->flags, error);
  return self->reader != NULL;
}

static PsDb *
try_reading (const char *path,
             PsDbFlags   flags,
             GError    **error)
{
  g_autoptr(PsDb) db = ps_db_open (path, flags, error);

  return db != NULL && ps_schema_check (db, error) ? g_steal_pointer (&db) : NULL;
}

/**
 * ps_opening_connect:
 * @path: a catalogue that was judged
 * @flags: how it was opened
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Beside a live writer as SQLite means it; where that needs files which the
 * medium cannot take, as it lies there. Any thread.
 *
 * Returns: (transfer full) (nullable): a connection for reading
 */
PsDb *
ps_opening_connect (const char      *path,
                    PsCatalogFlags   flags,
                    GError         **error)
{
  g_autoptr(GError) first_error = NULL;
  PsDb *db;

  if (!(flags & PS_CATALOG_READ_ONLY))
    return ps_db_open (path, PS_DB_QUERY_ONLY, error);
  db = try_reading (path, PS_DB_READ_ONLY, &first_error);
  if (db == NULL
      && (g_error_matches (first_error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_READ_ONLY)
          || g_error_matches (first_error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED)))
    db = try_reading (path, PS_DB_READ_ONLY | PS_DB_IMMUTABLE, NULL);
  if (db == NULL)
    g_propagate_error (error, g_steal_pointer (&first_error));
  return db;
}

/**
 * ps_opening_run:
 * @self: path and flags
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Any thread; it may take seconds.
 *
 * Returns: whether the connections are there
 */
gboolean
ps_opening_run (PsOpening  *self,
                GError    **error)
{
  if ((self->flags & PS_CATALOG_CREATE) && !(self->flags & PS_CATALOG_READ_ONLY)
      && !g_file_test (self->path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK)
      && !ps_schema_create (self->path, error))
    return FALSE;
  if (!ps_schema_check_file (self->path, error))
    return FALSE;
  if (!(self->flags & PS_CATALOG_READ_ONLY))
    return open_writer (self, error);
  self->reader = ps_opening_connect (self->path, self->flags, error);
  return self->reader != NULL;
}

/**
 * ps_opening_free:
 * @self: (transfer full): an opening; connections that were not taken are closed
 */
void
ps_opening_free (PsOpening *self)
{
  g_clear_pointer (&self->reader, ps_db_close);
  g_clear_pointer (&self->writer, ps_db_close);
  g_free (self->path);
  g_free (self);
}
