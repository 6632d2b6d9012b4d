/* src/look/render-wire.h: how a whole picture is asked for and answered. Pure; both ends share it. */
#pragma once

#include "look/wire.h"

G_BEGIN_DECLS

#define PS_RENDER_MAX_SIDE PS_LOOK_FULL_SIDE /* pixels of a whole picture's longer side */
#define PS_RENDER_PIXEL 4       /* bytes: blue, green, red, and 255 */
#define PS_RENDER_SECONDS 20    /* for one request */

typedef struct
{
  PsWireHeader header;
  guint32 max_side; /* pixels of the longer side that are wanted */
  guint32 padding;
} PsRenderRequest;

typedef struct
{
  PsWireHeader header;
  guint32 problem;
  guint32 format;
  PsWirePicture picture;
} PsRenderReply;

gsize           ps_render_canvas_size (guint          max_side);
PsRenderRequest ps_render_request     (guint32        serial,
                                       guint          max_side);
gboolean        ps_render_is_request  (const void    *message,
                                       gsize          size,
                                       guint32       *serial,
                                       guint         *max_side);
PsRenderReply   ps_render_pack        (guint32        serial,
                                       const PsSight *sight);
gboolean        ps_render_unpack      (const void    *message,
                                       gsize          size,
                                       guint32        serial,
                                       guint          max_side,
                                       PsSight       *sight);

G_END_DECLS
