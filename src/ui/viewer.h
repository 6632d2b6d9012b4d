/* src/ui/viewer.h: one photo, as large as the window. Main thread.
 *
 * Its own actions are "viewer.…"; for what changes a photo it calls the window's
 * ("win.get-now", "win.try-again", "win.include-again", "win.read-again", "win.leave-out"),
 * which are about the photo shown while it is. */
#pragma once

#include <adwaita.h>

#include "browse/photo-list.h"
#include "library/library.h"

G_BEGIN_DECLS

#define PS_TYPE_VIEWER (ps_viewer_get_type ())
G_DECLARE_FINAL_TYPE (PsViewer, ps_viewer, PS, VIEWER, AdwBin)

/* Properties: "photo" (PsPhoto, nullable), "show-facts" (gboolean). Signal: "closed". */
GtkWidget *ps_viewer_new         (void);
void       ps_viewer_set_library (PsViewer    *self,
                                  PsLibrary   *library);
void       ps_viewer_show        (PsViewer    *self,
                                  PsPhotoList *list,
                                  guint        position);
guint      ps_viewer_get_position (PsViewer   *self);
PsPhoto   *ps_viewer_get_photo   (PsViewer    *self);

G_END_DECLS
