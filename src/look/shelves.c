/* src/look/shelves.c: the thumbnail cache's folders on disk. Blocking; one thread at a time.
 *
 *   <cache>/ab/abcdef….jpg     0600 in folders of 0700; written aside, then renamed
 *
 * The cache may vanish, fill its disk or be read-only at any time: then storing
 * fails and nothing else does. Nothing is followed through links, and only what
 * bears a name of ours is counted or removed. A use sets a file's time of
 * change, at most once a day, so that the oldest use can be told on file
 * systems that keep no time of reading.
 */
#include "look/shelves.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/paths.h"
#include "base/text.h"
#include "look/wire.h"

#define USE_AGE_SECONDS (24 * 60 * 60) /* a use is noted when the last one was noted longer ago */
#define STALE_SECONDS (60 * 60)        /* what a crash left half written */

struct _PsShelves
{
  char *folder;      /* owned */
  gint64 max_bytes;
  gint64 n_bytes;    /* -1: not counted yet */
  guint n_written;   /* makes names unique */
};

static gboolean
set_error (GError     **error,
           const char  *path)
{
  int number = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number),
               /* Translators: a path, then a reason from the system, like "No space left on device" */
               _("The preview could not be kept in “%s” (%s). Nothing is lost; it will be made again when it is needed."),
               path, g_strerror (number));
  return FALSE;
}

/* The folder of all, ours alone: another's could hand us pictures of its making. */
static int
open_root (PsShelves  *self,
           GError    **error)
{
  struct stat info;
  int root;

  if (!ps_path_make_private (self->folder, error))
    return -1;
  root = open (self->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (root < 0 || fstat (root, &info) != 0)
    set_error (error, self->folder);
  else if (info.st_uid != geteuid ())
    {
      errno = EACCES;
      set_error (error, self->folder);
    }
  else
    {
      if ((info.st_mode & 077) != 0)
        fchmod (root, 0700);
      return root;
    }
  if (root >= 0)
    close (root);
  return -1;
}

/* The folder of one key; never through a link. */
static int
open_shelf (int         root,
            const char *name,
            gboolean    make)
{
  if (make && mkdirat (root, name, 0700) != 0 && errno != EEXIST)
    return -1;
  return openat (root, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static gboolean
write_all (int     fd,
           GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      ssize_t n = write (fd, data, size);

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        {
          data += n;
          size -= (gsize) n;
        }
    }
  return TRUE;
}

/* Whether it worked, else errno; n_grown: how many more bytes the shelf holds now. */
static gboolean
write_aside_and_rename (PsShelves  *self,
                        int         shelf,
                        const char *name,
                        GBytes     *jpeg,
                        gint64     *n_grown)
{
  g_autofree char *aside = g_strdup_printf (".%d-%u.part", (int) getpid (), self->n_written++);
  struct stat before;
  gint64 n_before = fstatat (shelf, name, &before, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG (before.st_mode) ? before.st_size : 0;
  int fd = openat (shelf, aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean written;
  int number;

  if (fd < 0)
    return FALSE;
  written = write_all (fd, jpeg);
  number = errno;
  if (close (fd) != 0 && written)
    {
      written = FALSE;
      number = errno;
    }
  if (written && renameat (shelf, aside, shelf, name) == 0)
    {
      *n_grown = (gint64) g_bytes_get_size (jpeg) - n_before;
      return TRUE;
    }
  number = written ? errno : number;
  unlinkat (shelf, aside, 0);
  errno = number;
  return FALSE;
}

typedef struct
{
  gint64 used_at; /* seconds since 1970 */
  gint64 n_bytes;
  char name[40];  /* "abcdef….jpg" */
} Item;

/* Only what this file writes is counted, and only that can ever be removed. */
static gboolean
is_ours (const char *name)
{
  g_autofree char *key = g_str_has_suffix (name, ".jpg") ? g_strndup (name, strlen (name) - 4) : NULL;

  return ps_text_is_hex (key, 32);
}

static void
look_through_shelf (int         root,
                    const char *name,
                    GArray     *items)
{
  int shelf = open_shelf (root, name, FALSE);
  DIR *folder = shelf >= 0 ? fdopendir (shelf) : NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  struct dirent *entry;
  struct stat info;

  if (folder == NULL)
    {
      if (shelf >= 0)
        close (shelf);
      return;
    }
  while ((entry = readdir (folder)) != NULL)
    {
      if (entry->d_name[0] == '.' && !g_str_has_suffix (entry->d_name, ".part"))
        continue;
      if (fstatat (shelf, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG (info.st_mode))
        continue;
      if (is_ours (entry->d_name))
        {
          Item item = { .used_at = info.st_mtime, .n_bytes = info.st_size };

          g_strlcpy (item.name, entry->d_name, sizeof item.name);
          g_array_append_val (items, item);
        }
      else if (entry->d_name[0] == '.' && ABS (now - info.st_mtime) > STALE_SECONDS)
        unlinkat (shelf, entry->d_name, 0);
    }
  closedir (folder);
}

static GArray *
look_through (int     root,
              gint64 *n_bytes)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));

  for (int i = 0; i < 256; i++)
    {
      char name[3];

      g_snprintf (name, sizeof name, "%02x", i);
      look_through_shelf (root, name, items);
    }
  *n_bytes = 0;
  for (guint i = 0; i < items->len; i++)
    *n_bytes += g_array_index (items, Item, i).n_bytes;
  return items;
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const Item *x = a, *y = b;

  return (x->used_at > y->used_at) - (x->used_at < y->used_at);
}

/* Down to nine tenths, so that not every store has to clear away. */
static void
clear_away (PsShelves *self,
            int        root)
{
  g_autoptr(GArray) items = look_through (root, &self->n_bytes);

  if (self->n_bytes <= self->max_bytes)
    return;
  g_array_sort (items, compare_items);
  for (guint i = 0; i < items->len && self->n_bytes > self->max_bytes / 10 * 9; i++)
    {
      Item *item = &g_array_index (items, Item, i);
      char name[3] = { item->name[0], item->name[1], '\0' };
      int shelf = open_shelf (root, name, FALSE);

      if (shelf < 0)
        continue;
      if (unlinkat (shelf, item->name, 0) == 0)
        self->n_bytes -= item->n_bytes;
      close (shelf);
    }
}

static void
note_use (int         shelf,
          const char *name,
          gint64      used_at)
{
  if (ABS (g_get_real_time () / G_USEC_PER_SEC - used_at) > USE_AGE_SECONDS)
    utimensat (shelf, name, NULL, AT_SYMLINK_NOFOLLOW);
}

/**
 * ps_shelves_new:
 * @folder: where; made when something is put there
 * @max_bytes: how many bytes of thumbnails it may hold
 *
 * Returns: (transfer full): shelves
 */
PsShelves *
ps_shelves_new (const char *folder,
                gint64      max_bytes)
{
  PsShelves *self = g_new0 (PsShelves, 1);

  self->folder = g_strdup (folder);
  self->max_bytes = max_bytes;
  self->n_bytes = -1;
  return self;
}

/**
 * ps_shelves_free:
 * @self: (transfer full): shelves; what lies on them stays
 */
void
ps_shelves_free (PsShelves *self)
{
  g_free (self->folder);
  g_free (self);
}

/**
 * ps_shelves_dup_path:
 * @self: shelves
 * @key: 32 hexadecimal digits in lower case
 *
 * Returns: (transfer full): where @key lies, if it is there
 */
char *
ps_shelves_dup_path (PsShelves  *self,
                     const char *key)
{
  return g_strdup_printf ("%s/%.2s/%s.jpg", self->folder, key, key);
}

/**
 * ps_shelves_put:
 * @self: shelves
 * @key: 32 hexadecimal digits in lower case
 * @jpeg: the thumbnail
 * @error: set with a `GIOError` or `GFileError`
 *
 * Puts a thumbnail there, in the place of an older one, and clears away the
 * longest unused ones where they have become too many.
 *
 * Returns: whether it lies there now
 */
gboolean
ps_shelves_put (PsShelves   *self,
                const char  *key,
                GBytes      *jpeg,
                GError     **error)
{
  g_autofree char *name = g_strconcat (key, ".jpg", NULL);
  char shelf_name[3] = { key[0], key[1], '\0' };
  gint64 n_grown = 0;
  gboolean done = FALSE;
  int root = open_root (self, error);
  int shelf;

  if (root < 0)
    return FALSE;
  shelf = open_shelf (root, shelf_name, TRUE);
  if (shelf >= 0)
    done = write_aside_and_rename (self, shelf, name, jpeg, &n_grown);
  if (!done)
    set_error (error, self->folder);
  else if (self->n_bytes < 0)
    clear_away (self, root); /* which counts them first */
  else
    self->n_bytes += n_grown;
  if (done && self->n_bytes > self->max_bytes)
    clear_away (self, root);
  if (shelf >= 0)
    close (shelf);
  close (root);
  return done;
}

/* A whole file of ours, else NULL: links, other sizes and other contents are not what was put there. */
static GBytes *
read_shelf (int         shelf,
            const char *name)
{
  g_autofree guint8 *data = NULL;
  struct stat info;
  gsize n_read = 0;
  int fd = openat (shelf, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

  if (fd < 0)
    return NULL;
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_size <= PS_WIRE_MAX_THUMBNAIL)
    {
      data = g_malloc ((gsize) info.st_size + 1);
      while (n_read < (gsize) info.st_size)
        {
          ssize_t n = read (fd, data + n_read, (gsize) info.st_size - n_read);

          if (n == 0 || (n < 0 && errno != EINTR))
            break;
          n_read += n > 0 ? (gsize) n : 0;
        }
    }
  close (fd);
  if (data == NULL || !ps_wire_is_plain_jpeg (data, n_read))
    return NULL;
  note_use (shelf, name, info.st_mtime);
  return g_bytes_new_take (g_steal_pointer (&data), n_read);
}

/**
 * ps_shelves_get:
 * @self: shelves
 * @key: 32 hexadecimal digits in lower case
 *
 * Returns: (transfer full) (nullable): the thumbnail, %NULL where there is none or something else lies in its place
 */
GBytes *
ps_shelves_get (PsShelves  *self,
                const char *key)
{
  g_autofree char *name = g_strconcat (key, ".jpg", NULL);
  char shelf_name[3] = { key[0], key[1], '\0' };
  GBytes *bytes = NULL;
  int root = open (self->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int shelf = root >= 0 ? open_shelf (root, shelf_name, FALSE) : -1;

  if (shelf >= 0)
    {
      bytes = read_shelf (shelf, name);
      close (shelf);
    }
  if (root >= 0)
    close (root);
  return bytes;
}

/**
 * ps_shelves_note_use:
 * @self: shelves
 * @key: 32 hexadecimal digits in lower case
 *
 * Notes that @key is in use today.
 */
void
ps_shelves_note_use (PsShelves  *self,
                     const char *key)
{
  g_autofree char *path = ps_shelves_dup_path (self, key);
  struct stat info;

  if (lstat (path, &info) == 0 && S_ISREG (info.st_mode))
    note_use (AT_FDCWD, path, info.st_mtime);
}
