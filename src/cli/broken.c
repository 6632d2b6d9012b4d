/* src/cli/broken.c: files that are not as they landed: which, what happened, what to do. */
#include "cli/broken.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "base/text.h"

#define MAX_LISTED 10000 /* in JSON; the numbers beside are of all */
#define MAX_SHOWN 20     /* for people */

/**
 * ps_cli_list_broken:
 * @session: the command, its library open
 * @files: (out) (transfer full) (element-type PsBroken): they, by path
 *
 * Returns: %PS_EXIT_WELL, else the command is over
 */
PsExit
ps_cli_list_broken (PsSessionCli  *session,
                    GPtrArray    **files)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) listed = NULL;
  GError *error = NULL;

  ps_catalog_list_broken_async (catalog, MAX_LISTED, NULL, ps_cli_took_cb, &result);
  listed = ps_cli_wait (&result);
  *files = ps_catalog_list_broken_finish (catalog, listed, &error);
  return *files != NULL ? PS_EXIT_WELL : ps_cli_fail (session, error);
}

static void
add_list (PsOutput   *output,
          const char *member,
          GPtrArray  *files,
          PsReading   reading,
          PsReading   or_reading)
{
  ps_output_begin (output, member, '[');
  for (guint i = 0; i < files->len; i++)
    {
      const PsBroken *file = g_ptr_array_index (files, i);

      if (file->reading != reading && file->reading != or_reading)
        continue;
      ps_output_begin (output, NULL, '{');
      ps_output_add_text (output, "path", file->local_path);
      ps_output_add_text (output, "public_id", file->public_id);
      ps_output_add_bool (output, "saved_over", file->reading == PS_READING_CHANGED);
      ps_output_add_bool (output, "in_cloud", !file->is_gone);
      ps_output_add_text (output, "message", file->message);
      ps_output_add_text (output, "verified_at", file->verified_at);
      ps_output_end (output, '}');
    }
  ps_output_end (output, ']');
}

/**
 * ps_cli_add_broken:
 * @output: an object
 * @files: (element-type PsBroken): they
 */
void
ps_cli_add_broken (PsOutput  *output,
                   GPtrArray *files)
{
  add_list (output, "damaged_files", files, PS_READING_DAMAGED, PS_READING_CHANGED);
  add_list (output, "missing_files", files, PS_READING_MISSING, PS_READING_MISSING);
  add_list (output, "unreadable_files", files, PS_READING_UNREADABLE, PS_READING_UNREADABLE);
}

static const char *
happened_to (const PsBroken *file)
{
  switch (file->reading)
    {
    case PS_READING_CHANGED:
      return _("saved over since it was fetched, by a person or a program");
    case PS_READING_MISSING:
      return file->is_gone ? _("missing, and no longer in Cloudinary") : _("missing");
    case PS_READING_UNREADABLE:
      return _("could not be read");
    case PS_READING_DAMAGED:
    case PS_READING_SOUND:
    default:
      return file->is_gone ? _("damaged, and no longer in Cloudinary") : _("damaged: its bytes are not those that were fetched");
    }
}

static guint
count (GPtrArray *files,
       PsReading  reading)
{
  guint n = 0;

  for (guint i = 0; i < files->len; i++)
    n += ((PsBroken *) g_ptr_array_index (files, i))->reading == reading;
  return n;
}

static void
print_file (const PsBroken *file)
{
  g_autofree char *path = ps_text_visible (file->local_path, 400);
  g_autofree char *message = file->message != NULL ? ps_text_visible (file->message, 200) : NULL;

  if (message != NULL && file->reading == PS_READING_UNREADABLE)
    printf ("  %s: %s: %s\n", path, happened_to (file), message);
  else
    printf ("  %s: %s\n", path, happened_to (file));
}

/**
 * ps_cli_print_broken:
 * @files: (element-type PsBroken): they
 * @after_repair: whether what can be fetched again was
 *
 * The first of them, what happened to each, and what to do.
 */
void
ps_cli_print_broken (GPtrArray *files,
                     gboolean   after_repair)
{
  guint n = MIN (files->len, MAX_SHOWN), n_changed = count (files, PS_READING_CHANGED);

  for (guint i = 0; i < n; i++)
    print_file (g_ptr_array_index (files, i));
  if (files->len > n)
    printf (ngettext ("  … and %u more: --json names it\n", "  … and %u more: --json names them\n", files->len - n), files->len - n);
  if (!after_repair && count (files, PS_READING_DAMAGED) + count (files, PS_READING_MISSING) > 0)
    printf ("%s\n", _("“proofsheetctl verify --repair” fetches damaged and missing files again; a damaged copy is kept."));
  if (n_changed > 0 && after_repair)
    /* Translators: a number of files. */
    printf (ngettext ("%u file that was saved over was left alone. To have the original back, move the file away and repair again.\n",
                      "%u files that were saved over were left alone. To have the originals back, move the files away and repair again.\n",
                      n_changed), n_changed);
  else if (n_changed > 0)
    printf ("%s\n", _("What was saved over is left alone, also by --repair. To have the original back, move the file away and repair."));
  if (count (files, PS_READING_UNREADABLE) > 0)
    printf ("%s\n", _("What could not be read may be whole: check the drive and its cable, then verify again."));
}
