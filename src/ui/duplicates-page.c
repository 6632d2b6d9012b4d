/* src/ui/duplicates-page.c: Duplicates: three shelves and bursts apart, a rule for which one is kept, two compared.
 *
 * Of the groups only the numbers are read at once, and what is in one when its row
 * is shown. The scale looks for look-alikes anew when it rests; a rule is only told
 * until it is applied. Shelves are read again when the catalogue changes, the more
 * rarely the longer that takes. */
#include "ui/duplicates-page.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "sorting/twins.h"
#include "ui/bin-template.h"
#include "ui/duplicate-compare.h"
#include "ui/duplicate-list.h"
#include "ui/duplicate-row.h"
#include "ui/duplicate-shelf.h"
#include "ui/duplicate-words.h"
#include "ui/duplicates.h"
#include "ui/wrap-layout.h"

#define REST_MS 300       /* the scale rests so long before look-alikes are looked for */
#define RELOAD_MS 250
#define RELOAD_SHARE 8    /* reading takes at most about this part of the time */
#define WORK_SHOWN_MS 400 /* what takes less is not worth a word */
#define MAX_CHARS 200

struct _PsDuplicatesPage
{
  AdwBin parent_instance;

  /* Owned */
  PsLibrary *library;        /* nullable */
  GCancellable *cancellable; /* of what is read for this library */
  GCancellable *planning;    /* nullable */
  GCancellable *working;     /* nullable: nothing is under way that takes long */
  PsTally *tally;            /* of it; nullable */
  PsShelves *shelves;        /* nullable: not read yet */
  PsDuplicateList *groups;
  GtkSingleSelection *selection;
  PsKeepPlan *plan;          /* nullable: of the rule that is looked at */
  char *folder_path;         /* nullable: of that rule */

  gulong changed_handler;
  guint reload_timer, rest_timer, work_timer; /* sources */
  gint64 read_us;            /* how long reading took last */
  gint64 read_began_us;
  PsShelf shelf;             /* that is shown */
  guint distance;            /* as the catalogue has it */
  gboolean is_reading, is_applying, is_setting;

  /* Children */
  GtkWidget *buttons[PS_N_SHELVES];

  /* Template children */
  GtkStack *stack, *shelf_stack;
  GtkFlowBox *shelf_buttons;
  GtkLabel *note;
  GtkWidget *distance_box;
  GtkScale *scale;
  GtkAdjustment *adjustment;
  GtkRevealer *work;
  GtkLabel *work_words;
  GtkProgressBar *work_bar;
  GtkListView *list;
  AdwStatusPage *nothing_page;
  GtkRevealer *rule_panel;
  GtkWidget *rule_line;
  GtkDropDown *rule, *folder;
  GtkLabel *preview;
  GtkWidget *bar;
  GtkToggleButton *rule_button;
  GtkWidget *marked_button;
  PsDuplicateCompare *compare;
};

G_DEFINE_FINAL_TYPE (PsDuplicatesPage, ps_duplicates_page, ADW_TYPE_BIN)

static void reload (PsDuplicatesPage *self);
static void plan_soon (PsDuplicatesPage *self);

static PsWindow *
get_window (PsDuplicatesPage *self)
{
  return PS_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self), PS_TYPE_WINDOW));
}

static void
report (PsDuplicatesPage *self,
        const GError     *error)
{
  if (get_window (self) != NULL)
    ps_window_report (get_window (self), error);
}

static gboolean
is_comparing (PsDuplicatesPage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "compare") == 0;
}

/* Whether a rule may be looked at: of bursts none is kept in the place of the others. */
static gboolean
is_ruling (PsDuplicatesPage *self)
{
  return gtk_toggle_button_get_active (self->rule_button) && self->shelf != PS_SHELF_BURST;
}

static void
update_actions (PsDuplicatesPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  guint at = gtk_single_selection_get_selected (self->selection), n = g_list_model_get_n_items (G_LIST_MODEL (self->groups));

  gtk_widget_action_set_enabled (widget, "duplicates.apply", is_ruling (self) && self->plan != NULL && self->plan->n_photos > 0 && self->working == NULL);
  gtk_widget_action_set_enabled (widget, "duplicates.previous", at != GTK_INVALID_LIST_POSITION && at > 0);
  gtk_widget_action_set_enabled (widget, "duplicates.next", at != GTK_INVALID_LIST_POSITION && at + 1 < n);
  gtk_widget_action_set_enabled (widget, "duplicates.cancel", self->working != NULL);
}

/* What takes long --------------------------------------------------------------------- */

static gboolean
work_due_cb (gpointer user_data)
{
  PsDuplicatesPage *self = user_data;

  self->work_timer = 0;
  gtk_revealer_set_reveal_child (self->work, TRUE);
  return G_SOURCE_REMOVE;
}

static void
say_work (PsDuplicatesPage *self)
{
  PsTallyNumbers numbers = ps_tally_read (self->tally);
  guint n_done = (guint) MAX (numbers.n_done, 0), n_all = (guint) MAX (numbers.n_total, 0);
  g_autofree char *words = NULL;

  if (self->is_applying)
    words = g_strdup_printf (ngettext ("Marking in %1$'u of %2$'u group", "Marking in %1$'u of %2$'u groups", n_all), n_done, n_all);
  else if (numbers.n_total < 0 || (n_all > 0 && n_done == n_all))
    words = g_strdup (_("Looking for look-alikes"));
  else
    words = g_strdup_printf (ngettext ("Looking for look-alikes: %1$'u of %2$'u photo compared", "Looking for look-alikes: %1$'u of %2$'u photos compared", n_all),
                             n_done, n_all);
  gtk_label_set_label (self->work_words, words);
  gtk_progress_bar_set_fraction (self->work_bar, n_all > 0 ? (double) n_done / n_all : 0);
}

static void
begin_work (PsDuplicatesPage *self,
            gboolean          is_applying)
{
  self->is_applying = is_applying;
  self->working = g_cancellable_new ();
  self->tally = ps_tally_new ();
  g_signal_connect_object (self->tally, "changed", G_CALLBACK (say_work), self, G_CONNECT_SWAPPED);
  say_work (self);
  if (self->work_timer == 0 && !gtk_revealer_get_reveal_child (self->work))
    self->work_timer = g_timeout_add (WORK_SHOWN_MS, work_due_cb, self);
  update_actions (self);
}

static void
end_work (PsDuplicatesPage *self)
{
  if (self->tally != NULL)
    g_signal_handlers_disconnect_by_data (self->tally, self);
  g_clear_object (&self->tally);
  g_clear_object (&self->working);
  g_clear_handle_id (&self->work_timer, g_source_remove);
  gtk_revealer_set_reveal_child (self->work, FALSE);
  update_actions (self);
}

static void
cancel (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  g_cancellable_cancel (PS_DUPLICATES_PAGE (widget)->working);
}

/* The scale ------------------------------------------------------------------------------ */

static guint
get_distance (PsDuplicatesPage *self)
{
  return (guint) (gtk_adjustment_get_value (self->adjustment) + 0.5);
}

static void
put_distance (PsDuplicatesPage *self,
              guint             distance)
{
  self->is_setting = TRUE;
  gtk_adjustment_set_value (self->adjustment, distance);
  self->is_setting = FALSE;
}

typedef struct
{
  PsDuplicatesPage *page;    /* owned */
  GCancellable *cancellable; /* owned */
  guint distance;
} Finding;

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Finding *finding = user_data;
  g_autoptr(PsDuplicatesPage) self = finding->page;
  g_autoptr(GCancellable) cancellable = finding->cancellable;
  g_autoptr(GError) error = NULL;
  gint64 n = ps_catalog_find_look_alikes_finish (PS_CATALOG (source), result, &error);

  if (self->library == NULL || self->working != cancellable)
    return; /* overtaken by a later one */
  end_work (self);
  if (n >= 0)
    self->distance = finding->distance;
  else
    {
      put_distance (self, self->distance); /* it stays as it was */
      report (self, error);
    }
  reload (self);
}

static void
find (PsDuplicatesPage *self)
{
  Finding *finding;

  g_cancellable_cancel (self->working);
  end_work (self);
  begin_work (self, FALSE);
  finding = g_new (Finding, 1);
  *finding = (Finding) { g_object_ref (self), g_object_ref (self->working), get_distance (self) };
  ps_catalog_find_look_alikes_async (ps_library_get_catalog (self->library), finding->distance, self->tally, self->working, found_cb, finding);
}

static gboolean
rested_cb (gpointer user_data)
{
  PsDuplicatesPage *self = user_data;

  self->rest_timer = 0;
  if (self->library == NULL || self->is_applying)
    return G_SOURCE_REMOVE;
  if (get_distance (self) != self->distance || self->working != NULL)
    find (self);
  return G_SOURCE_REMOVE;
}

/* A mouse leaves it between two steps: it goes to the nearer. */
static void
distance_changed_cb (PsDuplicatesPage *self)
{
  double value = gtk_adjustment_get_value (self->adjustment);

  if (value != get_distance (self))
    {
      gtk_adjustment_set_value (self->adjustment, get_distance (self)); /* comes here again */
      return;
    }
  if (self->is_setting)
    return;
  g_clear_handle_id (&self->rest_timer, g_source_remove);
  self->rest_timer = g_timeout_add (REST_MS, rested_cb, self);
}

static void
distance_read_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(PsDuplicatesPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = ps_catalog_get_setting_finish (PS_CATALOG (source), result, &error);

  if (error != NULL || self->library == NULL)
    return;
  self->distance = text != NULL ? (guint) MIN (g_ascii_strtoull (text, NULL, 10), PS_LOOK_ALIKES_MOST_BITS) : PS_TWINS_DISTANCE;
  if (self->working == NULL && self->rest_timer == 0)
    put_distance (self, self->distance);
}

/* A rule, told before it is applied ---------------------------------------------------------- */

static PsKeepRule
get_rule (PsDuplicatesPage *self)
{
  guint rule = gtk_drop_down_get_selected (self->rule);

  return rule < PS_N_KEEP_RULES ? (PsKeepRule) rule : PS_KEEP_BEST;
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsDuplicatesPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;
  PsKeepPlan *plan = ps_catalog_plan_keepers_finish (PS_CATALOG (source), result, &error);

  if (plan == NULL)
    return; /* overtaken, or says so when it is applied */
  if (self->library == NULL || !is_ruling (self))
    {
      ps_keep_plan_unref (plan);
      return;
    }
  g_clear_pointer (&self->plan, ps_keep_plan_unref);
  self->plan = plan;
  words = ps_duplicate_words_plan (plan, get_rule (self));
  gtk_label_set_label (self->preview, words);
  update_actions (self);
}

/* Tells the rule that is chosen, in the rows and in words. */
static void
plan_soon (PsDuplicatesPage *self)
{
  gboolean is_folder = is_ruling (self) && get_rule (self) == PS_KEEP_FOLDER;
  GtkStringObject *choice = is_folder ? gtk_drop_down_get_selected_item (self->folder) : NULL;

  g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  g_clear_pointer (&self->plan, ps_keep_plan_unref);
  g_free (self->folder_path);
  self->folder_path = g_strdup (choice != NULL ? gtk_string_object_get_string (choice) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->folder), is_folder);
  ps_duplicate_list_set_rule (self->groups, is_ruling (self) ? get_rule (self) : PS_NO_RULE, self->folder_path);
  update_actions (self);
  if (self->library == NULL || !is_ruling (self))
    return;
  self->planning = g_cancellable_new ();
  ps_catalog_plan_keepers_async (ps_library_get_catalog (self->library), self->shelf, get_rule (self), self->folder_path, self->planning,
                                 planned_cb, g_object_ref (self));
}

static void
rule_changed_cb (PsDuplicatesPage *self)
{
  if (!self->is_setting && self->groups != NULL)
    plan_soon (self);
}

static void
rule_toggled_cb (PsDuplicatesPage *self)
{
  gtk_revealer_set_reveal_child (self->rule_panel, is_ruling (self));
  plan_soon (self);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsDuplicatesPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean done = ps_duplicates_apply_finish (PS_WINDOW (source), result, &error);

  self->is_applying = FALSE;
  if (self->library == NULL)
    return;
  end_work (self);
  if (!done)
    report (self, error);
  reload (self);
}

static void
apply (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  PsDuplicatesPage *self = PS_DUPLICATES_PAGE (widget);

  if (self->library == NULL || self->plan == NULL || self->working != NULL || get_window (self) == NULL)
    return;
  begin_work (self, TRUE);
  ps_duplicates_apply_async (get_window (self), self->plan, self->tally, self->working, applied_cb, g_object_ref (self));
}

static void
show_marked (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PsDuplicatesPage *self = PS_DUPLICATES_PAGE (widget);
  g_autoptr(PsPhotoQuery) query = ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, "is:duplicate", PS_ORDER_NEWEST_FIRST);

  if (get_window (self) == NULL)
    return;
  gtk_widget_activate_action (widget, "win.show-set", "(uxss)", (guint32) PS_PHOTOS_ALL, (gint64) 0, "", _("All Photos"));
  ps_window_show_query (get_window (self), query, _("All Photos"));
}

/* Shelves -------------------------------------------------------------------------------------- */

/* The folder that was chosen stays chosen. */
static void
fill_folders (PsDuplicatesPage *self,
              GPtrArray        *folders)
{
  GtkStringObject *choice = gtk_drop_down_get_selected_item (self->folder);
  g_autofree char *chosen = g_strdup (choice != NULL ? gtk_string_object_get_string (choice) : NULL);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint at = 0;

  for (guint i = 0; i < folders->len; i++)
    {
      if (g_strcmp0 (g_ptr_array_index (folders, i), chosen) == 0)
        at = i;
      gtk_string_list_append (names, g_ptr_array_index (folders, i));
    }
  self->is_setting = TRUE;
  gtk_drop_down_set_model (self->folder, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->folder, folders->len > 0 ? at : GTK_INVALID_LIST_POSITION);
  self->is_setting = FALSE;
}

static void
show_shelf (PsDuplicatesPage *self)
{
  const PsShelfContents *contents = &self->shelves->of[self->shelf];
  gint64 n_settled = 0;

  for (int shelf = 0; shelf < PS_N_SHELVES; shelf++)
    {
      ps_duplicate_shelf_set_contents (PS_DUPLICATE_SHELF (self->buttons[shelf]), &self->shelves->of[shelf]);
      n_settled += shelf != PS_SHELF_BURST ? self->shelves->of[shelf].n_settled : 0;
    }
  gtk_label_set_label (self->note, ps_duplicate_words_note (self->shelf));
  gtk_widget_set_visible (self->distance_box, self->shelf == PS_SHELF_LOOK);
  gtk_widget_set_visible (GTK_WIDGET (self->rule_button), self->shelf != PS_SHELF_BURST && contents->groups->len > 0);
  gtk_widget_set_visible (self->marked_button, n_settled > 0);
  gtk_widget_set_visible (self->bar, gtk_widget_get_visible (GTK_WIDGET (self->rule_button)) || n_settled > 0);
  gtk_revealer_set_reveal_child (self->rule_panel, is_ruling (self) && contents->groups->len > 0);
  fill_folders (self, contents->folders);
  ps_duplicate_list_show (self->groups, ps_library_get_catalog (self->library), self->shelf, contents);
  adw_status_page_set_title (self->nothing_page, self->shelf == PS_SHELF_BURST ? _("No Bursts") : _("Nothing on This Shelf"));
  adw_status_page_set_description (self->nothing_page, ps_duplicate_words_none (self->shelf));
  gtk_stack_set_visible_child_name (self->shelf_stack, contents->groups->len > 0 ? "groups" : "nothing");
  plan_soon (self);
}

static void
go_back (PsDuplicatesPage *self)
{
  guint at = gtk_single_selection_get_selected (self->selection);

  if (!is_comparing (self))
    return;
  gtk_stack_set_visible_child_name (self->stack, "shelves");
  ps_duplicate_compare_show (self->compare, NULL, 0, 0);
  if (at != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", at);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
compare_at (PsDuplicatesPage *self,
            guint             position)
{
  g_autoptr(PsDuplicateItem) item = g_list_model_get_item (G_LIST_MODEL (self->groups), position);

  if (item == NULL)
    return;
  gtk_single_selection_set_selected (self->selection, position);
  ps_duplicate_compare_show (self->compare, item, position, g_list_model_get_n_items (G_LIST_MODEL (self->groups)));
  if (!is_comparing (self))
    {
      gtk_stack_set_visible_child_name (self->stack, "compare");
      gtk_widget_grab_focus (GTK_WIDGET (self->compare));
    }
  update_actions (self);
}

/* The group that is compared stays; where it is no more, there is nothing to compare. */
static void
follow_compared (PsDuplicatesPage *self)
{
  PsDuplicateItem *item = ps_duplicate_compare_get_item (self->compare);
  guint position;

  if (item == NULL || !is_comparing (self))
    return;
  if (ps_duplicate_list_find (self->groups, ps_duplicate_item_get_id (item), &position))
    {
      gtk_single_selection_set_selected (self->selection, position);
      update_actions (self);
    }
  else
    go_back (self);
}

static void
shelves_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PsDuplicatesPage) self = user_data;
  g_autoptr(GError) error = NULL;
  PsShelves *shelves = ps_catalog_list_shelves_finish (PS_CATALOG (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->library == NULL)
    {
      g_clear_pointer (&shelves, ps_shelves_free);
      return;
    }
  self->is_reading = FALSE;
  self->read_us = g_get_monotonic_time () - self->read_began_us;
  if (shelves == NULL)
    {
      report (self, error);
      return;
    }
  g_clear_pointer (&self->shelves, ps_shelves_free);
  self->shelves = shelves;
  show_shelf (self);
  if (is_comparing (self))
    follow_compared (self);
  else
    gtk_stack_set_visible_child_name (self->stack, shelves->is_looked_for || shelves->of[PS_SHELF_BYTES].groups->len > 0 ? "shelves" : "not-looked");
}

static void
reload (PsDuplicatesPage *self)
{
  PsCatalog *catalog;

  g_clear_handle_id (&self->reload_timer, g_source_remove);
  if (self->library == NULL || self->is_reading || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  catalog = ps_library_get_catalog (self->library);
  self->is_reading = TRUE;
  self->read_began_us = g_get_monotonic_time ();
  ps_catalog_list_shelves_async (catalog, self->cancellable, shelves_read_cb, g_object_ref (self));
  ps_catalog_get_setting_async (catalog, PS_SETTING_DUPLICATES_DISTANCE, self->cancellable, distance_read_cb, g_object_ref (self));
}

static gboolean
reload_due_cb (gpointer user_data)
{
  PsDuplicatesPage *self = user_data;

  self->reload_timer = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
catalog_changed_cb (PsDuplicatesPage *self,
                    PsChange         *change)
{
  if ((change->kinds & (PS_CHANGE_PHOTOS | PS_CHANGE_ADDED)) && self->reload_timer == 0)
    self->reload_timer = g_timeout_add ((guint) MAX (RELOAD_MS, self->read_us / 1000 * RELOAD_SHARE), reload_due_cb, self);
}

static void
shelf_toggled_cb (PsDuplicatesPage *self,
                  GtkToggleButton  *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (int shelf = 0; shelf < PS_N_SHELVES; shelf++)
    if (GTK_WIDGET (button) == self->buttons[shelf])
      self->shelf = (PsShelf) shelf;
  if (self->shelves != NULL)
    show_shelf (self);
}

/* Going from group to group ---------------------------------------------------------------------- */

static void
activated_cb (PsDuplicatesPage *self,
              guint             position)
{
  compare_at (self, position);
}

static void
go (GtkWidget  *widget,
    const char *action_name,
    GVariant   *parameter)
{
  PsDuplicatesPage *self = PS_DUPLICATES_PAGE (widget);
  guint at = gtk_single_selection_get_selected (self->selection);

  if (g_str_equal (action_name, "duplicates.back"))
    go_back (self);
  else if (!is_comparing (self) || at == GTK_INVALID_LIST_POSITION)
    return;
  else if (g_str_equal (action_name, "duplicates.next"))
    compare_at (self, at + 1);
  else if (at > 0)
    compare_at (self, at - 1);
}

/* Rows ----------------------------------------------------------------------------------------------- */

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              PsDuplicatesPage         *self)
{
  gtk_list_item_set_child (list_item, ps_duplicate_row_new ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             PsDuplicatesPage         *self)
{
  PsWindow *window = get_window (self);

  ps_duplicate_row_set_item (PS_DUPLICATE_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item),
                             window != NULL ? ps_window_get_textures (window) : NULL);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               PsDuplicatesPage         *self)
{
  ps_duplicate_row_set_item (PS_DUPLICATE_ROW (gtk_list_item_get_child (list_item)), NULL, NULL);
}

/* The page itself -------------------------------------------------------------------------------------- */

static void
ps_duplicates_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ps_duplicates_page_parent_class)->map (widget);
  reload (PS_DUPLICATES_PAGE (widget));
}

static void
ps_duplicates_page_dispose (GObject *object)
{
  PsDuplicatesPage *self = PS_DUPLICATES_PAGE (object);

  if (self->groups != NULL)
    ps_duplicates_page_set_library (self, NULL);
  ps_bin_template_dispose (object, PS_TYPE_DUPLICATES_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->groups);
  G_OBJECT_CLASS (ps_duplicates_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *klass)
{
#define CHILD(name) gtk_widget_class_bind_template_child (klass, PsDuplicatesPage, name)
  CHILD (stack);
  CHILD (shelf_stack);
  CHILD (shelf_buttons);
  CHILD (note);
  CHILD (distance_box);
  CHILD (scale);
  CHILD (adjustment);
  CHILD (work);
  CHILD (work_words);
  CHILD (work_bar);
  CHILD (list);
  CHILD (nothing_page);
  CHILD (rule_panel);
  CHILD (rule_line);
  CHILD (rule);
  CHILD (folder);
  CHILD (preview);
  CHILD (bar);
  CHILD (rule_button);
  CHILD (marked_button);
  CHILD (compare);
#undef CHILD
}

static void
ps_duplicates_page_class_init (PsDuplicatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PS_TYPE_DUPLICATE_COMPARE);
  G_OBJECT_CLASS (klass)->dispose = ps_duplicates_page_dispose;
  widget_class->map = ps_duplicates_page_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/duplicates-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, distance_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rule_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, rule_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "duplicates.apply", NULL, apply);
  gtk_widget_class_install_action (widget_class, "duplicates.cancel", NULL, cancel);
  gtk_widget_class_install_action (widget_class, "duplicates.show-marked", NULL, show_marked);
  gtk_widget_class_install_action (widget_class, "duplicates.back", NULL, go);
  gtk_widget_class_install_action (widget_class, "duplicates.previous", NULL, go);
  gtk_widget_class_install_action (widget_class, "duplicates.next", NULL, go);
}

static void
add_buttons (PsDuplicatesPage *self)
{
  for (int shelf = 0; shelf < PS_N_SHELVES; shelf++)
    {
      GtkWidget *button = ps_duplicate_shelf_new ((PsShelf) shelf), *child;

      self->buttons[shelf] = button;
      if (shelf > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->buttons[0]));
      if (shelf == PS_SHELF_BURST)
        gtk_widget_add_css_class (button, "apart");
      gtk_flow_box_append (self->shelf_buttons, button);
      child = gtk_widget_get_parent (button);
      gtk_widget_set_focusable (child, FALSE); /* the button is what is acted on */
      g_signal_connect_object (button, "toggled", G_CALLBACK (shelf_toggled_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[0]), TRUE);
}

static void
add_rules (PsDuplicatesPage *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (int rule = 0; rule < PS_N_KEEP_RULES; rule++)
    gtk_string_list_append (names, ps_duplicate_words_rule ((PsKeepRule) rule));
  self->is_setting = TRUE;
  gtk_drop_down_set_model (self->rule, G_LIST_MODEL (names));
  self->is_setting = FALSE;
  gtk_widget_set_layout_manager (self->rule_line, ps_wrap_layout_new (9));
}

static void
ps_duplicates_page_init (PsDuplicatesPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->groups = ps_duplicate_list_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->groups)));
  self->distance = PS_TWINS_DISTANCE;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_rules (self);
  add_buttons (self);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  update_actions (self);
}

/**
 * ps_duplicates_page_new:
 *
 * Returns: (transfer floating): the duplicates of no library
 */
GtkWidget *
ps_duplicates_page_new (void)
{
  return g_object_new (PS_TYPE_DUPLICATES_PAGE, NULL);
}

/**
 * ps_duplicates_page_set_library:
 * @self: a page
 * @library: (nullable): whose duplicates it shows; %NULL before that is closed
 */
void
ps_duplicates_page_set_library (PsDuplicatesPage *self,
                                PsLibrary        *library)
{
  g_clear_handle_id (&self->reload_timer, g_source_remove);
  g_clear_handle_id (&self->rest_timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  g_cancellable_cancel (self->working);
  end_work (self);
  if (self->library != NULL)
    g_clear_signal_handler (&self->changed_handler, ps_library_get_catalog (self->library));
  g_clear_pointer (&self->plan, ps_keep_plan_unref);
  g_clear_pointer (&self->folder_path, g_free);
  g_clear_pointer (&self->shelves, ps_shelves_free);
  ps_duplicate_compare_set_library (self->compare, library);
  ps_duplicate_list_clear (self->groups);
  gtk_stack_set_visible_child_name (self->stack, "reading");
  self->is_reading = FALSE;
  self->read_us = 0;
  g_set_object (&self->library, library);
  if (library == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->changed_handler = g_signal_connect_swapped (ps_library_get_catalog (library), "changed", G_CALLBACK (catalog_changed_cb), self);
  reload (self);
}
