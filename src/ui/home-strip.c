/* src/ui/home-strip.c: the photos that came today, the newest first, as many as fit a line. */
#include <glib/gi18n.h>

#include "catalog/catalog-browse.h"
#include "ui/cell-words.h"
#include "ui/home-parts.h"
#include "ui/window.h"
#include "ui/words.h"

#define MOST_PHOTOS 9
#define HEIGHT 84

struct _PsHomeStrip
{
  AdwBin parent_instance;

  /* Owned */
  PsCatalog *catalog;        /* nullable */
  GCancellable *cancellable; /* nullable */
  char *keys;                /* nullable: of the pictures that are shown, in their order */

  gint64 since_us, n_shown;

  /* Children */
  GtkLabel *title;
  GtkWidget *button;
  GtkBox *pictures;
};

G_DEFINE_FINAL_TYPE (PsHomeStrip, ps_home_strip, ADW_TYPE_BIN)

typedef struct
{
  GtkPicture *picture;       /* owned */
  GCancellable *cancellable; /* owned */
} Loading;

static void
texture_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autofree Loading *loading = user_data;
  g_autoptr(GtkPicture) picture = loading->picture;
  g_autoptr(GCancellable) cancellable = loading->cancellable;
  g_autoptr(GdkTexture) texture = ps_texture_cache_load_finish (PS_TEXTURE_CACHE (source), result, NULL);

  if (texture != NULL && !g_cancellable_is_cancelled (cancellable))
    gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
}

static void
clear (PsHomeStrip *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pictures))) != NULL)
    gtk_box_remove (self->pictures, child);
}

static void
add_picture (PsHomeStrip      *self,
             PsTextureCache   *textures,
             const PsPhotoRow *row)
{
  GtkWidget *picture = gtk_picture_new ();
  g_autofree char *name = ps_cell_words_name (row);
  GdkTexture *texture = ps_texture_cache_get (textures, row->thumbnail_key);
  Loading *loading;

  gtk_widget_set_size_request (picture, -1, HEIGHT);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_add_css_class (picture, "strip-picture");
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), name);
  gtk_widget_set_tooltip_text (picture, name);
  gtk_box_append (self->pictures, picture);
  if (texture != NULL)
    {
      gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (texture));
      return;
    }
  loading = g_new0 (Loading, 1);
  loading->picture = g_object_ref (GTK_PICTURE (picture));
  loading->cancellable = g_object_ref (self->cancellable);
  ps_texture_cache_load_async (textures, row->thumbnail_key, self->cancellable, texture_loaded_cb, loading);
}

static void
show_pictures (PsHomeStrip    *self,
               GPtrArray      *rows,
               PsTextureCache *textures)
{
  guint n = 0;

  clear (self);
  for (guint i = 0; i < rows->len && n < MOST_PHOTOS; i++)
    {
      const PsPhotoRow *row = g_ptr_array_index (rows, i);

      if (row->thumbnail_key == NULL)
        continue;
      add_picture (self, textures, row);
      n++;
    }
}

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsHomeStrip) self = user_data;
  g_autoptr(GPtrArray) rows = ps_catalog_read_rows_finish (PS_CATALOG (source), result, NULL);
  PsWindow *window = PS_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self), PS_TYPE_WINDOW));
  g_autoptr(GString) keys = g_string_new (NULL);
  guint n = 0;

  if (rows == NULL || window == NULL || self->catalog == NULL || ps_window_get_textures (window) == NULL)
    return;
  for (guint i = 0; i < rows->len && n < MOST_PHOTOS; i++)
    {
      const PsPhotoRow *row = g_ptr_array_index (rows, i);

      if (row->thumbnail_key == NULL)
        continue;
      g_string_append_printf (keys, "%s ", row->thumbnail_key);
      n++;
    }
  if (n < MIN (rows->len, MOST_PHOTOS))
    self->n_shown = 0; /* a photo is here a moment before its thumbnail is: read them again at the next change */
  if (g_strcmp0 (keys->str, self->keys) == 0)
    return;
  g_free (self->keys);
  self->keys = g_string_free (g_steal_pointer (&keys), FALSE);
  show_pictures (self, rows, ps_window_get_textures (window));
}

static void
ids_listed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PsHomeStrip) self = user_data;
  g_autoptr(PsPhotoIds) ids = ps_catalog_list_ids_finish (PS_CATALOG (source), result, NULL);

  if (ids == NULL || self->catalog == NULL)
    return;
  if (ids->ids->len > 4 * MOST_PHOTOS)
    g_array_set_size (ids->ids, 4 * MOST_PHOTOS);
  ps_catalog_read_rows_async (PS_CATALOG (source), ids->ids, self->cancellable, rows_read_cb, g_object_ref (self));
}

static void
ps_home_strip_dispose (GObject *object)
{
  ps_home_strip_show (PS_HOME_STRIP (object), NULL, 0, 0, 0);
  G_OBJECT_CLASS (ps_home_strip_parent_class)->dispose (object);
}

static void
ps_home_strip_class_init (PsHomeStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ps_home_strip_dispose;
}

static void
ps_home_strip_init (PsHomeStrip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "numeric");
  self->button = gtk_button_new_with_label (_("Show All"));
  gtk_widget_add_css_class (self->button, "flat");
  self->pictures = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->pictures));
  gtk_widget_set_focusable (scroller, FALSE);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (head), self->button);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * ps_home_strip_show:
 * @self: a strip
 * @catalog: (nullable): where the photos are read; %NULL lets go of it
 * @since_us: microseconds since 1970: what came since then
 * @n_photos: how many came
 * @n_bytes: and how large they are
 */
void
ps_home_strip_show (PsHomeStrip *self,
                    PsCatalog   *catalog,
                    gint64       since_us,
                    gint64       n_photos,
                    gint64       n_bytes)
{
  g_autofree char *size = g_format_size (n_bytes);
  g_autofree char *photos = ps_words_photos (n_photos);
  g_autofree char *words = NULL;
  g_autoptr(PsPhotoQuery) query = NULL;

  if (catalog == NULL)
    {
      g_cancellable_cancel (self->cancellable);
      g_clear_object (&self->cancellable);
      g_clear_object (&self->catalog);
      g_clear_pointer (&self->keys, g_free);
      self->n_shown = 0;
      return;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n_photos > 0);
  if (n_photos == 0 || (n_photos == self->n_shown && since_us == self->since_us))
    return;
  g_set_object (&self->catalog, catalog);
  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();
  self->n_shown = n_photos;
  self->since_us = since_us;
  /* Translators: "412 photos", and how large they are. */
  words = g_strdup_printf (_("New today: %s, %s"), photos, size);
  gtk_label_set_label (self->title, words);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "(uxss)", (guint32) PS_PHOTOS_NEW_SINCE, since_us, "", _("New Today"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.show-set");
  query = ps_photo_query_new (PS_PHOTOS_NEW_SINCE, since_us, NULL, NULL, PS_ORDER_NEWEST_FIRST);
  ps_catalog_list_ids_async (catalog, query, self->cancellable, ids_listed_cb, g_object_ref (self));
}
