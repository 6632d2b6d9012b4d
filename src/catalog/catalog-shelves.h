/* src/catalog/catalog-shelves.h: the shelves of duplicates for a window: what is on them, and a group at a time. */
#pragma once

#include "catalog/catalog-duplicates.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  guint n_photos;
  gboolean is_settled; /* it is chosen which one is kept */
} PsShelfGroup;

typedef struct
{
  GArray *groups;      /* of PsShelfGroup, by number */
  gint64 n_photos;
  gint64 n_settled;    /* groups */
  gint64 n_extra_bytes; /* of the cloud, as ps_duplicate_group_count_extra() has it */
  GPtrArray *folders;  /* of char *, sorted: where photos lie that are on it */
} PsShelfContents;

typedef struct
{
  PsShelfContents of[PS_N_SHELVES];
  gboolean is_looked_for; /* at least one picture was here to be compared */
} PsDuplicateShelves;

void ps_duplicate_shelves_free (PsDuplicateShelves *self);

/* All four, as of one moment. */
void              ps_catalog_list_shelves_async          (PsCatalog *self, GCancellable *cancellable,
                                                          GAsyncReadyCallback callback, gpointer user_data);
PsDuplicateShelves        *ps_catalog_list_shelves_finish         (PsCatalog *self, GAsyncResult *result, GError **error);
/* One group; NULL without an error: it is no more. */
void              ps_catalog_read_duplicate_group_async  (PsCatalog *self, PsShelf shelf, gint64 group_id, GCancellable *cancellable,
                                                          GAsyncReadyCallback callback, gpointer user_data);
PsDuplicateGroup *ps_catalog_read_duplicate_group_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Photos that there is more than one of, and nobody chose yet which to keep. */
void              ps_catalog_count_to_tidy_async         (PsCatalog *self, GCancellable *cancellable,
                                                          GAsyncReadyCallback callback, gpointer user_data);
gint64            ps_catalog_count_to_tidy_finish        (PsCatalog *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsDuplicateShelves, ps_duplicate_shelves_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsDuplicateGroup, ps_duplicate_group_free)

G_END_DECLS
