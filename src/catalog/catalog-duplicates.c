/* src/catalog/catalog-duplicates.c: the shelves of duplicates are read; the others of a group are marked, and unmarked. */
#include "catalog/duplicates-private.h"

#include <string.h>

#include "base/times.h"
#include "catalog/catalog-private.h"
#include "catalog/keep-rows.h"
#include "catalog/search-index.h"

static void
duplicate_free (gpointer data)
{
  PsDuplicate *self = data;

  g_free (self->public_id);
  g_free (self->name);
  g_free (self->format);
  g_free (self->folder_path);
  g_free (self);
}

static gboolean
read_photo (PsDb          *db,
            gint64         id,
            PsDuplicate  **photo,
            GError       **error)
{
  PsStatement *statement = ps_db_statement (db, "duplicates-facts", error);
  PsStep step;

  *photo = NULL;
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", id);
  step = ps_statement_step (statement, error);
  if (step != PS_STEP_ROW)
    return step == PS_STEP_DONE;
  *photo = g_new (PsDuplicate, 1);
  **photo = (PsDuplicate) {
    .id = id, .public_id = ps_statement_dup_text (statement, 1), .n_bytes = ps_statement_int (statement, 2),
    .width = (int) ps_statement_int (statement, 3), .height = (int) ps_statement_int (statement, 4),
    .created_at_us = ps_statement_int (statement, 5), .format = ps_statement_dup_text (statement, 6),
    .folder_path = ps_statement_dup_text (statement, 7), .is_in_cloud = ps_statement_int (statement, 8) != 0,
    .is_here = ps_statement_int (statement, 9) != 0, .keeper_id = ps_statement_int (statement, 10),
    .n_sorted = ps_statement_int (statement, 11), .has_time = ps_statement_int (statement, 12) != 0,
    .name = ps_statement_dup_text (statement, 13),
  };
  ps_statement_reset (statement);
  return TRUE;
}

typedef struct
{
  gint64 group_id, photo_id;
  guint n_bits;
} Member;

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  const Member *one = a, *other = b;

  if (one->group_id != other->group_id)
    return one->group_id < other->group_id ? -1 : 1;
  return (one->photo_id > other->photo_id) - (one->photo_id < other->photo_id);
}

/* @group_id: 0: of all groups. */
static GArray *
read_members (PsDb     *db,
              PsShelf   shelf,
              gint64    group_id,
              GError  **error)
{
  const char *bytes = group_id != 0 ? "duplicates-same-bytes-of" : "duplicates-same-bytes";
  const char *looks = group_id != 0 ? "duplicates-looks-of" : "duplicates-looks";
  PsStatement *statement = ps_db_statement (db, shelf == PS_SHELF_BYTES ? bytes : looks, error);
  g_autoptr(GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  PsStep step;

  if (statement == NULL)
    return NULL;
  if (shelf != PS_SHELF_BYTES)
    ps_statement_bind_text (statement, ":kind", ps_shelf_to_word (shelf));
  if (group_id != 0)
    ps_statement_bind_int (statement, ":group_id", group_id);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      Member member = { ps_statement_int (statement, 1), ps_statement_int (statement, 2), (guint) ps_statement_int (statement, 3) };

      g_array_append_val (members, member);
    }
  if (step == PS_STEP_ERROR)
    return NULL;
  g_array_sort (members, compare_members);
  return g_steal_pointer (&members);
}

/**
 * ps_duplicates_read_groups:
 * @db: a connection, on its thread
 * @shelf: which groups
 * @group_id: only this one; 0: all
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsDuplicateGroup) (nullable): the groups
 */
GPtrArray *
ps_duplicates_read_groups (PsDb     *db,
                           PsShelf   shelf,
                           gint64    group_id,
                           GError  **error)
{
  g_autoptr(GArray) members = read_members (db, shelf, group_id, error);
  g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_duplicate_group_free);
  PsDuplicateGroup *group = NULL;

  if (members == NULL)
    return NULL;
  for (guint i = 0; i < members->len; i++)
    {
      const Member *member = &g_array_index (members, Member, i);
      PsDuplicate *photo;

      if (!read_photo (db, member->photo_id, &photo, error))
        return NULL;
      if (photo == NULL)
        continue;
      photo->n_bits = member->n_bits;
      if (group == NULL || group->id != member->group_id)
        {
          group = g_new (PsDuplicateGroup, 1);
          *group = (PsDuplicateGroup) { shelf, member->group_id, g_ptr_array_new_with_free_func (duplicate_free) };
          g_ptr_array_add (groups, group);
        }
      g_ptr_array_add (group->photos, photo);
    }
  return g_steal_pointer (&groups);
}

static gboolean
read_in_thread (PsDb      *db,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  *result = ps_duplicates_read_groups (db, (PsShelf) GPOINTER_TO_INT (data), 0, error);
  return *result != NULL;
}

/**
 * ps_catalog_read_duplicates_async:
 * @self: a catalogue
 * @shelf: which ones
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_read_duplicates_async (PsCatalog           *self,
                                  PsShelf              shelf,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_read_duplicates_async, read_in_thread,
                           GINT_TO_POINTER (shelf), NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_read_duplicates_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsDuplicateGroup) (nullable): the groups of the shelf
 */
GPtrArray *
ps_catalog_read_duplicates_finish (PsCatalog     *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_read_duplicates_async, error);
}

/* Marking ----------------------------------------------------------------------- */

typedef struct
{
  gint64 keeper_id;
  GArray *ids; /* owned, of gint64 */
} Marks;

static void
marks_free (gpointer data)
{
  Marks *self = data;

  g_array_unref (self->ids);
  g_free (self);
}

static Marks *
marks_new (gint64  keeper_id,
           GArray *ids)
{
  Marks *self = g_new (Marks, 1);

  *self = (Marks) { keeper_id, g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_array_append_vals (self->ids, ids->data, ids->len);
  return self;
}

static gboolean
mark_in_thread (PsWriter  *writer,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  const Marks *marks = data;
  g_autoptr(PsSearchIndex) index = ps_search_index_new ();
  g_autoptr(GArray) marked = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *now = ps_time_now_text ();

  if (!ps_keep_rows_mark (writer, index, marks->keeper_id, marks->ids, now, marked, NULL, error))
    return FALSE;
  *result = g_steal_pointer (&marked);
  return ps_search_index_write (index, ps_writer_get_db (writer), error);
}

/**
 * ps_catalog_mark_duplicates_async:
 * @self: a catalogue
 * @keeper_id: the photo that is kept
 * @other_ids: (element-type gint64): those that give it their place; none is deleted
 * @cancellable: (nullable): heeded until its turn comes
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_mark_duplicates_async (PsCatalog           *self,
                                  gint64               keeper_id,
                                  GArray              *other_ids,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_write (self, ps_catalog_mark_duplicates_async, mark_in_thread, marks_new (keeper_id, other_ids), marks_free,
                    (GDestroyNotify) g_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_mark_duplicates_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the photos that are marked now
 */
GArray *
ps_catalog_mark_duplicates_finish (PsCatalog     *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_mark_duplicates_async, error);
}

static gboolean
unmark_in_thread (PsWriter  *writer,
                  gpointer   data,
                  gpointer  *result,
                  GError   **error)
{
  const Marks *marks = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autoptr(GArray) unmarked = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < marks->ids->len; i++)
    {
      gint64 id = g_array_index (marks->ids, gint64, i);

      if (!ps_keep_rows_unmark (db, id, error))
        return FALSE;
      if (sqlite3_changes (ps_db_get_handle (db)) == 0)
        continue;
      g_array_append_val (unmarked, id);
      ps_writer_touch (writer, PS_CHANGE_PHOTOS | PS_CHANGE_DUPLICATES, id);
    }
  *result = g_steal_pointer (&unmarked);
  return TRUE;
}

/**
 * ps_catalog_unmark_duplicates_async:
 * @self: a catalogue
 * @photo_ids: (element-type gint64): photos
 * @cancellable: (nullable): heeded until its turn comes
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * What a keeper got from them stays with it.
 */
void
ps_catalog_unmark_duplicates_async (PsCatalog           *self,
                                    GArray              *photo_ids,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_write (self, ps_catalog_unmark_duplicates_async, unmark_in_thread, marks_new (0, photo_ids), marks_free,
                    (GDestroyNotify) g_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_unmark_duplicates_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type gint64) (nullable): those that had a mark
 */
GArray *
ps_catalog_unmark_duplicates_finish (PsCatalog     *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_unmark_duplicates_async, error);
}
