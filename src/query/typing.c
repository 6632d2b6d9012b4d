/* src/query/typing.c: pure: which part of a search is being typed. */
#include <string.h>

#include "query/query.h"

/**
 * ps_typed_free:
 * @self: (transfer full): a part
 */
void
ps_typed_free (PsTyped *self)
{
  g_free (self->value);
  g_free (self);
}

static gboolean
is_blank (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p));
}

/* What stands between parts: blanks, brackets, and the minus before one. */
static const char *
skip_between (const char *p)
{
  while (*p != '\0' && (is_blank (p) || *p == '(' || *p == ')'))
    p = g_utf8_next_char (p);
  return *p == '-' && p[1] != '\0' && p[1] != '-' && !is_blank (p + 1) ? p + 1 : p;
}

/* A word or a term, from @p on. @is_open: (out): it goes on with what is typed next. */
static PsTyped *
read_part (const char  *text,
           const char **p,
           gboolean    *is_open)
{
  PsTyped *part = g_new0 (PsTyped, 1);
  const char *begin = *p, *end;
  gsize length = 0;
  PsField field = ps_field_find (begin, &length);

  if (field != PS_FIELD_WORD)
    {
      begin += length + 1;
      part->field = field;
    }
  part->begin = (gsize) (*p - text);
  if (*begin == '"')
    {
      end = strchr (++begin, '"');
      *is_open = end == NULL;
      *p = end != NULL ? end + 1 : begin + strlen (begin);
      part->value = g_strndup (begin, end != NULL ? (gsize) (end - begin) : strlen (begin));
    }
  else
    {
      for (end = begin; *end != '\0' && !is_blank (end) && *end != '"' && *end != '(' && *end != ')';)
        end = g_utf8_next_char (end);
      *is_open = *end == '\0';
      *p = end;
      part->value = g_strndup (begin, (gsize) (end - begin));
      part->is_plain = field == PS_FIELD_WORD;
    }
  part->end = (gsize) (*p - text);
  return part;
}

static gboolean
is_operator (const PsTyped *part)
{
  return part->is_plain && (g_ascii_strcasecmp (part->value, "not") == 0 || g_ascii_strcasecmp (part->value, "or") == 0
                            || g_ascii_strcasecmp (part->value, "and") == 0);
}

/**
 * ps_query_find_typed:
 * @text: valid UTF-8, up to the cursor
 *
 * Returns: (transfer full) (nullable) (element-type PsTyped): what is being typed at its end, and before it the plain
 *   words that may belong to it; %NULL: nothing is being typed
 */
GPtrArray *
ps_query_find_typed (const char *text)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_typed_free);
  gboolean is_open = FALSE;
  const char *p, *next;

  for (p = text; next = skip_between (p), *next != '\0';)
    {
      PsTyped *part;

      if (memchr (p, '(', (gsize) (next - p)) != NULL || memchr (p, ')', (gsize) (next - p)) != NULL
          || (next > text && next[-1] == '-'))
        g_ptr_array_set_size (parts, 0);
      p = next;
      part = read_part (text, &p, &is_open);
      if (!part->is_plain)
        g_ptr_array_set_size (parts, 0); /* words before it are words of their own */
      g_ptr_array_add (parts, part);
      if (is_operator (part) && !is_open)
        g_ptr_array_set_size (parts, 0);
      else if (!part->is_plain && !is_open)
        g_ptr_array_set_size (parts, 0);
    }
  return is_open && p == next && parts->len > 0 ? g_steal_pointer (&parts) : NULL;
}
