/* src/cloud/places.h: private to this folder, pure: where Proofsheet goes, and where it does not. Any thread. */
#pragma once

#include "cloud/account.h"

G_BEGIN_DECLS

gboolean ps_place_is_loopback_host (const char    *host);
gboolean ps_place_is_public        (GInetAddress  *address);
gboolean ps_place_allows_address   (PsAccount     *account,
                                    GInetAddress  *address);
gboolean ps_place_check            (PsAccount     *account,
                                    GUri          *uri,
                                    GError       **error);

G_END_DECLS
