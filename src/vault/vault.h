/* src/vault/vault.h: one library folder on disk: its marker, its lock, its room, and every write to it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PS_VAULT_ERROR (ps_vault_error_quark ())
GQuark ps_vault_error_quark (void);

typedef enum
{
  PS_VAULT_ERROR_FAILED,
  PS_VAULT_ERROR_NO_FOLDER,         /* there is no such folder */
  PS_VAULT_ERROR_NO_MARKER,         /* the folder is there, but no library: the drive is away, or it never was one */
  PS_VAULT_ERROR_OTHER_LIBRARY,     /* another library's marker, or another device than before */
  PS_VAULT_ERROR_LOCKED,            /* another Proofsheet writes to it */
  PS_VAULT_ERROR_UNSUITABLE,        /* cannot become a library: the message says why */
  PS_VAULT_ERROR_NO_SPACE,          /* the reserve would be touched, or ENOSPC */
  PS_VAULT_ERROR_NO_INODES,         /* too many files */
  PS_VAULT_ERROR_QUOTA,
  PS_VAULT_ERROR_TOO_BIG,           /* for the drive's format */
  PS_VAULT_ERROR_READ_ONLY,
  PS_VAULT_ERROR_IO,                /* the drive fails */
  PS_VAULT_ERROR_SIZE_MISMATCH,
  PS_VAULT_ERROR_CHECKSUM_MISMATCH,
  PS_VAULT_ERROR_EXISTS,            /* something else lies at the final name: nothing was touched */
  PS_VAULT_ERROR_UNSAFE,            /* a link, or a path that leads out of the library */
  PS_VAULT_ERROR_MISSING,           /* no such file */
} PsVaultError;

#define PS_TYPE_VAULT (ps_vault_get_type ())
G_DECLARE_FINAL_TYPE (PsVault, ps_vault, PS, VAULT, GObject)

/* What the disk can do, found by trying when the library was made (vault/probe.c). */
typedef struct
{
  gboolean case_sensitive, nfc_sensitive, any_characters; /* any_characters: : * ? " < > | work */
  gboolean rename_noreplace, links, permissions;
  gint64 max_file_size; /* −1: no limit was met */
  gboolean wal_is_safe; /* a local file system, by its type (design section 3) */
} PsVaultAbilities;

typedef enum
{
  PS_VAULT_READ_ONLY = 1 << 0, /* no lock; nothing is written */
} PsVaultFlags;

typedef struct
{
  gint64 n_free;     /* bytes free for this user */
  gint64 n_total;
  gint64 n_reserve;  /* bytes that are never used: the larger of 1 % and 500 MB, at most a tenth of the drive */
  gint64 n_free_inodes; /* −1: the file system has no such limit */
} PsVaultRoom;

/* Makes a folder a library: marker, .proofsheet/, READ-ME.txt. An existing empty folder, or a missing one whose parent
 * exists. A folder with foreign files, one inside a library, one that cannot be written: UNSUITABLE with the reason. */
void     ps_vault_create_async  (const char *root, const char *cloud_name, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_vault_create_finish (GAsyncResult *result, GError **error);
/* The same for a folder left by the predecessor tool: what lies in it stays. Finish with ps_vault_create_finish(). */
void     ps_vault_adopt_async   (const char *root, const char *cloud_name, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
void     ps_vault_open_async    (const char *root, PsVaultFlags flags, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
PsVault *ps_vault_open_finish   (GAsyncResult *result, GError **error);
/* Of a library whose drive is away: nothing can be read of it or written to it. */
PsVault *ps_vault_new_away      (const char *root, const char *library_id, const char *cloud_name);
/* Syncs the manifests, gives the lock back, ends the threads. If ps_manifest_needs_rewrite(), write them anew before: only the
 * catalogue knows all files. */
void     ps_vault_close_async   (PsVault *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean ps_vault_close_finish  (PsVault *self, GAsyncResult *result, GError **error);

const char       *ps_vault_get_root       (PsVault *self);
const char       *ps_vault_get_library_id (PsVault *self);
const char       *ps_vault_get_cloud_name (PsVault *self);
PsVaultAbilities  ps_vault_get_abilities  (PsVault *self);
/* Any thread; one statfs. */
gboolean          ps_vault_get_room       (PsVault *self, PsVaultRoom *room, GError **error);
/* Whether the folder under the path is still this library, on the device it was opened on; any thread. */
gboolean          ps_vault_check_marker   (PsVault *self, GError **error);

/* Whether a living program, this one included, has the library open for writing. Any thread. */
gboolean          ps_vault_has_writer     (PsVault *self);

/* A folder of Proofsheet's own, `.proofsheet/NAME`, below the pinned root, made where it is missing: an open descriptor, for
 * the caller to close, or −1. A link in its place is PS_VAULT_ERROR_UNSAFE. Any thread. */
int               ps_vault_open_own_folder (PsVault *self, const char *name, GError **error);

/* Reading a file again. A short read, an error and a missing file are results, not errors. */
typedef struct
{
  gboolean is_there;
  gint64 n_bytes, mtime_us;
  char md5[33], sha256[65]; /* empty: could not be read */
  char *problem;            /* nullable: what the system said */
} PsVaultReading;

void ps_vault_reading_free (PsVaultReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsVaultReading, ps_vault_reading_free)

void            ps_vault_read_again_async  (PsVault *self, const char *path, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
PsVaultReading *ps_vault_read_again_finish (PsVault *self, GAsyncResult *result, GError **error);
/* An open file for the helper; nothing followed. −1 on error. */
void            ps_vault_open_file_async   (PsVault *self, const char *path, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
int             ps_vault_open_file_finish  (PsVault *self, GAsyncResult *result, GError **error);
/* What really lies in one folder ("": the root), but for what Proofsheet keeps for itself; links are left out. */
typedef struct
{
  char *path; /* relative */
  gint64 n_bytes;
  gboolean is_folder;
} PsVaultFound;

void            ps_vault_found_free        (PsVaultFound *self);
void            ps_vault_list_folder_async (PsVault *self, const char *path, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
GPtrArray      *ps_vault_list_folder_finish (PsVault *self, GAsyncResult *result, GError **error);
/* A file that was found complete in its place and is taken over: on the disk for good, manifests to be written anew. */
void            ps_vault_settle_async      (PsVault *self, const char *path, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean        ps_vault_settle_finish     (PsVault *self, GAsyncResult *result, GError **error);
/* Renames a file that is ours, without replacing anything (PS_VAULT_ERROR_EXISTS). Empty folders of ours left behind go. */
void            ps_vault_move_async        (PsVault *self, const char *from, const char *to, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean        ps_vault_move_finish       (PsVault *self, GAsyncResult *result, GError **error);
/* A database of ours takes the name of another one, which is kept aside: at every instant one of the two has the name, but
 * for where the drive neither links nor has room. was_there: whether there was another one. */
void            ps_vault_supplant_async    (PsVault *self, const char *from, const char *over, const char *aside,
                                            GAsyncReadyCallback callback, gpointer user_data);
gboolean        ps_vault_supplant_finish   (PsVault *self, GAsyncResult *result, gboolean *was_there, GError **error);
/* Puts a file that is ours aside under .proofsheet/versions/ (an earlier version) or .proofsheet/quarantine/ (a damaged
 * copy), under a name of its own. Returns the new relative path. */
void            ps_vault_put_aside_async   (PsVault *self, const char *path, gboolean damaged, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
char           *ps_vault_put_aside_finish  (PsVault *self, GAsyncResult *result, GError **error);

G_END_DECLS
