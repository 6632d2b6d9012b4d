/* src/ui/shoots.h: what is done to shoots, said in a toast, and taken back. Main thread. */
#pragma once

#include "catalog/catalog-shoots.h"
#include "ui/window.h"

G_BEGIN_DECLS

/* words: what is done then, in a few words. */
void ps_shoots_edit       (PsWindow          *window,
                           const PsShootEdit *edit,
                           const char        *words);
void ps_shoots_steer      (PsWindow          *window,
                           int                level,
                           int                before);
void ps_shoots_add_photos (PsWindow          *window,
                           gint64             shoot_id,
                           const char        *name,
                           GArray            *ids);

G_END_DECLS
