/* src/demo/shoots.c: shoots of five to four hundred frames, over the years, each frame with its time and place. */
#include <math.h>
#include <string.h>

#include "demo/pieces.h"
#include "demo/stories.h"

#define DAY_S 86400
#define NEWEST_S G_GINT64_CONSTANT (1758326400) /* 20 September 2025 */
#define YEARS 7

/* A shoot while it is planned. */
typedef struct
{
  const PsStory *story;
  int number, year;
  guint n_frames;
  gint64 start_s;      /* the first camera's clock */
  gint64 second_s;     /* how far the second camera's clock is off */
  guint64 seed;
  PsDice dice;
  int id_style;
  char *folder, *slug, *day;
  GStrv tags;
  double size;         /* of the longer side, against what was asked for */
  int quality;
} Shoot;

/* One place of the camera: some frames in a row. */
typedef struct
{
  guint first, n;
  PsSceneKind kind;
  guint64 seed;
  gboolean is_tall, is_burst, is_mono, is_wide;
  int camera;
} Setup;

static void
clear_shoot (Shoot *shoot)
{
  g_free (shoot->folder);
  g_free (shoot->slug);
  g_free (shoot->day);
  g_strfreev (shoot->tags);
}

/* A day in the story's month, at or before the given time, at least two days from any other shoot. */
static gint64
pick_start (const PsStory *story,
            gint64         before_s,
            GHashTable    *taken,
            PsDice        *dice)
{
  g_autoptr(GDateTime) before = g_date_time_new_from_unix_utc (before_s);
  g_autoptr(GDateTime) start = NULL;
  int year = g_date_time_get_year (before), day = story->day != 0 ? story->day : 1 + ps_dice_pick (dice, 27);
  gint64 start_s, n_day;

  if (story->month > g_date_time_get_month (before)
      || (story->month == g_date_time_get_month (before) && day > g_date_time_get_day_of_month (before)))
    year--;
  start = g_date_time_new_utc (year, story->month, day, story->hour, ps_dice_pick (dice, 60), ps_dice_pick (dice, 60));
  start_s = g_date_time_to_unix (start);
  for (n_day = start_s / DAY_S; ; n_day--, start_s -= DAY_S)
    if (!g_hash_table_contains (taken, GINT_TO_POINTER ((int) n_day)))
      break;
  for (int i = -2; i <= 2; i++)
    g_hash_table_add (taken, GINT_TO_POINTER ((int) n_day + i));
  return start_s;
}

static void
begin_shoot (Shoot        *shoot,
             const PsPlan *plan,
             guint         n_shoots,
             GHashTable   *taken)
{
  const PsStory *story = shoot->story;
  gint64 step = (gint64) YEARS * 365 * DAY_S / MAX (n_shoots, 1);
  g_autoptr(GDateTime) start = NULL;
  g_autofree char *tags = NULL;

  shoot->seed = ps_dice_mix (plan->seed, 1000 + (guint64) shoot->number);
  shoot->dice = ps_dice_new (shoot->seed, 0);
  shoot->start_s = pick_start (story, NEWEST_S - shoot->number * step, taken, &shoot->dice);
  start = g_date_time_new_from_unix_utc (shoot->start_s);
  shoot->year = g_date_time_get_year (start);
  shoot->second_s = (gint64) ps_dice_between (&shoot->dice, 40, 400) * (ps_dice_chance (&shoot->dice, 0.5) ? 1 : -1);
  shoot->folder = ps_story_with_year (story->folder, shoot->year);
  shoot->slug = ps_story_with_year (story->slug, shoot->year);
  shoot->day = g_date_time_format (start, "%Y-%m-%d");
  tags = ps_story_with_year (story->tags, shoot->year);
  shoot->tags = g_strsplit (tags, ",", -1);
  shoot->id_style = ps_dice_pick (&shoot->dice, 10);
  shoot->size = shoot->number % 4 == 3 ? 0.8 : shoot->number % 4 == 1 ? 0.94 : 1;
  shoot->quality = 80 + ps_dice_pick (&shoot->dice, 11);
}

static gboolean
is_tall (PsSceneKind  kind,
         PsDice      *dice)
{
  switch (kind)
    {
    case PS_SCENE_PORTRAIT:
      return ps_dice_chance (dice, 0.7);
    case PS_SCENE_COUPLE:
    case PS_SCENE_STAGE:
    case PS_SCENE_FLOWERS:
    case PS_SCENE_STREET:
    case PS_SCENE_ARCHES:
    case PS_SCENE_FOREST:
      return ps_dice_chance (dice, 0.42);
    case PS_SCENE_MOUNTAINS:
    case PS_SCENE_LAKE:
    case PS_SCENE_SEA:
    case PS_SCENE_SHORE:
    case PS_SCENE_DUNES:
    case PS_SCENE_STARS:
    case PS_SCENE_AURORA:
    case PS_SCENE_SKYLINE:
    case PS_SCENE_MACRO:
    case PS_SCENE_FACADE:
    case PS_SCENE_FOOD:
    case PS_SCENE_BALLOONS:
    case PS_SCENE_FIREWORKS:
    case PS_SCENE_FIELD:
    case PS_N_SCENES:
    default:
      return ps_dice_chance (dice, 0.22);
    }
}

static GArray *
plan_setups (Shoot *shoot)
{
  GArray *setups = g_array_new (FALSE, TRUE, sizeof (Setup));
  guint n_most = shoot->n_frames < 20 ? 3 : shoot->n_frames < 150 ? 5 : 9;

  for (guint first = 0; first < shoot->n_frames; )
    {
      guint n = 1 + (guint) ps_dice_pick (&shoot->dice, (int) n_most);
      Setup setup = { .first = first, .seed = ps_dice_next (&shoot->dice) };

      /* The finger stays on the button: four to eight frames. */
      if (shoot->n_frames >= 10 && ps_dice_chance (&shoot->dice, 0.06))
        {
          setup.is_burst = TRUE;
          n = 4 + (guint) ps_dice_pick (&shoot->dice, 5);
        }
      setup.n = MIN (n, shoot->n_frames - first);
      setup.is_burst = setup.is_burst && setup.n >= 4;
      setup.is_mono = ps_dice_chance (&shoot->dice, shoot->story->mono);
      setup.is_wide = ps_dice_chance (&shoot->dice, 0.05);
      setup.camera = shoot->story->cameras[shoot->story->cameras[1] >= 0 && ps_dice_chance (&shoot->dice, 0.35)];
      first += setup.n;
      g_array_append_val (setups, setup);
    }
  for (guint i = 0; i < setups->len; i++)
    {
      Setup *setup = &g_array_index (setups, Setup, i);

      setup->kind = shoot->story->scenes[i * (guint) shoot->story->n_scenes / setups->len];
      setup->is_tall = is_tall (setup->kind, &shoot->dice);
    }
  return setups;
}

/* Pixels, upright; now and then the camera is turned for one frame. The phone's sensor is 4:3, the others' 3:2; some are cropped to 16:9 or square. */
static void
set_size (PsPiece      *piece,
          const Shoot  *shoot,
          const Setup  *setup,
          const PsPlan *plan)
{
  gboolean is_tall = piece->scene.frame % 7 == 0 && !setup->is_burst ? !setup->is_tall : setup->is_tall;
  int longer = (int) (plan->max_side * shoot->size),
      shorter = setup->camera == PS_CAMERA_PHONE ? longer * 3 / 4 : longer * 2 / 3;

  if (setup->is_wide)
    shorter = setup->seed % 2 ? longer * 9 / 16 : shorter;
  if (setup->is_wide && setup->seed % 2 == 0)
    longer = shorter;
  piece->width = MAX (8, is_tall ? shorter : longer);
  piece->height = MAX (8, is_tall ? longer : shorter);
}

static void
set_shot (PsPiece     *piece,
          Shoot       *shoot,
          const Setup *setup,
          gint64       now_us)
{
  const PsStory *story = shoot->story;
  PsShot *shot = &piece->shot;
  PsDice lens = ps_dice_new (setup->seed, 8), spot = ps_dice_new (setup->seed, 9);

  shot->camera = setup->camera;
  shot->taken_at_us = now_us + (setup->camera != story->cameras[0] ? shoot->second_s * G_USEC_PER_SEC : 0);
  shot->orientation = 1;
  /* This camera stores what the sensor saw and notes how it was held. */
  if (setup->camera == 1 && piece->height > piece->width)
    shot->orientation = setup->seed % 3 == 0 ? 6 : 8;
  shot->offset_minutes = story->offset_minutes;
  ps_shot_roll_exposure (shot, &piece->scene, &lens);
  piece->scene.noise = ps_shot_get_noise (shot);
  shot->id = ps_dice_mix (piece->scene.frame, 99);
  shot->has_gps = story->has_gps && setup->camera == story->cameras[0];
  shot->latitude = story->latitude + ps_dice_bell (&spot) * 0.004 + ps_dice_bell (&shoot->dice) * 0.00005;
  shot->longitude = story->longitude + ps_dice_bell (&spot) * 0.006 + ps_dice_bell (&shoot->dice) * 0.00005;
  shot->altitude = MAX (0, story->altitude + ps_dice_bell (&spot) * 6);
}

static char *
make_public_id (const PsPiece *piece,
                const Shoot   *shoot,
                const PsPlan  *plan)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  char random[21] = { 0 };
  PsDice dice = ps_dice_new (piece->scene.frame, 14);

  if (plan->fixed_folders)
    return g_strconcat (piece->folder, "/", piece->file_name, NULL);
  for (int i = 0; i < 20; i++)
    random[i] = letters[ps_dice_pick (&dice, 36)];
  if (shoot->id_style == 0)
    return g_strdup (random);
  if (shoot->id_style <= 2)
    return g_strdup_printf ("%s_%.6s", piece->file_name, random);
  return g_strconcat (shoot->slug, "/", piece->file_name, NULL);
}

static void
set_words (PsPiece      *piece,
           Shoot        *shoot,
           const Setup  *setup,
           const PsPlan *plan,
           guint         number)
{
  const PsStory *story = shoot->story;
  const char *part = strcmp (story->genre, "genre_wedding") != 0 ? NULL
                     : setup->kind == PS_SCENE_STAGE             ? "Party"
                     : setup->kind == PS_SCENE_COUPLE            ? "Couple"
                                                                 : NULL;
  const char *caption = story->captions[setup->seed % 4];
  g_autoptr(GPtrArray) tags = g_ptr_array_new ();
  guint64 bits = ps_dice_mix (piece->scene.frame, 15);
  g_autoptr(GString) metadata = g_string_new (NULL);

  piece->file_name = ps_camera_dup_file_name (setup->camera, number, piece->shot.taken_at_us);
  piece->folder = part != NULL ? g_strconcat (shoot->folder, "/", part, NULL) : g_strdup (shoot->folder);
  piece->public_id = make_public_id (piece, shoot, plan);
  piece->display_name = bits % 9 == 0 ? g_strdup (caption) : g_strdup (piece->file_name);
  for (guint i = 0; shoot->tags[i] != NULL; i++)
    g_ptr_array_add (tags, g_strdup (shoot->tags[i]));
  g_ptr_array_add (tags, g_strdup (ps_scene_get_word (setup->kind)));
  if (bits % 11 == 0)
    g_ptr_array_add (tags, g_strdup ("★ selects"));
  if (setup->is_mono)
    g_ptr_array_add (tags, g_strdup ("b&w"));
  g_ptr_array_add (tags, NULL);
  piece->tags = (GStrv) g_ptr_array_free (g_steal_pointer (&tags), FALSE);
  if (bits % 10 < 4)
    {
      const char *const context[] = { "caption", caption, bits % 3 == 0 ? "alt" : NULL,
                                      ps_scene_get_word (setup->kind), NULL };

      piece->context = g_strdupv ((GStrv) context);
      g_strlcpy (piece->shot.description, caption, sizeof piece->shot.description);
    }
  if (shoot->number % 5 != 4)
    {
      g_string_printf (metadata, "{\"usage_rights\":\"%s\",\"genres\":[\"%s\"],\"shoot_date\":\"%s\"",
                       story->client != NULL ? "licensed" : "own", story->genre, shoot->day);
      if (bits % 10 < 3)
        g_string_append_printf (metadata, ",\"rating\":%d", 3 + (int) (bits / 16 % 3));
      if (story->client != NULL)
        g_string_append_printf (metadata, ",\"client\":\"%s\"", story->client);
      g_string_append_c (metadata, '}');
      piece->metadata = g_strdup (metadata->str);
    }
}

static void
add_setup (GPtrArray    *pieces,
           Shoot        *shoot,
           const Setup  *setup,
           const PsPlan *plan,
           int           burst,
           gint64       *now_us,
           gint64        uploaded_us)
{
  gboolean is_slow = setup->kind == PS_SCENE_STARS || setup->kind == PS_SCENE_AURORA;

  for (guint i = 0; i < setup->n; i++)
    {
      PsPiece *piece = ps_piece_new ();
      guint frame = setup->first + i;

      piece->scene.kind = setup->kind;
      piece->scene.place = ps_dice_mix (shoot->seed, (guint64) setup->kind);
      piece->scene.setup = setup->seed;
      piece->scene.frame = ps_dice_mix (setup->seed, i + 1);
      piece->scene.drift = setup->is_burst ? i * 0.25 : i;
      piece->scene.light = shoot->n_frames > 1 ? frame / (shoot->n_frames - 1.0) : 0;
      piece->scene.mono = setup->is_mono;
      piece->quality = shoot->quality;
      piece->shoot = shoot->number;
      piece->burst = burst;
      set_size (piece, shoot, setup, plan);
      set_shot (piece, shoot, setup, *now_us);
      set_words (piece, shoot, setup, plan, (guint) (shoot->start_s / DAY_S * 37 % 8600) + frame + 1);
      piece->client = g_strdup (shoot->story->client);
      piece->created_at_us = uploaded_us + frame * 3 * G_USEC_PER_SEC;
      g_ptr_array_add (pieces, piece);
      *now_us += setup->is_burst ? 300000 : (gint64) (ps_dice_between (&shoot->dice, is_slow ? 20 : 2, is_slow ? 70 : 26) * G_USEC_PER_SEC);
    }
}

static void
add_shoot (GPtrArray    *pieces,
           Shoot        *shoot,
           const PsPlan *plan,
           int          *n_bursts)
{
  g_autoptr(GArray) setups = plan_setups (shoot);
  gint64 now_us = shoot->start_s * G_USEC_PER_SEC;
  /* Uploaded a day or two after it ended; a shoot lasts less than a day and a half. */
  gint64 uploaded_us = now_us + (gint64) (ps_dice_between (&shoot->dice, 2.2, 4.5) * DAY_S) * G_USEC_PER_SEC;

  for (guint i = 0; i < setups->len; i++)
    {
      const Setup *setup = &g_array_index (setups, Setup, i);
      double pause = shoot->story->pause_s * ps_dice_between (&shoot->dice, 0.25, 1.8);

      add_setup (pieces, shoot, setup, plan, setup->is_burst ? (*n_bursts)++ : -1, &now_us, uploaded_us);
      /* Two photographers are at work at the same time. */
      if (i + 1 < setups->len && setup->camera != g_array_index (setups, Setup, i + 1).camera)
        pause *= 0.02;
      /* No pause is longer than an hour, and a long shoot has more setups, not more days. */
      now_us +=
          (gint64) (MIN (pause, 3000) * MIN (1, (shoot->n_frames > 150 ? 26.0 : 18.0) / setups->len) * G_USEC_PER_SEC)
          + 20 * G_USEC_PER_SEC;
    }
}

/* How many frames each shoot has, newest first. */
static GArray *
plan_sizes (const PsPlan *plan,
            guint         n_photos)
{
  GArray *sizes = g_array_new (FALSE, FALSE, sizeof (guint));
  PsDice dice = ps_dice_new (plan->seed, 30);
  double factor = CLAMP (pow (plan->n / 560.0, 0.7), 0.15, 2.2);
  guint left = n_photos;

  while (left > 0)
    {
      guint size =
          (guint) CLAMP (ps_story_get (sizes->len)->n_frames * factor * ps_dice_between (&dice, 0.75, 1.25), 5, 400);

      if (sizes->len == 0 && n_photos >= 3000)
        size = 400;
      if (size > left || left - size < 5)
        size = left;
      g_array_append_val (sizes, size);
      left -= size;
    }
  return sizes;
}

/**
 * ps_pieces_add_shoots:
 * @pieces: (element-type PsPiece): the plan so far
 * @plan: what is wanted
 * @n_photos: how many frames
 *
 * Adds @n_photos photographs in shoots.
 */
void
ps_pieces_add_shoots (GPtrArray    *pieces,
                      const PsPlan *plan,
                      guint         n_photos)
{
  g_autoptr(GArray) sizes = plan_sizes (plan, n_photos);
  g_autoptr(GHashTable) taken = g_hash_table_new (NULL, NULL);
  int n_bursts = 0;

  for (guint i = 0; i < sizes->len; i++)
    {
      Shoot shoot = { .story = ps_story_get (i), .number = (int) i, .n_frames = g_array_index (sizes, guint, i) };

      begin_shoot (&shoot, plan, sizes->len, taken);
      add_shoot (pieces, &shoot, plan, &n_bursts);
      clear_shoot (&shoot);
    }
}
