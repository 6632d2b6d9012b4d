/* src/export/xmp-properties.c: pure: what a sidecar says of a photo, property by property.
 *
 * One list, by which a sidecar is made and by which it is read again: what is
 * written is what is checked.
 */
#include "export/xmp-properties.h"

#include <exempi/xmpconsts.h>
#include <math.h>
#include <string.h>

#include "export/values.h"

/* XML 1.0, or the toolkit, knows no control characters but tab and line ends, and neither U+FFFE nor U+FFFF: in UTF-8 both begin as U+FFFD does. */
static char *
make_writable (const char *text)
{
  char *clean = g_utf8_make_valid (text, -1);

  for (char *p = clean; *p != '\0'; p++)
    if (((guchar) *p < 0x20 || *p == 0x7f) && *p != '\t' && *p != '\n' && *p != '\r')
      *p = ' ';
    else if (strncmp (p, "\xef\xbf", 2) == 0 && (guchar) p[2] >= 0xbe)
      p[2] = (char) 0xbd;
  return clean;
}

/* Takes @text. */
static void
add_once (GPtrArray *all,
          char      *text)
{
  if (g_ptr_array_find_with_equal_func (all, text, g_str_equal, NULL) || *text == '\0')
    g_free (text);
  else
    g_ptr_array_add (all, text);
}

/* Tags here and in the cloud, and keywords of the file; with their levels, "Places/Vienna". */
static GPtrArray *
collect_tags (const PsExportRow *row)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) tags = ps_export_list (PS_COLUMN_LIST, ps_export_row_get (row, "tags"));
  g_autoptr(GPtrArray) paths = ps_export_list (PS_COLUMN_LINES, ps_export_row_get (row, "keyword_paths"));
  g_autoptr(GPtrArray) keywords = ps_export_list (PS_COLUMN_LINES, ps_export_row_get (row, "keywords"));

  for (guint i = 0; i < tags->len; i++)
    add_once (all, g_strdup (g_ptr_array_index (tags, i)));
  for (guint i = 0; i < paths->len; i++)
    add_once (all, g_strdup (g_ptr_array_index (paths, i)));
  for (guint i = 0; i < keywords->len; i++)
    add_once (all, g_strdup (g_ptr_array_index (keywords, i)));
  return all;
}

/* The last part of each tag, once. */
static GPtrArray *
collect_subjects (GPtrArray *tags)
{
  GPtrArray *subjects = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < tags->len; i++)
    {
      const char *tag = g_ptr_array_index (tags, i), *slash = strrchr (tag, '/');

      add_once (subjects, g_strdup (slash != NULL && slash[1] != '\0' ? slash + 1 : tag));
    }
  return subjects;
}

/* What goes into lr:hierarchicalSubject: "Places|Vienna". */
static GPtrArray *
collect_piped (PsXmpTarget  target,
               GPtrArray   *tags)
{
  GPtrArray *piped = g_ptr_array_new_with_free_func (g_free);
  gboolean wants_all = target == PS_XMP_DARKTABLE || target == PS_XMP_LIGHTROOM;

  for (guint i = 0; i < tags->len && target != PS_XMP_SHOTWELL; i++)
    {
      const char *tag = g_ptr_array_index (tags, i);

      if (wants_all || strchr (tag, '/') != NULL)
        g_ptr_array_add (piped, g_strdelimit (g_strdup (tag), "/", '|'));
    }
  return piped;
}

/* XMP specification part 2: "48,12.345678N". */
static char *
format_coordinate (const char *value,
                   char        positive,
                   char        negative)
{
  double degrees = g_ascii_strtod (value, NULL);
  double all = round (fabs (degrees) * 60 * 1e8) / 1e8; /* minutes; never “47,60.0” */
  double whole = floor (all / 60), minutes = all - whole * 60;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup_printf ("%d,%s%c", (int) whole, g_ascii_formatd (number, sizeof number, "%.8f", minutes), degrees < 0 ? negative : positive);
}

/* As the clock was put right here: a program that reads it sorts as we do. */
static char *
make_time (const PsExportRow *row)
{
  const char *taken = ps_export_row_get (row, "date_taken"), *offset = ps_export_row_get (row, "date_taken_offset");
  const char *shift = ps_export_row_get (row, "clock_shift_seconds");
  g_autofree char *whole = NULL;
  g_autoptr(GDateTime) time = NULL;
  g_autoptr(GDateTime) shifted = NULL;
  g_autofree char *text = NULL;

  if (taken == NULL)
    return NULL;
  whole = g_strconcat (taken, "Z", NULL);
  time = g_date_time_new_from_iso8601 (whole, NULL);
  if (time == NULL)
    return NULL;
  shifted = g_date_time_add_seconds (time, shift != NULL ? g_ascii_strtod (shift, NULL) : 0);
  text = g_date_time_format (shifted, "%FT%T");
  return g_strconcat (text, offset, NULL);
}

static void
property_free (gpointer data)
{
  PsXmpProperty *self = data;

  g_ptr_array_unref (self->values);
  g_free (self);
}

/* @values: what is not empty of them is written. */
static void
add_list (GPtrArray  *all,
          const char *schema,
          const char *name,
          PsXmpKind   kind,
          GPtrArray  *values)
{
  PsXmpProperty *property = g_new (PsXmpProperty, 1);

  *property = (PsXmpProperty) { schema, name, kind, g_ptr_array_new_with_free_func (g_free) };
  for (guint i = 0; i < values->len; i++)
    {
      const char *value = g_ptr_array_index (values, i);

      if (value != NULL && *value != '\0')
        g_ptr_array_add (property->values, make_writable (value));
    }
  g_ptr_array_add (all, property);
}

static void
add (GPtrArray  *all,
     const char *schema,
     const char *name,
     PsXmpKind   kind,
     const char *value)
{
  g_autoptr(GPtrArray) values = g_ptr_array_new ();

  g_ptr_array_add (values, (gpointer) value);
  add_list (all, schema, name, kind, values);
}

static void
add_tags (GPtrArray         *all,
          PsXmpTarget        target,
          const PsExportRow *row)
{
  g_autoptr(GPtrArray) tags = collect_tags (row);
  g_autoptr(GPtrArray) subjects = collect_subjects (tags);
  g_autoptr(GPtrArray) piped = collect_piped (target, tags);

  add_list (all, NS_DC, "subject", PS_XMP_BAG, subjects);
  if (target == PS_XMP_DIGIKAM)
    add_list (all, PS_NS_DIGIKAM, "TagsList", PS_XMP_SEQUENCE, tags);
  add_list (all, PS_NS_LIGHTROOM, "hierarchicalSubject", PS_XMP_BAG, piped);
}

static void
add_words (GPtrArray         *all,
           const PsExportRow *row)
{
  g_autofree char *time = make_time (row);

  add (all, NS_DC, "title", PS_XMP_LOCALIZED, ps_export_row_get (row, "title"));
  add (all, NS_DC, "description", PS_XMP_LOCALIZED, ps_export_row_get (row, "caption"));
  add (all, NS_DC, "creator", PS_XMP_SEQUENCE, ps_export_row_get (row, "creator"));
  add (all, NS_DC, "rights", PS_XMP_LOCALIZED, ps_export_row_get (row, "copyright"));
  add (all, NS_EXIF, "DateTimeOriginal", PS_XMP_TEXT, time);
  add (all, NS_PHOTOSHOP, "DateCreated", PS_XMP_TEXT, time);
  add (all, NS_TIFF, "Make", PS_XMP_TEXT, ps_export_row_get (row, "camera_make"));
  add (all, NS_TIFF, "Model", PS_XMP_TEXT, ps_export_row_get (row, "camera_model"));
}

/* What a flag is to whom. Nullable: there is none. */
static const char *
choose_flag (const char *flag,
             const char *picked,
             const char *rejected)
{
  if (flag == NULL)
    return NULL;
  return g_str_equal (flag, "pick") ? picked : g_str_equal (flag, "reject") ? rejected : "0";
}

static void
add_marks (GPtrArray         *all,
           PsXmpTarget        target,
           const PsExportRow *row)
{
  const char *flag = ps_export_row_get (row, "flag");
  gboolean is_rejected = g_strcmp0 (flag, "reject") == 0;

  /* Adobe Bridge and darktable: a rejected photo has the rating -1. */
  add (all, NS_XAP, "Rating", PS_XMP_TEXT, is_rejected && target == PS_XMP_DARKTABLE ? "-1" : ps_export_row_get (row, "rating"));
  add (all, NS_XAP, "Label", PS_XMP_TEXT, ps_export_row_get (row, "label"));
  if (target == PS_XMP_DIGIKAM)
    add (all, PS_NS_DIGIKAM, "PickLabel", PS_XMP_TEXT, choose_flag (flag, "3", "1"));
  if (target == PS_XMP_LIGHTROOM)
    add (all, PS_NS_XMP_DM, "pick", PS_XMP_TEXT, choose_flag (flag, "1", "-1"));
}

static void
add_place (GPtrArray         *all,
           const PsExportRow *row)
{
  const char *latitude = ps_export_row_get (row, "latitude"), *longitude = ps_export_row_get (row, "longitude");
  const char *altitude = ps_export_row_get (row, "altitude");
  g_autofree char *north = latitude != NULL ? format_coordinate (latitude, 'N', 'S') : NULL;
  g_autofree char *east = longitude != NULL ? format_coordinate (longitude, 'E', 'W') : NULL;
  g_autofree char *metres = altitude != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT "/1000", (gint64) llround (fabs (g_ascii_strtod (altitude, NULL)) * 1000)) : NULL;

  add (all, NS_EXIF, "GPSLatitude", PS_XMP_TEXT, north);
  add (all, NS_EXIF, "GPSLongitude", PS_XMP_TEXT, east);
  add (all, NS_EXIF, "GPSAltitude", PS_XMP_TEXT, metres);
  add (all, NS_EXIF, "GPSAltitudeRef", PS_XMP_TEXT, altitude == NULL ? NULL : *altitude == '-' ? "1" : "0");
  add (all, PS_NS_IPTC_CORE, "Location", PS_XMP_TEXT, ps_export_row_get (row, "location"));
}

/**
 * ps_xmp_collect_properties:
 * @target: who is to read it
 * @row: a photo
 *
 * Returns: (transfer full) (element-type PsXmpProperty): all that a sidecar may say, also what it does not
 */
GPtrArray *
ps_xmp_collect_properties (PsXmpTarget        target,
                           const PsExportRow *row)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (property_free);

  add_tags (all, target, row);
  add_words (all, row);
  add_marks (all, target, row);
  add_place (all, row);
  return all;
}

/**
 * ps_xmp_loses_levels:
 * @target: who is to read it
 * @row: a photo
 *
 * Returns: whether only the last part of one of its tags is told
 */
gboolean
ps_xmp_loses_levels (PsXmpTarget        target,
                     const PsExportRow *row)
{
  g_autoptr(GPtrArray) tags = collect_tags (row);
  gboolean has_levels = FALSE;

  for (guint i = 0; i < tags->len; i++)
    {
      const char *slash = strrchr (g_ptr_array_index (tags, i), '/');

      has_levels |= slash != NULL && slash[1] != '\0';
    }
  return has_levels && target == PS_XMP_SHOTWELL;
}

/**
 * ps_xmp_loses_rating:
 * @target: who is to read it
 * @row: a photo
 *
 * Returns: whether its stars give way to its being rejected
 */
gboolean
ps_xmp_loses_rating (PsXmpTarget        target,
                     const PsExportRow *row)
{
  const char *rating = ps_export_row_get (row, "rating");

  return target == PS_XMP_DARKTABLE && g_strcmp0 (ps_export_row_get (row, "flag"), "reject") == 0 && rating != NULL && g_ascii_strtoll (rating, NULL, 10) > 0;
}
