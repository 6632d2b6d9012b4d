/* src/library/found.c: the libraries that lie on a drive or at a known place, with what can be told of them at a glance.
 *
 * Markers are looked for on a thread; then each catalogue is opened beside
 * whoever else has it, asked for its counts, and closed again.
 */
#include "library/found.h"

#include "base/times.h"
#include "catalog/catalog.h"
#include "library/old-folder.h"
#include "vault/site.h"

#define MAX_FOLDERS 500 /* of one drive: more are not looked into */
#define MAX_LIBRARIES 12

typedef struct
{
  GStrv folders;     /* owned */
  GPtrArray *found;  /* owned, of PsFoundLibrary */
  PsCatalog *catalog; /* owned, nullable: of found[n] */
  guint n;
} Looking;

G_DEFINE_BOXED_TYPE (PsFoundLibrary, ps_found_library, ps_found_library_ref, ps_found_library_unref)

/**
 * ps_found_library_ref:
 * @self: a library
 *
 * Returns: (transfer full): @self
 */
PsFoundLibrary *
ps_found_library_ref (PsFoundLibrary *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_found (gpointer data)
{
  PsFoundLibrary *self = data;

  g_free (self->root);
  g_free (self->cloud_name);
}

/**
 * ps_found_library_unref:
 * @self: (transfer full): a library
 */
void
ps_found_library_unref (PsFoundLibrary *self)
{
  g_atomic_rc_box_release_full (self, clear_found);
}

static void
free_looking (gpointer data)
{
  Looking *self = data;

  g_strfreev (self->folders);
  g_ptr_array_unref (self->found);
  g_clear_object (&self->catalog);
  g_free (self);
}

static gboolean
is_known (Looking    *self,
          const char *root)
{
  for (guint i = 0; i < self->found->len; i++)
    if (g_str_equal (((PsFoundLibrary *) g_ptr_array_index (self->found, i))->root, root))
      return TRUE;
  return FALSE;
}

static gboolean
try_old_folder (Looking    *self,
                const char *folder)
{
  g_autoptr(PsOldFolder) old = ps_old_folder_look (folder);
  PsFoundLibrary *library;

  if (old == NULL)
    return FALSE;
  library = g_atomic_rc_box_new0 (PsFoundLibrary);
  library->root = g_strdup (folder);
  library->cloud_name = g_strdup (old->cloud_name);
  library->n_photos = old->n_photos;
  library->is_old = TRUE;
  g_ptr_array_add (self->found, library);
  return TRUE;
}

static gboolean
try_folder (Looking    *self,
            const char *folder)
{
  g_autofree char *cloud_name = NULL;
  PsFoundLibrary *library;

  if (self->found->len >= MAX_LIBRARIES || is_known (self, folder))
    return FALSE;
  cloud_name = ps_site_find_library (folder);
  if (cloud_name == NULL)
    return try_old_folder (self, folder);
  library = g_atomic_rc_box_new0 (PsFoundLibrary);
  library->root = g_strdup (folder);
  library->cloud_name = g_steal_pointer (&cloud_name);
  library->n_photos = -1;
  g_ptr_array_add (self->found, library);
  return TRUE;
}

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Looking *self = data;

  for (guint i = 0; self->folders[i] != NULL; i++)
    {
      g_autoptr(GDir) dir = NULL;
      const char *name;
      guint n = 0;

      if (try_folder (self, self->folders[i]))
        continue;
      dir = g_dir_open (self->folders[i], 0, NULL);
      while (dir != NULL && n++ < MAX_FOLDERS && !g_cancellable_is_cancelled (cancellable)
             && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (self->folders[i], name, NULL);

          if (*name != '.')
            try_folder (self, path);
        }
    }
  g_task_return_boolean (task, TRUE);
}

static void count_next (GTask *task);

static void
catalog_closed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  Looking *self = g_task_get_task_data (task);

  ps_catalog_close_finish (self->catalog, result, NULL);
  g_clear_object (&self->catalog);
  self->n++;
  count_next (task);
}

static void
take_date (PsFoundLibrary *library,
           const char     *date)
{
  gint64 time_us;

  if (date != NULL && ps_time_from_text (date, &time_us))
    library->backed_up_us = MAX (library->backed_up_us, time_us);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Looking *self = g_task_get_task_data (task);
  PsFoundLibrary *library = g_ptr_array_index (self->found, self->n);
  g_autoptr(PsStatus) status = ps_catalog_get_status_finish (self->catalog, result, NULL);

  if (status != NULL)
    {
      library->n_photos = status->n_total;
      take_date (library, status->last_scan);
      take_date (library, status->last_download);
    }
  ps_catalog_close_async (self->catalog, catalog_closed_cb, task);
}

/* A catalogue that cannot be opened leaves the library in the list: opening it will say why. */
static void
catalog_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  Looking *self = g_task_get_task_data (task);

  self->catalog = ps_catalog_init_database_finish (result, NULL);
  if (self->catalog != NULL)
    {
      ps_catalog_get_status_async (self->catalog, NULL, counted_cb, task);
      return;
    }
  self->n++;
  count_next (task);
}

/* Takes @task. */
static void
count_next (GTask *task)
{
  Looking *self = g_task_get_task_data (task);
  g_autofree char *path = NULL;

  while (self->n < self->found->len && ((PsFoundLibrary *) g_ptr_array_index (self->found, self->n))->is_old)
    self->n++; /* counted already */
  if (self->n >= self->found->len || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      if (!g_task_return_error_if_cancelled (task))
        g_task_return_pointer (task, g_ptr_array_ref (self->found), (GDestroyNotify) g_ptr_array_unref);
      g_object_unref (task);
      return;
    }
  path = g_build_filename (((PsFoundLibrary *) g_ptr_array_index (self->found, self->n))->root, "photos.db", NULL);
  ps_catalog_init_database_async (path, PS_CATALOG_READ_ONLY, NULL, catalog_opened_cb, task);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  count_next (user_data);
}

/**
 * ps_found_libraries_look_async:
 * @folders: (array zero-terminated=1): drives' roots and other folders
 * @cancellable: (nullable): ends it
 * @callback: called once
 * @user_data: for @callback
 */
void
ps_found_libraries_look_async (const char *const   *folders,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GTask) looking = NULL;
  Looking *self = g_new0 (Looking, 1);

  self->folders = g_strdupv ((GStrv) folders);
  self->found = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_found_library_unref);
  g_task_set_source_tag (task, ps_found_libraries_look_async);
  g_task_set_task_data (task, self, free_looking);
  looking = g_task_new (NULL, cancellable, looked_cb, task);
  g_task_set_check_cancellable (looking, FALSE);
  g_task_set_task_data (looking, self, NULL);
  g_task_run_in_thread (looking, look_in_thread);
}

/**
 * ps_found_libraries_look_finish:
 * @result: what the callback got
 * @error: set where it was cancelled
 *
 * Returns: (transfer full) (element-type PsFoundLibrary) (nullable): the libraries
 */
GPtrArray *
ps_found_libraries_look_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
