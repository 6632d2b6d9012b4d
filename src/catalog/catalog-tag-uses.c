/* src/catalog/catalog-tag-uses.c: which tags some photos have: all of them, some of them; one's own and the cloud's apart. */
#include "catalog/catalog-private.h"

#include <string.h>

#include "catalog/catalog-browse.h"

/**
 * ps_tag_use_free:
 * @self: (transfer full): a tag's use
 */
void
ps_tag_use_free (PsTagUse *self)
{
  g_free (self->name);
  g_free (self);
}

static gboolean
count_photo (PsDb        *db,
             GHashTable  *uses,
             gint64       id,
             GError     **error)
{
  PsStatement *statement = ps_db_statement (db, "tag-uses", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", id);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      gint64 tag_id = ps_statement_int (statement, 0);
      PsTagUse *use = g_hash_table_lookup (uses, &tag_id);

      if (use == NULL)
        {
          use = g_new0 (PsTagUse, 1);
          g_hash_table_insert (uses, g_memdup2 (&tag_id, sizeof tag_id), use);
        }
      use->n_local += ps_statement_int (statement, 1) != 0;
      use->n_cloud += ps_statement_int (statement, 2) != 0;
    }
  return step == PS_STEP_DONE;
}

static gboolean
read_name (PsDb      *db,
           gint64     tag_id,
           char     **name,
           GError   **error)
{
  PsStatement *statement = ps_db_statement (db, "tag-name", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", tag_id);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ROW)
    *name = ps_statement_dup_text (statement, 0);
  ps_statement_reset (statement);
  return step != PS_STEP_ERROR;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const PsTagUse *x = *(PsTagUse *const *) a, *y = *(PsTagUse *const *) b;
  int by_letters = g_ascii_strcasecmp (x->name, y->name);

  return by_letters != 0 ? by_letters : strcmp (x->name, y->name);
}

static void
free_use (gpointer data)
{
  ps_tag_use_free (data);
}

static gboolean
count_in_thread (PsDb      *db,
                 gpointer   data,
                 gpointer  *result,
                 GError   **error)
{
  GArray *ids = data;
  g_autoptr(GHashTable) uses = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_use);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (free_use);
  GHashTableIter iter;
  gpointer key, value;

  for (guint i = 0; i < ids->len; i++)
    if (!count_photo (db, uses, g_array_index (ids, gint64, i), error))
      return FALSE;
  g_hash_table_iter_init (&iter, uses);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      PsTagUse *use = value;

      if (!read_name (db, *(gint64 *) key, &use->name, error))
        return FALSE;
      g_hash_table_iter_steal (&iter);
      g_free (key);
      if (use->name != NULL)
        g_ptr_array_add (list, use);
      else
        ps_tag_use_free (use);
    }
  g_ptr_array_sort (list, compare_names);
  *result = g_steal_pointer (&list);
  return TRUE;
}

/**
 * ps_catalog_count_tag_uses_async:
 * @self: a catalogue
 * @photo_ids: (element-type gint64): photos
 * @cancellable: (nullable): also ends a statement under way
 * @callback: called when they are counted
 * @user_data: for @callback
 */
void
ps_catalog_count_tag_uses_async (PsCatalog           *self,
                                 GArray              *photo_ids,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GArray *ids;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (photo_ids != NULL);

  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), photo_ids->len);
  g_array_append_vals (ids, photo_ids->data, photo_ids->len);
  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_count_tag_uses_async, count_in_thread,
                           ids, (GDestroyNotify) g_array_unref, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_count_tag_uses_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsTagUse) (nullable): every tag that one of them has, by name
 */
GPtrArray *
ps_catalog_count_tag_uses_finish (PsCatalog     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_count_tag_uses_async, error);
}
