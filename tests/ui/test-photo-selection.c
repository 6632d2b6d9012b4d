/* tests/ui/test-photo-selection.c: a selection is of photos, wherever they stand. */
#include "photo-list-stand-in.h"
#include "ui/photo-selection.h"

static const gint64 up[] = { 1, 2, 3, 4, 5, 6 };
static const gint64 down[] = { 6, 5, 4, 3, 2, 1 };

typedef struct
{
  PsPhotoList *list;
  PsPhotoSelection *selection;
} Kit;

static void
set_up (Kit           *kit,
        gconstpointer  data)
{
  kit->list = stand_in_new (up, G_N_ELEMENTS (up));
  kit->selection = ps_photo_selection_new (kit->list);
}

static void
tear_down (Kit           *kit,
           gconstpointer  data)
{
  g_assert_finalize_object (kit->selection);
  g_assert_finalize_object (kit->list);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* The selected ids in the list's order, as text. */
static void
assert_selected (Kit        *kit,
                 const char *expected)
{
  g_autoptr(GArray) ids = ps_photo_selection_dup_ids (kit->selection);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", g_array_index (ids, gint64, i));
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpuint (ps_photo_selection_get_n_selected (kit->selection), ==, ids->len);
}

static void
select_some (Kit *kit)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (kit->selection), 1, TRUE);
  gtk_selection_model_select_range (GTK_SELECTION_MODEL (kit->selection), 3, 2, FALSE);
}

static void
test_order (Kit           *kit,
            gconstpointer  data)
{
  select_some (kit);
  assert_selected (kit, "2 4 5");
  stand_in_refill (kit->list, down, G_N_ELEMENTS (down));
  settle ();
  assert_selected (kit, "5 4 2");
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (kit->selection), 1));
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (kit->selection), 3));
}

static void
test_arrivals (Kit           *kit,
               gconstpointer  data)
{
  const gint64 new_ones[] = { 8, 7 };

  select_some (kit);
  stand_in_splice (kit->list, 0, 0, new_ones, 2);
  settle ();
  assert_selected (kit, "2 4 5");
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (kit->selection), 3));
}

static void
count_cb (GObject    *object,
          GParamSpec *pspec,
          guint      *n)
{
  ++*n;
}

static void
test_departures (Kit           *kit,
                 gconstpointer  data)
{
  guint n_told = 0;

  select_some (kit);
  g_signal_connect (kit->selection, "notify::n-selected", G_CALLBACK (count_cb), &n_told);
  stand_in_splice (kit->list, 3, 1, NULL, 0);
  settle ();
  assert_selected (kit, "2 5");
  g_assert_cmpuint (n_told, ==, 1);
}

static void
test_loading (Kit           *kit,
              gconstpointer  data)
{
  select_some (kit);
  stand_in_set_loading (kit->list, TRUE);
  stand_in_splice (kit->list, 0, G_N_ELEMENTS (up), NULL, 0);
  settle ();
  g_assert_cmpuint (ps_photo_selection_get_n_selected (kit->selection), ==, 3);
  stand_in_splice (kit->list, 0, 0, up, 4);
  stand_in_set_loading (kit->list, FALSE);
  settle ();
  assert_selected (kit, "2 4");
}

/* All that are selected while the beginning of a search is there alone are all of it. */
static void
test_all_while_loading (Kit           *kit,
                        gconstpointer  data)
{
  stand_in_set_loading (kit->list, TRUE);
  stand_in_splice (kit->list, 0, G_N_ELEMENTS (up), up, 2);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (kit->selection));
  stand_in_splice (kit->list, 2, 0, up + 2, 2);
  stand_in_set_loading (kit->list, FALSE);
  settle ();
  assert_selected (kit, "1 2 3 4");
}

static void
test_inverse (Kit           *kit,
              gconstpointer  data)
{
  select_some (kit);
  ps_photo_selection_invert (kit->selection);
  assert_selected (kit, "1 3 6");
  ps_photo_selection_toggle (kit->selection, 0);
  ps_photo_selection_toggle (kit->selection, 1);
  assert_selected (kit, "2 3 6");
}

static void
test_add_up_to (Kit           *kit,
                gconstpointer  data)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (kit->selection), 0, TRUE);
  ps_photo_selection_toggle (kit->selection, 2);
  ps_photo_selection_toggle (kit->selection, 2);
  assert_selected (kit, "1");
  ps_photo_selection_add_up_to (kit->selection, 4);
  assert_selected (kit, "1 3 4 5");
}

static void
test_set_of_positions (Kit           *kit,
                       gconstpointer  data)
{
  g_autoptr(GtkBitset) selected = gtk_bitset_new_range (1, 2), mask = gtk_bitset_new_range (0, 4);

  select_some (kit);
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (kit->selection), selected, mask);
  assert_selected (kit, "2 3 5");
}

/* Ctrl+A over a million, whose ids are in no order. */
static void
test_million (void)
{
  guint n = 1000000;
  g_autofree gint64 *ids = g_new (gint64, n);
  g_autoptr(PsPhotoList) list = NULL;
  g_autoptr(PsPhotoSelection) selection = NULL;
  g_autoptr(GArray) all = NULL;
  gint64 began;

  for (guint i = 0; i < n; i++)
    ids[i] = (gint64) i * 7919 % n + 1;
  list = stand_in_new (ids, n);
  selection = ps_photo_selection_new (list);
  began = g_get_monotonic_time ();
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (selection));
  g_test_message ("all of a million: %d ms", (int) ((g_get_monotonic_time () - began) / 1000));
  g_assert_cmpint (g_get_monotonic_time () - began, <, G_USEC_PER_SEC / 2);
  g_assert_cmpuint (ps_photo_selection_get_n_selected (selection), ==, n);
  all = ps_photo_selection_dup_ids (selection);
  g_assert_cmpmem (all->data, all->len * sizeof (gint64), ids, n * sizeof (gint64));
  ps_photo_selection_invert (selection);
  g_assert_cmpuint (ps_photo_selection_get_n_selected (selection), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Kit, NULL, set_up, func, tear_down)
  ADD ("/photo-selection/survives-another-order", test_order);
  ADD ("/photo-selection/survives-arrivals", test_arrivals);
  ADD ("/photo-selection/loses-what-left-the-list", test_departures);
  ADD ("/photo-selection/waits-while-the-list-is-read", test_loading);
  ADD ("/photo-selection/all-of-a-list-that-is-read", test_all_while_loading);
  ADD ("/photo-selection/inverse-and-toggle", test_inverse);
  ADD ("/photo-selection/ctrl-shift-adds-the-range", test_add_up_to);
  ADD ("/photo-selection/by-positions", test_set_of_positions);
  g_test_add_func ("/photo-selection/all-of-a-million", test_million);
  return g_test_run ();
}
