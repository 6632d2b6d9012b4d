/* src/browse/id-list.h: ids in order, as they turn into other ids a range at a time. */
#pragma once

#include "browse/id-diff.h"

G_BEGIN_DECLS

/* While changes are made from the end to the beginning, the list is made of two arrays: up to a point it is still what it
 * was, behind it what it will be. No id is moved for that, and at each moment the list is what was changed so far. */
typedef struct _PsIdList PsIdList;

PsIdList *ps_id_list_new      (void);
void      ps_id_list_free     (PsIdList       *self);
guint     ps_id_list_get_n    (PsIdList       *self);
gint64    ps_id_list_get      (PsIdList       *self,
                               guint           position);
gboolean  ps_id_list_find     (PsIdList       *self,
                               gint64          id,
                               guint          *position);
GArray   *ps_id_list_get_ids  (PsIdList       *self);
void      ps_id_list_set_ids  (PsIdList       *self,
                               GArray         *ids);
void      ps_id_list_begin    (PsIdList       *self,
                               GArray         *after);
void      ps_id_list_change   (PsIdList       *self,
                               const PsIdDiff *range);
void      ps_id_list_end      (PsIdList       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsIdList, ps_id_list_free)

G_END_DECLS
