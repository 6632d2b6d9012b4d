/* src/browse/photo-list.c: a lazy GListModel of PsPhoto over the catalogue. */
#include "browse/photo-list.h"

struct _PsPhotoList
{
  GObject parent_instance;
};

static GType get_item_type (GListModel *model) { return PS_TYPE_PHOTO; }
static guint get_n_items (GListModel *model) { return 0; }
static gpointer get_item (GListModel *model, guint position) { return NULL; }
static void list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PsPhotoList, ps_photo_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void ps_photo_list_class_init (PsPhotoListClass *klass) { }
static void ps_photo_list_init (PsPhotoList *self) { }
PsPhotoList *ps_photo_list_new (PsCatalog *catalog) { return g_object_new (PS_TYPE_PHOTO_LIST, NULL); }
void ps_photo_list_set_query (PsPhotoList *self, PsPhotoQuery *query) { }
PsPhotoQuery *ps_photo_list_get_query (PsPhotoList *self) { return NULL; }
gint64 ps_photo_list_get_id (PsPhotoList *self, guint position) { return 0; }
gboolean ps_photo_list_find (PsPhotoList *self, gint64 id, guint *position) { return FALSE; }
void ps_photo_list_want (PsPhotoList *self, PsPhoto *photo) { }
GArray *ps_photo_list_get_years (PsPhotoList *self) { return NULL; }
gint64 ps_photo_list_get_n_bytes (PsPhotoList *self) { return 0; }
const GError *ps_photo_list_get_error (PsPhotoList *self) { return NULL; }
