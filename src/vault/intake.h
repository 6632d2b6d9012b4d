/* src/vault/intake.h: one original on its way in: append, hash, prove, sync, rename into place.
 *
 * Bytes go to .proofsheet/staging/ on the vault's threads. The commit of several intakes that are ready together is
 * done together: all files are synced, then renamed, then their folders synced, then the manifest gets its lines. */
#pragma once

#include "vault/vault.h"

G_BEGIN_DECLS

#define PS_TYPE_INTAKE (ps_intake_get_type ())
G_DECLARE_FINAL_TYPE (PsIntake, ps_intake, PS, INTAKE, GObject)

/* What the cloud says the bytes are. */
typedef struct
{
  const char *name;      /* of the staging file: asset id or another stable word, [0-9a-z-] only */
  gint64 version;
  gint64 n_bytes;        /* −1: not known */
  const char *md5;       /* nullable */
} PsIntakeExpected;

/* What the manifest says beside the file's own facts. */
typedef struct
{
  const char *asset_id, *resource_type, *resource_kind, *public_id; /* nullable all */
  gint64 version;
  const char *etag;
} PsIntakeLabel;

typedef struct
{
  char *path;            /* relative; where the file is now */
  gint64 n_bytes;
  char md5[33], sha256[65];
  gint64 mtime_us;
  gboolean was_there;    /* the same bytes already lay at path: nothing was renamed */
} PsIntakeResult;

void ps_intake_result_free (PsIntakeResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsIntakeResult, ps_intake_result_free)

/* Opens the staging file. What is left of an earlier try of the same name and version is read again and hashed:
 * ps_intake_get_n_bytes() then says from where to go on, ps_intake_get_validator() with which If-Range. Checks the room
 * (PS_VAULT_ERROR_NO_SPACE, _TOO_BIG) before a byte is fetched. */
void        ps_intake_begin_async  (PsVault *vault, const PsIntakeExpected *expected, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
PsIntake   *ps_intake_begin_finish (PsVault *vault, GAsyncResult *result, GError **error);
gint64      ps_intake_get_n_bytes  (PsIntake *self);
const char *ps_intake_get_validator (PsIntake *self); /* nullable */
/* Back to nothing: the object is another one, or the server does not resume. validator nullable: the new object's etag. */
void        ps_intake_restart_async  (PsIntake *self, const char *validator, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ps_intake_restart_finish (PsIntake *self, GAsyncResult *result, GError **error);
/* Appends and hashes. Up to two chunks may be in flight; they are taken in order. */
void        ps_intake_append_async  (PsIntake *self, GBytes *chunk, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ps_intake_append_finish (PsIntake *self, GAsyncResult *result, GError **error);
/* Proves (size, MD5 as expected), syncs and renames to path, which must be free. accept_other: the bytes are kept though
 * they are not the expected ones (the cloud sends nothing else). On CHECKSUM_MISMATCH the staging file goes to quarantine,
 * on SIZE_MISMATCH with too few bytes it stays for a resume; ps_intake_get_md5() tells what came. After CHECKSUM_MISMATCH the
 * same bytes may still be committed with accept_other, or the intake restarted. On EXISTS (something else lies there, or the
 * drive cannot hold the name) all stays: commit again with another path. */
void            ps_intake_commit_async  (PsIntake *self, const char *path, gint64 created_at_us, const PsIntakeLabel *label,
                                         gboolean accept_other, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
PsIntakeResult *ps_intake_commit_finish (PsIntake *self, GAsyncResult *result, GError **error);
const char     *ps_intake_get_md5       (PsIntake *self); /* of what came, after a commit was tried; nullable */
/* Lets go of the staging file; keep: it stays for a later resume, else it is removed. */
void            ps_intake_close         (PsIntake *self, gboolean keep);

/* Staging files that no photo waits for: those not named in names (of char*: "name-version"), older than a day, go. */
void     ps_intake_clean_async  (PsVault *vault, GHashTable *names, GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_intake_clean_finish (PsVault *vault, GAsyncResult *result, GError **error);

G_END_DECLS
