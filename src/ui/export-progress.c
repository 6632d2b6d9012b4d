/* src/ui/export-progress.c: an export under way, and what came of it. */
#include "ui/export-progress.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "ui/bin-template.h"
#include "ui/error-words.h"
#include "ui/export-words.h"
#include "ui/file-actions.h"
#include "ui/words.h"

struct _PsExportProgress
{
  AdwBin parent_instance;

  /* Owned */
  PsExport *job;         /* nullable: none runs */
  PsExportFormat format; /* of the job */
  char *folder;          /* nullable: where it goes */
  char *written;         /* nullable: what Show in Files points at */

  /* Template children */
  GtkStack *pages;
  GtkLabel *running;
  GtkProgressBar *bar;
  AdwStatusPage *done;
  GtkButton *show;
};

G_DEFINE_FINAL_TYPE (PsExportProgress, ps_export_progress, ADW_TYPE_BIN)

enum { ENDED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
tally_changed_cb (PsTally          *tally,
                  PsExportProgress *self)
{
  PsTallyNumbers numbers = ps_tally_read (tally);
  g_autofree char *text = NULL;

  if (self->job == NULL)
    return;
  if (numbers.n_total > 0)
    gtk_progress_bar_set_fraction (self->bar, MIN (1.0, (double) numbers.n_done / numbers.n_total));
  if (numbers.n_done >= numbers.n_total && ps_export_is_table (self->format))
    text = g_strdup (_("Reading the file again…"));
  else
    /* Translators: how many photos are exported, of how many. */
    text = g_strdup_printf (_("%1$'" PRId64 " of %2$'" PRId64), numbers.n_done, MAX (numbers.n_total, 0));
  gtk_progress_bar_set_text (self->bar, text);
}

static void
show_done (PsExportProgress *self,
           const char       *title,
           const char       *icon,
           const char       *words)
{
  g_autofree char *escaped = g_markup_escape_text (words != NULL ? words : "", -1);

  adw_status_page_set_title (self->done, title);
  adw_status_page_set_icon_name (self->done, icon);
  adw_status_page_set_description (self->done, escaped);
  gtk_widget_set_visible (GTK_WIDGET (self->show), self->written != NULL);
  gtk_stack_set_visible_child_name (self->pages, "done");
  g_signal_emit (self, signals[ENDED], 0);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PsExportProgress) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsExportReport) report = ps_export_run_finish (PS_EXPORT (source), result, &error);
  const PsExportReport *stays = ps_export_get_report (PS_EXPORT (source));
  g_autofree char *title = NULL;
  g_autofree char *words = NULL;

  g_clear_object (&self->job);
  g_application_release (g_application_get_default ());
  if (self->pages == NULL) /* the window is gone */
    return;
  g_free (self->written);
  self->written = NULL;
  if (report != NULL)
    {
      self->written = report->n_files > 0 ? g_strdup (report->path != NULL ? report->path : self->folder) : NULL;
      title = ps_export_words_title (report);
      words = ps_export_words_after (report, self->format, self->folder);
      show_done (self, title, report->n_failed > 0 ? "dialog-warning-symbolic" : "ps-safe-symbolic", words);
      return;
    }
  self->written = stays->n_files > 0 ? g_strdup (self->folder) : NULL;
  words = ps_export_words_stays (stays, self->format, self->folder);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_done (self, _("Stopped"), NULL, words);
  else
    {
      g_autofree char *why = ps_error_words_to_text (error);
      g_autofree char *both = g_strdup_printf ("%s\n%s", why, words);

      show_done (self, _("The Export Ended Early"), "dialog-warning-symbolic", both);
    }
}

static void
show_clicked_cb (PsExportProgress *self)
{
  GSList *files = self->written != NULL ? g_slist_prepend (NULL, g_file_new_for_path (self->written)) : NULL;

  if (files != NULL)
    ps_file_actions_show (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), files);
  g_slist_free_full (files, g_object_unref);
}

/**
 * ps_export_progress_begin:
 * @self: where nothing runs
 * @job: an export that has not begun
 * @ids: (element-type gint64): its photos
 * @format: its form
 * @folder: where it goes
 * @cancellable: ends it
 */
void
ps_export_progress_begin (PsExportProgress *self,
                          PsExport         *job,
                          GArray           *ids,
                          PsExportFormat    format,
                          const char       *folder,
                          GCancellable     *cancellable)
{
  g_autofree char *number = ps_words_photos (ids->len);
  /* Translators: %s is “12 photos”. */
  g_autofree char *words = g_strdup_printf (_("Exporting %s…"), number);

  g_return_if_fail (self->job == NULL);

  self->job = g_object_ref (job);
  self->format = format;
  g_free (self->folder);
  self->folder = g_strdup (folder);
  gtk_label_set_text (self->running, words);
  gtk_stack_set_visible_child_name (self->pages, "running");
  g_signal_connect_object (ps_export_get_tally (job), "changed", G_CALLBACK (tally_changed_cb), self, 0);
  g_application_hold (g_application_get_default ()); /* to quit is to stop it, and to wait until nothing is half written */
  ps_export_run_async (job, ids, cancellable, exported_cb, g_object_ref (self));
  tally_changed_cb (ps_export_get_tally (job), self);
}

/**
 * ps_export_progress_is_running:
 * @self: an export's progress
 *
 * Returns: whether it is under way
 */
gboolean
ps_export_progress_is_running (PsExportProgress *self)
{
  return self->job != NULL;
}

/**
 * ps_export_progress_focus:
 * @self: an export's progress
 *
 * Returns: whether it has something to press, which has the focus now
 */
gboolean
ps_export_progress_focus (PsExportProgress *self)
{
  return self->written != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->show));
}

static void
ps_export_progress_dispose (GObject *object)
{
  ps_bin_template_dispose (object, PS_TYPE_EXPORT_PROGRESS);
  G_OBJECT_CLASS (ps_export_progress_parent_class)->dispose (object);
}

static void
ps_export_progress_finalize (GObject *object)
{
  PsExportProgress *self = PS_EXPORT_PROGRESS (object);

  g_clear_object (&self->job);
  g_free (self->folder);
  g_free (self->written);
  G_OBJECT_CLASS (ps_export_progress_parent_class)->finalize (object);
}

static void
ps_export_progress_class_init (PsExportProgressClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_export_progress_dispose;
  G_OBJECT_CLASS (klass)->finalize = ps_export_progress_finalize;
  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/export-progress.ui");
  gtk_widget_class_bind_template_child (widget_class, PsExportProgress, pages);
  gtk_widget_class_bind_template_child (widget_class, PsExportProgress, running);
  gtk_widget_class_bind_template_child (widget_class, PsExportProgress, bar);
  gtk_widget_class_bind_template_child (widget_class, PsExportProgress, done);
  gtk_widget_class_bind_template_child (widget_class, PsExportProgress, show);
  gtk_widget_class_bind_template_callback (widget_class, show_clicked_cb);
}

static void
ps_export_progress_init (PsExportProgress *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
