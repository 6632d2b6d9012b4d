/* src/demo/source-originals.c: a folder of real files, served as if they had been uploaded. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/text.h"
#include "base/times.h"

#include "demo/gallery-private.h"
#include "demo/picture-kind.h"

/* Files up to this size are read, larger ones mapped. */
#define MOST_TO_READ (64 * 1024 * 1024)

typedef struct
{
  char *path;       /* as the disk has it */
  char *relative;   /* the same below the folder, as UTF-8 */
  char *public_id;
  PsFileKind kind;
  gint64 n_bytes, modified_us;
  char *md5, *asset_id;
} Original;

typedef struct
{
  PsSource parent;
  GPtrArray *originals; /* owned */
  PsSourceIndex index;
  gboolean is_fixed;
} Originals;

static void
free_original (gpointer data)
{
  Original *original = data;

  g_free (original->path);
  g_free (original->relative);
  g_free (original->public_id);
  g_free (original->md5);
  g_free (original->asset_id);
  g_free (original);
}

/* What was skipped is told, but does not stop the rest. */
static void
warn_skipped (const char *path,
              const char *reason)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *shown = ps_text_visible (name, 400);

  g_message ("Skipping “%s”: %s", shown, reason);
}

/* Its MD5 and, on the way, its head. */
static gboolean
read_through (int       fd,
              Original *original)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  g_autofree guchar *head = g_malloc (PS_FILE_HEAD);
  g_autofree guchar *chunk = g_malloc (PS_FILE_HEAD);
  gsize n_head = 0;
  gssize n;

  original->n_bytes = 0;
  while ((n = read (fd, chunk, PS_FILE_HEAD)) != 0)
    {
      gsize part;

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      part = MIN ((gsize) n, PS_FILE_HEAD - n_head);
      memcpy (head + n_head, chunk, part);
      n_head += part;
      g_checksum_update (checksum, chunk, n);
      original->n_bytes += n;
    }
  original->md5 = g_strdup (g_checksum_get_string (checksum));
  original->kind = ps_file_kind_read (fd, head, n_head, original->relative);
  return TRUE;
}

static void
add_file (GPtrArray  *originals,
          const char *path,
          const char *relative)
{
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  Original *original;
  struct stat info;

  if (fd < 0 || fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    {
      warn_skipped (path, fd < 0 ? g_strerror (errno) : "not a file");
      if (fd >= 0)
        close (fd);
      return;
    }
  original = g_new0 (Original, 1);
  original->path = g_strdup (path);
  original->relative = g_utf8_make_valid (relative, -1);
  original->modified_us = info.st_mtim.tv_sec * G_USEC_PER_SEC;
  if (read_through (fd, original))
    g_ptr_array_add (originals, original);
  else
    {
      warn_skipped (path, g_strerror (errno));
      free_original (original);
    }
  close (fd);
}

/* Hidden files and links are left out. */
static gboolean
walk (GPtrArray   *originals,
      const char  *folder,
      const char  *relative,
      GError     **error)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *below = *relative != '\0' ? g_strconcat (relative, "/", name, NULL) : g_strdup (name);
      g_autoptr(GError) inner = NULL;
      struct stat info;

      if (name[0] == '.' || g_lstat (path, &info) != 0)
        continue;
      /* A link is neither of the two. */
      if (S_ISREG (info.st_mode))
        add_file (originals, path, below);
      else if (S_ISDIR (info.st_mode) && !walk (originals, path, below, &inner))
        warn_skipped (path, inner->message);
    }
  return TRUE;
}

static int
compare_originals (gconstpointer a,
                   gconstpointer b)
{
  const Original *one = *(Original *const *) a, *other = *(Original *const *) b;

  if (one->modified_us != other->modified_us)
    return one->modified_us < other->modified_us ? -1 : 1;
  return strcmp (one->relative, other->relative);
}

static char *
strip_extension (const char *name)
{
  const char *slash = strrchr (name, '/'), *dot = strrchr (name, '.');

  if (dot == NULL || dot == name || (slash != NULL && dot <= slash + 1))
    return g_strdup (name);
  return g_strndup (name, (gsize) (dot - name));
}

/* "a.jpg" and "a.png" cannot both be the picture "a". */
static char *
pick_public_id (PsSourceIndex  *index,
                const Original *original)
{
  const char *type = original->kind.resource_type;
  g_autofree char *id =
      strcmp (type, "raw") == 0 ? g_strdup (original->relative) : strip_extension (original->relative);

  if (ps_source_index_find (index, type, "upload", id) >= 0)
    {
      g_free (id);
      id = g_strdup (original->relative);
    }
  for (guint n = 2; ps_source_index_find (index, type, "upload", id) >= 0; n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s-%u", original->relative, n);
    }
  return g_steal_pointer (&id);
}

static void
name_originals (Originals *self)
{
  for (guint i = 0; i < self->originals->len; i++)
    {
      Original *original = g_ptr_array_index (self->originals, i);
      g_autofree char *key = NULL;

      original->public_id = pick_public_id (&self->index, original);
      key = g_strconcat (original->kind.resource_type, "/", original->public_id, NULL);
      original->asset_id = g_compute_checksum_for_string (G_CHECKSUM_MD5, key, -1);
      ps_source_index_add (&self->index, i, original->kind.resource_type, "upload", original->public_id,
                           original->asset_id);
    }
}

static PsAsset *
originals_get_asset (PsSource *source,
                     guint     index)
{
  Originals *self = (Originals *) source;
  const Original *original = g_ptr_array_index (self->originals, index);
  PsAsset *asset = ps_asset_new ();
  const char *slash = strrchr (original->relative, '/');
  const char *base = slash != NULL ? slash + 1 : original->relative;
  g_autofree char *folder =
      slash != NULL ? g_strndup (original->relative, (gsize) (slash - original->relative)) : g_strdup ("");

  asset->asset_id = g_strdup (original->asset_id);
  asset->resource_type = g_strdup (original->kind.resource_type);
  asset->resource_kind = g_strdup ("upload");
  asset->public_id = g_strdup (original->public_id);
  asset->format = g_strdup (original->kind.format);
  asset->version = MAX (1, original->modified_us / G_USEC_PER_SEC);
  asset->created_at_us = original->modified_us;
  asset->created_at = ps_time_to_text (original->modified_us);
  asset->uploaded_at = g_strdup (asset->created_at);
  asset->n_bytes = original->n_bytes;
  asset->etag = g_strdup (original->md5);
  asset->width = original->kind.width;
  asset->height = original->kind.height;
  asset->original_filename = strip_extension (base);
  asset->status = g_strdup ("active");
  asset->access_mode = g_strdup ("public");
  asset->has = PS_ASSET_HAS_TAGS | PS_ASSET_HAS_CONTEXT | PS_ASSET_HAS_METADATA | PS_ASSET_HAS_ETAG;
  if (self->is_fixed)
    asset->folder = g_steal_pointer (&folder);
  else
    {
      asset->asset_folder = g_steal_pointer (&folder);
      asset->display_name =
          strcmp (original->kind.resource_type, "raw") == 0 ? g_strdup (base) : strip_extension (base);
    }
  return asset;
}

static GBytes *
originals_get_bytes (PsSource  *source,
                     guint      index,
                     GError   **error)
{
  const Original *original = g_ptr_array_index (((Originals *) source)->originals, index);
  g_autoptr(GMappedFile) mapped = NULL;
  g_autofree char *data = NULL;
  GBytes *bytes;
  gsize n = 0;

  if (original->n_bytes <= MOST_TO_READ)
    {
      if (!g_file_get_contents (original->path, &data, &n, error))
        return NULL;
      bytes = g_bytes_new_take (g_steal_pointer (&data), n);
    }
  else
    {
      mapped = g_mapped_file_new (original->path, FALSE, error);
      if (mapped == NULL)
        return NULL;
      bytes = g_mapped_file_get_bytes (mapped);
    }
  if ((gint64) g_bytes_get_size (bytes) == original->n_bytes)
    return bytes;
  g_bytes_unref (bytes);
  {
    g_autofree char *shown = ps_text_visible (original->relative, 200);

    /* Translators: %s is the name of a file that the demo cloud serves. */
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 _ ("“%s” was changed since the demo cloud was started. Start it again."), shown);
  }
  return NULL;
}

static gboolean
originals_prepare (PsSource     *source,
                   void        (*progress) (double, gpointer),
                   gpointer      user_data,
                   GCancellable *cancellable,
                   GError      **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (progress != NULL)
    progress (1, user_data);
  return TRUE;
}

static gboolean
originals_get_truth (PsSource       *source,
                     guint           index,
                     PsGalleryTruth *truth)
{
  *truth = (PsGalleryTruth) { -1, -1, -1, -1, 0 };
  return FALSE;
}

static gint64
originals_find (PsSource   *source,
                const char *resource_type,
                const char *resource_kind,
                const char *public_id)
{
  return ps_source_index_find (&((Originals *) source)->index, resource_type, resource_kind, public_id);
}

static gint64
originals_find_asset_id (PsSource   *source,
                         const char *asset_id)
{
  return ps_source_index_find_asset_id (&((Originals *) source)->index, asset_id);
}

static guint
originals_count_of_type (PsSource   *source,
                         const char *resource_type)
{
  return ps_source_index_count_of_type (&((Originals *) source)->index, resource_type);
}

static guint
originals_nth_of_type (PsSource   *source,
                       const char *resource_type,
                       guint       n)
{
  return ps_source_index_nth_of_type (&((Originals *) source)->index, resource_type, n);
}

static void
originals_free (PsSource *source)
{
  Originals *self = (Originals *) source;

  g_ptr_array_unref (self->originals);
  ps_source_index_clear (&self->index);
  g_free (self);
}

/**
 * ps_source_originals_new:
 * @options: what it shall be; only the folder and its mode count
 * @error: set with a #GFileError if the folder cannot be read
 *
 * Reads every file for its MD5. What cannot be read is left out, with a
 * message on standard error.
 *
 * Returns: (transfer full) (nullable): the files of a folder
 */
PsSource *
ps_source_originals_new (const PsGalleryOptions  *options,
                         GError                 **error)
{
  g_autoptr(GPtrArray) originals = g_ptr_array_new_with_free_func (free_original);
  Originals *self;

  if (!walk (originals, options->originals, "", error))
    return NULL;
  g_ptr_array_sort (originals, compare_originals);
  self = g_new0 (Originals, 1);
  self->parent = (PsSource) {
    originals->len, originals_free, originals_prepare, originals_get_asset, originals_get_bytes, originals_get_truth,
    originals_find, originals_find_asset_id, originals_count_of_type, originals_nth_of_type
  };
  self->is_fixed = options->fixed_folders;
  self->originals = g_steal_pointer (&originals);
  ps_source_index_init (&self->index);
  name_originals (self);
  return &self->parent;
}
