/* src/catalog/catalog-times.c: when some photos count as taken, and by which cameras: what a clock is put right by. */
#include "catalog/catalog-marks.h"
#include "catalog/catalog-private.h"

/**
 * ps_photo_times_free:
 * @self: (transfer full): times
 */
void
ps_photo_times_free (PsPhotoTimes *self)
{
  g_array_unref (self->times);
  g_ptr_array_unref (self->cameras);
  g_free (self);
}

static void
free_times (gpointer data)
{
  ps_photo_times_free (data);
}

/* Returns: its place among the cameras, as they are found; G_MAXUINT: the photo names none. */
static guint
find_camera (PsPhotoTimes *self,
             GHashTable   *places,
             PsStatement  *statement)
{
  const char *make = ps_statement_text (statement, 1), *model = ps_statement_text (statement, 2), *serial = ps_statement_text (statement, 3);
  g_autofree char *key = g_strjoin ("\x1f", make, model, serial, NULL);
  PsCameraClock *camera;
  gpointer place;

  if (*make == '\0' && *model == '\0')
    return G_MAXUINT;
  if (g_hash_table_lookup_extended (places, key, NULL, &place))
    return GPOINTER_TO_UINT (place);
  camera = g_new0 (PsCameraClock, 1);
  camera->make = g_strdup (make);
  camera->model = g_strdup (model);
  camera->serial = g_strdup (serial);
  camera->first_us = G_MAXINT64;
  camera->last_us = G_MININT64;
  g_ptr_array_add (self->cameras, camera);
  g_hash_table_insert (places, g_steal_pointer (&key), GUINT_TO_POINTER (self->cameras->len - 1));
  return self->cameras->len - 1;
}

static void
add_photo (PsPhotoTimes *self,
           GHashTable   *places,
           PsStatement  *statement,
           gint64        photo_id)
{
  PsPhotoTime time = { photo_id, ps_statement_int (statement, 0), find_camera (self, places, statement) };
  PsCameraClock *camera = time.camera != G_MAXUINT ? g_ptr_array_index (self->cameras, time.camera) : NULL;

  g_array_append_val (self->times, time);
  if (camera == NULL)
    return;
  camera->n_photos++;
  camera->first_us = MIN (camera->first_us, time.taken_us);
  camera->last_us = MAX (camera->last_us, time.taken_us);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const PsPhotoTime *x = a, *y = b;

  if (x->taken_us != y->taken_us)
    return x->taken_us < y->taken_us ? -1 : 1;
  return x->photo_id < y->photo_id ? -1 : x->photo_id > y->photo_id;
}

static int
compare_cameras (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  GPtrArray *cameras = user_data;
  const PsCameraClock *x = g_ptr_array_index (cameras, *(const guint *) a), *y = g_ptr_array_index (cameras, *(const guint *) b);

  if (x->n_photos != y->n_photos)
    return x->n_photos > y->n_photos ? -1 : 1;
  return g_strcmp0 (x->model, y->model);
}

/* The busiest camera comes first, and the photos know its new place. */
static void
sort_cameras (PsPhotoTimes *self)
{
  guint n = self->cameras->len;
  g_autofree guint *order = g_new (guint, n + 1), *places = g_new (guint, n + 1);
  g_autofree gpointer *cameras = g_new (gpointer, n + 1);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) n, sizeof *order, compare_cameras, self->cameras);
  for (guint i = 0; i < n; i++)
    {
      cameras[i] = g_ptr_array_index (self->cameras, order[i]);
      places[order[i]] = i;
    }
  for (guint i = 0; i < n; i++)
    self->cameras->pdata[i] = cameras[i];
  for (guint i = 0; i < self->times->len; i++)
    {
      PsPhotoTime *time = &g_array_index (self->times, PsPhotoTime, i);

      if (time->camera != G_MAXUINT)
        time->camera = places[time->camera];
    }
}

static gboolean
read_in_thread (PsDb      *db,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  GArray *ids = data;
  PsStatement *statement = ps_db_statement (db, "photo-time", error);
  g_autoptr(PsPhotoTimes) self = g_new0 (PsPhotoTimes, 1);
  g_autoptr(GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  self->times = g_array_new (FALSE, FALSE, sizeof (PsPhotoTime));
  self->cameras = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_camera_clock_free);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      PsStep step;

      ps_statement_reset (statement);
      ps_statement_bind_int (statement, ":id", id);
      step = ps_statement_step (statement, error);
      if (step == PS_STEP_ERROR)
        return FALSE;
      if (step == PS_STEP_ROW && !ps_statement_is_null (statement, 0))
        add_photo (self, places, statement, id);
    }
  g_array_sort (self->times, compare_times);
  sort_cameras (self);
  *result = g_steal_pointer (&self);
  return TRUE;
}

/**
 * ps_catalog_read_times_async:
 * @self: a catalogue
 * @photo_ids: (element-type gint64): photos
 * @cancellable: (nullable): also ends a statement under way
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_read_times_async (PsCatalog           *self,
                             GArray              *photo_ids,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GArray *ids;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (photo_ids != NULL);

  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), photo_ids->len);
  g_array_append_vals (ids, photo_ids->data, photo_ids->len);
  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_read_times_async, read_in_thread,
                           ids, (GDestroyNotify) g_array_unref, free_times, cancellable, callback, user_data);
}

/**
 * ps_catalog_read_times_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): those that have a time of their own, the earliest first, and their cameras
 */
PsPhotoTimes *
ps_catalog_read_times_finish (PsCatalog     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_read_times_async, error);
}
