/* src/look/iptc.c: records of IPTC-IIM -> captions. Helper program only.
 *
 * IIM 4.2: a marker, a record's and a data set's number, a length, a value.
 * Record 1 may say that texts are in UTF-8; where it does not, they are in
 * whatever the author's computer wrote, which is taken for Windows's Latin 1
 * as exiftool takes it.
 */
#include "look/iptc.h"

#include <string.h>

#include "look/bytes.h"
#include "look/words.h"

#define MARKER 0x1c
#define MAX_SETS 10000

#define CHARSET (1 << 8 | 90)
#define OBJECT_NAME (2 << 8 | 5)
#define KEYWORD (2 << 8 | 25)
#define BY_LINE (2 << 8 | 80)
#define HEADLINE (2 << 8 | 105)
#define COPYRIGHT (2 << 8 | 116)
#define CAPTION (2 << 8 | 120)

/* Where Windows's Latin 1 has letters and the standard's has controls; 0: neither. */
static const guint16 windows_1252[32] = {
  0x20ac, 0x0000, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x0000, 0x017d, 0x0000,
  0x0000, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x0000, 0x017e, 0x0178,
};

/* iconv would look for tables in files, which the helper may not open. */
static char *
convert (const guint8 *bytes,
         gsize         n_bytes)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < n_bytes; i++)
    if (bytes[i] < 0x80 || bytes[i] >= 0xa0)
      g_string_append_unichar (out, bytes[i]);
    else if (windows_1252[bytes[i] - 0x80] != 0)
      g_string_append_unichar (out, windows_1252[bytes[i] - 0x80]);
  return g_string_free (out, FALSE);
}

static char *
read_text (const guint8 *bytes,
           gsize         n_bytes,
           gboolean      is_utf8)
{
  g_autofree char *converted = NULL;

  n_bytes = strnlen ((const char *) bytes, MIN (n_bytes, 4 * PS_WORDS_MAX));
  if (is_utf8)
    return ps_words_clean ((const char *) bytes, n_bytes);
  converted = convert (bytes, n_bytes);
  return ps_words_clean (converted, strlen (converted));
}

static void
set_once (char **place,
          char  *text)
{
  if (*place == NULL)
    *place = text;
  else
    g_free (text);
}

static void
add_creator (PsCaptions *captions,
             char       *name)
{
  char *before = captions->creator;

  if (name == NULL || before == NULL)
    {
      captions->creator = before != NULL ? before : name;
      return;
    }
  captions->creator = g_strconcat (before, "; ", name, NULL);
  g_free (before);
  g_free (name);
}

static void
take (PsCaptions   *captions,
      guint         data_set,
      const guint8 *value,
      gsize         n_bytes,
      gboolean      is_utf8)
{
  switch (data_set)
    {
    case OBJECT_NAME:
      set_once (&captions->title, read_text (value, n_bytes, is_utf8));
      break;
    case HEADLINE:
      set_once (&captions->headline, read_text (value, n_bytes, is_utf8));
      break;
    case CAPTION:
      set_once (&captions->caption, read_text (value, n_bytes, is_utf8));
      break;
    case COPYRIGHT:
      set_once (&captions->rights, read_text (value, n_bytes, is_utf8));
      break;
    case BY_LINE:
      if (captions->creator == NULL || strlen (captions->creator) < PS_WORDS_MAX)
        add_creator (captions, read_text (value, n_bytes, is_utf8));
      break;
    case KEYWORD:
      ps_captions_add (&captions->keywords, read_text (value, n_bytes, is_utf8));
      break;
    default:
      break;
    }
}

/**
 * ps_iptc_read:
 * @records: IPTC-IIM
 * @captions: what to fill, empty
 */
void
ps_iptc_read (GBytes     *records,
              PsCaptions *captions)
{
  gsize size, at = 0;
  const guint8 *data = g_bytes_get_data (records, &size);
  gboolean is_utf8 = FALSE;

  for (int i = 0; i < MAX_SETS && size - at >= 5 && data[at] == MARKER; i++)
    {
      guint data_set = (guint) data[at + 1] << 8 | data[at + 2];
      gsize n_bytes = ps_be16 (data + at + 3);

      at += 5;
      if (n_bytes & 0x8000) /* the length follows, in so many bytes */
        {
          gsize n_length = n_bytes & 0x7fff;

          n_bytes = 0;
          if (n_length > 4 || n_length > size - at)
            return;
          for (gsize j = 0; j < n_length; j++)
            n_bytes = n_bytes << 8 | data[at++];
        }
      if (n_bytes > size - at)
        return;
      if (data_set == CHARSET)
        is_utf8 = n_bytes == 3 && memcmp (data + at, "\x1b%G", 3) == 0;
      else
        take (captions, data_set, data + at, n_bytes, is_utf8);
      at += n_bytes;
    }
}
