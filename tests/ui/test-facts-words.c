/* tests/ui/test-facts-words.c: what a camera and the cloud say, in words; hostile text stays text (promise 20). */
#include <math.h>
#include <string.h>

#include "ui/facts-words.h"

/* Nothing known. */
static const PsPhotoExif nothing = {
  .focal_length_mm = NAN, .focal_length_35mm = NAN, .aperture = NAN, .shutter_s = NAN, .latitude = NAN, .longitude = NAN, .altitude_m = NAN,
};

static void
test_camera (void)
{
  static const struct { const char *make, *model, *words; } cases[] = {
    { "Nikon", "Z 8", "Nikon Z 8" },
    { "NIKON CORPORATION", "NIKON Z 6_2", "NIKON Z 6_2" },
    { "Canon", "Canon EOS R5", "Canon EOS R5" },
    { "Leica", NULL, "Leica" },
    { NULL, "X100V", "X100V" },
    { NULL, NULL, NULL },
    { "A\x1b[31m", "<b>M", "A␛[31m <b>M" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PsPhotoExif exif = nothing;
      g_autofree char *words = NULL;

      exif.make = (char *) cases[i].make;
      exif.model = (char *) cases[i].model;
      words = ps_facts_words_camera (&exif);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_exposure (void)
{
  static const struct { double mm, aperture, shutter; gint64 iso; const char *words; } cases[] = {
    { 85, 1.8, 0.002, 64, "85 mm · ƒ/1.8 · 1/500 s · ISO 64" },
    { 85, 16, 1 / 8000.0, 100, "85 mm · ƒ/16 · 1/8000 s · ISO 100" },
    { NAN, NAN, 2.5, 0, "2.5 s" },
    { NAN, NAN, 30, 0, "30 s" },
    { NAN, NAN, 0.25, 0, "1/4 s" },
    { NAN, NAN, NAN, 0, NULL },
    { -1, 0, INFINITY, -5, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PsPhotoExif exif = nothing;
      g_autofree char *words = NULL;

      exif.focal_length_mm = cases[i].mm;
      exif.aperture = cases[i].aperture;
      exif.shutter_s = cases[i].shutter;
      exif.iso = cases[i].iso;
      words = ps_facts_words_exposure (&exif);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_rating (void)
{
  static const struct { int rating; const char *words, *stars; } cases[] = {
    { 4, "4 stars", "★★★★☆" }, { 1, "1 star", "★☆☆☆☆" }, { 5, "5 stars", "★★★★★" }, { -1, "Rejected", NULL },
    { 0, NULL, NULL }, { 6, NULL, NULL }, { PS_NO_RATING, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = ps_facts_words_rating (cases[i].rating);
      g_autofree char *stars = ps_facts_words_stars (cases[i].rating);

      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (stars, ==, cases[i].stars);
    }
}

static void
test_keywords (void)
{
  static const struct { const char *keywords, *paths, *words; } cases[] = {
    { NULL, NULL, NULL },
    { "opera\nsummer", NULL, "opera, summer" },
    { "Opera\nsummer\nPlaces", "Places/Sydney/Opera\nPeople/Zoë", "Places/Sydney/Opera\nPeople/Zoë\nsummer" },
    { "Opera", "Places/Opera", "Places/Opera" },
    { "<b>\xe2\x80\xaex", NULL, "<b>⟦U+202E⟧x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PsPhotoCaptions captions = { .keywords = (char *) cases[i].keywords, .keyword_paths = (char *) cases[i].paths };
      g_autofree char *words = ps_facts_words_keywords (&captions);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* The camera's own clock, in whichever zone one looks at it. */
static void
test_taken (void)
{
  PsPhotoExif exif = nothing;
  g_autofree char *with = NULL, *without = NULL, *nonsense = NULL;

  exif.taken_at = (char *) "2024-06-22T16:41:09";
  without = ps_facts_words_taken (&exif);
  g_assert_cmpstr (without, ==, "22 June 2024, 16:41");
  exif.taken_at_offset = (char *) "+02:00";
  with = ps_facts_words_taken (&exif);
  g_assert_cmpstr (with, ==, "22 June 2024, 16:41 (UTC +02:00)");
  exif.taken_at = (char *) "yesterday\n";
  nonsense = ps_facts_words_taken (&exif);
  g_assert_cmpstr (nonsense, ==, "yesterday␊");
}

/* I10: what is no place has none. */
static void
test_place (void)
{
  static const struct { double latitude, longitude, altitude; const char *words, *uri; } cases[] = {
    { 45.4384, 10.9916, NAN, "45.43840° N, 10.99160° E", "geo:45.438400,10.991600" },
    { -33.9, -18.4, 12.4, "33.90000° S, 18.40000° W, 12 m", "geo:-33.900000,-18.400000" },
    { 91, 10, NAN, NULL, NULL },
    { 45, 181, NAN, NULL, NULL },
    { NAN, 10, NAN, NULL, NULL },
    { INFINITY, 10, NAN, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PsPhotoExif exif = nothing;
      g_autofree char *words = NULL, *uri = NULL;

      exif.latitude = cases[i].latitude;
      exif.longitude = cases[i].longitude;
      exif.altitude_m = cases[i].altitude;
      words = ps_facts_words_place (&exif);
      uri = ps_facts_words_geo_uri (&exif);
      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (uri, ==, cases[i].uri);
    }
}

static void
test_json (void)
{
  static const struct { const char *json; gsize max_bytes; const char *words; } cases[] = {
    { "{\"a\":1, \"b\":[true,null]}", 1000, "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}\n" },
    { "{\"a\":\"x,{y}: \\\" z\"}", 1000, "{\n  \"a\": \"x,{y}: \\\" z\"\n}\n" },
    { "{\"a\":\"\xe2\x80\xae\x07\"}", 1000, "{\n  \"a\": \"⟦U+202E⟧␇\"\n}\n" },
    { "[1,2,3]", 4, "[\n  1,\n  2\n…\n" },
    { "]]]", 1000, "]\n]\n]\n" },
    { "", 1000, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = ps_facts_words_json (cases[i].json, cases[i].max_bytes);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Thousands of brackets cost no more than their bytes. */
static void
test_deep_json (void)
{
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *words = ps_facts_words_json (deep, 200000);

  g_assert_cmpuint (strlen (words), <, 200000 * 84);
}

static void
test_members (void)
{
  static const struct { const char *json, *words; } cases[] = {
    { "{\"client\":\"Rossi\",\"rating\":3}", "client: Rossi\nrating: 3" },
    { "{\"genres\":[\"wedding\",\"portrait\"],\"rights\":\"licensed\"}", "genres: wedding, portrait\nrights: licensed" },
    { "{}", "" },
    { "{\"note\":\"a \\\"b\\\"\"}", "\"note\": \"a \\\"b\\\"\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = ps_facts_words_members (cases[i].json);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_histories (void)
{
  const PsPhotoEvent gone = { .what = (char *) "gone", .at = (char *) "2026-05-12T14:02:07Z" };
  const PsPhotoEvent strange = { .what = (char *) "%s" };
  const PsPhotoAttempt attempt = { .at = (char *) "2026-05-12T14:02:07Z", .cause = (char *) "network", .message = (char *) "<a>%n\r" };
  g_autofree char *first = ps_facts_words_event (&gone);
  g_autofree char *second = ps_facts_words_event (&strange);
  g_autofree char *third = ps_facts_words_attempt (&attempt);

  g_assert_cmpstr (first, ==, "No longer in Cloudinary · 12 May 2026, 14:02");
  g_assert_cmpstr (second, ==, "Changed in Cloudinary");
  g_assert_cmpstr (third, ==, "12 May 2026, 14:02: <a>%n␍");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/facts-words/camera", test_camera);
  g_test_add_func ("/facts-words/rating", test_rating);
  g_test_add_func ("/facts-words/keywords", test_keywords);
  g_test_add_func ("/facts-words/exposure", test_exposure);
  g_test_add_func ("/facts-words/taken", test_taken);
  g_test_add_func ("/facts-words/place", test_place);
  g_test_add_func ("/facts-words/json", test_json);
  g_test_add_func ("/facts-words/deep-json", test_deep_json);
  g_test_add_func ("/facts-words/members", test_members);
  g_test_add_func ("/facts-words/histories", test_histories);
  return g_test_run ();
}
