/* src/ui/photo-grid-menu.c: what can be done with the selected photos. The deeds are the window's. */
#include <glib/gi18n-lib.h>

#include "ui/marks-words.h"
#include "ui/photo-grid-private.h"

/* What does not apply is not shown: the window switches the action off. */
static void
append (GMenu      *menu,
        const char *label,
        const char *action)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_append_item (menu, item);
}

static void
append_deed (GMenu      *menu,
             const char *label,
             const char *action,
             GVariant   *target)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

/* The keys 1 to 5 and 0, P, X and U do the same. */
static GMenuModel *
build_marks (void)
{
  g_autoptr(GMenu) menu = g_menu_new (), stars = g_menu_new (), flags = g_menu_new ();

  for (int rating = 5; rating >= 0; rating--)
    {
      g_autofree char *words = ps_marks_words_rating (rating);

      append_deed (stars, words, "win.rate", g_variant_new_int32 (rating));
    }
  append_deed (flags, _("_Pick"), "win.flag", g_variant_new_string ("pick"));
  append_deed (flags, _("Re_ject"), "win.flag", g_variant_new_string ("reject"));
  append_deed (flags, _("_No Flag"), "win.flag", g_variant_new_string (""));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (stars));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (flags));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static GMenuModel *
build_menu (void)
{
  g_autoptr(GMenu) menu = g_menu_new (), first = g_menu_new (), collections = g_menu_new ();
  g_autoptr(GMenu) files = g_menu_new (), backup = g_menu_new ();
  g_autoptr(GMenuModel) marks = build_marks ();

  append (first, _("_Get Now"), "win.get-now");
  append (first, _("_Open"), "win.open");
  append (first, _("Open _With…"), "win.open-with");
  append (collections, _("_Add to Collection…"), "win.add-to-collection");
  append (collections, _("_Tags…"), "win.add-tag");
  g_menu_append_submenu (collections, _("_Stars and Flag"), marks);
  append (collections, _("Ad_just Time Taken…"), "win.adjust-time");
  append (collections, _("_Make a Shoot…"), "win.make-shoot");
  append (collections, _("S_plit the Shoot Here"), "win.split-shoot");
  append (collections, _("Take out of This S_hoot"), "win.remove-from-shoot");
  append (collections, _("_Remove from Collection"), "win.remove-from-collection");
  append (files, _("Copy _Originals To…"), "win.copy-originals");
  append (files, _("_Export…"), "win.export");
  append (files, _("_Copy"), "win.copy");
  append (files, _("_Show in Files"), "win.show-in-files");
  append (backup, _("_Try Again"), "win.try-again");
  append (backup, _("Read _It Again"), "win.read-again");
  append (backup, _("_Leave Out"), "win.leave-out");
  append (backup, _("Include Agai_n"), "win.include-again");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (collections));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (backup));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

/**
 * ps_photo_grid_show_menu:
 * @self: a grid with something selected
 * @x: where, in the view
 * @y: likewise
 */
void
ps_photo_grid_show_menu (PsPhotoGrid *self,
                         double       x,
                         double       y)
{
  graphene_point_t point;

  if (self->menu == NULL)
    {
      g_autoptr(GMenuModel) model = build_menu ();

      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? GTK_ALIGN_END : GTK_ALIGN_START);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Photo Menu"), -1);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  if (!gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (self), &GRAPHENE_POINT_INIT (x, y), &point))
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { point.x, point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}
