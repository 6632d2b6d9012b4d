/* src/ui/looks-page.c: Earlier Looks: what each look through Cloudinary found, a click from its photos.
 *
 * A row is made for what is in view alone. The list is read again when the
 * catalogue has changed and the page is shown. */
#include "ui/looks-page.h"

#include <string.h>

#include "catalog/catalog-browse.h"
#include "ui/bin-template.h"
#include "ui/look-row.h"
#include "ui/window.h"

#define MOST_LOOKS 20000 /* fifty years of daily ones */
#define RELOAD_MS 1000

struct _PsLooksPage
{
  AdwBin parent_instance;

  /* Owned */
  PsLibrary *library;        /* nullable */
  GListStore *looks;         /* of PsLookItem */
  GCancellable *cancellable; /* nullable: no library */
  guint reload_timer;
  gboolean is_stale;

  /* Template children */
  GtkStack *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (PsLooksPage, ps_looks_page, ADW_TYPE_BIN)

static gboolean
are_same_looks (PsLooksPage *self,
                GPtrArray   *items)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->looks));

  for (guint i = 0; i < n && n == items->len; i++)
    {
      g_autoptr(PsLookItem) shown = g_list_model_get_item (G_LIST_MODEL (self->looks), i);

      if (memcmp (ps_look_item_get_look (shown), ps_look_item_get_look (g_ptr_array_index (items, i)), sizeof (PsPastLook)) != 0)
        return FALSE;
    }
  return n == items->len;
}

static void
looks_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PsLooksPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) looks = ps_catalog_list_looks_finish (PS_CATALOG (source), result, &error);
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), PS_TYPE_WINDOW);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->library == NULL)
    return;
  if (looks == NULL)
    {
      if (window != NULL)
        ps_window_report (PS_WINDOW (window), error);
      return;
    }
  for (guint i = 0; i < looks->len; i++)
    g_ptr_array_add (items, ps_look_item_new (&g_array_index (looks, PsPastLook, i), i + 1 == looks->len && looks->len < MOST_LOOKS));
  if (!are_same_looks (self, items)) /* its buttons would go from under the pointer */
    g_list_store_splice (self->looks, 0, g_list_model_get_n_items (G_LIST_MODEL (self->looks)), items->pdata, items->len);
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "looks" : "nothing");
}

static void
reload (PsLooksPage *self)
{
  self->is_stale = FALSE;
  ps_catalog_list_looks_async (ps_library_get_catalog (self->library), MOST_LOOKS, self->cancellable, looks_read_cb, g_object_ref (self));
}

static gboolean
reload_due_cb (gpointer user_data)
{
  PsLooksPage *self = user_data;

  self->reload_timer = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
catalog_changed_cb (PsLooksPage *self,
                    PsChange    *change)
{
  if ((change->kinds & PS_CHANGE_SESSIONS) == 0)
    return;
  self->is_stale = TRUE;
  if (self->reload_timer == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->reload_timer = g_timeout_add (RELOAD_MS, reload_due_cb, self);
}

static void
ps_looks_page_map (GtkWidget *widget)
{
  PsLooksPage *self = PS_LOOKS_PAGE (widget);

  GTK_WIDGET_CLASS (ps_looks_page_parent_class)->map (widget);
  if (self->is_stale && self->library != NULL && self->reload_timer == 0)
    reload (self);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          gpointer                  user_data)
{
  gtk_list_item_set_child (list_item, ps_look_row_new ());
  gtk_list_item_set_activatable (list_item, FALSE); /* its buttons are what can be clicked */
  gtk_list_item_set_selectable (list_item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         gpointer                  user_data)
{
  ps_look_row_set_item (PS_LOOK_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
ps_looks_page_dispose (GObject *object)
{
  PsLooksPage *self = PS_LOOKS_PAGE (object);

  if (self->stack != NULL)
    ps_looks_page_set_library (self, NULL);
  g_clear_object (&self->looks);
  ps_bin_template_dispose (object, PS_TYPE_LOOKS_PAGE);
  G_OBJECT_CLASS (ps_looks_page_parent_class)->dispose (object);
}

static void
ps_looks_page_class_init (PsLooksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_looks_page_dispose;
  widget_class->map = ps_looks_page_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/looks-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PsLooksPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PsLooksPage, list);
}

static void
ps_looks_page_init (PsLooksPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *model;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->looks = g_list_store_new (PS_TYPE_LOOK_ITEM);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->looks)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (model));
  g_object_unref (model);
}

/**
 * ps_looks_page_new:
 *
 * Returns: (transfer floating): a page of no library
 */
GtkWidget *
ps_looks_page_new (void)
{
  return g_object_new (PS_TYPE_LOOKS_PAGE, NULL);
}

/**
 * ps_looks_page_set_library:
 * @self: a page
 * @library: (nullable): whose looks it lists; %NULL lets go of everything
 */
void
ps_looks_page_set_library (PsLooksPage *self,
                           PsLibrary   *library)
{
  g_clear_handle_id (&self->reload_timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (ps_library_get_catalog (self->library), self);
  g_clear_object (&self->library);
  g_list_store_remove_all (self->looks);
  if (library == NULL)
    return;
  self->library = g_object_ref (library);
  self->cancellable = g_cancellable_new ();
  self->is_stale = TRUE;
  g_signal_connect_swapped (ps_library_get_catalog (library), "changed", G_CALLBACK (catalog_changed_cb), self);
}
