/* src/sorting/shoots.h: pure: which photos were taken in one go. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From few large shoots to many small ones; 0 suits most libraries. */
#define PS_SHOOTS_FEWEST (-4)
#define PS_SHOOTS_MOST 4

#define PS_NO_SHOOT G_MAXUINT

/* A photo, as far as its time and place tell. */
typedef struct
{
  gint64 photo_id;
  gint64 taken_at_us;         /* the camera's clock, microseconds since 1970 */
  guint camera;               /* the same number: the same camera */
  double latitude, longitude; /* degrees; NaN: not known */
  gint64 former;              /* the caller's own: the shoot it is in so far */
  guint shoot;                /* (out): counted from 0 in the order of time; %PS_NO_SHOOT: none */
} PsFrame;

guint ps_shoots_find (PsFrame *frames,
                      guint    n_frames,
                      int      level);

G_END_DECLS
