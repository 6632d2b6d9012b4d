/* src/demo/cameras.h: the cameras and lenses of the demo cloud's photographer, and the EXIF they write. */
#pragma once

#include <glib.h>

#include "demo/dice.h"
#include "demo/scenes.h"

G_BEGIN_DECLS

#define PS_N_CAMERAS 5
#define PS_CAMERA_PHONE 4

/* One press of the shutter, as the camera wrote it down. */
typedef struct
{
  int camera;             /* −1: no EXIF */
  int lens;
  guint time_num, time_den; /* exposure time in seconds, a fraction */
  guint aperture_tenths;  /* f-number × 10 */
  guint focal_tenths;     /* millimetres × 10 */
  guint iso;
  gint64 taken_at_us;     /* the camera's clock, as UTC */
  gboolean has_gps;
  double latitude, longitude, altitude;
  int orientation;        /* EXIF 1–8 */
  int offset_minutes;     /* the camera's zone; written by those that do */
  char description[96];
  guint64 id;             /* becomes ImageUniqueID */
} PsShot;

void        ps_shot_roll_exposure   (PsShot     *self,
                                     const PsScene *scene,
                                     PsDice     *dice);
double      ps_shot_get_noise       (const PsShot *self);
GBytes     *ps_shot_to_exif         (const PsShot *self,
                                     int         width,
                                     int         height);
GBytes     *ps_shot_to_tiff         (const PsShot *self,
                                     int         width,
                                     int         height,
                                     const guchar *pixels,
                                     gsize       rowstride,
                                     gboolean    is_dng);
char       *ps_camera_dup_file_name (int         camera,
                                     guint       number,
                                     gint64      taken_at_us);
const char *ps_camera_get_make      (int         camera);
const char *ps_camera_get_model     (int         camera);
const char *ps_lens_get_model       (int         lens);

G_END_DECLS
