/* src/ui/application.c: the program with its windows: how it starts, opens libraries and ends. */
#include "ui/application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "ui/library-menu.h"
#include "ui/opening.h"
#include "ui/window.h"

struct _PsApplication
{
  AdwApplication parent_instance;

  /* Owned */
  GSettings *settings;
  GtkCssProvider *style;
};

G_DEFINE_FINAL_TYPE (PsApplication, ps_application, ADW_TYPE_APPLICATION)

static PsWindow *
find_window (PsApplication *self,
             const char    *root)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (PS_IS_WINDOW (l->data) && g_strcmp0 (ps_window_get_root (l->data), root) == 0)
      return l->data;
  return NULL;
}

/**
 * ps_application_open_library:
 * @self: the program
 * @root: (nullable): a library's folder; %NULL: the wizard
 *
 * Raises the library's window where it has one, else opens it in a new one.
 */
void
ps_application_open_library (PsApplication *self,
                             const char    *root)
{
  g_autofree char *folder = root != NULL ? g_canonicalize_filename (root, NULL) : NULL;
  PsWindow *window = find_window (self, folder);

  if (window == NULL)
    {
      window = ps_window_new (ADW_APPLICATION (self));
      if (folder != NULL)
        ps_opening_begin (window, folder);
      else
        ps_window_show_wizard (window);
    }
  gtk_window_present (GTK_WINDOW (window));
}

/**
 * ps_application_open_samples:
 * @self: the program
 * @n_photos: how many sample photos; 0: as usual
 * @root: (nullable): where they are backed up to; %NULL: in the cache
 *
 * Starts the demo cloud and backs it up, as one's own would be.
 */
void
ps_application_open_samples (PsApplication *self,
                             guint          n_photos,
                             const char    *root)
{
  g_autofree char *name = g_strdup_printf ("sample-library-%u", n_photos);
  g_autofree char *usual = g_build_filename (g_get_user_cache_dir (), "proofsheet", name, NULL);
  g_autofree char *folder = g_canonicalize_filename (root != NULL ? root : usual, NULL);
  PsWindow *window = find_window (self, folder);

  if (window == NULL)
    {
      window = ps_window_new (ADW_APPLICATION (self));
      ps_opening_begin_samples (window, folder, n_photos);
    }
  gtk_window_present (GTK_WINDOW (window));
}

/**
 * ps_application_remember_library:
 * @self: the program
 * @root: a library that was opened
 */
void
ps_application_remember_library (PsApplication *self,
                                 const char    *root)
{
  ps_library_menu_remember (self->settings, root);
}

/**
 * ps_application_get_settings:
 * @self: the program
 *
 * Returns: (transfer none): what belongs to the person, not to a library
 */
GSettings *
ps_application_get_settings (PsApplication *self)
{
  return self->settings;
}

/**
 * ps_application_tell_background:
 * @self: the program
 *
 * Says, once for all, that closing a window does not end the backup.
 */
void
ps_application_tell_background (PsApplication *self)
{
  g_autoptr(GNotification) notification = NULL;

  if (g_settings_get_boolean (self->settings, "notify-background-told"))
    return;
  g_settings_set_boolean (self->settings, "notify-background-told", TRUE);
  notification = g_notification_new (_("The backup goes on without the window"));
  g_notification_set_default_action (notification, "app.activate");
  g_notification_add_button (notification, _("Pause"), "app.pause-all");
  g_application_send_notification (G_APPLICATION (self), "background", notification);
}

static void
ps_application_activate (GApplication *application)
{
  PsApplication *self = PS_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autofree char *last = NULL;
  g_autofree char *root = NULL;

  if (window == NULL && gtk_application_get_windows (GTK_APPLICATION (self)) != NULL)
    window = gtk_application_get_windows (GTK_APPLICATION (self))->data; /* hidden, at work */
  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }
  last = g_settings_get_string (self->settings, "last-library");
  root = *last != '\0' ? g_filename_from_uri (last, NULL, NULL) : NULL;
  ps_application_open_library (self, root);
}

static void
ps_application_open (GApplication  *application,
                     GFile        **files,
                     int            n_files,
                     const char    *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path != NULL)
        ps_application_open_library (PS_APPLICATION (application), path);
    }
}

static int
ps_application_command_line (GApplication            *application,
                             GApplicationCommandLine *command_line)
{
  PsApplication *self = PS_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autofree const char **arguments = NULL;
  gboolean is_demo = FALSE;
  int n_photos = 0;
  g_autofree char *path = NULL;

  g_variant_dict_lookup (options, "demo", "b", &is_demo);
  g_variant_dict_lookup (options, "photos", "i", &n_photos);
  if (n_photos < 0 || n_photos > 1000000)
    {
      g_application_command_line_printerr (command_line, "%s\n", _("--photos takes a number up to 1,000,000."));
      return 2;
    }
  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&ay", &arguments) && arguments[0] != NULL)
    {
      g_autoptr(GFile) file = g_application_command_line_create_file_for_arg (command_line, arguments[0]);

      path = g_file_get_path (file);
      if (path == NULL || arguments[1] != NULL)
        {
          g_application_command_line_printerr (command_line, "%s\n", _("Proofsheet opens one folder on this computer at a time."));
          return 2;
        }
    }
  if (is_demo)
    ps_application_open_samples (self, n_photos, path);
  else if (path != NULL)
    ps_application_open_library (self, path);
  else
    g_application_activate (application);
  return 0;
}

static int
ps_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("proofsheet %s\n", PS_VERSION);
  return 0;
}

static gboolean
asked_to_end_cb (gpointer user_data)
{
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "quit", NULL);
  return G_SOURCE_CONTINUE;
}

/* The schema's words have the numbers of AdwColorScheme. */
static void
color_scheme_changed_cb (PsApplication *self)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), g_settings_get_enum (self->settings, "color-scheme"));
}

static void
ps_application_startup (GApplication *application)
{
  PsApplication *self = PS_APPLICATION (application);

  G_APPLICATION_CLASS (ps_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (PS_APPLICATION_ID);
  self->settings = g_settings_new (PS_APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (color_scheme_changed_cb), self, G_CONNECT_SWAPPED);
  color_scheme_changed_cb (self);
  ps_application_add_actions (self);
  g_unix_signal_add (SIGTERM, asked_to_end_cb, self);
  g_unix_signal_add (SIGINT, asked_to_end_cb, self);
  g_unix_signal_add (SIGHUP, asked_to_end_cb, self);
}

static void
ps_application_finalize (GObject *object)
{
  PsApplication *self = PS_APPLICATION (object);

  g_clear_object (&self->settings);
  G_OBJECT_CLASS (ps_application_parent_class)->finalize (object);
}

static void
ps_application_class_init (PsApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ps_application_finalize;
  application_class->activate = ps_application_activate;
  application_class->open = ps_application_open;
  application_class->startup = ps_application_startup;
  application_class->command_line = ps_application_command_line;
  application_class->handle_local_options = ps_application_handle_local_options;
}

static void
ps_application_init (PsApplication *self)
{
  static const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Back up sample photos, to try Proofsheet with"), NULL },
    { "photos", 0, 0, G_OPTION_ARG_INT, NULL, N_("How many sample photos (default: 400)"), "N" },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("[LIBRARY]") },
    G_OPTION_ENTRY_NULL
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_summary (G_APPLICATION (self),
                                            _("Backs up the photos of a Cloudinary account and shows them."));
}

/**
 * ps_application_new:
 *
 * Returns: (transfer full): the program
 */
PsApplication *
ps_application_new (void)
{
  return g_object_new (PS_TYPE_APPLICATION, "application-id", PS_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE | G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/proofsheet/Proofsheet", NULL);
}
