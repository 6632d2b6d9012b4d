/* tests/ui/test-texture-cache.c: pictures come newest first, once, within their bytes, and not for nobody. */
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

#include "ui/texture-cache.h"

#define N_PICTURES 24
#define SIDE 32
#define PICTURE_BYTES (SIDE * SIDE * 4)

typedef struct
{
  char *folder;
  PsThumbnailCache *thumbnails;
  GString *order; /* of what came, by number */
  guint n_pending;
  guint n_cancelled;
  GdkTexture *last; /* owned, nullable */
} Kit;

static char *
key_of (guint i)
{
  return g_strdup_printf ("%032x", i + 1);
}

static void
store_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  ps_thumbnail_cache_store_finish (PS_THUMBNAIL_CACHE (source), result, &error);
  g_assert_no_error (error);
  --*(guint *) user_data;
}

static void
wait_for (guint *n)
{
  while (*n > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Kit           *kit,
        gconstpointer  data)
{
  g_autoptr(GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, SIDE, SIDE);
  g_autoptr(GBytes) jpeg = NULL;
  guint n_storing = N_PICTURES;
  char *bytes;
  gsize size;

  gdk_pixbuf_fill (picture, 0x336699ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (picture, &bytes, &size, "jpeg", NULL, NULL));
  jpeg = g_bytes_new_take (bytes, size);
  kit->folder = g_dir_make_tmp ("ps-textures-XXXXXX", NULL);
  kit->thumbnails = ps_thumbnail_cache_new (kit->folder, 0);
  kit->order = g_string_new (NULL);
  for (guint i = 0; i < N_PICTURES; i++)
    {
      g_autofree char *key = key_of (i);

      ps_thumbnail_cache_store_async (kit->thumbnails, key, jpeg, NULL, store_cb, &n_storing);
    }
  wait_for (&n_storing);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(guint *) user_data = 0;
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Kit           *kit,
           gconstpointer  data)
{
  guint closing = 1;

  g_clear_object (&kit->last);
  ps_thumbnail_cache_close_async (kit->thumbnails, closed_cb, &closing);
  wait_for (&closing);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (kit->thumbnails);
  g_string_free (kit->order, TRUE);
  remove_tree (kit->folder);
  g_free (kit->folder);
}

typedef struct
{
  Kit *kit;
  guint number;
} Wish;

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Wish *wish = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = ps_texture_cache_load_finish (PS_TEXTURE_CACHE (source), result, &error);

  wish->kit->n_pending--;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    wish->kit->n_cancelled++;
  else
    {
      g_assert_no_error (error);
      g_string_append_printf (wish->kit->order, "%s%u", texture != NULL ? " " : " no ", wish->number);
    }
  if (texture != NULL)
    g_set_object (&wish->kit->last, texture);
}

static void
load (Kit            *kit,
      PsTextureCache *cache,
      guint           number,
      GCancellable   *cancellable)
{
  g_autofree char *key = key_of (number);
  Wish *wish = g_new (Wish, 1);

  *wish = (Wish) { kit, number };
  kit->n_pending++;
  ps_texture_cache_load_async (cache, key, cancellable, loaded_cb, wish);
}

/* Four are under way at once; of what waits, the newest goes first. */
static void
test_newest_first (Kit           *kit,
                   gconstpointer  data)
{
  g_autoptr(PsTextureCache) cache = ps_texture_cache_new (kit->thumbnails, 0);
  g_auto(GStrv) came = NULL;
  guint place[12];

  for (guint i = 0; i < 12; i++)
    load (kit, cache, i, NULL);
  wait_for (&kit->n_pending);
  came = g_strsplit (g_strstrip (kit->order->str), " ", -1);
  g_assert_cmpuint (g_strv_length (came), ==, 12);
  for (guint i = 0; i < 12; i++)
    place[atoi (came[i])] = i;
  /* One begins for each that came, the newest first: I begins when 12 - I have come, and comes later. This
   * holds whichever of the two threads that decode is faster. */
  for (guint i = 4; i < 12; i++)
    g_assert_cmpuint (place[i], >=, 12 - i);
}

static void
test_cancelled (Kit           *kit,
                gconstpointer  data)
{
  g_autoptr(PsTextureCache) cache = ps_texture_cache_new (kit->thumbnails, 0);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  for (guint i = 0; i < N_PICTURES; i++)
    load (kit, cache, i, cancellable);
  g_cancellable_cancel (cancellable);
  wait_for (&kit->n_pending);
  g_assert_cmpuint (kit->n_cancelled, ==, N_PICTURES);
  g_assert_cmpuint (ps_texture_cache_get_n_bytes (cache), <=, 4 * PICTURE_BYTES);
}

/* The one who still waits gets it, whoever else went away. */
static void
test_shared (Kit           *kit,
             gconstpointer  data)
{
  g_autoptr(PsTextureCache) cache = ps_texture_cache_new (kit->thumbnails, 0);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *key = key_of (3);

  load (kit, cache, 3, cancellable);
  load (kit, cache, 3, NULL);
  g_cancellable_cancel (cancellable);
  wait_for (&kit->n_pending);
  g_assert_cmpuint (kit->n_cancelled, ==, 1);
  g_assert_cmpstr (kit->order->str, ==, " 3");
  g_assert_true (ps_texture_cache_get (cache, key) == kit->last);
  g_assert_cmpuint (ps_texture_cache_get_n_bytes (cache), ==, PICTURE_BYTES);
}

static void
test_bounded (Kit           *kit,
              gconstpointer  data)
{
  g_autoptr(PsTextureCache) cache = ps_texture_cache_new (kit->thumbnails, 3 * PICTURE_BYTES);
  g_autofree char *first = key_of (0), *second = key_of (1), *fourth = key_of (3);

  for (guint i = 0; i < 3; i++)
    {
      load (kit, cache, i, NULL);
      wait_for (&kit->n_pending);
    }
  g_assert_nonnull (ps_texture_cache_get (cache, first));
  load (kit, cache, 3, NULL);
  wait_for (&kit->n_pending);
  g_assert_cmpuint (ps_texture_cache_get_n_bytes (cache), ==, 3 * PICTURE_BYTES);
  g_assert_nonnull (ps_texture_cache_get (cache, first)); /* used since the second was */
  g_assert_null (ps_texture_cache_get (cache, second));
  g_assert_nonnull (ps_texture_cache_get (cache, fourth));
}

static void
test_none (Kit           *kit,
           gconstpointer  data)
{
  g_autoptr(PsTextureCache) cache = ps_texture_cache_new (kit->thumbnails, 0);

  load (kit, cache, N_PICTURES + 7, NULL);
  wait_for (&kit->n_pending);
  g_assert_cmpstr (kit->order->str, ==, " no 31");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Kit, NULL, set_up, func, tear_down)
  ADD ("/texture-cache/newest-first", test_newest_first);
  ADD ("/texture-cache/nothing-for-nobody", test_cancelled);
  ADD ("/texture-cache/once-for-all-who-wait", test_shared);
  ADD ("/texture-cache/bounded-in-bytes", test_bounded);
  ADD ("/texture-cache/none-is-no-error", test_none);
  return g_test_run ();
}
