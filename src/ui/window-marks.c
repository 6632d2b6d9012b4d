/* src/ui/window-marks.c: stars and flags for what is selected, by key, by menu and from the facts. */
#include "ui/window-private.h"

#include <glib/gi18n.h>

#include "catalog/catalog-marks.h"
#include "ui/marks-words.h"

/* Taking back ------------------------------------------------------------------- */

/* Undo and redo are one: what is there now changes places with what is kept. */
typedef struct
{
  PsWindow *window; /* borrowed: the window has the deed */
  GArray *marks;    /* owned, of PsMark: as they are after it */
} Deed;

static void
clear_deed (gpointer data)
{
  g_array_unref (((Deed *) data)->marks);
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
  GArray *before = ps_catalog_restore_marks_finish (PS_CATALOG (source), result, &error);

  if (before == NULL)
    {
      ps_window_report (window, error);
      return;
    }
  g_array_unref (deed->marks);
  deed->marks = before;
}

static void
change_places (gpointer data)
{
  Deed *deed = data;

  g_object_ref (deed->window);
  ps_catalog_restore_marks_async (ps_library_get_catalog (deed->window->library), deed->marks, NULL, restored_cb, g_rc_box_acquire (deed));
}

/* Marking ------------------------------------------------------------------------ */

typedef struct
{
  PsWindow *window; /* owned */
  int rating;       /* PS_RATING_LEAVE: only the flag */
  PsFlag flag;
} Marking;

static void
free_marking (Marking *self)
{
  g_object_unref (self->window);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Marking, free_marking)

static char *
say_marked (const Marking *marking,
            guint          n_photos)
{
  g_autofree char *stars = NULL;

  if (marking->rating != PS_RATING_LEAVE)
    {
      stars = ps_marks_words_rating (marking->rating);
      /* Translators: “3 stars for 12 photos”. */
      return g_strdup_printf (ngettext ("%1$s for %2$'u photo", "%1$s for %2$'u photos", n_photos), stars, n_photos);
    }
  switch (marking->flag)
    {
    case PS_FLAG_PICK:
      return g_strdup_printf (ngettext ("%'u photo picked", "%'u photos picked", n_photos), n_photos);
    case PS_FLAG_REJECT:
      return g_strdup_printf (ngettext ("%'u photo rejected", "%'u photos rejected", n_photos), n_photos);
    case PS_FLAG_NONE:
    default:
      return g_strdup_printf (ngettext ("No flag on %'u photo", "No flag on %'u photos", n_photos), n_photos);
    }
}

static void
marked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Marking) marking = user_data;
  PsWindow *self = marking->window;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) before = ps_catalog_set_marks_finish (PS_CATALOG (source), result, &error);
  g_autofree char *words = NULL;
  Deed *deed;

  if (before == NULL)
    {
      ps_window_report (self, error);
      return;
    }
  if (before->len == 0)
    return; /* they have it already, and show it */
  words = say_marked (marking, before->len);
  deed = g_rc_box_new0 (Deed);
  deed->window = self;
  deed->marks = g_steal_pointer (&before);
  ps_undo_push (self->undo, words, change_places, change_places, deed, free_deed);
  ps_window_toast (self, words, TRUE);
}

static void
set_marks (PsWindow   *self,
           int         rating,
           const char *flag)
{
  g_autoptr(GArray) ids = ps_window_dup_target_ids (self);
  Marking *marking;

  if (self->library == NULL || ids->len == 0)
    return;
  marking = g_new0 (Marking, 1);
  marking->window = g_object_ref (self);
  marking->rating = rating;
  marking->flag = flag != NULL ? ps_marks_words_parse (flag) : PS_FLAG_NONE;
  ps_catalog_set_marks_async (ps_library_get_catalog (self->library), ids, rating, flag, self->cancellable, marked_cb, marking);
}

static void
rate (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  set_marks (user_data, CLAMP (g_variant_get_int32 (parameter), 0, 5), NULL);
}

static void
flag (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  const char *word = g_variant_get_string (parameter, NULL);

  if (*word == '\0' || ps_marks_words_parse (word) != PS_FLAG_NONE)
    set_marks (user_data, PS_RATING_LEAVE, word);
}

/* Keys: plain letters and digits, where nothing is typed ---------------------------- */

static void
add_key (GtkShortcutController *controller,
         guint                  key,
         const char            *action,
         GVariant              *argument)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (key, 0), gtk_named_action_new (action));

  gtk_shortcut_set_arguments (shortcut, argument);
  gtk_shortcut_controller_add_shortcut (controller, shortcut);
}

static void
add_keys (GtkWidget *widget)
{
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  for (int rating = 0; rating <= 5; rating++)
    {
      add_key (controller, GDK_KEY_0 + rating, "win.rate", g_variant_new_int32 (rating));
      add_key (controller, GDK_KEY_KP_0 + rating, "win.rate", g_variant_new_int32 (rating));
    }
  add_key (controller, GDK_KEY_p, "win.flag", g_variant_new_string ("pick"));
  add_key (controller, GDK_KEY_x, "win.flag", g_variant_new_string ("reject"));
  add_key (controller, GDK_KEY_u, "win.flag", g_variant_new_string (""));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (controller));
}

/**
 * ps_window_add_mark_actions:
 * @self: a window whose children are there
 */
void
ps_window_add_mark_actions (PsWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "rate", .activate = rate, .parameter_type = "i" },
    { .name = "flag", .activate = flag, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  add_keys (GTK_WIDGET (self->photos));
  add_keys (GTK_WIDGET (self->viewer));
}
