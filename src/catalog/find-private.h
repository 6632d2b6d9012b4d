/* src/catalog/find-private.h: what the parts of a search share. The thread of the connection. */
#pragma once

#include "catalog/db.h"
#include "catalog/id-set.h"
#include "query/query.h"

G_BEGIN_DECLS

#define PS_FIND_SHORT_WORD 3 /* characters: the search index knows the beginnings of words up to here */

typedef struct
{
  PsDb *db;               /* borrowed */
  gint64 max_id, n_photos;
  guint nested, n_terms;
} PsFind;

gboolean ps_find_evaluate   (PsFind             *self,
                             const PsQueryNode  *node,
                             const PsIdSet      *candidates,
                             PsIdSet           **set,
                             GError            **error);
gboolean ps_find_term       (PsFind             *self,
                             const PsQueryNode  *term,
                             const PsIdSet      *candidates,
                             PsIdSet           **set,
                             gboolean           *means_something,
                             GError            **error);
gboolean ps_find_complement (PsFind             *self,
                             PsIdSet           **set,
                             GError            **error);
gboolean ps_find_meaning    (PsDb               *db,
                             const char         *text,
                             PsQueryNode       **node,
                             PsIdSet           **set,
                             GError            **error);

G_END_DECLS
