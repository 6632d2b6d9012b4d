/* src/ui/photo-cell-draw.c: one photo in the grid, drawn: picture or tile, name, emblem, selection, cursor. */
#include <math.h>

#include "ui/cell-words.h"
#include "ui/emblem.h"
#include "ui/marks-words.h"
#include "ui/photo-cell-private.h"
#include "ui/state-words.h"

#define CORNER 4.0f
#define EMBLEM_INSET 5
#define TICK_SIZE 22
#define MIN_TILE 28.0f
#define TILE_PADDING 6
#define MARK_SIZE 12 /* of a star */
#define REJECTED_OPACITY 0.4
#define KIND_SIZE 32 /* of the icon that says what kind of file it is */

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
  const PsPhotoRow *row = ps_photo_cell_get_row (self);

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

/**
 * ps_photo_cell_get_emblem_area:
 * @self: a cell
 * @disc: (out caller-allocates): where its emblem is, or would be
 */
void
ps_photo_cell_get_emblem_area (PsPhotoCell     *self,
                               graphene_rect_t *disc)
{
  graphene_rect_t area = get_picture_area (self);
  float size = self->look->size >= 128 ? 26 : 22, inset = EMBLEM_INSET;
  float x = area.origin.x + area.size.width - size - inset;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = area.origin.x + inset;
  /* On a narrow strip the emblem stands over its edge, but inside the cell. */
  x = CLAMP (x, 2, MAX (gtk_widget_get_width (GTK_WIDGET (self)) - size - 2, 2));
  *disc = GRAPHENE_RECT_INIT (x, MAX (area.origin.y + area.size.height - size - inset, 2), size, size);
}

static gboolean
has_focus_ring (PsPhotoCell *self)
{
  GtkStateFlags both = GTK_STATE_FLAG_FOCUSED | GTK_STATE_FLAG_FOCUS_VISIBLE;

  return self->item != NULL && (gtk_widget_get_state_flags (self->item) & both) == both;
}

/**
 * ps_photo_cell_shows_emblem:
 * @self: a cell
 * @row: its photo
 *
 * Returns: whether it has its mark: calm is the default, a proven photo has none until it is looked at
 */
gboolean
ps_photo_cell_shows_emblem (PsPhotoCell      *self,
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
  text = words (ps_photo_cell_get_row (self));
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
                  gtk_widget_get_height (GTK_WIDGET (self)) - self->caption_height - PS_PHOTO_CELL_MARGIN + PS_PHOTO_CELL_CAPTION_GAP, color);
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
  const PsPhotoRow *row = ps_photo_cell_get_row (self);
  graphene_rect_t disc;
  float room = area->size.height - 2 * TILE_PADDING, icon = 0;
  int width, height;

  ps_photo_cell_get_emblem_area (self, &disc);
  if (self->look->has_tick_boxes && area->size.height < 5 * TICK_SIZE)
    return;
  pango_layout_set_width (layout, MAX ((int) area->size.width - 2 * TILE_PADDING, 1) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, G_MAXINT / 2);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (ps_photo_cell_shows_emblem (self, row) && width + 2 * (disc.size.width + EMBLEM_INSET) > area->size.width)
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

/* Stars and a flag, above a video's length. Nothing where there is no room. */
static void
snapshot_marks (PsPhotoCell           *self,
                GtkSnapshot           *snapshot,
                const graphene_rect_t *area)
{
  const GdkRGBA dark = { 0, 0, 0, 0.62f }, white = { 1, 1, 1, 1 };
  const PsPhotoRow *row = ps_photo_cell_get_row (self);
  int n_icons = row->rating + (row->flag != PS_FLAG_NONE);
  float width = n_icons * MARK_SIZE + 10, raised = row->duration > 0 ? MARK_SIZE + 12 : 0;
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  graphene_rect_t pill = GRAPHENE_RECT_INIT (is_rtl ? area->origin.x + area->size.width - width - EMBLEM_INSET : area->origin.x + EMBLEM_INSET,
                                             area->origin.y + area->size.height - MARK_SIZE - 6 - EMBLEM_INSET - raised, width, MARK_SIZE + 6);
  GskRoundedRect round;

  if (n_icons == 0 || pill.size.width + 2 * EMBLEM_INSET > area->size.width)
    return;
  gsk_rounded_rect_init_from_rect (&round, &pill, pill.size.height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &dark, &pill);
  gtk_snapshot_pop (snapshot);
  for (int i = 0; i < n_icons; i++)
    {
      graphene_rect_t place = GRAPHENE_RECT_INIT (pill.origin.x + 5 + i * MARK_SIZE, pill.origin.y + 3, MARK_SIZE, MARK_SIZE);

      ps_emblem_snapshot_icon (snapshot, GTK_WIDGET (self), i < row->rating ? "starred-symbolic" : ps_marks_words_icon (row->flag), &place, &white);
    }
}

static void
snapshot_picture (PsPhotoCell           *self,
                  GtkSnapshot           *snapshot,
                  const graphene_rect_t *area,
                  const GdkRGBA         *color)
{
  const PsPhotoRow *row = ps_photo_cell_get_row (self);
  GdkRGBA tint = *color, edge = *color, words = *color;
  GskRoundedRect round;

  tint.alpha *= 0.08f;
  edge.alpha *= 0.12f;
  words.alpha *= 0.75f;
  gsk_rounded_rect_init_from_rect (&round, area, CORNER);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  if (self->texture != NULL && row != NULL && row->flag == PS_FLAG_REJECT)
    {
      gtk_snapshot_push_opacity (snapshot, REJECTED_OPACITY);
      gtk_snapshot_append_texture (snapshot, self->texture, area);
      gtk_snapshot_pop (snapshot);
    }
  else if (self->texture != NULL)
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
  snapshot_marks (self, snapshot, area);
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

/**
 * ps_photo_cell_snapshot:
 * @widget: a cell
 * @snapshot: where to
 */
void
ps_photo_cell_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  PsPhotoCell *self = PS_PHOTO_CELL (widget);
  const PsPhotoRow *row = ps_photo_cell_get_row (self);
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
  if (row != NULL && !ps_state_words_can_retry (row) && ps_photo_cell_shows_emblem (self, row))
    {
      ps_photo_cell_get_emblem_area (self, &disc);
      ps_emblem_snapshot (snapshot, widget, ps_state_words_icon_name (row), &disc);
    }
  if (self->retry != NULL)
    gtk_widget_snapshot_child (widget, self->retry, snapshot);
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
