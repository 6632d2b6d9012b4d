/* src/look/metadata.c: EXIF, IPTC and XMP of one file -> facts. Helper program only.
 *
 * Who wins where several say the same follows the Metadata Working Group's
 * guidelines (2.0, section 3): XMP before IPTC, unless the IPTC was changed by
 * a program that knew no XMP, which its digest tells; EXIF's description,
 * artist and copyright where neither says anything.
 */
#include "look/metadata.h"

#include <string.h>

#include "look/captions.h"
#include "look/exif.h"
#include "look/iptc.h"
#include "look/xmp.h"

#define MAX_LIST 6000 /* bytes of a list, line ends included */

/* The digest is written beside the XMP, over the IPTC of that moment. */
static gboolean
is_iptc_newer (const PsContainer *container)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  guint8 digest[16];
  gsize size, n_digest = sizeof digest;
  const guint8 *data;

  if (container->iptc == NULL || container->iptc_digest == NULL)
    return FALSE;
  data = g_bytes_get_data (container->iptc, &size);
  g_checksum_update (checksum, data, (gssize) size);
  g_checksum_get_digest (checksum, digest, &n_digest);
  return memcmp (digest, g_bytes_get_data (container->iptc_digest, NULL), sizeof digest) != 0;
}

static char *
pick (const char *first,
      const char *second,
      const char *third)
{
  return g_strdup (first != NULL ? first : second != NULL ? second : third);
}

/* One a line; a word that has line ends itself is parted by blanks instead. Whole words only, as many as there is room for. */
static char *
join (GPtrArray *words)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint i = 0; words != NULL && i < words->len; i++)
    {
      g_autofree char *word = g_strstrip (g_strdelimit (g_strdup (g_ptr_array_index (words, i)), "\n", ' '));

      if (*word == '\0' || out->len + strlen (word) + 1 > MAX_LIST)
        continue;
      g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", word);
    }
  return out->len > 0 ? g_strdup (out->str) : NULL;
}

static void
merge (PsFacts          *facts,
       const PsCaptions *first,
       const PsCaptions *second)
{
  facts->title = pick (first->title, second->title, NULL);
  if (facts->title == NULL)
    facts->title = pick (first->headline, second->headline, NULL);
  facts->caption = pick (first->caption, second->caption, facts->description);
  facts->creator = pick (first->creator, second->creator, facts->artist);
  facts->rights = pick (first->rights, second->rights, facts->copyright);
  facts->label = pick (first->label, second->label, NULL);
  facts->keywords = join (first->keywords != NULL ? first->keywords : second->keywords);
  facts->keyword_paths = join (first->keyword_paths != NULL ? first->keyword_paths : second->keyword_paths);
  if (first->rating != PS_NO_RATING)
    facts->rating = first->rating;
  else if (second->rating != PS_NO_RATING)
    facts->rating = second->rating;
}

/**
 * ps_metadata_read:
 * @container: a file's headers
 * @facts: facts that nobody else holds yet; all but the size is filled
 */
void
ps_metadata_read (const PsContainer *container,
                  PsFacts           *facts)
{
  g_auto(PsCaptions) xmp = { 0 }, iptc = { 0 };
  gboolean iptc_first = is_iptc_newer (container);

  ps_captions_init (&xmp);
  ps_captions_init (&iptc);
  if (container->exif != NULL)
    ps_exif_read (container->exif, facts);
  if (container->orientation != 0)
    facts->orientation = container->orientation;
  if (container->xmp != NULL)
    ps_xmp_read (container->xmp, &xmp);
  if (container->iptc != NULL)
    ps_iptc_read (container->iptc, &iptc);
  merge (facts, iptc_first ? &iptc : &xmp, iptc_first ? &xmp : &iptc);
}
