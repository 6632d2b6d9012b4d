/* src/vault/manifest-log.h: the two manifests as files: appended to, and put in place whole. */
#pragma once

#include "vault/manifest-line.h"

G_BEGIN_DECLS

typedef struct _PsManifestLog PsManifestLog;

PsManifestLog    *ps_manifest_log_new           (int               root_fd,
                                                 gboolean          read_only);
void              ps_manifest_log_free          (PsManifestLog    *self);
gboolean          ps_manifest_log_make          (int               root_fd,
                                                 GError          **error);
void              ps_manifest_log_set_dirty     (PsManifestLog    *self);
void              ps_manifest_log_append        (PsManifestLog    *self,
                                                 GPtrArray        *entries);
void              ps_manifest_log_set_stale     (PsManifestLog    *self);
gboolean          ps_manifest_log_is_stale      (PsManifestLog    *self);
gboolean          ps_manifest_log_close         (PsManifestLog    *self,
                                                 GError          **error);

PsManifestWriter *ps_manifest_log_begin         (PsManifestLog    *self,
                                                 GError          **error);
gboolean          ps_manifest_log_add           (PsManifestLog    *self,
                                                 PsManifestWriter *writer,
                                                 GPtrArray        *entries,
                                                 GError          **error);
gboolean          ps_manifest_log_finish        (PsManifestLog    *self,
                                                 PsManifestWriter *writer,
                                                 GError          **error);
void              ps_manifest_log_abandon       (PsManifestLog    *self,
                                                 PsManifestWriter *writer);

G_END_DECLS
