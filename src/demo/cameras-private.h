/* src/demo/cameras-private.h: the tables behind demo/cameras.h. */
#pragma once

#include "demo/cameras.h"

G_BEGIN_DECLS

typedef struct
{
  const char *make, *model, *serial, *software;
  double crop;          /* sensor: 1 is full frame */
  int lenses[3];
  int n_lenses;
  gboolean has_offset;  /* writes OffsetTime (EXIF 2.31) */
} PsCamera;

typedef struct
{
  const char *make, *model;
  guint focal_min, focal_max; /* millimetres × 10 */
  guint aperture;             /* widest, × 10 */
  guint aperture_long;        /* widest at the long end, × 10 */
} PsLens;

extern const PsCamera ps_cameras[PS_N_CAMERAS];
extern const PsLens ps_lenses[];

G_END_DECLS
