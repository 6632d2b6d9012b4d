/* src/look/looker-private.h: what only the tests need of looker.h. */
#pragma once

#include "look/looker.h"

G_BEGIN_DECLS

void    ps_looker_set_time_limit (PsLooker *self,
                                  guint     time_limit_ms);
GArray *ps_looker_list_pids      (PsLooker *self);

G_END_DECLS
