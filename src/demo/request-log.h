/* src/demo/request-log.h: what was asked of the demo cloud, one JSON line a request. */
#pragma once

#include "demo/request.h"

G_BEGIN_DECLS

typedef struct _PsRequestLog PsRequestLog;

/* What the log tells of a request. */
typedef struct
{
  PsRequest *request;  /* borrowed */
  const char *door;    /* "api", "download", "delivery", "demo" */
  const char *fault;   /* nullable */
  guint status;        /* 0: there was no reply */
  guint64 n_bytes;     /* of the body, sent */
} PsRequestRecord;

PsRequestLog *ps_request_log_new     (const char             *path,
                                      GError                **error);
void          ps_request_log_free    (PsRequestLog           *self);
void          ps_request_log_add     (PsRequestLog           *self,
                                      const PsRequestRecord  *record);
char         *ps_request_log_to_json (PsRequestLog           *self);
void          ps_request_log_clear   (PsRequestLog           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsRequestLog, ps_request_log_free)

G_END_DECLS
