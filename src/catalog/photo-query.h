/* src/catalog/photo-query.h: which photos a list holds, and in which order. Immutable; any thread may hold one. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PS_TYPE_PHOTO_QUERY (ps_photo_query_get_type ())

/* Each is a view or a statement of the catalogue, under the same name. */
typedef enum
{
  PS_PHOTOS_ALL,
  PS_PHOTOS_HERE,               /* proven, by size only, not the original, only here */
  PS_PHOTOS_TO_COME,            /* waiting, arriving, failed but tried again without help */
  PS_PHOTOS_NEEDS_YOU,          /* what only a person can cure */
  PS_PHOTOS_WAITING,            /* not here yet, and nobody is needed */
  PS_PHOTOS_ONLY_HERE,          /* gone from the cloud, kept here */
  PS_PHOTOS_LEFT_OUT,
  PS_PHOTOS_WITHOUT_COLLECTION,
  PS_PHOTOS_DUPLICATES,
  PS_PHOTOS_OF_STATE,           /* argument: a word of base/state.h */
  PS_PHOTOS_OF_CAUSE,           /* argument: a cause of failure, as the catalogue has it */
  PS_PHOTOS_IN_COLLECTION,      /* id */
  PS_PHOTOS_IN_SHOOT,           /* id */
  PS_PHOTOS_IN_FOLDER,          /* argument: a path; what lies below counts */
  PS_PHOTOS_WITH_TAG,           /* argument: a tag's name */
  PS_PHOTOS_NEW_SINCE,          /* id: microseconds since 1970; landed since then */
  PS_PHOTOS_CHANGED_BY_SCAN,    /* id: a scan; argument: "added", "replaced", "renamed", "retagged", "gone", "returned" */
  PS_PHOTOS_HELD_BACK,          /* the last look did not find them, and a person is asked whether they are gone */
} PsPhotoSet;

typedef enum
{
  PS_ORDER_NEWEST_FIRST, /* by when it was taken, else uploaded */
  PS_ORDER_OLDEST_FIRST,
  PS_ORDER_NAME,
  PS_ORDER_LARGEST_FIRST,
  PS_ORDER_ADDED_LAST,   /* newest upload first */
  PS_N_ORDERS
} PsOrder;

typedef struct _PsPhotoQuery PsPhotoQuery;

GType         ps_photo_query_get_type     (void);
PsPhotoQuery *ps_photo_query_new          (PsPhotoSet          set,
                                           gint64              id,
                                           const char         *argument,
                                           const char         *words,
                                           PsOrder             order);
PsPhotoQuery *ps_photo_query_with_words   (const PsPhotoQuery *self,
                                           const char         *words);
PsPhotoQuery *ps_photo_query_with_order   (const PsPhotoQuery *self,
                                           PsOrder             order);
PsPhotoQuery *ps_photo_query_ref          (PsPhotoQuery       *self);
void          ps_photo_query_unref        (PsPhotoQuery       *self);
PsPhotoSet    ps_photo_query_get_set      (const PsPhotoQuery *self);
gint64        ps_photo_query_get_id       (const PsPhotoQuery *self);
const char   *ps_photo_query_get_argument (const PsPhotoQuery *self);
const char   *ps_photo_query_get_words    (const PsPhotoQuery *self);
PsOrder       ps_photo_query_get_order    (const PsPhotoQuery *self);
gboolean      ps_photo_query_equal        (const PsPhotoQuery *a,
                                           const PsPhotoQuery *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsPhotoQuery, ps_photo_query_unref)

G_END_DECLS
