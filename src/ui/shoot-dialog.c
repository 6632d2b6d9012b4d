/* src/ui/shoot-dialog.c: asks what a shoot is called, who it was for and where. */
#include "ui/shoot-dialog.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "ui/naming.h"
#include "ui/shoots.h"

enum { NAME, CLIENT, LOCATION, NOTES, N_FIELDS };

/* One question: an existing shoot's words, or the name of a new one. */
typedef struct
{
  PsWindow *window;  /* owned */
  GArray *ids;       /* owned, nullable: the photos of a new one */
  gint64 shoot_id;   /* 0: a new one */
  GtkEditable *fields[N_FIELDS]; /* of the dialog; all but the name nullable */
} Question;

static void
free_question (gpointer  data,
               GClosure *closure)
{
  Question *self = data;

  g_object_unref (self->window);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self);
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             Question         *self)
{
  g_autoptr(GArray) shoots = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->fields[NAME])));
  g_autofree char *visible = ps_text_visible (name, 60);
  g_autofree char *words = NULL;
  PsShootEdit edit = { .deed = PS_SHOOT_MAKE, .photo_ids = self->ids, .name = name };

  if (!g_str_equal (response, "do") || *name == '\0')
    return;
  if (self->shoot_id == 0)
    {
      /* Translators: how many photos, and a new shoot's name. */
      words = g_strdup_printf (ngettext ("%1$'u photo is the shoot %2$s", "%1$'u photos are the shoot %2$s", self->ids->len), self->ids->len, visible);
      ps_shoots_edit (self->window, &edit, words);
      return;
    }
  g_array_append_val (shoots, self->shoot_id);
  edit.deed = PS_SHOOT_DESCRIBE;
  edit.shoot_ids = shoots;
  edit.client = gtk_editable_get_text (self->fields[CLIENT]);
  edit.location = gtk_editable_get_text (self->fields[LOCATION]);
  edit.description = gtk_editable_get_text (self->fields[NOTES]);
  /* Translators: a shoot's name. */
  words = g_strdup_printf (_("%s described"), visible);
  ps_shoots_edit (self->window, &edit, words);
}

static GtkEditable *
add_field (GtkWidget  *list,
           const char *title,
           const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  ps_naming_apply (row, title);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return GTK_EDITABLE (row);
}

static void
name_changed_cb (AdwMessageDialog *dialog,
                 GtkEditable      *name)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (name)));

  adw_message_dialog_set_response_enabled (dialog, "do", *text != '\0');
}

static void
present (Question   *self,
         const char *heading,
         const char *body,
         const char *deed,
         const PsShoot *shoot)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self->window), heading, body);
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  self->fields[NAME] = add_field (list, _("Name"), shoot != NULL ? shoot->name : NULL);
  if (shoot != NULL)
    {
      self->fields[CLIENT] = add_field (list, _("Client"), shoot->client);
      self->fields[LOCATION] = add_field (list, _("Location"), shoot->location);
      self->fields[NOTES] = add_field (list, _("Notes"), shoot->description);
    }
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), list);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("Cancel"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "do", deed);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "do", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "do");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (self->fields[NAME], "changed", G_CALLBACK (name_changed_cb), dialog, G_CONNECT_SWAPPED);
  name_changed_cb (ADW_MESSAGE_DIALOG (dialog), self->fields[NAME]);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), self, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (self->fields[NAME]));
}

/**
 * ps_shoot_dialog_describe:
 * @window: who asks
 * @shoot: what it is like now; from then on it is the person's
 */
void
ps_shoot_dialog_describe (PsWindow      *window,
                          const PsShoot *shoot)
{
  Question *self = g_new0 (Question, 1);

  self->window = g_object_ref (window);
  self->shoot_id = shoot->id;
  present (self, _("Describe the Shoot"), NULL, _("Describe"), shoot);
}

/**
 * ps_shoot_dialog_make:
 * @window: who asks
 * @ids: (element-type gint64): the photos that become a shoot
 */
void
ps_shoot_dialog_make (PsWindow *window,
                      GArray   *ids)
{
  Question *self = g_new0 (Question, 1);
  g_autofree char *body = g_strdup_printf (ngettext ("%'u photo leaves the shoot that it is in.",
                                                     "%'u photos leave the shoots that they are in.", ids->len), ids->len);

  self->window = g_object_ref (window);
  self->ids = g_array_ref (ids);
  present (self, _("Make a Shoot"), body, _("Make"), NULL);
}
