/* src/demo/wire.h: broken replies, byte by byte, on a connection taken from the server. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PS_WIRE_CLOSE, /* an orderly end */
  PS_WIRE_RESET, /* a reset, once all has arrived */
  PS_WIRE_HOLD   /* nothing more until the client gives up */
} PsWireEnd;

typedef struct
{
  GPtrArray *blocks;  /* owned, of GBytes */
  guint n_head;       /* of them are headers: sent at once whatever the rate */
  guint rate;         /* bytes a second, 0: as fast as it goes */
  PsWireEnd end;
} PsWirePlan;

/* n_sent: bytes of the body that went out. */
typedef void (*PsWireDone) (guint64 n_sent, gpointer user_data);

PsWirePlan *ps_wire_plan_new    (void);
void        ps_wire_plan_free   (PsWirePlan   *self);
void        ps_wire_run         (GIOStream    *stream,
                                 GSocket      *socket,
                                 PsWirePlan   *plan,
                                 GCancellable *cancellable,
                                 PsWireDone    done,
                                 gpointer      user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsWirePlan, ps_wire_plan_free)

G_END_DECLS
