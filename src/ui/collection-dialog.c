/* src/ui/collection-dialog.c: asks which collection, what it is called, what is said of it. */
#include "ui/collection-dialog.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "catalog/catalog-browse.h"
#include "ui/deeds.h"
#include "ui/name-chooser.h"

/* One question on its way: who asks, for what. */
typedef struct
{
  PsWindow *window;          /* owned */
  GArray *ids;               /* owned, nullable; of gint64 */
  char *before, *name;       /* owned, nullable */
  gint64 collection_id;
  PsCollectionPicked picked;
  gboolean is_description;
  GtkEditable *entry;        /* of the dialog */
} Question;

static Question *
new_question (PsWindow *window,
              GArray   *ids)
{
  Question *self = g_new0 (Question, 1);

  self->window = g_object_ref (window);
  self->ids = ids != NULL ? g_array_ref (ids) : NULL;
  return self;
}

static void
free_question (Question *self)
{
  g_object_unref (self->window);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->before);
  g_free (self->name);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, free_question)

static void
free_question_closure (gpointer  data,
                       GClosure *closure)
{
  free_question (data);
}

static PsCatalog *
get_catalog (Question *self)
{
  PsLibrary *library = ps_window_get_library (self->window);

  return library != NULL ? ps_library_get_catalog (library) : NULL;
}

/* A dialog with one line to fill ------------------------------------------------------- */

static void
show_dialog (Question    *self,
             const char  *heading,
             const char  *body,
             const char  *deed,
             const char  *text,
             GCallback    answered)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self->window), heading, body);
  GtkWidget *entry = gtk_entry_new ();

  self->entry = GTK_EDITABLE (entry);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_max_length (GTK_ENTRY (entry), self->is_description ? 2000 : 200);
  gtk_editable_set_text (self->entry, text != NULL ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->is_description ? _("Description") : _("Name"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", _("Cancel"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "do", deed);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "do", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "do");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", answered, self, free_question_closure, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

/* A question whose answer is on its way outlives its dialog. */
static Question *
copy_question (const Question *self)
{
  Question *copy = new_question (self->window, self->ids);

  copy->collection_id = self->collection_id;
  copy->before = g_strdup (self->before);
  copy->name = g_strdup (self->name);
  copy->picked = self->picked;
  return copy;
}

/* Creating -------------------------------------------------------------------------------- */

static void
created_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Question) self = user_data;
  g_autoptr(GError) error = NULL;
  gint64 id = ps_catalog_create_collection_finish (PS_CATALOG (source), result, &error);
  g_autofree char *visible = ps_text_visible (self->name, 60);
  g_autofree char *words = NULL;

  if (id < 0)
    {
      ps_window_report (self->window, error);
      return;
    }
  /* Translators: a collection's name. */
  words = g_strdup_printf (_("%s created"), visible);
  ps_deeds_push_creation (self->window, words, id);
  if (self->ids != NULL)
    ps_window_add_to_collection (self->window, id, self->name, self->ids);
  else
    ps_window_toast (self->window, words, TRUE);
}

static void
create (Question   *self,
        const char *name)
{
  Question *asked = copy_question (self);

  g_free (asked->name);
  asked->name = g_strdup (name);
  ps_catalog_create_collection_async (get_catalog (self), name, NULL, NULL, created_cb, asked);
}

static void
create_answered_cb (AdwMessageDialog *dialog,
                    const char       *response,
                    gpointer          user_data)
{
  Question *self = user_data;

  if (g_str_equal (response, "do") && get_catalog (self) != NULL)
    create (self, gtk_editable_get_text (self->entry));
}

/**
 * ps_collection_dialog_create:
 * @window: the window that asks
 * @ids: (element-type gint64) (nullable): photos that go into it
 */
void
ps_collection_dialog_create (PsWindow *window,
                             GArray   *ids)
{
  show_dialog (new_question (window, ids), _("New Collection"), NULL, _("C_reate"), _("New Collection"),
               G_CALLBACK (create_answered_cb));
}

/* Saving a search --------------------------------------------------------------------------- */

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Question) self = user_data;
  g_autoptr(GError) error = NULL;
  gint64 id = ps_catalog_save_search_finish (PS_CATALOG (source), result, &error);
  g_autofree char *visible = ps_text_visible (self->name, 60);
  g_autofree char *words = NULL;

  if (id < 0)
    {
      ps_window_report (self->window, error);
      return;
    }
  /* Translators: the name that a search was saved under. */
  words = g_strdup_printf (_("Search saved as %s"), visible);
  ps_deeds_push_creation (self->window, words, id);
  ps_window_toast (self->window, words, TRUE);
}

static void
save_answered_cb (AdwMessageDialog *dialog,
                  const char       *response,
                  gpointer          user_data)
{
  Question *self = user_data;
  Question *asked;

  if (!g_str_equal (response, "do") || get_catalog (self) == NULL)
    return;
  asked = copy_question (self);
  g_free (asked->name);
  asked->name = g_strdup (gtk_editable_get_text (self->entry));
  ps_catalog_save_search_async (get_catalog (self), asked->name, self->before, NULL, saved_cb, asked);
}

/**
 * ps_collection_dialog_save_search:
 * @window: the window that asks
 * @query: a search that makes sense
 */
void
ps_collection_dialog_save_search (PsWindow   *window,
                                  const char *query)
{
  Question *question = new_question (window, NULL);

  question->before = g_strdup (query);
  show_dialog (question, _("Save Search"), _("It stands among the collections, and holds what the search finds whenever you look at it."),
               _("_Save"), query, G_CALLBACK (save_answered_cb));
}

/* Renaming, describing ------------------------------------------------------------------------ */

static void
renamed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Question) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = ps_catalog_rename_collection_finish (PS_CATALOG (source), result, &error);
  g_autofree char *visible = ps_text_visible (self->name, 60);
  g_autofree char *words = NULL;

  if (before == NULL)
    {
      ps_window_report (self->window, error);
      return;
    }
  /* Translators: a collection's new name. */
  words = g_strdup_printf (_("Renamed to %s"), visible);
  ps_deeds_push_rename (self->window, words, self->collection_id, before, self->name);
  ps_window_toast (self->window, words, TRUE);
}

static void
described_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Question) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;

  if (!ps_catalog_describe_collection_finish (PS_CATALOG (source), result, &before, &error))
    {
      ps_window_report (self->window, error);
      return;
    }
  ps_deeds_push_description (self->window, _("Description changed"), self->collection_id, before, self->name);
  ps_window_toast (self->window, _("Description changed"), TRUE);
}

static void
wording_answered_cb (AdwMessageDialog *dialog,
                     const char       *response,
                     gpointer          user_data)
{
  Question *self = user_data;
  const char *text = gtk_editable_get_text (self->entry);
  Question *asked;

  if (!g_str_equal (response, "do") || get_catalog (self) == NULL || g_strcmp0 (text, self->before) == 0)
    return;
  asked = copy_question (self);
  asked->name = g_strdup (text);
  if (self->is_description)
    ps_catalog_describe_collection_async (get_catalog (self), self->collection_id, *text != '\0' ? text : NULL, NULL, described_cb, asked);
  else
    ps_catalog_rename_collection_async (get_catalog (self), self->collection_id, text, NULL, renamed_cb, asked);
}

static void
known_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Question) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) collections = ps_catalog_list_collections_finish (PS_CATALOG (source), result, &error);
  Question *question;

  for (guint i = 0; collections != NULL && i < collections->len; i++)
    {
      const PsCollectionInfo *info = g_ptr_array_index (collections, i);

      if (info->id != self->collection_id)
        continue;
      self->before = g_strdup (self->is_description ? info->description : info->name);
      question = g_steal_pointer (&self);
      if (question->is_description)
        show_dialog (question, _("Describe Collection"), info->name, _("Describe"), question->before, G_CALLBACK (wording_answered_cb));
      else
        show_dialog (question, _("Rename Collection"), NULL, _("Rename"), question->before, G_CALLBACK (wording_answered_cb));
      return;
    }
  ps_window_report (self->window, error);
}

static void
ask_for_wording (PsWindow *window,
                 gint64    collection_id,
                 gboolean  is_description)
{
  Question *self = new_question (window, NULL);

  self->collection_id = collection_id;
  self->is_description = is_description;
  ps_catalog_list_collections_async (get_catalog (self), NULL, known_cb, self);
}

/**
 * ps_collection_dialog_rename:
 * @window: the window that asks
 * @collection_id: a collection
 */
void
ps_collection_dialog_rename (PsWindow *window,
                             gint64    collection_id)
{
  ask_for_wording (window, collection_id, FALSE);
}

/**
 * ps_collection_dialog_describe:
 * @window: the window that asks
 * @collection_id: a collection
 */
void
ps_collection_dialog_describe (PsWindow *window,
                               gint64    collection_id)
{
  ask_for_wording (window, collection_id, TRUE);
}

/* Picking ------------------------------------------------------------------------------------------ */

static void
chosen_cb (PsNameChooser *chooser,
           gint64         id,
           const char    *name,
           gpointer       user_data)
{
  Question *self = user_data;

  if (get_catalog (self) == NULL)
    return;
  if (id == 0)
    create (self, name);
  else
    self->picked (self->window, id, name, self->ids);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Question) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) collections = ps_catalog_list_collections_finish (PS_CATALOG (source), result, &error);
  PsNameChooser *chooser;

  if (collections == NULL)
    {
      ps_window_report (self->window, error);
      return;
    }
  chooser = ps_name_chooser_new (GTK_WINDOW (self->window), _("Add to Collection"), _("A collection, or a new name"),
                                 /* Translators: %s is what was typed. */
                                 _("New collection “%s”"));
  for (guint i = 0; i < collections->len; i++)
    {
      const PsCollectionInfo *info = g_ptr_array_index (collections, i);

      ps_name_chooser_add (chooser, info->id, info->name, info->n_photos);
    }
  g_signal_connect_data (chooser, "chosen", G_CALLBACK (chosen_cb), g_steal_pointer (&self), free_question_closure, 0);
  gtk_window_present (GTK_WINDOW (chooser));
}

/**
 * ps_collection_dialog_pick:
 * @window: the window that asks
 * @ids: (element-type gint64): the photos that go into it
 * @picked: called with the collection; a new one is made and filled without it
 */
void
ps_collection_dialog_pick (PsWindow           *window,
                           GArray             *ids,
                           PsCollectionPicked  picked)
{
  Question *self = new_question (window, ids);

  self->picked = picked;
  ps_catalog_list_collections_async (get_catalog (self), NULL, listed_cb, self);
}
