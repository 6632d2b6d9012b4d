/* src/catalog/catalog-browse.h: what a window asks the catalogue for, and what people keep in it.
 *
 * Reading verbs run on threads of their own: lists of ids on one, the pages of
 * rows and all else that is short on another, so that no long list keeps a page
 * waiting. Writing ones run on the writer thread, as everywhere. */
#pragma once

#include "catalog/browse-records.h"
#include "catalog/catalog.h"
#include "catalog/photo-facts.h"
#include "catalog/photo-query.h"

G_BEGIN_DECLS

/* Lists. */
void        ps_catalog_list_ids_async   (PsCatalog *self, PsPhotoQuery *query, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
PsPhotoIds *ps_catalog_list_ids_finish  (PsCatalog *self, GAsyncResult *result, GError **error);
/* Element type PsPhotoRow, in the order of the ids; unknown ids are passed over. The newest request runs first. */
void        ps_catalog_read_rows_async  (PsCatalog *self, GArray *photo_ids, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
GPtrArray  *ps_catalog_read_rows_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* The sidebar. Lists: of PsCollectionInfo (used last first), PsShootInfo (latest first), PsFolderInfo (by path),
 * PsTagInfo (by name). */
void       ps_catalog_list_collections_async  (PsCatalog *self, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_list_collections_finish (PsCatalog *self, GAsyncResult *result, GError **error);
void       ps_catalog_list_shoots_async       (PsCatalog *self, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_list_shoots_finish      (PsCatalog *self, GAsyncResult *result, GError **error);
void       ps_catalog_list_folders_async      (PsCatalog *self, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_list_folders_finish     (PsCatalog *self, GAsyncResult *result, GError **error);
void       ps_catalog_list_tags_async         (PsCatalog *self, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_list_tags_finish        (PsCatalog *self, GAsyncResult *result, GError **error);
void       ps_catalog_get_counts_async        (PsCatalog *self, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
gboolean   ps_catalog_get_counts_finish       (PsCatalog *self, GAsyncResult *result, PsSidebarNumbers *numbers, GError **error);
/* Not from a counter: half a second with a million photos. −1: error. */
void       ps_catalog_count_duplicates_async  (PsCatalog *self, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
gint64     ps_catalog_count_duplicates_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* Collections. Names are trimmed and composed, at most 200 characters, and told apart whatever their case:
 * PS_CATALOG_ERROR_NAME, PS_CATALOG_ERROR_NAME_TAKEN. A collection that is not there: PS_CATALOG_ERROR_NOT_FOUND. */
/* The new one's id; −1: error. */
void     ps_catalog_create_collection_async    (PsCatalog *self, const char *name, const char *description, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gint64   ps_catalog_create_collection_finish   (PsCatalog *self, GAsyncResult *result, GError **error);
/* A search under a name. The new one's id; −1: error. */
void     ps_catalog_save_search_async          (PsCatalog *self, const char *name, const char *query, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gint64   ps_catalog_save_search_finish         (PsCatalog *self, GAsyncResult *result, GError **error);
/* What it was called before. */
void     ps_catalog_rename_collection_async    (PsCatalog *self, gint64 collection_id, const char *name, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
char    *ps_catalog_rename_collection_finish   (PsCatalog *self, GAsyncResult *result, GError **error);
/* description nullable. before: (out) (nullable): what it said. */
void     ps_catalog_describe_collection_async  (PsCatalog *self, gint64 collection_id, const char *description,
                                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_catalog_describe_collection_finish (PsCatalog *self, GAsyncResult *result, char **before, GError **error);
/* Used now: it comes first in the list. */
void     ps_catalog_use_collection_async       (PsCatalog *self, gint64 collection_id, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_catalog_use_collection_finish      (PsCatalog *self, GAsyncResult *result, GError **error);
/* What was there, for ps_catalog_restore_collection_async(). */
void                 ps_catalog_delete_collection_async  (PsCatalog *self, gint64 collection_id, GCancellable *cancellable,
                                                          GAsyncReadyCallback callback, gpointer user_data);
PsCollectionRemains *ps_catalog_delete_collection_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Puts back what deleting a collection or taking photos out of one returned, with its ids, names and dates. */
void     ps_catalog_restore_collection_async   (PsCatalog *self, const PsCollectionRemains *remains, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_catalog_restore_collection_finish  (PsCatalog *self, GAsyncResult *result, GError **error);
/* ids of gint64. Returns those that were not in it before: what an undo takes out again. */
void     ps_catalog_add_to_collection_async    (PsCatalog *self, gint64 collection_id, GArray *photo_ids, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GArray  *ps_catalog_add_to_collection_finish   (PsCatalog *self, GAsyncResult *result, GError **error);
/* Returns those that were in it, and since when: what an undo restores. */
void                 ps_catalog_remove_from_collection_async  (PsCatalog *self, gint64 collection_id, GArray *photo_ids,
                                                               GCancellable *cancellable, GAsyncReadyCallback callback,
                                                               gpointer user_data);
PsCollectionRemains *ps_catalog_remove_from_collection_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* One's own tags, beside the cloud's. Each returns the ids it really changed: what the other one takes back. */
void    ps_catalog_add_tag_async     (PsCatalog *self, const char *tag, GArray *photo_ids, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
GArray *ps_catalog_add_tag_finish    (PsCatalog *self, GAsyncResult *result, GError **error);
void    ps_catalog_remove_tag_async  (PsCatalog *self, const char *tag, GArray *photo_ids, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
GArray *ps_catalog_remove_tag_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* How many of some photos have a tag: of one's own, and in the cloud. */
typedef struct
{
  char *name;
  guint n_local, n_cloud;
} PsTagUse;

void ps_tag_use_free (PsTagUse *self);

/* Of PsTagUse, by name. */
void       ps_catalog_count_tag_uses_async  (PsCatalog *self, GArray *photo_ids, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_count_tag_uses_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* One photo. PS_CATALOG_ERROR_NOT_FOUND: there is none of that id. */
void          ps_catalog_get_photo_facts_async  (PsCatalog *self, gint64 photo_id, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
PsPhotoFacts *ps_catalog_get_photo_facts_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* Looks through the cloud that came to their end, the latest first; an array of PsPastLook. */
void    ps_catalog_list_looks_async  (PsCatalog *self, guint limit, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
GArray *ps_catalog_list_looks_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* Needs You, and Home. */
void       ps_catalog_get_trouble_async  (PsCatalog *self, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
PsTrouble *ps_catalog_get_trouble_finish (PsCatalog *self, GAsyncResult *result, GError **error);
void       ps_catalog_get_news_async     (PsCatalog *self, gint64 since_us, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
gboolean   ps_catalog_get_news_finish    (PsCatalog *self, GAsyncResult *result, PsNews *news, GError **error);
/* Files that were read again since then, and all that should be here. */
void       ps_catalog_count_read_since_async  (PsCatalog *self, gint64 since_us, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
gboolean   ps_catalog_count_read_since_finish (PsCatalog *self, GAsyncResult *result, gint64 *n_read, gint64 *n_files, GError **error);

G_END_DECLS
