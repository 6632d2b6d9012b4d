/* src/ui/toasts.c: the short messages at the foot of a window. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "ui/error-words.h"

/* libadwaita gives the button that closes a toast a picture and no name. */
static void
name_closing_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), "window-close-symbolic") == 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Close This Message"), -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_closing_buttons (child);
}

/**
 * ps_window_add_toast:
 * @self: a window
 * @toast: (transfer full): what to say
 */
void
ps_window_add_toast (PsWindow *self,
                     AdwToast *toast)
{
  GtkWidget *content = adw_toast_overlay_get_child (self->toasts);

  adw_toast_overlay_add_toast (self->toasts, toast);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->toasts)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (child != content)
      name_closing_buttons (child);
}

/**
 * ps_window_toast:
 * @self: a window
 * @words: what the person just did; plain text
 * @can_undo: whether the latest deed of the undo stack is it
 */
void
ps_window_toast (PsWindow   *self,
                 const char *words,
                 gboolean    can_undo)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1); /* a toast's title is markup in libadwaita 1.2 */
  AdwToast *toast = adw_toast_new (escaped);

  if (can_undo)
    {
      /* Translators: a button. */
      adw_toast_set_button_label (toast, _("Undo"));
      adw_toast_set_action_name (toast, "win.undo");
    }
  ps_window_add_toast (self, toast);
}

/**
 * ps_window_report:
 * @self: a window
 * @error: what went wrong with something the person asked for
 *
 * Says it in words, with the button that helps. A cancelled request says nothing.
 */
void
ps_window_report (PsWindow     *self,
                  const GError *error)
{
  g_autoptr(PsErrorWords) words = NULL;
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->is_read_only && g_error_matches (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_READ_ONLY))
    {
      ps_window_toast (self, _("The drive is not connected. Plug it in to change anything; nothing was changed now."), FALSE);
      return;
    }
  words = ps_error_words_new (error);
  text = words->safe != NULL ? g_strdup_printf ("%s %s", words->happened, words->safe) : g_strdup (words->happened);
  escaped = g_markup_escape_text (text, -1);
  toast = adw_toast_new (escaped);
  adw_toast_set_timeout (toast, 0); /* stays until it is read */
  if (words->button != NULL && words->action != NULL)
    {
      adw_toast_set_button_label (toast, words->button);
      adw_toast_set_detailed_action_name (toast, words->action);
    }
  ps_window_add_toast (self, toast);
}
