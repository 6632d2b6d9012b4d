/* src/catalog/catalog-shoots.c: which shoots there are, and their photos. */
#include "catalog/catalog-private.h"

#include "catalog/shoot-rows.h"

static gboolean
read_in_thread (PsDb      *db,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  PsStatement *statement = ps_db_statement (db, "shoot-all", error);
  g_autoptr(GPtrArray) shoots = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_shoot_free);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    g_ptr_array_add (shoots, ps_shoot_new_from_row (statement));
  if (step == PS_STEP_ERROR)
    return FALSE;
  *result = g_steal_pointer (&shoots);
  return TRUE;
}

/**
 * ps_catalog_read_shoots_async:
 * @self: a catalogue
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_read_shoots_async (PsCatalog           *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_read_shoots_async, read_in_thread, NULL, NULL,
                           (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_read_shoots_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsShoot) (nullable): every shoot, the latest first
 */
GPtrArray *
ps_catalog_read_shoots_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_read_shoots_async, error);
}

static gboolean
read_photos_in_thread (PsDb      *db,
                       gpointer   data,
                       gpointer  *result,
                       GError   **error)
{
  gint64 id = *(gint64 *) data;
  g_autoptr(PsShoot) shoot = ps_shoot_read (db, id, error);

  return shoot != NULL && ps_shoot_read_members (db, id, (GArray **) result, NULL, error);
}

/**
 * ps_catalog_read_shoot_photos_async:
 * @self: a catalogue
 * @shoot_id: a shoot
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_read_shoot_photos_async (PsCatalog           *self,
                                    gint64               shoot_id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_read_shoot_photos_async, read_photos_in_thread,
                           ps_catalog_number (shoot_id), g_free, (GDestroyNotify) g_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_read_shoot_photos_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with %PS_CATALOG_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (element-type gint64) (nullable): its photos, in the order they were taken
 */
GArray *
ps_catalog_read_shoot_photos_finish (PsCatalog     *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_read_shoot_photos_async, error);
}
