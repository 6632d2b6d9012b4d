/* src/vault/marker.c: .proofsheet/library.json, which makes a folder a library and says which one. */
#include "vault/marker.h"

#include <glib/gi18n-lib.h>

#include "base/text.h"
#include "base/times.h"
#include "vault/contained.h"
#include "vault/flat-json.h"

/**
 * ps_marker_new:
 * @cloud_name: which cloud the library is for
 *
 * Returns: (transfer full): a marker with a random id
 */
PsMarker *
ps_marker_new (const char *cloud_name)
{
  PsMarker *self = g_new0 (PsMarker, 1);

  self->format = PS_MARKER_FORMAT;
  self->library_id = g_uuid_string_random ();
  self->cloud_name = g_strdup (cloud_name);
  return self;
}

/**
 * ps_marker_free:
 * @self: (transfer full): a marker
 */
void
ps_marker_free (PsMarker *self)
{
  g_free (self->library_id);
  g_free (self->cloud_name);
  g_free (self);
}

static PsMarker *
parse (const char *text)
{
  g_autoptr(GHashTable) object = ps_flat_json_parse (text);
  const char *library_id, *cloud_name;
  PsMarker *self;

  if (object == NULL)
    return NULL;
  library_id = ps_flat_json_get_text (object, "library_id");
  cloud_name = ps_flat_json_get_text (object, "cloud_name");
  if (library_id == NULL || !g_uuid_string_is_valid (library_id) || cloud_name == NULL
      || !g_utf8_validate (cloud_name, -1, NULL))
    return NULL;

  self = g_new0 (PsMarker, 1);
  self->format = ps_flat_json_get_number (object, "format", 0);
  self->library_id = g_strdup (library_id);
  self->cloud_name = ps_text_valid (cloud_name, -1, 256);
  self->file_system = ps_flat_json_get_number (object, "file_system", 0);
  self->abilities = (PsVaultAbilities) {
    .case_sensitive = ps_flat_json_get_flag (object, "case_sensitive", FALSE),
    .nfc_sensitive = ps_flat_json_get_flag (object, "nfc_sensitive", FALSE),
    .any_characters = ps_flat_json_get_flag (object, "any_characters", FALSE),
    .rename_noreplace = ps_flat_json_get_flag (object, "rename_noreplace", FALSE),
    .links = ps_flat_json_get_flag (object, "links", FALSE),
    .permissions = ps_flat_json_get_flag (object, "permissions", FALSE),
    .max_file_size = ps_flat_json_get_number (object, "max_file_size", -1),
  };
  return self;
}

/**
 * ps_marker_read:
 * @root_fd: the folder
 * @error: %PS_VAULT_ERROR_NO_MARKER if the folder is no library; _UNSUITABLE if
 *   a newer Proofsheet made it; _IO if the drive fails
 *
 * Returns: (transfer full) (nullable): the marker
 */
PsMarker *
ps_marker_read (int      root_fd,
                GError **error)
{
  g_autoptr(GError) reason = NULL;
  g_autofree char *text = ps_contained_read_text (root_fd, PS_MARKER_PATH, 64 * 1024, &reason);
  g_autoptr(PsMarker) self = NULL;

  if (text == NULL && !g_error_matches (reason, PS_VAULT_ERROR, PS_VAULT_ERROR_MISSING)
      && !g_error_matches (reason, PS_VAULT_ERROR, PS_VAULT_ERROR_EXISTS))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return NULL;
    }
  if (text == NULL)
    {
      g_set_error_literal (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_MARKER,
                           _("This folder is not a Proofsheet library: its marker is not there. If the library is on a drive, "
                             "plug the drive in. Nothing was changed."));
      return NULL;
    }
  self = parse (text);
  if (self == NULL)
    {
      g_set_error_literal (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_MARKER,
                           _("The marker of this library (.proofsheet/library.json) cannot be read. The photos are untouched. "
                             "Put the marker back from a copy of the library."));
      return NULL;
    }
  if (self->format > PS_MARKER_FORMAT)
    {
      g_set_error_literal (error, PS_VAULT_ERROR, PS_VAULT_ERROR_UNSUITABLE,
                           _("This library was made by a newer Proofsheet. Update Proofsheet to open it; nothing was changed."));
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * ps_marker_write:
 * @self: a marker
 * @root_fd: the folder, with .proofsheet/ in it
 * @error: return location
 *
 * Returns: whether the folder is a library now
 */
gboolean
ps_marker_write (const PsMarker  *self,
                 int              root_fd,
                 GError         **error)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *now = ps_time_now_text ();

  ps_flat_json_open (out);
  ps_flat_json_number (out, "format", self->format);
  ps_flat_json_text (out, "library_id", self->library_id);
  ps_flat_json_text (out, "cloud_name", self->cloud_name);
  ps_flat_json_text (out, "created_at", now);
  ps_flat_json_text (out, "made_by", "Proofsheet " PS_VERSION);
  ps_flat_json_number (out, "file_system", self->file_system);
  ps_flat_json_flag (out, "case_sensitive", self->abilities.case_sensitive);
  ps_flat_json_flag (out, "nfc_sensitive", self->abilities.nfc_sensitive);
  ps_flat_json_flag (out, "any_characters", self->abilities.any_characters);
  ps_flat_json_flag (out, "rename_noreplace", self->abilities.rename_noreplace);
  ps_flat_json_flag (out, "links", self->abilities.links);
  ps_flat_json_flag (out, "permissions", self->abilities.permissions);
  ps_flat_json_number (out, "max_file_size", self->abilities.max_file_size);
  ps_flat_json_close (out);
  return ps_contained_replace (root_fd, PS_MARKER_PATH, out->str, error);
}
