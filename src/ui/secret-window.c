/* src/ui/secret-window.c: asks for the key of the library that a window shows, and goes on with it. */
#include "ui/secret-window.h"

#include <glib/gi18n.h>

#include "cloud/secret-store.h"
#include "ui/wizard-account.h"

typedef struct
{
  PsWindow *window;      /* owned */
  GtkWindow *dialog;     /* nullable: closed meanwhile */
  PsWizardAccount *page; /* the dialog's */
  char *api_origin;      /* owned, nullable */
} Asking;

static void
free_asking (gpointer  data,
             GClosure *closure)
{
  Asking *self = data;

  g_object_unref (self->window);
  g_free (self->api_origin);
  g_free (self);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PsWindow) window = user_data;
  g_autoptr(GError) error = NULL;

  if (!ps_secret_store_save_finish (result, &error))
    ps_window_toast (window, _("This computer has no unlocked keyring. The secret is kept until you quit, never in a file."), FALSE);
}

/* The key is good whether or not the keyring takes it. */
static void
checked_cb (PsWizardAccount *page,
            Asking          *self)
{
  PsAccount *account = ps_wizard_account_get_account (page);
  PsBackupRunner *runner = ps_window_get_runner (self->window);
  g_autoptr(GError) error = NULL;

  if (runner == NULL || account == NULL)
    return;
  if (!ps_backup_runner_set_account (runner, account, &error))
    {
      ps_wizard_account_show_error (page, error->message);
      return;
    }
  ps_secret_store_save_async (account, NULL, saved_cb, g_object_ref (self->window));
  ps_backup_runner_start (runner);
  ps_wizard_account_forget (page);
  gtk_window_close (self->dialog);
}

/* Until now there was a key: it is likely the same. */
static void
tell_of_present_key (Asking *self)
{
  PsClient *client = ps_library_get_client (ps_window_get_library (self->window));
  const GError *error = ps_backup_runner_get_error (ps_window_get_runner (self->window));

  if (client != NULL)
    ps_wizard_account_ask_again (self->page, ps_account_get_api_key (ps_client_get_account (client)),
                                 g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_AUTH));
}

static void
show (Asking *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->page = g_object_new (PS_TYPE_WIZARD_ACCOUNT, "vexpand", TRUE, NULL);
  self->dialog = g_object_new (ADW_TYPE_WINDOW, "transient-for", self->window, "modal", TRUE, "destroy-with-parent", TRUE,
                               "default-width", 560, "default-height", 640, "title", _("Enter New Secret"), NULL);
  adw_window_set_content (ADW_WINDOW (self->dialog), GTK_WIDGET (self->page));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (self->dialog), keys);
  ps_wizard_account_ask_for (self->page, ps_library_get_cloud_name (ps_window_get_library (self->window)), self->api_origin);
  tell_of_present_key (self);
  ps_wizard_account_stand_alone (self->page, gtk_window_get_title (self->dialog));
  g_signal_connect_data (self->page, "checked", G_CALLBACK (checked_cb), self, free_asking, 0);
  gtk_window_set_default_widget (self->dialog, ps_wizard_account_get_default (self->page));
  gtk_window_present (self->dialog);
  ps_wizard_account_focus (self->page);
}

static void
origin_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Asking *self = user_data;

  self->api_origin = ps_catalog_get_setting_finish (PS_CATALOG (source), result, NULL);
  if (ps_window_get_library (self->window) != NULL)
    show (self);
  else
    free_asking (self, NULL);
}

/**
 * ps_secret_window_present:
 * @window: a window with a library
 *
 * Asks for key and secret, tries them, keeps them in the keyring where there is
 * one, and goes on with the backup.
 */
void
ps_secret_window_present (PsWindow *window)
{
  Asking *self = g_new0 (Asking, 1);

  self->window = g_object_ref (window);
  ps_catalog_get_setting_async (ps_library_get_catalog (ps_window_get_library (window)), "api_origin", NULL, origin_read_cb, self);
}
