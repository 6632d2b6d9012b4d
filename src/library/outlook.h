/* src/library/outlook.h: what a library waits for, and when it has to go on by itself. Main thread. */
#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 n_waiting;     /* photos that could be fetched now */
  gint64 looked_us;     /* when the cloud was looked through last, whole; 0: never */
  gint64 next_retry_us; /* earliest moment that a failure is due again; 0: none */
  gboolean scan_is_open; /* a look was cut off */
} PsOutlook;

void     ps_outlook_async  (PsCatalog           *catalog,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data);
gboolean ps_outlook_finish (GAsyncResult        *result,
                            PsOutlook           *outlook,
                            GError             **error);

G_END_DECLS
