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
