/* src/sorting/twins-private.h: a search for twins, as its two files share it. Any thread, one at a time. */
#pragma once

#include "sorting/twins.h"

G_BEGIN_DECLS

typedef struct _PsTwinParts PsTwinParts;
typedef struct _PsTwinSearch PsTwinSearch;

/* Groups of photos: each knows another one of its group, the last one itself. */
typedef struct
{
  guint *parent; /* owned */
  guint8 *bits;  /* owned: distance to the most similar of the group */
} PsTwinForest;

/* How much two differ, and whether the one is a part of the other. */
typedef struct
{
  double unlikeness;
  gboolean is_part;
} PsTwinLikeness;

/* Where the camera does not tell: which one is the most similar. */
typedef struct
{
  guint position, next_position; /* the most similar, and the one after it; G_MAXUINT: none */
  PsTwinLikeness likeness;
  double next_unlikeness;
} PsTwinNearest;

struct _PsTwinSearch
{
  PsTwin *twins;
  guint n;
  guint distance;
  GHashTable *position; /* photo_id → position + 1 */
  PsTwinForest forests[PS_N_TWINS];
  PsTwinNearest *nearest;     /* owned */
  guint16 *n_compared;  /* owned: with how many of which the camera does not tell */
  PsTwinParts **parts;  /* owned, each nullable: what it is likely a part of */
  guint8 *is_sure;      /* owned: the camera told of which exposure it is another file */

  /* Borrowed */
  PsLookAlikeWatch watch; /* nullable */
  gpointer watch_data;
  guint n_all; /* as the watch was last told */
};

void     ps_twins_consider              (PsTwinSearch   *self,
                                         guint           a,
                                         guint           b);
void     ps_twins_weigh                 (PsTwinSearch   *self,
                                         guint           a,
                                         guint           b,
                                         PsTwinLikeness  likeness);
gboolean ps_twins_have_like_proportions (const PsTwin   *a,
                                         const PsTwin   *b);
gint64   ps_twins_count_pixels          (const PsTwin   *twin);

void     ps_twins_propose_part          (PsTwinSearch   *self,
                                         guint           part,
                                         guint           whole,
                                         double          unlikeness);
gboolean ps_twins_find_parts            (PsTwinSearch   *self);
gboolean ps_twins_align_parts           (PsTwinSearch   *self);

G_END_DECLS
