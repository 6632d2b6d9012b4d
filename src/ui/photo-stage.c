/* src/ui/photo-stage.c: one photo as a viewer shows it: its picture, or why there is none and what helps.
 *
 * The grid's small preview comes first, then a picture of the size it is shown
 * at, then the whole of it when it is zoomed into. The photos before and after
 * are made ready meanwhile.
 */
#include "ui/photo-stage.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/text.h"
#include "ui/picture-loader.h"
#include "ui/state-words.h"
#include "ui/window.h"

#define SPINNER_MS 400 /* what takes less is not worth a word */
#define SETTLE_MS 120  /* after the last change of size a sharper picture is asked for */
#define N_NEIGHBOURS 2

struct _PsPhotoStage
{
  AdwBin parent_instance;

  /* Owned */
  PsPictureLoader *loader;    /* nullable */
  PsLooker *looker;           /* nullable */
  PsPhoto *photo;             /* nullable */
  PsPhoto *neighbours[N_NEIGHBOURS]; /* nullable; the next first */
  GSignalGroup *photo_signals;
  GSignalGroup *neighbour_signals[N_NEIGHBOURS];
  char *preview_key;          /* nullable: what is loaded or loading */
  GCancellable *preview_loading;
  guint spinner_timer;
  guint settle_timer;

  /* Template children */
  GtkStack *stack;
  PsPicture *picture;
  GtkImage *tile_icon;
  GtkLabel *tile_title;
  GtkLabel *tile_words;
  GtkButton *tile_button;
  GtkWidget *open_button;
  GtkSpinner *spinner;
  GtkWidget *notice;
  GtkImage *notice_icon;
  GtkLabel *notice_words;
  GtkButton *notice_button;
};

G_DEFINE_FINAL_TYPE (PsPhotoStage, ps_photo_stage, ADW_TYPE_BIN)

static void update (PsPhotoStage *self);

static const PsPhotoRow *
get_row (PsPhoto *photo)
{
  return photo != NULL ? ps_photo_get_row (photo) : NULL;
}

/* Films and documents are for other programs. */
static gboolean
is_picture (const PsPhotoRow *row)
{
  return g_strcmp0 (row->resource_type, "image") == 0 && g_strcmp0 (row->format, "pdf") != 0;
}

static gboolean
is_readable (const PsPhotoRow *row)
{
  return row != NULL && row->local_path != NULL && is_picture (row) && row->state != PS_STATE_MISSING;
}

/* The longer side of a photo that fits the stage, in pixels of the screen. */
static guint
get_fitting_side (PsPhotoStage     *self,
                  const PsPhotoRow *row)
{
  GtkWidget *widget = GTK_WIDGET (self->picture);
  double factor = gtk_widget_get_scale_factor (widget);
  double width = gtk_widget_get_width (widget) * factor, height = gtk_widget_get_height (widget) * factor;

  if (width <= 0 || height <= 0)
    return 1600;
  if (row->width <= 0 || row->height <= 0)
    return (guint) MAX (width, height);
  return (guint) ceil (MAX (row->width, row->height) * MIN (1, MIN (width / row->width, height / row->height)));
}

/* A little more than is wanted while it is zoomed: a slight zoom asks for nothing new. */
static guint
get_side (PsPhotoStage     *self,
          const PsPhotoRow *row)
{
  guint wanted = ps_picture_get_wanted_side (self->picture);

  if (wanted == 0)
    return get_fitting_side (self, row);
  if (ps_picture_get_is_fitting (self->picture))
    return wanted;
  return wanted * 2 <= (guint) MAX (row->width, row->height) ? wanted * 5 / 4 : PS_LOOK_FULL_SIDE;
}

static void
set_wishes (PsPhotoStage *self)
{
  PsPictureWish wishes[1 + N_NEIGHBOURS];
  guint n = 0;

  if (self->loader == NULL)
    return;
  if (is_readable (get_row (self->photo)))
    wishes[n++] = (PsPictureWish) { get_row (self->photo), get_side (self, get_row (self->photo)) };
  for (int i = 0; i < N_NEIGHBOURS; i++)
    if (is_readable (get_row (self->neighbours[i])) && self->neighbours[i] != self->photo)
      wishes[n++] = (PsPictureWish) { get_row (self->neighbours[i]), get_fitting_side (self, get_row (self->neighbours[i])) };
  ps_picture_loader_set_wishes (self->loader, wishes, n);
}

static void
preview_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = ps_texture_cache_load_finish (PS_TEXTURE_CACHE (source), result, &error);
  PsPhotoStage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  ps_picture_set_preview (self->picture, texture);
  update (self);
}

static void
load_preview (PsPhotoStage     *self,
              const PsPhotoRow *row)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), PS_TYPE_WINDOW);
  PsTextureCache *textures = window != NULL ? ps_window_get_textures (PS_WINDOW (window)) : NULL;
  GdkTexture *texture;

  if (textures == NULL || g_strcmp0 (self->preview_key, row->thumbnail_key) == 0)
    return;
  g_cancellable_cancel (self->preview_loading);
  g_clear_object (&self->preview_loading);
  g_free (self->preview_key);
  self->preview_key = g_strdup (row->thumbnail_key);
  if (row->thumbnail_key == NULL)
    return;
  texture = ps_texture_cache_get (textures, row->thumbnail_key);
  if (texture != NULL)
    {
      ps_picture_set_preview (self->picture, texture);
      return;
    }
  self->preview_loading = g_cancellable_new ();
  ps_texture_cache_load_async (textures, row->thumbnail_key, self->preview_loading, preview_loaded_cb, self);
}

/* What helps a photo that cannot be shown: an action of the window for the photo shown. Returns its label, translated; NULL: nothing does. */
static const char *
find_cure (const PsPhotoRow  *row,
           const char       **action)
{
  switch (row->state)
    {
    case PS_STATE_WAITING:
      *action = "win.get-now";
      return row->is_for_comparing || row->is_asked_for ? NULL : _("Get Now");
    case PS_STATE_FAILED:
      *action = "win.try-again";
      return _("Try Again");
    case PS_STATE_MISSING:
      *action = "win.try-again";
      return _("Fetch Again");
    case PS_STATE_DAMAGED:
      *action = "win.try-again";
      return row->is_changed_here ? NULL : _("Repair");
    case PS_STATE_SKIPPED:
      *action = "win.include-again";
      return row->is_remote ? NULL : _("Include Again");
    case PS_STATE_ARRIVING:
    case PS_STATE_GONE_FROM_CLOUD:
    case PS_STATE_ALTERED:
    case PS_STATE_SIZE_ONLY:
    case PS_STATE_PROVEN:
    case PS_N_STATES:
    default:
      return NULL;
    }
}

static void
set_button (GtkButton  *button,
            const char *label,
            const char *action)
{
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  gtk_button_set_label (button, label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), label != NULL ? action : NULL);
}

static gboolean
has_focus (PsPhotoStage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == GTK_WIDGET (self) || gtk_widget_is_ancestor (focus, GTK_WIDGET (self)));
}

/* Where there is no picture to hold the focus, the stage does, so that keys go on from photo to photo. */
static void
show_page (PsPhotoStage *self,
           const char   *name)
{
  gboolean was_focused = has_focus (self);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0)
    return;
  gtk_widget_set_focusable (GTK_WIDGET (self), g_str_equal (name, "tile"));
  gtk_stack_set_visible_child_name (self->stack, name);
  if (was_focused)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
show_tile (PsPhotoStage *self,
           const char   *icon_name,
           const char   *title,
           const char   *words,
           const char   *label,
           const char   *action,
           gboolean      can_open)
{
  gtk_image_set_from_icon_name (self->tile_icon, icon_name);
  gtk_label_set_label (self->tile_title, title);
  gtk_label_set_label (self->tile_words, words);
  set_button (self->tile_button, label, action);
  gtk_widget_set_visible (self->open_button, can_open);
  gtk_widget_set_visible (self->notice, FALSE);
  show_page (self, "tile");
}

static void
show_state_tile (PsPhotoStage     *self,
                 const PsPhotoRow *row)
{
  g_autofree char *sentence = ps_state_words_sentence (row);
  const char *action = NULL;
  const char *label = find_cure (row, &action);

  show_tile (self, ps_state_words_icon_name (row), row->state == PS_STATE_WAITING ? _("Not Here Yet") : ps_state_words_label (row),
             sentence, label, action, FALSE);
}

/* What is for another program is called what the system calls it. */
static void
show_film_tile (PsPhotoStage     *self,
                const PsPhotoRow *row)
{
  g_autofree char *type = g_content_type_guess (row->name, NULL, 0, NULL);
  g_autofree char *title = g_content_type_get_description (type);
  g_autoptr(GIcon) icon = g_content_type_get_symbolic_icon (type);
  gboolean is_film = g_strcmp0 (row->resource_type, "video") == 0;

  show_tile (self, NULL, is_film ? _("Video") : title,
             is_film ? _("It is here. Another program can play it.") : _("It is here. Another program can show it."),
             NULL, NULL, TRUE);
  gtk_image_set_from_gicon (self->tile_icon, icon);
}

static void
show_problem_tile (PsPhotoStage     *self,
                   const PsPhotoRow *row,
                   const char       *problem)
{
  if (ps_picture_loader_has_no_file (self->loader, row)) /* reading it again is how the catalogue comes to know, too */
    show_tile (self, "image-missing-symbolic", _("Its File Cannot Be Opened"), problem, _("Read It Again"), "win.read-again", FALSE);
  else
    show_tile (self, "image-missing-symbolic", _("It Cannot Be Shown Here"), problem, _("Try Again"), "viewer.look-again", TRUE);
}

/* Beside a picture: what is wrong all the same. */
static void
show_notice (PsPhotoStage     *self,
             const PsPhotoRow *row,
             const char       *problem)
{
  g_autofree char *sentence = NULL;
  const char *action = NULL, *label = NULL;

  if (!ps_state_words_is_here (row) || row->state == PS_STATE_DAMAGED)
    {
      sentence = ps_state_words_sentence (row);
      label = find_cure (row, &action);
      gtk_image_set_from_icon_name (self->notice_icon, ps_state_words_icon_name (row));
    }
  else if (problem != NULL)
    {
      sentence = g_strdup (problem);
      gtk_image_set_from_icon_name (self->notice_icon, "dialog-warning-symbolic");
    }
  gtk_widget_set_visible (self->notice, sentence != NULL);
  gtk_label_set_label (self->notice_words, sentence != NULL ? sentence : "");
  set_button (self->notice_button, label, action);
}

static gboolean
spinner_due_cb (gpointer data)
{
  PsPhotoStage *self = data;

  self->spinner_timer = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

static void
set_spinning (PsPhotoStage *self,
              gboolean      spinning)
{
  if (spinning && self->spinner_timer == 0 && !gtk_widget_get_visible (GTK_WIDGET (self->spinner)))
    self->spinner_timer = g_timeout_add (SPINNER_MS, spinner_due_cb, self);
  if (spinning)
    return;
  g_clear_handle_id (&self->spinner_timer, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
}

static void
set_accessible_words (PsPhotoStage     *self,
                      const PsPhotoRow *row)
{
  g_autofree char *name = ps_text_visible (row->name, 200);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, ps_state_words_label (row), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The best there is of a photo whose row is known. */
static void
show_row (PsPhotoStage     *self,
          const PsPhotoRow *row)
{
  const char *problem = self->loader != NULL ? ps_picture_loader_get_problem (self->loader, row) : NULL;
  gboolean loading = self->loader != NULL && ps_picture_loader_is_loading (self->loader, row);
  PsTiles *tiles = self->loader != NULL ? ps_picture_loader_get (self->loader, row, get_side (self, row)) : NULL;

  if (row->width > 0 && row->height > 0 && ps_picture_get_tiles (self->picture) == NULL && tiles == NULL)
    ps_picture_set_size (self->picture, row->width, row->height);
  load_preview (self, row);
  ps_picture_set_tiles (self->picture, tiles);
  set_accessible_words (self, row);
  set_spinning (self, loading && !ps_picture_has_picture (self->picture));
  if (!is_picture (row) && row->local_path != NULL)
    show_film_tile (self, row);
  else if (tiles == NULL && problem != NULL && !loading)
    show_problem_tile (self, row, problem);
  else if (!is_readable (row) && !ps_picture_has_picture (self->picture))
    show_state_tile (self, row);
  else
    {
      show_page (self, "picture");
      show_notice (self, row, problem);
    }
}

static void
update (PsPhotoStage *self)
{
  const PsPhotoRow *row = get_row (self->photo);

  set_wishes (self);
  if (row != NULL)
    show_row (self, row);
  else
    {
      set_spinning (self, self->photo != NULL);
      gtk_widget_set_visible (self->notice, FALSE);
      show_page (self, "picture");
    }
}

static void
picture_changed_cb (PsPictureLoader *loader,
                    gint64           id,
                    PsPhotoStage    *self)
{
  if (self->photo != NULL && ps_photo_get_id (self->photo) == id)
    update (self);
}

static gboolean
settled_cb (gpointer data)
{
  PsPhotoStage *self = data;

  self->settle_timer = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
wanted_changed_cb (PsPhotoStage *self)
{
  if (self->settle_timer == 0)
    self->settle_timer = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
looker_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  ps_looker_close_finish (PS_LOOKER (source), result, NULL); /* it never fails */
}

static void
let_go (PsPhotoStage *self)
{
  if (self->loader != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->loader, self);
      ps_picture_loader_stop (self->loader);
    }
  g_clear_object (&self->loader);
  if (self->looker != NULL)
    ps_looker_close_async (self->looker, looker_closed_cb, NULL);
  g_clear_object (&self->looker);
}

static void
ps_photo_stage_dispose (GObject *object)
{
  PsPhotoStage *self = PS_PHOTO_STAGE (object);

  let_go (self);
  g_clear_handle_id (&self->spinner_timer, g_source_remove);
  g_clear_handle_id (&self->settle_timer, g_source_remove);
  g_cancellable_cancel (self->preview_loading);
  g_clear_object (&self->preview_loading);
  g_clear_pointer (&self->preview_key, g_free);
  g_clear_object (&self->photo);
  g_clear_object (&self->photo_signals);
  for (int i = 0; i < N_NEIGHBOURS; i++)
    {
      g_clear_object (&self->neighbours[i]);
      g_clear_object (&self->neighbour_signals[i]);
    }
  G_OBJECT_CLASS (ps_photo_stage_parent_class)->dispose (object);
}

static gboolean
ps_photo_stage_grab_focus (GtkWidget *widget)
{
  PsPhotoStage *self = PS_PHOTO_STAGE (widget);

  if (gtk_widget_get_focusable (widget))
    return GTK_WIDGET_CLASS (ps_photo_stage_parent_class)->grab_focus (widget);
  return gtk_widget_grab_focus (GTK_WIDGET (self->picture));
}

static void
ps_photo_stage_class_init (PsPhotoStageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_photo_stage_dispose;
  widget_class->grab_focus = ps_photo_stage_grab_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  g_type_ensure (PS_TYPE_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/photo-stage.ui");
  gtk_widget_class_bind_template_child (widget_class, PsPhotoStage, stack);
  gtk_widget_class_bind_template_child (widget_class, PsPhotoStage, picture);
  gtk_widget_class_bind_template_child (widget_class, PsPhotoStage, tile_icon);
  gtk_widget_class_bind_template_child (widget_class, PsPhotoStage, tile_title);
  gtk_widget_class_bind_template_child (widget_class, PsPhotoStage, tile_words);
  gtk_widget_class_bind_template_child (widget_class, PsPhotoStage, tile_button);
  gtk_widget_class_bind_template_child (widget_class, PsPhotoStage, open_button);
  gtk_widget_class_bind_template_child (widget_class, PsPhotoStage, spinner);
  gtk_widget_class_bind_template_child (widget_class, PsPhotoStage, notice);
  gtk_widget_class_bind_template_child (widget_class, PsPhotoStage, notice_icon);
  gtk_widget_class_bind_template_child (widget_class, PsPhotoStage, notice_words);
  gtk_widget_class_bind_template_child (widget_class, PsPhotoStage, notice_button);
}

static void
ps_photo_stage_init (PsPhotoStage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->picture, "wanted-changed", G_CALLBACK (wanted_changed_cb), self, G_CONNECT_SWAPPED);
  self->photo_signals = g_signal_group_new (PS_TYPE_PHOTO);
  g_signal_group_connect_swapped (self->photo_signals, "notify::row", G_CALLBACK (update), self);
  for (int i = 0; i < N_NEIGHBOURS; i++)
    {
      self->neighbour_signals[i] = g_signal_group_new (PS_TYPE_PHOTO);
      g_signal_group_connect_swapped (self->neighbour_signals[i], "notify::row", G_CALLBACK (set_wishes), self);
    }
}

/**
 * ps_photo_stage_set_library:
 * @self: a stage
 * @library: (nullable): whose photos are shown; %NULL before it is closed
 *
 * The decoder that serves the stage is its own: no backup's work stands before it.
 */
void
ps_photo_stage_set_library (PsPhotoStage *self,
                            PsLibrary    *library)
{
  PsVault *vault = library != NULL ? ps_library_get_vault (library) : NULL;

  g_return_if_fail (PS_IS_PHOTO_STAGE (self));

  let_go (self);
  ps_photo_stage_set_photo (self, NULL, NULL, NULL);
  if (vault == NULL)
    return;
  self->looker = ps_looker_new (1);
  self->loader = ps_picture_loader_new (vault, self->looker);
  g_signal_connect_object (self->loader, "changed", G_CALLBACK (picture_changed_cb), self, 0);
}

/**
 * ps_photo_stage_set_photo:
 * @self: a stage
 * @photo: (nullable): what is shown
 * @next: (nullable): what is likely to be shown next
 * @previous: (nullable): and after that
 */
void
ps_photo_stage_set_photo (PsPhotoStage *self,
                          PsPhoto      *photo,
                          PsPhoto      *next,
                          PsPhoto      *previous)
{
  g_return_if_fail (PS_IS_PHOTO_STAGE (self));

  g_set_object (&self->neighbours[0], next);
  g_set_object (&self->neighbours[1], previous);
  for (int i = 0; i < N_NEIGHBOURS; i++)
    g_signal_group_set_target (self->neighbour_signals[i], self->neighbours[i]);
  if (g_set_object (&self->photo, photo))
    {
      g_cancellable_cancel (self->preview_loading);
      g_clear_object (&self->preview_loading);
      g_clear_pointer (&self->preview_key, g_free);
      ps_picture_clear (self->picture);
      set_spinning (self, FALSE);
      g_signal_group_set_target (self->photo_signals, photo);
    }
  update (self);
}

/**
 * ps_photo_stage_get_picture:
 * @self: a stage
 *
 * Returns: what can be zoomed
 */
PsPicture *
ps_photo_stage_get_picture (PsPhotoStage *self)
{
  return self->picture;
}

/**
 * ps_photo_stage_shows_picture:
 * @self: a stage
 *
 * Returns: whether there is a picture to zoom, rather than words
 */
gboolean
ps_photo_stage_shows_picture (PsPhotoStage *self)
{
  return ps_picture_has_picture (self->picture) && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "picture") == 0;
}

/**
 * ps_photo_stage_look_again:
 * @self: a stage
 *
 * Reads the photo shown once more, should it have been unreadable.
 */
void
ps_photo_stage_look_again (PsPhotoStage *self)
{
  const PsPhotoRow *row = get_row (self->photo);

  g_return_if_fail (PS_IS_PHOTO_STAGE (self));

  if (self->loader != NULL && row != NULL)
    ps_picture_loader_forget (self->loader, row);
  update (self);
}
