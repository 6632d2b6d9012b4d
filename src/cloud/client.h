/* src/cloud/client.h: the two sessions towards one account, API and delivery; limits, errors. Main thread only. */
#pragma once

#include "base/asset.h"
#include "cloud/account.h"
#include "cloud/listing.h"

G_BEGIN_DECLS

#define PS_TYPE_CLIENT (ps_client_get_type ())
G_DECLARE_FINAL_TYPE (PsClient, ps_client, PS, CLIENT, GObject)

/* What the last API reply's headers said. Numbers −1 and a reset of 0: never seen. */
typedef struct
{
  gint64 limit, remaining;
  gint64 reset_us; /* microseconds since 1970, by this computer's clock (skew taken out), slack added */
} PsClientLimit;

/* What /usage says. */
typedef struct
{
  char *plan;              /* nullable */
  char *last_updated;      /* "2026-03-13"; nullable */
  gint64 limit_bytes;      /* credits.limit × 1 GB, else bandwidth.limit; −1: shows no limit */
  gint64 used_bytes;       /* credits.usage × 1 GB, else bandwidth.usage; −1: not known */
  gint64 n_resources;      /* −1: not known */
  gint64 storage_bytes;    /* −1: not known */
  char *json;              /* as sent */
} PsUsage;

void ps_usage_free (PsUsage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsUsage, ps_usage_free)

PsClient     *ps_client_new            (PsAccount *account);
PsAccount    *ps_client_get_account    (PsClient *self);
void          ps_client_set_account    (PsClient *self, PsAccount *account); /* a new secret; the same cloud */
PsClientLimit ps_client_get_rate_limit (PsClient *self);
/* What an earlier run was told of this hour. */
void          ps_client_recall_rate_limit (PsClient *self, const PsClientLimit *limit);
guint         ps_client_get_n_calls    (PsClient *self); /* API calls since the client was made */
/* What is left of the hour above the reserve: 10 % of the limit; a large number where no limit was seen. */
gint64        ps_client_get_calls_left (PsClient *self);
gboolean      ps_client_was_told_to_wait (PsClient *self);

/* Verbs retry nothing: whoever calls decides by backup/retry.h. One API call is in flight at a time; others queue. */
void     ps_client_ping_async    (PsClient *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_client_ping_finish   (PsClient *self, GAsyncResult *result, GError **error);
void     ps_client_usage_async   (PsClient *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
PsUsage *ps_client_usage_finish  (PsClient *self, GAsyncResult *result, GError **error);
/* folder_mode (out, nullable, transfer full): "dynamic" or "fixed". Returns the JSON as sent. */
void     ps_client_config_async  (PsClient *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char    *ps_client_config_finish (PsClient *self, GAsyncResult *result, char **folder_mode, GError **error);
/* A page of 500 of one resource type, newest first, with tags, context and metadata. "image/private" lists one delivery
 * type apart. "fields" is not sent: it would replace all others, and whether it brings the etag is not certain. */
void       ps_client_list_async  (PsClient *self, const char *resource_type, const char *cursor, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
PsListing *ps_client_list_finish (PsClient *self, GAsyncResult *result, GError **error);
/* A page of 500 of all there is, newest first, as the Search API tells it; drops "metadata" by itself where a tier forbids it,
 * asks for the etag by "image_analysis" where it does not come otherwise: the first page may take two or three calls. */
void       ps_client_search_async  (PsClient *self, const char *cursor, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
PsListing *ps_client_search_finish (PsClient *self, GAsyncResult *result, GError **error);
void     ps_client_details_async  (PsClient *self, const PsAsset *asset, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
PsAsset *ps_client_details_finish (PsClient *self, GAsyncResult *result, GError **error);
/* Whole replies as compact JSON, all pages joined: "metadata_fields", "metadata_rules", "folders". */
void     ps_client_document_async  (PsClient *self, const char *name, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
char    *ps_client_document_finish (PsClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
