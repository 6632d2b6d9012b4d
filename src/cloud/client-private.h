/* src/cloud/client-private.h: what only this folder asks of a client. Main thread. */
#pragma once

#include <libsoup/soup.h>

#include "cloud/client.h"
#include "cloud/rate-limit.h"

G_BEGIN_DECLS

/* Runs on a thread; returns the result, or %NULL with @error set. */
typedef gpointer (*PsParseFunc) (const char  *body,
                                 gsize        length,
                                 gpointer     data,
                                 GError     **error);

/* One API call, from its place in the queue to its parsed reply. */
typedef struct
{
  const char *method;     /* "GET" or "POST" */
  char *path;             /* owned: behind /v1_1/<cloud>, with the query */
  char *body;             /* owned, nullable: JSON */
  gboolean has_cursor;
  PsParseFunc parse;
  gpointer parse_data;    /* owned by destroy_data */
  GDestroyNotify destroy_data;
  GDestroyNotify destroy_result;
} PsCallSpec;

void         ps_client_call                 (PsClient    *self,
                                             GTask       *task,
                                             PsCallSpec   spec);
SoupSession *ps_client_get_delivery_session (PsClient    *self);
gint64       ps_client_get_skew             (PsClient    *self);

/* client.c and api-call.c */
typedef struct _PsApiCall PsApiCall;

SoupSession *ps_client_get_api_session      (PsClient    *self);
PsLimits    *ps_client_get_limits           (PsClient    *self);
void         ps_client_count_call           (PsClient    *self);
void         ps_client_call_ended           (PsClient    *self);
PsApiCall   *ps_api_call_new                (GTask       *task,
                                             PsCallSpec   spec,
                                             GQueue      *queue);
void         ps_api_call_start              (PsApiCall   *self);

/* What search remembers of the account's tier; client-search.c */
typedef enum
{
  PS_SEARCH_NO_METADATA = 1 << 0,  /* the tier forbids "metadata" */
  PS_SEARCH_ANALYSIS = 1 << 1,     /* the etag comes with "image_analysis" only */
  PS_SEARCH_NO_ANALYSIS = 1 << 2,  /* the tier forbids "image_analysis", or it does not help */
} PsSearchMemory;

PsSearchMemory ps_client_get_search_memory  (PsClient       *self);
void           ps_client_add_search_memory  (PsClient       *self,
                                             PsSearchMemory  memory);

G_END_DECLS
