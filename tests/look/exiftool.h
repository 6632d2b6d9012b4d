/* tests/look/exiftool.h: what exiftool reads in files, and whether facts equal it. */
#pragma once

#include "base/facts.h"

G_BEGIN_DECLS

/* Skips the test, saying why. */
gboolean    exiftool_is_missing (void);

void        exiftool_write      (const char        *path,
                                 const char *const *tags);

/* Path -> name ("ExifIFD:ISO") -> value. */
GHashTable *exiftool_ask        (GPtrArray         *paths);
void        exiftool_compare    (GHashTable        *files,
                                 const char        *path,
                                 PsFacts           *facts);

G_END_DECLS
