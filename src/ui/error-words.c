/* src/ui/error-words.c: an error in a sentence, and the button that helps. */
#include "ui/error-words.h"

#include "base/text.h"

void
ps_error_words_free (PsErrorWords *self)
{
  g_free (self->happened);
  g_free (self->safe);
  g_free (self->button);
  g_free (self->action);
  g_free (self->details);
  g_free (self);
}

PsErrorWords *
ps_error_words_new (const GError *error)
{
  PsErrorWords *self = g_new0 (PsErrorWords, 1);

  self->happened = ps_text_visible (error->message, 500);
  return self;
}

PsErrorWords *
ps_error_words_for_cause (const char *cause,
                          gint64      n_photos)
{
  PsErrorWords *self = g_new0 (PsErrorWords, 1);

  self->happened = ps_text_visible (cause, 500);
  return self;
}
