/* tests/look/look-test.c: pictures made for a test, and looking at them without callbacks. */
#include "look-test.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

static char *folder;

const char *
look_test_folder (void)
{
  if (folder == NULL)
    folder = g_dir_make_tmp ("proofsheet-look-XXXXXX", NULL);
  g_assert_nonnull (folder);
  return folder;
}

static void
remove_tree (const char *path)
{
  GDir *dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

void
look_test_remove (void)
{
  if (folder != NULL)
    remove_tree (folder);
  g_clear_pointer (&folder, g_free);
}

char *
look_test_write (const char *name,
                 const void *data,
                 gsize       size)
{
  char *path = g_build_filename (look_test_folder (), name, NULL);

  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  return path;
}

int
look_test_open (const void *data,
                gsize       size)
{
  static guint n_opened;
  g_autofree char *name = g_strdup_printf ("open-%u", n_opened++);
  g_autofree char *path = look_test_write (name, data, size);
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  g_assert_cmpint (fd, >=, 0);
  g_unlink (path);
  return fd;
}

void
look_test_wait (gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
}

typedef struct
{
  GAsyncResult *result;
  gboolean done;
} Answer;

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Answer *answer = data;

  answer->result = g_object_ref (result);
  answer->done = TRUE;
}

PsLook *
look_test_look_at_fd (PsLooker  *looker,
                      int        fd,
                      GError   **error)
{
  Answer answer = { 0 };
  PsLook *look;

  ps_looker_look_async (looker, fd, 0, NULL, answered_cb, &answer);
  look_test_wait (&answer.done);
  look = ps_looker_look_finish (looker, answer.result, error);
  g_object_unref (answer.result);
  return look;
}

PsLook *
look_test_look_at (PsLooker   *looker,
                   const void *data,
                   gsize       size)
{
  g_autoptr(GError) error = NULL;
  PsLook *look = look_test_look_at_fd (looker, look_test_open (data, size), &error);

  g_assert_no_error (error);
  g_assert_nonnull (look);
  return look;
}

void
look_test_close (PsLooker *looker)
{
  Answer answer = { 0 };

  ps_looker_close_async (looker, answered_cb, &answer);
  look_test_wait (&answer.done);
  g_assert_true (ps_looker_close_finish (looker, answer.result, NULL));
  g_object_unref (answer.result);
  g_assert_finalize_object (looker);
}

/* A few soft blobs over a gradient, all from the scene's number, with some grain as film has it. */
static double
shade (guint  scene,
       int    channel,
       double x,
       double y)
{
  g_autoptr(GRand) rand = NULL;
  static double blobs[12][4];
  static guint last = G_MAXUINT;

  if (scene != last)
    {
      rand = g_rand_new_with_seed (scene * 7919 + 17);
      for (int i = 0; i < 12; i++)
        {
          blobs[i][0] = g_rand_double (rand);
          blobs[i][1] = g_rand_double (rand);
          blobs[i][2] = g_rand_double_range (rand, 0.05, 0.3);
          blobs[i][3] = g_rand_double_range (rand, -130, 130);
        }
      last = scene;
    }
  double value = 128 + 40 * (x - 0.5) * (channel - 1) + 30 * (y - 0.5);

  for (int i = 0; i < 12; i++)
    {
      double dx = x - blobs[i][0], dy = y - blobs[i][1];

      value += blobs[i][3] * exp (-(dx * dx + dy * dy) / (blobs[i][2] * blobs[i][2]));
    }
  return CLAMP (value, 0, 255);
}

GdkPixbuf *
look_test_draw (guint scene,
                int   width,
                int   height)
{
  GdkPixbuf *picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  for (int y = 0; y < height; y++)
    {
      guint8 *p = gdk_pixbuf_get_pixels (picture) + y * gdk_pixbuf_get_rowstride (picture);

      for (int x = 0; x < width; x++)
        for (int c = 0; c < 3; c++)
          *p++ = (guint8) shade (scene, c, (x + 0.5) / width, (y + 0.5) / height);
    }
  return picture;
}

GBytes *
look_test_jpeg (GdkPixbuf *picture,
                int        quality)
{
  g_autofree char *text = g_strdup_printf ("%d", quality);
  char *data;
  gsize size;

  g_assert_true (gdk_pixbuf_save_to_buffer (picture, &data, &size, "jpeg", NULL, "quality", text, NULL));
  return g_bytes_new_take (data, size);
}

GBytes *
look_test_save (GdkPixbuf  *picture,
                const char *format)
{
  char *data;
  gsize size;

  if (!gdk_pixbuf_save_to_buffer (picture, &data, &size, format, NULL, NULL))
    return NULL;
  return g_bytes_new_take (data, size);
}

/* The APP1 segment goes right behind the start of the picture. */
GBytes *
look_test_with_exif (GBytes *jpeg,
                     GBytes *exif)
{
  GByteArray *out = g_byte_array_new ();
  gsize n_jpeg, n_exif;
  const guint8 *data = g_bytes_get_data (jpeg, &n_jpeg);
  const guint8 *block = g_bytes_get_data (exif, &n_exif);
  guint8 head[6] = { 0xff, 0xd8, 0xff, 0xe1, (guint8) ((n_exif + 2) >> 8), (guint8) (n_exif + 2) };

  g_assert_cmpuint (n_exif, <=, 65533);
  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, block, (guint) n_exif);
  g_byte_array_append (out, data + 2, (guint) n_jpeg - 2);
  return g_byte_array_free_to_bytes (out);
}

GdkPixbuf *
look_test_decode (GBytes *bytes)
{
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();

  g_assert_nonnull (bytes);
  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, bytes, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
  return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
}

/* Where 0 and 1 are the picture's edges. */
void
look_test_pixel (GdkPixbuf *picture,
                 double     x,
                 double     y,
                 guint8     rgb[3])
{
  int column = (int) (x * (gdk_pixbuf_get_width (picture) - 1));
  int row = (int) (y * (gdk_pixbuf_get_height (picture) - 1));

  memcpy (rgb, gdk_pixbuf_read_pixels (picture) + row * gdk_pixbuf_get_rowstride (picture)
               + column * gdk_pixbuf_get_n_channels (picture), 3);
}
