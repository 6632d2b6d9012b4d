/* src/cli/status.c: status: states, last sessions, bytes, calls left; or the library as a past scan saw it. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "backup/guard.h"
#include "base/text.h"
#include "base/times.h"
#include "cli/broken.h"
#include "cli/commands.h"
#include "cli/output.h"

#define FAILURES_SHOWN 20

static char *at;

static const GOptionEntry entries[] = {
  { "at", 0, 0, G_OPTION_ARG_STRING, &at, N_("As the last complete look before this day or time saw it"), N_("DATE") },
  G_OPTION_ENTRY_NULL
};

/* What is shown, gathered before anything is printed. */
typedef struct
{
  PsStatus *status;
  GPtrArray *failures; /* of PsFailure */
  GPtrArray *broken;   /* of PsBroken */
  PsBudget budget;
} Facts;

static void
add_time (PsOutput   *output,
          const char *name,
          gint64      time_us)
{
  g_autofree char *text = time_us > 0 ? ps_time_to_text (time_us) : NULL;

  ps_output_add_text (output, name, text);
}

static void
add_known (PsOutput   *output,
           const char *name,
           gint64      number)
{
  if (number >= 0)
    ps_output_add_number (output, name, number);
  else
    ps_output_add_null (output, name);
}

static void
add_rate_limit (PsOutput          *output,
                const PsRateLimit *limit)
{
  gboolean is_over = limit->reset_us > 0 && limit->reset_us <= g_get_real_time ();

  ps_output_begin (output, "rate_limit", '{');
  add_known (output, "limit", limit->limit);
  add_known (output, "remaining", is_over ? limit->limit : limit->remaining); /* a new hour began */
  add_time (output, "reset", is_over ? 0 : limit->reset_us);
  ps_output_end (output, '}');
}

static gint64
used_of (const PsPlan *plan)
{
  return plan->used_bytes >= 0 ? plan->used_bytes + plan->fetched_since_bytes : -1;
}

/* What a run was told, unless the limit grew since. */
static gint64
held_until (const Facts *facts)
{
  const PsPlan *plan = &facts->status->plan;

  return ps_guard_held_until (&facts->budget, plan, plan->fetched_30_days_bytes, g_get_real_time ());
}

static void
add_plan (PsOutput    *output,
          const Facts *facts)
{
  const PsPlan *plan = &facts->status->plan;
  gint64 left = ps_guard_left (&facts->budget, plan, plan->fetched_30_days_bytes);

  ps_output_begin (output, "plan", '{');
  ps_output_add_text (output, "name", plan->name);
  add_known (output, "limit_bytes", plan->limit_bytes);
  add_known (output, "used_bytes", used_of (plan));
  add_known (output, "left_bytes", left == G_MAXINT64 ? -1 : left);
  add_known (output, "budget_bytes", facts->budget.kind == PS_BUDGET_BYTES ? facts->budget.n_bytes : -1);
  add_known (output, "fetched_30_days_bytes", plan->fetched_30_days_bytes);
  ps_output_add_text (output, "figures_at", plan->figures_at);
  add_time (output, "resumes_at", held_until (facts));
  ps_output_end (output, '}');
}

static void
add_failures (PsOutput    *output,
              const Facts *facts)
{
  ps_output_begin (output, "failures", '[');
  for (guint i = 0; i < facts->failures->len; i++)
    {
      const PsFailure *failure = g_ptr_array_index (facts->failures, i);

      ps_output_begin (output, NULL, '{');
      ps_output_add_text (output, "public_id", failure->public_id);
      ps_output_add_text (output, "resource_type", failure->resource_type);
      ps_output_add_text (output, "type", failure->resource_kind);
      ps_output_add_text (output, "cause", failure->cause);
      ps_output_add_text (output, "message", failure->message);
      ps_output_add_number (output, "attempts", failure->attempts);
      ps_output_add_text (output, "last_attempt", failure->last_attempt);
      add_time (output, "next_attempt", failure->next_at_us);
      ps_output_end (output, '}');
    }
  ps_output_end (output, ']');
}

static void
print_json (PsSessionCli *session,
            const Facts  *facts)
{
  const PsStatus *status = facts->status;
  PsOutput *output = ps_output_new ();

  ps_output_add_text (output, "library", ps_library_get_root (session->library));
  ps_output_add_text (output, "cloud_name", ps_library_get_cloud_name (session->library));
  ps_output_add_number (output, "total", status->n_total);
  ps_output_begin (output, "states", '{');
  for (int state = 0; state < PS_N_STATES; state++)
    ps_output_add_number (output, ps_state_to_word (state), status->n_photos[state]);
  ps_output_end (output, '}');
  ps_output_add_number (output, "bytes_total", status->n_bytes_total);
  ps_output_add_number (output, "bytes_proven", status->n_bytes[PS_STATE_PROVEN]);
  ps_output_add_number (output, "bytes_here", status->n_bytes_here);
  ps_output_add_number (output, "trying_again", status->n_trying_again);
  ps_output_add_number (output, "asked_for", status->n_asked_for);
  ps_output_add_number (output, "held_back", status->n_held_back);
  ps_output_add_text (output, "last_scan", status->last_scan);
  ps_output_add_text (output, "last_complete_scan", status->last_complete_scan);
  ps_output_add_bool (output, "scan_is_open", status->scan_is_open);
  ps_output_add_text (output, "last_download", status->last_download);
  ps_output_add_text (output, "last_verify", status->last_verify);
  add_rate_limit (output, &status->rate_limit);
  add_plan (output, facts);
  add_failures (output, facts);
  ps_cli_add_broken (output, facts->broken);
  ps_output_print (output);
}

static const char *
label_of (PsState state)
{
  static const char *const labels[PS_N_STATES] = {
    [PS_STATE_ARRIVING] = N_("Arriving"), [PS_STATE_DAMAGED] = N_("Damaged"), [PS_STATE_SKIPPED] = N_("Left out"),
    [PS_STATE_MISSING] = N_("Missing"), [PS_STATE_FAILED] = N_("Failed"), [PS_STATE_WAITING] = N_("Waiting"),
    [PS_STATE_GONE_FROM_CLOUD] = N_("Only here"), [PS_STATE_ALTERED] = N_("Not the original"),
    [PS_STATE_SIZE_ONLY] = N_("Size matches"), [PS_STATE_PROVEN] = N_("Proven"),
  };

  return _(labels[state]);
}

static void
print_row (const char *label,
           const char *value)
{
  int pad = MAX (0, 18 - (int) g_utf8_strlen (label, -1));

  printf ("  %s%*s %s\n", label, pad, "", value);
}

static void
print_states (const PsStatus *status)
{
  for (int state = PS_N_STATES - 1; state >= 0; state--)
    {
      g_autofree char *size = ps_output_size (status->n_bytes[state]);
      g_autofree char *value = NULL;

      if (status->n_photos[state] == 0 && state != PS_STATE_PROVEN)
        continue;
      value = g_strdup_printf ("%8" PRId64 "   %s", status->n_photos[state], size);
      print_row (label_of (state), value);
    }
}

/* Design's headline: dated, never a bare "safe". */
static void
print_headline (const PsStatus *status)
{
  gint64 n_proven = status->n_photos[PS_STATE_PROVEN];
  g_autofree char *looked = ps_output_time (status->last_complete_scan);

  if (status->n_total == 0)
    printf (_("No photo is known yet: “proofsheetctl backup” looks through Cloudinary.\n"));
  else if (n_proven + status->n_photos[PS_STATE_SKIPPED] == status->n_total && status->last_complete_scan != NULL)
    /* Translators: a number of photos, and a time. */
    printf (ngettext ("All %" PRId64 " photo known on %s is here, proven.\n", "All %" PRId64 " photos known on %s are here, proven.\n", n_proven), n_proven, looked);
  else
    /* Translators: two numbers of photos. */
    printf (_("%" PRId64 " of %" PRId64 " photos are here, proven.\n"), n_proven, status->n_total);
}

/* Where a person set a limit, the plan's share is not what counts; and what waits for it, until when. */
static void
print_budget (const Facts *facts)
{
  const PsStatus *status = facts->status;
  const PsPlan *plan = &status->plan;
  g_autofree char *words = NULL;
  g_autofree char *clock = NULL;

  if (facts->budget.kind == PS_BUDGET_BYTES)
    {
      g_autofree char *fetched = ps_output_size (plan->fetched_30_days_bytes);
      g_autofree char *limit = ps_output_size (facts->budget.n_bytes);
      /* Translators: two sizes. */
      g_autofree char *value = g_strdup_printf (_("%s of %s fetched in the last 30 days"), fetched, limit);

      print_row (_("Your limit"), value);
    }
  else if (facts->budget.kind == PS_BUDGET_NONE)
    print_row (_("Your limit"), _("none: fetching may use more than the plan holds"));
  if (held_until (facts) == 0)
    return;
  clock = ps_output_clock (held_until (facts));
  words = ps_guard_explain (&facts->budget, plan, plan->fetched_30_days_bytes, status->n_photos[PS_STATE_WAITING],
                            status->n_bytes[PS_STATE_WAITING]);
  print_row (_("Fetching goes on"), clock);
  printf ("%s\n", words);
}

static void
print_limits (const Facts *facts)
{
  const PsStatus *status = facts->status;
  const PsPlan *plan = &status->plan;
  g_autofree char *used = used_of (plan) >= 0 ? ps_output_size (used_of (plan)) : NULL;
  g_autofree char *limit = plan->limit_bytes >= 0 ? ps_output_size (plan->limit_bytes) : NULL;
  g_autofree char *name = ps_text_visible (plan->name != NULL ? plan->name : "–", 60);
  g_autofree char *value = NULL;

  if (used != NULL && limit != NULL)
    /* Translators: a plan's name, what is used of it, what it holds. */
    value = g_strdup_printf (_("%s, %s of %s used in the last 30 days"), name, used, limit);
  else
    value = g_strdup (name);
  print_row (_("Plan"), value);
  print_budget (facts);
  if (status->rate_limit.limit >= 0 && status->rate_limit.reset_us > g_get_real_time ())
    {
      g_autofree char *clock = ps_output_clock (status->rate_limit.reset_us);
      /* Translators: questions left, questions allowed, a time. */
      g_autofree char *calls = g_strdup_printf (_("%" PRId64 " of %" PRId64 ", anew at %s"), status->rate_limit.remaining,
                                                status->rate_limit.limit, clock);

      print_row (_("Questions left"), calls);
    }
}

static void
print_failures (const Facts *facts)
{
  guint n = MIN (facts->failures->len, FAILURES_SHOWN);

  for (guint i = 0; i < n; i++)
    {
      const PsFailure *failure = g_ptr_array_index (facts->failures, i);
      g_autofree char *id = ps_text_visible (failure->public_id, 80);
      g_autofree char *message = ps_text_visible (failure->message, 400);

      printf ("  %s [%s]: %s\n", id, failure->cause, message);
    }
  if (facts->failures->len > n)
    printf (ngettext ("  … and %u more\n", "  … and %u more\n", facts->failures->len - n), facts->failures->len - n);
}

static void
print_words (PsSessionCli *session,
             const Facts  *facts)
{
  const PsStatus *status = facts->status;
  g_autofree char *scan = ps_output_time (status->last_scan);
  g_autofree char *download = ps_output_time (status->last_download);
  g_autofree char *verify = ps_output_time (status->last_verify);
  g_autofree char *root = ps_text_visible (ps_library_get_root (session->library), 4096);

  print_headline (status);
  print_row (_("Library"), root);
  print_row (_("Cloud"), ps_library_get_cloud_name (session->library));
  print_states (status);
  print_row (_("Last look"), scan);
  print_row (_("Last fetch"), download);
  print_row (_("Last verification"), verify);
  print_limits (facts);
  if (status->n_held_back > 0)
    printf (ngettext ("Cloudinary lists %" PRId64 " photo fewer than before. Nothing was marked or changed here. Was it you? “proofsheetctl scan --accept-losses”\n",
                      "Cloudinary lists %" PRId64 " photos fewer than before. Nothing was marked or changed here. Was it you? “proofsheetctl scan --accept-losses”\n",
                      status->n_held_back),
            status->n_held_back);
  print_failures (facts);
  ps_cli_print_broken (facts->broken, FALSE);
}

static PsExit
print_past (PsSessionCli *session)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autofree char *day_end = strlen (at) == 10 ? g_strconcat (at, "T23:59:59Z", NULL) : g_strdup (at);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) read = NULL;
  g_autoptr(PsStatus) status = NULL;
  GError *error = NULL;
  gint64 at_us;

  if (!ps_time_from_text (day_end, &at_us))
    return ps_cli_usage (session, _("--at takes a day like 2026-05-12, or a time like 2026-05-12T14:00:00Z."));
  at_us += G_USEC_PER_SEC - 1; /* a time to the second means all of that second */
  ps_catalog_get_status_at_async (catalog, at_us, session->cancellable, ps_cli_took_cb, &result);
  read = ps_cli_wait (&result);
  status = ps_catalog_get_status_at_finish (catalog, read, &error);
  if (status == NULL)
    return ps_cli_fail (session, error);
  if (session->json)
    {
      PsOutput *output = ps_output_new ();

      ps_output_add_text (output, "library", ps_library_get_root (session->library));
      ps_output_add_text (output, "cloud_name", ps_library_get_cloud_name (session->library));
      ps_output_add_text (output, "at", at);
      ps_output_add_text (output, "last_scan", status->last_scan);
      ps_output_add_number (output, "total", status->n_total);
      ps_output_add_number (output, "bytes_total", status->n_bytes_total);
      ps_output_print (output);
    }
  else if (status->last_scan == NULL)
    printf (_("Cloudinary had not been looked through by then.\n"));
  else
    {
      g_autofree char *size = ps_output_size (status->n_bytes_total);
      g_autofree char *looked = ps_output_time (status->last_scan);

      /* Translators: a time, a number of photos, a size. */
      printf (_("On %s Cloudinary listed %" PRId64 " photos, %s.\n"), looked, status->n_total, size);
    }
  return PS_EXIT_WELL;
}

/* Nothing arrives where nobody fetches: a run was killed, and the next one will begin with it. */
static void
settle_interrupted (PsStatus *status)
{
  for (int state = 0; state < PS_N_STATES; state++)
    {
      status->n_photos[state] += status->n_interrupted[state];
      status->n_bytes[state] += status->n_bytes_interrupted[state];
      status->n_photos[PS_STATE_ARRIVING] -= status->n_interrupted[state];
      status->n_bytes[PS_STATE_ARRIVING] -= status->n_bytes_interrupted[state];
    }
}

static PsExit
gather (PsSessionCli *session,
        Facts        *facts)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  GAsyncResult *place = NULL;
  g_autoptr(GAsyncResult) status_read = NULL;
  g_autoptr(GAsyncResult) failures_read = NULL;
  g_autoptr(GAsyncResult) budget_read = NULL;
  g_autofree char *budget = NULL;
  GError *error = NULL;

  ps_catalog_get_status_async (catalog, session->cancellable, ps_cli_took_cb, &place);
  status_read = ps_cli_wait (&place);
  facts->status = ps_catalog_get_status_finish (catalog, status_read, &error);
  if (facts->status == NULL)
    return ps_cli_fail (session, error);
  if (!ps_vault_has_writer (ps_library_get_vault (session->library)))
    settle_interrupted (facts->status);
  if (ps_cli_list_broken (session, &facts->broken) != PS_EXIT_WELL)
    return PS_EXIT_ERROR;
  ps_catalog_list_failures_async (catalog, NULL, 1000, session->cancellable, ps_cli_took_cb, &place);
  failures_read = ps_cli_wait (&place);
  facts->failures = ps_catalog_list_failures_finish (catalog, failures_read, &error);
  if (facts->failures == NULL)
    return ps_cli_fail (session, error);
  ps_catalog_get_setting_async (catalog, PS_SETTING_BUDGET, session->cancellable, ps_cli_took_cb, &place);
  budget_read = ps_cli_wait (&place);
  budget = ps_catalog_get_setting_finish (catalog, budget_read, NULL);
  ps_budget_parse (budget, &facts->budget);
  return PS_EXIT_WELL;
}

static PsExit
print_present (PsSessionCli *session)
{
  Facts facts = { 0 };
  PsExit status = gather (session, &facts);

  if (status == PS_EXIT_WELL && session->json)
    print_json (session, &facts);
  else if (status == PS_EXIT_WELL)
    print_words (session, &facts);
  g_clear_pointer (&facts.status, ps_status_free);
  g_clear_pointer (&facts.failures, g_ptr_array_unref);
  g_clear_pointer (&facts.broken, g_ptr_array_unref);
  return status;
}

static PsExit
run_status (PsSessionCli  *session,
            char         **arguments)
{
  PsExit status = ps_cli_open (session, arguments[0], PS_LIBRARY_READ_ONLY);

  if (status != PS_EXIT_WELL)
    return status;
  return ps_cli_close (session, at != NULL ? print_past (session) : print_present (session));
}

const PsCommand ps_command_status = {
  "status", N_("LIBRARY"), N_("Tell how safe the photos are"), PS_TAKES_JSON, 1, 1, entries, run_status
};
