/* src/ui/photo-cell-private.h: a cell, and what is drawn of it. */
#pragma once

#include "ui/photo-cell.h"

G_BEGIN_DECLS

#define PS_PHOTO_CELL_CAPTION_GAP 4 /* between a photo and its name, pixels */

struct _PsPhotoCell
{
  GtkWidget parent_instance;

  /* Owned */
  PsPhoto *photo;      /* nullable: not bound */
  GdkTexture *texture; /* nullable: not here, or not yet */
  GCancellable *loading;
  PangoLayout *caption, *tile_words, *duration; /* made when first drawn */
  GtkWidget *retry;    /* nullable: the button, made when first needed */

  /* Borrowed */
  const PsCellLook *look;
  GtkWidget *item; /* GTK's widget around the cell, which has the focus */

  gulong row_handler, item_handler;
  guint position;
  int caption_height;
  gboolean is_selected;
};

static inline const PsPhotoRow *
ps_photo_cell_get_row (PsPhotoCell *self)
{
  return self->photo != NULL ? ps_photo_get_row (self->photo) : NULL;
}

void     ps_photo_cell_get_emblem_area (PsPhotoCell      *self,
                                        graphene_rect_t  *disc);
gboolean ps_photo_cell_shows_emblem    (PsPhotoCell      *self,
                                        const PsPhotoRow *row);
void     ps_photo_cell_snapshot        (GtkWidget        *widget,
                                        GtkSnapshot      *snapshot);

G_END_DECLS
