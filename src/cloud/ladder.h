/* src/cloud/ladder.h: private to this folder, pure: the addresses of an original, rung by rung. Any thread. */
#pragma once

#include "cloud/original.h"

G_BEGIN_DECLS

/* (element-type utf8): to be tried in this order while the answer is 401. skew_us: the server's clock less ours. */
GPtrArray *ps_ladder_dup_urls (PsAccount     *account,
                               const PsAsset *asset,
                               PsRung         rung,
                               gint64         skew_us);

G_END_DECLS
