/* src/ui/lost-drive.c: I Lost This Drive…: asks for another place, and makes a new library of what is kept. */
#include "ui/lost-drive.h"

#include <glib/gi18n.h>

#include "library/recover.h"
#include "ui/application.h"
#include "ui/drive-words.h"
#include "ui/words.h"
#include "vault/site.h"

typedef struct
{
  PsWindow *window; /* owned */
  PsLibrary *library; /* owned: from the kept catalogue */
  char *drive;      /* owned */
  char *root;       /* owned, nullable: where the new library goes */
} Losing;

static void
free_losing (gpointer data)
{
  Losing *self = data;

  g_object_unref (self->window);
  g_object_unref (self->library);
  g_free (self->drive);
  g_free (self->root);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Losing, free_losing)

static void
open_library (Losing *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));

  if (application == NULL)
    return; /* closed meanwhile; the new library is there all the same */
  ps_application_open_library (PS_APPLICATION (application), self->root);
  gtk_window_close (GTK_WINDOW (self->window));
}

static void
recovered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Losing) self = user_data;
  g_autoptr(GError) error = NULL;

  if (ps_recover_finish (result, &error))
    open_library (self);
  else if (gtk_window_get_application (GTK_WINDOW (self->window)) != NULL)
    ps_window_report (self->window, error);
}

static void
judged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Losing) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsSite) site = ps_site_judge_finish (result, &error);
  const PsKept *kept = ps_library_get_kept (self->library);
  Losing *losing;

  if (site == NULL)
    {
      ps_window_report (self->window, error);
      return;
    }
  g_free (self->root);
  self->root = g_strdup (site->root);
  if (site->verdict == PS_SITE_THIS_LIBRARY)
    open_library (self);
  else if (site->verdict != PS_SITE_GOOD)
    ps_window_toast (self->window, site->reason != NULL ? site->reason : _("This folder cannot hold a library."), FALSE);
  else
    {
      losing = g_steal_pointer (&self);
      ps_recover_async (kept, losing->root, recovered_cb, losing);
    }
}

static void
place_chosen_cb (GtkNativeDialog *dialog,
                 int              response,
                 gpointer         user_data)
{
  g_autoptr(Losing) self = user_data;
  g_autoptr(GFile) folder = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;
  const char *cloud_name = ps_library_get_cloud_name (self->library);

  g_object_unref (dialog);
  if (path != NULL)
    ps_site_judge_async (path, cloud_name, NULL, judged_cb, g_steal_pointer (&self));
}

static void
answered_cb (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          user_data)
{
  Losing *self = user_data;
  GtkFileChooserNative *chooser;

  if (!g_str_equal (response, "choose"))
    {
      free_losing (self);
      return;
    }
  chooser = gtk_file_chooser_native_new (_("Where Should the New Library Live?"), GTK_WINDOW (self->window),
                                         GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                         /* Translators: a button. */
                                         _("_Make It Here"), _("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (place_chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * ps_lost_drive_present:
 * @window: a window that shows what is kept of a library
 * @is_failing: the drive is there, and is not to be trusted any more
 *
 * Nothing is given up by asking: the kept catalogue stays, and the drive, were
 * it found, is the library that it was.
 */
void
ps_lost_drive_present (PsWindow *window,
                       gboolean  is_failing)
{
  PsLibrary *library = ps_window_get_library (window);
  const PsKept *kept = library != NULL ? ps_library_get_kept (library) : NULL;
  g_autofree char *when = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  GtkWidget *dialog;
  Losing *self;

  if (kept == NULL)
    return;
  self = g_new0 (Losing, 1);
  self->window = g_object_ref (window);
  self->library = g_object_ref (library);
  self->drive = ps_drive_words_name_of (library);
  when = ps_words_when (kept->taken_us, g_get_real_time ());
  /* Translators: the name of a drive. */
  heading = g_strdup_printf (is_failing ? _("Replace %s?") : _("Did You Lose %s?"), self->drive);
  /* Translators: a day with a time of day. */
  body = g_strdup_printf (_("Albums and tags are kept on this computer, as of %s. A new library takes them over, its photos are fetched "
                            "again, and those that Cloudinary no longer has are listed.\n\nIf the drive turns up again, it opens as it was."), when);
  if (is_failing)
    {
      g_free (body);
      /* Translators: a day with a time of day. */
      body = g_strdup_printf (_("Nothing of Proofsheet’s is open on it any more: copy what you can, first of all what is only here.\n\nAlbums and tags are "
                                "kept on this computer, as of %s. A new library takes them over, and its photos are fetched again."), when);
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (window), heading, body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "choose", _("C_hoose a New Place…"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "choose", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}
