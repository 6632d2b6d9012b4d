/* tests/look/test-exif.c: an EXIF block, also a hostile one, becomes facts that can be shown. */
#include <math.h>
#include <string.h>

#include "exif-maker.h"
#include "look/exif.h"

static PsFacts *
read_facts (ExifMaker *maker)
{
  g_autoptr(GBytes) block = exif_maker_finish (maker);
  PsFacts *facts = ps_facts_new ();

  g_assert_true (ps_exif_read (block, facts));
  g_assert_true (facts->has_exif);
  return facts;
}

static void
test_every_field (gconstpointer data)
{
  g_autoptr(ExifMaker) maker = exif_maker_new (GPOINTER_TO_INT (data));
  g_autoptr(PsFacts) facts = NULL;

  exif_maker_text (maker, IFD0, 0x010e, "Harbour at dusk  ");
  exif_maker_text (maker, IFD0, 0x010f, "NIKON CORPORATION ");
  exif_maker_text (maker, IFD0, 0x0110, "NIKON Z 7");
  exif_maker_short (maker, IFD0, 0x0112, 6);
  exif_maker_text (maker, IFD0, 0x013b, "Åsa Öberg");
  exif_maker_text (maker, IFD0, 0x8298, "© Åsa");
  exif_maker_rationals (maker, EXIF, 0x829a, RATIONAL, 1, (const gint64[][2]) { { 1, 250 } });
  exif_maker_rationals (maker, EXIF, 0x829d, RATIONAL, 1, (const gint64[][2]) { { 28, 10 } });
  exif_maker_short (maker, EXIF, 0x8827, 64);
  exif_maker_text (maker, EXIF, 0x9003, "2024:06:22 16:41:09");
  exif_maker_text (maker, EXIF, 0x9011, "+02:00");
  exif_maker_text (maker, EXIF, 0x9291, "250");
  exif_maker_rationals (maker, EXIF, 0x920a, RATIONAL, 1, (const gint64[][2]) { { 85, 1 } });
  exif_maker_short (maker, EXIF, 0xa405, 127);
  exif_maker_text (maker, EXIF, 0xa431, "6001234");
  exif_maker_text (maker, EXIF, 0xa434, "NIKKOR Z 85mm f/1.8 S");
  exif_maker_text (maker, GPS, 1, "S");
  exif_maker_rationals (maker, GPS, 2, RATIONAL, 3, (const gint64[][2]) { { 33, 1 }, { 51, 1 }, { 3600, 100 } });
  exif_maker_text (maker, GPS, 3, "E");
  exif_maker_rationals (maker, GPS, 4, RATIONAL, 3, (const gint64[][2]) { { 151, 1 }, { 12, 1 }, { 0, 1 } });
  exif_maker_raw (maker, GPS, 5, BYTE, 1, "\1", 1);
  exif_maker_rationals (maker, GPS, 6, RATIONAL, 1, (const gint64[][2]) { { 25, 2 } });
  facts = read_facts (maker);
  g_assert_cmpstr (facts->description, ==, "Harbour at dusk");
  g_assert_cmpstr (facts->camera_make, ==, "NIKON CORPORATION");
  g_assert_cmpstr (facts->camera_model, ==, "NIKON Z 7");
  g_assert_cmpstr (facts->camera_serial, ==, "6001234");
  g_assert_cmpstr (facts->lens, ==, "NIKKOR Z 85mm f/1.8 S");
  g_assert_cmpstr (facts->artist, ==, "Åsa Öberg");
  g_assert_cmpstr (facts->copyright, ==, "© Åsa");
  g_assert_cmpint (facts->orientation, ==, 6);
  g_assert_cmpfloat (facts->shutter_speed, ==, 1.0 / 250);
  g_assert_cmpfloat (facts->aperture, ==, 2.8);
  g_assert_cmpfloat (facts->focal_length, ==, 85);
  g_assert_cmpfloat (facts->focal_length_35mm, ==, 127);
  g_assert_cmpint (facts->iso, ==, 64);
  g_assert_cmpstr (facts->date_taken, ==, "2024-06-22T16:41:09");
  g_assert_cmpstr (facts->date_taken_offset, ==, "+02:00");
  g_assert_cmpint (facts->taken_at_us, ==, G_GINT64_CONSTANT (1719067269250000));
  g_assert_cmpfloat_with_epsilon (facts->gps_latitude, -33.86, 1e-9);
  g_assert_cmpfloat_with_epsilon (facts->gps_longitude, 151.2, 1e-9);
  g_assert_cmpfloat (facts->gps_altitude, ==, -12.5);
}

typedef struct
{
  const char *path, *original, *digitised, *changed, *expected;
} DateCase;

static const DateCase dates[] = {
  { "/exif/date/original-first", "2001:02:03 04:05:06", "2002:02:03 04:05:06", "2003:02:03 04:05:06", "2001-02-03T04:05:06" },
  { "/exif/date/digitised-next", "0000:00:00 00:00:00", "2002:02:03 04:05:06", "2003:02:03 04:05:06", "2002-02-03T04:05:06" },
  { "/exif/date/changed-last", NULL, NULL, "2003:02:03 04:05:06", "2003-02-03T04:05:06" },
  { "/exif/date/blank-is-none", "    :  :     :  :  ", "                   ", "", NULL },
  { "/exif/date/no-such-day", "2023:02:30 10:00:00", NULL, "2023:13:01 10:00:00", NULL },
  { "/exif/date/no-such-hour", "2023:02:03 25:00:00", NULL, NULL, NULL },
  { "/exif/date/other-separators", "2023-02-03T10:11:12", NULL, NULL, "2023-02-03T10:11:12" },
  { "/exif/date/with-a-zone-behind", "2023:02:03 10:11:12+09:00", NULL, NULL, "2023-02-03T10:11:12" },
  { "/exif/date/cut", "2023:02:03", NULL, NULL, NULL },
  { "/exif/date/nonsense", "yesterday, I think", NULL, NULL, NULL },
  { "/exif/date/negative", "2023:-2:03 10:11:12", NULL, NULL, NULL },
};

static void
test_date (gconstpointer data)
{
  const DateCase *c = data;
  g_autoptr(ExifMaker) maker = exif_maker_new (FALSE);
  g_autoptr(PsFacts) facts = NULL;

  if (c->changed != NULL)
    exif_maker_text (maker, IFD0, 0x0132, c->changed);
  if (c->original != NULL)
    exif_maker_text (maker, EXIF, 0x9003, c->original);
  if (c->digitised != NULL)
    exif_maker_text (maker, EXIF, 0x9004, c->digitised);
  facts = read_facts (maker);
  g_assert_cmpstr (facts->date_taken, ==, c->expected);
  g_assert_true ((facts->taken_at_us != 0) == (c->expected != NULL));
}

static void
test_offset (void)
{
  static const char *const texts[] = { "+02:00", "-09:30", "+00:00", "+24:00", "+2:00", "   :  ", "Z", "+02:60" };
  static const char *const expected[] = { "+02:00", "-09:30", "+00:00", NULL, NULL, NULL, NULL, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(ExifMaker) maker = exif_maker_new (TRUE);
      g_autoptr(PsFacts) facts = NULL;

      exif_maker_text (maker, EXIF, 0x9003, "2024:06:22 16:41:09");
      exif_maker_text (maker, EXIF, 0x9011, texts[i]);
      facts = read_facts (maker);
      g_assert_cmpstr (facts->date_taken, ==, "2024-06-22T16:41:09");
      g_assert_cmpstr (facts->date_taken_offset, ==, expected[i]);
    }
}

/* I9: bytes that are no UTF-8, controls, direction marks' neighbours, far too much of it. */
static void
test_hostile_text (void)
{
  g_autoptr(ExifMaker) maker = exif_maker_new (FALSE);
  g_autoptr(PsFacts) facts = NULL;
  g_autofree char *huge = g_strnfill (60000, 'x');

  exif_maker_text (maker, IFD0, 0x010e, huge);
  exif_maker_text (maker, IFD0, 0x010f, "\x8a\xd6\x82\xcc\x8a\x43"); /* Shift-JIS */
  exif_maker_text (maker, IFD0, 0x0110, "A\x1b[31mred\x07\x7f\nB\tC\xc2\x9b" "D");
  exif_maker_text (maker, IFD0, 0x013b, "\xff\xfe\xc3");
  exif_maker_raw (maker, IFD0, 0x8298, ASCII, 9, "Ann \0Bob ", 9);
  exif_maker_text (maker, EXIF, 0xa434, "    ");
  exif_maker_raw (maker, EXIF, 0xa431, ASCII, 5, "12345", 5); /* no zero at its end */
  facts = read_facts (maker);
  g_assert_cmpuint (strlen (facts->description), ==, 2000);
  g_assert_true (g_utf8_validate (facts->camera_make, -1, NULL));
  g_assert_cmpstr (facts->camera_model, ==, "A[31mred\nB CD");
  g_assert_true (g_utf8_validate (facts->artist, -1, NULL));
  g_assert_cmpstr (facts->copyright, ==, "Ann\nBob");
  g_assert_null (facts->lens);
  g_assert_cmpstr (facts->camera_serial, ==, "12345");
}

static void
test_numbers_that_are_none (void)
{
  g_autoptr(ExifMaker) maker = exif_maker_new (TRUE);
  g_autoptr(PsFacts) facts = NULL;

  exif_maker_rationals (maker, EXIF, 0x829a, RATIONAL, 1, (const gint64[][2]) { { 0, 0 } });
  exif_maker_rationals (maker, EXIF, 0x829d, RATIONAL, 1, (const gint64[][2]) { { 5, 0 } });
  exif_maker_rationals (maker, EXIF, 0x920a, SRATIONAL, 1, (const gint64[][2]) { { -5, 1 } });
  exif_maker_text (maker, EXIF, 0x8827, "100");
  exif_maker_raw (maker, EXIF, 0xa405, SHORT, 0, "", 0);
  facts = read_facts (maker);
  g_assert_true (isnan (facts->shutter_speed));
  g_assert_true (isnan (facts->aperture));
  g_assert_true (isnan (facts->focal_length));
  g_assert_true (isnan (facts->focal_length_35mm));
  g_assert_cmpint (facts->iso, ==, 0);
}

/* I11. */
static void
test_orientation_out_of_range (void)
{
  static const guint values[] = { 0, 9, 255, 65535 };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr(ExifMaker) maker = exif_maker_new (FALSE);
      g_autoptr(PsFacts) facts = NULL;

      exif_maker_short (maker, IFD0, 0x0112, values[i]);
      facts = read_facts (maker);
      g_assert_cmpint (facts->orientation, ==, 1);
    }
}

typedef struct
{
  const char *path;
  gint64 latitude[3][2];
  const char *latitude_ref;
  gint64 longitude[3][2];
  const char *longitude_ref;
  double expected[2]; /* NaN: unknown place */
} PlaceCase;

/* I10. */
static const PlaceCase places[] = {
  { "/exif/gps/north-west", { { 51, 1 }, { 30, 1 }, { 0, 1 } }, "N", { { 0, 1 }, { 7, 1 }, { 30, 1 } }, "W", { 51.5, -0.125 } },
  { "/exif/gps/minutes-with-decimals", { { 10, 1 }, { 305, 10 }, { 0, 1 } }, "S", { { 20, 1 }, { 0, 1 }, { 0, 1 } }, "E",
    { -10.508333333333333, 20 } },
  { "/exif/gps/all-in-seconds", { { 0, 1 }, { 0, 1 }, { 36000, 1 } }, "n", { { 0, 1 }, { 0, 1 }, { 3600, 1 } }, "e", { 10, 1 } },
  { "/exif/gps/beyond-the-pole", { { 91, 1 }, { 0, 1 }, { 0, 1 } }, "N", { { 7, 1 }, { 0, 1 }, { 0, 1 } }, "E", { NAN, NAN } },
  { "/exif/gps/beyond-the-date-line", { { 51, 1 }, { 0, 1 }, { 0, 1 } }, "N", { { 181, 1 }, { 0, 1 }, { 0, 1 } }, "E", { NAN, NAN } },
  { "/exif/gps/over-zero", { { 51, 0 }, { 0, 1 }, { 0, 1 } }, "N", { { 7, 1 }, { 0, 1 }, { 0, 1 } }, "E", { NAN, NAN } },
  { "/exif/gps/seconds-over-zero", { { 51, 1 }, { 0, 1 }, { 0, 0 } }, "N", { { 7, 1 }, { 0, 1 }, { 0, 1 } }, "E", { NAN, NAN } },
  { "/exif/gps/no-hemisphere", { { 51, 1 }, { 0, 1 }, { 0, 1 } }, NULL, { { 7, 1 }, { 0, 1 }, { 0, 1 } }, "E", { NAN, NAN } },
  { "/exif/gps/odd-hemisphere", { { 51, 1 }, { 0, 1 }, { 0, 1 } }, "?", { { 7, 1 }, { 0, 1 }, { 0, 1 } }, "E", { NAN, NAN } },
};

static void
assert_same (double a,
             double b)
{
  g_assert_true (isnan (a) ? isnan (b) : fabs (a - b) < 1e-9);
}

static void
test_place (gconstpointer data)
{
  const PlaceCase *c = data;
  g_autoptr(ExifMaker) maker = exif_maker_new (TRUE);
  g_autoptr(PsFacts) facts = NULL;

  exif_maker_short (maker, IFD0, 0x0112, 1);
  if (c->latitude_ref != NULL)
    exif_maker_text (maker, GPS, 1, c->latitude_ref);
  exif_maker_rationals (maker, GPS, 2, RATIONAL, 3, c->latitude);
  exif_maker_text (maker, GPS, 3, c->longitude_ref);
  exif_maker_rationals (maker, GPS, 4, RATIONAL, 3, c->longitude);
  facts = read_facts (maker);
  assert_same (c->expected[0], facts->gps_latitude);
  assert_same (c->expected[1], facts->gps_longitude);
}

static void
test_altitude (void)
{
  static const struct { gint64 value[1][2]; const char *ref; double expected; } cases[] = {
    { { { 100, 1 } }, "\0", 100 }, { { { 100, 1 } }, "\1", -100 }, { { { 1, 0 } }, "\0", NAN }, { { { 4000000000, 1 } }, "\0", NAN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(ExifMaker) maker = exif_maker_new (TRUE);
      g_autoptr(PsFacts) facts = NULL;

      exif_maker_raw (maker, GPS, 5, BYTE, 1, cases[i].ref, 1);
      exif_maker_rationals (maker, GPS, 6, RATIONAL, 1, cases[i].value);
      facts = read_facts (maker);
      assert_same (cases[i].expected, facts->gps_altitude);
    }
}

static gint64
measure_peak (void)
{
  g_autofree char *status = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  return g_ascii_strtoll (strstr (status, "VmHWM:") + 6, NULL, 10) * 1024;
}

/* Thousands of entries that all claim the same 60 KB: copied one by one, they would fill a third of a gigabyte. */
static void
test_memory_is_capped (void)
{
  g_autoptr(ExifMaker) maker = exif_maker_new (FALSE);
  g_autoptr(GBytes) block = NULL;
  g_autoptr(PsFacts) facts = ps_facts_new ();
  gint64 before;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  for (guint i = 0; i < 5000; i++)
    exif_maker_raw (maker, IFD0, 0xc000 + i, UNDEFINED, 60000, "\0\0\0\0", 4);
  block = exif_maker_finish (maker);
  g_assert_cmpuint (g_bytes_get_size (block), <=, 65533);
  before = measure_peak ();
  ps_exif_read (block, facts);
  g_assert_cmpint (measure_peak () - before, <, 64 << 20);
}

/* Whatever is cut off or turned over in a block: an answer, and text that can be shown. */
static void
test_mutations_do_no_harm (void)
{
  g_autoptr(ExifMaker) maker = exif_maker_new (FALSE);
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);
  g_autoptr(GBytes) block = NULL;
  gsize size;
  const guint8 *whole;

  exif_maker_text (maker, IFD0, 0x010f, "Camera");
  exif_maker_short (maker, IFD0, 0x0112, 3);
  exif_maker_text (maker, EXIF, 0x9003, "2024:06:22 16:41:09");
  exif_maker_rationals (maker, EXIF, 0x829a, RATIONAL, 1, (const gint64[][2]) { { 1, 250 } });
  exif_maker_text (maker, GPS, 1, "S");
  exif_maker_rationals (maker, GPS, 2, RATIONAL, 3, (const gint64[][2]) { { 33, 1 }, { 51, 1 }, { 3600, 100 } });
  block = exif_maker_finish (maker);
  whole = g_bytes_get_data (block, &size);
  for (int i = 0; i < 20000; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (whole, size);
      g_autoptr(GBytes) mutant = NULL;
      g_autoptr(PsFacts) facts = ps_facts_new ();

      for (int j = g_rand_int_range (rand, 1, 6); j > 0; j--)
        copy[g_rand_int_range (rand, 6, (gint32) size)] = (guint8) g_rand_int (rand);
      mutant = g_bytes_new (copy, i % 4 == 0 ? (gsize) g_rand_int_range (rand, 14, (gint32) size) : size);
      ps_exif_read (mutant, facts);
      g_assert_true (facts->camera_make == NULL || g_utf8_validate (facts->camera_make, -1, NULL));
      g_assert_cmpint (facts->orientation, >=, 1);
      g_assert_cmpint (facts->orientation, <=, 8);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/exif/every-field/little-endian", GINT_TO_POINTER (FALSE), test_every_field);
  g_test_add_data_func ("/exif/every-field/big-endian", GINT_TO_POINTER (TRUE), test_every_field);
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    g_test_add_data_func (dates[i].path, &dates[i], test_date);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    g_test_add_data_func (places[i].path, &places[i], test_place);
  g_test_add_func ("/exif/offset", test_offset);
  g_test_add_func ("/exif/altitude", test_altitude);
  g_test_add_func ("/exif/hostile-text-is-shown-safely", test_hostile_text);
  g_test_add_func ("/exif/numbers-that-are-none", test_numbers_that_are_none);
  g_test_add_func ("/exif/orientation-out-of-range-is-1", test_orientation_out_of_range);
  g_test_add_func ("/exif/memory-is-capped", test_memory_is_capped);
  g_test_add_func ("/exif/mutations-do-no-harm", test_mutations_do_no_harm);
  return g_test_run ();
}
