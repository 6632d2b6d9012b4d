/* src/ui/window-closing.c: a window lets go of its library, and closes, now or when its work is done. */
#include "ui/window-private.h"

#include "ui/application.h"
#include "ui/export-closing.h"

static void
library_closed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (ps_library_close_finish (PS_LIBRARY (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
runner_stopped_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  PsLibrary *library = g_task_get_task_data (task);

  ps_backup_runner_stop_finish (PS_BACKUP_RUNNER (source), result, NULL);
  ps_library_close_async (library, library_closed_cb, task);
}

/**
 * ps_window_close_library_async:
 * @self: a window
 * @in_a_hurry: somebody waits for the end: a logout
 * @callback: when it is closed
 * @user_data: for @callback
 *
 * Stops the backup and lets go of the library. What is done is kept.
 */
void
ps_window_close_library_async (PsWindow            *self,
                               gboolean             in_a_hurry,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  g_autoptr(PsLibrary) library = NULL;
  g_autoptr(PsBackupRunner) runner = NULL;

  if (!self->is_leaving)
    ps_window_end_drive (self);
  if (self->library == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  library = g_object_ref (self->library);
  runner = g_object_ref (self->runner);
  ps_library_set_hurry (library, in_a_hurry);
  ps_window_forget_library (self);
  g_task_set_task_data (task, g_object_ref (library), g_object_unref);
  ps_backup_runner_stop_async (runner, runner_stopped_cb, task);
}

gboolean
ps_window_close_library_finish (PsWindow      *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GApplication) application = user_data;

  if (!ps_window_close_library_finish (PS_WINDOW (source), result, &error))
    g_printerr ("%s\n", error->message);
  gtk_window_destroy (GTK_WINDOW (source));
  g_application_release (application);
}

/**
 * ps_window_save_state:
 * @self: a window
 *
 * Its size is remembered for the next one.
 */
void
ps_window_save_state (PsWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

/**
 * ps_window_close_request:
 * @window: a window that a person closes
 *
 * During work the window goes, and the work goes on; the application closes it for good when that is done.
 *
 * Returns: %TRUE: it is not destroyed now
 */
gboolean
ps_window_close_request (GtkWindow *window)
{
  PsWindow *self = PS_WINDOW (window);
  GApplication *application = G_APPLICATION (gtk_window_get_application (window));

  ps_window_save_state (self);
  if (self->is_closing)
    return TRUE;
  if (self->runner != NULL && ps_backup_runner_is_running (self->runner))
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      ps_application_tell_background (PS_APPLICATION (application));
      return TRUE;
    }
  if (ps_export_closing_waits (self))
    return TRUE;
  self->is_closing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_application_hold (application);
  ps_window_close_library_async (self, FALSE, closed_cb, g_object_ref (application));
  return TRUE;
}
