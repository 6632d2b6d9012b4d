/* src/ui/part-chooser.c: which kinds and which folders of an account are wanted; all of them unless somebody says otherwise. */
#include "ui/part-chooser.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/text.h"

#define MOST_FOLDERS 200 /* rows: an account with more is told that these are not all */

struct _PsPartChooser
{
  AdwBin parent_instance;

  /* Owned */
  PsAccountCheck *check;  /* nullable */
  GCancellable *asking;   /* nullable: the folders are on their way */
  GStrv folders;          /* nullable: the uppermost ones */
  GPtrArray *folder_rows; /* of GtkWidget, borrowed from the expander; all but the note */
  GPtrArray *folder_checks; /* of GtkCheckButton, borrowed; one a folder, and last what is in none */

  /* Template children */
  AdwExpanderRow *expander;
  GtkCheckButton *photos, *videos, *files;
  AdwActionRow *note;
};

G_DEFINE_FINAL_TYPE (PsPartChooser, ps_part_chooser, ADW_TYPE_BIN)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkCheckButton *
kind_button (PsPartChooser *self,
             PsKind         kind)
{
  GtkCheckButton *buttons[PS_N_KINDS] = { self->photos, self->videos, self->files };

  return buttons[kind];
}

static guint
count_kinds (PsPartChooser *self)
{
  guint n = 0;

  for (guint i = 0; i < PS_N_KINDS; i++)
    n += gtk_check_button_get_active (kind_button (self, i));
  return n;
}

static guint
count_folders (PsPartChooser *self)
{
  guint n = 0;

  for (guint i = 0; i < self->folder_checks->len; i++)
    n += gtk_check_button_get_active (g_ptr_array_index (self->folder_checks, i));
  return n;
}

static gboolean
has_all_folders (PsPartChooser *self)
{
  return count_folders (self) == self->folder_checks->len;
}

/* What is chosen can be read without opening it. */
static void
describe (PsPartChooser *self)
{
  guint n_folders = count_folders (self);
  g_autofree char *folders = NULL, *both = NULL;

  if (!has_all_folders (self))
    folders = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Only %u folder", "Only %u folders", n_folders), n_folders);
  if (count_kinds (self) < PS_N_KINDS && folders != NULL)
    /* Translators: %s is "Only 3 folders". */
    both = g_strdup_printf (_("Only some kinds · %s"), folders);
  else if (count_kinds (self) < PS_N_KINDS)
    both = g_strdup (_("Only some kinds"));
  adw_expander_row_set_subtitle (self->expander, both != NULL ? both : folders != NULL ? folders : "");
}

static void
toggled_cb (PsPartChooser  *self,
            GtkCheckButton *button)
{
  if (count_kinds (self) == 0 || (self->folder_checks->len > 0 && count_folders (self) == 0)) /* nothing at all is no backup */
    {
      gtk_check_button_set_active (button, TRUE);
      return;
    }
  describe (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_note (PsPartChooser *self,
          const char    *words)
{
  gtk_widget_set_visible (GTK_WIDGET (self->note), words != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->note), words != NULL ? words : "");
}

static void
add_folder (PsPartChooser *self,
            const char    *path)
{
  g_autofree char *shown = *path != '\0' ? ps_text_visible (path, 80) : g_strdup (_("In no folder"));
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->expander, row);
  g_ptr_array_add (self->folder_rows, row);
  g_ptr_array_add (self->folder_checks, check);
}

static void
forget_folders (PsPartChooser *self)
{
  for (guint i = 0; i < self->folder_rows->len; i++)
    adw_expander_row_remove (self->expander, g_ptr_array_index (self->folder_rows, i));
  g_ptr_array_set_size (self->folder_rows, 0);
  g_ptr_array_set_size (self->folder_checks, 0);
  g_clear_pointer (&self->folders, g_strfreev);
}

static void
folders_came_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PsPartChooser) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *json = ps_client_document_finish (PS_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->asking);
  forget_folders (self);
  if (json != NULL)
    self->folders = ps_listing_parse_top_folders (json, strlen (json), NULL);
  if (self->folders == NULL)
    {
      set_note (self, _("The folders could not be read. All of them are backed up."));
      return;
    }
  for (guint i = 0; self->folders[i] != NULL && i < MOST_FOLDERS; i++)
    add_folder (self, self->folders[i]);
  if (self->folders[0] != NULL)
    add_folder (self, "");
  if (self->folders[0] == NULL)
    set_note (self, _("This account has no folders."));
  else if (g_strv_length (self->folders) > MOST_FOLDERS)
    set_note (self, _("There are more folders than fit here. Those that are not shown are backed up."));
  else
    set_note (self, NULL);
}

static void
expanded_cb (PsPartChooser *self)
{
  if (!adw_expander_row_get_expanded (self->expander) || self->check == NULL || self->asking != NULL || self->folders != NULL)
    return;
  set_note (self, _("Looking for folders…"));
  self->asking = g_cancellable_new ();
  ps_client_document_async (ps_account_check_get_client (self->check), "folders", self->asking, folders_came_cb, g_object_ref (self));
}

/**
 * ps_part_chooser_set_check:
 * @self: a chooser
 * @check: of the account whose parts are chosen
 */
void
ps_part_chooser_set_check (PsPartChooser  *self,
                           PsAccountCheck *check)
{
  if (!g_set_object (&self->check, check))
    return;
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  forget_folders (self);
  describe (self);
  expanded_cb (self);
}

/**
 * ps_part_chooser_has_kind:
 * @self: a chooser
 * @kind: a kind
 *
 * Returns: whether it is wanted
 */
gboolean
ps_part_chooser_has_kind (PsPartChooser *self,
                          PsKind         kind)
{
  return gtk_check_button_get_active (kind_button (self, kind));
}

/**
 * ps_part_chooser_is_limited:
 * @self: a chooser
 *
 * Returns: whether something is not wanted
 */
gboolean
ps_part_chooser_is_limited (PsPartChooser *self)
{
  return count_kinds (self) < PS_N_KINDS || !has_all_folders (self);
}

/**
 * ps_part_chooser_dup_kinds:
 * @self: a chooser
 *
 * Returns: (transfer full) (nullable): "photos,files"; %NULL: all
 */
char *
ps_part_chooser_dup_kinds (PsPartChooser *self)
{
  static const char *const words[PS_N_KINDS] = { "photos", "videos", "files" };
  g_autoptr(GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; i < PS_N_KINDS; i++)
    if (ps_part_chooser_has_kind (self, i))
      g_ptr_array_add (chosen, (gpointer) words[i]);
  g_ptr_array_add (chosen, NULL);
  return chosen->len - 1 < PS_N_KINDS ? g_strjoinv (",", (GStrv) chosen->pdata) : NULL;
}

static void
append_json_string (GString    *json,
                    const char *text)
{
  g_string_append (json, json->len > 1 ? ",\"" : "\"");
  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (json, "\\%c", *p);
    else if ((guchar) *p < 0x20)
      g_string_append_printf (json, "\\u%04x", (guchar) *p);
    else
      g_string_append_c (json, *p);
  g_string_append_c (json, '"');
}

/**
 * ps_part_chooser_dup_folders:
 * @self: a chooser
 *
 * Returns: (transfer full) (nullable): a JSON array; %NULL: all
 */
char *
ps_part_chooser_dup_folders (PsPartChooser *self)
{
  GString *json;
  guint n_shown;

  if (has_all_folders (self))
    return NULL;
  n_shown = self->folder_checks->len - 1;
  json = g_string_new ("[");
  for (guint i = 0; self->folders[i] != NULL; i++)
    if (i >= n_shown || gtk_check_button_get_active (g_ptr_array_index (self->folder_checks, i))) /* what was not shown was not left out */
      append_json_string (json, self->folders[i]);
  if (gtk_check_button_get_active (g_ptr_array_index (self->folder_checks, n_shown)))
    append_json_string (json, "");
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static void
ps_part_chooser_dispose (GObject *object)
{
  PsPartChooser *self = PS_PART_CHOOSER (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  G_OBJECT_CLASS (ps_part_chooser_parent_class)->dispose (object);
}

static void
ps_part_chooser_finalize (GObject *object)
{
  PsPartChooser *self = PS_PART_CHOOSER (object);

  g_clear_object (&self->check);
  g_strfreev (self->folders);
  g_ptr_array_unref (self->folder_rows);
  g_ptr_array_unref (self->folder_checks);
  G_OBJECT_CLASS (ps_part_chooser_parent_class)->finalize (object);
}

static void
ps_part_chooser_class_init (PsPartChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ps_part_chooser_dispose;
  object_class->finalize = ps_part_chooser_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/part-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, PsPartChooser, expander);
  gtk_widget_class_bind_template_child (widget_class, PsPartChooser, photos);
  gtk_widget_class_bind_template_child (widget_class, PsPartChooser, videos);
  gtk_widget_class_bind_template_child (widget_class, PsPartChooser, files);
  gtk_widget_class_bind_template_child (widget_class, PsPartChooser, note);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
}

static void
ps_part_chooser_init (PsPartChooser *self)
{
  self->folder_rows = g_ptr_array_new ();
  self->folder_checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
