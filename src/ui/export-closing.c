/* src/ui/export-closing.c: a window that is to be closed while photos of it are exported: asks first. */
#include "ui/export-closing.h"

#include <glib/gi18n.h>

#include "ui/export-dialog.h"

static PsExportDialog *
find_running (PsWindow *window)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (PS_IS_EXPORT_DIALOG (l->data) && gtk_window_get_transient_for (l->data) == GTK_WINDOW (window) && ps_export_dialog_is_running (l->data))
      return l->data;
  return NULL;
}

static gboolean
close_in_idle (gpointer user_data)
{
  gtk_window_close (user_data);
  return G_SOURCE_REMOVE;
}

/* Not from within the signal: to close the window is to destroy who emits it. */
static void
ended_cb (PsWindow *window)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, close_in_idle, g_object_ref (window), g_object_unref);
}

static void
close_when_ended (PsWindow       *window,
                  PsExportDialog *dialog)
{
  PsExportProgress *progress = ps_export_dialog_get_progress (dialog);

  g_signal_handlers_disconnect_by_func (progress, ended_cb, window);
  g_signal_connect_object (progress, "ended", G_CALLBACK (ended_cb), window, G_CONNECT_SWAPPED);
}

static void
answered_cb (AdwMessageDialog *question,
             const char       *response,
             PsWindow         *window)
{
  PsExportDialog *dialog = find_running (window);

  if (!g_str_equal (response, "stop"))
    return;
  if (dialog == NULL) /* it came to its end meanwhile */
    {
      ended_cb (window);
      return;
    }
  close_when_ended (window, dialog);
  ps_export_dialog_stop (dialog);
}

static void
ask (PsWindow *window)
{
  GtkWidget *question = adw_message_dialog_new (GTK_WINDOW (window), _("Stop the Export?"),
                                                _("This window closes, and its export ends. What is written whole stays, and no file is half written."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (question), "go-on", _("_Keep Exporting"), "stop", _("_Stop and Close"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (question), "stop", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (question), "go-on");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (question), "go-on");
  g_signal_connect_object (question, "response", G_CALLBACK (answered_cb), window, 0);
  gtk_window_present (GTK_WINDOW (question));
}

/**
 * ps_export_closing_waits:
 * @window: a window that is about to close
 *
 * Asks whether to stop an export under way. A window that nobody sees, since
 * it was closed during a backup, closes when the export has ended.
 *
 * Returns: whether it stays for now
 */
gboolean
ps_export_closing_waits (PsWindow *window)
{
  PsExportDialog *dialog = find_running (window);

  if (dialog == NULL)
    return FALSE;
  if (gtk_widget_get_visible (GTK_WIDGET (window)))
    ask (window);
  else
    close_when_ended (window, dialog);
  return TRUE;
}
