/* src/ui/photo-selection.c: which photos of a list are selected.
 *
 * The truth is a set of ids, not of positions: sorting, reading the list anew
 * and photos that arrive cannot move it. A million ids in a compressed bitmap
 * are a few hundred kilobytes, and all of them are added in milliseconds.
 *
 * What leaves the list leaves the selection, so that nothing is done to photos
 * that nobody sees; that is looked at once a change is over, since a list that
 * is put into another order is empty for a moment.
 */
#include "ui/photo-selection.h"

struct _PsPhotoSelection
{
  GObject parent_instance;

  PsPhotoList *list; /* owned */
  GtkBitset *ids;    /* owned */
  gint64 anchor_id;  /* where ranges begin: the last photo that was turned on or off alone; 0: none */
  guint prune_source;
  gboolean wants_all; /* asked for while the list was not whole yet */
  guint n_told; /* what "n-selected" last said */
};

typedef enum { PROP_N_SELECTED = 1 } PsPhotoSelectionProp;
static GParamSpec *props[PROP_N_SELECTED + 1];

/* A catalogue numbers its photos from 1 on: an id beyond 32 bits is of none. */
static gboolean
get_id (PsPhotoSelection *self,
        guint             position,
        guint            *id)
{
  gint64 value = ps_photo_list_get_id (self->list, position);

  *id = (guint) value;
  return value > 0 && value <= G_MAXUINT;
}

static guint
count (PsPhotoSelection *self)
{
  return (guint) gtk_bitset_get_size (self->ids);
}

static void
tell (PsPhotoSelection *self,
      guint             position,
      guint             n_items)
{
  if (n_items > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, n_items);
  if (self->n_told == count (self))
    return;
  self->n_told = count (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_SELECTED]);
}

static guint
get_length (PsPhotoSelection *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

/* Adds the ids of some positions: neighbours in the list are often neighbours in number, up or down, and go in as one range. */
static void
add_positions (PsPhotoSelection *self,
               GtkBitset        *set,
               guint             position,
               guint             n_items)
{
  guint low = 0, high = 0, id;

  for (guint i = 0; i < n_items; i++)
    {
      if (!get_id (self, position + i, &id))
        continue;
      if (low != 0 && high != G_MAXUINT && id == high + 1)
        high = id;
      else if (low > 1 && id == low - 1)
        low = id;
      else
        {
          if (low != 0)
            gtk_bitset_add_range_closed (set, low, high);
          low = high = id;
        }
    }
  if (low != 0)
    gtk_bitset_add_range_closed (set, low, high);
}

static GType
get_item_type (GListModel *model)
{
  return PS_TYPE_PHOTO;
}

static guint
get_n_items (GListModel *model)
{
  return get_length (PS_PHOTO_SELECTION (model));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (PS_PHOTO_SELECTION (model)->list), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  PsPhotoSelection *self = PS_PHOTO_SELECTION (model);
  guint id;

  return get_id (self, position, &id) && gtk_bitset_contains (self->ids, id);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items)
{
  GtkBitset *positions = gtk_bitset_new_empty ();

  for (guint i = 0; i < n_items; i++)
    if (is_selected (model, position + i))
      gtk_bitset_add (positions, position + i);
  return positions;
}

static gboolean
select_range (GtkSelectionModel *model,
              guint              position,
              guint              n_items,
              gboolean           unselect_rest)
{
  PsPhotoSelection *self = PS_PHOTO_SELECTION (model);

  if (unselect_rest)
    gtk_bitset_remove_all (self->ids);
  add_positions (self, self->ids, position, n_items);
  if (unselect_rest)
    tell (self, 0, get_length (self));
  else
    tell (self, position, n_items);
  return TRUE;
}

static gboolean
select_item (GtkSelectionModel *model,
             guint              position,
             gboolean           unselect_rest)
{
  PsPhotoSelection *self = PS_PHOTO_SELECTION (model);

  self->anchor_id = ps_photo_list_get_id (self->list, position);
  return select_range (model, position, 1, unselect_rest);
}

static gboolean
unselect_range (GtkSelectionModel *model,
                guint              position,
                guint              n_items)
{
  PsPhotoSelection *self = PS_PHOTO_SELECTION (model);
  g_autoptr(GtkBitset) gone = gtk_bitset_new_empty ();

  add_positions (self, gone, position, n_items);
  gtk_bitset_subtract (self->ids, gone);
  tell (self, position, n_items);
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model,
               guint              position)
{
  PsPhotoSelection *self = PS_PHOTO_SELECTION (model);

  self->anchor_id = ps_photo_list_get_id (self->list, position);
  return unselect_range (model, position, 1);
}

static gboolean
is_loading (PsPhotoSelection *self)
{
  gboolean is_loading;

  g_object_get (self->list, "is-loading", &is_loading, NULL);
  return is_loading;
}

/* All are all of the list, also those that are still being found. */
static gboolean
select_all (GtkSelectionModel *model)
{
  PsPhotoSelection *self = PS_PHOTO_SELECTION (model);

  self->wants_all = is_loading (self);
  return self->wants_all || select_range (model, 0, get_length (self), FALSE);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  PsPhotoSelection *self = PS_PHOTO_SELECTION (model);

  self->wants_all = FALSE;
  gtk_bitset_remove_all (self->ids);
  tell (self, 0, get_length (self));
  return TRUE;
}

static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  PsPhotoSelection *self = PS_PHOTO_SELECTION (model);
  GtkBitsetIter iter;
  guint position, id;

  if (gtk_bitset_is_empty (mask))
    return TRUE;
  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    {
      if (!get_id (self, position, &id))
        continue;
      if (gtk_bitset_contains (selected, position))
        gtk_bitset_add (self->ids, id);
      else
        gtk_bitset_remove (self->ids, id);
    }
  tell (self, gtk_bitset_get_minimum (mask), gtk_bitset_get_maximum (mask) - gtk_bitset_get_minimum (mask) + 1);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PsPhotoSelection, ps_photo_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static gboolean
prune_cb (gpointer data)
{
  PsPhotoSelection *self = data;
  g_autoptr(GtkBitset) listed = NULL;
  guint n_before = count (self);

  self->prune_source = 0;
  listed = gtk_bitset_new_empty ();
  add_positions (self, listed, 0, get_length (self));
  gtk_bitset_intersect (self->ids, listed);
  if (count (self) != n_before)
    tell (self, 0, get_length (self));
  return G_SOURCE_REMOVE;
}

/* Once the list is whole again: while its ids are read, it holds none of them. */
static void
schedule_prune (PsPhotoSelection *self)
{
  if (is_loading (self) || self->prune_source != 0 || gtk_bitset_is_empty (self->ids))
    return;
  self->prune_source = g_idle_add_full (G_PRIORITY_DEFAULT, prune_cb, self, NULL);
  g_source_set_name_by_id (self->prune_source, "[proofsheet] take what left the list from the selection");
}

static void
loading_changed_cb (PsPhotoSelection *self)
{
  schedule_prune (self);
  if (self->wants_all && !is_loading (self))
    select_all (GTK_SELECTION_MODEL (self));
}

static void
items_changed_cb (PsPhotoSelection *self,
                  guint             position,
                  guint             n_removed,
                  guint             n_added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
  if (n_removed > 0)
    schedule_prune (self);
}

static void
ps_photo_selection_dispose (GObject *object)
{
  PsPhotoSelection *self = PS_PHOTO_SELECTION (object);

  g_clear_handle_id (&self->prune_source, g_source_remove);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (ps_photo_selection_parent_class)->dispose (object);
}

static void
ps_photo_selection_finalize (GObject *object)
{
  PsPhotoSelection *self = PS_PHOTO_SELECTION (object);

  gtk_bitset_unref (self->ids);
  G_OBJECT_CLASS (ps_photo_selection_parent_class)->finalize (object);
}

static void
ps_photo_selection_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch ((PsPhotoSelectionProp) prop_id)
    {
    case PROP_N_SELECTED:
      g_value_set_uint (value, count (PS_PHOTO_SELECTION (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ps_photo_selection_class_init (PsPhotoSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ps_photo_selection_dispose;
  object_class->finalize = ps_photo_selection_finalize;
  object_class->get_property = ps_photo_selection_get_property;
  props[PROP_N_SELECTED] = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
ps_photo_selection_init (PsPhotoSelection *self)
{
  self->ids = gtk_bitset_new_empty ();
}

/**
 * ps_photo_selection_new:
 * @list: a list of photos
 *
 * Returns: (transfer full): a selection over @list in which nothing is selected
 */
PsPhotoSelection *
ps_photo_selection_new (PsPhotoList *list)
{
  PsPhotoSelection *self = g_object_new (PS_TYPE_PHOTO_SELECTION, NULL);

  g_return_val_if_fail (PS_IS_PHOTO_LIST (list), self);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (list, "notify::is-loading", G_CALLBACK (loading_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * ps_photo_selection_get_list:
 * @self: a selection
 *
 * Returns: (transfer none): the list that it is of
 */
PsPhotoList *
ps_photo_selection_get_list (PsPhotoSelection *self)
{
  g_return_val_if_fail (PS_IS_PHOTO_SELECTION (self), NULL);

  return self->list;
}

/**
 * ps_photo_selection_get_n_selected:
 * @self: a selection
 *
 * Returns: how many photos are selected
 */
guint
ps_photo_selection_get_n_selected (PsPhotoSelection *self)
{
  g_return_val_if_fail (PS_IS_PHOTO_SELECTION (self), 0);

  return count (self);
}

/**
 * ps_photo_selection_dup_ids:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type gint64): what is selected, in the list's order
 */
GArray *
ps_photo_selection_dup_ids (PsPhotoSelection *self)
{
  GArray *ids;
  guint n_left, id;

  g_return_val_if_fail (PS_IS_PHOTO_SELECTION (self), NULL);

  n_left = count (self);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_left);
  for (guint i = 0, n = get_length (self); i < n && n_left > 0; i++)
    if (get_id (self, i, &id) && gtk_bitset_contains (self->ids, id))
      {
        gint64 value = id;

        g_array_append_val (ids, value);
        n_left--;
      }
  return ids;
}

/**
 * ps_photo_selection_toggle:
 * @self: a selection
 * @position: a photo's place in the list
 */
void
ps_photo_selection_toggle (PsPhotoSelection *self,
                           guint             position)
{
  g_return_if_fail (PS_IS_PHOTO_SELECTION (self));

  if (is_selected (GTK_SELECTION_MODEL (self), position))
    unselect_item (GTK_SELECTION_MODEL (self), position);
  else
    select_item (GTK_SELECTION_MODEL (self), position, FALSE);
}

/**
 * ps_photo_selection_add_up_to:
 * @self: a selection
 * @position: a photo's place in the list
 *
 * Adds all photos from the last one that was turned on or off alone up to
 * this one; without such a one, this one.
 */
void
ps_photo_selection_add_up_to (PsPhotoSelection *self,
                              guint             position)
{
  guint anchor;

  g_return_if_fail (PS_IS_PHOTO_SELECTION (self));

  if (self->anchor_id == 0 || !ps_photo_list_find (self->list, self->anchor_id, &anchor))
    anchor = position;
  select_range (GTK_SELECTION_MODEL (self), MIN (anchor, position), MAX (anchor, position) - MIN (anchor, position) + 1, FALSE);
}

/**
 * ps_photo_selection_invert:
 * @self: a selection
 *
 * Selects what was not selected, and nothing else.
 */
void
ps_photo_selection_invert (PsPhotoSelection *self)
{
  g_autoptr(GtkBitset) all = NULL;

  g_return_if_fail (PS_IS_PHOTO_SELECTION (self));

  all = gtk_bitset_new_empty ();
  add_positions (self, all, 0, get_length (self));
  gtk_bitset_subtract (all, self->ids);
  ps_photo_selection_set_set (self, all);
}

/**
 * ps_photo_selection_dup_set:
 * @self: a selection
 *
 * Returns: (transfer full): the ids of what is selected
 */
GtkBitset *
ps_photo_selection_dup_set (PsPhotoSelection *self)
{
  g_return_val_if_fail (PS_IS_PHOTO_SELECTION (self), NULL);

  return gtk_bitset_copy (self->ids);
}

/**
 * ps_photo_selection_set_set:
 * @self: a selection
 * @ids: (transfer none): ids of photos of the list
 */
void
ps_photo_selection_set_set (PsPhotoSelection *self,
                            GtkBitset        *ids)
{
  g_return_if_fail (PS_IS_PHOTO_SELECTION (self));

  if (gtk_bitset_equals (self->ids, ids))
    return;
  gtk_bitset_unref (self->ids);
  self->ids = gtk_bitset_copy (ids);
  tell (self, 0, get_length (self));
}
