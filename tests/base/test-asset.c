/* tests/base/test-asset.c: which assets are a photographer's own originals, and the ten states' words. */
#include "base/asset.h"
#include "base/facts.h"
#include "base/state.h"

#include <math.h>

static void
test_originals (void)
{
  static const char *const own[] = { "upload", "private", "authenticated", "something-new" };
  static const char *const remote[] = { "fetch", "facebook", "youtube", "twitter_name" };

  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    {
      g_autoptr(PsAsset) asset = ps_asset_new ();

      asset->resource_kind = g_strdup (own[i]);
      g_assert_true (ps_asset_is_original (asset));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (remote); i++)
    {
      g_autoptr(PsAsset) asset = ps_asset_new ();

      asset->resource_kind = g_strdup (remote[i]);
      g_assert_false (ps_asset_is_original (asset));
    }
}

static void
test_nothing_is_known_at_first (void)
{
  g_autoptr(PsAsset) asset = ps_asset_new ();
  g_autoptr(PsFacts) facts = ps_facts_new ();

  g_assert_cmpint (asset->n_bytes, ==, -1);
  g_assert_true (isnan (facts->gps_latitude));
  g_assert_cmpint (facts->orientation, ==, 1);
}

static void
test_words_of_states (void)
{
  for (int i = 0; i < PS_N_STATES; i++)
    {
      PsState back;

      g_assert_true (ps_state_from_word (ps_state_to_word (i), &back));
      g_assert_cmpint (back, ==, i);
    }
  g_assert_false (ps_state_from_word ("safe", &(PsState) { 0 }));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/asset/remote-copies-are-no-originals", test_originals);
  g_test_add_func ("/asset/nothing-is-known-at-first", test_nothing_is_known_at_first);
  g_test_add_func ("/state/words", test_words_of_states);
  return g_test_run ();
}
