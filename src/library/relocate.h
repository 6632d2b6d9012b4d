/* src/library/relocate.h: a library gets another place: copied, read back, compared; the old folder stays as it is. Main thread. */
#pragma once

#include "base/tally.h"
#include "catalog/catalog.h"

G_BEGIN_DECLS

#define PS_TYPE_RELOCATE (ps_relocate_get_type ())
G_DECLARE_FINAL_TYPE (PsRelocate, ps_relocate, PS, RELOCATE, GObject)

typedef struct
{
  gint64 n_files, n_bytes; /* compared in the last run */
  gint64 n_damaged;        /* photos whose files read differently, here and there, from what was proven: marked so in the new place */
} PsRelocateCounts;

/* to: a folder that may become a library, or a half made place of this one's. */
PsRelocate      *ps_relocate_new             (const char          *from,
                                              const char          *to);
PsTally         *ps_relocate_get_tally       (PsRelocate          *self);
PsRelocateCounts ps_relocate_get_counts      (PsRelocate          *self);
/* Beside the work of a library that is open: all that is there now. May be left out. */
void             ps_relocate_prepare_async   (PsRelocate          *self,
                                              PsCatalog           *catalog,
                                              const char          *cloud_name,
                                              const char          *library_id,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
gboolean         ps_relocate_prepare_finish  (PsRelocate          *self,
                                              GAsyncResult        *result,
                                              GError             **error);
/* The library is closed: what came since, then the catalogue. Afterwards the new place is the library. */
void             ps_relocate_complete_async  (PsRelocate          *self,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
gboolean         ps_relocate_complete_finish (PsRelocate          *self,
                                              GAsyncResult        *result,
                                              GError             **error);

G_END_DECLS
