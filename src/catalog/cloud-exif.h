/* src/catalog/cloud-exif.h: camera data as the cloud had read it, where the file has none. Writer thread. */
#pragma once

#include "base/facts.h"
#include "catalog/db.h"

G_BEGIN_DECLS

gboolean ps_cloud_exif_read (PsDb      *db,
                             gint64     photo_id,
                             PsFacts  **facts,
                             GError   **error);

G_END_DECLS
