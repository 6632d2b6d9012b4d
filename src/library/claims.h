/* src/library/claims.h: which of the predecessor's photos a file is of, where several may be meant. Any one thread at a time. */
#pragma once

#include "catalog/predecessor.h"
#include "vault/vault.h"

G_BEGIN_DECLS

typedef struct _PsClaims PsClaims;

/* photos: of PsAdoptable. Takes a moment where there are many. */
PsClaims *ps_claims_new      (GPtrArray            *photos);
void      ps_claims_free     (PsClaims             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsClaims, ps_claims_free)

/* The first name from n on that a photo may have, and no other photo's file has; n says which it is. NULL: there are no more. */
char     *ps_claims_get_name (PsClaims             *self,
                              const PsAdoptable    *photo,
                              guint                *n);
/* Whether the file that was read is this photo's. Then it is no other's. */
gboolean  ps_claims_take     (PsClaims             *self,
                              const PsAdoptable    *photo,
                              const char           *name,
                              const PsVaultReading *reading);

G_END_DECLS
