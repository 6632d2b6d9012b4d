/* src/ui/duplicate-item.h: a group of duplicates as an item of a list; what is in it is read when it is shown. Main thread. */
#pragma once

#include "catalog/catalog-shelves.h"
#include "catalog/photo-row.h"

G_BEGIN_DECLS

/* What is said of a photo of a group. */
typedef enum
{
  PS_FATE_OPEN,        /* nobody chose yet, and no rule is looked at */
  PS_FATE_KEPT,
  PS_FATE_MARKED,
  PS_FATE_WOULD_KEEP,
  PS_FATE_WOULD_MARK,
} PsFate;

#define PS_NO_RULE PS_N_KEEP_RULES

#define PS_TYPE_DUPLICATE_ITEM (ps_duplicate_item_get_type ())
G_DECLARE_FINAL_TYPE (PsDuplicateItem, ps_duplicate_item, PS, DUPLICATE_ITEM, GObject)

/* Signal: "changed": the group was read, or the rule is another. */
PsDuplicateItem        *ps_duplicate_item_new       (PsCatalog       *catalog,
                                                     PsShelf          shelf,
                                                     gint64           group_id);
PsShelf                 ps_duplicate_item_get_shelf (PsDuplicateItem *self);
gint64                  ps_duplicate_item_get_id    (PsDuplicateItem *self);
const PsDuplicateGroup *ps_duplicate_item_get_group (PsDuplicateItem *self);
gboolean                ps_duplicate_item_is_gone   (PsDuplicateItem *self);
const PsPhotoRow       *ps_duplicate_item_get_row   (PsDuplicateItem *self,
                                                     guint            i);
char                   *ps_duplicate_item_dup_name  (PsDuplicateItem *self,
                                                     guint            i);
PsFate                 ps_duplicate_item_get_fate (PsDuplicateItem *self,
                                                     guint            i);
void                    ps_duplicate_item_load      (PsDuplicateItem *self);
void                    ps_duplicate_item_refresh   (PsDuplicateItem *self);
void                    ps_duplicate_item_set_rule  (PsDuplicateItem *self,
                                                     PsKeepRule       rule,
                                                     const char      *folder);
const char             *ps_fate_to_words           (PsFate          fate);
const char             *ps_fate_to_icon_name       (PsFate          fate);

G_END_DECLS
