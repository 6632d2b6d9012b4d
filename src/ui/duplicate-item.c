/* src/ui/duplicate-item.c: a group of duplicates as an item of a list; what is in it is read when it is shown. */
#include "ui/duplicate-item.h"

#include <glib/gi18n-lib.h>

#include "base/text.h"
#include "catalog/catalog-browse.h"
#include "ui/cell-words.h"

#define MAX_CHARS 200

struct _PsDuplicateItem
{
  GObject parent_instance;

  /* Owned */
  PsCatalog *catalog;
  GCancellable *cancellable; /* nullable: nothing is being read */
  PsDuplicateGroup *group;   /* nullable: not read yet */
  GHashTable *rows;          /* nullable; id → PsPhotoRow */
  char *folder;              /* nullable */

  PsShelf shelf;
  gint64 group_id;
  PsKeepRule rule;
  gboolean is_gone;
};

G_DEFINE_FINAL_TYPE (PsDuplicateItem, ps_duplicate_item, G_TYPE_OBJECT)

static guint changed_signal;

static void
tell (PsDuplicateItem *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* One that was cancelled is read again already. */
static void
fail (PsDuplicateItem *self,
      const GError    *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_object (&self->cancellable);
}

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsDuplicateItem) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = ps_catalog_read_rows_finish (PS_CATALOG (source), result, &error);

  if (rows == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) ps_photo_row_unref);
  for (guint i = 0; i < rows->len; i++)
    {
      PsPhotoRow *row = g_ptr_array_index (rows, i);

      if (row != NULL)
        g_hash_table_insert (self->rows, &row->id, ps_photo_row_ref (row));
    }
  tell (self);
}

static void
group_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(PsDuplicateItem) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsDuplicateGroup) group = ps_catalog_read_duplicate_group_finish (PS_CATALOG (source), result, &error);
  g_autoptr(GArray) ids = NULL;

  if (error != NULL)
    {
      fail (self, error);
      return;
    }
  if (group == NULL)
    {
      g_clear_object (&self->cancellable);
      self->is_gone = TRUE;
      tell (self);
      return;
    }
  g_clear_pointer (&self->group, ps_duplicate_group_free);
  self->group = g_steal_pointer (&group);
  self->is_gone = FALSE;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < self->group->photos->len; i++)
    g_array_append_val (ids, ((PsDuplicate *) g_ptr_array_index (self->group->photos, i))->id);
  ps_catalog_read_rows_async (self->catalog, ids, self->cancellable, rows_read_cb, g_object_ref (self));
}

static void
ps_duplicate_item_dispose (GObject *object)
{
  PsDuplicateItem *self = PS_DUPLICATE_ITEM (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->catalog);
  G_OBJECT_CLASS (ps_duplicate_item_parent_class)->dispose (object);
}

static void
ps_duplicate_item_finalize (GObject *object)
{
  PsDuplicateItem *self = PS_DUPLICATE_ITEM (object);

  g_clear_pointer (&self->group, ps_duplicate_group_free);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_free (self->folder);
  G_OBJECT_CLASS (ps_duplicate_item_parent_class)->finalize (object);
}

static void
ps_duplicate_item_class_init (PsDuplicateItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ps_duplicate_item_dispose;
  object_class->finalize = ps_duplicate_item_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ps_duplicate_item_init (PsDuplicateItem *self)
{
  self->rule = PS_NO_RULE;
}

/**
 * ps_duplicate_item_new:
 * @catalog: where it is read
 * @shelf: the shelf it is on
 * @group_id: its number
 *
 * Returns: (transfer full): a group of which nothing is read yet
 */
PsDuplicateItem *
ps_duplicate_item_new (PsCatalog *catalog,
                       PsShelf    shelf,
                       gint64     group_id)
{
  PsDuplicateItem *self = g_object_new (PS_TYPE_DUPLICATE_ITEM, NULL);

  self->catalog = g_object_ref (catalog);
  self->shelf = shelf;
  self->group_id = group_id;
  return self;
}

/**
 * ps_duplicate_item_get_shelf:
 * @self: a group
 *
 * Returns: the shelf it is on
 */
PsShelf
ps_duplicate_item_get_shelf (PsDuplicateItem *self)
{
  return self->shelf;
}

/**
 * ps_duplicate_item_get_id:
 * @self: a group
 *
 * Returns: its number
 */
gint64
ps_duplicate_item_get_id (PsDuplicateItem *self)
{
  return self->group_id;
}

/**
 * ps_duplicate_item_get_group:
 * @self: a group
 *
 * Returns: (transfer none) (nullable): what is in it; %NULL: not read yet
 */
const PsDuplicateGroup *
ps_duplicate_item_get_group (PsDuplicateItem *self)
{
  return self->group;
}

/**
 * ps_duplicate_item_is_gone:
 * @self: a group
 *
 * Returns: whether it was no more when it was read last
 */
gboolean
ps_duplicate_item_is_gone (PsDuplicateItem *self)
{
  return self->is_gone;
}

/**
 * ps_duplicate_item_get_row:
 * @self: a group that was read
 * @i: a photo of it
 *
 * Returns: (transfer none) (nullable): what a cell would show of it; %NULL: not read yet
 */
const PsPhotoRow *
ps_duplicate_item_get_row (PsDuplicateItem *self,
                           guint            i)
{
  const PsDuplicate *photo = g_ptr_array_index (self->group->photos, i);

  return self->rows != NULL ? g_hash_table_lookup (self->rows, &photo->id) : NULL;
}

/**
 * ps_duplicate_item_dup_name:
 * @self: a group that was read
 * @i: a photo of it
 *
 * Returns: (transfer full): its name as the grid has it
 */
char *
ps_duplicate_item_dup_name (PsDuplicateItem *self,
                            guint            i)
{
  const PsDuplicate *photo = g_ptr_array_index (self->group->photos, i);

  return ps_text_visible (photo->name != NULL ? photo->name : photo->public_id, MAX_CHARS);
}

/* As a rule that is applied would choose: ps_catalog_plan_keepers_async(). */
static const PsDuplicate *
choose (PsDuplicateItem *self)
{
  const PsDuplicate *kept = ps_duplicate_group_get_keeper (self->group);
  g_autoptr(GPtrArray) open = NULL;
  PsDuplicateGroup group;

  if (kept != NULL || self->rule == PS_NO_RULE)
    return kept;
  open = g_ptr_array_new ();
  for (guint i = 0; i < self->group->photos->len; i++)
    if (((PsDuplicate *) g_ptr_array_index (self->group->photos, i))->keeper_id == 0)
      g_ptr_array_add (open, g_ptr_array_index (self->group->photos, i));
  if (open->len < 2)
    return NULL;
  group = (PsDuplicateGroup) { self->shelf, self->group_id, open };
  return ps_duplicate_group_choose (&group, self->rule, self->folder);
}

/**
 * ps_duplicate_item_get_fate:
 * @self: a group that was read
 * @i: a photo of it
 *
 * Returns: what is to be said of it
 */
PsFate
ps_duplicate_item_get_fate (PsDuplicateItem *self,
                             guint            i)
{
  const PsDuplicate *photo = g_ptr_array_index (self->group->photos, i), *kept;

  if (self->shelf == PS_SHELF_BURST)
    return PS_FATE_OPEN;
  if (photo->keeper_id != 0)
    return PS_FATE_MARKED;
  if (ps_duplicate_group_get_keeper (self->group) == photo)
    return PS_FATE_KEPT;
  kept = choose (self);
  if (kept == NULL || self->rule == PS_NO_RULE)
    return PS_FATE_OPEN;
  return kept == photo ? PS_FATE_WOULD_KEEP : PS_FATE_WOULD_MARK;
}

/**
 * ps_duplicate_item_load:
 * @self: a group
 *
 * Reads it, where it was not read yet.
 */
void
ps_duplicate_item_load (PsDuplicateItem *self)
{
  if (self->cancellable == NULL && (self->group == NULL || self->rows == NULL))
    ps_duplicate_item_refresh (self);
}

/**
 * ps_duplicate_item_refresh:
 * @self: a group
 *
 * Reads it again.
 */
void
ps_duplicate_item_refresh (PsDuplicateItem *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  ps_catalog_read_duplicate_group_async (self->catalog, self->shelf, self->group_id, self->cancellable, group_read_cb, g_object_ref (self));
}

/**
 * ps_duplicate_item_set_rule:
 * @self: a group
 * @rule: a rule that is looked at; %PS_NO_RULE: none
 * @folder: (nullable): for %PS_KEEP_FOLDER
 */
void
ps_duplicate_item_set_rule (PsDuplicateItem *self,
                            PsKeepRule       rule,
                            const char      *folder)
{
  if (self->rule == rule && g_strcmp0 (self->folder, folder) == 0)
    return;
  self->rule = rule;
  g_free (self->folder);
  self->folder = g_strdup (folder);
  if (self->group != NULL)
    tell (self);
}

/**
 * ps_fate_to_words:
 * @fate: what is said of a photo
 *
 * Returns: (transfer none): it in words, translated; "" where there is nothing to say
 */
const char *
ps_fate_to_words (PsFate fate)
{
  switch (fate)
    {
    case PS_FATE_KEPT:
      /* Translators: of several duplicates, this is the one that is kept. */
      return _("Kept");
    case PS_FATE_MARKED:
      /* Translators: of several duplicates, another than this is kept. */
      return _("Marked: another is kept");
    case PS_FATE_WOULD_KEEP:
      /* Translators: what a rule would do if it were applied: this is the one that is kept. */
      return _("Would be kept");
    case PS_FATE_WOULD_MARK:
      /* Translators: what a rule would do if it were applied: another than this is kept. */
      return _("Would be marked");
    case PS_FATE_OPEN:
    default:
      return "";
    }
}

/**
 * ps_fate_to_icon_name:
 * @fate: what is said of a photo
 *
 * Returns: (transfer none) (nullable): the name of an icon that says it
 */
const char *
ps_fate_to_icon_name (PsFate fate)
{
  switch (fate)
    {
    case PS_FATE_KEPT:
    case PS_FATE_WOULD_KEEP:
      return "starred-symbolic";
    case PS_FATE_MARKED:
    case PS_FATE_WOULD_MARK:
      return "ps-duplicates-symbolic";
    case PS_FATE_OPEN:
    default:
      return NULL;
    }
}
