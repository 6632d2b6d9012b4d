/* src/ui/missing-list.c: Save List of Missing…: every photo that is not here, a line each.
 *
 * To look for them elsewhere, or to ask for them: names, folders, sizes and the
 * cloud's checksum, as comma-separated values. */
#include "ui/missing-list.h"

#include <glib/gi18n.h>

#include "catalog/catalog-browse.h"
#include "catalog/catalog-export.h"
#include "export/csv.h"

#define PAGE 500

typedef struct
{
  PsWindow *window;   /* owned */
  PsCatalog *catalog; /* owned */
  GFile *file;        /* owned, nullable: not chosen yet */
  GArray *ids;        /* owned; of gint64 */
  GString *text;      /* owned */
  guint n_written, n_lists;
} Saving;

static const char *const columns[] = { "name", "folder", "public_id", "resource_type", "format", "bytes", "uploaded_at", "state", "cloud_md5" };
static const PsPhotoSet sets[] = { PS_PHOTOS_TO_COME, PS_PHOTOS_NEEDS_YOU };

static void
free_saving (Saving *self)
{
  g_object_unref (self->window);
  g_object_unref (self->catalog);
  g_clear_object (&self->file);
  g_array_unref (self->ids);
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, free_saving)

static void list_next (Saving *owned);
static void read_next (Saving *owned);

static void
add_field (GString    *line,
           const char *text,
           gboolean    is_last)
{
  g_autofree char *cell = ps_csv_cell (PS_COLUMN_TEXT, text);

  g_string_append_printf (line, "%s%s", cell, is_last ? "\r\n" : ",");
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Saving) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    {
      ps_window_report (self->window, error);
      return;
    }
  words = g_strdup_printf (ngettext ("List saved: %'u photo is not here", "List saved: %'u photos are not here", self->n_written), self->n_written);
  ps_window_toast (self->window, words, FALSE);
}

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Saving) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = ps_catalog_read_export_finish (self->catalog, result, &error);

  if (rows == NULL)
    {
      ps_window_report (self->window, error);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (columns); k++)
      add_field (self->text, ps_export_row_get (g_ptr_array_index (rows, i), columns[k]), k + 1 == G_N_ELEMENTS (columns));
  self->n_written += rows->len;
  g_array_remove_range (self->ids, 0, MIN (PAGE, self->ids->len));
  read_next (g_steal_pointer (&self));
}

/* Takes @owned. */
static void
read_next (Saving *owned)
{
  g_autoptr(Saving) self = owned;
  g_autoptr(GArray) page = g_array_new (FALSE, FALSE, sizeof (gint64));
  PsCatalog *catalog = self->catalog;

  if (self->ids->len == 0)
    {
      g_autoptr(GBytes) bytes = g_string_free_to_bytes (g_steal_pointer (&self->text));
      GFile *file = self->file;

      g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, saved_cb, g_steal_pointer (&self));
      return;
    }
  g_array_append_vals (page, self->ids->data, MIN (PAGE, self->ids->len));
  ps_catalog_read_export_async (catalog, page, NULL, rows_read_cb, g_steal_pointer (&self));
}

static void
ids_listed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Saving) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsPhotoIds) ids = ps_catalog_list_ids_finish (PS_CATALOG (source), result, &error);

  if (ids == NULL)
    {
      ps_window_report (self->window, error);
      return;
    }
  g_array_append_vals (self->ids, ids->ids->data, ids->ids->len);
  self->n_lists++;
  list_next (g_steal_pointer (&self));
}

/* Takes @owned. */
static void
list_next (Saving *owned)
{
  g_autoptr(Saving) self = owned;
  g_autoptr(PsPhotoQuery) query = NULL;
  PsCatalog *catalog = self->catalog;

  if (self->n_lists == G_N_ELEMENTS (sets))
    {
      read_next (g_steal_pointer (&self));
      return;
    }
  query = ps_photo_query_new (sets[self->n_lists], 0, NULL, NULL, PS_ORDER_NEWEST_FIRST);
  ps_catalog_list_ids_async (catalog, query, NULL, ids_listed_cb, g_steal_pointer (&self));
}

static void
file_chosen_cb (GtkNativeDialog *dialog,
                int              response,
                gpointer         user_data)
{
  g_autoptr(Saving) self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      self->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      self->text = g_string_new (NULL);
      for (guint k = 0; k < G_N_ELEMENTS (columns); k++)
        g_string_append_printf (self->text, "%s%s", columns[k], k + 1 == G_N_ELEMENTS (columns) ? "\r\n" : ",");
      list_next (g_steal_pointer (&self));
    }
  g_object_unref (dialog);
}

/**
 * ps_missing_list_save:
 * @window: the window that asks
 * @catalog: its library's catalogue
 *
 * Asks where, and writes every photo that is still to come or needs a person.
 */
void
ps_missing_list_save (PsWindow  *window,
                      PsCatalog *catalog)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save List of Missing"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              /* Translators: a button. */
                                                              _("_Save"), _("_Cancel"));
  Saving *self = g_new0 (Saving, 1);

  self->window = g_object_ref (window);
  self->catalog = g_object_ref (catalog);
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _("Photos that are not here.csv"));
  g_signal_connect (dialog, "response", G_CALLBACK (file_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
