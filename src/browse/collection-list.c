/* src/browse/collection-list.c: a GListModel of PsCollection, used last first. */
#include "browse/collection-list.h"

#include "browse/id-diff.h"
#include "browse/refresher.h"
#include "catalog/catalog-browse.h"

#define REFRESH_EVERY_MS 250
#define MAX_CHANGES 64
#define MAX_RANGES 64

struct _PsCollectionList
{
  GObject parent_instance;

  PsRefresher *refresher; /* owned */
  GPtrArray *items;       /* owned, of PsCollection */
};

typedef enum { PROP_CATALOG = 1, PROP_N_COLLECTIONS } PsCollectionListProp;
static GParamSpec *props[PROP_N_COLLECTIONS + 1];

static GType
get_item_type (GListModel *model)
{
  return PS_TYPE_COLLECTION;
}

static guint
get_n_items (GListModel *model)
{
  return PS_COLLECTION_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  PsCollectionList *self = PS_COLLECTION_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PsCollectionList, ps_collection_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GArray *
list_ids (GPtrArray *collections)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), collections->len);

  for (guint i = 0; i < collections->len; i++)
    {
      gint64 id = ps_collection_get_id (g_ptr_array_index (collections, i));

      g_array_append_val (ids, id);
    }
  return ids;
}

/* The same objects for the same ids, in the new order, knowing what is new of them. */
static GPtrArray *
make_items (PsCollectionList *self,
            GPtrArray        *infos)
{
  GPtrArray *items = g_ptr_array_new_full (infos->len, g_object_unref);

  for (guint i = 0; i < infos->len; i++)
    {
      const PsCollectionInfo *info = g_ptr_array_index (infos, i);
      PsCollection *known = ps_collection_list_find (self, info->id, NULL);
      PsCollection *item = known != NULL ? g_object_ref (known) : ps_collection_new (info->id);

      ps_collection_set_info (item, info);
      g_ptr_array_add (items, item);
    }
  return items;
}

/* From the last range to the first; at each moment the list is what was told so far. */
static void
replace (PsCollectionList *self,
         GPtrArray        *items)
{
  g_autoptr(GArray) before = list_ids (self->items);
  g_autoptr(GArray) after = list_ids (items);
  g_autoptr(GArray) ranges = ps_id_diff_ranges (before, after, MAX_CHANGES, MAX_RANGES);
  guint n_before = self->items->len;
  gint64 shift = (gint64) after->len - before->len;

  for (guint i = 0; i < ranges->len; i++)
    {
      const PsIdDiff *range = &g_array_index (ranges, PsIdDiff, i);
      guint from;

      shift -= (gint64) range->n_added - range->n_removed;
      from = (guint) ((gint64) range->position + shift);
      if (range->n_removed > 0)
        g_ptr_array_remove_range (self->items, range->position, range->n_removed);
      for (guint n = 0; n < range->n_added; n++)
        g_ptr_array_insert (self->items, (gint) (range->position + n), g_object_ref (g_ptr_array_index (items, from + n)));
      g_list_model_items_changed (G_LIST_MODEL (self), range->position, range->n_removed, range->n_added);
    }
  if (self->items->len != n_before)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_COLLECTIONS]);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  PsCollectionList *self;
  g_autoptr(GPtrArray) items = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) infos = ps_catalog_list_collections_finish (PS_CATALOG (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the list is gone */
  self = PS_COLLECTION_LIST (user_data);
  if (infos != NULL)
    {
      items = make_items (self, infos);
      replace (self, items);
    }
  if (self->refresher != NULL)
    ps_refresher_done (self->refresher);
}

static void
refresh (PsCatalog    *catalog,
         GCancellable *cancellable,
         gpointer      user_data)
{
  ps_catalog_list_collections_async (catalog, cancellable, listed_cb, user_data);
}

static void
ps_collection_list_dispose (GObject *object)
{
  PsCollectionList *self = PS_COLLECTION_LIST (object);

  g_clear_pointer (&self->refresher, ps_refresher_free);
  G_OBJECT_CLASS (ps_collection_list_parent_class)->dispose (object);
}

static void
ps_collection_list_finalize (GObject *object)
{
  g_ptr_array_unref (PS_COLLECTION_LIST (object)->items);
  G_OBJECT_CLASS (ps_collection_list_parent_class)->finalize (object);
}

static void
ps_collection_list_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  if (prop_id == PROP_N_COLLECTIONS)
    g_value_set_uint (value, PS_COLLECTION_LIST (object)->items->len);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ps_collection_list_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  PsCollectionList *self = PS_COLLECTION_LIST (object);

  if (prop_id == PROP_CATALOG)
    self->refresher = ps_refresher_new (g_value_get_object (value), PS_CHANGE_COLLECTIONS, REFRESH_EVERY_MS, refresh, self);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ps_collection_list_class_init (PsCollectionListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ps_collection_list_dispose;
  object_class->finalize = ps_collection_list_finalize;
  object_class->get_property = ps_collection_list_get_property;
  object_class->set_property = ps_collection_list_set_property;
  props[PROP_CATALOG] = g_param_spec_object ("catalog", NULL, NULL, PS_TYPE_CATALOG,
                                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_N_COLLECTIONS] = g_param_spec_uint ("n-collections", NULL, NULL, 0, G_MAXUINT, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
ps_collection_list_init (PsCollectionList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ps_collection_list_new:
 * @catalog: an open catalogue
 *
 * Returns: (transfer full): its collections, in a moment
 */
PsCollectionList *
ps_collection_list_new (PsCatalog *catalog)
{
  return g_object_new (PS_TYPE_COLLECTION_LIST, "catalog", catalog, NULL);
}

/**
 * ps_collection_list_find:
 * @self: a list
 * @id: a collection
 * @position: (out) (optional): where it stands
 *
 * Returns: (transfer none) (nullable): the collection
 */
PsCollection *
ps_collection_list_find (PsCollectionList *self,
                         gint64            id,
                         guint            *position)
{
  g_return_val_if_fail (PS_IS_COLLECTION_LIST (self), NULL);

  for (guint i = 0; i < self->items->len; i++)
    if (ps_collection_get_id (g_ptr_array_index (self->items, i)) == id)
      {
        if (position != NULL)
          *position = i;
        return g_ptr_array_index (self->items, i);
      }
  return NULL;
}
