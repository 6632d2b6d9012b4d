/* src/catalog/outcomes.c: how one attempt to fetch a photo ended becomes rows.
 *
 * What a landing writes, it writes in one transaction: the facts of the file,
 * its proof, its name, the row of downloads that the session counts by.
 */
#include "catalog/outcomes.h"

#include <glib/gi18n-lib.h>

#include "base/times.h"
#include "catalog/catalog-private.h"

/* One outcome and the moment it is recorded. */
typedef struct
{
  PsDb *db;                         /* borrowed */
  const PsDownloadOutcome *outcome; /* borrowed */
  char *now;                        /* owned */
  gint64 now_us;
} Record;

static gboolean
has_changed_a_row (Record  *record,
                   GError **error)
{
  if (sqlite3_changes (ps_db_get_handle (record->db)) > 0)
    return TRUE;
  g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED, _("The catalogue does not know this photo."));
  return FALSE;
}

static gboolean
keep_earlier_version (Record  *record,
                      GError **error)
{
  const PsDownloadOutcome *outcome = record->outcome;
  PsStatement *statement = ps_db_statement (record->db, "version-keep", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":path", outcome->kept_version);
  ps_statement_bind_text (statement, ":now", record->now);
  ps_statement_bind_int (statement, ":id", outcome->photo_id);
  ps_statement_bind_text (statement, ":local_path", outcome->local_path);
  ps_statement_bind_text (statement, ":md5", outcome->md5);
  return ps_statement_run (statement, error);
}

static gboolean
write_file (Record  *record,
            GError **error)
{
  const PsDownloadOutcome *outcome = record->outcome;
  g_autofree char *key = ps_catalog_make_key (outcome->local_path);
  PsStatement *statement = ps_db_statement (record->db, "photo-landed", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":local_path", outcome->local_path);
  ps_statement_bind_text (statement, ":local_key", key);
  ps_statement_bind_text (statement, ":now", record->now);
  ps_statement_bind_int (statement, ":now_us", record->now_us);
  ps_statement_bind_text (statement, ":md5", outcome->md5);
  ps_statement_bind_text (statement, ":sha256", outcome->sha256);
  ps_statement_bind_int (statement, ":n_bytes", outcome->n_bytes);
  ps_statement_bind_int (statement, ":mtime_us", outcome->mtime_us);
  ps_statement_bind_known (statement, ":version", outcome->version, outcome->version > 0);
  ps_statement_bind_text (statement, ":etag", outcome->etag);
  ps_statement_bind_int (statement, ":altered", outcome->altered != FALSE);
  ps_statement_bind_int (statement, ":rung", outcome->rung);
  ps_statement_bind_int (statement, ":id", outcome->photo_id);
  return ps_statement_run (statement, error) && has_changed_a_row (record, error);
}

static gboolean
count_landing (Record  *record,
               GError **error)
{
  const PsDownloadOutcome *outcome = record->outcome;
  PsStatement *statement = ps_db_statement (record->db, "download-insert", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", outcome->photo_id);
  ps_statement_bind_known (statement, ":session_id", outcome->session_id, outcome->session_id > 0);
  ps_statement_bind_text (statement, ":now", record->now);
  ps_statement_bind_known (statement, ":version", outcome->version, outcome->version > 0);
  ps_statement_bind_int (statement, ":n_bytes", outcome->n_bytes);
  ps_statement_bind_int (statement, ":adopted", outcome->adopted != FALSE);
  return ps_statement_run (statement, error);
}

static gboolean
run_for_photo (Record      *record,
               const char  *name,
               GError     **error)
{
  PsStatement *statement = ps_db_statement (record->db, name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", record->outcome->photo_id);
  return ps_statement_run (statement, error);
}

static gboolean
record_landing (Record  *record,
                GError **error)
{
  if (record->outcome->local_path == NULL)
    {
      g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED, "landed nowhere");
      return FALSE;
    }
  return keep_earlier_version (record, error)
         && write_file (record, error)
         && count_landing (record, error)
         && run_for_photo (record, "integrity-landed", error)
         && run_for_photo (record, "filename-landed", error);
}

static gboolean
keep_attempt (Record      *record,
              const char  *cause,
              const char  *message,
              GError     **error)
{
  const PsDownloadOutcome *outcome = record->outcome;
  g_autofree char *next_at = outcome->next_at_us > 0 ? ps_time_to_text (outcome->next_at_us) : NULL;
  PsStatement *statement = ps_db_statement (record->db, "failure-insert", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_known (statement, ":session_id", outcome->session_id, outcome->session_id > 0);
  ps_statement_bind_text (statement, ":message", message);
  ps_statement_bind_text (statement, ":now", record->now);
  ps_statement_bind_text (statement, ":cause", cause);
  ps_statement_bind_known (statement, ":http_status", outcome->http_status, outcome->http_status > 0);
  ps_statement_bind_int (statement, ":rung", outcome->rung);
  ps_statement_bind_text (statement, ":next_at", next_at);
  ps_statement_bind_int (statement, ":id", outcome->photo_id);
  return ps_statement_run (statement, error) && has_changed_a_row (record, error);
}

static gboolean
record_failure (Record  *record,
                GError **error)
{
  const PsDownloadOutcome *outcome = record->outcome;
  const char *cause = outcome->cause != NULL ? outcome->cause : "unknown";
  const char *message = outcome->message != NULL ? outcome->message : _("It could not be fetched.");
  PsStatement *statement;

  if (!keep_attempt (record, cause, message, error))
    return FALSE;
  statement = ps_db_statement (record->db, "photo-failed", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":now", record->now);
  ps_statement_bind_int (statement, ":now_us", record->now_us);
  ps_statement_bind_text (statement, ":cause", cause);
  ps_statement_bind_text (statement, ":message", message);
  ps_statement_bind_known (statement, ":next_at_us", outcome->next_at_us, outcome->next_at_us > 0);
  ps_statement_bind_int (statement, ":rung", outcome->rung);
  ps_statement_bind_known (statement, ":http_status", outcome->http_status, outcome->http_status > 0);
  ps_statement_bind_int (statement, ":id", outcome->photo_id);
  return ps_statement_run (statement, error);
}

/**
 * ps_outcome_record:
 * @writer: the writer
 * @outcome: how an attempt ended
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ps_outcome_record (PsWriter                 *writer,
                   const PsDownloadOutcome  *outcome,
                   GError                  **error)
{
  Record record = { ps_writer_get_db (writer), outcome, ps_time_now_text (), g_get_real_time () };
  gboolean done = outcome->landed ? record_landing (&record, error) : record_failure (&record, error);

  g_free (record.now);
  ps_writer_touch (writer, PS_CHANGE_PHOTOS | PS_CHANGE_SESSIONS, outcome->photo_id);
  return done;
}
