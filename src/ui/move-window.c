/* src/ui/move-window.c: Move Library…: asks for another place, copies with progress, and goes on there.
 *
 *   places are judged → copied while the library is worked with → the window closes the library
 *     → what came since, the catalogue (move-library.c) → the window opens the new place
 *
 * Stopped or failed before that, the library is where it was.
 */
#include "ui/move-window.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/text.h"
#include "library/drives.h"
#include "ui/error-words.h"
#include "ui/move-library.h"
#include "ui/site-row.h"
#include "ui/wizard-words.h"
#include "ui/words.h"
#include "vault/transplant.h"

#define STEADY_US (8 * G_TIME_SPAN_SECOND)

struct _PsMoveWindow
{
  AdwWindow parent_instance;

  /* Owned */
  PsWindow *window;
  PsLibrary *library;
  PsDrives *drives;
  GCancellable *judging;
  GPtrArray *rows;      /* of PsSiteRow, borrowed from the group */
  GtkWidget *choice;    /* never shown: what the rows' buttons are grouped with */
  char *chosen;         /* nullable: the folder somebody pointed at */
  PsSiteNeed need;

  /* Owned, nullable: while it is copied */
  PsRelocate *job;
  GCancellable *stopping;
  char *to;
  gint64 began_us;      /* monotonic */
  gboolean is_taken_away; /* once it has stopped */
  gboolean is_closing;

  /* Template children */
  GtkStack *stack;
  AdwPreferencesGroup *places;
  AdwActionRow *another;
  GtkLabel *summary, *problem, *heading, *numbers;
  GtkWidget *problem_box, *go, *stop;
  GtkProgressBar *bar;
};

G_DEFINE_FINAL_TYPE (PsMoveWindow, ps_move_window, ADW_TYPE_WINDOW)

static void
show_problem (PsMoveWindow *self,
              const char   *words)
{
  gtk_label_set_text (self->problem, words != NULL ? words : "");
  gtk_widget_set_visible (self->problem_box, words != NULL);
}

static PsSiteRow *
picked_row (PsMoveWindow *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_check_button_get_active (ps_site_row_get_button (g_ptr_array_index (self->rows, i))))
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

static void
show_summary (PsMoveWindow *self)
{
  PsSiteRow *row = picked_row (self);
  PsSite *site = row != NULL ? ps_site_row_get_site (row) : NULL;
  g_autofree char *name = site != NULL ? g_filename_display_name (site->root) : NULL;
  g_autofree char *folder = name != NULL ? ps_text_visible (name, 300) : NULL;
  g_autofree char *size = self->need.n_bytes >= 0 ? ps_words_for_size (self->need.n_bytes) : NULL;
  g_autofree char *words = NULL;

  if (folder != NULL && size != NULL)
    /* Translators: an amount such as 412 GB, and a folder. */
    words = g_strdup_printf (_("%s go to %s."), size, folder);
  gtk_label_set_text (self->summary, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->summary), words != NULL);
  gtk_widget_set_sensitive (self->go, row != NULL && ps_site_row_fits (row));
}

static void
row_toggled_cb (PsMoveWindow *self)
{
  show_problem (self, NULL);
  show_summary (self);
}

/* Judging places ---------------------------------------------------------------------------- */

typedef struct
{
  PsMoveWindow *self; /* owned */
  PsSiteRow *row;     /* owned */
  char *path, *cloud_name, *library_id; /* owned */
} Judging;

static void
free_judging (gpointer data)
{
  Judging *judging = data;

  g_object_unref (judging->self);
  g_object_unref (judging->row);
  g_free (judging->path);
  g_free (judging->cloud_name);
  g_free (judging->library_id);
  g_free (judging);
}

/* A library of this account does not do, but for a half made one of our own, which is gone on with. */
static void
judge_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  const Judging *judging = data;
  PsSite *site = ps_site_judge (judging->path, judging->cloud_name);
  g_autofree char *note = site->verdict == PS_SITE_THIS_LIBRARY ? ps_transplant_find_mark (site->root) : NULL;

  if (site->verdict == PS_SITE_THIS_LIBRARY && g_strcmp0 (note, judging->library_id) != 0)
    {
      site->verdict = PS_SITE_UNSUITABLE;
      g_free (site->reason);
      site->reason = g_strdup (_("A library of this account is here already."));
    }
  g_task_return_pointer (task, site, (GDestroyNotify) ps_site_unref);
}

static void
pick_first_that_fits (PsMoveWindow *self)
{
  for (guint i = 0; picked_row (self) == NULL && i < self->rows->len; i++)
    {
      PsSiteRow *row = g_ptr_array_index (self->rows, i);

      if (ps_site_row_fits (row) && (ps_site_row_get_kind (row) == PS_SITE_ON_DRIVE || ps_site_row_get_kind (row) == PS_SITE_CHOSEN))
        gtk_check_button_set_active (ps_site_row_get_button (row), TRUE);
    }
  show_summary (self);
}

static void
judged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  const Judging *judging = g_task_get_task_data (G_TASK (result));
  g_autoptr(PsSite) site = g_task_propagate_pointer (G_TASK (result), NULL);

  if (site == NULL) /* cancelled: places are listed anew, or the window is gone */
    return;
  ps_site_row_set_site (judging->row, site, &judging->self->need);
  pick_first_that_fits (judging->self);
}

static void
add_place (PsMoveWindow *self,
           PsSiteKind    kind,
           const char   *name,
           const char   *path)
{
  PsSiteRow *row = PS_SITE_ROW (ps_site_row_new (kind, name));
  g_autoptr(GTask) task = g_task_new (NULL, self->judging, judged_cb, NULL);
  Judging *judging = g_new (Judging, 1);

  gtk_check_button_set_group (ps_site_row_get_button (row), GTK_CHECK_BUTTON (self->choice));
  gtk_widget_set_sensitive (GTK_WIDGET (ps_site_row_get_button (row)), FALSE);
  g_signal_connect_object (ps_site_row_get_button (row), "toggled", G_CALLBACK (row_toggled_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_remove (self->places, GTK_WIDGET (self->another));
  adw_preferences_group_add (self->places, GTK_WIDGET (row));
  adw_preferences_group_add (self->places, GTK_WIDGET (self->another));
  g_ptr_array_add (self->rows, row);
  *judging = (Judging) { g_object_ref (self), g_object_ref (row), g_strdup (path), g_strdup (ps_library_get_cloud_name (self->library)),
                         g_strdup (ps_vault_get_library_id (ps_library_get_vault (self->library))) };
  g_task_set_task_data (task, judging, free_judging);
  g_task_run_in_thread (task, judge_in_thread);
}

static void
list_places (PsMoveWindow *self)
{
  g_autoptr(GPtrArray) drives = ps_drives_list (self->drives);
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);

  g_cancellable_cancel (self->judging);
  g_object_unref (self->judging);
  self->judging = g_cancellable_new ();
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->places, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (self->chosen != NULL)
    {
      g_autofree char *name = g_filename_display_basename (self->chosen);

      add_place (self, PS_SITE_CHOSEN, name, self->chosen);
    }
  for (guint i = 0; i < drives->len; i++)
    {
      PsDrive *drive = g_ptr_array_index (drives, i);

      add_place (self, drive->is_removable ? PS_SITE_ON_DRIVE : PS_SITE_ON_COMPUTER, drive->name, drive->root);
    }
  add_place (self, PS_SITE_ON_COMPUTER, _("This Computer"), pictures != NULL ? pictures : g_get_home_dir ());
  show_summary (self);
}

static void
drives_changed_cb (PsMoveWindow *self)
{
  if (self->job == NULL)
    list_places (self);
}

static void
folder_chosen_cb (GtkNativeDialog *dialog,
                  int              response,
                  PsMoveWindow    *self)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_object_unref (dialog);
  if (path == NULL)
    return;
  g_free (self->chosen);
  self->chosen = path;
  list_places (self);
}

static void
choose_folder_cb (PsMoveWindow *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("A New Place for the Library"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                                              _("_Choose"), _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* Copying ------------------------------------------------------------------------------------- */

static void
tally_changed_cb (PsMoveWindow *self,
                  PsTally      *tally)
{
  PsTallyNumbers n = ps_tally_read (tally);
  gint64 elapsed_us = g_get_monotonic_time () - self->began_us;
  g_autofree char *done = ps_words_number (n.n_done);
  g_autofree char *total = ps_words_number (n.n_total);
  g_autofree char *size = g_format_size (MAX (0, n.n_bytes_done));
  g_autofree char *size_total = g_format_size (MAX (0, n.n_bytes_total));
  g_autoptr(GString) words = g_string_new (NULL);

  if (n.n_total <= 0)
    return;
  if (n.n_bytes_total > 0)
    gtk_progress_bar_set_fraction (self->bar, CLAMP ((double) n.n_bytes_done / n.n_bytes_total, 0, 1));
  /* Translators: two numbers of files, and two sizes. */
  g_string_append_printf (words, ngettext ("%s of %s file · %s of %s", "%s of %s files · %s of %s", n.n_total), done, total, size, size_total);
  if (elapsed_us > STEADY_US && n.n_bytes_done > 0 && n.n_bytes_total > n.n_bytes_done)
    {
      double seconds = (double) elapsed_us / G_USEC_PER_SEC * (n.n_bytes_total - n.n_bytes_done) / n.n_bytes_done;
      g_autofree char *left = ps_words_duration (seconds);

      /* Translators: how long it will take: "about 20 minutes". */
      g_string_append_printf (words, _(" · %s left"), left);
    }
  gtk_label_set_text (self->numbers, words->str);
}

static void
end_copying (PsMoveWindow *self)
{
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (ps_relocate_get_tally (self->job), self);
  g_clear_object (&self->job);
  g_clear_object (&self->stopping);
  gtk_widget_set_sensitive (self->stop, TRUE);
}

static void
taken_away_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PsWindow) window = user_data;
  g_autoptr(GError) error = NULL;

  if (ps_transplant_take_away_finish (result, &error))
    ps_window_toast (window, _("The library stays where it is; what was copied is gone again"), FALSE);
  else
    ps_window_report (window, error);
}

/* A person stopped it. */
static void
stopped (PsMoveWindow *self)
{
  if (self->is_taken_away)
    ps_transplant_take_away_async (ps_library_get_root (self->library), self->to, taken_away_cb, g_object_ref (self->window));
  else
    ps_window_toast (self->window, _("The library stays where it is. Choose the same place again to go on with the copy."), FALSE);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PsMoveWindow) self = user_data;
  g_autoptr(PsRelocate) job = g_object_ref (PS_RELOCATE (source));
  g_autoptr(GError) error = NULL;
  gboolean is_done = ps_relocate_prepare_finish (job, result, &error);
  g_autoptr(PsErrorWords) words = NULL;

  if (self->is_closing) /* and so is the window it belongs to */
    return;
  end_copying (self);
  if (is_done && ps_window_get_library (self->window) == self->library)
    {
      ps_move_library_complete (self->window, job, self->to);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (is_done || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      stopped (self);
      return;
    }
  words = ps_error_words_new (error);
  gtk_stack_set_visible_child_name (self->stack, "places");
  show_problem (self, words->details != NULL ? words->details : words->happened);
}

static void
go_cb (PsMoveWindow *self)
{
  PsSiteRow *row = picked_row (self);
  PsVault *vault = ps_library_get_vault (self->library);
  g_autofree char *heading = NULL;

  if (row == NULL || !ps_site_row_fits (row) || self->job != NULL)
    return;
  g_free (self->to);
  self->to = g_strdup (ps_site_row_get_site (row)->root);
  /* Translators: the name of a drive or a folder. */
  heading = g_strdup_printf (_("Copying to %s"), ps_site_row_get_name (row));
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->numbers, _("Looking at what there is to copy"));
  gtk_progress_bar_set_fraction (self->bar, 0);
  show_problem (self, NULL);
  gtk_stack_set_visible_child_name (self->stack, "copying");
  gtk_widget_grab_focus (self->stop);
  self->began_us = g_get_monotonic_time ();
  self->is_taken_away = FALSE;
  self->stopping = g_cancellable_new ();
  self->job = ps_relocate_new (ps_library_get_root (self->library), self->to);
  g_signal_connect_swapped (ps_relocate_get_tally (self->job), "changed", G_CALLBACK (tally_changed_cb), self);
  ps_relocate_prepare_async (self->job, ps_library_get_catalog (self->library), ps_library_get_cloud_name (self->library),
                             ps_vault_get_library_id (vault), self->stopping, copied_cb, g_object_ref (self));
}

static void
stop_answered_cb (AdwMessageDialog *dialog,
                  const char       *response,
                  PsMoveWindow     *self)
{
  if (self->stopping == NULL || g_str_equal (response, "go-on"))
    return;
  self->is_taken_away = g_str_equal (response, "away");
  gtk_widget_set_sensitive (self->stop, FALSE);
  g_cancellable_cancel (self->stopping);
}

static void
stop_cb (PsMoveWindow *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), _("Stop Moving the Library?"),
    _("It stays where it is, whole. What was copied can wait there, to go on with another time.")));

  adw_message_dialog_add_response (dialog, "go-on", _("Go On Copying"));
  adw_message_dialog_add_response (dialog, "keep", _("Stop, and Keep What Is Copied"));
  adw_message_dialog_add_response (dialog, "away", _("Stop, and Take the Copy Away"));
  adw_message_dialog_set_close_response (dialog, "go-on");
  adw_message_dialog_set_default_response (dialog, "go-on");
  g_signal_connect_object (dialog, "response", G_CALLBACK (stop_answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The window ------------------------------------------------------------------------------------- */

static gboolean
ps_move_window_close_request (GtkWindow *window)
{
  PsMoveWindow *self = PS_MOVE_WINDOW (window);

  if (self->job == NULL)
    return GTK_WINDOW_CLASS (ps_move_window_parent_class)->close_request (window);
  stop_cb (self);
  return TRUE;
}

static void
ps_move_window_dispose (GObject *object)
{
  PsMoveWindow *self = PS_MOVE_WINDOW (object);

  self->is_closing = TRUE;
  g_cancellable_cancel (self->judging);
  if (self->stopping != NULL)
    g_cancellable_cancel (self->stopping);
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (ps_relocate_get_tally (self->job), self);
  if (self->drives != NULL)
    g_signal_handlers_disconnect_by_data (self->drives, self);
  g_clear_object (&self->drives);
  gtk_widget_dispose_template (GTK_WIDGET (object), PS_TYPE_MOVE_WINDOW);
  G_OBJECT_CLASS (ps_move_window_parent_class)->dispose (object);
}

static void
ps_move_window_finalize (GObject *object)
{
  PsMoveWindow *self = PS_MOVE_WINDOW (object);

  g_clear_object (&self->window);
  g_clear_object (&self->library);
  g_clear_object (&self->judging);
  g_clear_object (&self->job);
  g_clear_object (&self->stopping);
  g_clear_object (&self->choice);
  g_ptr_array_unref (self->rows);
  g_free (self->chosen);
  g_free (self->to);
  G_OBJECT_CLASS (ps_move_window_parent_class)->finalize (object);
}

static void
ps_move_window_class_init (PsMoveWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_move_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = ps_move_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ps_move_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/move-window.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PsMoveWindow, name)
  CHILD (stack);
  CHILD (places);
  CHILD (another);
  CHILD (summary);
  CHILD (problem);
  CHILD (problem_box);
  CHILD (heading);
  CHILD (numbers);
  CHILD (go);
  CHILD (stop);
  CHILD (bar);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
ps_move_window_init (PsMoveWindow *self)
{
  self->rows = g_ptr_array_new ();
  self->judging = g_cancellable_new ();
  self->choice = g_object_ref_sink (gtk_check_button_new ());
  self->drives = ps_drives_new ();
  self->need = (PsSiteNeed) { .n_bytes = -1 };
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->drives, "changed", G_CALLBACK (drives_changed_cb), self);
}

static void
status_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PsMoveWindow) self = user_data;
  g_autoptr(PsStatus) status = ps_catalog_get_status_finish (PS_CATALOG (source), result, NULL);

  if (self->is_closing)
    return;
  if (status != NULL)
    self->need.n_bytes = status->n_bytes_here;
  list_places (self);
}

/**
 * ps_move_window_present:
 * @window: a window that shows a library, open for writing
 *
 * The library can be worked with while it is copied.
 */
void
ps_move_window_present (PsWindow *window)
{
  PsMoveWindow *self = g_object_new (PS_TYPE_MOVE_WINDOW, "transient-for", window, NULL);

  self->window = g_object_ref (window);
  self->library = g_object_ref (ps_window_get_library (window));
  ps_catalog_get_status_async (ps_library_get_catalog (self->library), NULL, status_read_cb, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
}
