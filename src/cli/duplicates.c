/* src/cli/duplicates.c: duplicates: the shelves of photos of which there is more than one; which of them is kept. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "base/text.h"
#include "base/times.h"
#include "catalog/catalog-duplicates.h"
#include "cli/commands.h"
#include "cli/deeds.h"
#include "cli/photos.h"
#include "sorting/look-alikes.h"

static char *shelf_text, *distance_text, *keep, *folder;
static gboolean preview;

static const GOptionEntry entries[] = {
  { "shelf", 0, 0, G_OPTION_ARG_STRING, &shelf_text, N_("Only one shelf: bytes, picture, look, or burst"), N_("SHELF") },
  { "distance", 0, 0, G_OPTION_ARG_STRING, &distance_text, N_("For find: bits of 64 that look-alikes may differ in, 0 to 11"), N_("BITS") },
  { "keep", 0, 0, G_OPTION_ARG_STRING, &keep, N_("For mark: which one is kept: best, largest, oldest, newest, sorted or folder"), N_("RULE") },
  { "folder", 0, 0, G_OPTION_ARG_STRING, &folder, N_("For --keep folder: the folder"), N_("FOLDER") },
  { "preview", 0, 0, G_OPTION_ARG_NONE, &preview, N_("For mark: tell what would be kept, and mark nothing"), NULL },
  G_OPTION_ENTRY_NULL
};

/* The shelves a command is about: FALSE, and @status says why. Bursts are no duplicates: they must be asked for. */
static gboolean
read_shelves (PsSessionCli *session,
              gboolean     *wanted,
              PsExit       *status)
{
  PsShelf only;

  if (shelf_text != NULL && !ps_shelf_from_word (shelf_text, &only))
    {
      *status = ps_cli_usage (session, _("--shelf takes one of: bytes, picture, look, burst."));
      return FALSE;
    }
  for (int i = 0; i < PS_N_SHELVES; i++)
    wanted[i] = shelf_text != NULL ? i == (int) only : i != PS_SHELF_BURST;
  return TRUE;
}

static GPtrArray *
read_groups (PsSessionCli *session,
             PsShelf       shelf,
             PsExit       *status)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) read = NULL;
  GError *error = NULL;
  GPtrArray *groups;

  ps_catalog_read_duplicates_async (catalog, shelf, session->cancellable, ps_cli_took_cb, &result);
  read = ps_cli_wait (&result);
  groups = ps_catalog_read_duplicates_finish (catalog, read, &error);
  if (groups == NULL)
    *status = ps_cli_fail (session, error);
  return groups;
}

static void
add_group (PsOutput               *output,
           const PsDuplicateGroup *group)
{
  ps_output_begin (output, NULL, '{');
  ps_output_add_text (output, "shelf", ps_shelf_to_word (group->shelf));
  ps_output_add_number (output, "group", group->id);
  ps_output_add_number (output, "extra_bytes", ps_duplicate_group_count_extra (group));
  ps_output_begin (output, "photos", '[');
  for (guint i = 0; i < group->photos->len; i++)
    {
      const PsDuplicate *photo = g_ptr_array_index (group->photos, i);
      g_autofree char *created = ps_time_to_text (photo->created_at_us);

      ps_output_begin (output, NULL, '{');
      ps_output_add_number (output, "id", photo->id);
      ps_output_add_text (output, "public_id", photo->public_id);
      ps_output_add_text (output, "name", photo->name);
      ps_output_add_text (output, "folder", photo->folder_path);
      ps_output_add_text (output, "format", photo->format);
      ps_output_add_number (output, "bytes", photo->n_bytes);
      ps_output_add_number (output, "width", photo->width);
      ps_output_add_number (output, "height", photo->height);
      ps_output_add_text (output, "created_at", created);
      ps_output_add_bool (output, "in_cloud", photo->is_in_cloud);
      ps_output_add_bool (output, "here", photo->is_here);
      ps_output_add_number (output, "differs_by", photo->n_bits);
      if (photo->keeper_id != 0)
        ps_output_add_number (output, "kept_instead", photo->keeper_id);
      else
        ps_output_add_null (output, "kept_instead");
      ps_output_end (output, '}');
    }
  ps_output_end (output, ']');
  ps_output_end (output, '}');
}

/* As the window names it; the public id behind it where that tells more. Returns: (transfer full). */
static char *
describe_photo (const PsDuplicate *photo)
{
  g_autofree char *name = ps_text_visible (photo->name, 300), *public_id = ps_text_visible (photo->public_id, 300);

  if (g_str_equal (name, public_id))
    return g_steal_pointer (&name);
  return g_strdup_printf ("%s (%s)", name, public_id);
}

static void
print_group (const PsDuplicateGroup *group)
{
  g_autofree char *size = ps_output_size (ps_duplicate_group_count_extra (group));

  if (group->shelf == PS_SHELF_BURST)
    printf (ngettext ("burst of %u photo\n", "burst of %u photos\n", group->photos->len), group->photos->len);
  else
    /* Translators: a shelf's word that stays as it is, a number of photos, and a size. */
    printf (ngettext ("%1$s: %2$u photo, %3$s more than needed\n", "%1$s: %2$u photos, %3$s more than needed\n", group->photos->len),
            ps_shelf_to_word (group->shelf), group->photos->len, size);
  for (guint i = 0; i < group->photos->len; i++)
    {
      const PsDuplicate *photo = g_ptr_array_index (group->photos, i);
      g_autofree char *visible = describe_photo (photo), *bytes = ps_output_size (photo->n_bytes);

      printf ("  %7" PRId64 "  %4d × %-4d  %9s  %s%s\n", photo->id, photo->width, photo->height, bytes, visible,
              photo->keeper_id != 0 ? _(" (another is kept)") : "");
    }
}

static PsExit
run_list (PsSessionCli  *session,
          char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  gboolean wanted[PS_N_SHELVES];
  gint64 n_groups[PS_N_SHELVES] = { 0 }, n_photos[PS_N_SHELVES] = { 0 }, n_extra[PS_N_SHELVES] = { 0 }, n_all = 0;
  PsOutput *output;

  if (!read_shelves (session, wanted, &status))
    return status;
  output = ps_output_new ();
  ps_output_begin (output, "groups", '[');
  for (int shelf = 0; shelf < PS_N_SHELVES && status == PS_EXIT_WELL; shelf++)
    {
      g_autoptr(GPtrArray) groups = wanted[shelf] ? read_groups (session, (PsShelf) shelf, &status) : NULL;

      for (guint i = 0; groups != NULL && i < groups->len; i++)
        {
          const PsDuplicateGroup *group = g_ptr_array_index (groups, i);

          n_all++;
          n_groups[shelf]++;
          n_photos[shelf] += group->photos->len;
          n_extra[shelf] += ps_duplicate_group_count_extra (group);
          if (session->json)
            add_group (output, group);
          else
            print_group (group);
        }
    }
  ps_output_end (output, ']');
  for (int shelf = 0; shelf < PS_N_SHELVES; shelf++)
    {
      if (!wanted[shelf])
        continue;
      ps_output_begin (output, ps_shelf_to_word ((PsShelf) shelf), '{');
      ps_output_add_number (output, "groups", n_groups[shelf]);
      ps_output_add_number (output, "photos", n_photos[shelf]);
      ps_output_add_number (output, "extra_bytes", n_extra[shelf]);
      ps_output_end (output, '}');
    }
  if (!session->json && status == PS_EXIT_WELL && n_all == 0)
    printf ("%s\n", _("There are none."));
  ps_output_finish (output, session->json && status == PS_EXIT_WELL);
  return status;
}

static PsExit
run_find (PsSessionCli  *session,
          char         **arguments)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  guint64 distance = PS_DUPLICATES_DISTANCE_AS_SET;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  GError *error = NULL;
  gint64 n;

  if (distance_text != NULL && !g_ascii_string_to_unsigned (distance_text, 10, 0, PS_LOOK_ALIKES_MOST_BITS, &distance, NULL))
    return ps_cli_usage (session, _("--distance takes a number from 0, very much alike, to 11."));
  ps_catalog_find_look_alikes_async (catalog, (guint) distance, NULL, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  n = ps_catalog_find_look_alikes_finish (catalog, done, &error);
  if (n < 0)
    return ps_cli_fail (session, error);
  if (session->json)
    {
      PsOutput *output = ps_output_new ();

      ps_output_add_number (output, "photos", n);
      ps_output_print (output);
    }
  else
    printf (ngettext ("%" PRId64 " photo looks like another.\n", "%" PRId64 " photos look like others.\n", n), n);
  return PS_EXIT_WELL;
}

static gboolean
mark_group (PsSessionCli            *session,
            const PsDuplicateGroup  *group,
            const PsDuplicate       *kept,
            GError                 **error)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) marked = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;

  for (guint i = 0; i < group->photos->len; i++)
    {
      const PsDuplicate *photo = g_ptr_array_index (group->photos, i);

      if (photo->id != kept->id)
        g_array_append_val (others, photo->id);
    }
  ps_catalog_mark_duplicates_async (catalog, kept->id, others, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  marked = ps_catalog_mark_duplicates_finish (catalog, done, error);
  return marked != NULL;
}

/* Marks one shelf's groups, or tells what it would do. */
static PsExit
mark_shelf (PsSessionCli *session,
            PsShelf       shelf,
            PsKeepRule    rule,
            PsOutput     *output,
            gint64       *n_marked)
{
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GPtrArray) groups = read_groups (session, shelf, &status);

  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const PsDuplicateGroup *group = g_ptr_array_index (groups, i);
      const PsDuplicate *kept = ps_duplicate_group_choose (group, rule, folder);
      g_autofree char *visible = describe_photo (kept);
      GError *error = NULL;

      if (!preview && !mark_group (session, group, kept, &error))
        return ps_cli_fail (session, error);
      *n_marked += group->photos->len - 1;
      ps_output_begin (output, NULL, '{');
      ps_output_add_text (output, "shelf", ps_shelf_to_word (shelf));
      ps_output_add_number (output, "group", group->id);
      ps_output_add_number (output, "kept", kept->id);
      ps_output_add_text (output, "public_id", kept->public_id);
      ps_output_add_text (output, "name", kept->name);
      ps_output_add_number (output, "others", group->photos->len - 1);
      ps_output_end (output, '}');
      if (!session->json)
        /* Translators: a photo's name, and how many others look like it. */
        printf (ngettext ("%1$s is kept, %2$u other is not\n", "%1$s is kept, %2$u others are not\n", group->photos->len - 1),
                visible, group->photos->len - 1);
    }
  return status;
}

static PsExit
run_mark (PsSessionCli  *session,
          char         **arguments)
{
  PsExit status = PS_EXIT_WELL;
  gboolean wanted[PS_N_SHELVES];
  PsKeepRule rule = PS_KEEP_BEST;
  PsOutput *output;
  gint64 n_marked = 0;

  if (!read_shelves (session, wanted, &status))
    return status;
  if (keep != NULL && !ps_keep_rule_from_word (keep, &rule))
    return ps_cli_usage (session, _("--keep takes one of: best, largest, oldest, newest, sorted, folder."));
  if (rule == PS_KEEP_FOLDER && folder == NULL)
    return ps_cli_usage (session, _("--keep folder needs --folder."));
  if (wanted[PS_SHELF_BURST])
    return ps_cli_usage (session, _("The frames of a burst are different pictures; none of them is a duplicate."));
  output = ps_output_new ();
  ps_output_begin (output, "groups", '[');
  for (int shelf = 0; shelf < PS_N_SHELVES && status == PS_EXIT_WELL; shelf++)
    if (wanted[shelf])
      status = mark_shelf (session, (PsShelf) shelf, rule, output, &n_marked);
  ps_output_end (output, ']');
  ps_output_add_number (output, preview ? "would_mark" : "marked", n_marked);
  ps_output_finish (output, session->json && status == PS_EXIT_WELL);
  return status;
}

static PsExit
run_unmark (PsSessionCli  *session,
            char         **arguments)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GArray) ids = ps_cli_find_photos (session, arguments[0], &status), unmarked = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  GError *error = NULL;

  if (ids == NULL)
    return status;
  ps_catalog_unmark_duplicates_async (catalog, ids, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  unmarked = ps_catalog_unmark_duplicates_finish (catalog, done, &error);
  if (unmarked == NULL)
    return ps_cli_fail (session, error);
  if (session->json)
    {
      PsOutput *output = ps_output_new ();

      ps_output_add_number (output, "unmarked", unmarked->len);
      ps_output_print (output);
    }
  else
    printf (ngettext ("%u photo is a duplicate no more.\n", "%u photos are duplicates no more.\n", unmarked->len), unmarked->len);
  return PS_EXIT_WELL;
}

static const PsCliDeed deeds[] = {
  { "list", 0, 0, PS_LIBRARY_READ_ONLY, run_list },
  { "find", 0, 0, 0, run_find },
  { "mark", 0, 0, 0, run_mark },
  { "unmark", 1, 1, 0, run_unmark },
};

static PsExit
run_duplicates (PsSessionCli  *session,
                char         **arguments)
{
  return ps_cli_do (session, arguments, deeds, G_N_ELEMENTS (deeds));
}

const PsCommand ps_command_duplicates = {
  "duplicates", N_("LIBRARY [list|find|mark|unmark QUERY]"), N_("List photos of which there is more than one, and choose which to keep"),
  PS_TAKES_JSON, 1, G_MAXUINT, entries, run_duplicates
};
