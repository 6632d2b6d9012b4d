/* src/ui/shoots-page.c: All Shoots: what belongs together, found and accepted; fewer or more of them.
 *
 * The scale only shows what it would come to, in number and in the list; Apply
 * does it. The list is read again when shoots change, and what was selected stays
 * selected. */
#include "ui/shoots-page.h"

#include <glib/gi18n.h>

#include "catalog/catalog-shoots.h"
#include "ui/bin-template.h"
#include "ui/shoot-dialog.h"
#include "ui/shoot-row.h"
#include "ui/shoots.h"
#include "ui/words.h"

#define PREVIEW_MS 200 /* the scale rests so long before it is counted */
#define RELOAD_MS 250

struct _PsShootsPage
{
  AdwBin parent_instance;

  /* Owned */
  PsLibrary *library;            /* nullable */
  GListStore *shoots;            /* of PsShootItem */
  GListStore *preview_shoots;    /* of PsShootItem: what Apply would make of them */
  GtkMultiSelection *selection;
  GCancellable *cancellable;     /* nullable: no library */
  GCancellable *previewing;      /* nullable */
  guint preview_timer, reload_timer;
  gulong changed_handler;

  gboolean is_previewing;        /* the list shows what there would be */
  int level;                     /* as the catalogue has it */
  gboolean is_setting_level;

  /* Template children */
  GtkStack *stack;
  GtkAdjustment *adjustment;
  GtkLabel *preview;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (PsShootsPage, ps_shoots_page, ADW_TYPE_BIN)

static PsWindow *
get_window (PsShootsPage *self)
{
  return PS_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self), PS_TYPE_WINDOW));
}

/* Selection ------------------------------------------------------------------------ */

/* Returns: (transfer full) (element-type PsShootItem): in the order of the list. */
static GPtrArray *
dup_selected (PsShootsPage *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; !self->is_previewing && i < g_list_model_get_n_items (G_LIST_MODEL (self->shoots)); i++)
    if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i))
      g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (self->shoots), i));
  return items;
}

static GArray *
ids_of (GPtrArray *items)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < items->len; i++)
    g_array_append_val (ids, ps_shoot_item_get_shoot (g_ptr_array_index (items, i))->id);
  return ids;
}

static void
update_actions (PsShootsPage *self)
{
  g_autoptr(GPtrArray) items = dup_selected (self);
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean any_found = FALSE;

  for (guint i = 0; i < items->len; i++)
    any_found = any_found || ps_shoot_item_is_found (g_ptr_array_index (items, i));
  gtk_widget_action_set_enabled (widget, "shoots.open", items->len == 1);
  gtk_widget_action_set_enabled (widget, "shoots.accept", any_found);
  gtk_widget_action_set_enabled (widget, "shoots.describe", items->len == 1);
  gtk_widget_action_set_enabled (widget, "shoots.merge", items->len > 1);
  gtk_widget_action_set_enabled (widget, "shoots.dissolve", items->len > 0);
  gtk_widget_action_set_enabled (widget, "shoots.apply", (int) gtk_adjustment_get_value (self->adjustment) != self->level);
}

/* The list ---------------------------------------------------------------------------- */

static void
show_shoots (PsShootsPage *self,
             GPtrArray    *shoots)
{
  g_autoptr(GPtrArray) selected = dup_selected (self);
  g_autoptr(GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < selected->len; i++)
    g_hash_table_add (ids, (gpointer) &ps_shoot_item_get_shoot (g_ptr_array_index (selected, i))->id);
  for (guint i = 0; i < shoots->len; i++)
    g_ptr_array_add (items, ps_shoot_item_new (g_ptr_array_index (shoots, i)));
  g_ptr_array_set_free_func (shoots, NULL); /* the items have them */
  g_list_store_splice (self->shoots, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shoots)), items->pdata, items->len);
  for (guint i = 0; i < items->len; i++)
    if (!self->is_previewing && g_hash_table_contains (ids, &ps_shoot_item_get_shoot (g_ptr_array_index (items, i))->id))
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), i, FALSE);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "shoots" : "nothing");
  update_actions (self);
}

static void
shoots_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PsShootsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) shoots = ps_catalog_read_shoots_finish (PS_CATALOG (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->library == NULL)
    return;
  if (shoots != NULL)
    show_shoots (self, shoots);
  else if (get_window (self) != NULL)
    ps_window_report (get_window (self), error);
}

/* The scale ----------------------------------------------------------------------------- */

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const PsShoot *x = ps_shoot_item_get_shoot ((PsShootItem *) a), *y = ps_shoot_item_get_shoot ((PsShootItem *) b);

  return x->begins_us == y->begins_us ? 0 : x->begins_us > y->begins_us ? -1 : 1;
}

/* Those that a person accepted or made stay among them. */
static void
fill_preview (PsShootsPage *self,
              GPtrArray    *shoots)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < shoots->len; i++)
    g_ptr_array_add (items, ps_shoot_item_new (g_ptr_array_index (shoots, i)));
  g_ptr_array_set_free_func (shoots, NULL); /* the items have them */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->shoots)); i++)
    {
      PsShootItem *item = g_list_model_get_item (G_LIST_MODEL (self->shoots), i);

      if (ps_shoot_item_is_found (item))
        g_object_unref (item);
      else
        g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->preview_shoots, 0, g_list_model_get_n_items (G_LIST_MODEL (self->preview_shoots)), items->pdata, items->len);
  g_list_store_sort (self->preview_shoots, compare_items, NULL);
}

static void
show_preview (PsShootsPage *self,
              gboolean      is_previewing)
{
  if (self->is_previewing == is_previewing)
    return;
  self->is_previewing = is_previewing;
  gtk_multi_selection_set_model (self->selection, G_LIST_MODEL (is_previewing ? self->preview_shoots : self->shoots));
  if (!is_previewing)
    g_list_store_remove_all (self->preview_shoots);
  update_actions (self);
}

static void
previewed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsShootsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) shoots = NULL;
  g_autofree char *photos = NULL;
  g_autofree char *words = NULL;
  PsShootsFound found;

  if (!ps_catalog_preview_shoots_finish (PS_CATALOG (source), result, &found, &shoots, &error) || self->library == NULL)
    return; /* it was overtaken, or says so when it is applied */
  if (found.level != self->level)
    fill_preview (self, shoots);
  show_preview (self, found.level != self->level);
  photos = ps_words_photos (found.n_photos);
  /* Translators: how many shoots, then “1,187 photos”. */
  words = g_strdup_printf (ngettext ("%1$'u shoot found among %2$s", "%1$'u shoots found among %2$s", (gulong) found.n_shoots),
                           (guint) found.n_shoots, photos);
  gtk_label_set_label (self->preview, words);
}

static gboolean
preview_due_cb (gpointer user_data)
{
  PsShootsPage *self = user_data;

  self->preview_timer = 0;
  g_cancellable_cancel (self->previewing);
  g_clear_object (&self->previewing);
  self->previewing = g_cancellable_new ();
  ps_catalog_preview_shoots_async (ps_library_get_catalog (self->library), (int) gtk_adjustment_get_value (self->adjustment),
                                   self->previewing, previewed_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
preview_soon (PsShootsPage *self)
{
  g_clear_handle_id (&self->preview_timer, g_source_remove);
  if (self->library != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->preview_timer = g_timeout_add (PREVIEW_MS, preview_due_cb, self);
}

/* A mouse leaves it between two steps: it goes to the nearer. */
static void
level_changed_cb (PsShootsPage *self)
{
  double value = gtk_adjustment_get_value (self->adjustment);
  int whole = (int) (value < 0 ? value - 0.5 : value + 0.5);

  if (value != whole)
    {
      gtk_adjustment_set_value (self->adjustment, whole); /* comes here again */
      return;
    }
  update_actions (self);
  if (!self->is_setting_level)
    preview_soon (self);
}

static void
level_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PsShootsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = ps_catalog_get_setting_finish (PS_CATALOG (source), result, &error);
  int level = text != NULL ? (int) CLAMP (g_ascii_strtoll (text, NULL, 10), -4, 4) : 0;
  gboolean follows = (int) gtk_adjustment_get_value (self->adjustment) == self->level;

  if (error != NULL || self->library == NULL)
    return;
  self->level = level;
  self->is_setting_level = TRUE;
  if (follows)
    gtk_adjustment_set_value (self->adjustment, level);
  self->is_setting_level = FALSE;
  update_actions (self);
  preview_soon (self);
}

/* Reading -------------------------------------------------------------------------------- */

static void
reload (PsShootsPage *self)
{
  PsCatalog *catalog;

  g_clear_handle_id (&self->reload_timer, g_source_remove);
  if (self->library == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  catalog = ps_library_get_catalog (self->library);
  ps_catalog_read_shoots_async (catalog, self->cancellable, shoots_read_cb, g_object_ref (self));
  ps_catalog_get_setting_async (catalog, PS_SETTING_SHOOTS_LEVEL, self->cancellable, level_read_cb, g_object_ref (self));
}

static gboolean
reload_due_cb (gpointer user_data)
{
  PsShootsPage *self = user_data;

  self->reload_timer = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
catalog_changed_cb (PsShootsPage *self,
                    PsChange     *change)
{
  if ((change->kinds & (PS_CHANGE_SHOOTS | PS_CHANGE_SETTINGS)) && self->reload_timer == 0)
    self->reload_timer = g_timeout_add (RELOAD_MS, reload_due_cb, self);
}

/* Deeds ------------------------------------------------------------------------------------ */

static void
open_item (PsShootsPage *self,
           PsShootItem  *item)
{
  g_autofree char *name = ps_shoot_item_dup_name (item);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-set", "(uxss)", (guint32) PS_PHOTOS_IN_SHOOT,
                              ps_shoot_item_get_shoot (item)->id, "", name);
}

static void
activated_cb (PsShootsPage *self,
              guint         position)
{
  g_autoptr(PsShootItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL && !ps_shoot_item_is_preview (item))
    open_item (self, item);
}

static void
edit_selected (PsShootsPage *self,
               PsShootDeed   deed,
               GPtrArray    *items,
               const char   *words)
{
  g_autoptr(GArray) ids = ids_of (items);

  ps_shoots_edit (get_window (self), &(PsShootEdit) { .deed = deed, .shoot_ids = ids }, words);
}

static void
act (GtkWidget  *widget,
     const char *action_name,
     GVariant   *parameter)
{
  PsShootsPage *self = PS_SHOOTS_PAGE (widget);
  g_autoptr(GPtrArray) items = dup_selected (self);
  g_autofree char *words = NULL;

  if (items->len == 0 || self->library == NULL)
    return;
  if (g_str_equal (action_name, "shoots.open"))
    open_item (self, g_ptr_array_index (items, 0));
  else if (g_str_equal (action_name, "shoots.describe"))
    ps_shoot_dialog_describe (get_window (self), ps_shoot_item_get_shoot (g_ptr_array_index (items, 0)));
  else if (g_str_equal (action_name, "shoots.accept"))
    {
      words = g_strdup_printf (ngettext ("%'u shoot accepted", "%'u shoots accepted", items->len), items->len);
      edit_selected (self, PS_SHOOT_ACCEPT, items, words);
    }
  else if (g_str_equal (action_name, "shoots.merge"))
    {
      words = g_strdup_printf (ngettext ("%'u shoot is one", "%'u shoots are one", items->len), items->len);
      edit_selected (self, PS_SHOOT_MERGE, items, words);
    }
  else
    {
      words = g_strdup_printf (ngettext ("%'u shoot dissolved; its photos stay", "%'u shoots dissolved; their photos stay", items->len), items->len);
      edit_selected (self, PS_SHOOT_DELETE, items, words);
    }
}

static void
apply (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  PsShootsPage *self = PS_SHOOTS_PAGE (widget);

  if (self->library != NULL)
    ps_shoots_steer (get_window (self), (int) gtk_adjustment_get_value (self->adjustment), self->level);
}

/* Rows --------------------------------------------------------------------------------------- */

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              PsShootsPage             *self)
{
  gtk_list_item_set_child (list_item, ps_shoot_row_new ());
}

/* Without an unbind_cb: GTK (4.8) binds a row anew whenever it is selected, and its cover would be read again each time. */
static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             PsShootsPage             *self)
{
  PsWindow *window = get_window (self);

  if (self->library != NULL && window != NULL)
    ps_shoot_row_set_item (PS_SHOOT_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item),
                           ps_library_get_catalog (self->library), ps_window_get_textures (window));
}

/* The page itself ------------------------------------------------------------------------------- */

static void
ps_shoots_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ps_shoots_page_parent_class)->map (widget);
  reload (PS_SHOOTS_PAGE (widget));
}

static void
ps_shoots_page_dispose (GObject *object)
{
  PsShootsPage *self = PS_SHOOTS_PAGE (object);

  if (self->shoots != NULL)
    ps_shoots_page_set_library (self, NULL);
  ps_bin_template_dispose (object, PS_TYPE_SHOOTS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->shoots);
  g_clear_object (&self->preview_shoots);
  G_OBJECT_CLASS (ps_shoots_page_parent_class)->dispose (object);
}

static void
ps_shoots_page_class_init (PsShootsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_shoots_page_dispose;
  widget_class->map = ps_shoots_page_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/shoots-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PsShootsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PsShootsPage, adjustment);
  gtk_widget_class_bind_template_child (widget_class, PsShootsPage, preview);
  gtk_widget_class_bind_template_child (widget_class, PsShootsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, level_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "shoots.open", NULL, act);
  gtk_widget_class_install_action (widget_class, "shoots.accept", NULL, act);
  gtk_widget_class_install_action (widget_class, "shoots.describe", NULL, act);
  gtk_widget_class_install_action (widget_class, "shoots.merge", NULL, act);
  gtk_widget_class_install_action (widget_class, "shoots.dissolve", NULL, act);
  gtk_widget_class_install_action (widget_class, "shoots.apply", NULL, apply);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "shoots.describe", NULL);
}

static void
ps_shoots_page_init (PsShootsPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->shoots = g_list_store_new (PS_TYPE_SHOOT_ITEM);
  self->preview_shoots = g_list_store_new (PS_TYPE_SHOOT_ITEM);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->shoots)));
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_actions (self);
}

/**
 * ps_shoots_page_new:
 *
 * Returns: (transfer floating): the shoots of no library
 */
GtkWidget *
ps_shoots_page_new (void)
{
  return g_object_new (PS_TYPE_SHOOTS_PAGE, NULL);
}

/**
 * ps_shoots_page_set_library:
 * @self: a page
 * @library: (nullable): whose shoots it shows; %NULL before that is closed
 */
void
ps_shoots_page_set_library (PsShootsPage *self,
                            PsLibrary    *library)
{
  g_clear_handle_id (&self->preview_timer, g_source_remove);
  g_clear_handle_id (&self->reload_timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->previewing);
  g_clear_object (&self->previewing);
  if (self->library != NULL)
    g_clear_signal_handler (&self->changed_handler, ps_library_get_catalog (self->library));
  g_set_object (&self->library, library);
  g_list_store_remove_all (self->shoots);
  show_preview (self, FALSE);
  if (library == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->changed_handler = g_signal_connect_swapped (ps_library_get_catalog (library), "changed", G_CALLBACK (catalog_changed_cb), self);
  reload (self);
}
