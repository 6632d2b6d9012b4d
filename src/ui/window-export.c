/* src/ui/window-export.c: Export…, for what is selected, what is shown, or everything. */
#include <glib/gi18n.h>

#include "ui/export-dialog.h"
#include "ui/window-private.h"

static gboolean
shows_a_part (PsWindow *self)
{
  const char *words = self->query != NULL ? ps_photo_query_get_words (self->query) : NULL;

  return self->query != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "photos") == 0
         && (ps_photo_query_get_set (self->query) != PS_PHOTOS_ALL || (words != NULL && *words != '\0'));
}

/* “rossi” in Weddings; Weddings; “rossi” */
static char *
describe_shown (PsWindow *self)
{
  const char *words = ps_photo_query_get_words (self->query);

  if (words == NULL || *words == '\0')
    return g_strdup (self->query_title);
  if (ps_photo_query_get_set (self->query) == PS_PHOTOS_ALL || self->query_title == NULL)
    /* Translators: what was searched for. */
    return g_strdup_printf (_("“%s”"), words);
  /* Translators: what was searched for, and in which collection, folder or the like. */
  return g_strdup_printf (_("“%1$s” in %2$s"), words, self->query_title);
}

static void
export_photos (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  PsWindow *self = user_data;
  gboolean in_viewer = ps_window_shows_viewer (self), is_part = !in_viewer && shows_a_part (self);
  gboolean in_grid = !in_viewer && g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "photos") == 0;
  g_autoptr(GArray) selected = NULL;
  g_autoptr(GArray) shown = NULL;
  g_autofree char *title = NULL;

  if (self->library == NULL)
    return;
  if (in_viewer || (in_grid && ps_photo_grid_get_n_selected (self->grid) > 0))
    selected = ps_window_dup_target_ids (self);
  if (is_part)
    {
      shown = ps_window_dup_shown_ids (self);
      title = describe_shown (self);
    }
  ps_export_dialog_present (self, &(PsExportOffer) {
    .selected = selected != NULL && selected->len > 0 ? selected : NULL,
    .shown = shown != NULL && shown->len > 0 ? shown : NULL, /* not while it is still being found */
    .shown_title = title,
    .library_end = self->cancellable,
  });
}

/**
 * ps_window_add_export_action:
 * @self: a window whose children are there
 */
void
ps_window_add_export_action (PsWindow *self)
{
  static const GActionEntry entries[] = { { .name = "export", .activate = export_photos } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
