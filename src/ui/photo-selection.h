/* src/ui/photo-selection.h: which photos of a list are selected: kept by id, whatever happens to the order. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "browse/photo-list.h"

G_BEGIN_DECLS

#define PS_TYPE_PHOTO_SELECTION (ps_photo_selection_get_type ())
G_DECLARE_FINAL_TYPE (PsPhotoSelection, ps_photo_selection, PS, PHOTO_SELECTION, GObject)

/* A GtkSelectionModel. Property: "n-selected" (guint). */
PsPhotoSelection *ps_photo_selection_new             (PsPhotoList      *list);
PsPhotoList      *ps_photo_selection_get_list        (PsPhotoSelection *self);
guint             ps_photo_selection_get_n_selected  (PsPhotoSelection *self);
GArray           *ps_photo_selection_dup_ids         (PsPhotoSelection *self);
void              ps_photo_selection_toggle          (PsPhotoSelection *self,
                                                      guint             position);
/* Adds all from where the last single photo was turned on or off. */
void              ps_photo_selection_add_up_to       (PsPhotoSelection *self,
                                                      guint             position);
void              ps_photo_selection_invert          (PsPhotoSelection *self);
/* What is selected, to come back to: a set of ids. */
GtkBitset        *ps_photo_selection_dup_set         (PsPhotoSelection *self);
void              ps_photo_selection_set_set         (PsPhotoSelection *self,
                                                      GtkBitset        *ids);

G_END_DECLS
