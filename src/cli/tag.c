/* src/cli/tag.c: tag: one's own tags, stars and flags; clock: cameras whose clocks went wrong. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/times.h"
#include "catalog/catalog-browse.h"
#include "catalog/catalog-marks.h"
#include "cli/commands.h"
#include "cli/deeds.h"
#include "cli/photos.h"

/* Prints how many photos changed. */
static PsExit
tell (PsSessionCli *session,
      gint64        n)
{
  if (session->json)
    {
      PsOutput *output = ps_output_new ();

      ps_output_add_number (output, "changed", n);
      ps_output_print (output);
    }
  else
    printf (ngettext ("%" PRId64 " photo changed.\n", "%" PRId64 " photos changed.\n", n), n);
  return PS_EXIT_WELL;
}

static PsExit
run_list (PsSessionCli  *session,
          char         **arguments)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) read = NULL;
  g_autoptr(GPtrArray) tags = NULL;
  GError *error = NULL;
  PsOutput *output;

  ps_catalog_list_tags_async (catalog, session->cancellable, ps_cli_took_cb, &result);
  read = ps_cli_wait (&result);
  tags = ps_catalog_list_tags_finish (catalog, read, &error);
  if (tags == NULL)
    return ps_cli_fail (session, error);
  output = ps_output_new ();
  ps_output_begin (output, "tags", '[');
  for (guint i = 0; i < tags->len; i++)
    {
      const PsTagInfo *tag = g_ptr_array_index (tags, i);
      g_autofree char *visible = ps_text_visible (tag->name, 200);

      ps_output_begin (output, NULL, '{');
      ps_output_add_text (output, "name", tag->name);
      ps_output_add_number (output, "photos", tag->n_photos);
      ps_output_add_number (output, "cloud", tag->n_cloud);
      ps_output_add_number (output, "local", tag->n_local);
      ps_output_end (output, '}');
      if (!session->json)
        printf ("%7" PRId64 "  %s\n", tag->n_photos, visible);
    }
  ps_output_end (output, ']');
  ps_output_finish (output, session->json);
  return PS_EXIT_WELL;
}

static PsExit
change_tag (PsSessionCli  *session,
            gboolean       is_added,
            char         **arguments)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GArray) ids = ps_cli_find_photos (session, arguments[1], &status), changed = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  GError *error = NULL;

  if (ids == NULL)
    return status;
  if (is_added)
    ps_catalog_add_tag_async (catalog, arguments[0], ids, session->cancellable, ps_cli_took_cb, &result);
  else
    ps_catalog_remove_tag_async (catalog, arguments[0], ids, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  changed = is_added ? ps_catalog_add_tag_finish (catalog, done, &error) : ps_catalog_remove_tag_finish (catalog, done, &error);
  return changed != NULL ? tell (session, changed->len) : ps_cli_fail (session, error);
}

static PsExit
run_add (PsSessionCli  *session,
         char         **arguments)
{
  return change_tag (session, TRUE, arguments);
}

static PsExit
run_remove (PsSessionCli  *session,
            char         **arguments)
{
  return change_tag (session, FALSE, arguments);
}

static PsExit
run_rename (PsSessionCli  *session,
            char         **arguments)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  GError *error = NULL;
  gint64 n;

  ps_catalog_rename_tag_async (catalog, arguments[0], arguments[1], session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  n = ps_catalog_rename_tag_finish (catalog, done, &error);
  return n >= 0 ? tell (session, n) : ps_cli_fail (session, error);
}

static PsExit
set_marks (PsSessionCli *session,
           int           rating,
           const char   *flag,
           const char   *query)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GArray) ids = ps_cli_find_photos (session, query, &status), changed = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  GError *error = NULL;

  if (ids == NULL)
    return status;
  ps_catalog_set_marks_async (catalog, ids, rating, flag, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  changed = ps_catalog_set_marks_finish (catalog, done, &error);
  return changed != NULL ? tell (session, changed->len) : ps_cli_fail (session, error);
}

static PsExit
run_rate (PsSessionCli  *session,
          char         **arguments)
{
  guint64 rating;

  if (g_str_equal (arguments[0], "none"))
    return set_marks (session, PS_RATING_CLEAR, NULL, arguments[1]);
  if (!g_ascii_string_to_unsigned (arguments[0], 10, 0, 5, &rating, NULL))
    return ps_cli_usage (session, _("A rating is 0 to 5, or none."));
  return set_marks (session, (int) rating, NULL, arguments[1]);
}

static PsExit
run_flag (PsSessionCli  *session,
          char         **arguments)
{
  if (g_str_equal (arguments[0], "none"))
    return set_marks (session, PS_RATING_LEAVE, "", arguments[1]);
  if (!g_str_equal (arguments[0], "pick") && !g_str_equal (arguments[0], "reject"))
    return ps_cli_usage (session, _("A flag is pick, reject, or none."));
  return set_marks (session, PS_RATING_LEAVE, arguments[0], arguments[1]);
}

static const PsCliDeed tag_deeds[] = {
  { "list", 0, 0, PS_LIBRARY_READ_ONLY, run_list },
  { "add", 2, 2, 0, run_add },
  { "remove", 2, 2, 0, run_remove },
  { "rename", 2, 2, 0, run_rename },
  { "rate", 2, 2, 0, run_rate },
  { "flag", 2, 2, 0, run_flag },
};

static PsExit
run_tag (PsSessionCli  *session,
         char         **arguments)
{
  return ps_cli_do (session, arguments, tag_deeds, G_N_ELEMENTS (tag_deeds));
}

const PsCommand ps_command_tag = {
  "tag", N_("LIBRARY [list|add TAG QUERY|remove TAG QUERY|rename TAG NAME|rate STARS QUERY|flag FLAG QUERY]"),
  N_("List and change tags, stars and flags"), PS_TAKES_JSON, 1, G_MAXUINT, NULL, run_tag
};

/* Clocks -------------------------------------------------------------------------- */

/* "+1h30m", "-2d", "+45s": microseconds; FALSE: it is none. */
static gboolean
read_shift (const char *text,
            gint64     *shift_us)
{
  static const struct { char unit; gint64 seconds; } units[] = { { 'd', 86400 }, { 'h', 3600 }, { 'm', 60 }, { 's', 1 } };
  gboolean is_back = g_str_has_prefix (text, "-") || g_str_has_prefix (text, "−");
  const char *p = text + (g_str_has_prefix (text, "−") ? strlen ("−") : *text == '-' || *text == '+' ? 1 : 0);
  gint64 seconds = 0;

  if (*p == '\0')
    return FALSE;
  while (*p != '\0')
    {
      char *end;
      gint64 number = g_ascii_strtoll (p, &end, 10);
      gsize i = 0;

      while (i < G_N_ELEMENTS (units) && units[i].unit != *end)
        i++;
      if (end == p || !g_ascii_isdigit (*p) || i == G_N_ELEMENTS (units) || number > 100000)
        return FALSE;
      seconds += number * units[i].seconds;
      p = end + 1;
    }
  *shift_us = (is_back ? -seconds : seconds) * G_USEC_PER_SEC;
  return seconds > 0;
}

static PsExit
run_shift (PsSessionCli  *session,
           char         **arguments)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  PsExit status = PS_EXIT_WELL;
  g_autoptr(GArray) ids = NULL, shifted = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) done = NULL;
  GError *error = NULL;
  gint64 shift_us;

  if (!read_shift (arguments[0], &shift_us))
    return ps_cli_usage (session, _("How far the clock was off is written like +1h, -2d or +1h30m; “--” comes before a minus."));
  ids = ps_cli_find_photos (session, arguments[1], &status);
  if (ids == NULL)
    return status;
  ps_catalog_shift_clock_async (catalog, ids, shift_us, session->cancellable, ps_cli_took_cb, &result);
  done = ps_cli_wait (&result);
  shifted = ps_catalog_shift_clock_finish (catalog, done, &error);
  return shifted != NULL ? tell (session, shifted->len) : ps_cli_fail (session, error);
}

static PsExit
run_clocks (PsSessionCli  *session,
            char         **arguments)
{
  PsCatalog *catalog = ps_library_get_catalog (session->library);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) read = NULL;
  g_autoptr(GPtrArray) clocks = NULL;
  GError *error = NULL;
  PsOutput *output;

  ps_catalog_read_clocks_async (catalog, session->cancellable, ps_cli_took_cb, &result);
  read = ps_cli_wait (&result);
  clocks = ps_catalog_read_clocks_finish (catalog, read, &error);
  if (clocks == NULL)
    return ps_cli_fail (session, error);
  output = ps_output_new ();
  ps_output_begin (output, "cameras", '[');
  for (guint i = 0; i < clocks->len; i++)
    {
      const PsCameraClock *clock = g_ptr_array_index (clocks, i);
      g_autofree char *first = ps_time_to_text (clock->first_us), *last = ps_time_to_text (clock->last_us);
      g_autofree char *visible = ps_text_visible (clock->model, 100);

      ps_output_begin (output, NULL, '{');
      ps_output_add_text (output, "make", clock->make);
      ps_output_add_text (output, "model", clock->model);
      ps_output_add_text (output, "serial", clock->serial);
      ps_output_add_number (output, "photos", clock->n_photos);
      ps_output_add_number (output, "shifted", clock->n_shifted);
      ps_output_add_text (output, "first", first);
      ps_output_add_text (output, "last", last);
      ps_output_end (output, '}');
      if (!session->json)
        printf ("%7" PRId64 "  %.10s – %.10s  %s\n", clock->n_photos, first, last, visible);
    }
  ps_output_end (output, ']');
  ps_output_finish (output, session->json);
  return PS_EXIT_WELL;
}

static const PsCliDeed clock_deeds[] = {
  { "list", 0, 0, PS_LIBRARY_READ_ONLY, run_clocks },
  { "shift", 2, 2, 0, run_shift },
};

static PsExit
run_clock (PsSessionCli  *session,
           char         **arguments)
{
  return ps_cli_do (session, arguments, clock_deeds, G_N_ELEMENTS (clock_deeds));
}

const PsCommand ps_command_clock = {
  "clock", N_("LIBRARY [list|shift AMOUNT QUERY]"), N_("List cameras, and put their photos right where a clock was wrong"),
  PS_TAKES_JSON, 1, G_MAXUINT, NULL, run_clock
};
