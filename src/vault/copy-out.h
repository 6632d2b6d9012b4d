/* src/vault/copy-out.h: originals copied to another folder: nothing overwritten, each copy read again and compared. Main thread; ps_copy_out_one(): any. */
#pragma once

#include <gio/gio.h>

#include "base/tally.h"

G_BEGIN_DECLS

#define PS_TYPE_COPY_OUT (ps_copy_out_get_type ())
G_DECLARE_FINAL_TYPE (PsCopyOut, ps_copy_out, PS, COPY_OUT, GObject)

typedef struct
{
  gint64 n_copied;  /* and compared */
  gint64 n_renamed; /* of them: under another name, since theirs was taken */
  gint64 n_failed;
  gboolean is_full; /* one of them for want of room */
  char *problem;    /* nullable: why the first of them failed; safe to show */
} PsCopyOutReport;

PsCopyOut       *ps_copy_out_new         (const char          *root,
                                          const char          *target);
void             ps_copy_out_add         (PsCopyOut           *self,
                                          const char          *path,
                                          const char          *name,
                                          gint64               n_bytes);
PsTally         *ps_copy_out_get_tally   (PsCopyOut           *self);
void             ps_copy_out_run_async   (PsCopyOut           *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
PsCopyOutReport *ps_copy_out_run_finish  (PsCopyOut           *self,
                                          GAsyncResult        *result,
                                          GError             **error);
gboolean         ps_copy_out_one         (const char          *path,
                                          int                  folder_fd,
                                          const char          *wanted,
                                          PsTally             *tally,
                                          char               **name,
                                          GCancellable        *cancellable,
                                          GError             **error);
void             ps_copy_out_report_free (PsCopyOutReport     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsCopyOutReport, ps_copy_out_report_free)

G_END_DECLS
