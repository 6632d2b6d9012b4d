/* tests/ui/photo-list-stand-in.c: a photo list whose ids a test sets. */
#include "photo-list-stand-in.h"

struct _PsPhotoList
{
  GObject parent_instance;

  GArray *ids; /* owned, of gint64 */
  gboolean is_loading;
};

static GType
get_item_type (GListModel *model)
{
  return PS_TYPE_PHOTO;
}

static guint
get_n_items (GListModel *model)
{
  return PS_PHOTO_LIST (model)->ids->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  PsPhotoList *self = PS_PHOTO_LIST (model);

  return position < self->ids->len ? ps_photo_new (g_array_index (self->ids, gint64, position)) : NULL;
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
get_property (GObject    *object,
              guint       prop_id,
              GValue     *value,
              GParamSpec *pspec)
{
  g_value_set_boolean (value, PS_PHOTO_LIST (object)->is_loading);
}

static void
finalize (GObject *object)
{
  g_array_unref (PS_PHOTO_LIST (object)->ids);
  G_OBJECT_CLASS (ps_photo_list_parent_class)->finalize (object);
}

static void
ps_photo_list_class_init (PsPhotoListClass *klass)
{
  G_OBJECT_CLASS (klass)->get_property = get_property;
  G_OBJECT_CLASS (klass)->finalize = finalize;
  g_object_class_install_property (G_OBJECT_CLASS (klass), 1,
                                   g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

static void
ps_photo_list_init (PsPhotoList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
}

gint64
ps_photo_list_get_id (PsPhotoList *self,
                      guint        position)
{
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

gboolean
ps_photo_list_find (PsPhotoList *self,
                    gint64       id,
                    guint       *position)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

PsPhotoList *
stand_in_new (const gint64 *ids,
              guint         n_ids)
{
  PsPhotoList *self = g_object_new (PS_TYPE_PHOTO_LIST, NULL);

  g_array_append_vals (self->ids, ids, n_ids);
  return self;
}

void
stand_in_splice (PsPhotoList  *self,
                 guint         position,
                 guint         n_removed,
                 const gint64 *ids,
                 guint         n_added)
{
  if (n_removed > 0)
    g_array_remove_range (self->ids, position, n_removed);
  if (n_added > 0)
    g_array_insert_vals (self->ids, position, ids, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

void
stand_in_refill (PsPhotoList  *self,
                 const gint64 *ids,
                 guint         n_ids)
{
  stand_in_splice (self, 0, self->ids->len, NULL, 0);
  stand_in_splice (self, 0, 0, ids, n_ids);
}

void
stand_in_set_loading (PsPhotoList *self,
                      gboolean     is_loading)
{
  self->is_loading = is_loading;
  g_object_notify (G_OBJECT (self), "is-loading");
}
