/* src/vault/name-part.c: one part of a path -> a name that any disk can hold.
 *
 * A library may be copied to any drive later, so what Windows, exFAT and
 * macOS forbid in silence (reserved names, dots and spaces at the end) is
 * avoided everywhere; only their forbidden characters depend on the drive.
 */
#include "vault/name-part.h"

#include <string.h>

static gboolean
is_joiner (gunichar c)
{
  return c == 0x200c || c == 0x200d;
}

/* Part of the flags of England, Scotland and Wales, and invisible otherwise. */
static gboolean
is_tag (gunichar c)
{
  return c >= 0xe0020 && c <= 0xe007f;
}

/* Nothing to see, or something that turns the text around it. Joiners are judged apart. */
static gboolean
is_dropped (gunichar c)
{
  if (c < 0x20 || (c >= 0x7f && c < 0xa0))
    return TRUE;
  if ((c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef)) /* no characters at all */
    return TRUE;
  return c == 0x00ad || c == 0x034f || c == 0x061c || c == 0x180e || c == 0x200b || c == 0x200e || c == 0x200f
         || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff
         || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0x1d173 && c <= 0x1d17a) || c == 0xe0001;
}

/* Letters by name, blanks by sight: Hangul fillers and the empty Braille cell. */
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR || c == '.'
         || c == 0x115f || c == 0x1160 || c == 0x3164 || c == 0xffa0 || c == 0x2800
         || is_joiner (c) || (c >= 0xfe00 && c <= 0xfe0f);
}

static gboolean
is_visible (gunichar c)
{
  return c != 0 && !is_dropped (c) && !is_joiner (c) && !is_tag (c) && !g_unichar_isspace (c);
}

static gunichar
next_kept (const char *p)
{
  while (*p != '\0' && is_dropped (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return *p != '\0' ? g_utf8_get_char (p) : 0;
}

static char *
drop_marks (const char *text)
{
  GString *out = g_string_new (NULL);
  gunichar last = 0;
  gboolean in_flag = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      in_flag = c == 0x1f3f4 || (in_flag && is_tag (c));
      if (is_dropped (c) || (is_tag (c) && !in_flag)
          || (is_joiner (c) && !(is_visible (last) && is_visible (next_kept (g_utf8_next_char (p))))))
        continue;
      g_string_append_unichar (out, c);
      last = c;
    }
  return g_string_free (out, FALSE);
}

static void
replace_characters (char        *text,
                    PsNameRules  rules)
{
  g_strdelimit (text, "/", '_');
  if (!rules.any_characters)
    g_strdelimit (text, ":*?\"<>|\\", '_');
}

/**
 * ps_name_part_is_blank:
 * @text: valid UTF-8
 *
 * Returns: whether there is nothing in it to see but dots
 */
gboolean
ps_name_part_is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_blank (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/**
 * ps_name_part_clean:
 * @text: what the cloud calls it; any bytes
 * @rules: what the disk takes
 *
 * NFC; without controls, direction marks and invisible marks, but with the
 * joiners that emoji and several scripts need; no "/".
 *
 * Returns: (transfer full): valid UTF-8, which may be blank, too long or reserved
 */
char *
ps_name_part_clean (const char  *text,
                    PsNameRules  rules)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *kept = drop_marks (valid);
  char *clean = g_utf8_normalize (kept, -1, G_NORMALIZE_NFC);

  replace_characters (clean, rules);
  return clean;
}

/* Windows keeps these for devices, with any extension. https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
static gboolean
is_device (const char *name,
           gsize       length)
{
  static const char *const devices[] = { "CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$" };
  static const char *const digits[] = { "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³" };

  while (length > 0 && name[length - 1] == ' ')
    length--;
  for (guint i = 0; i < G_N_ELEMENTS (devices); i++)
    if (length == strlen (devices[i]) && g_ascii_strncasecmp (name, devices[i], length) == 0)
      return TRUE;
  if (length > 3 && (g_ascii_strncasecmp (name, "COM", 3) == 0 || g_ascii_strncasecmp (name, "LPT", 3) == 0))
    for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
      if (length - 3 == strlen (digits[i]) && strncmp (name + 3, digits[i], length - 3) == 0)
        return TRUE;
  return FALSE;
}

/* Ours. They lie elsewhere; but a copy of Photos/ alone, or a person, shall not take one for the other. */
static gboolean
is_own (const char *name)
{
  static const char *const names[] = {
    "photos.db", "photos.db-wal", "photos.db-shm", "photos.db-journal", "manifest.sha256", "manifest.jsonl", "read-me.txt",
    "library.json"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
ends_in_part (const char *name)
{
  gsize length = strlen (name);

  return length >= 5 && g_ascii_strcasecmp (name + length - 5, ".part") == 0;
}

/* A whole name, extension included. What is reserved gets a "_" where it does no harm: before the first dot, at the
 * front of a hidden name, at the end of one that ends badly. */
static char *
avoid_reserved (const char *name)
{
  g_autoptr(GString) out = g_string_new (name);
  char last;

  if (out->str[0] == '.')
    g_string_prepend_c (out, '_');
  if (is_device (out->str, strcspn (out->str, ".")) || is_own (out->str))
    g_string_insert_c (out, strcspn (out->str, "."), '_');
  last = out->len > 0 ? out->str[out->len - 1] : '\0';
  if (last == '.' || last == ' ' || last == '~' || ends_in_part (out->str))
    g_string_append_c (out, '_');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gsize
count_units (const char *text,
             gsize       length)
{
  gsize n = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    n += g_utf8_get_char (p) >= 0x10000 ? 2 : 1;
  return n;
}

static gboolean
is_flag_letter (gunichar c)
{
  return c >= 0x1f1e6 && c <= 0x1f1ff;
}

/* Whether a reader sees c as a part of what is before it. */
static gboolean
joins (gunichar before,
       gunichar c,
       guint    n_flag_letters)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_NON_SPACING_MARK || type == G_UNICODE_SPACING_MARK || type == G_UNICODE_ENCLOSING_MARK
         || is_joiner (c) || is_tag (c) || before == 0x200d
         || (c >= 0x1f3fb && c <= 0x1f3ff) || (c >= 0x1160 && c <= 0x11ff)
         || (is_flag_letter (c) && n_flag_letters % 2 == 1);
}

/* The longest beginning of text that fits and does not cut what is seen as one; if a single one is too long, between two
 * code points. */
static gsize
find_cut (const char *text,
          gsize       max)
{
  gsize cut = 0, hard_cut = 0, n_units = 0;
  gunichar before = 0;
  guint n_flag_letters = 0;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((gsize) (p - text) > max || n_units > max)
        break;
      hard_cut = p - text;
      if (c == 0 || !joins (before, c, n_flag_letters))
        cut = hard_cut;
      if (c == 0)
        break;
      n_units += c >= 0x10000 ? 2 : 1;
      n_flag_letters = is_flag_letter (c) ? n_flag_letters + 1 : 0;
      before = c;
    }
  return cut > 0 ? cut : hard_cut;
}

static gboolean
fits (const char *name)
{
  gsize length = strlen (name);

  return length <= PS_NAME_MAX && count_units (name, length) <= PS_NAME_MAX;
}

static char *
assemble (const char *stem,
          gsize       length,
          const char *hash,
          const char *extension)
{
  g_autofree char *name = g_strdup_printf ("%.*s%s%s%s%s", (int) length, stem, hash != NULL ? "~" : "",
                                           hash != NULL ? hash : "", *extension != '\0' ? "." : "", extension);

  return avoid_reserved (name);
}

/**
 * ps_name_part_join:
 * @stem: from ps_name_part_clean(), not blank
 * @hash: (nullable): short; kept whole behind a "~"
 * @extension: short, without its dot; "" for none
 * @was_cut: (out): whether @stem had to be cut
 *
 * Returns: (transfer full): a name of at most 255 bytes and 255 UTF-16 units, not reserved by anyone
 */
char *
ps_name_part_join (const char *stem,
                   const char *hash,
                   const char *extension,
                   gboolean   *was_cut)
{
  gsize max = PS_NAME_MAX;
  char *name = assemble (stem, strlen (stem), hash, extension);

  *was_cut = FALSE;
  while (!fits (name))
    {
      gsize rest = strlen (name) > strlen (stem) ? strlen (name) - strlen (stem) : 0;

      /* Room for all but the stem; where a mark was added to the shorter name, one byte less until it fits. */
      max = !*was_cut ? MIN (max, PS_NAME_MAX) - MIN (rest, 200) : max - 1;
      *was_cut = TRUE;
      g_free (name);
      name = assemble (stem, find_cut (stem, max), hash, extension);
    }
  return name;
}

/**
 * ps_name_part_hash:
 * @text: any bytes
 * @n_digits: at most 64
 *
 * Returns: (transfer full): the first digits of its SHA-256
 */
char *
ps_name_part_hash (const char *text,
                   gsize       n_digits)
{
  char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  hash[n_digits] = '\0';
  return hash;
}
