/* tests/look/test-wire.c: a reply survives the journey, and a forged one does not. */
#include <math.h>
#include <string.h>

#include "look-test.h"
#include "look/jpeg.h"
#include "look/wire.h"

static PsFacts *
make_facts (void)
{
  PsFacts *facts = ps_facts_new ();

  facts->has_exif = TRUE;
  facts->camera_make = g_strdup ("Ünïcode");
  facts->lens = g_strdup ("");
  facts->aperture = 2.8;
  facts->gps_latitude = -33.5;
  facts->gps_longitude = 151.25;
  facts->iso = 6400;
  facts->taken_at_us = -5;
  facts->orientation = 8;
  facts->width = 6000;
  facts->height = 4000;
  facts->copyright = g_strnfill (4001, 'c');
  return facts;
}

static GByteArray *
make_reply (PsSight *sight)
{
  g_autoptr(GdkPixbuf) picture = look_test_draw (1, 320, 213);

  sight->facts = make_facts ();
  sight->thumbnail = ps_jpeg_save (picture, 85);
  sight->has_fingerprint = TRUE;
  sight->fingerprint = G_GUINT64_CONSTANT (0x8000000000000001);
  sight->imprint.pixels = 77;
  sight->imprint.greys[PS_IMPRINT_N_GREYS - 1] = 9;
  sight->problem = PS_PROBLEM_INCOMPLETE;
  sight->format = PS_FORMAT_JPEG;
  return ps_wire_pack (7, sight);
}

static void
test_round_trip (void)
{
  g_auto(PsSight) sight = { 0 }, back = { 0 };
  g_autoptr(GByteArray) message = make_reply (&sight);

  g_assert_true (ps_wire_unpack (message->data, message->len, 7, &back));
  g_assert_cmpstr (back.facts->camera_make, ==, "Ünïcode");
  g_assert_null (back.facts->camera_model);
  g_assert_cmpstr (back.facts->lens, ==, "");
  g_assert_cmpfloat (back.facts->aperture, ==, 2.8);
  g_assert_true (isnan (back.facts->focal_length));
  g_assert_cmpint (back.facts->taken_at_us, ==, -5);
  g_assert_cmpint (back.facts->orientation, ==, 8);
  g_assert_cmpint (back.facts->width, ==, 6000);
  g_assert_cmpuint (strlen (back.facts->copyright), ==, 4001);
  g_assert_true (g_bytes_equal (back.thumbnail, sight.thumbnail));
  g_assert_true (back.has_fingerprint);
  g_assert_cmpuint (back.fingerprint, ==, sight.fingerprint);
  g_assert_cmpmem (&back.imprint, sizeof back.imprint, &sight.imprint, sizeof sight.imprint);
  g_assert_cmpint (back.problem, ==, PS_PROBLEM_INCOMPLETE);
  g_assert_cmpint (back.format, ==, PS_FORMAT_JPEG);
}

static void
test_nothing_seen (void)
{
  g_auto(PsSight) sight = { .problem = PS_PROBLEM_EMPTY }, back = { 0 };
  g_autoptr(GByteArray) message = ps_wire_pack (1, &sight);

  g_assert_true (ps_wire_unpack (message->data, message->len, 1, &back));
  g_assert_null (back.facts);
  g_assert_null (back.thumbnail);
  g_assert_false (back.has_fingerprint);
}

static void
test_the_longest_reply_fits (void)
{
  g_auto(PsSight) sight = { .facts = ps_facts_new () };
  g_autofree guint8 *data = g_malloc0 (PS_WIRE_MAX_THUMBNAIL);
  g_autoptr(GByteArray) message = NULL;

  sight.thumbnail = g_bytes_new (data, PS_WIRE_MAX_THUMBNAIL);
  sight.facts->description = g_strnfill (100000, 'd');
  sight.facts->artist = g_strnfill (100000, 'a');
  sight.facts->copyright = g_strnfill (100000, 'c');
  message = ps_wire_pack (1, &sight);
  g_assert_cmpuint (message->len, <=, PS_WIRE_MAX_REPLY);
}

static void
test_forgeries_are_refused (void)
{
  g_auto(PsSight) sight = { 0 };
  g_autoptr(GByteArray) message = make_reply (&sight);
  g_autoptr(GRand) rand = g_rand_new_with_seed (3);

  for (guint n = 0; n < message->len; n += n < 400 ? 1 : 997)
    {
      g_auto(PsSight) back = { 0 };

      g_assert_false (ps_wire_unpack (message->data, n, 7, &back));
    }
  {
    g_auto(PsSight) back = { 0 };

    g_assert_false (ps_wire_unpack (message->data, message->len, 8, &back)); /* another request's */
  }
  for (int i = 0; i < 20000; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (message->data, message->len);
      g_auto(PsSight) back = { 0 };

      for (int j = 0; j < 3; j++)
        copy[g_rand_int_range (rand, 0, 400)] = (guint8) g_rand_int (rand);
      if (!ps_wire_unpack (copy, message->len, 7, &back))
        continue;
      g_assert_true (back.facts == NULL || (back.facts->orientation >= 1 && back.facts->orientation <= 8));
      g_assert_true (back.facts == NULL || isnan (back.facts->gps_latitude) || fabs (back.facts->gps_latitude) <= 90);
      g_assert_true (back.facts == NULL || back.facts->camera_make == NULL || g_utf8_validate (back.facts->camera_make, -1, NULL));
      g_assert_cmpint (back.problem, <=, PS_PROBLEM_LAST);
    }
}

static gboolean
is_plain (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return ps_wire_is_plain_jpeg (data, size);
}

static void
test_only_a_plain_thumbnail_passes (void)
{
  g_autoptr(GdkPixbuf) small = look_test_draw (2, 200, 320);
  g_autoptr(GdkPixbuf) large = look_test_draw (2, 321, 20);
  g_autoptr(GBytes) ours = ps_jpeg_save (small, 85);
  g_autoptr(GBytes) too_large = ps_jpeg_save (large, 85);
  g_autoptr(GBytes) png = look_test_save (small, "png");
  g_autoptr(GBytes) exif = g_bytes_new_static ("Exif\0\0II*\0", 10);
  g_autoptr(GBytes) with_exif = look_test_with_exif (ours, exif);
  g_autoptr(GBytes) cut = g_bytes_new_from_bytes (ours, 0, 100);
  g_autofree guint8 *progressive = g_memdup2 (g_bytes_get_data (ours, NULL), g_bytes_get_size (ours));
  guint8 *frame = memmem (progressive, g_bytes_get_size (ours), "\xff\xc0", 2);

  frame[1] = 0xc2;
  g_assert_true (is_plain (ours));
  g_assert_false (is_plain (too_large));
  g_assert_false (is_plain (png));
  g_assert_false (is_plain (with_exif));
  g_assert_false (is_plain (cut));
  g_assert_false (ps_wire_is_plain_jpeg (progressive, g_bytes_get_size (ours)));
}

static void
test_every_problem_has_words (void)
{
  for (int problem = PS_PROBLEM_NONE + 1; problem <= PS_PROBLEM_LAST; problem++)
    for (int format = 0; format <= PS_FORMAT_LAST; format++)
      {
        g_autofree char *text = ps_problem_to_text ((PsProblem) problem, (PsFormat) format, 0, 0);

        g_assert_nonnull (text);
        g_assert_true (g_str_has_suffix (text, "."));
      }
  g_assert_null (ps_problem_to_text (PS_PROBLEM_NONE, PS_FORMAT_JPEG, 0, 0));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/round-trip", test_round_trip);
  g_test_add_func ("/wire/nothing-seen", test_nothing_seen);
  g_test_add_func ("/wire/the-longest-reply-fits", test_the_longest_reply_fits);
  g_test_add_func ("/wire/forgeries-are-refused", test_forgeries_are_refused);
  g_test_add_func ("/wire/only-a-plain-thumbnail-passes", test_only_a_plain_thumbnail_passes);
  g_test_add_func ("/wire/every-problem-has-words", test_every_problem_has_words);
  return g_test_run ();
}
