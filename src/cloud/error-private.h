/* src/cloud/error-private.h: making this folder's errors. */
#pragma once

#include "cloud/account.h"

G_BEGIN_DECLS

GError     *ps_cloud_error_new         (PsCloudError  code,
                                        int           status,
                                        const char   *format,
                                        ...) G_GNUC_PRINTF (3, 4);
/* The server's own words, made fit to show: kept beside the message, for those who look for a word in them. */
void        ps_cloud_error_set_reason  (GError       *error,
                                        const char   *reason);
const char *ps_cloud_error_get_reason  (const GError *error);

G_END_DECLS
