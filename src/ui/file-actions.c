/* src/ui/file-actions.c: what other programs can do with files of the library. */
#include "ui/file-actions.h"

#include <glib/gi18n.h>

#include "ui/window.h"

#define MANAGER "org.freedesktop.FileManager1"
#define MANAGER_PATH "/org/freedesktop/FileManager1"
#define SANDBOX "/.flatpak-info"

/* What waits for another program's answer. */
typedef struct
{
  GWeakRef window; /* GtkWindow */
  GList *files;    /* owned, of GFile */
} Wait;

static Wait *
new_wait (GtkWindow *window,
          GSList    *files)
{
  Wait *wait = g_new0 (Wait, 1);

  g_weak_ref_init (&wait->window, window);
  for (GSList *l = files; l != NULL; l = l->next)
    wait->files = g_list_prepend (wait->files, g_object_ref (l->data));
  wait->files = g_list_reverse (wait->files);
  return wait;
}

static void
free_wait (Wait *wait)
{
  g_weak_ref_clear (&wait->window);
  g_list_free_full (wait->files, g_object_unref);
  g_free (wait);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wait, free_wait)

static void
report (GtkWindow    *window,
        const GError *error)
{
  if (error != NULL && window != NULL && PS_IS_WINDOW (window) && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    ps_window_report (PS_WINDOW (window), error);
}

static void
uri_shown_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GError) error = NULL;

  if (!gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error))
    report (GTK_WINDOW (source), error);
}

/**
 * ps_file_actions_open_uri:
 * @window: a window
 * @uri: what to open, in whichever program stands for its kind
 */
void
ps_file_actions_open_uri (GtkWindow  *window,
                          const char *uri)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  gtk_show_uri_full (window, uri, GDK_CURRENT_TIME, NULL, uri_shown_cb, NULL);
}

/* No file manager knows how to point at a file: its folder then. */
static void
files_shown_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr(Wait) wait = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr(GtkWindow) window = g_weak_ref_get (&wait->window);
  g_autoptr(GFile) folder = NULL;
  g_autofree char *uri = NULL;

  if (reply != NULL || window == NULL || wait->files == NULL)
    return;
  folder = g_file_get_parent (wait->files->data);
  uri = g_file_get_uri (folder != NULL ? folder : wait->files->data);
  ps_file_actions_open_uri (window, uri);
}

/**
 * ps_file_actions_show:
 * @window: a window
 * @files: (element-type GFile): files
 *
 * Shows where they lie, in the file manager.
 */
void
ps_file_actions_show (GtkWindow *window,
                      GSList    *files)
{
  GDBusConnection *bus = g_application_get_dbus_connection (g_application_get_default ());
  GVariantBuilder uris;
  g_autofree char *first = NULL;

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (files == NULL)
    return;
  if (bus == NULL)
    {
      g_autoptr(GFile) folder = g_file_get_parent (files->data);

      first = g_file_get_uri (folder != NULL ? folder : files->data);
      ps_file_actions_open_uri (window, first);
      return;
    }
  g_variant_builder_init (&uris, G_VARIANT_TYPE ("as"));
  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *uri = g_file_get_uri (l->data);

      g_variant_builder_add (&uris, "s", uri);
    }
  g_dbus_connection_call (bus, MANAGER, MANAGER_PATH, MANAGER, "ShowItems", g_variant_new ("(ass)", &uris, ""), NULL,
                          G_DBUS_CALL_FLAGS_NONE, 10000, NULL, files_shown_cb, new_wait (window, files));
}

static void
launch (GtkWindow *window,
        GAppInfo  *program,
        GList     *files)
{
  g_autoptr(GdkAppLaunchContext) context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (window)));
  g_autoptr(GError) error = NULL;

  if (!g_app_info_launch (program, files, G_APP_LAUNCH_CONTEXT (context), &error))
    report (window, error);
}

static void
chosen_cb (GtkDialog *dialog,
           int        response,
           gpointer   data)
{
  Wait *wait = data;
  g_autoptr(GAppInfo) program = gtk_app_chooser_get_app_info (GTK_APP_CHOOSER (dialog));
  g_autoptr(GtkWindow) window = g_weak_ref_get (&wait->window);

  if (response == GTK_RESPONSE_OK && program != NULL && window != NULL)
    launch (window, program, wait->files);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
choose (GtkWindow  *window,
        const char *content_type,
        Wait       *wait)
{
  GtkWidget *dialog = gtk_app_chooser_dialog_new_for_content_type (window, GTK_DIALOG_MODAL | GTK_DIALOG_USE_HEADER_BAR, content_type);
  GtkWidget *widget = gtk_app_chooser_dialog_get_widget (GTK_APP_CHOOSER_DIALOG (dialog));

  gtk_window_set_title (GTK_WINDOW (dialog), _("Open With"));
  gtk_app_chooser_widget_set_show_fallback (GTK_APP_CHOOSER_WIDGET (widget), TRUE);
  gtk_app_chooser_widget_set_show_other (GTK_APP_CHOOSER_WIDGET (widget), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (chosen_cb), wait, (GClosureNotify) (void (*) (void)) free_wait, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
type_known_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr(Wait) wait = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);
  g_autoptr(GtkWindow) window = g_weak_ref_get (&wait->window);

  if (window == NULL)
    return;
  if (info == NULL)
    report (window, error);
  else
    choose (window, g_file_info_get_content_type (info), g_steal_pointer (&wait));
}

/* Inside a sandbox the system asks which program. */
static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(Wait) wait = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GtkWindow) window = g_weak_ref_get (&wait->window);

  if (!g_app_info_launch_default_for_uri_finish (result, &error))
    report (window, error);
}

/**
 * ps_file_actions_open_with:
 * @window: a window
 * @files: (element-type GFile): files, the first of which tells their kind
 *
 * Asks for a program and hands them to it. Proofsheet keeps its files read-only,
 * so that an editor saves beside them.
 */
void
ps_file_actions_open_with (GtkWindow *window,
                           GSList    *files)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (files == NULL)
    return;
  if (g_file_test (SANDBOX, G_FILE_TEST_EXISTS))
    {
      uri = g_file_get_uri (files->data);
      g_app_info_launch_default_for_uri_async (uri, NULL, NULL, opened_cb, new_wait (window, files));
    }
  else
    g_file_query_info_async (files->data, G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE, G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, NULL,
                             type_known_cb, new_wait (window, files));
}

/* As file managers put it, so that Paste makes copies there. */
static GdkContentProvider *
make_copied_files (GSList *files)
{
  GString *text = g_string_new ("copy");
  g_autoptr(GBytes) bytes = NULL;

  for (GSList *l = files; l != NULL; l = l->next)
    {
      g_autofree char *uri = g_file_get_uri (l->data);

      g_string_append_printf (text, "\n%s", uri);
    }
  bytes = g_string_free_to_bytes (text);
  return gdk_content_provider_new_for_bytes ("x-special/gnome-copied-files", bytes);
}

/**
 * ps_file_actions_copy:
 * @window: a window
 * @files: (element-type GFile): files
 * @texture: (nullable): a picture, for programs that take no files
 *
 * Puts them on the clipboard.
 */
void
ps_file_actions_copy (GtkWindow  *window,
                      GSList     *files,
                      GdkTexture *texture)
{
  GdkContentProvider *providers[3];
  g_autoptr(GdkContentProvider) all = NULL;
  GdkFileList *list;
  gsize n = 0;

  g_return_if_fail (GTK_IS_WINDOW (window));

  if (files == NULL)
    return;
  list = gdk_file_list_new_from_list (files);
  providers[n++] = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);
  providers[n++] = make_copied_files (files);
  if (texture != NULL)
    providers[n++] = gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  all = gdk_content_provider_new_union (providers, n);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (window)), all);
}
