/* src/ui/marks-words.c: stars and flags in words. */
#include "ui/marks-words.h"

#include <glib/gi18n-lib.h>

/**
 * ps_marks_words_rating:
 * @rating: stars, 0 to 5
 *
 * Returns: (transfer full): as in “3 stars”
 */
char *
ps_marks_words_rating (int rating)
{
  if (rating <= 0)
    return g_strdup (_("No stars"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d star", "%d stars", (gulong) rating), rating);
}

/**
 * ps_marks_words_flag:
 * @flag: a flag
 *
 * Returns: (transfer full) (nullable): the word for it; %NULL: there is none
 */
char *
ps_marks_words_flag (PsFlag flag)
{
  switch (flag)
    {
    case PS_FLAG_PICK:
      /* Translators: the photographer has chosen this photo. */
      return g_strdup (_("picked"));
    case PS_FLAG_REJECT:
      /* Translators: the photographer does not want this photo. */
      return g_strdup (_("rejected"));
    case PS_FLAG_NONE:
    default:
      return NULL;
    }
}

/**
 * ps_marks_words_of:
 * @rating: stars, 0 to 5
 * @flag: a flag
 *
 * Returns: (transfer full) (nullable): both; %NULL: nothing was said of the photo
 */
char *
ps_marks_words_of (int    rating,
                   PsFlag flag)
{
  g_autofree char *stars = rating > 0 ? ps_marks_words_rating (rating) : NULL;
  g_autofree char *flagged = ps_marks_words_flag (flag);

  if (stars == NULL || flagged == NULL)
    return stars != NULL ? g_steal_pointer (&stars) : g_steal_pointer (&flagged);
  /* Translators: stars, then a flag: 3 stars, picked. */
  return g_strdup_printf (_("%1$s, %2$s"), stars, flagged);
}

/**
 * ps_marks_words_icon:
 * @flag: a flag
 *
 * Returns: (nullable): the name of its symbol
 */
const char *
ps_marks_words_icon (PsFlag flag)
{
  switch (flag)
    {
    case PS_FLAG_PICK:
      return "object-select-symbolic";
    case PS_FLAG_REJECT:
      return "window-close-symbolic";
    case PS_FLAG_NONE:
    default:
      return NULL;
    }
}

/**
 * ps_marks_words_parse:
 * @word: a flag as the catalogue has it
 *
 * Returns: which
 */
PsFlag
ps_marks_words_parse (const char *word)
{
  return g_str_equal (word, "pick") ? PS_FLAG_PICK : g_str_equal (word, "reject") ? PS_FLAG_REJECT : PS_FLAG_NONE;
}
