/* src/ui/wizard-adopt.c: a folder of the tool that came before: says what happens to it, takes it over, says what came of it.
 *
 *   ask ── Take Over ──▸ busy ──▸ done ── Continue ──▸ "adopted"
 *    └──── Stop, or an error: the old database is in its place ────┘
 */
#include "ui/wizard-adopt.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/text.h"
#include "library/adopt.h"
#include "ui/bin-template.h"
#include "ui/error-words.h"
#include "ui/wizard-page.h"
#include "ui/wizard-words.h"

struct _PsWizardAdopt
{
  AdwBin parent_instance;

  /* Owned */
  PsOldFolder *folder;       /* nullable: nothing was asked yet */
  GCancellable *cancellable; /* nullable: nothing runs */
  PsTally *tally;            /* nullable: likewise */
  gboolean is_done;

  /* Template children */
  PsWizardPage *page;
  GtkLabel *intro;
  AdwActionRow *place, *account, *photos;
  AdwEntryRow *cloud_name;
  GtkStack *states;
  GtkWidget *problem_box, *steps, *missing_box, *unreadable_box;
  GtkLabel *problem, *result, *missing, *unreadable, *aside;
  GtkProgressBar *bar;
  GtkButton *go, *stop, *go_on;
};

G_DEFINE_FINAL_TYPE (PsWizardAdopt, ps_wizard_adopt, ADW_TYPE_BIN)

enum { ADOPTED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
show_problem (PsWizardAdopt *self,
              const char    *words)
{
  gtk_label_set_text (self->problem, words != NULL ? words : "");
  gtk_widget_set_visible (self->problem_box, words != NULL);
}

static void
show_state (PsWizardAdopt *self,
            const char    *name,
            GtkButton     *button)
{
  gboolean is_done = g_str_equal (name, "done");

  g_object_set (self->page, "title", is_done ? _("Taken Over") : _("Take Over This Folder?"), NULL);
  gtk_label_set_text (self->intro, is_done
    ? _("This folder is a library now. Next, Cloudinary is asked for its checksums, and each file that is equal is proven.")
    : _("The tool before Proofsheet left photos here, and a database. They become a library where they are."));
  gtk_stack_set_visible_child_name (self->states, name);
  gtk_widget_set_visible (self->steps, !is_done);
  gtk_editable_set_editable (GTK_EDITABLE (self->cloud_name), g_str_equal (name, "ask"));
  gtk_widget_grab_focus (GTK_WIDGET (button));
  if (GTK_IS_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)))) /* a button that was hidden is no default any more */
    gtk_window_set_default_widget (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), GTK_WIDGET (button));
}

static void
update (PsWizardAdopt *self)
{
  gboolean is_known = self->folder != NULL && self->folder->cloud_name != NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->go), is_known || *gtk_editable_get_text (GTK_EDITABLE (self->cloud_name)) != '\0');
}

static void
show_result (PsWizardAdopt       *self,
             const PsAdoptReport *report)
{
  g_autofree char *set_aside = ps_text_visible (report->set_aside, 200);
  /* Translators: a path. */
  g_autofree char *aside = g_strdup_printf (_("The old database is kept as %s."), set_aside);
  g_autofree char *result = g_strdup_printf (ngettext ("%'" PRId64 " photo was read where it is", "%'" PRId64 " photos were read where they are",
                                                       report->n_files), report->n_files);
  g_autofree char *missing = g_strdup_printf (ngettext ("%'" PRId64 " photo that the old database knows has no file here. The next backup fetches it.",
                                                        "%'" PRId64 " photos that the old database knows have no file here. The next backup fetches them.",
                                                        report->n_missing), report->n_missing);
  g_autofree char *unreadable = g_strdup_printf (ngettext ("%'" PRId64 " photo has a file here that could not be read. It was left alone; the next backup fetches the photo to another place.",
                                                           "%'" PRId64 " photos have files here that could not be read. They were left alone; the next backup fetches the photos to other places.",
                                                           report->n_unreadable), report->n_unreadable);

  gtk_label_set_text (self->result, result);
  gtk_label_set_text (self->missing, missing);
  gtk_widget_set_visible (self->missing_box, report->n_missing > 0);
  gtk_label_set_text (self->unreadable, unreadable);
  gtk_widget_set_visible (self->unreadable_box, report->n_unreadable > 0);
  gtk_label_set_text (self->aside, aside);
}

static void
adopted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsWizardAdopt) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsAdoptReport) report = ps_adopt_finish (result, &error);

  g_application_release (g_application_get_default ());
  if (self->cancellable == NULL) /* the page is gone */
    return;
  g_clear_object (&self->cancellable);
  g_clear_object (&self->tally);
  if (report != NULL)
    {
      self->is_done = TRUE;
      show_result (self, report);
      show_state (self, "done", self->go_on);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, _("Stopped. The old database is in its place, and no photo was moved or changed. Taking over begins anew whenever you like."));
  else
    {
      g_autoptr(PsErrorWords) words = ps_error_words_new (error);
      gboolean is_typed = g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_ACCOUNT); /* says what is wrong with it */
      g_autofree char *text = g_strdup_printf ("%s %s", is_typed ? error->message : words->happened, _("The old database is in its place, and no photo was moved or changed."));

      show_problem (self, text);
    }
  show_state (self, "ask", self->go);
  if (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_ACCOUNT))
    gtk_widget_grab_focus (GTK_WIDGET (self->cloud_name));
}

static void
tally_changed_cb (PsTally       *tally,
                  PsWizardAdopt *self)
{
  PsTallyNumbers numbers = ps_tally_read (tally);
  g_autofree char *text = NULL;

  if (tally != self->tally || numbers.n_total < 0)
    return;
  gtk_progress_bar_set_fraction (self->bar, numbers.n_total > 0 ? MIN (1.0, (double) numbers.n_done / numbers.n_total) : 0);
  /* Translators: how many photos were read, of how many. */
  text = g_strdup_printf (_("%1$'" PRId64 " of %2$'" PRId64 " photos read"), numbers.n_done, numbers.n_total);
  gtk_progress_bar_set_text (self->bar, text);
}

static void
go_cb (PsWizardAdopt *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->cloud_name));

  if (self->folder == NULL || self->cancellable != NULL || self->is_done)
    return;
  self->cancellable = g_cancellable_new ();
  self->tally = ps_tally_new ();
  g_signal_connect_object (self->tally, "changed", G_CALLBACK (tally_changed_cb), self, 0);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_progress_bar_set_text (self->bar, _("The database first…"));
  show_problem (self, NULL);
  show_state (self, "busy", self->stop);
  g_application_hold (g_application_get_default ()); /* were the window closed meanwhile, what runs still ends well */
  ps_adopt_async (self->folder->root, self->folder->cloud_name != NULL ? NULL : typed, self->tally, self->cancellable, adopted_cb,
                  g_object_ref (self));
}

static void
stop_cb (PsWizardAdopt *self)
{
  ps_wizard_adopt_stop (self);
}

static void
go_on_cb (PsWizardAdopt *self)
{
  g_autofree char *root = self->is_done ? g_strdup (self->folder->root) : NULL;

  if (root != NULL)
    g_signal_emit (self, signals[ADOPTED], 0, root);
}

/**
 * ps_wizard_adopt_get_default:
 * @self: the page
 *
 * Returns: (transfer none): what Return presses
 */
GtkWidget *
ps_wizard_adopt_get_default (PsWizardAdopt *self)
{
  return GTK_WIDGET (self->is_done ? self->go_on : self->go);
}

/**
 * ps_wizard_adopt_ask:
 * @self: the page, on which nothing runs
 * @folder: the predecessor's folder
 */
void
ps_wizard_adopt_ask (PsWizardAdopt *self,
                     PsOldFolder   *folder)
{
  g_autofree char *shown = g_filename_display_name (folder->root);
  g_autofree char *account = folder->cloud_name != NULL ? ps_text_visible (folder->cloud_name, 100) : NULL;
  g_autofree char *photos = ps_words_for_photos (MAX (folder->n_photos, 0));

  g_return_if_fail (self->cancellable == NULL);

  ps_old_folder_ref (folder);
  g_clear_pointer (&self->folder, ps_old_folder_unref);
  self->folder = folder;
  self->is_done = FALSE;
  adw_action_row_set_subtitle (self->place, shown);
  adw_action_row_set_subtitle (self->account, account != NULL ? account : "");
  gtk_widget_set_visible (GTK_WIDGET (self->account), account != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->cloud_name), account == NULL);
  adw_action_row_set_subtitle (self->photos, photos);
  gtk_widget_set_visible (GTK_WIDGET (self->photos), folder->n_photos >= 0);
  show_problem (self, NULL);
  update (self);
  show_state (self, "ask", self->go);
}

/**
 * ps_wizard_adopt_stop:
 * @self: the page
 *
 * Returns: whether nothing runs, and the page may be left
 */
gboolean
ps_wizard_adopt_stop (PsWizardAdopt *self)
{
  if (self->cancellable == NULL)
    return TRUE;
  g_cancellable_cancel (self->cancellable);
  return FALSE;
}

static void
ps_wizard_adopt_dispose (GObject *object)
{
  PsWizardAdopt *self = PS_WIZARD_ADOPT (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->tally);
  ps_bin_template_dispose (object, PS_TYPE_WIZARD_ADOPT);
  G_OBJECT_CLASS (ps_wizard_adopt_parent_class)->dispose (object);
}

static void
ps_wizard_adopt_finalize (GObject *object)
{
  g_clear_pointer (&PS_WIZARD_ADOPT (object)->folder, ps_old_folder_unref);
  G_OBJECT_CLASS (ps_wizard_adopt_parent_class)->finalize (object);
}

static void
ps_wizard_adopt_class_init (PsWizardAdoptClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_wizard_adopt_dispose;
  G_OBJECT_CLASS (klass)->finalize = ps_wizard_adopt_finalize;
  signals[ADOPTED] = g_signal_new ("adopted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (PS_TYPE_WIZARD_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/wizard-adopt.ui");
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, page);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, intro);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, place);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, account);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, photos);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, cloud_name);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, states);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, steps);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, problem_box);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, problem);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, result);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, missing_box);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, missing);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, unreadable_box);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, unreadable);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, aside);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, bar);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, go);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, stop);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAdopt, go_on);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
}

static void
ps_wizard_adopt_init (PsWizardAdopt *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
