/* tests/look/exiftool.c: what exiftool reads in files, and whether facts equal it. */
#include "exiftool.h"

#include <math.h>
#include <string.h>

#define SEPARATOR "~~" /* between the items of a list; controls would come as full stops */

gboolean
exiftool_is_missing (void)
{
  g_autofree char *exiftool = g_find_program_in_path ("exiftool");

  if (exiftool == NULL)
    g_test_skip ("exiftool is not installed: nothing to compare with");
  return exiftool == NULL;
}

/* Writes into a file; a tag that this kind of file cannot hold is passed over. */
void
exiftool_write (const char        *path,
                const char *const *tags)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (gpointer) "exiftool");
  g_ptr_array_add (argv, (gpointer) "-q");
  g_ptr_array_add (argv, (gpointer) "-m");
  g_ptr_array_add (argv, (gpointer) "-n");
  g_ptr_array_add (argv, (gpointer) "-overwrite_original");
  for (; *tags != NULL; tags++)
    g_ptr_array_add (argv, (gpointer) *tags);
  g_ptr_array_add (argv, (gpointer) path);
  g_ptr_array_add (argv, NULL);
  g_assert_true (g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void
keep_tag (GHashTable *tags,
          const char *line)
{
  const char *equals = *line == '-' ? strchr (line, '=') : NULL;
  g_autofree char *name = equals != NULL ? g_strndup (line + 1, (gsize) (equals - line - 1)) : NULL;

  if (name != NULL && !g_hash_table_contains (tags, name)) /* of two alike, the first */
    g_hash_table_insert (tags, g_steal_pointer (&name), g_strdup (equals + 1));
}

/* exiftool's tags of each file by their full name, "ExifIFD:ISO"; values as it prints them. */
GHashTable *
exiftool_ask (GPtrArray *paths)
{
  static const char *const options[] = { "exiftool", "-n", "-a", "-G1", "-sep", SEPARATOR, "-args", "-IFD0:all", "-ExifIFD:all",
                                         "-GPS:all", "-IPTC:all", "-XMP:all" };
  GHashTable *files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *output = NULL, *valid = NULL;
  g_auto(GStrv) lines = NULL;
  GHashTable *tags = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    g_ptr_array_add (argv, (gpointer) options[i]);
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (argv, g_ptr_array_index (paths, i));
  g_ptr_array_add (argv, (gpointer) "/dev/null"); /* so that there are always several, and each has a headline */
  g_ptr_array_add (argv, NULL);
  g_assert_true (g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                               &output, NULL, NULL, NULL));
  valid = g_utf8_make_valid (output, -1);
  lines = g_strsplit (valid, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, "======== "))
      {
        tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
        g_hash_table_insert (files, g_strdup (*line + 9), tags);
      }
    else if (tags != NULL)
      keep_tag (tags, *line);
  return files;
}

static void
compare_text (GHashTable *tags,
              const char *name,
              const char *ours)
{
  const char *theirs = g_hash_table_lookup (tags, name);
  g_autofree char *trimmed = theirs != NULL ? g_strchomp (g_strdup (theirs)) : NULL;

  g_assert_cmpstr (ours != NULL ? ours : "", ==, trimmed != NULL ? trimmed : "");
}

static double
get_number (GHashTable *tags,
            const char *name)
{
  const char *text = g_hash_table_lookup (tags, name);
  char *end = NULL;
  double value = text != NULL ? g_ascii_strtod (text, &end) : NAN;

  return text != NULL && end != text && *end == '\0' && isfinite (value) ? value : NAN; /* "undef", "inf" and "" are none */
}

static void
compare_number (double theirs,
                double ours)
{
  if (isnan (theirs))
    g_assert_true (isnan (ours));
  else
    g_assert_cmpfloat_with_epsilon (ours, theirs, 1e-12 + fabs (theirs) * 1e-6);
}

static double
get_signed (GHashTable *tags,
            const char *name,
            const char *ref_name,
            const char *negative)
{
  const char *ref = g_hash_table_lookup (tags, ref_name);
  double value = get_number (tags, name);

  return ref != NULL && g_str_has_prefix (ref, negative) ? -value : value;
}

static char *
find_date (GHashTable *tags)
{
  static const char *const names[] = { "ExifIFD:DateTimeOriginal", "ExifIFD:CreateDate", "IFD0:ModifyDate" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      char *text = g_strdup (g_hash_table_lookup (tags, names[i]));

      if (text != NULL && strlen (text) >= 19 && g_ascii_isdigit (*text) && !g_str_has_prefix (text, "0000"))
        {
          text[4] = text[7] = '-';
          text[10] = 'T';
          text[19] = '\0';
          return text;
        }
      g_free (text);
    }
  return g_strdup ("");
}

/* The first of several tags that says anything; lists as we join them. */
static char *
find_first (GHashTable *tags,
            const char *separator,
            ...)
{
  va_list names;
  const char *name;
  char *found = NULL;

  va_start (names, separator);
  while (found == NULL && (name = va_arg (names, const char *)) != NULL)
    {
      const char *text = g_hash_table_lookup (tags, name);
      GString *joined = g_string_new (text);

      g_string_replace (joined, SEPARATOR, separator, 0);
      g_strchomp (joined->str);
      found = g_string_free (joined, *joined->str == '\0');
    }
  va_end (names);
  return found;
}

/* Lightroom's keywords with levels, then digiKam's, each once. */
static char *
find_paths (GHashTable *tags)
{
  g_autofree char *lightroom = find_first (tags, "\n", "XMP-lr:HierarchicalSubject", NULL);
  g_autofree char *digikam = find_first (tags, "\n", "XMP-digiKam:TagsList", NULL);
  g_autoptr(GString) all = g_string_new (lightroom);
  g_auto(GStrv) others = g_strsplit (digikam != NULL ? digikam : "", "\n", -1);

  g_string_replace (all, "|", "/", 0);
  for (char **other = others; *other != NULL; other++)
    {
      g_auto(GStrv) before = g_strsplit (all->str, "\n", -1);

      if (!g_strv_contains ((const char *const *) before, *other))
        g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", *other);
    }
  return all->len > 0 ? g_strdup (all->str) : NULL;
}

static void
compare_words (GHashTable *tags,
               PsFacts    *facts)
{
  g_autofree char *title = find_first (tags, "; ", "XMP-dc:Title", "IPTC:ObjectName", "XMP-photoshop:Headline", "IPTC:Headline", NULL);
  g_autofree char *caption = find_first (tags, "; ", "XMP-dc:Description", "IPTC:Caption-Abstract", "IFD0:ImageDescription", NULL);
  g_autofree char *creator = find_first (tags, "; ", "XMP-dc:Creator", "IPTC:By-line", "IFD0:Artist", NULL);
  g_autofree char *label = find_first (tags, "; ", "XMP-xmp:Label", NULL);
  g_autofree char *keywords = find_first (tags, "\n", "XMP-dc:Subject", "IPTC:Keywords", NULL);
  g_autofree char *rating = find_first (tags, "; ", "XMP-xmp:Rating", "IFD0:Rating", NULL);
  g_autofree char *rights = find_first (tags, "; ", "XMP-dc:Rights", "IPTC:CopyrightNotice", NULL);
  g_autofree char *paths = find_paths (tags);

  g_assert_cmpstr (facts->title, ==, title);
  g_assert_cmpstr (facts->caption, ==, caption);
  g_assert_cmpstr (facts->creator, ==, creator);
  g_assert_cmpstr (facts->label, ==, label);
  g_assert_cmpstr (facts->keywords, ==, keywords);
  g_assert_cmpstr (facts->keyword_paths, ==, paths);
  g_assert_cmpint (facts->rating, ==, rating != NULL ? (int) g_ascii_strtod (rating, NULL) : PS_NO_RATING);
  g_assert_cmpstr (facts->rights, ==, rights != NULL ? rights : facts->copyright);
}

void
exiftool_compare (GHashTable *files,
                  const char *path,
                  PsFacts    *facts)
{
  GHashTable *tags = g_hash_table_lookup (files, path);
  double iso = get_number (tags, "ExifIFD:ISO");
  double orientation = get_number (tags, "IFD0:Orientation");
  g_autofree char *date = find_date (tags);

  g_assert_nonnull (tags);
  g_test_message ("%s: %u tags", path, g_hash_table_size (tags));
  compare_text (tags, "IFD0:Make", facts->camera_make);
  compare_text (tags, "IFD0:Model", facts->camera_model);
  compare_text (tags, "ExifIFD:SerialNumber", facts->camera_serial);
  compare_text (tags, "ExifIFD:LensModel", facts->lens);
  compare_text (tags, "IFD0:ImageDescription", facts->description);
  compare_text (tags, "IFD0:Artist", facts->artist);
  compare_text (tags, "ExifIFD:OffsetTimeOriginal", facts->date_taken_offset);
  compare_number (get_number (tags, "ExifIFD:FocalLength"), facts->focal_length);
  compare_number (get_number (tags, "ExifIFD:FocalLengthIn35mmFormat"), facts->focal_length_35mm);
  compare_number (get_number (tags, "ExifIFD:FNumber"), facts->aperture);
  compare_number (get_number (tags, "ExifIFD:ExposureTime"), facts->shutter_speed);
  g_assert_cmpint (facts->iso, ==, isnan (iso) ? 0 : (gint64) iso);
  g_assert_cmpint (facts->orientation, ==, orientation >= 1 && orientation <= 8 ? (int) orientation : 1);
  g_assert_cmpstr (facts->date_taken != NULL ? facts->date_taken : "", ==, date);
  compare_number (get_signed (tags, "GPS:GPSLatitude", "GPS:GPSLatitudeRef", "S"), facts->gps_latitude);
  compare_number (get_signed (tags, "GPS:GPSLongitude", "GPS:GPSLongitudeRef", "W"), facts->gps_longitude);
  compare_number (get_signed (tags, "GPS:GPSAltitude", "GPS:GPSAltitudeRef", "1"), facts->gps_altitude);
  compare_words (tags, facts);
}
