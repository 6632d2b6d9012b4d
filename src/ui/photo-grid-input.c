/* src/ui/photo-grid-input.c: what pointer, keys and fingers do in the grid, beyond what GTK's own grid does.
 *
 * GtkGridView selects on release (so that a press on one of many selected
 * photos can begin a drag of them all), knows Ctrl and Shift, the arrows and
 * Return. Single letters are left to the window.
 */
#include "ui/photo-grid-private.h"

#include <math.h>

#define STEP 1.2 /* a zoom by key or wheel */

static GtkSelectionModel *
get_model (PsPhotoGrid *self)
{
  return GTK_SELECTION_MODEL (self->selection);
}

/* By the view's own action, which also moves the cursor, and the anchor of ranges. */
static void
select_only (PsPhotoGrid *self,
             guint        position)
{
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.select-item", "(ubb)", position, FALSE, FALSE);
}

static void
right_pressed_cb (PsPhotoGrid *self,
                  int          n_press,
                  double       x,
                  double       y,
                  GtkGesture  *gesture)
{
  PsPhotoCell *cell = ps_photo_grid_cell_at (self, x, y, TRUE);
  guint position;

  if (cell == NULL || self->list == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  position = ps_photo_cell_get_position (cell);
  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (cell)));
  if (!gtk_selection_model_is_selected (get_model (self), position))
    select_only (self, position);
  ps_photo_grid_show_menu (self, x, y);
}

/* An emblem's button hears its own clicks. */
static gboolean
is_on_button (PsPhotoGrid *self,
              double       x,
              double       y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  return picked != NULL && gtk_widget_get_ancestor (picked, GTK_TYPE_BUTTON) != NULL;
}

/* Selection mode: a tap turns one over. Ctrl and Shift together add a range; GTK would take it away where its first photo
 * is not selected. Both are taken at the release, so that a drag can begin before. */
static void
released_cb (PsPhotoGrid *self,
             int          n_press,
             double       x,
             double       y,
             GtkGesture  *gesture)
{
  PsPhotoCell *cell = ps_photo_grid_cell_at (self, x, y, TRUE);
  GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK, modifiers;

  modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)) & both;
  if (cell == NULL || is_on_button (self, x, y))
    return;
  if (modifiers == both)
    ps_photo_selection_add_up_to (self->selection, ps_photo_cell_get_position (cell));
  else if (modifiers == 0 && self->look.has_tick_boxes)
    ps_photo_selection_toggle (self->selection, ps_photo_cell_get_position (cell));
  else
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
long_pressed_cb (PsPhotoGrid *self,
                 double       x,
                 double       y,
                 GtkGesture  *gesture)
{
  PsPhotoCell *cell = ps_photo_grid_cell_at (self, x, y, TRUE);

  if (cell == NULL || self->look.has_tick_boxes)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  ps_photo_grid_set_selection_mode (self, TRUE);
  gtk_selection_model_select_item (get_model (self), ps_photo_cell_get_position (cell), FALSE);
}

static void
get_pointer (PsPhotoGrid        *self,
             GtkEventController *controller,
             double             *x,
             double             *y)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  double root_x, root_y, offset_x, offset_y;

  *x = gtk_widget_get_width (GTK_WIDGET (self->view)) / 2.0;
  *y = gtk_widget_get_height (GTK_WIDGET (self->view)) / 2.0;
  if (event == NULL || native == NULL || !gdk_event_get_position (event, &root_x, &root_y))
    return;
  gtk_native_get_surface_transform (native, &offset_x, &offset_y);
  gtk_widget_translate_coordinates (GTK_WIDGET (native), GTK_WIDGET (self->view), root_x - offset_x, root_y - offset_y, x, y);
}

/* Once a frame, before it is laid out. */
static gboolean
turn_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  PsPhotoGrid *self = PS_PHOTO_GRID (widget);
  GtkAdjustment *adjustment = ps_photo_grid_get_vadjustment (self);
  double step = pow (gtk_adjustment_get_page_size (adjustment), 2.0 / 3.0); /* as GtkScrolledWindow (4.8) */

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + self->turned * step);
  self->turned = 0;
  self->turn_tick = 0;
  return G_SOURCE_REMOVE;
}

/* GtkGridView (4.8) warns of a second turn of the wheel before it has laid out what the first one brought into view, and
 * passes it over: the turns of one frame are added up. */
static gboolean
turn_wheel (PsPhotoGrid        *self,
            double              dy,
            GtkEventController *controller)
{
  if (gtk_event_controller_scroll_get_unit (GTK_EVENT_CONTROLLER_SCROLL (controller)) != GDK_SCROLL_UNIT_WHEEL
      || (gtk_event_controller_get_current_event_state (controller) & (GDK_SHIFT_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  self->turned += dy;
  if (self->turn_tick == 0)
    self->turn_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), turn_cb, NULL, NULL);
  return GDK_EVENT_STOP;
}

static gboolean
scroll_cb (PsPhotoGrid        *self,
           double              dx,
           double              dy,
           GtkEventController *controller)
{
  double x, y, factor;

  if ((gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK) == 0)
    return turn_wheel (self, dy, controller);
  get_pointer (self, controller, &x, &y);
  factor = dy < 0 ? 1 + MIN (-dy, 1) * (STEP - 1) : 1 / (1 + MIN (dy, 1) * (STEP - 1));
  ps_photo_grid_zoom (self, (int) (self->wish_size * factor + 0.5), x, y);
  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (PsPhotoGrid *self)
{
  self->pinch_size = self->wish_size;
}

static void
pinch_scaled_cb (PsPhotoGrid *self,
                 double       scale,
                 GtkGesture  *gesture)
{
  double x, y;

  if (!gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  ps_photo_grid_zoom (self, (int) (self->pinch_size * scale + 0.5), x, y);
}

static gboolean
zoom_key_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  PsPhotoGrid *self = user_data;
  PsPhotoCell *cell = ps_photo_grid_get_focus_cell (self);
  double x = gtk_widget_get_width (widget) / 2.0, y = gtk_widget_get_height (widget) / 2.0;

  if (cell != NULL)
    gtk_widget_translate_coordinates (GTK_WIDGET (cell), widget, gtk_widget_get_width (GTK_WIDGET (cell)) / 2.0,
                                      gtk_widget_get_height (GTK_WIDGET (cell)) / 2.0, &x, &y);
  /* A cursor that was scrolled away is not what a person looks at. */
  if (y < 0 || y > gtk_widget_get_height (widget))
    y = gtk_widget_get_height (widget) / 2.0;
  ps_photo_grid_zoom (self, (int) (self->wish_size * g_variant_get_double (args) + 0.5), x, y);
  return TRUE;
}

static gboolean
space_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  PsPhotoGrid *self = user_data;
  PsPhotoCell *cell = ps_photo_grid_get_focus_cell (self);

  /* On the emblem's button, Space presses it. */
  if (cell == NULL || gtk_widget_get_focus_child (GTK_WIDGET (cell)) != NULL)
    return FALSE;
  ps_photo_selection_toggle (self->selection, ps_photo_cell_get_position (cell));
  return TRUE;
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  PsPhotoGrid *self = user_data;

  if (self->look.has_tick_boxes)
    ps_photo_grid_set_selection_mode (self, FALSE);
  else if (ps_photo_grid_get_n_selected (self) == 0)
    return FALSE;
  ps_photo_grid_select_none (self);
  return TRUE;
}

static gboolean
invert_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  ps_photo_grid_select_inverse (user_data);
  return TRUE;
}

static gboolean
select_none_cb (GtkWidget *widget,
                GVariant  *args,
                gpointer   user_data)
{
  ps_photo_grid_select_none (user_data);
  return TRUE;
}

static gboolean
menu_key_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  PsPhotoGrid *self = user_data;
  PsPhotoCell *cell = ps_photo_grid_get_focus_cell (self);
  double x, y;

  if (cell == NULL
      || !gtk_widget_translate_coordinates (GTK_WIDGET (cell), widget, gtk_widget_get_width (GTK_WIDGET (cell)) / 2.0,
                                            gtk_widget_get_height (GTK_WIDGET (cell)) / 2.0, &x, &y))
    return FALSE;
  if (!gtk_selection_model_is_selected (get_model (self), ps_photo_cell_get_position (cell)))
    select_only (self, ps_photo_cell_get_position (cell));
  ps_photo_grid_show_menu (self, x, y);
  return TRUE;
}

static void
add_key (PsPhotoGrid           *self,
         GtkShortcutController *controller,
         const char            *trigger,
         GtkShortcutFunc        func,
         GVariant              *argument)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger), gtk_callback_action_new (func, self, NULL));

  if (argument != NULL)
    gtk_shortcut_set_arguments (shortcut, argument);
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

static void
add_keys (PsPhotoGrid *self)
{
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (controller), GTK_PHASE_CAPTURE);
  add_key (self, controller, "<Control>plus|<Control>equal|<Control>KP_Add", zoom_key_cb, g_variant_new_double (STEP));
  add_key (self, controller, "<Control>minus|<Control>KP_Subtract", zoom_key_cb, g_variant_new_double (1 / STEP));
  add_key (self, controller, "space|KP_Space|<Control>space", space_cb, NULL);
  add_key (self, controller, "Escape", escape_cb, NULL);
  add_key (self, controller, "<Control>i|<Control><Shift>i", invert_cb, NULL);
  add_key (self, controller, "<Control><Shift>a", select_none_cb, NULL);
  add_key (self, controller, "Menu|<Shift>F10", menu_key_cb, NULL);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (controller));
}

static void
add_gesture (PsPhotoGrid         *self,
             GtkGesture          *gesture,
             GtkPropagationPhase  phase)
{
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), phase);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (gesture));
}

/* The emblem's button: that photo becomes the selection, and the window tries the selection again. */
static void
retry_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  PsPhotoGrid *self = PS_PHOTO_GRID (widget);
  guint position;

  if (self->list == NULL || !ps_photo_list_find (self->list, g_variant_get_int64 (parameter), &position))
    return;
  select_only (self, position);
  gtk_widget_activate_action (widget, "win.try-again", NULL);
}

/**
 * ps_photo_grid_install_input:
 * @klass: the class
 */
void
ps_photo_grid_install_input (PsPhotoGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "grid.retry", "x", retry_action);
  gtk_widget_class_install_property_action (widget_class, "grid.selection-mode", "selection-mode");
}

/**
 * ps_photo_grid_add_input:
 * @self: a grid
 */
void
ps_photo_grid_add_input (PsPhotoGrid *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *right = gtk_gesture_click_new (), *left = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new (), *pinch = gtk_gesture_zoom_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (right), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (right, "pressed", G_CALLBACK (right_pressed_cb), self);
  add_gesture (self, right, GTK_PHASE_CAPTURE);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (left), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (left, "released", G_CALLBACK (released_cb), self);
  add_gesture (self, left, GTK_PHASE_CAPTURE);

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_swapped (hold, "pressed", G_CALLBACK (long_pressed_cb), self);
  add_gesture (self, hold, GTK_PHASE_CAPTURE);

  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_scaled_cb), self);
  add_gesture (self, pinch, GTK_PHASE_CAPTURE);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->scrolled), scroll);
  add_keys (self);
}
