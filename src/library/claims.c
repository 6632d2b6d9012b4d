/* src/library/claims.c: which of the predecessor's photos a file is of, where several may be meant.
 *
 * The predecessor wrote "a/b" and "a_b" into one file, and the catalogue keeps
 * no two photos in places that differ in case alone. Such a file goes to the
 * photo whose old checksum or size it has, the first one of equals; the others
 * have no file, and are fetched to places of their own.
 */
#include "library/claims.h"

#include <limits.h>
#include <string.h>

#define N_NAMES 2

/* How well a file fits what the old database says of a photo. */
typedef enum { FITS_NOT, FITS_MAYBE, FITS_SIZE, FITS_CHECKSUM } Fit;

typedef struct
{
  const PsAdoptable *first; /* borrowed */
  GPtrArray *others;        /* owned, nullable, borrowed elements */
  gboolean is_taken;
} Claim;

struct _PsClaims
{
  GHashTable *claims; /* owned: what the catalogue keeps one of → Claim */
};

static void
claim_free (gpointer data)
{
  Claim *claim = data;

  g_clear_pointer (&claim->others, g_ptr_array_unref);
  g_free (claim);
}

/* What the predecessor may have called a photo's file. NULL: there are no more. */
static char *
make_name (const PsAdoptable *photo,
           guint              n)
{
  if (n == 0)
    return photo->format != NULL ? g_strconcat (photo->stem, ".", photo->format, NULL) : g_strdup (photo->stem);
  return n == 1 && photo->format != NULL ? g_strdup (photo->stem) : NULL;
}

/* What Proofsheet keeps for itself, or writes there, is no photo, whatever a photo is called; nor is what no disk can hold. By
 * the key: some drives do not tell case. */
static gboolean
may_be_photo (const char *name,
              const char *key)
{
  return *name != '\0' && strlen (name) <= NAME_MAX && strchr (name, '/') == NULL && !g_str_equal (name, ".") && !g_str_equal (name, "..")
         && !g_str_has_prefix (key, "photos.db") && !g_str_has_prefix (key, ".proofsheet")
         && !g_str_equal (key, "manifest.sha256") && !g_str_equal (key, "read-me.txt");
}

static void
add_claim (PsClaims          *self,
           const PsAdoptable *photo,
           const char        *name)
{
  g_autofree char *key = ps_adoptable_make_key (name);
  Claim *claim = g_hash_table_lookup (self->claims, key);

  if (!may_be_photo (name, key))
    return;
  if (claim != NULL)
    {
      if (claim->others == NULL)
        claim->others = g_ptr_array_new ();
      g_ptr_array_add (claim->others, (gpointer) photo);
      return;
    }
  claim = g_new (Claim, 1);
  *claim = (Claim) { .first = photo };
  g_hash_table_insert (self->claims, g_steal_pointer (&key), claim);
}

static Claim *
find_claim (PsClaims   *self,
            const char *name)
{
  g_autofree char *key = ps_adoptable_make_key (name);

  return g_hash_table_lookup (self->claims, key);
}

/* The predecessor did not write which kind of checksum it was: its length tells. */
static Fit
judge (const PsAdoptable    *photo,
       const PsVaultReading *reading)
{
  gsize length = photo->checksum != NULL ? strlen (photo->checksum) : 0;
  const char *sum = length == strlen (reading->md5) ? reading->md5 : length == strlen (reading->sha256) ? reading->sha256 : NULL;

  if (sum != NULL)
    return g_ascii_strcasecmp (photo->checksum, sum) == 0 ? FITS_CHECKSUM : FITS_NOT;
  if (photo->n_bytes >= 0)
    return photo->n_bytes == reading->n_bytes ? FITS_SIZE : FITS_NOT;
  return FITS_MAYBE;
}

/**
 * ps_claims_new:
 * @photos: (element-type PsAdoptable): all photos; they outlive it
 *
 * Returns: (transfer full): who may mean which file
 */
PsClaims *
ps_claims_new (GPtrArray *photos)
{
  PsClaims *self = g_new (PsClaims, 1);

  self->claims = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, claim_free);
  for (guint i = 0; i < photos->len; i++)
    for (guint n = 0; n < N_NAMES; n++)
      {
        g_autofree char *name = make_name (g_ptr_array_index (photos, i), n);

        if (name != NULL)
          add_claim (self, g_ptr_array_index (photos, i), name);
      }
  return self;
}

/**
 * ps_claims_free:
 * @self: (transfer full): claims
 */
void
ps_claims_free (PsClaims *self)
{
  g_hash_table_unref (self->claims);
  g_free (self);
}

/**
 * ps_claims_get_name:
 * @self: claims
 * @photo: one of its photos
 * @n: (inout): which of its names is the first to be thought of; then which one it is
 *
 * Returns: (transfer full) (nullable): what its file may be called; %NULL: there are no more names
 */
char *
ps_claims_get_name (PsClaims          *self,
                    const PsAdoptable *photo,
                    guint             *n)
{
  for (; *n < N_NAMES; (*n)++)
    {
      g_autofree char *name = make_name (photo, *n);
      const Claim *claim = name != NULL ? find_claim (self, name) : NULL;

      if (claim != NULL && !claim->is_taken)
        return g_steal_pointer (&name);
    }
  return NULL;
}

/**
 * ps_claims_take:
 * @self: claims
 * @photo: one of its photos
 * @name: one of its names, of which no file was taken
 * @reading: the file of that name, whole
 *
 * A file that only one photo can mean is that photo's, whatever it holds: the
 * next backup compares it with the cloud.
 *
 * Returns: whether it is @photo's file
 */
gboolean
ps_claims_take (PsClaims             *self,
                const PsAdoptable    *photo,
                const char           *name,
                const PsVaultReading *reading)
{
  Claim *claim = find_claim (self, name);

  if (claim->others != NULL)
    {
      Fit fit = judge (photo, reading);
      gboolean is_best = fit > FITS_NOT && judge (claim->first, reading) <= fit;

      for (guint i = 0; is_best && i < claim->others->len; i++)
        is_best = judge (g_ptr_array_index (claim->others, i), reading) <= fit;
      if (!is_best)
        return FALSE;
    }
  claim->is_taken = TRUE;
  return TRUE;
}
