/* tests/catalog/test-clocks.c: when photos count as taken, by which cameras; put right and back again. */
#include "kit.h"

#include "catalog/catalog-marks.h"

static Kit *
make (void)
{
  Kit *kit = kit_new ();

  kit_scan (kit, kit_page (kit_asset ("a", NULL, NULL), kit_asset ("b", NULL, NULL), kit_asset ("c", NULL, NULL),
                           kit_asset ("d", NULL, NULL), NULL));
  kit_run (kit, "INSERT INTO exif_data (photo_id, camera_make, camera_model, camera_serial) VALUES"
                " (1, 'Canon', 'R5', '7'), (2, 'Nikon', 'Z 8', '1'), (3, 'Nikon', 'Z 8', '1');"
                "UPDATE photos SET taken_at_us = 3000000 WHERE id = 1; UPDATE photos SET taken_at_us = 2000000 WHERE id = 2;"
                "UPDATE photos SET taken_at_us = 1000000 WHERE id = 3");
  return kit;
}

static GArray *
all_ids (void)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = 1; id <= 4; id++)
    g_array_append_val (ids, id);
  return ids;
}

static void
test_times (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GArray) ids = all_ids ();
  g_autoptr(PsPhotoTimes) times = NULL;
  const PsCameraClock *camera;
  static const struct { gint64 id, taken_us; guint camera; } expected[] = { { 3, 1000000, 0 }, { 2, 2000000, 0 }, { 1, 3000000, 1 } };

  ps_catalog_read_times_async (kit->catalog, ids, NULL, kit_cb, kit);
  times = ps_catalog_read_times_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpuint (times->times->len, ==, 3); /* one has no time of its own */
  for (guint i = 0; i < 3; i++)
    {
      const PsPhotoTime *time = &g_array_index (times->times, PsPhotoTime, i);

      g_assert_cmpint (time->photo_id, ==, expected[i].id);
      g_assert_cmpint (time->taken_us, ==, expected[i].taken_us);
      g_assert_cmpuint (time->camera, ==, expected[i].camera);
    }
  g_assert_cmpuint (times->cameras->len, ==, 2);
  camera = g_ptr_array_index (times->cameras, 0);
  g_assert_cmpstr (camera->model, ==, "Z 8"); /* the busiest */
  g_assert_cmpint (camera->n_photos, ==, 2);
  g_assert_cmpint (camera->first_us, ==, 1000000);
  g_assert_cmpint (camera->last_us, ==, 2000000);
}

static void
test_shift_and_back (void)
{
  g_autoptr(Kit) kit = make ();
  g_autoptr(GArray) ids = all_ids ();
  g_autoptr(GArray) shifted = NULL, back = NULL;

  ps_catalog_shift_clock_async (kit->catalog, ids, -500000, NULL, kit_cb, kit);
  shifted = ps_catalog_shift_clock_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpuint (shifted->len, ==, 3);
  g_assert_cmpint (kit_int (kit, "SELECT sum(taken_at_us) FROM photos"), ==, 4500000);
  g_assert_cmpint (kit_int (kit, "SELECT sum(shift_us) FROM clock_shifts"), ==, -1500000);
  ps_catalog_shift_clock_async (kit->catalog, shifted, 500000, NULL, kit_cb, kit);
  back = ps_catalog_shift_clock_finish (kit->catalog, kit_await (kit), NULL);
  g_assert_cmpuint (back->len, ==, 3);
  g_assert_cmpint (kit_int (kit, "SELECT sum(taken_at_us) FROM photos"), ==, 6000000);
  g_assert_cmpint (kit_int (kit, "SELECT count(*) FROM clock_shifts"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clocks/times-and-cameras-of-some-photos", test_times);
  g_test_add_func ("/clocks/shifted-and-shifted-back", test_shift_and_back);
  return g_test_run ();
}
