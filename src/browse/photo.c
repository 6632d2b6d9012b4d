/* src/browse/photo.c: a list item. */
#include "browse/photo.h"

struct _PsPhoto
{
  GObject parent_instance;

  PsPhotoRow *row; /* owned, nullable: not read yet */
  gint64 id;
};

typedef enum { PROP_ID = 1, PROP_ROW } PsPhotoProp;
static GParamSpec *props[PROP_ROW + 1];

G_DEFINE_FINAL_TYPE (PsPhoto, ps_photo, G_TYPE_OBJECT)

static void
ps_photo_finalize (GObject *object)
{
  PsPhoto *self = PS_PHOTO (object);

  g_clear_pointer (&self->row, ps_photo_row_unref);
  G_OBJECT_CLASS (ps_photo_parent_class)->finalize (object);
}

static void
ps_photo_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  PsPhoto *self = PS_PHOTO (object);

  switch ((PsPhotoProp) prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_ROW:
      g_value_set_boxed (value, self->row);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ps_photo_class_init (PsPhotoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ps_photo_finalize;
  object_class->get_property = ps_photo_get_property;
  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_ROW] = g_param_spec_boxed ("row", NULL, NULL, PS_TYPE_PHOTO_ROW, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
ps_photo_init (PsPhoto *self)
{
}

/**
 * ps_photo_new:
 * @id: the photo's id in the catalogue
 *
 * Returns: (transfer full): a photo of which nothing is read yet
 */
PsPhoto *
ps_photo_new (gint64 id)
{
  PsPhoto *self = g_object_new (PS_TYPE_PHOTO, NULL);

  self->id = id;
  return self;
}

/**
 * ps_photo_get_id:
 * @self: a photo
 *
 * Returns: its id in the catalogue
 */
gint64
ps_photo_get_id (PsPhoto *self)
{
  return self->id;
}

/**
 * ps_photo_get_row:
 * @self: a photo
 *
 * Returns: (transfer none) (nullable): what is known of it; %NULL until it was read
 */
const PsPhotoRow *
ps_photo_get_row (PsPhoto *self)
{
  return self->row;
}

/**
 * ps_photo_set_row:
 * @self: a photo
 * @row: (transfer none): what the catalogue now says
 */
void
ps_photo_set_row (PsPhoto    *self,
                  PsPhotoRow *row)
{
  if (self->row == row || (self->row != NULL && ps_photo_row_equal (self->row, row)))
    return;
  g_clear_pointer (&self->row, ps_photo_row_unref);
  self->row = ps_photo_row_ref (row);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ROW]);
}
