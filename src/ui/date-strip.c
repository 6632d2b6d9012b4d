/* src/ui/date-strip.c: the years beside the grid.
 *
 * Its height stands for all photos of the list, so that a year with many has
 * much of it. Years that would be written over each other are dots.
 */
#include "ui/date-strip.h"

#include <glib/gi18n-lib.h>

#define WIDTH 52
#define EDGE 10 /* above the first and below the last photo */

struct _PsDateStrip
{
  GtkWidget parent_instance;

  GArray *marks;       /* owned, of PsYearMark */
  PangoLayout *layout; /* owned, nullable: made when first drawn */
  guint n_items;
  guint position;
  gboolean is_dragged;
};

enum { JUMPED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsDateStrip, ps_date_strip, GTK_TYPE_WIDGET)

static const PsYearMark *
get_mark (PsDateStrip *self,
          guint        i)
{
  return &g_array_index (self->marks, PsYearMark, i);
}

/* The last mark at or before a position. */
static guint
find_mark (PsDateStrip *self,
           guint        position)
{
  guint found = 0;

  for (guint i = 0; i < self->marks->len && get_mark (self, i)->position <= position; i++)
    found = i;
  return found;
}

static int
get_row_height (PsDateStrip *self)
{
  int height;

  if (self->layout == NULL)
    self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "2000");
  pango_layout_get_pixel_size (self->layout, NULL, &height);
  return height;
}

static void
snapshot_year (PsDateStrip   *self,
               GtkSnapshot   *snapshot,
               int            year,
               float          y,
               const GdkRGBA *color)
{
  char text[16];
  int width, height;

  g_snprintf (text, sizeof text, "%d", year);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((gtk_widget_get_width (GTK_WIDGET (self)) - width) / 2, y));
  gtk_snapshot_append_layout (snapshot, self->layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
snapshot_dot (PsDateStrip   *self,
              GtkSnapshot   *snapshot,
              float          y,
              const GdkRGBA *color)
{
  graphene_rect_t dot = GRAPHENE_RECT_INIT (gtk_widget_get_width (GTK_WIDGET (self)) / 2 - 2, y - 2, 4, 4);
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &dot, 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, color, &dot);
  gtk_snapshot_pop (snapshot);
}

static void
ps_date_strip_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  PsDateStrip *self = PS_DATE_STRIP (widget);
  int row_height = get_row_height (self), height = gtk_widget_get_height (widget);
  guint here = self->marks->len > 0 ? find_mark (self, self->position) : 0;
  GdkRGBA color, dim, accent = { 0.21f, 0.52f, 0.89f, 1 };
  double free_from = 0, y;
  graphene_rect_t bar;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "accent_bg_color", &accent);
  dim = color;
  dim.alpha *= 0.7f;
  for (guint i = 0; i < self->marks->len; i++)
    {
      y = ps_date_strip_get_height_of (self, get_mark (self, i)->position);
      y = MIN (y, height - row_height - 2);
      if (y >= free_from)
        {
          snapshot_year (self, snapshot, get_mark (self, i)->year, y, i == here ? &color : &dim);
          free_from = y + row_height * 1.25;
        }
      else if (y + 4 >= free_from - row_height * 0.25)
        {
          snapshot_dot (self, snapshot, free_from + 1, &dim);
          free_from += 7;
        }
    }
  y = ps_date_strip_get_height_of (self, self->position);
  bar = GRAPHENE_RECT_INIT (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? WIDTH - 10 : 2, y - 1, 8, 3);
  gtk_snapshot_append_color (snapshot, &accent, &bar);
}

static void
ps_date_strip_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : 0;
}

static void
jump (PsDateStrip *self,
      guint        position)
{
  if (position < self->n_items)
    g_signal_emit (self, signals[JUMPED], 0, position);
}

/* A click on a year's number means its first photo; anywhere else, the place itself. */
static guint
position_at (PsDateStrip *self,
             double       y,
             gboolean     is_click)
{
  int row_height = get_row_height (self);
  double room = MAX (gtk_widget_get_height (GTK_WIDGET (self)) - 2 * EDGE, 1);

  for (guint i = 0; is_click && i < self->marks->len; i++)
    {
      double top = ps_date_strip_get_height_of (self, get_mark (self, i)->position);

      if (y >= top && y < top + row_height)
        return get_mark (self, i)->position;
    }
  return (guint) CLAMP ((y - EDGE) / room * self->n_items, 0, MAX (self->n_items, 1) - 1.0);
}

static void
drag_begin_cb (PsDateStrip    *self,
               double          x,
               double          y,
               GtkGestureDrag *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->is_dragged = FALSE;
  jump (self, position_at (self, y, TRUE));
}

static void
drag_update_cb (PsDateStrip    *self,
                double          x,
                double          y,
                GtkGestureDrag *gesture)
{
  double start_x, start_y;

  if (!self->is_dragged && ABS (y) < 4)
    return;
  self->is_dragged = TRUE;
  gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y);
  jump (self, position_at (self, start_y + y, FALSE));
}

static gboolean
move_by_year (GtkWidget *widget,
              GVariant  *args,
              gpointer   user_data)
{
  PsDateStrip *self = PS_DATE_STRIP (widget);
  int step = g_variant_get_int32 (args);
  int next;

  if (self->marks->len == 0)
    return FALSE;
  next = CLAMP ((int) find_mark (self, self->position) + step, 0, (int) self->marks->len - 1);
  jump (self, get_mark (self, next)->position);
  return TRUE;
}

static void
ps_date_strip_css_changed (GtkWidget         *widget,
                           GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ps_date_strip_parent_class)->css_changed (widget, change);
  g_clear_object (&PS_DATE_STRIP (widget)->layout);
}

static void
ps_date_strip_finalize (GObject *object)
{
  PsDateStrip *self = PS_DATE_STRIP (object);

  g_array_unref (self->marks);
  g_clear_object (&self->layout);
  G_OBJECT_CLASS (ps_date_strip_parent_class)->finalize (object);
}

static void
ps_date_strip_class_init (PsDateStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ps_date_strip_finalize;
  widget_class->snapshot = ps_date_strip_snapshot;
  widget_class->measure = ps_date_strip_measure;
  widget_class->css_changed = ps_date_strip_css_changed;
  signals[JUMPED] = g_signal_new ("jumped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "datestrip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, move_by_year, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, move_by_year, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, move_by_year, "i", -10000);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, move_by_year, "i", 10000);
}

static void
ps_date_strip_init (PsDateStrip *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->marks = g_array_new (FALSE, FALSE, sizeof (PsYearMark));
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Years"), -1);
}

/**
 * ps_date_strip_new:
 *
 * Returns: (transfer full): a strip without years
 */
GtkWidget *
ps_date_strip_new (void)
{
  return g_object_new (PS_TYPE_DATE_STRIP, NULL);
}

/**
 * ps_date_strip_set_marks:
 * @self: a strip
 * @marks: (nullable) (element-type PsYearMark): where each year begins; %NULL where the list is not by time
 * @n_items: how long the list is
 */
void
ps_date_strip_set_marks (PsDateStrip *self,
                         GArray      *marks,
                         guint        n_items)
{
  g_return_if_fail (PS_IS_DATE_STRIP (self));

  g_array_set_size (self->marks, 0);
  if (marks != NULL)
    g_array_append_vals (self->marks, marks->data, marks->len);
  self->n_items = n_items;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) n_items, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ps_date_strip_has_marks:
 * @self: a strip
 *
 * Returns: whether there are two years to go between
 */
gboolean
ps_date_strip_has_marks (PsDateStrip *self)
{
  return self->marks->len > 1;
}

/**
 * ps_date_strip_set_position:
 * @self: a strip
 * @position: the first photo in view
 * @words: its date
 */
void
ps_date_strip_set_position (PsDateStrip *self,
                            guint        position,
                            const char  *words)
{
  g_return_if_fail (PS_IS_DATE_STRIP (self));

  if (self->position == position)
    return;
  self->position = position;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) position,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ps_date_strip_get_position:
 * @self: a strip
 *
 * Returns: the first photo in view, as it was told
 */
guint
ps_date_strip_get_position (PsDateStrip *self)
{
  return self->position;
}

/**
 * ps_date_strip_get_year_at:
 * @self: a strip
 * @position: a photo's place in the list
 *
 * Returns: its year; 0: not known
 */
int
ps_date_strip_get_year_at (PsDateStrip *self,
                           guint        position)
{
  return self->marks->len > 0 ? get_mark (self, find_mark (self, position))->year : 0;
}

/**
 * ps_date_strip_get_height_of:
 * @self: a strip
 * @position: a photo's place in the list
 *
 * Returns: how far down the strip that is, pixels
 */
double
ps_date_strip_get_height_of (PsDateStrip *self,
                             guint        position)
{
  double room = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * EDGE;

  return EDGE + (self->n_items > 0 ? room * position / self->n_items : 0);
}
