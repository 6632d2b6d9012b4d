/* src/look/captions.c: what people wrote into a picture, by one of the ways there are. Helper program only. */
#include "look/captions.h"

#include "base/facts.h"

#define MAX_WORDS 1000 /* in one list */

/**
 * ps_captions_init:
 * @self: what to fill
 */
void
ps_captions_init (PsCaptions *self)
{
  *self = (PsCaptions) { .rating = PS_NO_RATING };
}

/**
 * ps_captions_clear:
 * @self: captions
 */
void
ps_captions_clear (PsCaptions *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->headline, g_free);
  g_clear_pointer (&self->caption, g_free);
  g_clear_pointer (&self->creator, g_free);
  g_clear_pointer (&self->rights, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->keywords, g_ptr_array_unref);
  g_clear_pointer (&self->keyword_paths, g_ptr_array_unref);
}

/**
 * ps_captions_add:
 * @list: (inout): a list; made where there is none
 * @word: (transfer full) (nullable): what to add, unless it is there
 */
void
ps_captions_add (GPtrArray **list,
                 char       *word)
{
  if (word != NULL && *list == NULL)
    *list = g_ptr_array_new_with_free_func (g_free);
  if (word != NULL && (*list)->len < MAX_WORDS && !g_ptr_array_find_with_equal_func (*list, word, g_str_equal, NULL))
    g_ptr_array_add (*list, word);
  else
    g_free (word);
}
