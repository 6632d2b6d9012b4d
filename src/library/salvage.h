/* src/library/salvage.h: what a new catalogue begins with: the one that is there, a copy of it, or nothing. */
#pragma once

#include "vault/vault.h"

G_BEGIN_DECLS

/* The catalogue while it is made: nothing but a rename away from being the catalogue. */
#define PS_SALVAGE_NAME "photos.db-rebuilt"

/* What the database of the tool that came before is called, aside, once a new catalogue was made of it. */
#define PS_SALVAGE_BEFORE_ADOPTION ".proofsheet/quarantine/photos before adoption "

typedef enum
{
  PS_SALVAGE_SOUND,    /* the catalogue is sound: it is used as it is */
  PS_SALVAGE_SNAPSHOT, /* the latest sound copy of it lies under PS_SALVAGE_NAME */
  PS_SALVAGE_NOTHING,  /* it begins empty */
} PsSalvage;

/* Any thread; may take long only where there is no catalogue. Where one was made of the predecessor's database, and all it lacks
 * is its name: the database's place, relative. NULL: all else. */
char    *ps_salvage_find_adopted (const char *root);
/* Waits for the disk. Removes what was made under PS_SALVAGE_NAME and cut off. */
void     ps_salvage_remove_left_over (const char *root);

gboolean ps_salvage_choose (PsVault    *vault,
                            PsSalvage  *salvage,
                            char      **snapshot,
                            GError    **error);

G_END_DECLS
