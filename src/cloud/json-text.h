/* src/cloud/json-text.h: private to this folder, pure: reads JSON in place, strictly, without building a tree. Any thread.
 *
 * json-glib takes comments, two roots and numbers beyond 64 bits for granted,
 * and its tree costs half of what a page may take. Here the whole text is
 * checked once; after that values are spans of it.
 */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

#define PS_JSON_MAX_DEPTH 64

typedef enum
{
  PS_JSON_ABSENT,
  PS_JSON_NULL,
  PS_JSON_BOOLEAN,
  PS_JSON_NUMBER,
  PS_JSON_STRING,
  PS_JSON_ARRAY,
  PS_JSON_OBJECT,
} PsJsonKind;

/* A value within a checked text, which must outlive it. Both %NULL: there is none. */
typedef struct
{
  const char *begin, *end;
} PsJson;

/* Walks an array or an object. */
typedef struct
{
  const char *at;
  gboolean is_object;
} PsJsonIter;

gboolean   ps_json_check       (const char  *text,
                                gsize        length,
                                PsJson      *root);
PsJsonKind ps_json_get_kind    (PsJson       value);
PsJson     ps_json_get_member  (PsJson       object,
                                const char  *name);
void       ps_json_iter_init   (PsJsonIter  *iter,
                                PsJson       container);
gboolean   ps_json_iter_next   (PsJsonIter  *iter,
                                PsJson      *name,
                                PsJson      *value);
char      *ps_json_get_string  (PsJson       value,
                                gsize        max_bytes);
gboolean   ps_json_get_integer (PsJson       value,
                                gint64      *integer);
gboolean   ps_json_get_double  (PsJson       value,
                                double      *number);
char      *ps_json_compact     (PsJson       value);

/* Whether a string says an ASCII word without escapes; one that spells it with escapes does not. Here, since
 * every member's name is compared with some twenty words. */
static inline gboolean
ps_json_is_word (PsJson      string,
                 const char *word)
{
  gsize length = strlen (word);

  return (gsize) (string.end - string.begin) == length + 2 && *string.begin == '"' && memcmp (string.begin + 1, word, length) == 0;
}

G_END_DECLS
