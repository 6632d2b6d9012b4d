/* src/demo/source-pool.c: a gallery of up to a million assets out of a few dozen small pictures.
 *
 * Nothing is held for an asset: all about it follows from its index. Each
 * picture gets an EXIF segment with the asset's own time and id, of constant
 * length, so the size is known without making it. */
#include <stdlib.h>
#include <string.h>

#include "base/times.h"

#include "demo/cameras.h"
#include "demo/gallery-private.h"
#include "demo/picture-file.h"
#include "demo/small-files.h"

/* Four views of a place for each kind of scene; a shoot uses those of one place. */
#define N_VIEWS 4
#define N_VARIANTS (PS_N_SCENES * N_VIEWS)
#define LONGER_SIDE 160
#define QUALITY 45
#define IN_A_SHOOT 128
#define FIRST_US G_GINT64_CONSTANT (1451606400000000) /* 1 January 2016 */
#define SPAN_US (G_GINT64_CONSTANT (3500) * 86400 * G_USEC_PER_SEC)

/* Of a hundred in a row: which are films and which are papers; all others are photos. */
#define VIDEO_AT 31
#define RAW_AT_1 57
#define RAW_AT_2 83
#define PRIVATE_AT 12
#define SIGNED_AT 45

/* A file in which an asset's own time and id are written at fixed places. */
typedef struct
{
  GBytes *file;       /* owned */
  gsize times[3];     /* where "YYYY:MM:DD hh:mm:ss" stands; 0: nowhere */
  gsize id;           /* where 32 hex digits stand */
  int width, height;
  int scene;
} Variant;

typedef struct
{
  PsSource parent;
  guint64 seed;
  gint64 pad_bytes;
  gboolean is_fixed;
  gsize is_ready;                /* g_once */
  Variant variants[N_VARIANTS];  /* written once */
  GBytes *sound;                 /* owned */
  Variant sidecar;
} Pool;

typedef enum { POOL_IMAGE, POOL_VIDEO, POOL_RAW } PoolType;

static const char *const type_words[] = { "image", "video", "raw" };

static PoolType
get_type (guint index)
{
  switch (index % 100)
    {
    case VIDEO_AT:
      return POOL_VIDEO;
    case RAW_AT_1:
    case RAW_AT_2:
      return POOL_RAW;
    default:
      return POOL_IMAGE;
    }
}

static const char *
get_kind (guint index)
{
  return index % 100 == PRIVATE_AT ? "private" : index % 100 == SIGNED_AT ? "authenticated" : "upload";
}

static gsize
find_text (GBytes     *bytes,
           const char *text,
           gsize       from)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  const char *found = memmem (data + from, n - from, text, strlen (text));

  return found != NULL ? (gsize) (found - data) : 0;
}

#define TIME_HERE "2001:01:01 01:01:01"
#define TIME_HERE_US G_GINT64_CONSTANT (978310861000000)

static void
locate (Variant    *variant,
        const char *time_text,
        const char *id_text)
{
  gsize from = 0;

  for (guint i = 0; i < G_N_ELEMENTS (variant->times); i++)
    {
      variant->times[i] = find_text (variant->file, time_text, from);
      if (variant->times[i] == 0)
        break;
      from = variant->times[i] + 1;
    }
  variant->id = find_text (variant->file, id_text, 0);
  g_assert (variant->id > 0);
}

static void
make_variant (Pool *self,
              guint i)
{
  Variant *v = &self->variants[i];
  guint group = i / N_VIEWS;
  PsDice dice = ps_dice_new (self->seed, 500 + i);
  PsScene scene = { .kind = (PsSceneKind) group,
                    .place = ps_dice_mix (self->seed, 700 + group),
                    .setup = ps_dice_next (&dice),
                    .frame = ps_dice_next (&dice) };
  PsShot shot = {
    .camera = (int) (group % PS_N_CAMERAS), .taken_at_us = TIME_HERE_US, .orientation = 1, .id = ps_dice_next (&dice)
  };
  g_autofree char *id = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", shot.id);
  g_autoptr(GdkPixbuf) pixbuf = NULL;
  g_autoptr(GBytes) exif = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_tall = i % 4 == 3;

  ps_shot_roll_exposure (&shot, &scene, &dice);
  shot.has_gps = group % 3 == 0;
  shot.latitude = ps_dice_between (&dice, -50, 65);
  shot.longitude = ps_dice_between (&dice, -170, 170);
  v->width = is_tall ? LONGER_SIDE * 2 / 3 : LONGER_SIDE;
  v->height = is_tall ? LONGER_SIDE : LONGER_SIDE * 2 / 3;
  v->scene = (int) scene.kind;
  pixbuf = ps_scene_draw (&scene, v->width, v->height);
  exif = ps_shot_to_exif (&shot, v->width, v->height);
  v->file = ps_picture_to_jpeg (pixbuf, QUALITY, exif, &error);
  if (v->file == NULL)
    g_error ("A demo photo could not be encoded: %s", error->message);
  locate (v, TIME_HERE, id);
}

static void
ensure_ready (Pool *self)
{
  static const char *const keywords[] = { "sidecar", NULL };

  if (!g_once_init_enter (&self->is_ready))
    return;
  for (guint i = 0; i < N_VARIANTS; i++)
    make_variant (self, i);
  self->sound = ps_make_wav (self->seed, 0.15, 8000);
  self->sidecar.file = ps_make_xmp ("00000000000000000000000000000000", keywords, 3, TIME_HERE_US);
  locate (&self->sidecar, "2001-01-01T01:01:01", "00000000000000000000000000000000");
  g_once_init_leave (&self->is_ready, 1);
}

static const Variant *
get_variant (Pool  *self,
             guint  index)
{
  guint group = ps_dice_mix (self->seed, index / IN_A_SHOOT) % PS_N_SCENES;

  return &self->variants[group * N_VIEWS + index / 5 % N_VIEWS];
}

static guint64
get_hash (Pool  *self,
          guint  index,
          guint  half)
{
  return ps_dice_mix (self->seed ^ G_GUINT64_CONSTANT (0x5a17), (guint64) index * 2 + half);
}

/* Evenly over the years, whole seconds, each later than the one before. */
static gint64
get_created_us (Pool  *self,
                guint  index)
{
  gint64 step_s = SPAN_US / G_USEC_PER_SEC / self->parent.n_assets;

  return FIRST_US
         + ((gint64) index * step_s + (gint64) (get_hash (self, index, 2) % (guint64) MAX (step_s / 2, 1)))
               * G_USEC_PER_SEC;
}

/* Frames of a shoot follow each other by less than a minute, the evening before they were uploaded. */
static gint64
get_taken_us (Pool  *self,
              guint  index)
{
  guint first = index / IN_A_SHOOT * IN_A_SHOOT;
  gint64 start_s = (get_created_us (self, first) / G_USEC_PER_SEC) - 86400;

  return (start_s + (gint64) (index - first) * 37 + (gint64) (get_hash (self, index, 3) % 30)) * G_USEC_PER_SEC;
}

static void
write_time (guchar *to,
            gint64  time_us,
            gboolean is_iso)
{
  g_autofree char *text = ps_time_to_text (time_us); /* YYYY-MM-DDThh:mm:ssZ */

  if (!is_iso)
    {
      text[4] = text[7] = ':';
      text[10] = ' ';
    }
  memcpy (to, text, 19);
}

static void
write_hex (guchar  *to,
           guint64  value)
{
  static const char digits[] = "0123456789abcdef";

  for (int i = 15; i >= 0; i--, value >>= 4)
    to[i] = (guchar) digits[value & 15];
}

/* A file before it is grown, in memory of the caller's. */
static guchar *
make_file (Pool  *self,
           guint  index,
           gsize *n)
{
  PoolType type = get_type (index);
  const Variant *v = type == POOL_RAW ? &self->sidecar : get_variant (self, index);
  GBytes *model = type == POOL_VIDEO ? self->sound : v->file;
  gconstpointer data = g_bytes_get_data (model, n);
  guchar *file = g_malloc (*n);

  memcpy (file, data, *n);
  if (type == POOL_VIDEO)
    {
      /* The first sixteen samples: too short to hear, enough to differ. */
      write_hex (file + 44, get_hash (self, index, 0));
      write_hex (file + 60, get_hash (self, index, 1));
      return file;
    }
  for (guint i = 0; i < G_N_ELEMENTS (v->times) && v->times[i] != 0; i++)
    write_time (file + v->times[i], get_taken_us (self, index), type == POOL_RAW);
  write_hex (file + v->id, get_hash (self, index, 0));
  write_hex (file + v->id + 16, get_hash (self, index, 1));
  return file;
}

static GBytes *
pool_get_bytes (PsSource  *source,
                guint      index,
                GError   **error)
{
  Pool *self = (Pool *) source;
  g_autoptr(GBytes) base = NULL;
  guchar *file;
  gsize n;

  ensure_ready (self);
  file = make_file (self, index, &n);
  base = g_bytes_new_take (file, n);
  return self->pad_bytes > 0 ? ps_file_grow (base, self->pad_bytes, index) : g_steal_pointer (&base);
}

/* Ids carry the index: eight hex digits of it, hidden by the seed, then chance. */
static void
write_asset_id (Pool  *self,
                guint  index,
                char   id[33])
{
  guchar head[16];

  write_hex (head, index ^ (self->seed & 0xffffffffu));
  memcpy (id, head + 8, 8);
  write_hex ((guchar *) id + 8, get_hash (self, index, 4));
  write_hex (head, get_hash (self, index, 5));
  memcpy (id + 24, head, 8);
  id[32] = '\0';
}

static const char *const subjects[] = {
  "Weddings – Åse & Jörg", "東京", "Concerts/Élan", "Portraits/Zoë", "Makro/Garten", "عمّان", "Семья", "Αθήνα", "Lofoten", "חתונות", "서울", "Clients/Nikkei",
  "Food", "Architecture/Łódź", "Drone 🛰", "Phone"
};

static void
describe_place (Pool    *self,
                guint    index,
                PsAsset *asset)
{
  gint64 created_us = get_created_us (self, index / IN_A_SHOOT * IN_A_SHOOT);
  g_autofree char *date = ps_time_to_text (created_us);
  guint shoot = index / IN_A_SHOOT;
  const char *subject = subjects[ps_dice_mix (self->seed, shoot) % G_N_ELEMENTS (subjects)];
  const char *ending = get_type (index) == POOL_RAW ? ".xmp" : "";
  g_autofree char *name = g_strdup_printf ("%s_%07u",
                                           get_type (index) == POOL_VIDEO ? "REC"
                                           : index % 3                    ? "IMG"
                                                                          : "DSC",
                                           index);

  if (self->is_fixed)
    {
      asset->folder = g_strdup_printf ("Archive/%.4s/%s", date, subject);
      asset->public_id = g_strconcat (asset->folder, "/", name, ending, NULL);
    }
  else
    {
      asset->asset_folder = g_strdup_printf ("Archive/%.4s/%s", date, subject);
      asset->public_id = g_strdup_printf ("archive/%.4s/%s%s", date, name, ending);
      asset->display_name = g_strconcat (name, ending, NULL);
    }
  asset->original_filename = g_steal_pointer (&name);
}

static PsAsset *
pool_get_asset (PsSource *source,
                guint     index)
{
  Pool *self = (Pool *) source;
  PoolType type = get_type (index);
  PsAsset *asset = ps_asset_new ();
  char id[33];

  ensure_ready (self);
  write_asset_id (self, index, id);
  asset->asset_id = g_strdup (id);
  asset->resource_type = g_strdup (type_words[type]);
  asset->resource_kind = g_strdup (get_kind (index));
  asset->created_at_us = get_created_us (self, index);
  asset->created_at = ps_time_to_text (asset->created_at_us);
  asset->uploaded_at = g_strdup (asset->created_at);
  asset->version = asset->created_at_us / G_USEC_PER_SEC;
  asset->status = g_strdup ("active");
  asset->access_mode = g_strdup ("public");
  asset->has = PS_ASSET_HAS_TAGS | PS_ASSET_HAS_CONTEXT | PS_ASSET_HAS_METADATA | PS_ASSET_HAS_ETAG;
  describe_place (self, index, asset);
  if (type == POOL_VIDEO)
    {
      asset->format = g_strdup ("wav");
      asset->duration_s = 0.15;
    }
  else if (type == POOL_IMAGE)
    {
      const Variant *v = get_variant (self, index);
      const char *const tags[] = { ps_scene_get_word ((PsSceneKind) v->scene), index % 16 == 0 ? "★ selects" : NULL,
                                   NULL };

      asset->format = g_strdup ("jpg");
      asset->width = v->width;
      asset->height = v->height;
      asset->tags = g_strdupv ((GStrv) tags);
      if (index % 8 == 0)
        asset->metadata = g_strdup_printf ("{\"usage_rights\":\"own\",\"rating\":%u}", 1 + index / 8 % 5);
    }
  if (self->pad_bytes > 0)
    {
      g_autoptr(GBytes) bytes = pool_get_bytes (source, index, NULL);

      asset->n_bytes = (gint64) g_bytes_get_size (bytes);
      asset->etag = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);
    }
  else
    {
      gsize n;
      g_autofree guchar *file = make_file (self, index, &n);

      asset->n_bytes = (gint64) n;
      asset->etag = g_compute_checksum_for_data (G_CHECKSUM_MD5, file, n);
    }
  return asset;
}

static gboolean
pool_prepare (PsSource     *source,
              void        (*progress) (double, gpointer),
              gpointer      user_data,
              GCancellable *cancellable,
              GError      **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  ensure_ready ((Pool *) source);
  if (progress != NULL)
    progress (1, user_data);
  return TRUE;
}

static gboolean
pool_get_truth (PsSource       *source,
                guint           index,
                PsGalleryTruth *truth)
{
  gboolean is_image = get_type (index) == POOL_IMAGE;

  *truth = (PsGalleryTruth) { is_image ? (int) (index / IN_A_SHOOT) : -1, -1, -1, -1, is_image ? get_taken_us ((Pool *) source, index) : 0 };
  return TRUE;
}

static gint64
pool_find (PsSource   *source,
           const char *resource_type,
           const char *resource_kind,
           const char *public_id)
{
  const char *line = strrchr (public_id, '_');
  g_autoptr(PsAsset) asset = NULL;
  guint64 index;

  if (line == NULL || !g_ascii_isdigit (line[1]))
    return -1;
  index = g_ascii_strtoull (line + 1, NULL, 10);
  if (index >= source->n_assets || strcmp (type_words[get_type ((guint) index)], resource_type) != 0
      || strcmp (get_kind ((guint) index), resource_kind) != 0)
    return -1;
  asset = ps_asset_new ();
  describe_place ((Pool *) source, (guint) index, asset);
  return strcmp (asset->public_id, public_id) == 0 ? (gint64) index : -1;
}

static gint64
pool_find_asset_id (PsSource   *source,
                    const char *asset_id)
{
  Pool *self = (Pool *) source;
  char head[9], id[33];
  guint64 index;

  if (strlen (asset_id) != 32)
    return -1;
  g_strlcpy (head, asset_id, sizeof head);
  index = g_ascii_strtoull (head, NULL, 16) ^ (self->seed & 0xffffffffu);
  if (index >= source->n_assets)
    return -1;
  write_asset_id (self, (guint) index, id);
  return strcmp (id, asset_id) == 0 ? (gint64) index : -1;
}

/* Places within a hundred, by type. */
static guint
get_places (PoolType type,
            guint    places[100])
{
  guint n = 0;

  for (guint i = 0; i < 100; i++)
    if (get_type (i) == type)
      places[n++] = i;
  return n;
}

static int
get_type_of_word (const char *resource_type)
{
  for (guint i = 0; i < G_N_ELEMENTS (type_words); i++)
    if (strcmp (type_words[i], resource_type) == 0)
      return (int) i;
  return -1;
}

static guint
pool_count_of_type (PsSource   *source,
                    const char *resource_type)
{
  int type = get_type_of_word (resource_type);
  guint places[100], n_each, n;

  if (type < 0)
    return 0;
  n_each = get_places ((PoolType) type, places);
  n = source->n_assets / 100 * n_each;
  for (guint i = 0; i < n_each && places[i] < source->n_assets % 100; i++)
    n++;
  return n;
}

static guint
pool_nth_of_type (PsSource   *source,
                  const char *resource_type,
                  guint       n)
{
  int type = get_type_of_word (resource_type);
  guint places[100], n_each;

  g_return_val_if_fail (type >= 0, 0);

  n_each = get_places ((PoolType) type, places);
  return n / n_each * 100 + places[n % n_each];
}

static void
pool_free (PsSource *source)
{
  Pool *self = (Pool *) source;

  for (guint i = 0; i < N_VARIANTS; i++)
    g_clear_pointer (&self->variants[i].file, g_bytes_unref);
  g_clear_pointer (&self->sound, g_bytes_unref);
  g_clear_pointer (&self->sidecar.file, g_bytes_unref);
  g_free (self);
}

/**
 * ps_source_pool_new:
 * @options: what it shall be, defaults filled in
 *
 * Returns: (transfer full): assets made on the fly
 */
PsSource *
ps_source_pool_new (const PsGalleryOptions *options)
{
  Pool *self = g_new0 (Pool, 1);

  self->parent = (PsSource) {
    options->n_photos, pool_free, pool_prepare, pool_get_asset, pool_get_bytes, pool_get_truth,
    pool_find, pool_find_asset_id, pool_count_of_type, pool_nth_of_type
  };
  self->seed = options->seed;
  self->pad_bytes = options->pad_bytes;
  self->is_fixed = options->fixed_folders;
  return &self->parent;
}
