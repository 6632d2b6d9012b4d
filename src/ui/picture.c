/* src/ui/picture.c: one picture that can be zoomed and moved about.
 *
 * What lies where is told by two things: the zoom, in pixels of the screen for
 * one of the original, and which point of the original lies in the middle.
 * The sharpest picture there is is drawn to that size, a small preview first;
 * "wanted-changed" tells whoever fetches them that a sharper one would show.
 */
#include "ui/picture.h"

#include <math.h>

#define MAX_ZOOM 16.0
#define STEP 1.25           /* of one notch of a wheel, one key */
#define FRICTION 4.0        /* a second's slowing down after a flick */
#define MIN_SPEED 20.0      /* pixels a second below which it stands */

struct _PsPicture
{
  GtkWidget parent_instance;

  GdkTexture *preview;      /* owned, nullable */
  PsTiles *tiles;           /* owned, nullable */
  int full_width, full_height; /* pixels of the original; 0: not known yet */
  gboolean is_fitting;
  double zoom;
  double x, y;              /* what of the original lies in the middle, 0–1 */
  double pointer_x, pointer_y; /* in the widget; negative: not over it */
  double gesture_zoom;      /* when two fingers touched */
  double drag_x, drag_y;    /* what was in the middle when the drag began */
  double speed_x, speed_y;  /* pixels a second after a flick */
  gint64 tick_us;           /* of the last frame while it glides */
  guint tick;               /* 0: it does not glide */
  guint wanted_side;
};

typedef enum { PROP_ZOOM = 1, PROP_IS_FITTING } PsPictureProp;
static GParamSpec *props[PROP_IS_FITTING + 1];
enum { WANTED_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsPicture, ps_picture, GTK_TYPE_WIDGET)

/* Widget pixels for one of the original. */
static double
get_scale (PsPicture *self)
{
  return self->zoom / gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

/* Never larger than life, as a small picture would only be blurred. */
static double
get_fitting_zoom (PsPicture *self)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double width = gtk_widget_get_width (GTK_WIDGET (self)) * factor, height = gtk_widget_get_height (GTK_WIDGET (self)) * factor;

  if (self->full_width <= 0 || self->full_height <= 0 || width <= 0 || height <= 0)
    return 1;
  return MIN (1, MIN (width / self->full_width, height / self->full_height));
}

static double
get_least_zoom (PsPicture *self)
{
  return MIN (get_fitting_zoom (self), 1);
}

/* No further than the picture's edge meets the widget's; in the middle where it is smaller. */
static double
limit_position (double position,
                double picture,
                double room)
{
  double half = picture > 0 ? room / picture / 2 : 0;

  return half >= 0.5 ? 0.5 : CLAMP (position, half, 1 - half);
}

static void
limit (PsPicture *self)
{
  double scale = get_scale (self);

  self->x = limit_position (self->x, self->full_width * scale, gtk_widget_get_width (GTK_WIDGET (self)));
  self->y = limit_position (self->y, self->full_height * scale, gtk_widget_get_height (GTK_WIDGET (self)));
}

static void
set_wanted_side (PsPicture *self)
{
  int side = MAX (self->full_width, self->full_height);
  guint wanted = (guint) CLAMP (ceil (side * self->zoom), 1, PS_LOOK_FULL_SIDE);

  if (side <= 0 || gtk_widget_get_width (GTK_WIDGET (self)) <= 0)
    wanted = 0;
  if (wanted == self->wanted_side)
    return;
  self->wanted_side = wanted;
  g_signal_emit (self, signals[WANTED_CHANGED], 0);
}

static void
set_zoom (PsPicture *self,
          double     zoom,
          gboolean   is_fitting)
{
  if (self->zoom != zoom)
    {
      self->zoom = zoom;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ZOOM]);
    }
  if (self->is_fitting != is_fitting)
    {
      self->is_fitting = is_fitting;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_FITTING]);
    }
  limit (self);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), is_fitting || zoom <= get_fitting_zoom (self) ? NULL : "grab");
  set_wanted_side (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
stand_still (PsPicture *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
}

/* What lies under a point of the widget stays under it. */
static void
zoom_at (PsPicture *self,
         double     zoom,
         double     x,
         double     y)
{
  double least = get_least_zoom (self), fitting = get_fitting_zoom (self);
  double from_x = x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, from_y = y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  double before = get_scale (self), after;

  if (self->full_width <= 0)
    return;
  zoom = CLAMP (zoom, least, MAX_ZOOM);
  if (zoom <= fitting * 1.0001)
    {
      ps_picture_fit (self);
      return;
    }
  stand_still (self);
  after = zoom / gtk_widget_get_scale_factor (GTK_WIDGET (self));
  self->x += (from_x / before - from_x / after) / self->full_width;
  self->y += (from_y / before - from_y / after) / self->full_height;
  set_zoom (self, zoom, FALSE);
}

static void
zoom_at_pointer (PsPicture *self,
                 double     zoom)
{
  if (self->pointer_x >= 0)
    zoom_at (self, zoom, self->pointer_x, self->pointer_y);
  else
    zoom_at (self, zoom, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

static gboolean
glide_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       data)
{
  PsPicture *self = PS_PICTURE (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = CLAMP ((double) (now - self->tick_us) / G_USEC_PER_SEC, 0, 0.1);

  self->tick_us = now;
  ps_picture_pan (self, -self->speed_x * seconds, -self->speed_y * seconds);
  self->speed_x *= exp (-FRICTION * seconds);
  self->speed_y *= exp (-FRICTION * seconds);
  if (hypot (self->speed_x, self->speed_y) > MIN_SPEED)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
swiped_cb (GtkGestureSwipe *gesture,
           double           speed_x,
           double           speed_y,
           gpointer         data)
{
  PsPicture *self = data;
  gboolean animations = TRUE;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations, NULL);
  if (self->is_fitting || !animations || hypot (speed_x, speed_y) < 100)
    return;
  stand_still (self);
  self->speed_x = speed_x;
  self->speed_y = speed_y;
  self->tick_us = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), glide_cb, NULL, NULL);
}

static void
drag_began_cb (GtkGestureDrag *gesture,
               double          x,
               double          y,
               gpointer        data)
{
  PsPicture *self = data;

  stand_still (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->is_fitting)
    return;
  self->drag_x = self->x;
  self->drag_y = self->y;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static void
dragged_cb (GtkGestureDrag *gesture,
            double          dx,
            double          dy,
            gpointer        data)
{
  PsPicture *self = data;
  double scale = get_scale (self);

  if (self->is_fitting || self->full_width <= 0)
    return;
  self->x = self->drag_x - dx / scale / self->full_width;
  self->y = self->drag_y - dy / scale / self->full_height;
  limit (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_ended_cb (GtkGestureDrag *gesture,
               double          dx,
               double          dy,
               gpointer        data)
{
  PsPicture *self = data;

  if (!self->is_fitting)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            gpointer         data)
{
  PsPicture *self = data;

  if (n_press != 2)
    return;
  if (self->is_fitting)
    zoom_at (self, 1, x, y);
  else
    ps_picture_fit (self);
}

static void
pinch_began_cb (GtkGesture       *gesture,
                GdkEventSequence *sequence,
                gpointer          data)
{
  PsPicture *self = data;

  self->gesture_zoom = self->zoom;
}

static void
pinched_cb (GtkGestureZoom *gesture,
            double          factor,
            gpointer        data)
{
  PsPicture *self = data;
  double x, y;

  if (gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    zoom_at (self, self->gesture_zoom * factor, x, y);
}

/* A wheel zooms; two fingers move the picture, and zoom with Ctrl. */
static gboolean
scrolled_cb (GtkEventControllerScroll *controller,
             double                    dx,
             double                    dy,
             gpointer                  data)
{
  PsPicture *self = data;
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  gboolean by_wheel = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL;

  if (by_wheel || (modifiers & GDK_CONTROL_MASK) != 0)
    zoom_at_pointer (self, self->zoom * pow (STEP, by_wheel ? -dy : -dy / 20));
  else if (!self->is_fitting)
    ps_picture_pan (self, dx, dy);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
pointer_moved_cb (GtkEventControllerMotion *controller,
                  double                    x,
                  double                    y,
                  gpointer                  data)
{
  PsPicture *self = data;

  self->pointer_x = x;
  self->pointer_y = y;
}

static void
pointer_left_cb (GtkEventControllerMotion *controller,
                 gpointer                  data)
{
  PsPicture *self = data;

  self->pointer_x = self->pointer_y = -1;
}

static graphene_rect_t
place (PsPicture *self)
{
  double scale = get_scale (self), factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double width = self->full_width * scale, height = self->full_height * scale;
  double left = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0 - self->x * width;
  double top = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0 - self->y * height;

  /* On whole pixels, so that pixels of the original meet the screen's. */
  return GRAPHENE_RECT_INIT ((float) (round (left * factor) / factor), (float) (round (top * factor) / factor),
                             (float) (round (width * factor) / factor), (float) (round (height * factor) / factor));
}

static void
ps_picture_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  PsPicture *self = PS_PICTURE (widget);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));
  graphene_rect_t picture;

  if (self->full_width <= 0 || (self->preview == NULL && self->tiles == NULL))
    return;
  picture = place (self);
  gtk_snapshot_push_clip (snapshot, &all);
  if (self->tiles != NULL)
    ps_tiles_snapshot (self->tiles, snapshot, &picture, &all, gtk_widget_get_scale_factor (widget));
  else
    gtk_snapshot_append_texture (snapshot, self->preview, &picture);
  gtk_snapshot_pop (snapshot);
}

static void
ps_picture_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  PsPicture *self = PS_PICTURE (widget);

  if (self->is_fitting)
    set_zoom (self, get_fitting_zoom (self), TRUE);
  else
    set_zoom (self, MAX (self->zoom, get_least_zoom (self)), FALSE);
  set_wanted_side (self);
}

static void
ps_picture_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  PsPicture *self = PS_PICTURE (object);

  switch ((PsPictureProp) id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_IS_FITTING:
      g_value_set_boolean (value, self->is_fitting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ps_picture_dispose (GObject *object)
{
  PsPicture *self = PS_PICTURE (object);

  stand_still (self);
  g_clear_object (&self->preview);
  g_clear_object (&self->tiles);
  G_OBJECT_CLASS (ps_picture_parent_class)->dispose (object);
}

static void
ps_picture_class_init (PsPictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ps_picture_dispose;
  object_class->get_property = ps_picture_get_property;
  widget_class->snapshot = ps_picture_snapshot;
  widget_class->size_allocate = ps_picture_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "ps-picture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  props[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0, G_MAXDOUBLE, 1, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_IS_FITTING] = g_param_spec_boolean ("is-fitting", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[WANTED_CHANGED] = g_signal_new ("wanted-changed", PS_TYPE_PICTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_pointer_controllers (PsPicture *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);

  g_signal_connect (motion, "enter", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (pointer_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scrolled_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

static void
add_gestures (PsPicture *self)
{
  GtkGesture *drag = gtk_gesture_drag_new (), *swipe = gtk_gesture_swipe_new ();
  GtkGesture *click = gtk_gesture_click_new (), *pinch = gtk_gesture_zoom_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_began_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (dragged_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_ended_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (swipe, "swipe", G_CALLBACK (swiped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (swipe));
  gtk_gesture_group (swipe, drag);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_began_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinched_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
}

static void
ps_picture_init (PsPicture *self)
{
  self->is_fitting = TRUE;
  self->zoom = 1;
  self->x = self->y = 0.5;
  self->pointer_x = self->pointer_y = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_pointer_controllers (self);
  add_gestures (self);
}

/**
 * ps_picture_new:
 *
 * Returns: (transfer floating): an empty one
 */
GtkWidget *
ps_picture_new (void)
{
  return g_object_new (PS_TYPE_PICTURE, NULL);
}

/**
 * ps_picture_clear:
 * @self: a picture
 *
 * Forgets what it showed, and how it was zoomed.
 */
void
ps_picture_clear (PsPicture *self)
{
  g_return_if_fail (PS_IS_PICTURE (self));

  stand_still (self);
  g_clear_object (&self->preview);
  g_clear_object (&self->tiles);
  self->full_width = self->full_height = 0;
  self->x = self->y = 0.5;
  set_zoom (self, 1, TRUE);
}

/**
 * ps_picture_set_size:
 * @self: a picture
 * @width: pixels of the original, upright
 * @height: pixels of the original, upright
 *
 * Where it lies follows from this, whatever is drawn there.
 */
void
ps_picture_set_size (PsPicture *self,
                     int        width,
                     int        height)
{
  g_return_if_fail (PS_IS_PICTURE (self));

  if (self->full_width == width && self->full_height == height)
    return;
  self->full_width = width;
  self->full_height = height;
  set_zoom (self, self->is_fitting ? get_fitting_zoom (self) : self->zoom, self->is_fitting);
}

/**
 * ps_picture_set_preview:
 * @self: a picture
 * @preview: (nullable): shown until there is better
 */
void
ps_picture_set_preview (PsPicture  *self,
                        GdkTexture *preview)
{
  g_return_if_fail (PS_IS_PICTURE (self));

  if (g_set_object (&self->preview, preview))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ps_picture_set_tiles:
 * @self: a picture
 * @tiles: (nullable): the sharpest there is
 */
void
ps_picture_set_tiles (PsPicture *self,
                      PsTiles   *tiles)
{
  g_return_if_fail (PS_IS_PICTURE (self));

  if (!g_set_object (&self->tiles, tiles))
    return;
  if (tiles != NULL)
    ps_picture_set_size (self, ps_tiles_get_full_width (tiles), ps_tiles_get_full_height (tiles));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ps_picture_get_tiles:
 * @self: a picture
 *
 * Returns: (nullable): what it shows, beyond the preview
 */
PsTiles *
ps_picture_get_tiles (PsPicture *self)
{
  return self->tiles;
}

/**
 * ps_picture_has_picture:
 * @self: a picture
 *
 * Returns: whether anything is shown
 */
gboolean
ps_picture_has_picture (PsPicture *self)
{
  return self->full_width > 0 && (self->preview != NULL || self->tiles != NULL);
}

/**
 * ps_picture_get_wanted_side:
 * @self: a picture
 *
 * Returns: pixels of the longer side that would look sharp now; 0: not known yet
 */
guint
ps_picture_get_wanted_side (PsPicture *self)
{
  return self->wanted_side;
}

/**
 * ps_picture_get_zoom:
 * @self: a picture
 *
 * Returns: screen pixels for one of the original
 */
double
ps_picture_get_zoom (PsPicture *self)
{
  return self->zoom;
}

/**
 * ps_picture_get_is_fitting:
 * @self: a picture
 *
 * Returns: whether it follows the widget's size
 */
gboolean
ps_picture_get_is_fitting (PsPicture *self)
{
  return self->is_fitting;
}

/**
 * ps_picture_fit:
 * @self: a picture
 *
 * Shows all of it.
 */
void
ps_picture_fit (PsPicture *self)
{
  g_return_if_fail (PS_IS_PICTURE (self));

  stand_still (self);
  self->x = self->y = 0.5;
  set_zoom (self, get_fitting_zoom (self), TRUE);
}

/**
 * ps_picture_zoom_to:
 * @self: a picture
 * @zoom: screen pixels for one of the original
 *
 * Towards the pointer, where it is over the picture.
 */
void
ps_picture_zoom_to (PsPicture *self,
                    double     zoom)
{
  g_return_if_fail (PS_IS_PICTURE (self));

  zoom_at_pointer (self, zoom);
}

/**
 * ps_picture_zoom_by:
 * @self: a picture
 * @factor: larger than 1: nearer
 */
void
ps_picture_zoom_by (PsPicture *self,
                    double     factor)
{
  g_return_if_fail (PS_IS_PICTURE (self));

  zoom_at_pointer (self, self->zoom * factor);
}

/**
 * ps_picture_pan:
 * @self: a picture
 * @dx: pixels to the right
 * @dy: pixels downwards
 */
void
ps_picture_pan (PsPicture *self,
                double     dx,
                double     dy)
{
  double scale = get_scale (self);

  g_return_if_fail (PS_IS_PICTURE (self));

  if (self->full_width <= 0)
    return;
  self->x += dx / scale / self->full_width;
  self->y += dy / scale / self->full_height;
  limit (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
