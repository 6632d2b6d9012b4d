/* src/sorting/twins.h: pure: which photos are the same picture, which look alike, and which are a burst. Any thread. */
#pragma once

#include "sorting/look-alikes.h"

#include "base/imprint.h"

G_BEGIN_DECLS

#define PS_TWINS_DISTANCE 10 /* bits of 64 that two pictures may differ in, unless a person says otherwise */

typedef enum
{
  PS_TWINS_PICTURE, /* the same picture at the same size in another file */
  PS_TWINS_LOOK,    /* smaller, cropped, rougher, developed again */
  PS_TWINS_BURST,   /* the finger stayed on the button: different pictures */
  PS_N_TWINS
} PsTwinKind;

/* A photo, as far as it can tell that it is like another. */
typedef struct
{
  gint64 photo_id;
  guint64 fingerprint;
  gboolean has_fingerprint;
  const PsImprint *imprint; /* nullable: not known; beside a fingerprint */
  guint content;      /* the same number: the same bytes; 0: not known */
  guint camera;       /* the same number: the same camera; 0: not known */
  gint64 taken_at_us; /* the camera's clock as the file has it; 0: not known */
  guint name;         /* the same number: a file name with the same letters before its number; 0: none */
  gint64 number;      /* in that name */
  gboolean is_named_by_id; /* by its public id, which two different uploads may share, not by its file's own name */
  int width, height;  /* 0: not known */
} PsTwin;

typedef struct
{
  PsTwinKind kind;
  gint64 group_id; /* the smallest of its photos' ids */
  gint64 photo_id;
  guint n_bits;    /* that it differs in from the group's most similar other photo */
} PsTwinRow;

GArray *ps_twins_find       (PsTwin     *twins,
                             guint       n_twins,
                             guint       distance);
GArray *ps_twins_find_watched (PsTwin           *twins,
                             guint             n_twins,
                             guint             distance,
                             PsLookAlikeWatch  watch,
                             gpointer          watch_data);
gint64  ps_twins_split_name (const char *file_name,
                             char      **letters);

G_END_DECLS
