/* src/ui/photo-grid.h: the grid of photos: cells, selection, drag source, date strip. Main thread. */
#pragma once

#include <adwaita.h>

#include "browse/photo-list.h"
#include "library/library.h"

G_BEGIN_DECLS

#define PS_TYPE_PHOTO_GRID (ps_photo_grid_get_type ())
G_DECLARE_FINAL_TYPE (PsPhotoGrid, ps_photo_grid, PS, PHOTO_GRID, AdwBin)

/* Properties: "n-selected" (guint). Signals: "activated" (guint position): a photo was opened; "selection-changed". */
GtkWidget    *ps_photo_grid_new               (void);
/* NULL lets go of everything of the library before it is closed. */
void          ps_photo_grid_set_library       (PsPhotoGrid  *self,
                                               PsLibrary    *library);
void          ps_photo_grid_set_query         (PsPhotoGrid  *self,
                                               PsPhotoQuery *query);
PsPhotoList  *ps_photo_grid_get_list          (PsPhotoGrid  *self);
guint         ps_photo_grid_get_n_selected    (PsPhotoGrid  *self);
gint64        ps_photo_grid_get_selected_bytes (PsPhotoGrid *self);
/* Returns: (transfer full) (element-type gint64): what is selected, in the list's order. */
GArray       *ps_photo_grid_dup_selected_ids  (PsPhotoGrid  *self);
/* The photo under the cursor, or the only one selected; nullable. */
PsPhoto      *ps_photo_grid_dup_current       (PsPhotoGrid  *self);
void          ps_photo_grid_select_all        (PsPhotoGrid  *self);
void          ps_photo_grid_select_none       (PsPhotoGrid  *self);
void          ps_photo_grid_select_inverse    (PsPhotoGrid  *self);
void          ps_photo_grid_reveal            (PsPhotoGrid  *self,
                                               guint         position);

G_END_DECLS
