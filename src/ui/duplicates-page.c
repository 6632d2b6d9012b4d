/* src/ui/duplicates-page.c: Duplicates: three shelves and bursts apart, a rule for which one is kept, two compared.
 *
 * Of the groups only the numbers are read at once, and what is in one when its row
 * is shown. A rule is only told until it is applied. Shelves are read again when the catalogue changes, the more
 * rarely the longer that takes. */
#include "ui/duplicates-page.h"

#include <glib/gi18n.h>

#include "ui/bin-template.h"
#include "ui/duplicate-compare.h"
#include "ui/duplicate-distance.h"
#include "ui/duplicate-list.h"
#include "ui/duplicate-row.h"
#include "ui/duplicate-rules.h"
#include "ui/duplicate-shelf.h"
#include "ui/duplicate-words.h"
#include "ui/duplicates.h"
#include "ui/long-work.h"

#define RELOAD_MS 250
#define RELOAD_SHARE 8 /* reading takes at most about this part of the time */

struct _PsDuplicatesPage
{
  AdwBin parent_instance;

  /* Owned */
  PsLibrary *library;        /* nullable */
  GCancellable *cancellable; /* of what is read for this library */
  PsDuplicateShelves *shelves;        /* nullable: not read yet */
  PsDuplicateList *groups;
  GtkSingleSelection *selection;

  gulong changed_handler;
  guint reload_timer;        /* source */
  gint64 read_us;            /* how long reading took last */
  gint64 read_began_us;
  PsShelf shelf;             /* that is shown */
  gboolean is_reading, reads_again; /* again: it changed meanwhile */
  gboolean is_soon;          /* the timer is for what a person waits for */

  /* Children */
  GtkWidget *buttons[PS_N_SHELVES];

  /* Template children */
  GtkStack *stack, *shelf_stack;
  GtkFlowBox *shelf_buttons;
  GtkLabel *note;
  PsDuplicateDistance *distance;
  PsLongWork *work;
  GtkListView *list;
  AdwStatusPage *nothing_page;
  GtkRevealer *rule_panel;
  PsDuplicateRules *rules;
  GtkWidget *bar;
  GtkToggleButton *rule_button;
  GtkWidget *marked_button;
  PsDuplicateCompare *compare;
};

G_DEFINE_FINAL_TYPE (PsDuplicatesPage, ps_duplicates_page, ADW_TYPE_BIN)

static void reload (PsDuplicatesPage *self);

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
  PsKeepPlan *plan = ps_duplicate_rules_get_plan (self->rules);
  guint at = gtk_single_selection_get_selected (self->selection), n = g_list_model_get_n_items (G_LIST_MODEL (self->groups));

  gtk_widget_action_set_enabled (widget, "duplicates.apply", is_ruling (self) && plan != NULL && plan->n_photos > 0
                                                                     && ps_long_work_get_current (self->work) == NULL);
  gtk_widget_action_set_enabled (widget, "duplicates.previous", at != GTK_INVALID_LIST_POSITION && at > 0);
  gtk_widget_action_set_enabled (widget, "duplicates.next", at != GTK_INVALID_LIST_POSITION && at + 1 < n);
}

/* A rule, told before it is applied ---------------------------------------------------------- */

/* In the rows, and in words. */
static void
look_at_rule (PsDuplicatesPage *self)
{
  gboolean looks = self->library != NULL && is_ruling (self);

  if (looks)
    {
      ps_duplicate_list_set_rule (self->groups, ps_duplicate_rules_get_rule (self->rules), ps_duplicate_rules_get_folder (self->rules));
      ps_duplicate_rules_look (self->rules, ps_library_get_catalog (self->library), self->shelf);
    }
  else
    {
      ps_duplicate_list_set_rule (self->groups, PS_NO_RULE, NULL);
      ps_duplicate_rules_stop (self->rules);
    }
  update_actions (self);
}

static void
rule_toggled_cb (PsDuplicatesPage *self)
{
  gtk_revealer_set_reveal_child (self->rule_panel, is_ruling (self));
  look_at_rule (self);
}

static char *
tell_applying (guint n_done,
               guint n_all)
{
  /* Translators: how many groups are done, of how many. */
  return g_strdup_printf (ngettext ("Marking in %1$'u of %2$'u group", "Marking in %1$'u of %2$'u groups", n_all), n_done, n_all);
}

static void
applied_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsDuplicatesPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean done = ps_duplicates_apply_finish (PS_WINDOW (source), result, &error);

  if (self->library == NULL)
    return;
  ps_long_work_end (self->work);
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
  PsKeepPlan *plan = ps_duplicate_rules_get_plan (self->rules);
  GCancellable *cancellable;

  if (self->library == NULL || plan == NULL || ps_long_work_get_current (self->work) != NULL || get_window (self) == NULL)
    return;
  cancellable = ps_long_work_begin (self->work, tell_applying);
  ps_duplicates_apply_async (get_window (self), plan, ps_long_work_get_tally (self->work), cancellable, applied_cb, g_object_ref (self));
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
  gtk_widget_set_visible (GTK_WIDGET (self->distance), self->shelf == PS_SHELF_LOOK);
  gtk_widget_set_visible (GTK_WIDGET (self->rule_button), self->shelf != PS_SHELF_BURST && contents->groups->len > 0);
  gtk_widget_set_visible (self->marked_button, n_settled > 0);
  gtk_widget_set_visible (self->bar, gtk_widget_get_visible (GTK_WIDGET (self->rule_button)) || n_settled > 0);
  gtk_revealer_set_reveal_child (self->rule_panel, is_ruling (self) && contents->groups->len > 0);
  ps_duplicate_rules_set_folders (self->rules, contents->folders);
  ps_duplicate_list_show (self->groups, ps_library_get_catalog (self->library), self->shelf, contents);
  adw_status_page_set_title (self->nothing_page, self->shelf == PS_SHELF_BURST ? _("No Bursts") : _("Nothing on This Shelf"));
  adw_status_page_set_description (self->nothing_page, ps_duplicate_words_none (self->shelf));
  gtk_stack_set_visible_child_name (self->shelf_stack, contents->groups->len > 0 ? "groups" : "nothing");
  look_at_rule (self);
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
  PsDuplicateShelves *shelves = ps_catalog_list_shelves_finish (PS_CATALOG (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->library == NULL)
    {
      g_clear_pointer (&shelves, ps_duplicate_shelves_free);
      return;
    }
  self->is_reading = FALSE;
  self->read_us = g_get_monotonic_time () - self->read_began_us;
  if (shelves == NULL)
    {
      report (self, error);
      return;
    }
  g_clear_pointer (&self->shelves, ps_duplicate_shelves_free);
  self->shelves = shelves;
  show_shelf (self);
  if (is_comparing (self))
    follow_compared (self);
  else
    gtk_stack_set_visible_child_name (self->stack, shelves->is_looked_for || shelves->of[PS_SHELF_BYTES].groups->len > 0 ? "shelves" : "not-looked");
  if (self->reads_again)
    reload (self);
}

static void
reload (PsDuplicatesPage *self)
{
  PsCatalog *catalog;

  g_clear_handle_id (&self->reload_timer, g_source_remove);
  self->reads_again = self->is_reading;
  if (self->library == NULL || self->is_reading || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  catalog = ps_library_get_catalog (self->library);
  self->is_reading = TRUE;
  self->read_began_us = g_get_monotonic_time ();
  ps_catalog_list_shelves_async (catalog, self->cancellable, shelves_read_cb, g_object_ref (self));
  ps_duplicate_distance_read (self->distance);
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
  gboolean is_asked = (change->kinds & PS_CHANGE_DUPLICATES) != 0; /* a person waits for it */

  if (!(change->kinds & (PS_CHANGE_PHOTOS | PS_CHANGE_ADDED | PS_CHANGE_DUPLICATES)))
    return;
  if (is_asked && !self->is_soon)
    g_clear_handle_id (&self->reload_timer, g_source_remove);
  if (self->reload_timer != 0)
    return;
  self->is_soon = is_asked;
  self->reload_timer = g_timeout_add ((guint) MAX (RELOAD_MS, self->read_us / 1000 * (is_asked ? 1 : RELOAD_SHARE)), reload_due_cb, self);
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

/* There is no unbind_cb: GTK (4.8) binds a row anew, to the group that it has, whenever it is selected, which is also when the
 * pointer enters it. A row that took its pictures away would take them away from under the pointer. */
static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             PsDuplicatesPage         *self)
{
  PsWindow *window = get_window (self);

  ps_duplicate_row_set_item (PS_DUPLICATE_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item),
                             window != NULL ? ps_window_get_textures (window) : NULL);
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
  CHILD (distance);
  CHILD (work);
  CHILD (list);
  CHILD (nothing_page);
  CHILD (rule_panel);
  CHILD (rules);
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
  g_type_ensure (PS_TYPE_DUPLICATE_DISTANCE);
  g_type_ensure (PS_TYPE_DUPLICATE_RULES);
  g_type_ensure (PS_TYPE_LONG_WORK);
  G_OBJECT_CLASS (klass)->dispose = ps_duplicates_page_dispose;
  widget_class->map = ps_duplicates_page_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/duplicates-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, reload);
  gtk_widget_class_bind_template_callback (widget_class, look_at_rule);
  gtk_widget_class_bind_template_callback (widget_class, update_actions);
  gtk_widget_class_bind_template_callback (widget_class, rule_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "duplicates.apply", NULL, apply);
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
ps_duplicates_page_init (PsDuplicatesPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->groups = ps_duplicate_list_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->groups)));
  gtk_widget_init_template (GTK_WIDGET (self));
  add_buttons (self);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
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
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  ps_duplicate_rules_stop (self->rules);
  ps_duplicate_distance_set_catalog (self->distance, library != NULL ? ps_library_get_catalog (library) : NULL, self->work);
  ps_long_work_end (self->work);
  if (self->library != NULL)
    g_clear_signal_handler (&self->changed_handler, ps_library_get_catalog (self->library));
  g_clear_pointer (&self->shelves, ps_duplicate_shelves_free);
  ps_duplicate_compare_set_library (self->compare, library);
  ps_duplicate_list_clear (self->groups);
  gtk_stack_set_visible_child_name (self->stack, "reading");
  self->is_reading = self->reads_again = FALSE;
  self->read_us = 0;
  g_set_object (&self->library, library);
  if (library == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->changed_handler = g_signal_connect_swapped (ps_library_get_catalog (library), "changed", G_CALLBACK (catalog_changed_cb), self);
  reload (self);
}
