/* tests/ui/test-clock-words.c: a camera's times are told and understood as they stand; how far a clock was off is told in words. */
#include <glib.h>

#include "ui/clock-words.h"

static const struct { const char *typed; const char *stamp; /* NULL: it is no time */ } typed_times[] = {
  { "2024-06-22 16:41:05", "2024-06-22 16:41:05" },
  { "  2024-06-22T16:41  ", "2024-06-22 16:41:00" },
  { "1969-12-31 23:59:59", "1969-12-31 23:59:59" },
  { "2024-02-29 00:00", "2024-02-29 00:00:00" },
  { "2023-02-29 00:00", NULL },
  { "2024-06-22", NULL },
  { "2024-06-22 16:41:05 and more", NULL },
  { "2024-06-22 16:41:", NULL },
  { "2024-06-22 25:00", NULL },
  { "0000-01-01 00:00", NULL },
  { "tomorrow", NULL },
  { "", NULL },
};

static void
test_typed_times (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (typed_times); i++)
    {
      gint64 taken_us = 0;
      gboolean is_time = ps_clock_words_parse (typed_times[i].typed, &taken_us);
      g_autofree char *stamp = is_time ? ps_clock_words_stamp (taken_us) : NULL;

      g_test_message ("“%s”", typed_times[i].typed);
      g_assert_cmpstr (stamp, ==, typed_times[i].stamp);
    }
}

/* Part of a second before 1970 belongs to the second that began before it. */
static void
test_parts_of_a_second (void)
{
  g_autofree char *after = ps_clock_words_stamp (1500000), *before = ps_clock_words_stamp (-500000);
  g_autofree char *moment = ps_clock_words_moment (G_GINT64_CONSTANT (1719074465) * G_USEC_PER_SEC);

  g_assert_cmpstr (after, ==, "1970-01-01 00:00:01");
  g_assert_cmpstr (before, ==, "1969-12-31 23:59:59");
  g_assert_cmpstr (moment, ==, "22 June 2024, 16:41:05");
}

static void
test_shifts (void)
{
  static const struct { gint64 seconds; const char *words; } shifts[] = {
    { 3600, "1 hour later" }, { -3600, "1 hour earlier" }, { 93784, "1 day 2 hours 3 minutes 4 seconds later" },
    { -120, "2 minutes earlier" }, { 1, "1 second later" }, { 86400 * 30, "30 days later" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      g_autofree char *words = ps_clock_words_shift (shifts[i].seconds * G_USEC_PER_SEC);

      g_assert_cmpstr (words, ==, shifts[i].words);
    }
}

static void
test_cameras (void)
{
  static const struct { const char *make, *model, *serial; gboolean with_serial; const char *words; } cameras[] = {
    { "Canon", "Canon EOS R5", "1", FALSE, "Canon EOS R5" }, { "SONY", "ILCE-7M4", "", TRUE, "SONY ILCE-7M4" },
    { "NIKON CORPORATION", "NIKON Z 6_2", "600", TRUE, "NIKON Z 6_2 (No. 600)" }, { "", "Pinhole", "", FALSE, "Pinhole" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cameras); i++)
    {
      PsCameraClock camera = { .make = (char *) cameras[i].make, .model = (char *) cameras[i].model, .serial = (char *) cameras[i].serial };
      g_autofree char *words = ps_clock_words_camera (&camera, cameras[i].with_serial);

      g_assert_cmpstr (words, ==, cameras[i].words);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clock-words/a-typed-time-is-understood-or-refused", test_typed_times);
  g_test_add_func ("/clock-words/a-part-of-a-second-is-left-out", test_parts_of_a_second);
  g_test_add_func ("/clock-words/how-far-in-words", test_shifts);
  g_test_add_func ("/clock-words/a-camera-is-named-once", test_cameras);
  return g_test_run ();
}
