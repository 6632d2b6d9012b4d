/* src/cloud/json-text.c: reads JSON in place, strictly (RFC 8259), without building a tree. */
#include "cloud/json-text.h"

#include <math.h>
#include <string.h>

static const char *
skip_space (const char *p,
            const char *end)
{
  while (p < end && (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t'))
    p++;
  return p;
}

/* @p: at the opening quote. Returns behind the closing one, %NULL where the string is broken. */
static const char *
check_string (const char *p,
              const char *end)
{
  for (p++; p < end; p++)
    if (*p == '"')
      return p + 1;
    else if ((guchar) *p < 0x20)
      return NULL;
    else if (*p == '\\')
      {
        if (++p >= end)
          return NULL;
        if (*p == 'u')
          {
            if (end - p < 5 || !g_ascii_isxdigit (p[1]) || !g_ascii_isxdigit (p[2]) || !g_ascii_isxdigit (p[3])
                || !g_ascii_isxdigit (p[4]))
              return NULL;
            p += 4;
          }
        else if (*p == '\0' || strchr ("\"\\/bfnrt", *p) == NULL)
          return NULL;
      }
  return NULL;
}

static const char *
skip_digits (const char *p,
             const char *end)
{
  while (p < end && g_ascii_isdigit (*p))
    p++;
  return p;
}

static const char *
check_number (const char *p,
              const char *end)
{
  const char *digits;

  if (p < end && *p == '-')
    p++;
  digits = p;
  p = skip_digits (p, end);
  if (p == digits || (*digits == '0' && p - digits > 1))
    return NULL;
  if (p < end && *p == '.')
    {
      digits = ++p;
      p = skip_digits (p, end);
      if (p == digits)
        return NULL;
    }
  if (p < end && (*p == 'e' || *p == 'E'))
    {
      p++;
      if (p < end && (*p == '+' || *p == '-'))
        p++;
      digits = p;
      p = skip_digits (p, end);
      if (p == digits)
        return NULL;
    }
  return p;
}

static const char *
check_literal (const char *p,
               const char *end)
{
  static const char *const words[] = { "null", "true", "false" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (end - p) >= length && memcmp (p, words[i], length) == 0)
        return p + length;
    }
  return NULL;
}

static const char *
check_name (const char *p,
            const char *end)
{
  p = skip_space (p, end);
  if (p >= end || *p != '"')
    return NULL;
  p = check_string (p, end);
  if (p == NULL)
    return NULL;
  p = skip_space (p, end);
  return p < end && *p == ':' ? p + 1 : NULL;
}

static const char *
check_scalar (const char *p,
              const char *end)
{
  if (*p == '"')
    return check_string (p, end);
  if (*p == '-' || g_ascii_isdigit (*p))
    return check_number (p, end);
  return check_literal (p, end);
}

/* @p: behind a value. Closes what ends here; returns where the next value begins, or behind the root. */
static const char *
check_after (const char *p,
             const char *end,
             char       *closers,
             guint      *depth)
{
  while (*depth > 0)
    {
      p = skip_space (p, end);
      if (p >= end)
        return NULL;
      if (*p == ',')
        return closers[*depth - 1] == '}' ? check_name (p + 1, end) : p + 1;
      if (*p++ != closers[--*depth])
        return NULL;
    }
  return p;
}

/* Behind the value that begins at @p; no recursion, so depth costs no stack. */
static const char *
check_value (const char *p,
             const char *end)
{
  char closers[PS_JSON_MAX_DEPTH];
  guint depth = 0;

  do
    {
      p = skip_space (p, end);
      if (p >= end)
        return NULL;
      if (*p != '{' && *p != '[')
        p = check_scalar (p, end);
      else
        {
          gboolean is_object = *p == '{';

          if (depth == PS_JSON_MAX_DEPTH)
            return NULL;
          closers[depth++] = is_object ? '}' : ']';
          p = skip_space (p + 1, end);
          if (p >= end)
            return NULL;
          if (*p != closers[depth - 1])
            {
              p = is_object ? check_name (p, end) : p;
              if (p == NULL)
                return NULL;
              continue;
            }
          depth--;
          p++;
        }
      if (p != NULL)
        p = check_after (p, end, closers, &depth);
    }
  while (p != NULL && depth > 0);
  return p;
}

/**
 * ps_json_check:
 * @text: UTF-8
 * @length: of @text, in bytes
 * @root: (out): the outermost value
 *
 * Returns: whether @text is one JSON value, at most %PS_JSON_MAX_DEPTH deep, and nothing behind it
 */
gboolean
ps_json_check (const char *text,
               gsize       length,
               PsJson     *root)
{
  const char *end = text + length;
  const char *p;

  *root = (PsJson) { NULL, NULL };
  if (!g_utf8_validate (text, length, NULL))
    return FALSE;
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    text += 3;
  text = skip_space (text, end);
  p = check_value (text, end);
  if (p == NULL || skip_space (p, end) != end)
    return FALSE;
  *root = (PsJson) { text, p };
  return TRUE;
}

/* Behind the string that begins at @p, in a checked text: at the first quote with no or an even number of backslashes before it. */
static const char *
pass_string (const char *p)
{
  while (TRUE)
    {
      const char *quote = rawmemchr (p + 1, '"');
      const char *before = quote;

      while (before[-1] == '\\')
        before--;
      if ((quote - before) % 2 == 0)
        return quote + 1;
      p = quote;
    }
}

/* Behind the value that begins at @p, in a checked text. */
static const char *
pass_value (const char *p)
{
  guint depth = 0;

  do
    switch (*p)
      {
      case '"':
        p = pass_string (p);
        break;
      case '{':
      case '[':
        depth++;
        p++;
        break;
      case '}':
      case ']':
        depth--;
        p++;
        break;
      default:
        if (depth > 0)
          p++;
        else /* a number or a literal */
          while (g_ascii_isalnum (*p) || *p == '-' || *p == '+' || *p == '.')
            p++;
      }
  while (depth > 0);
  return p;
}

static const char *
pass_space (const char *p)
{
  while (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')
    p++;
  return p;
}

/**
 * ps_json_get_kind:
 * @value: a value, or none
 *
 * Returns: what it is
 */
PsJsonKind
ps_json_get_kind (PsJson value)
{
  if (value.begin == NULL)
    return PS_JSON_ABSENT;
  switch (*value.begin)
    {
    case 'n':
      return PS_JSON_NULL;
    case 't':
    case 'f':
      return PS_JSON_BOOLEAN;
    case '"':
      return PS_JSON_STRING;
    case '[':
      return PS_JSON_ARRAY;
    case '{':
      return PS_JSON_OBJECT;
    default:
      return PS_JSON_NUMBER;
    }
}

/**
 * ps_json_iter_init:
 * @iter: walks
 * @container: an array or an object; anything else has no elements
 */
void
ps_json_iter_init (PsJsonIter *iter,
                   PsJson      container)
{
  PsJsonKind kind = ps_json_get_kind (container);

  iter->is_object = kind == PS_JSON_OBJECT;
  iter->at = kind == PS_JSON_OBJECT || kind == PS_JSON_ARRAY ? container.begin + 1 : NULL;
}

/**
 * ps_json_iter_next:
 * @iter: walks
 * @name: (out) (optional): the member's name, a string; none in an array
 * @value: (out): the element
 *
 * Returns: whether there was one more
 */
gboolean
ps_json_iter_next (PsJsonIter *iter,
                   PsJson     *name,
                   PsJson     *value)
{
  const char *p;

  if (iter->at == NULL)
    return FALSE;
  p = pass_space (iter->at);
  if (*p == ',')
    p = pass_space (p + 1);
  if (*p == ']' || *p == '}')
    {
      iter->at = NULL;
      return FALSE;
    }
  if (iter->is_object)
    {
      PsJson found = { p, pass_string (p) };

      if (name != NULL)
        *name = found;
      p = pass_space (pass_space (found.end) + 1);
    }
  else if (name != NULL)
    *name = (PsJson) { NULL, NULL };
  *value = (PsJson) { p, pass_value (p) };
  iter->at = value->end;
  return TRUE;
}

/**
 * ps_json_get_member:
 * @object: any value
 * @name: a name
 *
 * Returns: the member of that name, the last if there are several; none if @object is no object
 */
PsJson
ps_json_get_member (PsJson      object,
                    const char *name)
{
  PsJson found = { NULL, NULL };
  PsJson key, value;
  PsJsonIter iter;

  if (ps_json_get_kind (object) != PS_JSON_OBJECT)
    return found;
  ps_json_iter_init (&iter, object);
  while (ps_json_iter_next (&iter, &key, &value))
    if (ps_json_is_word (key, name))
      found = value;
  return found;
}

static gunichar
hex4 (const char *p)
{
  return g_ascii_xdigit_value (p[0]) << 12 | g_ascii_xdigit_value (p[1]) << 8 | g_ascii_xdigit_value (p[2]) << 4
         | g_ascii_xdigit_value (p[3]);
}

/* @p: at the "u". NUL and half a surrogate pair become U+FFFD, so that every string is one in C and in UTF-8. */
static const char *
append_unicode_escape (GString    *out,
                       const char *p)
{
  gunichar c = hex4 (p + 1);

  p += 4;
  if (c >= 0xd800 && c < 0xdc00 && p[1] == '\\' && p[2] == 'u' && (p[3] == 'd' || p[3] == 'D')
      && g_ascii_xdigit_value (p[4]) >= 0xc)
    {
      c = 0x10000 + ((c - 0xd800) << 10) + (hex4 (p + 3) - 0xdc00);
      p += 6;
    }
  else if (c == 0 || (c >= 0xd800 && c < 0xe000))
    c = 0xfffd;
  g_string_append_unichar (out, c);
  return p;
}

static const char *
append_escape (GString    *out,
               const char *p)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";

  if (*p == 'u')
    return append_unicode_escape (out, p);
  g_string_append_c (out, meanings[strchr (letters, *p) - letters]);
  return p;
}

/**
 * ps_json_get_string:
 * @value: any value
 * @max_bytes: the longest result; what is longer is cut at a character
 *
 * Returns: (transfer full) (nullable): the string, %NULL if @value is none
 */
char *
ps_json_get_string (PsJson value,
                    gsize  max_bytes)
{
  const char *p, *last;
  GString *out;

  if (ps_json_get_kind (value) != PS_JSON_STRING)
    return NULL;
  p = value.begin + 1;
  last = value.end - 1;
  out = g_string_sized_new (MIN ((gsize) (last - p), max_bytes) + 8);
  while (p < last && out->len <= max_bytes)
    {
      const char *escape = memchr (p, '\\', last - p);
      gsize n_plain = (escape != NULL ? escape : last) - p;

      g_string_append_len (out, p, MIN (n_plain, max_bytes + 8)); /* what is cut here is cut again below */
      p += n_plain;
      if (escape != NULL)
        p = append_escape (out, escape + 1) + 1;
    }
  if (out->len > max_bytes)
    g_string_truncate (out, g_utf8_find_prev_char (out->str, out->str + max_bytes + 1) - out->str);
  return g_string_free (out, FALSE);
}

/**
 * ps_json_get_integer:
 * @value: any value
 * @integer: (out): the number
 *
 * Returns: whether @value is a whole number within 64 bits, written without fraction and exponent
 */
gboolean
ps_json_get_integer (PsJson  value,
                     gint64 *integer)
{
  char digits[24];
  gsize length = value.end - value.begin;

  if (ps_json_get_kind (value) != PS_JSON_NUMBER || length >= sizeof digits)
    return FALSE;
  memcpy (digits, value.begin, length);
  digits[length] = '\0';
  return g_ascii_string_to_signed (digits, 10, G_MININT64, G_MAXINT64, integer, NULL);
}

/**
 * ps_json_get_double:
 * @value: any value
 * @number: (out): the number
 *
 * Returns: whether @value is a number that is finite as a double
 */
gboolean
ps_json_get_double (PsJson  value,
                    double *number)
{
  char text[64];
  gsize length = value.end - value.begin;

  if (ps_json_get_kind (value) != PS_JSON_NUMBER || length >= sizeof text)
    return FALSE;
  memcpy (text, value.begin, length);
  text[length] = '\0';
  *number = g_ascii_strtod (text, NULL);
  return isfinite (*number);
}

/**
 * ps_json_compact:
 * @value: a value
 *
 * Returns: (transfer full): the text of @value as sent, without white space between its parts
 */
char *
ps_json_compact (PsJson value)
{
  char *out = g_malloc (value.end - value.begin + 1);
  char *to = out;

  for (const char *p = value.begin; p < value.end;)
    if (*p == '"')
      {
        const char *end = pass_string (p);

        memcpy (to, p, end - p);
        to += end - p;
        p = end;
      }
    else if (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')
      p++;
    else
      *to++ = *p++;
  *to = '\0';
  return g_realloc (out, to - out + 1);
}
