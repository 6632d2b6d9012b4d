/* src/export/export.c: an export from its first photo to its report.
 *
 * Photos are read by the hundred on the catalogue's thread; what they become is
 * made and written on a thread of the pool; then come the next ones.
 */
#include "export/export-private.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "catalog/catalog-export.h"
#include "export/folder.h"

#define PAGE 200

G_DEFINE_FINAL_TYPE (PsExport, ps_export, G_TYPE_OBJECT)

static const char *const formats[PS_N_EXPORTS] = { "csv", "json", "xmp", "folders" };
static const char *const trees[PS_N_TREES] = { "collections", "shoots", "folders" };

static void read_next (GTask *task);

/**
 * ps_export_format_from_word:
 * @word: any text
 * @format: (out): the format of that word
 *
 * Returns: whether there is one
 */
gboolean
ps_export_format_from_word (const char     *word,
                            PsExportFormat *format)
{
  for (int i = 0; i < PS_N_EXPORTS; i++)
    if (g_str_equal (formats[i], word))
      {
        *format = (PsExportFormat) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * ps_export_format_to_word:
 * @format: a format
 *
 * Returns: its word
 */
const char *
ps_export_format_to_word (PsExportFormat format)
{
  return formats[format];
}

/**
 * ps_export_is_table:
 * @format: a format
 *
 * Returns: whether all photos go into one file
 */
gboolean
ps_export_is_table (PsExportFormat format)
{
  return format == PS_EXPORT_CSV || format == PS_EXPORT_JSON;
}

/**
 * ps_export_tree_from_word:
 * @word: any text
 * @tree: (out): the tree of that word
 *
 * Returns: whether there is one
 */
gboolean
ps_export_tree_from_word (const char   *word,
                          PsExportTree *tree)
{
  for (int i = 0; i < PS_N_TREES; i++)
    if (g_str_equal (trees[i], word))
      {
        *tree = (PsExportTree) i;
        return TRUE;
      }
  return FALSE;
}

static void
loss_free (gpointer data)
{
  PsExportLoss *self = data;

  g_free (self->what);
  g_free (self);
}

/**
 * ps_export_report_free:
 * @self: (transfer full): a report
 */
void
ps_export_report_free (PsExportReport *self)
{
  g_free (self->path);
  g_free (self->problem);
  g_free (self->existing);
  g_ptr_array_unref (self->losses);
  g_free (self);
}

static void
ps_export_finalize (GObject *object)
{
  PsExport *self = PS_EXPORT (object);

  g_assert (self->part.fd < 0 && self->open == NULL); /* it ends before it goes */
  g_hash_table_unref (self->claimed);
  g_object_unref (self->catalog);
  g_free (self->root);
  g_free (self->target);
  g_object_unref (self->tally);
  g_clear_pointer (&self->ids, g_array_unref);
  g_hash_table_unref (self->losses);
  g_clear_pointer (&self->report, ps_export_report_free);
  G_OBJECT_CLASS (ps_export_parent_class)->finalize (object);
}

static void
ps_export_class_init (PsExportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_export_finalize;
}

static void
ps_export_init (PsExport *self)
{
  self->part.fd = -1;
  self->tally = ps_tally_new ();
  self->losses = g_hash_table_new (g_str_hash, g_str_equal);
  self->claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->report = g_new0 (PsExportReport, 1);
  self->report->losses = g_ptr_array_new_with_free_func (loss_free);
}

/**
 * ps_export_new:
 * @catalog: an open catalogue
 * @root: the library's folder
 * @target: a folder of the person's; made if it is not there
 * @options: what to do
 *
 * Returns: (transfer full): an export that has not begun
 */
PsExport *
ps_export_new (PsCatalog             *catalog,
               const char            *root,
               const char            *target,
               const PsExportOptions *options)
{
  PsExport *self = g_object_new (PS_TYPE_EXPORT, NULL);

  self->catalog = g_object_ref (catalog);
  self->root = g_canonicalize_filename (root, NULL);
  self->target = g_canonicalize_filename (target, NULL);
  self->options = *options;
  return self;
}

/**
 * ps_export_get_tally:
 * @self: an export
 *
 * Returns: (transfer none): how far it is, in photos
 */
PsTally *
ps_export_get_tally (PsExport *self)
{
  return self->tally;
}

/**
 * ps_export_get_report:
 * @self: an export that has ended; while it runs its thread writes the report
 *
 * Returns: (transfer none) (nullable): after an error what was done until then, and stays;
 *   %NULL after it ended well: ps_export_run_finish() gave the report away
 */
const PsExportReport *
ps_export_get_report (PsExport *self)
{
  return self->report;
}

/* The thread ---------------------------------------------------------------------------- */

static gboolean
is_table (PsExport *self)
{
  return ps_export_is_table (self->options.format);
}

/* A photo that fails is one photo; a drive that is full or gone is the end. */
static gboolean
note_failure (PsExport  *self,
              GError    *failure,
              GError   **error)
{
  if (ps_export_ends (failure))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  if (!ps_export_target_check (self->open, error))
    {
      g_error_free (failure);
      return FALSE;
    }
  self->report->n_failed++;
  if (self->report->problem == NULL)
    self->report->problem = g_strdup (failure->message);
  g_error_free (failure);
  return TRUE;
}

static gboolean
add_each (PsExport      *self,
          GPtrArray     *rows,
          GCancellable  *cancellable,
          GError       **error)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const PsExportRow *row = g_ptr_array_index (rows, i);
      GError *failure = NULL;
      gboolean done;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !ps_export_target_check (self->open, error))
        return FALSE;
      done = self->options.format == PS_EXPORT_XMP ? ps_export_add_xmp (self, row, &failure)
                                                   : ps_export_add_folders (self, row, cancellable, &failure);
      if (!done && !note_failure (self, failure, error))
        return FALSE;
      ps_tally_add (self->tally, 1, 0);
    }
  return TRUE;
}

static gboolean
write_rows_now (PsExport      *self,
                GPtrArray     *rows,
                GCancellable  *cancellable,
                GError       **error)
{
  int fd;

  if (self->open == NULL && (self->open = ps_export_target_open (self->target, self->root, error)) == NULL)
    return FALSE;
  if (!is_table (self))
    return add_each (self, rows, cancellable, error) && ps_export_target_sync (self->open, error);
  if (self->part.fd < 0)
    {
      fd = ps_export_target_open_folder (self->open, "", error); /* cleaned of what a kill left there */
      if (fd < 0)
        return FALSE;
      close (fd);
      if (!ps_export_begin_table (self, error))
        return FALSE;
    }
  return ps_export_add_table (self, rows, error);
}

static gboolean
end_now (PsExport      *self,
         GCancellable  *cancellable,
         GError       **error)
{
  gboolean done = is_table (self) ? ps_export_end_table (self, cancellable, error) : ps_export_target_check (self->open, error);

  if (done)
    g_clear_pointer (&self->open, ps_export_target_free);
  return done;
}

/* NULL instead of rows: the end. */
static void
write_in_thread (GTask        *work,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  PsExport *self = source;
  GPtrArray *rows = data;
  GError *error = NULL;
  gboolean done = TRUE;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    ps_export_count_losses (self, g_ptr_array_index (rows, i));
  if (!self->options.preview)
    done = rows != NULL ? write_rows_now (self, rows, cancellable, &error) : end_now (self, cancellable, &error);
  if (rows != NULL && (is_table (self) || self->options.preview))
    ps_tally_add (self->tally, rows->len, 0);
  if (done)
    g_task_return_boolean (work, TRUE);
  else
    g_task_return_error (work, error);
}

/* Half a table is no table, and it is ours: it goes. What is written whole stays. */
static void
discard_in_thread (GTask        *work,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  PsExport *self = source;

  if (is_table (self) && self->report->path == NULL)
    self->report->n_written = 0;
  ps_part_file_discard (&self->part);
  if (self->open != NULL)
    ps_export_target_sync (self->open, NULL);
  ps_export_list_losses (self);
  g_clear_pointer (&self->open, ps_export_target_free);
  g_task_return_boolean (work, TRUE);
}

static void
discarded_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = g_error_copy (g_task_get_task_data (G_TASK (result)));

  g_task_return_error (task, error);
}

/* Takes @error. */
static void
give_up (GTask  *task,
         GError *error)
{
  g_autoptr(GTask) work = g_task_new (g_task_get_source_object (task), NULL, discarded_cb, g_object_ref (task));

  g_task_set_task_data (work, error, (GDestroyNotify) g_error_free);
  g_task_run_in_thread (work, discard_in_thread);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PsExport *self = PS_EXPORT (source);
  gboolean was_end = g_task_get_task_data (G_TASK (result)) == NULL;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    give_up (task, error);
  else if (!was_end)
    read_next (task);
  else
    {
      ps_export_list_losses (self);
      g_task_return_pointer (task, g_steal_pointer (&self->report), (GDestroyNotify) ps_export_report_free);
    }
}

/* @rows: (transfer full) (nullable): %NULL: the end */
static void
write_rows (GTask     *task,
            GPtrArray *rows)
{
  PsExport *self = g_task_get_source_object (task);
  GTask *work = g_task_new (self, g_task_get_cancellable (task), written_cb, g_object_ref (task));

  if (rows != NULL)
    g_task_set_task_data (work, rows, (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (work, write_in_thread);
  g_object_unref (work);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *rows = ps_catalog_read_export_finish (PS_CATALOG (source), result, &error);

  if (rows == NULL)
    give_up (task, error);
  else
    write_rows (task, rows);
}

static void
read_next (GTask *task)
{
  PsExport *self = g_task_get_source_object (task);
  g_autoptr(GArray) page = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = self->ids->len > self->n_read ? MIN (PAGE, self->ids->len - self->n_read) : 0;

  /* An empty export is a file without photos, not nothing. */
  if (n == 0 && self->n_read > 0)
    {
      write_rows (task, NULL);
      return;
    }
  if (n == 0)
    {
      self->n_read = 1;
      write_rows (task, g_ptr_array_new ());
      return;
    }
  g_array_append_vals (page, &g_array_index (self->ids, gint64, self->n_read), n);
  self->n_read += n;
  ps_catalog_read_export_async (self->catalog, page, g_task_get_cancellable (task), read_cb, g_object_ref (task));
}

/**
 * ps_export_run_async:
 * @self: an export that has not begun
 * @photo_ids: (element-type gint64): photos, in the order they are to be written; copied
 * @cancellable: (nullable): a cancellable; what is written whole stays
 * @callback: called when it has ended
 * @user_data: for @callback
 */
void
ps_export_run_async (PsExport            *self,
                     GArray              *photo_ids,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (self->ids == NULL);

  g_task_set_source_tag (task, ps_export_run_async);
  g_task_set_check_cancellable (task, FALSE); /* what is done is done, and told */
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (self->ids, photo_ids->data, photo_ids->len);
  self->report->n_photos = self->ids->len;
  ps_tally_set_total (self->tally, self->ids->len, -1);
  read_next (task);
}

/**
 * ps_export_run_finish:
 * @self: an export
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what came of it
 */
PsExportReport *
ps_export_run_finish (PsExport      *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
