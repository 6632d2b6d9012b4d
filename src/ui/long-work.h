/* src/ui/long-work.h: how far a long piece of work is, with Cancel; not shown for what is over at once. Main thread. */
#pragma once

#include <adwaita.h>

#include "base/tally.h"

G_BEGIN_DECLS

#define PS_TYPE_LONG_WORK (ps_long_work_get_type ())
G_DECLARE_FINAL_TYPE (PsLongWork, ps_long_work, PS, LONG_WORK, AdwBin)

/**
 * PsLongWorkWords:
 * @n_done: pieces that are done
 * @n_all: of how many; 0: not known yet
 *
 * Returns: (transfer full): it in words
 */
typedef char *(*PsLongWorkWords) (guint n_done,
                                  guint n_all);

/* Property: "is-working" (gboolean). */
GCancellable *ps_long_work_begin       (PsLongWork       *self,
                                        PsLongWorkWords   tell);
void          ps_long_work_end         (PsLongWork       *self);
PsTally      *ps_long_work_get_tally   (PsLongWork       *self);
GCancellable *ps_long_work_get_current (PsLongWork       *self);

G_END_DECLS
