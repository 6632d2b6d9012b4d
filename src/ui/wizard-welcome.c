/* src/ui/wizard-welcome.c: page 1: what the program does, and the libraries that are there already. */
#include "ui/wizard-welcome.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "library/drives.h"
#include "library/found.h"
#include "ui/wizard-page.h"
#include "ui/wizard-words.h"

#define MOST_ROWS 5

struct _PsWizardWelcome
{
  AdwBin parent_instance;

  /* Owned */
  PsDrives *drives;
  GCancellable *looking; /* nullable */
  GStrv recent;          /* nullable */
  GPtrArray *rows;       /* of GtkWidget, borrowed from the group */

  /* Template children */
  GtkWidget *set_up;
  AdwPreferencesGroup *found;
  GtkWidget *error_box;
  GtkLabel *error;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (PsWizardWelcome, ps_wizard_welcome, ADW_TYPE_BIN)

enum { SET_UP, OPEN, SAMPLE, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
set_up_cb (PsWizardWelcome *self)
{
  g_signal_emit (self, signals[SET_UP], 0);
}

static void
sample_cb (PsWizardWelcome *self)
{
  g_signal_emit (self, signals[SAMPLE], 0);
}

static void
open_row_cb (GtkWidget       *row,
             PsWizardWelcome *self)
{
  g_signal_emit (self, signals[OPEN], 0, g_object_get_data (G_OBJECT (row), "ps-root"));
}

static void
folder_chosen_cb (GtkNativeDialog *dialog,
                  int              response,
                  PsWizardWelcome *self)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    g_signal_emit (self, signals[OPEN], 0, path);
  g_object_unref (dialog);
}

static void
open_another_cb (PsWizardWelcome *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Open a Library"), window, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                                              _("_Open"), _("_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (folder_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The name of the drive it is on, else of the folder it is in. */
static char *
dup_whereabouts (PsWizardWelcome *self,
                 const char      *root)
{
  g_autoptr(GPtrArray) drives = ps_drives_list (self->drives);
  g_autofree char *parent = g_path_get_dirname (root);
  g_autofree char *name = NULL;
  gsize longest = 0;

  for (guint i = 0; i < drives->len; i++)
    {
      PsDrive *drive = g_ptr_array_index (drives, i);
      gsize length = strlen (drive->root);

      if (length > longest && g_str_has_prefix (root, drive->root) && (root[length] == '/' || root[length] == '\0'))
        {
          longest = length;
          g_free (name);
          name = g_strdup (drive->name);
        }
    }
  if (name == NULL)
    name = g_filename_display_basename (parent);
  return ps_text_visible (name, 60);
}

static char *
describe (PsWizardWelcome *self,
          PsFoundLibrary  *library)
{
  g_autofree char *where = dup_whereabouts (self, library->root);
  g_autofree char *photos = library->n_photos >= 0 ? ps_words_for_photos (library->n_photos) : NULL;
  g_autofree char *day = library->backed_up_us > 0 ? ps_words_for_day (library->backed_up_us) : NULL;
  GString *words = g_string_new (where);

  if (library->is_old)
    g_string_append_printf (words, " · %s", _("from the tool before Proofsheet"));
  if (photos != NULL)
    g_string_append_printf (words, " · %s", photos);
  if (day != NULL)
    g_string_append_printf (words, " · %s", day);
  return g_string_free (words, FALSE);
}

static void
add_row (PsWizardWelcome *self,
         PsFoundLibrary  *library)
{
  g_autofree char *base = g_path_get_basename (library->root);
  g_autofree char *title = ps_text_visible (library->cloud_name != NULL ? library->cloud_name : base, 60);
  g_autofree char *subtitle = describe (self, library);
  /* Translators: %s is the name of a library. */
  g_autofree char *name = g_strdup_printf (library->is_old ? _("Take over %s") : _("Open %s"), title);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (library->is_old ? _("Take Over…") : _("Open"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (button), "ps-root", g_strdup (library->root), g_free);
  g_object_set_data_full (G_OBJECT (row), "ps-root", g_strdup (library->root), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (open_row_cb), self);
  g_signal_connect (button, "clicked", G_CALLBACK (open_row_cb), self);
  adw_preferences_group_add (self->found, row);
  g_ptr_array_add (self->rows, row);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(PsWizardWelcome) self = user_data;
  g_autoptr(GPtrArray) found = ps_found_libraries_look_finish (result, NULL);

  if (found == NULL || self->found == NULL) /* cancelled: another look is under way, or the page is gone */
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->found, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < MIN (found->len, MOST_ROWS); i++)
    add_row (self, g_ptr_array_index (found, i));
  gtk_widget_set_visible (GTK_WIDGET (self->found), self->rows->len > 0);
}

static void
look (PsWizardWelcome *self)
{
  g_autoptr(GPtrArray) drives = ps_drives_list (self->drives);
  g_autoptr(GPtrArray) folders = g_ptr_array_new ();
  const char *pictures = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);

  for (guint i = 0; i < drives->len; i++)
    g_ptr_array_add (folders, ((PsDrive *) g_ptr_array_index (drives, i))->root);
  for (guint i = 0; self->recent != NULL && self->recent[i] != NULL; i++)
    g_ptr_array_add (folders, self->recent[i]);
  if (pictures != NULL)
    g_ptr_array_add (folders, (gpointer) pictures);
  g_ptr_array_add (folders, NULL);
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_set_object (&self->looking, NULL);
  self->looking = g_cancellable_new ();
  ps_found_libraries_look_async ((const char *const *) folders->pdata, self->looking, looked_cb, g_object_ref (self));
}

/**
 * ps_wizard_welcome_get_default:
 * @self: the page
 *
 * Returns: (transfer none): what Return presses
 */
GtkWidget *
ps_wizard_welcome_get_default (PsWizardWelcome *self)
{
  return self->set_up;
}

/**
 * ps_wizard_welcome_set_recent:
 * @self: the page
 * @roots: (array zero-terminated=1): libraries that were opened on this computer before
 *
 * Those that are not there now are not shown.
 */
void
ps_wizard_welcome_set_recent (PsWizardWelcome   *self,
                              const char *const *roots)
{
  g_return_if_fail (PS_IS_WIZARD_WELCOME (self));

  g_strfreev (self->recent);
  self->recent = g_strdupv ((GStrv) roots);
  look (self);
}

/**
 * ps_wizard_welcome_show_error:
 * @self: the page
 * @words: (nullable): why a library could not be opened
 */
void
ps_wizard_welcome_show_error (PsWizardWelcome *self,
                              const char      *words)
{
  gtk_label_set_text (self->error, words != NULL ? words : "");
  gtk_widget_set_visible (self->error_box, words != NULL);
}

/**
 * ps_wizard_welcome_set_is_opening:
 * @self: the page
 * @is_opening: whether a library is being opened
 */
void
ps_wizard_welcome_set_is_opening (PsWizardWelcome *self,
                                  gboolean         is_opening)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_opening);
  gtk_spinner_set_spinning (self->spinner, is_opening);
  gtk_widget_set_sensitive (GTK_WIDGET (self->found), !is_opening);
}

static void
ps_wizard_welcome_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ps_wizard_welcome_parent_class)->map (widget);
  look (PS_WIZARD_WELCOME (widget));
}

static void
ps_wizard_welcome_dispose (GObject *object)
{
  PsWizardWelcome *self = PS_WIZARD_WELCOME (object);

  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  self->found = NULL;
  g_clear_object (&self->drives);
  G_OBJECT_CLASS (ps_wizard_welcome_parent_class)->dispose (object);
}

static void
ps_wizard_welcome_finalize (GObject *object)
{
  PsWizardWelcome *self = PS_WIZARD_WELCOME (object);

  g_strfreev (self->recent);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (ps_wizard_welcome_parent_class)->finalize (object);
}

static void
ps_wizard_welcome_class_init (PsWizardWelcomeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = ps_wizard_welcome_dispose;
  object_class->finalize = ps_wizard_welcome_finalize;
  widget_class->map = ps_wizard_welcome_map;
  signals[SET_UP] = g_signal_new ("set-up", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN] = g_signal_new ("open", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SAMPLE] = g_signal_new ("sample", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PS_TYPE_WIZARD_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/wizard-welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, PsWizardWelcome, set_up);
  gtk_widget_class_bind_template_child (widget_class, PsWizardWelcome, found);
  gtk_widget_class_bind_template_child (widget_class, PsWizardWelcome, error_box);
  gtk_widget_class_bind_template_child (widget_class, PsWizardWelcome, error);
  gtk_widget_class_bind_template_child (widget_class, PsWizardWelcome, spinner);
  gtk_widget_class_bind_template_callback (widget_class, set_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, sample_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_another_cb);
}

static void
ps_wizard_welcome_init (PsWizardWelcome *self)
{
  self->rows = g_ptr_array_new ();
  self->drives = ps_drives_new ();
  g_signal_connect_object (self->drives, "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  gtk_widget_init_template (GTK_WIDGET (self));
}
