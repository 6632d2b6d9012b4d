/* src/ui/notices.c: what is told on the desktop, while the window is not in front.
 *
 * Worth a notification are a backup that is done, what stopped it and only a
 * person can cure, photos that need a person, these once a day, and a drive that is away when it is time for a backup, once
 * for as long as it is away. */
#include "ui/notices.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/times.h"
#include "catalog/catalog-browse.h"
#include "ui/drive-words.h"
#include "ui/error-words.h"
#include "ui/words.h"

#define DAY_US (24 * G_TIME_SPAN_HOUR)
#define OVERDUE_SECONDS (30 * 60) /* between two thoughts of whether it is time */

/* A window that was closed during work may be called active still. */
static gboolean
is_in_front (PsWindow *window)
{
  return gtk_widget_get_visible (GTK_WIDGET (window)) && gtk_window_is_active (GTK_WINDOW (window));
}

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

/* Once for each thing that stopped it, until a run goes on. */
static void
tell_stopped (PsWindow       *window,
              PsBackupRunner *runner)
{
  const GError *error = ps_backup_runner_get_error (runner);
  g_autoptr(PsErrorWords) words = error != NULL ? ps_error_words_new (error) : NULL;
  g_autofree char *told = NULL;

  if (words == NULL || !words->needs_you)
    return;
  told = g_strdup_printf ("%s %d", g_quark_to_string (error->domain), error->code);
  if (g_strcmp0 (g_object_get_data (G_OBJECT (window), "ps-stopped-told"), told) == 0)
    return;
  g_object_set_data_full (G_OBJECT (window), "ps-stopped-told", g_steal_pointer (&told), g_free);
  tell (window, "stopped", words->happened, words->safe);
}

static void
moment_changed_cb (PsWindow *window)
{
  PsBackupRunner *runner = ps_window_get_runner (window);
  const PsBackupReport *report = runner != NULL ? ps_backup_runner_get_report (runner) : NULL;

  if (runner != NULL && ps_backup_runner_get_moment (runner) == PS_RUN_DONE)
    g_object_set_data (G_OBJECT (window), "ps-stopped-told", NULL);
  if (runner == NULL || is_in_front (window))
    return;
  if (ps_backup_runner_get_moment (runner) == PS_RUN_FAILED)
    tell_stopped (window, runner);
  if (ps_backup_runner_get_moment (runner) != PS_RUN_DONE)
    return;
  if (report != NULL && (report->n_landed > 0 || report->n_failed > 0))
    ps_catalog_get_counts_async (ps_library_get_catalog (ps_window_get_library (window)), NULL, counted_cb, g_object_ref (window));
}

/* Plug in the drive ----------------------------------------------------------------- */

/**
 * ps_notices_is_overdue:
 * @looked_us: the last whole look at the cloud; 0: none
 * @look_every: days between two looks; 0: only by hand
 * @now_us: now
 *
 * Returns: whether the drive is missed: a look is due, and nobody paused it
 */
gboolean
ps_notices_is_overdue (gint64 looked_us,
                       guint  look_every,
                       gint64 now_us)
{
  return look_every > 0 && looked_us > 0 && now_us - looked_us >= look_every * DAY_US;
}

static void
ask_for_drive (PsWindow       *window,
               const PsStatus *status)
{
  PsBackupRunner *runner = ps_window_get_runner (window);
  gint64 looked_us = 0, now_us = g_get_real_time ();
  g_autofree char *drive = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  int days;

  if (status->last_complete_scan == NULL || !ps_time_from_text (status->last_complete_scan, &looked_us)
      || ps_backup_runner_get_is_paused (runner)
      || !ps_notices_is_overdue (looked_us, ps_backup_runner_get_look_every (runner), now_us))
    return;
  g_object_set_data (G_OBJECT (runner), "ps-drive-asked-for", GINT_TO_POINTER (TRUE));
  days = ps_words_days_ago (looked_us, now_us);
  drive = ps_drive_words_name_of (ps_window_get_library (window));
  /* Translators: the name of a drive. */
  title = g_strdup_printf (_("Plug in %s"), drive);
  body = g_strdup_printf (ngettext ("The last backup was %d day ago.", "The last backup was %d days ago.", days), days);
  tell (window, "plug-in", title, body);
}

static void
status_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PsWindow) window = user_data;
  g_autoptr(PsStatus) status = ps_catalog_get_status_finish (PS_CATALOG (source), result, NULL);
  PsLibrary *library = ps_window_get_library (window);

  if (status != NULL && library != NULL && ps_library_get_catalog (library) == PS_CATALOG (source))
    ask_for_drive (window, status);
}

/* The runner lasts as long as the drive is away: its timer and its mark go with it. */
static gboolean
think_of_drive_cb (gpointer data)
{
  PsWindow *window = g_weak_ref_get (data);
  PsBackupRunner *runner = window != NULL ? ps_window_get_runner (window) : NULL;
  PsLibrary *library = window != NULL ? ps_window_get_library (window) : NULL;
  gboolean is_away = library != NULL && ps_library_get_kept (library) != NULL;
  gboolean goes_on = is_away && g_object_get_data (G_OBJECT (runner), "ps-drive-asked-for") == NULL;

  if (goes_on && !is_in_front (window))
    ps_catalog_get_status_async (ps_library_get_catalog (library), NULL, status_read_cb, g_object_ref (window));
  g_clear_object (&window);
  return goes_on;
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
watch_drive (PsWindow *window)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  GWeakRef *ref;

  if (ps_library_get_kept (ps_window_get_library (window)) == NULL)
    {
      if (application != NULL)
        g_application_withdraw_notification (G_APPLICATION (application), "plug-in");
      return;
    }
  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, window);
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, OVERDUE_SECONDS, think_of_drive_cb, ref, free_weak_ref);
}

/**
 * ps_notices_watch:
 * @window: a window whose library was opened just now
 */
void
ps_notices_watch (PsWindow *window)
{
  watch_drive (window);
  g_signal_connect_object (ps_window_get_runner (window), "notify::moment", G_CALLBACK (moment_changed_cb), window, G_CONNECT_SWAPPED);
}
