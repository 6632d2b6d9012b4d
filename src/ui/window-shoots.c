/* src/ui/window-shoots.c: photos become a shoot, leave one, or begin a new one. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "ui/shoot-dialog.h"
#include "ui/shoots.h"

static void
make_shoot (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GArray) ids = ps_window_dup_target_ids (self);

  if (self->library != NULL && ids->len > 0)
    ps_shoot_dialog_make (self, ids);
}

/* Returns: whether the grid shows a shoot. */
static gboolean
get_shoot (PsWindow *self,
           gint64   *id)
{
  if (self->library == NULL || self->query == NULL || ps_photo_query_get_set (self->query) != PS_PHOTOS_IN_SHOOT)
    return FALSE;
  *id = ps_photo_query_get_id (self->query);
  return TRUE;
}

static void
remove_from_shoot (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GArray) shoots = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) ids = ps_window_dup_target_ids (self);
  g_autofree char *words = NULL;
  gint64 id;

  if (!get_shoot (self, &id) || ids->len == 0)
    return;
  g_array_append_val (shoots, id);
  words = g_strdup_printf (ngettext ("%'u photo taken out of the shoot", "%'u photos taken out of the shoot", ids->len), ids->len);
  ps_shoots_edit (self, &(PsShootEdit) { .deed = PS_SHOOT_REMOVE, .shoot_ids = shoots, .photo_ids = ids }, words);
}

/* Splitting: what was taken from the photo on is a shoot of its own. */

typedef struct
{
  PsWindow *window; /* owned */
  gint64 shoot_id, photo_id;
} Splitting;

static void
photos_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autofree Splitting *splitting = user_data;
  g_autoptr(PsWindow) window = splitting->window;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = ps_catalog_read_shoot_photos_finish (PS_CATALOG (source), result, &error);
  g_autoptr(GArray) shoots = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *words = NULL;
  guint at = 0;

  if (ids == NULL)
    {
      ps_window_report (window, error);
      return;
    }
  while (at < ids->len && g_array_index (ids, gint64, at) != splitting->photo_id)
    at++;
  if (at == 0 || at == ids->len)
    {
      ps_window_toast (window, _("The shoot begins with this photo already: choose a later one to split before it"), FALSE);
      return;
    }
  g_array_remove_range (ids, 0, at);
  g_array_append_val (shoots, splitting->shoot_id);
  words = g_strdup_printf (ngettext ("%'u photo is a shoot of its own", "%'u photos are a shoot of their own", ids->len), ids->len);
  ps_shoots_edit (window, &(PsShootEdit) { .deed = PS_SHOOT_SPLIT, .shoot_ids = shoots, .photo_ids = ids }, words);
}

static void
split_shoot (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(PsPhoto) photo = ps_photo_grid_dup_current (self->grid);
  Splitting *splitting;
  gint64 id;

  if (!get_shoot (self, &id) || photo == NULL)
    return;
  splitting = g_new0 (Splitting, 1);
  splitting->window = g_object_ref (self);
  splitting->shoot_id = id;
  splitting->photo_id = ps_photo_get_id (photo);
  ps_catalog_read_shoot_photos_async (ps_library_get_catalog (self->library), id, self->cancellable, photos_read_cb, splitting);
}

/**
 * ps_window_add_shoot_actions:
 * @self: a window whose children are there
 */
void
ps_window_add_shoot_actions (PsWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "make-shoot", .activate = make_shoot },
    { .name = "split-shoot", .activate = split_shoot },
    { .name = "remove-from-shoot", .activate = remove_from_shoot },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
