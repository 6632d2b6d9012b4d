/* src/ui/library-menu.c: the libraries this computer knows, as a menu: opened lately first. */
#include "ui/library-menu.h"

#include <glib/gi18n.h>

#include "base/text.h"

/**
 * ps_library_menu_remember:
 * @settings: the person's settings
 * @root: the folder of a library that was opened just now
 */
void
ps_library_menu_remember (GSettings  *settings,
                          const char *root)
{
  g_auto(GStrv) known = g_settings_get_strv (settings, "recent-libraries");
  g_autoptr(GPtrArray) uris = g_ptr_array_new ();
  g_autofree char *uri = g_filename_to_uri (root, NULL, NULL);

  if (uri == NULL)
    return; /* no absolute path */
  g_ptr_array_add (uris, uri);
  for (guint i = 0; known[i] != NULL && uris->len < PS_MOST_RECENT_LIBRARIES; i++)
    if (!g_str_equal (known[i], uri))
      g_ptr_array_add (uris, known[i]);
  g_ptr_array_add (uris, NULL);
  g_settings_set_strv (settings, "recent-libraries", (const char *const *) uris->pdata);
  g_settings_set_string (settings, "last-library", uri);
}

static char *
name_of (const char *uri)
{
  g_autofree char *root = g_filename_from_uri (uri, NULL, NULL);
  g_autofree char *name = g_filename_display_basename (root != NULL ? root : uri);
  g_autofree char *visible = ps_text_visible (name, 60);
  GString *label = g_string_new (visible);

  g_string_replace (label, "_", "__", 0); /* no access key */
  return g_string_free (label, FALSE);
}

static void
fill (GMenu     *menu,
      GSettings *settings)
{
  g_autoptr(GMenu) recent = g_menu_new ();
  g_autoptr(GMenu) others = g_menu_new ();
  g_auto(GStrv) known = g_settings_get_strv (settings, "recent-libraries");

  g_menu_remove_all (menu);
  for (guint i = 0; known[i] != NULL; i++)
    {
      g_autofree char *name = name_of (known[i]);
      g_autoptr(GMenuItem) item = g_menu_item_new (name, NULL);

      g_menu_item_set_action_and_target (item, "app.open-library-at", "s", known[i]);
      g_menu_append_item (recent, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (recent));
  g_menu_append (others, _("_Open Another Library…"), "app.open-library");
  g_menu_append (others, _("_Set Up Another Backup…"), "app.new-library");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));
}

static void
recent_changed_cb (GSettings  *settings,
                   const char *key,
                   gpointer    user_data)
{
  fill (user_data, settings);
}

/**
 * ps_library_menu_new:
 * @settings: the person's settings
 *
 * Returns: (transfer full): a menu that follows them
 */
GMenu *
ps_library_menu_new (GSettings *settings)
{
  GMenu *menu = g_menu_new ();

  fill (menu, settings);
  g_signal_connect_object (settings, "changed::recent-libraries", G_CALLBACK (recent_changed_cb), menu, 0);
  return menu;
}
