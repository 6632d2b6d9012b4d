/* src/catalog/catalog-restore.c: a catalogue made anew: what a manifest tells becomes photos, and files find theirs. */
#include "catalog/catalog-private.h"

#include <string.h>

#include "base/times.h"
#include "catalog/search-index.h"

#define PHOTOS_FOLDER "Photos/"

/* What the rows of one batch share. */
typedef struct
{
  PsWriter *writer;      /* borrowed */
  PsDb *db;              /* borrowed */
  PsSearchIndex *search; /* borrowed */
  const char *now;       /* borrowed */
} Restoring;

static const char *
type_of (const PsAsset *asset)
{
  return asset->resource_type != NULL ? asset->resource_type : "image";
}

static const char *
kind_of (const PsAsset *asset)
{
  return asset->resource_kind != NULL ? asset->resource_kind : "upload";
}

static void
bind_name (PsStatement   *statement,
           const PsAsset *asset)
{
  ps_statement_bind_text (statement, ":public_id", asset->public_id);
  ps_statement_bind_text (statement, ":resource_type", type_of (asset));
  ps_statement_bind_text (statement, ":resource_kind", kind_of (asset));
}

/* 0 in @id: nobody. Another asset that has the name now is somebody else. */
static gboolean
find_by (Restoring      *self,
         const char     *statement_name,
         const PsAsset  *asset,
         gint64         *id,
         GError        **error)
{
  PsStatement *statement = ps_db_statement (self->db, statement_name, error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  if (g_str_equal (statement_name, "photo-find-by-asset"))
    ps_statement_bind_text (statement, ":asset_id", asset->asset_id);
  else
    bind_name (statement, asset);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ERROR)
    return FALSE;
  if (step == PS_STEP_ROW)
    {
      const char *asset_id = ps_statement_text (statement, 1);

      if (asset_id == NULL || asset->asset_id == NULL || g_str_equal (asset_id, asset->asset_id))
        *id = ps_statement_int (statement, 0);
    }
  ps_statement_reset (statement);
  return TRUE;
}

static gboolean
find_photo (Restoring      *self,
            const PsAsset  *asset,
            gint64         *id,
            GError        **error)
{
  *id = 0;
  if (asset->asset_id != NULL && !find_by (self, "photo-find-by-asset", asset, id, error))
    return FALSE;
  if (*id == 0 && !find_by (self, "photo-find-by-name", asset, id, error))
    return FALSE;
  return *id != 0 || find_by (self, "photo-find-by-former-name", asset, id, error);
}

/* The folders on disk are the photographer's own; the last part is the name. */
static void
name_by_path (const char  *path,
              char       **folder,
              char       **name,
              char       **format)
{
  const char *below = g_str_has_prefix (path, PHOTOS_FOLDER) ? path + strlen (PHOTOS_FOLDER) : path;
  const char *slash = strrchr (below, '/');
  const char *last = slash != NULL ? slash + 1 : below;
  const char *dot = strrchr (last, '.');
  gboolean has_format = dot != NULL && dot != last && dot[1] != '\0';

  *folder = slash != NULL ? g_strndup (below, slash - below) : g_strdup ("");
  *name = has_format ? g_strndup (last, dot - last) : g_strdup (last);
  *format = has_format ? g_ascii_strdown (dot + 1, -1) : NULL;
}

static gboolean
displace (Restoring      *self,
          const PsAsset  *asset,
          GError        **error)
{
  PsStatement *statement = ps_db_statement (self->db, "photo-displace", error);

  if (statement == NULL)
    return FALSE;
  bind_name (statement, asset);
  ps_statement_bind_known (statement, ":id", 0, FALSE);
  return ps_statement_run (statement, error);
}

static gboolean
insert_photo (Restoring   *self,
              PsRestored  *line,
              GError     **error)
{
  const PsAsset *asset = line->asset;
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *format = NULL;
  PsStatement *statement;

  if (!displace (self, asset, error))
    return FALSE;
  statement = ps_db_statement (self->db, "restore-insert", error);
  if (statement == NULL)
    return FALSE;
  name_by_path (line->path, &folder, &name, &format);
  bind_name (statement, asset);
  ps_statement_bind_text (statement, ":asset_id", asset->asset_id);
  ps_statement_bind_text (statement, ":format", format);
  ps_statement_bind_known (statement, ":version", asset->version, asset->version > 0);
  ps_statement_bind_known (statement, ":bytes", line->n_bytes, line->n_bytes >= 0);
  ps_statement_bind_text (statement, ":etag", asset->etag);
  ps_statement_bind_text (statement, ":folder_path", folder);
  ps_statement_bind_text (statement, ":name", name);
  ps_statement_bind_text (statement, ":now", self->now);
  if (!ps_statement_run (statement, error))
    return FALSE;
  line->photo_id = sqlite3_last_insert_rowid (ps_db_get_handle (self->db));
  line->is_new = TRUE;
  ps_writer_touch (self->writer, PS_CHANGE_PHOTOS | PS_CHANGE_ADDED, line->photo_id);
  ps_search_index_add (self->search, line->photo_id, g_strconcat (name, " ", asset->public_id, NULL), folder, NULL, NULL);
  return TRUE;
}

static gboolean
renew_photo (Restoring         *self,
             const PsRestored  *line,
             GError           **error)
{
  PsStatement *statement = ps_db_statement (self->db, "restore-renew", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":version", line->asset->version);
  ps_statement_bind_int (statement, ":bytes", line->n_bytes);
  ps_statement_bind_text (statement, ":etag", line->asset->etag);
  ps_statement_bind_int (statement, ":id", line->photo_id);
  ps_writer_touch (self->writer, PS_CHANGE_PHOTOS, line->photo_id);
  return ps_statement_run (statement, error);
}

/* Compares a known photo with its line. */
static gboolean
compare_photo (Restoring   *self,
               PsRestored  *line,
               GError     **error)
{
  PsStatement *statement = ps_db_statement (self->db, "restore-find", error);
  gint64 version, fetched;
  gboolean has_file;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", line->photo_id);
  if (ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  has_file = !ps_statement_is_null (statement, 0);
  line->is_free = !has_file;
  version = ps_statement_int (statement, 2);
  fetched = ps_statement_int (statement, 3);
  line->is_known = has_file
                   && (fetched > line->asset->version
                       || (g_strcmp0 (ps_statement_text (statement, 0), line->path) == 0
                           && g_strcmp0 (ps_statement_text (statement, 1), line->md5) == 0));
  ps_statement_reset (statement);
  if (line->is_known || line->asset->version <= version)
    return TRUE;
  return renew_photo (self, line, error);
}

/* Whether nobody, in the catalogue, has the place. */
static gboolean
look_at_place (Restoring   *self,
               PsRestored  *line,
               GError     **error)
{
  g_autofree char *key = ps_catalog_make_key (line->path);
  PsStatement *statement = ps_db_statement (self->db, "place-is-taken", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":key", key);
  ps_statement_bind_int (statement, ":id", line->photo_id);
  if (ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  line->is_free = line->is_free && ps_statement_int (statement, 0) == 0;
  ps_statement_reset (statement);
  return TRUE;
}

static gboolean
restore_one (Restoring   *self,
             PsRestored  *line,
             GError     **error)
{
  line->is_free = TRUE;
  return find_photo (self, line->asset, &line->photo_id, error)
         && (line->photo_id != 0 ? compare_photo (self, line, error) : insert_photo (self, line, error))
         && look_at_place (self, line, error);
}

static gboolean
restore_in_thread (PsWriter  *writer,
                   gpointer   data,
                   gpointer  *result,
                   GError   **error)
{
  GPtrArray *lines = data;
  g_autofree char *now = ps_time_now_text ();
  g_autoptr(PsSearchIndex) search = ps_search_index_new ();
  Restoring self = { writer, ps_writer_get_db (writer), search, now };

  for (guint i = 0; i < lines->len; i++)
    if (!restore_one (&self, g_ptr_array_index (lines, i), error))
      return FALSE;
  *result = g_ptr_array_ref (lines);
  return ps_search_index_write (search, self.db, error);
}

/**
 * ps_catalog_restore_photos_async:
 * @self: a catalogue that is made anew
 * @lines: (element-type PsRestored): lines of a manifest, in its order; not to be touched until @callback
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * A photo that is not known gets a row of what the line tells. Nothing is said
 * of its file yet: that lands by its outcome, once it was read.
 */
void
ps_catalog_restore_photos_async (PsCatalog           *self,
                                 GPtrArray           *lines,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (lines != NULL);

  ps_catalog_write (self, ps_catalog_restore_photos_async, restore_in_thread, g_ptr_array_ref (lines),
                    (GDestroyNotify) g_ptr_array_unref, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_restore_photos_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsRestored) (nullable): the lines, with whose they are
 */
GPtrArray *
ps_catalog_restore_photos_finish (PsCatalog     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_restore_photos_async, error);
}

static gboolean
claim_in_thread (PsWriter  *writer,
                 gpointer   data,
                 gpointer  *result,
                 GError   **error)
{
  GPtrArray *lines = data;
  PsDb *db = ps_writer_get_db (writer);

  for (guint i = 0; i < lines->len; i++)
    {
      const PsRestored *line = g_ptr_array_index (lines, i);
      g_autofree char *key = ps_catalog_make_key (line->path);
      PsStatement *statement = ps_db_statement (db, "restore-free-place", error);

      if (statement == NULL)
        return FALSE;
      ps_statement_bind_text (statement, ":key", key);
      ps_statement_bind_int (statement, ":id", line->photo_id);
      if (!ps_statement_run (statement, error))
        return FALSE;
    }
  ps_writer_touch_many (writer, PS_CHANGE_PHOTOS);
  return TRUE;
}

/**
 * ps_catalog_claim_places_async:
 * @self: a catalogue that is made anew
 * @lines: (element-type PsRestored): whose files were read and are theirs; not to be changed until @callback
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * Another photo that has one of these places by the catalogue has no file any
 * more, until its own line, its content or the cloud tells of one.
 */
void
ps_catalog_claim_places_async (PsCatalog           *self,
                               GPtrArray           *lines,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (lines != NULL);

  ps_catalog_write (self, ps_catalog_claim_places_async, claim_in_thread, g_ptr_array_ref (lines),
                    (GDestroyNotify) g_ptr_array_unref, NULL, cancellable, callback, user_data);
}

/**
 * ps_catalog_claim_places_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether the places are free for those whose files lie there
 */
gboolean
ps_catalog_claim_places_finish (PsCatalog     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_claim_places_async, error);
}

static gboolean
list_unknown_in_thread (PsDb      *db,
                        gpointer   data,
                        gpointer  *result,
                        GError   **error)
{
  g_autoptr(GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);
  PsStatement *statement = ps_db_statement (db, "paths-unknown", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":paths", data);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    g_ptr_array_add (unknown, ps_statement_dup_text (statement, 0));
  if (step != PS_STEP_DONE)
    return FALSE;
  *result = g_steal_pointer (&unknown);
  return TRUE;
}

/**
 * ps_catalog_list_unknown_async:
 * @self: a catalogue
 * @paths: (element-type utf8): relative paths
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are looked up
 * @user_data: for @callback
 */
void
ps_catalog_list_unknown_async (PsCatalog           *self,
                               GPtrArray           *paths,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autofree const char **strings = NULL;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (paths != NULL);

  strings = g_new0 (const char *, paths->len + 1);
  for (guint i = 0; i < paths->len; i++)
    strings[i] = g_ptr_array_index (paths, i);
  ps_catalog_read (self, ps_catalog_list_unknown_async, list_unknown_in_thread, ps_catalog_strings_to_json (strings), g_free,
                   (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_unknown_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type utf8) (nullable): those that are no photo's file
 */
GPtrArray *
ps_catalog_list_unknown_finish (PsCatalog     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_unknown_async, error);
}

typedef struct
{
  char *key; /* owned: of the place where it lies */
  char *md5; /* owned */
  gint64 n_bytes;
} Content;

static void
content_free (gpointer data)
{
  Content *content = data;

  g_free (content->key);
  g_free (content->md5);
  g_free (content);
}

static gboolean
find_homeless_in_thread (PsDb      *db,
                         gpointer   data,
                         gpointer  *result,
                         GError   **error)
{
  const Content *content = data;
  g_autoptr(PsHomeless) homeless = g_new0 (PsHomeless, 1);
  PsStatement *statement = ps_db_statement (db, "homeless-find", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":key", content->key);
  ps_statement_bind_text (statement, ":md5", content->md5);
  ps_statement_bind_int (statement, ":n_bytes", content->n_bytes);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ERROR)
    return FALSE;
  if (step == PS_STEP_ROW)
    {
      homeless->photo_id = ps_statement_int (statement, 0);
      homeless->version = ps_statement_int (statement, 1);
      homeless->etag = ps_statement_dup_text (statement, 2);
    }
  ps_statement_reset (statement);
  *result = g_steal_pointer (&homeless);
  return TRUE;
}

/**
 * ps_catalog_find_homeless_async:
 * @self: a catalogue
 * @path: of a file that is no photo's
 * @md5: of its bytes
 * @n_bytes: its size
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is looked up
 * @user_data: for @callback
 */
void
ps_catalog_find_homeless_async (PsCatalog           *self,
                                const char          *path,
                                const char          *md5,
                                gint64               n_bytes,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  Content *content;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (path != NULL && md5 != NULL);

  content = g_new (Content, 1);
  *content = (Content) { ps_catalog_make_key (path), g_strdup (md5), n_bytes };
  ps_catalog_read (self, ps_catalog_find_homeless_async, find_homeless_in_thread, content, content_free,
                   (GDestroyNotify) ps_homeless_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_find_homeless_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): whose the file is; its id is 0 where it is nobody's
 */
PsHomeless *
ps_catalog_find_homeless_finish (PsCatalog     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_find_homeless_async, error);
}
