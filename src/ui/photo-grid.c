/* src/ui/photo-grid.c: the grid of photos.
 *
 *   PsPhotoList (ids, lazily rows) → PsPhotoSelection (by id) → GtkGridView → PsPhotoCell, drawn
 *
 * This file binds them; what hands do is in photo-grid-input, -band, -drag and
 * -menu, the years are in -strip, what is where in -place. GTK's grid knows only the cells in view;
 * since all are alike, grid-geometry answers for the rest.
 */
#include "ui/photo-grid.h"

#include <glib/gi18n-lib.h>

#include "ui/application.h"
#include "ui/bin-template.h"
#include "ui/photo-grid-private.h"
#include "ui/window.h"

#define MAX_ADDED_UP 5000 /* selected photos whose sizes are added up here */

typedef enum
{
  PROP_N_SELECTED = 1,
  PROP_IS_EMPTY,
  PROP_THUMBNAIL_SIZE,
  PROP_SHOW_NAMES,
  PROP_ALL_EMBLEMS,
  PROP_SELECTION_MODE
} PsPhotoGridProp;
static GParamSpec *props[PROP_SELECTION_MODE + 1];

enum { ACTIVATED, SELECTION_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsPhotoGrid, ps_photo_grid, ADW_TYPE_BIN)

static void
update_is_empty (PsPhotoGrid *self)
{
  gboolean is_empty = self->list != NULL && !ps_photo_grid_is_loading (self) && g_list_model_get_n_items (G_LIST_MODEL (self->list)) == 0;

  if (self->is_empty == is_empty)
    return;
  self->is_empty = is_empty;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_EMPTY]);
}

static void
update_years (PsPhotoGrid *self)
{
  GArray *years = self->list != NULL ? ps_photo_list_get_years (self->list) : NULL;

  ps_date_strip_set_marks (self->strip, years, self->list != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->list)) : 0);
  ps_photo_grid_update_strip (self);
}

static void
selection_changed_cb (PsPhotoGrid *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
n_selected_cb (PsPhotoGrid *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_SELECTED]);
}

static void
selected_cb (GtkListItem *item,
             GParamSpec  *pspec,
             PsPhotoCell *cell)
{
  ps_photo_cell_set_is_selected (cell, gtk_list_item_get_selected (item));
}

static void
position_cb (GtkListItem *item,
             GParamSpec  *pspec,
             PsPhotoCell *cell)
{
  ps_photo_cell_set_position (cell, gtk_list_item_get_position (item));
}

static void
setup_cb (PsPhotoGrid *self,
          GtkListItem *item)
{
  GtkWidget *cell = ps_photo_cell_new (&self->look);

  g_signal_connect_object (item, "notify::selected", G_CALLBACK (selected_cb), cell, 0);
  g_signal_connect_object (item, "notify::position", G_CALLBACK (position_cb), cell, 0);
  gtk_list_item_set_child (item, cell);
}

/* There is no unbind_cb: GTK binds every cell of the grid anew, to the photo that it has, whenever a photo before it comes
 * or goes, many times a second during a backup. A cell keeps its photo until it is given another, or is disposed of. */
static void
bind_cb (PsPhotoGrid *self,
         GtkListItem *item)
{
  PsPhotoCell *cell = PS_PHOTO_CELL (gtk_list_item_get_child (item));
  PsPhoto *photo = gtk_list_item_get_item (item);

  ps_photo_cell_set_position (cell, gtk_list_item_get_position (item));
  ps_photo_cell_set_is_selected (cell, gtk_list_item_get_selected (item));
  ps_photo_cell_set_photo (cell, photo);
  if (ps_photo_get_row (photo) == NULL)
    ps_photo_list_want (self->list, photo);
}

static void
activated_cb (PsPhotoGrid *self,
              guint        position)
{
  g_signal_emit (self, signals[ACTIVATED], 0, position);
}

static void
ps_photo_grid_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  PsPhotoGrid *self = PS_PHOTO_GRID (widget);

  GTK_WIDGET_CLASS (ps_photo_grid_parent_class)->snapshot (widget, snapshot);
  ps_photo_grid_snapshot_band (self, snapshot);
  ps_photo_grid_snapshot_bubble (self, snapshot);
}

/* How the grid looks is remembered with this computer, where the program runs and not a test of the grid alone. */
static void
bind_settings (PsPhotoGrid *self)
{
  GApplication *application = g_application_get_default ();
  GSettings *settings = PS_IS_APPLICATION (application) ? ps_application_get_settings (PS_APPLICATION (application)) : NULL;

  if (settings == NULL)
    return;
  g_settings_bind (settings, "thumbnail-size", self, "thumbnail-size", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-names", self, "show-names", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-emblems", self, "all-emblems", G_SETTINGS_BIND_DEFAULT);
}

static void
ps_photo_grid_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PsPhotoGrid *self = PS_PHOTO_GRID (object);

  switch ((PsPhotoGridProp) prop_id)
    {
    case PROP_N_SELECTED:
      g_value_set_uint (value, ps_photo_grid_get_n_selected (self));
      break;
    case PROP_IS_EMPTY:
      g_value_set_boolean (value, self->is_empty);
      break;
    case PROP_THUMBNAIL_SIZE:
      g_value_set_int (value, self->wish_size);
      break;
    case PROP_SHOW_NAMES:
      g_value_set_boolean (value, self->look.show_names);
      break;
    case PROP_ALL_EMBLEMS:
      g_value_set_boolean (value, self->look.all_emblems);
      break;
    case PROP_SELECTION_MODE:
      g_value_set_boolean (value, self->look.has_tick_boxes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_flag (PsPhotoGrid     *self,
          gboolean        *flag,
          gboolean         is_on,
          PsPhotoGridProp  prop)
{
  if (*flag == is_on)
    return;
  *flag = is_on;
  ps_photo_grid_tell_cells (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
ps_photo_grid_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PsPhotoGrid *self = PS_PHOTO_GRID (object);

  switch ((PsPhotoGridProp) prop_id)
    {
    case PROP_THUMBNAIL_SIZE:
      ps_photo_grid_zoom (self, g_value_get_int (value), gtk_widget_get_width (GTK_WIDGET (self->view)) / 2.0,
                          gtk_widget_get_height (GTK_WIDGET (self->view)) / 2.0);
      break;
    case PROP_SHOW_NAMES:
      set_flag (self, &self->look.show_names, g_value_get_boolean (value), PROP_SHOW_NAMES);
      break;
    case PROP_ALL_EMBLEMS:
      set_flag (self, &self->look.all_emblems, g_value_get_boolean (value), PROP_ALL_EMBLEMS);
      break;
    case PROP_SELECTION_MODE:
      set_flag (self, &self->look.has_tick_boxes, g_value_get_boolean (value), PROP_SELECTION_MODE);
      break;
    case PROP_N_SELECTED:
    case PROP_IS_EMPTY:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ps_photo_grid_dispose (GObject *object)
{
  PsPhotoGrid *self = PS_PHOTO_GRID (object);

  if (self->view != NULL)
    ps_photo_grid_set_library (self, NULL);
  g_clear_handle_id (&self->bubble_source, g_source_remove);
  g_clear_handle_id (&self->fit_idle, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  ps_bin_template_dispose (self, PS_TYPE_PHOTO_GRID);
  G_OBJECT_CLASS (ps_photo_grid_parent_class)->dispose (object);
}

static void
ps_photo_grid_finalize (GObject *object)
{
  g_free (PS_PHOTO_GRID (object)->bubble);
  G_OBJECT_CLASS (ps_photo_grid_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags both = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  props[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_IS_EMPTY] = g_param_spec_boolean ("is-empty", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_THUMBNAIL_SIZE] = g_param_spec_int ("thumbnail-size", NULL, NULL, PS_GRID_MIN_SIZE, PS_GRID_MAX_SIZE, PS_GRID_DEFAULT_SIZE, both);
  props[PROP_SHOW_NAMES] = g_param_spec_boolean ("show-names", NULL, NULL, TRUE, both);
  props[PROP_ALL_EMBLEMS] = g_param_spec_boolean ("all-emblems", NULL, NULL, FALSE, both);
  props[PROP_SELECTION_MODE] = g_param_spec_boolean ("selection-mode", NULL, NULL, FALSE, both);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

/* What came while nobody saw it came above what was there, and GTK stays with that: it begins at its beginning. */
static void
ps_photo_grid_map (GtkWidget *widget)
{
  PsPhotoGrid *self = PS_PHOTO_GRID (widget);

  GTK_WIDGET_CLASS (ps_photo_grid_parent_class)->map (widget);
  if (!self->was_seen && self->list != NULL)
    ps_photo_grid_keep_top (self);
}

static void
ps_photo_grid_class_init (PsPhotoGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ps_photo_grid_get_property;
  object_class->set_property = ps_photo_grid_set_property;
  object_class->dispose = ps_photo_grid_dispose;
  object_class->finalize = ps_photo_grid_finalize;
  widget_class->map = ps_photo_grid_map;
  widget_class->snapshot = ps_photo_grid_snapshot;
  install_properties (object_class);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PS_TYPE_DATE_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/photo-grid.ui");
  gtk_widget_class_bind_template_child (widget_class, PsPhotoGrid, scrolled);
  gtk_widget_class_bind_template_child (widget_class, PsPhotoGrid, view);
  gtk_widget_class_bind_template_child (widget_class, PsPhotoGrid, strip);
  ps_photo_grid_install_input (klass);
}

static void
ps_photo_grid_init (PsPhotoGrid *self)
{
  g_autoptr(GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkAdjustment *adjustment;

  self->look.size = self->wish_size = PS_GRID_DEFAULT_SIZE;
  self->look.show_names = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->scrolled), "notify::page-size", G_CALLBACK (ps_photo_grid_width_changed),
                           self, G_CONNECT_SWAPPED);
  adjustment = ps_photo_grid_get_vadjustment (self);
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_view_set_factory (self->view, factory);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (ps_photo_grid_update_strip), self, G_CONNECT_SWAPPED);
  ps_photo_grid_add_strip (self);
  ps_photo_grid_add_input (self);
  ps_photo_grid_add_band (self);
  ps_photo_grid_add_drag (self);
  bind_settings (self);
}

/**
 * ps_photo_grid_new:
 *
 * Returns: (transfer floating): a grid without a library
 */
GtkWidget *
ps_photo_grid_new (void)
{
  return g_object_new (PS_TYPE_PHOTO_GRID, NULL);
}

static void
let_go (PsPhotoGrid *self)
{
  ps_photo_grid_forget_kept (self);
  ps_photo_grid_end_band (self);
  gtk_grid_view_set_model (self->view, NULL);
  if (self->look.maker != NULL)
    ps_preview_maker_stop (self->look.maker);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_object (&self->selection);
  g_clear_object (&self->list);
  g_clear_object (&self->look.maker);
  g_clear_object (&self->look.textures);
  g_clear_object (&self->library);
}

/* The window's textures serve its viewer and its facts, too; a grid of its own has its own. */
static PsTextureCache *
dup_textures (PsPhotoGrid *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), PS_TYPE_WINDOW);
  PsTextureCache *textures = window != NULL ? ps_window_get_textures (PS_WINDOW (window)) : NULL;

  return textures != NULL ? g_object_ref (textures) : ps_texture_cache_new (ps_library_get_thumbnails (self->library), 0);
}

/**
 * ps_photo_grid_set_library:
 * @self: a grid
 * @library: (nullable): whose photos it shows; %NULL lets go of everything of the library before it is closed
 */
void
ps_photo_grid_set_library (PsPhotoGrid *self,
                           PsLibrary   *library)
{
  g_return_if_fail (PS_IS_PHOTO_GRID (self));

  if (self->library == library)
    return;
  let_go (self);
  if (library != NULL)
    {
      self->library = g_object_ref (library);
      self->look.textures = dup_textures (self);
      self->look.maker = ps_preview_maker_new (library, self->look.textures);
      self->list = ps_photo_list_new (ps_library_get_catalog (library));
      self->selection = ps_photo_selection_new (self->list);
      g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (update_is_empty), self);
      g_signal_connect_swapped (self->list, "settled", G_CALLBACK (ps_photo_grid_lay_out), self);
      g_signal_connect_swapped (self->list, "notify::is-loading", G_CALLBACK (update_is_empty), self);
      g_signal_connect_swapped (self->list, "years-changed", G_CALLBACK (update_years), self);
      g_signal_connect_swapped (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb), self);
      g_signal_connect_swapped (self->selection, "notify::n-selected", G_CALLBACK (n_selected_cb), self);
      gtk_grid_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
    }
  update_is_empty (self);
  update_years (self);
  n_selected_cb (self);
  selection_changed_cb (self);
}

/* The same photos, but for their order or a search among them. */
static gboolean
is_same_set (PsPhotoQuery *a,
             PsPhotoQuery *b)
{
  return a != NULL && b != NULL && ps_photo_query_get_set (a) == ps_photo_query_get_set (b)
         && ps_photo_query_get_id (a) == ps_photo_query_get_id (b)
         && g_strcmp0 (ps_photo_query_get_argument (a), ps_photo_query_get_argument (b)) == 0;
}

/**
 * ps_photo_grid_set_query:
 * @self: a grid with a library
 * @query: which photos it shows, and in which order
 *
 * The selection survives another order and another search in the same set, as
 * far as its photos are still listed; so does the place of the current photo.
 */
void
ps_photo_grid_set_query (PsPhotoGrid  *self,
                         PsPhotoQuery *query)
{
  g_autoptr(PsPhoto) current = NULL;
  guint position;

  g_return_if_fail (PS_IS_PHOTO_GRID (self));
  g_return_if_fail (self->list != NULL && query != NULL);

  ps_photo_grid_forget_kept (self);
  if (is_same_set (ps_photo_list_get_query (self->list), query))
    {
      current = ps_photo_grid_dup_current (self);
      if (current != NULL && ps_photo_list_find (self->list, ps_photo_get_id (current), &position))
        ps_photo_grid_keep (self, gtk_widget_get_height (GTK_WIDGET (self->view)) / 2.0, position);
    }
  else
    {
      gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
      ps_photo_grid_keep_top (self);
    }
  ps_photo_list_set_query (self->list, query);
  update_is_empty (self);
}

/**
 * ps_photo_grid_get_list:
 * @self: a grid
 *
 * Returns: (transfer none) (nullable): what it shows; %NULL without a library
 */
PsPhotoList *
ps_photo_grid_get_list (PsPhotoGrid *self)
{
  g_return_val_if_fail (PS_IS_PHOTO_GRID (self), NULL);

  return self->list;
}

/**
 * ps_photo_grid_get_textures:
 * @self: a grid
 *
 * Returns: (transfer none) (nullable): where its pictures are; %NULL without a library
 */
PsTextureCache *
ps_photo_grid_get_textures (PsPhotoGrid *self)
{
  g_return_val_if_fail (PS_IS_PHOTO_GRID (self), NULL);

  return self->look.textures;
}

/**
 * ps_photo_grid_get_n_selected:
 * @self: a grid
 *
 * Returns: how many photos are selected
 */
guint
ps_photo_grid_get_n_selected (PsPhotoGrid *self)
{
  g_return_val_if_fail (PS_IS_PHOTO_GRID (self), 0);

  return self->selection != NULL ? ps_photo_selection_get_n_selected (self->selection) : 0;
}

/**
 * ps_photo_grid_get_selected_bytes:
 * @self: a grid
 *
 * Returns: what the selected photos take together, as far as Cloudinary lists
 *   it; −1 where that is not known without asking the catalogue
 */
gint64
ps_photo_grid_get_selected_bytes (PsPhotoGrid *self)
{
  guint n_selected = ps_photo_grid_get_n_selected (self), position;
  g_autoptr(GArray) ids = NULL;
  gint64 n_bytes = 0;

  if (n_selected == 0)
    return 0;
  if (n_selected == g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    return ps_photo_list_get_n_bytes (self->list);
  if (n_selected > MAX_ADDED_UP)
    return -1;
  ids = ps_photo_selection_dup_ids (self->selection);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(PsPhoto) photo = NULL;
      const PsPhotoRow *row;

      if (!ps_photo_list_find (self->list, g_array_index (ids, gint64, i), &position))
        return -1;
      photo = g_list_model_get_item (G_LIST_MODEL (self->list), position);
      row = ps_photo_get_row (photo);
      if (row == NULL)
        return -1;
      n_bytes += MAX (row->n_bytes, 0);
    }
  return n_bytes;
}

/**
 * ps_photo_grid_dup_selected_ids:
 * @self: a grid
 *
 * Returns: (transfer full) (element-type gint64): what is selected, in the list's order
 */
GArray *
ps_photo_grid_dup_selected_ids (PsPhotoGrid *self)
{
  g_return_val_if_fail (PS_IS_PHOTO_GRID (self), NULL);

  return self->selection != NULL ? ps_photo_selection_dup_ids (self->selection) : g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * ps_photo_grid_dup_current:
 * @self: a grid
 *
 * Returns: (transfer full) (nullable): the photo under the cursor, or the only one selected
 */
PsPhoto *
ps_photo_grid_dup_current (PsPhotoGrid *self)
{
  g_autoptr(GArray) ids = NULL;
  PsPhotoCell *cell;
  guint position;

  g_return_val_if_fail (PS_IS_PHOTO_GRID (self), NULL);

  if (ps_photo_grid_get_n_selected (self) == 1)
    {
      ids = ps_photo_selection_dup_ids (self->selection);
      if (ids->len == 1 && ps_photo_list_find (self->list, g_array_index (ids, gint64, 0), &position))
        return g_list_model_get_item (G_LIST_MODEL (self->list), position);
    }
  cell = ps_photo_grid_get_focus_cell (self);
  return cell != NULL ? g_object_ref (ps_photo_cell_get_photo (cell)) : NULL;
}

/**
 * ps_photo_grid_select_all:
 * @self: a grid
 *
 * Selects what the list holds, also what is not scrolled in.
 */
void
ps_photo_grid_select_all (PsPhotoGrid *self)
{
  g_return_if_fail (PS_IS_PHOTO_GRID (self));

  if (self->selection != NULL)
    gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

/**
 * ps_photo_grid_select_none:
 * @self: a grid
 */
void
ps_photo_grid_select_none (PsPhotoGrid *self)
{
  g_return_if_fail (PS_IS_PHOTO_GRID (self));

  if (self->selection != NULL)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

/**
 * ps_photo_grid_select_inverse:
 * @self: a grid
 */
void
ps_photo_grid_select_inverse (PsPhotoGrid *self)
{
  g_return_if_fail (PS_IS_PHOTO_GRID (self));

  if (self->selection != NULL)
    ps_photo_selection_invert (self->selection);
}

/**
 * ps_photo_grid_set_selection_mode:
 * @self: a grid
 * @is_on: whether a tap turns a photo's selection over, and each has a tick box
 */
void
ps_photo_grid_set_selection_mode (PsPhotoGrid *self,
                                  gboolean     is_on)
{
  g_return_if_fail (PS_IS_PHOTO_GRID (self));

  set_flag (self, &self->look.has_tick_boxes, is_on, PROP_SELECTION_MODE);
}
