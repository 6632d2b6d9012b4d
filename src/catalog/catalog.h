/* src/catalog/catalog.h: everything that is known of a library's photos.
 *
 * Every verb is asynchronous: writing ones run batched on the writer thread,
 * reading ones on the reader thread, callbacks come on the caller's context,
 * for writing ones after the commit. */
#pragma once

#include <gio/gio.h>

#include "catalog/change.h"
#include "catalog/records.h"

G_BEGIN_DECLS

#define PS_TYPE_CATALOG (ps_catalog_get_type ())
G_DECLARE_FINAL_TYPE (PsCatalog, ps_catalog, PS, CATALOG, GObject)

#define PS_CATALOG_ERROR (ps_catalog_error_quark ())
GQuark ps_catalog_error_quark (void);

typedef enum
{
  PS_CATALOG_ERROR_FAILED,
  PS_CATALOG_ERROR_BUSY,      /* another program keeps it locked */
  PS_CATALOG_ERROR_FULL,      /* no room on the disk */
  PS_CATALOG_ERROR_CORRUPT,   /* damaged, or no database at all */
  PS_CATALOG_ERROR_TOO_NEW,   /* written by a newer Proofsheet */
  PS_CATALOG_ERROR_FOREIGN,   /* some other program's database */
  PS_CATALOG_ERROR_READ_ONLY,
  PS_CATALOG_ERROR_QUERY,     /* a search that says nothing sensible; the message says where */
  PS_CATALOG_ERROR_NO_PLACE,  /* every name proposed for a file is another's: this one photo fails, no other */
  PS_CATALOG_ERROR_NAME,       /* a name that cannot be one; the message says why */
  PS_CATALOG_ERROR_NAME_TAKEN, /* another collection is called so */
  PS_CATALOG_ERROR_NOT_FOUND,  /* what was asked for is not there (any more) */
} PsCatalogError;

typedef enum
{
  PS_CATALOG_READ_ONLY = 1 << 0, /* beside another program that writes */
  PS_CATALOG_CREATE = 1 << 1,    /* a new one where there is none; else a missing file is an error */
  PS_CATALOG_NO_WAL = 1 << 2,    /* a rollback journal, for file systems that lose WAL */
} PsCatalogFlags;

/* Opening and closing. */
void       ps_catalog_init_database_async  (const char *path, PsCatalogFlags flags, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
PsCatalog *ps_catalog_init_database_finish (GAsyncResult *result, GError **error);
void       ps_catalog_close_async          (PsCatalog *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean   ps_catalog_close_finish         (PsCatalog *self, GAsyncResult *result, GError **error);
gboolean   ps_catalog_get_is_read_only     (PsCatalog *self);

/* Settings that belong to the library: text by key. */
void     ps_catalog_get_setting_async  (PsCatalog *self, const char *key, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
char    *ps_catalog_get_setting_finish (PsCatalog *self, GAsyncResult *result, GError **error);
void     ps_catalog_set_setting_async  (PsCatalog *self, const char *key, const char *value, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_catalog_set_setting_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Returns: (element-type utf8 utf8): every setting. */
void        ps_catalog_list_settings_async  (PsCatalog *self, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
GHashTable *ps_catalog_list_settings_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* Sessions. */
void     ps_catalog_create_backup_session_async  (PsCatalog *self, const char *session_type, const char *cloud_name,
                                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gint64   ps_catalog_create_backup_session_finish (PsCatalog *self, GAsyncResult *result, GError **error); /* −1: error */
/* Totals come from counters that triggers keep; notes (nullable) says how it ended. */
void     ps_catalog_complete_backup_session_async  (PsCatalog *self, gint64 session_id, const char *notes,
                                                    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_catalog_complete_backup_session_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Element type PsSession, newest first. */
void       ps_catalog_list_sessions_async  (PsCatalog *self, guint limit, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_list_sessions_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* Scanning. */
/* Goes on with the open generation, or opens a new one. */
void          ps_catalog_begin_scan_async  (PsCatalog *self, gint64 session_id, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
PsScanState  *ps_catalog_begin_scan_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* One page and the cursor behind it, in one transaction. assets: of PsAsset; next_cursor %NULL: the chain ended. */
void          ps_catalog_insert_photo_batch_async  (PsCatalog *self, gint64 generation, PsChain chain, GPtrArray *assets,
                                                    const char *next_cursor, GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean      ps_catalog_insert_photo_batch_finish (PsCatalog *self, GAsyncResult *result, PsScanCounts *counts, GError **error);
/* Starts one chain anew (its cursor expired), or turns the search chain off. */
void          ps_catalog_restart_chain_async  (PsCatalog *self, gint64 generation, PsChain chain, gboolean turn_off,
                                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean      ps_catalog_restart_chain_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Ends the generation. Complete: what was not seen is gone, unless too much is (guard), which is held back unless
 * accept_losses. Not complete: the generation stays open. */
void          ps_catalog_finish_scan_async  (PsCatalog *self, gint64 generation, gboolean accept_losses, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean      ps_catalog_finish_scan_finish (PsCatalog *self, GAsyncResult *result, PsScanCounts *counts, GError **error);
/* Account-wide JSON worth keeping: name is "metadata_fields", "metadata_rules", "folders", "config", "usage". */
void          ps_catalog_keep_document_async  (PsCatalog *self, const char *name, const char *json, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
gboolean      ps_catalog_keep_document_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* Fetching. */
/* Element type PsWanted: asked for first, then newest; at most limit, without the given ids (of gint64). */
void       ps_catalog_list_wanted_async  (PsCatalog *self, guint limit, GArray *without_ids, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_list_wanted_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Reserves a place for the file (the one it already has, if any and if it is among the candidates or the photo is not
 * to be renamed) and marks the photo arriving. candidates: of PsPlace. Returns the reserved path, relative. */
void       ps_catalog_begin_download_async  (PsCatalog *self, gint64 photo_id, gint64 session_id, GPtrArray *candidates,
                                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char      *ps_catalog_begin_download_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Gives the reserved place up for the next candidates (a foreign file lies there). */
void       ps_catalog_reserve_place_async  (PsCatalog *self, gint64 photo_id, GPtrArray *candidates, const char *not_path,
                                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char      *ps_catalog_reserve_place_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* The documented "update photo download status", by the photo's id, for a batch. outcomes: of PsDownloadOutcome. */
void       ps_catalog_update_photo_download_status_async  (PsCatalog *self, GPtrArray *outcomes, GCancellable *cancellable,
                                                           GAsyncReadyCallback callback, gpointer user_data);
gboolean   ps_catalog_update_photo_download_status_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Not arriving any more, and nothing else changed (stopped by a person): back to what it was. ids of gint64; %NULL: all. */
void       ps_catalog_cancel_downloads_async  (PsCatalog *self, GArray *photo_ids, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
gboolean   ps_catalog_cancel_downloads_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Bytes that came over the network for originals, for the plan's sake: added to the ledger's row of this hour; where the
 * plan's figures_at changed, to a new one (rows older than 31 days may be joined by day). */
void       ps_catalog_count_traffic_async  (PsCatalog *self, gint64 n_bytes, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean   ps_catalog_count_traffic_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Earliest moment after now that a failure is to be tried again by itself, microseconds; 0: none; −1: error. Failures whose
 * time has come are listed as wanted. */
void       ps_catalog_next_retry_async  (PsCatalog *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gint64     ps_catalog_next_retry_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* What people ask for. Each returns how many photos it changed, −1 on error. */
/* cause, public_ids nullable: every failure. They become waiting, asked for, beginning with another rung. */
void   ps_catalog_retry_async   (PsCatalog *self, const char *cause, const char *const *public_ids, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gint64 ps_catalog_retry_finish  (PsCatalog *self, GAsyncResult *result, GError **error);
/* ids: of gint64. */
void   ps_catalog_ask_for_async  (PsCatalog *self, GArray *photo_ids, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gint64 ps_catalog_ask_for_finish (PsCatalog *self, GAsyncResult *result, GError **error);
void   ps_catalog_skip_async     (PsCatalog *self, GArray *photo_ids, gboolean undo, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gint64 ps_catalog_skip_finish    (PsCatalog *self, GAsyncResult *result, GError **error);
/* The drive with the files is lost: what the cloud has is to be fetched again, what it has no more is missing. */
void     ps_catalog_forget_files_async  (PsCatalog *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_catalog_forget_files_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Damaged, changed or missing files are wanted again (verify --repair). changed_too: also what a person saved over. */
void   ps_catalog_repair_async   (PsCatalog *self, gboolean changed_too, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
gint64 ps_catalog_repair_finish  (PsCatalog *self, GAsyncResult *result, GError **error);
/* Damaged, missing or changed files of ids (gint64) are wanted again, also those a person saved over. */
void   ps_catalog_restore_originals_async  (PsCatalog *self, GArray *photo_ids, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gint64 ps_catalog_restore_originals_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Photos a query means, newest first; array of gint64. See catalog/find.h for the language. */
void    ps_catalog_find_async  (PsCatalog *self, const char *query, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
GArray *ps_catalog_find_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* Files. Lists: of PsFile. */
void       ps_catalog_list_uninspected_async  (PsCatalog *self, guint limit, GArray *without_ids, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_list_uninspected_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* inspections: of PsInspection. */
void       ps_catalog_record_inspections_async  (PsCatalog *self, GPtrArray *inspections, GCancellable *cancellable,
                                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean   ps_catalog_record_inspections_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Files that should be here and were not tried in the session yet, the longest unread first and then by id. */
void       ps_catalog_list_to_verify_async  (PsCatalog *self, guint limit, gint64 session_id, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
void       ps_catalog_list_to_verify_of_async (PsCatalog *self, GArray *photo_ids, guint limit, gint64 session_id, GCancellable *cancellable,
                                               GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_list_to_verify_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* verifications: of PsVerification; counts into the session. */
void       ps_catalog_record_verifications_async  (PsCatalog *self, gint64 session_id, GPtrArray *verifications,
                                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean   ps_catalog_record_verifications_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Files that are not as they landed, or could not be read, by path; of PsBroken. */
void       ps_catalog_list_broken_async  (PsCatalog *self, guint limit, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_list_broken_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Files whose photo was renamed or moved in the cloud; asset is loaded. */
void       ps_catalog_list_to_move_async  (PsCatalog *self, guint limit, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_list_to_move_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* The file now lies at path (nullable: the move is given up, the file stays where it is). */
void       ps_catalog_record_move_async  (PsCatalog *self, gint64 photo_id, const char *path, GCancellable *cancellable,
                                          GAsyncReadyCallback callback, gpointer user_data);
gboolean   ps_catalog_record_move_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Places reserved for photos whose file the catalogue does not know: a crash may have left complete files there.
 * local_path is the reserved place. */
void       ps_catalog_list_to_adopt_async  (PsCatalog *self, guint limit, gint64 after_id, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_list_to_adopt_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Every file here, in order of path, a page at a time, for the manifest: those whose path sorts after after_path. */
void       ps_catalog_list_files_async  (PsCatalog *self, guint limit, const char *after_path, GCancellable *cancellable,
                                         GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_list_files_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* Numbers. */
void     ps_catalog_get_download_statistics_async  (PsCatalog *self, GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_catalog_get_download_statistics_finish (PsCatalog *self, GAsyncResult *result, PsDownloadStatistics *statistics,
                                                    GError **error);
void      ps_catalog_get_status_async  (PsCatalog *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
PsStatus *ps_catalog_get_status_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* The library as the last complete scan at or before at_us saw it: counts of PsStatus.n_total, n_bytes_total by what was
 * present then; last_scan is that scan's time. States are not known for the past and stay 0. */
void      ps_catalog_get_status_at_async  (PsCatalog *self, gint64 at_us, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
PsStatus *ps_catalog_get_status_at_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Element type PsFailure, newest first; cause nullable. */
void       ps_catalog_list_failures_async  (PsCatalog *self, const char *cause, guint limit, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_list_failures_finish (PsCatalog *self, GAsyncResult *result, GError **error);
void     ps_catalog_record_rate_limit_async  (PsCatalog *self, const PsRateLimit *limit, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_catalog_record_rate_limit_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* fetched_since_bytes and fetched_30_days_bytes are not written: they come from the ledger of traffic. */
void     ps_catalog_record_plan_async  (PsCatalog *self, const PsPlan *plan, GCancellable *cancellable,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_catalog_record_plan_finish (PsCatalog *self, GAsyncResult *result, GError **error);

/* A catalogue made anew. */
/* lines: of PsRestored, in the order of the manifest; filled in, and given back. A photo that is not known gets a row. The
 * file itself lands by its outcome, once it was read. */
void       ps_catalog_restore_photos_async  (PsCatalog *self, GPtrArray *lines, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_restore_photos_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* The files at these places were read, and are what their lines say: another photo's claim to them was out of date. */
void       ps_catalog_claim_places_async    (PsCatalog *self, GPtrArray *lines, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
gboolean   ps_catalog_claim_places_finish   (PsCatalog *self, GAsyncResult *result, GError **error);
/* Those of the paths (of char*) that are no photo's file; of char*. */
void       ps_catalog_list_unknown_async  (PsCatalog *self, GPtrArray *paths, GCancellable *cancellable,
                                           GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_list_unknown_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* A photo of this content that has no file, and may have the place. */
void        ps_catalog_find_homeless_async  (PsCatalog *self, const char *path, const char *md5, gint64 n_bytes,
                                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
PsHomeless *ps_catalog_find_homeless_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* Reads a closed database from end to end. A damaged search index alone is made again. Any thread; it may take minutes. */
gboolean    ps_catalog_check_file           (const char *path, gboolean *is_ours, GError **error);

/* Reads an open catalogue from end to end beside all other work, then its search index; a damaged index is made again.
 * Where readers keep the writer out (a rollback journal), the writer does it, in its turn. */
void        ps_catalog_check_async          (PsCatalog *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean    ps_catalog_check_finish         (PsCatalog *self, GAsyncResult *result, GError **error);
gboolean    ps_catalog_get_was_cut_off      (PsCatalog *self);

/* A checked copy of the database at path, which must not exist (VACUUM INTO). */
void     ps_catalog_snapshot_async  (PsCatalog *self, const char *path, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_catalog_snapshot_finish (PsCatalog *self, GAsyncResult *result, GError **error);

G_END_DECLS
