/* src/ui/trouble-page.c: Needs You: what failed, why, and what would help. */
#include "ui/trouble-page.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "backup/keep-both.h"
#include "browse/counts.h"
#include "browse/trouble-list.h"
#include "catalog/catalog-browse.h"
#include "library/reconcile.h"
#include "ui/bin-template.h"
#include "ui/trouble-card.h"
#include "ui/trouble-report.h"
#include "ui/window.h"
#include "ui/words.h"

struct _PsTroublePage
{
  AdwBin parent_instance;

  /* Owned, nullable: no library */
  PsLibrary *library;
  PsBackupRunner *runner;
  PsTroubleList *list;
  PsCounts *counts;
  GCancellable *cancellable;

  /* Template children */
  GtkStack *stack;
  GtkLabel *headline, *safe;
  GtkWidget *head_buttons, *again_title;
  GtkButton *all_button;
  GtkBox *needs_box, *again_box;
};

G_DEFINE_FINAL_TYPE (PsTroublePage, ps_trouble_page, ADW_TYPE_BIN)

static PsWindow *
get_window (PsTroublePage *self)
{
  return PS_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self), PS_TYPE_WINDOW));
}

/* Deeds ------------------------------------------------------------------------------ */

typedef struct
{
  PsTroublePage *page; /* owned */
  PsTroubleCard *card; /* owned */
  GArray *ids;         /* owned, nullable; of gint64 */
  char *deed;          /* owned */
  gint64 photo_id;     /* 0: the whole group */
} Deed;

static void
free_deed (gpointer data)
{
  Deed *self = data;

  g_object_unref (self->page);
  g_object_unref (self->card);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->deed);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deed, free_deed)

/* Takes the error. Where the page went away meanwhile there is nobody to tell. */
static void
report (PsTroublePage *self,
        GError        *error)
{
  PsWindow *window = get_window (self);

  if (window != NULL && error != NULL)
    ps_window_report (window, error);
  g_clear_error (&error);
}

static void
fetch (PsTroublePage *self)
{
  if (self->runner != NULL)
    ps_backup_runner_fetch_asked (self->runner);
}

static void
asked_for_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsTroublePage) self = user_data;
  GError *error = NULL;

  if (ps_catalog_ask_for_finish (PS_CATALOG (source), result, &error) < 0)
    report (self, error);
  else
    fetch (self);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(PsTroublePage) self = user_data;
  GError *error = NULL;

  if (ps_catalog_restore_originals_finish (PS_CATALOG (source), result, &error) < 0)
    report (self, error);
  else
    fetch (self);
}

static void
kept_both_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsTroublePage) self = user_data;
  GError *error = NULL;
  gint64 n_kept = ps_keep_both_finish (result, &error);
  g_autofree char *words = NULL;

  if (n_kept < 0)
    {
      report (self, error);
      return;
    }
  words = g_strdup_printf (ngettext ("%'" PRId64 " changed file lies beside; its original comes back",
                                     "%'" PRId64 " changed files lie beside; their originals come back", n_kept), n_kept);
  if (get_window (self) != NULL)
    ps_window_toast (get_window (self), words, FALSE);
  fetch (self);
}

typedef struct
{
  PsTroublePage *page; /* owned */
  PsReconcileCounts counts;
} Looking;

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Looking *looking = user_data;
  g_autoptr(PsTroublePage) self = looking->page;
  GError *error = NULL;
  g_autofree char *words = NULL;

  if (!ps_reconcile_finish (result, &error))
    {
      report (self, error);
      return;
    }
  if (looking->counts.n_adopted == 0)
    words = g_strdup (_("Not found in the library’s folder. It can be fetched again."));
  else
    words = g_strdup_printf (ngettext ("%'" PRId64 " file found, and proven where it lies",
                                       "%'" PRId64 " files found, and proven where they lie", looking->counts.n_adopted), looking->counts.n_adopted);
  if (get_window (self) != NULL)
    ps_window_toast (get_window (self), words, FALSE);
}

static void
look_for_files (PsTroublePage *self)
{
  Looking *looking = g_new0 (Looking, 1);

  looking->page = g_object_ref (self);
  ps_reconcile_async (ps_library_get_catalog (self->library), ps_library_get_vault (self->library), &looking->counts,
                      self->cancellable, looked_cb, looking);
}

/* Leaving out, and back in */

static void
skip_undone_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PsTroublePage) self = user_data;
  GError *error = NULL;

  if (ps_catalog_skip_finish (PS_CATALOG (source), result, &error) < 0)
    report (self, error);
}

static void
set_left_out (Deed     *deed,
              gboolean  back_in)
{
  if (deed->page->library != NULL)
    ps_catalog_skip_async (ps_library_get_catalog (deed->page->library), deed->ids, back_in, deed->page->cancellable,
                           skip_undone_cb, g_object_ref (deed->page));
}

static void
undo_leave_out (gpointer data)
{
  set_left_out (data, TRUE);
}

static void
redo_leave_out (gpointer data)
{
  set_left_out (data, FALSE);
}

static void
left_out_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;
  PsWindow *window = get_window (deed->page);
  GError *error = NULL;
  gint64 n_photos = ps_catalog_skip_finish (PS_CATALOG (source), result, &error);
  g_autofree char *words = NULL;

  if (n_photos < 0 || window == NULL)
    {
      report (deed->page, error);
      return;
    }
  words = g_strdup_printf (ngettext ("%'" PRId64 " photo left out", "%'" PRId64 " photos left out", n_photos), n_photos);
  ps_undo_push (ps_window_get_undo (window), words, undo_leave_out, redo_leave_out, g_steal_pointer (&deed), free_deed);
  ps_window_toast (window, words, TRUE);
}

static void
do_for_ids (Deed *owned)
{
  g_autoptr(Deed) deed = owned;
  PsTroublePage *self = deed->page;
  GArray *ids = deed->ids; /* the order in which arguments are evaluated is the compiler's: one of them may give the deed away */
  PsCatalog *catalog;

  if (self->library == NULL || ids->len == 0)
    return;
  catalog = ps_library_get_catalog (self->library);
  if (g_str_equal (deed->deed, "restore"))
    ps_catalog_restore_originals_async (catalog, deed->ids, self->cancellable, restored_cb, g_object_ref (self));
  else if (g_str_equal (deed->deed, "keep-both"))
    ps_keep_both_async (catalog, ps_library_get_vault (self->library), deed->ids, self->cancellable, kept_both_cb, g_object_ref (self));
  else if (g_str_equal (deed->deed, "leave-out"))
    ps_catalog_skip_async (catalog, ids, FALSE, self->cancellable, left_out_cb, g_steal_pointer (&deed));
  else
    ps_catalog_ask_for_async (catalog, deed->ids, self->cancellable, asked_for_cb, g_object_ref (self));
}

static void
group_listed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(Deed) deed = user_data;
  GError *error = NULL;
  g_autoptr(PsPhotoIds) ids = ps_catalog_list_ids_finish (PS_CATALOG (source), result, &error);

  if (ids == NULL)
    {
      report (deed->page, error);
      return;
    }
  deed->ids = g_array_ref (ids->ids);
  do_for_ids (g_steal_pointer (&deed));
}

static PsPhotoQuery *
query_of (const PsTroubleGroup *group)
{
  return ps_photo_query_new (PS_PHOTOS_OF_CAUSE, group->needs_you ? 1 : 2,
                             g_str_equal (group->kind, "failed") ? group->cause : group->kind, NULL, PS_ORDER_NEWEST_FIRST);
}

/* The row says at once what becomes of it. */
static void
deed_wanted_cb (PsTroubleCard *card,
                const char    *what,
                gint64         photo_id,
                PsTroublePage *self)
{
  g_autoptr(PsPhotoQuery) query = query_of (ps_trouble_item_get_group (ps_trouble_card_get_item (card)));
  Deed *deed;

  if (self->library == NULL)
    return;
  if (g_str_equal (what, "look"))
    {
      ps_trouble_card_say_asked (card, 0, _("Looking through the library’s folder…"));
      look_for_files (self);
      return;
    }
  ps_trouble_card_say_asked (card, photo_id, g_str_equal (what, "leave-out") ? _("Left out") : _("Waiting"));
  deed = g_new0 (Deed, 1);
  deed->page = g_object_ref (self);
  deed->card = g_object_ref (card);
  deed->deed = g_strdup (what);
  deed->photo_id = photo_id;
  if (photo_id == 0)
    {
      ps_catalog_list_ids_async (ps_library_get_catalog (self->library), query, self->cancellable, group_listed_cb, deed);
      return;
    }
  deed->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (deed->ids, photo_id);
  do_for_ids (deed);
}

static void
all_clicked_cb (PsTroublePage *self)
{
  GtkBox *boxes[] = { self->needs_box, self->again_box };

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (boxes[i])); card != NULL; card = gtk_widget_get_next_sibling (card))
      {
        const PsTroubleGroup *group = ps_trouble_item_get_group (ps_trouble_card_get_item (PS_TROUBLE_CARD (card)));

        if (!g_str_equal (group->kind, "changed")) /* a person's change waits for that person */
          deed_wanted_cb (PS_TROUBLE_CARD (card), "try", 0, self);
      }
}

static void
save_clicked_cb (PsTroublePage *self)
{
  if (self->library != NULL)
    ps_trouble_report_save (get_window (self), ps_library_get_catalog (self->library));
}

/* What is shown -------------------------------------------------------------------------- */

static GtkWidget *
find_card (GtkBox        *box,
           PsTroubleItem *item)
{
  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (box)); card != NULL; card = gtk_widget_get_next_sibling (card))
    if (ps_trouble_card_get_item (PS_TROUBLE_CARD (card)) == item)
      return card;
  return NULL;
}

static gboolean
is_listed (PsTroublePage *self,
           PsTroubleItem *item)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr(PsTroubleItem) listed = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (listed == item)
        return TRUE;
    }
  return FALSE;
}

static void
drop_cards (PsTroublePage *self,
            GtkBox        *box)
{
  GtkWidget *next;

  for (GtkWidget *card = gtk_widget_get_first_child (GTK_WIDGET (box)); card != NULL; card = next)
    {
      next = gtk_widget_get_next_sibling (card);
      if (self->list == NULL || !is_listed (self, ps_trouble_card_get_item (PS_TROUBLE_CARD (card))))
        gtk_box_remove (box, card);
    }
}

/* A few groups, so that they are simply compared. */
static void
show_groups (PsTroublePage *self)
{
  GtkWidget *last[2] = { NULL, NULL };

  drop_cards (self, self->needs_box);
  drop_cards (self, self->again_box);
  for (guint i = 0; self->list != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr(PsTroubleItem) item = g_list_model_get_item (G_LIST_MODEL (self->list), i);
      gboolean needs_you = ps_trouble_item_get_group (item)->needs_you;
      GtkBox *box = needs_you ? self->needs_box : self->again_box;
      GtkWidget *card = find_card (box, item);

      if (card == NULL)
        {
          card = ps_trouble_card_new (item);
          g_signal_connect_object (card, "deed", G_CALLBACK (deed_wanted_cb), self, 0);
          gtk_box_append (box, card);
        }
      gtk_box_reorder_child_after (box, card, last[needs_you]);
      last[needs_you] = card;
    }
  gtk_widget_set_visible (self->again_title, last[FALSE] != NULL);
}

static void
say_numbers (PsTroublePage *self)
{
  gint64 n_needs_you = ps_trouble_list_get_n_needs_you (self->list);
  gint64 n_again = ps_trouble_list_get_n_trying_again (self->list);
  gint64 n_here = 0;
  g_autofree char *headline = NULL;
  g_autofree char *here = NULL;
  g_autofree char *safe = NULL;
  g_autofree char *all = NULL;

  n_here = ps_counts_get_numbers (self->counts)->n_here;
  here = ps_words_number (n_here);
  if (n_needs_you > 0)
    headline = g_strdup_printf (ngettext ("%'" PRId64 " photo needs you", "%'" PRId64 " photos need you", n_needs_you), n_needs_you);
  else
    headline = g_strdup (_("Nothing needs you"));
  /* Translators: how many photos are here. */
  safe = g_strdup_printf (_("%s are here. Nothing here was changed by these failures."), here);
  all = g_strdup_printf (ngettext ("Try It Again", "Try All %'" PRId64 " Again", n_needs_you + n_again), n_needs_you + n_again);
  gtk_label_set_label (self->headline, headline);
  gtk_label_set_label (self->safe, safe);
  gtk_button_set_label (self->all_button, all);
}

static void
list_changed_cb (PsTroublePage *self)
{
  if (self->list == NULL)
    return;
  show_groups (self);
  say_numbers (self);
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0 ? "trouble" : "nothing");
}

/* The page itself --------------------------------------------------------------------------- */

static void
ps_trouble_page_dispose (GObject *object)
{
  PsTroublePage *self = PS_TROUBLE_PAGE (object);

  if (self->stack != NULL)
    ps_trouble_page_set_library (self, NULL, NULL);
  ps_bin_template_dispose (object, PS_TYPE_TROUBLE_PAGE);
  G_OBJECT_CLASS (ps_trouble_page_parent_class)->dispose (object);
}

static void
ps_trouble_page_class_init (PsTroublePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_trouble_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/trouble-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PsTroublePage, stack);
  gtk_widget_class_bind_template_child (widget_class, PsTroublePage, headline);
  gtk_widget_class_bind_template_child (widget_class, PsTroublePage, safe);
  gtk_widget_class_bind_template_child (widget_class, PsTroublePage, head_buttons);
  gtk_widget_class_bind_template_child (widget_class, PsTroublePage, again_title);
  gtk_widget_class_bind_template_child (widget_class, PsTroublePage, all_button);
  gtk_widget_class_bind_template_child (widget_class, PsTroublePage, needs_box);
  gtk_widget_class_bind_template_child (widget_class, PsTroublePage, again_box);
  gtk_widget_class_bind_template_callback (widget_class, all_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
}

static void
ps_trouble_page_init (PsTroublePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * ps_trouble_page_new:
 *
 * Returns: (transfer floating): a page of no library
 */
GtkWidget *
ps_trouble_page_new (void)
{
  return g_object_new (PS_TYPE_TROUBLE_PAGE, NULL);
}

/**
 * ps_trouble_page_set_library:
 * @self: a page
 * @library: (nullable): whose trouble it shows; %NULL lets go of everything
 * @runner: (nullable): what fetches again
 */
void
ps_trouble_page_set_library (PsTroublePage  *self,
                             PsLibrary      *library,
                             PsBackupRunner *runner)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->list != NULL)
    g_object_run_dispose (G_OBJECT (self->list));
  g_clear_object (&self->list);
  if (self->counts != NULL)
    g_object_run_dispose (G_OBJECT (self->counts));
  g_clear_object (&self->counts);
  show_groups (self);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
  g_set_object (&self->library, library);
  g_set_object (&self->runner, runner);
  if (library == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->counts = ps_counts_new (ps_library_get_catalog (library));
  self->list = ps_trouble_list_new (ps_library_get_catalog (library));
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "notify", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->counts, "changed", G_CALLBACK (list_changed_cb), self, G_CONNECT_SWAPPED);
}
