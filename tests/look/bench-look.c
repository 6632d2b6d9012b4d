/* tests/look/bench-look.c: what looking at a photo costs, in milliseconds. */
#include "exif-maker.h"
#include "look-test.h"
#include "look/exif.h"
#include "look/fingerprint.h"
#include "look/imprint-make.h"

static GBytes *
make_photo (int width,
            int height)
{
  g_autoptr(GdkPixbuf) tile = look_test_draw (3, 800, 600);
  g_autoptr(GdkPixbuf) scene = gdk_pixbuf_scale_simple (tile, width, height, GDK_INTERP_BILINEAR);
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);

  /* Grain: without it there would be next to nothing to decode. */
  for (int y = 0; y < height; y++)
    {
      guint8 *p = gdk_pixbuf_get_pixels (scene) + y * gdk_pixbuf_get_rowstride (scene);

      for (int x = 0; x < width * 3; x++)
        p[x] = (guint8) CLAMP (p[x] + g_rand_int_range (rand, -7, 8), 0, 255);
    }
  return look_test_jpeg (scene, 90);
}

static void
measure_looks (const char *what,
               GBytes     *photo,
               int         n)
{
  PsLooker *looker = ps_looker_new (1);
  gsize size;
  const void *data = g_bytes_get_data (photo, &size);
  gint64 start;

  ps_look_free (look_test_look_at (looker, "x", 1));
  start = g_get_monotonic_time ();
  for (int i = 0; i < n; i++)
    ps_look_free (look_test_look_at (looker, data, size));
  g_print ("%-40s %8.2f ms (%.1f MB)\n", what, (double) (g_get_monotonic_time () - start) / 1000 / n, (double) size / 1e6);
  look_test_close (looker);
}

static void
measure_exif (void)
{
  g_autoptr(ExifMaker) maker = exif_maker_new (TRUE);
  g_autoptr(GBytes) block = NULL;
  gint64 start;

  exif_maker_text (maker, IFD0, 0x010f, "Canon");
  exif_maker_text (maker, IFD0, 0x0110, "EOS R5");
  exif_maker_text (maker, EXIF, 0x9003, "2023:12:31 23:59:59");
  exif_maker_rationals (maker, EXIF, 0x829a, RATIONAL, 1, (const gint64[][2]) { { 1, 8000 } });
  for (guint i = 0; i < 40; i++)
    exif_maker_short (maker, EXIF, 0xb000 + i, i);
  block = exif_maker_finish (maker);
  start = g_get_monotonic_time ();
  for (int i = 0; i < 10000; i++)
    {
      g_autoptr(PsFacts) facts = ps_facts_new ();

      ps_exif_read (block, facts);
    }
  g_print ("%-40s %8.4f ms\n", "EXIF alone, 44 entries", (double) (g_get_monotonic_time () - start) / 1000 / 10000);
}

static void
measure_fingerprint (void)
{
  g_autoptr(GdkPixbuf) picture = look_test_draw (1, 320, 213);
  gint64 start = g_get_monotonic_time ();
  guint64 fingerprint;
  PsImprint imprint;

  for (int i = 0; i < 500; i++)
    ps_fingerprint_make (picture, &fingerprint);
  g_print ("%-40s %8.4f ms\n", "fingerprint alone", (double) (g_get_monotonic_time () - start) / 1000 / 500);
  start = g_get_monotonic_time ();
  for (int i = 0; i < 500; i++)
    ps_imprint_make (picture, &imprint);
  g_print ("%-40s %8.4f ms\n", "imprint alone", (double) (g_get_monotonic_time () - start) / 1000 / 500);
}

static void
measure_start (void)
{
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < 10; i++)
    {
      PsLooker *looker = ps_looker_new (1);

      ps_look_free (look_test_look_at (looker, "x", 1));
      look_test_close (looker);
    }
  g_print ("%-40s %8.2f ms\n", "a helper started and ended", (double) (g_get_monotonic_time () - start) / 1000 / 10);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GBytes) tiny = make_photo (400, 267);
  g_autoptr(GBytes) small = make_photo (1600, 1067);
  g_autoptr(GBytes) large = make_photo (6000, 4000);

  measure_looks ("JPEG of 400 × 267", tiny, 400);
  measure_looks ("JPEG of 1600 × 1067", small, 50);
  measure_looks ("JPEG of 6000 × 4000", large, 8);
  measure_exif ();
  measure_fingerprint ();
  measure_start ();
  look_test_remove ();
  return 0;
}
