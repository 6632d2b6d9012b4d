/* src/ui/window-search.c: the search field of the window: what is typed is looked for, and explained where it is wrong. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "query/query.h"
#include "ui/collection-dialog.h"

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

/* Saving ------------------------------------------------------------------------------ */

/* What is looked at, as a term: a search among a tag's photos is saved with the tag. %NULL: it has none. */
static char *
describe_set (PsWindow *self)
{
  const char *field = NULL, *value = ps_photo_query_get_argument (self->query);
  g_autofree char *quoted = NULL;

  switch (ps_photo_query_get_set (self->query))
    {
    case PS_PHOTOS_ALL:
      return g_strdup ("");
    case PS_PHOTOS_IN_COLLECTION:
      field = ps_field_get_name (PS_FIELD_IN);
      value = self->query_title;
      break;
    case PS_PHOTOS_IN_SHOOT:
      field = ps_field_get_name (PS_FIELD_SHOOT);
      value = self->query_title;
      break;
    case PS_PHOTOS_IN_FOLDER:
      field = ps_field_get_name (PS_FIELD_FOLDER);
      break;
    case PS_PHOTOS_WITH_TAG:
      field = ps_field_get_name (PS_FIELD_TAG);
      break;
    case PS_PHOTOS_HERE:
    case PS_PHOTOS_TO_COME:
    case PS_PHOTOS_NEEDS_YOU:
    case PS_PHOTOS_WAITING:
    case PS_PHOTOS_ONLY_HERE:
    case PS_PHOTOS_LEFT_OUT:
    case PS_PHOTOS_WITHOUT_COLLECTION:
    case PS_PHOTOS_DUPLICATES:
    case PS_PHOTOS_OF_STATE:
    case PS_PHOTOS_OF_CAUSE:
    case PS_PHOTOS_NEW_SINCE:
    case PS_PHOTOS_CHANGED_BY_SCAN:
    case PS_PHOTOS_HELD_BACK:
    default:
      return NULL;
    }
  quoted = ps_query_quote (value != NULL ? value : "");
  return g_strconcat (field, ":", quoted, " ", NULL);
}

/**
 * ps_window_can_save_search:
 * @self: a window
 *
 * Returns: whether the search, and what it is made among, can be said in words
 */
gboolean
ps_window_can_save_search (PsWindow *self)
{
  g_autofree char *set = self->query != NULL ? describe_set (self) : NULL;

  return set != NULL && !self->is_search_wrong && *gtk_editable_get_text (self->search_entry) != '\0';
}

/**
 * ps_window_save_search:
 * @self: a window
 *
 * Asks for a name, and keeps the search as a collection.
 */
void
ps_window_save_search (PsWindow *self)
{
  const char *words = gtk_editable_get_text (self->search_entry);
  g_autofree char *set = NULL;
  g_autofree char *query = NULL;

  search_changed_cb (self); /* of a text just typed */
  if (!ps_window_can_save_search (self))
    return;
  set = describe_set (self);
  query = *set != '\0' ? g_strdup_printf ("%s(%s)", set, words) : g_strdup (words);
  ps_collection_dialog_save_search (self, query);
}
