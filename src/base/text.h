/* src/base/text.h: text from outside, made fit to show and to log. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *ps_text_visible     (const char *text,
                              gsize       max_chars);
char    *ps_text_valid       (const char *text,
                              gssize      length,
                              gsize       max_bytes);
gboolean ps_text_is_hex      (const char *text,
                              gsize       n_digits);
void     ps_text_add_secret  (const char *secret);
char    *ps_text_redact      (const char *text);

G_END_DECLS
