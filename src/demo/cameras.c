/* src/demo/cameras.c: the cameras and lenses of the demo cloud's photographer, and what they choose for a scene. */
#include "demo/cameras.h"

#include <math.h>

#include "demo/cameras-private.h"

const PsCamera ps_cameras[PS_N_CAMERAS] = {
  { "Canon", "Canon EOS R5", "032024004711", "Firmware Version 1.8.1", 1.0, { 0, 1, 2 }, 3, FALSE },
  { "NIKON CORPORATION", "NIKON Z 6_2", "6012345", "Ver.01.61", 1.0, { 3, 4 }, 2, FALSE },
  { "SONY", "ILCE-7M4", "05512876", "ILCE-7M4 v3.01", 1.0, { 5 }, 1, FALSE },
  { "FUJIFILM", "X-T4", "1CQ22307", "Digital Camera X-T4 Ver2.00", 1.53, { 6 }, 1, FALSE },
  { "Google", "Pixel 7", NULL, "HDR+ 1.0.540104767zd", 3.55, { 7 }, 1, TRUE },
};

const PsLens ps_lenses[] = {
  { "Canon", "RF24-70mm F2.8 L IS USM", 240, 700, 28, 28 },
  { "Canon", "RF85mm F1.2 L USM", 850, 850, 12, 12 },
  { "Canon", "RF15-35mm F2.8 L IS USM", 150, 350, 28, 28 },
  { "NIKON", "NIKKOR Z 14-30mm f/4 S", 140, 300, 40, 40 },
  { "NIKON", "NIKKOR Z MC 105mm f/2.8 VR S", 1050, 1050, 28, 28 },
  { "Sony", "FE 70-200mm F2.8 GM OSS II", 700, 2000, 28, 28 },
  { "FUJIFILM", "XF16-55mmF2.8 R LM WR", 160, 550, 28, 28 },
  { "Google", "Pixel 7 back camera 6.81mm f/1.85", 68, 68, 19, 19 },
};

typedef struct
{
  guint num, den;
} Time;

/* What suits a scene: film speeds, times, stops and lengths that a photographer would pick. */
typedef struct
{
  guint iso[4];
  Time time[4];
  guint aperture[2]; /* × 10, from and to */
  guint focal[2];    /* × 10, from and to, as on full frame */
} Habit;

static const Habit habits[PS_N_SCENES] = {
  [PS_SCENE_MOUNTAINS] = { { 100, 100, 200, 64 }, { { 1, 250 }, { 1, 125 }, { 1, 320 }, { 1, 60 } }, { 80, 110 }, { 240, 1350 } },
  [PS_SCENE_LAKE] = { { 100, 64, 100, 200 }, { { 1, 60 }, { 1, 125 }, { 1, 15 }, { 1, 4 } }, { 80, 160 }, { 160, 500 } },
  [PS_SCENE_SEA] = { { 100, 200, 100, 400 }, { { 1, 500 }, { 1, 250 }, { 1, 1000 }, { 1, 125 } }, { 56, 110 }, { 240, 1350 } },
  [PS_SCENE_SHORE] = { { 100, 100, 200, 100 }, { { 1, 800 }, { 1, 1250 }, { 1, 640 }, { 1, 500 } }, { 40, 80 }, { 240, 350 } },
  [PS_SCENE_DUNES] = { { 100, 100, 200, 100 }, { { 1, 320 }, { 1, 200 }, { 1, 500 }, { 1, 160 } }, { 80, 130 }, { 350, 2000 } },
  [PS_SCENE_FOREST] = { { 400, 800, 200, 640 }, { { 1, 60 }, { 1, 80 }, { 1, 30 }, { 1, 125 } }, { 40, 80 }, { 240, 850 } },
  [PS_SCENE_STARS] = { { 3200, 6400, 3200, 4000 }, { { 15, 1 }, { 20, 1 }, { 13, 1 }, { 25, 1 } }, { 28, 28 }, { 140, 240 } },
  [PS_SCENE_AURORA] = { { 1600, 3200, 2000, 3200 }, { { 4, 1 }, { 8, 1 }, { 6, 1 }, { 10, 1 } }, { 28, 28 }, { 140, 240 } },
  [PS_SCENE_SKYLINE] = { { 100, 200, 400, 100 }, { { 8, 1 }, { 4, 1 }, { 2, 1 }, { 13, 1 } }, { 80, 110 }, { 240, 700 } },
  [PS_SCENE_STREET] = { { 3200, 1600, 6400, 2500 }, { { 1, 125 }, { 1, 200 }, { 1, 80 }, { 1, 160 } }, { 12, 28 }, { 500, 1350 } },
  [PS_SCENE_PORTRAIT] = { { 200, 400, 100, 800 }, { { 1, 200 }, { 1, 250 }, { 1, 160 }, { 1, 320 } }, { 12, 40 }, { 850, 1350 } },
  [PS_SCENE_COUPLE] = { { 200, 400, 100, 640 }, { { 1, 500 }, { 1, 320 }, { 1, 800 }, { 1, 1000 } }, { 20, 56 }, { 350, 1350 } },
  [PS_SCENE_FLOWERS] = { { 200, 100, 400, 320 }, { { 1, 250 }, { 1, 400 }, { 1, 200 }, { 1, 640 } }, { 28, 56 }, { 850, 1050 } },
  [PS_SCENE_MACRO] = { { 400, 800, 200, 640 }, { { 1, 160 }, { 1, 200 }, { 1, 250 }, { 1, 125 } }, { 56, 160 }, { 1050, 1050 } },
  [PS_SCENE_ARCHES] = { { 400, 200, 800, 100 }, { { 1, 60 }, { 1, 125 }, { 1, 30 }, { 1, 250 } }, { 56, 80 }, { 160, 350 } },
  [PS_SCENE_FACADE] = { { 100, 100, 200, 64 }, { { 1, 320 }, { 1, 250 }, { 1, 500 }, { 1, 160 } }, { 80, 110 }, { 240, 2000 } },
  [PS_SCENE_FOOD] = { { 400, 800, 200, 640 }, { { 1, 80 }, { 1, 100 }, { 1, 125 }, { 1, 60 } }, { 28, 56 }, { 350, 700 } },
  [PS_SCENE_STAGE] = { { 3200, 6400, 5000, 4000 }, { { 1, 250 }, { 1, 320 }, { 1, 200 }, { 1, 400 } }, { 28, 28 }, { 700, 2000 } },
  [PS_SCENE_BALLOONS] = { { 200, 100, 400, 200 }, { { 1, 400 }, { 1, 250 }, { 1, 320 }, { 1, 640 } }, { 56, 80 }, { 240, 1350 } },
  [PS_SCENE_FIREWORKS] = { { 100, 200, 100, 200 }, { { 4, 1 }, { 2, 1 }, { 3, 1 }, { 5, 1 } }, { 80, 110 }, { 240, 500 } },
  [PS_SCENE_FIELD] = { { 100, 100, 200, 100 }, { { 1, 200 }, { 1, 320 }, { 1, 125 }, { 1, 400 } }, { 80, 130 }, { 240, 700 } },
};

/* The lens of this camera whose range is nearest to a length. */
static int
pick_lens (int   camera,
           guint focal)
{
  const PsCamera *c = &ps_cameras[camera];
  int best = c->lenses[0];
  guint best_gap = G_MAXUINT;

  for (int i = 0; i < c->n_lenses; i++)
    {
      const PsLens *l = &ps_lenses[c->lenses[i]];
      guint gap = focal < l->focal_min ? l->focal_min - focal : focal > l->focal_max ? focal - l->focal_max : 0;

      if (gap < best_gap)
        {
          best_gap = gap;
          best = c->lenses[i];
        }
    }
  return best;
}

/* Stops that a dial has, by thirds. */
static guint
round_to_stop (guint aperture)
{
  static const guint stops[] = { 12, 14, 16, 18, 20, 22, 25, 28, 32, 35, 40, 45, 50, 56, 63, 71, 80, 90, 100, 110, 130, 140, 160 };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (stops); i++)
    if (aperture < (stops[i] + stops[i + 1] + 1) / 2)
      return stops[i];
  return 160;
}

/**
 * ps_shot_roll_exposure:
 * @self: a shot whose camera is chosen
 * @scene: what is photographed
 * @dice: chance
 *
 * Chooses lens, length, stop, time and film speed as they suit @scene: night
 * skies for 15 seconds at ISO 3200, stages at 1/250 wide open.
 */
void
ps_shot_roll_exposure (PsShot        *self,
                       const PsScene *scene,
                       PsDice        *dice)
{
  const Habit *habit = &habits[scene->kind];
  const PsCamera *camera = &ps_cameras[self->camera];
  guint focal = (guint) (ps_dice_between (dice, habit->focal[0], habit->focal[1] + 1) / camera->crop);
  int choice = ps_dice_pick (dice, 4);
  const PsLens *lens;

  self->lens = pick_lens (self->camera, focal);
  lens = &ps_lenses[self->lens];
  focal = CLAMP (focal, lens->focal_min, lens->focal_max);
  /* Cameras write whole millimetres; the phone's lens has one length. */
  self->focal_tenths = lens->focal_min == lens->focal_max ? lens->focal_min : (focal + 5) / 10 * 10;
  self->aperture_tenths = round_to_stop ((guint) ps_dice_between (dice, habit->aperture[0], habit->aperture[1] + 1));
  self->aperture_tenths = MAX (self->aperture_tenths, lens->aperture);
  if (self->camera == PS_CAMERA_PHONE)
    self->aperture_tenths = lens->aperture;
  self->time_num = habit->time[choice].num;
  self->time_den = habit->time[choice].den;
  self->iso = habit->iso[ps_dice_pick (dice, 4)];
}

/**
 * ps_shot_get_noise:
 * @self: a shot with its exposure
 *
 * Returns: how much its film speed shows: 0 at ISO 100, 1 at 6400
 */
double
ps_shot_get_noise (const PsShot *self)
{
  return CLAMP (log2 (self->iso / 100.0) / 6, 0, 1);
}

/**
 * ps_camera_dup_file_name:
 * @camera: a camera
 * @number: its frame counter
 * @taken_at_us: its clock, as UTC
 *
 * Returns: (transfer full): the name it gives the file, without an extension
 */
char *
ps_camera_dup_file_name (int    camera,
                         guint  number,
                         gint64 taken_at_us)
{
  switch (camera)
    {
    case 0:
      return g_strdup_printf ("7F3A%04u", number % 10000);
    case 1:
      return g_strdup_printf ("DSC_%04u", number % 10000);
    case 2:
      return g_strdup_printf ("DSC%05u", number % 100000);
    case 3:
      return g_strdup_printf ("DSCF%04u", number % 10000);
    default:
      {
        g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (taken_at_us / G_USEC_PER_SEC);
        g_autofree char *text = g_date_time_format (time, "%Y%m%d_%H%M%S");

        return g_strdup_printf ("PXL_%s%03u", text, number % 1000);
      }
    }
}

/**
 * ps_camera_get_make:
 * @camera: a camera
 *
 * Returns: its EXIF Make
 */
const char *
ps_camera_get_make (int camera)
{
  return ps_cameras[camera].make;
}

/**
 * ps_camera_get_model:
 * @camera: a camera
 *
 * Returns: its EXIF Model
 */
const char *
ps_camera_get_model (int camera)
{
  return ps_cameras[camera].model;
}

/**
 * ps_lens_get_model:
 * @lens: a lens
 *
 * Returns: its EXIF LensModel
 */
const char *
ps_lens_get_model (int lens)
{
  return ps_lenses[lens].model;
}
