/* src/catalog/scan-page.h: one page of a scan becomes rows. Writer thread. */
#pragma once

#include "catalog/records.h"
#include "catalog/search-index.h"
#include "catalog/writer.h"

G_BEGIN_DECLS

/* What all entries of one page share. */
typedef struct
{
  PsWriter *writer;     /* borrowed */
  PsDb *db;             /* borrowed */
  PsSearchIndex *search; /* owned */
  gint64 generation;
  gboolean is_blind;    /* the search has told all it will */
  gboolean has_staged;  /* the search told something in advance */
  char *now;            /* owned */
  PsScanCounts counts;
} PsScanPage;

/* The row as an entry finds it. */
typedef struct
{
  gint64 id;
  char *asset_id, *public_id, *resource_type, *resource_kind, *etag; /* owned, nullable */
  gint64 version, n_bytes;  /* 0 and −1: not known */
  gboolean etag_asked, is_gone, is_displaced, failed_as_gone;
  gint64 listing_hash, search_hash;
} PsKnown;

void     ps_known_clear            (PsKnown        *self);
gboolean ps_scan_find_by_asset     (PsScanPage     *page,
                                    const char     *asset_id,
                                    PsKnown        *known,
                                    GError        **error);
gboolean ps_scan_find_by_name      (PsScanPage     *page,
                                    const PsAsset  *asset,
                                    gboolean        formerly,
                                    PsKnown        *known,
                                    GError        **error);

/* What the search told before the listing did. */
typedef struct
{
  gint64 id;                /* 0: nothing */
  gint64 version, n_bytes, n_pages;
  double duration_s;
  char *etag, *etag_sent, *uploaded_at, *status, *access_control, *metadata, *json; /* owned, nullable */
  gint64 hash;
} PsStaged;

void     ps_staged_clear           (PsStaged       *self);
gboolean ps_scan_stage             (PsScanPage     *page,
                                    const PsAsset  *asset,
                                    GError        **error);
gboolean ps_scan_take_staged       (PsScanPage     *page,
                                    const PsAsset  *asset,
                                    PsStaged       *staged,
                                    GError        **error);

/* What an entry amounts to, beside what a row already says. */
typedef struct
{
  const PsAsset *asset;     /* borrowed */
  const PsStaged *staged;   /* borrowed; its id is 0 where there is nothing */
  char *folder_path, *name; /* owned */
  gint64 hash;
  const char *etag;         /* borrowed, nullable */
  gboolean etag_asked;
} PsEntry;

void     ps_entry_clear            (PsEntry        *self);
gboolean ps_scan_write_new         (PsScanPage     *page,
                                    const PsEntry  *entry,
                                    GError        **error);
gboolean ps_scan_write_changed     (PsScanPage     *page,
                                    gint64          id,
                                    const PsEntry  *entry,
                                    GError        **error);
gboolean ps_scan_write_told        (PsScanPage     *page,
                                    gint64          id,
                                    const PsStaged *staged,
                                    GError        **error);
gboolean ps_scan_write_history     (PsScanPage     *page,
                                    gint64          id,
                                    const char     *what,
                                    const char     *before,
                                    const char     *after,
                                    GError        **error);
gboolean ps_scan_see               (PsScanPage     *page,
                                    gint64          id,
                                    GError        **error);
gboolean ps_scan_displace          (PsScanPage     *page,
                                    const PsAsset  *asset,
                                    gint64          id,
                                    GError        **error);
gboolean ps_scan_forget_failure    (PsScanPage     *page,
                                    gint64          id,
                                    GError        **error);

gboolean ps_scan_merge_search      (PsScanPage     *page,
                                    const PsAsset  *asset,
                                    GError        **error);
gboolean ps_scan_merge_listing     (PsScanPage     *page,
                                    const PsAsset  *asset,
                                    GError        **error);

const char *ps_scan_type           (const PsAsset  *asset);
const char *ps_scan_kind           (const PsAsset  *asset);
char    *ps_scan_folder            (const PsAsset  *asset);
char    *ps_scan_name              (const PsAsset  *asset);
gint64   ps_scan_hash              (const char     *json);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PsKnown, ps_known_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PsStaged, ps_staged_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PsEntry, ps_entry_clear)

G_END_DECLS
