/* src/demo/exif-block.c: a shot as EXIF, through libexif; alone, or as the head of a TIFF file. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <libexif/exif-data.h>
#include <libexif/exif-utils.h>

#include "demo/cameras-private.h"

/* TIFF 6.0 and DNG 1.4 tags that libexif has no name for. */
#define TAG_DNG_VERSION ((ExifTag) 0xc612)
#define TAG_DNG_BACKWARD_VERSION ((ExifTag) 0xc613)
#define TAG_UNIQUE_CAMERA_MODEL ((ExifTag) 0xc614)

#define ORDER EXIF_BYTE_ORDER_INTEL

static ExifEntry *
add_entry (ExifData   *exif,
           ExifIfd     ifd,
           ExifTag     tag,
           ExifFormat  format,
           gulong      n_components)
{
  ExifMem *memory = exif_mem_new_default ();
  ExifEntry *entry = exif_entry_new_mem (memory);

  entry->tag = tag;
  entry->format = format;
  entry->components = n_components;
  entry->size = (guint) (exif_format_get_size (format) * n_components);
  /* libexif frees it, so it must come from libexif's memory. */
  entry->data = exif_mem_alloc (memory, entry->size);
  exif_content_add_entry (exif->ifd[ifd], entry);
  exif_entry_unref (entry);
  exif_mem_unref (memory);
  return entry;
}

static void
add_text (ExifData   *exif,
          ExifIfd     ifd,
          ExifTag     tag,
          const char *text)
{
  gsize n = strlen (text) + 1;

  memcpy (add_entry (exif, ifd, tag, EXIF_FORMAT_ASCII, n)->data, text, n);
}

static void
add_bytes (ExifData      *exif,
           ExifIfd        ifd,
           ExifTag        tag,
           ExifFormat     format,
           gconstpointer  bytes,
           gsize          n)
{
  memcpy (add_entry (exif, ifd, tag, format, n)->data, bytes, n);
}

static void
add_short (ExifData *exif,
           ExifIfd   ifd,
           ExifTag   tag,
           guint     value)
{
  exif_set_short (add_entry (exif, ifd, tag, EXIF_FORMAT_SHORT, 1)->data, ORDER, (ExifShort) value);
}

static void
add_long (ExifData *exif,
          ExifIfd   ifd,
          ExifTag   tag,
          guint     value)
{
  exif_set_long (add_entry (exif, ifd, tag, EXIF_FORMAT_LONG, 1)->data, ORDER, value);
}

static void
add_rationals (ExifData    *exif,
               ExifIfd      ifd,
               ExifTag      tag,
               int          n,
               const guint  values[][2])
{
  ExifEntry *entry = add_entry (exif, ifd, tag, EXIF_FORMAT_RATIONAL, n);

  for (int i = 0; i < n; i++)
    exif_set_rational (entry->data + 8 * i, ORDER, (ExifRational) { values[i][0], values[i][1] });
}

static void
add_rational (ExifData *exif,
              ExifIfd   ifd,
              ExifTag   tag,
              guint     num,
              guint     den)
{
  const guint value[1][2] = { { num, den } };

  add_rationals (exif, ifd, tag, 1, value);
}

/* Degrees, minutes and seconds to a ten-thousandth: about 3 millimetres. */
static void
add_angle (ExifData *exif,
           ExifTag   tag,
           double    degrees)
{
  guint64 parts = (guint64) llround (fabs (degrees) * 36000000);
  guint value[3][2] = { { (guint) (parts / 36000000), 1 },
                        { (guint) (parts / 600000 % 60), 1 },
                        { (guint) (parts % 600000), 10000 } };

  add_rationals (exif, EXIF_IFD_GPS, tag, 3, (const guint (*)[2]) value);
}

static void
add_place (ExifData     *exif,
           const PsShot *shot)
{
  static const guchar version[] = { 2, 3, 0, 0 };
  guchar below = shot->altitude < 0;

  add_bytes (exif, EXIF_IFD_GPS, (ExifTag) EXIF_TAG_GPS_VERSION_ID, EXIF_FORMAT_BYTE, version, 4);
  add_text (exif, EXIF_IFD_GPS, (ExifTag) EXIF_TAG_GPS_LATITUDE_REF, shot->latitude < 0 ? "S" : "N");
  add_angle (exif, (ExifTag) EXIF_TAG_GPS_LATITUDE, shot->latitude);
  add_text (exif, EXIF_IFD_GPS, (ExifTag) EXIF_TAG_GPS_LONGITUDE_REF, shot->longitude < 0 ? "W" : "E");
  add_angle (exif, (ExifTag) EXIF_TAG_GPS_LONGITUDE, shot->longitude);
  add_bytes (exif, EXIF_IFD_GPS, (ExifTag) EXIF_TAG_GPS_ALTITUDE_REF, EXIF_FORMAT_BYTE, &below, 1);
  add_rational (exif, EXIF_IFD_GPS, (ExifTag) EXIF_TAG_GPS_ALTITUDE, (guint) llround (fabs (shot->altitude) * 10), 10);
}

static void
add_camera (ExifData       *exif,
            const PsShot   *shot,
            const PsCamera *camera)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (shot->taken_at_us / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format (time, "%Y:%m:%d %H:%M:%S");
  g_autofree char *copyright = g_strdup_printf ("© %d Ana Quintero", g_date_time_get_year (time));

  if (shot->description[0] != '\0')
    add_text (exif, EXIF_IFD_0, EXIF_TAG_IMAGE_DESCRIPTION, shot->description);
  add_text (exif, EXIF_IFD_0, EXIF_TAG_MAKE, camera->make);
  add_text (exif, EXIF_IFD_0, EXIF_TAG_MODEL, camera->model);
  add_short (exif, EXIF_IFD_0, EXIF_TAG_ORIENTATION, (guint) shot->orientation);
  add_rational (exif, EXIF_IFD_0, EXIF_TAG_X_RESOLUTION, 300, 1);
  add_rational (exif, EXIF_IFD_0, EXIF_TAG_Y_RESOLUTION, 300, 1);
  add_short (exif, EXIF_IFD_0, EXIF_TAG_RESOLUTION_UNIT, 2);
  add_text (exif, EXIF_IFD_0, EXIF_TAG_SOFTWARE, camera->software);
  add_text (exif, EXIF_IFD_0, EXIF_TAG_DATE_TIME, text);
  add_text (exif, EXIF_IFD_0, EXIF_TAG_ARTIST, "Ana Quintero");
  add_text (exif, EXIF_IFD_0, EXIF_TAG_COPYRIGHT, copyright);
  add_text (exif, EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL, text);
  add_text (exif, EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_DIGITIZED, text);
  if (camera->has_offset)
    {
      g_autofree char *offset = g_strdup_printf ("%c%02d:%02d", shot->offset_minutes < 0 ? '-' : '+',
                                                 ABS (shot->offset_minutes) / 60, ABS (shot->offset_minutes) % 60);

      add_text (exif, EXIF_IFD_EXIF, EXIF_TAG_OFFSET_TIME, offset);
      add_text (exif, EXIF_IFD_EXIF, EXIF_TAG_OFFSET_TIME_ORIGINAL, offset);
    }
  if (camera->serial != NULL)
    add_text (exif, EXIF_IFD_EXIF, EXIF_TAG_BODY_SERIAL_NUMBER, camera->serial);
}

static void
add_exposure (ExifData       *exif,
              const PsShot   *shot,
              const PsCamera *camera,
              const PsLens   *lens)
{
  const guint specification[4][2] = {
    { lens->focal_min, 10 }, { lens->focal_max, 10 }, { lens->aperture, 10 }, { lens->aperture_long, 10 }
  };
  g_autofree char *id =
      g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", shot->id, ps_dice_mix (shot->id, 1));

  add_rational (exif, EXIF_IFD_EXIF, EXIF_TAG_EXPOSURE_TIME, shot->time_num, shot->time_den);
  add_rational (exif, EXIF_IFD_EXIF, EXIF_TAG_FNUMBER, shot->aperture_tenths, 10);
  add_short (exif, EXIF_IFD_EXIF, EXIF_TAG_EXPOSURE_PROGRAM, shot->time_den == 1 ? 1 : 3);
  add_short (exif, EXIF_IFD_EXIF, EXIF_TAG_ISO_SPEED_RATINGS, shot->iso);
  add_bytes (exif, EXIF_IFD_EXIF, EXIF_TAG_EXIF_VERSION, EXIF_FORMAT_UNDEFINED, "0232", 4);
  add_bytes (exif, EXIF_IFD_EXIF, EXIF_TAG_FLASH_PIX_VERSION, EXIF_FORMAT_UNDEFINED, "0100", 4);
  add_short (exif, EXIF_IFD_EXIF, EXIF_TAG_METERING_MODE, 5);
  add_short (exif, EXIF_IFD_EXIF, EXIF_TAG_FLASH, 16);
  add_rational (exif, EXIF_IFD_EXIF, EXIF_TAG_FOCAL_LENGTH, shot->focal_tenths, 10);
  add_short (exif, EXIF_IFD_EXIF, EXIF_TAG_FOCAL_LENGTH_IN_35MM_FILM,
             (guint) lround (shot->focal_tenths * camera->crop / 10));
  add_short (exif, EXIF_IFD_EXIF, EXIF_TAG_COLOR_SPACE, 1);
  add_text (exif, EXIF_IFD_EXIF, EXIF_TAG_IMAGE_UNIQUE_ID, id);
  add_rationals (exif, EXIF_IFD_EXIF, EXIF_TAG_LENS_SPECIFICATION, 4, specification);
  add_text (exif, EXIF_IFD_EXIF, EXIF_TAG_LENS_MAKE, lens->make);
  add_text (exif, EXIF_IFD_EXIF, EXIF_TAG_LENS_MODEL, lens->model);
}

/* What EXIF 2.32 wants in a JPEG file, and in no TIFF file. */
static void
add_jpeg (ExifData *exif,
          int       width,
          int       height)
{
  static const guchar components[] = { 1, 2, 3, 0 };

  add_short (exif, EXIF_IFD_0, EXIF_TAG_YCBCR_POSITIONING, 1);
  add_bytes (exif, EXIF_IFD_EXIF, EXIF_TAG_COMPONENTS_CONFIGURATION, EXIF_FORMAT_UNDEFINED, components, 4);
  add_long (exif, EXIF_IFD_EXIF, EXIF_TAG_PIXEL_X_DIMENSION, (guint) width);
  add_long (exif, EXIF_IFD_EXIF, EXIF_TAG_PIXEL_Y_DIMENSION, (guint) height);
}

static ExifData *
make_exif (const PsShot *shot)
{
  ExifData *exif = exif_data_new ();
  const PsCamera *camera = &ps_cameras[shot->camera];

  exif_data_unset_option (exif, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
  exif_data_set_byte_order (exif, ORDER);
  add_camera (exif, shot, camera);
  add_exposure (exif, shot, camera, &ps_lenses[shot->lens]);
  if (shot->has_gps)
    add_place (exif, shot);
  return exif;
}

static GBytes *
save_exif (ExifData *exif)
{
  guchar *data = NULL;
  guint n = 0;
  GBytes *bytes;

  exif_data_save_data (exif, &data, &n);
  bytes = g_bytes_new (data, n);
  free (data); /* libexif's default memory is malloc's */
  return bytes;
}

/**
 * ps_shot_to_exif:
 * @self: a shot
 * @width: pixels as stored
 * @height: pixels as stored
 *
 * Returns: (transfer full): the content of an APP1 segment: "Exif", two NULs, a TIFF block
 */
GBytes *
ps_shot_to_exif (const PsShot *self,
                 int           width,
                 int           height)
{
  ExifData *exif = make_exif (self);
  GBytes *bytes;

  add_jpeg (exif, width, height);
  bytes = save_exif (exif);
  exif_data_unref (exif);
  return bytes;
}

static void
add_raster (ExifData *exif,
            int       width,
            int       height,
            gboolean  is_dng,
            guint     offset)
{
  ExifEntry *depth = add_entry (exif, EXIF_IFD_0, EXIF_TAG_BITS_PER_SAMPLE, EXIF_FORMAT_SHORT, 3);

  for (int i = 0; i < 3; i++)
    exif_set_short (depth->data + 2 * i, ORDER, 8);
  add_long (exif, EXIF_IFD_0, EXIF_TAG_NEW_SUBFILE_TYPE, 0);
  add_long (exif, EXIF_IFD_0, EXIF_TAG_IMAGE_WIDTH, (guint) width);
  add_long (exif, EXIF_IFD_0, EXIF_TAG_IMAGE_LENGTH, (guint) height);
  add_short (exif, EXIF_IFD_0, EXIF_TAG_COMPRESSION, 1);
  add_short (exif, EXIF_IFD_0, EXIF_TAG_PHOTOMETRIC_INTERPRETATION, is_dng ? 34892 : 2); /* LinearRaw, or RGB */
  add_long (exif, EXIF_IFD_0, EXIF_TAG_STRIP_OFFSETS, offset);
  add_short (exif, EXIF_IFD_0, EXIF_TAG_SAMPLES_PER_PIXEL, 3);
  add_long (exif, EXIF_IFD_0, EXIF_TAG_ROWS_PER_STRIP, (guint) height);
  add_long (exif, EXIF_IFD_0, EXIF_TAG_STRIP_BYTE_COUNTS, (guint) (width * height * 3));
  add_short (exif, EXIF_IFD_0, EXIF_TAG_PLANAR_CONFIGURATION, 1);
  if (is_dng)
    {
      static const guchar version[] = { 1, 4, 0, 0 };

      add_bytes (exif, EXIF_IFD_0, TAG_DNG_VERSION, EXIF_FORMAT_BYTE, version, 4);
      add_bytes (exif, EXIF_IFD_0, TAG_DNG_BACKWARD_VERSION, EXIF_FORMAT_BYTE, version, 4);
      add_text (exif, EXIF_IFD_0, TAG_UNIQUE_CAMERA_MODEL, "Proofsheet Studio Camera");
    }
}

/**
 * ps_shot_to_tiff:
 * @self: a shot
 * @width: pixels
 * @height: pixels
 * @pixels: RGB, 8 bits
 * @rowstride: bytes from row to row
 * @is_dng: as linear raw (DNG 1.4) rather than as a TIFF picture
 *
 * An EXIF block is a TIFF file without a picture; with the tags of one raster
 * added it is a file of its own, and the pixels follow in one strip.
 *
 * Returns: (transfer full): the file
 */
GBytes *
ps_shot_to_tiff (const PsShot *self,
                 int           width,
                 int           height,
                 const guchar *pixels,
                 gsize         rowstride,
                 gboolean      is_dng)
{
  GByteArray *file = g_byte_array_new ();
  gsize head = 0;

  /* The first round tells where the strip will begin. */
  for (int round = 0; round < 2; round++)
    {
      ExifData *exif = make_exif (self);
      g_autoptr(GBytes) block = NULL;

      add_raster (exif, width, height, is_dng, (guint) head);
      block = save_exif (exif);
      exif_data_unref (exif);
      head = g_bytes_get_size (block) - 6;
      g_byte_array_set_size (file, 0);
      g_byte_array_append (file, (const guchar *) g_bytes_get_data (block, NULL) + 6, (guint) head);
    }
  for (int y = 0; y < height; y++)
    g_byte_array_append (file, pixels + y * rowstride, (guint) width * 3);
  return g_byte_array_free_to_bytes (file);
}
