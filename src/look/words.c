/* src/look/words.c: text out of a picture, made fit to keep. Helper program only. */
#include "look/words.h"

#include "base/text.h"

/**
 * ps_words_clean:
 * @bytes: a text in UTF-8, or what claims to be; no zero ends it
 * @n_bytes: how long it is
 *
 * Line ends stay, tabs become blanks, other controls go. The replacement
 * character shows where bytes were no UTF-8.
 *
 * Returns: (transfer full) (nullable): valid UTF-8 without trailing blanks, at most
 *   %PS_WORDS_MAX bytes; %NULL where nothing is left
 */
char *
ps_words_clean (const char *bytes,
                gsize       n_bytes)
{
  g_autofree char *valid = ps_text_valid (bytes, (gssize) MIN (n_bytes, 4 * PS_WORDS_MAX), PS_WORDS_MAX);
  GString *out = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\r' || c == '\t')
        g_string_append_c (out, c == '\n' ? '\n' : ' ');
      else if (c >= 0x20 && c != 0x7f && (c < 0x80 || c >= 0xa0))
        g_string_append_unichar (out, c);
    }
  g_strchomp (out->str);
  if (*out->str == '\0')
    return g_string_free (out, TRUE), NULL;
  return g_string_free (out, FALSE);
}
