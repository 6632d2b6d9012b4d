/* src/browse/counts.c: the sidebar's numbers, as they are now: read from counters four times a second at most.
 *
 * Duplicates have no counter: they are counted now and then.
 */
#include "browse/counts.h"

#include "browse/refresher.h"
#include "catalog/catalog-browse.h"

#define REFRESH_EVERY_MS 250
#define DUPLICATES_EVERY_MS (20 * 1000)

struct _PsCounts
{
  GObject parent_instance;

  PsRefresher *numbers_refresher;    /* owned */
  PsRefresher *duplicates_refresher; /* owned */
  PsSidebarNumbers numbers;
  gint64 n_duplicates;
  gboolean is_loading;
};

typedef enum
{
  PROP_CATALOG = 1,
  PROP_ALL,
  PROP_HERE,
  PROP_TO_COME,
  PROP_NEEDS_YOU,
  PROP_WAITING,
  PROP_ONLY_HERE,
  PROP_LEFT_OUT,
  PROP_WITHOUT_COLLECTION,
  PROP_DUPLICATES,
  PROP_BYTES,
  PROP_BYTES_HERE,
  PROP_IS_LOADING,
} PsCountsProp;
static GParamSpec *props[PROP_IS_LOADING + 1];

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsCounts, ps_counts, G_TYPE_OBJECT)

static gint64
get_number (PsCounts     *self,
            PsCountsProp  prop)
{
  switch ((int) prop)
    {
    case PROP_ALL:
      return self->numbers.n_all;
    case PROP_HERE:
      return self->numbers.n_here;
    case PROP_TO_COME:
      return self->numbers.n_to_come;
    case PROP_NEEDS_YOU:
      return self->numbers.n_needs_you;
    case PROP_WAITING:
      return self->numbers.n_waiting;
    case PROP_ONLY_HERE:
      return self->numbers.n_only_here;
    case PROP_LEFT_OUT:
      return self->numbers.n_left_out;
    case PROP_WITHOUT_COLLECTION:
      return self->numbers.n_without_collection;
    case PROP_DUPLICATES:
      return self->n_duplicates;
    case PROP_BYTES:
      return self->numbers.n_bytes;
    case PROP_BYTES_HERE:
      return self->numbers.n_bytes_here;
    default:
      g_return_val_if_reached (0);
    }
}

static void
take_numbers (PsCounts               *self,
              const PsSidebarNumbers *numbers)
{
  PsSidebarNumbers before = self->numbers;
  gboolean changed = self->is_loading;

  g_object_freeze_notify (G_OBJECT (self));
  for (int prop = PROP_ALL; prop <= PROP_BYTES_HERE; prop++)
    {
      gint64 was;

      self->numbers = before;
      was = get_number (self, prop);
      self->numbers = *numbers;
      if (was == get_number (self, prop))
        continue;
      changed = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
    }
  self->numbers = *numbers;
  if (self->is_loading)
    {
      self->is_loading = FALSE;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_LOADING]);
    }
  g_object_thaw_notify (G_OBJECT (self));
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
numbers_read_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  PsCounts *self;
  PsSidebarNumbers numbers;
  g_autoptr(GError) error = NULL;
  gboolean read = ps_catalog_get_counts_finish (PS_CATALOG (source), result, &numbers, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the object is gone */
  self = PS_COUNTS (user_data);
  if (read)
    take_numbers (self, &numbers);
  if (self->numbers_refresher != NULL)
    ps_refresher_done (self->numbers_refresher);
}

static void
refresh_numbers (PsCatalog    *catalog,
                 GCancellable *cancellable,
                 gpointer      user_data)
{
  ps_catalog_get_counts_async (catalog, cancellable, numbers_read_cb, user_data);
}

static void
duplicates_counted_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  PsCounts *self;
  g_autoptr(GError) error = NULL;
  gint64 n_duplicates = ps_catalog_count_duplicates_finish (PS_CATALOG (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the object is gone */
  self = PS_COUNTS (user_data);
  if (error == NULL && self->n_duplicates != n_duplicates)
    {
      self->n_duplicates = n_duplicates;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DUPLICATES]);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  if (self->duplicates_refresher != NULL)
    ps_refresher_done (self->duplicates_refresher);
}

static void
refresh_duplicates (PsCatalog    *catalog,
                    GCancellable *cancellable,
                    gpointer      user_data)
{
  ps_catalog_count_duplicates_async (catalog, cancellable, duplicates_counted_cb, user_data);
}

static void
ps_counts_dispose (GObject *object)
{
  PsCounts *self = PS_COUNTS (object);

  g_clear_pointer (&self->numbers_refresher, ps_refresher_free);
  g_clear_pointer (&self->duplicates_refresher, ps_refresher_free);
  G_OBJECT_CLASS (ps_counts_parent_class)->dispose (object);
}

static void
ps_counts_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  PsCounts *self = PS_COUNTS (object);

  if (prop_id == PROP_IS_LOADING)
    g_value_set_boolean (value, self->is_loading);
  else if (prop_id > PROP_CATALOG && prop_id < PROP_IS_LOADING)
    g_value_set_int64 (value, get_number (self, prop_id));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
ps_counts_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  PsCounts *self = PS_COUNTS (object);

  if (prop_id != PROP_CATALOG)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  self->numbers_refresher = ps_refresher_new (g_value_get_object (value),
                                              PS_CHANGE_PHOTOS | PS_CHANGE_ADDED | PS_CHANGE_COLLECTIONS,
                                              REFRESH_EVERY_MS, refresh_numbers, self);
  self->duplicates_refresher = ps_refresher_new (g_value_get_object (value), PS_CHANGE_PHOTOS | PS_CHANGE_ADDED,
                                                 DUPLICATES_EVERY_MS, refresh_duplicates, self);
}

static void
ps_counts_class_init (PsCountsClass *klass)
{
  static const char *const names[] = {
    [PROP_ALL] = "all", [PROP_HERE] = "here", [PROP_TO_COME] = "to-come", [PROP_NEEDS_YOU] = "needs-you",
    [PROP_WAITING] = "waiting", [PROP_ONLY_HERE] = "only-here", [PROP_LEFT_OUT] = "left-out",
    [PROP_WITHOUT_COLLECTION] = "without-collection", [PROP_DUPLICATES] = "duplicates", [PROP_BYTES] = "bytes",
    [PROP_BYTES_HERE] = "bytes-here",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = ps_counts_dispose;
  object_class->get_property = ps_counts_get_property;
  object_class->set_property = ps_counts_set_property;
  props[PROP_CATALOG] = g_param_spec_object ("catalog", NULL, NULL, PS_TYPE_CATALOG,
                                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  for (int prop = PROP_ALL; prop < PROP_IS_LOADING; prop++)
    props[prop] = g_param_spec_int64 (names[prop], NULL, NULL, -1, G_MAXINT64, prop == PROP_DUPLICATES ? -1 : 0, readable);
  props[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, TRUE, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[CHANGED] = g_signal_new ("changed", PS_TYPE_COUNTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ps_counts_init (PsCounts *self)
{
  self->n_duplicates = -1;
  self->is_loading = TRUE;
}

/**
 * ps_counts_new:
 * @catalog: an open catalogue
 *
 * Returns: (transfer full): its numbers, in a moment
 */
PsCounts *
ps_counts_new (PsCatalog *catalog)
{
  return g_object_new (PS_TYPE_COUNTS, "catalog", catalog, NULL);
}

/**
 * ps_counts_get_numbers:
 * @self: counts
 *
 * Returns: (transfer none): the numbers, as read last
 */
const PsSidebarNumbers *
ps_counts_get_numbers (PsCounts *self)
{
  g_return_val_if_fail (PS_IS_COUNTS (self), NULL);

  return &self->numbers;
}

/**
 * ps_counts_get_n_duplicates:
 * @self: counts
 *
 * Returns: of how many photos there is more than one; −1: not counted yet
 */
gint64
ps_counts_get_n_duplicates (PsCounts *self)
{
  g_return_val_if_fail (PS_IS_COUNTS (self), -1);

  return self->n_duplicates;
}

/**
 * ps_counts_is_loading:
 * @self: counts
 *
 * Returns: whether nothing was read yet
 */
gboolean
ps_counts_is_loading (PsCounts *self)
{
  g_return_val_if_fail (PS_IS_COUNTS (self), TRUE);

  return self->is_loading;
}
