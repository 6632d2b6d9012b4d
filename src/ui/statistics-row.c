/* src/ui/statistics-row.c: a bar of the statistics, and a button that shows its photos.
 *
 * What it is called and how many there are stand above the bar, so that a
 * camera's long name takes nothing from its length in a narrow window. */
#include "ui/statistics-row.h"

#include <glib/gi18n-lib.h>

#include "ui/statistics-words.h"
#include "ui/words.h"

#define BAR_HEIGHT 8 /* pixels */

/* Items ---------------------------------------------------------------------------- */

struct _PsStatisticsItem
{
  GObject parent_instance;

  PsStatistics by;
  PsStatisticsBar *bar; /* owned */
  gint64 most;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsStatisticsItem, ps_statistics_item, G_TYPE_OBJECT)

static void
ps_statistics_item_finalize (GObject *object)
{
  ps_statistics_bar_free (PS_STATISTICS_ITEM (object)->bar);
  G_OBJECT_CLASS (ps_statistics_item_parent_class)->finalize (object);
}

static void
ps_statistics_item_class_init (PsStatisticsItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_statistics_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ps_statistics_item_init (PsStatisticsItem *self)
{
}

/**
 * ps_statistics_item_new:
 * @by: what photos are told apart by
 * @bar: (transfer full): some of them
 * @most: the photos of the longest bar
 *
 * Returns: (transfer full): an item of a list
 */
PsStatisticsItem *
ps_statistics_item_new (PsStatistics     by,
                        PsStatisticsBar *bar,
                        gint64           most)
{
  PsStatisticsItem *self = g_object_new (PS_TYPE_STATISTICS_ITEM, NULL);

  self->by = by;
  self->bar = bar;
  self->most = most;
  return self;
}

/**
 * ps_statistics_item_get_query:
 * @self: an item
 *
 * Returns: (transfer none): the search that finds its photos
 */
const char *
ps_statistics_item_get_query (PsStatisticsItem *self)
{
  return self->bar->query;
}

/**
 * ps_statistics_item_take:
 * @self: an item
 * @bar: (transfer full): the same photos, counted anew
 * @most: the photos of the longest bar
 */
void
ps_statistics_item_take (PsStatisticsItem *self,
                         PsStatisticsBar  *bar,
                         gint64            most)
{
  gboolean is_same = self->bar->n_photos == bar->n_photos && self->bar->n_bytes == bar->n_bytes && self->most == most;

  ps_statistics_bar_free (self->bar);
  self->bar = bar;
  self->most = most;
  if (!is_same)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* The bar itself --------------------------------------------------------------------- */

#define PS_TYPE_STATISTICS_MEASURE (ps_statistics_measure_get_type ())
G_DECLARE_FINAL_TYPE (PsStatisticsMeasure, ps_statistics_measure, PS, STATISTICS_MEASURE, GtkWidget)

struct _PsStatisticsMeasure
{
  GtkWidget parent_instance;

  double part; /* of the longest, 0 to 1 */
};

G_DEFINE_FINAL_TYPE (PsStatisticsMeasure, ps_statistics_measure, GTK_TYPE_WIDGET)

static void
draw (GtkSnapshot *snapshot,
      GdkRGBA      colour,
      float        x,
      float        width,
      float        height)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (x, 0, width, height), height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &colour, &shape.bounds);
  gtk_snapshot_pop (snapshot);
}

/* A bar of the style's colour on a ground of the same, faint; what is there at all is seen. */
static void
ps_statistics_measure_snapshot (GtkWidget   *widget,
                                GtkSnapshot *snapshot)
{
  PsStatisticsMeasure *self = PS_STATISTICS_MEASURE (widget);
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  float filled = CLAMP ((float) self->part * width, MIN (height, width), width);
  gboolean from_right = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA colour, ground;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  ground = colour;
  ground.alpha *= 0.15f;
  draw (snapshot, ground, 0, width, height);
  if (self->part > 0)
    draw (snapshot, colour, from_right ? width - filled : 0, filled, height);
}

static void
ps_statistics_measure_class_init (PsStatisticsMeasureClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = ps_statistics_measure_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "measure");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ps_statistics_measure_init (PsStatisticsMeasure *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, BAR_HEIGHT);
}

/* Rows --------------------------------------------------------------------------------- */

struct _PsStatisticsRow
{
  GtkButton parent_instance;

  /* Owned */
  PsStatisticsItem *item; /* nullable */
  gulong changed_handler;

  /* Children */
  GtkLabel *name, *photos, *size;
  PsStatisticsMeasure *measure;
};

G_DEFINE_FINAL_TYPE (PsStatisticsRow, ps_statistics_row, GTK_TYPE_BUTTON)

static void
show_item (PsStatisticsRow *self)
{
  const PsStatisticsBar *bar = self->item->bar;
  g_autofree char *name = ps_statistics_words_bar (self->item->by, bar);
  g_autofree char *photos = ps_words_photos (bar->n_photos);
  g_autofree char *size = g_format_size ((guint64) MAX (bar->n_bytes, 0));
  /* Translators: a bar of the statistics as a screen reader says it: “2024, 3,412 photos”. */
  g_autofree char *spoken = g_strdup_printf (_("%1$s, %2$s"), name, photos);

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->photos, photos);
  gtk_label_set_label (self->size, size);
  self->measure->part = self->item->most > 0 ? (double) bar->n_photos / (double) self->item->most : 0;
  gtk_widget_queue_draw (GTK_WIDGET (self->measure));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL) /* the list's own widget around it */
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
ps_statistics_row_clicked (GtkButton *button)
{
  PsStatisticsRow *self = PS_STATISTICS_ROW (button);

  if (self->item != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.search-for", "s", ps_statistics_item_get_query (self->item));
}

static void
ps_statistics_row_dispose (GObject *object)
{
  ps_statistics_row_set_item (PS_STATISTICS_ROW (object), NULL);
  G_OBJECT_CLASS (ps_statistics_row_parent_class)->dispose (object);
}

static void
ps_statistics_row_class_init (PsStatisticsRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ps_statistics_row_dispose;
  GTK_BUTTON_CLASS (klass)->clicked = ps_statistics_row_clicked;
}

static GtkLabel *
new_label (GtkWidget  *line,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (line), label);
  return GTK_LABEL (label);
}

static void
ps_statistics_row_init (PsStatisticsRow *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->name = new_label (line, NULL);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  self->size = new_label (line, "dim-label");
  self->photos = new_label (line, NULL);
  self->measure = g_object_new (PS_TYPE_STATISTICS_MEASURE, NULL);
  gtk_box_append (GTK_BOX (lines), line);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->measure));
  gtk_button_set_child (GTK_BUTTON (self), lines);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "statistics-row");
}

/**
 * ps_statistics_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
ps_statistics_row_new (void)
{
  return g_object_new (PS_TYPE_STATISTICS_ROW, NULL);
}

/**
 * ps_statistics_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows from now on
 */
void
ps_statistics_row_set_item (PsStatisticsRow  *self,
                            PsStatisticsItem *item)
{
  if (self->item == item)
    return;
  if (self->item != NULL)
    g_clear_signal_handler (&self->changed_handler, self->item);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  self->changed_handler = g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
}
