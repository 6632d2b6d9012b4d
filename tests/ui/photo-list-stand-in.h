/* tests/ui/photo-list-stand-in.h: a photo list whose ids a test sets, in place of the one that reads a catalogue. */
#pragma once

#include "browse/photo-list.h"

G_BEGIN_DECLS

PsPhotoList *stand_in_new         (const gint64 *ids, guint n_ids);
/* As the real one does for a new order: it is empty for a moment. */
void         stand_in_refill      (PsPhotoList *self, const gint64 *ids, guint n_ids);
void         stand_in_splice      (PsPhotoList *self, guint position, guint n_removed, const gint64 *ids, guint n_added);
void         stand_in_set_loading (PsPhotoList *self, gboolean is_loading);

G_END_DECLS
