/* tests/demo/stand-in-gallery.c: a gallery made of numbers, so that the server's tests need no drawing.
 *
 * It has what the server must cope with: three resource types, private and
 * authenticated assets, twins of one public id, Unicode names, structured
 * metadata, and up to a million assets at no cost.
 */
#include "demo/gallery.h"

#include <string.h>

#include <libexif/exif-data.h>

#include "base/times.h"

#define FIRST_TIME_S G_GINT64_CONSTANT (1700000000)

struct _PsGallery
{
  GObject parent_instance;

  guint n;
  gboolean fixed;
  gint64 pad_bytes;
  gboolean is_slow; /* with a max_side of 1, each asset takes a while, as if it had to be drawn */
};

G_DEFINE_FINAL_TYPE (PsGallery, ps_gallery, G_TYPE_OBJECT)

static void
ps_gallery_class_init (PsGalleryClass *klass)
{
}

static void
ps_gallery_init (PsGallery *self)
{
}

PsGallery *
ps_gallery_new (const PsGalleryOptions  *options,
                GError                 **error)
{
  PsGallery *self = g_object_new (PS_TYPE_GALLERY, NULL);

  self->n = options->n_photos > 0 ? options->n_photos : 400;
  self->fixed = options->fixed_folders;
  self->pad_bytes = options->pad_bytes;
  self->is_slow = options->max_side == 1;
  return self;
}

gboolean
ps_gallery_prepare (PsGallery     *self,
                    void         (*progress) (double, gpointer),
                    gpointer       user_data,
                    GCancellable  *cancellable,
                    GError       **error)
{
  return TRUE;
}

guint
ps_gallery_get_n_assets (PsGallery *self)
{
  return self->n;
}

/* Of every ten assets the last is a video and the last but one raw. */
static const char *
get_type (guint index)
{
  return index % 10 == 9 ? "video" : index % 10 == 8 ? "raw" : "image";
}

static const char *
get_kind (guint index)
{
  return index % 10 == 3 ? "private" : index % 10 == 4 ? "authenticated" : "upload";
}

/* Numbers 6 and 7 of each ten are twins but for their kind… and their type is the same. */
static char *
dup_public_id (guint index)
{
  if (index % 10 == 8)
    return g_strdup_printf ("sidecars/file-%u.zip", index);
  if (index % 10 == 2)
    return g_strdup_printf ("Zürich/été %u", index);
  if (index % 10 == 5)
    return g_strdup_printf ("v2/c_fill/photo %u", index);
  return g_strdup_printf ("weddings/2024/IMG_%u", index);
}

/* A JPEG's frame with an EXIF block, then padding: enough for libexif. */
static GBytes *
make_exif_file (void)
{
  ExifData *exif = exif_data_new ();
  const struct { ExifIfd ifd; ExifTag tag; const char *text; } texts[] = {
    { EXIF_IFD_0, EXIF_TAG_MAKE, "Canon" }, { EXIF_IFD_0, EXIF_TAG_MODEL, "Canon EOS R5" },
    { EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL, "2024:06:22 21:14:09" },
  };
  GByteArray *file = g_byte_array_new ();
  unsigned char *block = NULL;
  unsigned int n_block = 0;
  guint8 head[4] = { 0xff, 0xd8, 0xff, 0xe1 }, length[2];

  exif_data_set_byte_order (exif, EXIF_BYTE_ORDER_INTEL);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      ExifMem *memory = exif_mem_new_default ();
      ExifEntry *entry = exif_entry_new_mem (memory);

      entry->tag = texts[i].tag;
      entry->format = EXIF_FORMAT_ASCII;
      entry->components = strlen (texts[i].text) + 1;
      entry->size = entry->components;
      entry->data = exif_mem_alloc (memory, entry->size);
      memcpy (entry->data, texts[i].text, entry->size);
      exif_content_add_entry (exif->ifd[texts[i].ifd], entry);
      exif_entry_unref (entry);
      exif_mem_unref (memory);
    }
  exif_data_save_data (exif, &block, &n_block);
  exif_data_unref (exif);
  length[0] = (n_block + 2) >> 8;
  length[1] = (n_block + 2) & 0xff;
  g_byte_array_append (file, head, sizeof head);
  g_byte_array_append (file, length, sizeof length);
  g_byte_array_append (file, block, n_block);
  g_byte_array_append (file, (const guint8 *) "\xff\xd9", 2);
  free (block);
  return g_byte_array_free_to_bytes (file);
}

GBytes *
ps_gallery_get_bytes (PsGallery  *self,
                      guint       index,
                      GError    **error)
{
  gsize n = self->pad_bytes > 0 ? (gsize) self->pad_bytes : 3000 + index % 1000;
  guint8 *data;

  if (index == 0 && self->pad_bytes == 0)
    return make_exif_file ();
  data = g_malloc (n);
  for (gsize i = 0; i < n; i++)
    data[i] = (i * 7 + (i >> 8) + index) & 0xff;
  return g_bytes_new_take (data, n);
}

PsAsset *
ps_gallery_get_asset (PsGallery *self,
                      guint      index)
{
  static const char *const tags[] = { "wedding", "2024", "Åse & Jörg", NULL };
  PsAsset *asset = ps_asset_new ();
  gint64 time_us = (FIRST_TIME_S + index * G_GINT64_CONSTANT (60)) * G_USEC_PER_SEC;

  if (self->is_slow)
    g_usleep (60000);
  asset->asset_id = g_strdup_printf ("%024d%08x", 0, index);
  asset->resource_type = g_strdup (get_type (index));
  asset->resource_kind = g_strdup (get_kind (index));
  asset->public_id = dup_public_id (index);
  asset->format = g_strdup (index % 10 == 8 ? NULL : index % 10 == 9 ? "mp4" : index % 50 == 1 ? "pdf" : "jpg");
  asset->created_at_us = time_us;
  asset->created_at = ps_time_to_text (time_us);
  asset->version = time_us / G_USEC_PER_SEC;
  asset->width = index % 10 == 8 ? 0 : 6000;
  asset->height = index % 10 == 8 ? 0 : 4000;
  asset->duration_s = index % 10 == 9 ? 184.22 : -1;
  if (self->fixed)
    asset->folder = g_path_get_dirname (asset->public_id);
  else
    {
      asset->asset_folder = g_strdup (index % 10 == 0 ? "" : index % 10 == 1 ? "Weddings/2024 – Åse & Jörg" : "Clients");
      asset->display_name = g_strdup_printf ("Åse “%u”", index);
    }
  asset->tags = g_strdupv ((GStrv) tags);
  if (index % 2 == 0)
    {
      const char *const context[] = { "caption", "First dance", NULL };

      asset->context = g_strdupv ((GStrv) context);
      asset->metadata = g_strdup ("{\"rating\":5}");
    }
  if (self->n <= 5000)
    {
      g_autoptr(GBytes) bytes = ps_gallery_get_bytes (self, index, NULL);

      asset->n_bytes = g_bytes_get_size (bytes);
      asset->etag = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);
    }
  else
    {
      asset->n_bytes = 3000 + index % 1000;
      asset->etag = g_strdup_printf ("%032x", index);
    }
  return asset;
}

gboolean
ps_gallery_get_truth (PsGallery      *self,
                      guint           index,
                      PsGalleryTruth *truth)
{
  *truth = (PsGalleryTruth) { .shoot = index / 100, .burst = -1, .same_bytes_as = -1, .looks_like = -1 };
  return index < self->n;
}

static gint64
read_index (PsGallery  *self,
            const char *text,
            int         base)
{
  guint64 index = g_ascii_strtoull (text, NULL, base);

  return index < self->n ? (gint64) index : -1;
}

gint64
ps_gallery_find (PsGallery  *self,
                 const char *resource_type,
                 const char *resource_kind,
                 const char *public_id)
{
  const char *digits = public_id + strlen (public_id);
  g_autoptr(PsAsset) asset = NULL;
  gint64 index;

  if (g_str_has_suffix (public_id, ".zip"))
    digits -= 4;
  while (digits > public_id && g_ascii_isdigit (digits[-1]))
    digits--;
  index = g_ascii_isdigit (*digits) ? read_index (self, digits, 10) : -1;
  if (index < 0)
    return -1;
  asset = ps_gallery_get_asset (self, index);
  return g_str_equal (asset->public_id, public_id) && g_str_equal (asset->resource_type, resource_type)
             && g_str_equal (asset->resource_kind, resource_kind) ? index : -1;
}

gint64
ps_gallery_find_asset_id (PsGallery  *self,
                          const char *asset_id)
{
  return strlen (asset_id) == 32 && strspn (asset_id, "0") >= 24 ? read_index (self, asset_id + 24, 16) : -1;
}

guint
ps_gallery_count_of_type (PsGallery  *self,
                          const char *resource_type)
{
  guint tens = self->n / 10, rest = self->n % 10;

  if (g_str_equal (resource_type, "video"))
    return tens;
  if (g_str_equal (resource_type, "raw"))
    return tens + (rest > 8);
  return g_str_equal (resource_type, "image") ? tens * 8 + MIN (rest, 8) : 0;
}

guint
ps_gallery_nth_of_type (PsGallery  *self,
                        const char *resource_type,
                        guint       n)
{
  if (g_str_equal (resource_type, "video"))
    return n * 10 + 9;
  if (g_str_equal (resource_type, "raw"))
    return n * 10 + 8;
  return n / 8 * 10 + n % 8;
}

const char *
ps_gallery_get_metadata_fields (PsGallery *self)
{
  return "{\"metadata_fields\":[{\"type\":\"integer\",\"external_id\":\"rating\",\"label\":\"Rating\",\"mandatory\":false}]}";
}

GStrv
ps_gallery_get_empty_folders (PsGallery *self)
{
  const char *const folders[] = { "Empty/Really empty", NULL };

  return g_strdupv ((GStrv) folders);
}
