/* src/vault/probe.c: what a drive can do, found by trying.
 *
 * By trying, because every FUSE driver reports the same file-system type. All
 * is made and removed in one folder of our own under .proofsheet/staging/.
 */
#include "vault/probe.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "vault/contained.h"

/* Not in every linux/magic.h. */
#define ZFS_MAGIC 0x2fc12fc1

/**
 * ps_probe_file_system:
 * @root_fd: any descriptor on the drive
 *
 * Returns: statfs's f_type; 0 if the drive does not tell
 */
gint64
ps_probe_file_system (int root_fd)
{
  struct statfs info;

  return fstatfs (root_fd, &info) == 0 ? (gint64) (guint32) info.f_type : 0;
}

/**
 * ps_probe_wal_is_safe:
 * @file_system: from ps_probe_file_system()
 *
 * Only local file systems whose shared memory and locks are known to hold.
 * Network ones cannot share memory; the FUSE drivers accept WAL and then lose.
 *
 * Returns: whether SQLite may keep a write-ahead log there
 */
gboolean
ps_probe_wal_is_safe (gint64 file_system)
{
  switch (file_system)
    {
    case EXT4_SUPER_MAGIC: /* also ext2 and ext3 */
    case XFS_SUPER_MAGIC:
    case BTRFS_SUPER_MAGIC:
    case F2FS_SUPER_MAGIC:
    case TMPFS_MAGIC:
    case OVERLAYFS_SUPER_MAGIC:
    case ZFS_MAGIC:
      return TRUE;

    default:
      return FALSE;
    }
}

static gboolean
make_file (int         folder_fd,
           const char *name)
{
  ps_autofd fd = openat (folder_fd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);

  return fd >= 0;
}

static gboolean
has_file (int         folder_fd,
          const char *name)
{
  struct stat info;

  return fstatat (folder_fd, name, &info, AT_SYMLINK_NOFOLLOW) == 0;
}

static gboolean
tells_apart (int         folder_fd,
             const char *first,
             const char *second)
{
  gboolean apart = make_file (folder_fd, first) && !has_file (folder_fd, second);

  unlinkat (folder_fd, first, 0);
  return apart;
}

static gboolean
takes_any_characters (int folder_fd)
{
  static const char *names[] = { "a:b", "a*b", "a?b", "a\"b", "a<b", "a>b", "a|b", "a\\b", "con", "a.", "a " };
  gboolean all = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      struct stat info;

      if (!make_file (folder_fd, names[i]) || fstatat (folder_fd, names[i], &info, AT_SYMLINK_NOFOLLOW) < 0)
        all = FALSE;
      unlinkat (folder_fd, names[i], 0);
    }
  return all;
}

static gboolean
renames_without_replacing (int folder_fd)
{
  gboolean does;

  if (!make_file (folder_fd, "r1") || !make_file (folder_fd, "r2"))
    return FALSE;
  does = renameat2 (folder_fd, "r1", folder_fd, "r2", RENAME_NOREPLACE) < 0 && errno == EEXIST
         && renameat2 (folder_fd, "r1", folder_fd, "r3", RENAME_NOREPLACE) == 0;
  unlinkat (folder_fd, "r1", 0);
  unlinkat (folder_fd, "r2", 0);
  unlinkat (folder_fd, "r3", 0);
  return does;
}

static gboolean
makes_links (int folder_fd)
{
  gboolean does = make_file (folder_fd, "l1") && linkat (folder_fd, "l1", folder_fd, "l2", 0) == 0;

  unlinkat (folder_fd, "l1", 0);
  unlinkat (folder_fd, "l2", 0);
  return does;
}

static gboolean
keeps_permissions (int folder_fd)
{
  gboolean does = FALSE;
  struct stat info;

  if (make_file (folder_fd, "p"))
    does = fchmodat (folder_fd, "p", 0400, 0) == 0 && fstatat (folder_fd, "p", &info, AT_SYMLINK_NOFOLLOW) == 0
           && (info.st_mode & 0777) == 0400;
  fchmodat (folder_fd, "p", 0600, 0);
  unlinkat (folder_fd, "p", 0);
  return does;
}

/* A single byte far out: where holes exist it takes no room. FAT32 has none and would fill the whole with zeros, but
 * refuses this offset at once. Drives between the two answer with ENOSPC, which says nothing of the limit. */
static gint64
find_max_file_size (int folder_fd)
{
  const gint64 limit = G_GINT64_CONSTANT (4) * 1024 * 1024 * 1024 - 1;
  gint64 max = -1;
  ps_autofd fd = openat (folder_fd, "big", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);

  if (fd >= 0 && pwrite (fd, "x", 1, limit) < 0 && errno == EFBIG)
    max = limit;
  unlinkat (folder_fd, "big", 0);
  return max;
}

/* Without holes the far byte would write 4 GiB of zeros: ask a small one first. */
static gboolean
makes_holes (int folder_fd)
{
  ps_autofd fd = openat (folder_fd, "hole", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
  struct stat info;
  gboolean does = fd >= 0 && pwrite (fd, "x", 1, 1024 * 1024) == 1 && fstat (fd, &info) == 0
                  && (gint64) info.st_blocks * 512 < 512 * 1024;

  unlinkat (folder_fd, "hole", 0);
  return does;
}

/* FAT by its own kernel driver tells its type; through FUSE its limit shows when the first such file comes. */
static gboolean
is_fat (gint64 file_system)
{
  return file_system == MSDOS_SUPER_MAGIC;
}

/**
 * ps_probe_try:
 * @root_fd: a library's folder, with .proofsheet/staging/ in it
 * @abilities: (out): what the drive can do
 * @error: return location
 *
 * Returns: %FALSE if not even a folder could be made
 */
gboolean
ps_probe_try (int                root_fd,
              PsVaultAbilities  *abilities,
              GError           **error)
{
  g_autofree char *name = g_strdup_printf ("probe-%08x", g_random_int ());
  g_autofree char *path = g_build_filename (".proofsheet/staging", name, NULL);
  gint64 file_system = ps_probe_file_system (root_fd);
  ps_autofd staging_fd = ps_contained_open_folder (root_fd, ".proofsheet/staging", FALSE, error);
  ps_autofd fd = staging_fd >= 0 ? ps_contained_open_folder (root_fd, path, TRUE, error) : -1;

  if (fd < 0)
    return FALSE;
  *abilities = (PsVaultAbilities) {
    .case_sensitive = tells_apart (fd, "Aa", "aA"),
    .nfc_sensitive = tells_apart (fd, "n\xc3\xa9", "ne\xcc\x81"),
    .any_characters = takes_any_characters (fd),
    .rename_noreplace = renames_without_replacing (fd),
    .links = makes_links (fd),
    .permissions = keeps_permissions (fd),
    .wal_is_safe = ps_probe_wal_is_safe (file_system),
    .max_file_size = is_fat (file_system) ? G_MAXUINT32 : makes_holes (fd) ? find_max_file_size (fd) : -1,
  };
  unlinkat (staging_fd, name, AT_REMOVEDIR);
  return TRUE;
}
