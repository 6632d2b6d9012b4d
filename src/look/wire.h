/* src/look/wire.h: what Proofsheet and its helper say to each other. Pure; both ends share it. */
#pragma once

#include "base/facts.h"
#include "base/imprint.h"
#include "look/looker.h"
#include "look/problem.h"

G_BEGIN_DECLS

#define PS_WIRE_MAX_SIDE 320            /* pixels of a thumbnail's longer side */
#define PS_WIRE_MAX_THUMBNAIL (96 << 10) /* bytes of a thumbnail */
#define PS_WIRE_MAX_REPLY (160 << 10)   /* bytes of any message; below what a kernel takes in one piece by default */
#define PS_WIRE_SECONDS 10              /* for one look */

typedef struct
{
  guint32 magic;
  guint32 version;
  guint32 serial;
  guint32 size; /* bytes of the whole message */
} PsWireHeader;

/* A whole picture, in the memory that came with the request: rows of BGRA without gaps, opaque, from its start. */
typedef struct
{
  guint32 width, height;           /* pixels, upright; 0: there is no picture */
  guint32 full_width, full_height; /* the original's, upright */
} PsWirePicture;

/* What the helper saw. The sentences for it are made at the other end. */
typedef struct
{
  PsFacts *facts;      /* owned, nullable */
  GBytes *thumbnail;   /* owned, nullable */
  gboolean has_fingerprint;
  guint64 fingerprint;
  PsImprint imprint;   /* where there is a fingerprint */
  PsWirePicture picture; /* the answer to a request for a whole picture has this alone */
  PsProblem problem;
  PsFormat format;
} PsSight;

void         ps_sight_clear          (PsSight      *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PsSight, ps_sight_clear)

PsWireHeader ps_wire_request         (guint32       serial);
PsWireHeader ps_wire_hello           (void);
gboolean     ps_wire_is_request      (const void   *message,
                                      gsize         size,
                                      guint32      *serial);
gboolean     ps_wire_is_hello        (const void   *message,
                                      gsize         size);
GByteArray  *ps_wire_pack            (guint32       serial,
                                      const PsSight *sight);
gboolean     ps_wire_unpack          (const void   *message,
                                      gsize         size,
                                      guint32       serial,
                                      PsSight      *sight);
PsWireHeader ps_wire_header          (guint32       magic,
                                      guint32       serial,
                                      gsize         size);
gboolean     ps_wire_check_header    (const void   *message,
                                      gsize         size,
                                      guint32       magic,
                                      guint32      *serial);
gboolean     ps_wire_is_plain_jpeg   (const guint8 *data,
                                      gsize         size);

G_END_DECLS
