/* src/catalog/cloud-exif.c: camera data as the cloud had read it, where the file has none.
 *
 * Cloudinary sends it as text for people ("1/160", "50.0 mm", "59 deg 54' 39.12\" N"),
 * so everything is parsed with care and left out where it reads otherwise.
 */
#include "catalog/cloud-exif.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/times.h"

#define MAX_TEXT_BYTES 1024

static double
parse_number (const char *text)
{
  char *end;
  double number, divisor;

  if (text == NULL)
    return NAN;
  number = g_ascii_strtod (text, &end);
  if (end == text)
    return NAN;
  if (*end != '/')
    return number;
  divisor = g_ascii_strtod (end + 1, NULL);
  return divisor != 0 ? number / divisor : NAN;
}

static double
parse_positive (const char *text)
{
  double number = parse_number (text);

  return isfinite (number) && number > 0 ? number : NAN;
}

static double
parse_angle (const char *text,
             double      limit)
{
  const char *end;
  double parts[3] = { 0, 0, 0 };
  double angle;

  if (text == NULL)
    return NAN;
  end = text;
  for (int i = 0; i < 3; i++)
    {
      char *after;

      parts[i] = g_ascii_strtod (end, &after);
      if (after == end)
        {
          if (i == 0)
            return NAN;
          parts[i] = 0;
          break;
        }
      end = after + strcspn (after, "0123456789-NSEW");
      if (*end == '\0' || strchr ("NSEW", *end) != NULL)
        break;
    }
  angle = fabs (parts[0]) + parts[1] / 60 + parts[2] / 3600;
  if (parts[0] < 0 || strpbrk (text, "SW") != NULL)
    angle = -angle;
  return isfinite (angle) && fabs (angle) <= limit ? angle : NAN;
}

/* "2024:06:22 21:14:09" becomes what exif_data holds. */
static char *
parse_time (const char *text)
{
  int year, month, day, hour, minute, second;
  g_autoptr(GDateTime) time = NULL;

  if (text == NULL || sscanf (text, "%4d:%2d:%2d %2d:%2d:%2d", &year, &month, &day, &hour, &minute, &second) != 6)
    return NULL;
  time = g_date_time_new_utc (year, month, day, hour, minute, second);
  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : NULL;
}

static char *
parse_offset (const char *text)
{
  int hours, minutes;

  if (text == NULL || strlen (text) != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':'
      || sscanf (text + 1, "%2d:%2d", &hours, &minutes) != 2 || hours > 14 || minutes > 59)
    return NULL;
  return g_strdup (text);
}

static char *
dup_short (PsStatement *statement,
           int          column)
{
  g_autofree char *text = ps_statement_dup_text (statement, column);

  if (text == NULL || *text == '\0' || strlen (text) > MAX_TEXT_BYTES)
    return NULL;
  return g_steal_pointer (&text);
}

static PsFacts *
read_facts (PsStatement *statement)
{
  PsFacts *facts = ps_facts_new ();
  double iso = parse_positive (ps_statement_text (statement, 6));

  facts->camera_make = dup_short (statement, 0);
  facts->camera_model = dup_short (statement, 1);
  facts->lens = dup_short (statement, 2);
  facts->focal_length = parse_positive (ps_statement_text (statement, 3));
  facts->aperture = parse_positive (ps_statement_text (statement, 4));
  facts->shutter_speed = parse_positive (ps_statement_text (statement, 5));
  facts->iso = isfinite (iso) && iso <= G_MAXINT32 ? (gint64) iso : 0;
  facts->date_taken = parse_time (ps_statement_text (statement, 7));
  facts->date_taken_offset = parse_offset (ps_statement_text (statement, 8));
  facts->gps_latitude = parse_angle (ps_statement_text (statement, 9), 90);
  facts->gps_longitude = parse_angle (ps_statement_text (statement, 10), 180);
  facts->description = dup_short (statement, 11);
  facts->artist = dup_short (statement, 12);
  facts->copyright = dup_short (statement, 13);
  facts->has_exif = facts->camera_make != NULL || facts->camera_model != NULL || facts->lens != NULL
                    || facts->date_taken != NULL || isfinite (facts->gps_latitude);
  if (facts->date_taken != NULL)
    {
      g_autofree char *whole = g_strconcat (facts->date_taken,
                                            facts->date_taken_offset != NULL ? facts->date_taken_offset : "Z", NULL);

      ps_time_from_text (whole, &facts->taken_at_us);
    }
  return facts;
}

/**
 * ps_cloud_exif_read:
 * @db: the writer's connection
 * @photo_id: a photo
 * @facts: (out) (nullable) (transfer full): what the cloud had read; %NULL: nothing
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it could be looked up
 */
gboolean
ps_cloud_exif_read (PsDb     *db,
                    gint64    photo_id,
                    PsFacts **facts,
                    GError  **error)
{
  PsStatement *statement = ps_db_statement (db, "cloud-metadata", error);
  g_autoptr(PsFacts) found = NULL;
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", photo_id);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ERROR)
    return FALSE;
  if (step == PS_STEP_ROW)
    {
      found = read_facts (statement);
      ps_statement_reset (statement);
    }
  *facts = found != NULL && found->has_exif ? g_steal_pointer (&found) : NULL;
  return TRUE;
}
