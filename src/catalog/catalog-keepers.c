/* src/catalog/catalog-keepers.c: what a rule would do to a shelf, doing it, and taking it back. */
#include "catalog/catalog-keepers.h"

#include <string.h>

#include "base/times.h"
#include "catalog/catalog-private.h"
#include "catalog/duplicates-private.h"
#include "catalog/keep-rows.h"
#include "catalog/mark-rows.h"

/* Plans --------------------------------------------------------------------------------- */

static void
choice_free (gpointer data)
{
  PsKeepChoice *self = data;

  g_array_unref (self->other_ids);
  g_free (self);
}

static PsKeepChoice *
choice_new (gint64 keeper_id)
{
  PsKeepChoice *self = g_new (PsKeepChoice, 1);

  *self = (PsKeepChoice) { keeper_id, g_array_new (FALSE, FALSE, sizeof (gint64)) };
  return self;
}

static PsKeepPlan *
plan_new (void)
{
  PsKeepPlan *self = g_atomic_rc_box_new0 (PsKeepPlan);

  self->choices = g_ptr_array_new_with_free_func (choice_free);
  return self;
}

/**
 * ps_keep_plan_new_one:
 * @keeper_id: the photo that is kept
 * @other_ids: (element-type gint64): those that give it their place
 *
 * Returns: (transfer full): a plan of what a person chose
 */
PsKeepPlan *
ps_keep_plan_new_one (gint64  keeper_id,
                      GArray *other_ids)
{
  PsKeepPlan *self = plan_new ();
  PsKeepChoice *choice = choice_new (keeper_id);

  g_array_append_vals (choice->other_ids, other_ids->data, other_ids->len);
  g_ptr_array_add (self->choices, choice);
  self->n_groups = self->n_told = 1;
  self->n_photos = other_ids->len;
  return self;
}

/**
 * ps_keep_plan_ref:
 * @self: a plan
 *
 * Returns: (transfer full): the same
 */
PsKeepPlan *
ps_keep_plan_ref (PsKeepPlan *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_plan (gpointer data)
{
  g_ptr_array_unref (((PsKeepPlan *) data)->choices);
}

/**
 * ps_keep_plan_unref:
 * @self: (transfer full): a plan
 */
void
ps_keep_plan_unref (PsKeepPlan *self)
{
  g_atomic_rc_box_release_full (self, clear_plan);
}

/* The photos of a group that are not marked, as a group; the photos stay the other's. */
static PsDuplicateGroup
choose_open (const PsDuplicateGroup *group)
{
  PsDuplicateGroup open = { group->shelf, group->id, g_ptr_array_new () };

  for (guint i = 0; i < group->photos->len; i++)
    {
      PsDuplicate *photo = g_ptr_array_index (group->photos, i);

      if (photo->keeper_id == 0)
        g_ptr_array_add (open.photos, photo);
    }
  return open;
}

/* One that is kept in the place of another of the group already stays so. */
static void
add_group (PsKeepPlan             *plan,
           const PsDuplicateGroup *group,
           PsKeepRule              rule,
           const char             *folder)
{
  PsDuplicateGroup open = choose_open (group);
  g_autoptr(GPtrArray) photos = open.photos;
  const PsDuplicate *kept = ps_duplicate_group_get_keeper (group);
  PsKeepChoice *choice;

  if (photos->len < 2)
    {
      plan->n_settled++;
      return;
    }
  plan->n_groups++;
  plan->n_told += kept != NULL || ps_duplicate_group_tells (&open, rule, folder);
  if (kept == NULL)
    kept = ps_duplicate_group_choose (&open, rule, folder);
  choice = choice_new (kept->id);
  for (guint i = 0; i < photos->len; i++)
    {
      const PsDuplicate *photo = g_ptr_array_index (photos, i);

      if (photo == kept)
        continue;
      g_array_append_val (choice->other_ids, photo->id);
      plan->n_photos++;
      plan->n_bytes += photo->is_in_cloud ? photo->n_bytes : 0;
    }
  g_ptr_array_add (plan->choices, choice);
}

typedef struct
{
  PsShelf shelf;
  PsKeepRule rule;
  char *folder; /* owned, nullable */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *self = data;

  g_free (self->folder);
  g_free (self);
}

static gboolean
plan_in_thread (PsDb      *db,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  const Wish *wish = data;
  g_autoptr(GPtrArray) groups = ps_duplicates_read_groups (db, wish->shelf, 0, error);
  PsKeepPlan *plan;

  if (groups == NULL)
    return FALSE;
  plan = plan_new ();
  for (guint i = 0; i < groups->len; i++)
    add_group (plan, g_ptr_array_index (groups, i), wish->rule, wish->folder);
  *result = plan;
  return TRUE;
}

/**
 * ps_catalog_plan_keepers_async:
 * @self: a catalogue
 * @shelf: whose groups; not bursts
 * @rule: which photo of a group is kept
 * @folder: (nullable): for %PS_KEEP_FOLDER
 * @cancellable: (nullable): also ends reading under way
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Changes nothing.
 */
void
ps_catalog_plan_keepers_async (PsCatalog           *self,
                               PsShelf              shelf,
                               PsKeepRule           rule,
                               const char          *folder,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  Wish *wish;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (shelf != PS_SHELF_BURST);

  wish = g_new (Wish, 1);
  *wish = (Wish) { shelf, rule, g_strdup (folder) };
  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_plan_keepers_async, plan_in_thread, wish, wish_free,
                           (GDestroyNotify) ps_keep_plan_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_plan_keepers_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): what would be done
 */
PsKeepPlan *
ps_catalog_plan_keepers_finish (PsCatalog     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_plan_keepers_async, error);
}

/* States --------------------------------------------------------------------------------- */

static void
clear_mark (gpointer data)
{
  g_free (((PsKeepMark *) data)->marked_at);
}

static void
clear_place (gpointer data)
{
  g_free (((PsKeepPlace *) data)->added_at);
}

/**
 * ps_keep_state_new:
 *
 * Returns: (transfer full): nothing noted yet
 */
PsKeepState *
ps_keep_state_new (void)
{
  PsKeepState *self = g_new (PsKeepState, 1);

  self->marks = g_array_new (FALSE, FALSE, sizeof (PsKeepMark));
  g_array_set_clear_func (self->marks, clear_mark);
  self->tags = g_array_new (FALSE, FALSE, sizeof (PsKeepTag));
  self->collections = g_array_new (FALSE, FALSE, sizeof (PsKeepPlace));
  g_array_set_clear_func (self->collections, clear_place);
  self->stars = ps_mark_rows_new ();
  return self;
}

/**
 * ps_keep_state_new_unmarked:
 * @photo_ids: (element-type gint64): photos
 *
 * Returns: (transfer full): that none of them is marked; what keepers got stays theirs
 */
PsKeepState *
ps_keep_state_new_unmarked (GArray *photo_ids)
{
  PsKeepState *self = ps_keep_state_new ();

  for (guint i = 0; i < photo_ids->len; i++)
    {
      PsKeepMark mark = { g_array_index (photo_ids, gint64, i), 0, NULL };

      g_array_append_val (self->marks, mark);
    }
  return self;
}

/**
 * ps_keep_state_free:
 * @self: (transfer full): a state
 */
void
ps_keep_state_free (PsKeepState *self)
{
  g_array_unref (self->marks);
  g_array_unref (self->tags);
  g_array_unref (self->collections);
  g_array_unref (self->stars);
  g_free (self);
}

/* @from has them no more. */
static void
move_all (GArray *to,
          GArray *from,
          gsize   size)
{
  gsize n_bytes = from->len * size;
  guint n = from->len;

  if (n == 0)
    return;
  g_array_append_vals (to, from->data, n);
  memset (from->data, 0, n_bytes); /* their texts are the other's now */
  g_array_set_size (from, 0);
}

/**
 * ps_keep_state_append:
 * @self: a state
 * @later: (transfer full): what was noted after it
 */
void
ps_keep_state_append (PsKeepState *self,
                      PsKeepState *later)
{
  move_all (self->marks, later->marks, sizeof (PsKeepMark));
  move_all (self->tags, later->tags, sizeof (PsKeepTag));
  move_all (self->collections, later->collections, sizeof (PsKeepPlace));
  move_all (self->stars, later->stars, sizeof (PsMark));
  ps_keep_state_free (later);
}

/**
 * ps_keep_state_is_empty:
 * @self: a state
 *
 * Returns: whether it is about no photo
 */
gboolean
ps_keep_state_is_empty (const PsKeepState *self)
{
  return self->marks->len + self->tags->len + self->collections->len + self->stars->len == 0;
}

/* Keeping ---------------------------------------------------------------------------------- */

typedef struct
{
  PsKeepPlan *plan; /* owned */
  guint first, n;
} Part;

static void
part_free (gpointer data)
{
  Part *self = data;

  ps_keep_plan_unref (self->plan);
  g_free (self);
}

typedef struct
{
  PsKeepState *before; /* owned until taken */
  guint n_marked;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *self = data;

  g_clear_pointer (&self->before, ps_keep_state_free);
  g_free (self);
}

static gboolean
keep_in_thread (PsWriter  *writer,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  const Part *part = data;
  g_autoptr(PsSearchIndex) index = ps_search_index_new ();
  g_autoptr(PsKeepState) before = ps_keep_state_new ();
  g_autoptr(GArray) marked = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *now = ps_time_now_text ();
  Kept *kept;

  for (guint i = part->first; i < part->first + part->n && i < part->plan->choices->len; i++)
    {
      const PsKeepChoice *choice = g_ptr_array_index (part->plan->choices, i);

      if (!ps_keep_rows_mark (writer, index, choice->keeper_id, choice->other_ids, now, marked, before, error))
        return FALSE;
    }
  if (!ps_search_index_write (index, ps_writer_get_db (writer), error))
    return FALSE;
  kept = g_new (Kept, 1);
  *kept = (Kept) { g_steal_pointer (&before), marked->len };
  *result = kept;
  return TRUE;
}

/**
 * ps_catalog_keep_async:
 * @self: a catalogue
 * @plan: what to do
 * @first: the first choice of it that is done
 * @n_choices: how many
 * @cancellable: (nullable): heeded until its turn comes
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * Others give their place to keepers, which get their tags, collections, rating and flag. Nothing is deleted.
 */
void
ps_catalog_keep_async (PsCatalog           *self,
                       PsKeepPlan          *plan,
                       guint                first,
                       guint                n_choices,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  Part *part;

  g_return_if_fail (PS_IS_CATALOG (self));

  part = g_new (Part, 1);
  *part = (Part) { ps_keep_plan_ref (plan), first, n_choices };
  ps_catalog_write_large (self, ps_catalog_keep_async, keep_in_thread, part, part_free, kept_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_keep_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @n_marked: (out) (optional): photos that were not marked so before
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): what takes it back
 */
PsKeepState *
ps_catalog_keep_finish (PsCatalog     *self,
                        GAsyncResult  *result,
                        guint         *n_marked,
                        GError       **error)
{
  Kept *kept = ps_catalog_finish_pointer (self, result, ps_catalog_keep_async, error);
  PsKeepState *before;

  if (n_marked != NULL)
    *n_marked = kept != NULL ? kept->n_marked : 0;
  if (kept == NULL)
    return NULL;
  before = g_steal_pointer (&kept->before);
  kept_free (kept);
  return before;
}

static gboolean
put_in_thread (PsWriter  *writer,
               gpointer   data,
               gpointer  *result,
               GError   **error)
{
  g_autoptr(PsSearchIndex) index = ps_search_index_new ();
  g_autoptr(PsKeepState) before = ps_keep_state_new ();

  if (!ps_keep_rows_put (writer, index, data, before, error) || !ps_search_index_write (index, ps_writer_get_db (writer), error))
    return FALSE;
  *result = g_steal_pointer (&before);
  return TRUE;
}

/**
 * ps_catalog_put_keepers_async:
 * @self: a catalogue
 * @state: (transfer full): how it shall be
 * @cancellable: (nullable): heeded until its turn comes
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_put_keepers_async (PsCatalog           *self,
                              PsKeepState         *state,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_write_large (self, ps_catalog_put_keepers_async, put_in_thread, state, (GDestroyNotify) ps_keep_state_free,
                          (GDestroyNotify) ps_keep_state_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_put_keepers_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): what takes it back again
 */
PsKeepState *
ps_catalog_put_keepers_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_put_keepers_async, error);
}
