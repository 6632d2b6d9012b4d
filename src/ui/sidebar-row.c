/* src/ui/sidebar-row.c: one row of the sidebar, and a place to drop photos on. */
#include "ui/sidebar-row.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "ui/photo-ids.h"

#define SPRING_MS 500 /* a drag over a closed heading opens it */

struct _PsSidebarRow
{
  GtkWidget parent_instance;

  PsSidebarItem *item;   /* owned, nullable */
  GSignalGroup *changes; /* owned; of the item */
  GtkDropTarget *target; /* the widget's */
  guint spring;          /* source */

  /* Template children */
  GtkImage *icon, *arrow;
  GtkLabel *title, *note, *count;
};

enum { DROPPED, OPENED, MENU_WANTED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsSidebarRow, ps_sidebar_row, GTK_TYPE_WIDGET)

static void
show_title (PsSidebarRow *self,
            gboolean      is_heading)
{
  g_autofree char *title = NULL;
  g_autofree char *visible = NULL;
  g_autofree char *description = NULL;
  g_autofree char *tip = NULL;

  g_object_get (self->item, "title", &title, "description", &description, NULL);
  visible = ps_text_visible (title, 200);
  tip = description != NULL ? ps_text_visible (description, 500) : NULL;
  gtk_label_set_label (self->title, visible);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), tip); /* plain text */
  if (is_heading)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "heading-row");
      gtk_widget_add_css_class (GTK_WIDGET (self->title), "caption-heading");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self), "heading-row");
      gtk_widget_remove_css_class (GTK_WIDGET (self->title), "caption-heading");
    }
}

static void
show_numbers (PsSidebarRow *self)
{
  g_autofree char *note = NULL;
  g_autofree char *words = NULL;
  gint64 count;

  g_object_get (self->item, "note", &note, "count", &count, NULL);
  gtk_label_set_label (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  words = count >= 0 ? g_strdup_printf ("%'" PRId64, count) : NULL;
  gtk_label_set_label (self->count, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->count), words != NULL);
}

static void
name_row (PsSidebarRow *self,
          gboolean      is_heading)
{
  g_autofree char *words = NULL;
  const char *title = gtk_label_get_label (self->title);
  const char *count = gtk_label_get_label (self->count);
  const char *note = gtk_label_get_label (self->note);

  if (is_heading)
    words = ps_sidebar_item_get_is_open (self->item)
              /* Translators: for screen readers: a part of the sidebar. */
              ? g_strdup_printf (_("%s, open"), title)
              /* Translators: for screen readers: a part of the sidebar. */
              : g_strdup_printf (_("%s, closed"), title);
  else
    words = g_strjoin (", ", title, *count != '\0' ? count : note, *count != '\0' && *note != '\0' ? note : NULL, NULL);
  if (g_str_has_suffix (words, ", "))
    words[strlen (words) - 2] = '\0';
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  /* What has the focus is what a screen reader reads: the list's own row around this one. */
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
item_changed_cb (PsSidebarRow *self)
{
  gboolean is_heading;
  g_autofree char *icon_name = NULL;

  if (self->item == NULL)
    return;
  is_heading = ps_sidebar_item_get_kind (self->item) == PS_ROW_HEADING;
  g_object_get (self->item, "icon-name", &icon_name, NULL);
  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon_name != NULL);
  gtk_widget_set_margin_start (GTK_WIDGET (self), 12 * MIN (ps_sidebar_item_get_depth (self->item), 6));
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), is_heading);
  gtk_image_set_from_icon_name (self->arrow, ps_sidebar_item_get_is_open (self->item) ? "pan-down-symbolic" : "pan-end-symbolic");
  show_title (self, is_heading);
  show_numbers (self);
  name_row (self, is_heading);
}

/* Dropping ------------------------------------------------------------------------------ */

static gboolean
takes_photos (PsSidebarRow *self)
{
  PsRowKind kind = self->item != NULL ? ps_sidebar_item_get_kind (self->item) : PS_ROW_PAGE;

  return kind == PS_ROW_COLLECTION || kind == PS_ROW_TAG || kind == PS_ROW_NEW_COLLECTION || kind == PS_ROW_SHOOT;
}

static gboolean
spring_cb (gpointer user_data)
{
  PsSidebarRow *self = user_data;

  self->spring = 0;
  g_signal_emit (self, signals[OPENED], 0, self->item);
  return G_SOURCE_REMOVE;
}

static GdkDragAction
entered_cb (GtkDropTarget *target,
            double         x,
            double         y,
            PsSidebarRow  *self)
{
  if (takes_photos (self))
    return GDK_ACTION_COPY;
  if (self->spring == 0 && self->item != NULL && ps_sidebar_item_get_kind (self->item) == PS_ROW_HEADING
      && !ps_sidebar_item_get_is_open (self->item))
    self->spring = g_timeout_add (SPRING_MS, spring_cb, self);
  return 0;
}

static GdkDragAction
moved_cb (GtkDropTarget *target,
          double         x,
          double         y,
          PsSidebarRow  *self)
{
  return takes_photos (self) ? GDK_ACTION_COPY : 0;
}

static void
left_cb (GtkDropTarget *target,
         PsSidebarRow  *self)
{
  g_clear_handle_id (&self->spring, g_source_remove);
}

static gboolean
dropped_cb (GtkDropTarget *target,
            const GValue  *value,
            double         x,
            double         y,
            PsSidebarRow  *self)
{
  if (!takes_photos (self) || !G_VALUE_HOLDS (value, PS_TYPE_PHOTO_IDS) || g_value_get_boxed (value) == NULL)
    return FALSE;
  g_signal_emit (self, signals[DROPPED], 0, self->item, g_value_get_boxed (value));
  return TRUE;
}

/* The menu -------------------------------------------------------------------------------- */

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            PsSidebarRow    *self)
{
  if (self->item == NULL || ps_sidebar_item_get_kind (self->item) != PS_ROW_COLLECTION)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  g_signal_emit (self, signals[MENU_WANTED], 0, self->item, x, y);
}

/* The row itself ----------------------------------------------------------------------------- */

static void
ps_sidebar_row_dispose (GObject *object)
{
  PsSidebarRow *self = PS_SIDEBAR_ROW (object);

  g_clear_handle_id (&self->spring, g_source_remove);
  g_clear_object (&self->changes);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (object), PS_TYPE_SIDEBAR_ROW);
  G_OBJECT_CLASS (ps_sidebar_row_parent_class)->dispose (object);
}

static void
ps_sidebar_row_class_init (PsSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_sidebar_row_dispose;
  signals[DROPPED] = g_signal_new ("dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   PS_TYPE_SIDEBAR_ITEM, PS_TYPE_PHOTO_IDS);
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PS_TYPE_SIDEBAR_ITEM);
  signals[MENU_WANTED] = g_signal_new ("menu-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                       PS_TYPE_SIDEBAR_ITEM, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PsSidebarRow, icon);
  gtk_widget_class_bind_template_child (widget_class, PsSidebarRow, arrow);
  gtk_widget_class_bind_template_child (widget_class, PsSidebarRow, title);
  gtk_widget_class_bind_template_child (widget_class, PsSidebarRow, note);
  gtk_widget_class_bind_template_child (widget_class, PsSidebarRow, count);
  gtk_widget_class_set_css_name (widget_class, "sidebarrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ps_sidebar_row_init (PsSidebarRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->changes = g_signal_group_new (PS_TYPE_SIDEBAR_ITEM);
  g_signal_group_connect_swapped (self->changes, "notify", G_CALLBACK (item_changed_cb), self);
  self->target = gtk_drop_target_new (PS_TYPE_PHOTO_IDS, GDK_ACTION_COPY);
  g_signal_connect (self->target, "enter", G_CALLBACK (entered_cb), self);
  g_signal_connect (self->target, "motion", G_CALLBACK (moved_cb), self);
  g_signal_connect (self->target, "leave", G_CALLBACK (left_cb), self);
  g_signal_connect (self->target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (self->target));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * ps_sidebar_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
ps_sidebar_row_new (void)
{
  return g_object_new (PS_TYPE_SIDEBAR_ROW, NULL);
}

/**
 * ps_sidebar_row_set_item:
 * @self: a row
 * @item: (nullable): what it shows from now on
 */
void
ps_sidebar_row_set_item (PsSidebarRow  *self,
                         PsSidebarItem *item)
{
  if (!g_set_object (&self->item, item))
    return;
  g_clear_handle_id (&self->spring, g_source_remove);
  g_signal_group_set_target (self->changes, item);
  item_changed_cb (self);
}

/**
 * ps_sidebar_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
PsSidebarItem *
ps_sidebar_row_get_item (PsSidebarRow *self)
{
  return self->item;
}
