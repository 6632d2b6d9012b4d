/* src/ui/notices.c: what is told on the desktop, while the window is not in front.
 *
 * Two things are worth a notification: a backup that is done, and photos that
 * need a person, these once a day. */
#include "ui/notices.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalog/catalog-browse.h"

#define DAY_US (24 * G_TIME_SPAN_HOUR)

static void
tell (PsWindow   *window,
      const char *id,
      const char *title,
      const char *body)
{
  g_autoptr(GNotification) notification = g_notification_new (title);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));

  if (body != NULL)
    g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, "app.activate");
  if (application != NULL)
    g_application_send_notification (G_APPLICATION (application), id, notification);
}

static gboolean
told_today (PsWindow *window)
{
  gint64 *told_us = g_object_get_data (G_OBJECT (window), "ps-needs-you-told");
  gint64 now_us = g_get_monotonic_time ();

  if (told_us != NULL && now_us - *told_us < DAY_US)
    return TRUE;
  g_object_set_data_full (G_OBJECT (window), "ps-needs-you-told", g_memdup2 (&now_us, sizeof now_us), g_free);
  return FALSE;
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsWindow) window = user_data;
  PsSidebarNumbers numbers;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  if (!ps_catalog_get_counts_finish (PS_CATALOG (source), result, &numbers, NULL))
    return; /* a notification that is not sent hides nothing: the window says it */
  if (numbers.n_needs_you > 0 && !told_today (window))
    {
      title = g_strdup_printf (ngettext ("%'" PRId64 " photo needs you", "%'" PRId64 " photos need you", numbers.n_needs_you), numbers.n_needs_you);
      tell (window, "needs-you", title, _("Nothing that is here was changed by that."));
    }
  else if (numbers.n_needs_you == 0 && numbers.n_to_come == 0 && numbers.n_here > 0)
    {
      title = g_strdup (_("The backup is done"));
      body = g_strdup_printf (ngettext ("%'" PRId64 " photo is here.", "%'" PRId64 " photos are here.", numbers.n_here), numbers.n_here);
      tell (window, "done", title, body);
    }
}

static void
moment_changed_cb (PsWindow *window)
{
  PsBackupRunner *runner = ps_window_get_runner (window);
  const PsBackupReport *report = runner != NULL ? ps_backup_runner_get_report (runner) : NULL;

  if (runner == NULL || ps_backup_runner_get_moment (runner) != PS_RUN_DONE || gtk_window_is_active (GTK_WINDOW (window)))
    return;
  if (report != NULL && (report->n_landed > 0 || report->n_failed > 0))
    ps_catalog_get_counts_async (ps_library_get_catalog (ps_window_get_library (window)), NULL, counted_cb, g_object_ref (window));
}

/**
 * ps_notices_watch:
 * @window: a window whose library was opened just now
 */
void
ps_notices_watch (PsWindow *window)
{
  g_signal_connect_object (ps_window_get_runner (window), "notify::moment", G_CALLBACK (moment_changed_cb), window, G_CONNECT_SWAPPED);
}
