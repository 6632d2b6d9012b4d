/* src/ui/photo-cell.h: one photo in the grid: picture or tile, name, emblem; drawn, not built of widgets. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "browse/photo.h"
#include "ui/preview-maker.h"
#include "ui/texture-cache.h"

G_BEGIN_DECLS

/* The room around a photo, pixels a side. */
#define PS_PHOTO_CELL_MARGIN 8

/* What all cells of a grid share: the grid's, which outlives them. ps_photo_cell_look_changed() tells of a change. */
typedef struct
{
  PsTextureCache *textures; /* nullable: no library */
  PsPreviewMaker *maker;    /* nullable, likewise */
  int size;                 /* of the square that a photo fits into, pixels */
  gboolean show_names;
  gboolean all_emblems;     /* a proven photo carries its own, too */
  gboolean has_tick_boxes;  /* selection mode */
} PsCellLook;

#define PS_TYPE_PHOTO_CELL (ps_photo_cell_get_type ())
G_DECLARE_FINAL_TYPE (PsPhotoCell, ps_photo_cell, PS, PHOTO_CELL, GtkWidget)

GtkWidget  *ps_photo_cell_new             (const PsCellLook *look);
void        ps_photo_cell_set_photo       (PsPhotoCell      *self,
                                           PsPhoto          *photo);
PsPhoto    *ps_photo_cell_get_photo       (PsPhotoCell      *self);
void        ps_photo_cell_set_position    (PsPhotoCell      *self,
                                           guint             position);
guint       ps_photo_cell_get_position    (PsPhotoCell      *self);
void        ps_photo_cell_set_is_selected (PsPhotoCell      *self,
                                           gboolean          is_selected);
gboolean    ps_photo_cell_has_photo_at    (PsPhotoCell      *self,
                                           double            x,
                                           double            y);
/* Where in it the photo or its tile is. */
void        ps_photo_cell_get_area        (PsPhotoCell      *self,
                                           graphene_rect_t  *area);
GdkTexture *ps_photo_cell_get_texture     (PsPhotoCell      *self);
void        ps_photo_cell_look_changed    (PsPhotoCell      *self);
void        ps_photo_cell_load            (PsPhotoCell      *self);

G_END_DECLS
