/* src/cloud/secret-memory.c: strings that are kept out of swap and core dumps, and wiped.
 *
 * Each has a mapping of its own: there are one or two of them, a page each is cheap.
 */
#include "cloud/secret-memory.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

typedef struct
{
  gsize n_bytes; /* of the whole mapping */
  char text[];
} Page;

/**
 * ps_secret_memory_dup:
 * @secret: a secret
 *
 * Locking fails where the user's limit is used up; the secret is then kept
 * out of core dumps still, and wiped when freed.
 *
 * Returns: (transfer full): a copy, freed with ps_secret_memory_free()
 */
char *
ps_secret_memory_dup (const char *secret)
{
  gsize page_size = sysconf (_SC_PAGESIZE);
  gsize n_bytes = sizeof (Page) + strlen (secret) + 1;
  Page *page;

  n_bytes = (n_bytes + page_size - 1) / page_size * page_size;
  page = mmap (NULL, n_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED)
    g_error ("Out of memory");
  if (mlock (page, n_bytes) != 0)
    g_debug ("The secret's memory could not be locked");
  madvise (page, n_bytes, MADV_DONTDUMP);
  page->n_bytes = n_bytes;
  strcpy (page->text, secret);
  return page->text;
}

/**
 * ps_secret_memory_free:
 * @secret: (nullable) (transfer full): what ps_secret_memory_dup() gave
 */
void
ps_secret_memory_free (char *secret)
{
  Page *page;
  gsize n_bytes;

  if (secret == NULL)
    return;
  page = (Page *) (void *) (secret - G_STRUCT_OFFSET (Page, text));
  n_bytes = page->n_bytes;
  explicit_bzero (page, n_bytes);
  munmap (page, n_bytes);
}

/**
 * ps_secret_memory_wipe:
 * @text: (nullable) (transfer full): an ordinary string with a secret in it
 *
 * Overwrites @text, then frees it with g_free().
 */
void
ps_secret_memory_wipe (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}
