/* src/catalog/catalog-scan-end.c: a generation ends: what it did not see is gone, unless that is too much to believe. */
#include "catalog/catalog-private.h"

#include <glib/gi18n-lib.h>

#include "base/times.h"
#include "catalog/scan-page.h"

#define GUARD_PERCENT 5
#define GUARD_PHOTOS 20

typedef struct
{
  gint64 generation;
  gboolean accept_losses;
} Ending;

/**
 * ps_scan_set_over_error:
 * @error: set: the generation is not open
 *
 * Returns: %FALSE
 */
gboolean
ps_scan_set_over_error (GError **error)
{
  g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED,
                       _("This look at Cloudinary is over. Nothing was changed; look again."));
  return FALSE;
}

/**
 * ps_scan_finish_counts:
 * @self: a catalogue
 * @result: what the callback got
 * @tag: the verb's public function
 * @counts: (out caller-allocates) (optional): what was counted
 * @error: set as the verb says
 *
 * Returns: whether the verb was done
 */
gboolean
ps_scan_finish_counts (PsCatalog     *self,
                       GAsyncResult  *result,
                       gpointer       tag,
                       PsScanCounts  *counts,
                       GError       **error)
{
  g_autofree PsScanCounts *counted = ps_catalog_finish_pointer (self, result, tag, error);

  if (counted == NULL)
    return FALSE;
  if (counts != NULL)
    *counts = *counted;
  return TRUE;
}

/* May the generation be ended now? */
static gboolean
stand (PsDb      *db,
       gint64     generation,
       gboolean   accept_losses,
       gboolean  *ends,
       GError   **error)
{
  PsStatement *statement = ps_db_statement (db, "scan-stand", error);
  gboolean is_open, is_held;
  gint64 n_unfinished;
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":generation", generation);
  step = ps_statement_step (statement, error);
  if (step != PS_STEP_ROW)
    return step == PS_STEP_DONE ? ps_scan_set_over_error (error) : FALSE;
  is_open = ps_statement_int (statement, 0) != 0;
  is_held = ps_statement_int (statement, 1) != 0;
  n_unfinished = ps_statement_int (statement, 2);
  ps_statement_reset (statement);
  if (!is_open && !(is_held && accept_losses))
    return ps_scan_set_over_error (error);
  *ends = n_unfinished == 0;
  return TRUE;
}

static gint64
read_guard (PsStatement *statement,
            int          column,
            gint64       otherwise)
{
  const char *text = ps_statement_text (statement, column);
  guint64 value;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, &value, NULL) ? (gint64) value : otherwise;
}

/* Design, section 5: if far fewer are found than known, nothing is applied and a person is asked. */
static gboolean
count_missing (PsDb      *db,
               gint64    *n_missing,
               gboolean  *too_many,
               GError   **error)
{
  PsStatement *statement = ps_db_statement (db, "scan-count-missing", error);
  gint64 n_present, percent, n_photos;

  if (statement == NULL || ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  n_present = ps_statement_int (statement, 0);
  *n_missing = ps_statement_int (statement, 1);
  percent = read_guard (statement, 2, GUARD_PERCENT);
  n_photos = read_guard (statement, 3, GUARD_PHOTOS);
  ps_statement_reset (statement);
  *too_many = *n_missing > 0 && *n_missing >= n_photos && *n_missing * 100 >= n_present * percent;
  return TRUE;
}

static gboolean
mark_gone (PsWriter  *writer,
           gint64     generation,
           GError   **error)
{
  PsDb *db = ps_writer_get_db (writer);
  g_autofree char *now = ps_time_now_text ();
  PsStatement *statement = ps_db_statement (db, "scan-gone-history", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":generation", generation);
  if (!ps_statement_run (statement, error))
    return FALSE;
  statement = ps_db_statement (db, "scan-gone-mark", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":now", now);
  ps_statement_bind_int (statement, ":now_us", g_get_real_time ());
  ps_statement_bind_int (statement, ":generation", generation);
  ps_statement_bind_text (statement, ":message", _("It was deleted from Cloudinary before its file came."));
  ps_writer_touch_many (writer, PS_CHANGE_PHOTOS | PS_CHANGE_ADDED);
  return ps_statement_run (statement, error);
}

static gboolean
close_generation (PsDb    *db,
                  gint64   generation,
                  gint64   n_gone,
                  gint64   n_held_back,
                  GError **error)
{
  g_autofree char *now = ps_time_now_text ();
  PsStatement *statement = ps_db_statement (db, "scan-close", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":now", now);
  ps_statement_bind_int (statement, ":now_us", g_get_real_time ());
  ps_statement_bind_int (statement, ":n_held_back", n_held_back);
  ps_statement_bind_int (statement, ":n_gone", n_gone);
  ps_statement_bind_int (statement, ":generation", generation);
  return ps_statement_run (statement, error) && ps_db_run (db, "staged-clear", error);
}

static gboolean
read_counts (PsDb          *db,
             gint64         generation,
             PsScanCounts  *counts,
             GError       **error)
{
  PsStatement *statement = ps_db_statement (db, "scan-counts", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":generation", generation);
  if (ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  counts->n_seen = ps_statement_int (statement, 0);
  counts->n_added = ps_statement_int (statement, 1);
  counts->n_changed = ps_statement_int (statement, 2);
  counts->n_replaced = ps_statement_int (statement, 3);
  counts->n_renamed = ps_statement_int (statement, 4);
  counts->n_retagged = ps_statement_int (statement, 5);
  counts->n_gone = ps_statement_int (statement, 6);
  counts->n_returned = ps_statement_int (statement, 7);
  counts->n_incomplete = ps_statement_int (statement, 8);
  counts->n_held_back = ps_statement_int (statement, 9);
  ps_statement_reset (statement);
  return TRUE;
}

static gboolean
finish_in_thread (PsWriter  *writer,
                  gpointer   data,
                  gpointer  *result,
                  GError   **error)
{
  Ending *ending = data;
  PsDb *db = ps_writer_get_db (writer);
  PsScanCounts counts = { 0 };
  gboolean ends = FALSE, too_many = FALSE;
  gint64 n_missing = 0;

  if (!stand (db, ending->generation, ending->accept_losses, &ends, error))
    return FALSE;
  if (ends)
    {
      if (!count_missing (db, &n_missing, &too_many, error))
        return FALSE;
      too_many = too_many && !ending->accept_losses;
      if ((n_missing > 0 && !too_many && !mark_gone (writer, ending->generation, error))
          || !close_generation (db, ending->generation, too_many ? 0 : n_missing, too_many ? n_missing : 0, error))
        return FALSE;
    }
  if (!read_counts (db, ending->generation, &counts, error))
    return FALSE;
  ps_writer_touch (writer, PS_CHANGE_SESSIONS, 0);
  *result = g_memdup2 (&counts, sizeof counts);
  return TRUE;
}

/**
 * ps_catalog_finish_scan_async:
 * @self: a catalogue
 * @generation: the generation; one that was held back may be ended again, if it is the newest
 * @accept_losses: a person says that so many photos are really gone
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * A generation whose chains did not all end stays open, and nothing is marked.
 */
void
ps_catalog_finish_scan_async (PsCatalog           *self,
                              gint64               generation,
                              gboolean             accept_losses,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Ending *ending;

  g_return_if_fail (PS_IS_CATALOG (self));

  ending = g_new (Ending, 1);
  *ending = (Ending) { generation, accept_losses };
  ps_catalog_write_large (self, ps_catalog_finish_scan_async, finish_in_thread, ending, g_free, g_free,
                          cancellable, callback, user_data);
}

/**
 * ps_catalog_finish_scan_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @counts: (out caller-allocates) (optional): what the whole generation changed
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is stored
 */
gboolean
ps_catalog_finish_scan_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               PsScanCounts  *counts,
                               GError       **error)
{
  return ps_scan_finish_counts (self, result, ps_catalog_finish_scan_async, counts, error);
}
