/* src/ui/window-clocks.c: the time of the photos that are selected, or of a camera's among those that are shown, is put right. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "ui/clock-window.h"

static void
adjust_time (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GArray) shown = ps_window_dup_shown_ids (self);
  g_autoptr(GArray) selected = ps_window_dup_target_ids (self);
  g_autoptr(PsPhoto) current = ps_photo_grid_dup_current (self->grid);

  if (self->library == NULL || shown == NULL)
    return;
  if (ps_window_shows_viewer (self))
    g_set_object (&current, ps_viewer_get_photo (self->viewer));
  if (shown->len == 0)
    ps_window_toast (self, _("There are no photos here"), FALSE);
  else
    ps_clock_window_present (self, selected, shown, current != NULL ? ps_photo_get_id (current) : 0);
}

/**
 * ps_window_add_clock_actions:
 * @self: a window whose children are there
 */
void
ps_window_add_clock_actions (PsWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "adjust-time", .activate = adjust_time },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
