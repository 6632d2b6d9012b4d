/* src/export/xmp.c: a photo as an XMP packet, in the dialect of the program that is to read it.
 *
 * Written with exempi, Adobe's own toolkit. What all of them read: dc:subject,
 * dc:title, dc:description, dc:creator, dc:rights, xmp:Rating, xmp:Label,
 * exif:DateTimeOriginal, exif:GPS…. Tags with levels: digiKam keeps them in
 * digiKam:TagsList with "/", Lightroom and darktable in lr:hierarchicalSubject
 * with "|". Where that is, darktable looks at nothing else: tags of one level
 * are in it as well. All programs take the last part of each as a plain keyword.
 */
#include "export/xmp.h"

#include <exempi/xmp.h>
#include <exempi/xmpconsts.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "export/values.h"

#define NS_DIGIKAM "http://www.digikam.org/ns/1.0/"
#define NS_LIGHTROOM "http://ns.adobe.com/lightroom/1.0/"
#define NS_IPTC_CORE "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
#define NS_XMP_DM "http://ns.adobe.com/xmp/1.0/DynamicMedia/"

static const char *const words[PS_N_XMP_TARGETS] = { "digikam", "darktable", "lightroom", "shotwell" };

/**
 * ps_xmp_target_to_word:
 * @target: a program
 *
 * Returns: its word
 */
const char *
ps_xmp_target_to_word (PsXmpTarget target)
{
  return words[target];
}

/**
 * ps_xmp_target_from_word:
 * @word: any text
 * @target: (out): the program of that word
 *
 * Returns: whether there is one
 */
gboolean
ps_xmp_target_from_word (const char  *word,
                         PsXmpTarget *target)
{
  for (int i = 0; i < PS_N_XMP_TARGETS; i++)
    if (g_str_equal (words[i], word))
      {
        *target = (PsXmpTarget) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * ps_xmp_sidecar_name:
 * @target: who is to read it
 * @file_name: the picture's
 *
 * digiKam and darktable look for DSC_1.jpg.xmp, the others for DSC_1.xmp.
 *
 * Returns: (transfer full): the sidecar's name
 */
char *
ps_xmp_sidecar_name (PsXmpTarget  target,
                     const char  *file_name)
{
  const char *dot = strrchr (file_name, '.');

  if (target == PS_XMP_DIGIKAM || target == PS_XMP_DARKTABLE || dot == NULL || dot == file_name)
    return g_strconcat (file_name, ".xmp", NULL);
  return g_strdup_printf ("%.*s.xmp", (int) (dot - file_name), file_name);
}

static void
register_names (void)
{
  static gsize once;

  if (!g_once_init_enter (&once))
    return;
  xmp_init ();
  xmp_register_namespace (NS_DIGIKAM, "digiKam", NULL);
  xmp_register_namespace (NS_LIGHTROOM, "lr", NULL);
  xmp_register_namespace (NS_IPTC_CORE, "Iptc4xmpCore", NULL);
  xmp_register_namespace (NS_XMP_DM, "xmpDM", NULL);
  g_once_init_leave (&once, 1);
}

/* XML 1.0 knows no control characters but tab and line ends. */
static char *
make_writable (const char *text)
{
  char *clean = g_utf8_make_valid (text, -1);

  for (char *p = clean; *p != '\0'; p++)
    if ((guchar) *p < 0x20 && *p != '\t' && *p != '\n' && *p != '\r')
      *p = ' ';
  return clean;
}

static gboolean
set_text (XmpPtr      xmp,
          const char *schema,
          const char *name,
          const char *value)
{
  g_autofree char *clean = value != NULL ? make_writable (value) : NULL;

  return clean == NULL || *clean == '\0' || xmp_set_property (xmp, schema, name, clean, 0);
}

static gboolean
set_localized (XmpPtr      xmp,
               const char *schema,
               const char *name,
               const char *value)
{
  g_autofree char *clean = value != NULL ? make_writable (value) : NULL;

  return clean == NULL || *clean == '\0' || xmp_set_localized_text (xmp, schema, name, "", "x-default", clean, 0);
}

static gboolean
append (XmpPtr      xmp,
        const char *schema,
        const char *name,
        uint32_t    kind,
        const char *value)
{
  g_autofree char *clean = make_writable (value);

  return xmp_append_array_item (xmp, schema, name, kind, clean, 0);
}

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

static gboolean
add_tags (XmpPtr             xmp,
          PsXmpTarget        target,
          const PsExportRow *row)
{
  g_autoptr(GPtrArray) tags = collect_tags (row);
  g_autoptr(GPtrArray) subjects = collect_subjects (tags);
  g_autoptr(GPtrArray) piped = collect_piped (target, tags);
  gboolean done = TRUE;

  for (guint i = 0; i < subjects->len && done; i++)
    done = append (xmp, NS_DC, "subject", XMP_PROP_ARRAY_IS_UNORDERED, g_ptr_array_index (subjects, i));
  for (guint i = 0; i < tags->len && done && target == PS_XMP_DIGIKAM; i++)
    done = append (xmp, NS_DIGIKAM, "TagsList", XMP_PROP_ARRAY_IS_ORDERED, g_ptr_array_index (tags, i));
  for (guint i = 0; i < piped->len && done; i++)
    done = append (xmp, NS_LIGHTROOM, "hierarchicalSubject", XMP_PROP_ARRAY_IS_UNORDERED, g_ptr_array_index (piped, i));
  return done;
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

static gboolean
add_place (XmpPtr             xmp,
           const PsExportRow *row)
{
  const char *latitude = ps_export_row_get (row, "latitude"), *longitude = ps_export_row_get (row, "longitude");
  const char *altitude = ps_export_row_get (row, "altitude");
  g_autofree char *north = latitude != NULL ? format_coordinate (latitude, 'N', 'S') : NULL;
  g_autofree char *east = longitude != NULL ? format_coordinate (longitude, 'E', 'W') : NULL;
  g_autofree char *metres = altitude != NULL ? g_strdup_printf ("%" G_GINT64_FORMAT "/1000", (gint64) llround (fabs (g_ascii_strtod (altitude, NULL)) * 1000)) : NULL;

  return set_text (xmp, NS_EXIF, "GPSLatitude", north) && set_text (xmp, NS_EXIF, "GPSLongitude", east)
         && set_text (xmp, NS_EXIF, "GPSAltitude", metres)
         && (altitude == NULL || set_text (xmp, NS_EXIF, "GPSAltitudeRef", *altitude == '-' ? "1" : "0"))
         && set_text (xmp, NS_IPTC_CORE, "Location", ps_export_row_get (row, "location"));
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

static gboolean
add_marks (XmpPtr             xmp,
           PsXmpTarget        target,
           const PsExportRow *row)
{
  const char *flag = ps_export_row_get (row, "flag"), *rating = ps_export_row_get (row, "rating");
  gboolean is_rejected = g_strcmp0 (flag, "reject") == 0, is_picked = g_strcmp0 (flag, "pick") == 0;

  /* Adobe Bridge and darktable: a rejected photo has the rating -1. */
  if (!set_text (xmp, NS_XAP, "Rating", is_rejected && target == PS_XMP_DARKTABLE ? "-1" : rating)
      || !set_text (xmp, NS_XAP, "Label", ps_export_row_get (row, "label")))
    return FALSE;
  if (target == PS_XMP_DIGIKAM && flag != NULL)
    return set_text (xmp, NS_DIGIKAM, "PickLabel", is_picked ? "3" : is_rejected ? "1" : "0");
  if (target == PS_XMP_LIGHTROOM && flag != NULL)
    return set_text (xmp, NS_XMP_DM, "pick", is_picked ? "1" : is_rejected ? "-1" : "0");
  return TRUE;
}

static gboolean
add_words (XmpPtr             xmp,
           const PsExportRow *row)
{
  const char *creator = ps_export_row_get (row, "creator");
  g_autofree char *time = make_time (row);

  return set_localized (xmp, NS_DC, "title", ps_export_row_get (row, "title"))
         && set_localized (xmp, NS_DC, "description", ps_export_row_get (row, "caption"))
         && (creator == NULL || *creator == '\0' || append (xmp, NS_DC, "creator", XMP_PROP_ARRAY_IS_ORDERED, creator))
         && set_localized (xmp, NS_DC, "rights", ps_export_row_get (row, "copyright"))
         && set_text (xmp, NS_EXIF, "DateTimeOriginal", time)
         && set_text (xmp, NS_PHOTOSHOP, "DateCreated", time)
         && set_text (xmp, NS_TIFF, "Make", ps_export_row_get (row, "camera_make"))
         && set_text (xmp, NS_TIFF, "Model", ps_export_row_get (row, "camera_model"));
}

/**
 * ps_xmp_make:
 * @target: who is to read it
 * @row: a photo
 * @error: set with %G_IO_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): the packet
 */
char *
ps_xmp_make (PsXmpTarget         target,
             const PsExportRow  *row,
             GError            **error)
{
  XmpPtr xmp;
  XmpStringPtr buffer;
  char *packet = NULL;

  register_names ();
  xmp = xmp_new_empty ();
  buffer = xmp_string_new ();
  if (xmp != NULL && add_tags (xmp, target, row) && add_words (xmp, row) && add_marks (xmp, target, row) && add_place (xmp, row)
      && xmp_serialize (xmp, buffer, XMP_SERIAL_OMITPACKETWRAPPER | XMP_SERIAL_USECOMPACTFORMAT, 0))
    packet = g_strconcat ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", xmp_string_cstr (buffer), NULL);
  else
    /* Translators: a number that the XMP toolkit gives. */
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The XMP of a photo could not be made (%d)."), xmp_get_error ());
  xmp_string_free (buffer);
  if (xmp != NULL)
    xmp_free (xmp);
  return packet;
}

static gboolean
has_text (XmpPtr      xmp,
          const char *schema,
          const char *name,
          const char *wanted)
{
  XmpStringPtr value = xmp_string_new ();
  g_autofree char *clean = wanted != NULL ? make_writable (wanted) : NULL;
  gboolean has = xmp_get_property (xmp, schema, name, value, NULL);
  gboolean is_right = clean == NULL || *clean == '\0' ? !has : has && strcmp (xmp_string_cstr (value), clean) == 0;

  xmp_string_free (value);
  return is_right;
}

static gboolean
has_items (XmpPtr      xmp,
           const char *schema,
           const char *name,
           GPtrArray  *wanted)
{
  gboolean is_right = TRUE;

  for (guint i = 0; i < wanted->len && is_right; i++)
    {
      XmpStringPtr value = xmp_string_new ();
      g_autofree char *clean = make_writable (g_ptr_array_index (wanted, i));

      is_right = xmp_get_array_item (xmp, schema, name, (int32_t) i + 1, value, NULL) && strcmp (xmp_string_cstr (value), clean) == 0;
      xmp_string_free (value);
    }
  return is_right;
}

/**
 * ps_xmp_check:
 * @packet: what was written
 * @length: bytes
 * @target: for whom
 * @row: the photo
 *
 * Returns: whether it reads back as it was meant
 */
gboolean
ps_xmp_check (const char        *packet,
              gsize              length,
              PsXmpTarget        target,
              const PsExportRow *row)
{
  g_autoptr(GPtrArray) tags = collect_tags (row);
  g_autoptr(GPtrArray) subjects = collect_subjects (tags);
  g_autoptr(GPtrArray) piped = collect_piped (target, tags);
  XmpPtr xmp;
  gboolean is_right;

  register_names ();
  xmp = xmp_new (packet, length);
  if (xmp == NULL)
    return FALSE;
  is_right = has_items (xmp, NS_DC, "subject", subjects) && has_text (xmp, NS_DC, "title[1]", ps_export_row_get (row, "title"))
             && has_text (xmp, NS_DC, "description[1]", ps_export_row_get (row, "caption"))
             && has_text (xmp, NS_XAP, "Label", ps_export_row_get (row, "label"))
             && has_items (xmp, NS_LIGHTROOM, "hierarchicalSubject", piped)
             && (target != PS_XMP_DIGIKAM || has_items (xmp, NS_DIGIKAM, "TagsList", tags));
  xmp_free (xmp);
  return is_right;
}
