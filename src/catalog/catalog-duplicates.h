/* src/catalog/catalog-duplicates.h: photos of which there is more than one.
 *
 * Three shelves: the same bytes; the same picture in another file; look-alikes.
 * Bursts stand apart: their frames are different pictures. One of a group may be
 * kept in the place of the others, which are marked, and can be filtered; nothing
 * is ever deleted. */
#pragma once

#include "base/tally.h"
#include "catalog/catalog.h"

G_BEGIN_DECLS

#define PS_SETTING_DUPLICATES_DISTANCE "duplicates_distance" /* bits, 0 to 11 */
#define PS_DUPLICATES_DISTANCE_AS_SET G_MAXUINT

typedef enum
{
  PS_SHELF_BYTES,
  PS_SHELF_PICTURE,
  PS_SHELF_LOOK,
  PS_SHELF_BURST,
  PS_N_SHELVES
} PsShelf;

const char *ps_shelf_to_word   (PsShelf     shelf);
gboolean    ps_shelf_from_word (const char *word,
                                PsShelf    *shelf);

/* A photo of a group, with what decides whether it is the one to keep. */
typedef struct
{
  gint64 id;
  char *public_id;
  char *name;          /* as the photographer sees it, with its ending; text from outside */
  char *format;        /* nullable */
  char *folder_path;
  gint64 n_bytes;      /* 0: not known */
  int width, height;   /* 0: not known */
  gint64 created_at_us;
  gboolean is_in_cloud, is_here;
  gint64 keeper_id;    /* another is kept in its place; 0: not */
  gint64 n_sorted;     /* tags and collections it has */
  gboolean has_time;   /* its camera's */
  guint n_bits;        /* that it differs in from the most similar */
} PsDuplicate;

typedef struct
{
  PsShelf shelf;
  gint64 id;
  GPtrArray *photos; /* of PsDuplicate */
} PsDuplicateGroup;

void ps_duplicate_group_free (PsDuplicateGroup *self);

/* Which of a group is kept. */
typedef enum
{
  PS_KEEP_BEST,    /* what holds most: pixels, the camera's time, bytes; then the oldest */
  PS_KEEP_LARGEST, /* bytes */
  PS_KEEP_OLDEST,  /* uploaded first */
  PS_KEEP_NEWEST,  /* uploaded last */
  PS_KEEP_SORTED,  /* has most tags and collections */
  PS_KEEP_FOLDER,  /* lies in a folder, or below */
  PS_N_KEEP_RULES
} PsKeepRule;

gboolean           ps_keep_rule_from_word (const char             *word,
                                           PsKeepRule             *rule);
const PsDuplicate *ps_duplicate_group_choose (const PsDuplicateGroup *self,
                                           PsKeepRule              rule,
                                           const char             *folder);
gboolean           ps_duplicate_group_tells (const PsDuplicateGroup *self,
                                           PsKeepRule              rule,
                                           const char             *folder);
gboolean           ps_duplicate_group_is_settled (const PsDuplicateGroup *self);
const PsDuplicate *ps_duplicate_group_get_keeper (const PsDuplicateGroup *self);
gint64             ps_duplicate_group_count_extra (const PsDuplicateGroup *self);

/* Looks for look-alikes, and keeps them; distance: bits, PS_DUPLICATES_DISTANCE_AS_SET. Gives how many photos have some.
 * tally (nullable): pictures compared, of how many. */
void       ps_catalog_find_look_alikes_async   (PsCatalog *self, guint distance, PsTally *tally, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
gint64     ps_catalog_find_look_alikes_finish  (PsCatalog *self, GAsyncResult *result, GError **error);
/* Of PsDuplicateGroup. */
void       ps_catalog_read_duplicates_async    (PsCatalog *self, PsShelf shelf, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_read_duplicates_finish   (PsCatalog *self, GAsyncResult *result, GError **error);
/* Others give their place to a keeper, which gets their tags, collections, rating and flag. Gives the photos newly marked. */
void       ps_catalog_mark_duplicates_async    (PsCatalog *self, gint64 keeper_id, GArray *other_ids, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GArray    *ps_catalog_mark_duplicates_finish   (PsCatalog *self, GAsyncResult *result, GError **error);
void       ps_catalog_unmark_duplicates_async  (PsCatalog *self, GArray *photo_ids, GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer user_data);
GArray    *ps_catalog_unmark_duplicates_finish (PsCatalog *self, GAsyncResult *result, GError **error);

G_END_DECLS
