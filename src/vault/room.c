/* src/vault/room.c: how much may still be written, and what is promised to files on their way in.
 *
 * The reserve keeps a full drive calm: the catalogue, thumbnails and the
 * person's own work still have room when copying stops. Bytes that intakes in
 * flight have still to write count as used, so ten large files at once cannot
 * run into it together. The catalogue's write-ahead log lives in the reserve, and
 * keeps below a quarter of it (catalog/opening.c).
 */
#include "vault/room.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <sys/statvfs.h>

#define RESERVE_BYTES (G_GINT64_CONSTANT (500) * 1000 * 1000)

/**
 * ps_room_reserve:
 * @n_total: bytes the drive has
 *
 * Returns: the larger of 1 % and 500 MB, but at most a tenth of the drive
 */
gint64
ps_room_reserve (gint64 n_total)
{
  return MIN (MAX (n_total / 100, RESERVE_BYTES), n_total / 10);
}

/**
 * ps_room_read:
 * @root_fd: the library's folder
 * @room: (out): the drive's figures
 * @error: return location
 *
 * Any thread; one system call.
 *
 * Returns: whether @room is set
 */
gboolean
ps_room_read (int           root_fd,
              PsVaultRoom  *room,
              GError      **error)
{
  struct statvfs info;

  while (fstatvfs (root_fd, &info) < 0)
    if (errno != EINTR)
      {
        ps_vault_set_errno (error, errno, PS_ERRNO_BYTES, ".");
        return FALSE;
      }
  room->n_free = (gint64) MIN ((guint64) info.f_bavail * info.f_frsize, (guint64) G_MAXINT64);
  room->n_total = (gint64) MIN ((guint64) info.f_blocks * info.f_frsize, (guint64) G_MAXINT64);
  room->n_reserve = ps_room_reserve (room->n_total);
  room->n_free_inodes = info.f_files == 0 ? -1 : (gint64) info.f_favail;
  return TRUE;
}

static void
set_no_space (GError **error,
              gint64   n_missing)
{
  g_autofree char *missing = g_format_size (MAX (n_missing, 1));

  g_set_error (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_SPACE,
               /* Translators: %s is an amount such as “1.2 GB”. */
               _("The drive is nearly full: %s more would be needed. What is already copied is safe. "
                 "Make some room, and the backup goes on."), missing);
}

static void
set_no_inodes (GError **error)
{
  g_set_error_literal (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_INODES,
                       _("The drive holds too many files: there is space left, but no room for one more file. "
                         "What is already copied is safe. Remove some files or use another drive."));
}

/**
 * ps_room_promise:
 * @book: what is promised so far
 * @root_fd: the library's folder
 * @n_bytes: what a file still needs; 0 if it is not known
 * @error: %PS_VAULT_ERROR_NO_SPACE with how much is missing, _NO_INODES
 *
 * Returns: whether there is room; then it is promised
 */
gboolean
ps_room_promise (PsRoomBook  *book,
                 int          root_fd,
                 gint64       n_bytes,
                 GError     **error)
{
  PsVaultRoom room;
  gint64 left;

  if (!ps_room_read (root_fd, &room, error))
    return FALSE;
  if (room.n_free_inodes == 0)
    {
      set_no_inodes (error);
      return FALSE;
    }
  g_mutex_lock (&book->lock);
  left = room.n_free - room.n_reserve - book->n_promised;
  if (left >= n_bytes && left > 0)
    book->n_promised += n_bytes;
  g_mutex_unlock (&book->lock);
  if (left >= n_bytes && left > 0)
    return TRUE;
  set_no_space (error, n_bytes - left);
  return FALSE;
}

/**
 * ps_room_use:
 * @book: what is promised so far
 * @root_fd: the library's folder
 * @n_bytes: what is about to be written
 * @promised: (inout): what is still promised to this file
 * @error: %PS_VAULT_ERROR_NO_SPACE
 *
 * Other programs fill the drive too: every write looks at it again.
 *
 * Returns: whether @n_bytes may be written
 */
gboolean
ps_room_use (PsRoomBook  *book,
             int          root_fd,
             gint64       n_bytes,
             gint64      *promised,
             GError     **error)
{
  gint64 own = MIN (n_bytes, *promised), left;
  PsVaultRoom room;

  if (!ps_room_read (root_fd, &room, error))
    return FALSE;
  left = room.n_free - room.n_reserve;
  g_mutex_lock (&book->lock);
  if (own < n_bytes) /* beyond what was promised: only what nobody else was promised */
    left -= book->n_promised - own;
  if (left >= n_bytes)
    {
      book->n_promised -= own;
      *promised -= own;
    }
  g_mutex_unlock (&book->lock);
  if (left >= n_bytes)
    return TRUE;
  set_no_space (error, n_bytes - left);
  return FALSE;
}

/**
 * ps_room_return:
 * @book: what is promised so far
 * @promised: (inout): what was promised to one file; 0 afterwards
 */
void
ps_room_return (PsRoomBook *book,
                gint64     *promised)
{
  g_mutex_lock (&book->lock);
  book->n_promised -= *promised;
  g_mutex_unlock (&book->lock);
  *promised = 0;
}

/**
 * ps_room_set_errno:
 * @root_fd: the library's folder
 * @code: the errno of a call that makes or writes a file
 * @path: which
 * @error: return location
 *
 * ENOSPC stands for two things; which one, the drive's figures tell.
 */
void
ps_room_set_errno (int          root_fd,
                   int          code,
                   const char  *path,
                   GError     **error)
{
  PsVaultRoom room;

  if (code == ENOSPC && ps_room_read (root_fd, &room, NULL) && room.n_free_inodes == 0 && room.n_free > 0)
    set_no_inodes (error);
  else
    ps_vault_set_errno (error, code, PS_ERRNO_BYTES, path);
}
