/* tests/ui/test-bar-words.c: the backup bar says at each moment what is so, and offers what helps. */
#include "ui/bar-words.h"

#define NOW G_GINT64_CONSTANT (1779202920000000) /* 19 May 2026, 15:02 UTC */
#define AT_15_30 (NOW + 28 * G_TIME_SPAN_MINUTE)

typedef struct
{
  const char *path;
  PsBarFacts facts;
  PsBackupProgress progress;
  PsBackupReport report;
  gint64 n_proven, n_waiting, n_needs_you;
  const char *text, *short_text, *button;
  PsBarParts parts;
} Case;

#define GB G_GINT64_CONSTANT (1000000000)

static const Case cases[] = {
  { "/bar/looking", { .moment = PS_RUN_LOOKING }, { .looking = TRUE, .n_found = 112 },
    .text = "Looking through Cloudinary · 112 photos found so far", .short_text = "Looking · 112 photos found so far",
    .parts = PS_BAR_PAUSE | PS_BAR_DETAILS | PS_BAR_PROGRESS },
  { "/bar/hours-limit", { .moment = PS_RUN_WAITING, .hold = PS_HOLD_HOUR, .hold_until_us = AT_15_30 },
    { .looking = TRUE, .n_found = 112, .looking_waits_until_us = AT_15_30 },
    .text = "112 photos found so far. Cloudinary allows 500 questions an hour; looking goes on at 15:30.",
    .short_text = "Looking goes on at 15:30", .parts = PS_BAR_PAUSE | PS_BAR_DETAILS },
  { "/bar/first-fetch", { .moment = PS_RUN_FETCHING, .rate = 500000, .seconds_left = 1200 },
    { .fetching = TRUE, .n_landed = 12, .n_to_fetch = 600, .n_bytes = GB, .n_bytes_to_fetch = 5 * GB }, .n_proven = 412, .n_waiting = 588,
    .text = "Fetching · 412 of 1000 photos · 1.0 GB of 10.0 GB · 500.0 kB/s · about 20 minutes left",
    .short_text = "Fetching 412 of 1000", .parts = PS_BAR_PAUSE | PS_BAR_DETAILS | PS_BAR_PROGRESS },
  { "/bar/a-few-new-ones", { .moment = PS_RUN_FETCHING },
    { .fetching = TRUE, .n_landed = 3, .n_to_fetch = 12, .n_bytes = GB, .n_bytes_to_fetch = 4 * GB }, .n_proven = 991, .n_waiting = 9,
    .text = "Fetching · 3 of 12 photos · 1.0 GB of 4.0 GB", .short_text = "Fetching 3 of 12",
    .parts = PS_BAR_PAUSE | PS_BAR_DETAILS | PS_BAR_PROGRESS },
  { "/bar/fetching-while-the-hour-is-used", { .moment = PS_RUN_FETCHING, .hold = PS_HOLD_HOUR, .hold_until_us = AT_15_30 },
    { .looking = TRUE, .fetching = TRUE, .n_landed = 3, .n_to_fetch = 12, .n_bytes = GB, .n_bytes_to_fetch = 4 * GB }, .n_proven = 991,
    .text = "Fetching · 3 of 12 photos · 1.0 GB of 4.0 GB · looking goes on at 15:30", .short_text = "Fetching 3 of 12",
    .parts = PS_BAR_PAUSE | PS_BAR_DETAILS | PS_BAR_PROGRESS },
  { "/bar/plan-guard", { .moment = PS_RUN_WAITING, .hold = PS_HOLD_PLAN, .hold_until_us = NOW + 12 * G_TIME_SPAN_HOUR }, .n_waiting = 588,
    .text = "Your plan’s share is used for now: 25.0 GB in 30 days. It goes on tomorrow, 03:02. 588 photos wait.",
    .short_text = "Plan’s share used; goes on tomorrow, 03:02", .button = "Change…" },
  { "/bar/drive-away", { .moment = PS_RUN_WAITING, .hold = PS_HOLD_DRIVE },
    .text = "Waiting for Photos A. Plug it in and the backup goes on by itself.", .short_text = "Waiting for Photos A." },
  { "/bar/drive-let-go", { .moment = PS_RUN_WAITING, .hold = PS_HOLD_LET_GO },
    .text = "Photos A is let go of: nothing of Proofsheet’s is open on it any more.", .short_text = "Photos A is let go of." },
  { "/bar/drive-unmounted", { .moment = PS_RUN_WAITING, .hold = PS_HOLD_UNPLUGGABLE }, .n_proven = 412, .n_waiting = 588,
    .text = "Photos A is safe to unplug. 412 of 1000 photos are on it, proven.", .short_text = "Photos A is safe to unplug." },
  { "/bar/metered", { .moment = PS_RUN_WAITING, .hold = PS_HOLD_METERED },
    .text = "Waiting: this connection is metered.", .short_text = "Waiting: this connection is metered.", .button = "Fetch Anyway" },
  { "/bar/battery", { .moment = PS_RUN_WAITING, .hold = PS_HOLD_BATTERY, .battery = 18 },
    .text = "Waiting for mains: battery at 18 %.", .short_text = "Waiting for mains: battery at 18 %.", .button = "Fetch Anyway" },
  { "/bar/offline", { .moment = PS_RUN_WAITING, .hold = PS_HOLD_OFFLINE },
    .text = "No internet. Goes on by itself.", .short_text = "No internet. Goes on by itself." },
  { "/bar/stalled", { .moment = PS_RUN_WAITING, .hold = PS_HOLD_STALLED },
    .text = "Nothing has arrived for 60 seconds; trying again by itself.", .short_text = "Nothing arrives; trying again.", .parts = PS_BAR_PAUSE },
  { "/bar/no-answer", { .moment = PS_RUN_WAITING, .hold = PS_HOLD_STALLED, .hold_until_us = AT_15_30 },
    .text = "Cloudinary does not answer; trying again at 15:30.", .short_text = "Cloudinary does not answer; trying again at 15:30.",
    .parts = PS_BAR_PAUSE },
  { "/bar/paused", { .moment = PS_RUN_PAUSED }, .n_proven = 412, .n_waiting = 588,
    .text = "Paused. 412 of 1000 photos are here, proven.", .short_text = "Paused. 412 of 1000 photos are here, proven.", .button = "Go On" },
  { "/bar/done", { .moment = PS_RUN_DONE, .ended_us = NOW }, .report = { .n_landed = 412, .n_bytes = 3 * GB }, .n_proven = 1000,
    .text = "Done, 15:02. 412 new photos, 3.0 GB, all proven.", .short_text = "Done, 15:02. 412 new photos, 3.0 GB, all proven.",
    .button = "Show", .parts = PS_BAR_CLOSE },
  { "/bar/done-with-nothing", { .moment = PS_RUN_DONE, .ended_us = NOW }, .n_proven = 1000,
    .text = "Done, 15:02. Nothing new.", .short_text = "Done, 15:02. Nothing new.", .parts = PS_BAR_CLOSE },
  { "/bar/done-and-needs-you", { .moment = PS_RUN_DONE, .ended_us = NOW }, .report = { .n_landed = 1, .n_bytes = 3 * GB }, .n_proven = 997,
    .n_needs_you = 3, .text = "Done, 15:02. 1 new photo, 3.0 GB, proven. 3 need you.", .short_text = "Done, 15:02. 1 new photo, 3.0 GB, proven.",
    .button = "See Why", .parts = PS_BAR_CLOSE },
  { "/bar/far-fewer", { .moment = PS_RUN_DONE, .ended_us = NOW },
    .report = { .end = PS_BACKUP_ENDED_HELD_BACK, .n_found = 171, .counts = { .n_held_back = 90 } }, .n_proven = 1000,
    .text = "Cloudinary lists 171 photos, 90 fewer than before. Nothing was marked or changed here. Was it you?",
    .short_text = "90 photos fewer than before. Was it you?", .button = "Show the 90", .parts = PS_BAR_CLOSE },
  { "/bar/idle", { .moment = PS_RUN_IDLE }, .n_proven = 1000 },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  PsStatus status = { .n_total = 1000, .n_bytes_here = GB, .n_bytes_total = 10 * GB, .rate_limit.limit = 500, .plan.limit_bytes = 25 * GB };
  PsBarFacts facts = c->facts;
  g_autoptr(PsBarWords) words = NULL;

  status.n_photos[PS_STATE_PROVEN] = c->n_proven;
  status.n_photos[PS_STATE_WAITING] = c->n_waiting;
  status.n_photos[PS_STATE_FAILED] = c->n_needs_you;
  facts.now_us = NOW;
  facts.progress = &c->progress;
  facts.report = &c->report;
  facts.status = &status;
  facts.drive = "Photos A";
  words = ps_bar_words_new (&facts);
  if (c->text == NULL)
    {
      g_assert_null (words);
      return;
    }
  g_assert_nonnull (words);
  {
    g_autofree char *text = g_strdup (words->text);
    g_auto(GStrv) parts = g_strsplit (text, "\xc2\xa0", -1); /* sizes hold a space that does not break */
    g_autofree char *plain = g_strjoinv (" ", parts);

    g_assert_cmpstr (plain, ==, c->text);
  }
  {
    g_auto(GStrv) parts = g_strsplit (words->short_text, "\xc2\xa0", -1);
    g_autofree char *plain = g_strjoinv (" ", parts);

    g_assert_cmpstr (plain, ==, c->short_text);
  }
  g_assert_cmpstr (words->button, ==, c->button);
  g_assert_true ((words->button == NULL) == (words->action == NULL));
  g_assert_cmpuint (words->parts, ==, c->parts);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_case);
  return g_test_run ();
}
