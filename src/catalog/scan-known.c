/* src/catalog/scan-known.c: whom an entry of a page speaks of, and what the search told in advance.
 *
 * The asset id follows a photo through renames, so it is asked first. The name
 * (public id, resource type, delivery type) decides only where one of the two
 * sides has no asset id.
 */
#include "catalog/scan-page.h"

#include <math.h>
#include <string.h>

/**
 * ps_scan_type:
 * @asset: an asset
 *
 * Returns: (transfer none): its resource type; what was not sent counts as an image
 */
const char *
ps_scan_type (const PsAsset *asset)
{
  return asset->resource_type != NULL ? asset->resource_type : "image";
}

/**
 * ps_scan_kind:
 * @asset: an asset
 *
 * Returns: (transfer none): its delivery type; what was not sent counts as an upload
 */
const char *
ps_scan_kind (const PsAsset *asset)
{
  return asset->resource_kind != NULL ? asset->resource_kind : "upload";
}

/**
 * ps_scan_folder:
 * @asset: an asset
 *
 * Returns: (transfer full): the folder as the photographer sees it, without
 *   slashes around it; "" is the root
 */
char *
ps_scan_folder (const PsAsset *asset)
{
  const char *folder = asset->asset_folder != NULL ? asset->asset_folder : asset->folder;
  const char *slash = strrchr (asset->public_id, '/');
  char *path;
  gsize length;

  if (folder != NULL)
    path = g_strdup (folder);
  else
    path = slash != NULL ? g_strndup (asset->public_id, slash - asset->public_id) : g_strdup ("");
  for (length = strlen (path); length > 0 && path[length - 1] == '/'; length--)
    path[length - 1] = '\0';
  memmove (path, path + strspn (path, "/"), strlen (path + strspn (path, "/")) + 1);
  return path;
}

/**
 * ps_scan_name:
 * @asset: an asset
 *
 * Returns: (transfer full): the name as the photographer sees it
 */
char *
ps_scan_name (const PsAsset *asset)
{
  const char *slash = strrchr (asset->public_id, '/');

  if (asset->display_name != NULL && *asset->display_name != '\0')
    return g_strdup (asset->display_name);
  return g_strdup (slash != NULL && slash[1] != '\0' ? slash + 1 : asset->public_id);
}

/**
 * ps_scan_hash:
 * @json: (nullable): an entry as it was sent
 *
 * Returns: 64 bits that differ when the entry does; 0 for %NULL, which is never the same
 */
gint64
ps_scan_hash (const char *json)
{
  g_autoptr(GChecksum) checksum = NULL;
  guint8 digest[16];
  gsize length = sizeof digest;
  gint64 hash;

  if (json == NULL)
    return 0;
  checksum = g_checksum_new (G_CHECKSUM_MD5);
  g_checksum_update (checksum, (const guchar *) json, -1);
  g_checksum_get_digest (checksum, digest, &length);
  memcpy (&hash, digest, sizeof hash);
  return GINT64_FROM_BE (hash);
}

/**
 * ps_known_clear:
 * @self: a row as found
 */
void
ps_known_clear (PsKnown *self)
{
  g_free (self->asset_id);
  g_free (self->public_id);
  g_free (self->resource_type);
  g_free (self->resource_kind);
  g_free (self->etag);
  memset (self, 0, sizeof *self);
}

static gboolean
read_known (PsStatement  *statement,
            PsKnown      *known,
            GError      **error)
{
  PsStep step = ps_statement_step (statement, error);

  if (step != PS_STEP_ROW)
    return step == PS_STEP_DONE;
  ps_known_clear (known);
  known->id = ps_statement_int (statement, 0);
  known->asset_id = ps_statement_dup_text (statement, 1);
  known->public_id = ps_statement_dup_text (statement, 2);
  known->resource_type = ps_statement_dup_text (statement, 3);
  known->resource_kind = ps_statement_dup_text (statement, 4);
  known->version = ps_statement_int (statement, 5);
  known->n_bytes = ps_statement_is_null (statement, 6) ? -1 : ps_statement_int (statement, 6);
  known->etag = ps_statement_dup_text (statement, 7);
  known->etag_asked = ps_statement_int (statement, 8) != 0;
  known->is_gone = !ps_statement_is_null (statement, 9);
  known->is_displaced = ps_statement_int (statement, 10) != 0;
  known->listing_hash = ps_statement_int (statement, 11);
  known->search_hash = ps_statement_int (statement, 12);
  known->failed_as_gone = g_strcmp0 (ps_statement_text (statement, 13), "gone") == 0;
  ps_statement_reset (statement);
  return TRUE;
}

/**
 * ps_scan_find_by_asset:
 * @page: a page
 * @asset_id: an asset id
 * @known: (out): the row; its id stays 0 where there is none
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it could be looked up
 */
gboolean
ps_scan_find_by_asset (PsScanPage  *page,
                       const char  *asset_id,
                       PsKnown     *known,
                       GError     **error)
{
  PsStatement *statement = ps_db_statement (page->db, "photo-find-by-asset", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":asset_id", asset_id);
  return read_known (statement, known, error);
}

/**
 * ps_scan_find_by_name:
 * @page: a page
 * @asset: whose name
 * @formerly: who had it last, instead of who has it
 * @known: (out): the row; its id stays 0 where there is none
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it could be looked up
 */
gboolean
ps_scan_find_by_name (PsScanPage     *page,
                      const PsAsset  *asset,
                      gboolean        formerly,
                      PsKnown        *known,
                      GError        **error)
{
  PsStatement *statement = ps_db_statement (page->db, formerly ? "photo-find-by-former-name" : "photo-find-by-name", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":public_id", asset->public_id);
  ps_statement_bind_text (statement, ":resource_type", ps_scan_type (asset));
  ps_statement_bind_text (statement, ":resource_kind", ps_scan_kind (asset));
  return read_known (statement, known, error);
}

/**
 * ps_staged_clear:
 * @self: what was told in advance
 */
void
ps_staged_clear (PsStaged *self)
{
  g_free (self->etag);
  g_free (self->etag_sent);
  g_free (self->uploaded_at);
  g_free (self->status);
  g_free (self->access_control);
  g_free (self->metadata);
  g_free (self->json);
  memset (self, 0, sizeof *self);
}

/**
 * ps_scan_stage:
 * @page: a page of the search
 * @asset: an entry whose photo the listing did not tell yet
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is kept until the listing tells it
 */
gboolean
ps_scan_stage (PsScanPage     *page,
               const PsAsset  *asset,
               GError        **error)
{
  PsStatement *statement = ps_db_statement (page->db, "staged-insert", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":asset_id", asset->asset_id);
  ps_statement_bind_text (statement, ":resource_type", ps_scan_type (asset));
  ps_statement_bind_text (statement, ":resource_kind", ps_scan_kind (asset));
  ps_statement_bind_text (statement, ":public_id", asset->public_id);
  ps_statement_bind_known (statement, ":version", asset->version, asset->version > 0);
  ps_statement_bind_known (statement, ":bytes", asset->n_bytes, asset->n_bytes >= 0);
  ps_statement_bind_text (statement, ":etag", asset->etag);
  ps_statement_bind_text (statement, ":etag_sent", asset->etag_sent);
  ps_statement_bind_text (statement, ":uploaded_at", asset->uploaded_at);
  ps_statement_bind_double (statement, ":duration", asset->duration_s >= 0 ? asset->duration_s : NAN);
  ps_statement_bind_known (statement, ":pages", asset->n_pages, asset->n_pages > 0);
  ps_statement_bind_text (statement, ":status", asset->status);
  ps_statement_bind_text (statement, ":access_control", asset->access_control);
  ps_statement_bind_text (statement, ":metadata", asset->metadata);
  ps_statement_bind_text (statement, ":json", asset->json);
  ps_statement_bind_int (statement, ":hash", ps_scan_hash (asset->json));
  return ps_statement_run (statement, error);
}

static gboolean
read_staged (PsStatement  *statement,
             PsStaged     *staged,
             GError      **error)
{
  PsStep step = ps_statement_step (statement, error);

  if (step != PS_STEP_ROW)
    return step == PS_STEP_DONE;
  staged->id = ps_statement_int (statement, 0);
  staged->version = ps_statement_int (statement, 1);
  staged->n_bytes = ps_statement_is_null (statement, 2) ? -1 : ps_statement_int (statement, 2);
  staged->etag = ps_statement_dup_text (statement, 3);
  staged->etag_sent = ps_statement_dup_text (statement, 4);
  staged->uploaded_at = ps_statement_dup_text (statement, 5);
  staged->duration_s = ps_statement_is_null (statement, 6) ? -1 : ps_statement_double (statement, 6);
  staged->n_pages = ps_statement_int (statement, 7);
  staged->status = ps_statement_dup_text (statement, 8);
  staged->access_control = ps_statement_dup_text (statement, 9);
  staged->metadata = ps_statement_dup_text (statement, 10);
  staged->json = ps_statement_dup_text (statement, 11);
  staged->hash = ps_statement_int (statement, 12);
  ps_statement_reset (statement);
  return TRUE;
}

static gboolean
find_staged (PsScanPage     *page,
             const PsAsset  *asset,
             PsStaged       *staged,
             GError        **error)
{
  PsStatement *statement;

  if (asset->asset_id != NULL)
    {
      statement = ps_db_statement (page->db, "staged-find-by-asset", error);
      if (statement == NULL)
        return FALSE;
      ps_statement_bind_text (statement, ":asset_id", asset->asset_id);
      if (!read_staged (statement, staged, error))
        return FALSE;
      if (staged->id != 0)
        return TRUE;
    }
  statement = ps_db_statement (page->db, "staged-find-by-name", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":public_id", asset->public_id);
  ps_statement_bind_text (statement, ":resource_type", ps_scan_type (asset));
  ps_statement_bind_text (statement, ":resource_kind", ps_scan_kind (asset));
  ps_statement_bind_text (statement, ":asset_id", asset->asset_id);
  return read_staged (statement, staged, error);
}

static gboolean
differ (gint64 a,
        gint64 b,
        gint64 least)
{
  return a >= least && b >= least && a != b;
}

/**
 * ps_scan_take_staged:
 * @page: a page of a listing
 * @asset: an entry
 * @staged: (out): what the search told of the same version; its id stays 0 where it told nothing
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Search lags behind by seconds: what it told of another version says nothing.
 *
 * Returns: whether it could be looked up
 */
gboolean
ps_scan_take_staged (PsScanPage     *page,
                     const PsAsset  *asset,
                     PsStaged       *staged,
                     GError        **error)
{
  PsStatement *statement;

  if (!page->has_staged)
    return TRUE;
  if (!find_staged (page, asset, staged, error))
    return FALSE;
  if (staged->id == 0)
    return TRUE;
  statement = ps_db_statement (page->db, "staged-remove", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", staged->id);
  if (!ps_statement_run (statement, error))
    return FALSE;
  if (differ (staged->version, asset->version, 1) || differ (staged->n_bytes, asset->n_bytes, 0))
    ps_staged_clear (staged);
  return TRUE;
}
