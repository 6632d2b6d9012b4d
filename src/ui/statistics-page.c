/* src/ui/statistics-page.c: how many photos there are of each year, camera, lens …; each bar opens its search.
 *
 * One kind is shown at a time, and only that is counted: when the page comes
 * up, when another kind is chosen, and when photos changed meanwhile. While
 * what is there is counted anew it stays on the screen. */
#include "ui/statistics-page.h"

#include <glib/gi18n.h>

#include "catalog/catalog-statistics.h"
#include "ui/bin-template.h"
#include "ui/statistics-row.h"
#include "ui/statistics-words.h"
#include "ui/window.h"
#include "ui/words.h"
#include "ui/wrap-layout.h"

#define RELOAD_MS 1000 /* counting a large catalogue takes a while */

struct _PsStatisticsPage
{
  AdwBin parent_instance;

  /* Owned */
  PsLibrary *library;        /* nullable */
  GListStore *items;         /* of PsStatisticsItem */
  GCancellable *counting;    /* nullable: nothing is counted */
  guint reload_timer;
  gulong changed_handler;

  PsStatistics by, shown_by; /* what is wanted; what the items are of */
  gboolean is_stale;         /* counted before the latest change */

  /* Template children */
  GtkStack *stack;
  GtkBox *kinds;
  GtkLabel *summary, *note;
  GtkListView *list;
  GtkScrolledWindow *scroller;
  GtkToggleButton *buttons[PS_N_STATISTICS];
};

G_DEFINE_FINAL_TYPE (PsStatisticsPage, ps_statistics_page, ADW_TYPE_BIN)

/* What was counted ------------------------------------------------------------------ */

static gboolean
is_by_time (PsStatistics by)
{
  return by == PS_STATISTICS_YEAR || by == PS_STATISTICS_MONTH;
}

/* The catalogue tells the earliest first. */
static void
reverse (GPtrArray *bars)
{
  for (guint i = 0; i < bars->len / 2; i++)
    {
      gpointer bar = bars->pdata[i];

      bars->pdata[i] = bars->pdata[bars->len - 1 - i];
      bars->pdata[bars->len - 1 - i] = bar;
    }
}

/* The same bars as those on the screen, perhaps of other lengths. */
static gboolean
are_same_bars (PsStatisticsPage *self,
               GPtrArray        *bars)
{
  if (self->shown_by != self->by || g_list_model_get_n_items (G_LIST_MODEL (self->items)) != bars->len)
    return FALSE;
  for (guint i = 0; i < bars->len; i++)
    {
      g_autoptr(PsStatisticsItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (!g_str_equal (ps_statistics_item_get_query (item), ((PsStatisticsBar *) bars->pdata[i])->query))
        return FALSE;
    }
  return TRUE;
}

static void
show_bars (PsStatisticsPage *self,
           GPtrArray        *bars,
           gint64            most)
{
  g_autoptr(GPtrArray) items = NULL;

  g_ptr_array_set_free_func (bars, NULL); /* the items have them */
  if (are_same_bars (self, bars))
    {
      for (guint i = 0; i < bars->len; i++)
        {
          g_autoptr(PsStatisticsItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

          ps_statistics_item_take (item, bars->pdata[i], most);
        }
      return;
    }
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < bars->len; i++)
    g_ptr_array_add (items, ps_statistics_item_new (self->by, bars->pdata[i], most));
  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)), items->pdata, items->len);
  if (self->shown_by != self->by)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  self->shown_by = self->by;
}

static void
show_counted (PsStatisticsPage *self,
              GPtrArray        *bars)
{
  gint64 n_photos = 0, n_bytes = 0, most = 0;
  g_autofree char *photos = NULL;
  g_autofree char *size = NULL;
  g_autofree char *words = NULL;

  for (guint i = 0; i < bars->len; i++)
    {
      const PsStatisticsBar *bar = bars->pdata[i];

      n_photos += bar->n_photos;
      n_bytes += bar->n_bytes;
      most = MAX (most, bar->n_photos);
    }
  if (is_by_time (self->by))
    reverse (bars);
  photos = ps_words_photos (n_photos);
  size = g_format_size ((guint64) MAX (n_bytes, 0));
  /* Translators: all photos, and how large they are: “180,000 photos, 900 GB”. */
  words = g_strdup_printf (_("%1$s, %2$s"), photos, size);
  gtk_label_set_label (self->summary, words);
  gtk_label_set_label (self->note, ps_statistics_words_note (self->by));
  show_bars (self, bars, most);
  gtk_stack_set_visible_child_name (self->stack, n_photos > 0 ? "bars" : "nothing");
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsStatisticsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) bars = ps_catalog_get_statistics_finish (PS_CATALOG (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->library == NULL)
    return;
  g_clear_object (&self->counting);
  if (bars != NULL)
    {
      show_counted (self, bars);
      return;
    }
  g_list_store_remove_all (self->items);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  if (PS_IS_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))))
    ps_window_report (PS_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), error);
}

static void
count (PsStatisticsPage *self)
{
  g_clear_handle_id (&self->reload_timer, g_source_remove);
  if (self->library == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  self->is_stale = FALSE;
  if (self->shown_by != self->by || g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    gtk_stack_set_visible_child_name (self->stack, "loading");
  ps_catalog_get_statistics_async (ps_library_get_catalog (self->library), self->by, self->counting, counted_cb, g_object_ref (self));
}

static gboolean
reload_due_cb (gpointer user_data)
{
  PsStatisticsPage *self = user_data;

  self->reload_timer = 0;
  count (self);
  return G_SOURCE_REMOVE;
}

static void
catalog_changed_cb (PsStatisticsPage *self,
                    PsChange         *change)
{
  if ((change->kinds & PS_CHANGE_PHOTOS) == 0)
    return;
  self->is_stale = TRUE;
  if (self->reload_timer == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->reload_timer = g_timeout_add (RELOAD_MS, reload_due_cb, self);
}

/* Kinds ------------------------------------------------------------------------------- */

static void
kind_toggled_cb (PsStatisticsPage *self,
                 GtkToggleButton  *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (int by = 0; by < PS_N_STATISTICS; by++)
    if (self->buttons[by] == button)
      self->by = (PsStatistics) by;
  count (self);
}

static void
add_kinds (PsStatisticsPage *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self->kinds), ps_wrap_layout_new (6));
  for (int by = 0; by < PS_N_STATISTICS; by++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (ps_statistics_words_title ((PsStatistics) by));

      self->buttons[by] = GTK_TOGGLE_BUTTON (button);
      if (by > 0)
        gtk_toggle_button_set_group (self->buttons[by], self->buttons[0]);
      gtk_widget_add_css_class (button, "pill-name");
      gtk_box_append (self->kinds, button);
    }
  gtk_toggle_button_set_active (self->buttons[self->by], TRUE);
  for (int by = 0; by < PS_N_STATISTICS; by++)
    g_signal_connect_object (self->buttons[by], "toggled", G_CALLBACK (kind_toggled_cb), self, G_CONNECT_SWAPPED);
}

static void
count_again (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  count (PS_STATISTICS_PAGE (widget));
}

/* Rows ---------------------------------------------------------------------------------- */

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              PsStatisticsPage         *self)
{
  gtk_list_item_set_child (list_item, ps_statistics_row_new ());
  gtk_list_item_set_selectable (list_item, FALSE);
  gtk_list_item_set_activatable (list_item, FALSE); /* the button in it is */
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             PsStatisticsPage         *self)
{
  ps_statistics_row_set_item (PS_STATISTICS_ROW (gtk_list_item_get_child (list_item)), gtk_list_item_get_item (list_item));
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               PsStatisticsPage         *self)
{
  ps_statistics_row_set_item (PS_STATISTICS_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* The page itself ------------------------------------------------------------------------ */

static void
ps_statistics_page_map (GtkWidget *widget)
{
  PsStatisticsPage *self = PS_STATISTICS_PAGE (widget);

  GTK_WIDGET_CLASS (ps_statistics_page_parent_class)->map (widget);
  if (self->is_stale || self->shown_by != self->by)
    count (self);
}

static void
ps_statistics_page_dispose (GObject *object)
{
  PsStatisticsPage *self = PS_STATISTICS_PAGE (object);

  if (self->items != NULL)
    ps_statistics_page_set_library (self, NULL);
  ps_bin_template_dispose (object, PS_TYPE_STATISTICS_PAGE);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (ps_statistics_page_parent_class)->dispose (object);
}

static void
ps_statistics_page_class_init (PsStatisticsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_statistics_page_dispose;
  widget_class->map = ps_statistics_page_map;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/statistics-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PsStatisticsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PsStatisticsPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, PsStatisticsPage, summary);
  gtk_widget_class_bind_template_child (widget_class, PsStatisticsPage, note);
  gtk_widget_class_bind_template_child (widget_class, PsStatisticsPage, list);
  gtk_widget_class_bind_template_child (widget_class, PsStatisticsPage, scroller);
  gtk_widget_class_install_action (widget_class, "statistics.count", NULL, count_again);
}

static void
ps_statistics_page_init (PsStatisticsPage *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr(GtkNoSelection) model = NULL;

  self->items = g_list_store_new (PS_TYPE_STATISTICS_ITEM);
  self->is_stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_kinds (self);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_row_cb), self, 0);
  model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (model));
}

/**
 * ps_statistics_page_new:
 *
 * Returns: (transfer floating): the statistics of no library
 */
GtkWidget *
ps_statistics_page_new (void)
{
  return g_object_new (PS_TYPE_STATISTICS_PAGE, NULL);
}

/**
 * ps_statistics_page_set_library:
 * @self: a page
 * @library: (nullable): whose photos it counts; %NULL before that is closed
 */
void
ps_statistics_page_set_library (PsStatisticsPage *self,
                                PsLibrary        *library)
{
  g_clear_handle_id (&self->reload_timer, g_source_remove);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  if (self->library != NULL)
    g_clear_signal_handler (&self->changed_handler, ps_library_get_catalog (self->library));
  g_set_object (&self->library, library);
  g_list_store_remove_all (self->items);
  self->is_stale = TRUE;
  if (library == NULL)
    return;
  self->changed_handler = g_signal_connect_swapped (ps_library_get_catalog (library), "changed", G_CALLBACK (catalog_changed_cb), self);
  count (self);
}
