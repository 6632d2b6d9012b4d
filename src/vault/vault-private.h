/* src/vault/vault-private.h: what the files of this folder know of a vault. */
#pragma once

#include <sys/types.h>

#include "base/worker.h"
#include "vault/manifest-log.h"
#include "vault/room.h"

G_BEGIN_DECLS

struct _PsVault
{
  GObject parent_instance;

  /* Set while opening, not changed afterwards: any thread. */
  char *root;        /* owned */
  char *library_id;  /* owned */
  char *cloud_name;  /* owned */
  PsVaultAbilities abilities;
  gboolean read_only;
  int root_fd, lock_fd;
  dev_t device;
  ino_t inode;
  PsManifestLog *manifest; /* owned; locks itself */
  PsWorker *io;      /* owned: bytes on their way in */
  PsWorker *commits; /* owned, one thread: whatever renames */
  PsWorker *reads;   /* owned: files read again */
  PsRoomBook room;   /* locks itself */

  gint64 committed_at_us; /* by the monotonic clock; the commit thread's alone */

  GMutex lock;       /* over all below */
  GCond changed;
  GHashTable *parts; /* owned: names of staging files in use; the value says whether one is being closed */
  GQueue ready;      /* of PsCommit: to be committed together */
  gboolean committing; /* a job for ready is queued or runs */
  gboolean closing;
};

gboolean ps_vault_check_writable (PsVault  *self,
                                  GError  **error);
void     ps_vault_ignore_file_size_signal (void);

G_END_DECLS
