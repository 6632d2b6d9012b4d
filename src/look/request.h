/* src/look/request.h: one file that waits to be looked at, or is being looked at. Main thread. */
#pragma once

#include <gio/gio.h>

#include "look/link.h"

G_BEGIN_DECLS

typedef struct
{
  GTask *task;           /* owned; NULL once answered */
  int fd;                /* owned */
  guint max_side;        /* of a whole picture, pixels; 0: a look */
  int canvas;            /* owned; memory for the whole picture; -1: none */
  int priority;
  guint64 serial;
  int n_tries;
  GSource *cancelled;    /* owned, nullable */
  GSequenceIter *place;  /* in the queue; NULL while under way */
  PsLink *link;          /* borrowed; who works on it */
} PsLookRequest;

PsLookRequest *ps_look_request_new     (GTask         *task,
                               int            fd,
                               int            priority,
                               guint64        serial);
void       ps_look_request_free    (PsLookRequest     *self);
void       ps_look_request_fail    (PsLookRequest     *self,
                               GError        *error);
int        ps_look_request_compare (gconstpointer  a,
                               gconstpointer  b,
                               gpointer       user_data);

G_END_DECLS
