/* src/cli/search.c: search: what the search field finds. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/text.h"
#include "catalog/catalog-browse.h"
#include "catalog/completion.h"
#include "cli/commands.h"
#include "cli/photos.h"
#include "query/query.h"

static gboolean count, complete;
static int limit = -1;
static char *order_text;

static const GOptionEntry entries[] = {
  { "count", 0, 0, G_OPTION_ARG_NONE, &count, N_("Only tell how many there are"), NULL },
  { "complete", 0, 0, G_OPTION_ARG_NONE, &complete, N_("List what a query that is typed so far may become"), NULL },
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("List so many at most"), N_("N") },
  { "order", 0, 0, G_OPTION_ARG_STRING, &order_text, N_("newest, oldest, name, largest or added"), N_("ORDER") },
  G_OPTION_ENTRY_NULL
};

static gboolean
read_order (PsOrder *order)
{
  static const char *const words[PS_N_ORDERS] = { "newest", "oldest", "name", "largest", "added" };

  *order = PS_ORDER_NEWEST_FIRST;
  if (order_text == NULL)
    return TRUE;
  for (int i = 0; i < PS_N_ORDERS; i++)
    if (g_str_equal (words[i], order_text))
      {
        *order = (PsOrder) i;
        return TRUE;
      }
  return FALSE;
}

/* Says where a search is wrong, as far as that is a place in it. */
static void
point_at (const char *query)
{
  guint position, length;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsQueryNode) node = ps_query_parse (query, g_get_real_time (), &position, &length, &error);

  if (node != NULL || position + length > 120 || g_utf8_strchr (query, -1, '\n') != NULL || !g_utf8_validate (query, -1, NULL))
    return;
  fprintf (stderr, "  %s\n  %*s", query, (int) position, "");
  for (guint i = 0; i < MAX (length, 1); i++)
    fputc ('^', stderr);
  fputc ('\n', stderr);
}

static PsExit
print_found (PsSessionCli     *session,
             const char       *query,
             const PsPhotoIds *found)
{
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) rows = NULL;

  if (!count)
    g_array_append_vals (ids, found->ids->data, limit >= 0 ? MIN ((guint) limit, found->ids->len) : found->ids->len);
  rows = ps_cli_read_photos (session, ids, &status);
  if (rows == NULL)
    return status;
  if (session->json)
    {
      PsOutput *output = ps_output_new ();

      ps_output_add_text (output, "query", query);
      ps_output_add_number (output, "total", found->ids->len);
      ps_output_add_number (output, "bytes", found->n_bytes);
      if (!count)
        ps_cli_add_photos (output, "photos", rows);
      ps_output_print (output);
    }
  else if (count)
    printf ("%u\n", found->ids->len);
  else
    ps_cli_print_photos (rows);
  return PS_EXIT_WELL;
}

static PsExit
search_in_library (PsSessionCli *session,
                   const char   *query,
                   PsOrder       order)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(PsPhotoQuery) list = ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, query, order);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  g_autoptr(PsPhotoIds) found = NULL;
  GError *error = NULL;

  ps_catalog_list_ids_async (catalog, list, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  found = ps_catalog_list_ids_finish (catalog, done, &error);
  if (found == NULL)
    {
      if (g_error_matches (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY) && !session->json)
        point_at (query);
      return ps_cli_fail (session, error);
    }
  return print_found (session, query, found);
}

static void
add_completion (PsOutput            *output,
                const PsCompletion  *completion)
{
  ps_output_begin (output, NULL, '{');
  ps_output_add_text (output, "field", ps_field_get_name (completion->field));
  if (completion->is_field)
    ps_output_add_null (output, "name");
  else
    ps_output_add_text (output, "name", completion->name);
  ps_output_add_text (output, "text", completion->text);
  ps_output_add_number (output, "position", completion->position);
  ps_output_add_number (output, "length", completion->length);
  if (completion->is_field)
    ps_output_add_null (output, "photos");
  else
    ps_output_add_number (output, "photos", completion->n_photos);
  ps_output_end (output, '}');
}

static void
print_completion (const PsCompletion *completion)
{
  g_autofree char *visible = ps_text_visible (completion->text, G_MAXINT16);

  if (!completion->is_field)
    printf ("%s\t%" PRId64 "\n", visible, (int64_t) completion->n_photos);
  else
    printf ("%s\n", visible);
}

static PsExit
complete_in_library (PsSessionCli *session,
                     const char   *typed)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  g_autoptr(GPtrArray) all = NULL;
  g_autofree char *valid = g_utf8_make_valid (typed, -1);
  PsOutput *output;
  GError *error = NULL;

  ps_catalog_complete_async (catalog, typed, G_MAXUINT, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  all = ps_catalog_complete_finish (catalog, done, &error);
  if (all == NULL)
    return ps_cli_fail (session, error);
  if (!session->json)
    {
      for (guint i = 0; i < all->len; i++)
        print_completion (g_ptr_array_index (all, i));
      return PS_EXIT_WELL;
    }
  output = ps_output_new ();
  ps_output_add_text (output, "typed", valid);
  ps_output_begin (output, "completions", '[');
  for (guint i = 0; i < all->len; i++)
    add_completion (output, g_ptr_array_index (all, i));
  ps_output_end (output, ']');
  ps_output_print (output);
  return PS_EXIT_WELL;
}

static PsExit
run_search (PsSessionCli  *session,
            char         **arguments)
{
  PsOrder order;
  PsExit status;

  if (!read_order (&order))
    return ps_cli_usage (session, _("--order takes one of: newest, oldest, name, largest, added."));
  status = ps_cli_open (session, arguments[0], PS_LIBRARY_READ_ONLY);
  if (status != PS_EXIT_WELL)
    return status;
  return ps_cli_close (session, complete ? complete_in_library (session, arguments[1]) : search_in_library (session, arguments[1], order));
}

const PsCommand ps_command_search = {
  "search", N_("LIBRARY QUERY"), N_("List what a search finds"), PS_TAKES_JSON, 2, 2, entries, run_search
};
