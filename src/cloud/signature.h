/* src/cloud/signature.h: pure: both kinds of Cloudinary signatures, and URLs with fl_original. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PS_SIGNATURE_SHA1,
  PS_SIGNATURE_SHA256,
  PS_SIGNATURE_SHA256_LONG, /* 32 characters of a URL signature */
} PsSignatureKind;

/* "s--iKsuqDfR--" */
char *ps_signature_of_url    (const char *to_sign, const char *secret, PsSignatureKind kind);
/* names_and_values: name, value, name, value, … %NULL; hex digits */
char *ps_signature_of_params (const char *const *names_and_values, const char *secret, PsSignatureKind kind);
/* url with fl_original put in, and signed again if it was signed; %NULL if it is no delivery URL of that type.
 * unescaped: sign the percent-decoded form */
char *ps_signature_add_fl_original (const char *url, const char *resource_type, const char *type, const char *secret,
                                    PsSignatureKind kind, gboolean unescaped);
/* As Python's SDK escapes: everything but A–Z a–z 0–9 _ . - / : */
char *ps_signature_escape    (const char *public_id);

G_END_DECLS
