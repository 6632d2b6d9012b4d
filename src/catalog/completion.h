/* src/catalog/completion.h: what may be meant by a search that is being typed. */
#pragma once

#include "catalog/catalog.h"
#include "query/query.h"

G_BEGIN_DECLS

typedef struct
{
  PsField field;
  gboolean is_field;      /* the field alone, whose value is still to be typed */
  char *name;             /* owned: as a person calls it; of a month, a text of ps_query_parse_time() like "2024-06" */
  char *text;             /* owned: the term, to stand in the search instead of what was typed */
  gint64 n_photos;        /* what the term finds; −1: not counted in the time there was */
  guint position, length; /* characters: what it stands instead of */
} PsCompletion;

void       ps_completion_free         (PsCompletion        *self);

#define PS_COMPLETION_PATIENCE_MS 20 /* of a person who types */

/* text: what is typed up to the cursor, any bytes. patience_ms: how long is counted; G_MAXUINT: to the end.
 * Returns PsCompletion, the likeliest first. */
void       ps_catalog_complete_async  (PsCatalog *self, const char *text, guint patience_ms, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_complete_finish (PsCatalog *self, GAsyncResult *result, GError **error);

G_END_DECLS
