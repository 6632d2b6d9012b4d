/* src/cloud/original.h: opens an original's bytes from an offset, by one rung of the download ladder. Main thread. */
#pragma once

#include "cloud/client.h"

G_BEGIN_DECLS

typedef enum
{
  PS_RUNG_SECURE_URL,  /* the URL the API issued, verbatim */
  PS_RUNG_FL_ORIGINAL, /* the same with fl_original, signed again if it was signed */
  PS_RUNG_DOWNLOAD,    /* the signed download endpoint */
  PS_N_RUNGS
} PsRung;

/* An answer that may be read. Closed by dropping it; reading to the end first lets the connection be used again. */
typedef struct
{
  GInputStream *stream;   /* owned; bytes exactly as sent, never decoded. Read it asynchronously: a read
                           * that brings nothing for a minute fails with PS_CLOUD_ERROR_TIMED_OUT */
  gint64 offset;          /* where the stream begins: as asked, or 0. The stream is empty and offset = n_total
                           * where the cloud says that nothing comes behind the offset (416) */
  gint64 n_total;         /* size of the whole as the reply tells it; −1: not told */
  char *etag;             /* nullable; without quotes, strong ones only */
  char *content_type;     /* nullable */
} PsOriginal;

void ps_original_free (PsOriginal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsOriginal, ps_original_free)

/* Whether a rung makes sense for an asset (a raw file has no fl_original, an asset without a URL has no first rung). */
gboolean    ps_original_has_rung (const PsAsset *asset, PsRung rung);
/* From offset on, if the object still has if_range (nullable: its former etag); a reply that begins elsewhere begins at 0. */
void        ps_original_open_async  (PsClient *client, PsAsset *asset, PsRung rung, gint64 offset, const char *if_range,
                                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
PsOriginal *ps_original_open_finish (PsClient *client, GAsyncResult *result, GError **error);
/* The HTTP status behind an error of this folder, 0 where there was none. */
int         ps_cloud_error_get_status (const GError *error);
/* What a read of the stream, or any GIO or libsoup call, said, as an error of this folder. Takes error, gives one; cancellation stays. */
GError     *ps_cloud_error_from_io    (GError *error);

G_END_DECLS
