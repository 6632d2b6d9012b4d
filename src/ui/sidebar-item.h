/* src/ui/sidebar-item.h: a row of the sidebar: a page, a list of photos, a heading, or New Collection. Main thread. */
#pragma once

#include <glib-object.h>

#include "catalog/photo-query.h"

G_BEGIN_DECLS

#define PS_TYPE_SIDEBAR_ITEM (ps_sidebar_item_get_type ())
G_DECLARE_FINAL_TYPE (PsSidebarItem, ps_sidebar_item, PS, SIDEBAR_ITEM, GObject)

typedef enum
{
  PS_ROW_PAGE,           /* Home, Needs You */
  PS_ROW_SET,            /* a list that is always there */
  PS_ROW_COLLECTION,
  PS_ROW_SHOOT,
  PS_ROW_FOLDER,
  PS_ROW_TAG,
  PS_ROW_HEADING,        /* of a part that can be opened and closed */
  PS_ROW_NEW_COLLECTION,
} PsRowKind;

/* Properties, all read and write: "title", "icon-name", "count" (gint64, −1: none), "note" (string, nullable: beside the title,
 * dim), "is-open" (gboolean, of a heading), "description" (string, nullable). */
PsSidebarItem *ps_sidebar_item_new             (const char    *key,
                                                PsRowKind      kind,
                                                PsPhotoQuery  *query);
const char    *ps_sidebar_item_get_key         (PsSidebarItem *self);
PsRowKind      ps_sidebar_item_get_kind        (PsSidebarItem *self);
PsPhotoQuery  *ps_sidebar_item_get_query       (PsSidebarItem *self);
const char    *ps_sidebar_item_get_title       (PsSidebarItem *self);
guint          ps_sidebar_item_get_depth       (PsSidebarItem *self);
gboolean       ps_sidebar_item_get_is_open     (PsSidebarItem *self);
void           ps_sidebar_item_show            (PsSidebarItem *self,
                                                const char    *title,
                                                const char    *icon_name,
                                                gint64         count,
                                                const char    *note,
                                                const char    *description);
void           ps_sidebar_item_set_depth       (PsSidebarItem *self,
                                                guint          depth);
void           ps_sidebar_item_set_is_open     (PsSidebarItem *self,
                                                gboolean       is_open);

G_END_DECLS
