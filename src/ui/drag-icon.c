/* src/ui/drag-icon.c: what hangs from the pointer while photos are dragged: up to four of them, stacked, and how many. */
#include "ui/drag-icon.h"

#include <glib/gi18n-lib.h>

#define SIDE 96.0f    /* of the square that each photo fits into */
#define ROOM 20.0f    /* around it, for what is turned and for the badge */
#define FRAME 3.0f    /* the paper's white edge */
#define MAX_PHOTOS 4

/* The topmost lies straight; those below peep out, each its own way. */
static const float angles[MAX_PHOTOS] = { 0, 7, -6, 12 };

static void
snapshot_photo (GtkSnapshot *snapshot,
                GdkTexture  *texture,
                float        angle)
{
  const GdkRGBA white = { 1, 1, 1, 1 }, shadow = { 0, 0, 0, 0.35f }, grey = { 0.75f, 0.75f, 0.75f, 1 };
  float width = SIDE, height = SIDE * 2 / 3;
  graphene_rect_t paper, picture;
  GskRoundedRect outline;

  if (texture != NULL)
    {
      float scale = SIDE / MAX (gdk_texture_get_width (texture), gdk_texture_get_height (texture));

      width = MAX (gdk_texture_get_width (texture) * scale, 16);
      height = MAX (gdk_texture_get_height (texture) * scale, 16);
    }
  picture = GRAPHENE_RECT_INIT (-width / 2, -height / 2, width, height);
  paper = picture;
  graphene_rect_inset (&paper, -FRAME, -FRAME);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (ROOM + SIDE / 2, ROOM + SIDE / 2));
  gtk_snapshot_rotate (snapshot, angle);
  gsk_rounded_rect_init_from_rect (&outline, &paper, 3);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 1, 0, 5);
  gtk_snapshot_append_color (snapshot, &white, &paper);
  if (texture != NULL)
    gtk_snapshot_append_texture (snapshot, texture, &picture);
  else
    gtk_snapshot_append_color (snapshot, &grey, &picture);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_badge (GtkSnapshot *snapshot,
                GtkWidget   *widget,
                guint        n_photos)
{
  const GdkRGBA white = { 1, 1, 1, 1 };
  GdkRGBA accent = { 0.21f, 0.52f, 0.89f, 1 };
  /* Translators: how many photos are dragged; the ' groups thousands as the locale does. */
  g_autofree char *words = g_strdup_printf (_("%'u"), n_photos);
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (widget, words);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  GskRoundedRect round;
  graphene_rect_t pill;
  int width, height;

  pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, &height);
  pill = GRAPHENE_RECT_INIT (0, ROOM / 2, MAX (width + 14, height + 6), height + 6);
  pill.origin.x = SIDE + 2 * ROOM - pill.size.width;
  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_bg_color", &accent);
  gsk_rounded_rect_init_from_rect (&round, &pill, pill.size.height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &accent, &pill);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (pill.origin.x + (pill.size.width - width) / 2, pill.origin.y + 3));
  gtk_snapshot_append_layout (snapshot, layout, &white);
}

/**
 * ps_drag_icon_new:
 * @widget: whose colours and letters it has
 * @textures: (element-type GdkTexture): the pictures of some of them, the topmost first
 * @n_photos: how many photos are dragged
 * @hot_x: (out): where in it the pointer is
 * @hot_y: (out): likewise
 *
 * Returns: (transfer full): a picture of them
 */
GdkPaintable *
ps_drag_icon_new (GtkWidget *widget,
                  GPtrArray *textures,
                  guint      n_photos,
                  int       *hot_x,
                  int       *hot_y)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  guint n_shown = CLAMP (n_photos, 1, MAX_PHOTOS);

  for (guint i = n_shown; i-- > 0;)
    snapshot_photo (snapshot, i < textures->len ? g_ptr_array_index (textures, i) : NULL, angles[i]);
  if (n_photos > 1)
    snapshot_badge (snapshot, widget, n_photos);
  *hot_x = *hot_y = ROOM + SIDE / 2;
  return gtk_snapshot_free_to_paintable (snapshot, &GRAPHENE_SIZE_INIT (SIDE + 2 * ROOM, SIDE + 2 * ROOM));
}
