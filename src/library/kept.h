/* src/library/kept.h: the catalogue of a library as it is kept on this computer, for when its drive is away or lost. */
#pragma once

#include "catalog/catalog.h"
#include "vault/vault.h"

G_BEGIN_DECLS

/* A copy, and the note beside it. Strings are owned. */
typedef struct
{
  char *path;       /* of the catalogue's copy */
  char *root;       /* where the library's folder was */
  char *library_id, *cloud_name;
  char *drive;      /* what the drive is called; text from outside */
  gint64 taken_us;  /* microseconds since 1970: all that is in it was so then */
} PsKept;

void      ps_kept_free         (PsKept              *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsKept, ps_kept_free)

/* Any thread; reads small files of the user's own disk, never the drive. */
PsKept   *ps_kept_find         (const char          *root);
/* The drive a folder lies on, NULL: none that can be unplugged. Reads the list of mounts, which waits for no drive. */
char     *ps_kept_find_drive   (const char          *root);
/* Made anew where the catalogue changed, or where there is none. Main thread. */
void      ps_kept_renew_async  (PsCatalog           *catalog,
                                PsVault             *vault,
                                gboolean             has_changed,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
gboolean  ps_kept_renew_finish (GAsyncResult        *result,
                                GError             **error);

G_END_DECLS
