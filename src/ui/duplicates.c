/* src/ui/duplicates.c: one photo is kept in the place of others: done, said in a toast, and taken back.
 *
 * A plan for a whole shelf is done in parts, so that other writing comes in between
 * and a person may end it; what is done by then is one deed to be taken back. */
#include "ui/duplicates.h"

#include <glib/gi18n.h>

#define PART 200 /* choices in a transaction */

/* Undo and redo are one: what is there now changes places with what is kept ---------- */

typedef struct
{
  PsWindow *window;   /* borrowed: the window has the deed */
  PsKeepState *state; /* owned; NULL: on its way */
} Deed;

static void
clear_deed (gpointer data)
{
  g_clear_pointer (&((Deed *) data)->state, ps_keep_state_free);
}

static void
free_deed (gpointer data)
{
  g_rc_box_release_full (data, clear_deed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, free_deed)

static void
put_back_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;
  g_autoptr(PsWindow) window = deed->window; /* given by change_places() */
  g_autoptr(GError) error = NULL;

  deed->state = ps_catalog_put_keepers_finish (PS_CATALOG (source), result, &error);
  if (deed->state == NULL)
    ps_window_report (window, error);
}

static void
change_places (gpointer data)
{
  Deed *deed = data;
  PsLibrary *library = ps_window_get_library (deed->window);

  if (deed->state == NULL || library == NULL)
    return;
  g_object_ref (deed->window);
  ps_catalog_put_keepers_async (ps_library_get_catalog (library), g_steal_pointer (&deed->state), NULL, put_back_cb, g_rc_box_acquire (deed));
}

/* Takes the state. */
static void
push (PsWindow    *window,
      const char  *words,
      PsKeepState *state)
{
  Deed *deed = g_rc_box_new0 (Deed);

  deed->window = window;
  deed->state = state;
  ps_undo_push (ps_window_get_undo (window), words, change_places, change_places, deed, free_deed);
  ps_window_toast (window, words, TRUE);
}

/* One group ------------------------------------------------------------------------------ */

typedef struct
{
  PsWindow *window; /* owned */
  char *words;      /* owned */
} Choosing;

static void
free_choosing (Choosing *self)
{
  g_object_unref (self->window);
  g_free (self->words);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choosing, free_choosing)

static Choosing *
choosing_new (PsWindow *window,
              char     *words)
{
  Choosing *self = g_new (Choosing, 1);

  *self = (Choosing) { g_object_ref (window), words };
  return self;
}

static void
done (Choosing     *self,
      PsKeepState  *before,
      const GError *error)
{
  if (before == NULL)
    ps_window_report (self->window, error);
  else if (ps_window_get_library (self->window) != NULL)
    push (self->window, self->words, before);
  else
    ps_keep_state_free (before);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Choosing) choosing = user_data;
  g_autoptr(GError) error = NULL;

  done (choosing, ps_catalog_keep_finish (PS_CATALOG (source), result, NULL, &error), error);
}

/**
 * ps_duplicates_choose:
 * @window: where it is done
 * @keeper_id: the photo that is kept
 * @name: what it is called, safe to show
 * @other_ids: (element-type gint64): those that give it their place
 */
void
ps_duplicates_choose (PsWindow   *window,
                      gint64      keeper_id,
                      const char *name,
                      GArray     *other_ids)
{
  PsLibrary *library = ps_window_get_library (window);
  g_autoptr(PsKeepPlan) plan = NULL;
  char *words;

  if (library == NULL || other_ids->len == 0)
    return;
  /* Translators: a photo's name, and how many others give it their place. */
  words = g_strdup_printf (ngettext ("%1$s is kept, %2$'u other is marked", "%1$s is kept, %2$'u others are marked", other_ids->len),
                           name, other_ids->len);
  plan = ps_keep_plan_new_one (keeper_id, other_ids);
  ps_catalog_keep_async (ps_library_get_catalog (library), plan, 0, 1, NULL, chosen_cb, choosing_new (window, words));
}

static void
unmarked_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Choosing) choosing = user_data;
  g_autoptr(GError) error = NULL;

  done (choosing, ps_catalog_put_keepers_finish (PS_CATALOG (source), result, &error), error);
}

/**
 * ps_duplicates_unmark:
 * @window: where it is done
 * @ids: (element-type gint64): photos that are duplicates no more; what keepers got of them stays theirs
 */
void
ps_duplicates_unmark (PsWindow *window,
                      GArray   *ids)
{
  PsLibrary *library = ps_window_get_library (window);
  char *words;

  if (library == NULL || ids->len == 0)
    return;
  words = g_strdup_printf (ngettext ("%'u photo is marked no more", "%'u photos are marked no more", ids->len), ids->len);
  ps_catalog_put_keepers_async (ps_library_get_catalog (library), ps_keep_state_new_unmarked (ids), NULL, unmarked_cb,
                                choosing_new (window, words));
}

/* A whole shelf ---------------------------------------------------------------------------- */

typedef struct
{
  PsKeepPlan *plan;    /* owned */
  PsTally *tally;      /* owned */
  PsKeepState *before; /* owned, nullable: nothing is done yet */
  guint n_done, n_marked;
} Applying;

static void
free_applying (gpointer data)
{
  Applying *self = data;

  ps_keep_plan_unref (self->plan);
  g_object_unref (self->tally);
  g_clear_pointer (&self->before, ps_keep_state_free);
  g_free (self);
}

/* However it ended: what is done is said, and can be taken back. */
static void
end (GTask  *task,
     GError *error)
{
  PsWindow *window = g_task_get_source_object (task);
  Applying *self = g_task_get_task_data (task);

  if (self->before != NULL && ps_window_get_library (window) != NULL)
    {
      guint n = self->n_marked;
      g_autofree char *words = self->n_done < self->plan->choices->len
                                 /* Translators: it was ended before all were marked. */
                                 ? g_strdup_printf (ngettext ("Stopped: %'u photo is marked", "Stopped: %'u photos are marked", n), n)
                                 : g_strdup_printf (ngettext ("%'u photo is marked; nothing was deleted", "%'u photos are marked; nothing was deleted", n), n);

      push (window, words, g_steal_pointer (&self->before));
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void do_part (GTask *task);

static void
part_done_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Applying *self = g_task_get_task_data (task);
  GError *error = NULL;
  guint n_marked;
  PsKeepState *before = ps_catalog_keep_finish (PS_CATALOG (source), result, &n_marked, &error);

  if (before == NULL)
    {
      end (task, error);
      return;
    }
  if (self->before != NULL)
    ps_keep_state_append (self->before, before);
  else
    self->before = before;
  self->n_marked += n_marked;
  ps_tally_add (self->tally, MIN (PART, self->plan->choices->len - self->n_done), 0);
  self->n_done = MIN (self->n_done + PART, self->plan->choices->len);
  do_part (g_steal_pointer (&task));
}

/* Takes the task. */
static void
do_part (GTask *task)
{
  g_autoptr(GTask) owned = task;
  PsWindow *window = g_task_get_source_object (task);
  Applying *self = g_task_get_task_data (task);
  PsLibrary *library = ps_window_get_library (window);

  if (library == NULL || self->n_done == self->plan->choices->len || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    end (task, NULL);
  else
    ps_catalog_keep_async (ps_library_get_catalog (library), self->plan, self->n_done, PART, NULL, part_done_cb, g_steal_pointer (&owned));
}

/**
 * ps_duplicates_apply_async:
 * @window: where it is done
 * @plan: what is done
 * @tally: told how many groups are done, of how many
 * @cancellable: (nullable): ends it before its next part; what is done stays, and can be taken back
 * @callback: called at the end
 * @user_data: for @callback
 */
void
ps_duplicates_apply_async (PsWindow            *window,
                           PsKeepPlan          *plan,
                           PsTally             *tally,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (window, cancellable, callback, user_data);
  Applying *self = g_new0 (Applying, 1);

  g_task_set_source_tag (task, ps_duplicates_apply_async);
  g_task_set_check_cancellable (task, FALSE); /* to be ended is no error */
  self->plan = ps_keep_plan_ref (plan);
  self->tally = g_object_ref (tally);
  g_task_set_task_data (task, self, free_applying);
  ps_tally_set_total (tally, plan->choices->len, 0);
  do_part (task);
}

/**
 * ps_duplicates_apply_finish:
 * @window: where it was done
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether no error ended it
 */
gboolean
ps_duplicates_apply_finish (PsWindow      *window,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, window), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
