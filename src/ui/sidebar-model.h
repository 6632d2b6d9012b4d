/* src/ui/sidebar-model.h: every list of photos there is, by name and number, as the catalogue has it now. Main thread. */
#pragma once

#include <gio/gio.h>

#include "catalog/catalog.h"
#include "ui/sidebar-item.h"

G_BEGIN_DECLS

#define PS_TYPE_SIDEBAR_MODEL (ps_sidebar_model_get_type ())
G_DECLARE_FINAL_TYPE (PsSidebarModel, ps_sidebar_model, PS, SIDEBAR_MODEL, GObject)

/* A GListModel of PsSidebarItem. Properties: "n-collections". */
PsSidebarModel *ps_sidebar_model_new         (PsCatalog      *catalog);
void            ps_sidebar_model_toggle      (PsSidebarModel *self,
                                              PsSidebarItem  *heading);
void            ps_sidebar_model_set_filter  (PsSidebarModel *self,
                                              const char     *text);
void            ps_sidebar_model_set_safety  (PsSidebarModel *self,
                                              const char     *words,
                                              const char     *icon);
gboolean        ps_sidebar_model_find        (PsSidebarModel *self,
                                              const char     *key,
                                              guint          *position);
char           *ps_sidebar_model_key_of      (PsPhotoQuery   *query);

G_END_DECLS
