/* src/demo/api-folders.c: the folders, those that hold nothing among them. */
#include "demo/api.h"

#include <string.h>

#include "demo/entry.h"
#include "demo/json-text.h"

#define MAX_LOOKED_AT 20000 /* of more assets, so many are asked for their folder: a tree need not be complete */

static void
add_path (GHashTable *paths,
          const char *path)
{
  g_autofree char *parent = g_strdup (path);
  char *slash;

  while (*parent != '\0' && !g_hash_table_contains (paths, parent))
    {
      g_hash_table_add (paths, g_strdup (parent));
      slash = strrchr (parent, '/');
      if (slash == NULL)
        return;
      *slash = '\0';
    }
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
get_folders (PsCloud *cloud)
{
  g_autoptr(GHashTable) paths = NULL;
  g_auto(GStrv) empty = NULL;
  guint n_places, n_looked_at;

  if (cloud->folders != NULL && !cloud->is_drawing && cloud->folders_generation == ps_studio_get_generation (cloud->studio))
    return cloud->folders;
  paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  empty = ps_gallery_get_empty_folders (cloud->gallery);
  n_places = ps_studio_get_n_places (cloud->studio, NULL);
  n_looked_at = MIN (n_places, MAX_LOOKED_AT);
  for (guint i = 0; i < n_looked_at && !ps_cloud_is_late (cloud); i++)
    {
      guint place = n_places - 1 - (guint) ((guint64) i * n_places / n_looked_at);
      g_autoptr(PsAsset) asset = ps_studio_get_asset (cloud->studio, ps_studio_get_number (cloud->studio, NULL, place), 0);
      g_autofree char *owned = NULL;

      if (asset != NULL)
        add_path (paths, ps_entry_get_folder (cloud, asset, &owned));
    }
  for (guint i = 0; empty != NULL && empty[i] != NULL; i++)
    add_path (paths, empty[i]);
  g_clear_pointer (&cloud->folders, g_ptr_array_unref);
  cloud->folders = g_ptr_array_new_with_free_func (g_free);
  {
    GHashTableIter iter;
    gpointer path;

    g_hash_table_iter_init (&iter, paths);
    while (g_hash_table_iter_next (&iter, &path, NULL))
      {
        g_hash_table_iter_steal (&iter);
        g_ptr_array_add (cloud->folders, path);
      }
  }
  g_ptr_array_sort (cloud->folders, compare_paths);
  cloud->folders_generation = ps_studio_get_generation (cloud->studio);
  return cloud->folders;
}

static void
append_folder (GString    *json,
               const char *path,
               gboolean    with_time)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, path, -1);
  const char *slash = strrchr (path, '/');

  digest[30] = '\0';
  g_string_append (json, json->str[json->len - 1] == '}' ? ",{" : "{");
  ps_json_append_member (json, "name", slash != NULL ? slash + 1 : path);
  ps_json_append_member (json, "path", path);
  if (with_time)
    ps_json_append_member (json, "created_at", "2019-02-11T09:30:00+00:00");
  ps_json_append_member (json, "external_id", digest);
  g_string_append_c (json, '}');
}

static gboolean
is_child (const char *path,
          const char *parent)
{
  gsize length = strlen (parent);

  if (length == 0)
    return strchr (path, '/') == NULL;
  return strncmp (path, parent, length) == 0 && path[length] == '/' && strchr (path + length + 1, '/') == NULL;
}

/* What stands behind path:, path=, name: or name=, with a star at its end for all that begin so. */
static gboolean
matches_expression (const char *path,
                    const char *expression)
{
  const char *slash = strrchr (path, '/');
  const char *text = g_str_has_prefix (expression, "name") ? (slash != NULL ? slash + 1 : path) : path;
  g_autofree char *value = g_strdup (expression + 5);
  gsize length;

  g_strdelimit (value, "\"", ' ');
  g_strstrip (value);
  length = strlen (value);
  if (length > 0 && value[length - 1] == '*')
    {
      value[length - 1] = '\0';
      return g_str_has_prefix (text, value);
    }
  return g_str_equal (text, value);
}

static gboolean
is_known_expression (const char *expression)
{
  return *expression == '\0' || ((g_str_has_prefix (expression, "path") || g_str_has_prefix (expression, "name"))
                                 && (expression[4] == ':' || expression[4] == '=') && expression[5] != '\0' && expression[5] != '*');
}

static PsReply *
answer (PsCall     *call,
        GPtrArray  *found,
        const char *query,
        guint       n_wanted,
        gboolean    is_search)
{
  const char *cursor = ps_api_get_cursor (call);
  PsReply *reply = NULL;
  gint64 start = 0, next;
  GString *json;

  if (cursor != NULL && !ps_api_page_start (call, cursor, query, &start, &reply))
    return reply;
  json = g_string_new ("{");
  if (is_search)
    ps_json_append_number (json, "time", 3);
  ps_json_append_raw (json, "folders", "[");
  for (next = start; next < found->len && next < start + n_wanted; next++)
    append_folder (json, g_ptr_array_index (found, next), is_search);
  g_string_append_c (json, ']');
  if (next < found->len)
    {
      g_autofree char *next_cursor = ps_cursors_make (call->cloud->cursors, query, next);

      ps_json_append_member (json, "next_cursor", next_cursor);
    }
  else
    ps_json_append_member (json, "next_cursor", NULL);
  ps_json_append_number (json, "total_count", found->len);
  g_string_append_c (json, '}');
  return ps_reply_new_json (200, json);
}

static PsReply *
search_folders (PsCall *call)
{
  const char *sent = ps_request_get (call->request, "expression");
  g_autofree char *expression = g_strstrip (g_strdup (sent != NULL ? sent : ""));
  g_autofree char *query = g_strconcat ("folders/search\n", expression, NULL);
  g_autoptr(GPtrArray) found = g_ptr_array_new ();
  GPtrArray *folders = get_folders (call->cloud);
  PsReply *reply = NULL;
  guint n_wanted = ps_api_page_size (call, 50, &reply);

  if (n_wanted == 0)
    return reply;
  if (!is_known_expression (expression))
    {
      g_autofree char *message = g_strdup_printf ("Query Error (at position 0) '%s'", expression);

      return ps_reply_new_error (400, message);
    }
  for (guint i = 0; i < folders->len; i++)
    {
      if (*expression == '\0' || matches_expression (g_ptr_array_index (folders, i), expression))
        g_ptr_array_add (found, g_ptr_array_index (folders, i));
    }
  return answer (call, found, query, n_wanted, TRUE);
}

/**
 * ps_api_folders:
 * @call: a call of /folders…
 *
 * Returns: (transfer full): the reply
 */
PsReply *
ps_api_folders (PsCall *call)
{
  g_autofree char *parent = g_strjoinv ("/", (GStrv) call->segments + 1);
  g_autofree char *query = NULL;
  g_autoptr(GPtrArray) found = NULL;
  GPtrArray *folders;
  PsReply *reply = NULL;
  gboolean exists = *parent == '\0';
  guint n_wanted;

  if (g_str_equal (parent, "search"))
    return search_folders (call);
  n_wanted = ps_api_page_size (call, 10, &reply);
  if (n_wanted == 0)
    return reply;
  folders = get_folders (call->cloud);
  found = g_ptr_array_new ();
  for (guint i = 0; i < folders->len; i++)
    {
      const char *path = g_ptr_array_index (folders, i);

      exists = exists || g_str_equal (path, parent);
      if (is_child (path, parent))
        g_ptr_array_add (found, (gpointer) path);
    }
  if (!exists)
    {
      g_autofree char *message = g_strdup_printf ("Can't find folder with path %s", parent);

      return ps_reply_new_error (404, message);
    }
  query = g_strconcat ("folders\n", parent, NULL);
  return answer (call, found, query, n_wanted, FALSE);
}
