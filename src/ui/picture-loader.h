/* src/ui/picture-loader.h: whole pictures for a viewer: those it wishes for, and for a while those it had. Main thread. */
#pragma once

#include "catalog/photo-row.h"
#include "look/looker.h"
#include "ui/tiles.h"
#include "vault/vault.h"

G_BEGIN_DECLS

#define PS_TYPE_PICTURE_LOADER (ps_picture_loader_get_type ())
G_DECLARE_FINAL_TYPE (PsPictureLoader, ps_picture_loader, PS, PICTURE_LOADER, GObject)

typedef struct
{
  const PsPhotoRow *row; /* of a photo whose file is here */
  guint side;            /* pixels of the longer side that are enough */
} PsPictureWish;

/* Signal: "changed" (gint64): what is known of the picture of that photo. */
PsPictureLoader *ps_picture_loader_new         (PsVault             *vault,
                                                PsLooker            *looker);
void             ps_picture_loader_set_wishes  (PsPictureLoader     *self,
                                                const PsPictureWish *wishes,
                                                guint                n_wishes);
PsTiles         *ps_picture_loader_get         (PsPictureLoader     *self,
                                                const PsPhotoRow    *row,
                                                guint                side);
const char      *ps_picture_loader_get_problem (PsPictureLoader     *self,
                                                const PsPhotoRow    *row);
gboolean         ps_picture_loader_has_no_file (PsPictureLoader    *self,
                                                const PsPhotoRow    *row);
gboolean         ps_picture_loader_is_loading  (PsPictureLoader     *self,
                                                const PsPhotoRow    *row);
void             ps_picture_loader_forget      (PsPictureLoader     *self,
                                                const PsPhotoRow    *row);
void             ps_picture_loader_stop        (PsPictureLoader     *self);

G_END_DECLS
