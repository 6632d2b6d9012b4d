/* tests/ui/test-state-offers.c: each state offers what helps, the first first; nothing is offered where nothing can be done. */
#include "ui/state-offers.h"

#include <gio/gio.h>

typedef struct
{
  const char *path;
  PsPhotoRow row;
  const char *labels[PS_MOST_OFFERS];
} Case;

#define PATH .local_path = (char *) "Photos/a.jpg"

static const Case cases[] = {
  { "arriving", { .state = PS_STATE_ARRIVING }, { "Pause" } },
  { "damaged", { .state = PS_STATE_DAMAGED, PATH }, { "Repair", "Read It Again" } },
  { "changed-here", { .state = PS_STATE_DAMAGED, .is_changed_here = TRUE, PATH }, { "Keep Both", "Get Original Back" } },
  { "left-out", { .state = PS_STATE_SKIPPED }, { "Include Again" } },
  { "remote", { .state = PS_STATE_SKIPPED, .is_remote = TRUE }, { NULL } },
  { "missing", { .state = PS_STATE_MISSING, PATH }, { "Look for It", "Fetch Again" } },
  { "failed", { .state = PS_STATE_FAILED, .failure_cause = (char *) "not-found" }, { "Try Again", "Leave Out" } },
  { "failed-with-a-cure", { .state = PS_STATE_FAILED, .failure_cause = (char *) "blocked" }, { "Open the Setting", "Try Again", "Leave Out" } },
  { "too-big", { .state = PS_STATE_FAILED, .failure_cause = (char *) "too-big" }, { "Move Library…", "Try Again", "Leave Out" } },
  { "bytes-differ", { .state = PS_STATE_FAILED, .failure_cause = (char *) "bytes-differ" }, { "Try Again", "Leave Out" } },
  { "trying-again", { .state = PS_STATE_FAILED, .failure_cause = (char *) "server", .retry_at_us = 1 }, { "Try Again" } },
  { "waiting", { .state = PS_STATE_WAITING }, { "Get Now" } },
  { "for-comparing", { .state = PS_STATE_WAITING, .is_for_comparing = TRUE, PATH }, { "Read It Again" } },
  { "only-here", { .state = PS_STATE_GONE_FROM_CLOUD, PATH }, { "Copy Original To…", "Read It Again" } },
  { "altered", { .state = PS_STATE_ALTERED, PATH }, { "Try for Original", "Read It Again" } },
  { "size-only", { .state = PS_STATE_SIZE_ONLY, PATH }, { "Read It Again" } },
  { "proven", { .state = PS_STATE_PROVEN, PATH }, { "Read It Again" } },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  PsStateOffer offers[PS_MOST_OFFERS];
  guint n_offers = ps_state_offers_make (&c->row, offers);

  for (guint i = 0; i < PS_MOST_OFFERS; i++)
    g_assert_cmpstr (i < n_offers ? offers[i].label : NULL, ==, c->labels[i]);
  for (guint i = 0; i < n_offers; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *name = NULL;
      g_autoptr(GVariant) target = NULL;

      g_action_parse_detailed_name (offers[i].action, &name, &target, &error);
      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (name, "win.") || g_str_has_prefix (name, "app."));
    }
  ps_state_offers_clear (offers, n_offers);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/state-offers/", cases[i].path, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  return g_test_run ();
}
