/* src/demo/ranges.c: pure: byte ranges as RFC 9110, 14 has them. */
#include "demo/ranges.h"

#include <string.h>

static gboolean
read_number (const char **at,
             guint64     *number)
{
  char *end = NULL;

  if (!g_ascii_isdigit (**at))
    return FALSE;
  *number = g_ascii_strtoull (*at, &end, 10);
  *at = end;
  return TRUE;
}

/**
 * ps_range_parse:
 * @header: (nullable): a Range header
 * @size: of the whole, bytes
 * @first: (out): where the range begins
 * @length: (out): how long it is
 *
 * Several ranges, and what is no range, are the whole, as a server may answer.
 *
 * Returns: what is asked for
 */
PsRange
ps_range_parse (const char *header,
                gsize       size,
                gsize      *first,
                gsize      *length)
{
  guint64 from = 0, to = size > 0 ? size - 1 : 0, n_tail = 0;
  const char *at;

  *first = 0;
  *length = size;
  if (header == NULL || g_ascii_strncasecmp (header, "bytes=", 6) != 0 || strchr (header, ',') != NULL)
    return PS_RANGE_WHOLE;
  at = header + 6;
  if (*at == '-')
    {
      at++;
      if (!read_number (&at, &n_tail) || *at != '\0')
        return PS_RANGE_WHOLE;
      if (n_tail == 0 || size == 0)
        return PS_RANGE_UNSATISFIABLE;
      from = n_tail < size ? size - n_tail : 0;
    }
  else
    {
      if (!read_number (&at, &from) || *at++ != '-')
        return PS_RANGE_WHOLE;
      if (*at != '\0' && (!read_number (&at, &to) || *at != '\0' || to < from))
        return PS_RANGE_WHOLE;
    }
  if (from >= size)
    return PS_RANGE_UNSATISFIABLE;
  *first = from;
  *length = MIN (to, size - 1) - from + 1;
  return PS_RANGE_PART;
}

/**
 * ps_range_if_range:
 * @header: (nullable): an If-Range header
 * @etag: with its quotes
 * @last_modified: as it is sent
 *
 * Returns: whether a range may be given
 */
gboolean
ps_range_if_range (const char *header,
                   const char *etag,
                   const char *last_modified)
{
  return header == NULL || g_str_equal (header, etag) || g_strcmp0 (header, last_modified) == 0;
}
