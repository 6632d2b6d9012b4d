/* src/library/salvage.h: what a new catalogue begins with: the one that is there, a copy of it, or nothing. */
#pragma once

#include "vault/vault.h"

G_BEGIN_DECLS

/* The catalogue while it is made: nothing but a rename away from being the catalogue. */
#define PS_SALVAGE_NAME "photos.db-rebuilt"

typedef enum
{
  PS_SALVAGE_SOUND,    /* the catalogue is sound: it is used as it is */
  PS_SALVAGE_SNAPSHOT, /* the latest sound copy of it lies under PS_SALVAGE_NAME */
  PS_SALVAGE_NOTHING,  /* it begins empty */
} PsSalvage;

gboolean ps_salvage_choose (PsVault    *vault,
                            PsSalvage  *salvage,
                            char      **snapshot,
                            GError    **error);

G_END_DECLS
