/* src/vault/manifest-log.c: the two manifests as files: appended to, and put in place whole.
 *
 * A line is appended after its file is in place. A small state file says how
 * long both were when the last run ended cleanly; it goes before the first
 * change of a run. Without it, or with other lengths, a line may be missing or
 * doubled: the whole is written anew from the catalogue.
 */
#include "vault/manifest-log.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "vault/contained.h"
#include "vault/flat-json.h"
#include "vault/manifest-line.h"
#include "vault/room.h"

#define STATE_PATH ".proofsheet/manifest.state"
#define BUFFER_BYTES (1024 * 1024)

enum { JSONL, SUMS, N_FILES };

static const char *const paths[N_FILES] = { PS_MANIFEST_JSONL_PATH, PS_MANIFEST_SUMS_PATH };

struct _PsManifestWriter
{
  int fds[N_FILES];
  char *paths[N_FILES];  /* owned: of the new files, under staging/ */
  GString *text[N_FILES]; /* owned: not written yet */
  gint64 n_bytes[N_FILES];
  guint n_changes;       /* of the log, when this began */
  gboolean failed;
};

struct _PsManifestLog
{
  int root_fd;
  gboolean read_only;

  GMutex lock;           /* over all below */
  int fds[N_FILES];      /* −1 until something is appended */
  gboolean dirty;        /* the state file is gone */
  gboolean stale;
  guint n_changes;       /* moves so far */
  PsManifestWriter *writer; /* borrowed: lines of new files go there too */
};

static void
compose (GPtrArray *entries,
         GString   *text[N_FILES])
{
  for (guint i = 0; i < entries->len; i++)
    {
      const PsManifestEntry *entry = g_ptr_array_index (entries, i);

      ps_manifest_line_json (text[JSONL], entry);
      if (entry->sha256 != NULL)
        ps_manifest_line_sum (text[SUMS], entry);
    }
}

static gint64
get_length (PsManifestLog *self,
            int            which)
{
  ps_autofd fd = ps_contained_open (self->root_fd, paths[which], O_RDONLY | O_NONBLOCK, NULL);
  struct stat info;

  return fd >= 0 && fstat (fd, &info) == 0 && S_ISREG (info.st_mode) ? (gint64) info.st_size : -1;
}

static gboolean
ended_cleanly (PsManifestLog *self)
{
  g_autofree char *text = ps_contained_read_text (self->root_fd, STATE_PATH, 4096, NULL);
  g_autoptr(GHashTable) state = text != NULL ? ps_flat_json_parse (text) : NULL;

  return state != NULL
         && ps_flat_json_get_number (state, "jsonl_bytes", -2) == get_length (self, JSONL)
         && ps_flat_json_get_number (state, "sums_bytes", -2) == get_length (self, SUMS);
}

static gboolean
write_state (int       root_fd,
             gint64    n_jsonl,
             gint64    n_sums,
             GError  **error)
{
  g_autoptr(GString) out = g_string_new (NULL);

  ps_flat_json_open (out);
  ps_flat_json_number (out, "jsonl_bytes", n_jsonl);
  ps_flat_json_number (out, "sums_bytes", n_sums);
  ps_flat_json_close (out);
  return ps_contained_replace (root_fd, STATE_PATH, out->str, error);
}

/* A crash may have cut the last line, and a cut path might name another file. */
static gboolean
cut_torn_line (int fd)
{
  char tail[64 * 1024];
  struct stat info;
  gint64 from, n;

  if (fstat (fd, &info) < 0 || !S_ISREG (info.st_mode))
    return FALSE;
  from = MAX (info.st_size - (gint64) sizeof tail, 0);
  n = pread (fd, tail, sizeof tail, from);
  if (n != info.st_size - from)
    return FALSE;
  while (n > 0 && tail[n - 1] != '\n')
    n--;
  return from + n == info.st_size || ftruncate (fd, from + n) == 0;
}

static gboolean
open_files (PsManifestLog *self)
{
  for (int i = 0; i < N_FILES; i++)
    if (self->fds[i] < 0)
      {
        self->fds[i] = ps_contained_open (self->root_fd, paths[i], O_RDWR | O_CREAT | O_NONBLOCK, NULL);
        if (self->fds[i] < 0 || !cut_torn_line (self->fds[i]))
          {
            ps_fd_close (&self->fds[i]);
            return FALSE;
          }
      }
  return TRUE;
}

/* Before the first change of a run. */
static void
set_dirty (PsManifestLog *self)
{
  ps_autofd folder_fd = -1;

  if (self->dirty)
    return;
  self->dirty = TRUE;
  folder_fd = ps_contained_open_folder (self->root_fd, ".proofsheet", FALSE, NULL);
  if (folder_fd >= 0)
    {
      unlinkat (folder_fd, strrchr (STATE_PATH, '/') + 1, 0);
      ps_contained_sync (folder_fd, STATE_PATH, NULL);
    }
}

/**
 * ps_manifest_log_make:
 * @root_fd: a folder that is becoming a library
 * @error: return location
 *
 * Returns: whether both manifests are there, empty if they are new
 */
gboolean
ps_manifest_log_make (int      root_fd,
                      GError **error)
{
  gboolean all_empty = TRUE;

  for (int i = 0; i < N_FILES; i++)
    {
      ps_autofd fd = ps_contained_open (root_fd, paths[i], O_RDWR | O_CREAT | O_NONBLOCK, error);
      struct stat info;

      if (fd < 0)
        return FALSE;
      all_empty = all_empty && fstat (fd, &info) == 0 && info.st_size == 0;
    }
  return !all_empty || write_state (root_fd, 0, 0, error);
}

/**
 * ps_manifest_log_new:
 * @root_fd: (transfer none): the library's folder; stays open as long as this
 * @read_only: nothing is written
 *
 * Returns: (transfer full): the log
 */
PsManifestLog *
ps_manifest_log_new (int      root_fd,
                     gboolean read_only)
{
  PsManifestLog *self = g_new0 (PsManifestLog, 1);

  g_mutex_init (&self->lock);
  self->root_fd = root_fd;
  self->read_only = read_only;
  self->fds[JSONL] = self->fds[SUMS] = -1;
  self->stale = !ended_cleanly (self);
  if (self->stale && !read_only)
    {
      self->dirty = TRUE;
      open_files (self);
    }
  return self;
}

/**
 * ps_manifest_log_free:
 * @self: (transfer full): the log
 */
void
ps_manifest_log_free (PsManifestLog *self)
{
  for (int i = 0; i < N_FILES; i++)
    ps_fd_close (&self->fds[i]);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* One write a file; what could not be written whole is cut off again. */
static gboolean
append_text (int      fd,
             GString *text)
{
  gint64 end = lseek (fd, 0, SEEK_END);

  if (end < 0)
    return FALSE;
  if (ps_contained_write_all (fd, text->str, text->len, end))
    return TRUE;
  if (ftruncate (fd, end) < 0)
    g_debug ("A manifest's torn line stays until it is written anew");
  return FALSE;
}

static gboolean
flush_writer (PsManifestWriter *writer)
{
  for (int i = 0; i < N_FILES && !writer->failed; i++)
    {
      if (!ps_contained_write_all (writer->fds[i], writer->text[i]->str, writer->text[i]->len, writer->n_bytes[i]))
        writer->failed = TRUE;
      writer->n_bytes[i] += writer->text[i]->len;
      g_string_truncate (writer->text[i], 0);
    }
  return !writer->failed;
}

/**
 * ps_manifest_log_set_dirty:
 * @self: the log
 *
 * Something is about to be put in place: from now on the end of this run was
 * not clean until ps_manifest_log_close().
 */
void
ps_manifest_log_set_dirty (PsManifestLog *self)
{
  g_mutex_lock (&self->lock);
  if (!self->read_only)
    set_dirty (self);
  g_mutex_unlock (&self->lock);
}

/**
 * ps_manifest_log_append:
 * @self: the log
 * @entries: (element-type PsManifestEntry): files that are in place
 *
 * A line that cannot be written is no reason to doubt the file: the manifests
 * are then known to be out of date.
 */
void
ps_manifest_log_append (PsManifestLog *self,
                        GPtrArray     *entries)
{
  GString *text[N_FILES] = { g_string_new (NULL), g_string_new (NULL) };

  compose (entries, text);
  g_mutex_lock (&self->lock);
  set_dirty (self);
  if (!open_files (self) || !append_text (self->fds[JSONL], text[JSONL]) || !append_text (self->fds[SUMS], text[SUMS]))
    {
      self->stale = TRUE;
      self->n_changes++;
    }
  if (self->writer != NULL)
    for (int i = 0; i < N_FILES; i++)
      g_string_append_len (self->writer->text[i], text[i]->str, text[i]->len);
  g_mutex_unlock (&self->lock);
  for (int i = 0; i < N_FILES; i++)
    g_string_free (text[i], TRUE);
}

/**
 * ps_manifest_log_set_stale:
 * @self: the log
 *
 * A file that may have a line is about to move.
 */
void
ps_manifest_log_set_stale (PsManifestLog *self)
{
  g_mutex_lock (&self->lock);
  set_dirty (self);
  self->stale = TRUE;
  self->n_changes++;
  g_mutex_unlock (&self->lock);
}

/**
 * ps_manifest_log_is_stale:
 * @self: the log
 *
 * Returns: whether what stands is known to be out of date
 */
gboolean
ps_manifest_log_is_stale (PsManifestLog *self)
{
  gboolean stale;

  g_mutex_lock (&self->lock);
  stale = self->stale;
  g_mutex_unlock (&self->lock);
  return stale;
}

/**
 * ps_manifest_log_close:
 * @self: the log
 * @error: return location
 *
 * Returns: whether all lines reached the drive
 */
gboolean
ps_manifest_log_close (PsManifestLog  *self,
                       GError        **error)
{
  gboolean done = TRUE;

  g_mutex_lock (&self->lock);
  for (int i = 0; i < N_FILES && done; i++)
    if (self->fds[i] >= 0)
      done = ps_contained_sync (self->fds[i], paths[i], error);
  if (done && self->dirty && !self->stale)
    {
      done = write_state (self->root_fd, get_length (self, JSONL), get_length (self, SUMS), error);
      self->dirty = !done;
    }
  g_mutex_unlock (&self->lock);
  return done;
}

static void
free_writer (PsManifestLog    *self,
             PsManifestWriter *writer)
{
  for (int i = 0; i < N_FILES; i++)
    {
      g_auto(PsPlace) place = { .folder_fd = -1 };

      if (writer->fds[i] >= 0 && ps_contained_place (self->root_fd, writer->paths[i], FALSE, &place, NULL))
        unlinkat (place.folder_fd, place.name, 0); /* gone already if it was renamed into place */
      ps_fd_close (&writer->fds[i]);
      g_free (writer->paths[i]);
      g_string_free (writer->text[i], TRUE);
    }
  g_free (writer);
}

/* What a rewriting left that was killed: ours by its name, and nobody's now, since the lock is held. */
static void
remove_leftovers (int root_fd)
{
  int fd = ps_contained_open_folder (root_fd, ".proofsheet/staging", FALSE, NULL);
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  struct dirent *entry;

  if (dir == NULL)
    {
      if (fd >= 0)
        close (fd);
      return;
    }
  while ((entry = readdir (dir)) != NULL)
    if (g_str_has_prefix (entry->d_name, "manifest-") && g_str_has_suffix (entry->d_name, ".new"))
      unlinkat (fd, entry->d_name, 0);
  closedir (dir);
}

/**
 * ps_manifest_log_begin:
 * @self: the log
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a writer; from now on new files go there too
 */
PsManifestWriter *
ps_manifest_log_begin (PsManifestLog  *self,
                       GError        **error)
{
  PsManifestWriter *writer = g_new0 (PsManifestWriter, 1);
  guint32 number = g_random_int ();

  remove_leftovers (self->root_fd);
  for (int i = 0; i < N_FILES; i++)
    {
      writer->text[i] = g_string_new (NULL);
      writer->paths[i] = g_strdup_printf (".proofsheet/staging/manifest-%08x-%d.new", number, i);
      writer->fds[i] = -1;
    }
  for (int i = 0; i < N_FILES; i++)
    {
      writer->fds[i] = ps_contained_open (self->root_fd, writer->paths[i], O_RDWR | O_CREAT | O_EXCL, error);
      if (writer->fds[i] < 0)
        {
          free_writer (self, writer);
          return NULL;
        }
    }
  g_mutex_lock (&self->lock);
  writer->n_changes = self->n_changes;
  self->writer = writer;
  g_mutex_unlock (&self->lock);
  return writer;
}

static gboolean
set_writer_error (PsManifestLog  *self,
                  GError        **error)
{
  ps_room_set_errno (self->root_fd, errno, PS_MANIFEST_SUMS_PATH, error);
  return FALSE;
}

/**
 * ps_manifest_log_add:
 * @self: the log
 * @writer: from ps_manifest_log_begin()
 * @entries: (element-type PsManifestEntry): some of all files
 * @error: return location
 *
 * Returns: whether they were taken
 */
gboolean
ps_manifest_log_add (PsManifestLog     *self,
                     PsManifestWriter  *writer,
                     GPtrArray         *entries,
                     GError           **error)
{
  gboolean done;

  g_mutex_lock (&self->lock);
  compose (entries, writer->text);
  done = writer->text[JSONL]->len < BUFFER_BYTES || flush_writer (writer) || set_writer_error (self, error);
  g_mutex_unlock (&self->lock);
  return done;
}

static gboolean
put_in_place (PsManifestLog     *self,
              PsManifestWriter  *writer,
              int                which,
              GError           **error)
{
  g_auto(PsPlace) from = { .folder_fd = -1 };
  g_auto(PsPlace) to = { .folder_fd = -1 };

  if (!ps_contained_sync (writer->fds[which], paths[which], error)
      || !ps_contained_place (self->root_fd, writer->paths[which], FALSE, &from, error)
      || !ps_contained_place (self->root_fd, paths[which], FALSE, &to, error))
    return FALSE;
  if (renameat (from.folder_fd, from.name, to.folder_fd, to.name) < 0)
    {
      ps_vault_set_errno (error, errno, PS_ERRNO_NAME, paths[which]);
      return FALSE;
    }
  ps_fd_close (&self->fds[which]);
  self->fds[which] = writer->fds[which];
  writer->fds[which] = -1;
  return ps_contained_sync (to.folder_fd, paths[which], error);
}

/**
 * ps_manifest_log_finish:
 * @self: the log
 * @writer: (transfer full): from ps_manifest_log_begin()
 * @error: return location
 *
 * Returns: whether the new manifests stand; else the old ones do
 */
gboolean
ps_manifest_log_finish (PsManifestLog     *self,
                        PsManifestWriter  *writer,
                        GError           **error)
{
  gboolean done;

  /* The long sync first, without the lock; commits go on meanwhile and leave a short one. */
  g_mutex_lock (&self->lock);
  done = flush_writer (writer) || set_writer_error (self, error);
  g_mutex_unlock (&self->lock);
  for (int i = 0; i < N_FILES && done; i++)
    done = ps_contained_sync (writer->fds[i], paths[i], error);

  g_mutex_lock (&self->lock);
  set_dirty (self);
  done = done && (flush_writer (writer) || set_writer_error (self, error))
         && put_in_place (self, writer, JSONL, error) && put_in_place (self, writer, SUMS, error);
  if (self->writer == writer)
    self->writer = NULL;
  if (done)
    self->stale = self->n_changes != writer->n_changes;
  g_mutex_unlock (&self->lock);
  free_writer (self, writer);
  return done;
}

/**
 * ps_manifest_log_abandon:
 * @self: the log
 * @writer: (transfer full): from ps_manifest_log_begin()
 *
 * The old manifests stand.
 */
void
ps_manifest_log_abandon (PsManifestLog    *self,
                         PsManifestWriter *writer)
{
  g_mutex_lock (&self->lock);
  if (self->writer == writer)
    self->writer = NULL;
  g_mutex_unlock (&self->lock);
  free_writer (self, writer);
}
