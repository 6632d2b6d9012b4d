/* src/ui/statistics-words.c: pure: what a bar of the statistics is called. */
#include "ui/statistics-words.h"

#include <glib/gi18n-lib.h>

#include "base/text.h"
#include "ui/date-words.h"

#define MAX_CHARS 200

/**
 * ps_statistics_words_title:
 * @by: what photos are told apart by
 *
 * Returns: (transfer none): what that is called
 */
const char *
ps_statistics_words_title (PsStatistics by)
{
  switch (by)
    {
    case PS_STATISTICS_YEAR:
      return _("Year");
    case PS_STATISTICS_MONTH:
      return _("Month");
    case PS_STATISTICS_CAMERA:
      return _("Camera");
    case PS_STATISTICS_LENS:
      return _("Lens");
    case PS_STATISTICS_FOCAL:
      return _("Focal Length");
    case PS_STATISTICS_ISO:
      /* Translators: the sensitivity of film and sensors. */
      return _("ISO");
    case PS_STATISTICS_FOLDER:
      return _("Folder");
    case PS_N_STATISTICS:
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * ps_statistics_words_note:
 * @by: what photos are told apart by
 *
 * Returns: (transfer none): what the numbers are of, in a sentence
 */
const char *
ps_statistics_words_note (PsStatistics by)
{
  switch (by)
    {
    case PS_STATISTICS_YEAR:
    case PS_STATISTICS_MONTH:
      return _("When photos were taken, or uploaded where that is not known. The latest come first.");
    case PS_STATISTICS_CAMERA:
    case PS_STATISTICS_LENS:
      return _("As the photos say themselves. The most used come first.");
    case PS_STATISTICS_FOCAL:
      return _("As the photos say themselves, in whole millimetres.");
    case PS_STATISTICS_ISO:
      return _("As the photos say themselves.");
    case PS_STATISTICS_FOLDER:
      return _("Folders as Cloudinary has them, each without what lies below it.");
    case PS_N_STATISTICS:
    default:
      g_return_val_if_reached ("");
    }
}

/* Noon on its 15th is in that month in every time zone. */
static char *
say_month (const char *label)
{
  gint64 year, month;
  g_autoptr(GDateTime) middle = NULL;
  g_auto(GStrv) parts = g_strsplit (label, "-", 2);

  if (g_strv_length (parts) != 2 || !g_ascii_string_to_signed (parts[0], 10, 1, 9999, &year, NULL)
      || !g_ascii_string_to_signed (parts[1], 10, 1, 12, &month, NULL))
    return g_strdup (label);
  middle = g_date_time_new_utc ((int) year, (int) month, 15, 12, 0, 0);
  return middle != NULL ? ps_date_words_month (g_date_time_to_unix (middle) * G_USEC_PER_SEC) : g_strdup (label);
}

static char *
say_time (PsStatistics  by,
          const char   *label)
{
  if (*label == '<')
    return g_strdup (_("Before the Year 1000"));
  if (*label == '>')
    return g_strdup (_("After the Year 9998"));
  return by == PS_STATISTICS_MONTH ? say_month (label) : g_strdup (label);
}

/**
 * ps_statistics_words_bar:
 * @by: what photos are told apart by
 * @bar: some of them
 *
 * Returns: (transfer full): what they have in common, safe to show as plain text
 */
char *
ps_statistics_words_bar (PsStatistics           by,
                         const PsStatisticsBar *bar)
{
  if (bar->label == NULL)
    return g_strdup (by == PS_STATISTICS_FOLDER ? _("In No Folder") : _("Not Known"));
  switch (by)
    {
    case PS_STATISTICS_YEAR:
    case PS_STATISTICS_MONTH:
      return say_time (by, bar->label);
    case PS_STATISTICS_FOCAL:
      /* Translators: a focal length in millimetres. */
      return g_strdup_printf (_("%s mm"), bar->label);
    case PS_STATISTICS_ISO:
      /* Translators: a sensitivity, as in “ISO 400”. */
      return g_strdup_printf (_("ISO %s"), bar->label);
    case PS_STATISTICS_CAMERA:
    case PS_STATISTICS_LENS:
    case PS_STATISTICS_FOLDER:
    case PS_N_STATISTICS:
    default:
      return ps_text_visible (bar->label, MAX_CHARS);
    }
}
