/* src/catalog/db.c: one connection to the catalogue's database.
 *
 * Opens it with everything off that could run somebody else's code, keeps the
 * prepared statements, and turns what SQLite says into words that help.
 */
#include "catalog/db.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/catalog.h"
#include "catalog/gather.h"
#include "ps-sql.h"

#define SQL_FOLDER "/io/github/proofsheet/Proofsheet/sql/"
#define BUSY_PATIENCE_MS 10000
#define BUSY_PATIENCE_CLOSING_MS 500
#define BUSY_STEP_MS 20

struct _PsDb
{
  sqlite3 *handle;
  GHashTable *statements; /* owned: name → PsStatement */
  GHashTable *around;     /* owned: name → PsStatement with more around it */
  gint gives_up;          /* atomic: a lock is not waited for any longer than is polite */
  int last_code;          /* of the call that failed last, extended */
};

/**
 * ps_db_lookup_sql:
 * @path: a path below sql/
 *
 * Any thread.
 *
 * Returns: (transfer full): the text, ended by a zero byte; a missing one is a
 *   programming error
 */
GBytes *
ps_db_lookup_sql (const char *path)
{
  g_autofree char *full = g_strconcat (SQL_FOLDER, path, NULL);
  g_autoptr(GError) error = NULL;
  GBytes *text = g_resource_lookup_data (ps_sql_get_resource (), full, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (text == NULL)
    g_error ("%s", error->message);
  return text;
}

static PsCatalogError
judge (int code,
       int system_errno)
{
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return PS_CATALOG_ERROR_BUSY;
    case SQLITE_FULL:
      return PS_CATALOG_ERROR_FULL;
    case SQLITE_IOERR:
      return system_errno == ENOSPC || system_errno == EDQUOT ? PS_CATALOG_ERROR_FULL : PS_CATALOG_ERROR_FAILED;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return PS_CATALOG_ERROR_CORRUPT;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return PS_CATALOG_ERROR_READ_ONLY;
    default:
      return PS_CATALOG_ERROR_FAILED;
    }
}

/**
 * ps_db_set_error:
 * @self: a connection on which a call just failed
 * @code: its result
 * @error: set with a %PS_CATALOG_ERROR, or %G_IO_ERROR_CANCELLED where the work was interrupted
 */
void
ps_db_set_error (PsDb    *self,
                 int      code,
                 GError **error)
{
  const char *said = self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (code);
  int system_errno = self->handle != NULL ? sqlite3_system_errno (self->handle) : 0;
  PsCatalogError judged = judge (code, system_errno);

  self->last_code = code;
  if ((code & 0xff) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("It was cancelled."));
  else if (judged == PS_CATALOG_ERROR_BUSY)
    g_set_error_literal (error, PS_CATALOG_ERROR, judged,
                         _("Another program keeps the catalogue locked. Nothing was lost. Close the other program and try again."));
  else if (judged == PS_CATALOG_ERROR_FULL)
    g_set_error_literal (error, PS_CATALOG_ERROR, judged,
                         _("The disk with the catalogue is full. Nothing was lost. Make some room and try again."));
  else if (judged == PS_CATALOG_ERROR_CORRUPT)
    g_set_error_literal (error, PS_CATALOG_ERROR, judged,
                         _("The catalogue is damaged. The photos are not touched by this; “proofsheetctl rebuild” makes it anew from them."));
  else if (judged == PS_CATALOG_ERROR_READ_ONLY)
    g_set_error_literal (error, PS_CATALOG_ERROR, judged,
                         _("The catalogue cannot be written to: the disk or the file is read-only."));
  else
    /* Translators: %s is what the database says, in English. */
    g_set_error (error, PS_CATALOG_ERROR, judged, _("The catalogue could not be used: %s"),
                 (code & 0xff) == SQLITE_IOERR && system_errno != 0 ? g_strerror (system_errno) : said);
}

/* Waits for another program's lock; runs inside SQLite on the connection's thread. */
static int
wait_for_lock_cb (void *data,
                  int   n_tries)
{
  PsDb *self = data;
  int patience_ms = g_atomic_int_get (&self->gives_up) ? BUSY_PATIENCE_CLOSING_MS : BUSY_PATIENCE_MS;

  if (n_tries * BUSY_STEP_MS >= patience_ms)
    return 0;
  g_usleep (BUSY_STEP_MS * 1000);
  return 1;
}

/* A database may come from anybody: nothing in it runs, and nothing grows without bound. */
static void
restrain (sqlite3 *handle)
{
  static const struct { int option, value; } options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 }, { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 }, { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 }, { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 }, { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
  };
  static const struct { int limit, value; } limits[] = {
    { SQLITE_LIMIT_LENGTH, 128 << 20 }, { SQLITE_LIMIT_SQL_LENGTH, 1 << 20 }, { SQLITE_LIMIT_COLUMN, 256 },
    { SQLITE_LIMIT_EXPR_DEPTH, 200 }, { SQLITE_LIMIT_COMPOUND_SELECT, 20 }, { SQLITE_LIMIT_ATTACHED, 1 },
    { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000 }, { SQLITE_LIMIT_VARIABLE_NUMBER, 250 },
    { SQLITE_LIMIT_TRIGGER_DEPTH, 10 }, { SQLITE_LIMIT_WORKER_THREADS, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    sqlite3_db_config (handle, options[i].option, options[i].value, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (handle, limits[i].limit, limits[i].value);
}

static char *
make_uri (const char *path,
          PsDbFlags   flags)
{
  g_autofree char *escaped = NULL;

  if (g_str_equal (path, ":memory:"))
    return g_strdup (path);
  escaped = g_uri_escape_string (path, "/", TRUE);
  return g_strconcat ("file:", escaped, (flags & PS_DB_IMMUTABLE) ? "?immutable=1" : "", NULL);
}

/* Nobody asks how much memory SQLite uses; counting it takes a lock at every allocation (measured: an eighth of the
 * time of a scan). Refused, which does no harm, where something else in the process has used SQLite before. */
static gpointer
set_up_sqlite (gpointer data)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  return NULL;
}

/**
 * ps_db_open:
 * @path: a file, or ":memory:"
 * @flags: how
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Opens a connection and sets it up; the file is not changed by that, and what
 * is in it is not judged yet.
 *
 * Returns: (transfer full): a connection, for one thread at a time
 */
PsDb *
ps_db_open (const char  *path,
            PsDbFlags    flags,
            GError     **error)
{
  static GOnce set_up = G_ONCE_INIT;
  g_autoptr(PsDb) self = g_new0 (PsDb, 1);
  g_autofree char *uri = make_uri (path, flags);
  int how = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
  int code;

  g_once (&set_up, set_up_sqlite, NULL);
  how |= (flags & (PS_DB_READ_ONLY | PS_DB_IMMUTABLE)) ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (flags & PS_DB_NEW)
    how |= SQLITE_OPEN_CREATE;
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) ps_statement_free);
  self->around = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) ps_statement_free);
  code = sqlite3_open_v2 (uri, &self->handle, how, NULL);
  if (code != SQLITE_OK)
    {
      ps_db_set_error (self, code, error);
      return NULL;
    }
  restrain (self->handle);
  ps_gather_install (self);
  sqlite3_busy_handler (self->handle, wait_for_lock_cb, self);
  if (!ps_db_run_resource (self, "connection.sql", error))
    return NULL;
  if ((flags & PS_DB_QUERY_ONLY) && !ps_db_run_resource (self, "connection-reader.sql", error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * ps_db_close:
 * @self: (transfer full) (nullable): a connection
 */
void
ps_db_close (PsDb *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->around, g_hash_table_unref);
  if (self->handle != NULL)
    {
      int code = sqlite3_close (self->handle);

      g_assert (code == SQLITE_OK);
    }
  g_free (self);
}

/**
 * ps_db_get_handle:
 * @self: a connection
 *
 * Returns: (transfer none): SQLite's own
 */
sqlite3 *
ps_db_get_handle (PsDb *self)
{
  return self->handle;
}

/**
 * ps_db_get_last_code:
 * @self: a connection
 *
 * Returns: SQLite's extended result code of the call that failed last
 */
int
ps_db_get_last_code (PsDb *self)
{
  return self->last_code;
}

/**
 * ps_db_give_up:
 * @self: a connection
 *
 * From now on another program's lock is waited for half a second only: the
 * program is about to end. Any thread.
 */
void
ps_db_give_up (PsDb *self)
{
  g_atomic_int_set (&self->gives_up, 1);
}

/**
 * ps_db_keep_journal:
 * @self: a connection
 * @keep: whether closing leaves the write-ahead log as it is
 *
 * A database that turns out not to be ours is left untouched to the last byte.
 */
void
ps_db_keep_journal (PsDb     *self,
                    gboolean  keep)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, NULL);
}

/**
 * ps_db_statement:
 * @self: a connection
 * @name: a file of sql/queries, without its ending; a string constant
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer none) (nullable): the statement, nothing bound, at its
 *   beginning; it is used by one caller at a time
 */
PsStatement *
ps_db_statement (PsDb        *self,
                 const char  *name,
                 GError     **error)
{
  PsStatement *statement = g_hash_table_lookup (self->statements, name);

  if (statement != NULL)
    {
      ps_statement_reset (statement);
      return statement;
    }
  statement = ps_statement_load (self, name, error);
  if (statement != NULL)
    g_hash_table_insert (self->statements, (gpointer) name, statement);
  return statement;
}

/**
 * ps_db_statement_around:
 * @self: a connection
 * @name: a file of sql/queries, without its ending; a string constant
 * @before: SQL that stands before it; always the same for one @name, a string constant
 * @after: SQL that stands behind it
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer none) (nullable): the statement, as of ps_db_statement()
 */
PsStatement *
ps_db_statement_around (PsDb        *self,
                        const char  *name,
                        const char  *before,
                        const char  *after,
                        GError     **error)
{
  PsStatement *statement = g_hash_table_lookup (self->around, name);

  if (statement != NULL)
    {
      ps_statement_reset (statement);
      return statement;
    }
  statement = ps_statement_load_around (self, name, before, after, error);
  if (statement != NULL)
    g_hash_table_insert (self->around, (gpointer) name, statement);
  return statement;
}

/**
 * ps_db_run:
 * @self: a connection
 * @name: a statement without parameters
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it ran to its end
 */
gboolean
ps_db_run (PsDb        *self,
           const char  *name,
           GError     **error)
{
  PsStatement *statement = ps_db_statement (self, name, error);

  return statement != NULL && ps_statement_run (statement, error);
}

/**
 * ps_db_read_int:
 * @self: a connection
 * @name: a statement without parameters that gives one number
 * @value: (out): the number; 0 for no row or NULL
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it could be read
 */
gboolean
ps_db_read_int (PsDb        *self,
                const char  *name,
                gint64      *value,
                GError     **error)
{
  PsStatement *statement = ps_db_statement (self, name, error);
  PsStep step = statement != NULL ? ps_statement_step (statement, error) : PS_STEP_ERROR;

  *value = 0;
  if (step == PS_STEP_ERROR)
    return FALSE;
  if (step == PS_STEP_ROW)
    *value = ps_statement_int (statement, 0);
  ps_statement_reset (statement);
  return TRUE;
}

/**
 * ps_db_run_script:
 * @self: a connection
 * @sql: statements, as sql/ has them
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether all of them ran
 */
gboolean
ps_db_run_script (PsDb        *self,
                  const char  *sql,
                  GError     **error)
{
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  ps_db_set_error (self, code, error);
  return FALSE;
}

/**
 * ps_db_run_resource:
 * @self: a connection
 * @path: a script below sql/
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether all of its statements ran
 */
gboolean
ps_db_run_resource (PsDb        *self,
                    const char  *path,
                    GError     **error)
{
  g_autoptr(GBytes) text = ps_db_lookup_sql (path);

  return ps_db_run_script (self, g_bytes_get_data (text, NULL), error);
}

/**
 * ps_db_forget:
 * @self: a connection
 *
 * Drops every prepared statement, as must be before a table they use is dropped.
 */
void
ps_db_forget (PsDb *self)
{
  g_hash_table_remove_all (self->statements);
  g_hash_table_remove_all (self->around);
}
