/* src/ui/photo-grid-drag.c: photos dragged out of the grid, onto a collection or into another program. */
#include "ui/drag-icon.h"
#include "ui/photo-grid-private.h"
#include "ui/photo-provider.h"
#include "ui/state-words.h"

#define MAX_LOOKED_AT 256 /* to know that none is here; more are taken to have some */
#define MAX_PICTURES 4

/* What is dragged: the selection, or a photo that is not in it alone. */
static GArray *
dup_dragged (PsPhotoGrid *self,
             PsPhotoCell *cell)
{
  gint64 id = ps_photo_get_id (ps_photo_cell_get_photo (cell));
  GArray *ids;

  if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), ps_photo_cell_get_position (cell)))
    return ps_photo_selection_dup_ids (self->selection);
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (ids, id);
  return ids;
}

/* A photo that was not read yet may well be here: that is found out at the drop. */
static gboolean
any_may_be_here (PsPhotoGrid *self,
                 GArray      *ids)
{
  if (ids->len > MAX_LOOKED_AT)
    return TRUE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(PsPhoto) photo = NULL;
      const PsPhotoRow *row;
      guint position;

      if (!ps_photo_list_find (self->list, g_array_index (ids, gint64, i), &position))
        continue;
      photo = g_list_model_get_item (G_LIST_MODEL (self->list), position);
      row = ps_photo_get_row (photo);
      if (row == NULL || ps_state_words_is_here (row))
        return TRUE;
    }
  return FALSE;
}

static GdkContentProvider *
prepare_cb (PsPhotoGrid   *self,
            double         x,
            double         y,
            GtkDragSource *source)
{
  PsPhotoCell *cell = ps_photo_grid_cell_at (self, x, y, TRUE);
  g_autoptr(GArray) ids = NULL;

  if (cell == NULL || self->list == NULL || ps_photo_cell_get_photo (cell) == NULL)
    return NULL;
  ids = dup_dragged (self, cell);
  g_object_set_data (G_OBJECT (source), "ps-cell", cell); /* until drag-begin, which comes at once */
  g_object_set_data (G_OBJECT (source), "ps-n-photos", GUINT_TO_POINTER (ids->len));
  return ps_photo_provider_new (self->list, ids, any_may_be_here (self, ids) ? ps_library_get_root (self->library) : NULL);
}

/* The one under the pointer is on top; of the others, those whose pictures are in view. */
static GPtrArray *
list_pictures (PsPhotoGrid *self,
               PsPhotoCell *top,
               guint        n_photos)
{
  GPtrArray *pictures = g_ptr_array_new ();

  g_ptr_array_add (pictures, ps_photo_cell_get_texture (top));
  for (GtkWidget *item = gtk_widget_get_first_child (GTK_WIDGET (self->view)); item != NULL && n_photos > 1;
       item = gtk_widget_get_next_sibling (item))
    {
      GtkWidget *cell = gtk_widget_get_first_child (item);

      if (!PS_IS_PHOTO_CELL (cell) || PS_PHOTO_CELL (cell) == top || ps_photo_cell_get_texture (PS_PHOTO_CELL (cell)) == NULL
          || !gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), ps_photo_cell_get_position (PS_PHOTO_CELL (cell))))
        continue;
      g_ptr_array_add (pictures, ps_photo_cell_get_texture (PS_PHOTO_CELL (cell)));
      if (pictures->len == MIN (n_photos, MAX_PICTURES))
        break;
    }
  return pictures;
}

static void
drag_begin_cb (PsPhotoGrid   *self,
               GdkDrag       *drag,
               GtkDragSource *source)
{
  PsPhotoCell *cell = g_object_steal_data (G_OBJECT (source), "ps-cell");
  guint n_photos = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (source), "ps-n-photos"));
  g_autoptr(GPtrArray) pictures = list_pictures (self, cell, n_photos);
  g_autoptr(GdkPaintable) icon = NULL;
  int hot_x, hot_y;

  icon = ps_drag_icon_new (GTK_WIDGET (self), pictures, n_photos, &hot_x, &hot_y);
  gtk_drag_source_set_icon (source, icon, hot_x, hot_y);
}

/**
 * ps_photo_grid_add_drag:
 * @self: a grid
 *
 * Copying only: a file manager that moved the files would empty the library.
 */
void
ps_photo_grid_add_drag (PsPhotoGrid *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (source));
}
