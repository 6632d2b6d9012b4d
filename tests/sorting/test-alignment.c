/* tests/sorting/test-alignment.c: a picture is recognised when it is lighter, and when it was cropped. */
#include <math.h>

#include "sorting/alignment.h"

/* A landscape of a few waves, seen in the part that begins at @x and @y. */
static void
draw (PsImprint *imprint,
      double     x,
      double     y,
      double     side,
      double     gain)
{
  for (int row = 0; row < PS_IMPRINT_SIDE; row++)
    for (int column = 0; column < PS_IMPRINT_SIDE; column++)
      {
        double u = x + side * (column + 0.5) / PS_IMPRINT_SIDE, v = y + side * (row + 0.5) / PS_IMPRINT_SIDE;

        imprint->greys[row * PS_IMPRINT_SIDE + column] = (guint8) lround (128 + gain * (60 * sin (9 * u + 4 * v) + 40 * cos (14 * v - 5 * u)));
      }
}

static void
test_lighter (void)
{
  PsImprint picture, lighter, other;

  draw (&picture, 0, 0, 1, 1);
  draw (&lighter, 0, 0, 1, 0.5);
  draw (&other, 0.05, 0, 1, 1);
  g_assert_cmpfloat (ps_alignment_of_whole (&picture, &picture), <, 1e-6);
  g_assert_cmpfloat (ps_alignment_of_whole (&picture, &lighter), <=, PS_ALIGNMENT_SAME);
  g_assert_cmpfloat (ps_alignment_of_whole (&picture, &other), >, PS_ALIGNMENT_SAME);
}

static void
test_cropped (void)
{
  PsImprint picture, part, stranger;

  draw (&picture, 0, 0, 1, 1);
  draw (&stranger, 3, 1, 1, 1);
  for (double side = 0.82; side < 0.98; side += 0.04)
    {
      draw (&part, (1 - side) / 3, (1 - side) * 0.8, side, 1);
      g_assert_cmpfloat (ps_alignment_of_whole (&part, &picture), >, PS_ALIGNMENT_SAME);
      g_assert_cmpfloat (ps_alignment_of_part (&part, &picture), <=, PS_ALIGNMENT_PART);
      g_assert_cmpfloat (ps_alignment_of_part (&part, &stranger), >, 2 * PS_ALIGNMENT_PART);
    }
}

/* One grey alone is like nothing, and nothing is divided by nothing. */
static void
test_plain (void)
{
  PsImprint picture, plain = { 0 };

  draw (&picture, 0, 0, 1, 1);
  g_assert_cmpfloat (ps_alignment_of_whole (&plain, &plain), ==, 1);
  g_assert_cmpfloat (ps_alignment_of_whole (&picture, &plain), ==, 1);
  g_assert_cmpfloat (ps_alignment_of_part (&plain, &picture), >, PS_ALIGNMENT_PART);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/alignment/lighter", test_lighter);
  g_test_add_func ("/alignment/cropped", test_cropped);
  g_test_add_func ("/alignment/plain", test_plain);
  return g_test_run ();
}
