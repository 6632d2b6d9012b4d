/* src/catalog/catalog-clocks.c: cameras whose clocks went wrong: when their photos count as taken, in the catalogue alone. */
#include "catalog/catalog-marks.h"
#include "catalog/catalog-private.h"

typedef struct
{
  GArray *ids; /* owned, of gint64 */
  gint64 shift_us;
} Shift;

static void
shift_free (gpointer data)
{
  Shift *self = data;

  g_array_unref (self->ids);
  g_free (self);
}

static gboolean
run (PsDb        *db,
     const char  *name,
     gint64       photo_id,
     gint64       shift_us,
     GError     **error)
{
  PsStatement *statement = ps_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", photo_id);
  if (shift_us != 0)
    ps_statement_bind_int (statement, ":shift_us", shift_us);
  return ps_statement_run (statement, error);
}

static gboolean
shift_in_thread (PsWriter  *writer,
                 gpointer   data,
                 gpointer  *result,
                 GError   **error)
{
  const Shift *shift = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autoptr(GArray) shifted = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < shift->ids->len && shift->shift_us != 0; i++)
    {
      gint64 id = g_array_index (shift->ids, gint64, i);

      if (!run (db, "clock-shift-photo", id, shift->shift_us, error))
        return FALSE;
      if (sqlite3_changes (ps_db_get_handle (db)) == 0)
        continue;
      if (!run (db, "clock-shift-note", id, shift->shift_us, error) || !run (db, "clock-shift-clear", id, 0, error))
        return FALSE;
      g_array_append_val (shifted, id);
      ps_writer_touch (writer, PS_CHANGE_PHOTOS, id);
    }
  *result = g_steal_pointer (&shifted);
  return TRUE;
}

/**
 * ps_catalog_shift_clock_async:
 * @self: a catalogue
 * @photo_ids: (element-type gint64): photos
 * @shift_us: microseconds to be added to when they count as taken; what the files say stays as it is
 * @cancellable: (nullable): heeded until its turn comes
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_shift_clock_async (PsCatalog           *self,
                              GArray              *photo_ids,
                              gint64               shift_us,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Shift *shift;

  g_return_if_fail (PS_IS_CATALOG (self));

  shift = g_new (Shift, 1);
  *shift = (Shift) { g_array_new (FALSE, FALSE, sizeof (gint64)), shift_us };
  g_array_append_vals (shift->ids, photo_ids->data, photo_ids->len);
  ps_catalog_write_large (self, ps_catalog_shift_clock_async, shift_in_thread, shift, shift_free, (GDestroyNotify) g_array_unref,
                          cancellable, callback, user_data);
}

/**
 * ps_catalog_shift_clock_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type gint64) (nullable): the photos that have a time and count otherwise now
 */
GArray *
ps_catalog_shift_clock_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_shift_clock_async, error);
}

/**
 * ps_camera_clock_free:
 * @self: (transfer full): a camera
 */
void
ps_camera_clock_free (PsCameraClock *self)
{
  g_free (self->make);
  g_free (self->model);
  g_free (self->serial);
  g_free (self);
}

static gboolean
read_in_thread (PsDb      *db,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  PsStatement *statement = ps_db_statement (db, "clock-cameras", error);
  g_autoptr(GPtrArray) clocks = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_camera_clock_free);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      PsCameraClock *clock = g_new (PsCameraClock, 1);

      *clock = (PsCameraClock) {
        .make = ps_statement_dup_text (statement, 0), .model = ps_statement_dup_text (statement, 1),
        .serial = ps_statement_dup_text (statement, 2), .n_photos = ps_statement_int (statement, 3),
        .first_us = ps_statement_int (statement, 4), .last_us = ps_statement_int (statement, 5),
        .n_shifted = ps_statement_int (statement, 6),
      };
      g_ptr_array_add (clocks, clock);
    }
  if (step == PS_STEP_ERROR)
    return FALSE;
  *result = g_steal_pointer (&clocks);
  return TRUE;
}

/**
 * ps_catalog_read_clocks_async:
 * @self: a catalogue
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_read_clocks_async (PsCatalog           *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_read_clocks_async, read_in_thread, NULL, NULL,
                           (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_read_clocks_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsCameraClock) (nullable): every camera, the busiest first
 */
GPtrArray *
ps_catalog_read_clocks_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_read_clocks_async, error);
}
