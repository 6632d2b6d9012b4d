/* src/ui/clock-preview.h: the first and the last of some photos, with when they count as taken now and when they will. Main thread. */
#pragma once

#include <adwaita.h>

#include "catalog/photo-row.h"
#include "ui/texture-cache.h"

G_BEGIN_DECLS

#define PS_TYPE_CLOCK_PREVIEW (ps_clock_preview_get_type ())
G_DECLARE_FINAL_TYPE (PsClockPreview, ps_clock_preview, PS, CLOCK_PREVIEW, AdwPreferencesGroup)

/* Times by the cameras' clocks; shift_us is added to them. */
void ps_clock_preview_set_times  (PsClockPreview   *self,
                                  gint64            first_us,
                                  gint64            last_us,
                                  gint64            shift_us);
/* textures: nullable; last: nullable: there is one photo. */
void ps_clock_preview_set_photos (PsClockPreview   *self,
                                  PsTextureCache   *textures,
                                  const PsPhotoRow *first,
                                  const PsPhotoRow *last);

G_END_DECLS
