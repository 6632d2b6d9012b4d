/* src/catalog/scan-page.c: one page of a scan becomes rows.
 *
 * The listing is the authority on what exists; the search only adds what it
 * alone tells, checksums first. An entry that reads as it did in the last scan
 * costs one look-up and one row of scan_seen.
 */
#include "catalog/scan-page.h"

#include <string.h>

/* A photo as history keeps it: what it is, how it is called, how it is tagged. */
typedef struct
{
  char *content, *names, *tags; /* owned */
} Look;

static void
clear_look (Look *look)
{
  g_free (look->content);
  g_free (look->names);
  g_free (look->tags);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, clear_look)

static gboolean
look_at (PsScanPage  *page,
         gint64       id,
         Look        *look,
         GError     **error)
{
  PsStatement *statement = ps_db_statement (page->db, "photo-as-json", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", id);
  if (ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  look->content = ps_statement_dup_text (statement, 0);
  look->names = ps_statement_dup_text (statement, 1);
  look->tags = ps_statement_dup_text (statement, 2);
  ps_statement_reset (statement);
  return TRUE;
}

static gboolean
note_differences (PsScanPage     *page,
                  const PsKnown  *known,
                  const Look     *before,
                  const Look     *after,
                  gboolean        replaced,
                  GError        **error)
{
  gboolean renamed = g_strcmp0 (before->names, after->names) != 0;
  gboolean retagged = g_strcmp0 (before->tags, after->tags) != 0;

  if (known->is_gone && !ps_scan_write_history (page, known->id, "returned", NULL, after->content, error))
    return FALSE;
  if (replaced && !ps_scan_write_history (page, known->id, "replaced", before->content, after->content, error))
    return FALSE;
  if (renamed && !ps_scan_write_history (page, known->id, "renamed", before->names, after->names, error))
    return FALSE;
  if (retagged && !ps_scan_write_history (page, known->id, "retagged", before->tags, after->tags, error))
    return FALSE;
  page->counts.n_returned += known->is_gone;
  page->counts.n_replaced += replaced;
  page->counts.n_renamed += renamed;
  page->counts.n_retagged += retagged;
  page->counts.n_changed += replaced || renamed || retagged;
  ps_writer_touch (page->writer, PS_CHANGE_PHOTOS | (known->is_gone ? PS_CHANGE_ADDED : 0), known->id);
  if (renamed || retagged || known->is_gone)
    ps_search_index_refresh (page->search, known->id);
  return TRUE;
}

static gboolean
update_photo (PsScanPage     *page,
              const PsKnown  *known,
              const PsEntry    *entry,
              gboolean        replaced,
              GError        **error)
{
  g_auto(Look) before = { 0 }, after = { 0 };
  const PsAsset *asset = entry->asset;
  gboolean takes_name = known->is_gone || known->is_displaced
                        || !g_str_equal (known->public_id, asset->public_id)
                        || !g_str_equal (known->resource_type, ps_scan_type (asset))
                        || !g_str_equal (known->resource_kind, ps_scan_kind (asset));

  if (!look_at (page, known->id, &before, error)
      || (takes_name && !ps_scan_displace (page, asset, known->id, error))
      || !ps_scan_write_changed (page, known->id, entry, error)
      || ((replaced || known->is_gone) && !ps_scan_forget_failure (page, known->id, error))
      || !look_at (page, known->id, &after, error))
    return FALSE;
  return note_differences (page, known, &before, &after, replaced, error)
         && ps_scan_see (page, known->id, error);
}

/* Whose row an entry of a listing is; 0: a new one's. */
static gboolean
find_known (PsScanPage     *page,
            const PsAsset  *asset,
            PsKnown        *known,
            GError        **error)
{
  if (asset->asset_id != NULL)
    {
      if (!ps_scan_find_by_asset (page, asset->asset_id, known, error))
        return FALSE;
      if (known->id != 0)
        return TRUE;
    }
  if (!ps_scan_find_by_name (page, asset, FALSE, known, error))
    return FALSE;
  if (known->id == 0 && asset->asset_id == NULL)
    return ps_scan_find_by_name (page, asset, TRUE, known, error);
  if (known->id != 0 && asset->asset_id != NULL && known->asset_id != NULL)
    {
      /* Another photo has had this name until now. */
      ps_known_clear (known);
      return ps_scan_displace (page, asset, 0, error);
    }
  return TRUE;
}

static gboolean
differ (gint64 a,
        gint64 b,
        gint64 least)
{
  return a >= least && b >= least && a != b;
}

/* The checksum that holds for this version, and whether the content is another than before. */
static gboolean
compare_content (PsScanPage     *page,
                 const PsKnown  *known,
                 PsEntry          *entry)
{
  const PsAsset *asset = entry->asset;
  gboolean other_version = differ (asset->version, known->version, 1);
  gboolean other_size = differ (asset->n_bytes, known->n_bytes, 0);
  const char *told = asset->etag != NULL ? asset->etag : entry->staged->etag;
  gboolean asked = (asset->has & PS_ASSET_HAS_ETAG) != 0 || asset->etag != NULL || entry->staged->id != 0;

  if (told != NULL || other_version || other_size)
    entry->etag = told;
  else
    entry->etag = known->etag;
  entry->etag_asked = asked || page->is_blind || (known->etag_asked && !other_version && !other_size);
  if (told != NULL && known->etag != NULL)
    return !g_str_equal (told, known->etag);
  return known->id != 0 && (other_version || other_size);
}

/**
 * ps_scan_merge_listing:
 * @page: a page of a listing
 * @asset: an entry of it
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether the catalogue now says what the entry says
 */
gboolean
ps_scan_merge_listing (PsScanPage     *page,
                       const PsAsset  *asset,
                       GError        **error)
{
  g_auto(PsKnown) known = { 0 };
  g_auto(PsStaged) staged = { 0 };
  g_auto(PsEntry) entry = { .asset = asset, .staged = &staged };
  gboolean replaced;

  entry.hash = ps_scan_hash (asset->json);
  if (!find_known (page, asset, &known, error) || !ps_scan_take_staged (page, asset, &staged, error))
    return FALSE;
  page->counts.n_incomplete += (asset->has & PS_ASSET_INCOMPLETE) != 0;
  if (known.id != 0 && entry.hash != 0 && entry.hash == known.listing_hash && !known.is_gone && !known.is_displaced
      && (asset->asset_id == NULL || known.asset_id != NULL))
    return (staged.id == 0 || staged.hash == known.search_hash || ps_scan_write_told (page, known.id, &staged, error))
           && ps_scan_see (page, known.id, error);

  entry.folder_path = ps_scan_folder (asset);
  entry.name = ps_scan_name (asset);
  replaced = compare_content (page, &known, &entry);
  if (known.id == 0)
    return ps_scan_write_new (page, &entry, error);
  return update_photo (page, &known, &entry, replaced, error);
}

/* An asset as if it had been staged: borrowed, not to be cleared. */
static PsStaged
as_staged (const PsAsset *asset)
{
  return (PsStaged) {
    .id = -1, .version = asset->version, .n_bytes = asset->n_bytes, .n_pages = asset->n_pages,
    .duration_s = asset->duration_s, .etag = asset->etag, .etag_sent = asset->etag_sent,
    .uploaded_at = asset->uploaded_at, .status = asset->status, .access_control = asset->access_control,
    .metadata = asset->metadata, .json = asset->json, .hash = ps_scan_hash (asset->json),
  };
}

/**
 * ps_scan_merge_search:
 * @page: a page of the search
 * @asset: an entry of it
 * @error: set with a %PS_CATALOG_ERROR
 *
 * A search makes no photos: what the listing did not tell yet waits for it.
 *
 * Returns: whether the entry was taken in
 */
gboolean
ps_scan_merge_search (PsScanPage     *page,
                      const PsAsset  *asset,
                      GError        **error)
{
  g_auto(PsKnown) known = { 0 };
  PsStaged told = as_staged (asset);

  if (asset->asset_id != NULL && !ps_scan_find_by_asset (page, asset->asset_id, &known, error))
    return FALSE;
  if (known.id == 0 && !ps_scan_find_by_name (page, asset, FALSE, &known, error))
    return FALSE;
  if (known.id == 0 || known.is_gone
      || (asset->asset_id != NULL && known.asset_id != NULL && !g_str_equal (asset->asset_id, known.asset_id))
      || differ (asset->version, known.version, 1) || differ (asset->n_bytes, known.n_bytes, 0))
    return ps_scan_stage (page, asset, error);
  if (told.hash != 0 && told.hash == known.search_hash && known.etag_asked
      && g_strcmp0 (known.etag, told.etag) == 0)
    return TRUE;
  return ps_scan_write_told (page, known.id, &told, error);
}
