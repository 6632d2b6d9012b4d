/* src/ui/facts-words.c: what a camera and the cloud say, as a person reads it. */
#include "ui/facts-words.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "base/times.h"
#include "ui/date-words.h"
#include "ui/error-words.h"

#define MAX_CHARS 300
#define MAX_STARS 5
#define MAX_KEYWORDS 100
#define MAX_DEPTH 40 /* of JSON, beyond which it is no longer moved to the right */

/* Models often repeat their maker, as in "NIKON CORPORATION" and "NIKON Z 6". */
static gboolean
repeats_maker (const char *make,
               const char *model)
{
  g_auto(GStrv) words = g_strsplit (make, " ", 2);
  g_autofree char *word = g_utf8_casefold (words[0] != NULL ? words[0] : "", -1);
  g_autofree char *folded = g_utf8_casefold (model, -1);

  return *word != '\0' && g_str_has_prefix (folded, word);
}

static char *
join_maker (const char *make,
            const char *model)
{
  g_autofree char *both = NULL;

  if (make == NULL || model == NULL || repeats_maker (make, model))
    return ps_text_visible (model != NULL ? model : make, MAX_CHARS);
  both = g_strdup_printf ("%s %s", make, model);
  return ps_text_visible (both, MAX_CHARS);
}

/**
 * ps_facts_words_camera:
 * @exif: what the camera says
 *
 * Returns: (transfer full) (nullable): its make and model; safe to show
 */
char *
ps_facts_words_camera (const PsPhotoExif *exif)
{
  return exif->make != NULL || exif->model != NULL ? join_maker (exif->make, exif->model) : NULL;
}

static void
append (GString *words,
        char    *part)
{
  if (words->len > 0)
    g_string_append (words, " · ");
  g_string_append (words, part);
  g_free (part);
}

/* A number and its unit stay on one line: the spaces between them are U+00A0. */
static char *
tell_shutter (double seconds)
{
  if (seconds < 0.3)
    /* Translators: how long a shutter was open: one part of a second, as in “1/500 s” */
    return g_strdup_printf (_("1/%.0f s"), round (1 / seconds));
  /* Translators: how long a shutter was open, in seconds */
  return g_strdup_printf (_("%.3g s"), seconds);
}

/**
 * ps_facts_words_exposure:
 * @exif: what the camera says
 *
 * Returns: (transfer full) (nullable): focal length, aperture, shutter and sensitivity in one line
 */
char *
ps_facts_words_exposure (const PsPhotoExif *exif)
{
  GString *words = g_string_new (NULL);

  if (exif->focal_length_mm > 0)
    /* Translators: a lens's focal length in millimetres */
    append (words, g_strdup_printf (_("%.4g mm"), exif->focal_length_mm));
  if (exif->aperture > 0)
    /* Translators: a lens's aperture, as in “ƒ/1.8” */
    append (words, g_strdup_printf (_("ƒ/%.2g"), exif->aperture));
  if (exif->shutter_s > 0 && isfinite (exif->shutter_s))
    append (words, tell_shutter (exif->shutter_s));
  if (exif->iso > 0)
    /* Translators: a sensor's sensitivity */
    append (words, g_strdup_printf (_("ISO %" G_GINT64_FORMAT), exif->iso));
  if (words->len > 0)
    return g_string_free (words, FALSE);
  g_string_free (words, TRUE);
  return NULL;
}

/**
 * ps_facts_words_taken:
 * @exif: what the camera says
 *
 * Returns: (transfer full) (nullable): when it was taken by the camera's own clock, wherever it was
 */
char *
ps_facts_words_taken (const PsPhotoExif *exif)
{
  g_autoptr(GTimeZone) here = g_time_zone_new_local ();
  g_autoptr(GDateTime) time = exif->taken_at != NULL ? g_date_time_new_from_iso8601 (exif->taken_at, here) : NULL;
  g_autofree char *moment = NULL, *offset = NULL;

  if (time == NULL)
    return exif->taken_at != NULL ? ps_text_visible (exif->taken_at, MAX_CHARS) : NULL;
  moment = ps_date_words_moment (g_date_time_to_unix (time) * G_USEC_PER_SEC);
  if (exif->taken_at_offset == NULL)
    return g_steal_pointer (&moment);
  offset = ps_text_visible (exif->taken_at_offset, 10);
  /* Translators: a day and a time by a camera's clock, then how far that is from UTC, like “+02:00” */
  return g_strdup_printf (_("%1$s (UTC %2$s)"), moment, offset);
}

static gboolean
has_place (const PsPhotoExif *exif)
{
  return isfinite (exif->latitude) && isfinite (exif->longitude) && fabs (exif->latitude) <= 90 && fabs (exif->longitude) <= 180;
}

/**
 * ps_facts_words_place:
 * @exif: what the camera says
 *
 * Returns: (transfer full) (nullable): where it was taken, in degrees
 */
char *
ps_facts_words_place (const PsPhotoExif *exif)
{
  g_autofree char *degrees = NULL;

  if (!has_place (exif))
    return NULL;
  /* Translators: latitude and N or S, then longitude and E or W, in degrees */
  degrees = g_strdup_printf (_("%1$.5f° %2$s, %3$.5f° %4$s"), fabs (exif->latitude),
                             /* Translators: north and south, in coordinates */
                             exif->latitude >= 0 ? C_("coordinates", "N") : C_("coordinates", "S"), fabs (exif->longitude),
                             /* Translators: east and west, in coordinates */
                             exif->longitude >= 0 ? C_("coordinates", "E") : C_("coordinates", "W"));
  if (!isfinite (exif->altitude_m))
    return g_steal_pointer (&degrees);
  /* Translators: coordinates, then metres above the sea */
  return g_strdup_printf (_("%1$s, %2$.0f m"), degrees, exif->altitude_m);
}

/**
 * ps_facts_words_geo_uri:
 * @exif: what the camera says
 *
 * Returns: (transfer full) (nullable): what opens a map there (RFC 5870)
 */
char *
ps_facts_words_geo_uri (const PsPhotoExif *exif)
{
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

  if (!has_place (exif))
    return NULL;
  return g_strdup_printf ("geo:%s,%s", g_ascii_formatd (latitude, sizeof latitude, "%.6f", exif->latitude),
                          g_ascii_formatd (longitude, sizeof longitude, "%.6f", exif->longitude));
}

/**
 * ps_facts_words_rating:
 * @rating: −1: rejected; 1 to 5
 *
 * Returns: (transfer full) (nullable): that, as one reads it aloud; %NULL where nobody rated
 */
char *
ps_facts_words_rating (int rating)
{
  if (rating == -1)
    /* Translators: how somebody rated a photo: it is not wanted */
    return g_strdup (_("Rejected"));
  if (rating < 1 || rating > MAX_STARS)
    return NULL;
  /* Translators: how somebody rated a photo */
  return g_strdup_printf (ngettext ("%d star", "%d stars", (gulong) rating), rating);
}

/**
 * ps_facts_words_stars:
 * @rating: as for ps_facts_words_rating()
 *
 * Returns: (transfer full) (nullable): so many of five stars, drawn; %NULL where there are none
 */
char *
ps_facts_words_stars (int rating)
{
  GString *stars;

  if (rating < 1 || rating > MAX_STARS)
    return NULL;
  stars = g_string_new (NULL);
  for (int i = 1; i <= MAX_STARS; i++)
    g_string_append (stars, i <= rating ? "★" : "☆");
  return g_string_free (stars, FALSE);
}

static void
append_keywords (GString    *words,
                 const char *list,
                 const char *between)
{
  g_auto(GStrv) lines = g_strsplit (list != NULL ? list : "", "\n", MAX_KEYWORDS + 1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autofree char *visible = i < MAX_KEYWORDS ? ps_text_visible (lines[i], MAX_CHARS) : g_strdup ("…");

      g_string_append_printf (words, "%s%s", words->len > 0 ? between : "", visible);
    }
}

/**
 * ps_facts_words_keywords:
 * @captions: what people wrote into a file
 *
 * A word that is a level of one of the paths is told by the path alone.
 *
 * Returns: (transfer full) (nullable): paths on a line each, then the other words on one
 */
char *
ps_facts_words_keywords (const PsPhotoCaptions *captions)
{
  g_auto(GStrv) paths = g_strsplit (captions->keyword_paths != NULL ? captions->keyword_paths : "", "\n", -1);
  g_auto(GStrv) words = g_strsplit (captions->keywords != NULL ? captions->keywords : "", "\n", -1);
  g_autoptr(GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GString) others = g_string_new (NULL), all = g_string_new (NULL), line = g_string_new (NULL);

  for (char **path = paths; *path != NULL; path++)
    {
      g_auto(GStrv) levels = g_strsplit (*path, "/", -1);

      for (char **level = levels; *level != NULL; level++)
        g_hash_table_add (told, g_strdup (*level));
    }
  for (char **word = words; *word != NULL; word++)
    if (!g_hash_table_contains (told, *word))
      g_string_append_printf (others, "%s%s", others->len > 0 ? "\n" : "", *word);
  append_keywords (all, captions->keyword_paths, "\n");
  append_keywords (line, others->str, ", ");
  if (line->len > 0)
    g_string_append_printf (all, "%s%s", all->len > 0 ? "\n" : "", line->str);
  return all->len > 0 ? g_strdup (all->str) : NULL;
}

/**
 * ps_facts_words_moment:
 * @time_text: (nullable): ISO 8601, UTC
 *
 * Returns: (transfer full) (nullable): its day and time, here
 */
char *
ps_facts_words_moment (const char *time_text)
{
  gint64 time_us;

  if (time_text == NULL)
    return NULL;
  return ps_time_from_text (time_text, &time_us) ? ps_date_words_moment (time_us) : ps_text_visible (time_text, 40);
}

static const char *
name_event (const char *what)
{
  static const struct { const char *what, *words; } events[] = {
    { "added", N_("Seen in Cloudinary for the first time") },
    { "replaced", N_("Replaced in Cloudinary") },
    { "renamed", N_("Renamed in Cloudinary") },
    { "retagged", N_("Described otherwise in Cloudinary") },
    { "gone", N_("No longer in Cloudinary") },
    { "returned", N_("Back in Cloudinary") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (events); i++)
    if (g_strcmp0 (what, events[i].what) == 0)
      return _(events[i].words);
  return _("Changed in Cloudinary");
}

/**
 * ps_facts_words_event:
 * @event: what a look at the cloud found
 *
 * Returns: (transfer full): that, in a line
 */
char *
ps_facts_words_event (const PsPhotoEvent *event)
{
  g_autofree char *moment = ps_facts_words_moment (event->at);

  if (moment == NULL)
    return g_strdup (name_event (event->what));
  /* Translators: what happened, then when */
  return g_strdup_printf (_("%1$s · %2$s"), name_event (event->what), moment);
}

/**
 * ps_facts_words_attempt:
 * @attempt: one that failed
 *
 * Returns: (transfer full): when and why
 */
char *
ps_facts_words_attempt (const PsPhotoAttempt *attempt)
{
  g_autofree char *moment = ps_facts_words_moment (attempt->at);
  g_autofree char *why = ps_text_visible (attempt->message != NULL ? attempt->message : attempt->cause, MAX_CHARS);

  /* Translators: when an attempt failed, then why */
  return g_strdup_printf (_("%1$s: %2$s"), moment != NULL ? moment : "–", why);
}

static void
append_line (GString *out,
             GString *line,
             int      depth)
{
  g_autofree char *visible = ps_text_visible (line->str, 4000);

  if (line->len > 0)
    {
      for (int i = 0; i < MIN (depth, MAX_DEPTH); i++)
        g_string_append (out, "  ");
      g_string_append (out, visible);
      g_string_append_c (out, '\n');
    }
  g_string_truncate (line, 0);
}

/**
 * ps_facts_words_json:
 * @json: JSON as it was sent, or whatever it is
 * @max_bytes: of @json that are shown
 *
 * Puts each member on a line of its own. What cannot be seen is shown by
 * signs; nothing is left out or put in.
 *
 * Returns: (transfer full): the text, safe to show
 */
char *
ps_facts_words_json (const char *json,
                     gsize       max_bytes)
{
  GString *out = g_string_new (NULL), *line = g_string_new (NULL);
  gboolean in_text = FALSE, is_escaped = FALSE;
  int depth = 0;
  const char *p;

  for (p = json; *p != '\0' && (gsize) (p - json) < max_bytes; p++)
    {
      gboolean opens = !in_text && (*p == '{' || *p == '['), closes = !in_text && (*p == '}' || *p == ']');

      if (!in_text && strchr (" \t\r\n", *p) != NULL)
        continue;
      if (closes)
        {
          append_line (out, line, depth);
          depth = MAX (depth - 1, 0);
        }
      g_string_append_c (line, *p);
      if (!in_text && *p == ':')
        g_string_append_c (line, ' ');
      if (opens || (!in_text && *p == ','))
        append_line (out, line, depth);
      depth += opens ? 1 : 0;
      in_text = *p == '"' && !is_escaped ? !in_text : in_text;
      is_escaped = in_text && *p == '\\' && !is_escaped;
    }
  append_line (out, line, depth);
  if (*p != '\0')
    g_string_append (out, "…\n");
  g_string_free (line, TRUE);
  return g_string_free (out, FALSE);
}

/* Without the marks around a plain text, and the comma after it. */
static char *
bare (const char *line)
{
  static GRegex *pattern;
  g_autofree char *trimmed = g_strstrip (g_strdup (line));

  if (pattern == NULL)
    pattern = g_regex_new ("^(?:\"([^\"\\\\]*)\"(: ))?\"?([^\"\\\\]*?)\"?,?$", G_REGEX_OPTIMIZE, 0, NULL);
  return g_regex_replace (pattern, trimmed, -1, 0, "\\1\\2\\3", 0, NULL);
}

/**
 * ps_facts_words_members:
 * @json: an object, most often of texts alone
 *
 * Returns: (transfer full): a line for each of its members; safe to show
 */
char *
ps_facts_words_members (const char *json)
{
  g_autofree char *pretty = ps_facts_words_json (json, 4000);
  g_auto(GStrv) lines = g_strsplit (pretty, "\n", -1);
  GString *out = g_string_new (NULL);
  gboolean in_list = FALSE, is_first = TRUE;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = bare (lines[i]);
      gboolean opens = line != NULL && g_str_has_suffix (line, "["), closes = line != NULL && g_str_equal (line, "]");

      if (line == NULL || *line == '\0' || g_str_equal (line, "{") || g_str_equal (line, "}"))
        continue;
      if (opens)
        line[strlen (line) - 1] = '\0';
      if (!closes)
        g_string_append_printf (out, "%s%s", in_list ? (is_first ? "" : ", ") : out->len > 0 ? "\n" : "", line);
      is_first = opens;
      in_list = opens || (in_list && !closes);
    }
  return g_string_free (out, FALSE);
}
