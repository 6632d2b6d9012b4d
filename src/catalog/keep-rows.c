/* src/catalog/keep-rows.c: photos give their place to another, rows of it read and written.
 *
 * What is noted before a change is enough to take it back: the marks of those that
 * are marked anew, and only what the keeper really got. */
#include "catalog/keep-rows.h"

#include "catalog/catalog-marks.h"
#include "catalog/mark-rows.h"

static gboolean
run_for (PsDb        *db,
         const char  *name,
         gint64       photo_id,
         gint64       keeper_id,
         const char  *now_parameter,
         const char  *now,
         GError     **error)
{
  PsStatement *statement = ps_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", photo_id);
  if (keeper_id != 0)
    ps_statement_bind_int (statement, ":keeper_id", keeper_id);
  if (now_parameter != NULL)
    ps_statement_bind_text (statement, now_parameter, now);
  return ps_statement_run (statement, error);
}

/* Noting -------------------------------------------------------------------------- */

/* The mark of a photo as it is, and with @followers those of photos that gave it their place. */
static gboolean
note_marks (PsDb         *db,
            gint64        photo_id,
            gboolean      followers,
            PsKeepState  *before,
            GError      **error)
{
  PsStatement *statement = ps_db_statement (db, "duplicate-marks-at", error);
  gboolean is_marked = FALSE;
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", photo_id);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      PsKeepMark mark = { ps_statement_int (statement, 0), ps_statement_int (statement, 1), NULL };

      is_marked = is_marked || mark.photo_id == photo_id;
      if (mark.photo_id != photo_id && !followers)
        continue;
      mark.marked_at = ps_statement_dup_text (statement, 2);
      g_array_append_val (before->marks, mark);
    }
  if (step == PS_STEP_DONE && !is_marked)
    {
      PsKeepMark mark = { photo_id, 0, NULL };

      g_array_append_val (before->marks, mark);
    }
  return step == PS_STEP_DONE;
}

static gboolean
note_tags (PsDb         *db,
           gint64        photo_id,
           gint64        keeper_id,
           PsKeepState  *before,
           GError      **error)
{
  PsStatement *statement = ps_db_statement (db, "inherit-tags-list", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", photo_id);
  ps_statement_bind_int (statement, ":keeper_id", keeper_id);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      PsKeepTag tag = { keeper_id, ps_statement_int (statement, 0), FALSE };

      g_array_append_val (before->tags, tag);
    }
  return step == PS_STEP_DONE;
}

static gboolean
note_collections (PsDb         *db,
                  gint64        photo_id,
                  gint64        keeper_id,
                  PsKeepState  *before,
                  GError      **error)
{
  PsStatement *statement = ps_db_statement (db, "inherit-collections-list", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", photo_id);
  ps_statement_bind_int (statement, ":keeper_id", keeper_id);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      PsKeepPlace place = { keeper_id, ps_statement_int (statement, 0), NULL };

      g_array_append_val (before->collections, place);
    }
  return step == PS_STEP_DONE;
}

static gboolean
note_stars (PsDb         *db,
            gint64        photo_id,
            PsKeepState  *before,
            GError      **error)
{
  PsMark mark;

  if (!ps_mark_row_read (db, photo_id, &mark, error))
    return FALSE;
  g_array_append_val (before->stars, mark);
  return TRUE;
}

/* Marking --------------------------------------------------------------------------- */

static gboolean
mark_one (PsDb         *db,
          gint64        photo_id,
          gint64        keeper_id,
          const char   *now,
          PsKeepState  *before,
          gboolean     *is_new,
          GError      **error)
{
  if (before != NULL && !(note_marks (db, photo_id, TRUE, before, error) && note_tags (db, photo_id, keeper_id, before, error)
                          && note_collections (db, photo_id, keeper_id, before, error)))
    return FALSE;
  if (!run_for (db, "duplicate-mark", photo_id, keeper_id, ":marked_at", now, error))
    return FALSE;
  *is_new = sqlite3_changes (ps_db_get_handle (db)) > 0;
  return run_for (db, "duplicate-hand-over", photo_id, keeper_id, NULL, NULL, error)
         && run_for (db, "inherit-tags", photo_id, keeper_id, NULL, NULL, error)
         && run_for (db, "inherit-collections", photo_id, keeper_id, ":now", now, error)
         && run_for (db, "inherit-marks", photo_id, keeper_id, ":now", now, error);
}

/**
 * ps_keep_rows_mark:
 * @writer: the writer
 * @index: what is written behind all else
 * @keeper_id: the photo that is kept
 * @ids: (element-type gint64): those that give it their place
 * @now: the time, as the catalogue has it
 * @marked: (element-type gint64) (nullable): those that are marked newly are appended
 * @before: (nullable): how it was is appended
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it was done
 */
gboolean
ps_keep_rows_mark (PsWriter       *writer,
                   PsSearchIndex  *index,
                   gint64          keeper_id,
                   const GArray   *ids,
                   const char     *now,
                   GArray         *marked,
                   PsKeepState    *before,
                   GError        **error)
{
  PsDb *db = ps_writer_get_db (writer);

  if (before != NULL && !(note_marks (db, keeper_id, FALSE, before, error) && note_stars (db, keeper_id, before, error)))
    return FALSE;
  /* The one that is kept is no other's duplicate. */
  if (!ps_keep_rows_unmark (db, keeper_id, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      gboolean is_new;

      if (id == keeper_id)
        continue;
      if (!mark_one (db, id, keeper_id, now, before, &is_new, error))
        return FALSE;
      if (!is_new)
        continue;
      if (marked != NULL)
        g_array_append_val (marked, id);
      ps_writer_touch (writer, PS_CHANGE_PHOTOS, id);
    }
  ps_search_index_refresh (index, keeper_id);
  ps_writer_touch (writer, PS_CHANGE_PHOTOS | PS_CHANGE_TAGS | PS_CHANGE_COLLECTIONS | PS_CHANGE_DUPLICATES, keeper_id);
  return TRUE;
}

/**
 * ps_keep_rows_unmark:
 * @db: the writer's connection
 * @photo_id: a photo
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it could be asked for; sqlite3_changes() tells whether it was marked
 */
gboolean
ps_keep_rows_unmark (PsDb    *db,
                     gint64   photo_id,
                     GError **error)
{
  return run_for (db, "duplicate-unmark", photo_id, 0, NULL, NULL, error);
}

/* Putting ------------------------------------------------------------------------------ */

static gboolean
put_mark (PsDb              *db,
          const PsKeepMark  *mark,
          PsKeepState       *before,
          GError           **error)
{
  PsStatement *statement;

  if (!note_marks (db, mark->photo_id, FALSE, before, error))
    return FALSE;
  if (mark->keeper_id == 0)
    return ps_keep_rows_unmark (db, mark->photo_id, error);
  statement = ps_db_statement (db, "duplicate-mark-put", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", mark->photo_id);
  ps_statement_bind_int (statement, ":keeper_id", mark->keeper_id);
  ps_statement_bind_text (statement, ":marked_at", mark->marked_at);
  return ps_statement_run (statement, error);
}

static gboolean
put_tag (PsDb             *db,
         const PsKeepTag  *tag,
         PsKeepState      *before,
         GError          **error)
{
  PsStatement *statement = ps_db_statement (db, "keeper-tag-has", error);
  PsKeepTag now = *tag;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", tag->photo_id);
  ps_statement_bind_int (statement, ":tag_id", tag->tag_id);
  if (ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  now.has_it = ps_statement_int (statement, 0) != 0;
  ps_statement_reset (statement);
  g_array_append_val (before->tags, now);
  statement = ps_db_statement (db, tag->has_it ? "keeper-tag-put" : "keeper-tag-take", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", tag->photo_id);
  ps_statement_bind_int (statement, ":tag_id", tag->tag_id);
  return ps_statement_run (statement, error);
}

static gboolean
put_place (PsDb               *db,
           const PsKeepPlace  *place,
           PsKeepState        *before,
           GError            **error)
{
  PsStatement *statement = ps_db_statement (db, "keeper-collection-read", error);
  PsKeepPlace now = *place;
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", place->photo_id);
  ps_statement_bind_int (statement, ":collection_id", place->collection_id);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ERROR)
    return FALSE;
  now.added_at = step == PS_STEP_ROW ? ps_statement_dup_text (statement, 0) : NULL;
  ps_statement_reset (statement);
  g_array_append_val (before->collections, now);
  statement = ps_db_statement (db, place->added_at != NULL ? "keeper-collection-put" : "keeper-collection-take", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", place->photo_id);
  ps_statement_bind_int (statement, ":collection_id", place->collection_id);
  if (place->added_at != NULL)
    ps_statement_bind_text (statement, ":added_at", place->added_at);
  return ps_statement_run (statement, error);
}

/* What the last statement did not change is told to nobody. A keeper's words change with its tags. */
static void
touch (PsWriter      *writer,
       PsSearchIndex *index,
       PsChangeKind   kinds,
       gint64         photo_id)
{
  if (sqlite3_changes (ps_db_get_handle (ps_writer_get_db (writer))) == 0)
    return;
  ps_writer_touch (writer, kinds, photo_id);
  if (kinds & PS_CHANGE_TAGS)
    ps_search_index_refresh (index, photo_id);
}

/**
 * ps_keep_rows_put:
 * @writer: the writer
 * @index: what is written behind all else
 * @state: how it shall be; its latest is put first, so that what was noted first prevails
 * @before: how it was is appended
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it was done
 */
gboolean
ps_keep_rows_put (PsWriter           *writer,
                  PsSearchIndex      *index,
                  const PsKeepState  *state,
                  PsKeepState        *before,
                  GError            **error)
{
  PsDb *db = ps_writer_get_db (writer);

  for (guint i = state->marks->len; i-- > 0;)
    {
      const PsKeepMark *mark = &g_array_index (state->marks, PsKeepMark, i);

      if (!put_mark (db, mark, before, error))
        return FALSE;
      touch (writer, index, PS_CHANGE_PHOTOS, mark->photo_id);
    }
  ps_writer_touch (writer, PS_CHANGE_DUPLICATES, 0);
  for (guint i = state->tags->len; i-- > 0;)
    {
      const PsKeepTag *tag = &g_array_index (state->tags, PsKeepTag, i);

      if (!put_tag (db, tag, before, error))
        return FALSE;
      touch (writer, index, PS_CHANGE_PHOTOS | PS_CHANGE_TAGS, tag->photo_id);
    }
  for (guint i = state->collections->len; i-- > 0;)
    {
      const PsKeepPlace *place = &g_array_index (state->collections, PsKeepPlace, i);

      if (!put_place (db, place, before, error))
        return FALSE;
      touch (writer, index, PS_CHANGE_PHOTOS | PS_CHANGE_COLLECTIONS, place->photo_id);
    }
  for (guint i = state->stars->len; i-- > 0;)
    {
      const PsMark *mark = &g_array_index (state->stars, PsMark, i);

      if (!note_stars (db, mark->photo_id, before, error) || !ps_mark_row_write (db, mark, mark->marked_at, error))
        return FALSE;
      touch (writer, index, PS_CHANGE_PHOTOS, mark->photo_id);
    }
  return TRUE;
}
