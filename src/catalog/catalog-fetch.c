/* src/catalog/catalog-fetch.c: what is to be fetched, where it goes, and what was fetched how. */
#include "catalog/catalog-private.h"

#include <glib/gi18n-lib.h>

#include "base/times.h"
#include "catalog/outcomes.h"
#include "catalog/places.h"
#include "catalog/rows.h"

typedef struct
{
  gint64 photo_id, session_id;
  guint limit;
  GArray *ids;        /* owned, nullable, of gint64 */
  GPtrArray *values;  /* owned, nullable */
  char *path;         /* owned, nullable */
} FetchData;

static void
fetch_data_free (gpointer data)
{
  FetchData *self = data;

  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self->path);
  g_free (self);
}

static PsWanted *
read_wanted (PsStatement *statement)
{
  PsWanted *wanted = g_new0 (PsWanted, 1);

  wanted->photo_id = ps_statement_int (statement, 0);
  wanted->local_path = ps_statement_dup_text (statement, 1);
  wanted->asked_for = ps_statement_int (statement, 2) != 0;
  wanted->attempts = ps_statement_int (statement, 3);
  wanted->first_rung = ps_statement_int (statement, 4);
  wanted->repair = ps_statement_int (statement, 5) != 0;
  wanted->asset = ps_row_read_asset (statement, 6);
  return wanted;
}

static gboolean
list_wanted_in_thread (PsDb      *db,
                       gpointer   data,
                       gpointer  *result,
                       GError   **error)
{
  FetchData *fetch = data;
  guint n_without = fetch->ids != NULL ? fetch->ids->len : 0;
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_wanted_free);
  PsStatement *statement = ps_db_statement (db, "wanted-list", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":limit", (gint64) fetch->limit + n_without);
  ps_statement_bind_int (statement, ":now_us", g_get_real_time ());
  ps_statement_bind_int (statement, ":too_far_us", g_get_real_time () + PS_CATALOG_LONGEST_WAIT_US);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    if (list->len < fetch->limit && !ps_row_is_without (fetch->ids, ps_statement_int (statement, 0)))
      g_ptr_array_add (list, read_wanted (statement));
  if (step != PS_STEP_DONE)
    return FALSE;
  *result = g_steal_pointer (&list);
  return TRUE;
}

/**
 * ps_catalog_list_wanted_async:
 * @self: a catalogue
 * @limit: at most so many
 * @without_ids: (element-type gint64) (nullable): photos to leave out, being fetched already; kept
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_list_wanted_async (PsCatalog           *self,
                              guint                limit,
                              GArray              *without_ids,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  FetchData *fetch;

  g_return_if_fail (PS_IS_CATALOG (self));

  fetch = g_new0 (FetchData, 1);
  fetch->limit = limit;
  fetch->ids = without_ids != NULL ? g_array_ref (without_ids) : NULL;
  ps_catalog_read (self, ps_catalog_list_wanted_async, list_wanted_in_thread, fetch, fetch_data_free,
                   (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_wanted_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsWanted) (nullable): what to fetch, in order
 */
GPtrArray *
ps_catalog_list_wanted_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_wanted_async, error);
}

/* What a photo has of a place. */
typedef struct
{
  char *local_path, *reserved_path; /* owned, nullable */
  gboolean rename_wanted, arrives;
} Place;

static void
clear_place (Place *place)
{
  g_free (place->local_path);
  g_free (place->reserved_path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, clear_place)

static gboolean
read_place (PsDb    *db,
            gint64   photo_id,
            Place   *place,
            GError **error)
{
  PsStatement *statement = ps_db_statement (db, "place-read", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", photo_id);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_DONE)
    g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED, _("The catalogue does not know this photo."));
  if (step != PS_STEP_ROW)
    return FALSE;
  place->local_path = ps_statement_dup_text (statement, 0);
  place->reserved_path = ps_statement_dup_text (statement, 1);
  place->rename_wanted = ps_statement_int (statement, 2) != 0;
  place->arrives = ps_statement_int (statement, 3) != 0;
  ps_statement_reset (statement);
  return TRUE;
}

static gboolean
mark_arriving (PsDb            *db,
               const FetchData *fetch,
               GError         **error)
{
  PsStatement *statement = ps_db_statement (db, "photo-arrive", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":session_id", fetch->session_id);
  ps_statement_bind_int (statement, ":id", fetch->photo_id);
  return ps_statement_run (statement, error);
}

static gboolean
begin_in_thread (PsWriter  *writer,
                 gpointer   data,
                 gpointer  *result,
                 GError   **error)
{
  FetchData *fetch = data;
  PsDb *db = ps_writer_get_db (writer);
  g_auto(Place) place = { 0 };
  g_autofree char *path = NULL;

  if (!read_place (db, fetch->photo_id, &place, error))
    return FALSE;
  if (place.arrives)
    {
      g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_FAILED, _("This photo is being fetched already."));
      return FALSE;
    }
  if (place.reserved_path != NULL
      && (!place.rename_wanted || ps_places_contain (fetch->values, place.reserved_path)))
    path = g_strdup (place.reserved_path);
  else if (!ps_places_reserve (db, fetch->photo_id, fetch->values, NULL, &path, error))
    return FALSE;
  if (!mark_arriving (db, fetch, error))
    return FALSE;
  ps_writer_touch (writer, PS_CHANGE_PHOTOS, fetch->photo_id);
  *result = g_steal_pointer (&path);
  return TRUE;
}

/**
 * ps_catalog_begin_download_async:
 * @self: a catalogue
 * @photo_id: a photo
 * @session_id: the run
 * @candidates: (element-type PsPlace): places for its file, best first; kept
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * A photo that arrives already is an error: no two write one file.
 */
void
ps_catalog_begin_download_async (PsCatalog           *self,
                                 gint64               photo_id,
                                 gint64               session_id,
                                 GPtrArray           *candidates,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  FetchData *fetch;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (candidates != NULL);

  fetch = g_new0 (FetchData, 1);
  fetch->photo_id = photo_id;
  fetch->session_id = session_id;
  fetch->values = g_ptr_array_ref (candidates);
  ps_catalog_write (self, ps_catalog_begin_download_async, begin_in_thread, fetch, fetch_data_free, g_free,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_begin_download_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): the reserved place, relative to the library
 */
char *
ps_catalog_begin_download_finish (PsCatalog     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_begin_download_async, error);
}

static gboolean
reserve_in_thread (PsWriter  *writer,
                   gpointer   data,
                   gpointer  *result,
                   GError   **error)
{
  FetchData *fetch = data;
  PsDb *db = ps_writer_get_db (writer);
  g_auto(Place) place = { 0 };
  char *path = NULL;

  if (!read_place (db, fetch->photo_id, &place, error)
      || !ps_places_reserve (db, fetch->photo_id, fetch->values, fetch->path, &path, error))
    return FALSE;
  ps_writer_touch (writer, PS_CHANGE_PHOTOS, fetch->photo_id);
  *result = path;
  return TRUE;
}

/**
 * ps_catalog_reserve_place_async:
 * @self: a catalogue
 * @photo_id: a photo
 * @candidates: (element-type PsPlace): places for its file, best first; kept
 * @not_path: (nullable): the one among them where a foreign file lies; those after it are tried
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_reserve_place_async (PsCatalog           *self,
                                gint64               photo_id,
                                GPtrArray           *candidates,
                                const char          *not_path,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  FetchData *fetch;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (candidates != NULL);

  fetch = g_new0 (FetchData, 1);
  fetch->photo_id = photo_id;
  fetch->values = g_ptr_array_ref (candidates);
  fetch->path = g_strdup (not_path);
  ps_catalog_write (self, ps_catalog_reserve_place_async, reserve_in_thread, fetch, fetch_data_free, g_free,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_reserve_place_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): the reserved place, relative to the library
 */
char *
ps_catalog_reserve_place_finish (PsCatalog     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_reserve_place_async, error);
}

static gboolean
update_in_thread (PsWriter  *writer,
                  gpointer   data,
                  gpointer  *result,
                  GError   **error)
{
  GPtrArray *outcomes = data;

  for (guint i = 0; i < outcomes->len; i++)
    if (!ps_outcome_record (writer, g_ptr_array_index (outcomes, i), error))
      return FALSE;
  return TRUE;
}

/**
 * ps_catalog_update_photo_download_status_async:
 * @self: a catalogue
 * @outcomes: (element-type PsDownloadOutcome): how attempts ended; kept, and not to be changed any more
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * All of them are recorded, or none.
 */
void
ps_catalog_update_photo_download_status_async (PsCatalog           *self,
                                               GPtrArray           *outcomes,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (outcomes != NULL);

  ps_catalog_write (self, ps_catalog_update_photo_download_status_async, update_in_thread, g_ptr_array_ref (outcomes),
                    (GDestroyNotify) g_ptr_array_unref, NULL, cancellable, callback, user_data);
}

/**
 * ps_catalog_update_photo_download_status_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether they are stored
 */
gboolean
ps_catalog_update_photo_download_status_finish (PsCatalog     *self,
                                                GAsyncResult  *result,
                                                GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_update_photo_download_status_async, error);
}

static gboolean
cancel_in_thread (PsWriter  *writer,
                  gpointer   data,
                  gpointer  *result,
                  GError   **error)
{
  FetchData *fetch = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autofree char *ids = NULL;
  PsStatement *statement;

  ps_writer_touch_many (writer, PS_CHANGE_PHOTOS);
  if (fetch->ids == NULL)
    return ps_db_run (db, "arrivals-cancel-all", error);
  statement = ps_db_statement (db, "arrivals-cancel", error);
  if (statement == NULL)
    return FALSE;
  ids = ps_catalog_ids_to_json ((const gint64 *) (gconstpointer) fetch->ids->data, fetch->ids->len);
  ps_statement_bind_text (statement, ":ids", ids);
  return ps_statement_run (statement, error);
}

/**
 * ps_catalog_cancel_downloads_async:
 * @self: a catalogue
 * @photo_ids: (element-type gint64) (nullable): which; %NULL: all; kept
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_cancel_downloads_async (PsCatalog           *self,
                                   GArray              *photo_ids,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  FetchData *fetch;

  g_return_if_fail (PS_IS_CATALOG (self));

  fetch = g_new0 (FetchData, 1);
  fetch->ids = photo_ids != NULL ? g_array_ref (photo_ids) : NULL;
  ps_catalog_write (self, ps_catalog_cancel_downloads_async, cancel_in_thread, fetch, fetch_data_free, NULL,
                    cancellable, callback, user_data);
}

/**
 * ps_catalog_cancel_downloads_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is stored
 */
gboolean
ps_catalog_cancel_downloads_finish (PsCatalog     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_cancel_downloads_async, error);
}
