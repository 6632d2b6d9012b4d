/* src/catalog/schema.h: whether a database is ours, making a new one, bringing an old one up to date. */
#pragma once

#include "catalog/db.h"

G_BEGIN_DECLS

#define PS_SCHEMA_APPLICATION_ID 0x50536870
#define PS_SCHEMA_VERSION 4

gboolean ps_schema_check_file (const char    *path,
                               GError       **error);
gboolean ps_schema_create     (const char    *path,
                               GError       **error);
gboolean ps_schema_check      (PsDb          *db,
                               GError       **error);
gboolean ps_schema_check_pages (PsDb         *db,
                               GError       **error);
gboolean ps_schema_migrate    (PsDb          *db,
                               GResource     *resource,
                               const char    *folder,
                               int            target,
                               GError       **error);
gboolean ps_schema_migrate_to_today (PsDb     *db,
                               GError       **error);
gboolean ps_schema_upgrade    (PsDb          *db,
                               const char    *path,
                               GError       **error);
gboolean ps_schema_renew_views (PsDb         *db,
                               GError       **error);
gboolean ps_schema_renew_search (PsDb        *db,
                               GError       **error);

G_END_DECLS
