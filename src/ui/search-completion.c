/* src/ui/search-completion.c: under the search field, while it is typed in: what may be meant, to be taken.
 *
 * The focus stays in the field. Down and Up choose, Return takes what is chosen
 * (the first, to begin with), Escape closes; so does a click. What is taken stands
 * in the text as if it had been typed, and is a chip from then on.
 *
 *   a letter ─→ the catalogue completes ─→ rows ─→ one after the other is counted that was not yet
 */
#include "ui/search-completion.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "catalog/catalog-find.h"
#include "ui/query-words.h"

#define MAX_CHARS 80
#define LEAST_WIDTH 240

struct _PsSearchCompletion
{
  GtkPopover parent_instance;

  /* Owned */
  PsCatalog *catalog;        /* nullable */
  GPtrArray *completions;    /* of PsCompletion, a row each; nullable: nothing is shown */
  char *typed;               /* nullable: what they complete */
  GCancellable *cancellable; /* nullable: of what is asked about the text as it is */
  GtkSizeGroup *titles;      /* the column of titles */
  guint ask_source;          /* 0: none */

  /* Borrowed */
  GtkEditable *entry;        /* the parent */
  GtkWindow *window;         /* weak; nullable: nothing is shown */

  /* Children */
  GtkListBox *list;
};

enum { TAKEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsSearchCompletion, ps_search_completion, GTK_TYPE_POPOVER)

/* What is typed up to the cursor. %NULL: the cursor is within a word, which is not being typed. */
static char *
dup_typed (PsSearchCompletion *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  int position = gtk_editable_get_position (self->entry);
  const char *end = g_utf8_offset_to_pointer (text, position);

  if (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)) && *end != ')')
    return NULL;
  return g_strndup (text, (gsize) (end - text));
}

static const PsCompletion *
get_completion (PsSearchCompletion *self,
                GtkListBoxRow      *row)
{
  return g_ptr_array_index (self->completions, gtk_list_box_row_get_index (row));
}

/* Rows ------------------------------------------------------------------------------ */

/* “1,020”, and to a screen reader “Camera Nikon Z 8, 1,020 photos”. */
static void
say_count (GtkListBoxRow       *row,
           const PsCompletion  *completion)
{
  GtkLabel *label = g_object_get_data (G_OBJECT (row), "count");
  g_autofree char *value = ps_query_words_of_value (completion->field, completion->name);
  g_autofree char *visible = ps_text_visible (value, MAX_CHARS);
  g_autofree char *number = NULL, *photos = NULL, *name = NULL;
  const char *title = ps_query_words_of_field (completion->field);

  if (completion->is_field)
    {
      name = g_strconcat (title, ":", NULL);
    }
  else if (completion->n_photos < 0)
    {
      name = g_strdup_printf ("%s %s", title, visible);
    }
  else
    {
      number = g_strdup_printf ("%'" G_GINT64_FORMAT, completion->n_photos);
      photos = g_strdup_printf (ngettext ("%s photo", "%s photos", (gulong) completion->n_photos), number);
      /* Translators: a field of a search, its value, and what that finds: “Camera Nikon Z 8, 1,020 photos”. */
      name = g_strdup_printf (_("%1$s %2$s, %3$s"), title, visible, photos);
    }
  gtk_label_set_label (label, number != NULL ? number : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
make_label (const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_row (PsSearchCompletion  *self,
         const PsCompletion  *completion)
{
  g_autofree char *value = completion->is_field ? g_strdup (completion->text) : ps_query_words_of_value (completion->field, completion->name);
  g_autofree char *visible = ps_text_visible (value, MAX_CHARS);
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = make_label (ps_query_words_of_field (completion->field), "dim-label");
  GtkWidget *name = make_label (visible, NULL), *count = make_label (NULL, "dim-label");

  gtk_size_group_add_widget (self->titles, title);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data (G_OBJECT (row), "count", count);
  gtk_list_box_append (self->list, row);
  say_count (GTK_LIST_BOX_ROW (row), completion);
}

static void
clear_rows (PsSearchCompletion *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_pointer (&self->completions, g_ptr_array_unref);
  g_clear_pointer (&self->typed, g_free);
}

static void
choose (PsSearchCompletion *self,
        GtkListBoxRow      *row)
{
  gtk_list_box_select_row (self->list, row);
  if (row != NULL)
    gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  else
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
}

/* Open and closed ---------------------------------------------------------------------- */

static gboolean
is_open (PsSearchCompletion *self)
{
  return self->completions != NULL;
}

static void shut (PsSearchCompletion *self);

/* The list is a window of its own, which would stay above those of other programs. */
static void
window_active_cb (PsSearchCompletion *self)
{
  if (!gtk_window_is_active (self->window))
    shut (self);
}

static void
shut (PsSearchCompletion *self)
{
  g_clear_handle_id (&self->ask_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (!is_open (self))
    return;
  choose (self, NULL);
  clear_rows (self);
  if (self->window != NULL)
    g_signal_handlers_disconnect_by_func (self->window, window_active_cb, self);
  g_clear_weak_pointer (&self->window);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, FALSE, -1);
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* As wide as the field, and not wider than a narrow window. */
static void
unfold (PsSearchCompletion *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->entry));

  if (self->window == NULL && GTK_IS_WINDOW (root))
    {
      g_set_weak_pointer (&self->window, GTK_WINDOW (root));
      g_signal_connect_object (root, "notify::is-active", G_CALLBACK (window_active_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_widget_set_size_request (GTK_WIDGET (self->list), MAX (gtk_widget_get_width (GTK_WIDGET (self->entry)) - 12, LEAST_WIDTH), -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_EXPANDED, TRUE, -1);
  gtk_popover_popup (GTK_POPOVER (self));
}

/* In the text, as if it had been typed; with a blank behind it, for what comes next. */
static void
take (PsSearchCompletion *self,
      GtkListBoxRow      *row)
{
  const PsCompletion *completion = get_completion (self, row);
  g_autofree char *text = g_strconcat (completion->text, completion->is_field ? "" : " ", NULL);
  gboolean is_whole = !completion->is_field;
  int position = (int) completion->position, end = position + (int) completion->length;

  shut (self);
  gtk_editable_delete_text (self->entry, position, end);
  gtk_editable_insert_text (self->entry, text, -1, &position);
  gtk_editable_set_position (self->entry, position);
  if (is_whole)
    shut (self);
  if (is_whole)
    g_signal_emit (self, signals[TAKEN], 0);
}

/* Counting what was not --------------------------------------------------------------- */

static void count_next (PsSearchCompletion *self);

typedef struct
{
  PsSearchCompletion *self; /* owned */
  GCancellable *cancellable; /* owned */
  guint number;
} Counting;

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Counting *counting = user_data;
  PsSearchCompletion *self = counting->self;
  gint64 n_photos = ps_catalog_count_found_finish (PS_CATALOG (source), result, NULL);

  if (counting->cancellable == self->cancellable && is_open (self))
    {
      PsCompletion *completion = g_ptr_array_index (self->completions, counting->number);

      if (n_photos >= 0)
        {
          completion->n_photos = n_photos;
          say_count (gtk_list_box_get_row_at_index (self->list, (int) counting->number), completion);
          count_next (self);
        }
    }
  g_object_unref (counting->cancellable);
  g_object_unref (counting->self);
  g_free (counting);
}

/* One at a time, as long as nothing else is typed. */
static void
count_next (PsSearchCompletion *self)
{
  for (guint i = 0; i < self->completions->len; i++)
    {
      const PsCompletion *completion = g_ptr_array_index (self->completions, i);
      Counting *counting;

      if (completion->is_field || completion->n_photos >= 0)
        continue;
      counting = g_new (Counting, 1);
      *counting = (Counting) { g_object_ref (self), g_object_ref (self->cancellable), i };
      ps_catalog_count_found_async (self->catalog, completion->text, self->cancellable, counted_cb, counting);
      return;
    }
}

/* Asking --------------------------------------------------------------------------------- */

/* What is there already, whole, is nothing to take. */
static void
drop_what_is_there (GPtrArray  *completions,
                    const char *typed)
{
  for (guint i = completions->len; i-- > 0;)
    {
      const PsCompletion *completion = g_ptr_array_index (completions, i);

      if (g_str_equal (g_utf8_offset_to_pointer (typed, (glong) completion->position), completion->text))
        g_ptr_array_remove_index (completions, i);
    }
}

/* A field alone is no search: Return then means what is typed. */
static void
choose_first (PsSearchCompletion *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  choose (self, get_completion (self, first)->is_field ? NULL : first);
}

typedef struct
{
  PsSearchCompletion *self;  /* owned */
  GCancellable *cancellable; /* owned */
  char *typed;               /* owned */
} Asking;

static void
completed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Asking *asking = user_data;
  PsSearchCompletion *self = asking->self;
  g_autoptr(GPtrArray) completions = ps_catalog_complete_finish (PS_CATALOG (source), result, NULL);

  if (asking->cancellable == self->cancellable)
    {
      if (completions != NULL)
        drop_what_is_there (completions, asking->typed);
      if (completions == NULL || completions->len == 0)
        {
          shut (self);
        }
      else
        {
          clear_rows (self);
          self->completions = g_steal_pointer (&completions);
          self->typed = g_strdup (asking->typed);
          for (guint i = 0; i < self->completions->len; i++)
            add_row (self, g_ptr_array_index (self->completions, i));
          choose_first (self);
          unfold (self);
          count_next (self);
        }
    }
  g_object_unref (asking->cancellable);
  g_object_unref (asking->self);
  g_free (asking->typed);
  g_free (asking);
}

/* What is shown stays until the answer is here, so that nothing flickers. */
static void
ask (PsSearchCompletion *self)
{
  g_autofree char *typed = dup_typed (self);
  Asking *asking;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (typed == NULL || *typed == '\0' || self->catalog == NULL)
    {
      shut (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  asking = g_new (Asking, 1);
  *asking = (Asking) { g_object_ref (self), g_object_ref (self->cancellable), g_steal_pointer (&typed) };
  ps_catalog_complete_async (self->catalog, asking->typed, PS_COMPLETION_PATIENCE_MS, self->cancellable, completed_cb, asking);
}

static gboolean
ask_cb (gpointer user_data)
{
  PsSearchCompletion *self = user_data;

  self->ask_source = 0;
  ask (self);
  return G_SOURCE_REMOVE;
}

/* Of a text that something else puts there nothing is completed. The cursor moves only after the text has changed. */
static void
entry_changed_cb (PsSearchCompletion *self)
{
  if ((gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    shut (self);
  else if (self->ask_source == 0)
    self->ask_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, ask_cb, self, NULL);
}

/* Keys ------------------------------------------------------------------------------------- */

static gboolean
is_fresh (PsSearchCompletion *self)
{
  g_autofree char *typed = dup_typed (self);

  return g_strcmp0 (typed, self->typed) == 0;
}

/* Around the end to the beginning. */
static void
move (PsSearchCompletion *self,
      int                 by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int n = (int) self->completions->len;
  int to = row == NULL ? (by > 0 ? 0 : n - 1) : (gtk_list_box_row_get_index (row) + by + n) % n;

  choose (self, gtk_list_box_get_row_at_index (self->list, to));
}

static gboolean
key_pressed_cb (PsSearchCompletion *self,
                guint               key,
                guint               code,
                GdkModifierType     state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (!is_open (self) && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter))
    shut (self); /* what is on its way comes too late */
  if (!is_open (self) || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      shut (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (row != NULL && is_fresh (self))
        {
          take (self, row);
          return GDK_EVENT_STOP;
        }
      shut (self);
      return GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
row_activated_cb (PsSearchCompletion *self,
                  GtkListBoxRow      *row)
{
  if (is_fresh (self))
    take (self, row);
}

static void
ps_search_completion_dispose (GObject *object)
{
  PsSearchCompletion *self = PS_SEARCH_COMPLETION (object);

  g_clear_handle_id (&self->ask_source, g_source_remove);
  g_clear_weak_pointer (&self->window);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->catalog);
  g_clear_object (&self->titles);
  g_clear_pointer (&self->completions, g_ptr_array_unref);
  g_clear_pointer (&self->typed, g_free);
  G_OBJECT_CLASS (ps_search_completion_parent_class)->dispose (object);
}

static void
ps_search_completion_class_init (PsSearchCompletionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ps_search_completion_dispose;

  /**
   * PsSearchCompletion::taken:
   *
   * A whole term was put into the text.
   */
  signals[TAKEN] = g_signal_new ("taken", PS_TYPE_SEARCH_COMPLETION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ps_search_completion_init (PsSearchCompletion *self)
{
  self->titles = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Completions"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->list));
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_popover_set_offset (GTK_POPOVER (self), 0, 4);
  gtk_widget_set_can_focus (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "search-completion");
}

/**
 * ps_search_completion_new:
 * @entry: the search field; whoever lets go of it takes the list from it before, by gtk_widget_unparent()
 *
 * Returns: (transfer none): the list, a child of the field
 */
PsSearchCompletion *
ps_search_completion_new (GtkEditable *entry)
{
  PsSearchCompletion *self = g_object_new (PS_TYPE_SEARCH_COMPLETION, NULL);
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  self->entry = entry;
  gtk_widget_set_parent (GTK_WIDGET (self), GTK_WIDGET (entry));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_AUTOCOMPLETE, GTK_ACCESSIBLE_AUTOCOMPLETE_LIST,
                                  GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (shut), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "unmap", G_CALLBACK (shut), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * ps_search_completion_set_catalog:
 * @self: a list
 * @catalog: (nullable): whose names complete what is typed; %NULL: nothing does
 */
void
ps_search_completion_set_catalog (PsSearchCompletion *self,
                                  PsCatalog          *catalog)
{
  shut (self);
  g_set_object (&self->catalog, catalog);
}
