/* src/catalog/photo-row.h: what a grid's cell shows of a photo. Immutable; any thread may hold one. */
#pragma once

#include <glib-object.h>

#include "base/state.h"

G_BEGIN_DECLS

/* What a photographer says of a photo beside its stars. */
typedef enum
{
  PS_FLAG_NONE,
  PS_FLAG_PICK,
  PS_FLAG_REJECT,
} PsFlag;

#define PS_TYPE_PHOTO_ROW (ps_photo_row_get_type ())

typedef struct
{
  gint64 id;
  char *public_id;
  char *name;             /* as the photographer sees it, with its ending; text from outside: never markup */
  char *folder_path;
  char *resource_type;    /* image, video, raw */
  char *format;           /* nullable */
  char *local_path;       /* nullable; relative to the library */
  char *thumbnail_key;    /* nullable: no thumbnail; else the MD5 that the thumbnail cache knows it by */
  char *failure_cause;    /* nullable */
  char *failure_message;  /* nullable */
  gint64 n_bytes;         /* as the cloud lists it; −1: not told */
  gint64 sort_us;         /* when it was taken, else uploaded */
  gint64 verified_at_us;  /* last read in full; 0: never */
  gint64 retry_at_us;     /* a failed one is tried again by itself then; 0: not */
  double duration;        /* seconds; 0: no video */
  int width, height;      /* as it is shown, upright; 0: not known */
  int rating;             /* stars, 0 to 5: as given here, else as the file has it */
  PsFlag flag;
  PsState state;
  gboolean is_upload_time;   /* sort_us is only when it was uploaded */
  gboolean is_changed_here;  /* damaged, because a person saved over it */
  gboolean is_for_comparing; /* waiting, though a file is here */
  gboolean is_newer_to_come; /* waiting, while an earlier version is here */
  gboolean is_asked_for;
  gboolean is_remote;        /* skipped, since the cloud holds no original of it */
} PsPhotoRow;

GType       ps_photo_row_get_type (void);
PsPhotoRow *ps_photo_row_new      (void);
PsPhotoRow *ps_photo_row_ref      (PsPhotoRow       *self);
void        ps_photo_row_unref    (PsPhotoRow       *self);
gboolean    ps_photo_row_equal    (const PsPhotoRow *a,
                                   const PsPhotoRow *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsPhotoRow, ps_photo_row_unref)

G_END_DECLS
