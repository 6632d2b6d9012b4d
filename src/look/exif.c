/* src/look/exif.c: an EXIF block -> facts. Helper program only.
 *
 * The tags and what they mean are EXIF 2.32; what is read equals what
 * `exiftool -n` prints for the groups IFD0, ExifIFD and GPS. Maker notes are
 * never looked at: their values are guesses.
 */
#include "look/exif.h"

#include <malloc.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/times.h"
#include "look/exif-tags.h"
#include "look/exif-values.h"

#define MAX_MEMORY (16 << 20) /* a block of 64 KB whose thousands of entries all claim the same 64 KB would take 350 MB */
#define MAX_ALTITUDE 100000   /* metres: beyond it is no photo of ours */

static gsize n_allocated; /* bytes, by this thread: the helper has but one */

static void *
allocate (ExifLong n_bytes)
{
  void *data;

  if (n_bytes > MAX_MEMORY || n_allocated > MAX_MEMORY - n_bytes)
    return NULL;
  data = calloc (n_bytes, 1);
  n_allocated += data != NULL ? malloc_usable_size (data) : 0;
  return data;
}

static void
release (void *data)
{
  n_allocated -= data != NULL ? malloc_usable_size (data) : 0;
  free (data);
}

static void *
reallocate (void     *data,
            ExifLong  n_bytes)
{
  gsize n_before = data != NULL ? malloc_usable_size (data) : 0;
  void *moved;

  if (n_bytes > MAX_MEMORY || n_allocated > MAX_MEMORY - n_bytes)
    return NULL;
  moved = realloc (data, n_bytes);
  if (moved != NULL)
    n_allocated += malloc_usable_size (moved) - n_before;
  return moved;
}

static ExifData *
load (GBytes *block)
{
  ExifMem *memory = exif_mem_new (allocate, reallocate, release);
  ExifData *data = exif_data_new_mem (memory);
  gsize size;
  const guint8 *bytes = g_bytes_get_data (block, &size);

  exif_mem_unref (memory);
  if (data == NULL)
    return NULL;
  /* As it stands in the file: nothing added, nothing corrected, nothing left out. Without a log, libexif is silent. */
  exif_data_unset_option (data, EXIF_DATA_OPTION_IGNORE_UNKNOWN_TAGS);
  exif_data_unset_option (data, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
  exif_data_set_option (data, EXIF_DATA_OPTION_DONT_CHANGE_MAKER_NOTE);
  exif_data_load_data (data, bytes, (unsigned int) size);
  return data;
}

/* A number that exiftool prints; a negative or absurd one is kept out of the catalogue. */
static double
get_positive (ExifContent *content,
              guint        tag)
{
  double value = ps_exif_number (content, tag, 0);

  return value >= 0 && value < 1e9 ? value : NAN;
}

static void
read_camera (ExifContent *ifd0,
             ExifContent *exif,
             PsFacts     *facts)
{
  double iso = get_positive (exif, PS_EXIF_TAG_ISO);
  double orientation = ps_exif_number (ifd0, PS_EXIF_TAG_ORIENTATION, 0);
  double rating = ps_exif_number (ifd0, PS_EXIF_TAG_RATING, 0);

  facts->camera_make = ps_exif_text (ifd0, PS_EXIF_TAG_MAKE);
  facts->camera_model = ps_exif_text (ifd0, PS_EXIF_TAG_MODEL);
  facts->camera_serial = ps_exif_text (exif, PS_EXIF_TAG_SERIAL);
  facts->lens = ps_exif_text (exif, PS_EXIF_TAG_LENS_MODEL);
  facts->focal_length = get_positive (exif, PS_EXIF_TAG_FOCAL_LENGTH);
  facts->focal_length_35mm = get_positive (exif, PS_EXIF_TAG_FOCAL_LENGTH_35MM);
  facts->aperture = get_positive (exif, PS_EXIF_TAG_F_NUMBER);
  facts->shutter_speed = get_positive (exif, PS_EXIF_TAG_EXPOSURE_TIME);
  facts->iso = isnan (iso) ? 0 : (gint64) iso;
  facts->orientation = orientation >= 1 && orientation <= 8 ? (int) orientation : 1;
  facts->description = ps_exif_text (ifd0, PS_EXIF_TAG_DESCRIPTION);
  facts->artist = ps_exif_text (ifd0, PS_EXIF_TAG_ARTIST);
  facts->copyright = ps_exif_notice (ifd0, PS_EXIF_TAG_COPYRIGHT);
  if (rating >= 0 && rating <= 5)
    facts->rating = (int) rating;
}

/* "07" after the decimal point: 70,000 microseconds. */
static gint64
read_subseconds (ExifContent *exif,
                 guint        tag)
{
  g_autofree char *text = ps_exif_text (exif, tag);
  gint64 value = 0, unit = 100000;

  for (const char *p = text; p != NULL && g_ascii_isdigit (*p) && unit > 0; p++, unit /= 10)
    value += (*p - '0') * unit;
  return value;
}

/* The moment of the shot, else when it was digitised, else when the file was last changed. */
static void
read_date (ExifContent *ifd0,
           ExifContent *exif,
           PsFacts     *facts)
{
  const struct { ExifContent *content; guint date, offset, subsec; } places[] = {
    { exif, PS_EXIF_TAG_DATE_ORIGINAL, PS_EXIF_TAG_OFFSET_ORIGINAL, PS_EXIF_TAG_SUBSEC_ORIGINAL },
    { exif, PS_EXIF_TAG_DATE_DIGITIZED, PS_EXIF_TAG_OFFSET_DIGITIZED, PS_EXIF_TAG_SUBSEC_DIGITIZED },
    { ifd0, PS_EXIF_TAG_DATE, PS_EXIF_TAG_OFFSET, PS_EXIF_TAG_SUBSEC },
  };
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (places) && facts->date_taken == NULL; i++)
    {
      facts->date_taken = ps_exif_date (places[i].content, places[i].date);
      if (facts->date_taken == NULL)
        continue;
      facts->date_taken_offset = ps_exif_offset (exif, places[i].offset);
      text = g_strconcat (facts->date_taken, facts->date_taken_offset != NULL ? facts->date_taken_offset : "Z", NULL);
      if (ps_time_from_text (text, &facts->taken_at_us))
        facts->taken_at_us += read_subseconds (exif, places[i].subsec);
    }
}

/* Degrees, minutes, seconds; cameras leave out what is zero. Without N or S, E or W, it could be either: no place. */
static double
read_degrees (ExifContent *gps,
              guint        tag,
              guint        ref_tag,
              const char  *positive,
              const char  *negative,
              double       limit)
{
  g_autofree char *ref = ps_exif_text (gps, ref_tag);
  guint count = ps_exif_count (gps, tag);
  double degrees = ps_exif_number (gps, tag, 0);

  if (count > 1)
    degrees += ps_exif_number (gps, tag, 1) / 60;
  if (count > 2)
    degrees += ps_exif_number (gps, tag, 2) / 3600;
  if (ref == NULL || !(degrees >= 0 && degrees <= limit))
    return NAN;
  if (g_ascii_strncasecmp (ref, positive, 1) == 0)
    return degrees;
  return g_ascii_strncasecmp (ref, negative, 1) == 0 ? -degrees : NAN;
}

static void
read_place (ExifContent *gps,
            PsFacts     *facts)
{
  double altitude = ps_exif_number (gps, PS_EXIF_TAG_ALTITUDE, 0);
  double below = ps_exif_number (gps, PS_EXIF_TAG_ALTITUDE_REF, 0); /* 1 and 3: below the sea, below the ellipsoid */

  facts->gps_latitude = read_degrees (gps, PS_EXIF_TAG_LATITUDE, PS_EXIF_TAG_LATITUDE_REF, "N", "S", 90);
  facts->gps_longitude = read_degrees (gps, PS_EXIF_TAG_LONGITUDE, PS_EXIF_TAG_LONGITUDE_REF, "E", "W", 180);
  if (isnan (facts->gps_latitude) || isnan (facts->gps_longitude)) /* half a place is none */
    facts->gps_latitude = facts->gps_longitude = NAN;
  if (altitude >= -MAX_ALTITUDE && altitude <= MAX_ALTITUDE)
    facts->gps_altitude = below == 1 || below == 3 ? -altitude : altitude;
}

/**
 * ps_exif_read:
 * @block: "Exif", two zero bytes and a TIFF block, at most 64 KB
 * @facts: facts that nobody else holds yet; its EXIF fields are filled
 *
 * Returns: whether @block holds any entry that could be read
 */
gboolean
ps_exif_read (GBytes  *block,
              PsFacts *facts)
{
  ExifData *data;
  guint n_entries = 0;

  g_return_val_if_fail (block != NULL && facts != NULL, FALSE);

  data = load (block);
  if (data == NULL)
    return FALSE;
  for (int i = 0; i < EXIF_IFD_COUNT; i++)
    n_entries += data->ifd[i] != NULL ? data->ifd[i]->count : 0;
  if (n_entries > 0)
    {
      facts->has_exif = TRUE;
      read_camera (data->ifd[EXIF_IFD_0], data->ifd[EXIF_IFD_EXIF], facts);
      read_date (data->ifd[EXIF_IFD_0], data->ifd[EXIF_IFD_EXIF], facts);
      read_place (data->ifd[EXIF_IFD_GPS], facts);
    }
  exif_data_unref (data);
  return facts->has_exif;
}
