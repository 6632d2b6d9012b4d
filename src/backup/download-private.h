/* src/backup/download-private.h: what the parts of a download share: download, download-ladder, download-land. Main thread. */
#pragma once

#include "backup/download.h"
#include "backup/retry.h"
#include "vault/intake.h"

G_BEGIN_DECLS

struct _PsDownload
{
  GObject parent_instance;

  /* Owned */
  PsWanted *wanted;
  GTask *task;
  GPtrArray *places;   /* of PsPlace */
  char *path;          /* reserved, relative */
  PsIntake *intake;
  PsOriginal *original;
  GError *refusal;     /* the most telling of what the rungs answered */
  char *other_md5;     /* of bytes that came and are not those listed */
  char *kept_version;
  char *earlier_path;  /* an earlier version under another name, put aside after landing */

  /* Borrowed */
  PsDownloadContext *context;
  gpointer phase_data;

  PsDownloadPhaseFunc phase_func; /* nullable: then nothing is waited for */
  PsDownloadPhase phase;
  PsRung first_rung;
  guint n_rungs_tried;
  guint n_resumes;
  guint n_names;
  guint n_appends;        /* in flight */
  gint64 n_before;        /* length of the staging file when the stream was opened */
  gint64 n_other_bytes;   /* size of what other_md5 is of */
  gboolean at_end;        /* the stream ended */
  GError *stream_error;   /* owned: or broke */
  GError *append_error;   /* owned */
  gboolean other_twice;   /* the same other bytes came by two ways */
  gboolean read_anyway;   /* by every way the size is another one: look at the bytes all the same */
  gboolean other_size;    /* a rung was passed over for its size */
  gboolean taking_other;  /* fetching the other bytes a last time, to keep them */
  gboolean old_put_aside;
};

PsRung        ps_download_current_rung        (PsDownload        *self);
GCancellable *ps_download_cancellable_of      (PsDownload        *self);
void          ps_download_enter               (PsDownload        *self,
                                               PsDownloadPhase    phase);
void          ps_download_finish_with_error   (PsDownload        *self,
                                               GError            *error);
void          ps_download_finish_with_outcome (PsDownload        *self,
                                               PsDownloadOutcome *outcome,
                                               gboolean           keep_staging);
void          ps_download_fail                (PsDownload        *self,
                                               GError            *error,
                                               PsVerdict          verdict);
void          ps_download_judge               (PsDownload        *self,
                                               GError            *error);
void          ps_download_begin_intake        (PsDownload        *self);

void          ps_download_try_rung            (PsDownload        *self);
void          ps_download_restart             (PsDownload        *self,
                                               const char        *validator);

void          ps_download_commit              (PsDownload        *self);
void          ps_download_finish_landed       (PsDownload        *self,
                                               PsIntakeResult    *result);

G_END_DECLS
