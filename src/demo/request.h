/* src/demo/request.h: one request taken apart, and the reply to it before it goes out. */
#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct
{
  char *method;
  char *path;                  /* as sent, percent-encoded */
  char *query;                 /* as sent; nullable */
  GStrv segments;              /* of the path, decoded; empty ones are dropped */
  GPtrArray *parameters;       /* of char*: name, value, name, value, … decoded; ends with a %NULL */
  SoupMessageHeaders *headers; /* borrowed */
  GBytes *body;                /* nullable */
  JsonObject *json;            /* the body as an object; nullable */
} PsRequest;

typedef struct
{
  guint status;
  char *reason;                /* nullable: the usual one */
  SoupMessageHeaders *headers;
  GBytes *body;                /* nullable */
  gint64 length;               /* what HEAD says of the body; −1: the body's */
} PsReply;

PsRequest  *ps_request_new         (const char         *method,
                                    const char         *path,
                                    const char         *query,
                                    SoupMessageHeaders *headers,
                                    GBytes             *body);
void        ps_request_free        (PsRequest          *self);
const char *ps_request_get         (PsRequest          *self,
                                    const char         *name);
gboolean    ps_request_get_flag    (PsRequest          *self,
                                    const char         *name);
GStrv       ps_request_dup_list    (PsRequest          *self,
                                    const char         *name);
gboolean    ps_request_is_reading  (PsRequest          *self);
const char *ps_request_get_header  (PsRequest          *self,
                                    const char         *name);

PsReply    *ps_reply_new           (guint               status,
                                    const char         *content_type,
                                    GBytes             *body);
PsReply    *ps_reply_new_json      (guint               status,
                                    GString            *json);
PsReply    *ps_reply_new_error     (guint               status,
                                    const char         *message);
PsReply    *ps_reply_new_html      (guint               status,
                                    const char         *title,
                                    const char         *text);
PsReply    *ps_reply_new_refusal   (guint               status,
                                    const char         *x_cld_error);
void        ps_reply_free          (PsReply            *self);
void        ps_reply_set_header    (PsReply            *self,
                                    const char         *name,
                                    const char         *value);
void        ps_reply_set_body      (PsReply            *self,
                                    GBytes             *body);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsRequest, ps_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsReply, ps_reply_free)

G_END_DECLS
