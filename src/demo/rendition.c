/* src/demo/rendition.c: pure: another picture of the same scene: recompressed, smaller. Any thread. */
#include "demo/rendition.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#define DEFAULT_WIDTH 828 /* what "optimize by default" limits a picture to */

static void
size_prepared_cb (GdkPixbufLoader *loader,
                  int              width,
                  int              height,
                  gpointer         user_data)
{
  int wanted = *(const guint *) user_data;

  if (width > wanted && width > 0)
    gdk_pixbuf_loader_set_size (loader, wanted, MAX (1, (int) ((gint64) height * wanted / width)));
}

static GBytes *
save (GdkPixbuf *pixbuf)
{
  g_autofree char *data = NULL;
  gsize size = 0;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "jpeg", NULL, "quality", "60", NULL))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

/* What no loader reads becomes other bytes all the same: always the same ones, three quarters as long. */
static GBytes *
scramble (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize n = size * 3 / 4;
  guint8 *made = g_malloc (n + 1);

  for (gsize i = 0; i < n; i++)
    made[i] = data[i] ^ 0x5a;
  return g_bytes_new_take (made, n);
}

/**
 * ps_rendition_make:
 * @bytes: a picture or any other file
 * @width: at most so wide, pixels; 0: as a website wants it
 *
 * Returns: (transfer full): other bytes, the same each time: a smaller JPEG where @bytes can be read
 */
GBytes *
ps_rendition_make (GBytes *bytes,
                   guint   width)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  guint wanted = width > 0 ? width : DEFAULT_WIDTH;
  GdkPixbuf *pixbuf;
  GBytes *made = NULL;
  gboolean loaded;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &wanted);
  loaded = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  loaded = gdk_pixbuf_loader_close (loader, NULL) && loaded;
  pixbuf = loaded ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf != NULL)
    made = save (pixbuf);
  return made != NULL ? made : scramble (bytes);
}

/**
 * ps_rendition_placeholder:
 *
 * Returns: (transfer full): the substitute that some accounts show for a missing picture
 */
GBytes *
ps_rendition_placeholder (void)
{
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 64, 64);
  GBytes *made;

  gdk_pixbuf_fill (pixbuf, 0xc8c8c8ff);
  made = save (pixbuf);
  return made != NULL ? made : g_bytes_new_static ("placeholder", 11);
}
