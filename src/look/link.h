/* src/look/link.h: one running helper and the socket to it. Main thread. */
#pragma once

#include "look/wire.h"

G_BEGIN_DECLS

typedef struct _PsLink PsLink;

typedef enum
{
  PS_LINK_STARTING,
  PS_LINK_IDLE,
  PS_LINK_BUSY,
  PS_LINK_GONE, /* hung up or killed; it waits to be reaped */
} PsLinkState;

typedef enum
{
  PS_LINK_EVENT_READY,    /* it takes requests now */
  PS_LINK_EVENT_ANSWERED, /* sight holds the answer; it is idle again */
  PS_LINK_EVENT_LOST,     /* it died or was killed; ps_link_get_reason() says why */
  PS_LINK_EVENT_REAPED,   /* the process is no more; free the link */
} PsLinkEvent;

typedef void (*PsLinkFunc) (PsLink      *self,
                            PsLinkEvent  event,
                            PsSight     *sight,
                            gpointer     user_data);

PsLink      *ps_link_start        (guint         time_limit_ms,
                                   PsLinkFunc    func,
                                   gpointer      user_data,
                                   GError      **error);
gboolean     ps_link_ask          (PsLink       *self,
                                   int           fd);
gboolean     ps_link_ask_picture  (PsLink       *self,
                                   int           fd,
                                   int           canvas,
                                   guint         max_side,
                                   guint         time_limit_ms);
void         ps_link_hang_up      (PsLink       *self);
void         ps_link_kill         (PsLink       *self);
void         ps_link_abandon      (PsLink       *self);
void         ps_link_free         (PsLink       *self);
PsLinkState  ps_link_get_state    (PsLink       *self);
PsLookError  ps_link_get_reason   (PsLink       *self);
GPid         ps_link_get_pid      (PsLink       *self);

G_END_DECLS
