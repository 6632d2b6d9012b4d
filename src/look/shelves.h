/* src/look/shelves.h: the thumbnail cache's folders on disk. Blocking; one thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PsShelves PsShelves;

PsShelves *ps_shelves_new      (const char  *folder,
                                gint64       max_bytes);
void       ps_shelves_free     (PsShelves   *self);
char      *ps_shelves_dup_path (PsShelves   *self,
                                const char  *key);
gboolean   ps_shelves_put      (PsShelves   *self,
                                const char  *key,
                                GBytes      *jpeg,
                                GError     **error);
GBytes    *ps_shelves_get      (PsShelves   *self,
                                const char  *key);
void       ps_shelves_note_use (PsShelves   *self,
                                const char  *key);

G_END_DECLS
