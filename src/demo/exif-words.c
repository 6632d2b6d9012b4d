/* src/demo/exif-words.c: a picture's EXIF in the words that Cloudinary uses for it: ExifTool's names, all values texts. */
#include "demo/exif-words.h"

#include <math.h>

#include <libexif/exif-data.h>
#include <libexif/exif-utils.h>

#include "demo/json-text.h"

typedef struct
{
  ExifTag tag;
  ExifIfd ifd;
  const char *name;
} Word;

static const Word words[] = {
  { EXIF_TAG_MAKE, EXIF_IFD_0, "Make" },
  { EXIF_TAG_MODEL, EXIF_IFD_0, "Model" },
  { EXIF_TAG_SOFTWARE, EXIF_IFD_0, "Software" },
  { EXIF_TAG_ARTIST, EXIF_IFD_0, "Artist" },
  { EXIF_TAG_COPYRIGHT, EXIF_IFD_0, "Copyright" },
  { EXIF_TAG_IMAGE_DESCRIPTION, EXIF_IFD_0, "ImageDescription" },
  { EXIF_TAG_DATE_TIME, EXIF_IFD_0, "ModifyDate" },
  { EXIF_TAG_DATE_TIME_ORIGINAL, EXIF_IFD_EXIF, "DateTimeOriginal" },
  { EXIF_TAG_DATE_TIME_DIGITIZED, EXIF_IFD_EXIF, "CreateDate" },
  { (ExifTag) 0x9011, EXIF_IFD_EXIF, "OffsetTimeOriginal" },
  { (ExifTag) 0xa434, EXIF_IFD_EXIF, "LensModel" },
  { (ExifTag) 0xa431, EXIF_IFD_EXIF, "SerialNumber" },
};

/* An ASCII entry up to its NUL; spaces at the end are padding. */
static char *
dup_ascii (ExifData *exif,
           ExifIfd   ifd,
           ExifTag   tag)
{
  const ExifEntry *entry = exif_content_get_entry (exif->ifd[ifd], tag);
  g_autofree char *text = NULL;

  if (entry == NULL || entry->format != EXIF_FORMAT_ASCII || entry->data == NULL || entry->size == 0)
    return NULL;
  text = g_strchomp (g_strndup ((const char *) entry->data, entry->size));
  return *text != '\0' ? g_utf8_make_valid (text, -1) : NULL;
}

static gboolean
get_rational (ExifData *exif,
              ExifIfd   ifd,
              ExifTag   tag,
              guint     n,
              ExifRational *value)
{
  const ExifEntry *entry = exif_content_get_entry (exif->ifd[ifd], tag);

  if (entry == NULL || entry->format != EXIF_FORMAT_RATIONAL || entry->data == NULL || entry->components <= n || entry->size < (n + 1) * 8)
    return FALSE;
  *value = exif_get_rational (entry->data + n * 8, exif_data_get_byte_order (exif));
  return value->denominator != 0;
}

static gboolean
get_short (ExifData *exif,
           ExifIfd   ifd,
           ExifTag   tag,
           guint    *value)
{
  const ExifEntry *entry = exif_content_get_entry (exif->ifd[ifd], tag);

  if (entry == NULL || entry->format != EXIF_FORMAT_SHORT || entry->data == NULL || entry->size < 2)
    return FALSE;
  *value = exif_get_short (entry->data, exif_data_get_byte_order (exif));
  return TRUE;
}

static void
append_numbers (GString  *out,
                ExifData *exif)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  ExifRational value;
  guint iso;

  if (get_short (exif, EXIF_IFD_EXIF, EXIF_TAG_ISO_SPEED_RATINGS, &iso))
    {
      g_autofree char *text = g_strdup_printf ("%u", iso);

      ps_json_append_member (out, "ISO", text);
    }
  if (get_rational (exif, EXIF_IFD_EXIF, EXIF_TAG_FNUMBER, 0, &value))
    ps_json_append_member (out, "FNumber", g_ascii_formatd (number, sizeof number, "%.1f", (double) value.numerator / value.denominator));
  if (get_rational (exif, EXIF_IFD_EXIF, EXIF_TAG_EXPOSURE_TIME, 0, &value) && value.numerator != 0)
    {
      double seconds = (double) value.numerator / value.denominator;
      g_autofree char *text = seconds < 0.25001 ? g_strdup_printf ("1/%.0f", 1 / seconds)
                                                : g_strdup (g_ascii_formatd (number, sizeof number, "%g", seconds));

      ps_json_append_member (out, "ExposureTime", text);
    }
  if (get_rational (exif, EXIF_IFD_EXIF, EXIF_TAG_FOCAL_LENGTH, 0, &value))
    {
      g_autofree char *text = g_strconcat (g_ascii_formatd (number, sizeof number, "%.1f", (double) value.numerator / value.denominator), " mm", NULL);

      ps_json_append_member (out, "FocalLength", text);
    }
}

static void
append_orientation (GString  *out,
                    ExifData *exif)
{
  static const char *const orientations[] = {
    "Horizontal (normal)", "Mirror horizontal", "Rotate 180", "Mirror vertical",
    "Mirror horizontal and rotate 270 CW", "Rotate 90 CW", "Mirror horizontal and rotate 90 CW", "Rotate 270 CW",
  };
  guint value;

  if (get_short (exif, EXIF_IFD_0, EXIF_TAG_ORIENTATION, &value) && value >= 1 && value <= G_N_ELEMENTS (orientations))
    ps_json_append_member (out, "Orientation", orientations[value - 1]);
}

/* 59 deg 54' 39.12" N */
static void
append_coordinate (GString    *out,
                   ExifData   *exif,
                   guint       tag,
                   guint       ref_tag,
                   const char *name)
{
  g_autofree char *ref = dup_ascii (exif, EXIF_IFD_GPS, (ExifTag) ref_tag);
  g_autofree char *text = NULL;
  char seconds_text[G_ASCII_DTOSTR_BUF_SIZE];
  double degrees = 0, seconds;

  for (guint i = 0; i < 3; i++)
    {
      ExifRational part;

      if (!get_rational (exif, EXIF_IFD_GPS, (ExifTag) tag, i, &part))
        return;
      degrees += (double) part.numerator / part.denominator / (i == 0 ? 1 : i == 1 ? 60 : 3600);
    }
  seconds = round (degrees * 3600 * 100) / 100;
  text = g_strdup_printf ("%d deg %d' %s\"%s%s", (int) (seconds / 3600), (int) fmod (seconds / 60, 60),
                          g_ascii_formatd (seconds_text, sizeof seconds_text, "%.2f", fmod (seconds, 60)),
                          ref != NULL ? " " : "", ref != NULL ? ref : "");
  ps_json_append_member (out, name, text);
}

/**
 * ps_exif_words_append:
 * @out: where to
 * @name: the member's name
 * @bytes: (nullable): a whole picture
 *
 * Appends what libexif finds in @bytes, as details with `media_metadata` tell
 * it; an empty object where there is nothing.
 */
void
ps_exif_words_append (GString    *out,
                      const char *name,
                      GBytes     *bytes)
{
  gsize size = 0;
  const guchar *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  ExifData *exif = NULL;

  ps_json_append_raw (out, name, "{");
  if (data != NULL)
    exif = exif_data_new_from_data (data, MIN (size, G_MAXUINT));
  if (exif != NULL)
    {
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        {
          g_autofree char *text = dup_ascii (exif, words[i].ifd, words[i].tag);

          if (text != NULL)
            ps_json_append_member (out, words[i].name, text);
        }
      append_numbers (out, exif);
      append_orientation (out, exif);
      append_coordinate (out, exif, EXIF_TAG_GPS_LATITUDE, EXIF_TAG_GPS_LATITUDE_REF, "GPSLatitude");
      append_coordinate (out, exif, EXIF_TAG_GPS_LONGITUDE, EXIF_TAG_GPS_LONGITUDE_REF, "GPSLongitude");
      exif_data_unref (exif);
    }
  g_string_append_c (out, '}');
}
