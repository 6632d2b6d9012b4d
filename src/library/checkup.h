/* src/library/checkup.h: a full check of the catalogue, weekly and after an unclean end, beside all other work. Main thread. */
#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

typedef struct _PsCheckup PsCheckup;

PsCheckup *ps_checkup_begin      (PsCatalog           *catalog);
void       ps_checkup_end_async  (PsCheckup           *self,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
gboolean   ps_checkup_end_finish (GAsyncResult        *result,
                                  GError             **error);
gboolean   ps_checkup_is_due     (const char          *checked_at,
                                  gboolean             was_cut_off,
                                  gint64               now_us);

G_END_DECLS
