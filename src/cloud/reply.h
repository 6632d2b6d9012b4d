/* src/cloud/reply.h: private to this folder, pure: which error a reply is, and in which words. Any thread. */
#pragma once

#include "cloud/account.h"

G_BEGIN_DECLS

/* What the API, or the signed download, said. */
typedef struct
{
  int status;
  const char *content_type; /* nullable */
  const char *body;         /* nullable */
  gsize length;
  gint64 skew_us;           /* the server's clock less ours; 0: not known */
  gboolean has_cursor;      /* the request named a page */
  const char *cloud_name;
} PsReply;

/* What delivery said, without its body. */
typedef struct
{
  int status;
  const char *reason;       /* x-cld-error; nullable */
} PsDeliveryReply;

char     *ps_reply_dup_message         (const char            *body,
                                        gsize                  length);
gboolean  ps_reply_is_html             (const PsReply         *reply);
GError   *ps_reply_to_error            (const PsReply         *reply);
GError   *ps_delivery_reply_to_error   (const PsDeliveryReply *reply);

G_END_DECLS
