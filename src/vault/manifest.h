/* src/vault/manifest.h: MANIFEST.sha256 for sha256sum -c, and manifest.jsonl, of which a catalogue can be rebuilt. */
#pragma once

#include "vault/intake.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;   /* relative */
  gint64 n_bytes;
  char *md5, *sha256;
  char *asset_id, *resource_type, *resource_kind, *public_id, *etag; /* nullable */
  gint64 version;
} PsManifestEntry;

void ps_manifest_entry_free (PsManifestEntry *self);

/* Intakes append their lines themselves. After renames, repairs or a crash the whole is written anew: begin, add every file in
 * any order, finish (atomic). Until then the old ones stand. */
typedef struct _PsManifestWriter PsManifestWriter;
void     ps_manifest_rewrite_begin_async   (PsVault *vault, GAsyncReadyCallback callback, gpointer user_data);
PsManifestWriter *ps_manifest_rewrite_begin_finish (PsVault *vault, GAsyncResult *result, GError **error);
/* entries: of PsManifestEntry */
void     ps_manifest_rewrite_add_async     (PsVault *vault, PsManifestWriter *writer, GPtrArray *entries, GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_manifest_rewrite_add_finish    (PsVault *vault, GAsyncResult *result, GError **error);
/* Frees the writer, also on error. */
void     ps_manifest_rewrite_finish_async  (PsVault *vault, PsManifestWriter *writer, GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_manifest_rewrite_finish_finish (PsVault *vault, GAsyncResult *result, GError **error);
/* Instead of finishing: the old ones stand. Frees the writer. */
void     ps_manifest_rewrite_abandon       (PsVault *vault, PsManifestWriter *writer);
/* For a catalogue made anew: the entries from a byte offset on (0 at first), some thousands at a time, the newest line of a
 * path last; none at the end. next_offset (out): where to go on. Paths are judged, files are not. */
void       ps_manifest_read_async  (PsVault *vault, gint64 offset, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_manifest_read_finish (PsVault *vault, GAsyncResult *result, gint64 *next_offset, GError **error);
/* Whether what stands is known to be out of date (a move, a replaced file, or the end of the last run was not clean). */
gboolean ps_manifest_needs_rewrite         (PsVault *vault);

G_END_DECLS
