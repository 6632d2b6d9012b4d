/* src/ui/deeds.c: what was done to collections and tags, as deeds that can be taken back.
 *
 * A deed holds exactly what it changed, so that taking it back leaves alone
 * what was so before. */
#include "ui/deeds.h"

typedef struct
{
  PsWindow *window;            /* borrowed: the window has the deed */
  PsCollectionRemains *remains; /* owned, nullable */
  GArray *ids;                 /* owned, nullable */
  char *tag, *before, *after;  /* owned, nullable */
  gint64 collection_id;
  gboolean added;
} Deed;

static Deed *
new_deed (PsWindow *window)
{
  Deed *self = g_rc_box_new0 (Deed);

  self->window = window;
  return self;
}

static void
clear_deed (gpointer data)
{
  Deed *self = data;

  g_clear_pointer (&self->remains, ps_collection_remains_free);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->tag);
  g_free (self->before);
  g_free (self->after);
}

static void
free_deed (gpointer data)
{
  g_rc_box_release_full (data, clear_deed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, free_deed)

static PsCatalog *
get_catalog (Deed *self)
{
  return ps_library_get_catalog (ps_window_get_library (self->window));
}

/* What takes a deed back is told only where it fails. */
static void
report (gpointer  user_data,
        GError   *error)
{
  g_autoptr(PsWindow) window = user_data;

  if (error != NULL)
    ps_window_report (window, error);
  g_clear_error (&error);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GError *error = NULL;
  GArray *ids = ps_catalog_add_to_collection_finish (PS_CATALOG (source), result, &error); /* told only where it failed */

  g_clear_pointer (&ids, g_array_unref);
  report (user_data, error);
}

static void
removed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;
  PsCollectionRemains *remains = ps_catalog_remove_from_collection_finish (PS_CATALOG (source), result, &error); /* told only where it failed */

  g_clear_pointer (&remains, ps_collection_remains_free);
  report (user_data, error);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GError *error = NULL;

  ps_catalog_restore_collection_finish (PS_CATALOG (source), result, &error);
  report (user_data, error);
}

static void
deleted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;
  PsCollectionRemains *remains = ps_catalog_delete_collection_finish (PS_CATALOG (source), result, &error); /* told only where it failed */

  g_clear_pointer (&remains, ps_collection_remains_free);
  report (user_data, error);
}

static void
renamed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;
  char *before = ps_catalog_rename_collection_finish (PS_CATALOG (source), result, &error);

  g_free (before);
  report (user_data, error);
}

static void
described_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree char *before = NULL;
  GError *error = NULL;

  ps_catalog_describe_collection_finish (PS_CATALOG (source), result, &before, &error);
  report (user_data, error);
}

static void
tagged_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GError *error = NULL;
  GArray *ids = ps_catalog_add_tag_finish (PS_CATALOG (source), result, &error); /* told only where it failed */

  g_clear_pointer (&ids, g_array_unref);
  report (user_data, error);
}

static void
untagged_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GError *error = NULL;
  GArray *ids = ps_catalog_remove_tag_finish (PS_CATALOG (source), result, &error); /* told only where it failed */

  g_clear_pointer (&ids, g_array_unref);
  report (user_data, error);
}

/* Photos in a collection ----------------------------------------------------------- */

static void
set_membership (Deed     *self,
                gboolean  in)
{
  if (in)
    ps_catalog_add_to_collection_async (get_catalog (self), self->collection_id, self->ids, NULL, added_cb, g_object_ref (self->window));
  else
    ps_catalog_remove_from_collection_async (get_catalog (self), self->collection_id, self->ids, NULL, removed_cb, g_object_ref (self->window));
}

static void
undo_membership (gpointer data)
{
  set_membership (data, !((Deed *) data)->added);
}

static void
redo_membership (gpointer data)
{
  set_membership (data, ((Deed *) data)->added);
}

/**
 * ps_deeds_push_membership:
 * @window: where it was done
 * @words: what was done
 * @collection_id: a collection
 * @ids: (element-type gint64): those photos that really changed
 * @added: whether they were put in
 */
void
ps_deeds_push_membership (PsWindow   *window,
                          const char *words,
                          gint64      collection_id,
                          GArray     *ids,
                          gboolean    added)
{
  Deed *self = new_deed (window);

  self->collection_id = collection_id;
  self->ids = g_array_ref (ids);
  self->added = added;
  ps_undo_push (ps_window_get_undo (window), words, undo_membership, redo_membership, self, free_deed);
}

/* What was taken out, or a whole collection that was deleted ------------------------- */

static void
undo_removal (gpointer data)
{
  Deed *self = data;

  ps_catalog_restore_collection_async (get_catalog (self), self->remains, NULL, restored_cb, g_object_ref (self->window));
}

static void
redo_removal (gpointer data)
{
  Deed *self = data;

  if (self->remains->name != NULL)
    ps_catalog_delete_collection_async (get_catalog (self), self->remains->collection_id, NULL, deleted_cb, g_object_ref (self->window));
  else
    ps_catalog_remove_from_collection_async (get_catalog (self), self->remains->collection_id, self->remains->photo_ids, NULL,
                                             removed_cb, g_object_ref (self->window));
}

/**
 * ps_deeds_push_removal:
 * @window: where it was done
 * @words: what was done
 * @remains: (transfer full): what was taken out or deleted
 */
void
ps_deeds_push_removal (PsWindow            *window,
                       const char          *words,
                       PsCollectionRemains *remains)
{
  Deed *self = new_deed (window);

  self->remains = remains;
  ps_undo_push (ps_window_get_undo (window), words, undo_removal, redo_removal, self, free_deed);
}

/* A new collection: taking it back deletes it, and keeps what it held by then ---------- */

static void
created_undone_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(Deed) self = user_data;
  g_autoptr(PsWindow) window = self->window; /* given by undo_creation() */
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&self->remains, ps_collection_remains_free);
  self->remains = ps_catalog_delete_collection_finish (PS_CATALOG (source), result, &error);
  if (self->remains == NULL)
    ps_window_report (window, error);
}

static void
undo_creation (gpointer data)
{
  Deed *self = data;

  g_object_ref (self->window);
  ps_catalog_delete_collection_async (get_catalog (self), self->collection_id, NULL, created_undone_cb, g_rc_box_acquire (self));
}

static void
redo_creation (gpointer data)
{
  Deed *self = data;

  if (self->remains != NULL)
    ps_catalog_restore_collection_async (get_catalog (self), self->remains, NULL, restored_cb, g_object_ref (self->window));
}

/**
 * ps_deeds_push_creation:
 * @window: where it was done
 * @words: what was done
 * @collection_id: the new collection
 */
void
ps_deeds_push_creation (PsWindow   *window,
                        const char *words,
                        gint64      collection_id)
{
  Deed *self = new_deed (window);

  self->collection_id = collection_id;
  ps_undo_push (ps_window_get_undo (window), words, undo_creation, redo_creation, self, free_deed);
}

/* Names and descriptions ----------------------------------------------------------------- */

static void
undo_rename (gpointer data)
{
  Deed *self = data;

  ps_catalog_rename_collection_async (get_catalog (self), self->collection_id, self->before, NULL, renamed_cb, g_object_ref (self->window));
}

static void
redo_rename (gpointer data)
{
  Deed *self = data;

  ps_catalog_rename_collection_async (get_catalog (self), self->collection_id, self->after, NULL, renamed_cb, g_object_ref (self->window));
}

static void
undo_description (gpointer data)
{
  Deed *self = data;

  ps_catalog_describe_collection_async (get_catalog (self), self->collection_id, self->before, NULL, described_cb, g_object_ref (self->window));
}

static void
redo_description (gpointer data)
{
  Deed *self = data;

  ps_catalog_describe_collection_async (get_catalog (self), self->collection_id, self->after, NULL, described_cb, g_object_ref (self->window));
}

static Deed *
new_wording (PsWindow   *window,
             gint64      collection_id,
             const char *before,
             const char *after)
{
  Deed *self = new_deed (window);

  self->collection_id = collection_id;
  self->before = g_strdup (before);
  self->after = g_strdup (after);
  return self;
}

/**
 * ps_deeds_push_rename:
 * @window: where it was done
 * @words: what was done
 * @collection_id: a collection
 * @before: what it was called
 * @after: what it is called now
 */
void
ps_deeds_push_rename (PsWindow   *window,
                      const char *words,
                      gint64      collection_id,
                      const char *before,
                      const char *after)
{
  ps_undo_push (ps_window_get_undo (window), words, undo_rename, redo_rename,
                new_wording (window, collection_id, before, after), free_deed);
}

/**
 * ps_deeds_push_description:
 * @window: where it was done
 * @words: what was done
 * @collection_id: a collection
 * @before: (nullable): what was said of it
 * @after: (nullable): what is said of it now
 */
void
ps_deeds_push_description (PsWindow   *window,
                           const char *words,
                           gint64      collection_id,
                           const char *before,
                           const char *after)
{
  ps_undo_push (ps_window_get_undo (window), words, undo_description, redo_description,
                new_wording (window, collection_id, before, after), free_deed);
}

/* Tags -------------------------------------------------------------------------------------- */

static void
set_tag (Deed     *self,
         gboolean  on)
{
  if (on)
    ps_catalog_add_tag_async (get_catalog (self), self->tag, self->ids, NULL, tagged_cb, g_object_ref (self->window));
  else
    ps_catalog_remove_tag_async (get_catalog (self), self->tag, self->ids, NULL, untagged_cb, g_object_ref (self->window));
}

static void
undo_tag (gpointer data)
{
  set_tag (data, !((Deed *) data)->added);
}

static void
redo_tag (gpointer data)
{
  set_tag (data, ((Deed *) data)->added);
}

/**
 * ps_deeds_push_tag:
 * @window: where it was done
 * @words: what was done
 * @tag: a tag of one's own
 * @ids: (element-type gint64): those photos that really changed
 * @added: whether they got it, or lost it
 */
void
ps_deeds_push_tag (PsWindow   *window,
                   const char *words,
                   const char *tag,
                   GArray     *ids,
                   gboolean    added)
{
  Deed *self = new_deed (window);

  self->tag = g_strdup (tag);
  self->ids = g_array_ref (ids);
  self->added = added;
  ps_undo_push (ps_window_get_undo (window), words, undo_tag, redo_tag, self, free_deed);
}
