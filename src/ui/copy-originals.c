/* src/ui/copy-originals.c: Copy Originals To…: asks where, says what is not here, copies with progress. */
#include "ui/copy-originals.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "catalog/photo-row.h"
#include "vault/copy-out.h"

typedef struct
{
  PsWindow *window;          /* owned */
  GPtrArray *rows;           /* owned; of PsPhotoRow */
  char *root;                /* owned */
  guint n_here;
  PsCopyOut *job;            /* owned, nullable */
  GCancellable *cancellable; /* owned */
  AdwMessageDialog *progress; /* nullable */
  GtkProgressBar *bar;
} Copying;

static void
free_copying (Copying *self)
{
  g_object_unref (self->window);
  g_ptr_array_unref (self->rows);
  g_free (self->root);
  g_clear_object (&self->job);
  g_clear_object (&self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copying, free_copying)

static gboolean
is_here (const PsPhotoRow *row)
{
  return row != NULL && row->local_path != NULL && row->state != PS_STATE_MISSING;
}

static void
tally_changed_cb (PsTally *tally,
                  Copying *self)
{
  PsTallyNumbers numbers = ps_tally_read (tally);
  g_autofree char *words = NULL;

  if (self->bar == NULL)
    return;
  if (numbers.n_bytes_total > 0)
    gtk_progress_bar_set_fraction (self->bar, MIN (1.0, (double) numbers.n_bytes_done / numbers.n_bytes_total));
  /* Translators: how many photos are copied, of how many. */
  words = g_strdup_printf (_("%'" PRId64 " of %'" PRId64), numbers.n_done, numbers.n_total);
  gtk_progress_bar_set_text (self->bar, words);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Copying) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsCopyOutReport) report = ps_copy_out_run_finish (PS_COPY_OUT (source), result, &error);
  g_autofree char *words = NULL;

  g_application_release (g_application_get_default ());
  g_signal_handlers_disconnect_by_data (ps_copy_out_get_tally (self->job), self);
  if (self->progress != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->progress, self);
      gtk_window_destroy (GTK_WINDOW (self->progress));
    }
  if (gtk_window_get_application (GTK_WINDOW (self->window)) == NULL) /* it is gone */
    return;
  if (report == NULL)
    {
      ps_window_report (self->window, error);
      return;
    }
  if (report->n_failed > 0)
    /* Translators: how many copies are good, how many could not be made, and why the first of them failed. */
    words = g_strdup_printf (_("%'" PRId64 " copied and compared, %'" PRId64 " not: %s"), report->n_copied, report->n_failed, report->problem);
  else if (report->n_renamed > 0)
    /* Translators: how many copies were made, and how many of them under another name, like “DSC_1 (2).jpg”. */
    words = g_strdup_printf (_("%'" PRId64 " copied and compared, %'" PRId64 " of them under another name"), report->n_copied, report->n_renamed);
  else
    words = g_strdup_printf (ngettext ("%'" PRId64 " original copied and compared", "%'" PRId64 " originals copied and compared", report->n_copied), report->n_copied);
  ps_window_toast (self->window, words, FALSE);
}

static void
stopped_cb (AdwMessageDialog *dialog,
            const char       *response,
            Copying          *self)
{
  g_signal_handlers_disconnect_by_data (dialog, self);
  self->progress = NULL;
  self->bar = NULL;
  g_cancellable_cancel (self->cancellable);
}

/* The program quits, and takes the window with it. */
static void
progress_destroyed_cb (GtkWidget *dialog,
                       Copying   *self)
{
  self->progress = NULL;
  self->bar = NULL;
  g_cancellable_cancel (self->cancellable);
}

static void
show_progress (Copying *self)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self->window), _("Copying Originals"),
                                              _("Each copy is read again and compared. Nothing is overwritten."));

  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_progress_bar_set_show_text (self->bar, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Copied so far"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->bar), "numeric");
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), GTK_WIDGET (self->bar));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "stop", _("Stop, and Keep What Is Copied"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stop");
  self->progress = ADW_MESSAGE_DIALOG (dialog);
  g_signal_connect (dialog, "response", G_CALLBACK (stopped_cb), self);
  g_signal_connect (dialog, "destroy", G_CALLBACK (progress_destroyed_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
folder_chosen_cb (GtkNativeDialog *chooser,
                  int              response,
                  gpointer         user_data)
{
  g_autoptr(Copying) self = user_data;
  g_autoptr(GFile) folder = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;
  g_autofree char *below = g_strconcat (self->root, "/", NULL);

  g_object_unref (chooser);
  if (path == NULL)
    return;
  if (g_str_equal (path, self->root) || g_str_has_prefix (path, below))
    {
      ps_window_toast (self->window, _("That folder is inside the library. Choose another: the library holds originals only."), FALSE);
      return;
    }
  self->job = ps_copy_out_new (self->root, path);
  for (guint i = 0; i < self->rows->len; i++)
    {
      const PsPhotoRow *row = g_ptr_array_index (self->rows, i);

      if (is_here (row))
        ps_copy_out_add (self->job, row->local_path, row->name, row->n_bytes);
    }
  show_progress (self);
  g_signal_connect (ps_copy_out_get_tally (self->job), "changed", G_CALLBACK (tally_changed_cb), self);
  g_application_hold (g_application_get_default ()); /* to quit is to wait until nothing is half written */
  ps_copy_out_run_async (self->job, self->cancellable, copied_cb, self);
  g_steal_pointer (&self);
}

static void
ask_where (Copying *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Copy Originals To"), GTK_WINDOW (self->window),
                                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                                               /* Translators: a button. */
                                                               _("_Copy Here"), _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (folder_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  g_autoptr(Copying) self = user_data;

  if (g_str_equal (response, "fetch"))
    g_action_group_activate_action (G_ACTION_GROUP (self->window), "get-now", NULL);
  else if (g_str_equal (response, "copy"))
    ask_where (g_steal_pointer (&self));
}

static void
say_what_is_missing (Copying *self)
{
  guint n_all = self->rows->len, n_missing = n_all - self->n_here;
  g_autofree char *heading = NULL;
  g_autofree char *copy = NULL;
  GtkWidget *dialog;

  /* Translators: how many of the selected photos are not fetched yet: 12 of these 40 are not here yet. */
  heading = g_strdup_printf (ngettext ("%'u of these %'u is not here yet", "%'u of these %'u are not here yet", n_missing), n_missing, n_all);
  dialog = adw_message_dialog_new (GTK_WINDOW (self->window), heading,
                                   _("They can be fetched first. Nothing that is here is changed by that."));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("Cancel"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "fetch", _("Fetch Them First"));
  if (self->n_here > 0)
    {
      copy = g_strdup_printf (ngettext ("Copy the %'u", "Copy the %'u", self->n_here), self->n_here);
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "copy", copy);
    }
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "fetch");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * ps_copy_originals:
 * @window: the window that shows them
 * @rows: (element-type PsPhotoRow): the photos
 *
 * Asks where, and copies the originals that are here: each is compared with
 * what was read, none overwrites anything.
 */
void
ps_copy_originals (PsWindow  *window,
                   GPtrArray *rows)
{
  Copying *self = g_new0 (Copying, 1);

  self->window = g_object_ref (window);
  self->rows = g_ptr_array_ref (rows);
  self->root = g_strdup (ps_window_get_root (window));
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < rows->len; i++)
    self->n_here += is_here (g_ptr_array_index (rows, i));
  if (self->n_here == rows->len)
    ask_where (self);
  else
    say_what_is_missing (self);
}
