/* tests/sorting/test-look-alikes.c: the index finds what comparing all with all finds, and a million in time. */
#include "sorting/look-alikes.h"

typedef struct
{
  const guint64 *prints;
  guint n_bits, n_found;
} Check;

static void
check_pair (gint64   photo_id,
            gint64   other_id,
            guint    n_bits,
            gpointer user_data)
{
  Check *check = user_data;

  g_assert_cmpint (photo_id, !=, other_id);
  g_assert_cmpuint (n_bits, ==, (guint) __builtin_popcountll (check->prints[photo_id] ^ check->prints[other_id]));
  g_assert_cmpuint (n_bits, <=, check->n_bits);
  check->n_found++;
}

static guint64
random_print (GRand *rand)
{
  return (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
}

/* Strangers, and for every third one a relative of up to 14 bits' difference. */
static guint64 *
make_prints (GRand *rand,
             guint  n)
{
  guint64 *prints = g_new (guint64, n);

  for (guint i = 0; i < n; i++)
    {
      prints[i] = random_print (rand);
      if (i % 3 == 2)
        {
          prints[i] = prints[i - 1];
          for (int k = g_rand_int_range (rand, 1, 15); k > 0; k--)
            prints[i] ^= G_GUINT64_CONSTANT (1) << g_rand_int_range (rand, 0, 64);
        }
    }
  return prints;
}

static void
test_all_pairs (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint n_bits = 0; n_bits <= PS_LOOK_ALIKES_MOST_BITS; n_bits++)
    {
      const guint n = 2000;
      g_autofree guint64 *prints = make_prints (rand, n);
      g_autoptr(PsLookAlikes) index = ps_look_alikes_new ();
      Check check = { prints, n_bits, 0 };
      guint n_true = 0;

      for (guint i = 0; i < n; i++)
        {
          ps_look_alikes_add (index, i, prints[i]);
          for (guint k = 0; k < i; k++)
            n_true += (guint) __builtin_popcountll (prints[i] ^ prints[k]) <= n_bits;
        }
      ps_look_alikes_find_all (index, n_bits, check_pair, &check);
      g_assert_cmpuint (check.n_found, ==, n_true);
      g_assert_cmpuint (ps_look_alikes_get_n (index), ==, n);
    }
}

/* What is added after the arrays were made is found at once, and each once. */
static void
test_added_later (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (8);
  const guint n = 9000;
  g_autofree guint64 *prints = make_prints (rand, n);
  g_autoptr(PsLookAlikes) index = ps_look_alikes_new ();
  Check check = { prints, 9, 0 };
  guint n_true = 0;

  for (guint i = 0; i < n; i++)
    {
      ps_look_alikes_find (index, i, prints[i], 9, check_pair, &check);
      ps_look_alikes_add (index, i, prints[i]);
      for (guint k = 0; k < i; k++)
        n_true += (guint) __builtin_popcountll (prints[i] ^ prints[k]) <= 9;
    }
  g_assert_cmpuint (check.n_found, ==, n_true);
}

/* A thousand copies of one picture are not half a million pairs. */
static void
test_many_copies (void)
{
  g_autofree guint64 *prints = g_new (guint64, 1001);
  g_autoptr(PsLookAlikes) index = ps_look_alikes_new ();
  Check check = { prints, 10, 0 };

  for (guint i = 0; i < 1000; i++)
    {
      prints[i] = G_GUINT64_CONSTANT (0x123456789abcdef0);
      ps_look_alikes_add (index, i, prints[i]);
    }
  ps_look_alikes_find_all (index, 10, check_pair, &check);
  g_assert_cmpuint (check.n_found, >=, 999);
  g_assert_cmpuint (check.n_found, <=, 1000 * PS_LOOK_ALIKES_MOST_EQUAL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/look-alikes/as-all-against-all", test_all_pairs);
  g_test_add_func ("/look-alikes/added-later", test_added_later);
  g_test_add_func ("/look-alikes/many-copies", test_many_copies);
  return g_test_run ();
}
