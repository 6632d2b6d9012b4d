/* src/cloud/client-documents.c: whole documents: the schema of structured metadata, its rules, and all folders.
 *
 * Folders are asked for by search, 500 a page. Where the cloud refuses that,
 * they are walked level by level: a call for each folder, so only as far as
 * a hundred calls, or the hour, go.
 */
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "cloud/client-private.h"
#include "cloud/error-private.h"
#include "cloud/json-text.h"

#define MAX_SEARCH_PAGES 200
#define MAX_WALK_CALLS 100
#define MAX_CURSOR_BYTES 4096
#define MAX_PATH_BYTES 4096

/* One page of folders. */
typedef struct
{
  GPtrArray *entries;  /* owned, of char*: compact JSON */
  GPtrArray *paths;    /* owned, of char*: of the entries that tell one */
  char *next_cursor;   /* owned, nullable */
} FolderPage;

/* All folders, so far. */
typedef struct
{
  GPtrArray *entries;  /* owned, of char* */
  GHashTable *cursors; /* owned: the cursors seen, so that a loop of them ends */
  GHashTable *known;   /* owned: the paths that are walked or will be */
  GQueue paths;        /* of owned char*: to walk */
  char *path;          /* owned, nullable: being walked; %NULL: searching */
  gboolean is_walking;
  gboolean is_cut;     /* there is more than was asked for */
  guint n_calls;
} Folders;

static void
folder_page_free (gpointer data)
{
  FolderPage *page = data;

  g_ptr_array_unref (page->entries);
  g_ptr_array_unref (page->paths);
  g_free (page->next_cursor);
  g_free (page);
}

static void
folders_free (gpointer data)
{
  Folders *self = data;

  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->cursors);
  g_hash_table_unref (self->known);
  g_queue_clear_full (&self->paths, g_free);
  g_free (self->path);
  g_free (self);
}

static gpointer
refuse (GError **error)
{
  g_propagate_error (error, ps_cloud_error_new (PS_CLOUD_ERROR_MALFORMED, 0,
                     _("Cloudinary’s reply could not be read. Nothing was changed; it can be tried again later.")));
  return NULL;
}

/* Runs on a thread. */
static gpointer
parse_folders (const char  *body,
               gsize        length,
               gpointer     data,
               GError     **error)
{
  FolderPage *page;
  PsJson root, folders, entry;
  PsJsonIter iter;

  if (!ps_json_check (body, length, &root))
    return refuse (error);
  folders = ps_json_get_member (root, "folders");
  if (ps_json_get_kind (folders) != PS_JSON_ARRAY)
    return refuse (error);
  page = g_new0 (FolderPage, 1);
  page->entries = g_ptr_array_new_with_free_func (g_free);
  page->paths = g_ptr_array_new_with_free_func (g_free);
  page->next_cursor = ps_json_get_string (ps_json_get_member (root, "next_cursor"), MAX_CURSOR_BYTES);
  ps_json_iter_init (&iter, folders);
  while (ps_json_iter_next (&iter, NULL, &entry))
    {
      char *path = ps_json_get_string (ps_json_get_member (entry, "path"), MAX_PATH_BYTES);

      g_ptr_array_add (page->entries, ps_json_compact (entry));
      if (path != NULL)
        g_ptr_array_add (page->paths, path);
    }
  return page;
}

/* Runs on a thread. */
static gpointer
parse_whole (const char  *body,
             gsize        length,
             gpointer     data,
             GError     **error)
{
  PsJson root;

  return ps_json_check (body, length, &root) ? ps_json_compact (root) : refuse (error);
}

static void
return_folders (GTask *task)
{
  Folders *self = g_task_get_task_data (task);
  GString *json = g_string_new ("{\"folders\":[");

  for (guint i = 0; i < self->entries->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      g_string_append (json, g_ptr_array_index (self->entries, i));
    }
  g_string_append_printf (json, "],\"total_count\":%u%s}", self->entries->len, self->is_cut ? ",\"truncated\":true" : "");
  g_task_return_pointer (task, g_string_free (json, FALSE), g_free);
}

static char *
make_search_body (const char *cursor)
{
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(JsonNode) root = json_node_alloc ();

  json_object_set_int_member (object, "max_results", 500);
  if (cursor != NULL)
    json_object_set_string_member (object, "next_cursor", cursor);
  json_node_init_object (root, object);
  return json_to_string (root, FALSE);
}

static char *
make_walk_path (const char *folder,
                const char *cursor)
{
  GString *path = g_string_new ("/folders");

  if (*folder != '\0')
    {
      g_string_append_c (path, '/');
      g_string_append_uri_escaped (path, folder, "/", FALSE);
    }
  g_string_append (path, "?max_results=500");
  if (cursor != NULL)
    {
      g_string_append (path, "&next_cursor=");
      g_string_append_uri_escaped (path, cursor, NULL, FALSE);
    }
  return g_string_free (path, FALSE);
}

static void folders_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
ask_folders (GTask      *task,
             const char *cursor)
{
  PsClient *client = g_task_get_source_object (task);
  Folders *self = g_task_get_task_data (task);
  GTask *call = g_task_new (client, g_task_get_cancellable (task), folders_cb, task);

  g_task_set_source_tag (call, ask_folders);
  self->n_calls++;
  ps_client_call (client, call, (PsCallSpec) {
    .method = self->is_walking ? "GET" : "POST",
    .path = self->is_walking ? make_walk_path (self->path, cursor) : g_strdup ("/folders/search"),
    .body = self->is_walking ? NULL : make_search_body (cursor),
    .has_cursor = cursor != NULL,
    .parse = parse_folders,
    .destroy_result = folder_page_free,
  });
}

/* The next folder to look into, or the end. */
static void
walk_on (GTask *task)
{
  PsClient *client = g_task_get_source_object (task);
  Folders *self = g_task_get_task_data (task);

  if (g_queue_is_empty (&self->paths))
    {
      return_folders (task);
      g_object_unref (task);
      return;
    }
  if (self->n_calls >= MAX_WALK_CALLS || ps_client_get_calls_left (client) <= 0)
    {
      self->is_cut = TRUE;
      return_folders (task);
      g_object_unref (task);
      return;
    }
  g_free (self->path);
  self->path = g_queue_pop_head (&self->paths);
  ask_folders (task, NULL);
}

static void
add_path (Folders    *self,
          const char *path)
{
  if (g_hash_table_add (self->known, g_strdup (path)))
    g_queue_push_tail (&self->paths, g_strdup (path));
}

static void
start_walk (GTask *task)
{
  Folders *self = g_task_get_task_data (task);

  self->is_walking = TRUE;
  self->n_calls = 0;
  g_ptr_array_set_size (self->entries, 0);
  g_hash_table_remove_all (self->cursors);
  add_path (self, "");
  walk_on (task);
}

/* Walking only: where search is refused for the account itself, walking is too. */
static gboolean
is_search_refused (Folders      *self,
                   const GError *error)
{
  return !self->is_walking
         && (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_NOT_FOUND)
             || g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_BAD_REQUEST)
             || g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_FORBIDDEN)
             || g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_FAILED)
             || g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_MALFORMED));
}

static void
take_page (Folders    *self,
           FolderPage *page)
{
  for (guint i = 0; self->is_walking && i < page->paths->len; i++)
    add_path (self, g_ptr_array_index (page->paths, i));
  g_ptr_array_extend_and_steal (self->entries, g_steal_pointer (&page->entries));
  page->entries = g_ptr_array_new ();
}

static void
folders_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Folders *self = g_task_get_task_data (task);
  GError *error = NULL;
  FolderPage *page = g_task_propagate_pointer (G_TASK (result), &error);

  if (page == NULL && is_search_refused (self, error))
    {
      g_error_free (error);
      start_walk (g_steal_pointer (&task));
      return;
    }
  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  take_page (self, page);
  if (page->next_cursor != NULL && *page->next_cursor != '\0')
    {
      g_autofree char *cursor = g_steal_pointer (&page->next_cursor);

      folder_page_free (page);
      if (g_hash_table_add (self->cursors, g_strdup (cursor)) && self->n_calls < MAX_SEARCH_PAGES)
        {
          ask_folders (g_steal_pointer (&task), cursor);
          return;
        }
      self->is_cut = TRUE;
    }
  else
    folder_page_free (page);
  if (self->is_walking)
    walk_on (g_steal_pointer (&task));
  else
    return_folders (task);
}

/**
 * ps_client_document_async:
 * @self: a client
 * @name: "metadata_fields", "metadata_rules" or "folders"
 * @cancellable: (nullable): to stop
 * @callback: called when all of it is here
 * @user_data: for @callback
 */
void
ps_client_document_async (PsClient            *self,
                          const char          *name,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task;
  Folders *folders;

  g_return_if_fail (PS_IS_CLIENT (self));
  g_return_if_fail (g_str_equal (name, "metadata_fields") || g_str_equal (name, "metadata_rules") || g_str_equal (name, "folders"));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_client_document_async);
  if (!g_str_equal (name, "folders"))
    {
      ps_client_call (self, task, (PsCallSpec) {
        .method = "GET", .path = g_strconcat ("/", name, NULL), .parse = parse_whole, .destroy_result = g_free
      });
      return;
    }
  folders = g_new0 (Folders, 1);
  folders->entries = g_ptr_array_new_with_free_func (g_free);
  folders->cursors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  folders->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&folders->paths);
  g_task_set_task_data (task, folders, folders_free);
  ask_folders (task, NULL);
}

/**
 * ps_client_document_finish:
 * @self: a client
 * @result: what the callback got
 * @error: set with a #PsCloudError
 *
 * All pages of folders are joined in one `{"folders":[…],"total_count":n}`,
 * with `"truncated":true` where not all could be asked for.
 *
 * Returns: (transfer full): compact JSON
 */
char *
ps_client_document_finish (PsClient      *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
