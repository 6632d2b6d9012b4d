/* src/ui/wrap-layout.c: children side by side, in as many lines as it takes. */
#include "ui/wrap-layout.h"

struct _PsWrapLayout
{
  GtkLayoutManager parent_instance;

  int spacing; /* pixels */
};

G_DEFINE_FINAL_TYPE (PsWrapLayout, ps_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
ps_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                 GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
measure_width (GtkWidget *child,
               int        most)
{
  int least, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  return MAX (least, MIN (natural, most));
}

static int
measure_height (GtkWidget *child,
                int        width)
{
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* Lays the children out in a width, for real or only to learn the height. */
static int
flow (PsWrapLayout *self,
      GtkWidget    *widget,
      int           width,
      gboolean      allocate)
{
  gboolean from_right = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_width, child_height;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = measure_width (child, width);
      child_height = measure_height (child, child_width);
      if (x > 0 && x + child_width > width)
        {
          x = 0;
          y += line + self->spacing;
          line = 0;
        }
      if (allocate)
        gtk_widget_size_allocate (child, &(GtkAllocation) { from_right ? width - x - child_width : x, y, child_width, child_height }, -1);
      x += child_width + self->spacing;
      line = MAX (line, child_height);
    }
  return y + line;
}

static void
ps_wrap_layout_measure (GtkLayoutManager *manager,
                        GtkWidget        *widget,
                        GtkOrientation    orientation,
                        int               for_size,
                        int              *minimum,
                        int              *natural,
                        int              *minimum_baseline,
                        int              *natural_baseline)
{
  PsWrapLayout *self = PS_WRAP_LAYOUT (manager);
  int least = 0, all = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int child_least, child_natural;

        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_least, &child_natural, NULL, NULL);
        least = MAX (least, child_least);
        all += child_natural + (all > 0 ? self->spacing : 0);
      }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = MAX (least, all);
    }
  else
    *minimum = *natural = flow (self, widget, for_size >= 0 ? MAX (for_size, least) : all, FALSE);
}

static void
ps_wrap_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget        *widget,
                         int               width,
                         int               height,
                         int               baseline)
{
  flow (PS_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
ps_wrap_layout_class_init (PsWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = ps_wrap_layout_get_request_mode;
  manager_class->measure = ps_wrap_layout_measure;
  manager_class->allocate = ps_wrap_layout_allocate;
}

static void
ps_wrap_layout_init (PsWrapLayout *self)
{
}

/**
 * ps_wrap_layout_new:
 * @spacing: pixels between children, and between lines
 *
 * Returns: (transfer full): a layout manager
 */
GtkLayoutManager *
ps_wrap_layout_new (int spacing)
{
  PsWrapLayout *self = g_object_new (PS_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
