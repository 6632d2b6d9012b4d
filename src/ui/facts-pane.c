/* src/ui/facts-pane.c: what is known of one photo, or of many.
 *
 * The row of the photo is shown at once; everything else is read from the
 * catalogue, and again when that changes. While the same photo stays, what was
 * read stays on the screen until the new is there.
 */
#include "ui/facts-pane.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "catalog/catalog-browse.h"
#include "ui/date-words.h"
#include "ui/detailed-action.h"
#include "ui/facts-rows.h"
#include "ui/facts-words.h"
#include "ui/file-actions.h"
#include "ui/marks-row.h"
#include "ui/state-offers.h"
#include "ui/state-words.h"
#include "ui/window.h"
#include "ui/wrap-layout.h"

#define MAX_CHARS 300
#define MAX_SENT 200000      /* bytes of one document */
#define PREVIEW_HEIGHT 220   /* pixels */
#define RELOAD_MS 250        /* between two readings, while a backup goes on */
#define MAX_COMPARED 2000    /* photos whose rows are read to tell what they share */

struct _PsFactsPane
{
  AdwBin parent_instance;

  /* Owned */
  PsLibrary *library;          /* nullable */
  PsPhoto *photo;              /* nullable */
  GArray *ids;                 /* nullable: many, of gint64 */
  PsPhotoFacts *facts;         /* nullable: not read yet */
  GPtrArray *many;             /* nullable: of PsPhotoRow, while their tags are counted */
  GSignalGroup *photo_signals;
  GSignalGroup *catalog_signals;
  GCancellable *cancellable;   /* of what is being read */
  GCancellable *preview_loading;
  char *preview_key;           /* nullable */
  guint reload_timer;
  gboolean hides_preview;

  /* Template children */
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkPicture *preview;
  GtkLabel *name;
  GtkWidget *proof;
  GtkImage *proof_icon;
  GtkLabel *proof_label;
  GtkLabel *proof_words;
  GtkWidget *proof_buttons;
  GtkBox *rows;
  GtkExpander *sent;
  GtkTextView *sent_text;
};

G_DEFINE_FINAL_TYPE (PsFactsPane, ps_facts_pane, ADW_TYPE_BIN)

static PsWindow *
get_window (PsFactsPane *self)
{
  return (PsWindow *) gtk_widget_get_ancestor (GTK_WIDGET (self), PS_TYPE_WINDOW);
}

static void
clear_rows (PsFactsPane *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
}

static void
show_preview_of (PsFactsPane *self,
                 GdkTexture  *texture)
{
  gtk_picture_set_paintable (self->preview, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->preview), texture != NULL);
  if (texture != NULL)
    gtk_widget_set_size_request (GTK_WIDGET (self->preview), -1, MIN (PREVIEW_HEIGHT, gdk_texture_get_height (texture)));
}

static void
preview_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = ps_texture_cache_load_finish (PS_TEXTURE_CACHE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_preview_of (data, texture);
}

static void
load_preview (PsFactsPane      *self,
              const PsPhotoRow *row)
{
  const char *key = row != NULL ? row->thumbnail_key : NULL;
  PsTextureCache *textures = get_window (self) != NULL ? ps_window_get_textures (get_window (self)) : NULL;
  GdkTexture *texture;

  if (textures == NULL || self->hides_preview || (key != NULL && g_strcmp0 (key, self->preview_key) == 0))
    return;
  g_cancellable_cancel (self->preview_loading);
  g_clear_object (&self->preview_loading);
  g_free (self->preview_key);
  self->preview_key = g_strdup (key);
  texture = key != NULL ? ps_texture_cache_get (textures, key) : NULL;
  show_preview_of (self, texture);
  if (key == NULL || texture != NULL)
    return;
  self->preview_loading = g_cancellable_new ();
  ps_texture_cache_load_async (textures, key, self->preview_loading, preview_loaded_cb, self);
}

/* What the state asks for. The same photo keeps its buttons, and the focus that may be on one. */
static void
show_offers (PsFactsPane      *self,
             const PsPhotoRow *row)
{
  GtkWidget *button = gtk_widget_get_first_child (self->proof_buttons);
  PsStateOffer offers[PS_MOST_OFFERS];
  guint n_offers = ps_state_offers_make (row, offers);

  for (guint i = 0; i < n_offers; i++)
    {
      if (button == NULL)
        {
          button = gtk_button_new ();
          gtk_box_append (GTK_BOX (self->proof_buttons), button);
        }
      gtk_button_set_label (GTK_BUTTON (button), offers[i].label);
      ps_set_detailed_action (GTK_ACTIONABLE (button), offers[i].action);
      button = gtk_widget_get_next_sibling (button);
    }
  while (button != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (button);

      gtk_box_remove (GTK_BOX (self->proof_buttons), button);
      button = next;
    }
  gtk_widget_set_visible (self->proof_buttons, n_offers > 0);
  ps_state_offers_clear (offers, n_offers);
}

static void
show_proof (PsFactsPane      *self,
            const PsPhotoRow *row)
{
  static const char *const classes[] = { "success", "warning", "error" };
  g_autofree char *sentence = ps_state_words_sentence (row);
  g_autofree char *moment = row->verified_at_us > 0 && row->state == PS_STATE_PROVEN ? ps_date_words_moment (row->verified_at_us) : NULL;
  /* Translators: a state, then when that was so */
  g_autofree char *label = moment != NULL ? g_strdup_printf (_("%1$s %2$s"), ps_state_words_label (row), moment) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->proof_icon), classes[i]);
  if (row->state == PS_STATE_PROVEN)
    gtk_widget_add_css_class (GTK_WIDGET (self->proof_icon), "success");
  else if (row->state == PS_STATE_DAMAGED || row->state == PS_STATE_MISSING || (row->state == PS_STATE_FAILED && row->retry_at_us == 0))
    gtk_widget_add_css_class (GTK_WIDGET (self->proof_icon), "warning");
  gtk_image_set_from_icon_name (self->proof_icon, ps_state_words_icon_name (row));
  gtk_label_set_label (self->proof_label, label != NULL ? label : ps_state_words_label (row));
  gtk_label_set_label (self->proof_words, sentence);
  show_offers (self, row);
}

/* What the grid knows already. */
static void
show_row (PsFactsPane      *self,
          const PsPhotoRow *row)
{
  g_autofree char *name = ps_text_visible (row->name, MAX_CHARS);

  gtk_label_set_label (self->name, name);
  gtk_widget_set_visible (self->proof, TRUE);
  show_proof (self, row);
  load_preview (self, row);
  gtk_stack_set_visible_child_name (self->stack, "facts");
}

static void
append_sent (GString    *text,
             const char *title,
             const char *json)
{
  g_autofree char *words = NULL;

  if (json == NULL)
    return;
  words = ps_facts_words_json (json, MAX_SENT);
  g_string_append_printf (text, "%s%s\n%s", text->len > 0 ? "\n" : "", title, words);
}

/* Only once it is asked for: there may be much of it. */
static void
show_sent (PsFactsPane *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (self->facts != NULL && gtk_expander_get_expanded (self->sent))
    {
      append_sent (text, _("In the list of photos:"), self->facts->listing);
      append_sent (text, _("In the search:"), self->facts->search);
      append_sent (text, _("When asked for this one:"), self->facts->details);
    }
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->sent_text), text->str, (int) text->len);
}

static void
show_facts (PsFactsPane *self)
{
  PsPhotoFacts *facts = self->facts;
  double place = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));

  clear_rows (self);
  show_row (self, facts->row);
  ps_facts_rows_fill (self->rows, ps_library_get_catalog (self->library), facts);
  gtk_widget_set_visible (GTK_WIDGET (self->sent), facts->listing != NULL || facts->search != NULL || facts->details != NULL);
  show_sent (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), place);
}

static void
facts_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr(GError) error = NULL;
  PsPhotoFacts *facts = ps_catalog_get_photo_facts_finish (PS_CATALOG (source), result, &error);
  PsFactsPane *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (facts != NULL)
    {
      g_clear_pointer (&self->facts, ps_photo_facts_free);
      self->facts = facts;
      show_facts (self);
      return;
    }
  clear_rows (self);
  ps_facts_rows_add_words (self->rows, _("Not read"), error->message);
}

static void
show_many (PsFactsPane *self,
           GPtrArray   *rows,
           GPtrArray   *uses)
{
  gboolean same_folder = TRUE;
  gint64 n_bytes = 0, first_us = G_MAXINT64, last_us = G_MININT64;
  guint n_here = 0, n_taken = 0;
  const PsPhotoRow *first = rows != NULL && rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
  g_autofree char *size = NULL, *from = NULL, *to = NULL, *span = NULL, *here = NULL, *folder = NULL;

  clear_rows (self);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const PsPhotoRow *row = g_ptr_array_index (rows, i);

      n_bytes += MAX (row->n_bytes, 0);
      n_here += ps_state_words_is_here (row);
      n_taken += !row->is_upload_time;
      first_us = MIN (first_us, row->sort_us);
      last_us = MAX (last_us, row->sort_us);
      same_folder = same_folder && g_strcmp0 (row->folder_path, first->folder_path) == 0;
    }
  if (first != NULL)
    {
      size = g_format_size ((guint64) n_bytes);
      from = ps_date_words_day (first_us);
      to = ps_date_words_day (last_us);
      /* Translators: the first and the last day of some photos */
      span = g_str_equal (from, to) ? g_strdup (from) : g_strdup_printf (_("%1$s to %2$s"), from, to);
      /* Translators: how many of some photos are here */
      here = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$'u of %2$'u", "%1$'u of %2$'u", rows->len), n_here, rows->len);
      folder = same_folder && *first->folder_path != '\0' ? ps_text_visible (first->folder_path, MAX_CHARS) : NULL;
      ps_facts_rows_add_words (self->rows, _("Size"), size);
      /* Translators: beside the first and the last day of some photos, of which some have no time of their own. */
      ps_facts_rows_add_words (self->rows, n_taken == rows->len ? _("Taken") : n_taken == 0 ? _("Uploaded") : _("Taken or uploaded"), span);
      ps_facts_rows_add_words (self->rows, _("Here"), here);
      ps_facts_rows_add_words (self->rows, _("Folder"), folder);
    }
  ps_facts_rows_add (self->rows, _("Rating"), rows != NULL ? ps_marks_row_new ((PsPhotoRow **) rows->pdata, rows->len) : ps_marks_row_new (NULL, 0));
  ps_facts_rows_add_tags (self->rows, ps_library_get_catalog (self->library), self->ids, uses);
}

static void
uses_counted_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) uses = ps_catalog_count_tag_uses_finish (PS_CATALOG (source), result, &error);
  PsFactsPane *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_many (self, self->many, uses);
  g_clear_pointer (&self->many, g_ptr_array_unref);
}

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = ps_catalog_read_rows_finish (PS_CATALOG (source), result, &error);

  PsFactsPane *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->many, g_ptr_array_unref);
  self->many = g_steal_pointer (&rows);
  ps_catalog_count_tag_uses_async (PS_CATALOG (source), self->ids, self->cancellable, uses_counted_cb, self);
}

static void
read_many (PsFactsPane *self)
{
  g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u photo", "%'u photos", self->ids->len), self->ids->len);

  gtk_label_set_label (self->name, words);
  gtk_widget_set_visible (self->proof, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->sent), FALSE);
  load_preview (self, NULL);
  gtk_stack_set_visible_child_name (self->stack, "facts");
  if (self->ids->len <= MAX_COMPARED)
    ps_catalog_read_rows_async (ps_library_get_catalog (self->library), self->ids, self->cancellable, rows_read_cb, self);
  else
    show_many (self, NULL, NULL);
}

static void
read_facts (PsFactsPane *self)
{
  g_clear_handle_id (&self->reload_timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->library == NULL || (self->photo == NULL && self->ids == NULL))
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  self->cancellable = g_cancellable_new ();
  if (self->ids != NULL)
    read_many (self);
  else
    ps_catalog_get_photo_facts_async (ps_library_get_catalog (self->library), ps_photo_get_id (self->photo), self->cancellable,
                                      facts_read_cb, self);
}

static gboolean
reload_cb (gpointer data)
{
  PsFactsPane *self = data;

  self->reload_timer = 0;
  read_facts (self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_about (const PsChange *change,
          gint64          id)
{
  for (guint i = 0; change->photo_ids != NULL && i < change->photo_ids->len; i++)
    if (g_array_index (change->photo_ids, gint64, i) == id)
      return TRUE;
  return change->photo_ids == NULL;
}

static void
catalog_changed_cb (PsCatalog *catalog,
                    PsChange  *change,
                    gpointer   data)
{
  PsFactsPane *self = data;
  gboolean is_group = (change->kinds & (PS_CHANGE_COLLECTIONS | PS_CHANGE_SHOOTS)) != 0;

  if (self->reload_timer != 0 || (self->photo == NULL && self->ids == NULL)
      || (self->photo != NULL && !is_group && !is_about (change, ps_photo_get_id (self->photo)))
      || (self->ids != NULL && (change->kinds & (PS_CHANGE_PHOTOS | PS_CHANGE_TAGS)) == 0))
    return;
  self->reload_timer = g_timeout_add (RELOAD_MS, reload_cb, self);
}

static void
row_changed (PsFactsPane *self)
{
  const PsPhotoRow *row = self->photo != NULL ? ps_photo_get_row (self->photo) : NULL;

  if (row != NULL)
    show_row (self, row);
}

static void
show_file_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  PsFactsPane *self = PS_FACTS_PANE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr(GFile) file = NULL;
  g_autoptr(GSList) files = NULL;

  if (self->library == NULL || !GTK_IS_WINDOW (root))
    return;
  file = g_file_new_build_filename (ps_library_get_root (self->library), g_variant_get_string (parameter, NULL), NULL);
  files = g_slist_prepend (NULL, file);
  ps_file_actions_show (GTK_WINDOW (root), files);
}

static void
open_uri_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (GTK_IS_WINDOW (root))
    ps_file_actions_open_uri (GTK_WINDOW (root), g_variant_get_string (parameter, NULL));
}

static void
ps_facts_pane_dispose (GObject *object)
{
  PsFactsPane *self = PS_FACTS_PANE (object);

  g_clear_handle_id (&self->reload_timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_cancellable_cancel (self->preview_loading);
  g_clear_object (&self->preview_loading);
  g_clear_object (&self->photo_signals);
  g_clear_object (&self->catalog_signals);
  g_clear_object (&self->photo);
  g_clear_object (&self->library);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->facts, ps_photo_facts_free);
  g_clear_pointer (&self->many, g_ptr_array_unref);
  g_clear_pointer (&self->preview_key, g_free);
  G_OBJECT_CLASS (ps_facts_pane_parent_class)->dispose (object);
}

static void
ps_facts_pane_class_init (PsFactsPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_facts_pane_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/facts-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, PsFactsPane, stack);
  gtk_widget_class_bind_template_child (widget_class, PsFactsPane, scroller);
  gtk_widget_class_bind_template_child (widget_class, PsFactsPane, preview);
  gtk_widget_class_bind_template_child (widget_class, PsFactsPane, name);
  gtk_widget_class_bind_template_child (widget_class, PsFactsPane, proof);
  gtk_widget_class_bind_template_child (widget_class, PsFactsPane, proof_icon);
  gtk_widget_class_bind_template_child (widget_class, PsFactsPane, proof_label);
  gtk_widget_class_bind_template_child (widget_class, PsFactsPane, proof_words);
  gtk_widget_class_bind_template_child (widget_class, PsFactsPane, proof_buttons);
  gtk_widget_class_bind_template_child (widget_class, PsFactsPane, rows);
  gtk_widget_class_bind_template_child (widget_class, PsFactsPane, sent);
  gtk_widget_class_bind_template_child (widget_class, PsFactsPane, sent_text);
  gtk_widget_class_install_action (widget_class, "facts.show-file", "s", show_file_cb);
  gtk_widget_class_install_action (widget_class, "facts.open-uri", "s", open_uri_cb);
}

static void
ps_facts_pane_init (PsFactsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->proof_buttons, ps_wrap_layout_new (6));
  g_signal_connect_object (self->sent, "notify::expanded", G_CALLBACK (show_sent), self, G_CONNECT_SWAPPED);
  self->photo_signals = g_signal_group_new (PS_TYPE_PHOTO);
  g_signal_group_connect_swapped (self->photo_signals, "notify::row", G_CALLBACK (row_changed), self);
  self->catalog_signals = g_signal_group_new (PS_TYPE_CATALOG);
  g_signal_group_connect (self->catalog_signals, "changed", G_CALLBACK (catalog_changed_cb), self);
}

/**
 * ps_facts_pane_new:
 *
 * Returns: (transfer floating): a pane about nothing yet
 */
GtkWidget *
ps_facts_pane_new (void)
{
  return g_object_new (PS_TYPE_FACTS_PANE, NULL);
}

/**
 * ps_facts_pane_set_library:
 * @self: a pane
 * @library: (nullable): whose photos it tells of; %NULL before that is closed
 */
void
ps_facts_pane_set_library (PsFactsPane *self,
                           PsLibrary   *library)
{
  g_return_if_fail (PS_IS_FACTS_PANE (self));

  ps_facts_pane_set_photo (self, NULL);
  g_set_object (&self->library, library);
  g_signal_group_set_target (self->catalog_signals, library != NULL ? ps_library_get_catalog (library) : NULL);
}

/**
 * ps_facts_pane_set_photo:
 * @self: a pane
 * @photo: (nullable): what it tells of; %NULL: how to select one
 */
void
ps_facts_pane_set_photo (PsFactsPane *self,
                         PsPhoto     *photo)
{
  g_return_if_fail (PS_IS_FACTS_PANE (self));

  if (self->photo == photo && self->ids == NULL && photo != NULL)
    return;
  g_set_object (&self->photo, photo);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->facts, ps_photo_facts_free);
  g_signal_group_set_target (self->photo_signals, photo);
  clear_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->sent), FALSE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  row_changed (self);
  read_facts (self);
}

/**
 * ps_facts_pane_set_many:
 * @self: a pane
 * @ids: of gint64: what it tells of, more than one
 */
void
ps_facts_pane_set_many (PsFactsPane *self,
                        GArray      *ids)
{
  g_return_if_fail (PS_IS_FACTS_PANE (self));
  g_return_if_fail (ids != NULL);

  g_clear_object (&self->photo);
  g_signal_group_set_target (self->photo_signals, NULL);
  g_clear_pointer (&self->facts, ps_photo_facts_free);
  g_array_ref (ids);
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = ids;
  clear_rows (self);
  read_facts (self);
}

/**
 * ps_facts_pane_set_show_preview:
 * @self: a pane
 * @show_preview: whether the photo is shown small above what is known of it
 */
void
ps_facts_pane_set_show_preview (PsFactsPane *self,
                                gboolean     show_preview)
{
  g_return_if_fail (PS_IS_FACTS_PANE (self));

  self->hides_preview = !show_preview;
  if (self->hides_preview)
    show_preview_of (self, NULL);
}
