/* src/ui/photo-cell.c: one photo in the grid: what it shows, and when; photo-cell-draw draws it.
 *
 * A cell has no children but the button on a photo that can be tried again:
 * everything else is drawn, so that a row of cells scrolls in for the price of
 * its pictures. A picture that arrives is a redraw, never a new layout: the
 * tile before it had its proportions.
 */
#include "ui/photo-cell.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/cell-words.h"
#include "ui/photo-cell-private.h"
#include "ui/state-words.h"

G_DEFINE_FINAL_TYPE (PsPhotoCell, ps_photo_cell, GTK_TYPE_WIDGET)

static void
ps_photo_cell_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  PsPhotoCell *self = PS_PHOTO_CELL (widget);
  PangoFontMetrics *metrics;

  *minimum = *natural = self->look->size + 2 * PS_PHOTO_CELL_MARGIN;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 1; /* a grid of large photos may still be put into a narrow window */
      return;
    }
  self->caption_height = 0;
  if (self->look->show_names)
    {
      metrics = pango_context_get_metrics (gtk_widget_get_pango_context (widget), NULL, NULL);
      self->caption_height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics)) + PS_PHOTO_CELL_CAPTION_GAP;
      pango_font_metrics_unref (metrics);
    }
  *minimum = *natural = *natural + self->caption_height;
}

static void
allocate_retry (PsPhotoCell *self)
{
  graphene_rect_t area;

  ps_photo_cell_get_emblem_area (self, &area);
  if (self->retry != NULL && gtk_widget_should_layout (self->retry))
    {
      int width, height;

      gtk_widget_measure (self->retry, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (self->retry, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->retry,
                                &(GtkAllocation) { area.origin.x, area.origin.y, MAX (width, area.size.width), MAX (height, area.size.height) }, -1);
    }
}

static void
ps_photo_cell_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  allocate_retry (PS_PHOTO_CELL (widget));
}

static void
retry_clicked_cb (PsPhotoCell *self)
{
  if (self->photo != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "grid.retry", "x", ps_photo_get_id (self->photo));
}

/* The emblem of what a click can cure is a button; the rest are only drawn. */
static void
update_retry (PsPhotoCell      *self,
              const PsPhotoRow *row)
{
  gboolean is_needed = row != NULL && ps_state_words_can_retry (row);
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  g_autofree char *words = NULL;

  if (!is_needed)
    {
      if (self->retry != NULL)
        gtk_widget_set_visible (self->retry, FALSE);
      return;
    }
  if (self->retry == NULL)
    {
      self->retry = gtk_button_new ();
      gtk_widget_add_css_class (self->retry, "emblem");
      g_signal_connect_object (self->retry, "clicked", G_CALLBACK (retry_clicked_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_set_parent (self->retry, GTK_WIDGET (self));
    }
  name = ps_cell_words_name (row);
  words = ps_cell_words_emblem (row);
  /* Translators: %s is a file's name. */
  label = g_strdup_printf (_("Try %s Again"), name);
  gtk_button_set_icon_name (GTK_BUTTON (self->retry), ps_state_words_icon_name (row));
  gtk_widget_set_tooltip_text (self->retry, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->retry), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_widget_set_visible (self->retry, TRUE);
}

static void
update_name (PsPhotoCell *self)
{
  const PsPhotoRow *row = ps_photo_cell_get_row (self);
  g_autofree char *spoken = ps_cell_words_spoken (row, self->is_selected);
  g_autofree char *state = row != NULL ? ps_state_words_sentence (row) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, state != NULL ? state : "", -1);
  /* What has the focus is what a screen reader reads. */
  if (self->item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->item), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, state != NULL ? state : "", -1);
}

static void
forget_words (PsPhotoCell *self)
{
  g_clear_object (&self->caption);
  g_clear_object (&self->tile_words);
  g_clear_object (&self->duration);
}

static void
stop_loading (PsPhotoCell *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
take_texture (PsPhotoCell *self,
              GdkTexture  *texture)
{
  stop_loading (self);
  g_set_object (&self->texture, texture);
  g_clear_object (&texture);
  if (self->retry != NULL)
    allocate_retry (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  GdkTexture *texture = ps_preview_maker_make_finish (PS_PREVIEW_MAKER (source), result, &error);

  if (error == NULL)
    take_texture (user_data, texture);
}

/* Without a picture: either it was lost and can be made again, or the cell shows its tile. */
static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  PsPhotoCell *self = user_data;
  g_autoptr(GError) error = NULL;
  GdkTexture *texture = ps_texture_cache_load_finish (PS_TEXTURE_CACHE (source), result, &error);
  const PsPhotoRow *row;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  row = ps_photo_cell_get_row (self);
  if (texture == NULL && row != NULL && ps_state_words_is_here (row) && self->look->maker != NULL)
    ps_preview_maker_make_async (self->look->maker, row->thumbnail_key, row->local_path, self->loading, made_cb, self);
  else
    take_texture (self, texture);
}

/**
 * ps_photo_cell_load:
 * @self: a cell
 *
 * Asks for the picture, where there is one and it is not here or asked for.
 */
void
ps_photo_cell_load (PsPhotoCell *self)
{
  const PsPhotoRow *row = ps_photo_cell_get_row (self);
  GdkTexture *texture;

  if (row == NULL || row->thumbnail_key == NULL || self->look->textures == NULL || self->loading != NULL)
    return;
  texture = ps_texture_cache_get (self->look->textures, row->thumbnail_key);
  if (texture != NULL)
    {
      g_set_object (&self->texture, texture);
      return;
    }
  self->loading = g_cancellable_new ();
  ps_texture_cache_load_async (self->look->textures, row->thumbnail_key, self->loading, loaded_cb, self);
}

/* The old picture stays until the new one is here. */
static void
row_changed_cb (PsPhotoCell *self)
{
  const PsPhotoRow *row = ps_photo_cell_get_row (self);

  stop_loading (self);
  if (row == NULL || row->thumbnail_key == NULL)
    g_clear_object (&self->texture);
  ps_photo_cell_load (self);
  forget_words (self);
  update_retry (self, row);
  allocate_retry (self);
  update_name (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
ps_photo_cell_query_tooltip (GtkWidget  *widget,
                             int         x,
                             int         y,
                             gboolean    by_keyboard,
                             GtkTooltip *tooltip)
{
  PsPhotoCell *self = PS_PHOTO_CELL (widget);
  const PsPhotoRow *row = ps_photo_cell_get_row (self);
  g_autofree char *words = NULL;
  graphene_rect_t disc;

  if (row == NULL)
    return FALSE;
  ps_photo_cell_get_emblem_area (self, &disc);
  if (by_keyboard || (ps_photo_cell_shows_emblem (self, row) && graphene_rect_contains_point (&disc, &GRAPHENE_POINT_INIT (x, y))))
    words = ps_cell_words_emblem (row);
  else if (self->caption != NULL && pango_layout_is_ellipsized (self->caption)
           && y > gtk_widget_get_height (widget) - self->caption_height - PS_PHOTO_CELL_MARGIN)
    words = ps_cell_words_name (row);
  gtk_tooltip_set_text (tooltip, words);
  return words != NULL;
}

static void
ps_photo_cell_state_flags_changed (GtkWidget     *widget,
                                   GtkStateFlags  previous)
{
  if ((gtk_widget_get_state_flags (widget) ^ previous) & GTK_STATE_FLAG_PRELIGHT)
    gtk_widget_queue_draw (widget);
  GTK_WIDGET_CLASS (ps_photo_cell_parent_class)->state_flags_changed (widget, previous);
}

static void
ps_photo_cell_css_changed (GtkWidget         *widget,
                           GtkCssStyleChange *change)
{
  PsPhotoCell *self = PS_PHOTO_CELL (widget);

  GTK_WIDGET_CLASS (ps_photo_cell_parent_class)->css_changed (widget, change);
  forget_words (self);
}

static void
item_state_changed_cb (PsPhotoCell   *self,
                       GtkStateFlags  previous)
{
  GtkStateFlags focus = GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_VISIBLE;

  if ((gtk_widget_get_state_flags (self->item) ^ previous) & focus)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ps_photo_cell_root (GtkWidget *widget)
{
  PsPhotoCell *self = PS_PHOTO_CELL (widget);

  GTK_WIDGET_CLASS (ps_photo_cell_parent_class)->root (widget);
  self->item = gtk_widget_get_parent (widget);
  self->item_handler = g_signal_connect_swapped (self->item, "state-flags-changed", G_CALLBACK (item_state_changed_cb), self);
}

static void
ps_photo_cell_unroot (GtkWidget *widget)
{
  PsPhotoCell *self = PS_PHOTO_CELL (widget);

  g_clear_signal_handler (&self->item_handler, self->item);
  self->item = NULL;
  GTK_WIDGET_CLASS (ps_photo_cell_parent_class)->unroot (widget);
}

static void
ps_photo_cell_dispose (GObject *object)
{
  PsPhotoCell *self = PS_PHOTO_CELL (object);

  ps_photo_cell_set_photo (self, NULL);
  g_clear_pointer (&self->retry, gtk_widget_unparent);
  G_OBJECT_CLASS (ps_photo_cell_parent_class)->dispose (object);
}

static void
ps_photo_cell_class_init (PsPhotoCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ps_photo_cell_dispose;
  widget_class->snapshot = ps_photo_cell_snapshot;
  widget_class->measure = ps_photo_cell_measure;
  widget_class->size_allocate = ps_photo_cell_size_allocate;
  widget_class->query_tooltip = ps_photo_cell_query_tooltip;
  widget_class->state_flags_changed = ps_photo_cell_state_flags_changed;
  widget_class->css_changed = ps_photo_cell_css_changed;
  widget_class->root = ps_photo_cell_root;
  widget_class->unroot = ps_photo_cell_unroot;
  gtk_widget_class_set_css_name (widget_class, "photocell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ps_photo_cell_init (PsPhotoCell *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * ps_photo_cell_new:
 * @look: what all cells of the grid share; outlives the cell
 *
 * Returns: (transfer full): a cell without a photo
 */
GtkWidget *
ps_photo_cell_new (const PsCellLook *look)
{
  PsPhotoCell *self = g_object_new (PS_TYPE_PHOTO_CELL, NULL);

  self->look = look;
  return GTK_WIDGET (self);
}

/**
 * ps_photo_cell_set_photo:
 * @self: a cell
 * @photo: (nullable): what it shows from now on; %NULL: nothing, and nothing more is asked for
 */
void
ps_photo_cell_set_photo (PsPhotoCell *self,
                         PsPhoto     *photo)
{
  g_return_if_fail (PS_IS_PHOTO_CELL (self));

  if (self->photo == photo)
    return;
  stop_loading (self);
  g_clear_signal_handler (&self->row_handler, self->photo);
  g_clear_object (&self->texture);
  forget_words (self);
  g_set_object (&self->photo, photo);
  if (photo == NULL)
    return;
  self->row_handler = g_signal_connect_swapped (photo, "notify::row", G_CALLBACK (row_changed_cb), self);
  row_changed_cb (self);
}

/**
 * ps_photo_cell_get_photo:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PsPhoto *
ps_photo_cell_get_photo (PsPhotoCell *self)
{
  return self->photo;
}

/**
 * ps_photo_cell_set_position:
 * @self: a cell
 * @position: its photo's place in the list
 */
void
ps_photo_cell_set_position (PsPhotoCell *self,
                            guint        position)
{
  self->position = position;
}

/**
 * ps_photo_cell_get_position:
 * @self: a cell
 *
 * Returns: its photo's place in the list
 */
guint
ps_photo_cell_get_position (PsPhotoCell *self)
{
  return self->position;
}

/**
 * ps_photo_cell_set_is_selected:
 * @self: a cell
 * @is_selected: whether its photo is
 */
void
ps_photo_cell_set_is_selected (PsPhotoCell *self,
                               gboolean     is_selected)
{
  g_return_if_fail (PS_IS_PHOTO_CELL (self));

  if (self->is_selected == is_selected)
    return;
  self->is_selected = is_selected;
  update_name (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ps_photo_cell_has_photo_at:
 * @self: a cell
 * @x: a place in it
 * @y: likewise
 *
 * Returns: whether the photo is there, or its name; the rest of a cell is empty space
 */
gboolean
ps_photo_cell_has_photo_at (PsPhotoCell *self,
                            double       x,
                            double       y)
{
  graphene_rect_t area, disc;
  graphene_point_t point = GRAPHENE_POINT_INIT (x, y);

  if (self->photo == NULL)
    return FALSE;
  ps_photo_cell_get_area (self, &area);
  ps_photo_cell_get_emblem_area (self, &disc);
  graphene_rect_inset (&area, -2, -2);
  if (graphene_rect_contains_point (&area, &point) || graphene_rect_contains_point (&disc, &point))
    return TRUE;
  if (self->caption != NULL && y >= gtk_widget_get_height (GTK_WIDGET (self)) - self->caption_height - PS_PHOTO_CELL_MARGIN + PS_PHOTO_CELL_CAPTION_GAP)
    {
      int width;

      pango_layout_get_pixel_size (self->caption, &width, NULL);
      return fabs (x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0) < width / 2.0
             && y < gtk_widget_get_height (GTK_WIDGET (self)) - PS_PHOTO_CELL_MARGIN / 2;
    }
  return FALSE;
}

/**
 * ps_photo_cell_get_texture:
 * @self: a cell
 *
 * Returns: (transfer none) (nullable): the picture that it shows
 */
GdkTexture *
ps_photo_cell_get_texture (PsPhotoCell *self)
{
  return self->texture;
}

/**
 * ps_photo_cell_look_changed:
 * @self: a cell
 *
 * Another size, names, emblems or tick boxes.
 */
void
ps_photo_cell_look_changed (PsPhotoCell *self)
{
  forget_words (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
