/* src/catalog/completing-names.h: the names of a catalogue that begin like what is typed. The thread of the connection. */
#pragma once

#include "catalog/db.h"
#include "query/query.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;      /* owned */
  gint64 n_photos; /* −1: to be counted */
} PsNameFound;

GStrv      ps_name_words    (const char  *text);
gboolean   ps_name_has      (const char  *name,
                             char       **words);
GPtrArray *ps_names_read    (PsDb        *db,
                             const char  *statement_name,
                             gboolean     is_path,
                             char       **words,
                             GError     **error);

G_END_DECLS
