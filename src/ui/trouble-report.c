/* src/ui/trouble-report.c: Save as List…: what failed, one photo a line, for a support request or a spreadsheet. */
#include "ui/trouble-report.h"

#include <glib/gi18n.h>

#include "export/csv.h"

#define MOST_LINES 1000000

typedef struct
{
  PsWindow *window; /* owned */
  GFile *file;      /* owned */
} Saving;

static void
free_saving (Saving *self)
{
  g_object_unref (self->window);
  g_object_unref (self->file);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, free_saving)

static void
add_field (GString    *line,
           const char *text,
           gboolean    is_last)
{
  g_autofree char *cell = ps_csv_cell (PS_COLUMN_TEXT, text);

  g_string_append_printf (line, "%s%s", cell, is_last ? "\r\n" : ",");
}

static GBytes *
write_list (GPtrArray *failures)
{
  GString *text = g_string_new ("public_id,resource_type,cause,message,attempts,last_attempt\r\n");

  for (guint i = 0; i < failures->len; i++)
    {
      const PsFailure *failure = g_ptr_array_index (failures, i);
      g_autofree char *attempts = g_strdup_printf ("%" G_GINT64_FORMAT, failure->attempts);

      add_field (text, failure->public_id, FALSE);
      add_field (text, failure->resource_type, FALSE);
      add_field (text, failure->cause, FALSE);
      add_field (text, failure->message, FALSE);
      add_field (text, attempts, FALSE);
      add_field (text, failure->last_attempt, TRUE);
    }
  return g_string_free_to_bytes (text);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(PsWindow) window = user_data;
  g_autoptr(GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    ps_window_toast (window, _("List saved"), FALSE);
  else
    ps_window_report (window, error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Saving) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) failures = ps_catalog_list_failures_finish (PS_CATALOG (source), result, &error);
  g_autoptr(GBytes) bytes = NULL;

  if (failures == NULL)
    {
      ps_window_report (self->window, error);
      return;
    }
  bytes = write_list (failures);
  g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL, saved_cb, g_object_ref (self->window));
}

typedef struct
{
  PsWindow *window;   /* owned */
  PsCatalog *catalog; /* owned */
} Asking;

static void
file_chosen_cb (GtkNativeDialog *dialog,
                int              response,
                gpointer         user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr(PsWindow) window = asking->window;
  g_autoptr(PsCatalog) catalog = asking->catalog;
  Saving *saving;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      saving = g_new0 (Saving, 1);
      saving->window = g_object_ref (window);
      saving->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      ps_catalog_list_failures_async (catalog, NULL, MOST_LINES, NULL, listed_cb, saving);
    }
  g_object_unref (dialog);
}

/**
 * ps_trouble_report_save:
 * @window: the window that asks
 * @catalog: its library's catalogue
 *
 * Asks where, and writes every failure as a line of comma-separated values.
 */
void
ps_trouble_report_save (PsWindow  *window,
                        PsCatalog *catalog)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save as List"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              /* Translators: a button. */
                                                              _("_Save"), _("_Cancel"));
  Asking *asking = g_new0 (Asking, 1);

  asking->window = g_object_ref (window);
  asking->catalog = g_object_ref (catalog);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _("Photos that need you.csv"));
  g_signal_connect (dialog, "response", G_CALLBACK (file_chosen_cb), asking);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
