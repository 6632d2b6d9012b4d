/* tests/sorting/test-twins.c: what counts as the same picture, a look-alike, a burst, case by case. */
#include <string.h>

#include "sorting/twins.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define NOON (G_GINT64_CONSTANT (1719057600) * SECOND)
#define MOST 8

/* The cases' fingerprints: a picture, and it with so many bits changed. */
#define PICTURE G_GUINT64_CONSTANT (0x5a3c96f00ff0c35a)
#define STRANGER (~PICTURE)
#define BITS(n) (PICTURE ^ ((G_GUINT64_CONSTANT (1) << (n)) - 1))

/* A photo of a case; what is 0 is not known. */
typedef struct
{
  guint64 print;
  guint content, camera;
  gint64 taken_at_us;
  const char *name; /* nullable */
  int width, height;
} Given;

/* The groups as "picture 1 2 3; look 4 5": numbers are positions in the case, from 1 on. */
typedef struct
{
  const char *what;
  Given given[MOST];
  const char *groups;
} Case;

static const Case cases[] = {
  { "the same picture with other metadata",
    { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { PICTURE, 2, 1, NOON, "DSC_0412", 600, 400 } }, "picture 1 2" },
  { "the same bytes are a shelf of their own",
    { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { PICTURE, 1, 1, NOON, "DSC_0412 (1)", 600, 400 } }, "" },
  { "a web version is smaller",
    { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { BITS (3), 2, 1, NOON, "DSC_0412-web", 300, 200 } }, "look 1 2" },
  { "the same bits at another size are a look-alike",
    { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { PICTURE, 2, 1, NOON, "DSC_0412-web", 300, 200 } }, "look 1 2" },
  { "a crop of one exposure may differ in more than the distance",
    { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { BITS (20), 2, 1, NOON, "DSC_0412-crop", 540, 360 } }, "look 1 2" },
  { "but not in everything",
    { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { STRANGER, 2, 1, NOON, "DSC_0412-crop", 540, 360 } }, "" },
  { "the next frame looks alike and is none",
    { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { BITS (2), 2, 1, NOON + 2 * SECOND, "DSC_0413", 600, 400 } }, "" },
  { "two frames of one second are told apart by their numbers",
    { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { BITS (1), 2, 1, NOON, "DSC_0413", 600, 400 } }, "" },
  { "the web version of one of three belongs to that one",
    { { BITS (1), 1, 1, NOON, "DSC_0411", 600, 400 }, { PICTURE, 2, 1, NOON, "DSC_0412", 600, 400 },
      { BITS (2), 3, 1, NOON, "DSC_0413", 600, 400 }, { BITS (1), 4, 1, NOON, "DSC_0412-web", 300, 200 } },
    "burst 1 2 3 4; look 2 4" },
  { "a burst in one second is a burst",
    { { PICTURE, 1, 1, NOON, "DSC_0411", 600, 400 }, { BITS (1), 2, 1, NOON, "DSC_0412", 600, 400 },
      { BITS (2), 3, 1, NOON, "DSC_0413", 600, 400 } }, "burst 1 2 3" },
  { "over several seconds too, and what comes later is not in it",
    { { PICTURE, 1, 1, NOON, "DSC_0411", 600, 400 }, { BITS (1), 2, 1, NOON + SECOND, "DSC_0412", 600, 400 },
      { BITS (2), 3, 1, NOON + 2 * SECOND, "DSC_0413", 600, 400 }, { BITS (2), 4, 1, NOON + 4 * SECOND, "DSC_0414", 600, 400 } },
    "burst 1 2 3" },
  { "two frames are no burst, nor are a frame and its copies",
    { { PICTURE, 1, 1, NOON, "DSC_0411", 600, 400 }, { BITS (1), 2, 1, NOON + SECOND, "DSC_0412", 600, 400 },
      { PICTURE, 1, 1, NOON, "DSC_0411 (1)", 600, 400 }, { PICTURE, 1, 1, NOON, "Copy of DSC_0411", 600, 400 } }, "" },
  { "two cameras in one second are two pictures",
    { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { PICTURE, 2, 2, NOON, "IMG_0077", 600, 400 } }, "" },
  { "nor a burst together",
    { { PICTURE, 1, 1, NOON, "DSC_0411", 600, 400 }, { BITS (1), 2, 1, NOON + SECOND, "DSC_0412", 600, 400 },
      { BITS (1), 3, 2, NOON, "IMG_0077", 600, 400 }, { BITS (2), 4, 2, NOON + SECOND, "IMG_0078", 600, 400 } }, "" },
  { "a copy whose camera got lost still has its time",
    { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { BITS (2), 2, 0, NOON, "export", 300, 200 } }, "look 1 2" },
  { "a messenger's copy without a time joins the nearest alone",
    { { BITS (5), 1, 1, NOON, "DSC_0411", 600, 400 }, { BITS (1), 2, 1, NOON + 9 * SECOND, "DSC_0412", 600, 400 },
      { BITS (6), 3, 1, NOON + 19 * SECOND, "DSC_0413", 600, 400 }, { PICTURE, 4, 0, 0, "IMG-0111-WA0003", 300, 200 } }, "look 2 4" },
  { "two messenger's copies of one picture are one group",
    { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { BITS (1), 2, 0, 0, "IMG-0111-WA0003", 300, 200 },
      { BITS (2), 3, 0, 0, "IMG-0111-WA0004", 300, 200 } }, "look 1 2 3" },
  { "two messenger's copies of the same bytes join the picture too",
    { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { BITS (1), 2, 0, 0, "IMG-0111-WA0003", 300, 200 },
      { BITS (1), 2, 0, 0, "IMG-0112-WA0004", 300, 200 } }, "look 1 2 3" },
  { "frames of one second without numbers are not taken for one",
    { { PICTURE, 1, 1, NOON, "First dance", 600, 400 }, { BITS (6), 2, 1, NOON, "First dance", 600, 400 },
      { BITS (12), 3, 1, NOON, "DSC_0413", 600, 400 } }, "burst 1 2 3" },
  { "the crop of one of them belongs to the nearest",
    { { PICTURE, 1, 1, NOON, "First dance", 600, 400 }, { BITS (14), 2, 1, NOON, "First dance", 600, 400 },
      { BITS (5), 3, 1, NOON, "DSC_0413-crop", 540, 360 } }, "look 1 3" },
  { "or to the one of its number, though another is nearer",
    { { PICTURE, 1, 1, NOON, "First dance", 600, 400 }, { BITS (14), 2, 1, NOON, "DSC_0413", 600, 400 },
      { BITS (5), 3, 1, NOON, "DSC_0413-crop", 540, 360 } }, "look 2 3" },
  { "a messenger's copy too far from everything is alone",
    { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { BITS (4), 2, 0, 0, "IMG-0111-WA0003", 300, 200 } }, "" },
  { "one turned on its side is another picture",
    { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { BITS (1), 2, 0, 0, "IMG-0111-WA0003", 200, 300 } }, "" },
  { "strangers", { { PICTURE, 1, 1, NOON, "DSC_0412", 600, 400 }, { STRANGER, 2, 0, 0, "IMG-0111", 600, 400 } }, "" },
};

static const char *const kinds[PS_N_TWINS] = { "picture", "look", "burst" };

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  const PsTwinRow *one = a, *other = b;
  int by_kind = strcmp (kinds[one->kind], kinds[other->kind]);

  if (by_kind != 0)
    return by_kind;
  if (one->group_id != other->group_id)
    return one->group_id < other->group_id ? -1 : 1;
  return (one->photo_id > other->photo_id) - (one->photo_id < other->photo_id);
}

static char *
tell (GArray *rows)
{
  GString *text = g_string_new (NULL);

  g_array_sort (rows, compare_rows);
  for (guint i = 0; i < rows->len; i++)
    {
      const PsTwinRow *row = &g_array_index (rows, PsTwinRow, i), *before = i > 0 ? row - 1 : NULL;

      if (before == NULL || before->kind != row->kind || before->group_id != row->group_id)
        g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", kinds[row->kind]);
      g_string_append_printf (text, " %d", (int) row->photo_id);
    }
  return g_string_free (text, FALSE);
}

/* @is_reversed: the order in which photos come must not matter. */
static char *
find (const Case *one,
      gboolean    is_reversed)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  PsTwin twins[MOST];
  g_autoptr(GArray) rows = NULL;
  guint n = 0;

  while (n < MOST && one->given[n].width != 0)
    n++;
  for (guint i = 0; i < n; i++)
    {
      const Given *given = &one->given[i];
      g_autofree char *letters = NULL;
      PsTwin twin = { .photo_id = i + 1, .fingerprint = given->print, .has_fingerprint = TRUE, .content = given->content,
                      .camera = given->camera, .taken_at_us = given->taken_at_us, .width = given->width, .height = given->height };
      guint at;

      twin.number = ps_twins_split_name (given->name, &letters);
      if (twin.number >= 0 && !g_ptr_array_find_with_equal_func (names, letters, g_str_equal, &at))
        {
          at = names->len;
          g_ptr_array_add (names, g_strdup (letters));
        }
      twin.name = twin.number >= 0 ? at + 1 : 0;
      twins[is_reversed ? n - 1 - i : i] = twin;
    }
  rows = ps_twins_find (twins, n, PS_TWINS_DISTANCE);
  return tell (rows);
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int reversed = 0; reversed < 2; reversed++)
      {
        g_autofree char *found = find (&cases[i], reversed);

        if (strcmp (found, cases[i].groups) != 0)
          g_test_message ("%s%s: “%s”, not “%s”", cases[i].what, reversed ? " (reversed)" : "", found, cases[i].groups);
        g_assert_cmpstr (found, ==, cases[i].groups);
      }
}

/* Plain pictures have no fingerprint: nothing is said of them, whatever their times; in a burst they are. */
static void
test_plain_pictures (void)
{
  PsTwin twins[4];
  g_autoptr(GArray) rows = NULL;
  g_autofree char *found = NULL;

  for (int i = 0; i < 4; i++)
    twins[i] = (PsTwin) { .photo_id = i + 1, .content = (guint) i + 1, .camera = 1, .taken_at_us = i < 3 ? NOON + i * SECOND : NOON,
                          .name = 1, .number = i < 3 ? 100 + i : 100, .width = 600, .height = 400 };
  rows = ps_twins_find (twins, 4, PS_TWINS_DISTANCE);
  found = tell (rows);
  g_assert_cmpstr (found, ==, "burst 1 2 3 4");
}

static void
test_distance (void)
{
  for (guint distance = 0; distance <= 10; distance++)
    for (guint bits = 0; bits <= 11; bits++)
      {
        PsTwin twins[] = {
          { .photo_id = 1, .fingerprint = PICTURE, .has_fingerprint = TRUE, .content = 1, .width = 600, .height = 400 },
          { .photo_id = 2, .fingerprint = BITS (bits), .has_fingerprint = TRUE, .content = 2, .width = 300, .height = 200 },
        };
        g_autoptr(GArray) rows = ps_twins_find (twins, 2, distance);

        /* Neither has a time: they must look all but the same, however far one looks. */
        g_assert_cmpuint (rows->len, ==, bits <= MIN (distance, 3) ? 2 : 0);
        for (guint i = 0; i < rows->len; i++)
          g_assert_cmpuint (g_array_index (rows, PsTwinRow, i).n_bits, ==, bits);
      }
}

static void
test_nothing_and_one (void)
{
  PsTwin one = { .photo_id = 1, .fingerprint = PICTURE, .has_fingerprint = TRUE };
  g_autoptr(GArray) none = ps_twins_find (NULL, 0, PS_TWINS_DISTANCE), alone = ps_twins_find (&one, 1, PS_TWINS_DISTANCE);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (alone->len, ==, 0);
}

static void
test_names (void)
{
  static const struct { const char *name; gint64 number; const char *letters; } names[] = {
    { "DSC_0412", 412, "DSC_" }, { "DSC_0412.JPG", 412, "DSC_" }, { "Copy of DSC_0412", 412, "DSC_" }, { "DSC_0412 (1)", 412, "DSC_" },
    { "DSC_0412-800", 412, "DSC_" }, { "0412", 412, "" }, { "7F3A1238", 1238, "7F3A" }, { "IMG_20240622_120000", 120000, "IMG_20240622_" },
    { "sunset", -1, NULL }, { "DSC_04", -1, NULL }, { "", -1, NULL }, { "日本", -1, NULL }, { "a1234567890123", -1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *letters = NULL;

      g_test_message ("%s", names[i].name);
      g_assert_cmpint (ps_twins_split_name (names[i].name, &letters), ==, names[i].number);
      g_assert_cmpstr (letters, ==, names[i].letters);
    }
}

/* Two files of one picture, and a frame that its camera says is another one. */
static void
test_imprints (void)
{
  PsImprint imprints[3] = { 0 };
  PsTwin twins[3];
  g_autoptr(GArray) rows = NULL;
  g_autofree char *told = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (twins); i++)
    {
      for (int k = 0; k < PS_IMPRINT_N_GREYS; k++)
        imprints[i].greys[k] = (guint8) (k * 7 % 251);
      imprints[i].pixels = i < 2 ? 5 : 6;
      twins[i] = (PsTwin) {
        .photo_id = i + 1, .fingerprint = PICTURE, .has_fingerprint = TRUE, .imprint = &imprints[i], .content = i + 1, .camera = 1,
        .taken_at_us = NOON + 9 * i * SECOND, .width = 600, .height = 400
      };
    }
  rows = ps_twins_find (twins, G_N_ELEMENTS (twins), PS_TWINS_DISTANCE);
  told = tell (rows);
  g_assert_cmpstr (told, ==, "picture 1 2"); /* somebody changed the time in one of them */
}

typedef struct
{
  guint n_calls, last_of;
} Watch;

static gboolean
end_at_last (guint    n_done,
             guint    n_all,
             gpointer user_data)
{
  Watch *watch = user_data;

  watch->n_calls++;
  return watch->n_calls < watch->last_of;
}

/* Screenshots, or products on white, in two sizes and without a time: all are alike, and each might be cut from each. */
static void
test_like_pictures (void)
{
  const guint n = 600;
  g_autofree PsImprint *imprints = g_new0 (PsImprint, n);
  g_autofree PsTwin *twins = g_new0 (PsTwin, n);
  g_autoptr(GArray) rows = NULL;
  Watch watch = { 0, G_MAXUINT };
  guint n_calls;

  for (guint i = 0; i < n; i++)
    {
      for (int k = 0; k < PS_IMPRINT_N_GREYS; k++)
        imprints[i].greys[k] = (guint8) (k * 7 % 251 / 2 + (k * (31 + i) + i * 17) % 61);
      for (int k = 0; k < PS_IMPRINT_N_CROPS; k++)
        imprints[i].crops[k] = PICTURE;
      imprints[i].pixels = i + 1;
      twins[i] = (PsTwin) {
        .photo_id = i + 1, .fingerprint = PICTURE ^ (i % 16), .has_fingerprint = TRUE, .imprint = &imprints[i], .content = i + 1,
        .width = i % 2 == 0 ? 600 : 540, .height = i % 2 == 0 ? 400 : 360
      };
    }
  rows = ps_twins_find_watched (twins, n, PS_TWINS_DISTANCE, end_at_last, &watch);
  g_assert_nonnull (rows);
  n_calls = watch.n_calls;
  g_test_message ("asked %u times whether to go on", n_calls);
  g_assert_cmpuint (n_calls, >, 50); /* while laying them over each other too */
  watch = (Watch) { 0, n_calls - 1 };
  g_assert_null (ps_twins_find_watched (twins, n, PS_TWINS_DISTANCE, end_at_last, &watch));
  g_assert_cmpuint (watch.n_calls, ==, n_calls - 1); /* and then at once */
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/twins/cases", test_cases);
  g_test_add_func ("/twins/plain-pictures", test_plain_pictures);
  g_test_add_func ("/twins/distance", test_distance);
  g_test_add_func ("/twins/nothing-and-one", test_nothing_and_one);
  g_test_add_func ("/twins/names", test_names);
  g_test_add_func ("/twins/imprints", test_imprints);
  g_test_add_func ("/twins/like-pictures", test_like_pictures);
  return g_test_run ();
}
