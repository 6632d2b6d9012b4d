/* src/vault/part-file.c: a file in a folder of the person's that has its name only once it is whole.
 *
 * It is written as `.proofsheet-1a2b3c4d.part`, and locked for as long as
 * somebody writes it. So one that a kill or a power cut left behind is known: it
 * has no lock, and whoever writes to the folder next takes it away.
 */
#include "vault/part-file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX ".proofsheet-"
#define SUFFIX ".part"
#define N_DIGITS 8

static gboolean
is_part_name (const char *name)
{
  const char *digits = name + strlen (PREFIX);

  return strlen (name) == strlen (PREFIX) + N_DIGITS + strlen (SUFFIX) && g_str_has_prefix (name, PREFIX)
         && strspn (digits, "0123456789abcdef") == N_DIGITS && g_str_equal (digits + N_DIGITS, SUFFIX);
}

/**
 * ps_part_file_open:
 * @self: (out caller-allocates): the file
 * @folder_fd: where it is to be; outlives @self
 *
 * Returns: %FALSE with errno set
 */
gboolean
ps_part_file_open (PsPartFile *self,
                   int         folder_fd)
{
  struct stat info;

  *self = (PsPartFile) { .fd = -1, .folder_fd = folder_fd };
  for (guint n = 0; n < PS_PART_FILE_MOST_SIBLINGS; n++)
    {
      g_snprintf (self->name, sizeof self->name, PREFIX "%08x" SUFFIX, g_random_int ());
      self->fd = openat (folder_fd, self->name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
      if (self->fd < 0 && errno == EEXIST)
        continue;
      if (self->fd < 0)
        return FALSE;
      /* Before it was locked somebody may have taken it for one that was left behind. A drive without locks: nothing is taken away there. */
      (void) flock (self->fd, LOCK_EX);
      if (fstatat (folder_fd, self->name, &info, AT_SYMLINK_NOFOLLOW) == 0)
        return TRUE;
      close (self->fd);
      self->fd = -1;
    }
  errno = EEXIST;
  return FALSE;
}

/* The last way out, on drives that know neither: the name is taken by an empty file, for as long as a rename takes. */
static gboolean
rename_over_empty (const PsPartFile *self,
                   const char       *name)
{
  int fd = openat (self->folder_fd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644), code;

  if (fd < 0)
    return FALSE;
  close (fd);
  if (renameat (self->folder_fd, self->name, self->folder_fd, name) == 0)
    return TRUE;
  code = errno;
  unlinkat (self->folder_fd, name, 0);
  errno = code;
  return FALSE;
}

static gboolean
take_name (const PsPartFile *self,
           const char       *name)
{
  if (renameat2 (self->folder_fd, self->name, self->folder_fd, name, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  if (linkat (self->folder_fd, self->name, self->folder_fd, name, 0) == 0)
    {
      unlinkat (self->folder_fd, self->name, 0);
      return TRUE;
    }
  return errno != EEXIST && rename_over_empty (self, name);
}

/**
 * ps_part_file_publish:
 * @self: a file that is whole, and on the disk
 * @wanted: what it is to be called; nothing there is ever replaced
 * @may_rename: whether it may get a number where that is taken
 * @name: (out) (optional) (transfer full): what it is called
 *
 * Closes it. The caller syncs the folder.
 *
 * Returns: %FALSE with errno set, and the file is still there under its own name
 */
gboolean
ps_part_file_publish (PsPartFile *self,
                      const char *wanted,
                      gboolean    may_rename,
                      char      **name)
{
  for (guint n = 1; n <= (may_rename ? PS_PART_FILE_MOST_SIBLINGS : 1); n++)
    {
      g_autofree char *candidate = ps_part_file_sibling (wanted, n);

      if (take_name (self, candidate))
        {
          close (self->fd);
          self->fd = -1;
          if (name != NULL)
            *name = g_steal_pointer (&candidate);
          return TRUE;
        }
      if (errno != EEXIST)
        return FALSE;
    }
  return FALSE;
}

/**
 * ps_part_file_discard:
 * @self: a file
 *
 * Takes it away, if it has not got its name.
 */
void
ps_part_file_discard (PsPartFile *self)
{
  if (self->fd < 0)
    return;
  unlinkat (self->folder_fd, self->name, 0);
  close (self->fd);
  self->fd = -1;
}

static gboolean
remove_unlocked (int         folder_fd,
                 const char *name)
{
  int fd = openat (folder_fd, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  struct stat info;
  gboolean is_left = fd >= 0 && fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && flock (fd, LOCK_EX | LOCK_NB) == 0;
  gboolean is_gone = is_left && unlinkat (folder_fd, name, 0) == 0;

  if (fd >= 0)
    close (fd);
  return is_gone;
}

/**
 * ps_part_file_clean:
 * @folder_fd: a folder that is about to be written to
 *
 * Takes away what a kill or a power cut left half written here.
 *
 * Returns: how many files
 */
guint
ps_part_file_clean (int folder_fd)
{
  int fd = openat (folder_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *folder = fd >= 0 ? fdopendir (fd) : NULL;
  guint n = 0;

  if (folder == NULL && fd >= 0)
    close (fd);
  for (struct dirent *entry; folder != NULL && (entry = readdir (folder)) != NULL; )
    n += is_part_name (entry->d_name) && remove_unlocked (folder_fd, entry->d_name);
  if (folder != NULL)
    closedir (folder);
  return n;
}

/**
 * ps_part_file_sibling:
 * @name: a file's name
 * @n: 1 for @name itself
 *
 * DSC_1.jpg, DSC_1 (2).jpg, DSC_1 (3).jpg, …
 *
 * Returns: (transfer full): its @n-th name
 */
char *
ps_part_file_sibling (const char *name,
                      guint       n)
{
  const char *dot = strrchr (name, '.');
  gsize stem = dot != NULL && dot != name ? (gsize) (dot - name) : strlen (name);

  return n == 1 ? g_strdup (name) : g_strdup_printf ("%.*s (%u)%s", (int) stem, name, n, name + stem);
}
