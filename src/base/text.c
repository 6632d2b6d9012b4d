/* src/base/text.c: text from outside, made fit to show and to log. */
#include "base/text.h"

#include <string.h>

static GMutex secrets_lock;
static GPtrArray *secrets; /* owned, of char*: every spelling of every known secret */

/* Unicode's bidirectional controls, zero-width marks and the byte order mark. */
static gboolean
is_invisible_mark (gunichar c)
{
  return (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069)
         || c == 0x061c || c == 0xfeff;
}

/* Joiners that emoji and several scripts need between two visible characters. */
static gboolean
is_needed_joiner (gunichar    c,
                  const char *next)
{
  return (c == 0x200c || c == 0x200d) && *next != '\0' && g_unichar_isprint (g_utf8_get_char (next));
}

/**
 * ps_text_visible:
 * @text: (nullable): any bytes
 * @max_chars: cut after so many characters, with an ellipsis
 *
 * Makes text from outside safe to show on a terminal and in a label: line
 * ends, controls, escape codes and direction marks turn into visible signs
 * (U+2400 and up for controls, ⟦U+202E⟧ for marks).
 *
 * Returns: (transfer full): valid UTF-8 on one line
 */
char *
ps_text_visible (const char *text,
                 gsize       max_chars)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *out = g_string_new (NULL);
  gsize n_chars = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (n_chars++ >= max_chars)
        {
          g_string_append (out, "…");
          break;
        }
      if (c < 0x20)
        g_string_append_unichar (out, 0x2400 + c);
      else if (c == 0x7f)
        g_string_append_unichar (out, 0x2421);
      else if (c >= 0x80 && c < 0xa0)
        g_string_append_printf (out, "⟦U+%04X⟧", c);
      else if ((is_invisible_mark (c) && !is_needed_joiner (c, g_utf8_next_char (p))) || c == 0x2028 || c == 0x2029)
        g_string_append_printf (out, "⟦U+%04X⟧", c);
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/**
 * ps_text_valid:
 * @text: (nullable): any bytes
 * @length: how many, or −1 up to the first zero byte
 * @max_bytes: the longest result
 *
 * Returns: (transfer full) (nullable): valid UTF-8 cut at a character, %NULL for %NULL
 */
char *
ps_text_valid (const char *text,
               gssize      length,
               gsize       max_bytes)
{
  char *valid;

  if (text == NULL)
    return NULL;
  valid = g_utf8_make_valid (text, length);
  if (strlen (valid) > max_bytes)
    *g_utf8_find_prev_char (valid, valid + max_bytes + 1) = '\0';
  return valid;
}

/**
 * ps_text_is_hex:
 * @text: (nullable): any text
 * @n_digits: how many digits are wanted
 *
 * Returns: whether @text is exactly @n_digits hexadecimal digits, of either case
 */
gboolean
ps_text_is_hex (const char *text,
                gsize       n_digits)
{
  if (text == NULL || strlen (text) != n_digits)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isxdigit (*p))
      return FALSE;
  return TRUE;
}

static char *
to_hex (const char *text)
{
  GString *hex = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    g_string_append_printf (hex, "%02x", (guchar) *p);
  return g_string_free (hex, FALSE);
}

/**
 * ps_text_add_secret:
 * @secret: a secret, at least 6 bytes long, else it is not worth hiding
 *
 * From now on ps_text_redact() hides @secret, plain, percent-encoded, in
 * base64 and in hexadecimal. Any thread.
 */
void
ps_text_add_secret (const char *secret)
{
  g_return_if_fail (secret != NULL);

  if (strlen (secret) < 6)
    return;
  g_mutex_lock (&secrets_lock);
  if (secrets == NULL)
    secrets = g_ptr_array_new_with_free_func (g_free);
  if (!g_ptr_array_find_with_equal_func (secrets, secret, g_str_equal, NULL))
    {
      g_ptr_array_add (secrets, g_strdup (secret));
      g_ptr_array_add (secrets, g_uri_escape_string (secret, NULL, FALSE));
      g_ptr_array_add (secrets, g_base64_encode ((const guchar *) secret, strlen (secret)));
      g_ptr_array_add (secrets, to_hex (secret));
    }
  g_mutex_unlock (&secrets_lock);
}

/**
 * ps_text_redact:
 * @text: what is about to be logged or shown
 *
 * Returns: (transfer full): @text with every known secret turned into "[secret]"
 */
char *
ps_text_redact (const char *text)
{
  GString *out = g_string_new (text);

  g_mutex_lock (&secrets_lock);
  for (guint i = 0; secrets != NULL && i < secrets->len; i++)
    g_string_replace (out, g_ptr_array_index (secrets, i), "[secret]", 0);
  g_mutex_unlock (&secrets_lock);
  return g_string_free (out, FALSE);
}
