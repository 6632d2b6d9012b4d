/* src/browse/collection.c: a named group of photos, as the sidebar shows it. */
#include "browse/collection.h"

struct _PsCollection
{
  GObject parent_instance;

  char *name;        /* owned */
  char *description; /* owned, nullable */
  gint64 id;
  gint64 used_at_us;
  guint n_photos;
};

typedef enum { PROP_ID = 1, PROP_NAME, PROP_DESCRIPTION, PROP_N_PHOTOS, PROP_USED_AT_US } PsCollectionProp;
static GParamSpec *props[PROP_USED_AT_US + 1];

G_DEFINE_FINAL_TYPE (PsCollection, ps_collection, G_TYPE_OBJECT)

static void
ps_collection_finalize (GObject *object)
{
  PsCollection *self = PS_COLLECTION (object);

  g_free (self->name);
  g_free (self->description);
  G_OBJECT_CLASS (ps_collection_parent_class)->finalize (object);
}

static void
ps_collection_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  PsCollection *self = PS_COLLECTION (object);

  switch ((PsCollectionProp) prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    case PROP_N_PHOTOS:
      g_value_set_uint (value, self->n_photos);
      break;
    case PROP_USED_AT_US:
      g_value_set_int64 (value, self->used_at_us);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ps_collection_class_init (PsCollectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ps_collection_finalize;
  object_class->get_property = ps_collection_get_property;
  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, readable);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, "", readable);
  props[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, readable);
  props[PROP_N_PHOTOS] = g_param_spec_uint ("n-photos", NULL, NULL, 0, G_MAXUINT, 0, readable);
  props[PROP_USED_AT_US] = g_param_spec_int64 ("used-at-us", NULL, NULL, 0, G_MAXINT64, 0, readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
ps_collection_init (PsCollection *self)
{
  self->name = g_strdup ("");
}

/**
 * ps_collection_new:
 * @id: its id in the catalogue
 *
 * Returns: (transfer full): a collection of which nothing is known yet
 */
PsCollection *
ps_collection_new (gint64 id)
{
  PsCollection *self = g_object_new (PS_TYPE_COLLECTION, NULL);

  self->id = id;
  return self;
}

/**
 * ps_collection_get_id:
 * @self: a collection
 *
 * Returns: its id in the catalogue
 */
gint64
ps_collection_get_id (PsCollection *self)
{
  g_return_val_if_fail (PS_IS_COLLECTION (self), 0);

  return self->id;
}

/**
 * ps_collection_get_name:
 * @self: a collection
 *
 * Returns: (transfer none): what it is called
 */
const char *
ps_collection_get_name (PsCollection *self)
{
  g_return_val_if_fail (PS_IS_COLLECTION (self), NULL);

  return self->name;
}

/**
 * ps_collection_get_description:
 * @self: a collection
 *
 * Returns: (transfer none) (nullable): what it is for
 */
const char *
ps_collection_get_description (PsCollection *self)
{
  g_return_val_if_fail (PS_IS_COLLECTION (self), NULL);

  return self->description;
}

/**
 * ps_collection_get_n_photos:
 * @self: a collection
 *
 * Returns: how many photos are in it
 */
guint
ps_collection_get_n_photos (PsCollection *self)
{
  g_return_val_if_fail (PS_IS_COLLECTION (self), 0);

  return self->n_photos;
}

/**
 * ps_collection_get_used_at_us:
 * @self: a collection
 *
 * Returns: when it was opened or added to last, microseconds since 1970; 0: never
 */
gint64
ps_collection_get_used_at_us (PsCollection *self)
{
  g_return_val_if_fail (PS_IS_COLLECTION (self), 0);

  return self->used_at_us;
}

static void
set_text (PsCollection     *self,
          char            **text,
          const char       *value,
          PsCollectionProp  prop)
{
  if (g_strcmp0 (*text, value) == 0)
    return;
  g_free (*text);
  *text = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

/**
 * ps_collection_set_info:
 * @self: a collection
 * @info: what the catalogue now says of it
 */
void
ps_collection_set_info (PsCollection           *self,
                        const PsCollectionInfo *info)
{
  guint n_photos = (guint) CLAMP (info->n_photos, 0, G_MAXUINT);

  g_return_if_fail (PS_IS_COLLECTION (self));

  g_object_freeze_notify (G_OBJECT (self));
  set_text (self, &self->name, info->name, PROP_NAME);
  set_text (self, &self->description, info->description, PROP_DESCRIPTION);
  if (self->n_photos != n_photos)
    {
      self->n_photos = n_photos;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_PHOTOS]);
    }
  if (self->used_at_us != info->used_at_us)
    {
      self->used_at_us = info->used_at_us;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_USED_AT_US]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}
