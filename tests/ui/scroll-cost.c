/* tests/ui/scroll-cost.c: what scrolling the grid of photos costs, beside a bare GtkGridView over a list in memory.
 *
 *   scroll-cost LIBRARY
 *
 * Both show the same cells in a window of the same size, and are scrolled by the
 * same steps, a step a frame. What counts is the time that the main thread works
 * for a frame: a frame's length is the screen's. They take turns, and the best
 * turn of each counts, so that what else the machine does weighs little. */
#include <adwaita.h>
#include <stdlib.h>
#include <time.h>

#include "browse/photo-list.h"
#include "library/library.h"
#include "ui/photo-cell.h"
#include "ui/photo-grid.h"

#define WIDTH 1140 /* of the photos, in a window of 1400 */
#define HEIGHT 820
#define N_TURNS 3
#define N_FRAMES 200
#define STEP 0.1   /* of a page: fast, and slow enough for rows to be read */
#define MAX_BLANK 0.05 /* a cell whose row is not here costs little, and must not make us look good */
#define N_ROWS 500 /* different photos in the list in memory */

GResource *ps_icons_get_resource (void);
GResource *ps_ui_get_resource    (void);

typedef struct
{
  GtkAdjustment *adjustment; /* borrowed */
  GtkWidget *view;           /* borrowed: the GtkGridView */
  guint n_frames, n_cells, n_blank;
  gint64 began_us, ended_us; /* the main thread's work */
} Scroll;

static gint64
get_work_us (void)
{
  struct timespec work;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &work);
  return work.tv_sec * G_USEC_PER_SEC + work.tv_nsec / 1000;
}

static void
wait_ms (int ms)
{
  gint64 end_us = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end_us)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

/* Of what the last frame showed. */
static void
count_blank (Scroll *self)
{
  for (GtkWidget *item = gtk_widget_get_first_child (self->view); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      PsPhoto *photo = gtk_widget_get_child_visible (item) ? ps_photo_cell_get_photo (PS_PHOTO_CELL (gtk_widget_get_first_child (item))) : NULL;

      if (photo == NULL)
        continue;
      self->n_cells++;
      if (ps_photo_get_row (photo) == NULL)
        self->n_blank++;
    }
}

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  Scroll *self = user_data;

  if (self->n_frames == N_FRAMES)
    {
      self->ended_us = get_work_us ();
      return G_SOURCE_REMOVE;
    }
  if (self->n_frames++ % 10 == 0)
    count_blank (self);
  gtk_adjustment_set_value (self->adjustment,
                            gtk_adjustment_get_value (self->adjustment) + gtk_adjustment_get_page_size (self->adjustment) * STEP);
  return G_SOURCE_CONTINUE;
}

/* From the top; milliseconds of work a frame. n_cells: how many were seen, for the two to be alike. */
static double
scroll (GtkWidget *widget,
        guint     *n_cells)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (find_widget (widget, GTK_TYPE_SCROLLED_WINDOW)));
  Scroll self = { .adjustment = adjustment, .view = find_widget (widget, GTK_TYPE_GRID_VIEW) };

  gtk_adjustment_set_value (adjustment, 0);
  wait_ms (500);
  self.began_us = get_work_us ();
  gtk_widget_add_tick_callback (widget, scroll_cb, &self, NULL);
  while (self.ended_us == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, HEIGHT * N_FRAMES * STEP / 2); /* it did scroll */
  g_assert_cmpfloat (self.n_blank, <=, self.n_cells * MAX_BLANK);
  *n_cells = self.n_cells;
  return (self.ended_us - self.began_us) / 1000.0 / N_FRAMES;
}

static GtkWidget *
show_in_window (GtkWidget *child)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (window), child);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          const PsCellLook         *look)
{
  gtk_list_item_set_child (item, ps_photo_cell_new (look));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  ps_photo_cell_set_photo (PS_PHOTO_CELL (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

/* As many photos as the list has, whose first are read by now. */
static GListModel *
copy_into_memory (GListModel *list)
{
  GListStore *store = g_list_store_new (PS_TYPE_PHOTO);
  g_autoptr(GPtrArray) photos = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_items = g_list_model_get_n_items (list);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(PsPhoto) one = g_list_model_get_item (list, i % N_ROWS);
      PsPhoto *copy = ps_photo_new (i + 1);

      for (guint tries = 0; ps_photo_get_row (one) == NULL && tries < 100; tries++)
        {
          ps_photo_list_want (PS_PHOTO_LIST (list), one);
          wait_ms (20);
        }
      g_assert_nonnull (ps_photo_get_row (one));
      ps_photo_set_row (copy, ps_photo_row_ref ((PsPhotoRow *) ps_photo_get_row (one)));
      g_ptr_array_add (photos, copy);
    }
  g_list_store_splice (store, 0, 0, photos->pdata, photos->len);
  return G_LIST_MODEL (store);
}

static GtkWidget *
make_bare_grid (GListModel       *photos,
                const PsCellLook *look)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), (gpointer) look);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  view = gtk_grid_view_new (GTK_SELECTION_MODEL (gtk_multi_selection_new (photos)), factory);
  gtk_scrollable_set_hscroll_policy (GTK_SCROLLABLE (view), GTK_SCROLL_NATURAL); /* as many columns as ours */
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  return scrolled;
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  *(PsLibrary **) user_data = ps_library_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
closed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
compare (PsPhotoGrid *grid)
{
  PsCellLook look = { .textures = ps_photo_grid_get_textures (grid), .show_names = TRUE };
  GtkWidget *ours, *bare, *bare_grid;
  double best_ours = G_MAXDOUBLE, best_bare = G_MAXDOUBLE;
  guint n_ours, n_bare;

  g_object_get (grid, "thumbnail-size", &look.size, NULL);
  ours = show_in_window (GTK_WIDGET (grid));
  wait_ms (2000);
  bare_grid = make_bare_grid (copy_into_memory (G_LIST_MODEL (ps_photo_grid_get_list (grid))), &look);
  bare = show_in_window (bare_grid);
  for (guint i = 0; i < N_TURNS; i++)
    {
      gtk_window_present (GTK_WINDOW (ours));
      best_ours = MIN (best_ours, scroll (GTK_WIDGET (grid), &n_ours));
      gtk_window_present (GTK_WINDOW (bare));
      best_bare = MIN (best_bare, scroll (bare_grid, &n_bare));
      g_assert_cmpuint (ABS ((int) n_ours - (int) n_bare), <=, n_bare / 20);
    }
  g_print ("%.2f %.2f\n", best_ours, best_bare);
  gtk_window_destroy (GTK_WINDOW (bare));
  ps_photo_grid_set_library (grid, NULL);
  gtk_window_destroy (GTK_WINDOW (ours));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(PsPhotoQuery) all = ps_photo_query_new (PS_PHOTOS_ALL, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST);
  PsLibrary *library = NULL;
  gboolean is_closed = FALSE;
  GtkWidget *grid;

  g_assert_cmpint (argc, ==, 2);
  g_resources_register (ps_icons_get_resource ());
  g_resources_register (ps_ui_get_resource ());
  adw_init ();
  ps_library_open_async (argv[1], 0, NULL, opened_cb, &library);
  while (library == NULL)
    g_main_context_iteration (NULL, TRUE);
  grid = g_object_ref_sink (ps_photo_grid_new ());
  ps_photo_grid_set_library (PS_PHOTO_GRID (grid), library);
  ps_photo_grid_set_query (PS_PHOTO_GRID (grid), all);
  compare (PS_PHOTO_GRID (grid));
  g_object_unref (grid);
  wait_ms (100);
  ps_library_close_async (library, closed_cb, &is_closed);
  while (!is_closed)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (library);
  return EXIT_SUCCESS;
}
