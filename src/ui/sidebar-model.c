/* src/ui/sidebar-model.c: every list of photos there is, by name and number, as the catalogue has it now.
 *
 * The catalogue is asked again when it changes, at most four times a second,
 * and only for the parts that changed and are open. Rows keep their objects,
 * by key, and only the range of rows that differs is told. */
#include "ui/sidebar-model.h"

#include <glib/gi18n.h>
#include <string.h>

#include "catalog/catalog-browse.h"
#include "catalog/catalog-shelves.h"

#define PAUSE_MS 250
#define LATEST_SHOOTS 5 /* all others are on their page, and found by the filter */

typedef enum
{
  PART_COUNTS = 1 << 0,
  PART_COLLECTIONS = 1 << 1,
  PART_SHOOTS = 1 << 2,
  PART_FOLDERS = 1 << 3,
  PART_TAGS = 1 << 4,
  PART_DUPLICATES = 1 << 5,
} Parts;

#define ALL_PARTS (PART_COUNTS | PART_COLLECTIONS | PART_SHOOTS | PART_FOLDERS | PART_TAGS | PART_DUPLICATES)

struct _PsSidebarModel
{
  GObject parent_instance;

  /* Owned */
  PsCatalog *catalog;
  GCancellable *cancellable;
  GPtrArray *rows;      /* of PsSidebarItem */
  GHashTable *by_key;   /* every row that was ever shown */
  PsSidebarNumbers numbers;
  GPtrArray *collections, *shoots, *folders, *tags; /* nullable: not read yet */
  char *filter;         /* casefolded; nullable */
  char *safety;         /* nullable: what Home says in two words */
  char *safety_icon;    /* nullable: and its emblem */

  gint64 n_duplicates;
  Parts wanted, asked;  /* to be read; being read */
  guint pause;          /* source */
};

typedef enum { PROP_N_COLLECTIONS = 1 } PsSidebarModelProp;
static GParamSpec *props[PROP_N_COLLECTIONS + 1];

static GType
get_item_type (GListModel *model)
{
  return PS_TYPE_SIDEBAR_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return PS_SIDEBAR_MODEL (model)->rows->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  PsSidebarModel *self = PS_SIDEBAR_MODEL (model);

  return position < self->rows->len ? g_object_ref (g_ptr_array_index (self->rows, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PsSidebarModel, ps_sidebar_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Rows ---------------------------------------------------------------------------- */

/* Takes the query; the row with that key, the same object as before. */
static PsSidebarItem *
take_row (PsSidebarModel *self,
          const char     *key,
          PsRowKind       kind,
          PsPhotoQuery   *query)
{
  PsSidebarItem *item = g_hash_table_lookup (self->by_key, key);

  if (item != NULL)
    {
      g_clear_pointer (&query, ps_photo_query_unref);
      return item;
    }
  item = ps_sidebar_item_new (key, kind, query);
  g_hash_table_insert (self->by_key, g_strdup (key), item);
  return item;
}

static gboolean
passes (PsSidebarModel *self,
        const char     *name)
{
  g_autofree char *folded = NULL;

  if (self->filter == NULL)
    return TRUE;
  folded = g_utf8_casefold (name, -1);
  return strstr (folded, self->filter) != NULL;
}

static void
add_page (PsSidebarModel *self,
          GPtrArray      *rows,
          const char     *key,
          const char     *title,
          const char     *icon_name,
          gint64          count,
          const char     *note)
{
  PsSidebarItem *item = take_row (self, key, PS_ROW_PAGE, NULL);

  ps_sidebar_item_show (item, title, icon_name, count, note, NULL);
  g_ptr_array_add (rows, g_object_ref (item));
}

static void
add_set (PsSidebarModel *self,
         GPtrArray      *rows,
         PsPhotoSet      set,
         const char     *title,
         const char     *icon_name,
         gint64          count)
{
  g_autoptr(PsPhotoQuery) query = ps_photo_query_new (set, 0, NULL, NULL, PS_ORDER_NEWEST_FIRST);
  g_autofree char *key = ps_sidebar_model_key_of (query);
  PsSidebarItem *item = take_row (self, key, PS_ROW_SET, ps_photo_query_ref (query));

  ps_sidebar_item_show (item, title, icon_name, count, NULL, NULL);
  g_ptr_array_add (rows, g_object_ref (item));
}

static PsSidebarItem *
add_heading (PsSidebarModel *self,
             GPtrArray      *rows,
             const char     *key,
             const char     *title,
             gboolean        opens_by_itself)
{
  gboolean is_new = !g_hash_table_contains (self->by_key, key);
  PsSidebarItem *item = take_row (self, key, PS_ROW_HEADING, NULL);

  ps_sidebar_item_show (item, title, NULL, -1, NULL, NULL);
  if (is_new)
    ps_sidebar_item_set_is_open (item, opens_by_itself);
  g_ptr_array_add (rows, g_object_ref (item));
  return item;
}

static PsSidebarItem *
add_named (PsSidebarModel *self,
           GPtrArray      *rows,
           PsRowKind       kind,
           PsPhotoSet      set,
           gint64          id,
           const char     *argument,
           const char     *title,
           const char     *icon_name,
           gint64          count,
           const char     *description)
{
  g_autoptr(PsPhotoQuery) query = ps_photo_query_new (set, id, argument, NULL, PS_ORDER_NEWEST_FIRST);
  g_autofree char *key = ps_sidebar_model_key_of (query);
  PsSidebarItem *item = take_row (self, key, kind, ps_photo_query_ref (query));

  ps_sidebar_item_show (item, title, icon_name, count, NULL, description);
  g_ptr_array_add (rows, g_object_ref (item));
  return item;
}

/**
 * ps_sidebar_model_key_of:
 * @query: a list of photos
 *
 * Returns: (transfer full): the key of the row that stands for it, whatever its order and search
 */
char *
ps_sidebar_model_key_of (PsPhotoQuery *query)
{
  const char *argument = ps_photo_query_get_argument (query);

  return g_strdup_printf ("%d:%" G_GINT64_FORMAT ":%s", ps_photo_query_get_set (query), ps_photo_query_get_id (query),
                          argument != NULL ? argument : "");
}

/* Parts ----------------------------------------------------------------------------- */

static void
add_top (PsSidebarModel *self,
         GPtrArray      *rows)
{
  const PsSidebarNumbers *n = &self->numbers;

  add_page (self, rows, "home", _("Home"), self->safety_icon != NULL ? self->safety_icon : "ps-safe-symbolic", -1, self->safety);
  add_set (self, rows, PS_PHOTOS_ALL, _("All Photos"), "view-grid-symbolic", n->n_all);
  if (n->n_needs_you > 0)
    add_page (self, rows, "needs-you", _("Needs You"), "ps-state-failed-symbolic", n->n_needs_you, NULL);
  if (n->n_waiting > 0)
    add_set (self, rows, PS_PHOTOS_WAITING, _("Waiting"), "ps-state-waiting-symbolic", n->n_waiting);
  if (n->n_only_here > 0)
    add_set (self, rows, PS_PHOTOS_ONLY_HERE, _("Only Here"), "ps-state-gone-symbolic", n->n_only_here);
}

static void
add_collections (PsSidebarModel *self,
                 GPtrArray      *rows)
{
  PsSidebarItem *heading = add_heading (self, rows, "collections", _("Collections"), TRUE);
  PsSidebarItem *last;

  if (!ps_sidebar_item_get_is_open (heading))
    return;
  for (guint i = 0; self->collections != NULL && i < self->collections->len; i++)
    {
      const PsCollectionInfo *info = g_ptr_array_index (self->collections, i);

      if (passes (self, info->name))
        add_named (self, rows, PS_ROW_COLLECTION, PS_PHOTOS_IN_COLLECTION, info->id, NULL, info->name,
                   info->query != NULL ? "ps-smart-collection-symbolic" : "ps-collection-symbolic", info->n_photos,
                   info->description != NULL ? info->description : info->query);
    }
  last = take_row (self, "new-collection", PS_ROW_NEW_COLLECTION, NULL);
  ps_sidebar_item_show (last, _("New Collection…"), "list-add-symbolic", -1, NULL, NULL);
  g_ptr_array_add (rows, g_object_ref (last));
}

static void
add_shoots (PsSidebarModel *self,
            GPtrArray      *rows)
{
  PsSidebarItem *heading;

  if (self->shoots == NULL || self->shoots->len == 0)
    return;
  heading = add_heading (self, rows, "shoots", _("Shoots"), TRUE);
  if (!ps_sidebar_item_get_is_open (heading))
    return;
  for (guint i = 0; i < self->shoots->len && (self->filter != NULL || i < LATEST_SHOOTS); i++)
    {
      const PsShootInfo *info = g_ptr_array_index (self->shoots, i);

      if (passes (self, info->name))
        add_named (self, rows, PS_ROW_SHOOT, PS_PHOTOS_IN_SHOOT, info->id, NULL, info->name, "camera-photo-symbolic",
                   info->n_photos, info->date);
    }
  add_page (self, rows, "all-shoots", _("All Shoots…"), "view-list-symbolic", self->shoots->len, NULL);
}

static guint
count_slashes (const char *path)
{
  guint n = 0;

  for (; *path != '\0'; path++)
    n += *path == '/';
  return n;
}

static void
add_folders (PsSidebarModel *self,
             GPtrArray      *rows)
{
  PsSidebarItem *heading = add_heading (self, rows, "folders", _("Folders"), FALSE);

  for (guint i = 0; ps_sidebar_item_get_is_open (heading) && self->folders != NULL && i < self->folders->len; i++)
    {
      const PsFolderInfo *info = g_ptr_array_index (self->folders, i);
      const char *slash = strrchr (info->path, '/');
      PsSidebarItem *item;

      if (!passes (self, info->path))
        continue;
      item = add_named (self, rows, PS_ROW_FOLDER, PS_PHOTOS_IN_FOLDER, 0, info->path, slash != NULL ? slash + 1 : info->path,
                        "folder-symbolic", info->n_photos, info->path);
      ps_sidebar_item_set_depth (item, count_slashes (info->path));
    }
}

static gboolean
is_tag_below (const char *name,
              const char *other)
{
  return g_str_has_prefix (name, other) && name[strlen (other)] == '/';
}

static void
add_tags (PsSidebarModel *self,
          GPtrArray      *rows)
{
  PsSidebarItem *heading = add_heading (self, rows, "tags", _("Tags"), FALSE);
  g_autoptr(GPtrArray) above = g_ptr_array_new (); /* of names: what the next one may lie below */

  for (guint i = 0; ps_sidebar_item_get_is_open (heading) && self->tags != NULL && i < self->tags->len; i++)
    {
      const PsTagInfo *info = g_ptr_array_index (self->tags, i);
      PsSidebarItem *item;

      if (!passes (self, info->name))
        continue;
      while (above->len > 0 && !is_tag_below (info->name, g_ptr_array_index (above, above->len - 1)))
        g_ptr_array_remove_index (above, above->len - 1);
      item = add_named (self, rows, PS_ROW_TAG, PS_PHOTOS_WITH_TAG, 0, info->name,
                        info->name + (above->len > 0 ? strlen (g_ptr_array_index (above, above->len - 1)) + 1 : 0),
                        "ps-tag-symbolic", info->n_below, strchr (info->name, '/') != NULL ? info->name : NULL);
      ps_sidebar_item_set_depth (item, above->len);
      g_ptr_array_add (above, info->name);
    }
}

static void
add_tidying (PsSidebarModel *self,
             GPtrArray      *rows)
{
  PsSidebarItem *heading = add_heading (self, rows, "tidy-up", _("Tidy Up"), FALSE);

  if (!ps_sidebar_item_get_is_open (heading))
    return;
  if (self->numbers.n_without_collection > 0)
    add_set (self, rows, PS_PHOTOS_WITHOUT_COLLECTION, _("In No Collection"), "ps-tidy-up-symbolic", self->numbers.n_without_collection);
  add_page (self, rows, "duplicates", _("Duplicates"), "ps-duplicates-symbolic", self->n_duplicates > 0 ? self->n_duplicates : -1, NULL);
  if (self->numbers.n_left_out > 0)
    add_set (self, rows, PS_PHOTOS_LEFT_OUT, _("Left Out"), "ps-state-skipped-symbolic", self->numbers.n_left_out);
}

/* The one range that differs is told. */
static void
rebuild (PsSidebarModel *self)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) before = self->rows;
  guint head = 0, tail = 0;

  add_top (self, rows);
  add_collections (self, rows);
  add_shoots (self, rows);
  add_folders (self, rows);
  add_tags (self, rows);
  add_tidying (self, rows);
  while (head < before->len && head < rows->len && g_ptr_array_index (before, head) == g_ptr_array_index (rows, head))
    head++;
  while (tail < before->len - head && tail < rows->len - head
         && g_ptr_array_index (before, before->len - 1 - tail) == g_ptr_array_index (rows, rows->len - 1 - tail))
    tail++;
  self->rows = g_ptr_array_ref (rows);
  if (before->len - head - tail > 0 || rows->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail, rows->len - head - tail);
}

/* Asking ----------------------------------------------------------------------------- */

static void ask (PsSidebarModel *self);

/* An answer that came too late, or an error that the next answer mends, changes nothing. */
static gboolean
took (PsSidebarModel *self,
      Parts           part,
      gboolean        answered,
      const GError   *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  self->asked &= ~part;
  if (answered)
    rebuild (self);
  ask (self);
  return TRUE;
}

static void
take_list (PsSidebarModel  *self,
           GPtrArray      **place,
           GPtrArray       *list)
{
  if (list == NULL)
    return;
  g_clear_pointer (place, g_ptr_array_unref);
  *place = list;
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsSidebarModel) self = user_data;
  g_autoptr(GError) error = NULL;
  PsSidebarNumbers numbers;
  gboolean answered = ps_catalog_get_counts_finish (PS_CATALOG (source), result, &numbers, &error);

  if (answered)
    self->numbers = numbers;
  took (self, PART_COUNTS, answered, error);
}

static void
collections_listed_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(PsSidebarModel) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *list = ps_catalog_list_collections_finish (PS_CATALOG (source), result, &error);

  take_list (self, &self->collections, list);
  if (took (self, PART_COLLECTIONS, list != NULL, error))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_COLLECTIONS]);
}

static void
shoots_listed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(PsSidebarModel) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *list = ps_catalog_list_shoots_finish (PS_CATALOG (source), result, &error);

  take_list (self, &self->shoots, list);
  took (self, PART_SHOOTS, list != NULL, error);
}

static void
folders_listed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(PsSidebarModel) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *list = ps_catalog_list_folders_finish (PS_CATALOG (source), result, &error);

  take_list (self, &self->folders, list);
  took (self, PART_FOLDERS, list != NULL, error);
}

static void
tags_listed_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PsSidebarModel) self = user_data;
  g_autoptr(GError) error = NULL;
  GPtrArray *list = ps_catalog_list_tags_finish (PS_CATALOG (source), result, &error);

  take_list (self, &self->tags, list);
  took (self, PART_TAGS, list != NULL, error);
}

static void
duplicates_counted_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(PsSidebarModel) self = user_data;
  g_autoptr(GError) error = NULL;
  gint64 n_duplicates = ps_catalog_count_to_tidy_finish (PS_CATALOG (source), result, &error);

  if (n_duplicates >= 0)
    self->n_duplicates = n_duplicates;
  took (self, PART_DUPLICATES, n_duplicates >= 0, error);
}

static gboolean
is_open (PsSidebarModel *self,
         const char     *heading)
{
  PsSidebarItem *item = g_hash_table_lookup (self->by_key, heading);

  return item != NULL && ps_sidebar_item_get_is_open (item);
}

/* What nobody sees is not read: it is wanted until it is opened. */
static Parts
choose_parts (PsSidebarModel *self)
{
  Parts parts = self->wanted;

  if (!is_open (self, "folders"))
    parts &= ~PART_FOLDERS;
  if (!is_open (self, "tags"))
    parts &= ~PART_TAGS;
  if (!is_open (self, "tidy-up"))
    parts &= ~PART_DUPLICATES;
  return parts & ~self->asked;
}

static gboolean
pause_over_cb (gpointer user_data)
{
  PsSidebarModel *self = user_data;
  Parts parts = choose_parts (self);

  self->pause = 0;
  self->wanted &= ~parts;
  self->asked |= parts;
  if (parts & PART_COUNTS)
    ps_catalog_get_counts_async (self->catalog, self->cancellable, counted_cb, g_object_ref (self));
  if (parts & PART_COLLECTIONS)
    ps_catalog_list_collections_async (self->catalog, self->cancellable, collections_listed_cb, g_object_ref (self));
  if (parts & PART_SHOOTS)
    ps_catalog_list_shoots_async (self->catalog, self->cancellable, shoots_listed_cb, g_object_ref (self));
  if (parts & PART_FOLDERS)
    ps_catalog_list_folders_async (self->catalog, self->cancellable, folders_listed_cb, g_object_ref (self));
  if (parts & PART_TAGS)
    ps_catalog_list_tags_async (self->catalog, self->cancellable, tags_listed_cb, g_object_ref (self));
  if (parts & PART_DUPLICATES)
    ps_catalog_count_to_tidy_async (self->catalog, self->cancellable, duplicates_counted_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
ask (PsSidebarModel *self)
{
  if (self->pause == 0 && choose_parts (self) != 0 && !g_cancellable_is_cancelled (self->cancellable))
    self->pause = g_timeout_add (PAUSE_MS, pause_over_cb, self);
}

static void
catalog_changed_cb (PsSidebarModel *self,
                    PsChange       *change)
{
  if (change->kinds & (PS_CHANGE_PHOTOS | PS_CHANGE_ADDED | PS_CHANGE_COLLECTIONS))
    self->wanted |= PART_COUNTS;
  if (change->kinds & (PS_CHANGE_COLLECTIONS))
    self->wanted |= PART_COLLECTIONS;
  if (change->kinds & (PS_CHANGE_SHOOTS))
    self->wanted |= PART_SHOOTS;
  if (change->kinds & PS_CHANGE_ADDED)
    self->wanted |= PART_FOLDERS | PART_TAGS | PART_DUPLICATES;
  if (change->kinds & PS_CHANGE_DUPLICATES)
    self->wanted |= PART_DUPLICATES;
  if (change->kinds & PS_CHANGE_TAGS)
    self->wanted |= PART_TAGS;
  ask (self);
}

/* The model itself --------------------------------------------------------------------- */

static void
ps_sidebar_model_dispose (GObject *object)
{
  PsSidebarModel *self = PS_SIDEBAR_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->catalog != NULL)
    g_signal_handlers_disconnect_by_data (self->catalog, self);
  g_clear_object (&self->catalog);
  G_OBJECT_CLASS (ps_sidebar_model_parent_class)->dispose (object);
}

static void
ps_sidebar_model_finalize (GObject *object)
{
  PsSidebarModel *self = PS_SIDEBAR_MODEL (object);

  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->rows);
  g_hash_table_unref (self->by_key);
  g_clear_pointer (&self->collections, g_ptr_array_unref);
  g_clear_pointer (&self->shoots, g_ptr_array_unref);
  g_clear_pointer (&self->folders, g_ptr_array_unref);
  g_clear_pointer (&self->tags, g_ptr_array_unref);
  g_free (self->filter);
  g_free (self->safety);
  g_free (self->safety_icon);
  G_OBJECT_CLASS (ps_sidebar_model_parent_class)->finalize (object);
}

static void
ps_sidebar_model_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PsSidebarModel *self = PS_SIDEBAR_MODEL (object);

  switch ((PsSidebarModelProp) prop_id)
    {
    case PROP_N_COLLECTIONS:
      g_value_set_uint (value, self->collections != NULL ? self->collections->len : 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ps_sidebar_model_class_init (PsSidebarModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ps_sidebar_model_dispose;
  object_class->finalize = ps_sidebar_model_finalize;
  object_class->get_property = ps_sidebar_model_get_property;
  props[PROP_N_COLLECTIONS] = g_param_spec_uint ("n-collections", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
ps_sidebar_model_init (PsSidebarModel *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->wanted = ALL_PARTS;
}

/**
 * ps_sidebar_model_new:
 * @catalog: a library's catalogue
 *
 * Returns: (transfer full): its rows, which follow it
 */
PsSidebarModel *
ps_sidebar_model_new (PsCatalog *catalog)
{
  PsSidebarModel *self = g_object_new (PS_TYPE_SIDEBAR_MODEL, NULL);

  self->catalog = g_object_ref (catalog);
  g_signal_connect_swapped (catalog, "changed", G_CALLBACK (catalog_changed_cb), self);
  rebuild (self);
  pause_over_cb (self);
  return self;
}

/**
 * ps_sidebar_model_toggle:
 * @self: the rows
 * @heading: a heading
 *
 * Opens it, or closes it.
 */
void
ps_sidebar_model_toggle (PsSidebarModel *self,
                         PsSidebarItem  *heading)
{
  ps_sidebar_item_set_is_open (heading, !ps_sidebar_item_get_is_open (heading));
  rebuild (self);
  ask (self);
}

/**
 * ps_sidebar_model_set_filter:
 * @self: the rows
 * @text: (nullable): only names with this are shown below the headings
 */
void
ps_sidebar_model_set_filter (PsSidebarModel *self,
                             const char     *text)
{
  g_free (self->filter);
  self->filter = text != NULL && *text != '\0' ? g_utf8_casefold (text, -1) : NULL;
  rebuild (self);
}

/**
 * ps_sidebar_model_set_safety:
 * @self: the rows
 * @words: (nullable): the answer to “am I safe?” in two words, beside Home
 * @icon: Home's emblem for it
 */
void
ps_sidebar_model_set_safety (PsSidebarModel *self,
                             const char     *words,
                             const char     *icon)
{
  if (g_strcmp0 (self->safety, words) == 0 && g_strcmp0 (self->safety_icon, icon) == 0)
    return;
  g_free (self->safety);
  self->safety = g_strdup (words);
  g_free (self->safety_icon);
  self->safety_icon = g_strdup (icon);
  rebuild (self);
}

/**
 * ps_sidebar_model_find:
 * @self: the rows
 * @key: a row's key
 * @position: (out): where it is
 *
 * Returns: whether it is shown
 */
gboolean
ps_sidebar_model_find (PsSidebarModel *self,
                       const char     *key,
                       guint          *position)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (ps_sidebar_item_get_key (g_ptr_array_index (self->rows, i)), key))
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}
