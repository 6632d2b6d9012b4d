/* src/ui/export-dialog.c: Export…: asks which photos, in which form and where to; says before what is lost, after what is there.
 *
 *   choose ── a preview of what the form loses is made anew with each choice ── Export ──▸ progress
 *
 * While it runs the window is in nobody's way. To close it then is to stop the
 * export, and to be told what is there.
 */
#include "ui/export-dialog.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/text.h"
#include "export/export.h"
#include "ui/error-words.h"
#include "ui/export-progress.h"
#include "ui/export-words.h"
#include "ui/naming.h"
#include "ui/words.h"

/* At most; never more than the window before which it stands. */
#define WIDTH 520
#define HEIGHT 620

typedef enum
{
  SCOPE_SELECTED,
  SCOPE_SHOWN,
  SCOPE_ALL,
  N_SCOPES
} Scope;

struct _PsExportDialog
{
  AdwWindow parent_instance;

  /* Owned */
  PsCatalog *catalog;
  char *root;
  GArray *ids[N_SCOPES];     /* of gint64; nullable: not offered, or not read yet */
  char *folder;              /* nullable: not chosen yet */
  GCancellable *cancellable; /* of all that runs */
  PsExport *preview;         /* nullable: none runs */
  GCancellable *previewing;  /* nullable */
  GtkFileChooserNative *chooser; /* nullable */
  gboolean is_ended;         /* the library is let go of, or the window is gone */

  /* Template children */
  GtkButton *cancel, *go, *choose;
  GtkStack *pages;
  GtkWidget *choices, *links_row, *problem_box;
  AdwActionRow *selected_row, *shown_row, *all_row, *folder_row;
  GtkCheckButton *selected, *shown, *all;
  AdwComboRow *format, *program, *tree;
  GtkSwitch *links;
  GtkLabel *problem, *loss_title, *losses, *not_here;
  PsExportProgress *progress;
};

G_DEFINE_FINAL_TYPE (PsExportDialog, ps_export_dialog, ADW_TYPE_WINDOW)

static PsExportFormat
get_format (PsExportDialog *self)
{
  return (PsExportFormat) adw_combo_row_get_selected (self->format);
}

/* Nullable: everything, which is not read yet. */
static GArray *
get_ids (PsExportDialog *self)
{
  if (gtk_check_button_get_active (self->selected))
    return self->ids[SCOPE_SELECTED];
  return self->ids[gtk_check_button_get_active (self->shown) ? SCOPE_SHOWN : SCOPE_ALL];
}

static PsExport *
new_export (PsExportDialog *self,
            gboolean        preview)
{
  PsExportOptions options = {
    .format = get_format (self),
    .target = (PsXmpTarget) adw_combo_row_get_selected (self->program),
    .tree = (PsExportTree) adw_combo_row_get_selected (self->tree),
    .hard_links = gtk_switch_get_active (self->links),
    .preview = preview,
  };

  return ps_export_new (self->catalog, self->root, self->folder != NULL ? self->folder : self->root, &options);
}

static void
show_text (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
show_problem (PsExportDialog *self,
              const char     *words)
{
  gtk_label_set_text (self->problem, words != NULL ? words : "");
  gtk_widget_set_visible (self->problem_box, words != NULL);
}

static void
update (PsExportDialog *self)
{
  PsExportFormat format = get_format (self);
  GArray *ids = get_ids (self);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->format), ps_export_words_form (format));
  gtk_widget_set_visible (GTK_WIDGET (self->program), format == PS_EXPORT_XMP);
  gtk_widget_set_visible (GTK_WIDGET (self->tree), format == PS_EXPORT_FOLDERS);
  gtk_widget_set_visible (self->links_row, format == PS_EXPORT_FOLDERS);
  gtk_widget_set_sensitive (GTK_WIDGET (self->go), self->folder != NULL && ids != NULL && ids->len > 0);
}

/* Before -------------------------------------------------------------------------------- */

static void
preview_tally_cb (PsTally        *tally,
                  PsExportDialog *self)
{
  PsTallyNumbers numbers = ps_tally_read (tally);
  g_autofree char *text = NULL;

  if (self->preview == NULL || ps_export_get_tally (self->preview) != tally || numbers.n_done == 0)
    return;
  /* Translators: how many photos were looked at, of how many. */
  text = g_strdup_printf (_("Looking at %1$'" PRId64 " of %2$'" PRId64 " photos…"), numbers.n_done, numbers.n_total);
  show_text (self->losses, text);
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsExportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsExportReport) report = ps_export_run_finish (PS_EXPORT (source), result, &error);
  g_autofree char *losses = NULL;
  g_autofree char *not_here = NULL;

  if (self->is_ended || self->preview != PS_EXPORT (source)) /* overtaken by another choice */
    return;
  g_clear_object (&self->preview);
  if (report == NULL)
    {
      g_autofree char *words = ps_error_words_to_text (error);

      show_text (self->loss_title, NULL);
      show_text (self->losses, NULL);
      show_problem (self, words);
      return;
    }
  losses = ps_export_words_losses (report, get_format (self));
  not_here = ps_export_words_before (report, get_format (self));
  show_text (self->loss_title, losses != NULL ? _("What This Form Cannot Carry") : _("All Facts Are Carried"));
  show_text (self->losses, losses);
  show_text (self->not_here, not_here);
}

static void
stop_preview (PsExportDialog *self)
{
  g_cancellable_cancel (self->previewing);
  g_clear_object (&self->previewing);
  g_clear_object (&self->preview);
}

static void
choice_changed_cb (PsExportDialog *self)
{
  GArray *ids;

  if (self->catalog == NULL) /* the template is being made */
    return;
  ids = get_ids (self);
  stop_preview (self);
  update (self);
  show_problem (self, NULL);
  show_text (self->loss_title, _("What This Form Cannot Carry"));
  show_text (self->losses, _("Looking…"));
  show_text (self->not_here, NULL);
  if (ids == NULL || self->is_ended)
    return;
  self->previewing = g_cancellable_new ();
  self->preview = new_export (self, TRUE);
  g_signal_connect_object (ps_export_get_tally (self->preview), "changed", G_CALLBACK (preview_tally_cb), self, 0);
  ps_export_run_async (self->preview, ids, self->previewing, previewed_cb, g_object_ref (self));
}

static void
show_number (AdwActionRow *row,
             GArray       *ids,
             const char   *title)
{
  g_autofree char *number = ids != NULL ? ps_words_photos (ids->len) : NULL;
  g_autofree char *visible = title != NULL ? ps_text_visible (title, 80) : NULL;
  g_autofree char *both = visible != NULL && number != NULL ? g_strdup_printf ("%s · %s", visible, number) : NULL;

  adw_action_row_set_subtitle (row, both != NULL ? both : number != NULL ? number : "");
}

static void
all_found_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsExportDialog) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = ps_catalog_find_finish (PS_CATALOG (source), result, &error);

  if (self->is_ended)
    return;
  if (ids == NULL)
    {
      g_autofree char *words = ps_error_words_to_text (error);

      show_problem (self, words);
      return;
    }
  self->ids[SCOPE_ALL] = g_steal_pointer (&ids);
  show_number (self->all_row, self->ids[SCOPE_ALL], NULL);
  if (get_ids (self) == self->ids[SCOPE_ALL])
    choice_changed_cb (self);
}

/* Where to --------------------------------------------------------------------------------- */

static void
folder_chosen_cb (GtkNativeDialog *chooser,
                  int              response,
                  PsExportDialog  *self)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;
  g_autoptr(GFile) library = g_file_new_for_path (self->root);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *shown = NULL;

  g_clear_object (&self->chooser);
  if (file == NULL)
    return;
  if (path == NULL)
    {
      show_problem (self, _("That place is not a folder of this computer, and nothing can be exported to it. Choose another."));
      gtk_widget_grab_focus (GTK_WIDGET (self->choose));
      return;
    }
  if (g_file_equal (file, library) || g_file_has_prefix (file, library))
    {
      show_problem (self, _("That folder is inside the library. Choose another: the library holds originals only."));
      gtk_widget_grab_focus (GTK_WIDGET (self->choose));
      return;
    }
  show_problem (self, NULL);
  g_free (self->folder);
  self->folder = g_steal_pointer (&path);
  shown = g_filename_display_name (self->folder);
  adw_action_row_set_subtitle (self->folder_row, shown);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_widget_get_sensitive (GTK_WIDGET (self->go)) ? self->go : self->choose));
}

static void
choose_clicked_cb (PsExportDialog *self)
{
  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_("Export To"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                               /* Translators: a button: this folder. */
                                               _("_Choose"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (folder_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* While --------------------------------------------------------------------------------------- */

static void
ended_cb (PsExportDialog *self)
{
  gtk_button_set_label (self->cancel, _("Close"));
  if (!ps_export_progress_focus (self->progress))
    gtk_widget_grab_focus (GTK_WIDGET (self->cancel));
}

static void
go_clicked_cb (PsExportDialog *self)
{
  GArray *ids = get_ids (self);
  g_autoptr(PsExport) job = NULL;

  if (ps_export_progress_is_running (self->progress) || self->folder == NULL || ids == NULL || self->is_ended)
    return;
  stop_preview (self);
  gtk_button_set_label (self->cancel, _("Stop"));
  gtk_widget_set_visible (GTK_WIDGET (self->go), FALSE);
  gtk_stack_set_visible_child_name (self->pages, "progress");
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel));
  gtk_window_set_modal (GTK_WINDOW (self), FALSE);
  job = new_export (self, FALSE);
  ps_export_progress_begin (self->progress, job, ids, get_format (self), self->folder, self->cancellable);
}

static void
cancel_clicked_cb (PsExportDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* What was done is told first; the next time it closes. */
static gboolean
ps_export_dialog_close_request (GtkWindow *window)
{
  PsExportDialog *self = PS_EXPORT_DIALOG (window);

  if (ps_export_progress_is_running (self->progress))
    {
      g_cancellable_cancel (self->cancellable);
      return TRUE;
    }
  stop_preview (self);
  return GTK_WINDOW_CLASS (ps_export_dialog_parent_class)->close_request (window);
}

static gboolean
close_in_idle (gpointer user_data)
{
  PsExportDialog *self = user_data;

  if (self->pages != NULL && g_str_equal (gtk_stack_get_visible_child_name (self->pages), "choose"))
    gtk_window_destroy (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/* Its drive may be about to be unplugged. A window that has something to say stays. */
static void
library_ended_cb (PsExportDialog *self)
{
  self->is_ended = TRUE;
  stop_preview (self);
  g_cancellable_cancel (self->cancellable);
  g_idle_add_full (G_PRIORITY_DEFAULT, close_in_idle, g_object_ref (self), g_object_unref);
}

static void
ps_export_dialog_dispose (GObject *object)
{
  PsExportDialog *self = PS_EXPORT_DIALOG (object);

  self->is_ended = TRUE;
  stop_preview (self);
  g_cancellable_cancel (self->cancellable);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  gtk_widget_dispose_template (GTK_WIDGET (object), PS_TYPE_EXPORT_DIALOG);
  G_OBJECT_CLASS (ps_export_dialog_parent_class)->dispose (object);
}

static void
ps_export_dialog_finalize (GObject *object)
{
  PsExportDialog *self = PS_EXPORT_DIALOG (object);

  g_clear_object (&self->catalog);
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < N_SCOPES; i++)
    g_clear_pointer (&self->ids[i], g_array_unref);
  g_free (self->root);
  g_free (self->folder);
  G_OBJECT_CLASS (ps_export_dialog_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, go);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, choose);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, links_row);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, problem_box);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, selected_row);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, shown_row);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, all_row);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, selected);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, shown);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, all);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, program);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, tree);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, links);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, loss_title);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, losses);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, not_here);
  gtk_widget_class_bind_template_child (widget_class, PsExportDialog, progress);
}

static void
ps_export_dialog_class_init (PsExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_export_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = ps_export_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = ps_export_dialog_close_request;
  g_type_ensure (PS_TYPE_EXPORT_PROGRESS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/export-dialog.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, ended_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ps_export_dialog_init (PsExportDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  ps_naming_apply (self->choices, _("Export"));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->go));
}

static void
show_offer (PsExportDialog      *self,
            const PsExportOffer *offer)
{
  g_autofree char *title = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->selected_row), offer->selected != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->shown_row), offer->shown != NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->all)), offer->selected != NULL || offer->shown != NULL);
  if (offer->selected != NULL)
    {
      self->ids[SCOPE_SELECTED] = g_array_ref (offer->selected);
      title = g_strdup_printf (ngettext ("The %'u selected photo", "The %'u selected photos", offer->selected->len), offer->selected->len);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->selected_row), title);
    }
  if (offer->shown != NULL)
    {
      self->ids[SCOPE_SHOWN] = g_array_ref (offer->shown);
      show_number (self->shown_row, offer->shown, offer->shown_title);
    }
  gtk_check_button_set_active (offer->selected != NULL ? self->selected : offer->shown != NULL ? self->shown : self->all, TRUE);
}

/**
 * ps_export_dialog_is_running:
 * @self: a dialog
 *
 * Returns: whether its export is under way
 */
gboolean
ps_export_dialog_is_running (PsExportDialog *self)
{
  return self->progress != NULL && ps_export_progress_is_running (self->progress);
}

/**
 * ps_export_dialog_stop:
 * @self: a dialog
 *
 * Its progress tells when that is done.
 */
void
ps_export_dialog_stop (PsExportDialog *self)
{
  g_cancellable_cancel (self->cancellable);
}

/**
 * ps_export_dialog_get_progress:
 * @self: a dialog
 *
 * Returns: (transfer none): its progress
 */
PsExportProgress *
ps_export_dialog_get_progress (PsExportDialog *self)
{
  return self->progress;
}

/**
 * ps_export_dialog_present:
 * @window: a window with a library
 * @offer: which photos may be exported beside everything
 */
void
ps_export_dialog_present (PsWindow            *window,
                          const PsExportOffer *offer)
{
  PsExportDialog *self = g_object_new (PS_TYPE_EXPORT_DIALOG, "transient-for", window, NULL);

  show_offer (self, offer);
  self->catalog = g_object_ref (ps_library_get_catalog (ps_window_get_library (window)));
  self->root = g_canonicalize_filename (ps_window_get_root (window), NULL);
  gtk_window_set_default_size (GTK_WINDOW (self), MIN (WIDTH, gtk_widget_get_width (GTK_WIDGET (window))),
                               MIN (HEIGHT, gtk_widget_get_height (GTK_WIDGET (window))));
  g_signal_connect_object (offer->library_end, "cancelled", G_CALLBACK (library_ended_cb), self, G_CONNECT_SWAPPED);
  ps_catalog_find_async (self->catalog, "", self->cancellable, all_found_cb, g_object_ref (self));
  choice_changed_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->format));
}
