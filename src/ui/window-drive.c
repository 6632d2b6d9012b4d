/* src/ui/window-drive.c: what a window does when the drive with its library is wanted, goes and comes back.
 *
 *     the library is open ── somebody wants the drive ──▶ closed ──▶ the kept catalogue, "let go of"
 *          ▲   │                                                          │ unmounted
 *          │   └────────── the drive is gone ──▶ closed ──▶ the kept catalogue, "away" or "safe to unplug"
 *          └───────────────────────────── it is back ◀────────────────────┘
 *
 * What is looked at stays what it was: photos have the same ids in both. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "ui/drive-words.h"
#include "ui/lost-drive.h"
#include "ui/opening.h"
#include "ui/words.h"

/* One letting go. */
typedef struct
{
  PsWindow *window; /* owned */
  GTask *task;      /* owned, nullable: who asked for it */
  PsHold hold;
} Leaving;

static void come_back (PsWindow *self, const char *root);

static void
free_leaving (Leaving *self)
{
  g_clear_object (&self->task);
  g_object_unref (self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Leaving, free_leaving)

static gboolean
is_gone (PsWindow *self)
{
  return self->grid == NULL; /* destroyed meanwhile */
}

/* What is looked at ------------------------------------------------------------ */

static void
remember_place (PsWindow *self)
{
  g_clear_pointer (&self->place_query, ps_photo_query_unref);
  g_free (self->place_title);
  g_free (self->place_page);
  self->place_page = g_strdup (gtk_stack_get_visible_child_name (self->pages));
  self->place_query = self->query != NULL ? ps_photo_query_ref (self->query) : NULL;
  self->place_title = g_strdup (self->query_title);
}

static void
restore_place (PsWindow *self)
{
  if (g_strcmp0 (self->place_page, "photos") == 0 && self->place_query != NULL)
    ps_window_show_query (self, self->place_query, self->place_title);
  g_clear_pointer (&self->place_query, ps_photo_query_unref);
  g_clear_pointer (&self->place_title, g_free);
  g_clear_pointer (&self->place_page, g_free);
}

static void
say_drive (PsWindow *self)
{
  const PsKept *kept = self->library != NULL ? ps_library_get_kept (self->library) : NULL;
  gboolean can_open = kept != NULL && ps_backup_runner_get_hold (self->runner) == PS_HOLD_LET_GO;
  g_autofree char *drive = NULL;
  g_autofree char *day = NULL;
  g_autofree char *words = NULL;

  if (kept == NULL)
    {
      if (self->tells_of_drive)
        {
          gtk_info_bar_set_revealed (self->banner, FALSE);
          gtk_label_set_label (self->banner_label, ""); /* nor is it read aloud */
        }
      self->tells_of_drive = FALSE;
      return;
    }
  drive = ps_drive_words_name_of (self->library);
  day = ps_words_when (kept->taken_us, g_get_real_time ());
  if (can_open)
    /* Translators: the name of a drive, and a day with a time of day. */
    words = g_strdup_printf (_("%s is let go of. What is shown here is as of %s."), drive, day);
  else
    /* Translators: the name of a drive, and a day with a time of day. */
    words = g_strdup_printf (_("%s is not connected. What is shown here is as of %s."), drive, day);
  gtk_label_set_label (self->banner_label, words);
  /* Translators: a button: goes on with a drive that was not unmounted after all. */
  gtk_button_set_label (self->banner_button, _("Open Again"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner_button), "win.open-again");
  gtk_widget_set_visible (GTK_WIDGET (self->banner_button), can_open);
  gtk_info_bar_set_revealed (self->banner, TRUE);
  self->tells_of_drive = TRUE;
}

/* Letting go -------------------------------------------------------------------- */

static void
end_leaving (PsWindow *self,
             PsHold    hold)
{
  g_autofree char *back = g_steal_pointer (&self->back_root);
  gboolean is_here = self->watch != NULL && ps_drive_watch_get_is_here (self->watch);

  self->is_leaving = FALSE;
  if (back != NULL && hold == PS_HOLD_DRIVE)
    {
      come_back (self, back);
      return;
    }
  if (self->library != NULL)
    ps_backup_runner_set_drive (self->runner, hold == PS_HOLD_LET_GO && !is_here ? PS_HOLD_UNPLUGGABLE : hold);
  say_drive (self);
  ps_window_update_actions (self);
  if (self->is_replacing_drive && self->library != NULL)
    ps_lost_drive_present (self, TRUE);
  self->is_replacing_drive = FALSE;
}

static void
show_without_catalog (PsWindow *self)
{
  g_autofree char *drive = ps_drive_words_name (self->root);
  /* Translators: the name of a drive. */
  g_autofree char *title = g_strdup_printf (_("%s Is Not Connected"), drive);

  ps_window_show_opening_failed (self, title, _("Plug it in and the library opens by itself. No catalogue of it is kept on this computer yet."));
}

static void
kept_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Leaving) leaving = user_data;
  PsWindow *self = leaving->window;
  g_autoptr(PsLibrary) library = ps_library_open_finish (result, NULL);

  if (is_gone (self))
    return;
  if (library != NULL)
    ps_window_set_library (self, library, FALSE);
  else
    show_without_catalog (self);
  end_leaving (self, leaving->hold);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Leaving) leaving = user_data;
  PsWindow *self = PS_WINDOW (source);
  g_autoptr(GError) error = NULL;

  /* A drive that is gone cannot take the last line, and what was on it was safe before. */
  if (!ps_window_close_library_finish (self, result, &error) && leaving->hold != PS_HOLD_DRIVE && !is_gone (self))
    ps_window_report (self, error);
  if (leaving->task != NULL)
    g_task_return_boolean (leaving->task, TRUE);
  g_clear_object (&leaving->task);
  if (!is_gone (self))
    ps_library_open_kept_async (self->root, kept_opened_cb, g_steal_pointer (&leaving));
}

static void
leave (PsWindow *self,
       PsHold    hold,
       gboolean  in_a_hurry,
       GTask    *task)
{
  Leaving *leaving = g_new0 (Leaving, 1);

  leaving->window = g_object_ref (self);
  leaving->task = task;
  leaving->hold = hold;
  self->is_leaving = TRUE;
  remember_place (self);
  if (hold == PS_HOLD_LET_GO)
    ps_window_show_opening (self, _("Letting Go of the Drive…"), NULL);
  ps_window_close_library_async (self, in_a_hurry, closed_cb, leaving);
}

static gboolean
has_drive_open (PsWindow *self)
{
  return self->library != NULL && !self->is_leaving && !self->is_closing && ps_library_get_kept (self->library) == NULL;
}

/**
 * ps_window_let_go_async:
 * @self: a window
 * @callback: called when nothing on the drive is open any more
 * @user_data: for @callback
 *
 * The window shows what is kept of the library until the drive is back.
 */
void
ps_window_let_go_async (PsWindow            *self,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, ps_window_let_go_async);
  if (has_drive_open (self))
    leave (self, PS_HOLD_LET_GO, FALSE, task);
  else
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

gboolean
ps_window_let_go_finish (PsWindow      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ps_window_let_go_of:
 * @self: a window
 * @mount_root: the root of a mount that is about to be unmounted
 *
 * In a hurry, where the library lies on it: the one who unmounts waits.
 */
void
ps_window_let_go_of (PsWindow   *self,
                     const char *mount_root)
{
  if (self->watch != NULL)
    ps_drive_watch_want (self->watch, mount_root);
}

/* Coming back -------------------------------------------------------------------- */

typedef struct
{
  PsWindow *window; /* owned */
  char *root;       /* owned */
} Coming;

static void
kept_closed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Coming *coming = user_data;

  ps_window_close_library_finish (PS_WINDOW (source), result, NULL);
  if (!is_gone (coming->window))
    ps_opening_begin (coming->window, coming->root);
  g_object_unref (coming->window);
  g_free (coming->root);
  g_free (coming);
}

static void
come_back (PsWindow   *self,
           const char *root)
{
  Coming *coming;

  if (self->is_leaving || self->is_closing || has_drive_open (self))
    return;
  coming = g_new0 (Coming, 1);
  coming->window = g_object_ref (self);
  coming->root = g_strdup (root);
  if (self->library != NULL)
    remember_place (self);
  ps_window_end_drive (self);
  ps_window_show_opening (self, _("Opening…"), NULL);
  ps_window_close_library_async (self, TRUE, kept_closed_cb, coming);
}

/**
 * ps_window_open_again:
 * @self: a window that let go of its drive
 *
 * Goes on with it, where it was not unmounted after all.
 */
void
ps_window_open_again (PsWindow *self)
{
  g_autofree char *root = g_strdup (self->root);

  if (root != NULL)
    come_back (self, root);
}

/* Watching -------------------------------------------------------------------------- */

static void
wanted_cb (PsWindow *self)
{
  if (has_drive_open (self))
    leave (self, PS_HOLD_LET_GO, TRUE, NULL);
}

static void
gone_cb (PsWindow *self)
{
  if (has_drive_open (self))
    leave (self, PS_HOLD_DRIVE, TRUE, NULL);
  else if (self->library != NULL && !self->is_leaving && ps_backup_runner_get_hold (self->runner) == PS_HOLD_LET_GO)
    {
      ps_backup_runner_set_drive (self->runner, PS_HOLD_UNPLUGGABLE);
      say_drive (self);
    }
}

static void
back_cb (PsWindow   *self,
         const char *root)
{
  g_autofree char *folder = g_strdup (root);

  if (!self->is_leaving)
    come_back (self, folder);
  else
    {
      g_free (self->back_root);
      self->back_root = g_steal_pointer (&folder);
    }
}

/**
 * ps_window_end_drive:
 * @self: a window
 *
 * Its drive is watched no more.
 */
void
ps_window_end_drive (PsWindow *self)
{
  if (self->watch != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->watch, self);
      g_object_run_dispose (G_OBJECT (self->watch));
    }
  g_clear_object (&self->watch);
  g_clear_pointer (&self->back_root, g_free);
}

/**
 * ps_window_watch_drive:
 * @self: a window with a library, shown just now
 */
void
ps_window_watch_drive (PsWindow *self)
{
  gboolean is_here = ps_library_get_kept (self->library) == NULL;

  if (is_here || self->watch == NULL)
    {
      ps_window_end_drive (self);
      self->watch = ps_drive_watch_new (self->root, ps_vault_get_library_id (ps_library_get_vault (self->library)), is_here);
      g_signal_connect_swapped (self->watch, "wanted", G_CALLBACK (wanted_cb), self);
      g_signal_connect_swapped (self->watch, "gone", G_CALLBACK (gone_cb), self);
      g_signal_connect_swapped (self->watch, "back", G_CALLBACK (back_cb), self);
    }
  say_drive (self);
  restore_place (self);
}
