/* src/ui/opening.c: opens a library for a window, or the sample photos. */
#include "ui/opening.h"

#include <glib/gi18n.h>

#include "ui/application.h"
#include "ui/error-words.h"
#include "ui/sample-cloud.h"

typedef struct
{
  PsWindow *window;     /* owned */
  char *root;           /* owned */
  PsSampleCloud *cloud; /* owned, nullable: one's own photos */
  PsAccount *account;   /* owned, nullable */
  GError *error;        /* owned, nullable: why the library itself cannot be opened */
} Opening;

static Opening *
new_opening (PsWindow   *window,
             const char *root)
{
  Opening *self = g_new0 (Opening, 1);

  self->window = g_object_ref (window);
  self->root = g_strdup (root);
  ps_window_set_root (window, root);
  return self;
}

static void
free_opening (Opening *self)
{
  g_object_unref (self->window);
  g_free (self->root);
  g_clear_object (&self->cloud);
  g_clear_pointer (&self->account, ps_account_unref);
  g_clear_error (&self->error);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, free_opening)

static void
say_why (Opening *self,
         GError  *error)
{
  g_autoptr(PsErrorWords) words = ps_error_words_for_opening (error);
  g_autofree char *text = words->safe != NULL ? g_strdup_printf ("%s\n%s", words->happened, words->safe) : g_strdup (words->happened);

  ps_window_show_opening_failed (self->window, _("This Library Cannot Be Opened"), text);
  ps_window_set_root (self->window, NULL);
}

static void
show_library (Opening   *self,
              PsLibrary *library)
{
  g_autoptr(GError) error = NULL;

  if (self->account == NULL)
    {
      ps_window_set_library (self->window, library, FALSE);
      ps_application_remember_library (PS_APPLICATION (gtk_window_get_application (GTK_WINDOW (self->window))), self->root);
      return;
    }
  g_object_set_data_full (G_OBJECT (library), "ps-sample-cloud", g_object_ref (self->cloud), g_object_unref);
  if (!ps_library_set_account (library, self->account, &error))
    {
      say_why (self, error);
      return;
    }
  ps_window_set_library (self->window, library, TRUE);
  ps_window_show_sample_bar (self->window);
}

static void
kept_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Opening) self = user_data;
  g_autoptr(PsLibrary) library = ps_library_open_finish (result, NULL);

  if (library != NULL)
    show_library (self, library);
  else
    say_why (self, self->error);
}

static gboolean
is_away (const GError *error)
{
  return g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_FOLDER)
         || g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_MARKER);
}

/* Before it is said that this is no library: it may become one. */
static void
old_folder_looked_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(Opening) self = user_data;
  g_autoptr(PsOldFolder) folder = ps_old_folder_look_finish (result, NULL);

  if (folder != NULL)
    {
      ps_window_set_root (self->window, NULL);
      ps_window_show_adoption (self->window, folder);
    }
  else if (is_away (self->error))
    {
      Opening *opening = g_steal_pointer (&self);

      ps_library_open_kept_async (opening->root, kept_opened_cb, opening);
    }
  else
    say_why (self, self->error);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Opening) self = user_data;
  g_autoptr(PsLibrary) library = ps_library_open_finish (result, &self->error);

  if (library != NULL)
    show_library (self, library);
  else
    {
      Opening *opening = g_steal_pointer (&self);

      ps_old_folder_look_async (opening->root, NULL, old_folder_looked_cb, opening);
    }
}

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Opening) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsLibrary) library = ps_library_create_finish (result, &error);

  if (library != NULL)
    show_library (self, library);
  else
    say_why (self, error);
}

static void
sample_opened_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(Opening) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsLibrary) library = ps_library_open_finish (result, &error);

  if (library != NULL)
    show_library (self, library);
  else if (is_away (error))
    {
      Opening *opening = g_steal_pointer (&self);

      ps_library_create_async (opening->root, opening->account, NULL, created_cb, opening);
    }
  else
    say_why (self, error);
}

static void
cloud_started_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(Opening) self = user_data;
  g_autoptr(GError) error = NULL;
  Opening *opening;

  self->account = ps_sample_cloud_start_finish (PS_SAMPLE_CLOUD (source), result, &error);
  if (self->account == NULL)
    {
      say_why (self, error);
      return;
    }
  opening = g_steal_pointer (&self);
  ps_library_open_async (opening->root, 0, NULL, sample_opened_cb, opening);
}

/**
 * ps_opening_begin:
 * @window: a window without a library
 * @root: a library's folder
 */
void
ps_opening_begin (PsWindow   *window,
                  const char *root)
{
  ps_window_show_opening (window, _("Opening…"), NULL);
  ps_library_open_async (root, 0, NULL, opened_cb, new_opening (window, root));
}

/**
 * ps_opening_begin_samples:
 * @window: a window without a library
 * @root: where the sample photos are backed up to
 * @n_photos: how many; 0: as usual
 */
void
ps_opening_begin_samples (PsWindow   *window,
                          const char *root,
                          guint       n_photos)
{
  Opening *self = new_opening (window, root);

  ps_window_show_opening (window, _("Drawing Sample Photos…"), NULL);
  self->cloud = ps_sample_cloud_new ();
  ps_sample_cloud_start_async (self->cloud, n_photos, NULL, cloud_started_cb, self);
}
