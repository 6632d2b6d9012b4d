/* src/catalog/id-set.h: a set of photos, a bit for each id there is. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An eighth of a byte an id: 125 kB for a million photos. Ids beyond the end are in no set. */
typedef struct _PsIdSet PsIdSet;

PsIdSet *ps_id_set_new       (gint64         max_id);
void     ps_id_set_free      (PsIdSet       *self);
void     ps_id_set_add       (PsIdSet       *self,
                              gint64         id);
gboolean ps_id_set_contains  (const PsIdSet *self,
                              gint64         id);
void     ps_id_set_intersect (PsIdSet       *self,
                              const PsIdSet *other);
void     ps_id_set_unite     (PsIdSet       *self,
                              const PsIdSet *other);
void     ps_id_set_subtract  (PsIdSet       *self,
                              const PsIdSet *other);
gboolean ps_id_set_is_within (const PsIdSet *self,
                              const PsIdSet *other);
void     ps_id_set_add_range (PsIdSet       *self,
                              gint64         first,
                              gint64         last);
gint64   ps_id_set_get_next  (const PsIdSet *self,
                              gint64         from);
gboolean ps_id_set_get_range (const PsIdSet *self,
                              gint64        *first,
                              gint64        *last);
guint    ps_id_set_count     (const PsIdSet *self);
void     ps_id_set_foreach   (const PsIdSet *self,
                              void         (*func) (gint64, gpointer),
                              gpointer       user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsIdSet, ps_id_set_free)

G_END_DECLS
