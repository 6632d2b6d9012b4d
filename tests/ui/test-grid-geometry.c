/* tests/ui/test-grid-geometry.c: which photo is where in a grid of equal cells. */
#include "ui/grid-geometry.h"

/* Ten photos, three columns of 100, rows of 50. */
static const PsGridGeometry ten = { 300, 50, 3, 10, FALSE };
static const PsGridGeometry ten_mirrored = { 300, 50, 3, 10, TRUE };

static void
test_fit (void)
{
  g_assert_cmpuint (ps_grid_geometry_fit (1000, 196), ==, 5);
  g_assert_cmpuint (ps_grid_geometry_fit (100, 196), ==, 1);
  g_assert_cmpuint (ps_grid_geometry_fit (0, 0), ==, 1);
}

static void
assert_at (const PsGridGeometry *geometry,
           double                x,
           double                y,
           int                   expected)
{
  guint position;
  gboolean found = ps_grid_geometry_position_at (geometry, x, y, &position);

  g_assert_cmpint (found ? (int) position : -1, ==, expected);
}

static void
test_position (void)
{
  assert_at (&ten, 0, 0, 0);
  assert_at (&ten, 299, 49, 2);
  assert_at (&ten, 150, 120, 7);
  assert_at (&ten, 50, 199, 9);
  assert_at (&ten, 150, 199, -1);
  assert_at (&ten, 50, 200, -1);
  assert_at (&ten, -1, 0, -1);
  assert_at (&ten_mirrored, 0, 0, 2);
  assert_at (&ten_mirrored, 299, 0, 0);
}

static void
test_rows (void)
{
  g_assert_cmpfloat (ps_grid_geometry_top_of (&ten, 7), ==, 100);
  g_assert_cmpuint (ps_grid_geometry_first_at (&ten, 60), ==, 3);
  g_assert_cmpuint (ps_grid_geometry_first_at (&ten, -5), ==, 0);
  g_assert_cmpuint (ps_grid_geometry_first_at (&ten, 100000), ==, 9);
  g_assert_cmpuint (ps_grid_geometry_first_at (&(PsGridGeometry) { 300, 50, 3, 0, FALSE }, 60), ==, 0);
}

/* @expected: "first column-last column, first row-last row", or "" for nothing. */
static void
assert_touched (const PsGridGeometry *geometry,
                double                x1,
                double                y1,
                double                x2,
                double                y2,
                const char           *expected)
{
  guint columns[2], rows[2];
  g_autofree char *text = g_strdup ("");

  if (ps_grid_geometry_touched (geometry, x1, y1, x2, y2, 10, columns, rows))
    {
      g_free (text);
      text = g_strdup_printf ("%u-%u, %u-%u", columns[0], columns[1], rows[0], rows[1]);
    }
  g_assert_cmpstr (text, ==, expected);
}

static void
test_touched (void)
{
  assert_touched (&ten, 20, 20, 30, 30, "0-0, 0-0");
  assert_touched (&ten, 250, 80, 20, 20, "0-2, 0-1");
  assert_touched (&ten, 92, 20, 108, 30, "");
  assert_touched (&ten, 92, 20, 112, 30, "1-1, 0-0");
  assert_touched (&ten, 20, 42, 30, 58, "");
  assert_touched (&ten, 0, 0, 300, 5000, "0-2, 0-3");
  assert_touched (&ten, 20, 300, 30, 400, "");
  assert_touched (&ten_mirrored, 20, 20, 30, 30, "2-2, 0-0");
  assert_touched (&(PsGridGeometry) { 300, 50, 3, 0, FALSE }, 0, 0, 300, 300, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid-geometry/columns", test_fit);
  g_test_add_func ("/grid-geometry/a-place-is-a-photo", test_position);
  g_test_add_func ("/grid-geometry/rows", test_rows);
  g_test_add_func ("/grid-geometry/a-rectangle-touches", test_touched);
  return g_test_run ();
}
