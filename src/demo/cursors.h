/* src/demo/cursors.h: the opaque cursors that lead to the next page of one exact query. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PsCursors PsCursors;

PsCursors *ps_cursors_new    (guint64     seed);
void       ps_cursors_free   (PsCursors  *self);
char      *ps_cursors_make   (PsCursors  *self,
                              const char *query,
                              gint64      position);
gboolean   ps_cursors_find   (PsCursors  *self,
                              const char *cursor,
                              const char *query,
                              gint64      life_us,
                              gint64     *position);
void       ps_cursors_forget (PsCursors  *self,
                              const char *cursor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsCursors, ps_cursors_free)

G_END_DECLS
