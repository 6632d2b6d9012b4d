/* src/catalog/catalog-scan.c: generations of a scan: begun, and filled page by page. */
#include "catalog/catalog-private.h"

#include "base/times.h"
#include "catalog/scan-page.h"

typedef struct
{
  gint64 generation, session_id;
  PsChain chain;
  GPtrArray *assets; /* owned, nullable */
  char *cursor;      /* owned, nullable */
  gboolean flag;     /* turn off, or accept losses */
} ScanData;

static void
scan_data_free (gpointer data)
{
  ScanData *self = data;

  g_clear_pointer (&self->assets, g_ptr_array_unref);
  g_free (self->cursor);
  g_free (self);
}

static gboolean
open_generation (PsDb    *db,
                 gint64   session_id,
                 GError **error)
{
  g_autofree char *now = ps_time_now_text ();
  PsStatement *statement;
  gint64 generation;

  if (!ps_db_run (db, "seen-clear", error) || !ps_db_run (db, "staged-clear", error) || !ps_db_run (db, "chains-clear", error))
    return FALSE;
  statement = ps_db_statement (db, "scan-open", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_known (statement, ":session_id", session_id, session_id > 0);
  ps_statement_bind_text (statement, ":now", now);
  if (!ps_statement_run (statement, error))
    return FALSE;
  generation = sqlite3_last_insert_rowid (ps_db_get_handle (db));
  for (int chain = 0; chain < PS_N_CHAINS; chain++)
    {
      statement = ps_db_statement (db, "chain-insert", error);
      if (statement == NULL)
        return FALSE;
      ps_statement_bind_int (statement, ":generation", generation);
      ps_statement_bind_int (statement, ":chain", chain);
      if (!ps_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
go_on (PsDb    *db,
       gint64   generation,
       gint64   session_id,
       GError **error)
{
  PsStatement *statement = ps_db_statement (db, "scan-go-on", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_known (statement, ":session_id", session_id, session_id > 0);
  ps_statement_bind_int (statement, ":id", generation);
  return ps_statement_run (statement, error);
}

/* The open generation; its number stays 0 where there is none. */
static gboolean
find_open (PsDb         *db,
           PsScanState  *state,
           GError      **error)
{
  PsStatement *statement = ps_db_statement (db, "scan-find-open", error);
  PsStep step = statement != NULL ? ps_statement_step (statement, error) : PS_STEP_ERROR;

  if (step == PS_STEP_ROW)
    {
      state->generation = ps_statement_int (statement, 0);
      state->started_at = ps_statement_dup_text (statement, 1);
      ps_statement_reset (statement);
    }
  return step != PS_STEP_ERROR;
}

static gboolean
read_chains (PsDb         *db,
             PsScanState  *state,
             GError      **error)
{
  PsStatement *statement = ps_db_statement (db, "chain-list", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":generation", state->generation);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      gint64 chain = ps_statement_int (statement, 0);

      g_clear_pointer (&state->cursor[chain], g_free);
      state->cursor[chain] = ps_statement_dup_text (statement, 1);
      state->is_done[chain] = ps_statement_int (statement, 2) != 0;
      if (chain == PS_CHAIN_SEARCH)
        state->search_is_off = ps_statement_int (statement, 3) != 0;
      state->n_found[chain] = ps_statement_int (statement, 4);
    }
  return step == PS_STEP_DONE;
}

static gboolean
begin_in_thread (PsWriter  *writer,
                 gpointer   data,
                 gpointer  *result,
                 GError   **error)
{
  ScanData *scan = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autoptr(PsScanState) state = g_new0 (PsScanState, 1);

  if (!find_open (db, state, error))
    return FALSE;
  if (state->generation != 0 ? !go_on (db, state->generation, scan->session_id, error)
                             : !open_generation (db, scan->session_id, error) || !find_open (db, state, error))
    return FALSE;
  if (!read_chains (db, state, error))
    return FALSE;
  ps_writer_touch (writer, PS_CHANGE_SESSIONS, 0);
  *result = g_steal_pointer (&state);
  return TRUE;
}

/**
 * ps_catalog_begin_scan_async:
 * @self: a catalogue
 * @session_id: the run
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_begin_scan_async (PsCatalog           *self,
                             gint64               session_id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  ScanData *scan;

  g_return_if_fail (PS_IS_CATALOG (self));

  scan = g_new0 (ScanData, 1);
  scan->session_id = session_id;
  ps_catalog_write (self, ps_catalog_begin_scan_async, begin_in_thread, scan, scan_data_free,
                    (GDestroyNotify) ps_scan_state_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_begin_scan_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): where the generation stands
 */
PsScanState *
ps_catalog_begin_scan_finish (PsCatalog     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_begin_scan_async, error);
}

static gboolean
advance_chain (PsDb            *db,
               const ScanData  *scan,
               GError         **error)
{
  PsStatement *statement = ps_db_statement (db, "chain-advance", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":cursor", scan->cursor);
  ps_statement_bind_int (statement, ":n_found", scan->assets->len);
  ps_statement_bind_int (statement, ":generation", scan->generation);
  ps_statement_bind_int (statement, ":chain", scan->chain);
  if (!ps_statement_run (statement, error))
    return FALSE;
  return sqlite3_changes (ps_db_get_handle (db)) > 0 || ps_scan_set_over_error (error);
}

static gboolean
add_counts (PsScanPage  *page,
            GError     **error)
{
  const PsScanCounts *counts = &page->counts;
  PsStatement *statement = ps_db_statement (page->db, "scan-add-counts", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":n_added", counts->n_added);
  ps_statement_bind_int (statement, ":n_changed", counts->n_changed);
  ps_statement_bind_int (statement, ":n_replaced", counts->n_replaced);
  ps_statement_bind_int (statement, ":n_renamed", counts->n_renamed);
  ps_statement_bind_int (statement, ":n_retagged", counts->n_retagged);
  ps_statement_bind_int (statement, ":n_returned", counts->n_returned);
  ps_statement_bind_int (statement, ":n_incomplete", counts->n_incomplete);
  ps_statement_bind_int (statement, ":generation", page->generation);
  if (!ps_statement_run (statement, error))
    return FALSE;
  statement = ps_db_statement (page->db, "session-add", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":n_total", counts->n_seen);
  ps_statement_bind_int (statement, ":n_successful", counts->n_seen);
  ps_statement_bind_int (statement, ":n_failed", 0);
  ps_statement_bind_int (statement, ":n_bytes", 0);
  ps_statement_bind_int (statement, ":generation", page->generation);
  ps_statement_bind_known (statement, ":session_id", 0, FALSE);
  return ps_statement_run (statement, error);
}

/* The search has told all it will: photos without a checksum have none to wait for. */
static gboolean
end_search (PsWriter  *writer,
            GError   **error)
{
  PsDb *db = ps_writer_get_db (writer);

  if (!ps_db_run (db, "etags-all-asked", error))
    return FALSE;
  if (sqlite3_changes (ps_db_get_handle (db)) > 0)
    ps_writer_touch_many (writer, PS_CHANGE_PHOTOS);
  return TRUE;
}

static gboolean
begin_page (PsScanPage      *page,
            PsWriter        *writer,
            const ScanData  *scan,
            GError         **error)
{
  g_autoptr(PsScanState) state = g_new0 (PsScanState, 1);
  gint64 has_staged = 0;

  page->writer = writer;
  page->db = ps_writer_get_db (writer);
  page->generation = state->generation = scan->generation;
  if (!read_chains (page->db, state, error) || !ps_db_read_int (page->db, "staged-any", &has_staged, error))
    return FALSE;
  page->is_blind = state->is_done[PS_CHAIN_SEARCH];
  page->has_staged = has_staged != 0;
  return TRUE;
}

static gboolean
merge_assets (PsScanPage      *page,
              const ScanData  *scan,
              GError         **error)
{
  for (guint i = 0; i < scan->assets->len; i++)
    {
      const PsAsset *asset = g_ptr_array_index (scan->assets, i);

      if (scan->chain == PS_CHAIN_SEARCH ? !ps_scan_merge_search (page, asset, error)
                                         : !ps_scan_merge_listing (page, asset, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_in_thread (PsWriter  *writer,
                  gpointer   data,
                  gpointer  *result,
                  GError   **error)
{
  ScanData *scan = data;
  PsScanPage page = { .search = ps_search_index_new (), .now = ps_time_now_text () };
  gboolean done = advance_chain (ps_writer_get_db (writer), scan, error)
                  && begin_page (&page, writer, scan, error)
                  && merge_assets (&page, scan, error)
                  && ps_search_index_write (page.search, page.db, error)
                  && add_counts (&page, error)
                  && (scan->chain != PS_CHAIN_SEARCH || scan->cursor != NULL || end_search (writer, error));

  ps_writer_touch (writer, PS_CHANGE_SESSIONS, 0);
  *result = done ? g_memdup2 (&page.counts, sizeof page.counts) : NULL;
  ps_search_index_free (page.search);
  g_free (page.now);
  return done;
}

/**
 * ps_catalog_insert_photo_batch_async:
 * @self: a catalogue
 * @generation: the generation, as ps_catalog_begin_scan_finish() told it
 * @chain: which chain the page belongs to
 * @assets: (element-type PsAsset): the page; kept, and not to be changed any more
 * @next_cursor: (nullable): of the next page; %NULL: the chain ended
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_insert_photo_batch_async (PsCatalog           *self,
                                     gint64               generation,
                                     PsChain              chain,
                                     GPtrArray           *assets,
                                     const char          *next_cursor,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  ScanData *scan;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (assets != NULL);
  g_return_if_fail (chain < PS_N_CHAINS);

  scan = g_new0 (ScanData, 1);
  scan->generation = generation;
  scan->chain = chain;
  scan->assets = g_ptr_array_ref (assets);
  scan->cursor = g_strdup (next_cursor);
  ps_catalog_write_large (self, ps_catalog_insert_photo_batch_async, insert_in_thread, scan, scan_data_free, g_free,
                          cancellable, callback, user_data);
}

/**
 * ps_catalog_insert_photo_batch_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @counts: (out caller-allocates) (optional): what the page changed
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether the page and its cursor are stored
 */
gboolean
ps_catalog_insert_photo_batch_finish (PsCatalog     *self,
                                      GAsyncResult  *result,
                                      PsScanCounts  *counts,
                                      GError       **error)
{
  return ps_scan_finish_counts (self, result, ps_catalog_insert_photo_batch_async, counts, error);
}

/* What was seen of this listing before says nothing about the walk that begins. */
static gboolean
forget_seen (PsDb    *db,
             PsChain  chain,
             GError **error)
{
  static const char *const types[] = {
    [PS_CHAIN_IMAGE] = "image", [PS_CHAIN_VIDEO] = "video", [PS_CHAIN_RAW] = "raw", [PS_CHAIN_SEARCH] = NULL,
  };
  PsStatement *statement;

  if (types[chain] == NULL)
    return TRUE;
  statement = ps_db_statement (db, "seen-clear-type", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":resource_type", types[chain]);
  return ps_statement_run (statement, error);
}

static gboolean
restart_in_thread (PsWriter  *writer,
                   gpointer   data,
                   gpointer  *result,
                   GError   **error)
{
  ScanData *scan = data;
  PsDb *db = ps_writer_get_db (writer);
  PsStatement *statement = ps_db_statement (db, "chain-restart", error);
  gboolean off = scan->flag && scan->chain == PS_CHAIN_SEARCH;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":is_off", off);
  ps_statement_bind_int (statement, ":generation", scan->generation);
  ps_statement_bind_int (statement, ":chain", scan->chain);
  if (!ps_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (ps_db_get_handle (db)) == 0)
    return ps_scan_set_over_error (error);
  if (off)
    return ps_db_run (db, "staged-clear", error) && end_search (writer, error);
  return forget_seen (db, scan->chain, error);
}

/**
 * ps_catalog_restart_chain_async:
 * @self: a catalogue
 * @generation: the generation
 * @chain: which chain begins anew
 * @turn_off: of the search alone: it is over for this generation, checksums are not to come
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_restart_chain_async (PsCatalog           *self,
                                gint64               generation,
                                PsChain              chain,
                                gboolean             turn_off,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  ScanData *scan;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (chain < PS_N_CHAINS);

  scan = g_new0 (ScanData, 1);
  scan->generation = generation;
  scan->chain = chain;
  scan->flag = turn_off;
  ps_catalog_write (self, ps_catalog_restart_chain_async, restart_in_thread, scan, scan_data_free, NULL,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_restart_chain_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is stored
 */
gboolean
ps_catalog_restart_chain_finish (PsCatalog     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_restart_chain_async, error);
}
