/* src/ui/window-search.c: the search field of the window: what is typed is looked for, and explained where it is wrong. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

/* A search that cannot be understood leaves the photos as they were; the line under the field says why. */
static void
search_changed_cb (PsWindow *self)
{
  const char *words = gtk_editable_get_text (self->search_entry);
  g_autoptr(PsPhotoQuery) narrowed = NULL;

  self->is_search_wrong = !ps_search_line_follow (self->search_line);
  ps_window_update_actions (self);
  if (self->library == NULL)
    return;
  if (self->is_search_wrong)
    {
      ps_window_update_photos_page (self);
      return;
    }
  if (self->query == NULL || (!g_str_equal (gtk_stack_get_visible_child_name (self->pages), "photos") && *words != '\0'))
    {
      narrowed = ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, words, ps_window_get_order (self));
      ps_window_set_query (self, narrowed, _("All Photos"));
      ps_window_show_grid (self);
      return;
    }
  if (g_strcmp0 (ps_photo_query_get_words (self->query), *words != '\0' ? words : NULL) == 0)
    {
      ps_window_update_photos_page (self);
      return;
    }
  narrowed = ps_photo_query_with_words (self->query, words);
  ps_window_set_query (self, narrowed, self->query_title);
}

/* Return does not wait for the pause after typing. */
static void
search_entered_cb (PsWindow *self)
{
  search_changed_cb (self);
  ps_search_line_show_chips (self->search_line);
}

static void
stop_search_cb (PsWindow *self)
{
  if (*gtk_editable_get_text (self->search_entry) != '\0')
    {
      gtk_editable_set_text (self->search_entry, "");
      return;
    }
  gtk_toggle_button_set_active (self->search_button, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

static void
search_toggled_cb (PsWindow *self)
{
  if (gtk_toggle_button_get_active (self->search_button))
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  else
    gtk_editable_set_text (self->search_entry, "");
}

/**
 * ps_window_bind_search:
 * @klass: the window's class
 *
 * Gives the template what the search field calls.
 */
void
ps_window_bind_search (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback_full (klass, "search_changed_cb", G_CALLBACK (search_changed_cb));
  gtk_widget_class_bind_template_callback_full (klass, "search_entered_cb", G_CALLBACK (search_entered_cb));
  gtk_widget_class_bind_template_callback_full (klass, "stop_search_cb", G_CALLBACK (stop_search_cb));
  gtk_widget_class_bind_template_callback_full (klass, "search_toggled_cb", G_CALLBACK (search_toggled_cb));
}
