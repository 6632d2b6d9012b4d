/* tests/cloud/raw-server.h: a server on loopback that says byte for byte what a test wants, and remembers what it was asked. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  RAW_KEEP,  /* the connection may be used again */
  RAW_CLOSE,
  RAW_RESET, /* the connection is torn down */
  RAW_STALL, /* nothing more is said, and nothing closed */
  RAW_DRIP,  /* after what was said a byte every 50 ms, for ever */
} RawEnd;

typedef struct _RawServer RawServer;

/* certificate_file (nullable): PEM with certificate and key, for https. */
RawServer *raw_server_new       (const char *certificate_file);
void       raw_server_free      (RawServer  *self);
guint      raw_server_get_port  (RawServer  *self);
/* What requests get whose "METHOD /target" begins with @request: each answer once, in order, the last for ever.
 * "{PORT}" in it becomes the port. */
void       raw_server_answer    (RawServer  *self,
                                 const char *request,
                                 RawEnd      end,
                                 const char *response);
void       raw_server_answer_bytes (RawServer  *self,
                                    const char *request,
                                    RawEnd      end,
                                    GBytes     *response);
guint      raw_server_count     (RawServer  *self);
/* The nth request with its headers and body, from 0; "" where there is none. */
char      *raw_server_dup_request (RawServer *self,
                                   guint      nth);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RawServer, raw_server_free)

G_END_DECLS
