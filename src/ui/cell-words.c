/* src/ui/cell-words.c: what a photo's cell says in words. */
#include "ui/cell-words.h"

#include <glib/gi18n-lib.h>

#include "base/text.h"
#include "ui/date-words.h"
#include "ui/marks-words.h"
#include "ui/state-words.h"

#define MAX_CHARS 200

/**
 * ps_cell_words_name:
 * @row: a photo
 *
 * Returns: (transfer full): its name, safe to show as plain text
 */
char *
ps_cell_words_name (const PsPhotoRow *row)
{
  return ps_text_visible (row->name != NULL ? row->name : row->public_id, MAX_CHARS);
}

/* A date that is only the upload's says so. */
static char *
dup_date (const PsPhotoRow *row)
{
  g_autofree char *day = ps_date_words_day (row->sort_us);

  /* Translators: %s is a day, as in “14 May 2026”. */
  return row->is_upload_time ? g_strdup_printf (_("Uploaded %s"), day) : g_steal_pointer (&day);
}

/**
 * ps_cell_words_tile:
 * @row: a photo of which there is no picture to show
 *
 * Returns: (transfer full): size, date and that it is not here, a line each
 */
char *
ps_cell_words_tile (const PsPhotoRow *row)
{
  g_autofree char *size = row->n_bytes >= 0 ? g_format_size (row->n_bytes) : NULL;
  g_autofree char *date = dup_date (row);
  const char *here = ps_state_words_is_here (row) ? NULL : row->state == PS_STATE_MISSING || row->state == PS_STATE_SKIPPED
                     /* Translators: on a photo's empty tile. */
                     ? _("Not here")
                     /* Translators: on a photo's empty tile: it will be fetched. */
                     : _("Not here yet");
  GString *words = g_string_new (here);

  if (size != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", size);
  g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", date);
  return g_string_free (words, FALSE);
}

/**
 * ps_cell_words_duration:
 * @seconds: how long a video is
 *
 * Returns: (transfer full): as in “0:42” or “1:02:03”
 */
char *
ps_cell_words_duration (double seconds)
{
  int whole = (int) CLAMP (seconds + 0.5, 0, 359999);

  if (whole >= 3600)
    return g_strdup_printf ("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  return g_strdup_printf ("%d:%02d", whole / 60, whole % 60);
}

/**
 * ps_cell_words_spoken:
 * @row: (nullable): a photo; %NULL: it is not read yet
 * @is_selected: whether it is selected
 *
 * Returns: (transfer full): name, date, state and whether it is selected, for those who hear the grid
 */
char *
ps_cell_words_spoken (const PsPhotoRow *row,
                      gboolean          is_selected)
{
  g_autofree char *name = NULL;
  g_autofree char *date = NULL;
  g_autofree char *marks = NULL;
  g_autofree char *state = NULL;

  if (row == NULL)
    return g_strdup (_("Photo, not read yet"));
  name = ps_cell_words_name (row);
  date = dup_date (row);
  marks = ps_marks_words_of (row->rating, row->flag);
  /* Translators: the state of a photo, and its stars and flag: Proven, 3 stars, picked. */
  state = marks != NULL ? g_strdup_printf (_("%1$s, %2$s"), ps_state_words_label (row), marks) : g_strdup (ps_state_words_label (row));
  if (is_selected)
    /* Translators: a photo as a screen reader says it: name, date, state. */
    return g_strdup_printf (_("%1$s, %2$s, %3$s, selected"), name, date, state);
  /* Translators: a photo as a screen reader says it: name, date, state. */
  return g_strdup_printf (_("%1$s, %2$s, %3$s"), name, date, state);
}

/**
 * ps_cell_words_emblem:
 * @row: a photo
 *
 * Returns: (transfer full): its state and what that means, for a tooltip; plain text
 */
char *
ps_cell_words_emblem (const PsPhotoRow *row)
{
  g_autofree char *sentence = ps_state_words_sentence (row);

  return g_strdup_printf ("%s\n%s", ps_state_words_label (row), sentence);
}
