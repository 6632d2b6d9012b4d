/* src/ui/window-actions.c: what a person can do with the photos that are selected, and with the window. */
#include "ui/window-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "backup/verify.h"
#include "catalog/catalog-browse.h"
#include "ui/copy-originals.h"
#include "ui/file-actions.h"
#include "ui/lost-drive.h"
#include "ui/missing-list.h"
#include "ui/move-window.h"
#include "ui/secret-window.h"

/**
 * ps_window_dup_target_ids:
 * @self: a window
 *
 * Returns: (transfer full) (element-type gint64): what an action is for: the viewer's photo, or the selected
 *   ones, or the one under the cursor
 */
GArray *
ps_window_dup_target_ids (PsWindow *self)
{
  GArray *ids = NULL;
  g_autoptr(PsPhoto) photo = NULL;
  gint64 id;

  if (!ps_window_shows_viewer (self) && ps_photo_grid_get_n_selected (self->grid) > 0)
    return ps_photo_grid_dup_selected_ids (self->grid);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (ps_window_shows_viewer (self))
    g_set_object (&photo, ps_viewer_get_photo (self->viewer));
  else
    photo = ps_photo_grid_dup_current (self->grid);
  if (photo != NULL)
    {
      id = ps_photo_get_id (photo);
      g_array_append_val (ids, id);
    }
  return ids;
}

/* What was asked for the photos is done, or not: @words affirm it. */
typedef struct
{
  PsWindow *window; /* owned */
  GArray *ids;      /* owned; of gint64 */
} Asked;

static Asked *
new_asked (PsWindow *self,
           GArray   *ids)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->window = g_object_ref (self);
  asked->ids = g_array_ref (ids);
  return asked;
}

static void
free_asked (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->window);
  g_array_unref (asked->ids);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, free_asked)

/* Getting, leaving out ---------------------------------------------------------- */

static void
asked_for_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Asked) asked = user_data;
  g_autoptr(GError) error = NULL;
  gint64 n_asked = ps_catalog_ask_for_finish (PS_CATALOG (source), result, &error);
  g_autofree char *words = NULL;

  if (n_asked < 0)
    {
      ps_window_report (asked->window, error);
      return;
    }
  if (n_asked == 0)
    words = g_strdup (_("Nothing to fetch: these are here, or on their way"));
  else
    words = g_strdup_printf (ngettext ("%'" PRId64 " photo comes next", "%'" PRId64 " photos come next", n_asked), n_asked);
  ps_window_toast (asked->window, words, FALSE);
  if (n_asked > 0 && asked->window->runner != NULL)
    ps_backup_runner_fetch_asked (asked->window->runner);
}

static void
get_now (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GArray) ids = ps_window_dup_target_ids (self);

  if (self->library != NULL && ids->len > 0)
    ps_catalog_ask_for_async (ps_library_get_catalog (self->library), ids, self->cancellable, asked_for_cb, new_asked (self, ids));
}

static void
included_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Asked) asked = user_data;
  g_autoptr(GError) error = NULL;
  gint64 n_photos = ps_catalog_skip_finish (PS_CATALOG (source), result, &error);
  g_autofree char *words = NULL;

  if (n_photos < 0)
    {
      ps_window_report (asked->window, error);
      return;
    }
  words = g_strdup_printf (ngettext ("%'" PRId64 " photo included again", "%'" PRId64 " photos included again", n_photos), n_photos);
  ps_window_toast (asked->window, words, FALSE);
}

static void
skip (Asked               *asked,
      gboolean             undo,
      GAsyncReadyCallback  callback)
{
  PsWindow *self = asked->window;

  if (self->library != NULL)
    ps_catalog_skip_async (ps_library_get_catalog (self->library), asked->ids, undo, self->cancellable, callback,
                           new_asked (self, asked->ids));
}

static void
skipped_quietly_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(Asked) asked = user_data;
  g_autoptr(GError) error = NULL;

  if (ps_catalog_skip_finish (PS_CATALOG (source), result, &error) < 0)
    ps_window_report (asked->window, error);
}

static void
undo_leave_out (gpointer data)
{
  skip (data, TRUE, skipped_quietly_cb);
}

static void
redo_leave_out (gpointer data)
{
  skip (data, FALSE, skipped_quietly_cb);
}

static void
left_out_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Asked) asked = user_data;
  PsWindow *self = asked->window;
  g_autoptr(GError) error = NULL;
  gint64 n_photos = ps_catalog_skip_finish (PS_CATALOG (source), result, &error);
  g_autofree char *words = NULL;

  if (n_photos < 0)
    {
      ps_window_report (self, error);
      return;
    }
  if (n_photos == 0)
    {
      ps_window_toast (self, _("What is here stays here: only photos that are not here can be left out"), FALSE);
      return;
    }
  words = g_strdup_printf (ngettext ("%'" PRId64 " photo left out", "%'" PRId64 " photos left out", n_photos), n_photos);
  ps_undo_push (self->undo, words, undo_leave_out, redo_leave_out, g_steal_pointer (&asked), free_asked);
  ps_window_toast (self, words, TRUE);
}

static void
leave_out (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GArray) ids = ps_window_dup_target_ids (self);

  if (self->library != NULL && ids->len > 0)
    ps_catalog_skip_async (ps_library_get_catalog (self->library), ids, FALSE, self->cancellable, left_out_cb, new_asked (self, ids));
}

static void
include_again (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GArray) ids = ps_window_dup_target_ids (self);

  if (self->library != NULL && ids->len > 0)
    ps_catalog_skip_async (ps_library_get_catalog (self->library), ids, TRUE, self->cancellable, included_cb, new_asked (self, ids));
}

/* Delete takes photos out of a collection; anywhere else it says what Proofsheet never does. */
static void
delete_photos (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  PsWindow *self = user_data;
  AdwToast *toast;

  if (self->query != NULL && ps_photo_query_get_set (self->query) == PS_PHOTOS_IN_COLLECTION && !ps_window_shows_viewer (self))
    {
      g_action_group_activate_action (G_ACTION_GROUP (self), "remove-from-collection", NULL);
      return;
    }
  toast = adw_toast_new (_("Proofsheet never deletes photos"));
  adw_toast_set_button_label (toast, _("Leave Out"));
  adw_toast_set_action_name (toast, "win.leave-out");
  ps_window_add_toast (self, toast);
}

/* The backup ----------------------------------------------------------------------- */

static void
back_up_now (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PsWindow *self = user_data;

  if (self->runner != NULL)
    ps_backup_runner_start (self->runner);
}

static void
pause_backup (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  PsWindow *self = user_data;

  if (self->runner != NULL)
    ps_backup_runner_pause (self->runner);
}

/* One key for both: Ctrl+. */
static void
pause_or_go_on (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  PsWindow *self = user_data;

  if (self->runner == NULL)
    return;
  if (ps_backup_runner_get_moment (self->runner) == PS_RUN_PAUSED)
    ps_backup_runner_start (self->runner);
  else if (ps_backup_runner_is_running (self->runner))
    ps_backup_runner_pause (self->runner);
}

static void
retried_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gint64 n_photos = ps_catalog_retry_finish (PS_CATALOG (source), result, &error);
  g_autofree char *words = NULL;

  if (n_photos < 0)
    {
      ps_window_report (self, error);
      return;
    }
  words = n_photos == 0 ? g_strdup (_("Nothing has failed"))
                        : g_strdup_printf (ngettext ("%'" PRId64 " photo is tried again", "%'" PRId64 " photos are tried again", n_photos), n_photos);
  ps_window_toast (self, words, FALSE);
  if (n_photos > 0 && self->runner != NULL)
    ps_backup_runner_fetch_asked (self->runner);
}

static void
retry_all (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  PsWindow *self = user_data;

  if (self->library != NULL)
    ps_catalog_retry_async (ps_library_get_catalog (self->library), NULL, NULL, self->cancellable, retried_cb, g_object_ref (self));
}

/* Pages and lists --------------------------------------------------------------------- */

static void
show_page (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  PsWindow *self = user_data;

  ps_sidebar_choose_page (self->sidebar, g_variant_get_string (parameter, NULL));
}

static void
show_set (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(PsPhotoQuery) query = NULL;
  const char *argument, *title;
  guint32 set;
  gint64 id;

  g_variant_get (parameter, "(ux&s&s)", &set, &id, &argument, &title);
  query = ps_photo_query_new (set, id, *argument != '\0' ? argument : NULL, NULL,
                              self->query != NULL ? ps_photo_query_get_order (self->query) : PS_ORDER_NEWEST_FIRST);
  if (ps_window_shows_viewer (self))
    gtk_stack_set_visible_child_name (self->screens, "browse");
  ps_window_show_query (self, query, title);
  ps_sidebar_reflect (self->sidebar, query);
}

static void
show_sidebar (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  PsWindow *self = user_data;

  if (adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, self->sidebar_side);
  else
    gtk_widget_set_visible (self->sidebar_side, !gtk_widget_get_visible (self->sidebar_side));
}

static void
search (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       user_data)
{
  PsWindow *self = user_data;

  if (adw_leaflet_get_folded (self->leaflet))
    gtk_toggle_button_set_active (self->search_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
clear_search (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  PsWindow *self = user_data;

  gtk_editable_set_text (self->search_entry, "");
}

static void
save_search (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  ps_window_save_search (user_data);
}

/* The schema's words have the numbers of PsOrder. */
static void
sort_changed_cb (PsWindow *self)
{
  PsOrder order = g_settings_get_enum (self->settings, "sort-order");
  g_autoptr(PsPhotoQuery) ordered = NULL;

  if (self->query == NULL || ps_photo_query_get_order (self->query) == order)
    return;
  ordered = ps_photo_query_with_order (self->query, order);
  ps_window_show_query (self, ordered, self->query_title);
}

/* The keys are the window's: over one photo they mean that one. */
static void
change_size (PsWindow *self,
             int       step)
{
  int size = g_settings_get_int (self->settings, "thumbnail-size");

  if (ps_window_shows_viewer (self))
    {
      gtk_widget_activate_action (GTK_WIDGET (self->viewer), step > 0 ? "viewer.zoom-in" : "viewer.zoom-out", NULL);
      return;
    }
  g_settings_set_int (self->settings, "thumbnail-size", CLAMP (size + step, 96, 320));
}

static void
zoom_in (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  change_size (user_data, 28);
}

static void
zoom_out (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  change_size (user_data, -28);
}

static void
full_screen (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkWindow *window = user_data;

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
open_photo (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(PsPhoto) photo = ps_photo_grid_dup_current (self->grid);
  guint position;

  if (photo != NULL && ps_photo_list_find (ps_photo_grid_get_list (self->grid), ps_photo_get_id (photo), &position))
    g_signal_emit_by_name (self->grid, "activated", position);
}

/* Selection ---------------------------------------------------------------------------- */

static void
select_all (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  ps_photo_grid_select_all (PS_WINDOW (user_data)->grid);
}

static void
select_none (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  ps_photo_grid_select_none (PS_WINDOW (user_data)->grid);
}

static void
select_inverse (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  ps_photo_grid_select_inverse (PS_WINDOW (user_data)->grid);
}

/* Files ----------------------------------------------------------------------------------- */

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

/* Undo ------------------------------------------------------------------------------------------ */

static void
undo (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  ps_undo_undo (PS_WINDOW (user_data)->undo);
}

static void
redo (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  ps_undo_redo (PS_WINDOW (user_data)->undo);
}

/* F6: from the sidebar to the photos, to the facts, and around again. */
static void
next_pane (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  PsWindow *self = user_data;
  GtkWidget *panes[] = { GTK_WIDGET (self->sidebar), GTK_WIDGET (self->pages), GTK_WIDGET (self->facts), GTK_WIDGET (self->backup_bar) };
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  guint now = G_N_ELEMENTS (panes) - 1;

  for (guint i = 0; focus != NULL && i < G_N_ELEMENTS (panes); i++)
    if (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i]))
      now = i;
  for (guint step = 1; step <= G_N_ELEMENTS (panes); step++)
    {
      GtkWidget *pane = panes[(now + step) % G_N_ELEMENTS (panes)];

      if (gtk_widget_get_mapped (pane) && gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
        return;
    }
}

/* Lets go of everything on the drive first, so that nothing is busy. */

typedef struct
{
  PsWindow *window; /* owned */
  GMount *mount;    /* owned */
} Ejecting;

static void
free_ejecting (Ejecting *self)
{
  g_object_unref (self->window);
  g_object_unref (self->mount);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ejecting, free_ejecting)

static void
ejected_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Ejecting) self = user_data;
  g_autoptr(GError) error = NULL;

  if (g_mount_unmount_with_operation_finish (self->mount, result, &error))
    return; /* the window says so when the mount is gone */
  ps_window_report (self->window, error);
  ps_window_open_again (self->window);
}

static void
let_go_for_eject_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  Ejecting *self = user_data;
  g_autoptr(GMountOperation) operation = gtk_mount_operation_new (GTK_WINDOW (self->window));

  ps_window_let_go_finish (self->window, result, NULL);
  g_mount_unmount_with_operation (self->mount, G_MOUNT_UNMOUNT_NONE, operation, NULL, ejected_cb, self);
}

static void
mount_found_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PsWindow) window = user_data;
  GMount *mount = g_file_find_enclosing_mount_finish (G_FILE (source), result, NULL);
  Ejecting *self;

  if (mount == NULL)
    {
      ps_window_let_go_async (window, NULL, NULL); /* a mount that somebody else takes care of: nothing here keeps it busy */
      return;
    }
  self = g_new0 (Ejecting, 1);
  self->window = g_object_ref (window);
  self->mount = mount;
  ps_window_let_go_async (window, let_go_for_eject_cb, self);
}

static void
eject (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GFile) root = self->root != NULL ? g_file_new_for_path (self->root) : NULL;

  if (root != NULL && self->library != NULL)
    g_file_find_enclosing_mount_async (root, G_PRIORITY_DEFAULT, NULL, mount_found_cb, g_object_ref (self));
}

static void
open_again (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  ps_window_open_again (user_data);
}

static void
lose_drive (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  ps_lost_drive_present (user_data, FALSE);
}

static void
accept_losses (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  PsWindow *self = user_data;

  if (self->runner != NULL)
    ps_backup_runner_accept_losses (self->runner);
}

static void
save_missing (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  PsWindow *self = user_data;

  if (self->library != NULL)
    ps_missing_list_save (self, ps_library_get_catalog (self->library));
}

/* It is let go of first: a drive that fails is not to be worked with. What is next is asked once what is kept is shown. */
static void
replace_drive (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  PsWindow *self = user_data;

  self->is_replacing_drive = self->library != NULL;
  if (self->library != NULL)
    ps_window_let_go_async (self, NULL, NULL);
}

static void
move_library (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  PsWindow *self = user_data;

  if (self->library != NULL)
    ps_move_window_present (self);
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
enter_secret (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  PsWindow *self = user_data;

  if (self->library != NULL)
    ps_secret_window_present (self);
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

static void
close_window (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static const GActionEntry entries[] = {
  { .name = "get-now", .activate = get_now },
  { .name = "try-again", .activate = get_now },
  { .name = "leave-out", .activate = leave_out },
  { .name = "include-again", .activate = include_again },
  { .name = "delete", .activate = delete_photos },
  { .name = "back-up-now", .activate = back_up_now },
  { .name = "pause", .activate = pause_backup },
  { .name = "go-on", .activate = back_up_now },
  { .name = "pause-or-go-on", .activate = pause_or_go_on },
  { .name = "retry-all", .activate = retry_all },
  { .name = "show-page", .activate = show_page, .parameter_type = "s" },
  { .name = "show-set", .activate = show_set, .parameter_type = "(uxss)" },
  { .name = "show-sidebar", .activate = show_sidebar },
  { .name = "search", .activate = search },
  { .name = "clear-search", .activate = clear_search },
  { .name = "save-search", .activate = save_search },
  { .name = "zoom-in", .activate = zoom_in },
  { .name = "zoom-out", .activate = zoom_out },
  { .name = "full-screen", .activate = full_screen },
  { .name = "open", .activate = open_photo },
  { .name = "select-all", .activate = select_all },
  { .name = "select-none", .activate = select_none },
  { .name = "select-inverse", .activate = select_inverse },
  { .name = "show-in-files", .activate = show_in_files },
  { .name = "open-with", .activate = open_with },
  { .name = "copy", .activate = copy },
  { .name = "copy-originals", .activate = copy_originals },
  { .name = "read-again", .activate = read_again },
  { .name = "undo", .activate = undo },
  { .name = "redo", .activate = redo },
  { .name = "enter-secret", .activate = enter_secret },
  { .name = "move-library", .activate = move_library },
  { .name = "accept-losses", .activate = accept_losses },
  { .name = "save-missing", .activate = save_missing },
  { .name = "replace-drive", .activate = replace_drive },
  { .name = "show-folder", .activate = show_folder, .parameter_type = "s" },
  { .name = "show-library-folder", .activate = show_library_folder },
  { .name = "eject", .activate = eject },
  { .name = "open-again", .activate = open_again },
  { .name = "lost-drive", .activate = lose_drive },
  { .name = "next-pane", .activate = next_pane },
  { .name = "close", .activate = close_window },
};

static void
set_enabled (PsWindow   *self,
             const char *name,
             gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * ps_window_update_actions:
 * @self: a window
 *
 * An action is there for as long as it makes sense.
 */
void
ps_window_update_actions (PsWindow *self)
{
  static const char *const for_photos[] = { "get-now", "try-again", "leave-out", "include-again", "show-in-files", "open-with",
                                            "copy", "copy-originals", "read-again", "add-to-collection", "add-to-last", "add-tag",
                                            "keep-both", "restore-original", "look-for-it",
                                            "rate", "flag", "make-shoot" };
  static const char *const for_shoots[] = { "split-shoot", "remove-from-shoot" };
  gboolean has_library = self->library != NULL;
  gboolean in_viewer = ps_window_shows_viewer (self);
  gboolean in_grid = !in_viewer && g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "photos") == 0;
  g_autoptr(GArray) ids = has_library ? ps_window_dup_target_ids (self) : NULL;
  gboolean has_photos = ids != NULL && ids->len > 0 && (in_viewer || in_grid);
  gboolean may_change = has_library && !self->is_read_only; /* else the drive is away: nothing to read, nothing to write */
  PsRunMoment moment = self->runner != NULL ? ps_backup_runner_get_moment (self->runner) : PS_RUN_IDLE;
  gboolean is_running = self->runner != NULL && ps_backup_runner_is_running (self->runner);

  for (guint i = 0; i < G_N_ELEMENTS (for_photos); i++)
    set_enabled (self, for_photos[i], has_photos && may_change);
  set_enabled (self, "remove-from-collection", has_photos && may_change && in_grid && self->query != NULL
               && ps_photo_query_get_set (self->query) == PS_PHOTOS_IN_COLLECTION);
  for (guint i = 0; i < G_N_ELEMENTS (for_shoots); i++)
    set_enabled (self, for_shoots[i], has_photos && may_change && in_grid && self->query != NULL
                 && ps_photo_query_get_set (self->query) == PS_PHOTOS_IN_SHOOT);
  set_enabled (self, "adjust-time", may_change && (in_viewer || in_grid));
  set_enabled (self, "delete", has_photos && may_change);
  set_enabled (self, "export", may_change);
  set_enabled (self, "open", has_photos && in_grid);
  set_enabled (self, "select-all", in_grid);
  set_enabled (self, "select-inverse", in_grid);
  set_enabled (self, "back-up-now", may_change && !is_running);
  set_enabled (self, "go-on", has_library && moment == PS_RUN_PAUSED);
  set_enabled (self, "pause", is_running);
  set_enabled (self, "pause-or-go-on", is_running || moment == PS_RUN_PAUSED);
  set_enabled (self, "new-collection", may_change);
  set_enabled (self, "save-search", may_change && in_grid && ps_window_can_save_search (self));
  set_enabled (self, "retry-all", may_change);
  set_enabled (self, "eject", may_change);
  set_enabled (self, "enter-secret", may_change);
  set_enabled (self, "accept-losses", may_change && !is_running);
  set_enabled (self, "save-missing", has_library);
  set_enabled (self, "replace-drive", may_change);
  set_enabled (self, "move-library", may_change && g_object_get_data (G_OBJECT (self->library), "ps-sample-cloud") == NULL);
  set_enabled (self, "show-library-folder", may_change);
  set_enabled (self, "lost-drive", has_library && self->is_read_only);
  set_enabled (self, "open-again", has_library && self->is_read_only);
  set_enabled (self, "undo", ps_undo_can_undo (self->undo));
  set_enabled (self, "redo", ps_undo_can_redo (self->undo));
}

/**
 * ps_window_add_actions:
 * @self: a window whose children are there
 */
void
ps_window_add_actions (PsWindow *self)
{
  static const char *const kept[] = { "sort-order", "show-names", "show-emblems" };
  g_autoptr(GPropertyAction) facts = g_property_action_new ("facts", self->flap, "reveal-flap");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (facts));
  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      g_autoptr(GAction) action = g_settings_create_action (self->settings, kept[i]);

      g_action_map_add_action (G_ACTION_MAP (self), action);
    }
  g_settings_bind (self->settings, "facts-visible", self->flap, "reveal-flap", G_SETTINGS_BIND_SET);
  g_signal_connect_object (self->settings, "changed::sort-order", G_CALLBACK (sort_changed_cb), self, G_CONNECT_SWAPPED);
}
