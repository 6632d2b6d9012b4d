/* src/ui/move-library.c: a library whose files are copied: closed, completed, opened in its new place. */
#include "ui/move-library.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/text.h"
#include "library/kept.h"
#include "ui/opening.h"
#include "ui/window-private.h"

typedef struct
{
  PsWindow *window; /* owned */
  PsRelocate *job;  /* owned */
  char *from, *to;  /* owned */
} Moving;

static void
free_moving (Moving *self)
{
  g_object_unref (self->window);
  g_object_unref (self->job);
  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Moving, free_moving)

static gboolean
is_gone (Moving *self)
{
  return gtk_window_get_application (GTK_WINDOW (self->window)) == NULL; /* closed meanwhile */
}

static void
say_moved (Moving *self)
{
  PsRelocateCounts counts = ps_relocate_get_counts (self->job);
  g_autofree char *drive = ps_kept_find_drive (self->to);
  g_autofree char *folder = g_filename_display_basename (self->to);
  g_autofree char *name = ps_text_visible (drive != NULL ? drive : folder, 60);
  g_autofree char *uri = g_filename_to_uri (self->from, NULL, NULL);
  g_autofree char *words = NULL;
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  if (counts.n_damaged > 0)
    words = g_strdup_printf (ngettext ("Moved. %'" PRId64 " photo was damaged before, and is marked. The old folder was left as it is.",
                                       "Moved. %'" PRId64 " photos were damaged before, and are marked. The old folder was left as it is.",
                                       counts.n_damaged), counts.n_damaged);
  else
    /* Translators: the name of a drive or a folder. */
    words = g_strdup_printf (_("The library is in “%s” now. The old folder was left as it is."), name);
  escaped = g_markup_escape_text (words, -1);
  toast = adw_toast_new (escaped);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _("Show Old Folder"));
  adw_toast_set_action_name (toast, "win.show-folder");
  adw_toast_set_action_target (toast, "s", uri);
  ps_window_add_toast (self->window, toast);
}

static void
completed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Moving) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean is_done = ps_relocate_complete_finish (self->job, result, &error);

  if (is_gone (self))
    return;
  ps_opening_begin (self->window, is_done ? self->to : self->from);
  if (is_done)
    say_moved (self);
  else
    ps_window_report (self->window, error);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Moving) self = user_data;
  g_autoptr(GError) error = NULL;
  Moving *moving;

  if (!ps_window_close_library_finish (PS_WINDOW (source), result, &error))
    {
      if (!is_gone (self))
        {
          ps_window_report (self->window, error);
          ps_opening_begin (self->window, self->from);
        }
      return;
    }
  moving = g_steal_pointer (&self);
  ps_relocate_complete_async (moving->job, NULL, completed_cb, moving);
}

/**
 * ps_move_library_complete:
 * @window: the window that shows the library
 * @job: has copied its files
 * @to: where to
 *
 * The window shows the library in its new place, or, where that fails, in the
 * old one.
 */
void
ps_move_library_complete (PsWindow   *window,
                          PsRelocate *job,
                          const char *to)
{
  Moving *self = g_new0 (Moving, 1);

  self->window = g_object_ref (window);
  self->job = g_object_ref (job);
  self->from = g_strdup (ps_window_get_root (window));
  self->to = g_strdup (to);
  ps_window_show_opening (window, _("Moving the Library…"), _("All photos are copied and compared. The catalogue comes last."));
  ps_window_close_library_async (window, FALSE, closed_cb, self);
}
