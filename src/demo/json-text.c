/* src/demo/json-text.c: JSON written straight into a string; pages of 500 entries are made this way.
 *
 * A member begins with a comma unless it is the first of its object.
 */
#include "demo/json-text.h"

static void
append_separator (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] != '{' && out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
}

/**
 * ps_json_append_text:
 * @out: where to
 * @text: (nullable): valid UTF-8; %NULL becomes `null`
 *
 * Appends a JSON string (RFC 8259, 7).
 */
void
ps_json_append_text (GString    *out,
                     const char *text)
{
  const char *from = text;

  if (text == NULL)
    {
      g_string_append_len (out, "null", 4);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = *p;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (out, from, p - from);
      if (c == '"' || c == '\\')
        {
          g_string_append_c (out, '\\');
          g_string_append_c (out, c);
        }
      else
        g_string_append_printf (out, "\\u%04x", c);
      from = p + 1;
    }
  g_string_append (out, from);
  g_string_append_c (out, '"');
}

/**
 * ps_json_append_name:
 * @out: where to
 * @name: a member's name
 *
 * Appends the name and the colon; the value is up to the caller.
 */
void
ps_json_append_name (GString    *out,
                     const char *name)
{
  append_separator (out);
  ps_json_append_text (out, name);
  g_string_append_c (out, ':');
}

/**
 * ps_json_append_member:
 * @out: where to
 * @name: the member's name
 * @text: (nullable): its value; %NULL becomes `null`
 */
void
ps_json_append_member (GString    *out,
                       const char *name,
                       const char *text)
{
  ps_json_append_name (out, name);
  ps_json_append_text (out, text);
}

/**
 * ps_json_append_number:
 * @out: where to
 * @name: the member's name
 * @number: its value
 */
void
ps_json_append_number (GString    *out,
                       const char *name,
                       gint64      number)
{
  char digits[24];
  char *p = digits + sizeof digits;
  guint64 left = number < 0 ? -(guint64) number : (guint64) number;

  do
    *--p = '0' + left % 10;
  while ((left /= 10) > 0);
  if (number < 0)
    *--p = '-';
  ps_json_append_name (out, name);
  g_string_append_len (out, p, digits + sizeof digits - p);
}

/**
 * ps_json_append_raw:
 * @out: where to
 * @name: the member's name
 * @json: its value, as JSON
 */
void
ps_json_append_raw (GString    *out,
                    const char *name,
                    const char *json)
{
  ps_json_append_name (out, name);
  g_string_append (out, json);
}

/**
 * ps_json_append_list:
 * @out: where to
 * @name: the member's name
 * @texts: (nullable): its elements
 */
void
ps_json_append_list (GString           *out,
                     const char        *name,
                     const char *const *texts)
{
  ps_json_append_name (out, name);
  g_string_append_c (out, '[');
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      append_separator (out);
      ps_json_append_text (out, texts[i]);
    }
  g_string_append_c (out, ']');
}

/**
 * ps_json_append_escaped:
 * @out: where to
 * @text: a public id, folders and all
 *
 * Appends @text as delivery URLs spell it: every byte but `A–Z a–z 0–9 _ . - / :` as
 * upper-case %XX, the way the Python SDK does.
 */
void
ps_json_append_escaped (GString    *out,
                        const char *text)
{
  static const char hex[] = "0123456789ABCDEF";

  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    {
      if (g_ascii_isalnum (*p) || *p == '_' || *p == '.' || *p == '-' || *p == '/' || *p == ':')
        g_string_append_c (out, *p);
      else
        {
          g_string_append_c (out, '%');
          g_string_append_c (out, hex[*p >> 4]);
          g_string_append_c (out, hex[*p & 15]);
        }
    }
}
