/* src/vault/name-part.h: one part of a path -> a name that any disk can hold. */
#pragma once

#include "vault/names.h"

G_BEGIN_DECLS

#define PS_NAME_MAX 255 /* bytes of UTF-8, and units of UTF-16 */

char    *ps_name_part_clean    (const char  *text,
                                PsNameRules  rules);
gboolean ps_name_part_is_blank (const char  *text);
char    *ps_name_part_join     (const char  *stem,
                                const char  *hash,
                                const char  *extension,
                                gboolean    *was_cut);
char    *ps_name_part_hash     (const char  *text,
                                gsize        n_digits);

G_END_DECLS
