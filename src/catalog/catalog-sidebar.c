/* src/catalog/catalog-sidebar.c: what the sidebar lists, and its numbers. */
#include "catalog/catalog-private.h"

#include "catalog/catalog-browse.h"
#include "catalog/find.h"

/* One row becomes one value. */
typedef gpointer (*ReadFunc) (PsStatement *statement);

static gboolean
read_all (PsDb            *db,
          const char      *statement_name,
          ReadFunc         read,
          GDestroyNotify   free_one,
          gpointer        *result,
          GError         **error)
{
  PsStatement *statement = ps_db_statement (db, statement_name, error);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (free_one);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    g_ptr_array_add (all, read (statement));
  if (step == PS_STEP_ERROR)
    return FALSE;
  *result = g_steal_pointer (&all);
  return TRUE;
}

static gpointer
read_collection (PsStatement *statement)
{
  PsCollectionInfo *info = g_new (PsCollectionInfo, 1);

  *info = (PsCollectionInfo) {
    .id = ps_statement_int (statement, 0), .name = ps_statement_dup_text (statement, 1),
    .description = ps_statement_dup_text (statement, 2), .n_photos = ps_statement_int (statement, 3),
    .used_at_us = ps_statement_int (statement, 4), .created_at = ps_statement_dup_text (statement, 5),
    .query = ps_statement_dup_text (statement, 6),
  };
  return info;
}

static gpointer
read_shoot (PsStatement *statement)
{
  PsShootInfo *info = g_new (PsShootInfo, 1);

  *info = (PsShootInfo) { ps_statement_int (statement, 0), ps_statement_dup_text (statement, 1),
                          ps_statement_dup_text (statement, 2), ps_statement_int (statement, 3) };
  return info;
}

static gpointer
read_folder (PsStatement *statement)
{
  PsFolderInfo *info = g_new (PsFolderInfo, 1);

  *info = (PsFolderInfo) { ps_statement_dup_text (statement, 0), ps_statement_int (statement, 1), ps_statement_int (statement, 2) };
  return info;
}

static gpointer
read_tag (PsStatement *statement)
{
  PsTagInfo *info = g_new (PsTagInfo, 1);

  info->name = ps_statement_dup_text (statement, 0);
  info->n_cloud = ps_statement_int (statement, 1);
  info->n_local = ps_statement_int (statement, 2);
  info->n_photos = info->n_cloud + info->n_local - ps_statement_int (statement, 3);
  info->n_below = ps_statement_int (statement, 4);
  return info;
}

/* A search that was saved holds what it finds now; one that says nothing any more holds nothing. */
static gboolean
count_saved (PsDb       *db,
             GPtrArray  *collections,
             GError    **error)
{
  for (guint i = 0; i < collections->len; i++)
    {
      PsCollectionInfo *info = g_ptr_array_index (collections, i);
      g_autoptr(PsIdSet) set = NULL;
      g_autoptr(GError) wrong = NULL;

      if (info->query == NULL)
        continue;
      if (!ps_find_set (db, info->query, &set, &wrong))
        {
          if (g_error_matches (wrong, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY))
            continue;
          g_propagate_error (error, g_steal_pointer (&wrong));
          return FALSE;
        }
      if (set != NULL)
        info->n_photos = ps_id_set_count (set);
      else if (!ps_db_read_int (db, "count-photos", &info->n_photos, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
list_collections_in_thread (PsDb      *db,
                            gpointer   data,
                            gpointer  *result,
                            GError   **error)
{
  return read_all (db, "collection-list", read_collection, (GDestroyNotify) ps_collection_info_free, result, error)
         && count_saved (db, *result, error);
}

/**
 * ps_catalog_list_collections_async:
 * @self: a catalogue
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are listed
 * @user_data: for @callback
 */
void
ps_catalog_list_collections_async (PsCatalog           *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_PAGES, PS_WORKER_DEFAULT, ps_catalog_list_collections_async, list_collections_in_thread,
                           NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_collections_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsCollectionInfo) (nullable): every collection, used last first
 */
GPtrArray *
ps_catalog_list_collections_finish (PsCatalog     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_collections_async, error);
}

static gboolean
list_shoots_in_thread (PsDb      *db,
                       gpointer   data,
                       gpointer  *result,
                       GError   **error)
{
  return read_all (db, "shoot-list", read_shoot, (GDestroyNotify) ps_shoot_info_free, result, error);
}

/**
 * ps_catalog_list_shoots_async:
 * @self: a catalogue
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are listed
 * @user_data: for @callback
 */
void
ps_catalog_list_shoots_async (PsCatalog           *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_PAGES, PS_WORKER_DEFAULT, ps_catalog_list_shoots_async, list_shoots_in_thread,
                           NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_shoots_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsShootInfo) (nullable): every shoot, the latest first
 */
GPtrArray *
ps_catalog_list_shoots_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_shoots_async, error);
}

static gboolean
list_folders_in_thread (PsDb      *db,
                        gpointer   data,
                        gpointer  *result,
                        GError   **error)
{
  return read_all (db, "folder-list", read_folder, (GDestroyNotify) ps_folder_info_free, result, error);
}

/**
 * ps_catalog_list_folders_async:
 * @self: a catalogue
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are listed
 * @user_data: for @callback
 */
void
ps_catalog_list_folders_async (PsCatalog           *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_PAGES, PS_WORKER_DEFAULT, ps_catalog_list_folders_async, list_folders_in_thread,
                           NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_folders_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsFolderInfo) (nullable): every folder at every level, by path
 */
GPtrArray *
ps_catalog_list_folders_finish (PsCatalog     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_folders_async, error);
}

static gboolean
list_tags_in_thread (PsDb      *db,
                     gpointer   data,
                     gpointer  *result,
                     GError   **error)
{
  return read_all (db, "tag-list", read_tag, (GDestroyNotify) ps_tag_info_free, result, error);
}

/**
 * ps_catalog_list_tags_async:
 * @self: a catalogue
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are listed
 * @user_data: for @callback
 */
void
ps_catalog_list_tags_async (PsCatalog           *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_list_tags_async, list_tags_in_thread,
                           NULL, NULL, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_tags_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsTagInfo) (nullable): every tag in use, by name
 */
GPtrArray *
ps_catalog_list_tags_finish (PsCatalog     *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_tags_async, error);
}
