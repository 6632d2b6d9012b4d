/* src/ui/window-collections.c: photos into collections, and all of it back again. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "catalog/catalog-browse.h"
#include "ui/collection-dialog.h"
#include "ui/deeds.h"

/* Adding ------------------------------------------------------------------------ */

typedef struct
{
  PsWindow *window; /* owned */
  gint64 collection_id;
  char *name;       /* owned */
  guint n_asked;
} Adding;

static void
free_adding (Adding *self)
{
  g_object_unref (self->window);
  g_free (self->name);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Adding, free_adding)

static char *
say_added (const Adding *adding,
           guint         n_added)
{
  g_autofree char *name = ps_text_visible (adding->name, 60);
  guint n_before = adding->n_asked - n_added;
  g_autofree char *added = NULL;
  g_autofree char *before = NULL;

  if (n_added == 0)
    /* Translators: a collection's name. */
    return g_strdup_printf (ngettext ("It was in %s already", "All of them were in %s already", adding->n_asked), name);
  added = n_added == 1
            /* Translators: a collection's name. */
            ? g_strdup_printf (_("Added to %s"), name)
            /* Translators: how many photos, and a collection's name. */
            : g_strdup_printf (ngettext ("%'u photo added to %s", "%'u photos added to %s", n_added), n_added, name);
  if (n_before == 0)
    return g_steal_pointer (&added);
  before = g_strdup_printf (ngettext ("%'u was there already", "%'u were there already", n_before), n_before);
  /* Translators: "3 photos added to Portfolio; 2 were there already". */
  return g_strdup_printf (_("%s; %s"), added, before);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Adding) adding = user_data;
  PsWindow *self = adding->window;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) added = ps_catalog_add_to_collection_finish (PS_CATALOG (source), result, &error);
  g_autofree char *words = NULL;

  if (added == NULL)
    {
      ps_window_report (self, error);
      return;
    }
  words = say_added (adding, added->len);
  self->last_collection = adding->collection_id;
  g_free (self->last_collection_name);
  self->last_collection_name = g_strdup (adding->name);
  if (added->len > 0)
    ps_deeds_push_membership (self, words, adding->collection_id, added, TRUE);
  ps_window_toast (self, words, added->len > 0);
  ps_window_update_actions (self);
}

/**
 * ps_window_add_to_collection:
 * @self: a window
 * @collection_id: a collection
 * @name: what it is called
 * @ids: (element-type gint64): the photos
 *
 * Adds them, says so with Undo, and remembers the collection for B.
 */
void
ps_window_add_to_collection (PsWindow   *self,
                             gint64      collection_id,
                             const char *name,
                             GArray     *ids)
{
  Adding *adding;

  if (self->library == NULL || ids->len == 0)
    return;
  adding = g_new0 (Adding, 1);
  adding->window = g_object_ref (self);
  adding->collection_id = collection_id;
  adding->name = g_strdup (name);
  adding->n_asked = ids->len;
  ps_catalog_add_to_collection_async (ps_library_get_catalog (self->library), collection_id, ids, self->cancellable, added_cb, adding);
}

static void
collection_picked_cb (PsWindow   *self,
                      gint64      collection_id,
                      const char *name,
                      GArray     *ids)
{
  ps_window_add_to_collection (self, collection_id, name, ids);
}

static void
add_to_collection (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GArray) ids = ps_window_dup_target_ids (self);

  if (self->library != NULL && ids->len > 0)
    ps_collection_dialog_pick (self, ids, collection_picked_cb);
}

/* B: into the collection used last; where none was used yet, it asks which. */
static void
add_to_last (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GArray) ids = ps_window_dup_target_ids (self);

  if (self->last_collection != 0)
    ps_window_add_to_collection (self, self->last_collection, self->last_collection_name, ids);
  else if (self->library != NULL && ids->len > 0)
    ps_collection_dialog_pick (self, ids, collection_picked_cb);
}

/* Taking out -------------------------------------------------------------------------- */

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsCollectionRemains) remains = ps_catalog_remove_from_collection_finish (PS_CATALOG (source), result, &error);
  g_autofree char *words = NULL;
  guint n_removed;

  if (remains == NULL)
    {
      ps_window_report (self, error);
      return;
    }
  n_removed = remains->photo_ids->len;
  if (n_removed == 0)
    return;
  words = g_strdup_printf (ngettext ("%'u photo taken out of the collection", "%'u photos taken out of the collection", n_removed), n_removed);
  ps_deeds_push_removal (self, words, g_steal_pointer (&remains));
  ps_window_toast (self, words, TRUE);
}

static void
remove_from_collection (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GArray) ids = ps_window_dup_target_ids (self);

  if (self->library == NULL || ids->len == 0 || ps_photo_query_get_set (self->query) != PS_PHOTOS_IN_COLLECTION)
    return;
  ps_catalog_remove_from_collection_async (ps_library_get_catalog (self->library), ps_photo_query_get_id (self->query), ids,
                                           self->cancellable, removed_cb, g_object_ref (self));
}

/* Collections themselves ----------------------------------------------------------------- */

static void
new_collection (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  ps_collection_dialog_create (user_data, NULL);
}

/* The collection that an action of its row means, or the one that is shown. */
static gboolean
get_collection (PsWindow  *self,
                GVariant  *parameter,
                gint64    *id)
{
  *id = parameter != NULL ? g_variant_get_int64 (parameter) : 0;
  if (*id == 0 && self->query != NULL && ps_photo_query_get_set (self->query) == PS_PHOTOS_IN_COLLECTION)
    *id = ps_photo_query_get_id (self->query);
  return *id != 0 && self->library != NULL;
}

static void
rename_collection (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gint64 id;

  if (get_collection (user_data, parameter, &id))
    ps_collection_dialog_rename (user_data, id);
}

static void
describe_collection (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       user_data)
{
  gint64 id;

  if (get_collection (user_data, parameter, &id))
    ps_collection_dialog_describe (user_data, id);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsCollectionRemains) remains = ps_catalog_delete_collection_finish (PS_CATALOG (source), result, &error);
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;

  if (remains == NULL)
    {
      ps_window_report (self, error);
      return;
    }
  name = ps_text_visible (remains->name, 60);
  /* Translators: a collection's name. */
  words = g_strdup_printf (_("%s deleted; its photos stay"), name);
  if (self->last_collection == remains->collection_id)
    self->last_collection = 0;
  if (self->query != NULL && ps_photo_query_get_set (self->query) == PS_PHOTOS_IN_COLLECTION
      && ps_photo_query_get_id (self->query) == remains->collection_id)
    g_action_group_activate_action (G_ACTION_GROUP (self), "show-set", g_variant_new ("(uxss)", PS_PHOTOS_ALL, (gint64) 0, "", _("All Photos")));
  ps_deeds_push_removal (self, words, g_steal_pointer (&remains));
  ps_window_toast (self, words, TRUE);
}

static void
delete_collection (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  PsWindow *self = user_data;
  gint64 id;

  if (get_collection (self, parameter, &id))
    ps_catalog_delete_collection_async (ps_library_get_catalog (self->library), id, self->cancellable, deleted_cb, g_object_ref (self));
}

static const GActionEntry entries[] = {
  { .name = "add-to-collection", .activate = add_to_collection },
  { .name = "add-to-last", .activate = add_to_last },
  { .name = "remove-from-collection", .activate = remove_from_collection },
  { .name = "new-collection", .activate = new_collection },
  { .name = "rename-collection", .activate = rename_collection, .parameter_type = "x" },
  { .name = "describe-collection", .activate = describe_collection, .parameter_type = "x" },
  { .name = "delete-collection", .activate = delete_collection, .parameter_type = "x" },
};

/**
 * ps_window_add_collection_actions:
 * @self: a window whose children are there
 */
void
ps_window_add_collection_actions (PsWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
