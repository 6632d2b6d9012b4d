/* src/backup/account-look.h: job: what the account itself says: its plan, its folder mode, its schema. Main thread. */
#pragma once

#include "catalog/catalog.h"
#include "cloud/client.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean dynamic_folders;
  gboolean knows_folders;   /* the cloud said so; else dynamic_folders is a guess */
  gint64 n_resources;       /* −1: not known */
  PsPlan plan;              /* its strings belong to this */
} PsAccountLook;

/* What it waits for, for whoever watches. */
typedef struct
{
  gint64 until_us; /* microseconds since 1970; 0: for an answer */
  char *reason;    /* owned, nullable: why the question is asked again */
} PsAccountWait;

void           ps_account_wait_clear  (PsAccountWait *self);
void           ps_account_look_free   (PsAccountLook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsAccountLook, ps_account_look_free)

void           ps_account_look_async  (PsCatalog           *catalog,
                                       PsClient            *client,
                                       gboolean             with_documents,
                                       gboolean             no_wait,
                                       PsAccountWait       *wait,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
PsAccountLook *ps_account_look_finish (GAsyncResult        *result,
                                       GError             **error);

#define PS_SETTING_FOLDER_MODE "folder_mode"

G_END_DECLS
