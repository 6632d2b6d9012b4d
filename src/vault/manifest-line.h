/* src/vault/manifest-line.h: one file as a line of the manifests, and such lines read back. */
#pragma once

#include "vault/manifest.h"

G_BEGIN_DECLS

#define PS_MANIFEST_JSONL_PATH ".proofsheet/manifest.jsonl"
#define PS_MANIFEST_SUMS_PATH "MANIFEST.sha256"

void       ps_manifest_line_sum  (GString               *out,
                                  const PsManifestEntry *entry);
void       ps_manifest_line_json (GString               *out,
                                  const PsManifestEntry *entry);
GPtrArray *ps_manifest_line_read (int                    root_fd,
                                  gint64                *offset,
                                  GError               **error);

G_END_DECLS
