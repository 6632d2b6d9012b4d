/* tests/catalog/kit.c: a catalogue in a temporary folder, its verbs one after the other, and what is in its tables. */
#include "kit.h"

#include <glib/gstdio.h>
#include <string.h>

Kit *
kit_new_closed (void)
{
  g_autoptr(GError) error = NULL;
  Kit *self = g_new0 (Kit, 1);

  self->folder = g_dir_make_tmp ("proofsheet-catalog-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "photos.db", NULL);
  return self;
}

Kit *
kit_new (void)
{
  Kit *self = kit_new_closed ();

  kit_open (self, PS_CATALOG_CREATE);
  return self;
}

void
kit_free (Kit *self)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  kit_close (self);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_clear_object (&self->result);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

void
kit_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  Kit *self = user_data;

  g_assert_null (self->result);
  self->result = g_object_ref (result);
}

/* Borrowed until the next wait. */
GAsyncResult *
kit_await (Kit *self)
{
  static GAsyncResult *last;

  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_set_object (&last, self->result);
  g_clear_object (&self->result);
  return last;
}

void
kit_open (Kit            *self,
          PsCatalogFlags  flags)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (self->catalog);
  ps_catalog_init_database_async (self->path, flags, NULL, kit_cb, self);
  self->catalog = ps_catalog_init_database_finish (kit_await (self), &error);
  g_assert_no_error (error);
  g_assert_true (PS_IS_CATALOG (self->catalog));
}

void
kit_assert_refuses (Kit            *self,
                    PsCatalogFlags  flags,
                    PsCatalogError  code)
{
  g_autoptr(GError) error = NULL;

  ps_catalog_init_database_async (self->path, flags, NULL, kit_cb, self);
  g_assert_null (ps_catalog_init_database_finish (kit_await (self), &error));
  g_assert_error (error, PS_CATALOG_ERROR, (int) code);
}

void
kit_close (Kit *self)
{
  g_autoptr(GError) error = NULL;

  if (self->catalog == NULL)
    return;
  ps_catalog_close_async (self->catalog, kit_cb, self);
  g_assert_true (ps_catalog_close_finish (self->catalog, kit_await (self), &error));
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->catalog);
}

void
kit_reopen (Kit *self)
{
  kit_close (self);
  kit_open (self, 0);
}

static sqlite3 *
connect (Kit *self)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  return handle;
}

char *
kit_text (Kit        *self,
          const char *sql)
{
  sqlite3 *handle = connect (self);
  GString *text = g_string_new (NULL);
  sqlite3_stmt *stmt;
  int code = sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL);

  if (code != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (handle));
  while ((code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      if (text->len > 0)
        g_string_append_c (text, '\n');
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        {
          const char *value = (const char *) sqlite3_column_text (stmt, i);

          g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", value != NULL ? value : "NULL");
        }
    }
  if (code != SQLITE_DONE)
    g_error ("%s: %s", sql, sqlite3_errmsg (handle));
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  return g_string_free (text, FALSE);
}

gint64
kit_int (Kit        *self,
         const char *sql)
{
  g_autofree char *text = kit_text (self, sql);

  return g_ascii_strtoll (text, NULL, 10);
}

int
kit_try (Kit        *self,
         const char *sql)
{
  sqlite3 *handle = connect (self);
  int code = sqlite3_exec (handle, sql, NULL, NULL, NULL);

  sqlite3_close (handle);
  return code;
}

void
kit_run (Kit        *self,
         const char *sql)
{
  g_assert_cmpint (kit_try (self, sql), ==, SQLITE_OK);
}

/* The database is whole, and every counter says what counting says. */
void
kit_assert_sound (Kit *self)
{
  g_autofree char *integrity = kit_text (self, "PRAGMA integrity_check");
  g_autofree char *foreign = kit_text (self, "PRAGMA foreign_key_check");
  g_autofree char *states = kit_text (self,
      "SELECT state, photos, bytes, downloaded_photos, downloaded_bytes, files, bytes_here, asked_for, trying_again"
      "  FROM state_counts WHERE photos <> 0 OR bytes <> 0 OR downloaded_photos <> 0 OR bytes_here <> 0 OR files <> 0"
      " ORDER BY state");
  g_autofree char *counted = kit_text (self,
      "SELECT state, count(*), sum(coalesce(bytes, 0)), sum(is_downloaded), sum(iif(is_downloaded, coalesce(local_bytes, 0), 0)),"
      "  sum(local_path IS NOT NULL),"
      "  sum(iif(local_path IS NULL OR verify_result IS 'missing', 0, coalesce(local_bytes, 0))),"
      "  sum(asked_for_us IS NOT NULL), sum(retry_at_us IS NOT NULL) FROM photos GROUP BY state ORDER BY state");
  g_autofree char *folders = kit_text (self, "SELECT folder_path, photos, bytes FROM folder_counts ORDER BY 1");
  g_autofree char *folders_counted = kit_text (self,
      "SELECT folder_path, count(*), sum(coalesce(bytes, 0)) FROM photos GROUP BY 1 ORDER BY 1");

  g_assert_cmpstr (integrity, ==, "ok");
  g_assert_cmpstr (foreign, ==, "");
  g_assert_cmpstr (states, ==, counted);
  g_assert_cmpstr (folders, ==, folders_counted);
  g_assert_cmpint (kit_int (self, "SELECT count(*) FROM (SELECT id FROM photos EXCEPT SELECT rowid FROM photo_search)"), ==, 0);
  g_assert_cmpint (kit_try (self, "INSERT INTO photo_search (photo_search) VALUES ('integrity-check')"), ==, SQLITE_OK);
  g_assert_cmpint (kit_int (self,
      "SELECT count(*) FROM (SELECT 1 FROM photos WHERE gone_at IS NULL AND displaced = 0"
      "  GROUP BY resource_type, resource_kind, public_id HAVING count(*) > 1)"), ==, 0);
}

char *
kit_asset_id (guint number)
{
  return g_strdup_printf ("%032x", number);
}

char *
kit_md5 (guint number)
{
  g_autofree char *text = g_strdup_printf ("bytes of %u", number);

  return g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
}

/* "video:x", "raw:x" and "private:x" are what they say, all else images that were uploaded. */
PsAsset *
kit_asset (const char *public_id,
           const char *asset_id,
           const char *etag)
{
  PsAsset *asset = ps_asset_new ();
  const char *colon = strchr (public_id, ':');
  g_autofree char *word = colon != NULL ? g_strndup (public_id, colon - public_id) : NULL;

  asset->public_id = g_strdup (colon != NULL ? colon + 1 : public_id);
  asset->asset_id = g_strdup (asset_id);
  asset->resource_type = g_strdup (g_strcmp0 (word, "video") == 0 || g_strcmp0 (word, "raw") == 0 ? word : "image");
  asset->resource_kind = g_strdup (g_strcmp0 (word, "private") == 0 || g_strcmp0 (word, "fetch") == 0 ? word : "upload");
  asset->format = g_strdup ("jpg");
  asset->version = 1700000000;
  asset->created_at = g_strdup ("2024-05-12T14:02:07Z");
  asset->created_at_us = G_GINT64_CONSTANT (1715522527) * G_USEC_PER_SEC;
  asset->n_bytes = 1000;
  asset->width = 400;
  asset->height = 300;
  asset->secure_url = g_strdup_printf ("https://res.cloudinary.com/demo/image/upload/v1/%s.jpg", asset->public_id);
  asset->etag = g_strdup (etag);
  asset->has = PS_ASSET_HAS_TAGS | PS_ASSET_HAS_CONTEXT | (etag != NULL ? PS_ASSET_HAS_ETAG : 0);
  return asset;
}

/* The entry as sent, made of what the asset says, as a parser would keep it. */
void
kit_seal (PsAsset *asset)
{
  g_autofree char *tags = asset->tags != NULL ? g_strjoinv (",", asset->tags) : g_strdup ("");
  g_autofree char *context = asset->context != NULL ? g_strjoinv (",", asset->context) : g_strdup ("");
  char *json = g_strdup_printf ("{\"public_id\":\"%s\",\"type\":\"%s/%s\",\"version\":%" G_GINT64_FORMAT
                                ",\"bytes\":%" G_GINT64_FORMAT ",\"etag\":\"%s\",\"folder\":\"%s\",\"name\":\"%s\",\"tags\":\"%s\","
                                "\"context\":\"%s\",\"created\":%" G_GINT64_FORMAT "}",
                                asset->public_id, asset->resource_type, asset->resource_kind, asset->version, asset->n_bytes,
                                asset->etag != NULL ? asset->etag : "", asset->asset_folder != NULL ? asset->asset_folder : "",
                                asset->display_name != NULL ? asset->display_name : "", tags, context, asset->created_at_us);

  g_free (asset->json);
  asset->json = json;
}

GPtrArray *
kit_page (PsAsset *first,
          ...)
{
  GPtrArray *page = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_asset_unref);
  va_list args;

  va_start (args, first);
  for (PsAsset *asset = first; asset != NULL; asset = va_arg (args, PsAsset *))
    {
      if (asset->json == NULL)
        kit_seal (asset);
      g_ptr_array_add (page, asset);
    }
  va_end (args);
  return page;
}

gint64
kit_begin_session (Kit        *self,
                   const char *type)
{
  g_autoptr(GError) error = NULL;

  ps_catalog_create_backup_session_async (self->catalog, type, "demo-studio", NULL, kit_cb, self);
  self->session_id = ps_catalog_create_backup_session_finish (self->catalog, kit_await (self), &error);
  g_assert_no_error (error);
  g_assert_cmpint (self->session_id, >, 0);
  return self->session_id;
}

PsScanState *
kit_begin_scan (Kit *self)
{
  g_autoptr(GError) error = NULL;
  PsScanState *state;

  kit_begin_session (self, "scan");
  ps_catalog_begin_scan_async (self->catalog, self->session_id, NULL, kit_cb, self);
  state = ps_catalog_begin_scan_finish (self->catalog, kit_await (self), &error);
  g_assert_no_error (error);
  self->generation = state->generation;
  return state;
}

/* Takes the page. */
PsScanCounts
kit_insert (Kit        *self,
            PsChain     chain,
            GPtrArray  *assets,
            const char *next_cursor)
{
  g_autoptr(GPtrArray) page = assets != NULL ? assets : g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  PsScanCounts counts = { 0 };

  ps_catalog_insert_photo_batch_async (self->catalog, self->generation, chain, page, next_cursor, NULL, kit_cb, self);
  ps_catalog_insert_photo_batch_finish (self->catalog, kit_await (self), &counts, &error);
  g_assert_no_error (error);
  return counts;
}

PsScanCounts
kit_finish_scan (Kit      *self,
                 gboolean  accept_losses)
{
  g_autoptr(GError) error = NULL;
  PsScanCounts counts = { 0 };

  ps_catalog_finish_scan_async (self->catalog, self->generation, accept_losses, NULL, kit_cb, self);
  ps_catalog_finish_scan_finish (self->catalog, kit_await (self), &counts, &error);
  g_assert_no_error (error);
  return counts;
}

/* Takes the page. */
PsScanCounts
kit_scan (Kit       *self,
          GPtrArray *assets)
{
  ps_scan_state_free (kit_begin_scan (self));
  kit_insert (self, PS_CHAIN_IMAGE, assets != NULL ? g_ptr_array_ref (assets) : NULL, NULL);
  kit_insert (self, PS_CHAIN_VIDEO, NULL, NULL);
  kit_insert (self, PS_CHAIN_RAW, NULL, NULL);
  kit_insert (self, PS_CHAIN_SEARCH, assets, NULL);
  return kit_finish_scan (self, FALSE);
}

gint64
kit_photo (Kit        *self,
           const char *public_id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM photos WHERE public_id = '%s' ORDER BY gone_at IS NOT NULL, displaced, id DESC LIMIT 1", public_id);

  return kit_int (self, sql);
}

char *
kit_state (Kit        *self,
           const char *public_id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT state FROM photos WHERE id = %" G_GINT64_FORMAT, kit_photo (self, public_id));

  return kit_text (self, sql);
}

void
kit_assert_state (Kit        *self,
                  const char *public_id,
                  const char *state)
{
  g_autofree char *is = kit_state (self, public_id);

  g_assert_cmpstr (is, ==, state);
}

GPtrArray *
kit_wanted (Kit   *self,
            guint  limit)
{
  g_autoptr(GError) error = NULL;
  GPtrArray *wanted;

  ps_catalog_list_wanted_async (self->catalog, limit, NULL, NULL, kit_cb, self);
  wanted = ps_catalog_list_wanted_finish (self->catalog, kit_await (self), &error);
  g_assert_no_error (error);
  return wanted;
}

/* "a b c", in order. */
char *
kit_wanted_text (Kit *self)
{
  g_autoptr(GPtrArray) wanted = kit_wanted (self, 100);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < wanted->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", ((PsWanted *) g_ptr_array_index (wanted, i))->asset->public_id);
  return g_string_free (text, FALSE);
}

static GPtrArray *
make_places (const char *first,
             va_list     args)
{
  GPtrArray *places = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_place_free);

  for (const char *path = first; path != NULL; path = va_arg (args, const char *))
    {
      PsPlace *place = g_new0 (PsPlace, 1);

      place->path = g_strdup (path);
      place->key = g_utf8_casefold (path, -1);
      g_ptr_array_add (places, place);
    }
  return places;
}

/* %NULL: refused. */
char *
kit_begin (Kit        *self,
           gint64      photo_id,
           const char *first,
           ...)
{
  g_autoptr(GPtrArray) places = NULL;
  va_list args;

  if (self->session_id == 0)
    kit_begin_session (self, "download");
  va_start (args, first);
  places = make_places (first, args);
  va_end (args);
  ps_catalog_begin_download_async (self->catalog, photo_id, self->session_id, places, NULL, kit_cb, self);
  return ps_catalog_begin_download_finish (self->catalog, kit_await (self), NULL);
}

static void
record (Kit               *self,
        PsDownloadOutcome *outcome)
{
  g_autoptr(GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_download_outcome_free);
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (outcomes, outcome);
  ps_catalog_update_photo_download_status_async (self->catalog, outcomes, NULL, kit_cb, self);
  ps_catalog_update_photo_download_status_finish (self->catalog, kit_await (self), &error);
  g_assert_no_error (error);
}

void
kit_land (Kit        *self,
          gint64      photo_id,
          const char *path,
          const char *md5,
          gint64      n_bytes)
{
  PsDownloadOutcome *outcome = g_new0 (PsDownloadOutcome, 1);
  g_autofree char *sql = g_strdup_printf ("SELECT version FROM photos WHERE id = %" G_GINT64_FORMAT, photo_id);
  g_autofree char *etag_sql = g_strdup_printf ("SELECT etag FROM photos WHERE id = %" G_GINT64_FORMAT, photo_id);
  g_autofree char *etag = kit_text (self, etag_sql);

  outcome->photo_id = photo_id;
  outcome->session_id = self->session_id;
  outcome->landed = TRUE;
  outcome->local_path = g_strdup (path);
  outcome->n_bytes = n_bytes;
  outcome->md5 = g_strdup (md5);
  outcome->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, md5, -1);
  outcome->mtime_us = G_GINT64_CONSTANT (1715522527) * G_USEC_PER_SEC;
  outcome->version = kit_int (self, sql);
  outcome->etag = g_strcmp0 (etag, "NULL") == 0 ? NULL : g_strdup (etag);
  record (self, outcome);
}

void
kit_fail (Kit        *self,
          gint64      photo_id,
          const char *cause,
          gint64      next_at_us)
{
  PsDownloadOutcome *outcome = g_new0 (PsDownloadOutcome, 1);

  outcome->photo_id = photo_id;
  outcome->session_id = self->session_id;
  outcome->cause = g_strdup (cause);
  outcome->message = g_strdup ("Cloudinary does not hand it out.");
  outcome->http_status = 401;
  outcome->next_at_us = next_at_us;
  record (self, outcome);
}

void
kit_verify (Kit        *self,
            gint64      photo_id,
            PsReading   reading,
            const char *md5)
{
  g_autoptr(GPtrArray) verifications = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_verification_free);
  g_autoptr(GError) error = NULL;
  PsVerification *verification = g_new0 (PsVerification, 1);

  verification->photo_id = photo_id;
  verification->reading = reading;
  verification->n_bytes = 1000;
  verification->md5 = g_strdup (md5);
  g_ptr_array_add (verifications, verification);
  ps_catalog_record_verifications_async (self->catalog, self->session_id, verifications, NULL, kit_cb, self);
  ps_catalog_record_verifications_finish (self->catalog, kit_await (self), &error);
  g_assert_no_error (error);
}

void
kit_fetch (Kit        *self,
           const char *public_id)
{
  gint64 id = kit_photo (self, public_id);
  g_autofree char *wish = g_strdup_printf ("Photos/%s.jpg", public_id);
  g_autofree char *other = g_strdup_printf ("Photos/%s~%" G_GINT64_FORMAT ".jpg", public_id, id);
  g_autofree char *path = kit_begin (self, id, wish, other, NULL);
  g_autofree char *sql = g_strdup_printf ("SELECT etag FROM photos WHERE id = %" G_GINT64_FORMAT, id);
  g_autofree char *etag = kit_text (self, sql);
  g_autofree char *md5 = strlen (etag) == 32 ? g_strdup (etag) : kit_md5 ((guint) id + 5000);

  g_assert_nonnull (path);
  kit_land (self, id, path, md5, 1000);
}

PsStatus *
kit_status (Kit *self)
{
  g_autoptr(GError) error = NULL;
  PsStatus *status;

  ps_catalog_get_status_async (self->catalog, NULL, kit_cb, self);
  status = ps_catalog_get_status_finish (self->catalog, kit_await (self), &error);
  g_assert_no_error (error);
  return status;
}

/* The public ids in order, "a b c", or "?" where the search says nothing sensible. */
char *
kit_find (Kit        *self,
          const char *query)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = NULL;
  GString *text = g_string_new (NULL);

  ps_catalog_find_async (self->catalog, query, NULL, kit_cb, self);
  ids = ps_catalog_find_finish (self->catalog, kit_await (self), &error);
  if (ids == NULL)
    {
      g_assert_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY);
      return g_string_free (g_string_append (text, "?"), FALSE);
    }
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT public_id FROM photos WHERE id = %" G_GINT64_FORMAT,
                                              g_array_index (ids, gint64, i));
      g_autofree char *public_id = kit_text (self, sql);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", public_id);
    }
  return g_string_free (text, FALSE);
}
