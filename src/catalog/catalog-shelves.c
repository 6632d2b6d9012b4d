/* src/catalog/catalog-shelves.c: the shelves of duplicates for a window: what is on them, and a group at a time. */
#include "catalog/catalog-shelves.h"

#include <string.h>

#include "catalog/catalog-private.h"
#include "catalog/duplicates-private.h"

/**
 * ps_duplicate_shelves_free:
 * @self: (transfer full): the shelves
 */
void
ps_duplicate_shelves_free (PsDuplicateShelves *self)
{
  for (int shelf = 0; shelf < PS_N_SHELVES; shelf++)
    {
      g_clear_pointer (&self->of[shelf].groups, g_array_unref);
      g_clear_pointer (&self->of[shelf].folders, g_ptr_array_unref);
    }
  g_free (self);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

static GPtrArray *
sort_folders (GHashTable *folders)
{
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, folders);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    g_ptr_array_add (sorted, g_strdup (path));
  g_ptr_array_sort (sorted, compare_texts);
  return sorted;
}

static void
add_group (PsShelfContents        *contents,
           const PsDuplicateGroup *group,
           GHashTable             *folders)
{
  PsShelfGroup row = { group->id, group->photos->len, ps_duplicate_group_is_settled (group) };

  g_array_append_val (contents->groups, row);
  contents->n_photos += row.n_photos;
  contents->n_settled += row.is_settled;
  contents->n_extra_bytes += ps_duplicate_group_count_extra (group);
  for (guint i = 0; i < group->photos->len; i++)
    {
      const PsDuplicate *photo = g_ptr_array_index (group->photos, i);

      if (photo->folder_path != NULL && *photo->folder_path != '\0' && !g_hash_table_contains (folders, photo->folder_path))
        g_hash_table_add (folders, photo->folder_path);
    }
}

static gboolean
list_in_thread (PsDb      *db,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  g_autoptr(PsDuplicateShelves) shelves = g_new0 (PsDuplicateShelves, 1);
  gint64 is_looked_for;

  for (int shelf = 0; shelf < PS_N_SHELVES; shelf++)
    {
      PsShelfContents *contents = &shelves->of[shelf];
      g_autoptr(GPtrArray) groups = ps_duplicates_read_groups (db, (PsShelf) shelf, 0, error);
      g_autoptr(GHashTable) folders = g_hash_table_new (g_str_hash, g_str_equal); /* of texts of the groups */

      if (groups == NULL)
        return FALSE;
      contents->groups = g_array_new (FALSE, FALSE, sizeof (PsShelfGroup));
      for (guint i = 0; i < groups->len; i++)
        add_group (contents, g_ptr_array_index (groups, i), folders);
      contents->folders = sort_folders (folders);
    }
  if (!ps_db_read_int (db, "duplicates-looked-for", &is_looked_for, error))
    return FALSE;
  shelves->is_looked_for = is_looked_for != 0;
  *result = g_steal_pointer (&shelves);
  return TRUE;
}

/**
 * ps_catalog_list_shelves_async:
 * @self: a catalogue
 * @cancellable: (nullable): also ends reading under way
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_list_shelves_async (PsCatalog           *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_list_shelves_async, list_in_thread, NULL, NULL,
                           (GDestroyNotify) ps_duplicate_shelves_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_shelves_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): the shelves
 */
PsDuplicateShelves *
ps_catalog_list_shelves_finish (PsCatalog     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_shelves_async, error);
}

/* One group -------------------------------------------------------------------------- */

typedef struct
{
  PsShelf shelf;
  gint64 group_id;
} Wish;

static gboolean
read_in_thread (PsDb      *db,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  const Wish *wish = data;
  g_autoptr(GPtrArray) groups = ps_duplicates_read_groups (db, wish->shelf, wish->group_id, error);

  if (groups == NULL)
    return FALSE;
  /* What is left alone is no group. */
  if (groups->len > 0 && ((const PsDuplicateGroup *) g_ptr_array_index (groups, 0))->photos->len > 1)
    *result = g_ptr_array_steal_index (groups, 0);
  return TRUE;
}

/**
 * ps_catalog_read_duplicate_group_async:
 * @self: a catalogue
 * @shelf: the shelf it is on
 * @group_id: its number
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is read
 * @user_data: for @callback
 */
void
ps_catalog_read_duplicate_group_async (PsCatalog           *self,
                                       PsShelf              shelf,
                                       gint64               group_id,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  Wish *wish;

  g_return_if_fail (PS_IS_CATALOG (self));

  wish = g_new (Wish, 1);
  *wish = (Wish) { shelf, group_id };
  ps_catalog_read_in_lane (self, PS_LANE_PAGES, PS_WORKER_DEFAULT, ps_catalog_read_duplicate_group_async, read_in_thread, wish, g_free,
                           (GDestroyNotify) ps_duplicate_group_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_read_duplicate_group_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): the group; %NULL without an error where there is none
 */
PsDuplicateGroup *
ps_catalog_read_duplicate_group_finish (PsCatalog     *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_read_duplicate_group_async, error);
}

/* The sidebar's number ----------------------------------------------------------------- */

static gboolean
count_in_thread (PsDb      *db,
                 gpointer   data,
                 gpointer  *result,
                 GError   **error)
{
  gint64 number;

  if (!ps_db_read_int (db, "count-to-tidy", &number, error))
    return FALSE;
  *result = ps_catalog_number (number);
  return TRUE;
}

/**
 * ps_catalog_count_to_tidy_async:
 * @self: a catalogue
 * @cancellable: (nullable): also ends counting under way
 * @callback: called when they are counted
 * @user_data: for @callback
 */
void
ps_catalog_count_to_tidy_async (PsCatalog           *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_LOW, ps_catalog_count_to_tidy_async, count_in_thread, NULL, NULL, g_free,
                           cancellable, callback, user_data);
}

/**
 * ps_catalog_count_to_tidy_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: how many photos are on the three shelves, in groups of which it is open which one is kept; −1 on error
 */
gint64
ps_catalog_count_to_tidy_finish (PsCatalog     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ps_catalog_finish_number (self, result, ps_catalog_count_to_tidy_async, error);
}
