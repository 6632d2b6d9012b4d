/* src/catalog/mark-rows.c: the stars and the flag of a photo, read and written. */
#include "catalog/mark-rows.h"

static void
clear_mark (gpointer data)
{
  g_free (((PsMark *) data)->marked_at);
}

/**
 * ps_mark_rows_new:
 *
 * Returns: (transfer full) (element-type PsMark): an array that frees what it holds
 */
GArray *
ps_mark_rows_new (void)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (PsMark));

  g_array_set_clear_func (marks, clear_mark);
  return marks;
}

/**
 * ps_mark_row_read:
 * @db: a connection
 * @photo_id: a photo
 * @mark: (out): what a person here said of it
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it could be read
 */
gboolean
ps_mark_row_read (PsDb    *db,
                  gint64   photo_id,
                  PsMark  *mark,
                  GError **error)
{
  PsStatement *statement = ps_db_statement (db, "marks-read", error);
  PsStep step;

  *mark = (PsMark) { .photo_id = photo_id, .rating = PS_RATING_CLEAR };
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", photo_id);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ROW)
    {
      if (!ps_statement_is_null (statement, 0))
        mark->rating = (int) ps_statement_int (statement, 0);
      if (!ps_statement_is_null (statement, 1))
        g_strlcpy (mark->flag, ps_statement_text (statement, 1), sizeof mark->flag);
      mark->marked_at = ps_statement_dup_text (statement, 2);
      ps_statement_reset (statement);
    }
  return step != PS_STEP_ERROR;
}

/**
 * ps_mark_row_write:
 * @db: the writer's connection
 * @mark: what is said of a photo
 * @now: (nullable): when it is said, where the mark does not tell
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it was written
 */
gboolean
ps_mark_row_write (PsDb          *db,
                   const PsMark  *mark,
                   const char    *now,
                   GError       **error)
{
  gboolean is_nothing = mark->rating == PS_RATING_CLEAR && mark->flag[0] == '\0';
  PsStatement *statement = ps_db_statement (db, is_nothing ? "marks-delete" : "marks-put", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", mark->photo_id);
  if (!is_nothing)
    {
      ps_statement_bind_known (statement, ":rating", mark->rating, mark->rating != PS_RATING_CLEAR);
      ps_statement_bind_text (statement, ":flag", mark->flag[0] != '\0' ? mark->flag : NULL);
      ps_statement_bind_text (statement, ":marked_at", mark->marked_at != NULL ? mark->marked_at : now);
    }
  return ps_statement_run (statement, error);
}
