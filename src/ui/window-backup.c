/* src/ui/window-backup.c: what a person asks of the backup, for some photos or for all. */
#include "ui/window-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalog/catalog-browse.h"
#include "ui/missing-list.h"
#include "ui/secret-window.h"

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

static void
enter_secret (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  PsWindow *self = user_data;

  if (self->library != NULL)
    ps_secret_window_present (self);
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
  { .name = "accept-losses", .activate = accept_losses },
  { .name = "save-missing", .activate = save_missing },
  { .name = "enter-secret", .activate = enter_secret },
};

/**
 * ps_window_add_backup_actions:
 * @self: a window
 */
void
ps_window_add_backup_actions (PsWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
