/* src/demo/exchange.h: one request on its way through the demo cloud, until its reply is out. */
#pragma once

#include "demo/breakage.h"
#include "demo/delivery.h"
#include "demo/refusals.h"
#include "demo/request-log.h"

G_BEGIN_DECLS

/* What all exchanges of a server share. */
typedef struct
{
  PsCloud *cloud;            /* owned */
  PsRequestLog *log;         /* owned */
  PsRefusals *refusals;      /* owned */
  GCancellable *cancellable; /* owned: stops connections that are held */
} PsHouse;

typedef struct
{
  GObject *owner;             /* owned: keeps the house alive */
  PsHouse *house;             /* borrowed */
  SoupServerMessage *message; /* owned */
  PsRequest *request;         /* owned */
  PsDoor door;
  gboolean is_hook;
  const char *verb;           /* static, nullable: the fault it meets */
  char *argument;             /* owned, nullable */
  PsDelivery *delivery;       /* owned, nullable */
  PsReply *reply;             /* owned, nullable */
  guint64 n_sent;             /* bytes of the body */
  gint64 delay_ms;            /* how late the reply shall be, beside the fault of that name */
  gboolean is_paused;
  gboolean is_sending;        /* the server has the reply */
  gboolean is_gone;           /* the client went away */
} PsExchange;

PsExchange *ps_exchange_new        (PsHouse           *house,
                                    GObject           *owner,
                                    SoupServerMessage *message);
void        ps_exchange_meet_fault (PsExchange        *self,
                                    PsFaultSide        side,
                                    const char        *target);
/* Both consume the exchange. */
void        ps_exchange_answer     (PsExchange        *self,
                                    PsReply           *reply);
void        ps_exchange_deliver    (PsExchange        *self);

G_END_DECLS
