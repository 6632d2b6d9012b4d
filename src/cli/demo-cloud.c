/* src/cli/demo-cloud.c: demo-cloud: serves a Cloudinary-compatible cloud on loopback until stopped. */
#include <glib/gi18n.h>

#include "cli/commands.h"
#include "demo/faults.h"
#include "demo/run.h"

static struct
{
  int n_photos, port, delivery_port, max_side;
  gint64 seed, hourly, pad;
  gboolean fixed, at_once;
  char *originals, *plan, *log;
  char **faults;
} options;

static const GOptionEntry entries[] = {
  { "photos", 0, 0, G_OPTION_ARG_INT, &options.n_photos, N_("How many photos it has (default: 400, at most 1,000,000)"), "N" },
  { "originals", 0, 0, G_OPTION_ARG_FILENAME, &options.originals, N_("Serve the files of this folder instead of drawn pictures"), N_("DIR") },
  { "port", 0, 0, G_OPTION_ARG_INT, &options.port, N_("The port (default: any free one)"), "P" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, N_("The same seed draws the same pictures (default: 1)"), "S" },
  { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.faults, N_("A bad day: NAME[=ARGUMENT][,on=api|delivery][,first=K|every=N|share=P]; may be repeated"), "SPEC" },
  { "plan", 0, 0, G_OPTION_ARG_STRING, &options.plan, N_("The plan's limit and what of it is used, in gigabytes (default: room for everything)"), "LIMIT/USED" },
  { "hourly", 0, 0, G_OPTION_ARG_INT64, &options.hourly, N_("Questions allowed an hour (default: 2000)"), "N" },
  { "fixed", 0, 0, G_OPTION_ARG_NONE, &options.fixed, N_("Fixed folder mode, as old accounts have it"), NULL },
  { "at-once", 0, 0, G_OPTION_ARG_NONE, &options.at_once, N_("Serve at once, and draw the pictures meanwhile, the newest first"), NULL },
  { "max-side", 0, 0, G_OPTION_ARG_INT, &options.max_side, N_("Pixels of the longer side (default: 1600, at most 6000)"), "N" },
  { "pad", 0, 0, G_OPTION_ARG_INT64, &options.pad, N_("Grow every file to about so many bytes"), "BYTES" },
  { "delivery-port", 0, 0, G_OPTION_ARG_INT, &options.delivery_port, N_("Point addresses of photos at another server on this port"), "P" },
  { "log", 0, 0, G_OPTION_ARG_FILENAME, &options.log, N_("Write a line of JSON for each request to this file"), N_("FILE") },
  G_OPTION_ENTRY_NULL
};

static gboolean
parse_plan (const char *text,
            gint64     *limit,
            gint64     *used)
{
  char *end = NULL;
  double limit_gb = g_ascii_strtod (text, &end);
  double used_gb;
  const char *rest;

  if (end == text || *end != '/')
    return FALSE;
  rest = end + 1;
  used_gb = g_ascii_strtod (rest, &end);
  if (end == rest || *end != '\0' || !(limit_gb >= 0 && limit_gb < 1e9) || !(used_gb >= 0 && used_gb < 1e9))
    return FALSE;
  *limit = (gint64) (limit_gb * 1e9);
  *used = (gint64) (used_gb * 1e9);
  return TRUE;
}

static PsExit
run_demo_cloud (PsSessionCli  *session,
                char         **arguments)
{
  PsDemoOptions demo = { .plan_limit_bytes = -1 };
  g_autoptr(PsFaults) faults = NULL;
  g_autoptr(GError) error = NULL;

  if (options.n_photos < 0 || options.n_photos > 1000000)
    return ps_cli_usage (session, _("--photos takes a number up to 1,000,000."));
  if (options.port < 0 || options.port > 65535 || options.delivery_port < 0 || options.delivery_port > 65535)
    return ps_cli_usage (session, _("A port is a number up to 65535."));
  if (options.max_side < 0 || options.max_side > 6000)
    return ps_cli_usage (session, _("--max-side takes a number of pixels up to 6000."));
  if (options.plan != NULL && !parse_plan (options.plan, &demo.plan_limit_bytes, &demo.plan_used_bytes))
    return ps_cli_usage (session, _("--plan takes two numbers of gigabytes, like 25/14."));
  if (options.hourly < 0 || options.pad < 0)
    return ps_cli_usage (session, _("--hourly and --pad take numbers above zero."));
  faults = ps_faults_new ((const char *const *) options.faults, &error);
  if (faults == NULL)
    return ps_cli_usage (session, error->message);
  demo.gallery.n_photos = options.n_photos;
  demo.gallery.originals = options.originals;
  demo.gallery.seed = options.seed != 0 ? options.seed : 1;
  demo.gallery.max_side = options.max_side;
  demo.gallery.fixed_folders = options.fixed;
  demo.gallery.pad_bytes = options.pad;
  demo.at_once = options.at_once;
  demo.port = options.port;
  demo.delivery_port = options.delivery_port;
  demo.faults = (const char *const *) options.faults;
  demo.hourly_limit = options.hourly;
  demo.log_path = options.log;
  return ps_demo_run (&demo);
}

const PsCommand ps_command_demo_cloud = {
  "demo-cloud", "", N_("Serve a cloud of sample photos on this computer, to try things with"), PS_TAKES_NOTHING, 0, 0, entries, run_demo_cloud
};
