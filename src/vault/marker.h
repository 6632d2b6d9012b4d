/* src/vault/marker.h: .proofsheet/library.json, which makes a folder a library and says which one. */
#pragma once

#include "vault/errors.h"

G_BEGIN_DECLS

#define PS_MARKER_PATH ".proofsheet/library.json"
#define PS_MARKER_FORMAT 1

typedef struct
{
  gint64 format;
  char *library_id, *cloud_name; /* owned */
  gint64 file_system;            /* statfs's f_type where the abilities were tried */
  PsVaultAbilities abilities;
} PsMarker;

PsMarker *ps_marker_new   (const char      *cloud_name);
void      ps_marker_free  (PsMarker        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsMarker, ps_marker_free)

PsMarker *ps_marker_read  (int              root_fd,
                           GError         **error);
gboolean  ps_marker_write (const PsMarker  *self,
                           int              root_fd,
                           GError         **error);

G_END_DECLS
