/* src/vault/manifest-line.c: one file as a line of the manifests, and such lines read back. */
#include "vault/manifest-line.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "vault/contained.h"
#include "vault/flat-json.h"

#define CHUNK_BYTES (1024 * 1024)

/* sha256sum's format: a name with a backslash or a line end is escaped, and its line begins with a backslash. */
void
ps_manifest_line_sum (GString               *out,
                      const PsManifestEntry *entry)
{
  gboolean odd = strpbrk (entry->path, "\\\n") != NULL;

  g_string_append_printf (out, "%s%s  ", odd ? "\\" : "", entry->sha256);
  for (const char *p = entry->path; *p != '\0'; p++)
    {
      if (*p == '\\')
        g_string_append (out, "\\\\");
      else if (*p == '\n')
        g_string_append (out, "\\n");
      else
        g_string_append_c (out, *p);
    }
  g_string_append_c (out, '\n');
}

void
ps_manifest_line_json (GString               *out,
                       const PsManifestEntry *entry)
{
  ps_flat_json_open (out);
  ps_flat_json_text (out, "path", entry->path);
  ps_flat_json_number (out, "bytes", entry->n_bytes);
  ps_flat_json_text (out, "md5", entry->md5);
  ps_flat_json_text (out, "sha256", entry->sha256);
  ps_flat_json_text (out, "asset_id", entry->asset_id);
  ps_flat_json_text (out, "resource_type", entry->resource_type);
  ps_flat_json_text (out, "type", entry->resource_kind);
  ps_flat_json_text (out, "public_id", entry->public_id);
  ps_flat_json_number (out, "version", entry->version);
  ps_flat_json_text (out, "etag", entry->etag);
  ps_flat_json_close (out);
}

static PsManifestEntry *
parse (const char *line)
{
  g_autoptr(GHashTable) object = ps_flat_json_parse (line);
  const char *path = object != NULL ? ps_flat_json_get_text (object, "path") : NULL;
  PsManifestEntry *entry;

  /* The file may come from anybody: no path out of the library is believed. */
  if (!ps_contained_is_valid (path))
    return NULL;
  entry = g_new0 (PsManifestEntry, 1);
  entry->path = g_strdup (path);
  entry->n_bytes = ps_flat_json_get_number (object, "bytes", -1);
  entry->md5 = g_strdup (ps_flat_json_get_text (object, "md5"));
  entry->sha256 = g_strdup (ps_flat_json_get_text (object, "sha256"));
  entry->asset_id = g_strdup (ps_flat_json_get_text (object, "asset_id"));
  entry->resource_type = g_strdup (ps_flat_json_get_text (object, "resource_type"));
  entry->resource_kind = g_strdup (ps_flat_json_get_text (object, "type"));
  entry->public_id = g_strdup (ps_flat_json_get_text (object, "public_id"));
  entry->version = ps_flat_json_get_number (object, "version", 0);
  entry->etag = g_strdup (ps_flat_json_get_text (object, "etag"));
  return entry;
}

/**
 * ps_manifest_line_read:
 * @root_fd: a library's folder
 * @offset: (inout): where in manifest.jsonl to go on; moved on
 * @error: return location
 *
 * Reads about a megabyte. Lines that are no entries are passed over.
 *
 * Returns: (transfer full) (nullable) (element-type PsManifestEntry): entries;
 *   none at the end
 */
GPtrArray *
ps_manifest_line_read (int      root_fd,
                       gint64  *offset,
                       GError **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_manifest_entry_free);
  ps_autofd fd = ps_contained_open (root_fd, PS_MANIFEST_JSONL_PATH, O_RDONLY | O_NONBLOCK, error);
  g_autofree char *chunk = g_malloc (CHUNK_BYTES + 1);

  if (fd < 0)
    return NULL;
  while (entries->len == 0)
    {
      ssize_t n = pread (fd, chunk, CHUNK_BYTES, *offset);
      char *line = chunk, *end;

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          ps_vault_set_errno (error, errno, PS_ERRNO_BYTES, PS_MANIFEST_JSONL_PATH);
          return NULL;
        }
      if (n == 0)
        break;
      while ((end = memchr (line, '\n', chunk + n - line)) != NULL)
        {
          PsManifestEntry *entry;

          *end = '\0';
          entry = parse (line);
          if (entry != NULL)
            g_ptr_array_add (entries, entry);
          line = end + 1;
        }
      /* No line is that long: over what cannot be one; what is left at the end was cut off. */
      *offset += line > chunk ? line - chunk : n;
    }
  return g_steal_pointer (&entries);
}
