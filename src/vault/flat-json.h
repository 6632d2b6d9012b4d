/* src/vault/flat-json.h: one JSON object of strings, whole numbers and yes/no: the marker, the manifest's lines. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The vault stands on GIO alone; its own small files need no more JSON than this. */
void        ps_flat_json_open     (GString    *out);
void        ps_flat_json_text     (GString    *out,
                                   const char *key,
                                   const char *value);
void        ps_flat_json_number   (GString    *out,
                                   const char *key,
                                   gint64      value);
void        ps_flat_json_flag     (GString    *out,
                                   const char *key,
                                   gboolean    value);
void        ps_flat_json_close    (GString    *out);

GHashTable *ps_flat_json_parse    (const char *text);
const char *ps_flat_json_get_text (GHashTable *object,
                                   const char *key);
gint64      ps_flat_json_get_number (GHashTable *object,
                                   const char *key,
                                   gint64      otherwise);
gboolean    ps_flat_json_get_flag (GHashTable *object,
                                   const char *key,
                                   gboolean    otherwise);

G_END_DECLS
