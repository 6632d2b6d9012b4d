/* tests/look/test-resize.c: a smaller picture is the mean of the larger one; nothing flickers, nothing is passed over. */
#include "look-test.h"
#include "look/resize.h"

static GdkPixbuf *
draw_stripes (int     width,
              int     height,
              guint8  even,
              guint8  odd)
{
  GdkPixbuf *picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  for (int y = 0; y < height; y++)
    {
      guint8 *p = gdk_pixbuf_get_pixels (picture) + y * gdk_pixbuf_get_rowstride (picture);

      for (int x = 0; x < 3 * width; x++)
        p[x] = x / 3 % 2 == 0 ? even : odd;
    }
  return picture;
}

static void
assert_plain (GdkPixbuf *picture,
              int        value)
{
  for (int y = 0; y < gdk_pixbuf_get_height (picture); y++)
    {
      const guint8 *p = gdk_pixbuf_read_pixels (picture) + y * gdk_pixbuf_get_rowstride (picture);

      for (int x = 0; x < 3 * gdk_pixbuf_get_width (picture); x++)
        g_assert_cmpint (p[x], ==, value);
    }
}

/* By every ratio: the weights of a new pixel make one, at the edges too, and white stays white. */
static void
test_plain_stays_plain (void)
{
  static const int sizes[][4] = { { 400, 267, 320, 213 }, { 639, 426, 320, 213 }, { 640, 427, 320, 213 }, { 321, 1, 320, 1 },
                                  { 5000, 3, 320, 1 }, { 1, 700, 1, 320 }, { 320, 320, 320, 320 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (int value = 0; value <= 255; value += 51)
      {
        g_autoptr(GdkPixbuf) picture = draw_stripes (sizes[i][0], sizes[i][1], (guint8) value, (guint8) value);
        g_autoptr(GdkPixbuf) smaller = ps_resize_smaller (picture, sizes[i][2], sizes[i][3]);

        g_assert_cmpint (gdk_pixbuf_get_width (smaller), ==, sizes[i][2]);
        g_assert_cmpint (gdk_pixbuf_get_height (smaller), ==, sizes[i][3]);
        assert_plain (smaller, value);
      }
}

/* Stripes that are too narrow to be seen become their mean, not one of them. */
static void
test_no_aliasing (void)
{
  g_autoptr(GdkPixbuf) halved = draw_stripes (640, 20, 0, 254);
  g_autoptr(GdkPixbuf) tenth = draw_stripes (3200, 20, 0, 254);
  g_autoptr(GdkPixbuf) a = ps_resize_smaller (halved, 320, 10);
  g_autoptr(GdkPixbuf) b = ps_resize_smaller (tenth, 320, 2);

  assert_plain (a, 127);
  assert_plain (b, 127);
}

/* 4 pixels to 3: each new one covers one and a third old ones. */
static void
test_edges_are_weighed (void)
{
  static const guint8 old[] = { 0, 120, 240, 60 };
  static const int expected[] = { 30, 180, 105 }; /* (0 + 120/3)·3/4, (120·2/3 + 240·2/3)·3/4, (240/3 + 60)·3/4 */
  g_autoptr(GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 4, 1);
  g_autoptr(GdkPixbuf) smaller = NULL;

  for (int i = 0; i < 12; i++)
    gdk_pixbuf_get_pixels (picture)[i] = old[i / 3];
  smaller = ps_resize_smaller (picture, 3, 1);
  for (int i = 0; i < 9; i++)
    g_assert_cmpint (gdk_pixbuf_read_pixels (smaller)[i], ==, expected[i / 3]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resize/plain-stays-plain", test_plain_stays_plain);
  g_test_add_func ("/resize/too-narrow-to-be-seen-is-the-mean", test_no_aliasing);
  g_test_add_func ("/resize/edges-are-weighed", test_edges_are_weighed);
  return g_test_run ();
}
