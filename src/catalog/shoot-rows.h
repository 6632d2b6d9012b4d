/* src/catalog/shoot-rows.h: shoots and who is in them, read and written. The thread of the connection. */
#pragma once

#include "catalog/catalog-shoots.h"
#include "catalog/db.h"

G_BEGIN_DECLS

PsShoot  *ps_shoot_new_from_row (PsStatement    *statement);
PsShoot  *ps_shoot_read         (PsDb           *db,
                                 gint64          id,
                                 GError        **error);
gboolean  ps_shoot_put          (PsDb           *db,
                                 PsShoot        *shoot,
                                 GError        **error);
gboolean  ps_shoot_read_members (PsDb           *db,
                                 gint64          id,
                                 GArray        **photo_ids,
                                 GPtrArray     **assigned_at,
                                 GError        **error);
gboolean  ps_shoot_assign       (PsDb           *db,
                                 gint64          id,
                                 gint64          photo_id,
                                 const char     *assigned_at,
                                 GError        **error);
gboolean  ps_shoot_unassign     (PsDb           *db,
                                 gint64          id,
                                 gint64          photo_id,
                                 GError        **error);
gboolean  ps_shoot_delete       (PsDb           *db,
                                 gint64          id,
                                 GError        **error);
gboolean  ps_shoot_read_span    (PsDb           *db,
                                 PsShoot        *shoot,
                                 GError        **error);
gboolean  ps_shoot_propose_name (PsDb           *db,
                                 PsShoot        *shoot,
                                 GError        **error);

G_END_DECLS
