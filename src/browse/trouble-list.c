/* src/browse/trouble-list.c: what is wrong, as a GListModel of groups that share a cure: those that need a person first. */
#include "browse/trouble-list.h"

#include "browse/refresher.h"
#include "catalog/catalog-browse.h"

#define REFRESH_EVERY_MS 500

struct _PsTroubleItem
{
  GObject parent_instance;

  PsTroubleGroup *group; /* owned */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsTroubleItem, ps_trouble_item, G_TYPE_OBJECT)

static void
ps_trouble_item_finalize (GObject *object)
{
  g_clear_pointer (&PS_TROUBLE_ITEM (object)->group, ps_trouble_group_free);
  G_OBJECT_CLASS (ps_trouble_item_parent_class)->finalize (object);
}

static void
ps_trouble_item_class_init (PsTroubleItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_trouble_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", PS_TYPE_TROUBLE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ps_trouble_item_init (PsTroubleItem *self)
{
}

/**
 * ps_trouble_item_get_group:
 * @self: an item
 *
 * Returns: (transfer none): its group, until “changed”
 */
const PsTroubleGroup *
ps_trouble_item_get_group (PsTroubleItem *self)
{
  g_return_val_if_fail (PS_IS_TROUBLE_ITEM (self), NULL);

  return self->group;
}

static gboolean
is_same_group (const PsTroubleGroup *a,
               const PsTroubleGroup *b)
{
  return g_str_equal (a->kind, b->kind) && g_str_equal (a->cause, b->cause) && a->needs_you == b->needs_you;
}

static gboolean
says_the_same (const PsTroubleGroup *a,
               const PsTroubleGroup *b)
{
  if (a->n_photos != b->n_photos || a->next_retry_us != b->next_retry_us || g_strcmp0 (a->message, b->message) != 0
      || g_strcmp0 (a->first_failed_at, b->first_failed_at) != 0 || g_strcmp0 (a->last_failed_at, b->last_failed_at) != 0
      || a->first_ids->len != b->first_ids->len || a->days->len != b->days->len)
    return FALSE;
  for (guint i = 0; i < a->first_ids->len; i++)
    if (g_array_index (a->first_ids, gint64, i) != g_array_index (b->first_ids, gint64, i)
        || g_strcmp0 (g_ptr_array_index (a->first_names, i), g_ptr_array_index (b->first_names, i)) != 0)
      return FALSE;
  for (guint i = 0; i < a->days->len; i++)
    if (g_strcmp0 (g_ptr_array_index (a->days, i), g_ptr_array_index (b->days, i)) != 0)
      return FALSE;
  return TRUE;
}

/* Takes the group. */
static void
set_group (PsTroubleItem  *self,
           PsTroubleGroup *group)
{
  gboolean is_new = self->group == NULL;
  gboolean same = !is_new && says_the_same (self->group, group);

  g_clear_pointer (&self->group, ps_trouble_group_free);
  self->group = group;
  if (!is_new && !same)
    g_signal_emit (self, signals[CHANGED], 0);
}

struct _PsTroubleList
{
  GObject parent_instance;

  PsRefresher *refresher; /* owned */
  GPtrArray *items;       /* owned, of PsTroubleItem */
  gint64 n_needs_you, n_trying_again, n_lost;
  gboolean is_loading;
};

typedef enum { PROP_CATALOG = 1, PROP_N_NEEDS_YOU, PROP_N_TRYING_AGAIN, PROP_N_LOST, PROP_IS_LOADING } PsTroubleListProp;
static GParamSpec *props[PROP_IS_LOADING + 1];

static GType
get_item_type (GListModel *model)
{
  return PS_TYPE_TROUBLE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return PS_TROUBLE_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  PsTroubleList *self = PS_TROUBLE_LIST (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PsTroubleList, ps_trouble_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static PsTroubleItem *
dup_item (PsTroubleList        *self,
          const PsTroubleGroup *group)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      PsTroubleItem *item = g_ptr_array_index (self->items, i);

      if (is_same_group (item->group, group))
        return g_object_ref (item);
    }
  return g_object_new (PS_TYPE_TROUBLE_ITEM, NULL);
}

/* Takes the groups out of their array. */
static GPtrArray *
make_items (PsTroubleList *self,
            GPtrArray     *groups)
{
  GPtrArray *items = g_ptr_array_new_full (groups->len, g_object_unref);

  g_ptr_array_set_free_func (groups, NULL);
  for (guint i = 0; i < groups->len; i++)
    {
      PsTroubleGroup *group = g_ptr_array_index (groups, i);
      PsTroubleItem *item = dup_item (self, group);

      set_group (item, group);
      g_ptr_array_add (items, item);
    }
  g_ptr_array_set_size (groups, 0);
  return items;
}

/* Few groups: the one range that differs. */
static void
replace (PsTroubleList *self,
         GPtrArray     *items)
{
  GPtrArray *before = self->items;
  guint shorter = MIN (before->len, items->len), head = 0, tail = 0;
  guint n_removed, n_added;

  while (head < shorter && before->pdata[head] == items->pdata[head])
    head++;
  while (tail < shorter - head && before->pdata[before->len - tail - 1] == items->pdata[items->len - tail - 1])
    tail++;
  n_removed = before->len - head - tail;
  n_added = items->len - head - tail;
  self->items = items;
  if (n_removed > 0 || n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, n_removed, n_added);
  g_ptr_array_unref (before);
}

static void
set_number (PsTroubleList     *self,
            gint64            *number,
            gint64             value,
            PsTroubleListProp  prop)
{
  if (*number == value)
    return;
  *number = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
take (PsTroubleList *self,
      PsTrouble     *trouble)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_number (self, &self->n_needs_you, trouble->n_needs_you, PROP_N_NEEDS_YOU);
  set_number (self, &self->n_trying_again, trouble->n_trying_again, PROP_N_TRYING_AGAIN);
  set_number (self, &self->n_lost, trouble->n_lost, PROP_N_LOST);
  if (self->is_loading)
    {
      self->is_loading = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_LOADING]);
    }
  replace (self, make_items (self, trouble->groups));
  g_object_thaw_notify (G_OBJECT (self));
}

static void
trouble_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  PsTroubleList *self;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsTrouble) trouble = ps_catalog_get_trouble_finish (PS_CATALOG (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the list is gone */
  self = PS_TROUBLE_LIST (user_data);
  if (trouble != NULL)
    take (self, trouble);
  if (self->refresher != NULL)
    ps_refresher_done (self->refresher);
}

static void
refresh (PsCatalog    *catalog,
         GCancellable *cancellable,
         gpointer      user_data)
{
  ps_catalog_get_trouble_async (catalog, cancellable, trouble_read_cb, user_data);
}

static void
ps_trouble_list_dispose (GObject *object)
{
  g_clear_pointer (&PS_TROUBLE_LIST (object)->refresher, ps_refresher_free);
  G_OBJECT_CLASS (ps_trouble_list_parent_class)->dispose (object);
}

static void
ps_trouble_list_finalize (GObject *object)
{
  g_ptr_array_unref (PS_TROUBLE_LIST (object)->items);
  G_OBJECT_CLASS (ps_trouble_list_parent_class)->finalize (object);
}

static void
ps_trouble_list_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PsTroubleList *self = PS_TROUBLE_LIST (object);

  switch ((PsTroubleListProp) prop_id)
    {
    case PROP_N_NEEDS_YOU:
      g_value_set_int64 (value, self->n_needs_you);
      break;
    case PROP_N_TRYING_AGAIN:
      g_value_set_int64 (value, self->n_trying_again);
      break;
    case PROP_N_LOST:
      g_value_set_int64 (value, self->n_lost);
      break;
    case PROP_IS_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    case PROP_CATALOG:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ps_trouble_list_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  PsTroubleList *self = PS_TROUBLE_LIST (object);

  if (prop_id == PROP_CATALOG)
    self->refresher = ps_refresher_new (g_value_get_object (value), PS_CHANGE_PHOTOS | PS_CHANGE_ADDED, REFRESH_EVERY_MS,
                                        refresh, self);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ps_trouble_list_class_init (PsTroubleListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ps_trouble_list_dispose;
  object_class->finalize = ps_trouble_list_finalize;
  object_class->get_property = ps_trouble_list_get_property;
  object_class->set_property = ps_trouble_list_set_property;
  props[PROP_CATALOG] = g_param_spec_object ("catalog", NULL, NULL, PS_TYPE_CATALOG,
                                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_N_NEEDS_YOU] = g_param_spec_int64 ("n-needs-you", NULL, NULL, 0, G_MAXINT64, 0, readable);
  props[PROP_N_TRYING_AGAIN] = g_param_spec_int64 ("n-trying-again", NULL, NULL, 0, G_MAXINT64, 0, readable);
  props[PROP_N_LOST] = g_param_spec_int64 ("n-lost", NULL, NULL, 0, G_MAXINT64, 0, readable);
  props[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, TRUE, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
ps_trouble_list_init (PsTroubleList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_loading = TRUE;
}

/**
 * ps_trouble_list_new:
 * @catalog: an open catalogue
 *
 * Returns: (transfer full): what is wrong, in a moment
 */
PsTroubleList *
ps_trouble_list_new (PsCatalog *catalog)
{
  return g_object_new (PS_TYPE_TROUBLE_LIST, "catalog", catalog, NULL);
}

/**
 * ps_trouble_list_get_n_needs_you:
 * @self: a list
 *
 * Returns: how many photos only a person can cure
 */
gint64
ps_trouble_list_get_n_needs_you (PsTroubleList *self)
{
  g_return_val_if_fail (PS_IS_TROUBLE_LIST (self), 0);

  return self->n_needs_you;
}

/**
 * ps_trouble_list_get_n_trying_again:
 * @self: a list
 *
 * Returns: how many photos are in trouble and need nobody
 */
gint64
ps_trouble_list_get_n_trying_again (PsTroubleList *self)
{
  g_return_val_if_fail (PS_IS_TROUBLE_LIST (self), 0);

  return self->n_trying_again;
}

/**
 * ps_trouble_list_get_n_lost:
 * @self: a list
 *
 * Returns: of how many photos no copy is known
 */
gint64
ps_trouble_list_get_n_lost (PsTroubleList *self)
{
  g_return_val_if_fail (PS_IS_TROUBLE_LIST (self), 0);

  return self->n_lost;
}
