/* src/catalog/catalog-marks.h: what people say of photos (stars, flags) and of cameras (their clocks); tags under another name. */
#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

#define PS_RATING_LEAVE (-2)
#define PS_RATING_CLEAR (-1) /* as the file has it */

/* Of one photo, before a change. */
typedef struct
{
  gint64 photo_id;
  int rating;      /* 0 to 5; PS_RATING_CLEAR: none given here */
  char flag[8];    /* "pick", "reject", "" */
  char *marked_at; /* owned; nullable: nothing was said */
} PsMark;

typedef struct
{
  char *make, *model, *serial; /* "" where not known */
  gint64 n_photos, n_shifted;
  gint64 first_us, last_us;    /* as counted now */
} PsCameraClock;

void ps_camera_clock_free (PsCameraClock *self);

/* When one photo counts as taken, and by which of the cameras. */
typedef struct
{
  gint64 photo_id, taken_us; /* microseconds since 1970, by the camera's clock */
  guint camera;              /* its place among the cameras; G_MAXUINT: not known */
} PsPhotoTime;

typedef struct
{
  GArray *times;      /* of PsPhotoTime, the earliest first; photos without a time of their own are not there */
  GPtrArray *cameras; /* of PsCameraClock, the busiest first; of these photos alone, n_shifted is not counted */
} PsPhotoTimes;

void ps_photo_times_free (PsPhotoTimes *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsPhotoTimes, ps_photo_times_free)

/* rating 0 to 5 or one of the above; flag "pick", "reject", "" (none) or NULL (leave). Of PsMark: as it was, where it changed. */
void       ps_catalog_set_marks_async       (PsCatalog *self, GArray *photo_ids, int rating, const char *flag, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
GArray    *ps_catalog_set_marks_finish      (PsCatalog *self, GAsyncResult *result, GError **error);
void       ps_catalog_restore_marks_async   (PsCatalog *self, GArray *marks, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
GArray    *ps_catalog_restore_marks_finish  (PsCatalog *self, GAsyncResult *result, GError **error);

/* Adds to when photos count as taken, in the catalogue alone. The ids that have a time, to be shifted back by an undo. */
void       ps_catalog_shift_clock_async     (PsCatalog *self, GArray *photo_ids, gint64 shift_us, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
GArray    *ps_catalog_shift_clock_finish    (PsCatalog *self, GAsyncResult *result, GError **error);
/* Of PsCameraClock. */
void       ps_catalog_read_clocks_async     (PsCatalog *self, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_read_clocks_finish    (PsCatalog *self, GAsyncResult *result, GError **error);

/* Of some photos. */
void          ps_catalog_read_times_async  (PsCatalog *self, GArray *photo_ids, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
PsPhotoTimes *ps_catalog_read_times_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* One's own tag and all below it; the cloud's stay. How many photos changed; −1: error. */
void       ps_catalog_rename_tag_async      (PsCatalog *self, const char *tag, const char *name, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gint64     ps_catalog_rename_tag_finish     (PsCatalog *self, GAsyncResult *result, GError **error);

G_END_DECLS
