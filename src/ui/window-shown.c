/* src/ui/window-shown.c: which page a window shows, which photos, how many, and why there are none. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "base/text.h"

/**
 * ps_window_get_order:
 * @self: a window
 *
 * Returns: the order of its grid
 */
PsOrder
ps_window_get_order (PsWindow *self)
{
  return g_settings_get_enum (self->settings, "sort-order"); /* the schema's words have the numbers of PsOrder */
}

/**
 * ps_window_show_grid:
 * @self: a window
 */
void
ps_window_show_grid (PsWindow *self)
{
  gtk_stack_set_visible_child_name (self->pages, "photos");
  adw_leaflet_set_visible_child (self->leaflet, self->content_side);
}

/**
 * ps_window_set_query:
 * @self: a window
 * @query: which photos the grid holds
 * @title: what the list is called
 *
 * As ps_window_show_query(), whatever the search field holds and the window shows.
 */
void
ps_window_set_query (PsWindow     *self,
                     PsPhotoQuery *query,
                     const char   *title)
{
  g_autofree char *shown = ps_text_visible (title, 200);

  ps_photo_query_ref (query);
  g_clear_pointer (&self->query, ps_photo_query_unref);
  self->query = query;
  if (title != self->query_title)
    {
      g_free (self->query_title);
      self->query_title = g_strdup (title);
    }
  adw_window_title_set_title (self->title, shown);
  ps_photo_grid_set_query (self->grid, query);
  ps_window_update_photos_page (self);
  ps_window_update_actions (self);
}

/**
 * ps_window_show_query:
 * @self: a window
 * @query: which photos
 * @title: what the list is called; text from outside is welcome
 *
 * Shows them in the grid. What was searched for before is searched for no more.
 */
void
ps_window_show_query (PsWindow     *self,
                      PsPhotoQuery *query,
                      const char   *title)
{
  const char *words = ps_photo_query_get_words (query);

  ps_window_set_query (self, query, title);
  if (g_strcmp0 (gtk_editable_get_text (self->search_entry), words != NULL ? words : "") != 0)
    gtk_editable_set_text (self->search_entry, words != NULL ? words : "");
  ps_window_show_grid (self);
}

static void
say_count (PsWindow *self)
{
  PsPhotoList *list = ps_photo_grid_get_list (self->grid);
  guint n_photos = list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (list)) : 0;
  gboolean is_loading = FALSE;
  g_autofree char *words = NULL;

  if (list != NULL)
    g_object_get (list, "is-loading", &is_loading, NULL);
  if (list == NULL || !g_str_equal (gtk_stack_get_visible_child_name (self->pages), "photos") || self->is_search_wrong)
    {
      gtk_label_set_label (self->count_label, "");
      if (self->is_search_wrong)
        adw_window_title_set_subtitle (self->title, NULL);
      return;
    }
  if (is_loading)
    return; /* the beginning of a search is no count; the label stays, so that nothing jumps while one types */
  words = g_strdup_printf (ngettext ("%'u photo", "%'u photos", n_photos), n_photos);
  gtk_label_set_label (self->count_label, words);
  adw_window_title_set_subtitle (self->title, words);
}

/* An empty list says why it is empty, and what may be done about it. */
static void
describe_empty (PsWindow *self)
{
  const GError *error = ps_photo_list_get_error (ps_photo_grid_get_list (self->grid));
  const char *words = ps_photo_query_get_words (self->query);
  const char *icon = "image-x-generic-symbolic", *title = _("No Photos Here"), *text = NULL, *button = NULL, *action = NULL;
  g_autofree char *owned = NULL;

  if (error != NULL)
    {
      icon = "system-search-symbolic";
      title = _("This Search Cannot Be Understood");
      owned = ps_text_visible (error->message, 500);
      text = owned;
      button = _("Clear Search");
      action = "win.clear-search";
    }
  else if (words != NULL)
    {
      icon = "system-search-symbolic";
      title = _("Nothing Found");
      text = _("No photo here has all of these words.");
      button = _("Clear Search");
      action = "win.clear-search";
    }
  else if (ps_photo_query_get_set (self->query) == PS_PHOTOS_IN_COLLECTION)
    {
      icon = "folder-pictures-symbolic";
      title = _("An Empty Collection");
      text = _("Drag photos onto its name at the left, or select some and press B.");
    }
  else if (ps_photo_query_get_set (self->query) == PS_PHOTOS_ALL)
    {
      title = _("No Photos Yet");
      text = _("They appear here as soon as Proofsheet has looked through Cloudinary.");
      button = _("Back Up Now");
      action = "win.back-up-now";
    }
  adw_status_page_set_icon_name (self->empty_page, icon);
  adw_status_page_set_title (self->empty_page, title);
  g_clear_pointer (&owned, g_free);
  owned = text != NULL ? g_markup_escape_text (text, -1) : NULL; /* the description is markup */
  adw_status_page_set_description (self->empty_page, owned);
  gtk_widget_set_visible (GTK_WIDGET (self->empty_button), button != NULL);
  if (button != NULL)
    {
      gtk_button_set_label (self->empty_button, button);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), action);
    }
}

/**
 * ps_window_update_photos_page:
 * @self: a window
 *
 * The grid, or the page that says why there is nothing in it; the count beside the search.
 */
void
ps_window_update_photos_page (PsWindow *self)
{
  PsPhotoList *list = ps_photo_grid_get_list (self->grid);
  gboolean is_loading = FALSE;

  say_count (self);
  if (list == NULL || self->query == NULL)
    return;
  g_object_get (list, "is-loading", &is_loading, NULL);
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) == 0 && !is_loading)
    {
      describe_empty (self);
      gtk_stack_set_visible_child_name (self->photos, "empty");
    }
  else
    gtk_stack_set_visible_child_name (self->photos, "grid");
}

static void
chosen_cb (PsWindow     *self,
           PsPhotoQuery *query,
           const char   *title)
{
  g_autoptr(PsPhotoQuery) ordered = ps_photo_query_with_order (query, ps_window_get_order (self));

  ps_window_show_query (self, ordered, title);
}

static const char *
get_page_title (const char *page)
{
  if (g_str_equal (page, "home"))
    return _("Home");
  if (g_str_equal (page, "looks"))
    return _("Earlier Looks");
  if (g_str_equal (page, "all-shoots"))
    return _("All Shoots");
  if (g_str_equal (page, "statistics"))
    return _("Statistics");
  if (g_str_equal (page, "duplicates"))
    return _("Duplicates");
  return _("Needs You");
}

/**
 * ps_window_show_page:
 * @self: a window
 * @page: a page of its stack that has no photos of its own, by name
 */
void
ps_window_show_page (PsWindow   *self,
                     const char *page)
{
  gtk_stack_set_visible_child_name (self->pages, page);
  adw_window_title_set_title (self->title, get_page_title (page));
  adw_window_title_set_subtitle (self->title, NULL);
  adw_leaflet_set_visible_child (self->leaflet, self->content_side);
}

static void
safety_cb (PsWindow   *self,
           const char *words,
           const char *icon)
{
  ps_sidebar_set_safety (self->sidebar, words, icon);
}

static void
page_changed_cb (PsWindow *self)
{
  gboolean is_photos = g_str_equal (gtk_stack_get_visible_child_name (self->pages), "photos");

  gtk_widget_set_sensitive (GTK_WIDGET (self->sort_button), is_photos);
  gtk_widget_set_sensitive (GTK_WIDGET (self->view_button), is_photos);
  gtk_widget_set_visible (GTK_WIDGET (self->selection_bar), is_photos); /* what is selected is not seen on other pages */
  say_count (self);
  ps_window_update_actions (self);
}

/**
 * ps_window_bind_shown:
 * @klass: the window's class
 *
 * Gives the template what the sidebar and the pages call.
 */
void
ps_window_bind_shown (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback_full (klass, "chosen_cb", G_CALLBACK (chosen_cb));
  gtk_widget_class_bind_template_callback_full (klass, "page_chosen_cb", G_CALLBACK (ps_window_show_page));
  gtk_widget_class_bind_template_callback_full (klass, "page_changed_cb", G_CALLBACK (page_changed_cb));
  gtk_widget_class_bind_template_callback_full (klass, "safety_cb", G_CALLBACK (safety_cb));
}
