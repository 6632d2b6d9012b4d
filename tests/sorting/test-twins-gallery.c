/* tests/sorting/test-twins-gallery.c: the duplicates of twenty drawn galleries, whose truth is known. */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "demo/gallery.h"
#include "look/container.h"
#include "look/exif.h"
#include "look/fingerprint.h"
#include "look/imprint-make.h"
#include "look/thumbnail.h"
#include "look/wire.h"
#include "sorting/twins.h"


/* Pairs of photos, and frames of bursts, over all galleries. */
typedef struct
{
  guint n_bytes_true, n_bytes_found;
  guint n_like_true, n_like_found;     /* of a look-alike and what it was made from */
  guint n_pairs, n_false;              /* told, and those of them that are two pictures */
  guint n_frames, n_frames_in_a_burst; /* of bursts; those that were found as such */
  guint n_mixed;                       /* pairs of frames of a burst that were told as duplicates */
} Tally;

/* What the catalogue knows of a photo: what its helper program saw. */
static void
look_at (GBytes      *bytes,
         PsTwin      *twin,
         PsImprint   *imprint,
         GHashTable  *cameras)
{
  g_auto(PsContainer) container = { 0 };
  g_autoptr(PsFacts) facts = ps_facts_new ();
  g_autoptr(GdkPixbuf) picture = NULL;
  g_autofree char *camera = NULL;
  PsProblem problem = PS_PROBLEM_NONE;
  PsSource source;
  int fd = memfd_create ("picture", MFD_CLOEXEC);

  g_assert_cmpint (write (fd, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)), ==, (gssize) g_bytes_get_size (bytes));
  g_assert_true (ps_source_init (&source, fd));
  ps_container_read (&container, &source);
  if (container.exif != NULL)
    ps_exif_read (container.exif, facts);
  picture = ps_thumbnail_load (&source, &container, container.orientation != 0 ? container.orientation : facts->orientation,
                               PS_WIRE_MAX_SIDE, &problem);
  twin->has_fingerprint = picture != NULL && ps_fingerprint_make (picture, &twin->fingerprint) && ps_imprint_make (picture, imprint);
  twin->imprint = twin->has_fingerprint ? imprint : NULL;
  twin->taken_at_us = facts->taken_at_us;
  camera = g_strdup_printf ("%s %s", facts->camera_model, facts->camera_serial);
  if (facts->camera_model != NULL)
    {
      twin->camera = GPOINTER_TO_UINT (g_hash_table_lookup (cameras, camera));
      if (twin->camera == 0)
        {
          twin->camera = g_hash_table_size (cameras) + 1;
          g_hash_table_insert (cameras, g_steal_pointer (&camera), GUINT_TO_POINTER (twin->camera));
        }
    }
  close (fd);
}

static guint
number (GHashTable *numbers,
        const char *text)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, text));

  if (n == 0)
    {
      n = g_hash_table_size (numbers) + 1;
      g_hash_table_insert (numbers, g_strdup (text), GUINT_TO_POINTER (n));
    }
  return n;
}

static void
read_name (const PsAsset *asset,
           PsTwin        *twin,
           GHashTable    *names)
{
  const char *last = strrchr (asset->public_id, '/');
  g_autofree char *letters = NULL;

  twin->number = asset->display_name != NULL ? ps_twins_split_name (asset->display_name, &letters) : -1;
  twin->is_named_by_id = twin->number < 0;
  if (twin->is_named_by_id)
    twin->number = ps_twins_split_name (last != NULL ? last + 1 : asset->public_id, &letters);
  if (twin->number >= 0)
    twin->name = number (names, letters);
}

/* Every picture of a gallery, its index plus one as its id; @imprints has room for one of each. */
static GArray *
read_twins (PsGallery *gallery,
            PsImprint *imprints)
{
  g_autoptr(GHashTable) contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) cameras = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GArray *twins = g_array_new (FALSE, FALSE, sizeof (PsTwin));

  for (guint i = 0; i < ps_gallery_get_n_assets (gallery); i++)
    {
      g_autoptr(PsAsset) asset = ps_gallery_get_asset (gallery, i);
      g_autoptr(GBytes) bytes = NULL;
      g_autofree char *md5 = NULL;
      PsTwin twin = { .photo_id = i + 1, .width = (int) asset->width, .height = (int) asset->height };

      if (!g_str_equal (asset->resource_type, "image"))
        continue;
      bytes = ps_gallery_get_bytes (gallery, i, NULL);
      g_assert_nonnull (bytes);
      md5 = g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);
      twin.content = number (contents, md5);
      look_at (bytes, &twin, &imprints[i], cameras);
      read_name (asset, &twin, names);
      if (twin.has_fingerprint || twin.taken_at_us != 0)
        g_array_append_val (twins, twin);
    }
  return twins;
}

/* The asset that another one was made from, or the asset itself. */
static guint
find_source (PsGallery *gallery,
             guint      index)
{
  PsGalleryTruth truth;

  g_assert_true (ps_gallery_get_truth (gallery, index, &truth));
  if (truth.same_bytes_as >= 0 && (guint) truth.same_bytes_as != index)
    return find_source (gallery, (guint) truth.same_bytes_as);
  return truth.looks_like >= 0 ? find_source (gallery, (guint) truth.looks_like) : index;
}

/* Groups of one kind by photo: its group's number. */
static GHashTable *
index_groups (GArray     *rows,
              PsTwinKind  kind)
{
  GHashTable *groups = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const PsTwinRow *row = &g_array_index (rows, PsTwinRow, i);

      if (row->kind == kind)
        g_hash_table_insert (groups, GSIZE_TO_POINTER ((gsize) row->photo_id), GSIZE_TO_POINTER ((gsize) row->group_id));
    }
  return groups;
}

static gboolean
are_together (GHashTable   *groups,
              const PsTwin *a,
              const PsTwin *b)
{
  gpointer one = g_hash_table_lookup (groups, GSIZE_TO_POINTER ((gsize) a->photo_id));

  return one != NULL && one == g_hash_table_lookup (groups, GSIZE_TO_POINTER ((gsize) b->photo_id));
}

/* For whoever wants to know why. */
static void
tell_pair (PsGallery    *gallery,
           const char   *what,
           const PsTwin *a,
           const PsTwin *b)
{
  g_autoptr(PsAsset) one = ps_gallery_get_asset (gallery, (guint) a->photo_id - 1);
  g_autoptr(PsAsset) other = ps_gallery_get_asset (gallery, (guint) b->photo_id - 1);

  g_test_message ("%s: %s (%s; time %d) and %s (%s; time %d), %d bits apart", what, one->public_id, one->display_name,
                  (int) (a->taken_at_us / G_USEC_PER_SEC), other->public_id, other->display_name, (int) (b->taken_at_us / G_USEC_PER_SEC),
                  __builtin_popcountll (a->fingerprint ^ b->fingerprint));
}

static void
count_pair (PsGallery     *gallery,
            GHashTable   **groups,
            const PsTwin  *a,
            const PsTwin  *b,
            Tally         *tally)
{
  guint one = (guint) a->photo_id - 1, other = (guint) b->photo_id - 1;
  gboolean is_told = are_together (groups[PS_TWINS_PICTURE], a, b) || are_together (groups[PS_TWINS_LOOK], a, b);
  gboolean is_true = find_source (gallery, one) == find_source (gallery, other);
  PsGalleryTruth truth, other_truth;

  g_assert_true (ps_gallery_get_truth (gallery, one, &truth) && ps_gallery_get_truth (gallery, other, &other_truth));
  if (truth.same_bytes_as == (int) other || other_truth.same_bytes_as == (int) one)
    {
      tally->n_bytes_true++;
      tally->n_bytes_found += a->content == b->content;
    }
  else if (truth.looks_like == (int) other || other_truth.looks_like == (int) one)
    {
      tally->n_like_true++;
      tally->n_like_found += is_told;
      if (!is_told)
        tell_pair (gallery, "missed", a, b);
    }
  g_assert_true ((a->content == b->content) <= is_true);
  if (!is_told)
    return;
  tally->n_pairs++;
  tally->n_false += !is_true;
  tally->n_mixed += !is_true && truth.burst >= 0 && truth.burst == other_truth.burst;
  if (!is_true)
    tell_pair (gallery, "false", a, b);
}

static void
evaluate (guint64  seed,
          guint    n_assets,
          guint    max_side,
          Tally   *tally)
{
  PsGalleryOptions options = { .n_photos = n_assets, .seed = seed, .max_side = max_side };
  g_autoptr(PsGallery) gallery = ps_gallery_new (&options, NULL);
  g_autofree PsImprint *imprints = g_new (PsImprint, n_assets);
  g_autoptr(GArray) twins = NULL, rows = NULL;
  GHashTable *groups[PS_N_TWINS];

  g_assert_true (ps_gallery_prepare (gallery, NULL, NULL, NULL, NULL));
  twins = read_twins (gallery, imprints);
  rows = ps_twins_find ((PsTwin *) (gpointer) twins->data, twins->len, PS_TWINS_DISTANCE);
  for (int kind = 0; kind < PS_N_TWINS; kind++)
    groups[kind] = index_groups (rows, (PsTwinKind) kind);
  for (guint i = 0; i < twins->len; i++)
    {
      const PsTwin *one = &g_array_index (twins, PsTwin, i);
      PsGalleryTruth truth;

      g_assert_true (ps_gallery_get_truth (gallery, (guint) one->photo_id - 1, &truth));
      tally->n_frames += truth.burst >= 0;
      tally->n_frames_in_a_burst += truth.burst >= 0
                                    && g_hash_table_contains (groups[PS_TWINS_BURST], GSIZE_TO_POINTER ((gsize) one->photo_id));
      for (guint k = 0; k < i; k++)
        count_pair (gallery, groups, one, &g_array_index (twins, PsTwin, k), tally);
    }
  for (int kind = 0; kind < PS_N_TWINS; kind++)
    g_hash_table_unref (groups[kind]);
}

/* Every true pair of bytes, nineteen of twenty look-alikes, of what is told one in fifty false, and no burst at all. */
static void
judge (const Tally *tally,
       guint        n_galleries)
{
  double recall = (double) tally->n_like_found / tally->n_like_true, falsehood = (double) tally->n_false / tally->n_pairs;

  g_test_message ("%u galleries: same bytes %u of %u; look-alikes %u of %u (%.1f %%); false pairs %u of %u (%.1f %%); frames of bursts %u of %u, "
                  "among duplicates %u", n_galleries, tally->n_bytes_found, tally->n_bytes_true, tally->n_like_found, tally->n_like_true,
                  100 * recall, tally->n_false, tally->n_pairs, 100 * falsehood, tally->n_frames_in_a_burst, tally->n_frames, tally->n_mixed);
  g_assert_cmpuint (tally->n_bytes_found, ==, tally->n_bytes_true);
  g_assert_cmpfloat (recall, >=, 0.95);
  g_assert_cmpfloat (falsehood, <=, 0.02);
  g_assert_cmpuint (tally->n_frames_in_a_burst, ==, tally->n_frames);
  g_assert_cmpuint (tally->n_mixed, ==, 0);
}

/* Enough photos for every kind of copy, also for a crop that lost its time. */
static void
test_twenty_galleries (void)
{
  Tally tally = { 0 };

  for (guint64 seed = 1; seed <= 20; seed++)
    evaluate (seed, 420, 320, &tally);
  judge (&tally, 20);
  g_assert_cmpuint (tally.n_bytes_true, >, 50);
  g_assert_cmpuint (tally.n_like_true, >, 100);
  g_assert_cmpuint (tally.n_frames, >, 100);
}

/* Here exports are smaller than what was taken in the same second, and no copies of it. */
static void
test_large_pictures (void)
{
  Tally tally = { 0 };

  for (guint64 seed = 1; seed <= 4; seed++)
    evaluate (seed, 160, 1000, &tally);
  judge (&tally, 4);
  g_assert_cmpuint (tally.n_like_true, >, 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ps_thumbnail_preload ();
  g_test_add_func ("/twins/twenty-galleries", test_twenty_galleries);
  g_test_add_func ("/twins/large-pictures", test_large_pictures);
  return g_test_run ();
}
