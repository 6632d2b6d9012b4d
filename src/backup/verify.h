/* src/backup/verify.h: job: read the files again and compare. Main thread. */
#pragma once

#include "catalog/catalog.h"
#include "vault/vault.h"

G_BEGIN_DECLS

#define PS_TYPE_VERIFY (ps_verify_get_type ())
G_DECLARE_FINAL_TYPE (PsVerify, ps_verify, PS, VERIFY, GObject)

/* checked = sound + missing + damaged + unreadable; with not_checked it is the photos that should have a file. */
typedef struct
{
  gint64 n_checked, n_sound, n_missing, n_damaged, n_unreadable, n_not_checked;
  gint64 n_bytes;
  gint64 n_total;
} PsVerifyCounts;

PsVerify      *ps_verify_new        (PsCatalog           *catalog,
                                     PsVault             *vault);
void           ps_verify_set_limits (PsVerify           *self,
                                     guint               n_share,
                                     guint               n_of,
                                     gint64              max_us);
void           ps_verify_set_photos (PsVerify           *self,
                                     GArray             *photo_ids);
void           ps_verify_run_async  (PsVerify            *self,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean       ps_verify_run_finish (PsVerify            *self,
                                     GAsyncResult        *result,
                                     GError             **error);
PsVerifyCounts ps_verify_get_counts (PsVerify            *self);

G_END_DECLS
