/* src/catalog/search-index.c: the full-text rows of photos, written behind everything else of a verb. */
#include "catalog/search-index.h"

#define N_COLUMNS 9

static const char *const parameters[N_COLUMNS] = {
  ":name", ":folder", ":tags", ":context", ":camera", ":lens", ":collections", ":shoots", ":captions",
};

typedef struct
{
  gint64 photo_id;
  gboolean is_new;
  char *columns[N_COLUMNS]; /* owned, nullable */
} Row;

struct _PsSearchIndex
{
  GPtrArray *rows; /* owned, of Row */
};

static void
row_free (gpointer data)
{
  Row *row = data;

  for (int i = 0; i < N_COLUMNS; i++)
    g_free (row->columns[i]);
  g_free (row);
}

/**
 * ps_search_index_new:
 *
 * Returns: (transfer full): nothing to write yet
 */
PsSearchIndex *
ps_search_index_new (void)
{
  PsSearchIndex *self = g_new (PsSearchIndex, 1);

  self->rows = g_ptr_array_new_with_free_func (row_free);
  return self;
}

/**
 * ps_search_index_free:
 * @self: (transfer full): rows, written or not
 */
void
ps_search_index_free (PsSearchIndex *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * ps_search_index_add:
 * @self: rows to be written
 * @photo_id: a photo that has no row yet
 * @names: (transfer full): what it is called
 * @folder: where it is
 * @tags: (transfer full) (nullable): its tags
 * @context: (transfer full) (nullable): the values of its context
 */
void
ps_search_index_add (PsSearchIndex *self,
                     gint64         photo_id,
                     char          *names,
                     const char    *folder,
                     char          *tags,
                     char          *context)
{
  Row *row = g_new (Row, 1);

  *row = (Row) { photo_id, TRUE, { names, g_strdup (folder), tags, context } };
  g_ptr_array_add (self->rows, row);
}

/**
 * ps_search_index_refresh:
 * @self: rows to be written
 * @photo_id: a photo of which something changed
 */
void
ps_search_index_refresh (PsSearchIndex *self,
                         gint64         photo_id)
{
  Row *row = g_new0 (Row, 1);

  row->photo_id = photo_id;
  g_ptr_array_add (self->rows, row);
}

/* The row as the facts have it by now. */
static gboolean
read_facts (PsDb    *db,
            Row     *row,
            GError **error)
{
  PsStatement *statement = ps_db_statement (db, "search-read", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", row->photo_id);
  if (ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  for (int i = 0; i < N_COLUMNS; i++)
    row->columns[i] = ps_statement_dup_text (statement, i);
  ps_statement_reset (statement);
  return TRUE;
}

static gboolean
remove_row (PsDb    *db,
            gint64   photo_id,
            GError **error)
{
  PsStatement *statement = ps_db_statement (db, "search-remove", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", photo_id);
  return ps_statement_run (statement, error);
}

static gboolean
insert_row (PsDb       *db,
            const Row  *row,
            GError    **error)
{
  PsStatement *statement = ps_db_statement (db, "search-insert", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", row->photo_id);
  for (int i = 0; i < N_COLUMNS; i++)
    ps_statement_bind_text (statement, parameters[i], row->columns[i]);
  return ps_statement_run (statement, error);
}

/**
 * ps_search_index_write:
 * @self: rows to be written; none afterwards
 * @db: the writer's connection
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether they are written
 */
gboolean
ps_search_index_write (PsSearchIndex  *self,
                       PsDb           *db,
                       GError        **error)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (!row->is_new && (!read_facts (db, row, error) || !remove_row (db, row->photo_id, error)))
        return FALSE;
      if (!insert_row (db, row, error))
        return FALSE;
    }
  g_ptr_array_set_size (self->rows, 0);
  return TRUE;
}
