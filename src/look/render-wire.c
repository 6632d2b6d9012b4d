/* src/look/render-wire.c: how a whole picture is asked for and answered. Pure; both ends share it.
 *
 * Two files travel beside the request: the photo, and memory for the picture
 * ("canvas") whose size neither end can change any more. The reply carries
 * numbers alone, and is taken for a stranger's as every other.
 */
#include "look/render-wire.h"

#include <string.h>

#define MAGIC_REQUEST 0x52574c50 /* "PLWR" */
#define MAGIC_REPLY 0x50574c50   /* "PLWP" */

/**
 * ps_render_canvas_size:
 * @max_side: pixels of the longer side
 *
 * Returns: bytes that any such picture fits in
 */
gsize
ps_render_canvas_size (guint max_side)
{
  return (gsize) max_side * max_side * PS_RENDER_PIXEL;
}

/**
 * ps_render_request:
 * @serial: comes back with the reply
 * @max_side: pixels of the longer side, at most %PS_RENDER_MAX_SIDE
 *
 * Returns: a request; the photo and the canvas travel beside it
 */
PsRenderRequest
ps_render_request (guint32 serial,
                   guint   max_side)
{
  return (PsRenderRequest) { .header = ps_wire_header (MAGIC_REQUEST, serial, sizeof (PsRenderRequest)), .max_side = max_side };
}

/**
 * ps_render_is_request:
 * @message: what came
 * @size: its bytes
 * @serial: (out): the request's
 * @max_side: (out): pixels of the longer side
 *
 * Returns: whether it asks for a whole picture
 */
gboolean
ps_render_is_request (const void *message,
                      gsize       size,
                      guint32    *serial,
                      guint      *max_side)
{
  PsRenderRequest request;

  if (size != sizeof request || !ps_wire_check_header (message, size, MAGIC_REQUEST, serial))
    return FALSE;
  memcpy (&request, message, sizeof request);
  *max_side = request.max_side;
  return request.max_side >= 1 && request.max_side <= PS_RENDER_MAX_SIDE;
}

/**
 * ps_render_pack:
 * @serial: the request's
 * @sight: what was seen
 *
 * Returns: the reply
 */
PsRenderReply
ps_render_pack (guint32        serial,
                const PsSight *sight)
{
  return (PsRenderReply) {
    .header = ps_wire_header (MAGIC_REPLY, serial, sizeof (PsRenderReply)),
    .problem = sight->problem,
    .format = sight->format,
    .picture = sight->picture,
  };
}

/* A picture only beside the problems that leave one, and within what was asked. */
static gboolean
check_picture (const PsWirePicture *picture,
               PsProblem            problem,
               guint                max_side)
{
  gboolean has_one = problem == PS_PROBLEM_NONE || problem == PS_PROBLEM_INCOMPLETE;

  if (!has_one)
    return picture->width == 0 && picture->height == 0;
  return picture->width >= 1 && picture->width <= max_side && picture->height >= 1 && picture->height <= max_side
         && picture->full_width >= picture->width && picture->full_height >= picture->height;
}

/**
 * ps_render_unpack:
 * @message: what came
 * @size: its bytes
 * @serial: the request's
 * @max_side: the request's
 * @sight: (out caller-allocates): what was seen
 *
 * Returns: whether it is the well-formed reply to that request
 */
gboolean
ps_render_unpack (const void *message,
                  gsize       size,
                  guint32     serial,
                  guint       max_side,
                  PsSight    *sight)
{
  PsRenderReply reply;
  guint32 its_serial;

  *sight = (PsSight) { 0 };
  if (size != sizeof reply || !ps_wire_check_header (message, size, MAGIC_REPLY, &its_serial) || its_serial != serial)
    return FALSE;
  memcpy (&reply, message, sizeof reply);
  if (reply.problem > PS_PROBLEM_LAST || reply.format > PS_FORMAT_LAST
      || reply.picture.full_width > G_MAXINT || reply.picture.full_height > G_MAXINT
      || !check_picture (&reply.picture, (PsProblem) reply.problem, max_side))
    return FALSE;
  sight->problem = (PsProblem) reply.problem;
  sight->format = (PsFormat) reply.format;
  sight->picture = reply.picture;
  return TRUE;
}
