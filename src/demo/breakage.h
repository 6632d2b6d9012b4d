/* src/demo/breakage.h: what each fault makes of a reply. */
#pragma once

#include "demo/cloud.h"
#include "demo/request.h"
#include "demo/wire.h"

G_BEGIN_DECLS

/* Which door a request came to: it decides how errors look. */
typedef enum { PS_DOOR_API, PS_DOOR_DOWNLOAD, PS_DOOR_DELIVERY } PsDoor;

/* Replies that need no good one first; NULL: the verb is none of those. */
PsReply    *ps_breakage_refuse  (PsCloud    *cloud,
                                 PsRequest  *request,
                                 PsDoor      door,
                                 const char *verb,
                                 const char *argument);
/* Changes a good reply. */
void        ps_breakage_spoil   (PsReply    *reply,
                                 const char *verb,
                                 const char *argument);
/* Replies that a server cannot send by itself; NULL: the verb is none of those. */
PsWirePlan *ps_breakage_plan    (PsReply    *reply,
                                 gboolean    is_head,
                                 const char *verb,
                                 const char *argument);
void        ps_breakage_gzip    (PsReply    *reply);
/* The bytes of an original, before ranges are taken of it. */
GBytes     *ps_breakage_bytes   (GBytes     *bytes,
                                 const char *verb,
                                 const char *argument);

G_END_DECLS
