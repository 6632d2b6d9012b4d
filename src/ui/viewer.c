/* src/ui/viewer.c: one photo, as large as the window.
 *
 * The photo shown is known by its id: what happens to the list around it leaves
 * it on the screen. One that leaves the list (a photo that arrives leaves
 * Waiting) stays until the person goes on.
 */
#include "ui/viewer.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "ui/facts-pane.h"
#include "ui/file-actions.h"
#include "ui/photo-stage.h"
#include "ui/state-words.h"
#include "ui/viewer-keys.h"
#include "ui/viewer-words.h"
#include "ui/window.h"

#define STEP 1.25         /* of one zoom key */
#define HIDE_SECONDS 3    /* without a move of the pointer */
#define NARROWEST 360     /* pixels that it never needs more than */
#define NARROW 640        /* pixels below which the facts are a sheet at the bottom */
#define EDGE 48           /* pixels from the top that bring the header back in full screen */
#define MAX_CHARS 200

struct _PsViewer
{
  AdwBin parent_instance;

  /* Owned */
  PsLibrary *library;   /* nullable */
  PsPhotoList *list;    /* nullable */
  PsPhoto *photo;       /* nullable */
  GSignalGroup *photo_signals;
  GSignalGroup *list_signals;
  guint position;
  gboolean has_left;    /* the photo is not in the list any more; position is where it was */
  gboolean is_narrow;
  guint hide_timer;
  guint narrow_idle;

  /* Borrowed */
  GtkWindow *window;    /* nullable: not rooted */

  /* Template children */
  GtkWidget *spacer;
  AdwFlap *flap;
  GtkWidget *separator;
  PsFactsPane *facts;
  PsPhotoStage *stage;
  GtkWidget *overlay;
  GtkRevealer *previous_revealer;
  GtkRevealer *next_revealer;
  GtkRevealer *zoom_revealer;
  GtkButton *zoom_button;
  GtkRevealer *header_revealer;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkButton *state_button;
};

typedef enum { PROP_PHOTO = 1, PROP_SHOW_FACTS } PsViewerProp;
static GParamSpec *props[PROP_SHOW_FACTS + 1];
enum { CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsViewer, ps_viewer, ADW_TYPE_BIN)

static const PsPhotoRow *
get_row (PsViewer *self)
{
  return self->photo != NULL ? ps_photo_get_row (self->photo) : NULL;
}

static guint
count (PsViewer *self)
{
  return self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0;
}

static GFile *
dup_file (PsViewer *self)
{
  const PsPhotoRow *row = get_row (self);

  if (row == NULL || row->local_path == NULL || self->library == NULL)
    return NULL;
  return g_file_new_build_filename (ps_library_get_root (self->library), row->local_path, NULL);
}

static void
show_subtitle (PsViewer         *self,
               const PsPhotoRow *row)
{
  g_autofree char *words = ps_viewer_words_subtitle (row, self->position, self->has_left ? 0 : count (self), self->is_narrow);

  gtk_label_set_label (self->subtitle, words);
}

/* The emblem is a button where a click helps, and plain elsewhere; a proven photo carries none. */
static void
show_state (PsViewer         *self,
            const PsPhotoRow *row)
{
  gboolean is_calm = row == NULL || row->state == PS_STATE_PROVEN;
  const char *action = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->state_button), !is_calm);
  if (is_calm)
    return;
  words = ps_viewer_words_state (row, &action);
  gtk_button_set_icon_name (self->state_button, ps_state_words_icon_name (row));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->state_button), action != NULL ? action : "viewer.show-facts");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->state_button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->state_button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
enable_actions (PsViewer         *self,
                const PsPhotoRow *row)
{
  gboolean is_here = row != NULL && row->local_path != NULL;
  guint n = count (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.previous", self->position > 0 && n > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.next", self->has_left ? self->position < n : self->position + 1 < n);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.show-in-files", is_here);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.open-with", is_here);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.copy", is_here);
}

static void
row_changed (PsViewer *self)
{
  const PsPhotoRow *row = get_row (self);
  g_autofree char *name = row != NULL ? ps_text_visible (row->name, MAX_CHARS) : NULL;

  gtk_label_set_label (self->title, name != NULL ? name : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), name);
  show_subtitle (self, row);
  show_state (self, row);
  enable_actions (self, row);
}

static PsPhoto *
dup_photo_at (PsViewer *self,
              gint64    position)
{
  PsPhoto *photo;

  if (position < 0 || position >= count (self))
    return NULL;
  photo = g_list_model_get_item (G_LIST_MODEL (self->list), (guint) position);
  if (photo != NULL)
    ps_photo_list_want (self->list, photo);
  return photo;
}

/* The stage is told of the neighbours, so that they are ready. */
static void
show_on_stage (PsViewer *self)
{
  gint64 position = self->position;
  g_autoptr(PsPhoto) next = dup_photo_at (self, self->has_left ? position : position + 1);
  g_autoptr(PsPhoto) previous = dup_photo_at (self, position - 1);

  ps_photo_stage_set_photo (self->stage, self->photo, next, previous);
  row_changed (self);
}

static void
set_photo (PsViewer *self,
           PsPhoto  *photo)
{
  gboolean is_other = g_set_object (&self->photo, photo);

  g_signal_group_set_target (self->photo_signals, photo);
  show_on_stage (self);
  if (!is_other)
    return;
  if (adw_flap_get_reveal_flap (self->flap))
    ps_facts_pane_set_photo (self->facts, photo);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PHOTO]);
}

static void
go_to (PsViewer *self,
       gint64    position)
{
  g_autoptr(PsPhoto) photo = dup_photo_at (self, position);

  if (photo == NULL)
    return;
  self->position = (guint) position;
  self->has_left = FALSE;
  set_photo (self, photo);
}

static void
list_changed_cb (PsViewer *self,
                 guint     position,
                 guint     n_removed,
                 guint     n_added)
{
  guint found;

  if (self->photo == NULL)
    return;
  self->has_left = !ps_photo_list_find (self->list, ps_photo_get_id (self->photo), &found);
  self->position = self->has_left ? MIN (self->position, count (self)) : found;
  show_on_stage (self);
}

static void
zoom_changed (PsViewer *self)
{
  PsPicture *picture = ps_photo_stage_get_picture (self->stage);
  /* Translators: how large a photo is shown; 100 % is one pixel for one pixel */
  g_autofree char *words = g_strdup_printf (_("%.0f %%"), ps_picture_get_zoom (picture) * 100);

  gtk_button_set_label (self->zoom_button, words);
}

/* Buttons over the photo, which go away by themselves. */
static gboolean
hide_cb (gpointer data)
{
  PsViewer *self = data;

  self->hide_timer = 0;
  gtk_revealer_set_reveal_child (self->previous_revealer, FALSE);
  gtk_revealer_set_reveal_child (self->next_revealer, FALSE);
  gtk_revealer_set_reveal_child (self->zoom_revealer, FALSE);
  if (self->window != NULL && gtk_window_is_fullscreen (self->window))
    {
      gtk_revealer_set_reveal_child (self->header_revealer, FALSE);
      gtk_widget_set_cursor_from_name (self->overlay, "none");
    }
  return G_SOURCE_REMOVE;
}

static void
pointer_moved_cb (GtkEventControllerMotion *controller,
                  double                    x,
                  double                    y,
                  gpointer                  data)
{
  PsViewer *self = data;

  gtk_revealer_set_reveal_child (self->previous_revealer, TRUE);
  gtk_revealer_set_reveal_child (self->next_revealer, TRUE);
  gtk_revealer_set_reveal_child (self->zoom_revealer, ps_photo_stage_shows_picture (self->stage));
  gtk_widget_set_cursor (self->overlay, NULL);
  if (y < EDGE)
    gtk_revealer_set_reveal_child (self->header_revealer, TRUE);
  g_clear_handle_id (&self->hide_timer, g_source_remove);
  self->hide_timer = g_timeout_add_seconds (HIDE_SECONDS, hide_cb, self);
}

static void
full_screen_changed (PsViewer *self)
{
  gboolean is_full = self->window != NULL && gtk_window_is_fullscreen (self->window);

  gtk_widget_set_visible (self->spacer, !is_full);
  gtk_revealer_set_reveal_child (self->header_revealer, !is_full);
}

static void
close_viewer (PsViewer *self)
{
  if (self->window != NULL && gtk_window_is_fullscreen (self->window))
    gtk_window_unfullscreen (self->window);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
escape (PsViewer *self)
{
  if (self->window != NULL && gtk_window_is_fullscreen (self->window))
    gtk_window_unfullscreen (self->window);
  else if (self->is_narrow && adw_flap_get_reveal_flap (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
  else
    close_viewer (self);
}

/* Left is forward where one reads from the right. */
static gint64
get_step (PsViewer *self,
          gboolean  is_left)
{
  gboolean is_forward = is_left == (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL);

  return is_forward ? 1 : -1;
}

static void
go_by (PsViewer *self,
       gint64    step)
{
  go_to (self, (gint64) self->position + (self->has_left && step > 0 ? step - 1 : step));
}

static void
with_file (PsViewer   *self,
           const char *action)
{
  g_autoptr(GFile) file = dup_file (self);
  g_autoptr(GSList) files = file != NULL ? g_slist_prepend (NULL, file) : NULL;
  PsTiles *tiles = ps_picture_get_tiles (ps_photo_stage_get_picture (self->stage));
  g_autoptr(GdkTexture) texture = NULL;

  if (files == NULL || self->window == NULL)
    return;
  if (g_str_equal (action, "viewer.show-in-files"))
    ps_file_actions_show (self->window, files);
  else if (g_str_equal (action, "viewer.open-with"))
    ps_file_actions_open_with (self->window, files);
  else
    {
      texture = tiles != NULL ? ps_tiles_new_texture (tiles) : NULL;
      ps_file_actions_copy (self->window, files, texture);
      if (PS_IS_WINDOW (self->window))
        ps_window_toast (PS_WINDOW (self->window), _("Copied"), FALSE);
    }
}

static void
go_cb (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  PsViewer *self = PS_VIEWER (widget);

  if (g_str_equal (action, "viewer.next"))
    go_by (self, 1);
  else if (g_str_equal (action, "viewer.previous"))
    go_by (self, -1);
  else if (g_str_equal (action, "viewer.left"))
    go_by (self, get_step (self, TRUE));
  else if (g_str_equal (action, "viewer.right"))
    go_by (self, get_step (self, FALSE));
  else if (g_str_equal (action, "viewer.first"))
    go_to (self, 0);
  else
    go_to (self, (gint64) count (self) - 1);
}

static void
zoom_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  PsPicture *picture = ps_photo_stage_get_picture (PS_VIEWER (widget)->stage);

  if (g_str_equal (action, "viewer.zoom-in"))
    ps_picture_zoom_by (picture, STEP);
  else if (g_str_equal (action, "viewer.zoom-out"))
    ps_picture_zoom_by (picture, 1 / STEP);
  else if (g_str_equal (action, "viewer.zoom-200"))
    ps_picture_zoom_to (picture, 2);
  else if (g_str_equal (action, "viewer.zoom-100") || (g_str_equal (action, "viewer.toggle-zoom") && ps_picture_get_is_fitting (picture)))
    ps_picture_zoom_to (picture, 1);
  else
    ps_picture_fit (picture);
}

static void
pan_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  int dx, dy;

  g_variant_get (parameter, "(ii)", &dx, &dy);
  ps_picture_pan (ps_photo_stage_get_picture (PS_VIEWER (widget)->stage), dx, dy);
}

static void
file_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  with_file (PS_VIEWER (widget), action);
}

static void
other_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  PsViewer *self = PS_VIEWER (widget);

  if (g_str_equal (action, "viewer.back"))
    close_viewer (self);
  else if (g_str_equal (action, "viewer.escape"))
    escape (self);
  else if (g_str_equal (action, "viewer.look-again"))
    ps_photo_stage_look_again (self->stage);
  else if (self->window != NULL && gtk_window_is_fullscreen (self->window))
    gtk_window_unfullscreen (self->window);
  else if (self->window != NULL)
    gtk_window_fullscreen (self->window);
}

static void
facts_revealed (PsViewer *self)
{
  ps_facts_pane_set_photo (self->facts, adw_flap_get_reveal_flap (self->flap) ? self->photo : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_FACTS]);
}

/* In a narrow window the facts lie below the photo, in half of the height. */
static gboolean
set_narrow_cb (gpointer data)
{
  PsViewer *self = data;
  GtkOrientation orientation = self->is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  self->narrow_idle = 0;
  show_subtitle (self, get_row (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->flap), orientation);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->separator), orientation == GTK_ORIENTATION_VERTICAL ? GTK_ORIENTATION_HORIZONTAL
                                                                                                            : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_size_request (GTK_WIDGET (self->facts), self->is_narrow ? -1 : 320,
                               self->is_narrow ? gtk_widget_get_height (GTK_WIDGET (self)) / 2 : -1);
  return G_SOURCE_REMOVE;
}

/* The least width of what is inside as it is now; for a moment that may be more than there is. */
static int
get_inner_width (PsViewer *self,
                 int       width)
{
  int least;

  gtk_widget_measure (adw_bin_get_child (ADW_BIN (self)), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return MAX (least, width);
}

/* A bin's own layout would pass by what the width decides here. */
static void
ps_viewer_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = get_inner_width (PS_VIEWER (widget), for_size);
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural, NULL, NULL);
  /* With the facts beside the photo it needs more, but it need not have them there. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, NARROWEST);
}

static void
ps_viewer_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  PsViewer *self = PS_VIEWER (widget);
  gboolean is_narrow = width < NARROW;

  if (is_narrow != self->is_narrow && self->narrow_idle == 0)
    self->narrow_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, set_narrow_cb, self, NULL);
  self->is_narrow = is_narrow;
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), get_inner_width (self, width), height, baseline, NULL);
}

static void
ps_viewer_root (GtkWidget *widget)
{
  PsViewer *self = PS_VIEWER (widget);

  GTK_WIDGET_CLASS (ps_viewer_parent_class)->root (widget);
  self->window = GTK_IS_WINDOW (gtk_widget_get_root (widget)) ? GTK_WINDOW (gtk_widget_get_root (widget)) : NULL;
  if (self->window != NULL)
    g_signal_connect_object (self->window, "notify::fullscreened", G_CALLBACK (full_screen_changed), self, G_CONNECT_SWAPPED);
  full_screen_changed (self);
}

static void
ps_viewer_unroot (GtkWidget *widget)
{
  PsViewer *self = PS_VIEWER (widget);

  if (self->window != NULL)
    g_signal_handlers_disconnect_by_data (self->window, self);
  self->window = NULL;
  GTK_WIDGET_CLASS (ps_viewer_parent_class)->unroot (widget);
}

static gboolean
ps_viewer_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PS_VIEWER (widget)->stage));
}

static void
ps_viewer_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  PsViewer *self = PS_VIEWER (object);

  switch ((PsViewerProp) id)
    {
    case PROP_PHOTO:
      g_value_set_object (value, self->photo);
      break;
    case PROP_SHOW_FACTS:
      g_value_set_boolean (value, adw_flap_get_reveal_flap (self->flap));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ps_viewer_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  if (id == PROP_SHOW_FACTS)
    adw_flap_set_reveal_flap (PS_VIEWER (object)->flap, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ps_viewer_dispose (GObject *object)
{
  PsViewer *self = PS_VIEWER (object);

  g_clear_handle_id (&self->hide_timer, g_source_remove);
  g_clear_handle_id (&self->narrow_idle, g_source_remove);
  g_clear_object (&self->photo_signals);
  g_clear_object (&self->list_signals);
  g_clear_object (&self->photo);
  g_clear_object (&self->list);
  g_clear_object (&self->library);
  G_OBJECT_CLASS (ps_viewer_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const going[] = { "viewer.next", "viewer.previous", "viewer.left", "viewer.right", "viewer.first", "viewer.last" };
  static const char *const zooming[] = { "viewer.zoom-in", "viewer.zoom-out", "viewer.zoom-fit", "viewer.zoom-100", "viewer.zoom-200",
                                         "viewer.toggle-zoom" };
  static const char *const filing[] = { "viewer.show-in-files", "viewer.open-with", "viewer.copy" };
  static const char *const others[] = { "viewer.back", "viewer.escape", "viewer.look-again", "viewer.full-screen" };

  for (gsize i = 0; i < G_N_ELEMENTS (going); i++)
    gtk_widget_class_install_action (widget_class, going[i], NULL, go_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (zooming); i++)
    gtk_widget_class_install_action (widget_class, zooming[i], NULL, zoom_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (filing); i++)
    gtk_widget_class_install_action (widget_class, filing[i], NULL, file_cb);
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    gtk_widget_class_install_action (widget_class, others[i], NULL, other_cb);
  gtk_widget_class_install_action (widget_class, "viewer.pan", "(ii)", pan_cb);
  gtk_widget_class_install_property_action (widget_class, "viewer.show-facts", "show-facts");
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/viewer.ui");
  gtk_widget_class_bind_template_child (widget_class, PsViewer, spacer);
  gtk_widget_class_bind_template_child (widget_class, PsViewer, flap);
  gtk_widget_class_bind_template_child (widget_class, PsViewer, separator);
  gtk_widget_class_bind_template_child (widget_class, PsViewer, facts);
  gtk_widget_class_bind_template_child (widget_class, PsViewer, stage);
  gtk_widget_class_bind_template_child (widget_class, PsViewer, overlay);
  gtk_widget_class_bind_template_child (widget_class, PsViewer, previous_revealer);
  gtk_widget_class_bind_template_child (widget_class, PsViewer, next_revealer);
  gtk_widget_class_bind_template_child (widget_class, PsViewer, zoom_revealer);
  gtk_widget_class_bind_template_child (widget_class, PsViewer, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, PsViewer, header_revealer);
  gtk_widget_class_bind_template_child (widget_class, PsViewer, title);
  gtk_widget_class_bind_template_child (widget_class, PsViewer, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PsViewer, state_button);
}

static void
ps_viewer_class_init (PsViewerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ps_viewer_dispose;
  object_class->get_property = ps_viewer_get_property;
  object_class->set_property = ps_viewer_set_property;
  widget_class->measure = ps_viewer_measure;
  widget_class->size_allocate = ps_viewer_size_allocate;
  widget_class->root = ps_viewer_root;
  widget_class->unroot = ps_viewer_unroot;
  widget_class->grab_focus = ps_viewer_grab_focus;
  props[PROP_PHOTO] = g_param_spec_object ("photo", NULL, NULL, PS_TYPE_PHOTO, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_SHOW_FACTS] = g_param_spec_boolean ("show-facts", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PS_TYPE_PHOTO_STAGE);
  g_type_ensure (PS_TYPE_FACTS_PANE);
  bind_template (widget_class);
  install_actions (widget_class);
  ps_viewer_add_keys (widget_class);
}

static void
ps_viewer_init (PsViewer *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  ps_facts_pane_set_show_preview (self->facts, FALSE);
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved_cb), self);
  gtk_widget_add_controller (self->overlay, motion);
  g_signal_connect_object (ps_photo_stage_get_picture (self->stage), "notify::zoom", G_CALLBACK (zoom_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (facts_revealed), self, G_CONNECT_SWAPPED);
  self->photo_signals = g_signal_group_new (PS_TYPE_PHOTO);
  g_signal_group_connect_swapped (self->photo_signals, "notify::row", G_CALLBACK (row_changed), self);
  self->list_signals = g_signal_group_new (PS_TYPE_PHOTO_LIST);
  g_signal_group_connect_swapped (self->list_signals, "items-changed", G_CALLBACK (list_changed_cb), self);
  adw_flap_set_fold_policy (self->flap, ADW_FLAP_FOLD_POLICY_NEVER);
  zoom_changed (self);
}

/**
 * ps_viewer_new:
 *
 * Returns: (transfer floating): a viewer without a photo
 */
GtkWidget *
ps_viewer_new (void)
{
  return g_object_new (PS_TYPE_VIEWER, NULL);
}

/**
 * ps_viewer_set_library:
 * @self: a viewer
 * @library: (nullable): whose photos it shows; %NULL before that is closed
 */
void
ps_viewer_set_library (PsViewer  *self,
                       PsLibrary *library)
{
  g_return_if_fail (PS_IS_VIEWER (self));

  g_signal_group_set_target (self->list_signals, NULL);
  g_clear_object (&self->list);
  self->position = 0;
  set_photo (self, NULL);
  g_set_object (&self->library, library);
  ps_photo_stage_set_library (self->stage, library);
  ps_facts_pane_set_library (self->facts, library);
}

/**
 * ps_viewer_show:
 * @self: a viewer
 * @list: what next and previous go through
 * @position: in @list
 */
void
ps_viewer_show (PsViewer    *self,
                PsPhotoList *list,
                guint        position)
{
  g_return_if_fail (PS_IS_VIEWER (self));
  g_return_if_fail (PS_IS_PHOTO_LIST (list));

  g_set_object (&self->list, list);
  g_signal_group_set_target (self->list_signals, list);
  go_to (self, position);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * ps_viewer_get_position:
 * @self: a viewer
 *
 * Returns: where the photo shown is in the list, or where it was
 */
guint
ps_viewer_get_position (PsViewer *self)
{
  g_return_val_if_fail (PS_IS_VIEWER (self), 0);

  return self->position;
}

/**
 * ps_viewer_get_photo:
 * @self: a viewer
 *
 * Returns: (nullable): what it shows
 */
PsPhoto *
ps_viewer_get_photo (PsViewer *self)
{
  g_return_val_if_fail (PS_IS_VIEWER (self), NULL);

  return self->photo;
}
