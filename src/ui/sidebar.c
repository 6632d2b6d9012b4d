/* src/ui/sidebar.c: every list of photos there is, by name and number; photos are dragged onto it. */
#include "ui/sidebar.h"

#include <glib/gi18n.h>

#include "ui/bin-template.h"
#include "ui/collection-dialog.h"
#include "ui/shoots.h"
#include "ui/sidebar-model.h"
#include "ui/sidebar-row.h"
#include "ui/window.h"

#define COLLECTIONS_WITHOUT_FILTER 12

struct _PsSidebar
{
  AdwBin parent_instance;

  /* Owned */
  PsSidebarModel *model; /* nullable: no library */
  GtkSingleSelection *selection;
  char *shown;           /* key of the row that is shown; it may not be there just now */

  GtkWidget *menu;       /* a popover on the list; nullable */
  gint64 menu_collection;
  gboolean is_reflecting;

  /* Template children */
  GtkListView *list;
  GtkEditable *filter;
  GMenuModel *collection_menu;
};

enum { CHOSEN, PAGE_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsSidebar, ps_sidebar, ADW_TYPE_BIN)

/* Choosing -------------------------------------------------------------------------- */

static void
emit_chosen (PsSidebar     *self,
             PsSidebarItem *item)
{
  PsPhotoQuery *query = ps_sidebar_item_get_query (item);

  if (ps_sidebar_item_get_kind (item) == PS_ROW_PAGE)
    g_signal_emit (self, signals[PAGE_CHOSEN], 0, ps_sidebar_item_get_key (item));
  else if (query != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, query, ps_sidebar_item_get_title (item));
}

static void
selected_cb (PsSidebar *self)
{
  PsSidebarItem *item = gtk_single_selection_get_selected_item (self->selection);

  if (self->is_reflecting || item == NULL || g_strcmp0 (self->shown, ps_sidebar_item_get_key (item)) == 0)
    return;
  g_free (self->shown);
  self->shown = g_strdup (ps_sidebar_item_get_key (item));
  emit_chosen (self, item);
}

static void
select_shown (PsSidebar *self)
{
  guint position = GTK_INVALID_LIST_POSITION;

  if (self->model == NULL)
    return;
  self->is_reflecting = TRUE;
  if (self->shown == NULL || !ps_sidebar_model_find (self->model, self->shown, &position))
    position = GTK_INVALID_LIST_POSITION;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_reflecting = FALSE;
}

static void
activated_cb (PsSidebar *self,
              guint      position)
{
  g_autoptr(PsSidebarItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item == NULL)
    return;
  if (ps_sidebar_item_get_kind (item) == PS_ROW_HEADING)
    {
      ps_sidebar_model_toggle (self->model, item);
      select_shown (self);
    }
  else if (ps_sidebar_item_get_kind (item) == PS_ROW_NEW_COLLECTION)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-collection", NULL);
  else
    emit_chosen (self, item); /* again: in a narrow window it leads back to the photos */
}

static void
filter_changed_cb (PsSidebar *self)
{
  if (self->model == NULL)
    return;
  ps_sidebar_model_set_filter (self->model, gtk_editable_get_text (self->filter));
  select_shown (self);
}

static void
collections_counted_cb (PsSidebar *self)
{
  guint n_collections;

  g_object_get (self->model, "n-collections", &n_collections, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->filter), n_collections > COLLECTIONS_WITHOUT_FILTER);
}

/* Dropping ------------------------------------------------------------------------------- */

static void
dropped_cb (PsSidebarRow  *row,
            PsSidebarItem *item,
            GArray        *ids,
            PsSidebar     *self)
{
  PsWindow *window = PS_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self), PS_TYPE_WINDOW));
  PsPhotoQuery *query = ps_sidebar_item_get_query (item);

  switch (ps_sidebar_item_get_kind (item))
    {
    case PS_ROW_COLLECTION:
      ps_window_add_to_collection (window, ps_photo_query_get_id (query), ps_sidebar_item_get_title (item), ids);
      break;
    case PS_ROW_TAG:
      ps_window_add_tag (window, ps_photo_query_get_argument (query), ids);
      break;
    case PS_ROW_NEW_COLLECTION:
      ps_collection_dialog_create (window, ids);
      break;
    case PS_ROW_SHOOT:
      ps_shoots_add_photos (window, ps_photo_query_get_id (query), ps_sidebar_item_get_title (item), ids);
      break;
    case PS_ROW_PAGE:
    case PS_ROW_SET:
    case PS_ROW_FOLDER:
    case PS_ROW_HEADING:
    default:
      break;
    }
}

static void
opened_cb (PsSidebarRow  *row,
           PsSidebarItem *item,
           PsSidebar     *self)
{
  if (!ps_sidebar_item_get_is_open (item))
    {
      ps_sidebar_model_toggle (self->model, item);
      select_shown (self);
    }
}

/* The menu of a collection ------------------------------------------------------------------- */

static void
show_menu (PsSidebar     *self,
           PsSidebarItem *item,
           GtkWidget     *row,
           double         x,
           double         y)
{
  GdkRectangle at = { .width = 1, .height = 1 };
  double list_x, list_y;

  gtk_widget_translate_coordinates (row, GTK_WIDGET (self), x, y, &list_x, &list_y);
  at.x = list_x;
  at.y = list_y;
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (self->collection_menu);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  self->menu_collection = ps_photo_query_get_id (ps_sidebar_item_get_query (item));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &at);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_wanted_cb (PsSidebarRow  *row,
                PsSidebarItem *item,
                double         x,
                double         y,
                PsSidebar     *self)
{
  show_menu (self, item, GTK_WIDGET (row), x, y);
}

/* Of the row that is selected: Menu and Shift+F10, F2, Delete. */
static PsSidebarItem *
get_selected_collection (PsSidebar *self)
{
  PsSidebarItem *item = self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;

  return item != NULL && ps_sidebar_item_get_kind (item) == PS_ROW_COLLECTION ? item : NULL;
}

static gboolean
menu_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  PsSidebar *self = PS_SIDEBAR (widget);
  PsSidebarItem *item = get_selected_collection (self);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (item == NULL)
    return FALSE;
  show_menu (self, item, focus != NULL && gtk_widget_is_ancestor (focus, widget) ? focus : widget, 24, 24);
  return TRUE;
}

static void
act_on_collection (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  PsSidebar *self = PS_SIDEBAR (widget);
  const char *deed = g_str_equal (action_name, "sidebar.rename") ? "win.rename-collection"
                     : g_str_equal (action_name, "sidebar.describe") ? "win.describe-collection" : "win.delete-collection";
  PsSidebarItem *item = get_selected_collection (self);
  gint64 id = self->menu_collection;

  if (id == 0 && item != NULL)
    id = ps_photo_query_get_id (ps_sidebar_item_get_query (item));
  self->menu_collection = 0;
  if (id != 0)
    gtk_widget_activate_action (widget, deed, "x", id);
}

/* Rows ------------------------------------------------------------------------------------------ */

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              PsSidebar                *self)
{
  GtkWidget *row = ps_sidebar_row_new ();

  g_signal_connect_object (row, "dropped", G_CALLBACK (dropped_cb), self, 0);
  g_signal_connect_object (row, "opened", G_CALLBACK (opened_cb), self, 0);
  g_signal_connect_object (row, "menu-wanted", G_CALLBACK (menu_wanted_cb), self, 0);
  gtk_list_item_set_child (list_item, row);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             PsSidebar                *self)
{
  PsSidebarItem *item = gtk_list_item_get_item (list_item);
  PsRowKind kind = ps_sidebar_item_get_kind (item);

  ps_sidebar_row_set_item (PS_SIDEBAR_ROW (gtk_list_item_get_child (list_item)), item);
  gtk_list_item_set_selectable (list_item, kind != PS_ROW_HEADING && kind != PS_ROW_NEW_COLLECTION);
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               PsSidebar                *self)
{
  ps_sidebar_row_set_item (PS_SIDEBAR_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* A click on a heading opens it; a click on a list shows it. A second click is not needed. */
static void
clicked_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            PsSidebar       *self)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = picked != NULL ? gtk_widget_get_ancestor (picked, PS_TYPE_SIDEBAR_ROW) : NULL;
  PsSidebarItem *item;
  guint position;

  if (row == NULL && picked != NULL && PS_IS_SIDEBAR_ROW (gtk_widget_get_first_child (picked)))
    row = gtk_widget_get_first_child (picked); /* beside the row's own widgets */
  item = row != NULL ? ps_sidebar_row_get_item (PS_SIDEBAR_ROW (row)) : NULL;
  if (item == NULL || ps_sidebar_item_get_query (item) != NULL || ps_sidebar_item_get_kind (item) == PS_ROW_PAGE)
    return;
  if (ps_sidebar_model_find (self->model, ps_sidebar_item_get_key (item), &position))
    activated_cb (self, position);
}

static GtkListItemFactory *
new_factory (PsSidebar *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  return factory;
}

/* The sidebar itself -------------------------------------------------------------------------------- */

static void
ps_sidebar_dispose (GObject *object)
{
  PsSidebar *self = PS_SIDEBAR (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  if (self->list != NULL)
    ps_sidebar_set_library (self, NULL);
  ps_bin_template_dispose (object, PS_TYPE_SIDEBAR);
  G_OBJECT_CLASS (ps_sidebar_parent_class)->dispose (object);
}

static void
ps_sidebar_finalize (GObject *object)
{
  g_free (PS_SIDEBAR (object)->shown);
  G_OBJECT_CLASS (ps_sidebar_parent_class)->finalize (object);
}

static void
ps_sidebar_class_init (PsSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = ps_sidebar_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, PS_TYPE_PHOTO_QUERY, G_TYPE_STRING);
  signals[PAGE_CHOSEN] = g_signal_new ("page-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, PsSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, PsSidebar, filter);
  gtk_widget_class_bind_template_child (widget_class, PsSidebar, collection_menu);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_install_action (widget_class, "sidebar.rename", NULL, act_on_collection);
  gtk_widget_class_install_action (widget_class, "sidebar.describe", NULL, act_on_collection);
  gtk_widget_class_install_action (widget_class, "sidebar.delete", NULL, act_on_collection);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "sidebar.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "sidebar.delete", NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
}

static void
ps_sidebar_init (PsSidebar *self)
{
  g_autoptr(GtkListItemFactory) factory = new_factory (self);
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_view_set_factory (self->list, factory);
  g_signal_connect (click, "released", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (click));
}

/**
 * ps_sidebar_new:
 *
 * Returns: (transfer floating): a sidebar of no library
 */
GtkWidget *
ps_sidebar_new (void)
{
  return g_object_new (PS_TYPE_SIDEBAR, NULL);
}

/**
 * ps_sidebar_set_library:
 * @self: a sidebar
 * @library: (nullable): whose lists it shows
 */
void
ps_sidebar_set_library (PsSidebar *self,
                        PsLibrary *library)
{
  gtk_list_view_set_model (self->list, NULL);
  g_clear_object (&self->selection);
  if (self->model != NULL)
    g_object_run_dispose (G_OBJECT (self->model)); /* nothing is asked of the catalogue any more */
  g_clear_object (&self->model);
  if (library == NULL)
    return;
  self->model = ps_sidebar_model_new (ps_library_get_catalog (library));
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->model));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "notify::n-collections", G_CALLBACK (collections_counted_cb), self, G_CONNECT_SWAPPED);
  g_free (self->shown);
  self->shown = g_strdup ("home");
  select_shown (self);
}

/**
 * ps_sidebar_choose_page:
 * @self: a sidebar
 * @page: "home" or "needs-you"
 *
 * As if it had been clicked.
 */
void
ps_sidebar_choose_page (PsSidebar  *self,
                        const char *page)
{
  g_free (self->shown);
  self->shown = g_strdup (page);
  select_shown (self);
  g_signal_emit (self, signals[PAGE_CHOSEN], 0, page);
}

/**
 * ps_sidebar_reflect:
 * @self: a sidebar
 * @query: what the window shows now
 *
 * Selects its row, where there is one.
 */
void
ps_sidebar_reflect (PsSidebar    *self,
                    PsPhotoQuery *query)
{
  g_free (self->shown);
  self->shown = ps_sidebar_model_key_of (query);
  select_shown (self);
}

/**
 * ps_sidebar_set_safety:
 * @self: a sidebar
 * @words: (nullable): the answer to “am I safe?” in two words
 * @icon: Home's emblem for it
 */
void
ps_sidebar_set_safety (PsSidebar  *self,
                       const char *words,
                       const char *icon)
{
  if (self->model != NULL)
    ps_sidebar_model_set_safety (self->model, words, icon);
}
