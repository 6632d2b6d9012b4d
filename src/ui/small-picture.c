/* src/ui/small-picture.c: a photo's thumbnail in a list, as large as the list wants it. */
#include "ui/small-picture.h"

#include "ui/cell-words.h"

/* The picture may be gone before its texture comes. */
static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GWeakRef *place = user_data;
  g_autoptr(GtkPicture) picture = g_weak_ref_get (place);
  g_autoptr(GdkTexture) texture = ps_texture_cache_load_finish (PS_TEXTURE_CACHE (source), result, NULL); /* without one, it stays empty */

  if (picture != NULL && texture != NULL)
    gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
  g_weak_ref_clear (place);
  g_free (place);
}

/**
 * ps_small_picture_new:
 * @textures: the library's thumbnails
 * @row: (nullable): a photo
 * @width: how wide; −1: as the picture is
 * @height: how high; −1: as the picture is
 *
 * Returns: (transfer floating): its thumbnail, there as soon as it is read
 */
GtkWidget *
ps_small_picture_new (PsTextureCache   *textures,
                      const PsPhotoRow *row,
                      int               width,
                      int               height)
{
  GtkWidget *picture = gtk_picture_new ();
  GdkTexture *texture = row != NULL && row->thumbnail_key != NULL ? ps_texture_cache_get (textures, row->thumbnail_key) : NULL;
  g_autofree char *name = row != NULL ? ps_cell_words_name (row) : NULL;

  gtk_widget_set_size_request (picture, width, height);
  gtk_picture_set_can_shrink (GTK_PICTURE (picture), TRUE);
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_halign (picture, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (picture, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (picture, "small-picture");
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), name);
  if (texture != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (texture));
  else if (row != NULL && row->thumbnail_key != NULL)
    {
      GWeakRef *place = g_new0 (GWeakRef, 1);

      g_weak_ref_init (place, picture);
      ps_texture_cache_load_async (textures, row->thumbnail_key, NULL, loaded_cb, place);
    }
  return picture;
}
