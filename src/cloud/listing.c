/* src/cloud/listing.c: a page of JSON becomes assets and the next cursor.
 *
 * Strict about the page, forgiving about an entry: what one of its members
 * says wrongly is left out, named in PsAsset.problem, and kept in PsAsset.json.
 */
#include "cloud/listing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "cloud/entry-private.h"
#include "cloud/error-private.h"

#define MAX_PAGE_BYTES (32 * 1024 * 1024)
#define MAX_CURSOR_BYTES 4096

/**
 * ps_listing_free:
 * @self: (transfer full): a page
 */
void
ps_listing_free (PsListing *self)
{
  g_ptr_array_unref (self->assets);
  g_free (self->next_cursor);
  g_free (self);
}

static void
set_malformed (GError **error)
{
  g_propagate_error (error, ps_cloud_error_new (PS_CLOUD_ERROR_MALFORMED, 0,
                     _("Cloudinary’s reply could not be read. Nothing was changed; it can be tried again later.")));
}

/* Bytes that are no UTF-8 must not hide a page's other entries: they become U+FFFD. */
static gboolean
check_page (const char  *json,
            gsize        length,
            char       **repaired,
            PsJson      *root,
            GError     **error)
{
  *repaired = NULL;
  if (json != NULL && length > 0 && length <= MAX_PAGE_BYTES)
    {
      gboolean is_json = ps_json_check (json, length, root);

      if (!is_json && !g_utf8_validate (json, length, NULL))
        {
          *repaired = g_utf8_make_valid (json, length);
          is_json = ps_json_check (*repaired, strlen (*repaired), root);
        }
      if (is_json && ps_json_get_kind (*root) == PS_JSON_OBJECT)
        return TRUE;
    }
  set_malformed (error);
  return FALSE;
}

/* No cursor, or %NULL, ends the chain; anything else but a string would end it by mistake. */
static gboolean
read_cursor (PsJson   value,
             char   **cursor)
{
  PsJsonKind kind = ps_json_get_kind (value);

  *cursor = NULL;
  if (kind == PS_JSON_ABSENT || kind == PS_JSON_NULL)
    return TRUE;
  if (kind != PS_JSON_STRING || value.end - value.begin > MAX_CURSOR_BYTES)
    return FALSE;
  *cursor = ps_json_get_string (value, MAX_CURSOR_BYTES);
  if (**cursor == '\0')
    g_clear_pointer (cursor, g_free);
  return TRUE;
}

/* A block that is in some entries of a page was asked for and told: an entry without it has none
 * (the service leaves out empty ones). A page without any says nothing of the block. */
static void
infer_empty_blocks (GPtrArray *assets)
{
  const PsAssetField blocks = PS_ASSET_HAS_TAGS | PS_ASSET_HAS_CONTEXT | PS_ASSET_HAS_METADATA;
  PsAssetField told = 0;

  for (guint i = 0; i < assets->len; i++)
    told |= ((PsAsset *) g_ptr_array_index (assets, i))->has & blocks;
  for (guint i = 0; i < assets->len; i++)
    ((PsAsset *) g_ptr_array_index (assets, i))->has |= told;
}

static void
read_entries (PsListing  *self,
              PsJson      resources,
              const char *default_resource_type)
{
  PsJsonIter iter;
  PsJson entry;

  ps_json_iter_init (&iter, resources);
  while (ps_json_iter_next (&iter, NULL, &entry))
    {
      PsAsset *asset = ps_entry_read (entry, default_resource_type);

      if (asset != NULL)
        g_ptr_array_add (self->assets, asset);
      else
        self->n_unreadable++;
    }
  infer_empty_blocks (self->assets);
}

/**
 * ps_listing_parse:
 * @json: the body of a listing or a search page
 * @length: of @json, in bytes; more than 32 MB is refused
 * @default_resource_type: (nullable): of the listing that was asked; %NULL for a search page
 * @error: set with %PS_CLOUD_ERROR_MALFORMED
 *
 * Tags, context and metadata that some entries of the page carry count as told,
 * and empty, for those that do not.
 *
 * Returns: (transfer full): the page
 */
PsListing *
ps_listing_parse (const char  *json,
                  gsize        length,
                  const char  *default_resource_type,
                  GError     **error)
{
  g_autoptr(PsListing) self = NULL;
  g_autofree char *repaired = NULL;
  PsJson root, name, value;
  PsJson resources = { NULL, NULL }, cursor = { NULL, NULL }, total = { NULL, NULL };
  PsJsonIter iter;

  if (!check_page (json, length, &repaired, &root, error))
    return NULL;
  self = g_new0 (PsListing, 1);
  self->assets = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_asset_unref);
  self->total_count = -1;
  ps_json_iter_init (&iter, root);
  while (ps_json_iter_next (&iter, &name, &value)) /* once: passing the resources takes a while */
    if (ps_json_is_word (name, "resources"))
      resources = value;
    else if (ps_json_is_word (name, "next_cursor"))
      cursor = value;
    else if (ps_json_is_word (name, "total_count"))
      total = value;
  if (ps_json_get_kind (resources) != PS_JSON_ARRAY || !read_cursor (cursor, &self->next_cursor))
    {
      set_malformed (error);
      return NULL;
    }
  if (!ps_json_get_integer (total, &self->total_count) || self->total_count < 0)
    self->total_count = -1;
  read_entries (self, resources, default_resource_type);
  return g_steal_pointer (&self);
}

/**
 * ps_listing_parse_details:
 * @json: the body of a details reply
 * @length: of @json, in bytes
 * @error: set with %PS_CLOUD_ERROR_MALFORMED
 *
 * Returns: (transfer full): the asset
 */
PsAsset *
ps_listing_parse_details (const char  *json,
                          gsize        length,
                          GError     **error)
{
  g_autofree char *repaired = NULL;
  PsAsset *asset;
  PsJson root;

  if (!check_page (json, length, &repaired, &root, error))
    return NULL;
  asset = ps_entry_read (root, NULL);
  if (asset == NULL)
    set_malformed (error);
  return asset;
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/**
 * ps_listing_parse_top_folders:
 * @json: what ps_client_document_finish() gave for "folders"
 * @length: of @json, in bytes
 * @error: set with %PS_CLOUD_ERROR_MALFORMED
 *
 * Returns: (transfer full): the folders that are in no other
 */
GStrv
ps_listing_parse_top_folders (const char  *json,
                              gsize        length,
                              GError     **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *repaired = NULL;
  PsJson root, folders, entry;
  PsJsonIter iter;

  if (!check_page (json, length, &repaired, &root, error))
    return NULL;
  folders = ps_json_get_member (root, "folders");
  if (ps_json_get_kind (folders) != PS_JSON_ARRAY)
    {
      set_malformed (error);
      return NULL;
    }
  ps_json_iter_init (&iter, folders);
  while (ps_json_iter_next (&iter, NULL, &entry))
    {
      char *path = ps_json_get_string (ps_json_get_member (entry, "path"), 4096);

      if (path != NULL && *path != '\0' && strchr (path, '/') == NULL)
        g_ptr_array_add (paths, path);
      else
        g_free (path);
    }
  g_ptr_array_sort (paths, compare_paths);
  g_ptr_array_add (paths, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&paths), FALSE);
}
