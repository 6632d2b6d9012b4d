/* src/vault/digest.c: MD5 (what the cloud lists) and SHA-256 (what the manifest keeps) of one stream of bytes.
 *
 * libcrypto uses the processor's own instructions; measured, it is several
 * times faster at SHA-256 than GChecksum. The algorithms are fetched once:
 * OpenSSL 3 looks them up anew on every other way to ask.
 */
#include "vault/digest.h"

#include <errno.h>
#include <openssl/evp.h>
#include <unistd.h>

#define CHUNK_BYTES (256 * 1024)

struct _PsDigest
{
  EVP_MD_CTX *md5, *sha256; /* owned */
};

static const EVP_MD *
get_algorithm (const char    *name,
               const EVP_MD **slot)
{
  if (g_once_init_enter (slot))
    {
      EVP_MD *algorithm = EVP_MD_fetch (NULL, name, "-fips");

      /* Without its digests the library is broken beyond use: nothing could be proven. */
      if (algorithm == NULL)
        g_error ("libcrypto has no %s", name);
      g_once_init_leave (slot, algorithm);
    }
  return *slot;
}

static const EVP_MD *md5_algorithm, *sha256_algorithm;

/**
 * ps_digest_new:
 *
 * Returns: (transfer full): digests of nothing yet
 */
PsDigest *
ps_digest_new (void)
{
  PsDigest *self = g_new (PsDigest, 1);

  self->md5 = EVP_MD_CTX_new ();
  self->sha256 = EVP_MD_CTX_new ();
  if (self->md5 == NULL || self->sha256 == NULL)
    g_error ("Out of memory");
  ps_digest_reset (self);
  return self;
}

/**
 * ps_digest_free:
 * @self: (transfer full): digests
 */
void
ps_digest_free (PsDigest *self)
{
  EVP_MD_CTX_free (self->md5);
  EVP_MD_CTX_free (self->sha256);
  g_free (self);
}

/**
 * ps_digest_reset:
 * @self: digests; from now on of nothing
 */
void
ps_digest_reset (PsDigest *self)
{
  if (!EVP_DigestInit_ex (self->md5, get_algorithm ("MD5", &md5_algorithm), NULL)
      || !EVP_DigestInit_ex (self->sha256, get_algorithm ("SHA256", &sha256_algorithm), NULL))
    g_error ("libcrypto cannot start a digest");
}

/**
 * ps_digest_update:
 * @self: digests
 * @bytes: what comes next
 * @n_bytes: how much of it
 *
 * One thread at a time.
 */
void
ps_digest_update (PsDigest   *self,
                  const void *bytes,
                  gsize       n_bytes)
{
  if (!EVP_DigestUpdate (self->md5, bytes, n_bytes) || !EVP_DigestUpdate (self->sha256, bytes, n_bytes))
    g_error ("libcrypto cannot go on with a digest");
}

static void
finish_one (EVP_MD_CTX *context,
            char       *hex)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guchar bytes[EVP_MAX_MD_SIZE];
  unsigned n_bytes;
  EVP_MD_CTX *copy = EVP_MD_CTX_new ();

  /* Of a copy: after a commit that failed, more bytes may still come. */
  if (copy == NULL || !EVP_MD_CTX_copy_ex (copy, context) || !EVP_DigestFinal_ex (copy, bytes, &n_bytes))
    g_error ("libcrypto cannot end a digest");
  EVP_MD_CTX_free (copy);
  for (unsigned i = 0; i < n_bytes; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  memcpy (hex, text->str, text->len + 1);
}

/**
 * ps_digest_finish:
 * @self: digests; they can still go on
 * @md5: (out): 32 lower-case hex digits
 * @sha256: (out): 64 lower-case hex digits
 */
void
ps_digest_finish (PsDigest *self,
                  char      md5[33],
                  char      sha256[65])
{
  finish_one (self->md5, md5);
  finish_one (self->sha256, sha256);
}

/**
 * ps_digest_file:
 * @fd: a file, read from its beginning
 * @digest: digests of nothing
 * @cancellable: (nullable): asked between chunks
 *
 * read(2), never a map: a file that shrinks must not kill us.
 *
 * Returns: how many bytes were read to the end, or −1 with errno set
 *   (ECANCELED: cancelled)
 */
gint64
ps_digest_file (int           fd,
                PsDigest     *digest,
                GCancellable *cancellable)
{
  g_autofree char *chunk = g_malloc (CHUNK_BYTES);
  gint64 n_read = 0;

  for (;;)
    {
      ssize_t n;

      if (g_cancellable_is_cancelled (cancellable))
        {
          errno = ECANCELED;
          return -1;
        }
      n = pread (fd, chunk, CHUNK_BYTES, n_read);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return n < 0 ? -1 : n_read;
      ps_digest_update (digest, chunk, n);
      n_read += n;
    }
}
