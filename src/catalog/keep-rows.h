/* src/catalog/keep-rows.h: photos give their place to another, rows of it read and written. Writer thread. */
#pragma once

#include "catalog/catalog-keepers.h"
#include "catalog/search-index.h"
#include "catalog/writer.h"

G_BEGIN_DECLS

/* In the order in which things were done; put back from the end. */
struct _PsKeepState
{
  GArray *marks;       /* of PsKeepMark */
  GArray *tags;        /* of PsKeepTag */
  GArray *collections; /* of PsKeepPlace */
  GArray *stars;       /* of PsMark */
};

typedef struct
{
  gint64 photo_id;
  gint64 keeper_id;  /* 0: it is not marked */
  char *marked_at;   /* owned; nullable */
} PsKeepMark;

typedef struct
{
  gint64 photo_id, tag_id;
  gboolean has_it;
} PsKeepTag;

typedef struct
{
  gint64 photo_id, collection_id;
  char *added_at;    /* owned; NULL: it is not in it */
} PsKeepPlace;

PsKeepState *ps_keep_state_new   (void);
gboolean     ps_keep_rows_mark   (PsWriter           *writer,
                                  PsSearchIndex      *index,
                                  gint64              keeper_id,
                                  const GArray       *ids,
                                  const char         *now,
                                  GArray             *marked,
                                  PsKeepState        *before,
                                  GError            **error);
gboolean     ps_keep_rows_unmark (PsDb               *db,
                                  gint64              photo_id,
                                  GError            **error);
gboolean     ps_keep_rows_put    (PsWriter           *writer,
                                  PsSearchIndex      *index,
                                  const PsKeepState  *state,
                                  PsKeepState        *before,
                                  GError            **error);

G_END_DECLS
