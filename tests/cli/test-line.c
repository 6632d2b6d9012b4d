/* tests/cli/test-line.c: a progress line fits its terminal, and no number in it is ever cut. */
#include <string.h>

#include "cli/line.h"

static PsLine *
a_line (void)
{
  PsLine *line = ps_line_new ();

  ps_line_add (line, 3, g_strdup ("████████░░░░░░░░░░░░░░░░  33 %"), "33 %");
  ps_line_add (line, 5, g_strdup ("1234 of 5678 photos"), NULL);
  ps_line_add (line, 2, g_strdup ("12.3 MB of 45.6 GB"), NULL);
  ps_line_add (line, 7, g_strdup ("7.8 MB/s"), NULL);
  ps_line_add (line, 4, g_strdup ("about 90 minutes left"), NULL);
  ps_line_add (line, 9, g_strdup ("Cloudinary does not answer; it is asked again by itself"), NULL);
  return line;
}

static void
test_fits_every_width (void)
{
  static const char *const whole[] = { "33 %", "1234 of 5678 photos", "12.3 MB of 45.6 GB", "7.8 MB/s", "about 90 minutes left",
                                       "████████░░░░░░░░░░░░░░░░  33 %", NULL };

  for (guint width = 20; width < 200; width++)
    {
      g_autofree char *text = ps_line_fit (a_line (), width);
      g_auto(GStrv) parts = g_strsplit (text, " · ", -1);

      g_assert_cmpint (g_utf8_strlen (text, -1), <=, width);
      for (guint n = 0; parts[n] != NULL; n++)
        if (strpbrk (parts[n], "0123456789") != NULL)
          g_assert_true (g_strv_contains (whole, parts[n]));
    }
}

static void
test_80_columns_keep_rate_and_reason (void)
{
  g_autofree char *text = ps_line_fit (a_line (), 79);

  g_assert_nonnull (strstr (text, "7.8 MB/s"));
  g_assert_nonnull (strstr (text, "asked again by itself"));
}

static void
test_without_a_width_all_is_there (void)
{
  g_autofree char *text = ps_line_fit (a_line (), 0);

  g_assert_nonnull (strstr (text, "12.3 MB of 45.6 GB"));
}

static void
test_words_alone_end_at_a_blank (void)
{
  PsLine *line = ps_line_new ();
  g_autofree char *text = NULL;

  ps_line_add (line, 1, g_strdup ("Cloudinary does not answer"), NULL);
  text = ps_line_fit (line, 20);
  g_assert_cmpstr (text, ==, "Cloudinary does not…");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/line/fits-every-width", test_fits_every_width);
  g_test_add_func ("/line/80-columns-keep-rate-and-reason", test_80_columns_keep_rate_and_reason);
  g_test_add_func ("/line/without-a-width-all-is-there", test_without_a_width_all_is_there);
  g_test_add_func ("/line/words-alone-end-at-a-blank", test_words_alone_end_at_a_blank);
  return g_test_run ();
}
