/* src/catalog/statement.c: one statement of sql/queries, bound by name, stepped and read.
 *
 * Parameters are bound in the same order at every call, so the place of each
 * name is remembered by that order and looked up only the first time.
 */
#include "catalog/statement.h"

#include <math.h>
#include <string.h>

#include "catalog/db.h"

typedef struct
{
  const char *parameter; /* the caller's string constant, compared by address */
  int index;
} Place;

struct _PsStatement
{
  PsDb *db;           /* borrowed */
  sqlite3_stmt *stmt; /* owned */
  char *name;         /* owned */
  GArray *places;     /* owned, of Place, in the order of binding */
  guint n_bound;
};

/**
 * ps_statement_load:
 * @db: a connection
 * @name: a file of sql/queries, without its ending
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): the prepared statement
 */
PsStatement *
ps_statement_load (PsDb        *db,
                   const char  *name,
                   GError     **error)
{
  return ps_statement_load_around (db, name, "", "", error);
}

/**
 * ps_statement_load_around:
 * @db: a connection
 * @name: a file of sql/queries, without its ending
 * @before: SQL that stands before it; a string constant
 * @after: SQL that stands behind it; a string constant
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): the prepared statement
 */
PsStatement *
ps_statement_load_around (PsDb        *db,
                          const char  *name,
                          const char  *before,
                          const char  *after,
                          GError     **error)
{
  g_autofree char *path = g_strconcat ("queries/", name, ".sql", NULL);
  g_autoptr(GBytes) text = ps_db_lookup_sql (path);
  g_autofree char *inner = g_strchomp (g_strdup (g_bytes_get_data (text, NULL)));
  g_autofree char *sql = NULL;
  sqlite3_stmt *stmt = NULL;
  PsStatement *self;
  int code;

  if (g_str_has_suffix (inner, ";"))
    inner[strlen (inner) - 1] = '\0';
  sql = g_strconcat (before, inner, after, NULL);
  code = sqlite3_prepare_v3 (ps_db_get_handle (db), sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

  if (code != SQLITE_OK)
    {
      ps_db_set_error (db, code, error);
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  self = g_new0 (PsStatement, 1);
  self->db = db;
  self->stmt = stmt;
  self->name = g_strdup (name);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  return self;
}

/**
 * ps_statement_free:
 * @self: (transfer full): a statement
 */
void
ps_statement_free (PsStatement *self)
{
  sqlite3_finalize (self->stmt);
  g_array_unref (self->places);
  g_free (self->name);
  g_free (self);
}

static int
find_place (PsStatement *self,
            const char  *parameter)
{
  Place place = { parameter, 0 };

  if (self->n_bound < self->places->len)
    {
      Place *known = &g_array_index (self->places, Place, self->n_bound);

      if (known->parameter == parameter)
        {
          self->n_bound++;
          return known->index;
        }
      g_array_set_size (self->places, self->n_bound);
    }
  place.index = sqlite3_bind_parameter_index (self->stmt, parameter);
  if (place.index == 0)
    g_error ("The statement “%s” has no parameter %s", self->name, parameter);
  g_array_append_val (self->places, place);
  self->n_bound++;
  return place.index;
}

/**
 * ps_statement_bind_int:
 * @self: a statement at its beginning
 * @parameter: its name with the colon, a string constant
 * @value: the number
 */
void
ps_statement_bind_int (PsStatement *self,
                       const char  *parameter,
                       gint64       value)
{
  sqlite3_bind_int64 (self->stmt, find_place (self, parameter), value);
}

/**
 * ps_statement_bind_known:
 * @self: a statement at its beginning
 * @parameter: its name with the colon, a string constant
 * @value: the number
 * @is_known: %FALSE binds NULL
 */
void
ps_statement_bind_known (PsStatement *self,
                         const char  *parameter,
                         gint64       value,
                         gboolean     is_known)
{
  if (is_known)
    ps_statement_bind_int (self, parameter, value);
  else
    sqlite3_bind_null (self->stmt, find_place (self, parameter));
}

/**
 * ps_statement_bind_double:
 * @self: a statement at its beginning
 * @parameter: its name with the colon, a string constant
 * @value: the number; what is not finite binds NULL
 */
void
ps_statement_bind_double (PsStatement *self,
                          const char  *parameter,
                          double       value)
{
  int place = find_place (self, parameter);

  if (isfinite (value))
    sqlite3_bind_double (self->stmt, place, value);
  else
    sqlite3_bind_null (self->stmt, place);
}

/**
 * ps_statement_bind_text:
 * @self: a statement at its beginning
 * @parameter: its name with the colon, a string constant
 * @value: (nullable): the text; it is copied; %NULL binds NULL
 */
void
ps_statement_bind_text (PsStatement *self,
                        const char  *parameter,
                        const char  *value)
{
  sqlite3_bind_text (self->stmt, find_place (self, parameter), value, -1, SQLITE_TRANSIENT);
}

/**
 * ps_statement_bind_blob:
 * @self: a statement at its beginning
 * @parameter: its name with the colon, a string constant
 * @data: bytes; they are copied
 * @size: how many
 */
void
ps_statement_bind_blob (PsStatement *self,
                        const char  *parameter,
                        const void  *data,
                        gsize        size)
{
  sqlite3_bind_blob64 (self->stmt, find_place (self, parameter), data, size, SQLITE_TRANSIENT);
}

/**
 * ps_statement_bind_pointer:
 * @self: a statement at its beginning
 * @parameter: its name with the colon, a string constant
 * @value: (transfer none): what a function of ours takes; it must outlive the statement's run
 * @type: what it points to, a string constant
 */
void
ps_statement_bind_pointer (PsStatement *self,
                           const char  *parameter,
                           gpointer     value,
                           const char  *type)
{
  sqlite3_bind_pointer (self->stmt, find_place (self, parameter), value, type, NULL);
}

/**
 * ps_statement_reset:
 * @self: a statement
 *
 * Back to the beginning, nothing bound; a reader lets go of its lock.
 */
void
ps_statement_reset (PsStatement *self)
{
  sqlite3_reset (self->stmt);
  sqlite3_clear_bindings (self->stmt);
  self->n_bound = 0;
}

/**
 * ps_statement_step:
 * @self: a statement
 * @error: set with a %PS_CATALOG_ERROR
 *
 * At the end and after an error the statement is at its beginning again. A
 * caller that stops before the end calls ps_statement_reset().
 *
 * Returns: whether there is a row, it is done, or it failed
 */
PsStep
ps_statement_step (PsStatement  *self,
                   GError      **error)
{
  int code = sqlite3_step (self->stmt);

  if (code == SQLITE_ROW)
    return PS_STEP_ROW;
  if (code != SQLITE_DONE)
    ps_db_set_error (self->db, code, error);
  ps_statement_reset (self);
  return code == SQLITE_DONE ? PS_STEP_DONE : PS_STEP_ERROR;
}

/**
 * ps_statement_run:
 * @self: a statement
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Steps to the end; rows are passed over.
 *
 * Returns: whether it ended well
 */
gboolean
ps_statement_run (PsStatement  *self,
                  GError      **error)
{
  PsStep step;

  do
    step = ps_statement_step (self, error);
  while (step == PS_STEP_ROW);
  return step == PS_STEP_DONE;
}

/**
 * ps_statement_n_columns:
 * @self: a statement
 *
 * Returns: how many columns its rows have
 */
int
ps_statement_n_columns (PsStatement *self)
{
  return sqlite3_column_count (self->stmt);
}

/**
 * ps_statement_is_null:
 * @self: a statement on a row
 * @column: counted from 0
 *
 * Returns: whether it is NULL
 */
gboolean
ps_statement_is_null (PsStatement *self,
                      int          column)
{
  return sqlite3_column_type (self->stmt, column) == SQLITE_NULL;
}

/**
 * ps_statement_int:
 * @self: a statement on a row
 * @column: counted from 0
 *
 * Returns: the number; 0 for NULL
 */
gint64
ps_statement_int (PsStatement *self,
                  int          column)
{
  return sqlite3_column_int64 (self->stmt, column);
}

/**
 * ps_statement_double:
 * @self: a statement on a row
 * @column: counted from 0
 *
 * Returns: the number; 0 for NULL
 */
double
ps_statement_double (PsStatement *self,
                     int          column)
{
  return sqlite3_column_double (self->stmt, column);
}

/**
 * ps_statement_text:
 * @self: a statement on a row
 * @column: counted from 0
 *
 * Returns: (transfer none) (nullable): the text, until the next step
 */
const char *
ps_statement_text (PsStatement *self,
                   int          column)
{
  return (const char *) sqlite3_column_text (self->stmt, column);
}

/**
 * ps_statement_blob:
 * @self: a statement on a row
 * @column: counted from 0
 * @size: (out): bytes
 *
 * Returns: (transfer none) (nullable): bytes, until the next step
 */
const void *
ps_statement_blob (PsStatement *self,
                   int          column,
                   gsize       *size)
{
  const void *data = sqlite3_column_blob (self->stmt, column);

  *size = (gsize) sqlite3_column_bytes (self->stmt, column);
  return data;
}

/**
 * ps_statement_dup_text:
 * @self: a statement on a row
 * @column: counted from 0
 *
 * A database from elsewhere may hold text that is none; what comes out is valid UTF-8.
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
ps_statement_dup_text (PsStatement *self,
                       int          column)
{
  const char *text = ps_statement_text (self, column);

  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return g_strdup (text);
  return g_utf8_make_valid (text, -1);
}
