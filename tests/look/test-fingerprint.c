/* tests/look/test-fingerprint.c: look-alikes share their bits, strangers do not. */
#include "look-test.h"
#include "look/fingerprint.h"

#define N_SCENES 60

static guint64
fingerprint (GdkPixbuf *picture)
{
  guint64 result;

  g_assert_true (ps_fingerprint_make (picture, &result));
  return result;
}

static int
count_different (guint64 a,
                 guint64 b)
{
  return __builtin_popcountll (a ^ b);
}

static void
test_look_alikes (void)
{
  int worst = 0;

  for (guint scene = 0; scene < N_SCENES; scene++)
    {
      g_autoptr(GdkPixbuf) picture = look_test_draw (scene, 320, 214);
      g_autoptr(GdkPixbuf) smaller = gdk_pixbuf_scale_simple (picture, 160, 107, GDK_INTERP_BILINEAR);
      g_autoptr(GBytes) jpeg = look_test_jpeg (picture, 60);
      g_autoptr(GdkPixbuf) again = look_test_decode (jpeg);
      g_autoptr(GdkPixbuf) cropped = gdk_pixbuf_new_subpixbuf (picture, 5, 3, 310, 208);
      guint64 original = fingerprint (picture);

      g_assert_cmpint (count_different (original, fingerprint (smaller)), <=, 4);
      g_assert_cmpint (count_different (original, fingerprint (again)), <=, 6);
      g_assert_cmpint (count_different (original, fingerprint (cropped)), <=, 12);
      worst = MAX (worst, count_different (original, fingerprint (cropped)));
    }
  g_test_message ("cropped by 3 %%: at most %d bits differ", worst);
}

static void
test_strangers (void)
{
  guint64 all[N_SCENES];
  int closest = 64;
  gint64 sum = 0;

  for (guint i = 0; i < N_SCENES; i++)
    {
      g_autoptr(GdkPixbuf) picture = look_test_draw (i, 160, 107);

      all[i] = fingerprint (picture);
      for (guint j = 0; j < i; j++)
        {
          closest = MIN (closest, count_different (all[i], all[j]));
          sum += count_different (all[i], all[j]);
        }
    }
  g_test_message ("strangers differ in %d bits at least, %.1f on average", closest, 2.0 * (double) sum / (N_SCENES * (N_SCENES - 1)));
  g_assert_cmpint (closest, >=, 13);
}

static void
test_a_plain_area_has_none (void)
{
  g_autoptr(GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 200, 100);
  guint64 result;

  gdk_pixbuf_fill (picture, 0x101010ff);
  g_assert_false (ps_fingerprint_make (picture, &result));
}

static void
test_any_shape (void)
{
  static const int sizes[][2] = { { 1, 1 }, { 320, 1 }, { 1, 320 }, { 3, 2 }, { 31, 33 }, { 320, 213 } };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GdkPixbuf) picture = look_test_draw (1, sizes[i][0], sizes[i][1]);
      guint64 result;

      ps_fingerprint_make (picture, &result);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fingerprint/look-alikes-share-their-bits", test_look_alikes);
  g_test_add_func ("/fingerprint/strangers-do-not", test_strangers);
  g_test_add_func ("/fingerprint/a-plain-area-has-none", test_a_plain_area_has_none);
  g_test_add_func ("/fingerprint/any-shape", test_any_shape);
  return g_test_run ();
}
