/* tests/ui/test-home-words.c: Home says the first thing that is true, and nothing that is not. */
#include "ui/home-words.h"

#define NOW G_GINT64_CONSTANT (1779202920000000) /* 19 May 2026, 15:02 UTC */
#define TODAY (NOW - G_TIME_SPAN_HOUR)
#define DAY G_TIME_SPAN_DAY

typedef struct
{
  const char *path;
  PsHomeFacts facts;
  PsHomeRule rule;
  const char *headline, *second, *button; /* button: NULL for none */
} Case;

static const PsErrorWords no_secret = { .happened = (char *) "Cloudinary no longer accepts the secret.",
                                        .safe = (char *) "Fetching is paused; everything here is untouched.",
                                        .button = (char *) "Enter New Secret", .action = (char *) "win.enter-secret", .needs_you = TRUE };

#define FACTS .now_us = NOW, .drive = "Photos A", .look_every = 7

static const Case cases[] = {
  { "/home/all-well", { FACTS, .n_here = 1800, .looked_us = TODAY, .is_removable = TRUE }, PS_HOME_ALL_WELL,
    "All 1800 photos are on Photos A, proven.",
    "Cloudinary was looked at today, 14:02. Nothing needs you. You may unplug the drive.", "Back Up Now" },
  { "/home/one-photo", { FACTS, .n_here = 1, .looked_us = TODAY }, PS_HOME_ALL_WELL,
    "Your 1 photo is on Photos A, proven.", "Cloudinary was looked at today, 14:02. Nothing needs you.", "Back Up Now" },
  { "/home/by-size-only", { FACTS, .n_here = 1800, .n_size_only = 100, .looked_us = TODAY }, PS_HOME_ALL_WELL,
    "All 1800 photos are on Photos A, proven.",
    "Cloudinary was looked at today, 14:02. 100 of them by size only. Nothing needs you.", "Back Up Now" },
  { "/home/not-the-original-is-not-proven", { FACTS, .n_here = 1800, .n_altered = 2, .looked_us = TODAY }, PS_HOME_ALL_WELL,
    "All 1800 photos are on Photos A.",
    "Cloudinary was looked at today, 14:02. 2 are not the originals. Nothing needs you.", "Back Up Now" },
  { "/home/no-unplugging-while-it-runs", { FACTS, .n_here = 1800, .looked_us = TODAY, .is_removable = TRUE, .is_running = TRUE },
    PS_HOME_ALL_WELL, "All 1800 photos are on Photos A, proven.", "Cloudinary was looked at today, 14:02. Nothing needs you.", NULL },
  { "/home/some-left-out", { FACTS, .n_here = 1791, .n_left_out = 9, .looked_us = TODAY }, PS_HOME_SOME_LEFT_OUT,
    "All photos but the 9 left out are on Photos A, proven.",
    "Cloudinary was looked at today, 14:02. Nothing needs you.", "Back Up Now" },
  { "/home/a-remote-copy-was-left-out-by-nobody", { FACTS, .n_here = 1791, .n_left_out = 2, .n_remote = 2, .looked_us = TODAY }, PS_HOME_ALL_WELL,
    "All 1791 photos are on Photos A, proven.", "Cloudinary was looked at today, 14:02. Nothing needs you.", "Back Up Now" },
  { "/home/one-left-out", { FACTS, .n_here = 1791, .n_left_out = 1, .looked_us = TODAY }, PS_HOME_SOME_LEFT_OUT,
    "All photos but the one left out are on Photos A, proven.", "Cloudinary was looked at today, 14:02. Nothing needs you.", "Back Up Now" },
  { "/home/left-out-beside-remote-copies", { FACTS, .n_here = 1791, .n_left_out = 9, .n_remote = 2, .looked_us = TODAY }, PS_HOME_SOME_LEFT_OUT,
    "All photos but the 7 left out are on Photos A, proven.", "Cloudinary was looked at today, 14:02. Nothing needs you.", "Back Up Now" },
  { "/home/two-turns-missed", { FACTS, .n_here = 1800, .looked_us = NOW - 37 * DAY }, PS_HOME_TOO_LONG_AGO,
    "All 1800 photos known on 12 April are here, proven.", "Cloudinary has not been looked at for 37 days.", "Back Up Now" },
  { "/home/two-weeks-are-two-turns", { FACTS, .n_here = 1800, .looked_us = NOW - 14 * DAY }, PS_HOME_ALL_WELL,
    "All 1800 photos are on Photos A, proven.", "Cloudinary was looked at 5 May. Nothing needs you.", "Back Up Now" },
  { "/home/no-schedule", { .now_us = NOW, .drive = "Photos A", .n_here = 1800, .looked_us = NOW - 15 * DAY }, PS_HOME_TOO_LONG_AGO,
    "All 1800 photos known on 4 May are here, proven.", "Cloudinary has not been looked at for 15 days.", "Back Up Now" },
  { "/home/first-fetch", { FACTS, .n_here = 412, .n_to_come = 1388, .looked_us = TODAY, .is_running = TRUE, .seconds_left = 16 * 86400 },
    PS_HOME_TO_COME, "412 of 1800 photos are here, proven.", "The newest come first; about 16 days left.", "Show Newest" },
  { "/home/paused", { FACTS, .n_here = 412, .n_to_come = 1388, .looked_us = TODAY, .is_paused = TRUE },
    PS_HOME_TO_COME, "412 of 1800 photos are here, proven.", "The backup is paused; 1388 photos are to come.", "Go On" },
  { "/home/tried-again", { FACTS, .n_here = 1786, .n_to_come = 14, .n_trying_again = 14, .looked_us = TODAY },
    PS_HOME_TO_COME, "1786 of 1800 photos are here, proven.", "14 are tried again without you.", "Back Up Now" },
  { "/home/plan-guard", { FACTS, .n_here = 412, .n_to_come = 1388, .looked_us = TODAY, .plan_resumes_us = NOW + 12 * G_TIME_SPAN_HOUR },
    PS_HOME_PLAN_GUARD, "412 of 1800 photos are here, proven.",
    "The plan’s share is used; it goes on tomorrow, 03:02, and more comes as it frees up.", "Change…" },
  { "/home/plan-guard-with-an-end", { FACTS, .n_here = 412, .n_to_come = 1388, .looked_us = TODAY, .plan_resumes_us = NOW + DAY,
                                      .plan_seconds_left = 1090 * 86400.0 },
    PS_HOME_PLAN_GUARD, "412 of 1800 photos are here, proven.",
    "The plan’s share is used; more comes each day as it frees up, all by about May 2029.", "Change…" },
  { "/home/plan-guard-has-passed", { FACTS, .n_here = 412, .n_to_come = 1388, .looked_us = TODAY, .plan_resumes_us = NOW - DAY },
    PS_HOME_TO_COME, "412 of 1800 photos are here, proven.", "1388 photos come with the next backup.", "Back Up Now" },
  { "/home/someone-is-needed", { FACTS, .n_here = 1763, .n_needs_you = 23, .n_to_come = 14, .n_trying_again = 14, .looked_us = TODAY },
    PS_HOME_NEEDS_YOU, "23 photos need you.", "1763 are here, proven; 14 are tried again without you.", "See Why" },
  { "/home/one-needs-you", { FACTS, .n_here = 1, .n_needs_you = 1, .looked_us = TODAY },
    PS_HOME_NEEDS_YOU, "1 photo needs you.", "1 is here, proven.", "See Why" },
  { "/home/drive-away", { FACTS, .n_here = 1800, .n_needs_you = 2, .drive_is_away = TRUE, .drive_seen_us = NOW - 7 * DAY, .looked_us = TODAY },
    PS_HOME_DRIVE_AWAY, "Photos A is not connected.", "When it was last here, 12 May, 1800 of 1802 photos were on it, proven. You can browse and search.", NULL },
  { "/home/drive-may-be-lost", { FACTS, .n_here = 1800, .drive_is_away = TRUE, .may_be_lost = TRUE, .drive_seen_us = NOW - 7 * DAY, .looked_us = TODAY },
    PS_HOME_DRIVE_AWAY, "Photos A is not connected.", "When it was last here, 12 May, 1800 of 1800 photos were on it, proven. You can browse and search.",
    "I Lost This Drive…" },
  { "/home/drive-let-go", { FACTS, .n_here = 1800, .drive_is_away = TRUE, .is_let_go = TRUE, .drive_seen_us = NOW - 7 * DAY, .looked_us = TODAY },
    PS_HOME_DRIVE_AWAY, "Photos A is let go of.", "When it was last here, 12 May, 1800 of 1800 photos were on it, proven. You can browse and search.", NULL },
  { "/home/account-off", { FACTS, .n_here = 1676, .n_to_come = 124, .account_is_off = TRUE, .looked_us = TODAY, .drive_is_away = TRUE },
    PS_HOME_ACCOUNT_OFF, "Cloudinary has switched this account off.", "1676 are here, proven; 124 had not been fetched.", "Open Cloudinary" },
  { "/home/no-copy-anywhere", { FACTS, .n_here = 1797, .n_needs_you = 3, .n_lost = 3, .account_is_off = TRUE, .looked_us = TODAY },
    PS_HOME_NO_COPY, "3 photos cannot be brought back.",
    "They are gone from Cloudinary and their files here are damaged or missing.", "Show Them" },
  { "/home/stopped", { FACTS, .n_here = 412, .n_to_come = 1388, .n_needs_you = 2, .looked_us = TODAY, .stop = &no_secret }, PS_HOME_STOPPED,
    "Cloudinary no longer accepts the secret.",
    "Fetching is paused; everything here is untouched. 412 of 1802 photos are here, proven.", "Enter New Secret" },
  { "/home/stopped-before-anything-came", { FACTS, .stop = &no_secret }, PS_HOME_STOPPED,
    "Cloudinary no longer accepts the secret.", "Fetching is paused; everything here is untouched.", "Enter New Secret" },
  { "/home/stopped-and-away", { FACTS, .n_here = 1800, .drive_is_away = TRUE, .looked_us = TODAY, .stop = &no_secret },
    PS_HOME_DRIVE_AWAY, "Photos A is not connected.", "You can browse and search.", NULL },
  { "/home/far-fewer", { FACTS, .n_here = 1800, .n_in_cloud = 1800, .n_held_back = 90, .n_needs_you = 3, .looked_us = TODAY }, PS_HOME_HELD_BACK,
    "Cloudinary lists 1710 photos, 90 fewer than before.", "Nothing was marked or changed here: 1800 are here, proven. Was it you?", "Show the 90" },
  { "/home/nothing-known", { FACTS }, PS_HOME_NOTHING_KNOWN, "Nothing has been backed up yet.",
    "A backup copies every original and checks each copy.", "Back Up Now" },
  { "/home/an-empty-cloud", { FACTS, .looked_us = TODAY }, PS_HOME_ALL_WELL, "There are no photos in Cloudinary.",
    "Cloudinary was looked at today, 14:02. Nothing needs you.", "Back Up Now" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(PsHomeWords) words = ps_home_words_new (&c->facts);

  g_assert_cmpint (ps_home_rule_find (&c->facts), ==, c->rule);
  g_assert_cmpint (words->rule, ==, c->rule);
  g_assert_cmpstr (words->headline, ==, c->headline);
  g_assert_cmpstr (words->second, ==, c->second);
  g_assert_cmpstr (words->button, ==, c->button);
  g_assert_true ((words->button == NULL) == (words->action == NULL));
  g_assert_nonnull (words->icon);
}

#define GB G_GINT64_CONSTANT (1000000000)

/* 25 GB a month, of which the website uses 2.5: 20 are ours in any 30 days. */
static void
test_plan_seconds (void)
{
  const PsBudget plan_budget = { .kind = PS_BUDGET_PLAN }, limit = { .kind = PS_BUDGET_BYTES, .n_bytes = 100 * GB }, none = { .kind = PS_BUDGET_NONE };
  const PsPlan plan = { .limit_bytes = 25 * GB, .used_bytes = 18 * GB, .fetched_since_bytes = 4500 * GB / 1000, .fetched_30_days_bytes = 20 * GB };
  const PsPlan full = { .limit_bytes = 25 * GB, .used_bytes = 24 * GB };
  const PsPlan unknown = { .limit_bytes = -1, .used_bytes = -1 };

  g_assert_cmpfloat_with_epsilon (ps_home_plan_seconds (&plan_budget, &plan, 240 * GB), 360 * 86400.0, 1);
  g_assert_cmpfloat_with_epsilon (ps_home_plan_seconds (&limit, &plan, 200 * GB), 60 * 86400.0, 1);
  g_assert_cmpfloat (ps_home_plan_seconds (&none, &plan, 200 * GB), ==, 0);
  g_assert_cmpfloat (ps_home_plan_seconds (&plan_budget, &full, 200 * GB), ==, 0);
  g_assert_cmpfloat (ps_home_plan_seconds (&plan_budget, &unknown, 200 * GB), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_case);
  g_test_add_func ("/home/plan-seconds", test_plan_seconds);
  return g_test_run ();
}
