/* src/ui/duplicate-list.c: the groups of a shelf as a list: numbers up front, a group when it is looked at.
 *
 * An item lives as long as somebody holds it, a row mostly, and is the same one for
 * that long. Only the range of groups that differs is told. */
#include "ui/duplicate-list.h"

struct _PsDuplicateList
{
  GObject parent_instance;

  /* Owned */
  PsCatalog *catalog; /* nullable: nothing is shown */
  GArray *ids;        /* of gint64: of the groups, by number */
  GHashTable *items;  /* id → PsDuplicateItem, borrowed: those that somebody holds */
  char *folder;       /* nullable */

  PsShelf shelf;
  PsKeepRule rule;
};

static void
item_gone_cb (gpointer  data,
              GObject  *where)
{
  PsDuplicateList *self = data;
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (item == where)
      {
        g_hash_table_iter_remove (&iter);
        return;
      }
}

static GType
get_item_type (GListModel *model)
{
  return PS_TYPE_DUPLICATE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return PS_DUPLICATE_LIST (model)->ids->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  PsDuplicateList *self = PS_DUPLICATE_LIST (model);
  PsDuplicateItem *item;
  gint64 *id;

  if (position >= self->ids->len)
    return NULL;
  id = &g_array_index (self->ids, gint64, position);
  item = g_hash_table_lookup (self->items, id);
  if (item != NULL)
    return g_object_ref (item);
  item = ps_duplicate_item_new (self->catalog, self->shelf, *id);
  ps_duplicate_item_set_rule (item, self->rule, self->folder);
  g_hash_table_insert (self->items, g_memdup2 (id, sizeof *id), item);
  g_object_weak_ref (G_OBJECT (item), item_gone_cb, self);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PsDuplicateList, ps_duplicate_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
forget_items (PsDuplicateList *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_object_weak_unref (item, item_gone_cb, self);
  g_hash_table_remove_all (self->items);
}

static void
ps_duplicate_list_finalize (GObject *object)
{
  PsDuplicateList *self = PS_DUPLICATE_LIST (object);

  forget_items (self);
  g_hash_table_unref (self->items);
  g_array_unref (self->ids);
  g_clear_object (&self->catalog);
  g_free (self->folder);
  G_OBJECT_CLASS (ps_duplicate_list_parent_class)->finalize (object);
}

static void
ps_duplicate_list_class_init (PsDuplicateListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_duplicate_list_finalize;
}

static void
ps_duplicate_list_init (PsDuplicateList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->items = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->rule = PS_NO_RULE;
}

/**
 * ps_duplicate_list_new:
 *
 * Returns: (transfer full): the groups of no shelf
 */
PsDuplicateList *
ps_duplicate_list_new (void)
{
  return g_object_new (PS_TYPE_DUPLICATE_LIST, NULL);
}

/* Takes the ids, and tells the range that differs. */
static void
replace (PsDuplicateList *self,
         GArray          *ids)
{
  g_autoptr(GArray) before = self->ids;
  guint head = 0, tail = 0;

#define ID(array, i) g_array_index (array, gint64, i)
  while (head < before->len && head < ids->len && ID (before, head) == ID (ids, head))
    head++;
  while (tail < before->len - head && tail < ids->len - head && ID (before, before->len - 1 - tail) == ID (ids, ids->len - 1 - tail))
    tail++;
#undef ID
  self->ids = ids;
  if (before->len - head - tail > 0 || ids->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail, ids->len - head - tail);
}

/**
 * ps_duplicate_list_clear:
 * @self: a list
 *
 * Shows nothing any more.
 */
void
ps_duplicate_list_clear (PsDuplicateList *self)
{
  replace (self, g_array_new (FALSE, FALSE, sizeof (gint64)));
  forget_items (self);
  g_clear_object (&self->catalog);
}

/**
 * ps_duplicate_list_show:
 * @self: a list
 * @catalog: where groups are read
 * @shelf: a shelf
 * @contents: what is on it now
 *
 * Groups that are looked at are read again.
 */
void
ps_duplicate_list_show (PsDuplicateList       *self,
                        PsCatalog             *catalog,
                        PsShelf                shelf,
                        const PsShelfContents *contents)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), contents->groups->len);
  g_autoptr(GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer item;

  if (self->catalog != catalog || self->shelf != shelf)
    ps_duplicate_list_clear (self);
  g_set_object (&self->catalog, catalog);
  self->shelf = shelf;
  for (guint i = 0; i < contents->groups->len; i++)
    g_array_append_val (ids, g_array_index (contents->groups, PsShelfGroup, i).id);
  replace (self, ids);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_ptr_array_add (held, g_object_ref (item));
  for (guint i = 0; i < held->len; i++)
    if (ps_duplicate_item_get_group (g_ptr_array_index (held, i)) != NULL)
      ps_duplicate_item_refresh (g_ptr_array_index (held, i));
}

/**
 * ps_duplicate_list_set_rule:
 * @self: a list
 * @rule: a rule that is looked at; %PS_NO_RULE: none
 * @folder: (nullable): for %PS_KEEP_FOLDER
 */
void
ps_duplicate_list_set_rule (PsDuplicateList *self,
                            PsKeepRule       rule,
                            const char      *folder)
{
  GHashTableIter iter;
  gpointer item;

  self->rule = rule;
  g_free (self->folder);
  self->folder = g_strdup (folder);
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    ps_duplicate_item_set_rule (item, rule, self->folder);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

/**
 * ps_duplicate_list_find:
 * @self: a list
 * @group_id: the number of a group
 * @position: (out): where it is
 *
 * Returns: whether it is in the list
 */
gboolean
ps_duplicate_list_find (PsDuplicateList *self,
                        gint64           group_id,
                        guint           *position)
{
  return g_array_binary_search (self->ids, &group_id, compare_ids, position);
}
