/* src/ui/window-statistics.c: a bar of the statistics opens its search. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

/* Among all photos, whatever was looked at before: that is what was counted. */
static void
search_for (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(PsPhotoQuery) query = ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, g_variant_get_string (parameter, NULL),
                                                      ps_window_get_order (self));

  if (self->library == NULL)
    return;
  self->is_search_wrong = FALSE;
  ps_window_show_query (self, query, _("All Photos"));
  ps_search_line_show_chips (self->search_line);
  ps_sidebar_reflect (self->sidebar, query);
  if (adw_leaflet_get_folded (self->leaflet))
    gtk_toggle_button_set_active (self->search_button, TRUE); /* what is searched for is seen, and can be cleared */
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
}

/**
 * ps_window_add_statistics_actions:
 * @self: a window whose children are there
 */
void
ps_window_add_statistics_actions (PsWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "search-for", .activate = search_for, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
