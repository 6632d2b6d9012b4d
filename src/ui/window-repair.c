/* src/ui/window-repair.c: files that were changed or are not in their place: what a person decides about them. */
#include "ui/window-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "backup/keep-both.h"
#include "library/reconcile.h"

static void
fetch (PsWindow *self)
{
  if (self->runner != NULL)
    ps_backup_runner_fetch_asked (self->runner);
}

static void
kept_both_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gint64 n_kept = ps_keep_both_finish (result, &error);
  g_autofree char *words = NULL;

  if (n_kept < 0)
    {
      ps_window_report (self, error);
      return;
    }
  words = n_kept == 0 ? g_strdup (_("None of these was changed here"))
                      : g_strdup_printf (ngettext ("%'" PRId64 " changed file lies beside; its original comes back",
                                                   "%'" PRId64 " changed files lie beside; their originals come back", n_kept), n_kept);
  ps_window_toast (self, words, FALSE);
  fetch (self);
}

static void
keep_both (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GArray) ids = ps_window_dup_target_ids (self);

  if (self->library != NULL && ids->len > 0)
    ps_keep_both_async (ps_library_get_catalog (self->library), ps_library_get_vault (self->library), ids, self->cancellable,
                        kept_both_cb, g_object_ref (self));
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PsWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  gint64 n_photos = ps_catalog_restore_originals_finish (PS_CATALOG (source), result, &error);
  g_autofree char *words = NULL;

  if (n_photos < 0)
    {
      ps_window_report (self, error);
      return;
    }
  words = n_photos == 0 ? g_strdup (_("None of these was changed here"))
                        : g_strdup_printf (ngettext ("%'" PRId64 " original comes back; the changed file is kept aside",
                                                     "%'" PRId64 " originals come back; the changed files are kept aside", n_photos), n_photos);
  ps_window_toast (self, words, FALSE);
  fetch (self);
}

static void
restore_original (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GArray) ids = ps_window_dup_target_ids (self);

  if (self->library != NULL && ids->len > 0)
    ps_catalog_restore_originals_async (ps_library_get_catalog (self->library), ids, self->cancellable, restored_cb, g_object_ref (self));
}

/* Looking ---------------------------------------------------------------------------- */

typedef struct
{
  PsWindow *window; /* owned */
  PsReconcileCounts counts;
} Looking;

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Looking *looking = user_data;
  g_autoptr(PsWindow) self = looking->window;
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;

  self->is_looking_for_files = FALSE;
  if (!ps_reconcile_finish (result, &error))
    {
      ps_window_report (self, error);
      return;
    }
  if (looking->counts.n_adopted == 0)
    words = g_strdup (_("Not found in the library’s folder. It can be fetched again."));
  else
    words = g_strdup_printf (ngettext ("%'" PRId64 " file found, and proven where it lies",
                                       "%'" PRId64 " files found, and proven where they lie", looking->counts.n_adopted), looking->counts.n_adopted);
  ps_window_toast (self, words, FALSE);
}

static void
look_for_it (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PsWindow *self = user_data;
  Looking *looking;

  if (self->library == NULL || self->is_looking_for_files)
    return;
  self->is_looking_for_files = TRUE;
  looking = g_new0 (Looking, 1);
  looking->window = g_object_ref (self);
  ps_window_toast (self, _("Looking through the library’s folder…"), FALSE);
  ps_reconcile_async (ps_library_get_catalog (self->library), ps_library_get_vault (self->library), &looking->counts,
                      self->cancellable, looked_cb, looking);
}

/**
 * ps_window_add_repair_actions:
 * @self: a window whose children are there
 */
void
ps_window_add_repair_actions (PsWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "keep-both", .activate = keep_both },
    { .name = "restore-original", .activate = restore_original },
    { .name = "look-for-it", .activate = look_for_it },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
