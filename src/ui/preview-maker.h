/* src/ui/preview-maker.h: previews made again where the cache on disk lost them, newest wish first. Main thread. */
#pragma once

#include "library/library.h"
#include "ui/texture-cache.h"

G_BEGIN_DECLS

#define PS_TYPE_PREVIEW_MAKER (ps_preview_maker_get_type ())
G_DECLARE_FINAL_TYPE (PsPreviewMaker, ps_preview_maker, PS, PREVIEW_MAKER, GObject)

PsPreviewMaker *ps_preview_maker_new         (PsLibrary           *library,
                                              PsTextureCache      *textures);
void            ps_preview_maker_stop        (PsPreviewMaker      *self);
void            ps_preview_maker_make_async  (PsPreviewMaker      *self,
                                              const char          *key,
                                              const char          *local_path,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
/* NULL without an error: there can be none. */
GdkTexture     *ps_preview_maker_make_finish (PsPreviewMaker      *self,
                                              GAsyncResult        *result,
                                              GError             **error);

G_END_DECLS
