/* src/ui/emblem.c: a state's symbol on a soft dark disc, drawn.
 *
 * A widget for each emblem would cost a scrolling grid more than its pictures
 * do. Icons are looked up once a name, size and scale; a change of the icon
 * theme forgets them.
 */
#include "ui/emblem.h"

/* Of the disc's width, the icon takes so much. */
#define ICON_SHARE (20.0f / 26.0f)

static GHashTable *icons; /* of GtkIconPaintable, by "name/size/scale" */

static void
theme_changed_cb (GtkIconTheme *theme,
                  gpointer      user_data)
{
  g_hash_table_remove_all (icons);
}

static GtkIconPaintable *
look_up (GtkWidget  *widget,
         const char *icon_name,
         int         size)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  int scale = gtk_widget_get_scale_factor (widget);
  char key[96];
  GtkIconPaintable *icon;

  if (icons == NULL)
    {
      icons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
      g_signal_connect (theme, "changed", G_CALLBACK (theme_changed_cb), NULL);
    }
  g_snprintf (key, sizeof key, "%s/%d/%d", icon_name, size, scale);
  icon = g_hash_table_lookup (icons, key);
  if (icon == NULL)
    {
      icon = gtk_icon_theme_lookup_icon (theme, icon_name, NULL, size, scale, gtk_widget_get_direction (widget),
                                         GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
      g_hash_table_insert (icons, g_strdup (key), icon);
    }
  return icon;
}

/**
 * ps_emblem_snapshot_icon:
 * @snapshot: where to
 * @widget: in which widget
 * @icon_name: a symbolic icon
 * @area: where: a square
 * @color: its colour
 */
void
ps_emblem_snapshot_icon (GtkSnapshot           *snapshot,
                         GtkWidget             *widget,
                         const char            *icon_name,
                         const graphene_rect_t *area,
                         const GdkRGBA         *color)
{
  GtkIconPaintable *icon = look_up (widget, icon_name, (int) area->size.width);
  const GdkRGBA colors[4] = { *color, *color, *color, *color };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &area->origin);
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, area->size.width, area->size.height,
                                            colors, G_N_ELEMENTS (colors));
  gtk_snapshot_restore (snapshot);
}

/**
 * ps_emblem_snapshot:
 * @snapshot: where to
 * @widget: in which widget
 * @icon_name: a state's symbolic icon
 * @disc: where: a square
 */
void
ps_emblem_snapshot (GtkSnapshot           *snapshot,
                    GtkWidget             *widget,
                    const char            *icon_name,
                    const graphene_rect_t *disc)
{
  const GdkRGBA dark = { 0, 0, 0, 0.62f }, white = { 1, 1, 1, 1 };
  float size = roundf (disc->size.width * ICON_SHARE), inset = (disc->size.width - size) / 2;
  graphene_rect_t area = GRAPHENE_RECT_INIT (disc->origin.x + inset, disc->origin.y + inset, size, size);
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, disc, disc->size.width / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &dark, disc);
  gtk_snapshot_pop (snapshot);
  ps_emblem_snapshot_icon (snapshot, widget, icon_name, &area, &white);
}
