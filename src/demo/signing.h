/* src/demo/signing.h: pure: Cloudinary's two kinds of signatures, made and checked. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which signatures of a URL an account takes. */
typedef enum
{
  PS_SIGNING_TAKES_SHA1 = 1 << 0,
  PS_SIGNING_TAKES_ESCAPED = 1 << 1,
  PS_SIGNING_TAKES_UNESCAPED = 1 << 2,
} PsSigningTakes;

char    *ps_signing_of_url       (GChecksumType      type,
                                  gsize              n_chars,
                                  const char        *to_sign,
                                  const char        *secret);
gboolean ps_signing_check_url    (const char        *signature,
                                  const char        *to_sign,
                                  const char        *secret,
                                  PsSigningTakes     takes);
char    *ps_signing_string       (const char *const *names_and_values,
                                  gboolean           version_2);
gboolean ps_signing_check_params (const char *const *names_and_values,
                                  const char        *signature,
                                  const char        *secret);

G_END_DECLS
