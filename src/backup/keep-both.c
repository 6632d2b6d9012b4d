/* src/backup/keep-both.c: a file that a person saved over stays beside, and its original is wanted again.
 *
 * One after the other: the changed file is renamed to a free name in its own
 * folder, without replacing anything; then the catalogue is told that the
 * original is wanted. Cut off in between, the file is missing in its place,
 * and the next verification says so: nothing is lost. */
#include "backup/keep-both.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/catalog-browse.h"

#define MOST_NAMES 1000

typedef struct
{
  PsCatalog *catalog; /* owned */
  PsVault *vault;     /* owned */
  GPtrArray *rows;    /* owned, nullable; of PsPhotoRow */
  GArray *ids;        /* owned; of gint64: those whose file was set beside */
  guint next;         /* of the rows */
  guint n_tries;      /* names tried for this one */
} Keeping;

static void
free_keeping (gpointer data)
{
  Keeping *self = data;

  g_object_unref (self->catalog);
  g_object_unref (self->vault);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_array_unref (self->ids);
  g_free (self);
}

static void move_next (GTask *task);

static void
wanted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Keeping *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (ps_catalog_restore_originals_finish (PS_CATALOG (source), result, &error) < 0)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, self->ids->len);
}

/* DSC_1 (changed).jpg, DSC_1 (changed 2).jpg, … in the same folder. */
static char *
name_beside (const char *path,
             guint       n)
{
  const char *slash = strrchr (path, '/');
  const char *dot = strrchr (slash != NULL ? slash : path, '.');
  int stem = dot != NULL ? (int) (dot - path) : (int) strlen (path);

  if (n == 1)
    /* Translators: added to the name of a file that a person saved over: "DSC_1 (changed).jpg". No “/”, please. */
    return g_strdup_printf ("%.*s (%s)%s", stem, path, _("changed"), path + stem);
  return g_strdup_printf ("%.*s (%s %u)%s", stem, path, _("changed"), n, path + stem);
}

static void
moved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Keeping *self = g_task_get_task_data (task);
  const PsPhotoRow *row = g_ptr_array_index (self->rows, self->next);
  g_autoptr(GError) error = NULL;
  gint64 id = row->id;

  if (ps_vault_move_finish (PS_VAULT (source), result, &error))
    {
      g_array_append_val (self->ids, id);
      self->next++;
      self->n_tries = 0;
    }
  else if (!g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS) || self->n_tries >= MOST_NAMES)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  move_next (g_steal_pointer (&task));
}

static void
move_next (GTask *task)
{
  Keeping *self = g_task_get_task_data (task);
  g_autofree char *beside = NULL;
  const PsPhotoRow *row;

  while (self->next < self->rows->len
         && (row = g_ptr_array_index (self->rows, self->next), !row->is_changed_here || row->local_path == NULL))
    self->next++;
  if (self->next == self->rows->len)
    {
      ps_catalog_restore_originals_async (self->catalog, self->ids, NULL, wanted_cb, task);
      return;
    }
  row = g_ptr_array_index (self->rows, self->next);
  beside = name_beside (row->local_path, ++self->n_tries);
  ps_vault_move_async (self->vault, row->local_path, beside, NULL, moved_cb, task);
}

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Keeping *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->rows = ps_catalog_read_rows_finish (PS_CATALOG (source), result, &error);
  if (self->rows == NULL)
    g_task_return_error (task, error);
  else
    move_next (g_steal_pointer (&task));
}

/**
 * ps_keep_both_async:
 * @catalog: a catalogue that can be written
 * @vault: the library's folder
 * @photo_ids: (element-type gint64): photos that are changed here; others are passed over
 * @cancellable: (nullable): a cancellable
 * @callback: called when the files lie beside and the originals are wanted
 * @user_data: for @callback
 */
void
ps_keep_both_async (PsCatalog           *catalog,
                    PsVault             *vault,
                    GArray              *photo_ids,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Keeping *self = g_new0 (Keeping, 1);

  g_task_set_source_tag (task, ps_keep_both_async);
  self->catalog = g_object_ref (catalog);
  self->vault = g_object_ref (vault);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_task_set_task_data (task, self, free_keeping);
  ps_catalog_read_rows_async (catalog, photo_ids, cancellable, rows_read_cb, task);
}

/**
 * ps_keep_both_finish:
 * @result: the answer
 * @error: set with a %PS_VAULT_ERROR or a %PS_CATALOG_ERROR
 *
 * Returns: how many files lie beside now, −1 on error
 */
gint64
ps_keep_both_finish (GAsyncResult  *result,
                     GError       **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}
