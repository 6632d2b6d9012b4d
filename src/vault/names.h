/* src/vault/names.h: pure: what the cloud calls a photo -> names this disk can hold. Any thread. */
#pragma once

#include "base/asset.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean any_characters; /* the disk takes : * ? " < > | and names like CON */
} PsNameRules;

/* Relative places under the library, "Photos/<folder>/<name>.<ext>", best first: the plain one, then with "~" and eight hex
 * digits of the asset id, then also with a suffixed folder, then a flat one of digits alone, which always works.
 * dynamic: folder mode. Element type char*, at least two, each valid in itself. */
GPtrArray *ps_names_make (const PsAsset *asset, gboolean dynamic, PsNameRules rules);
/* What must be unique per library: casefolded NFC. */
char      *ps_names_key  (const char *path);
/* The original filename as far as a listing tells: display_name or the last part of the public id. from_display_name (out). */
char      *ps_names_original (const PsAsset *asset, gboolean dynamic, gboolean *from_display_name);

G_END_DECLS
