/* src/ui/application-actions.c: what a person can do in every window, and the keys for all of it. */
#include <gio/gdesktopappinfo.h>
#include <glib/gi18n.h>

#include "ui/application.h"
#include "ui/preferences.h"
#include "ui/window.h"

/* Pages of Cloudinary's console, by the word that an error's button asks for. */
static const struct
{
  const char *name, *address;
} web_pages[] = {
  { "console", "https://console.cloudinary.com/" },
  { "api-keys", "https://console.cloudinary.com/settings/api-keys" },
  { "security", "https://console.cloudinary.com/settings/security" },
  { "usage", "https://console.cloudinary.com/settings/account" },
  { "support", "https://support.cloudinary.com/" },
  { "login", "http://detectportal.firefox.com/" },
};

static void
window_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GApplication) application = user_data;
  g_autoptr(GError) error = NULL;

  if (!ps_window_close_library_finish (PS_WINDOW (source), result, &error))
    g_printerr ("%s\n", error->message);
  gtk_window_destroy (GTK_WINDOW (source));
  g_application_release (application);
}

/* Quitting pauses the backup for as long as the program is not there; the next start goes on. */
static void
quit (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  GtkApplication *application = user_data;
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (application));

  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (!PS_IS_WINDOW (l->data))
        {
          gtk_window_destroy (l->data);
          continue;
        }
      g_application_hold (G_APPLICATION (application));
      ps_window_save_state (l->data);
      gtk_widget_set_visible (l->data, FALSE);
      ps_window_close_library_async (l->data, TRUE, window_closed_cb, g_object_ref (application));
    }
}

static void
show_window (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_application_activate (user_data);
}

static void
pause_all (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  for (GList *l = gtk_application_get_windows (user_data); l != NULL; l = l->next)
    if (PS_IS_WINDOW (l->data) && ps_window_get_runner (l->data) != NULL)
      ps_backup_runner_pause (ps_window_get_runner (l->data));
}

/* For who unmounts without a volume monitor: a script, a desktop of its own. By D-Bus, as every action. */
static void
let_go_of (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  for (GList *l = gtk_application_get_windows (user_data); l != NULL; l = l->next)
    if (PS_IS_WINDOW (l->data))
      ps_window_let_go_of (l->data, g_variant_get_string (parameter, NULL));
}

static void
folder_chosen_cb (GtkNativeDialog *dialog,
                  int              response,
                  gpointer         user_data)
{
  g_autoptr(GFile) folder = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;

  if (path != NULL)
    ps_application_open_library (user_data, path);
  g_object_unref (dialog);
}

static void
open_library (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Open a Library"), window, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                                              /* Translators: a button. */
                                                              _("_Open"), _("_Cancel"));

  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_chosen_cb), user_data, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
open_library_at (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  g_autofree char *root = g_filename_from_uri (g_variant_get_string (parameter, NULL), NULL, NULL);

  if (root != NULL)
    ps_application_open_library (user_data, root);
}

static void
new_library (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  ps_application_open_library (user_data, NULL);
}

static void
look_at_samples (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  ps_application_open_samples (user_data, 0, NULL);
}

static void
open_page (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  const char *name = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (web_pages); i++)
    if (g_str_equal (web_pages[i].name, name))
      gtk_show_uri (gtk_application_get_active_window (user_data), web_pages[i].address, GDK_CURRENT_TIME);
}

/* Of the desktop that is here: GNOME's panel has this name in its own launcher. */
static void
open_date_settings (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  g_autoptr(GDesktopAppInfo) panel = g_desktop_app_info_new ("gnome-datetime-panel.desktop");
  g_autoptr(GError) error = NULL;
  GtkWindow *window = gtk_application_get_active_window (user_data);

  if ((panel == NULL || !g_app_info_launch (G_APP_INFO (panel), NULL, NULL, &error)) && PS_IS_WINDOW (window))
    ps_window_toast (PS_WINDOW (window), _("Set date and time in the settings of this computer, then try again"), FALSE);
}

static void
preferences (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  if (PS_IS_WINDOW (window))
    ps_preferences_present (PS_WINDOW (window));
}

static void
about (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  adw_show_about_window (gtk_application_get_active_window (user_data),
                         "application-name", "Proofsheet",
                         "application-icon", PS_APPLICATION_ID,
                         "version", PS_VERSION,
                         "developer-name", _("The Proofsheet founders"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Copies every original from Cloudinary to a folder of yours, and proves each copy."),
                         /* Translators: your names, one a line. */
                         "translator-credits", _("translator-credits"),
                         NULL);
}

static const GActionEntry entries[] = {
  { .name = "quit", .activate = quit },
  { .name = "activate", .activate = show_window },
  { .name = "pause-all", .activate = pause_all },
  { .name = "let-go-of", .activate = let_go_of, .parameter_type = "s" },
  { .name = "open-library", .activate = open_library },
  { .name = "open-library-at", .activate = open_library_at, .parameter_type = "s" },
  { .name = "new-library", .activate = new_library },
  { .name = "look-at-samples", .activate = look_at_samples },
  { .name = "open-page", .activate = open_page, .parameter_type = "s" },
  { .name = "open-date-settings", .activate = open_date_settings },
  { .name = "preferences", .activate = preferences },
  { .name = "about", .activate = about },
};

/* Single letters and Delete are not here: the grid and the viewer have them, so that typing stays typing. */
static const struct
{
  const char *action;
  const char *keys[4];
} keys[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.open-library", { "<Control>o" } },
  { "win.close", { "<Control>w" } },
  { "win.show-help-overlay", { "<Control>question", "F1" } },
  { "win.next-pane", { "F6" } },
  { "win.show-sidebar", { "F9" } },
  { "win.full-screen", { "F11" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control><Shift>z" } },
  { "win.search", { "<Control>f" } },
  { "win.show-page('statistics')", { "<Control><Shift>n" } },
  { "win.save-search", { "<Control><Shift>s" } },
  { "win.facts", { "<Alt>Return" } },
  { "win.new-collection", { "<Control>n" } },
  { "win.add-to-collection", { "<Control><Shift>d" } },
  { "win.add-tag", { "<Control>t" } },
  { "win.adjust-time", { "<Control>j" } },
  { "win.show-in-files", { "<Control><Shift>m" } },
  { "win.copy-originals", { "<Control><Shift>e" } },
  { "win.export", { "<Control>e" } },
  { "win.back-up-now", { "<Control>b" } },
  { "win.pause-or-go-on", { "<Control>period" } },
  { "win.retry-all", { "<Control>r" } },
  { "win.read-again", { "<Control><Shift>v" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
  { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract" } },
};

/**
 * ps_application_add_actions:
 * @self: the program
 */
void
ps_application_add_actions (PsApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action, (const char *const *) keys[i].keys);
}
