/* src/ui/duplicate-list.h: the groups of a shelf as a list: numbers up front, a group when it is looked at. Main thread. */
#pragma once

#include "ui/duplicate-item.h"

G_BEGIN_DECLS

#define PS_TYPE_DUPLICATE_LIST (ps_duplicate_list_get_type ())
G_DECLARE_FINAL_TYPE (PsDuplicateList, ps_duplicate_list, PS, DUPLICATE_LIST, GObject)

PsDuplicateList *ps_duplicate_list_new      (void);
void             ps_duplicate_list_show     (PsDuplicateList       *self,
                                             PsCatalog             *catalog,
                                             PsShelf                shelf,
                                             const PsShelfContents *contents);
void             ps_duplicate_list_clear    (PsDuplicateList       *self);
void             ps_duplicate_list_set_rule (PsDuplicateList       *self,
                                             PsKeepRule             rule,
                                             const char            *folder);
gboolean         ps_duplicate_list_find     (PsDuplicateList       *self,
                                             gint64                 group_id,
                                             guint                 *position);

G_END_DECLS
