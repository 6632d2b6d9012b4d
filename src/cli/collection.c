/* src/cli/collection.c: collection: albums and saved searches, listed and changed. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/text.h"
#include "catalog/catalog-browse.h"
#include "cli/commands.h"
#include "cli/deeds.h"
#include "cli/photos.h"

static GPtrArray *
read_collections (PsSessionCli *session,
                  PsExit       *status)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) read = NULL;
  GError *error = NULL;
  GPtrArray *collections;

  ps_catalog_list_collections_async (catalog, session->cancellable, ps_cli_took_cb, &result);
  read = ps_cli_wait (&result);
  collections = ps_catalog_list_collections_finish (catalog, read, &error);
  if (collections == NULL)
    *status = ps_cli_fail (session, error);
  return collections;
}

/* A collection by its name, whatever its case, or its number; 0: there is none, and that was said. */
static gint64
find_collection (PsSessionCli *session,
                 const char   *name,
                 PsExit       *status)
{
  g_autoptr(GPtrArray) collections = read_collections (session, status);
  g_autofree char *wanted = NULL, *visible = ps_text_visible (name, 100), *message = NULL;

  if (collections == NULL)
    return 0;
  wanted = g_utf8_casefold (name, -1);
  for (guint i = 0; i < collections->len; i++)
    {
      const PsCollectionInfo *info = g_ptr_array_index (collections, i);
      g_autofree char *folded = g_utf8_casefold (info->name, -1);

      if (g_str_equal (folded, wanted))
        return info->id;
    }
  for (guint i = 0; i < collections->len; i++)
    {
      const PsCollectionInfo *info = g_ptr_array_index (collections, i);
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, info->id);

      if (g_str_equal (number, name))
        return info->id;
    }
  /* Translators: the name of a collection. */
  message = g_strdup_printf (_("There is no collection called “%s”."), visible);
  *status = ps_cli_fail (session, g_error_new_literal (PS_CATALOG_ERROR, PS_CATALOG_ERROR_NOT_FOUND, message));
  return 0;
}

static void
add_collection (PsOutput               *output,
                const PsCollectionInfo *info)
{
  ps_output_add_number (output, "id", info->id);
  ps_output_add_text (output, "name", info->name);
  ps_output_add_text (output, "description", info->description);
  ps_output_add_number (output, "photos", info->n_photos);
  ps_output_add_text (output, "query", info->query);
  ps_output_add_text (output, "created_at", info->created_at);
}

static PsExit
run_list (PsSessionCli  *session,
          char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GPtrArray) collections = read_collections (session, &status);
  PsOutput *output;

  if (collections == NULL)
    return status;
  output = ps_output_new ();
  ps_output_begin (output, "collections", '[');
  for (guint i = 0; i < collections->len; i++)
    {
      const PsCollectionInfo *info = g_ptr_array_index (collections, i);
      g_autofree char *name = ps_text_visible (info->name, 200), *query = info->query != NULL ? ps_text_visible (info->query, 200) : NULL;

      ps_output_begin (output, NULL, '{');
      add_collection (output, info);
      ps_output_end (output, '}');
      if (!session->json)
        printf ("%7" PRId64 "  %s%s%s\n", info->n_photos, name, query != NULL ? "  ✦ " : "", query != NULL ? query : "");
    }
  ps_output_end (output, ']');
  ps_output_finish (output, session->json);
  return PS_EXIT_WELL;
}

static PsExit
run_show (PsSessionCli  *session,
          char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  gint64 id = find_collection (session, arguments[0], &status);
  g_autoptr(PsPhotoQuery) list = ps_photo_query_new (PS_PHOTOS_IN_COLLECTION, id, NULL, NULL, PS_ORDER_NEWEST_FIRST);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  g_autoptr(PsPhotoIds) found = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  GError *error = NULL;

  if (id == 0)
    return status;
  ps_catalog_list_ids_async (catalog, list, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  found = ps_catalog_list_ids_finish (catalog, done, &error);
  if (found == NULL)
    return ps_cli_fail (session, error);
  rows = ps_cli_read_photos (session, found->ids, &status);
  if (rows == NULL)
    return status;
  if (session->json)
    {
      PsOutput *output = ps_output_new ();

      ps_output_add_number (output, "id", id);
      ps_output_add_number (output, "total", rows->len);
      ps_cli_add_photos (output, "photos", rows);
      ps_output_print (output);
    }
  else
    ps_cli_print_photos (rows);
  return PS_EXIT_WELL;
}

static PsExit
tell_id (PsSessionCli *session,
         gint64        id,
         GError       *error)
{
  if (id < 0)
    return ps_cli_fail (session, error);
  if (session->json)
    {
      PsOutput *output = ps_output_new ();

      ps_output_add_number (output, "id", id);
      ps_output_print (output);
    }
  return PS_EXIT_WELL;
}

static PsExit
run_create (PsSessionCli  *session,
            char         **arguments)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  GError *error = NULL;
  gint64 id;

  ps_catalog_create_collection_async (catalog, arguments[0], arguments[1], session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  id = ps_catalog_create_collection_finish (catalog, done, &error);
  return tell_id (session, id, error);
}

static PsExit
run_save (PsSessionCli  *session,
          char         **arguments)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  GError *error = NULL;
  gint64 id;

  ps_catalog_save_search_async (catalog, arguments[0], arguments[1], session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  id = ps_catalog_save_search_finish (catalog, done, &error);
  return tell_id (session, id, error);
}

static PsExit
run_rename (PsSessionCli  *session,
            char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  gint64 id = find_collection (session, arguments[0], &status);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  g_autofree char *before = NULL;
  GError *error = NULL;

  if (id == 0)
    return status;
  ps_catalog_rename_collection_async (catalog, id, arguments[1], session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  before = ps_catalog_rename_collection_finish (catalog, done, &error);
  return tell_id (session, before != NULL ? id : -1, error);
}

static PsExit
run_describe (PsSessionCli  *session,
              char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  gint64 id = find_collection (session, arguments[0], &status);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  GError *error = NULL;
  gboolean is_done;

  if (id == 0)
    return status;
  ps_catalog_describe_collection_async (catalog, id, arguments[1], session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  is_done = ps_catalog_describe_collection_finish (catalog, done, NULL, &error);
  return tell_id (session, is_done ? id : -1, error);
}

static PsExit
run_delete (PsSessionCli  *session,
            char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  gint64 id = find_collection (session, arguments[0], &status);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  PsCollectionRemains *remains;
  GError *error = NULL;

  if (id == 0)
    return status;
  ps_catalog_delete_collection_async (catalog, id, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  remains = ps_catalog_delete_collection_finish (catalog, done, &error);
  if (remains == NULL)
    return ps_cli_fail (session, error);
  ps_collection_remains_free (remains);
  return tell_id (session, id, NULL);
}

static PsExit
tell_changed (PsSessionCli *session,
              guint         n)
{
  if (session->json)
    {
      PsOutput *output = ps_output_new ();

      ps_output_add_number (output, "changed", n);
      ps_output_print (output);
    }
  else
    printf (ngettext ("%" PRId64 " photo changed.\n", "%" PRId64 " photos changed.\n", n), (gint64) n);
  return PS_EXIT_WELL;
}

static PsExit
run_add (PsSessionCli  *session,
         char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  gint64 id = find_collection (session, arguments[0], &status);
  g_autoptr(GArray) ids = id != 0 ? ps_cli_find_photos (session, arguments[1], &status) : NULL, added = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  GError *error = NULL;

  if (ids == NULL)
    return status;
  ps_catalog_add_to_collection_async (catalog, id, ids, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  added = ps_catalog_add_to_collection_finish (catalog, done, &error);
  return added != NULL ? tell_changed (session, added->len) : ps_cli_fail (session, error);
}

static PsExit
run_remove (PsSessionCli  *session,
            char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  gint64 id = find_collection (session, arguments[0], &status);
  g_autoptr(GArray) ids = id != 0 ? ps_cli_find_photos (session, arguments[1], &status) : NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  PsCollectionRemains *removed;
  GError *error = NULL;
  guint n;

  if (ids == NULL)
    return status;
  ps_catalog_remove_from_collection_async (catalog, id, ids, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  removed = ps_catalog_remove_from_collection_finish (catalog, done, &error);
  if (removed == NULL)
    return ps_cli_fail (session, error);
  n = removed->photo_ids->len;
  ps_collection_remains_free (removed);
  return tell_changed (session, n);
}

static const PsCliDeed deeds[] = {
  { "list", 0, 0, PS_LIBRARY_READ_ONLY, run_list },
  { "show", 1, 1, PS_LIBRARY_READ_ONLY, run_show },
  { "create", 1, 2, 0, run_create },
  { "save-search", 2, 2, 0, run_save },
  { "rename", 2, 2, 0, run_rename },
  { "describe", 2, 2, 0, run_describe },
  { "delete", 1, 1, 0, run_delete },
  { "add", 2, 2, 0, run_add },
  { "remove", 2, 2, 0, run_remove },
};

static PsExit
run_collection (PsSessionCli  *session,
                char         **arguments)
{
  return ps_cli_do (session, arguments, deeds, G_N_ELEMENTS (deeds));
}

const PsCommand ps_command_collection = {
  "collection", N_("LIBRARY [list|show|create|save-search|rename|describe|delete|add|remove …]"),
  N_("List and change collections and saved searches"), PS_TAKES_JSON, 1, G_MAXUINT, NULL, run_collection
};
