/* src/ui/photo-cell.c: one photo in the grid.
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
#include "ui/emblem.h"
#include "ui/state-words.h"

#define CORNER 4.0f
#define CAPTION_GAP 4
#define EMBLEM_INSET 5
#define TICK_SIZE 22
#define MIN_TILE 28.0f
#define TILE_PADDING 6
#define KIND_SIZE 32 /* of the icon that says what kind of file it is */

struct _PsPhotoCell
{
  GtkWidget parent_instance;

  /* Owned */
  PsPhoto *photo;      /* nullable: not bound */
  GdkTexture *texture; /* nullable: not here, or not yet */
  GCancellable *loading;
  PangoLayout *caption, *tile_words, *duration; /* made when first drawn */
  GtkWidget *retry;    /* nullable: the button, made when first needed */

  /* Borrowed */
  const PsCellLook *look;
  GtkWidget *item; /* GTK's widget around the cell, which has the focus */

  gulong row_handler, item_handler;
  guint position;
  int caption_height;
  gboolean is_selected;
};

G_DEFINE_FINAL_TYPE (PsPhotoCell, ps_photo_cell, GTK_TYPE_WIDGET)

static const PsPhotoRow *
get_row (PsPhotoCell *self)
{
  return self->photo != NULL ? ps_photo_get_row (self->photo) : NULL;
}

/* The room between a cell's edges, above its caption. */
static graphene_rect_t
get_frame (PsPhotoCell *self)
{
  float width = gtk_widget_get_width (GTK_WIDGET (self));
  float height = gtk_widget_get_height (GTK_WIDGET (self)) - self->caption_height;

  return GRAPHENE_RECT_INIT (PS_PHOTO_CELL_MARGIN, PS_PHOTO_CELL_MARGIN, MAX (width - 2 * PS_PHOTO_CELL_MARGIN, 1),
                             MAX (height - 2 * PS_PHOTO_CELL_MARGIN, 1));
}

static void
get_proportions (PsPhotoCell *self,
                 float       *width,
                 float       *height)
{
  const PsPhotoRow *row = get_row (self);

  *width = 3;
  *height = 2;
  if (self->texture != NULL)
    {
      *width = gdk_texture_get_width (self->texture);
      *height = gdk_texture_get_height (self->texture);
    }
  /* The thumbnail's own sides are rounded: where both agree, the photo's are exact, and nothing moves. */
  if (row != NULL && row->width > 0 && row->height > 0
      && (self->texture == NULL || fabsf (*width * row->height - *height * row->width) < 0.02f * *height * row->width))
    {
      *width = row->width;
      *height = row->height;
    }
}

/* Where the photo or its tile is: as large as fits, in the middle; above names, all of a row stand on one line. */
static graphene_rect_t
get_picture_area (PsPhotoCell *self)
{
  graphene_rect_t frame = get_frame (self);
  float width, height, scale;

  get_proportions (self, &width, &height);
  scale = MIN (frame.size.width / width, frame.size.height / height);
  width = CLAMP (roundf (width * scale), MIN (MIN_TILE, frame.size.width), frame.size.width);
  height = CLAMP (roundf (height * scale), MIN (MIN_TILE, frame.size.height), frame.size.height);
  return GRAPHENE_RECT_INIT (roundf (frame.origin.x + (frame.size.width - width) / 2),
                             roundf (frame.origin.y + (frame.size.height - height) / (self->look->show_names ? 1 : 2)), width, height);
}

static graphene_rect_t
get_emblem_area (PsPhotoCell *self)
{
  graphene_rect_t area = get_picture_area (self);
  float size = self->look->size >= 128 ? 26 : 22, inset = EMBLEM_INSET;
  float x = area.origin.x + area.size.width - size - inset;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = area.origin.x + inset;
  /* On a narrow strip the emblem stands over its edge, but inside the cell. */
  x = CLAMP (x, 2, MAX (gtk_widget_get_width (GTK_WIDGET (self)) - size - 2, 2));
  return GRAPHENE_RECT_INIT (x, MAX (area.origin.y + area.size.height - size - inset, 2), size, size);
}

static gboolean
has_focus_ring (PsPhotoCell *self)
{
  GtkStateFlags both = GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_VISIBLE;

  return self->item != NULL && (gtk_widget_get_state_flags (self->item) & both) == both;
}

/* Calm is the default: a proven photo has no mark until it is looked at. */
static gboolean
shows_emblem (PsPhotoCell      *self,
              const PsPhotoRow *row)
{
  return row->state != PS_STATE_PROVEN || self->look->all_emblems || has_focus_ring (self)
         || (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_PRELIGHT) != 0;
}

static void
snapshot_frame (GtkSnapshot           *snapshot,
                const graphene_rect_t *area,
                float                  outset,
                float                  width,
                const GdkRGBA         *color)
{
  graphene_rect_t grown = *area;
  GskRoundedRect outline;

  graphene_rect_inset (&grown, -outset, -outset);
  gsk_rounded_rect_init_from_rect (&outline, &grown, CORNER + MAX (outset, 0));
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { *color, *color, *color, *color });
}

static PangoLayout *
ensure_layout (PsPhotoCell  *self,
               PangoLayout **layout,
               char         *(*words) (const PsPhotoRow *row))
{
  g_autofree char *text = NULL;

  if (*layout != NULL)
    return *layout;
  text = words (get_row (self));
  *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_alignment (*layout, PANGO_ALIGN_CENTER);
  return *layout;
}

static char *
duration_words (const PsPhotoRow *row)
{
  return ps_cell_words_duration (row->duration);
}

static void
snapshot_words (GtkSnapshot   *snapshot,
                PangoLayout   *layout,
                float          x,
                float          y,
                const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_caption (PsPhotoCell   *self,
                  GtkSnapshot   *snapshot,
                  const GdkRGBA *color)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * PS_PHOTO_CELL_MARGIN;
  PangoLayout *layout = ensure_layout (self, &self->caption, ps_cell_words_name);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  snapshot_words (snapshot, layout, PS_PHOTO_CELL_MARGIN,
                  gtk_widget_get_height (GTK_WIDGET (self)) - self->caption_height - PS_PHOTO_CELL_MARGIN + CAPTION_GAP, color);
}

static const char *
kind_icon (const PsPhotoRow *row)
{
  if (g_strcmp0 (row->resource_type, "video") == 0)
    return "video-x-generic-symbolic";
  if (g_strcmp0 (row->resource_type, "raw") == 0)
    return "text-x-generic-symbolic";
  return "image-x-generic-symbolic";
}

/* What a tile says; on a small one, what fits of it beside the emblem, and nothing under a tick box. */
static void
snapshot_tile_words (PsPhotoCell           *self,
                     GtkSnapshot           *snapshot,
                     const graphene_rect_t *area,
                     const GdkRGBA         *color)
{
  PangoLayout *layout = ensure_layout (self, &self->tile_words, ps_cell_words_tile);
  const PsPhotoRow *row = get_row (self);
  graphene_rect_t disc = get_emblem_area (self);
  float room = area->size.height - 2 * TILE_PADDING, icon = 0;
  int width, height;

  if (self->look->has_tick_boxes && area->size.height < 5 * TICK_SIZE)
    return;
  pango_layout_set_width (layout, MAX ((int) area->size.width - 2 * TILE_PADDING, 1) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, G_MAXINT / 2);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (shows_emblem (self, row) && width + 2 * (disc.size.width + EMBLEM_INSET) > area->size.width)
    room -= disc.size.height;
  if (height > room)
    {
      pango_layout_set_height (layout, MAX ((int) room, 1) * PANGO_SCALE);
      pango_layout_get_pixel_size (layout, NULL, &height);
    }
  if (height > area->size.height)
    return;
  if (ps_state_words_is_here (row) && room > height + KIND_SIZE + TILE_PADDING)
    {
      graphene_rect_t place = GRAPHENE_RECT_INIT (roundf (area->origin.x + (area->size.width - KIND_SIZE) / 2),
                                                  roundf (area->origin.y + TILE_PADDING + (room - height - KIND_SIZE - TILE_PADDING) / 2),
                                                  KIND_SIZE, KIND_SIZE);

      ps_emblem_snapshot_icon (snapshot, GTK_WIDGET (self), kind_icon (row), &place, color);
      icon = KIND_SIZE + TILE_PADDING;
    }
  snapshot_words (snapshot, layout, area->origin.x + TILE_PADDING,
                  area->origin.y + TILE_PADDING + MAX ((room - height + icon) / 2, 0), color);
}

static void
snapshot_duration (PsPhotoCell           *self,
                   GtkSnapshot           *snapshot,
                   const graphene_rect_t *area)
{
  const GdkRGBA dark = { 0, 0, 0, 0.62f }, white = { 1, 1, 1, 1 };
  PangoLayout *layout = ensure_layout (self, &self->duration, duration_words);
  GskRoundedRect round;
  graphene_rect_t pill;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  pill = GRAPHENE_RECT_INIT (area->origin.x + EMBLEM_INSET, area->origin.y + area->size.height - height - 4 - EMBLEM_INSET,
                             width + 12, height + 4);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    pill.origin.x = area->origin.x + area->size.width - pill.size.width - EMBLEM_INSET;
  if (pill.size.width + 34 > area->size.width)
    return;
  gsk_rounded_rect_init_from_rect (&round, &pill, pill.size.height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &dark, &pill);
  gtk_snapshot_pop (snapshot);
  snapshot_words (snapshot, layout, pill.origin.x + 6, pill.origin.y + 2, &white);
}

static void
snapshot_picture (PsPhotoCell           *self,
                  GtkSnapshot           *snapshot,
                  const graphene_rect_t *area,
                  const GdkRGBA         *color)
{
  const PsPhotoRow *row = get_row (self);
  GdkRGBA tint = *color, edge = *color, words = *color;
  GskRoundedRect round;

  tint.alpha *= 0.08f;
  edge.alpha *= 0.12f;
  words.alpha *= 0.75f;
  gsk_rounded_rect_init_from_rect (&round, area, CORNER);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  if (self->texture != NULL)
    gtk_snapshot_append_texture (snapshot, self->texture, area);
  else
    gtk_snapshot_append_color (snapshot, &tint, area);
  gtk_snapshot_pop (snapshot);
  snapshot_frame (snapshot, area, 0, 1, &edge);
  if (row == NULL)
    return;
  /* A picture that is on its way needs no words for a moment. */
  if (self->texture == NULL && self->loading == NULL)
    snapshot_tile_words (self, snapshot, area, &words);
  if (row->duration > 0)
    snapshot_duration (self, snapshot, area);
}

/* Selection mode: a box in the upper corner, as in a list of things to do. */
static void
snapshot_tick_box (PsPhotoCell           *self,
                   GtkSnapshot           *snapshot,
                   const graphene_rect_t *area,
                   const GdkRGBA         *accent)
{
  const GdkRGBA white = { 1, 1, 1, 1 }, dark = { 0, 0, 0, 0.45f };
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  float x = is_rtl ? area->origin.x + area->size.width - TICK_SIZE - EMBLEM_INSET : area->origin.x + EMBLEM_INSET;
  graphene_rect_t box = GRAPHENE_RECT_INIT (MAX (x, 2), area->origin.y + EMBLEM_INSET, TICK_SIZE, TICK_SIZE), tick = box;
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &box, 6);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, self->is_selected ? accent : &dark, &box);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &round, (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { white, white, white, white });
  snapshot_frame (snapshot, &box, 1, 1, &dark); /* the white edge is seen on a white photo, too */
  graphene_rect_inset (&tick, 3, 3);
  if (self->is_selected)
    ps_emblem_snapshot_icon (snapshot, GTK_WIDGET (self), "object-select-symbolic", &tick, &white);
}

static GdkRGBA
look_up_color (PsPhotoCell *self,
               const char  *name)
{
  GdkRGBA color = { 0.21f, 0.52f, 0.89f, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)), name, &color);
  return color;
}

/* Selected: the whole cell is tinted and the photo framed, so that it shows on a picture of any colour. */
static void
snapshot_selected (PsPhotoCell   *self,
                   GtkSnapshot   *snapshot,
                   const GdkRGBA *accent)
{
  float width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  graphene_rect_t whole = GRAPHENE_RECT_INIT (1, 1, MAX (width - 2, 1), MAX (height - 2, 1));
  GdkRGBA tint = *accent;
  GskRoundedRect round;

  tint.alpha *= 0.22f;
  gsk_rounded_rect_init_from_rect (&round, &whole, 8);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &tint, &whole);
  gtk_snapshot_pop (snapshot);
}

static void
ps_photo_cell_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  PsPhotoCell *self = PS_PHOTO_CELL (widget);
  const PsPhotoRow *row = get_row (self);
  graphene_rect_t area = get_picture_area (self), disc;
  GdkRGBA color, accent;

  if (self->photo == NULL)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  accent = look_up_color (self, "accent_bg_color");
  if (self->is_selected)
    snapshot_selected (self, snapshot, &accent);
  snapshot_picture (self, snapshot, &area, &color);
  if (self->is_selected)
    snapshot_frame (snapshot, &area, 3, 3, &accent);
  if (has_focus_ring (self))
    {
      /* Two lines, one of them dark where the other is light: seen on any photo and beside any frame. */
      GdkRGBA inner = look_up_color (self, "view_bg_color");

      snapshot_frame (snapshot, &area, 2, 2, &inner);
      snapshot_frame (snapshot, &area, 5, 3, &color);
    }
  if (row != NULL && self->look->show_names)
    snapshot_caption (self, snapshot, &color);
  if (self->look->has_tick_boxes)
    snapshot_tick_box (self, snapshot, &area, &accent);
  if (row != NULL && !ps_state_words_can_retry (row) && shows_emblem (self, row))
    {
      disc = get_emblem_area (self);
      ps_emblem_snapshot (snapshot, widget, ps_state_words_icon_name (row), &disc);
    }
  if (self->retry != NULL)
    gtk_widget_snapshot_child (widget, self->retry, snapshot);
}

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
      self->caption_height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics)) + CAPTION_GAP;
      pango_font_metrics_unref (metrics);
    }
  *minimum = *natural = *natural + self->caption_height;
}

static void
allocate_retry (PsPhotoCell *self)
{
  graphene_rect_t area = get_emblem_area (self);

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
  const PsPhotoRow *row = get_row (self);
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
  row = get_row (self);
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
  const PsPhotoRow *row = get_row (self);
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
  const PsPhotoRow *row = get_row (self);

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
  const PsPhotoRow *row = get_row (self);
  graphene_rect_t disc = get_emblem_area (self);
  g_autofree char *words = NULL;

  if (row == NULL)
    return FALSE;
  if (by_keyboard || (shows_emblem (self, row) && graphene_rect_contains_point (&disc, &GRAPHENE_POINT_INIT (x, y))))
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
  graphene_rect_t area = get_picture_area (self), disc = get_emblem_area (self);
  graphene_point_t point = GRAPHENE_POINT_INIT (x, y);

  if (self->photo == NULL)
    return FALSE;
  graphene_rect_inset (&area, -2, -2);
  if (graphene_rect_contains_point (&area, &point) || graphene_rect_contains_point (&disc, &point))
    return TRUE;
  if (self->caption != NULL && y >= gtk_widget_get_height (GTK_WIDGET (self)) - self->caption_height - PS_PHOTO_CELL_MARGIN + CAPTION_GAP)
    {
      int width;

      pango_layout_get_pixel_size (self->caption, &width, NULL);
      return fabs (x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0) < width / 2.0
             && y < gtk_widget_get_height (GTK_WIDGET (self)) - PS_PHOTO_CELL_MARGIN / 2;
    }
  return FALSE;
}

/**
 * ps_photo_cell_get_area:
 * @self: a cell
 * @area: (out caller-allocates): where in it the photo or its tile is
 */
void
ps_photo_cell_get_area (PsPhotoCell     *self,
                        graphene_rect_t *area)
{
  *area = get_picture_area (self);
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
