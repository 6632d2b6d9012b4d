/* src/ui/error-words.h: an error in a sentence, and the button that helps. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *happened;       /* what happened; safe to show, no markup */
  char *safe;           /* nullable: what is safe, what happens by itself */
  char *button;         /* nullable: names the deed */
  char *action;         /* nullable: a detailed action name, "win.…" or "app.…" */
  char *other_button;   /* nullable: another deed that helps; only beside the first */
  char *other_action;   /* nullable: likewise */
  char *details;        /* nullable: technical text, behind Details, with Copy */
  gboolean needs_you;   /* only a person can cure it */
} PsErrorWords;

void          ps_error_words_free        (PsErrorWords *self);
PsErrorWords *ps_error_words_new         (const GError *error);
char         *ps_error_words_to_text     (const GError *error);
PsErrorWords *ps_error_words_for_opening (const GError *error);
PsErrorWords *ps_error_words_for_cause   (const char   *cause,
                                          gint64        n_photos);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsErrorWords, ps_error_words_free)

G_END_DECLS
