/* src/ui/viewer-keys.c: the keys of the viewer. */
#include "ui/viewer-keys.h"

#define PAN 80 /* pixels of one arrow key */

/**
 * ps_viewer_add_keys:
 * @widget_class: the viewer's
 *
 * Binds keys to the actions "viewer.…". Plain letters and digits are left for rating.
 */
void
ps_viewer_add_keys (GtkWidgetClass *widget_class)
{
  static const struct { guint key; GdkModifierType modifiers; const char *action; } keys[] = {
    { GDK_KEY_Left, 0, "viewer.left" }, { GDK_KEY_Right, 0, "viewer.right" },
    { GDK_KEY_Page_Up, 0, "viewer.previous" }, { GDK_KEY_Page_Down, 0, "viewer.next" },
    { GDK_KEY_Home, 0, "viewer.first" }, { GDK_KEY_End, 0, "viewer.last" },
    { GDK_KEY_Escape, 0, "viewer.escape" }, { GDK_KEY_BackSpace, 0, "viewer.back" },
    { GDK_KEY_F11, 0, "viewer.full-screen" },
    { GDK_KEY_plus, 0, "viewer.zoom-in" }, { GDK_KEY_KP_Add, 0, "viewer.zoom-in" }, { GDK_KEY_equal, GDK_CONTROL_MASK, "viewer.zoom-in" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "viewer.zoom-in" }, { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "viewer.zoom-in" },
    { GDK_KEY_minus, 0, "viewer.zoom-out" }, { GDK_KEY_KP_Subtract, 0, "viewer.zoom-out" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "viewer.zoom-out" }, { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "viewer.zoom-out" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "viewer.zoom-fit" }, { GDK_KEY_KP_0, GDK_CONTROL_MASK, "viewer.zoom-fit" },
    { GDK_KEY_1, GDK_CONTROL_MASK, "viewer.zoom-100" }, { GDK_KEY_KP_1, GDK_CONTROL_MASK, "viewer.zoom-100" },
    { GDK_KEY_2, GDK_CONTROL_MASK, "viewer.zoom-200" }, { GDK_KEY_KP_2, GDK_CONTROL_MASK, "viewer.zoom-200" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "viewer.copy" },
    { GDK_KEY_m, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "viewer.show-in-files" },
    { GDK_KEY_Return, GDK_ALT_MASK, "viewer.show-facts" },
  };
  static const struct { guint key; int dx, dy; } pans[] = {
    { GDK_KEY_Left, -PAN, 0 }, { GDK_KEY_Right, PAN, 0 }, { GDK_KEY_Up, 0, -PAN }, { GDK_KEY_Down, 0, PAN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pans); i++)
    gtk_widget_class_add_binding_action (widget_class, pans[i].key, GDK_CONTROL_MASK, "viewer.pan", "(ii)", pans[i].dx, pans[i].dy);
}
