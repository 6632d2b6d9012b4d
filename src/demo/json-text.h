/* src/demo/json-text.h: JSON written straight into a string; pages of 500 entries are made this way. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void ps_json_append_text    (GString    *out,
                             const char *text);
void ps_json_append_name    (GString    *out,
                             const char *name);
void ps_json_append_member  (GString    *out,
                             const char *name,
                             const char *text);
void ps_json_append_number  (GString    *out,
                             const char *name,
                             gint64      number);
void ps_json_append_raw     (GString    *out,
                             const char *name,
                             const char *json);
void ps_json_append_list    (GString           *out,
                             const char        *name,
                             const char *const *texts);
void ps_json_append_escaped (GString    *out,
                             const char *text);

G_END_DECLS
