/* src/ui/wizard-place.c: page 4: where the library is to live, and what happens by itself.
 *
 * Every place is judged before it can be clicked, on a thread: a drive that
 * sleeps keeps nobody waiting.
 */
#include "ui/wizard-place.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "library/drives.h"
#include "ui/site-row.h"
#include "ui/wizard-page.h"
#include "ui/wizard-words.h"

#define PAGE 500 /* photos a question tells of */

struct _PsWizardPlace
{
  AdwBin parent_instance;

  /* Owned */
  char *cloud_name;       /* nullable */
  PsAccountCheck *check;  /* nullable */
  PsSiteNeed need;
  PsDrives *drives;
  GCancellable *judging;  /* nullable */
  GPtrArray *rows;        /* of PsSiteRow, borrowed from the group */
  GtkWidget *choice;      /* never shown: what the rows' buttons are grouped with */
  char *chosen;           /* nullable: the folder somebody pointed at */
  char *picked_root;      /* nullable: what was picked stays picked when drives come and go */
  guint n_judging;
  gboolean is_busy, is_picking; /* is_picking: not a person */

  /* Template children */
  AdwPreferencesGroup *places;
  AdwActionRow *another, *folder;
  GtkButton *change;
  GtkSwitch *look, *keep_awake;
  GtkLabel *summary;
  GtkWidget *keyring_box, *problem_box;
  GtkLabel *problem;
  GtkButton *go;
  GtkStack *go_stack;
  GtkLabel *go_words;
};

G_DEFINE_FINAL_TYPE (PsWizardPlace, ps_wizard_place, ADW_TYPE_BIN)

enum { START, N_SIGNALS };
static guint signals[N_SIGNALS];

static PsSiteRow *
picked_row (PsWizardPlace *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_check_button_get_active (ps_site_row_get_button (g_ptr_array_index (self->rows, i))))
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

/* "Photos A / lindqvist-studio" */
static char *
dup_shown_folder (PsSiteRow *row)
{
  PsSite *site = ps_site_row_get_site (row);
  g_autofree char *name = g_filename_display_basename (site->root);
  g_autofree char *above = g_path_get_dirname (site->root);
  g_autofree char *parent = g_filename_display_basename (above);
  g_autofree char *shown = ps_text_visible (name, 80);
  g_autofree char *shown_parent = ps_text_visible (parent, 60);

  /* Translators: a folder in a folder or on a drive. */
  return g_strdup_printf (_("%s / %s"), site->is_subfolder && ps_site_row_get_kind (row) == PS_SITE_ON_DRIVE ? ps_site_row_get_name (row) : shown_parent,
                          shown);
}

static void
append (GString    *words,
        const char *sentence)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, sentence);
}

/* How long looking takes: two questions for each page of photos, one with checksums. */
static void
say_looking (PsWizardPlace *self,
             GString       *words)
{
  const PsAccountFindings *findings = ps_account_check_get_findings (self->check);
  gint64 n_calls = 2 * (findings->n_total / PAGE + 1) + 8;
  g_autofree char *clock = findings->limit.reset_us > 0 ? ps_words_for_clock (findings->limit.reset_us) : NULL;
  g_autofree char *limit = ps_words_for_number (findings->limit.limit);
  g_autofree char *sentence = NULL;

  if (n_calls <= findings->n_calls_left || clock == NULL || findings->limit.limit <= 0)
    append (words, findings->n_total > 20000 ? _("Looking takes a few minutes; the newest come first.") : _("The newest come first."));
  else
    {
      /* Translators: a time such as 15:00, and a number of questions such as 500. */
      sentence = g_strdup_printf (_("Looking takes a few minutes now and the rest after %s: your plan allows %s questions an hour."), clock, limit);
      append (words, sentence);
    }
}

static void
show_summary (PsWizardPlace *self)
{
  PsSiteRow *row = picked_row (self);
  PsSite *site = row != NULL ? ps_site_row_get_site (row) : NULL;
  g_autofree char *photos = ps_words_for_photos (self->need.n_photos);
  g_autofree char *size = self->need.n_bytes >= 0 ? ps_words_for_size (self->need.n_bytes) : NULL;
  g_autofree char *folder = site != NULL ? dup_shown_folder (row) : NULL;
  g_autofree char *counts = NULL;
  GString *words = g_string_new (NULL);
  gboolean can_start = row != NULL && ps_site_row_can_be (row) && !self->is_busy;

  if (self->check != NULL)
    {
      if (size == NULL)
        counts = g_strdup_printf ("%s.", photos);
      else if (self->need.is_exact)
        /* Translators: "800 photos", "3.1 GB". */
        counts = g_strdup_printf (_("%s, %s."), photos, size);
      else
        /* Translators: "180,000 photos", "900 GB". */
        counts = g_strdup_printf (_("%s, about %s."), photos, size);
      append (words, counts);
      say_looking (self, words);
    }
  gtk_label_set_text (self->summary, words->str);
  adw_action_row_set_subtitle (self->folder, folder != NULL ? folder : _("No place is chosen yet"));
  gtk_label_set_text (self->go_words, site != NULL && site->verdict == PS_SITE_THIS_LIBRARY ? _("Open This Library") : _("Start Backup"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->go), GTK_ACCESSIBLE_PROPERTY_LABEL, gtk_label_get_text (self->go_words), -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->go), can_start);
  g_string_free (words, TRUE);
}

static void
row_toggled_cb (PsWizardPlace  *self,
                GtkCheckButton *button)
{
  PsSiteRow *row = picked_row (self);

  if (!self->is_picking && row != NULL && ps_site_row_get_site (row) != NULL)
    {
      g_free (self->picked_root);
      self->picked_root = g_strdup (ps_site_row_get_site (row)->chosen);
    }
  ps_wizard_place_show_error (self, NULL);
  show_summary (self);
}

/* While places were judged the button could not have the focus, which then went to Back. */
static void
focus_button (PsWizardPlace *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean is_back = GTK_IS_ACTIONABLE (focus) && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (focus)), "wizard.back") == 0;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && (focus == NULL || is_back || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))))
    gtk_widget_grab_focus (GTK_WIDGET (self->go));
}

/* What was picked before; else the library that is there, the first drive where all fits, any place where all fits, any place. */
static void
pick_best (PsWizardPlace *self)
{
  PsSiteRow *best = NULL;
  int best_worth = -1;

  for (guint i = 0; i < self->rows->len; i++)
    {
      PsSiteRow *row = g_ptr_array_index (self->rows, i);
      PsSite *site = ps_site_row_get_site (row);
      int worth;

      if (!ps_site_row_can_be (row))
        continue;
      worth = ps_site_row_fits (row) * 4 + (ps_site_row_get_kind (row) == PS_SITE_ON_DRIVE) * 2
              + (site->verdict == PS_SITE_THIS_LIBRARY) * 8 + (g_strcmp0 (site->chosen, self->picked_root) == 0) * 16;
      if (worth > best_worth)
        {
          best_worth = worth;
          best = row;
        }
    }
  self->is_picking = TRUE;
  if (best != NULL)
    gtk_check_button_set_active (ps_site_row_get_button (best), TRUE);
  self->is_picking = FALSE;
  show_summary (self);
  focus_button (self);
}

typedef struct
{
  PsWizardPlace *self; /* owned */
  PsSiteRow *row;      /* owned */
} Judging;

static void
judged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Judging *judging = user_data;
  g_autoptr(PsWizardPlace) self = judging->self;
  g_autoptr(PsSiteRow) row = judging->row;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsSite) site = ps_site_judge_finish (result, &error);

  g_free (judging);
  if (site == NULL) /* cancelled: the places are listed anew */
    return;
  ps_site_row_set_site (row, site, &self->need);
  if (--self->n_judging == 0)
    pick_best (self);
}

static void
add_place (PsWizardPlace *self,
           PsSiteKind     kind,
           const char    *name,
           const char    *path)
{
  PsSiteRow *row = PS_SITE_ROW (ps_site_row_new (kind, name));
  Judging *judging = g_new (Judging, 1);

  gtk_check_button_set_group (ps_site_row_get_button (row), GTK_CHECK_BUTTON (self->choice));
  g_signal_connect_object (ps_site_row_get_button (row), "toggled", G_CALLBACK (row_toggled_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_remove (self->places, GTK_WIDGET (self->another));
  adw_preferences_group_add (self->places, GTK_WIDGET (row));
  adw_preferences_group_add (self->places, GTK_WIDGET (self->another));
  g_ptr_array_add (self->rows, row);
  self->n_judging++;
  *judging = (Judging) { g_object_ref (self), g_object_ref (row) };
  ps_site_judge_async (path, self->cloud_name, self->judging, judged_cb, judging);
}

static void
list_places (PsWizardPlace *self)
{
  g_autoptr(GPtrArray) drives = NULL;
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);

  if (self->cloud_name == NULL || self->is_busy)
    return;
  if (self->judging != NULL)
    g_cancellable_cancel (self->judging);
  g_clear_object (&self->judging);
  self->judging = g_cancellable_new ();
  self->n_judging = 0;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->places, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  drives = ps_drives_list (self->drives);
  for (guint i = 0; i < drives->len; i++)
    {
      PsDrive *drive = g_ptr_array_index (drives, i);

      add_place (self, drive->is_removable ? PS_SITE_ON_DRIVE : PS_SITE_ON_COMPUTER, drive->name, drive->root);
    }
  add_place (self, PS_SITE_ON_COMPUTER, _("This Computer"), pictures != NULL ? pictures : g_get_home_dir ());
  if (self->chosen != NULL)
    {
      g_autofree char *name = g_filename_display_basename (self->chosen);

      add_place (self, PS_SITE_CHOSEN, name, self->chosen);
    }
  show_summary (self);
}

static void
folder_chosen_cb (GtkNativeDialog *dialog,
                  int              response,
                  PsWizardPlace   *self)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    {
      g_free (self->chosen);
      self->chosen = path;
      g_free (self->picked_root);
      self->picked_root = g_canonicalize_filename (path, NULL);
      list_places (self);
    }
  g_object_unref (dialog);
}

static void
choose_folder_cb (PsWizardPlace *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("A Folder for the Library"), window, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                                              _("_Choose"), _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
start_cb (PsWizardPlace *self)
{
  PsSiteRow *row = picked_row (self);

  if (row != NULL && ps_site_row_can_be (row) && !self->is_busy)
    g_signal_emit (self, signals[START], 0);
}

/**
 * ps_wizard_place_get_default:
 * @self: the page
 *
 * Returns: (transfer none): what Return presses
 */
GtkWidget *
ps_wizard_place_get_default (PsWizardPlace *self)
{
  return GTK_WIDGET (self->go);
}

/**
 * ps_wizard_place_set_account:
 * @self: the page
 * @cloud_name: whose library it is to be
 * @check: what was found out about the account
 * @n_photos: how many are to be fetched
 * @n_bytes: how much that is; −1: not known
 */
void
ps_wizard_place_set_account (PsWizardPlace  *self,
                             const char     *cloud_name,
                             PsAccountCheck *check,
                             gint64          n_photos,
                             gint64          n_bytes)
{
  const PsAccountFindings *findings = ps_account_check_get_findings (check);

  g_free (self->cloud_name);
  self->cloud_name = g_strdup (cloud_name);
  g_set_object (&self->check, check);
  self->need = (PsSiteNeed) { n_photos, n_bytes, findings->largest_bytes, findings->is_exact };
  ps_wizard_place_show_error (self, NULL);
  list_places (self);
}

/**
 * ps_wizard_place_get_site:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): where the library is to live
 */
PsSite *
ps_wizard_place_get_site (PsWizardPlace *self)
{
  PsSiteRow *row = picked_row (self);

  return row != NULL ? ps_site_row_get_site (row) : NULL;
}

/**
 * ps_wizard_place_get_look:
 * @self: the page
 *
 * Returns: whether new photos are to be looked for every week
 */
gboolean
ps_wizard_place_get_look (PsWizardPlace *self)
{
  return gtk_switch_get_active (self->look);
}

/**
 * ps_wizard_place_get_keep_awake:
 * @self: the page
 *
 * Returns: whether the computer is to stay awake on mains while fetching
 */
gboolean
ps_wizard_place_get_keep_awake (PsWizardPlace *self)
{
  return gtk_switch_get_active (self->keep_awake);
}

/**
 * ps_wizard_place_set_keyring:
 * @self: the page
 * @has_keyring: whether the secret can be kept on this computer
 */
void
ps_wizard_place_set_keyring (PsWizardPlace *self,
                             gboolean       has_keyring)
{
  gtk_widget_set_visible (self->keyring_box, !has_keyring);
}

/**
 * ps_wizard_place_set_is_busy:
 * @self: the page
 * @is_busy: whether the library is being made
 */
void
ps_wizard_place_set_is_busy (PsWizardPlace *self,
                             gboolean       is_busy)
{
  self->is_busy = is_busy;
  gtk_stack_set_visible_child_name (self->go_stack, is_busy ? "busy" : "idle");
  gtk_widget_set_sensitive (GTK_WIDGET (self->places), !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->folder), !is_busy);
  show_summary (self);
}

/**
 * ps_wizard_place_show_error:
 * @self: the page
 * @words: (nullable): why the library could not be made
 */
void
ps_wizard_place_show_error (PsWizardPlace *self,
                            const char    *words)
{
  gtk_label_set_text (self->problem, words != NULL ? words : "");
  gtk_widget_set_visible (self->problem_box, words != NULL);
}

static void
ps_wizard_place_dispose (GObject *object)
{
  PsWizardPlace *self = PS_WIZARD_PLACE (object);

  if (self->judging != NULL)
    g_cancellable_cancel (self->judging);
  g_clear_object (&self->judging);
  g_clear_object (&self->drives);
  g_clear_object (&self->choice);
  G_OBJECT_CLASS (ps_wizard_place_parent_class)->dispose (object);
}

static void
ps_wizard_place_finalize (GObject *object)
{
  PsWizardPlace *self = PS_WIZARD_PLACE (object);

  g_clear_object (&self->check);
  g_free (self->cloud_name);
  g_free (self->chosen);
  g_free (self->picked_root);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (ps_wizard_place_parent_class)->finalize (object);
}

static void
ps_wizard_place_class_init (PsWizardPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ps_wizard_place_dispose;
  object_class->finalize = ps_wizard_place_finalize;
  signals[START] = g_signal_new ("start", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PS_TYPE_WIZARD_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/wizard-place.ui");
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlace, places);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlace, another);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlace, folder);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlace, change);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlace, look);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlace, keep_awake);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlace, summary);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlace, keyring_box);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlace, problem_box);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlace, problem);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlace, go);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlace, go_stack);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlace, go_words);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
}

static void
ps_wizard_place_init (PsWizardPlace *self)
{
  self->rows = g_ptr_array_new ();
  self->choice = g_object_ref_sink (gtk_check_button_new ());
  self->drives = ps_drives_new ();
  g_signal_connect_object (self->drives, "changed", G_CALLBACK (list_places), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
}
