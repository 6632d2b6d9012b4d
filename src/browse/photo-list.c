/* src/browse/photo-list.c: a lazy GListModel of PsPhoto over the catalogue.
 *
 *   query ─→ ids (all of them, in order) ─→ what differs, a narrow range at a time
 *   position ─→ id ─→ the one object of that id (photo-pages.c) ─→ its row, by page
 */
#include "browse/photo-list.h"

#include <string.h>

#include "browse/id-list.h"
#include "browse/photo-pages.h"
#include "catalog/catalog-browse.h"
#include "catalog/catalog-find.h"

#define RELOAD_EVERY_MS 250
#define RELOAD_SHARE 4      /* of the time, reloading takes at most a fifth: it waits four times as long as it took */
#define MAX_CHANGES 1024
#define MAX_RANGES 128
#define FIRST_PAGE 300      /* photos of a new search: more than a window holds */
#define MANY 10000          /* a wider change empties and refills */

struct _PsPhotoList
{
  GObject parent_instance;

  PsCatalog *catalog;        /* owned; NULL: disposed of */
  gulong changed_id;
  PsPhotoPages *pages;       /* owned */
  PsPhotoQuery *query;       /* owned, nullable: nothing is listed */
  GError *error;             /* owned, nullable */

  PsIdList *ids;             /* owned */
  GArray *years;             /* owned, of PsYearMark */
  gint64 n_bytes;

  GCancellable *loading;     /* owned, nullable: ids are on their way */
  guint generation;          /* of the ids that are asked for */
  gboolean is_first;         /* they are the first of their query */
  gboolean is_stale;         /* something changed while they were on their way */
  gint64 asked_at_us;
  gint64 next_at_us;         /* not to be reloaded before */
  guint reload_source;
};

typedef enum { PROP_CATALOG = 1, PROP_QUERY, PROP_N_PHOTOS, PROP_IS_LOADING, PROP_ERROR, PROP_N_BYTES } PsPhotoListProp;
static GParamSpec *props[PROP_N_BYTES + 1];

enum { YEARS_CHANGED, REFILLING, REFILLED, SETTLED, N_SIGNALS };
static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return PS_TYPE_PHOTO;
}

static guint
get_n_items (GListModel *model)
{
  return ps_id_list_get_n (PS_PHOTO_LIST (model)->ids);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  PsPhotoList *self = PS_PHOTO_LIST (model);

  if (self->pages == NULL || position >= get_n_items (model))
    return NULL;
  return ps_photo_pages_dup (self->pages, ps_photo_list_get_id (self, position), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PsPhotoList, ps_photo_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
tell (PsPhotoList *self,
      guint        position,
      guint        n_removed,
      guint        n_added)
{
  if (n_removed > 0 || n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* From the last range to the first. What listens may ask for any item, and may set another query. */
static void
tell_ranges (PsPhotoList *self,
             GArray      *ids,
             GArray      *ranges)
{
  ps_id_list_begin (self->ids, ids);
  for (guint i = 0; i < ranges->len; i++)
    {
      const PsIdDiff *range = &g_array_index (ranges, PsIdDiff, i);

      ps_id_list_change (self->ids, range);
      tell (self, range->position, range->n_removed, range->n_added);
    }
  ps_id_list_end (self->ids);
}

static void
refill (PsPhotoList *self,
        GArray      *ids)
{
  guint n_before = ps_id_list_get_n (self->ids);

  g_signal_emit (self, signals[REFILLING], 0);
  ps_id_list_set_ids (self->ids, NULL);
  tell (self, 0, n_before, 0);
  ps_id_list_set_ids (self->ids, ids);
  tell (self, 0, 0, ids->len);
  g_signal_emit (self, signals[REFILLED], 0);
}

static gboolean
is_wide (GArray *ranges)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const PsIdDiff *range = &g_array_index (ranges, PsIdDiff, i);

      if (range->n_removed > 0 && range->n_added > MANY)
        return TRUE;
    }
  return FALSE;
}

static void
set_ids (PsPhotoList *self,
         GArray      *ids)
{
  guint n_before = ps_id_list_get_n (self->ids);
  g_autoptr(GArray) ranges = ps_id_diff_ranges (ps_id_list_get_ids (self->ids), ids, MAX_CHANGES, MAX_RANGES);

  if (is_wide (ranges))
    refill (self, ids);
  else if (ranges->len > 0)
    tell_ranges (self, ids, ranges);
  if (ranges->len > 0)
    g_signal_emit (self, signals[SETTLED], 0);
  if (ids->len != n_before)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_PHOTOS]);
}

static void
set_n_bytes (PsPhotoList *self,
             gint64       n_bytes)
{
  if (self->n_bytes == n_bytes)
    return;
  self->n_bytes = n_bytes;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_BYTES]);
}

static void
set_error (PsPhotoList *self,
           GError      *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static void
set_years (PsPhotoList *self,
           GArray      *years)
{
  gsize size = sizeof (PsYearMark) * years->len;

  if (self->years->len == years->len && (size == 0 || memcmp (self->years->data, years->data, size) == 0))
    return;
  g_array_unref (self->years);
  self->years = g_array_ref (years);
  g_signal_emit (self, signals[YEARS_CHANGED], 0);
}

static void
take (PsPhotoList *self,
      PsPhotoIds  *ids)
{
  set_error (self, NULL);
  set_ids (self, ids->ids);
  set_years (self, ids->years);
  set_n_bytes (self, ids->n_bytes);
}

/* Words that say nothing sensible list nothing. What fails for other reasons leaves the list of the same query as it was. */
static void
fail (PsPhotoList *self,
      GError      *error,
      gboolean     is_first)
{
  if (is_first || g_error_matches (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY))
    {
      PsPhotoIds nothing = { g_array_new (FALSE, FALSE, sizeof (gint64)), g_array_new (FALSE, FALSE, sizeof (PsYearMark)), 0 };

      take (self, &nothing);
      g_array_unref (nothing.ids);
      g_array_unref (nothing.years);
    }
  set_error (self, error);
}

static void load (PsPhotoList *self);
static void plan_reload (PsPhotoList *self);

/* Their answer, and whose: the list may have gone on, or away, since. */
typedef struct
{
  PsPhotoList *list; /* owned */
  guint generation;
} Asked;

static void
answer (PsPhotoList *self,
        PsPhotoIds  *ids,
        GError      *error)
{
  gboolean was_first = self->is_first;
  guint generation = self->generation;

  self->next_at_us = g_get_monotonic_time ()
                     + MAX (RELOAD_EVERY_MS * 1000, RELOAD_SHARE * (g_get_monotonic_time () - self->asked_at_us));
  g_clear_object (&self->loading);
  self->is_first = FALSE;
  if (ids != NULL)
    take (self, ids);
  else
    fail (self, g_steal_pointer (&error), was_first);
  if (was_first && generation == self->generation)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_LOADING]);
  if (self->is_stale && self->loading == NULL)
    plan_reload (self);
}

static void
ids_listed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Asked *asked = user_data;
  GError *error = NULL;
  g_autoptr(PsPhotoIds) ids = ps_catalog_list_ids_finish (PS_CATALOG (source), result, &error);

  if (asked->generation == asked->list->generation && asked->list->catalog != NULL)
    answer (asked->list, ids, error);
  else
    g_clear_error (&error);
  g_object_unref (asked->list);
  g_free (asked);
}

/* The whole list may take several times as long. What went wrong with this one, the other will tell. */
static void
first_found_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  Asked *asked = user_data;
  PsPhotoList *self = asked->list;
  g_autoptr(GArray) ids = ps_catalog_find_first_finish (PS_CATALOG (source), result, NULL);

  if (ids != NULL && ids->len > 0 && asked->generation == self->generation && self->is_first && self->catalog != NULL)
    set_ids (self, ids);
  g_object_unref (asked->list);
  g_free (asked);
}

static gboolean
is_search_of_all (PsPhotoQuery *query)
{
  return ps_photo_query_get_words (query) != NULL && ps_photo_query_get_set (query) == PS_PHOTOS_ALL
         && ps_photo_query_get_order (query) == PS_ORDER_NEWEST_FIRST;
}

/* The first photos of a new search, which are the beginning of its list. */
static void
look_for_first (PsPhotoList *self)
{
  Asked *asked = g_new (Asked, 1);

  *asked = (Asked) { g_object_ref (self), self->generation };
  ps_catalog_find_first_async (self->catalog, ps_photo_query_get_words (self->query), FIRST_PAGE, self->loading, first_found_cb, asked);
}

static void
load (PsPhotoList *self)
{
  Asked *asked = g_new (Asked, 1);

  self->generation++;
  self->is_stale = FALSE;
  self->asked_at_us = g_get_monotonic_time ();
  g_clear_handle_id (&self->reload_source, g_source_remove);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  *asked = (Asked) { g_object_ref (self), self->generation };
  if (self->is_first && is_search_of_all (self->query))
    look_for_first (self);
  ps_catalog_list_ids_async (self->catalog, self->query, self->loading, ids_listed_cb, asked);
}

static gboolean
reload_cb (gpointer user_data)
{
  PsPhotoList *self = user_data;

  self->reload_source = 0;
  load (self);
  return G_SOURCE_REMOVE;
}

static void
plan_reload (PsPhotoList *self)
{
  gint64 wait_us = self->next_at_us - g_get_monotonic_time ();

  self->is_stale = TRUE;
  if (self->loading != NULL || self->reload_source != 0 || self->query == NULL)
    return; /* an answer on its way is asked for again when it is here */
  self->reload_source = g_timeout_add ((guint) (MAX (wait_us, 0) / 1000), reload_cb, self);
}

/* Whether a change of this kind may bring photos into the list, or out of it, or elsewhere in it. */
static gboolean
concerns (PsPhotoQuery *query,
          PsChangeKind  kinds)
{
  PsPhotoSet set = ps_photo_query_get_set (query);

  if (kinds & (PS_CHANGE_PHOTOS | PS_CHANGE_ADDED))
    return TRUE;
  if ((kinds & PS_CHANGE_COLLECTIONS)
      && (set == PS_PHOTOS_IN_COLLECTION || set == PS_PHOTOS_WITHOUT_COLLECTION || ps_photo_query_get_words (query) != NULL))
    return TRUE;
  if ((kinds & PS_CHANGE_TAGS) && (set == PS_PHOTOS_WITH_TAG || ps_photo_query_get_words (query) != NULL))
    return TRUE;
  return (kinds & PS_CHANGE_SHOOTS) && (set == PS_PHOTOS_IN_SHOOT || ps_photo_query_get_words (query) != NULL);
}

static void
catalog_changed_cb (PsCatalog   *catalog,
                    PsChange    *change,
                    PsPhotoList *self)
{
  if (change->kinds & (PS_CHANGE_PHOTOS | PS_CHANGE_ADDED))
    ps_photo_pages_changed (self->pages, change->photo_ids);
  if (self->query != NULL && concerns (self->query, change->kinds))
    plan_reload (self);
}

static void
ps_photo_list_constructed (GObject *object)
{
  PsPhotoList *self = PS_PHOTO_LIST (object);

  self->pages = ps_photo_pages_new (self->catalog);
  self->changed_id = g_signal_connect (self->catalog, "changed", G_CALLBACK (catalog_changed_cb), self);
  G_OBJECT_CLASS (ps_photo_list_parent_class)->constructed (object);
}

static void
ps_photo_list_dispose (GObject *object)
{
  PsPhotoList *self = PS_PHOTO_LIST (object);

  self->generation++;
  g_clear_handle_id (&self->reload_source, g_source_remove);
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->catalog != NULL)
    g_clear_signal_handler (&self->changed_id, self->catalog);
  g_clear_object (&self->catalog);
  g_clear_pointer (&self->pages, ps_photo_pages_free);
  G_OBJECT_CLASS (ps_photo_list_parent_class)->dispose (object);
}

static void
ps_photo_list_finalize (GObject *object)
{
  PsPhotoList *self = PS_PHOTO_LIST (object);

  g_clear_pointer (&self->query, ps_photo_query_unref);
  g_clear_error (&self->error);
  ps_id_list_free (self->ids);
  g_array_unref (self->years);
  G_OBJECT_CLASS (ps_photo_list_parent_class)->finalize (object);
}

static void
ps_photo_list_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PsPhotoList *self = PS_PHOTO_LIST (object);

  switch ((PsPhotoListProp) prop_id)
    {
    case PROP_QUERY:
      g_value_set_boxed (value, self->query);
      break;
    case PROP_N_PHOTOS:
      g_value_set_uint (value, get_n_items (G_LIST_MODEL (self)));
      break;
    case PROP_IS_LOADING:
      g_value_set_boolean (value, self->is_first);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_N_BYTES:
      g_value_set_int64 (value, self->n_bytes);
      break;
    case PROP_CATALOG:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ps_photo_list_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PsPhotoList *self = PS_PHOTO_LIST (object);

  switch ((int) prop_id)
    {
    case PROP_CATALOG:
      self->catalog = g_value_dup_object (value);
      break;
    case PROP_QUERY:
      ps_photo_list_set_query (self, g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
install_signals (void)
{
  static const struct { int signal; const char *name; } all[] = {
    { YEARS_CHANGED, "years-changed" }, { REFILLING, "refilling" }, { REFILLED, "refilled" }, { SETTLED, "settled" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    signals[all[i].signal] = g_signal_new (all[i].name, PS_TYPE_PHOTO_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
}

static void
ps_photo_list_class_init (PsPhotoListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = ps_photo_list_constructed;
  object_class->dispose = ps_photo_list_dispose;
  object_class->finalize = ps_photo_list_finalize;
  object_class->get_property = ps_photo_list_get_property;
  object_class->set_property = ps_photo_list_set_property;
  props[PROP_CATALOG] = g_param_spec_object ("catalog", NULL, NULL, PS_TYPE_CATALOG,
                                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  props[PROP_QUERY] = g_param_spec_boxed ("query", NULL, NULL, PS_TYPE_PHOTO_QUERY,
                                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_N_PHOTOS] = g_param_spec_uint ("n-photos", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, readable);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, readable);
  props[PROP_N_BYTES] = g_param_spec_int64 ("n-bytes", NULL, NULL, 0, G_MAXINT64, 0, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  install_signals ();
}

static void
ps_photo_list_init (PsPhotoList *self)
{
  self->ids = ps_id_list_new ();
  self->years = g_array_new (FALSE, FALSE, sizeof (PsYearMark));
}

/**
 * ps_photo_list_new:
 * @catalog: an open catalogue; it must not be closed before the list is disposed of
 *
 * Returns: (transfer full): an empty list, until it has a query
 */
PsPhotoList *
ps_photo_list_new (PsCatalog *catalog)
{
  return g_object_new (PS_TYPE_PHOTO_LIST, "catalog", catalog, NULL);
}

/**
 * ps_photo_list_set_query:
 * @self: a list
 * @query: which photos, in which order
 *
 * The list stays what it is until the new ids are here.
 */
void
ps_photo_list_set_query (PsPhotoList  *self,
                         PsPhotoQuery *query)
{
  gboolean was_first;

  g_return_if_fail (PS_IS_PHOTO_LIST (self));
  g_return_if_fail (query != NULL);

  if (self->catalog == NULL || (self->query != NULL && ps_photo_query_equal (self->query, query)))
    return;
  g_clear_pointer (&self->query, ps_photo_query_unref);
  self->query = ps_photo_query_ref (query);
  was_first = self->is_first;
  self->is_first = TRUE;
  load (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_QUERY]);
  if (!was_first)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_LOADING]);
}

/**
 * ps_photo_list_get_query:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): what it lists
 */
PsPhotoQuery *
ps_photo_list_get_query (PsPhotoList *self)
{
  g_return_val_if_fail (PS_IS_PHOTO_LIST (self), NULL);

  return self->query;
}

/**
 * ps_photo_list_get_id:
 * @self: a list
 * @position: in it
 *
 * Returns: which photo stands there; 0: none
 */
gint64
ps_photo_list_get_id (PsPhotoList *self,
                      guint        position)
{
  g_return_val_if_fail (PS_IS_PHOTO_LIST (self), 0);

  return ps_id_list_get (self->ids, position);
}

/**
 * ps_photo_list_find:
 * @self: a list
 * @id: a photo
 * @position: (out) (optional): where it stands
 *
 * Quick for a photo that somebody holds, and for many in a row.
 *
 * Returns: whether it is in the list
 */
gboolean
ps_photo_list_find (PsPhotoList *self,
                    gint64       id,
                    guint       *position)
{
  guint found = 0;
  gboolean is_there;

  g_return_val_if_fail (PS_IS_PHOTO_LIST (self), FALSE);

  is_there = (self->pages != NULL && ps_photo_pages_get_hint (self->pages, id, &found)
              && ps_photo_list_get_id (self, found) == id)
             || ps_id_list_find (self->ids, id, &found);
  if (is_there && position != NULL)
    *position = found;
  return is_there;
}

/**
 * ps_photo_list_want:
 * @self: a list
 * @photo: a photo of it that somebody looks at
 *
 * Its row, and those of its page, are read before all that was wanted earlier.
 */
void
ps_photo_list_want (PsPhotoList *self,
                    PsPhoto     *photo)
{
  g_autoptr(GArray) ids = NULL;
  gint64 wanted;
  guint position, end;

  g_return_if_fail (PS_IS_PHOTO_LIST (self));
  g_return_if_fail (PS_IS_PHOTO (photo));

  wanted = ps_photo_get_id (photo);
  if (self->pages == NULL || ps_photo_get_row (photo) != NULL || ps_photo_pages_is_asked (self->pages, wanted)
      || !ps_photo_list_find (self, wanted, &position))
    return;
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), PS_PHOTO_PAGE);
  position -= position % PS_PHOTO_PAGE;
  end = MIN (position + PS_PHOTO_PAGE, get_n_items (G_LIST_MODEL (self)));
  for (; position < end; position++)
    {
      gint64 id = ps_photo_list_get_id (self, position);

      g_array_append_val (ids, id);
    }
  ps_photo_pages_want (self->pages, ids, FALSE);
}

/**
 * ps_photo_list_get_years:
 * @self: a list
 *
 * Returns: (transfer none) (element-type PsYearMark): where each year begins; empty where the list is not by time
 */
GArray *
ps_photo_list_get_years (PsPhotoList *self)
{
  g_return_val_if_fail (PS_IS_PHOTO_LIST (self), NULL);

  return self->years;
}

/**
 * ps_photo_list_get_n_bytes:
 * @self: a list
 *
 * Returns: how many bytes its photos have, as the cloud lists them
 */
gint64
ps_photo_list_get_n_bytes (PsPhotoList *self)
{
  g_return_val_if_fail (PS_IS_PHOTO_LIST (self), 0);

  return self->n_bytes;
}

/**
 * ps_photo_list_get_error:
 * @self: a list
 *
 * Returns: (transfer none) (nullable): why it could not be listed
 */
const GError *
ps_photo_list_get_error (PsPhotoList *self)
{
  g_return_val_if_fail (PS_IS_PHOTO_LIST (self), NULL);

  return self->error;
}
