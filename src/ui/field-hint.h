/* src/ui/field-hint.h: a line under a field of a form: what is wrong with it or what it seems to be, and a button that helps. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PS_TYPE_FIELD_HINT (ps_field_hint_get_type ())
G_DECLARE_FINAL_TYPE (PsFieldHint, ps_field_hint, PS, FIELD_HINT, AdwPreferencesRow)

/* Signal "clicked": its button. Property "field": the GtkEditable above it. */
void     ps_field_hint_show_error (PsFieldHint *self,
                                   const char  *words);
void     ps_field_hint_show_words (PsFieldHint *self,
                                   const char  *words,
                                   const char  *button);
void     ps_field_hint_clear      (PsFieldHint *self);
gboolean ps_field_hint_is_error   (PsFieldHint *self);

G_END_DECLS
