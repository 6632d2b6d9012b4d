/* src/catalog/scan-write.c: what an entry of a scan says, written: the photo's row and all that belongs to it. */
#include "catalog/scan-page.h"

#include <math.h>
#include <string.h>

/**
 * ps_entry_clear:
 * @self: an entry
 */
void
ps_entry_clear (PsEntry *self)
{
  g_free (self->folder_path);
  g_free (self->name);
}

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
                  const PsEntry *entry)
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
  ps_statement_bind_text (statement, ":access_control",
                          asset->access_control != NULL ? asset->access_control : staged->access_control);
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

/**
 * ps_scan_write_history:
 * @page: a page
 * @id: a photo
 * @what: "added", "replaced", "renamed", "retagged" or "returned"
 * @before: (nullable): JSON
 * @after: (nullable): JSON
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is noted
 */
gboolean
ps_scan_write_history (PsScanPage  *page,
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

/**
 * ps_scan_see:
 * @page: a page
 * @id: a photo that a listing told
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is noted as present in this generation
 */
gboolean
ps_scan_see (PsScanPage  *page,
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

/**
 * ps_scan_displace:
 * @page: a page
 * @asset: whose name is about to be taken
 * @id: by which photo; 0: by a new one
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Whoever has the name loses it until the scan tells what became of that one.
 *
 * Returns: whether the name is free
 */
gboolean
ps_scan_displace (PsScanPage     *page,
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
               const PsEntry  *entry)
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
                 const PsEntry  *entry,
                 GError      **error)
{
  return keep_document (page, "listing-document-keep", id, entry->asset->json, error)
         && keep_document (page, "search-document-keep", id, entry->staged->json, error);
}

/**
 * ps_scan_write_new:
 * @page: a page of a listing
 * @entry: of a photo that is told for the first time
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is written, with all that belongs to it
 */
gboolean
ps_scan_write_new (PsScanPage   *page,
                   const PsEntry  *entry,
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
         && ps_scan_write_history (page, id, "added", NULL, NULL, error)
         && ps_scan_see (page, id, error);
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

/**
 * ps_scan_forget_failure:
 * @page: a page
 * @id: a photo that was replaced in the cloud or came back
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether what failed before is forgotten
 */
gboolean
ps_scan_forget_failure (PsScanPage  *page,
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

/**
 * ps_scan_write_changed:
 * @page: a page of a listing
 * @id: a known photo
 * @entry: what is told of it now
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether its row, documents, tags and context say so
 */
gboolean
ps_scan_write_changed (PsScanPage   *page,
                       gint64        id,
                       const PsEntry  *entry,
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

/**
 * ps_scan_write_told:
 * @page: a page
 * @id: a known photo
 * @staged: what the search told of it
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether its row and documents say so
 */
gboolean
ps_scan_write_told (PsScanPage      *page,
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
