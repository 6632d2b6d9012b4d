/* src/backup/fetch-record.c: writes down what came of downloads, many in one transaction. */
#include "backup/fetch-private.h"

typedef struct
{
  PsFetch *fetch; /* owned */
  gint64 photo_id;
} Recording;

static Recording *
begin_recording (PsFetch *self,
                 gint64   photo_id)
{
  Recording *recording = g_new (Recording, 1);

  self->n_recording++;
  recording->fetch = g_object_ref (self);
  recording->photo_id = photo_id;
  return recording;
}

/* Only now may the catalogue's list of wanted photos be believed about this one. */
static void
end_recording (Recording *recording)
{
  PsFetch *self = recording->fetch;

  self->n_recording--;
  g_hash_table_remove (self->busy, &recording->photo_id);
  g_free (recording);
  ps_fetch_pump (self);
  g_object_unref (self);
}

static void record_outcomes (PsFetch *self);

typedef struct
{
  PsFetch *fetch;      /* owned */
  GPtrArray *outcomes; /* owned */
} Batch;

static void
status_updated_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  Batch *batch = user_data;
  PsFetch *self = batch->fetch;
  GError *error = NULL;

  self->recording = FALSE;
  if (!ps_catalog_update_photo_download_status_finish (PS_CATALOG (source), result, &error))
    ps_fetch_stop_for (self, error);
  for (guint i = 0; i < batch->outcomes->len; i++)
    g_hash_table_remove (self->busy, &((PsDownloadOutcome *) g_ptr_array_index (batch->outcomes, i))->photo_id);
  self->n_recording -= batch->outcomes->len;
  g_ptr_array_unref (batch->outcomes);
  g_free (batch);
  record_outcomes (self);
  ps_fetch_pump (self);
  g_object_unref (self);
}

/* One batch at a time: a transaction costs as much for one photo as for twenty. */
static void
record_outcomes (PsFetch *self)
{
  Batch *batch;

  if (self->recording || self->outcomes->len == 0)
    return;
  batch = g_new (Batch, 1);
  batch->fetch = g_object_ref (self);
  batch->outcomes = g_steal_pointer (&self->outcomes);
  self->outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_download_outcome_free);
  self->recording = TRUE;
  ps_catalog_update_photo_download_status_async (self->context->catalog, batch->outcomes, NULL, status_updated_cb, batch);
}

/* Takes @outcome. */
void
ps_fetch_take_outcome (PsFetch           *self,
                       PsDownloadOutcome *outcome)
{
  self->n_recording++;
  g_ptr_array_add (self->outcomes, outcome);
  record_outcomes (self);
}

static void
download_cancelled_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  Recording *recording = user_data;
  GError *error = NULL;

  if (!ps_catalog_cancel_downloads_finish (PS_CATALOG (source), result, &error))
    ps_fetch_stop_for (recording->fetch, error);
  end_recording (recording);
}

void
ps_fetch_give_back (PsFetch *self,
                    gint64   photo_id)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, photo_id);
  ps_catalog_cancel_downloads_async (self->context->catalog, ids, NULL, download_cancelled_cb,
                                     begin_recording (self, photo_id));
}
