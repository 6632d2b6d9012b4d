/* tests/sorting/test-shoots.c: shoots are found where a photographer would see them. */
#include <math.h>

#include "demo/pieces.h"
#include "sorting/shoots.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define HOUR (G_GINT64_CONSTANT (3600) * SECOND)

static PsFrame
frame (gint64 id,
       gint64 taken_at_us,
       guint  camera,
       double latitude,
       double longitude)
{
  return (PsFrame) { .photo_id = id, .taken_at_us = taken_at_us, .camera = camera, .latitude = latitude, .longitude = longitude };
}

typedef struct
{
  gint64 n_both, n_found, n_true; /* pairs in one shoot: in both, as found, in truth */
} Pairs;

static gint64
count_pairs (GHashTable *sizes)
{
  GHashTableIter iter;
  gpointer size;
  gint64 n = 0;

  g_hash_table_iter_init (&iter, sizes);
  while (g_hash_table_iter_next (&iter, NULL, &size))
    n += (gint64) GPOINTER_TO_INT (size) * (GPOINTER_TO_INT (size) - 1) / 2;
  return n;
}

static void
add_one (GHashTable *sizes,
         gint64      key)
{
  gpointer at = GSIZE_TO_POINTER ((gsize) key);

  g_hash_table_insert (sizes, at, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (sizes, at)) + 1));
}

static void
compare_with_truth (guint    n,
                    guint64  seed,
                    Pairs   *pairs)
{
  PsPlan wanted = { n, seed, 1600, FALSE };
  g_autoptr(GPtrArray) pieces = ps_pieces_plan (&wanted);
  g_autoptr(GArray) frames = g_array_new (FALSE, FALSE, sizeof (PsFrame));
  g_autoptr(GHashTable) found = g_hash_table_new (NULL, NULL), truth = g_hash_table_new (NULL, NULL), both = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < pieces->len; i++)
    {
      const PsPiece *piece = g_ptr_array_index (pieces, i);
      PsFrame one = frame (i, piece->shot.taken_at_us, (guint) piece->shot.camera, piece->shot.has_gps ? piece->shot.latitude : NAN,
                           piece->shot.has_gps ? piece->shot.longitude : NAN);

      if (piece->shoot >= 0 && piece->shot.taken_at_us != 0)
        g_array_append_val (frames, one);
    }
  ps_shoots_find ((PsFrame *) (gpointer) frames->data, frames->len, 0);
  for (guint i = 0; i < frames->len; i++)
    {
      const PsFrame *one = &g_array_index (frames, PsFrame, i);
      const PsPiece *piece = g_ptr_array_index (pieces, (guint) one->photo_id);

      add_one (truth, piece->shoot + 1);
      if (one->shoot == PS_NO_SHOOT)
        continue;
      add_one (found, one->shoot + 1);
      add_one (both, ((gint64) one->shoot + 1) * 100000 + piece->shoot);
    }
  pairs->n_both += count_pairs (both);
  pairs->n_found += count_pairs (found);
  pairs->n_true += count_pairs (truth);
}

static void
test_truth (void)
{
  for (guint64 seed = 1; seed <= 20; seed++)
    for (guint n = 60; n <= 2400; n *= 6)
      {
        Pairs pairs = { 0 };
        double f1;

        compare_with_truth (n, seed, &pairs);
        f1 = 2.0 * pairs.n_both / (pairs.n_found + pairs.n_true);
        g_test_message ("seed %d, %u assets: pairwise F1 %.4f", (int) seed, n, f1);
        g_assert_cmpfloat (f1, >=, 0.95);
      }
}

/* Portraits every few seconds; a pause of two hours ends the shoot. A hike with a photo each hour is one go. */
static void
test_pauses_are_local (void)
{
  g_autoptr(GArray) frames = g_array_new (FALSE, FALSE, sizeof (PsFrame));

  for (int i = 0; i < 60; i++)
    {
      PsFrame one = frame (i, i * 8 * SECOND + (i >= 30 ? 2 * HOUR : 0), 0, NAN, NAN);

      g_array_append_val (frames, one);
    }
  g_assert_cmpuint (ps_shoots_find ((PsFrame *) (gpointer) frames->data, frames->len, 0), ==, 2);
  for (int i = 0; i < 60; i++)
    g_array_index (frames, PsFrame, i).taken_at_us = i * 2 * HOUR;
  g_assert_cmpuint (ps_shoots_find ((PsFrame *) (gpointer) frames->data, frames->len, 0), ==, 1);
}

static void
test_overnight (void)
{
  PsFrame frames[40];

  for (int i = 0; i < 40; i++)
    frames[i] = frame (i, 20 * HOUR + i * 900 * SECOND, 0, NAN, NAN); /* from eight in the evening to six */
  g_assert_cmpuint (ps_shoots_find (frames, 40, 0), ==, 1);
}

/* Vienna in the morning, Graz an hour and a quarter later: not one go. And Vienna and Graz at the same time are two. */
static void
test_places (void)
{
  PsFrame frames[40];

  for (int i = 0; i < 40; i++)
    frames[i] = frame (i, i * 30 * SECOND + (i >= 20 ? 75 * 60 * SECOND : 0), 0, i < 20 ? 48.2 : 47.07, i < 20 ? 16.37 : 15.43);
  g_assert_cmpuint (ps_shoots_find (frames, 40, 0), ==, 2);
  for (int i = 0; i < 40; i++)
    frames[i] = frame (i, i * 30 * SECOND, i % 2, i % 2 ? 48.2 : 47.07, i % 2 ? 16.37 : 15.43);
  g_assert_cmpuint (ps_shoots_find (frames, 40, 0), ==, 2);
  for (int i = 0; i < 40; i++)
    g_assert_cmpuint (frames[i].shoot, ==, (guint) i % 2);
  for (int i = 0; i < 40; i++)
    frames[i] = frame (i, i * 30 * SECOND, i % 2, 48.2, 16.37);
  g_assert_cmpuint (ps_shoots_find (frames, 40, 0), ==, 1);
}

static void
test_levels (void)
{
  guint before = 0;

  for (int level = PS_SHOOTS_FEWEST; level <= PS_SHOOTS_MOST; level++)
    {
      PsPlan wanted = { 1000, 3, 1600, FALSE };
      g_autoptr(GPtrArray) pieces = ps_pieces_plan (&wanted);
      g_autoptr(GArray) frames = g_array_new (FALSE, FALSE, sizeof (PsFrame));
      guint n;

      for (guint i = 0; i < pieces->len; i++)
        {
          const PsPiece *piece = g_ptr_array_index (pieces, i);
          PsFrame one = frame (i, piece->shot.taken_at_us, 0, NAN, NAN);

          if (one.taken_at_us != 0)
            g_array_append_val (frames, one);
        }
      n = ps_shoots_find ((PsFrame *) (gpointer) frames->data, frames->len, level);
      g_test_message ("level %d: %u shoots", level, n);
      g_assert_cmpuint (n, >=, before);
      before = n;
    }
}

static void
test_nothing_and_one (void)
{
  PsFrame one = frame (1, 5, 0, NAN, NAN);

  g_assert_cmpuint (ps_shoots_find (NULL, 0, 0), ==, 0);
  g_assert_cmpuint (ps_shoots_find (&one, 1, 0), ==, 0);
  g_assert_cmpuint (one.shoot, ==, PS_NO_SHOOT);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shoots/as-the-photographer-knows-them", test_truth);
  g_test_add_func ("/shoots/pauses-are-local", test_pauses_are_local);
  g_test_add_func ("/shoots/overnight", test_overnight);
  g_test_add_func ("/shoots/places", test_places);
  g_test_add_func ("/shoots/fewer-and-more", test_levels);
  g_test_add_func ("/shoots/nothing-and-one", test_nothing_and_one);
  return g_test_run ();
}
