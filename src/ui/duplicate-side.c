/* src/ui/duplicate-side.c: one of two photos that are compared: its picture, its name, whether it is kept. */
#include "ui/duplicate-side.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "ui/naming.h"
#include "ui/picture.h"
#include "ui/state-words.h"

#define MIN_HEIGHT 110 /* pixels, of the picture */
#define MAX_CHARS 200

struct _PsDuplicateSide
{
  AdwBin parent_instance;

  /* Owned */
  PsDuplicateItem *item;    /* nullable */
  PsTextureCache *textures; /* nullable */
  GCancellable *loading;    /* nullable */
  char *shown_key;          /* nullable: of the preview that is shown or loading */
  char *key;                /* that keeps this one */

  guint i;                  /* the photo of the group */
  gboolean is_updating;     /* the chooser is set by us */

  /* Children */
  PsPicture *picture;
  GtkLabel *notice, *name, *fate;
  GtkImage *fate_icon;
  GtkWidget *fate_line;
  GtkDropDown *chooser;
  GtkButton *keep;
};

G_DEFINE_FINAL_TYPE (PsDuplicateSide, ps_duplicate_side, ADW_TYPE_BIN)

enum { CHOSEN, WANTED_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The preview ------------------------------------------------------------------------- */

static void
preview_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(PsDuplicateSide) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = ps_texture_cache_load_finish (PS_TEXTURE_CACHE (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->picture != NULL)
    ps_picture_set_preview (self->picture, texture);
}

static void
load_preview (PsDuplicateSide  *self,
              const PsPhotoRow *row)
{
  const char *key = row != NULL ? row->thumbnail_key : NULL;
  GdkTexture *texture;

  if (g_strcmp0 (key, self->shown_key) == 0)
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_free (self->shown_key);
  self->shown_key = g_strdup (key);
  ps_picture_clear (self->picture);
  if (row != NULL && row->width > 0 && row->height > 0)
    ps_picture_set_size (self->picture, row->width, row->height);
  if (key == NULL || self->textures == NULL)
    return;
  texture = ps_texture_cache_get (self->textures, key);
  if (texture != NULL)
    {
      ps_picture_set_preview (self->picture, texture);
      return;
    }
  self->loading = g_cancellable_new ();
  ps_texture_cache_load_async (self->textures, key, self->loading, preview_loaded_cb, g_object_ref (self));
}

/* What is said ---------------------------------------------------------------------------- */

/* Where there is no picture, why. */
static void
show_notice (PsDuplicateSide  *self,
             const PsPhotoRow *row,
             const char       *problem)
{
  g_autofree char *sentence = NULL;

  if (row != NULL && row->local_path == NULL)
    sentence = ps_state_words_sentence (row);
  else if (problem != NULL && !ps_picture_has_picture (self->picture))
    sentence = g_strdup (problem);
  gtk_label_set_label (self->notice, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), sentence != NULL);
}

static void
show_fate (PsDuplicateSide *self)
{
  PsFate fate = ps_duplicate_item_get_fate (self->item, self->i);
  const char *icon_name = ps_fate_to_icon_name (fate);
  gboolean is_burst = ps_duplicate_item_get_shelf (self->item) == PS_SHELF_BURST, is_kept = fate == PS_FATE_KEPT;

  /* Translators: nobody chose yet whether this one of several duplicates is kept. */
  gtk_label_set_label (self->fate, fate == PS_FATE_OPEN ? _("Not chosen yet") : ps_fate_to_words (fate));
  gtk_image_set_from_icon_name (self->fate_icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->fate_icon), icon_name != NULL);
  gtk_widget_set_visible (self->fate_line, !is_burst);
  gtk_widget_set_visible (GTK_WIDGET (self->keep), !is_burst);
  if (is_kept)
    gtk_widget_add_css_class (self->fate_line, "duplicate-kept");
  else
    gtk_widget_remove_css_class (self->fate_line, "duplicate-kept");
}

static void
show_keep (PsDuplicateSide *self,
           const char      *name)
{
  guint n_others = ps_duplicate_item_get_group (self->item)->photos->len - 1;
  g_autofree char *spoken = g_strdup_printf (_("Keep %s"), name);
  /* Translators: a tooltip: what a button does, and the key that does the same. */
  g_autofree char *tip = g_strdup_printf (ngettext ("Marks %1$'u other, and gives this one its tags and collections. Nothing is deleted. Key: %2$s",
                                                    "Marks %1$'u others, and gives this one their tags and collections. Nothing is deleted. Key: %2$s",
                                                    n_others), n_others, self->key);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->keep), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tip, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->keep), tip);
}

/* The photos of the group by name; there is something to choose only where there are more than two. */
static void
fill_chooser (PsDuplicateSide *self)
{
  const PsDuplicateGroup *group = ps_duplicate_item_get_group (self->item);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < group->photos->len; i++)
    {
      const PsDuplicate *photo = g_ptr_array_index (group->photos, i);
      g_autofree char *name = ps_duplicate_item_dup_name (self->item, i), *folder = ps_text_visible (photo->folder_path, MAX_CHARS);
      /* Translators: a photo's name, and the folder it is in. */
      g_autofree char *words = *folder != '\0' ? g_strdup_printf (_("%1$s — %2$s"), name, folder) : g_strdup (name);

      gtk_string_list_append (names, words);
    }
  self->is_updating = TRUE;
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->chooser, self->i);
  self->is_updating = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), group->photos->len > 2);
  gtk_widget_set_visible (GTK_WIDGET (self->name), group->photos->len <= 2);
}

static void
chooser_changed_cb (PsDuplicateSide *self)
{
  guint i = gtk_drop_down_get_selected (self->chooser);

  if (!self->is_updating && i != GTK_INVALID_LIST_POSITION && i != self->i)
    g_signal_emit (self, signals[CHOSEN], 0, i);
}

static void
wanted_changed_cb (PsDuplicateSide *self)
{
  g_signal_emit (self, signals[WANTED_CHANGED], 0);
}

/* The widget itself --------------------------------------------------------------------------- */

static void
ps_duplicate_side_dispose (GObject *object)
{
  PsDuplicateSide *self = PS_DUPLICATE_SIDE (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->item);
  g_clear_object (&self->textures);
  self->picture = NULL;
  G_OBJECT_CLASS (ps_duplicate_side_parent_class)->dispose (object);
}

static void
ps_duplicate_side_finalize (GObject *object)
{
  g_free (PS_DUPLICATE_SIDE (object)->shown_key);
  g_free (PS_DUPLICATE_SIDE (object)->key);
  G_OBJECT_CLASS (ps_duplicate_side_parent_class)->finalize (object);
}

static void
ps_duplicate_side_class_init (PsDuplicateSideClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ps_duplicate_side_dispose;
  object_class->finalize = ps_duplicate_side_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[WANTED_CHANGED] = g_signal_new ("wanted-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
setup_name_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_name_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)), gtk_string_object_get_string (gtk_list_item_get_item (list_item)));
}

static GtkWidget *
new_chooser (PsDuplicateSide *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkWidget *chooser = gtk_drop_down_new (NULL, NULL);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_name_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name_cb), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (chooser), factory);
  ps_naming_watch_drop_down (GTK_DROP_DOWN (chooser), _("Which Photo Is Here"));
  g_signal_connect_object (chooser, "notify::selected", G_CALLBACK (chooser_changed_cb), self, G_CONNECT_SWAPPED);
  return chooser;
}

static GtkWidget *
new_stage (PsDuplicateSide *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->picture = PS_PICTURE (ps_picture_new ());
  self->notice = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->notice, TRUE);
  gtk_label_set_justify (self->notice, GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->notice), GTK_ALIGN_CENTER);
  gtk_widget_set_margin_start (GTK_WIDGET (self->notice), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->notice), 12);
  gtk_widget_set_size_request (overlay, -1, MIN_HEIGHT);
  gtk_widget_set_vexpand (overlay, TRUE);
  gtk_widget_set_overflow (overlay, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (overlay, "photo-stage");
  gtk_widget_add_css_class (overlay, "duplicate-stage");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->picture));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->notice));
  g_signal_connect_object (self->picture, "wanted-changed", G_CALLBACK (wanted_changed_cb), self, G_CONNECT_SWAPPED);
  return overlay;
}

static void
ps_duplicate_side_init (PsDuplicateSide *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (GTK_WIDGET (self->name), "heading");
  self->chooser = GTK_DROP_DOWN (new_chooser (self));
  self->fate_line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_halign (self->fate_line, GTK_ALIGN_CENTER);
  self->fate_icon = GTK_IMAGE (gtk_image_new ());
  self->fate = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->fate, PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->fate_line), GTK_WIDGET (self->fate_icon));
  gtk_box_append (GTK_BOX (self->fate_line), GTK_WIDGET (self->fate));
  /* Translators: a button: of several duplicates, this photo is kept. */
  self->keep = GTK_BUTTON (gtk_button_new_with_label (_("Keep This One")));
  gtk_widget_set_halign (GTK_WIDGET (self->keep), GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), new_stage (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chooser));
  gtk_box_append (GTK_BOX (box), self->fate_line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->keep));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * ps_duplicate_side_new:
 * @keep_action: what its button does
 * @key: the key that does the same, for the button's hint
 *
 * Returns: (transfer floating): a side without a photo
 */
GtkWidget *
ps_duplicate_side_new (const char *keep_action,
                       const char *key)
{
  PsDuplicateSide *self = g_object_new (PS_TYPE_DUPLICATE_SIDE, NULL);

  self->key = g_strdup (key);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->keep), keep_action);
  return GTK_WIDGET (self);
}

/**
 * ps_duplicate_side_set_photo:
 * @self: a side
 * @item: (nullable): a group that was read
 * @i: a photo of it
 * @textures: (nullable): thumbnails
 */
void
ps_duplicate_side_set_photo (PsDuplicateSide *self,
                             PsDuplicateItem *item,
                             guint            i,
                             PsTextureCache  *textures)
{
  g_autofree char *name = NULL;

  g_set_object (&self->item, item);
  g_set_object (&self->textures, textures);
  self->i = i;
  load_preview (self, item != NULL ? ps_duplicate_item_get_row (item, i) : NULL);
  if (item == NULL)
    return;
  name = ps_duplicate_item_dup_name (item, i);
  gtk_label_set_label (self->name, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  fill_chooser (self);
  show_fate (self);
  show_keep (self, name);
  show_notice (self, ps_duplicate_item_get_row (item, i), NULL);
}

/**
 * ps_duplicate_side_take_picture:
 * @self: a side
 * @loader: where its picture may be by now
 */
void
ps_duplicate_side_take_picture (PsDuplicateSide *self,
                                PsPictureLoader *loader)
{
  const PsPhotoRow *row = ps_duplicate_side_get_row (self);

  if (row == NULL)
    return;
  ps_picture_set_tiles (self->picture, ps_picture_loader_get (loader, row, ps_duplicate_side_get_wanted_side (self)));
  show_notice (self, row, ps_picture_loader_get_problem (loader, row));
}

/**
 * ps_duplicate_side_get_row:
 * @self: a side
 *
 * Returns: (transfer none) (nullable): the photo it shows
 */
const PsPhotoRow *
ps_duplicate_side_get_row (PsDuplicateSide *self)
{
  return self->item != NULL ? ps_duplicate_item_get_row (self->item, self->i) : NULL;
}

/**
 * ps_duplicate_side_get_wanted_side:
 * @self: a side
 *
 * Returns: pixels of the longer side that look sharp now
 */
guint
ps_duplicate_side_get_wanted_side (PsDuplicateSide *self)
{
  guint wanted = ps_picture_get_wanted_side (self->picture);

  if (wanted == 0)
    return 800;
  return ps_picture_get_is_fitting (self->picture) ? wanted : PS_LOOK_FULL_SIDE;
}
