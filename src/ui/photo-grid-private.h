/* src/ui/photo-grid-private.h: what the files of the grid share. */
#pragma once

#include "ui/date-strip.h"
#include "ui/grid-geometry.h"
#include "ui/photo-cell.h"
#include "ui/photo-grid.h"
#include "ui/photo-selection.h"

G_BEGIN_DECLS

#define PS_GRID_MIN_SIZE 96
#define PS_GRID_MAX_SIZE 320
#define PS_GRID_DEFAULT_SIZE 180

/* A rectangle that is being drawn to select what it touches; heights are of the whole scrolled grid. */
typedef struct
{
  GtkBitset *before;  /* owned: what was selected */
  GtkBitset *touched; /* owned, nullable: by the rectangle as it last was */
  double x1, y1, x2, y2;
  double pointer_x, pointer_y; /* in the view */
  GdkModifierType modifiers;
  guint tick; /* scrolls at the edges */
  gboolean is_active;
} PsBand;

struct _PsPhotoGrid
{
  AdwBin parent_instance;

  /* Owned */
  PsLibrary *library; /* nullable */
  PsPhotoList *list;  /* nullable, likewise */
  PsPhotoSelection *selection;
  GtkWidget *menu;    /* nullable: made when first wanted */
  PsBand band;
  PsCellLook look;
  int wish_size;   /* what a person chose; the cells are smaller where the grid is narrow */
  guint fit_idle;  /* source */
  char *bubble;       /* nullable: the month while scrolling */

  /* Template children */
  GtkScrolledWindow *scrolled;
  GtkGridView *view;
  PsDateStrip *strip;

  /* What is to stay in its place once the grid has its new layout. */
  gint64 kept_id;     /* 0: the beginning of the list */
  double kept_share;  /* where in its row */
  double kept_y;      /* where in the view */
  guint kept_tick;
  guint kept_frames;   /* since it began */
  gboolean kept_focus; /* it gets the focus, too */

  double turned;       /* clicks of the wheel, in this frame */
  guint turn_tick;
  guint bubble_source;
  double pinch_size;
  gboolean is_empty;
  gboolean was_seen;   /* since it shows these photos */
};

GtkAdjustment *ps_photo_grid_get_vadjustment (PsPhotoGrid     *self);
void           ps_photo_grid_get_geometry    (PsPhotoGrid     *self,
                                              PsGridGeometry  *geometry);
PsPhotoCell   *ps_photo_grid_cell_at         (PsPhotoGrid     *self,
                                              double           x,
                                              double           y,
                                              gboolean         on_photo);
PsPhotoCell   *ps_photo_grid_get_focus_cell  (PsPhotoGrid     *self);
void           ps_photo_grid_keep            (PsPhotoGrid     *self,
                                              double           y,
                                              guint            position);
void           ps_photo_grid_keep_top        (PsPhotoGrid     *self);
void           ps_photo_grid_forget_kept     (PsPhotoGrid     *self);
gboolean       ps_photo_grid_is_loading      (PsPhotoGrid     *self);
void           ps_photo_grid_tell_cells      (PsPhotoGrid     *self);
void           ps_photo_grid_width_changed   (PsPhotoGrid     *self);
void           ps_photo_grid_lay_out         (PsPhotoGrid     *self);
void           ps_photo_grid_scroll_to       (PsPhotoGrid     *self,
                                              double           y);
void           ps_photo_grid_zoom            (PsPhotoGrid     *self,
                                              int              size,
                                              double           x,
                                              double           y);

void           ps_photo_grid_install_input   (PsPhotoGridClass *klass);
void           ps_photo_grid_add_input       (PsPhotoGrid     *self);
void           ps_photo_grid_add_band        (PsPhotoGrid     *self);
void           ps_photo_grid_end_band        (PsPhotoGrid     *self);
void           ps_photo_grid_snapshot_band   (PsPhotoGrid     *self,
                                              GtkSnapshot     *snapshot);
void           ps_photo_grid_add_drag        (PsPhotoGrid     *self);
void           ps_photo_grid_show_menu       (PsPhotoGrid     *self,
                                              double           x,
                                              double           y);
void           ps_photo_grid_add_strip       (PsPhotoGrid     *self);
void           ps_photo_grid_update_strip    (PsPhotoGrid     *self);
void           ps_photo_grid_snapshot_bubble (PsPhotoGrid     *self,
                                              GtkSnapshot     *snapshot);

G_END_DECLS
