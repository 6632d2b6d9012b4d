/* src/backup/scan.h: job: walk the cloud's pages into the catalogue, from the last cursor. Main thread. */
#pragma once

#include "catalog/catalog.h"
#include "cloud/client.h"

G_BEGIN_DECLS

#define PS_TYPE_SCAN (ps_scan_get_type ())
G_DECLARE_FINAL_TYPE (PsScan, ps_scan, PS, SCAN, GObject)

typedef enum
{
  PS_SCAN_NO_WAIT = 1 << 0,       /* at the hour's limit the scan ends, to be gone on with by a later one */
  PS_SCAN_ACCEPT_LOSSES = 1 << 1, /* a person said that far fewer photos are right */
} PsScanFlags;

typedef enum
{
  PS_SCAN_COMPLETE,
  PS_SCAN_INCOMPLETE,   /* the cloud's pages contradict each other; nothing was marked gone; notes say how */
  PS_SCAN_RATE_LIMITED, /* PS_SCAN_NO_WAIT, and the hour's calls are used */
  PS_SCAN_HELD_BACK,    /* far fewer photos than known: nothing was applied, a person is asked */
} PsScanEnd;

PsScan      *ps_scan_new                (PsCatalog           *catalog,
                                         PsClient            *client,
                                         PsScanFlags          flags);
void         ps_scan_set_account_total  (PsScan              *self,
                                         gint64               n_photos);
void         ps_scan_run_async          (PsScan              *self,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
gboolean     ps_scan_run_finish         (PsScan              *self,
                                         GAsyncResult        *result,
                                         PsScanEnd           *end,
                                         GError             **error);
PsScanCounts ps_scan_get_counts         (PsScan              *self);
gint64       ps_scan_get_n_found        (PsScan              *self);
gint64       ps_scan_get_waits_until    (PsScan              *self);
const char  *ps_scan_get_notes          (PsScan              *self);

G_END_DECLS
