/* src/library/adopt.h: a folder left by the tool that came before Proofsheet becomes a library. Main thread. */
#pragma once

#include "base/tally.h"
#include "library/library.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 n_photos;   /* that the old database knew */
  gint64 n_files;    /* read where they are */
  gint64 n_missing;  /* photos without a file there: the next backup fetches them */
  gint64 n_unreadable; /* photos whose file is there, but could not be read: it is left alone, and they are fetched as well */
  char *cloud_name;
  char *set_aside;   /* where the old database is now; relative */
} PsAdoptReport;

void ps_adopt_report_free (PsAdoptReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsAdoptReport, ps_adopt_report_free)

/* cloud_name: nullable: as the old database says. tally: nullable: told how many photos were looked for, of how many. */
void           ps_adopt_async  (const char          *root,
                                const char          *cloud_name,
                                PsTally             *tally,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
PsAdoptReport *ps_adopt_finish (GAsyncResult        *result,
                                GError             **error);

G_END_DECLS
