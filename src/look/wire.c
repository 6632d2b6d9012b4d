/* src/look/wire.c: what Proofsheet and its helper say to each other. Pure; both ends share it.
 *
 * The helper reads hostile files and may be under their spell: every reply is
 * taken for a stranger's. Messages are in the machine's own byte order, since
 * they never leave it.
 */
#include "look/wire.h"

#include <math.h>
#include <string.h>

#define MAGIC_HELLO 0x48534c50   /* "PLSH" */
#define MAGIC_REQUEST 0x51534c50 /* "PLSQ" */
#define MAGIC_REPLY 0x52534c50   /* "PLSR" */
#define VERSION 4
#define NO_TEXT G_MAXUINT32
#define MAX_TEXT 6000            /* bytes of any text: a notice has two lines of 2,000 and what replaces broken bytes */
#define N_NUMBERS 7
#define N_INTEGERS 6
#define N_TEXTS 16
#define MAX_TEXTS (60 << 10)     /* bytes of all of them */

typedef struct
{
  PsWireHeader header;
  guint32 problem;
  guint32 format;
  guint32 flags;
  guint32 n_thumbnail;      /* bytes, at the message's end */
  guint64 fingerprint;
  PsImprint imprint;
  double numbers[N_NUMBERS];
  gint64 integers[N_INTEGERS];
  guint32 n_texts[N_TEXTS]; /* bytes of each, in this order after this struct; NO_TEXT: none */
  guint32 padding;
} Reply;

enum { FLAG_FACTS = 1, FLAG_EXIF = 2, FLAG_FINGERPRINT = 4, FLAG_THUMBNAIL = 8 };

static void
list_texts (PsFacts  *facts,
            char    **texts[N_TEXTS])
{
  texts[0] = &facts->camera_make;
  texts[1] = &facts->camera_model;
  texts[2] = &facts->camera_serial;
  texts[3] = &facts->lens;
  texts[4] = &facts->date_taken;
  texts[5] = &facts->date_taken_offset;
  texts[6] = &facts->description;
  texts[7] = &facts->artist;
  texts[8] = &facts->copyright;
  texts[9] = &facts->title;
  texts[10] = &facts->caption;
  texts[11] = &facts->creator;
  texts[12] = &facts->rights;
  texts[13] = &facts->label;
  texts[14] = &facts->keywords;
  texts[15] = &facts->keyword_paths;
}

static void
list_numbers (PsFacts *facts,
              double  *numbers[N_NUMBERS])
{
  numbers[0] = &facts->focal_length;
  numbers[1] = &facts->focal_length_35mm;
  numbers[2] = &facts->aperture;
  numbers[3] = &facts->shutter_speed;
  numbers[4] = &facts->gps_latitude;
  numbers[5] = &facts->gps_longitude;
  numbers[6] = &facts->gps_altitude;
}

static void
append_text (GByteArray *message,
             const char *text,
             guint32    *n_bytes)
{
  gsize room = MIN (MAX_TEXT, sizeof (Reply) + MAX_TEXTS - message->len);

  *n_bytes = text != NULL ? (guint32) MIN (strlen (text), room) : NO_TEXT;
  while (text != NULL && *n_bytes > 0 && (text[*n_bytes] & 0xc0) == 0x80) /* no half a character */
    (*n_bytes)--;
  if (text != NULL)
    g_byte_array_append (message, (const guint8 *) text, *n_bytes);
}

static void
pack_facts (PsFacts    *facts,
            Reply      *reply,
            GByteArray *message)
{
  double *numbers[N_NUMBERS];
  char **texts[N_TEXTS];

  list_numbers (facts, numbers);
  list_texts (facts, texts);
  for (int i = 0; i < N_NUMBERS; i++)
    reply->numbers[i] = *numbers[i];
  reply->integers[0] = facts->iso;
  reply->integers[1] = facts->taken_at_us;
  reply->integers[2] = facts->orientation;
  reply->integers[3] = facts->width;
  reply->integers[4] = facts->height;
  reply->integers[5] = facts->rating;
  for (int i = 0; i < N_TEXTS; i++)
    append_text (message, *texts[i], &reply->n_texts[i]);
  reply->flags |= FLAG_FACTS | (facts->has_exif ? FLAG_EXIF : 0);
}

/**
 * ps_sight_clear:
 * @self: what to empty
 */
void
ps_sight_clear (PsSight *self)
{
  g_clear_pointer (&self->facts, ps_facts_unref);
  g_clear_pointer (&self->thumbnail, g_bytes_unref);
}

/**
 * ps_wire_header:
 * @magic: what kind of message
 * @serial: the request's
 * @size: bytes of the whole message
 *
 * Returns: what every message begins with
 */
PsWireHeader
ps_wire_header (guint32 magic,
                guint32 serial,
                gsize   size)
{
  return (PsWireHeader) { .magic = magic, .version = VERSION, .serial = serial, .size = (guint32) size };
}

/**
 * ps_wire_check_header:
 * @message: what came
 * @size: its bytes
 * @magic: what kind it should be
 * @serial: (out): the request's
 *
 * Returns: whether it begins as such a message does
 */
gboolean
ps_wire_check_header (const void *message,
                      gsize       size,
                      guint32     magic,
                      guint32    *serial)
{
  PsWireHeader header;

  if (size < sizeof header)
    return FALSE;
  memcpy (&header, message, sizeof header);
  *serial = header.serial;
  return header.magic == magic && header.version == VERSION && header.size == size;
}

/**
 * ps_wire_request:
 * @serial: comes back with the reply
 *
 * Returns: a request; one open file travels beside it
 */
PsWireHeader
ps_wire_request (guint32 serial)
{
  return ps_wire_header (MAGIC_REQUEST, serial, sizeof (PsWireHeader));
}

/**
 * ps_wire_hello:
 *
 * Returns: what a helper says once, when it is ready
 */
PsWireHeader
ps_wire_hello (void)
{
  return ps_wire_header (MAGIC_HELLO, 0, sizeof (PsWireHeader));
}

/**
 * ps_wire_is_request:
 * @message: what came
 * @size: its bytes
 * @serial: (out): the request's
 *
 * Returns: whether it is a request
 */
gboolean
ps_wire_is_request (const void *message,
                    gsize       size,
                    guint32    *serial)
{
  return size == sizeof (PsWireHeader) && ps_wire_check_header (message, size, MAGIC_REQUEST, serial);
}

/**
 * ps_wire_is_hello:
 * @message: what came
 * @size: its bytes
 *
 * Returns: whether it is a hello of this version
 */
gboolean
ps_wire_is_hello (const void *message,
                  gsize       size)
{
  guint32 serial;

  return size == sizeof (PsWireHeader) && ps_wire_check_header (message, size, MAGIC_HELLO, &serial);
}

/**
 * ps_wire_pack:
 * @serial: the request's
 * @sight: what was seen
 *
 * Returns: (transfer full): the reply, at most %PS_WIRE_MAX_REPLY bytes
 */
GByteArray *
ps_wire_pack (guint32        serial,
              const PsSight *sight)
{
  GByteArray *message = g_byte_array_sized_new (PS_WIRE_MAX_REPLY);
  Reply reply = { .problem = sight->problem, .format = sight->format };

  g_byte_array_append (message, (const guint8 *) &reply, sizeof reply);
  if (sight->facts != NULL)
    pack_facts (sight->facts, &reply, message);
  if (sight->has_fingerprint)
    {
      reply.flags |= FLAG_FINGERPRINT;
      reply.fingerprint = sight->fingerprint;
      reply.imprint = sight->imprint;
    }
  if (sight->thumbnail != NULL && g_bytes_get_size (sight->thumbnail) <= PS_WIRE_MAX_THUMBNAIL)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (sight->thumbnail, &size);

      reply.flags |= FLAG_THUMBNAIL;
      reply.n_thumbnail = (guint32) size;
      g_byte_array_append (message, data, (guint) size);
    }
  reply.header = ps_wire_header (MAGIC_REPLY, serial, message->len);
  memcpy (message->data, &reply, sizeof reply);
  g_assert (message->len <= PS_WIRE_MAX_REPLY);
  return message;
}

static gboolean
unpack_texts (const Reply  *reply,
              PsFacts      *facts,
              const guint8 **rest,
              gsize        *n_rest)
{
  char **texts[N_TEXTS];

  list_texts (facts, texts);
  for (int i = 0; i < N_TEXTS; i++)
    {
      guint32 n = reply->n_texts[i];

      if (n == NO_TEXT)
        continue;
      if (n > MAX_TEXT || n > *n_rest || !g_utf8_validate ((const char *) *rest, n, NULL))
        return FALSE;
      *texts[i] = g_strndup ((const char *) *rest, n);
      *rest += n;
      *n_rest -= n;
    }
  return TRUE;
}

/* NaN is "not there", which any field may be. */
static gboolean
is_within (double value,
           double least,
           double most)
{
  return isnan (value) || (value >= least && value <= most);
}

static gboolean
unpack_facts (const Reply   *reply,
              PsFacts       *facts,
              const guint8 **rest,
              gsize         *n_rest)
{
  double *numbers[N_NUMBERS];

  list_numbers (facts, numbers);
  for (int i = 0; i < N_NUMBERS; i++)
    *numbers[i] = reply->numbers[i];
  facts->has_exif = (reply->flags & FLAG_EXIF) != 0;
  facts->iso = reply->integers[0];
  facts->taken_at_us = reply->integers[1];
  facts->orientation = (int) CLAMP (reply->integers[2], 0, 9);
  facts->width = reply->integers[3];
  facts->height = reply->integers[4];
  facts->rating = reply->integers[5] >= -1 && reply->integers[5] <= 5 ? (int) reply->integers[5] : PS_NO_RATING;
  for (int i = 0; i < 4; i++)
    if (!is_within (*numbers[i], 0, 1e9))
      return FALSE;
  return is_within (facts->gps_latitude, -90, 90) && is_within (facts->gps_longitude, -180, 180)
         && is_within (facts->gps_altitude, -1e6, 1e6)
         && facts->iso >= 0 && facts->iso <= G_MAXUINT32
         && facts->orientation >= 1 && facts->orientation <= 8
         && facts->width >= 0 && facts->width <= G_MAXUINT32 && facts->height >= 0 && facts->height <= G_MAXUINT32
         && unpack_texts (reply, facts, rest, n_rest);
}

/**
 * ps_wire_is_plain_jpeg:
 * @data: bytes
 * @size: how many
 *
 * A thumbnail is decoded by programs without limits, so it may only be what
 * this program writes: one baseline frame of 8 bits and three components, small
 * in size, and no segment beside the tables it needs.
 *
 * Returns: whether that is so
 */
gboolean
ps_wire_is_plain_jpeg (const guint8 *data,
                       gsize         size)
{
  gsize offset = 2;
  gboolean has_frame = FALSE;

  if (size < 4 || size > PS_WIRE_MAX_THUMBNAIL || data[0] != 0xff || data[1] != 0xd8)
    return FALSE;
  while (offset + 4 <= size)
    {
      const guint8 *p = data + offset;
      gsize length = (gsize) p[2] << 8 | p[3];

      if (p[0] != 0xff || length < 2 || length > size - offset - 2)
        return FALSE;
      switch (p[1])
        {
        case 0xda: /* the scan; nothing but its coded data follows */
          return has_frame;
        case 0xc0:
          if (has_frame || length != 17 || p[4] != 8 || p[9] != 3)
            return FALSE;
          has_frame = TRUE;
          for (int i = 5; i <= 7; i += 2)
            {
              int side = p[i] << 8 | p[i + 1];

              if (side < 1 || side > PS_WIRE_MAX_SIDE)
                return FALSE;
            }
          break;
        case 0xc4:
        case 0xdb:
        case 0xe0:
          break;
        default:
          return FALSE;
        }
      offset += 2 + length;
    }
  return FALSE;
}

/**
 * ps_wire_unpack:
 * @message: what came
 * @size: its bytes
 * @serial: the request's
 * @sight: (out caller-allocates): what was seen; free with ps_sight_clear() in either case
 *
 * Returns: whether it is the well-formed reply to that request
 */
gboolean
ps_wire_unpack (const void *message,
                gsize       size,
                guint32     serial,
                PsSight    *sight)
{
  const guint8 *rest = (const guint8 *) message + sizeof (Reply);
  gsize n_rest;
  guint32 its_serial;
  Reply reply;

  *sight = (PsSight) { 0 };
  if (size < sizeof reply || size > PS_WIRE_MAX_REPLY || !ps_wire_check_header (message, size, MAGIC_REPLY, &its_serial)
      || its_serial != serial)
    return FALSE;
  memcpy (&reply, message, sizeof reply);
  n_rest = size - sizeof reply;
  if (reply.problem > PS_PROBLEM_LAST || reply.format > PS_FORMAT_LAST)
    return FALSE;
  sight->problem = (PsProblem) reply.problem;
  sight->format = (PsFormat) reply.format;
  if (reply.flags & FLAG_FACTS)
    {
      sight->facts = ps_facts_new ();
      if (!unpack_facts (&reply, sight->facts, &rest, &n_rest))
        return FALSE;
    }
  if (reply.flags & FLAG_THUMBNAIL)
    {
      if (reply.n_thumbnail != n_rest || !ps_wire_is_plain_jpeg (rest, n_rest))
        return FALSE;
      sight->thumbnail = g_bytes_new (rest, n_rest);
      n_rest = 0;
    }
  sight->has_fingerprint = (reply.flags & FLAG_FINGERPRINT) != 0;
  sight->fingerprint = reply.fingerprint;
  sight->imprint = reply.imprint;
  return n_rest == 0;
}
