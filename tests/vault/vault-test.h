/* tests/vault/vault-test.h: libraries in temporary folders, and the vault's verbs as calls that wait. */
#pragma once

#include "vault/manifest.h"
#include "vault/names.h"

G_BEGIN_DECLS

typedef struct
{
  char *base;    /* owned: a temporary folder */
  char *root;    /* owned: the library in it */
  PsVault *vault; /* owned; nullable */
} TestLibrary;

void            test_library_set_up       (TestLibrary   *self,
                                           gconstpointer  data);
void            test_library_tear_down    (TestLibrary   *self,
                                           gconstpointer  data);
char           *test_library_path         (TestLibrary   *self,
                                           const char    *path);
void            test_remove_tree          (const char    *path);
void            test_write_file           (const char    *path,
                                           const char    *text);
char           *test_read_file            (const char    *path);

gboolean        test_create               (const char    *root,
                                           const char    *cloud_name,
                                           GError       **error);
PsVault        *test_open                 (const char    *root,
                                           PsVaultFlags   flags,
                                           GError       **error);
void            test_close                (PsVault       *vault);

PsIntake       *test_begin                (PsVault       *vault,
                                           const char    *name,
                                           gint64         n_bytes,
                                           const char    *md5,
                                           GError       **error);
gboolean        test_append               (PsIntake      *intake,
                                           const char    *bytes,
                                           gsize          n_bytes,
                                           GError       **error);
gboolean        test_restart              (PsIntake      *intake,
                                           const char    *validator,
                                           GError       **error);
PsIntakeResult *test_commit               (PsIntake      *intake,
                                           const char    *path,
                                           gboolean       accept_other,
                                           GError       **error);
PsIntakeResult *test_import               (PsVault       *vault,
                                           const char    *name,
                                           const char    *path,
                                           const char    *text,
                                           GError       **error);
PsVaultReading *test_read_again           (PsVault       *vault,
                                           const char    *path,
                                           GError       **error);
gboolean        test_move                 (PsVault       *vault,
                                           const char    *from,
                                           const char    *to,
                                           GError       **error);
char           *test_put_aside            (PsVault       *vault,
                                           const char    *path,
                                           gboolean       damaged,
                                           GError       **error);
gboolean        test_clean                (PsVault       *vault,
                                           GHashTable    *names,
                                           GError       **error);
gboolean        test_rewrite              (PsVault       *vault,
                                           GPtrArray     *entries,
                                           GError       **error);

gboolean        test_sums_are_right       (const char    *root);
gboolean        test_mount                (const char    *folder,
                                           const char    *options);
void            test_use_old_kernel       (gboolean       no_links);
gboolean        test_fail_call            (int            number,
                                           int            code);

G_END_DECLS
