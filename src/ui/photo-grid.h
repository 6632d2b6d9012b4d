/* src/ui/photo-grid.h: the grid of photos: cells, selection, drag source, date strip. Main thread. */
#pragma once

#include <adwaita.h>

#include "browse/photo-list.h"
#include "library/library.h"
#include "ui/texture-cache.h"

G_BEGIN_DECLS

#define PS_TYPE_PHOTO_GRID (ps_photo_grid_get_type ())
G_DECLARE_FINAL_TYPE (PsPhotoGrid, ps_photo_grid, PS, PHOTO_GRID, AdwBin)

/* Properties: "n-selected" (guint), "is-empty" (gboolean: read, and nothing in it), "thumbnail-size" (int), "show-names",
 * "all-emblems" and "selection-mode" (gboolean). Signals: "activated" (guint position): a photo was opened; "selection-changed".
 * Actions: grid.selection-mode, grid.retry (x: an id): selects that photo and activates win.try-again. */
GtkWidget    *ps_photo_grid_new               (void);
/* NULL lets go of everything of the library before it is closed. */
void          ps_photo_grid_set_library       (PsPhotoGrid  *self,
                                               PsLibrary    *library);
void          ps_photo_grid_set_query         (PsPhotoGrid  *self,
                                               PsPhotoQuery *query);
PsPhotoList  *ps_photo_grid_get_list          (PsPhotoGrid  *self);
guint         ps_photo_grid_get_n_selected    (PsPhotoGrid  *self);
/* What the selected photos take together, as far as Cloudinary lists it; −1: not known without asking the catalogue. */
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
void          ps_photo_grid_set_selection_mode (PsPhotoGrid *self,
                                                gboolean     is_on);
/* The textures of the grid's library; NULL without one. */
PsTextureCache *ps_photo_grid_get_textures    (PsPhotoGrid  *self);

G_END_DECLS
