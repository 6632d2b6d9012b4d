/* src/ui/tiles.h: a whole picture as textures, each made when it is first drawn. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "look/looker.h"

G_BEGIN_DECLS

#define PS_TYPE_TILES (ps_tiles_get_type ())
G_DECLARE_FINAL_TYPE (PsTiles, ps_tiles, PS, TILES, GObject)

PsTiles    *ps_tiles_new             (PsRendering           *rendering);
int         ps_tiles_get_width       (PsTiles               *self);
int         ps_tiles_get_height      (PsTiles               *self);
int         ps_tiles_get_full_width  (PsTiles               *self);
int         ps_tiles_get_full_height (PsTiles               *self);
gsize       ps_tiles_get_n_bytes     (PsTiles               *self);
gboolean    ps_tiles_is_full         (PsTiles               *self);
const char *ps_tiles_get_problem     (PsTiles               *self);
GdkTexture *ps_tiles_new_texture     (PsTiles               *self);
void        ps_tiles_snapshot        (PsTiles               *self,
                                      GtkSnapshot           *snapshot,
                                      const graphene_rect_t *picture,
                                      const graphene_rect_t *visible,
                                      int                    scale_factor);

G_END_DECLS
