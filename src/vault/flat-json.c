/* src/vault/flat-json.c: one JSON object of strings, whole numbers and yes/no: the marker, the manifest's lines.
 *
 * What is written is plain JSON for any reader. A file name that is not UTF-8
 * has its odd bytes written as the lone surrogates U+DC80 to U+DCFF, as
 * Python's "surrogateescape" does, and comes back as the same bytes.
 */
#include "vault/flat-json.h"

#include <string.h>

void
ps_flat_json_open (GString *out)
{
  g_string_append_c (out, '{');
}

static void
append_key (GString    *out,
            const char *key)
{
  if (out->str[out->len - 1] != '{')
    g_string_append (out, ",");
  g_string_append_printf (out, "\"%s\":", key);
}

static const char *
append_escaped (GString    *out,
                const char *p)
{
  guchar c = *p;
  gunichar character;

  if (c == '"' || c == '\\')
    g_string_append_printf (out, "\\%c", c);
  else if (c < 0x20 || c == 0x7f)
    g_string_append_printf (out, "\\u%04x", c);
  else if (c < 0x80)
    g_string_append_c (out, c);
  else
    {
      character = g_utf8_get_char_validated (p, -1);
      if (character == (gunichar) -1 || character == (gunichar) -2)
        {
          g_string_append_printf (out, "\\udc%02x", c);
          return p + 1;
        }
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
      return g_utf8_next_char (p);
    }
  return p + 1;
}

/**
 * ps_flat_json_text:
 * @out: an object that is open
 * @key: a plain ASCII word
 * @value: (nullable): any bytes; %NULL writes nothing
 */
void
ps_flat_json_text (GString    *out,
                   const char *key,
                   const char *value)
{
  if (value == NULL)
    return;
  append_key (out, key);
  g_string_append_c (out, '"');
  while (*value != '\0')
    value = append_escaped (out, value);
  g_string_append_c (out, '"');
}

void
ps_flat_json_number (GString    *out,
                     const char *key,
                     gint64      value)
{
  append_key (out, key);
  g_string_append_printf (out, "%" G_GINT64_FORMAT, value);
}

void
ps_flat_json_flag (GString    *out,
                   const char *key,
                   gboolean    value)
{
  append_key (out, key);
  g_string_append (out, value ? "true" : "false");
}

void
ps_flat_json_close (GString *out)
{
  g_string_append (out, "}\n");
}

static void
skip_spaces (const char **p)
{
  while (**p == ' ' || **p == '\t' || **p == '\n' || **p == '\r')
    (*p)++;
}

/* Four hex digits after "\u"; −1 if they are not. */
static int
read_unit (const char **p)
{
  int unit = 0;

  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value ((*p)[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  *p += 4;
  return unit;
}

static gboolean
read_unicode_escape (const char **p,
                     GString     *out)
{
  int unit = read_unit (p), low;

  if (unit <= 0)
    return FALSE;
  if (unit >= 0xdc80 && unit <= 0xdcff)
    g_string_append_c (out, unit - 0xdc00);
  else if (unit >= 0xd800 && unit <= 0xdbff && (*p)[0] == '\\' && (*p)[1] == 'u')
    {
      *p += 2;
      low = read_unit (p);
      if (low < 0xdc00 || low > 0xdfff)
        return FALSE;
      g_string_append_unichar (out, 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
    }
  else if (unit >= 0xd800 && unit <= 0xdfff)
    return FALSE;
  else
    g_string_append_unichar (out, unit);
  return TRUE;
}

static gboolean
read_escape (const char **p,
             GString     *out)
{
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  const char *found;
  char c = *(*p)++;

  if (c == 'u')
    return read_unicode_escape (p, out);
  if (c == '\0' || (found = strchr (from, c)) == NULL)
    return FALSE;
  g_string_append_c (out, to[found - from]);
  return TRUE;
}

static char *
read_string (const char **p)
{
  g_autoptr(GString) out = g_string_new (NULL);

  if (*(*p)++ != '"')
    return NULL;
  while (**p != '"')
    {
      if ((guchar) **p < 0x20)
        return NULL;
      if (**p != '\\')
        g_string_append_c (out, *(*p)++);
      else
        {
          (*p)++;
          if (!read_escape (p, out))
            return NULL;
        }
    }
  (*p)++;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A value is kept as text behind a letter for its kind: s, n or b. */
static char *
read_value (const char **p)
{
  gsize length;
  char *value;

  if (**p == '"')
    {
      g_autofree char *text = read_string (p);

      return text != NULL ? g_strconcat ("s", text, NULL) : NULL;
    }
  length = strspn (*p, "-0123456789abcdefghijklmnopqrstuvwxyz");
  if (length == 0 || length > 24)
    return NULL;
  value = g_strdup_printf ("%c%.*s", **p == '-' || g_ascii_isdigit (**p) ? 'n' : 'b', (int) length, *p);
  *p += length;
  return value;
}

/**
 * ps_flat_json_parse:
 * @text: one JSON object without objects or arrays inside
 *
 * Returns: (transfer full) (nullable): its members, %NULL if it is anything
 *   else, for example cut off
 */
GHashTable *
ps_flat_json_parse (const char *text)
{
  g_autoptr(GHashTable) object = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *p = text;

  skip_spaces (&p);
  if (*p++ != '{')
    return NULL;
  skip_spaces (&p);
  while (*p != '}')
    {
      g_autofree char *key = read_string (&p);
      g_autofree char *value = NULL;

      if (key == NULL)
        return NULL;
      skip_spaces (&p);
      if (*p++ != ':')
        return NULL;
      skip_spaces (&p);
      value = read_value (&p);
      if (value == NULL)
        return NULL;
      g_hash_table_replace (object, g_steal_pointer (&key), g_steal_pointer (&value));
      skip_spaces (&p);
      if (*p == ',')
        {
          p++;
          skip_spaces (&p);
          if (*p != '"')
            return NULL;
        }
      else if (*p != '}')
        return NULL;
    }
  p++;
  skip_spaces (&p);
  return *p == '\0' ? g_steal_pointer (&object) : NULL;
}

/**
 * ps_flat_json_get_text:
 * @object: what ps_flat_json_parse() gave
 * @key: which member
 *
 * Returns: (nullable): its text, %NULL if it is not there or no text
 */
const char *
ps_flat_json_get_text (GHashTable *object,
                       const char *key)
{
  const char *value = g_hash_table_lookup (object, key);

  return value != NULL && value[0] == 's' ? value + 1 : NULL;
}

gint64
ps_flat_json_get_number (GHashTable *object,
                         const char *key,
                         gint64      otherwise)
{
  const char *value = g_hash_table_lookup (object, key);
  gint64 number;

  if (value == NULL || value[0] != 'n'
      || !g_ascii_string_to_signed (value + 1, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return otherwise;
  return number;
}

gboolean
ps_flat_json_get_flag (GHashTable *object,
                       const char *key,
                       gboolean    otherwise)
{
  const char *value = g_hash_table_lookup (object, key);

  if (value == NULL || value[0] != 'b')
    return otherwise;
  return strcmp (value, "btrue") == 0;
}
