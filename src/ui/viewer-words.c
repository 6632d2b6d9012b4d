/* src/ui/viewer-words.c: what the viewer's header says. */
#include "ui/viewer-words.h"

#include <glib/gi18n.h>

#include "ui/date-words.h"
#include "ui/state-words.h"

/* When it was taken; nullable: not known. */
static char *
tell_date (const PsPhotoRow *row)
{
  g_autofree char *moment = row != NULL && row->sort_us != 0 ? ps_date_words_moment (row->sort_us) : NULL;

  if (moment == NULL || !row->is_upload_time)
    return g_steal_pointer (&moment);
  /* Translators: %s is a day and a time */
  return g_strdup_printf (_("uploaded %s"), moment);
}

/**
 * ps_viewer_words_subtitle:
 * @row: (nullable): a photo
 * @position: in its list, from 0
 * @n_photos: of the list; 0: it is not in it any more
 * @is_narrow: whether there is room for one thing only; no number is ever cut
 *
 * Returns: (transfer full): when it was taken, and which of how many it is
 */
char *
ps_viewer_words_subtitle (const PsPhotoRow *row,
                          guint             position,
                          guint             n_photos,
                          gboolean          is_narrow)
{
  g_autofree char *date = tell_date (row), *place = NULL;

  if (n_photos == 0)
    return date != NULL ? g_steal_pointer (&date) : g_strdup ("");
  /* Translators: which photo of a list this is, like "12 of 1,187" */
  place = g_strdup_printf (_("%1$'u of %2$'u"), position + 1, n_photos);
  if (date == NULL || is_narrow)
    return g_steal_pointer (&place);
  /* Translators: a date, then a place in a list */
  return g_strdup_printf (_("%1$s · %2$s"), date, place);
}

/**
 * ps_viewer_words_state:
 * @row: a photo
 * @action: (out) (nullable): an action of the window that helps
 *
 * Returns: (transfer full): its state, and what a click does, in sentences
 */
char *
ps_viewer_words_state (const PsPhotoRow  *row,
                       const char       **action)
{
  g_autofree char *sentence = ps_state_words_sentence (row);
  const char *label = ps_state_words_label (row);

  if (ps_state_words_can_retry (row))
    {
      *action = "win.try-again";
      /* Translators: a photo's state, then a sentence about it */
      return g_strdup_printf (_("%1$s: %2$s Click to try again."), label, sentence);
    }
  if (row->state == PS_STATE_WAITING && !row->is_for_comparing)
    {
      *action = "win.get-now";
      /* Translators: a photo's state, then a sentence about it */
      return g_strdup_printf (_("%1$s: %2$s Click to get it now."), label, sentence);
    }
  *action = NULL;
  /* Translators: a photo's state, then a sentence about it */
  return g_strdup_printf (_("%1$s: %2$s"), label, sentence);
}
