/* src/catalog/scan-page.c: one page of a scan becomes rows.
 *
 * The listing is the authority on what exists; the search only adds what it
 * alone tells, checksums first. An entry that reads as it did in the last scan
 * costs one look-up and one row of scan_seen.
 */
#include "catalog/scan-page.h"

#include <math.h>
#include <string.h>

/* What an entry amounts to, beside what a row already says. */
typedef struct
{
  const PsAsset *asset;     /* borrowed */
  const PsStaged *staged;   /* borrowed; its id is 0 where there is nothing */
  char *folder_path, *name; /* owned */
  gint64 hash;
  const char *etag;         /* borrowed, nullable */
  gboolean etag_asked;
} Entry;

static void
clear_entry (Entry *entry)
{
  g_free (entry->folder_path);
  g_free (entry->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, clear_entry)

/* NaN, which is bound as NULL, where neither tells it. */
static double
known_duration (double          duration_s,
                const PsStaged *staged)
{
  if (duration_s >= 0)
    return duration_s;
  return staged->id != 0 && staged->duration_s >= 0 ? staged->duration_s : NAN;
}

static void
bind_cloud_facts (PsStatement *statement,
                  const Entry *entry)
{
  const PsAsset *asset = entry->asset;
  const PsStaged *staged = entry->staged;

  ps_statement_bind_text (statement, ":asset_id", asset->asset_id);
  ps_statement_bind_text (statement, ":public_id", asset->public_id);
  ps_statement_bind_text (statement, ":resource_type", ps_scan_type (asset));
  ps_statement_bind_text (statement, ":resource_kind", ps_scan_kind (asset));
  ps_statement_bind_text (statement, ":format", asset->format);
  ps_statement_bind_known (statement, ":version", asset->version, asset->version > 0);
  ps_statement_bind_text (statement, ":created_at", asset->created_at);
  ps_statement_bind_int (statement, ":created_at_us", asset->created_at_us);
  ps_statement_bind_text (statement, ":uploaded_at", asset->uploaded_at != NULL ? asset->uploaded_at : staged->uploaded_at);
  ps_statement_bind_known (statement, ":bytes", asset->n_bytes, asset->n_bytes >= 0);
  ps_statement_bind_known (statement, ":width", asset->width, asset->width > 0);
  ps_statement_bind_known (statement, ":height", asset->height, asset->height > 0);
  ps_statement_bind_double (statement, ":duration", known_duration (asset->duration_s, staged));
  ps_statement_bind_known (statement, ":pages", MAX (asset->n_pages, staged->n_pages), MAX (asset->n_pages, staged->n_pages) > 0);
  ps_statement_bind_text (statement, ":etag", entry->etag);
  ps_statement_bind_text (statement, ":etag_sent", asset->etag_sent != NULL ? asset->etag_sent : staged->etag_sent);
  ps_statement_bind_int (statement, ":etag_asked", entry->etag_asked);
  ps_statement_bind_text (statement, ":asset_folder", asset->asset_folder);
  ps_statement_bind_text (statement, ":display_name", asset->display_name);
  ps_statement_bind_text (statement, ":folder", asset->folder);
  ps_statement_bind_text (statement, ":secure_url", asset->secure_url);
  ps_statement_bind_text (statement, ":status", asset->status != NULL ? asset->status : staged->status);
  ps_statement_bind_text (statement, ":access_mode", asset->access_mode);
  ps_statement_bind_text (statement, ":access_control", asset->access_control != NULL ? asset->access_control : staged->access_control);
  ps_statement_bind_text (statement, ":metadata", asset->metadata != NULL ? asset->metadata : staged->metadata);
  ps_statement_bind_text (statement, ":problem", asset->problem);
  ps_statement_bind_int (statement, ":is_remote", !ps_asset_is_original (asset));
  ps_statement_bind_text (statement, ":folder_path", entry->folder_path);
  ps_statement_bind_text (statement, ":name", entry->name);
  ps_statement_bind_int (statement, ":listing_hash", entry->hash);
  ps_statement_bind_known (statement, ":search_hash", staged->hash, staged->id != 0);
}

static gboolean
keep_document (PsScanPage  *page,
               const char  *statement_name,
               gint64       id,
               const char  *json,
               GError     **error)
{
  PsStatement *statement;

  if (json == NULL)
    return TRUE;
  statement = ps_db_statement (page->db, statement_name, error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", id);
  ps_statement_bind_text (statement, ":json", json);
  return ps_statement_run (statement, error);
}

static gboolean
clear_rows (PsScanPage  *page,
            const char  *statement_name,
            gint64       id,
            GError     **error)
{
  PsStatement *statement = ps_db_statement (page->db, statement_name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", id);
  return ps_statement_run (statement, error);
}

/* Only what the entry carries: a page without the block erases nothing. */
static gboolean
write_tags (PsScanPage     *page,
            gint64          id,
            const PsAsset  *asset,
            gboolean        is_new,
            GError        **error)
{
  if (!(asset->has & PS_ASSET_HAS_TAGS))
    return TRUE;
  if (!is_new && !clear_rows (page, "tags-clear-cloud", id, error))
    return FALSE;
  for (int i = 0; asset->tags != NULL && asset->tags[i] != NULL; i++)
    {
      PsStatement *statement;
      gint64 tag_id;

      if (!ps_writer_get_tag (page->writer, asset->tags[i], &tag_id, error))
        return FALSE;
      statement = ps_db_statement (page->db, "photo-tag-insert", error);
      if (statement == NULL)
        return FALSE;
      ps_statement_bind_int (statement, ":photo_id", id);
      ps_statement_bind_int (statement, ":tag_id", tag_id);
      if (!ps_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_context (PsScanPage     *page,
               gint64          id,
               const PsAsset  *asset,
               gboolean        is_new,
               GError        **error)
{
  if (!(asset->has & PS_ASSET_HAS_CONTEXT))
    return TRUE;
  if (!is_new && !clear_rows (page, "context-clear", id, error))
    return FALSE;
  for (int i = 0; asset->context != NULL && asset->context[i] != NULL && asset->context[i + 1] != NULL; i += 2)
    {
      PsStatement *statement = ps_db_statement (page->db, "photo-context-insert", error);

      if (statement == NULL)
        return FALSE;
      ps_statement_bind_int (statement, ":photo_id", id);
      ps_statement_bind_text (statement, ":key", asset->context[i]);
      ps_statement_bind_text (statement, ":value", asset->context[i + 1]);
      if (!ps_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_history (PsScanPage  *page,
             gint64       id,
             const char  *what,
             const char  *before,
             const char  *after,
             GError     **error)
{
  PsStatement *statement = ps_db_statement (page->db, "history-insert", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":scan", page->generation);
  ps_statement_bind_int (statement, ":photo_id", id);
  ps_statement_bind_text (statement, ":what", what);
  ps_statement_bind_text (statement, ":before", before);
  ps_statement_bind_text (statement, ":after", after);
  return ps_statement_run (statement, error);
}

static gboolean
see (PsScanPage  *page,
     gint64       id,
     GError     **error)
{
  PsStatement *statement = ps_db_statement (page->db, "seen-insert", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", id);
  if (!ps_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (ps_db_get_handle (page->db)) > 0)
    page->counts.n_seen++;
  return TRUE;
}

/* Whoever has the name of @asset loses it until the scan tells what became of that one. */
static gboolean
displace (PsScanPage     *page,
          const PsAsset  *asset,
          gint64          id,
          GError        **error)
{
  PsStatement *statement = ps_db_statement (page->db, "photo-displace", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":public_id", asset->public_id);
  ps_statement_bind_text (statement, ":resource_type", ps_scan_type (asset));
  ps_statement_bind_text (statement, ":resource_kind", ps_scan_kind (asset));
  ps_statement_bind_known (statement, ":id", id, id != 0);
  return ps_statement_run (statement, error);
}

static char *
join_context (GStrv context)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; context != NULL && context[i] != NULL && context[i + 1] != NULL; i += 2)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", context[i + 1]);
  return g_string_free (text, FALSE);
}

static void
add_to_search (PsScanPage   *page,
               gint64        id,
               const Entry  *entry)
{
  const PsAsset *asset = entry->asset;
  gboolean named = strstr (asset->public_id, entry->name) != NULL;

  ps_search_index_add (page->search, id,
                       named ? g_strdup (asset->public_id) : g_strconcat (entry->name, " ", asset->public_id, NULL),
                       entry->folder_path,
                       asset->tags != NULL ? g_strjoinv (" ", asset->tags) : NULL,
                       asset->context != NULL ? join_context (asset->context) : NULL);
}

static gboolean
write_documents (PsScanPage   *page,
                 gint64        id,
                 const Entry  *entry,
                 GError      **error)
{
  return keep_document (page, "listing-document-keep", id, entry->asset->json, error)
         && keep_document (page, "search-document-keep", id, entry->staged->json, error);
}

static gboolean
insert_photo (PsScanPage   *page,
              const Entry  *entry,
              GError      **error)
{
  PsStatement *statement = ps_db_statement (page->db, "photo-insert", error);
  gint64 id;

  if (statement == NULL)
    return FALSE;
  bind_cloud_facts (statement, entry);
  ps_statement_bind_text (statement, ":now", page->now);
  if (!ps_statement_run (statement, error))
    return FALSE;
  id = sqlite3_last_insert_rowid (ps_db_get_handle (page->db));
  page->counts.n_added++;
  ps_writer_touch (page->writer, PS_CHANGE_PHOTOS | PS_CHANGE_ADDED, id);
  add_to_search (page, id, entry);
  return write_documents (page, id, entry, error)
         && write_tags (page, id, entry->asset, TRUE, error)
         && write_context (page, id, entry->asset, TRUE, error)
         && add_history (page, id, "added", NULL, NULL, error)
         && see (page, id, error);
}

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
run_for_photo (PsScanPage  *page,
               const char  *name,
               gint64       id,
               GError     **error)
{
  PsStatement *statement = ps_db_statement (page->db, name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", id);
  return ps_statement_run (statement, error);
}

static gboolean
forget_failure (PsScanPage  *page,
                gint64       id,
                GError     **error)
{
  PsStatement *statement = ps_db_statement (page->db, "failures-resolve", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":now", page->now);
  ps_statement_bind_int (statement, ":id", id);
  return ps_statement_run (statement, error)
         && run_for_photo (page, "photo-forget-failure", id, error);
}

/* A garbled entry must not move a file to where its public id alone would put it. */
static gboolean
tells_no_place (const PsAsset *asset)
{
  return (asset->has & PS_ASSET_INCOMPLETE) && asset->asset_folder == NULL && asset->folder == NULL
         && asset->display_name == NULL;
}

static gboolean
write_update (PsScanPage   *page,
              gint64        id,
              const Entry  *entry,
              GError      **error)
{
  PsStatement *statement = ps_db_statement (page->db, "photo-update", error);

  if (statement == NULL)
    return FALSE;
  bind_cloud_facts (statement, entry);
  ps_statement_bind_int (statement, ":keeps_place", tells_no_place (entry->asset));
  ps_statement_bind_text (statement, ":now", page->now);
  ps_statement_bind_int (statement, ":id", id);
  return ps_statement_run (statement, error)
         && write_documents (page, id, entry, error)
         && write_tags (page, id, entry->asset, FALSE, error)
         && write_context (page, id, entry->asset, FALSE, error);
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

  if (known->is_gone && !add_history (page, known->id, "returned", NULL, after->content, error))
    return FALSE;
  if (replaced && !add_history (page, known->id, "replaced", before->content, after->content, error))
    return FALSE;
  if (renamed && !add_history (page, known->id, "renamed", before->names, after->names, error))
    return FALSE;
  if (retagged && !add_history (page, known->id, "retagged", before->tags, after->tags, error))
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
              const Entry    *entry,
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
      || (takes_name && !displace (page, asset, known->id, error))
      || !write_update (page, known->id, entry, error)
      || ((replaced || known->is_gone) && !forget_failure (page, known->id, error))
      || !look_at (page, known->id, &after, error))
    return FALSE;
  return note_differences (page, known, &before, &after, replaced, error)
         && see (page, known->id, error);
}

static gboolean
merge_facts (PsScanPage      *page,
             gint64           id,
             const PsStaged  *staged,
             GError         **error)
{
  PsStatement *statement = ps_db_statement (page->db, "photo-merge-search", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":etag", staged->etag);
  ps_statement_bind_text (statement, ":etag_sent", staged->etag_sent);
  ps_statement_bind_text (statement, ":uploaded_at", staged->uploaded_at);
  ps_statement_bind_double (statement, ":duration", known_duration (-1, staged));
  ps_statement_bind_known (statement, ":pages", staged->n_pages, staged->n_pages > 0);
  ps_statement_bind_text (statement, ":status", staged->status);
  ps_statement_bind_text (statement, ":access_control", staged->access_control);
  ps_statement_bind_text (statement, ":metadata", staged->metadata);
  ps_statement_bind_int (statement, ":search_hash", staged->hash);
  ps_statement_bind_int (statement, ":id", id);
  ps_writer_touch (page->writer, PS_CHANGE_PHOTOS, id);
  return ps_statement_run (statement, error)
         && keep_document (page, "search-document-keep", id, staged->json, error);
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
      return displace (page, asset, 0, error);
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
                 Entry          *entry)
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
  g_auto(Entry) entry = { .asset = asset, .staged = &staged };
  gboolean replaced;

  entry.hash = ps_scan_hash (asset->json);
  if (!find_known (page, asset, &known, error) || !ps_scan_take_staged (page, asset, &staged, error))
    return FALSE;
  page->counts.n_incomplete += (asset->has & PS_ASSET_INCOMPLETE) != 0;
  if (known.id != 0 && entry.hash != 0 && entry.hash == known.listing_hash && !known.is_gone && !known.is_displaced
      && (asset->asset_id == NULL || known.asset_id != NULL))
    return (staged.id == 0 || staged.hash == known.search_hash || merge_facts (page, known.id, &staged, error))
           && see (page, known.id, error);

  entry.folder_path = ps_scan_folder (asset);
  entry.name = ps_scan_name (asset);
  replaced = compare_content (page, &known, &entry);
  if (known.id == 0)
    return insert_photo (page, &entry, error);
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
  return merge_facts (page, known.id, &told, error);
}
