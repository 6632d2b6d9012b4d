/* src/cli/shoots.c: shoots: finds, lists and changes them. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/times.h"
#include "catalog/catalog-shoots.h"
#include "cli/commands.h"
#include "cli/deeds.h"
#include "cli/photos.h"
#include "sorting/shoots.h"

static char *level_text, *new_name, *date, *location, *client, *notes;

static const GOptionEntry entries[] = {
  { "level", 0, 0, G_OPTION_ARG_STRING, &level_text, N_("For find and preview: −4, few large shoots, to 4, many small ones; 0 suits most"), N_("LEVEL") },
  { "name", 0, 0, G_OPTION_ARG_STRING, &new_name, N_("For set, split and make: what the shoot is called"), N_("NAME") },
  { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_("For set: its day, like 2024-06-22"), N_("DAY") },
  { "client", 0, 0, G_OPTION_ARG_STRING, &client, N_("For set: who it was for; empty: nobody"), N_("CLIENT") },
  { "location", 0, 0, G_OPTION_ARG_STRING, &location, N_("For set: where it was; empty: nowhere"), N_("PLACE") },
  { "notes", 0, 0, G_OPTION_ARG_STRING, &notes, N_("For set: notes; empty: none"), N_("TEXT") },
  G_OPTION_ENTRY_NULL
};

static PsExit
read_level (PsSessionCli *session,
            int          *level)
{
  gint64 number;
  g_autofree char *plain = NULL;

  *level = PS_SHOOTS_LEVEL_AS_SET;
  if (level_text == NULL)
    return PS_EXIT_WELL;
  plain = g_str_has_prefix (level_text, "−") ? g_strconcat ("-", level_text + strlen ("−"), NULL) : g_strdup (level_text);
  if (!g_ascii_string_to_signed (plain, 10, PS_SHOOTS_FEWEST, PS_SHOOTS_MOST, &number, NULL))
    return ps_cli_usage (session, _("--level takes a number from -4, few large shoots, to 4, many small ones."));
  *level = (int) number;
  return PS_EXIT_WELL;
}

static void
add_shoot (PsOutput      *output,
           const PsShoot *shoot)
{
  g_autofree char *begins = shoot->begins_us != 0 ? ps_time_to_text (shoot->begins_us) : NULL;
  g_autofree char *ends = shoot->ends_us != 0 ? ps_time_to_text (shoot->ends_us) : NULL;

  ps_output_add_number (output, "id", shoot->id);
  ps_output_add_text (output, "name", shoot->name);
  ps_output_add_text (output, "date", shoot->date);
  ps_output_add_text (output, "location", shoot->location);
  ps_output_add_text (output, "client", shoot->client);
  ps_output_add_text (output, "notes", shoot->description);
  ps_output_add_text (output, "origin", shoot->origin);
  ps_output_add_text (output, "begins", begins);
  ps_output_add_text (output, "ends", ends);
  ps_output_add_number (output, "photos", shoot->n_photos);
  ps_output_add_number (output, "bytes", shoot->n_bytes);
}

/* NULL: said in @status. */
static GPtrArray *
read_shoots (PsSessionCli *session,
             PsExit       *status)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) read = NULL;
  GError *error = NULL;
  GPtrArray *shoots;

  ps_catalog_read_shoots_async (catalog, session->cancellable, ps_cli_took_cb, &result);
  read = ps_cli_wait (&result);
  shoots = ps_catalog_read_shoots_finish (catalog, read, &error);
  if (shoots == NULL)
    *status = ps_cli_fail (session, error);
  return shoots;
}

static PsExit
run_list (PsSessionCli  *session,
          char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GPtrArray) shoots = read_shoots (session, &status);
  PsOutput *output;

  if (shoots == NULL)
    return status;
  if (session->json)
    {
      output = ps_output_new ();
      ps_output_add_number (output, "total", shoots->len);
      ps_output_begin (output, "shoots", '[');
      for (guint i = 0; i < shoots->len; i++)
        {
          ps_output_begin (output, NULL, '{');
          add_shoot (output, g_ptr_array_index (shoots, i));
          ps_output_end (output, '}');
        }
      ps_output_end (output, ']');
      ps_output_print (output);
      return PS_EXIT_WELL;
    }
  for (guint i = 0; i < shoots->len; i++)
    {
      const PsShoot *shoot = g_ptr_array_index (shoots, i);
      g_autofree char *name = ps_text_visible (shoot->name, 200);

      printf ("%6" PRId64 "  %-10s  %6" PRId64 "  %s%s\n", shoot->id, shoot->date != NULL ? shoot->date : "", shoot->n_photos, name,
              g_str_equal (shoot->origin, "found") ? _(" (found)") : "");
    }
  if (shoots->len == 0)
    printf ("%s\n", _("There are no shoots yet. “proofsheetctl shoots LIBRARY find” looks for them."));
  return PS_EXIT_WELL;
}

static PsExit
print_found (PsSessionCli        *session,
             const PsShootsFound *found,
             gboolean             is_preview)
{
  if (session->json)
    {
      PsOutput *output = ps_output_new ();

      ps_output_add_number (output, "level", found->level);
      ps_output_add_number (output, "shoots", found->n_shoots);
      ps_output_add_number (output, "photos", found->n_photos);
      if (!is_preview)
        ps_output_add_number (output, "changed", found->n_moved);
      ps_output_print (output);
      return PS_EXIT_WELL;
    }
  printf (ngettext ("%" PRId64 " shoot, ", "%" PRId64 " shoots, ", found->n_shoots), found->n_shoots);
  /* Translators: goes on after “3 shoots, ”. */
  printf (ngettext ("of %" PRId64 " photo.\n", "of %" PRId64 " photos.\n", found->n_photos), found->n_photos);
  return PS_EXIT_WELL;
}

static PsExit
run_find (PsSessionCli  *session,
          char         **arguments)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  PsShootsFound found;
  GError *error = NULL;
  int level;
  PsExit status = read_level (session, &level);

  if (status != PS_EXIT_WELL)
    return status;
  ps_catalog_find_shoots_async (catalog, level, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  if (!ps_catalog_find_shoots_finish (catalog, done, &found, &error))
    return ps_cli_fail (session, error);
  return print_found (session, &found, FALSE);
}

static PsExit
run_preview (PsSessionCli  *session,
             char         **arguments)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  PsShootsFound found;
  GError *error = NULL;
  int level;
  PsExit status = read_level (session, &level);

  if (status != PS_EXIT_WELL)
    return status;
  ps_catalog_preview_shoots_async (catalog, level, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  if (!ps_catalog_preview_shoots_finish (catalog, done, &found, NULL, &error))
    return ps_cli_fail (session, error);
  return print_found (session, &found, TRUE);
}

/* A number, as the list shows it. */
static gboolean
read_id (PsSessionCli *session,
         const char   *text,
         GArray       *ids,
         PsExit       *status)
{
  guint64 id;

  if (g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &id, NULL))
    {
      gint64 value = (gint64) id;

      g_array_append_val (ids, value);
      return TRUE;
    }
  *status = ps_cli_usage (session, _("A shoot is told by its number, as “proofsheetctl shoots LIBRARY” lists it."));
  return FALSE;
}

static GArray *
read_ids (PsSessionCli  *session,
          char         **arguments,
          PsExit        *status)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (; *arguments != NULL; arguments++)
    if (!read_id (session, *arguments, ids, status))
      return NULL;
  return g_steal_pointer (&ids);
}

static GArray *
read_photo_ids (PsSessionCli *session,
                gint64        shoot_id,
                PsExit       *status)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) read = NULL;
  GError *error = NULL;
  GArray *ids;

  ps_catalog_read_shoot_photos_async (catalog, shoot_id, session->cancellable, ps_cli_took_cb, &result);
  read = ps_cli_wait (&result);
  ids = ps_catalog_read_shoot_photos_finish (catalog, read, &error);
  if (ids == NULL)
    *status = ps_cli_fail (session, error);
  return ids;
}

static PsExit
show (PsSessionCli *session,
      gint64        shoot_id)
{
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GArray) photo_ids = read_photo_ids (session, shoot_id, &status);
  g_autoptr(GPtrArray) rows = photo_ids != NULL ? ps_cli_read_photos (session, photo_ids, &status) : NULL;
  g_autoptr(GPtrArray) shoots = rows != NULL ? read_shoots (session, &status) : NULL;

  for (guint i = 0; shoots != NULL && i < shoots->len; i++)
    {
      const PsShoot *shoot = g_ptr_array_index (shoots, i);
      PsOutput *output;

      if (shoot->id != shoot_id)
        continue;
      if (!session->json)
        {
          ps_cli_print_photos (rows);
          return PS_EXIT_WELL;
        }
      output = ps_output_new ();
      add_shoot (output, shoot);
      ps_cli_add_photos (output, "members", rows);
      ps_output_print (output);
    }
  return status;
}

static PsExit
run_show (PsSessionCli  *session,
          char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GArray) ids = read_ids (session, arguments, &status);

  return ids != NULL ? show (session, g_array_index (ids, gint64, 0)) : status;
}

/* Does it, and tells the shoot that was made or is left. */
static PsExit
edit (PsSessionCli *session,
      PsShootDeed   deed,
      GArray       *shoot_ids,
      GArray       *photo_ids)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  PsShootEdit wish = { deed, shoot_ids, photo_ids, new_name, date, location, client, notes };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  g_autoptr(PsShootsBefore) before = NULL;
  GError *error = NULL;
  gint64 id = 0;

  ps_catalog_edit_shoots_async (catalog, &wish, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  before = ps_catalog_edit_shoots_finish (catalog, done, &id, &error);
  if (before == NULL)
    return ps_cli_fail (session, error);
  if (session->json && deed != PS_SHOOT_DELETE)
    return show (session, id);
  if (session->json)
    {
      PsOutput *output = ps_output_new ();

      ps_output_add_number (output, "deleted", shoot_ids->len);
      ps_output_print (output);
    }
  else if (deed == PS_SHOOT_MAKE || deed == PS_SHOOT_SPLIT)
    printf (_("The shoot has the number %" PRId64 ".\n"), id);
  return PS_EXIT_WELL;
}

static PsExit
edit_all (PsSessionCli  *session,
          PsShootDeed    deed,
          char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GArray) ids = read_ids (session, arguments, &status);

  return ids != NULL ? edit (session, deed, ids, NULL) : status;
}

static PsExit
accept_all (PsSessionCli *session)
{
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GPtrArray) shoots = read_shoots (session, &status);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (shoots == NULL)
    return status;
  for (guint i = 0; i < shoots->len; i++)
    if (g_str_equal (((PsShoot *) g_ptr_array_index (shoots, i))->origin, "found"))
      g_array_append_val (ids, ((PsShoot *) g_ptr_array_index (shoots, i))->id);
  if (ids->len > 0)
    return edit (session, PS_SHOOT_ACCEPT, ids, NULL);
  return run_list (session, NULL);
}

static PsExit
run_accept (PsSessionCli  *session,
            char         **arguments)
{
  new_name = date = location = client = notes = NULL; /* accepting changes nothing else */
  return g_str_equal (arguments[0], "all") && arguments[1] == NULL ? accept_all (session)
                                                                   : edit_all (session, PS_SHOOT_ACCEPT, arguments);
}

static PsExit
run_merge (PsSessionCli  *session,
           char         **arguments)
{
  return edit_all (session, PS_SHOOT_MERGE, arguments);
}

static PsExit
run_delete (PsSessionCli  *session,
            char         **arguments)
{
  return edit_all (session, PS_SHOOT_DELETE, arguments);
}

static PsExit
run_set (PsSessionCli  *session,
         char         **arguments)
{
  if (new_name == NULL && date == NULL && location == NULL && client == NULL && notes == NULL)
    return ps_cli_usage (session, _("Say what is to be set: --name, --date, --client, --location or --notes."));
  return edit_all (session, PS_SHOOT_DESCRIBE, arguments);
}

static PsExit
run_rename (PsSessionCli  *session,
            char         **arguments)
{
  char *first[] = { arguments[0], NULL };

  new_name = arguments[1];
  date = location = client = notes = NULL;
  return edit_all (session, PS_SHOOT_DESCRIBE, first);
}

/* @arguments: a shoot and a query. */
static PsExit
edit_photos (PsSessionCli  *session,
             PsShootDeed    deed,
             char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  char *first[] = { arguments[0], NULL };
  g_autoptr(GArray) ids = read_ids (session, first, &status);
  g_autoptr(GArray) photo_ids = ids != NULL ? ps_cli_find_photos (session, arguments[1], &status) : NULL;

  return photo_ids != NULL ? edit (session, deed, ids, photo_ids) : status;
}

static PsExit
run_add (PsSessionCli  *session,
         char         **arguments)
{
  return edit_photos (session, PS_SHOOT_ADD, arguments);
}

static PsExit
run_remove (PsSessionCli  *session,
            char         **arguments)
{
  return edit_photos (session, PS_SHOOT_REMOVE, arguments);
}

static gboolean
has_id (GArray *ids,
        gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* Only what is in the shoot leaves it. */
static PsExit
run_split (PsSessionCli  *session,
           char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  char *first[] = { arguments[0], NULL };
  g_autoptr(GArray) ids = read_ids (session, first, &status);
  g_autoptr(GArray) found = ids != NULL ? ps_cli_find_photos (session, arguments[1], &status) : NULL;
  g_autoptr(GArray) members = found != NULL ? read_photo_ids (session, g_array_index (ids, gint64, 0), &status) : NULL;
  g_autoptr(GArray) leaving = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (members == NULL)
    return status;
  for (guint i = 0; i < members->len; i++)
    if (has_id (found, g_array_index (members, gint64, i)))
      g_array_append_val (leaving, g_array_index (members, gint64, i));
  return edit (session, PS_SHOOT_SPLIT, ids, leaving);
}

static PsExit
run_make (PsSessionCli  *session,
          char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GArray) photo_ids = ps_cli_find_photos (session, arguments[1], &status);

  if (photo_ids == NULL)
    return status;
  new_name = arguments[0];
  return edit (session, PS_SHOOT_MAKE, NULL, photo_ids);
}

static const PsCliDeed deeds[] = {
  { "list", 0, 0, PS_LIBRARY_READ_ONLY, run_list },
  { "show", 1, 1, PS_LIBRARY_READ_ONLY, run_show },
  { "find", 0, 0, 0, run_find },
  { "preview", 0, 0, PS_LIBRARY_READ_ONLY, run_preview },
  { "accept", 1, G_MAXUINT, 0, run_accept },
  { "rename", 2, 2, 0, run_rename },
  { "set", 1, 1, 0, run_set },
  { "merge", 2, G_MAXUINT, 0, run_merge },
  { "split", 2, 2, 0, run_split },
  { "make", 2, 2, 0, run_make },
  { "add", 2, 2, 0, run_add },
  { "remove", 2, 2, 0, run_remove },
  { "delete", 1, G_MAXUINT, 0, run_delete },
};

static PsExit
run_shoots (PsSessionCli  *session,
            char         **arguments)
{
  return ps_cli_do (session, arguments, deeds, G_N_ELEMENTS (deeds));
}

const PsCommand ps_command_shoots = {
  "shoots", N_("LIBRARY [list|find|preview|show|accept|rename|set|merge|split|make|add|remove|delete …]"),
  N_("Find shoots, list and change them"), PS_TAKES_JSON, 1, G_MAXUINT, entries, run_shoots
};
