/* src/ui/picture.h: one picture that can be zoomed and moved about. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "ui/tiles.h"

G_BEGIN_DECLS

#define PS_TYPE_PICTURE (ps_picture_get_type ())
G_DECLARE_FINAL_TYPE (PsPicture, ps_picture, PS, PICTURE, GtkWidget)

/* Properties: "zoom" (double: screen pixels for one of the original; notified also when fitting changes it),
 * "is-fitting" (gboolean: it follows the widget's size). Signal: "wanted-changed": ps_picture_get_wanted_side() did. */
GtkWidget *ps_picture_new             (void);
void       ps_picture_clear           (PsPicture  *self);
void       ps_picture_set_size        (PsPicture  *self,
                                       int         width,
                                       int         height);
void       ps_picture_set_preview     (PsPicture  *self,
                                       GdkTexture *preview);
void       ps_picture_set_tiles       (PsPicture  *self,
                                       PsTiles    *tiles);
PsTiles   *ps_picture_get_tiles       (PsPicture  *self);
gboolean   ps_picture_has_picture     (PsPicture  *self);
guint      ps_picture_get_wanted_side (PsPicture  *self);
double     ps_picture_get_zoom        (PsPicture  *self);
gboolean   ps_picture_get_is_fitting  (PsPicture  *self);
void       ps_picture_fit             (PsPicture  *self);
void       ps_picture_zoom_to         (PsPicture  *self,
                                       double      zoom);
void       ps_picture_zoom_by         (PsPicture  *self,
                                       double      factor);
void       ps_picture_pan             (PsPicture  *self,
                                       double      dx,
                                       double      dy);

G_END_DECLS
