/* src/query/values.c: pure: what is behind a field's colon -> what the term means. */
#include "query/values.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

typedef enum { UNIT_NONE, UNIT_SIZE, UNIT_SHUTTER } Unit;

static gboolean
refuse (const PsQueryNode  *term,
        const char    *value,
        const char    *hint,
        GError       **error)
{
  g_autofree char *typed = g_utf8_substring (value, 0, MIN (g_utf8_strlen (value, -1), 40));

  g_set_error (error, PS_QUERY_ERROR, PS_QUERY_ERROR_VALUE,
               /* Translators: a field and what a person typed behind it, then what can stand there. */
               _("“%1$s:%2$s” says nothing that can be found. %3$s"), ps_field_get_name (term->field), typed, hint);
  return FALSE;
}

/* One of some words, whatever its case, with "_" for what blanks and hyphens mean. */
static gboolean
read_word (PsQueryNode             *term,
           const char         *value,
           const char *const  *words,
           GError            **error)
{
  g_autofree char *word = g_strdelimit (g_ascii_strdown (value, -1), " -", '_'), *known = NULL, *hint = NULL;

  if (g_strv_contains (words, word))
    {
      g_free (term->text);
      term->text = g_steal_pointer (&word);
      return TRUE;
    }
  known = g_strjoinv (", ", (char **) words);
  /* Translators: a list of words that stay as they are. */
  hint = g_strdup_printf (_("Try one of: %s."), known);
  return refuse (term, value, hint, error);
}

static gboolean
read_amount (const char  *text,
             Unit         unit,
             double      *amount,
             const char **end)
{
  static const struct { const char *name; double factor; } sizes[] = {
    { "kb", 1e3 }, { "mb", 1e6 }, { "gb", 1e9 }, { "tb", 1e12 }, { "k", 1e3 }, { "m", 1e6 }, { "g", 1e9 }, { "b", 1 },
  };
  const char *dots = strstr (text, "..");
  g_autofree char *number = dots != NULL ? g_strndup (text, (gsize) (dots - text)) : g_strdup (text); /* “24..70” is no “24.” */
  const char *rest;
  char *number_end;

  if (!g_ascii_isdigit (*number) && *number != '.')
    return FALSE;
  *amount = g_ascii_strtod (number, &number_end);
  if (number_end == number || !isfinite (*amount))
    return FALSE;
  rest = text + (number_end - number);
  if (unit == UNIT_SHUTTER && *rest == '/')
    {
      char *below_end;
      double below = g_ascii_strtod (number_end + 1, &below_end);

      if (below <= 0)
        return FALSE;
      *amount /= below;
      rest = text + (below_end - number);
    }
  if (unit == UNIT_SHUTTER && *rest == 's')
    rest++;
  for (gsize i = 0; unit == UNIT_SIZE && i < G_N_ELEMENTS (sizes); i++)
    if (g_ascii_strncasecmp (rest, sizes[i].name, strlen (sizes[i].name)) == 0)
      {
        *amount *= sizes[i].factor;
        rest += strlen (sizes[i].name);
        break;
      }
  if (unit == UNIT_NONE && g_ascii_strncasecmp (rest, "mm", 2) == 0)
    rest += 2;
  *end = rest;
  return TRUE;
}

/* ">1600", "<=2.8", "24..70", "85" */
static gboolean
read_range (PsQueryNode      *term,
            const char  *value,
            Unit         unit,
            double       tolerance,
            const char  *hint,
            GError     **error)
{
  const char *p = value, *end;
  char sign = *p == '<' || *p == '>' ? *p++ : '\0';
  gboolean is_inclusive = sign != '\0' && *p == '=' ? (p++, TRUE) : FALSE;
  double first, last;

  if (sign == '\0' && *p == '=')
    p++;
  term->min = -INFINITY;
  term->max = INFINITY;
  while (*p == ' ')
    p++;
  if (sign == '\0' && g_str_has_prefix (p, "..") && read_amount (p + 2, unit, &last, &end) && *end == '\0')
    {
      term->max = last;
      return TRUE;
    }
  if (!read_amount (p, unit, &first, &end))
    return refuse (term, value, hint, error);
  if (sign == '\0' && g_str_has_prefix (end, ".."))
    {
      term->min = first;
      if (end[2] == '\0')
        return TRUE;
      if (!read_amount (end + 2, unit, &last, &end) || *end != '\0' || last < first)
        return refuse (term, value, hint, error);
      term->max = last;
      return TRUE;
    }
  if (*end != '\0')
    return refuse (term, value, hint, error);
  if (sign == '>')
    term->min = is_inclusive ? first - first * 1e-9 : first + first * 1e-9 + (first == 0 ? 1e-9 : 0);
  else if (sign == '<')
    term->max = is_inclusive ? first + first * 1e-9 : first - first * 1e-9 - (first == 0 ? 1e-9 : 0);
  else
    {
      term->min = first * (1 - tolerance);
      term->max = first * (1 + tolerance);
    }
  return TRUE;
}

static gboolean
read_times (PsQueryNode      *term,
            const char  *value,
            gint64       now_us,
            GError     **error)
{
  const char *hint = _("A time is a year, a month or a day: 2024, 2024-05, 2024-05-17, june 2024, yesterday; with .., < or >.");
  const char *dots = strstr (value, "..");
  const char *p = value;
  char sign = *p == '<' || *p == '>' ? *p++ : '\0';
  gboolean is_inclusive = sign != '\0' && *p == '=' ? (p++, TRUE) : FALSE;
  gint64 first, last;

  term->min_us = G_MININT64;
  term->max_us = G_MAXINT64;
  if (sign == '\0' && dots != NULL)
    {
      g_autofree char *from = g_strndup (value, (gsize) (dots - value));
      gint64 unused;

      if ((*from == '\0' && dots[2] == '\0') || (*from != '\0' && !ps_query_parse_time (from, now_us, &term->min_us, &unused))
          || (dots[2] != '\0' && !ps_query_parse_time (dots + 2, now_us, &unused, &term->max_us)) || term->max_us < term->min_us)
        return refuse (term, value, hint, error);
      return TRUE;
    }
  if (!ps_query_parse_time (p, now_us, &first, &last))
    return refuse (term, value, hint, error);
  if (sign != '<')
    term->min_us = sign == '>' && !is_inclusive ? last + 1 : first;
  if (sign != '>')
    term->max_us = sign == '<' && !is_inclusive ? first - 1 : last;
  return TRUE;
}

/* "<90d": within the last 90 days; ">1y": longer ago. */
static gboolean
read_age (PsQueryNode      *term,
          const char  *value,
          gint64       now_us,
          GError     **error)
{
  static const struct { char unit; gint64 days; } units[] = { { 'd', 1 }, { 'w', 7 }, { 'm', 30 }, { 'y', 365 } };
  const char *hint = _("An age is like <90d, >6m or <1y.");
  const char *p = value;
  char sign = *p == '<' || *p == '>' ? *p++ : '<';
  gint64 number, days = 0;
  char *end;

  if (*p == '=')
    p++;
  if (!g_ascii_isdigit (*p))
    return refuse (term, value, hint, error);
  number = g_ascii_strtoll (p, &end, 10);
  if (number < 0 || number > 100000)
    return refuse (term, value, hint, error);
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (*end == units[i].unit && end[1] == '\0')
      days = number * units[i].days;
  if (days == 0)
    return refuse (term, value, hint, error);
  term->min_us = sign == '<' ? now_us - days * G_TIME_SPAN_DAY : 0;
  term->max_us = sign == '<' ? G_MAXINT64 : now_us - days * G_TIME_SPAN_DAY;
  return TRUE;
}

/* "48.2,16.4,5km" */
static gboolean
read_place (PsQueryNode      *term,
            const char  *value,
            GError     **error)
{
  const char *hint = _("A place is its latitude, its longitude and a distance: near:48.2,16.4,5km.");
  g_auto(GStrv) parts = g_strsplit (value, ",", -1);
  char *end;

  if (g_strv_length (parts) < 2 || g_strv_length (parts) > 3)
    return refuse (term, value, hint, error);
  for (int i = 0; i < 2; i++)
    {
      double degrees = g_ascii_strtod (g_strstrip (parts[i]), &end);

      if (end == parts[i] || *end != '\0' || !isfinite (degrees) || fabs (degrees) > (i == 0 ? 90 : 180))
        return refuse (term, value, hint, error);
      *(i == 0 ? &term->min : &term->max) = degrees;
    }
  term->radius_m = 1000;
  if (parts[2] != NULL)
    {
      double distance = g_ascii_strtod (g_strstrip (parts[2]), &end);

      if (end == parts[2] || !isfinite (distance) || distance <= 0 || (*end != '\0' && !g_str_equal (end, "km") && !g_str_equal (end, "m")))
        return refuse (term, value, hint, error);
      term->radius_m = MIN (g_str_equal (end, "m") ? distance : distance * 1000, 2.1e7);
    }
  return TRUE;
}

static void
trim_slashes (char *path)
{
  char *begin = path + strspn (path, "/");
  gsize length = strlen (begin);

  memmove (path, begin, length + 1);
  while (length > 0 && path[length - 1] == '/')
    path[--length] = '\0';
}

static const char *const states[] = { "waiting", "failed", "proven", "size_only", "altered", "skipped", "missing", "damaged", "arriving",
                                      "gone_from_cloud", "gone", "only_here", "here", "to_come", "needs_you", "left_out", "duplicate", "kept", NULL };
static const char *const types[] = { "image", "video", "raw", NULL };
static const char *const flags[] = { "pick", "reject", "none", NULL };
static const char *const things[] = { "gps", "exif", "time", "caption", "rating", "flag", "tag", "collection", "shoot", "thumbnail", "file",
                                      "look_alikes", NULL };

/**
 * ps_field_get_words:
 * @field: a field
 *
 * Returns: (nullable): the words that alone can stand behind it, %NULL-terminated
 */
const char *const *
ps_field_get_words (PsField field)
{
  switch ((int) field)
    {
    case PS_FIELD_TYPE:
      return types;
    case PS_FIELD_FLAG:
      return flags;
    case PS_FIELD_IS:
      return states;
    case PS_FIELD_HAS:
    case PS_FIELD_NO:
      return things;
    default:
      return NULL;
    }
}

/**
 * ps_query_read_value:
 * @term: with its field
 * @value: what is behind the colon, without quotes
 * @now_us: the present
 * @error: set with %PS_QUERY_ERROR_VALUE
 *
 * Returns: whether it says something
 */
gboolean
ps_query_read_value (PsQueryNode      *term,
                     const char  *value,
                     gint64       now_us,
                     GError     **error)
{
  const char *numbers = _("A number is like 800, >1600, <=2.8 or 24..70.");

  switch (term->field)
    {
    case PS_FIELD_FOLDER:
      trim_slashes (term->text);
      return TRUE;
    case PS_FIELD_TAG:
      trim_slashes (term->text);
      return *term->text != '\0' || refuse (term, value, _("A tag has a name."), error);
    case PS_FIELD_FORMAT:
      g_free (term->text);
      term->text = g_ascii_strdown (*value == '.' ? value + 1 : value, -1);
      return TRUE;
    case PS_FIELD_TYPE:
      return read_word (term, value, types, error);
    case PS_FIELD_FLAG:
      return read_word (term, value, flags, error);
    case PS_FIELD_IS:
      return read_word (term, value, states, error);
    case PS_FIELD_HAS:
    case PS_FIELD_NO:
      return read_word (term, value, things, error);
    case PS_FIELD_ISO:
    case PS_FIELD_WIDTH:
    case PS_FIELD_HEIGHT:
    case PS_FIELD_RATING:
      return read_range (term, value, UNIT_NONE, 0, numbers, error);
    case PS_FIELD_APERTURE:
      return read_range (term, g_ascii_strncasecmp (value, "f/", 2) == 0 ? value + 2 : value, UNIT_NONE, 0.005, numbers, error);
    case PS_FIELD_FOCAL:
      return read_range (term, value, UNIT_NONE, 0.005, numbers, error);
    case PS_FIELD_SHUTTER:
      return read_range (term, value, UNIT_SHUTTER, 0.02, _("An exposure is like 1/500, >1s or 1/60..1/30."), error);
    case PS_FIELD_SIZE:
      return read_range (term, value, UNIT_SIZE, 0.05, _("A size is like >10MB, <500kB or 1MB..5MB."), error);
    case PS_FIELD_DATE:
    case PS_FIELD_TAKEN:
    case PS_FIELD_UPLOADED:
      return read_times (term, value, now_us, error);
    case PS_FIELD_PROVEN:
      return read_age (term, value, now_us, error);
    case PS_FIELD_NEAR:
      return read_place (term, value, error);
    case PS_FIELD_WORD:
    case PS_FIELD_CAMERA:
    case PS_FIELD_LENS:
    case PS_FIELD_LABEL:
    case PS_FIELD_ID:
    case PS_FIELD_IN:
    case PS_FIELD_SHOOT:
    case PS_N_FIELDS:
    default:
      return TRUE;
    }
}
