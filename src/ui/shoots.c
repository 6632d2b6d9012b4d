/* src/ui/shoots.c: what is done to shoots, said in a toast, and taken back. */
#include "ui/shoots.h"

#include <glib/gi18n.h>

#include "base/text.h"

/* Edits: undo and redo are one, what is there now changes places with what is kept ------- */

typedef struct
{
  PsWindow *window;       /* borrowed: the window has the deed */
  PsShootsBefore *before; /* owned; NULL: on its way */
} Deed;

static void
clear_deed (gpointer data)
{
  g_clear_pointer (&((Deed *) data)->before, ps_shoots_before_free);
}

static void
free_deed (gpointer data)
{
  g_rc_box_release_full (data, clear_deed);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, free_deed)

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;
  g_autoptr(PsWindow) window = deed->window; /* given by change_places() */
  g_autoptr(GError) error = NULL;

  deed->before = ps_catalog_restore_shoots_finish (PS_CATALOG (source), result, &error);
  if (deed->before == NULL)
    ps_window_report (window, error);
}

static void
change_places (gpointer data)
{
  Deed *deed = data;

  if (deed->before == NULL)
    return;
  g_object_ref (deed->window);
  ps_catalog_restore_shoots_async (ps_library_get_catalog (ps_window_get_library (deed->window)), g_steal_pointer (&deed->before), NULL,
                                   restored_cb, g_rc_box_acquire (deed));
}

typedef struct
{
  PsWindow *window; /* owned */
  char *words;      /* owned */
} Editing;

static void
free_editing (Editing *self)
{
  g_object_unref (self->window);
  g_free (self->words);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Editing, free_editing)

static void
edited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Editing) editing = user_data;
  g_autoptr(GError) error = NULL;
  PsShootsBefore *before = ps_catalog_edit_shoots_finish (PS_CATALOG (source), result, NULL, &error);
  Deed *deed;

  if (before == NULL)
    {
      ps_window_report (editing->window, error);
      return;
    }
  deed = g_rc_box_new0 (Deed);
  deed->window = editing->window;
  deed->before = before;
  ps_undo_push (ps_window_get_undo (editing->window), editing->words, change_places, change_places, deed, free_deed);
  ps_window_toast (editing->window, editing->words, TRUE);
}

/**
 * ps_shoots_edit:
 * @window: where it is done
 * @edit: what to do
 * @words: what is done then
 */
void
ps_shoots_edit (PsWindow          *window,
                const PsShootEdit *edit,
                const char        *words)
{
  PsLibrary *library = ps_window_get_library (window);
  Editing *editing;

  if (library == NULL)
    return;
  editing = g_new0 (Editing, 1);
  editing->window = g_object_ref (window);
  editing->words = g_strdup (words);
  ps_catalog_edit_shoots_async (ps_library_get_catalog (library), edit, NULL, edited_cb, editing);
}

/**
 * ps_shoots_add_photos:
 * @window: where it is done
 * @shoot_id: a shoot
 * @name: what it is called
 * @ids: (element-type gint64): photos that come into it
 */
void
ps_shoots_add_photos (PsWindow   *window,
                      gint64      shoot_id,
                      const char *name,
                      GArray     *ids)
{
  g_autoptr(GArray) shoots = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *visible = ps_text_visible (name, 60);
  /* Translators: how many photos, and a shoot's name. */
  g_autofree char *words = g_strdup_printf (ngettext ("%1$'u photo moved to %2$s", "%1$'u photos moved to %2$s", ids->len), ids->len, visible);
  PsShootEdit edit = { .deed = PS_SHOOT_ADD, .shoot_ids = shoots, .photo_ids = ids };

  g_array_append_val (shoots, shoot_id);
  ps_shoots_edit (window, &edit, words);
}

/* Finding ------------------------------------------------------------------------------- */

typedef struct
{
  PsWindow *window; /* borrowed: the window has the deed */
  int before, after;
} Finding;

static void
found_quietly_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(PsWindow) window = user_data;
  g_autoptr(GError) error = NULL;
  PsShootsFound found;

  if (!ps_catalog_find_shoots_finish (PS_CATALOG (source), result, &found, &error))
    ps_window_report (window, error);
}

static void
find_at (PsWindow *window,
         int       level)
{
  ps_catalog_find_shoots_async (ps_library_get_catalog (ps_window_get_library (window)), level, NULL, found_quietly_cb, g_object_ref (window));
}

static void
undo_find (gpointer data)
{
  find_at (((Finding *) data)->window, ((Finding *) data)->before);
}

static void
redo_find (gpointer data)
{
  find_at (((Finding *) data)->window, ((Finding *) data)->after);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Finding *finding = user_data;
  g_autoptr(PsWindow) window = finding->window; /* given by ps_shoots_steer() */
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;
  PsShootsFound found;

  if (!ps_catalog_find_shoots_finish (PS_CATALOG (source), result, &found, &error))
    {
      ps_window_report (window, error);
      g_free (finding);
      return;
    }
  words = g_strdup_printf (ngettext ("%'u shoot found", "%'u shoots found", (gulong) found.n_shoots), (guint) found.n_shoots);
  ps_undo_push (ps_window_get_undo (window), words, undo_find, redo_find, finding, g_free);
  ps_window_toast (window, words, TRUE);
}

/**
 * ps_shoots_steer:
 * @window: where it is done
 * @level: how many there shall be
 * @before: the level until now
 *
 * Finds shoots anew; what people accepted or made stays as it is.
 */
void
ps_shoots_steer (PsWindow *window,
                int       level,
                int       before)
{
  PsLibrary *library = ps_window_get_library (window);
  Finding *finding;

  if (library == NULL)
    return;
  finding = g_new0 (Finding, 1);
  finding->window = g_object_ref (window);
  finding->before = before;
  finding->after = level;
  ps_catalog_find_shoots_async (ps_library_get_catalog (library), level, NULL, found_cb, finding);
}
