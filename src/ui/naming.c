/* src/ui/naming.c: names for the parts of libadwaita's and GTK's widgets that have none of their own.
 *
 * A list in a group, an expander's row, a scrolled column and the eye of a
 * password's row can have the focus, but a screen reader would call them by the
 * name of their type.
 */
#include "ui/naming.h"

#include <glib/gi18n.h>

static void
set_name (GtkWidget  *widget,
          const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static const char *
title_of (GtkWidget  *widget,
          const char *otherwise)
{
  const char *title = NULL;

  if (ADW_IS_PREFERENCES_GROUP (widget))
    title = adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (widget));
  else if (ADW_IS_EXPANDER_ROW (widget))
    title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  return title != NULL && *title != '\0' ? title : otherwise;
}

/**
 * ps_naming_apply:
 * @widget: a page or a part of one
 * @name: what it is about, in words
 *
 * Names what is in @widget by the nearest title around it. What is added later to a list needs no second call.
 */
void
ps_naming_apply (GtkWidget  *widget,
                 const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && name != NULL);

  name = title_of (widget, name);
  if (GTK_IS_LIST_BOX (widget) || GTK_IS_SCROLLED_WINDOW (widget) || ADW_IS_EXPANDER_ROW (widget))
    set_name (widget, name);
  else if (GTK_IS_BUTTON (widget) && gtk_widget_get_ancestor (widget, ADW_TYPE_PASSWORD_ENTRY_ROW) != NULL)
    set_name (widget, _("Show or hide the secret"));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    ps_naming_apply (child, name);
}

static void
chosen_cb (GtkDropDown *drop_down)
{
  GObject *choice = gtk_drop_down_get_selected_item (drop_down);
  const char *title = g_object_get_data (G_OBJECT (drop_down), "ps-title");
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (drop_down));
  g_autofree char *name = GTK_IS_STRING_OBJECT (choice)
                            /* Translators: as a screen reader says it: what a list is about, and what is chosen from it. */
                            ? g_strdup_printf (_("%1$s: %2$s"), title, gtk_string_object_get_string (GTK_STRING_OBJECT (choice)))
                            : g_strdup (title);

  if (button != NULL)
    set_name (button, name);
}

/**
 * ps_naming_watch_drop_down:
 * @drop_down: a list of texts to choose from
 * @title: what it is about, in words
 *
 * Names it, and the button in it, which has the focus, by what is chosen.
 */
void
ps_naming_watch_drop_down (GtkDropDown *drop_down,
                           const char  *title)
{
  g_return_if_fail (GTK_IS_DROP_DOWN (drop_down) && title != NULL);

  set_name (GTK_WIDGET (drop_down), title);
  g_object_set_data_full (G_OBJECT (drop_down), "ps-title", g_strdup (title), g_free);
  g_signal_connect (drop_down, "notify::selected-item", G_CALLBACK (chosen_cb), NULL);
  chosen_cb (drop_down);
}
