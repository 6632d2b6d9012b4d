/* src/ui/photo-grid.c: the grid of photos: cells, selection, drag source, date strip. */
#include "ui/photo-grid.h"

struct _PsPhotoGrid
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (PsPhotoGrid, ps_photo_grid, ADW_TYPE_BIN)

static void
ps_photo_grid_class_init (PsPhotoGridClass *klass)
{
  g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ps_photo_grid_init (PsPhotoGrid *self)
{
}

GtkWidget *
ps_photo_grid_new (void)
{
  return g_object_new (PS_TYPE_PHOTO_GRID, NULL);
}

void
ps_photo_grid_set_library (PsPhotoGrid *self, PsLibrary *library)
{
}

void
ps_photo_grid_set_query (PsPhotoGrid *self, PsPhotoQuery *query)
{
}

PsPhotoList  *
ps_photo_grid_get_list (PsPhotoGrid *self)
{
  return NULL;
}

guint
ps_photo_grid_get_n_selected (PsPhotoGrid *self)
{
  return 0;
}

GArray       *
ps_photo_grid_dup_selected_ids (PsPhotoGrid *self)
{
  return NULL;
}

PsPhoto      *
ps_photo_grid_dup_current (PsPhotoGrid *self)
{
  return NULL;
}

void
ps_photo_grid_select_all (PsPhotoGrid *self)
{
}

void
ps_photo_grid_select_none (PsPhotoGrid *self)
{
}

void
ps_photo_grid_select_inverse (PsPhotoGrid *self)
{
}

void
ps_photo_grid_reveal (PsPhotoGrid *self, guint position)
{
}

gint64
ps_photo_grid_get_selected_bytes (PsPhotoGrid *self)
{
  return -1;
}
