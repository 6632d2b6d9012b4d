/* src/ui/window-files.c: what a person does with the files of the photos that are selected, and with the library's folder. */
#include "ui/window-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "backup/verify.h"
#include "catalog/catalog-browse.h"
#include "ui/copy-originals.h"
#include "ui/file-actions.h"

typedef void (*UseFiles) (PsWindow  *self,
                          GPtrArray *rows);

typedef struct
{
  PsWindow *window; /* owned */
  UseFiles use;
} FilesWanted;

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree FilesWanted *wanted = user_data;
  g_autoptr(PsWindow) self = wanted->window;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = ps_catalog_read_rows_finish (PS_CATALOG (source), result, &error);

  if (rows == NULL)
    ps_window_report (self, error);
  else if (self->library != NULL)
    wanted->use (self, rows);
}

static void
with_rows (PsWindow *self,
           UseFiles  use)
{
  g_autoptr(GArray) ids = ps_window_dup_target_ids (self);
  FilesWanted *wanted;

  if (self->library == NULL || ids->len == 0)
    return;
  wanted = g_new0 (FilesWanted, 1);
  wanted->window = g_object_ref (self);
  wanted->use = use;
  ps_catalog_read_rows_async (ps_library_get_catalog (self->library), ids, self->cancellable, rows_read_cb, wanted);
}

static void
free_files (GSList *files)
{
  g_slist_free_full (files, g_object_unref);
}

/* Returns: (transfer full) (nullable): files of those rows whose file is here. Where none is, that is said. */
static GSList *
files_of (PsWindow  *self,
          GPtrArray *rows)
{
  GSList *files = NULL;

  for (guint i = rows->len; i > 0; i--)
    {
      const PsPhotoRow *row = g_ptr_array_index (rows, i - 1);

      if (row->local_path != NULL && row->state != PS_STATE_MISSING)
        files = g_slist_prepend (files, g_file_new_build_filename (self->root, row->local_path, NULL));
    }
  if (files == NULL)
    ps_window_toast (self, _("Not here yet: there is no file to use"), FALSE);
  return files;
}

static void
use_show (PsWindow  *self,
          GPtrArray *rows)
{
  GSList *files = files_of (self, rows);

  if (files != NULL)
    ps_file_actions_show (GTK_WINDOW (self), files);
  free_files (files);
}

static void
use_open_with (PsWindow  *self,
               GPtrArray *rows)
{
  GSList *files = files_of (self, rows);

  if (files != NULL)
    ps_file_actions_open_with (GTK_WINDOW (self), files);
  free_files (files);
}

static void
use_copy (PsWindow  *self,
          GPtrArray *rows)
{
  GSList *files = files_of (self, rows);

  if (files != NULL)
    {
      ps_file_actions_copy (GTK_WINDOW (self), files, NULL);
      ps_window_toast (self, _("Copied"), FALSE);
    }
  free_files (files);
}

static void
use_copy_originals (PsWindow  *self,
                    GPtrArray *rows)
{
  ps_copy_originals (self, rows);
}

static void
show_in_files (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  with_rows (user_data, use_show);
}

static void
open_with (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  with_rows (user_data, use_open_with);
}

static void
copy (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  with_rows (user_data, use_copy);
}

static void
copy_originals (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  with_rows (user_data, use_copy_originals);
}

/* Reading again ------------------------------------------------------------------------------ */

static void
read_again_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PsWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  PsVerifyCounts counts;
  g_autofree char *words = NULL;

  if (!ps_verify_run_finish (PS_VERIFY (source), result, &error))
    {
      ps_window_report (self, error);
      return;
    }
  counts = ps_verify_get_counts (PS_VERIFY (source));
  if (counts.n_checked == 0)
    words = g_strdup (_("Nothing to read: no file is here yet"));
  else if (counts.n_checked == counts.n_sound)
    words = g_strdup_printf (ngettext ("%'" PRId64 " file read again: it is sound", "%'" PRId64 " files read again: all are sound", counts.n_checked), counts.n_checked);
  else
    /* Translators: how many files were read, and how many of them are not what they should be. */
    words = g_strdup_printf (_("%'" PRId64 " read again, %'" PRId64 " need a look"), counts.n_checked, counts.n_checked - counts.n_sound);
  ps_window_toast (self, words, FALSE);
}

static void
read_again (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GArray) ids = ps_window_dup_target_ids (self);
  g_autoptr(PsVerify) verify = NULL;

  if (self->library == NULL || ids->len == 0)
    return;
  verify = ps_library_new_verify (self->library);
  ps_verify_set_photos (verify, ids);
  ps_verify_run_async (verify, self->cancellable, read_again_cb, g_object_ref (self));
}

/* Any folder, by its URI: an old one of the library's. */
static void
show_folder (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  ps_file_actions_open_uri (GTK_WINDOW (user_data), g_variant_get_string (parameter, NULL));
}

static void
show_library_folder (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autofree char *photos = self->root != NULL ? g_build_filename (self->root, "Photos", NULL) : NULL;
  g_autofree char *uri = photos != NULL ? g_filename_to_uri (photos, NULL, NULL) : NULL;

  if (uri != NULL)
    ps_file_actions_open_uri (GTK_WINDOW (self), uri);
}

static const GActionEntry entries[] = {
  { .name = "show-in-files", .activate = show_in_files },
  { .name = "open-with", .activate = open_with },
  { .name = "copy", .activate = copy },
  { .name = "copy-originals", .activate = copy_originals },
  { .name = "read-again", .activate = read_again },
  { .name = "show-folder", .activate = show_folder, .parameter_type = "s" },
  { .name = "show-library-folder", .activate = show_library_folder },
};

/**
 * ps_window_add_file_actions:
 * @self: a window
 */
void
ps_window_add_file_actions (PsWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
