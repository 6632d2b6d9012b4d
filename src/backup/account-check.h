/* src/backup/account-check.h: job: tries each thing that a key must be able to do, and tells what the account holds. Main thread. */
#pragma once

#include "cloud/client.h"

G_BEGIN_DECLS

#define PS_TYPE_ACCOUNT_CHECK (ps_account_check_get_type ())
G_DECLARE_FINAL_TYPE (PsAccountCheck, ps_account_check, PS, ACCOUNT_CHECK, GObject)

/* In the order in which they are tried. */
typedef enum
{
  PS_CHECK_SIGN_IN,
  PS_CHECK_LIST,     /* images, videos, other files: the first page of each */
  PS_CHECK_SEARCH,   /* without it no checksums are known */
  PS_CHECK_USAGE,    /* without it Proofsheet cannot stay inside the plan */
  PS_CHECK_ORIGINAL, /* one small original, fetched and its MD5 compared */
  PS_N_CHECKS
} PsCheck;

typedef enum
{
  PS_CHECK_TO_COME,
  PS_CHECK_UNDER_WAY,
  PS_CHECK_PASSED,
  PS_CHECK_FAILED,
  PS_CHECK_NOT_NEEDED, /* there is no original to try with */
} PsCheckState;

typedef enum
{
  PS_KIND_PHOTOS,
  PS_KIND_VIDEOS,
  PS_KIND_FILES,
  PS_N_KINDS
} PsKind;

#define PS_CHECK_N_NEWEST 6

typedef struct
{
  gint64 n_of_kind[PS_N_KINDS]; /* as far as the first pages show */
  gint64 n_total;               /* of all kinds */
  gint64 n_bytes;               /* of all originals; −1: not known */
  gboolean is_exact;            /* else n_total, n_bytes and n_of_kind are estimates */
  gint64 n_mean_bytes;          /* of one original among the newest; 0: none is there */
  gint64 largest_bytes;         /* the largest original that was seen */
  GPtrArray *newest;            /* of PsAsset, at most PS_CHECK_N_NEWEST */
  PsUsage *usage;               /* nullable */
  gint64 bytes_per_second;      /* as measured; −1: too little was fetched to tell */
  PsClientLimit limit;          /* of questions an hour, after the check */
  gint64 n_calls_left;          /* of this hour, above the reserve */
} PsAccountFindings;

PsAccountCheck *ps_account_check_new        (PsAccount           *account);
/* Fails only when it is cancelled, or at signing in or listing; other rights that are missing are in get_error(). */
void            ps_account_check_run_async  (PsAccountCheck      *self,
                                             GCancellable        *cancellable,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);
gboolean        ps_account_check_run_finish (PsAccountCheck      *self,
                                             GAsyncResult        *result,
                                             GError             **error);
/* Signal "changed": some state did. */
PsCheckState    ps_account_check_get_state  (PsAccountCheck      *self,
                                             PsCheck              check);
const GError   *ps_account_check_get_error  (PsAccountCheck      *self,
                                             PsCheck              check);
gboolean        ps_account_check_is_clean   (PsAccountCheck      *self);
const PsAccountFindings *ps_account_check_get_findings (PsAccountCheck *self);
PsClient       *ps_account_check_get_client (PsAccountCheck      *self);

G_END_DECLS
