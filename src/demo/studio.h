/* src/demo/studio.h: what the demo cloud holds right now: the gallery, and what has changed since. */
#pragma once

#include "demo/gallery.h"

G_BEGIN_DECLS

typedef struct _PsStudio PsStudio;

/* What was stored for an asset at some time. */
typedef struct
{
  gint64 version;
  gint64 n_bytes;
  char *format;      /* nullable */
  char *etag;        /* nullable */
  gint64 stored_us;  /* microseconds since 1970 */
  GBytes *bytes;     /* nullable: the gallery's */
} PsStudioVersion;

/* Assets are known by their number: the gallery's index, and on from there for those that were added. */
PsStudio  *ps_studio_new            (PsGallery       *gallery);
void       ps_studio_free           (PsStudio        *self);
guint64    ps_studio_get_generation (PsStudio        *self);
guint      ps_studio_get_n_assets   (PsStudio        *self);
/* Places in order of time, oldest first; a place may be empty. listing (nullable): "image", "video", "raw". */
guint      ps_studio_get_n_places   (PsStudio        *self,
                                     const char      *listing);
gint64     ps_studio_get_number     (PsStudio        *self,
                                     const char      *listing,
                                     guint            place);
/* seen_us: as it was at that time; 0: now. */
PsAsset   *ps_studio_get_asset      (PsStudio        *self,
                                     gint64           number,
                                     gint64           seen_us);
gint64     ps_studio_find           (PsStudio        *self,
                                     const char      *resource_type,
                                     const char      *resource_kind,
                                     const char      *public_id);
gint64     ps_studio_find_asset_id  (PsStudio        *self,
                                     const char      *asset_id);
gboolean   ps_studio_is_changed     (PsStudio        *self,
                                     gint64           number);
gint64     ps_studio_get_changed_us (PsStudio        *self,
                                     gint64           number);
GArray    *ps_studio_get_versions   (PsStudio        *self,
                                     gint64           number);
/* Which bytes an asset has now; fetch them by ps_studio_source_read() on any thread. */
typedef struct
{
  PsGallery *gallery; /* owned */
  guint index;
  GBytes *bytes;      /* owned, nullable */
} PsStudioSource;

PsStudioSource *ps_studio_get_source   (PsStudio        *self,
                                        gint64           number);
GBytes         *ps_studio_source_read  (PsStudioSource  *source,
                                        GError         **error);
void            ps_studio_source_free  (PsStudioSource  *source);
/* Changes. */
PsAsset   *ps_studio_copy_asset     (const PsAsset   *asset);
GBytes    *ps_studio_make_successor (GBytes          *bytes,
                                     gint64           version);
void       ps_studio_change         (PsStudio        *self,
                                     gint64           number,
                                     PsAsset         *asset);
gboolean   ps_studio_replace        (PsStudio        *self,
                                     gint64           number,
                                     GError         **error);
gint64     ps_studio_add            (PsStudio        *self,
                                     const char      *listing,
                                     PsAsset         *asset,
                                     gint64           like);
gint64     ps_studio_get_newest_us  (PsStudio        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsStudio, ps_studio_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsStudioSource, ps_studio_source_free)

G_END_DECLS
