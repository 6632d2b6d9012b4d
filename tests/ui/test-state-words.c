/* tests/ui/test-state-words.c: each state, and each finer case, has its label, its sentence and its emblem. */
#include "ui/cell-words.h"
#include "ui/state-words.h"

#define DAY 1778749920000000 /* 14 May 2026, 09:12 */

typedef struct
{
  const char *path;
  PsPhotoRow row;
  const char *label, *icon, *sentence; /* the sentence's beginning */
  gboolean can_retry;
} Case;

static const Case cases[] = {
  { "arriving", { .state = PS_STATE_ARRIVING }, "Arriving", "arriving", "Its bytes are coming in now.", FALSE },
  { "damaged", { .state = PS_STATE_DAMAGED, .verified_at_us = DAY }, "Damaged", "damaged", "The file reads differently", TRUE },
  { "changed-here", { .state = PS_STATE_DAMAGED, .is_changed_here = TRUE }, "Changed Here", "changed", "Someone saved this file", FALSE },
  { "left-out", { .state = PS_STATE_SKIPPED }, "Left Out", "skipped", "You left this one out", FALSE },
  { "remote", { .state = PS_STATE_SKIPPED, .is_remote = TRUE }, "No Original", "skipped", "Cloudinary holds no original", FALSE },
  { "missing", { .state = PS_STATE_MISSING, .verified_at_us = DAY }, "Missing", "missing", "It was proven on 14 May 2026 and is not", TRUE },
  { "failed", { .state = PS_STATE_FAILED, .failure_message = (char *) "No." }, "Needs You", "failed", "It could not be fetched: No.", TRUE },
  { "trying-again", { .state = PS_STATE_FAILED, .retry_at_us = DAY }, "Trying Again", "waiting",
    "It could not be fetched. It is tried again by itself, not before 14 May 2026, 09:12.", TRUE },
  { "waiting", { .state = PS_STATE_WAITING }, "Waiting", "waiting", "Waiting for its turn.", FALSE },
  { "asked-for", { .state = PS_STATE_WAITING, .is_asked_for = TRUE }, "Waiting", "waiting", "Waiting: you asked for it", FALSE },
  { "for-comparing", { .state = PS_STATE_WAITING, .is_for_comparing = TRUE }, "Waiting", "waiting", "Waiting for comparing", FALSE },
  { "newer-to-come", { .state = PS_STATE_WAITING, .is_newer_to_come = TRUE, .verified_at_us = DAY }, "Waiting", "waiting",
    "Waiting for a newer version. The version of 14 May 2026 is here, proven.", FALSE },
  { "only-here", { .state = PS_STATE_GONE_FROM_CLOUD, .verified_at_us = DAY }, "Only Here", "gone", "Cloudinary no longer lists it.", FALSE },
  { "altered", { .state = PS_STATE_ALTERED }, "Not the Original", "altered", "Cloudinary sends other bytes", FALSE },
  { "size-only", { .state = PS_STATE_SIZE_ONLY }, "Size Matches", "size-only", "Cloudinary lists no checksum", FALSE },
  { "proven", { .state = PS_STATE_PROVEN, .verified_at_us = DAY }, "Proven", "proven",
    "Same size and checksum as Cloudinary lists, read on 14 May 2026.", FALSE },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *sentence = ps_state_words_sentence (&c->row);
  g_autofree char *icon = g_strdup_printf ("ps-state-%s-symbolic", c->icon);

  g_assert_cmpstr (ps_state_words_label (&c->row), ==, c->label);
  g_assert_cmpstr (ps_state_words_icon_name (&c->row), ==, icon);
  g_assert_true (g_str_has_prefix (sentence, c->sentence));
  g_assert_cmpint (ps_state_words_can_retry (&c->row), ==, c->can_retry);
}

static void
test_spoken (void)
{
  PsPhotoRow row = { .state = PS_STATE_PROVEN, .name = (char *) "DSC_4411.jpg", .sort_us = DAY };
  g_autofree char *plain = ps_cell_words_spoken (&row, FALSE);
  g_autofree char *selected = ps_cell_words_spoken (&row, TRUE);
  g_autofree char *uploaded = NULL;

  g_assert_cmpstr (plain, ==, "DSC_4411.jpg, 14 May 2026, Proven");
  g_assert_cmpstr (selected, ==, "DSC_4411.jpg, 14 May 2026, Proven, selected");
  row.is_upload_time = TRUE;
  uploaded = ps_cell_words_spoken (&row, FALSE);
  g_assert_cmpstr (uploaded, ==, "DSC_4411.jpg, Uploaded 14 May 2026, Proven");
}

static void
test_duration (void)
{
  g_autofree char *seconds = ps_cell_words_duration (41.6), *hours = ps_cell_words_duration (3723);

  g_assert_cmpstr (seconds, ==, "0:42");
  g_assert_cmpstr (hours, ==, "1:02:03");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/state-words/", cases[i].path, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/cell-words/spoken", test_spoken);
  g_test_add_func ("/cell-words/duration", test_duration);
  return g_test_run ();
}
