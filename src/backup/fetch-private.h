/* src/backup/fetch-private.h: what the parts of a fetch share: fetch, fetch-record, fetch-wait. Main thread. */
#pragma once

#include "backup/fetch.h"

G_BEGIN_DECLS

struct _PsFetch
{
  GObject parent_instance;

  /* Owned */
  GTask *task;
  GCancellable *stop;       /* stops the downloads in flight */
  GQueue queue;             /* of PsWanted */
  GHashTable *busy;         /* of gint64: queued, in flight or being recorded */
  GHashTable *over_plan;    /* of gint64: do not fit into the plan */
  GHashTable *holds;        /* gint64 → how often it met a network that was away */
  GHashTable *failed;       /* of gint64: failed in this run, and did not come since */
  GPtrArray *in_flight;     /* of PsDownload */
  GPtrArray *outcomes;      /* of PsDownloadOutcome, not yet recorded */
  GError *error;            /* the run ends with it */
  char *hold_reason;

  /* Borrowed */
  PsDownloadContext *context;

  guint n_at_once;
  gint64 n_left;            /* bytes that the plan left at the beginning; G_MAXINT64: no limit */
  gint64 n_fetched_before;  /* context->n_bytes_fetched at the beginning */
  GError *room_error;       /* owned, nullable: the disk is full, but some still come */
  gint64 n_promised;        /* of them, for photos in flight */
  gint64 n_landed, n_bytes_landed;
  gint64 n_adopted;         /* lay in their places already */
  gint64 n_bytes_in_ledger; /* of context->n_bytes_fetched */
  guint n_recording;
  guint n_holds;            /* one after another, without a success */
  gint64 waits_until_us;
  guint ledger_source;
  gboolean held, waiting_for_retry;
  gboolean recording;       /* outcomes; what comes meanwhile is recorded together */
  gboolean listing;         /* the catalogue is being asked */
  gboolean list_is_stale;   /* asked before something new was known */
  gboolean list_is_late;    /* asked before a person asked for photos: they go first */
  gboolean all_listed;      /* the catalogue had nothing more */
  gboolean more_may_come;
  gboolean asked_for_retries;
  gboolean only_asked_for;
};

void     ps_fetch_pump             (PsFetch           *self);
gboolean ps_fetch_is_stopping      (PsFetch           *self);
void     ps_fetch_stop_for         (PsFetch           *self,
                                    GError            *error);
gint64  *ps_fetch_id_key           (gint64             id);

void     ps_fetch_take_outcome     (PsFetch           *self,
                                    PsDownloadOutcome *outcome);
void     ps_fetch_give_back        (PsFetch           *self,
                                    gint64             photo_id);

guint    ps_fetch_count_hold       (PsFetch           *self,
                                    gint64             photo_id);
void     ps_fetch_hold             (PsFetch           *self,
                                    GError            *error);
void     ps_fetch_fail_for_network (PsFetch           *self,
                                    PsWanted          *wanted,
                                    GError            *error);
void     ps_fetch_wait_for_retries (PsFetch           *self);

G_END_DECLS
