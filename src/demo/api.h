/* src/demo/api.h: the endpoints behind /v1_1/<cloud>. Each gives the reply it would give on a good day. */
#pragma once

#include "demo/cloud.h"
#include "demo/request.h"

G_BEGIN_DECLS

/* Path segments after the cloud's name. verb, argument (nullable): the fault of pages that this request meets. */
typedef struct
{
  PsCloud *cloud;
  PsRequest *request;
  const char *const *segments;
  guint n_segments;
  const char *verb;
  const char *argument;
} PsCall;

PsReply *ps_api_account   (PsCall *call); /* ping, config, usage, metadata_fields, presets … */
PsReply *ps_api_list      (PsCall *call); /* resources…, tags */
PsReply *ps_api_search    (PsCall *call); /* resources/search */
PsReply *ps_api_details   (PsCall *call, gint64 number);
PsReply *ps_api_folders   (PsCall *call); /* folders… */
PsReply *ps_api_hooks     (PsCall *call); /* /demo/…: changes by tests */

/* How many results a page has: max_results, checked. 0: reply says why not. */
guint    ps_api_page_size (PsCall *call, guint otherwise, PsReply **reply);
/* Where a page begins, by its cursor; FALSE: reply says why not. */
gboolean ps_api_page_start (PsCall *call, const char *cursor, const char *query, gint64 *position, PsReply **reply);
/* Appends "next_cursor"; position −1: this is the last page. */
void     ps_api_append_cursor (PsCall *call, GString *json, const char *query, gint64 start, gint64 position);
/* How many of an endpoint's units a call costs. */
gint64   ps_api_get_cost  (PsCall *call);
/* Whether a request is for a page of assets. */
gboolean ps_api_is_page   (PsCall *call);
const char *ps_api_get_cursor (PsCall *call);

G_END_DECLS
