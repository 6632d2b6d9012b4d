/* src/vault/digest.h: MD5 (what the cloud lists) and SHA-256 (what the manifest keeps) of one stream of bytes. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PsDigest PsDigest;

PsDigest *ps_digest_new    (void);
void      ps_digest_free   (PsDigest     *self);
void      ps_digest_reset  (PsDigest     *self);
void      ps_digest_update (PsDigest     *self,
                            const void   *bytes,
                            gsize         n_bytes);
void      ps_digest_finish (PsDigest     *self,
                            char          md5[33],
                            char          sha256[65]);
gint64    ps_digest_file   (int           fd,
                            PsDigest     *digest,
                            GCancellable *cancellable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsDigest, ps_digest_free)

G_END_DECLS
