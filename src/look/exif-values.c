/* src/look/exif-values.c: single values out of libexif's entries, as exiftool understands them. Helper program only.
 *
 * exiftool takes any format a camera chose for a tag; so does this. Text ends
 * at its first zero byte and loses trailing blanks; a fraction over zero is no
 * number. Nothing here trusts an entry's count beyond its size.
 */
#include "look/exif-values.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "look/words.h"

static ExifEntry *
find (ExifContent *content,
      guint        tag)
{
  ExifEntry *entry = content != NULL ? exif_content_get_entry (content, (ExifTag) tag) : NULL;

  return entry != NULL && entry->data != NULL && entry->size > 0 ? entry : NULL;
}

static double
divide (double numerator,
        double denominator)
{
  return denominator != 0 ? numerator / denominator : NAN;
}

static double
get_real (const guint8  *p,
          ExifByteOrder  order,
          gsize          size)
{
  union { guint32 bits; float value; } single;
  union { guint64 bits; double value; } both;

  if (size == 4)
    {
      single.bits = exif_get_long (p, order);
      return isfinite (single.value) ? (double) single.value : NAN;
    }
  both.bits = order == EXIF_BYTE_ORDER_MOTOROLA
    ? (guint64) exif_get_long (p, order) << 32 | exif_get_long (p + 4, order)
    : (guint64) exif_get_long (p + 4, order) << 32 | exif_get_long (p, order);
  return isfinite (both.value) ? both.value : NAN;
}

/**
 * ps_exif_count:
 * @content: (nullable): one directory
 * @tag: a tag
 *
 * Returns: how many values the tag really holds, 0 where it is missing
 */
guint
ps_exif_count (ExifContent *content,
               guint        tag)
{
  ExifEntry *entry = find (content, tag);
  gsize size = entry != NULL ? exif_format_get_size (entry->format) : 0;

  return size > 0 ? (guint) MIN (entry->components, entry->size / size) : 0;
}

/**
 * ps_exif_number:
 * @content: (nullable): one directory
 * @tag: a tag
 * @index: which of its values, from 0
 *
 * Returns: the value; NaN where there is none, or a fraction over zero
 */
double
ps_exif_number (ExifContent *content,
                guint        tag,
                guint        index)
{
  ExifEntry *entry = find (content, tag);
  ExifByteOrder order;
  const guint8 *p;

  if (index >= ps_exif_count (content, tag))
    return NAN;
  order = exif_data_get_byte_order (content->parent);
  p = entry->data + index * (gsize) exif_format_get_size (entry->format);
  switch (entry->format)
    {
    case EXIF_FORMAT_BYTE:
    case EXIF_FORMAT_UNDEFINED:
      return *p;
    case EXIF_FORMAT_SBYTE:
      return (gint8) *p;
    case EXIF_FORMAT_SHORT:
      return exif_get_short (p, order);
    case EXIF_FORMAT_SSHORT:
      return exif_get_sshort (p, order);
    case EXIF_FORMAT_LONG:
      return exif_get_long (p, order);
    case EXIF_FORMAT_SLONG:
      return exif_get_slong (p, order);
    case EXIF_FORMAT_RATIONAL:
      return divide (exif_get_long (p, order), exif_get_long (p + 4, order));
    case EXIF_FORMAT_SRATIONAL:
      return divide (exif_get_slong (p, order), exif_get_slong (p + 4, order));
    case EXIF_FORMAT_FLOAT:
      return get_real (p, order, 4);
    case EXIF_FORMAT_DOUBLE:
      return get_real (p, order, 8);
    case EXIF_FORMAT_ASCII:
    default:
      return NAN;
    }
}

/* Bytes of a text, up to its first zero; the entry's own, not ended by a zero. */
static gboolean
get_bytes (ExifContent  *content,
           guint         tag,
           const char  **bytes,
           gsize        *n_bytes)
{
  ExifEntry *entry = find (content, tag);

  if (entry == NULL || (entry->format != EXIF_FORMAT_ASCII && entry->format != EXIF_FORMAT_UNDEFINED
                        && entry->format != EXIF_FORMAT_BYTE))
    return FALSE;
  *bytes = (const char *) entry->data;
  *n_bytes = entry->size;
  return TRUE;
}

/**
 * ps_exif_text:
 * @content: (nullable): one directory
 * @tag: a tag
 *
 * Returns: (transfer full) (nullable): its text in valid UTF-8 without controls and trailing blanks,
 *   at most 2,000 bytes; %NULL where it is missing or blank
 */
char *
ps_exif_text (ExifContent *content,
              guint        tag)
{
  const char *bytes;
  gsize n_bytes;

  if (!get_bytes (content, tag, &bytes, &n_bytes))
    return NULL;
  return ps_words_clean (bytes, strnlen (bytes, n_bytes));
}

/**
 * ps_exif_notice:
 * @content: (nullable): one directory
 * @tag: Copyright
 *
 * EXIF 2.32, 4.6.4 D: the photographer's notice, a zero byte, the editor's
 * notice; a blank stands for a photographer who claims nothing.
 *
 * Returns: (transfer full) (nullable): both, on a line each
 */
char *
ps_exif_notice (ExifContent *content,
                guint        tag)
{
  const char *bytes;
  gsize n_bytes, n_first;
  g_autofree char *first = NULL, *second = NULL;

  if (!get_bytes (content, tag, &bytes, &n_bytes))
    return NULL;
  n_first = strnlen (bytes, n_bytes);
  first = ps_words_clean (bytes, n_first);
  if (n_first + 1 < n_bytes)
    second = ps_words_clean (bytes + n_first + 1, strnlen (bytes + n_first + 1, n_bytes - n_first - 1));
  if (first != NULL && second != NULL)
    return g_strdup_printf ("%s\n%s", first, second);
  return first != NULL ? g_steal_pointer (&first) : g_steal_pointer (&second);
}

/**
 * ps_exif_date:
 * @content: (nullable): one directory
 * @tag: a date, "2024:06:22 16:41:09" (EXIF 2.32, 4.6.5 F)
 *
 * Other separators are taken as well; zeros, blanks and days that no calendar
 * has are no date.
 *
 * Returns: (transfer full) (nullable): "2024-06-22T16:41:09"
 */
char *
ps_exif_date (ExifContent *content,
              guint        tag)
{
  g_autofree char *text = ps_exif_text (content, tag);
  g_autoptr(GDateTime) time = NULL;
  int year, month, day, hour, minute, second;
  int n_read = 0;

  if (text == NULL
      || sscanf (text, "%4d%*1[:/.-]%2d%*1[:/.-]%2d%*1[ T]%2d:%2d:%2d%n", &year, &month, &day, &hour, &minute, &second, &n_read) != 6
      || n_read == 0)
    return NULL;
  time = g_date_time_new_utc (year, month, day, hour, minute, second);
  if (time == NULL)
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d", year, month, day, hour, minute, second);
}

/**
 * ps_exif_offset:
 * @content: (nullable): one directory
 * @tag: an offset from UTC, "+02:00" (EXIF 2.32, 4.6.5 F)
 *
 * Returns: (transfer full) (nullable): the same, where it is one
 */
char *
ps_exif_offset (ExifContent *content,
                guint        tag)
{
  g_autofree char *text = ps_exif_text (content, tag);

  if (text == NULL || strlen (text) != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':'
      || !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[2]) || !g_ascii_isdigit (text[4]) || !g_ascii_isdigit (text[5]))
    return NULL;
  if ((text[1] - '0') * 10 + text[2] - '0' > 14 || text[4] > '5')
    return NULL;
  return g_steal_pointer (&text);
}
