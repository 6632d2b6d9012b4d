/* src/library/old-folder.h: a folder of the tool that came before Proofsheet, as it is told before it is taken over. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PS_TYPE_OLD_FOLDER (ps_old_folder_get_type ())

/* Immutable once told, counted; any thread. Strings are owned. */
typedef struct
{
  char *root;
  char *cloud_name; /* nullable: its database does not say it */
  gint64 n_photos;  /* that its database knows */
} PsOldFolder;

GType        ps_old_folder_get_type    (void);
PsOldFolder *ps_old_folder_ref         (PsOldFolder         *self);
void         ps_old_folder_unref       (PsOldFolder         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsOldFolder, ps_old_folder_unref)

/* Waits for the disk. NULL: it is none. Nothing is written. */
PsOldFolder *ps_old_folder_look        (const char          *root);
void         ps_old_folder_look_async  (const char          *root,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
/* NULL without an error: it is none. */
PsOldFolder *ps_old_folder_look_finish (GAsyncResult        *result,
                                        GError             **error);

G_END_DECLS
