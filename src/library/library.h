/* src/library/library.h: all that one library folder owns: opened whole, closed in order. Main thread. */
#pragma once

#include "backup/backup.h"
#include "backup/verify.h"
#include "catalog/catalog.h"
#include "cloud/client.h"
#include "library/kept.h"
#include "vault/vault.h"

G_BEGIN_DECLS

#define PS_TYPE_LIBRARY (ps_library_get_type ())
G_DECLARE_FINAL_TYPE (PsLibrary, ps_library, PS, LIBRARY, GObject)

#define PS_LIBRARY_ERROR (ps_library_error_quark ())
GQuark ps_library_error_quark (void);

typedef enum
{
  PS_LIBRARY_ERROR_NO_CATALOG,    /* the folder is a library, but its catalogue is not there */
  PS_LIBRARY_ERROR_OTHER_ACCOUNT, /* the account is of another cloud than the library */
} PsLibraryError;

typedef enum
{
  PS_LIBRARY_READ_ONLY = 1 << 0, /* beside another Proofsheet that writes */
} PsLibraryFlags;

void          ps_library_create_async   (const char          *root,
                                         PsAccount           *account,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
PsLibrary    *ps_library_create_finish  (GAsyncResult        *result,
                                         GError             **error);
void          ps_library_open_async     (const char          *root,
                                         PsLibraryFlags       flags,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
PsLibrary    *ps_library_open_finish    (GAsyncResult        *result,
                                         GError             **error);
/* Without its drive, from the catalogue that is kept on this computer, for reading alone. Finish with ps_library_open_finish(). */
void          ps_library_open_kept_async (const char         *root,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
const PsKept *ps_library_get_kept       (PsLibrary           *self);
void          ps_library_keep_copy      (PsLibrary           *self);
void          ps_library_close_async    (PsLibrary           *self,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
gboolean      ps_library_close_finish   (PsLibrary           *self,
                                         GAsyncResult        *result,
                                         GError             **error);
void          ps_library_set_hurry      (PsLibrary           *self,
                                         gboolean             in_a_hurry);
const char   *ps_library_get_root       (PsLibrary           *self);
const char   *ps_library_get_cloud_name (PsLibrary           *self);
PsCatalog    *ps_library_get_catalog    (PsLibrary           *self);
PsVault      *ps_library_get_vault      (PsLibrary           *self);
PsClient     *ps_library_get_client     (PsLibrary           *self);
PsLooker     *ps_library_get_looker     (PsLibrary           *self);
PsThumbnailCache *ps_library_get_thumbnails (PsLibrary       *self);
gboolean      ps_library_set_account    (PsLibrary           *self,
                                         PsAccount           *account,
                                         GError             **error);
PsBackup     *ps_library_new_backup     (PsLibrary           *self);
PsVerify     *ps_library_new_verify     (PsLibrary           *self);

G_END_DECLS
