/* tests/demo/test-gallery-truth.c: what is planned is what a photographer's cloud is like. Nothing is drawn here. */
#include <string.h>

#include "demo/pieces.h"
#include "gallery-test.h"

static GPtrArray *
plan (guint    n,
      guint64  seed,
      gboolean is_fixed)
{
  PsPlan wanted = { n, seed, 1600, is_fixed };

  return ps_pieces_plan (&wanted);
}

static int
compare_taken (gconstpointer a,
               gconstpointer b)
{
  const PsPiece *one = *(PsPiece *const *) a, *other = *(PsPiece *const *) b;

  return (one->shot.taken_at_us > other->shot.taken_at_us) - (one->shot.taken_at_us < other->shot.taken_at_us);
}

/* The frames of each shoot, by the camera's clock; copies and exports left out. */
static GPtrArray *
group_shoots (GPtrArray *pieces)
{
  GPtrArray *shoots = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < pieces->len; i++)
    {
      PsPiece *piece = g_ptr_array_index (pieces, i);

      if (piece->shoot < 0 || piece->file != PS_PIECE_JPEG || piece->same_as != NULL || piece->like != NULL)
        continue;
      while (shoots->len <= (guint) piece->shoot)
        g_ptr_array_add (shoots, g_ptr_array_new ());
      g_ptr_array_add (g_ptr_array_index (shoots, piece->shoot), piece);
    }
  for (guint i = 0; i < shoots->len; i++)
    g_ptr_array_sort (g_ptr_array_index (shoots, i), compare_taken);
  return shoots;
}

static void
check_shoots (guint   n,
              guint64 seed,
              guint   n_least)
{
  g_autoptr(GPtrArray) pieces = plan (n, seed, FALSE);
  g_autoptr(GPtrArray) shoots = group_shoots (pieces);
  g_autoptr(GPtrArray) all = g_ptr_array_new ();

  g_assert_cmpuint (shoots->len, >=, n_least);
  for (guint i = 0; i < shoots->len; i++)
    {
      GPtrArray *frames = g_ptr_array_index (shoots, i);

      g_assert_cmpuint (frames->len, >=, 5);
      g_assert_cmpuint (frames->len, <=, 400);
      for (guint k = 1; k < frames->len; k++)
        {
          const PsPiece *before = g_ptr_array_index (frames, k - 1), *after = g_ptr_array_index (frames, k);

          g_assert_cmpint (after->shot.taken_at_us - before->shot.taken_at_us, <=, G_GINT64_CONSTANT (3700) * G_USEC_PER_SEC);
        }
      for (guint k = 0; k < frames->len; k++)
        g_ptr_array_add (all, g_ptr_array_index (frames, k));
    }
  /* Between two shoots lies at least half a night. */
  g_ptr_array_sort (all, compare_taken);
  for (guint i = 1; i < all->len; i++)
    {
      const PsPiece *before = g_ptr_array_index (all, i - 1), *after = g_ptr_array_index (all, i);

      if (before->shoot != after->shoot)
        g_assert_cmpint (after->shot.taken_at_us - before->shot.taken_at_us, >, G_GINT64_CONSTANT (6) * 3600 * G_USEC_PER_SEC);
    }
}

static void
test_shoots_are_shoots (void)
{
  for (guint64 seed = 0; seed < 12; seed++)
    {
      check_shoots (60, seed, 4);
      check_shoots (400, seed, 9);
    }
  check_shoots (5000, 1, 40);
}

static void
test_some_shoots_cross_midnight (void)
{
  g_autoptr(GPtrArray) pieces = plan (400, 1, FALSE);
  g_autoptr(GPtrArray) shoots = group_shoots (pieces);
  guint n_overnight = 0;

  for (guint i = 0; i < shoots->len; i++)
    {
      GPtrArray *frames = g_ptr_array_index (shoots, i);
      const PsPiece *first = g_ptr_array_index (frames, 0), *last = g_ptr_array_index (frames, frames->len - 1);
      const gint64 day_us = G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC;

      n_overnight += first->shot.taken_at_us / day_us != last->shot.taken_at_us / day_us;
    }
  g_assert_cmpuint (n_overnight, >, 0);
}

/* Frames are uploaded in the order in which they were taken; a clock that goes back is another camera's. */
static gboolean
goes_back (guint64 seed)
{
  g_autoptr(GPtrArray) pieces = plan (400, seed, FALSE);
  const PsPiece *before = NULL;
  guint n_cameras[PS_N_CAMERAS] = { 0 };
  gboolean is_back = FALSE;

  for (guint i = 0; i < pieces->len; i++)
    {
      const PsPiece *piece = g_ptr_array_index (pieces, i);

      if (piece->shoot != 0 || piece->file != PS_PIECE_JPEG || piece->same_as != NULL || piece->like != NULL)
        continue;
      n_cameras[piece->shot.camera]++;
      if (before != NULL && before->shot.taken_at_us > piece->shot.taken_at_us)
        {
          g_assert_cmpint (before->shot.camera, !=, piece->shot.camera);
          is_back = TRUE;
        }
      before = piece;
    }
  g_assert_cmpuint (n_cameras[0], >, 3);
  g_assert_cmpuint (n_cameras[2], >, 3);
  return is_back;
}

static void
test_two_cameras_disagree_about_the_time (void)
{
  guint n_back = 0;

  for (guint64 seed = 0; seed < 24; seed++)
    n_back += goes_back (seed);
  g_assert_cmpuint (n_back, >, 0);
}

static void
test_bursts_are_bursts (void)
{
  g_autoptr(GPtrArray) pieces = plan (400, 1, FALSE);
  g_autoptr(GHashTable) first = g_hash_table_new (NULL, NULL);
  g_autoptr(GHashTable) count = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, value;

  for (guint i = 0; i < pieces->len; i++)
    {
      PsPiece *piece = g_ptr_array_index (pieces, i), *start;

      if (piece->burst < 0)
        continue;
      key = GINT_TO_POINTER (piece->burst);
      start = g_hash_table_lookup (first, key);
      if (start == NULL)
        g_hash_table_insert (first, key, piece);
      else
        {
          g_assert_cmpint (start->shoot, ==, piece->shoot);
          g_assert_cmpint (ABS (piece->shot.taken_at_us - start->shot.taken_at_us), <=, 4 * G_USEC_PER_SEC);
        }
      g_hash_table_insert (count, key, GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (count, key)) + 1));
    }
  g_assert_cmpuint (g_hash_table_size (count), >, 2);
  g_hash_table_iter_init (&iter, count);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      g_assert_cmpint (GPOINTER_TO_INT (value), >=, 4);
      g_assert_cmpint (GPOINTER_TO_INT (value), <=, 8);
    }
}

static void
test_exposure_fits_the_scene (void)
{
  g_autoptr(GPtrArray) pieces = plan (5000, 2, FALSE);
  guint n_placed = 0, n_photos = 0, seen[PS_N_SCENES] = { 0 };

  for (guint i = 0; i < pieces->len; i++)
    {
      const PsPiece *piece = g_ptr_array_index (pieces, i);
      const PsShot *shot = &piece->shot;
      double seconds;

      if (piece->shoot < 0 || shot->camera < 0)
        continue;
      seconds = (double) shot->time_num / shot->time_den;
      n_photos++;
      n_placed += shot->has_gps;
      seen[piece->scene.kind]++;
      if (piece->scene.kind == PS_SCENE_STARS)
        g_assert_true (seconds >= 10 && shot->iso >= 3200);
      if (piece->scene.kind == PS_SCENE_STAGE)
        g_assert_true (seconds <= 0.01 && shot->iso >= 3200);
      if (piece->scene.kind == PS_SCENE_SHORE)
        g_assert_true (seconds <= 0.002 && shot->iso <= 200);
    }
  for (guint i = 0; i < PS_N_SCENES; i++)
    g_assert_cmpuint (seen[i], >, 0);
  g_assert_cmpuint (n_placed * 100 / n_photos, >=, 20);
  g_assert_cmpuint (n_placed * 100 / n_photos, <=, 45);
}

typedef struct
{
  guint copies, likes, png, tif, dng, pdf, mp4, wav, raw, priv, authenticated, fetch, tall, unicode;
} Mix;

static Mix
count_mix (GPtrArray *pieces)
{
  Mix mix = { 0 };

  for (guint i = 0; i < pieces->len; i++)
    {
      const PsPiece *piece = g_ptr_array_index (pieces, i);

      mix.copies += piece->same_as != NULL;
      mix.likes += piece->like != NULL;
      mix.png += piece->file == PS_PIECE_PNG;
      mix.tif += piece->file == PS_PIECE_TIFF;
      mix.dng += piece->file == PS_PIECE_DNG;
      mix.pdf += piece->file == PS_PIECE_PDF;
      mix.mp4 += piece->file == PS_PIECE_MP4;
      mix.wav += piece->file == PS_PIECE_WAV;
      mix.raw += strcmp (piece->resource_type, "raw") == 0;
      mix.priv += strcmp (piece->resource_kind, "private") == 0;
      mix.authenticated += strcmp (piece->resource_kind, "authenticated") == 0;
      mix.fetch += strcmp (piece->resource_kind, "fetch") == 0;
      mix.tall += piece->height > piece->width;
      mix.unicode += !g_str_is_ascii (piece->folder);
      g_assert_true (piece->same_as == NULL || piece->same_as->index < piece->index);
      g_assert_true (piece->like == NULL || piece->like->index < piece->index);
      g_assert_true (piece->same_as == NULL || piece->same_as->same_as == NULL);
    }
  return mix;
}

static void
test_the_mix_is_a_photographers (void)
{
  for (guint64 seed = 0; seed < 8; seed++)
    {
      g_autoptr(GPtrArray) pieces = plan (400, seed, seed % 2);
      Mix mix = count_mix (pieces);

      g_assert_cmpuint (pieces->len, ==, 400);
      g_assert_cmpuint (mix.copies, >=, 8);
      g_assert_cmpuint (mix.likes, >=, 10);
      g_assert_cmpuint (mix.png + mix.tif + mix.dng, >=, 8);
      g_assert_cmpuint (mix.pdf, >=, 3);
      g_assert_cmpuint (mix.mp4 + mix.wav, >=, 6);
      g_assert_cmpuint (mix.raw, >=, 8);
      g_assert_cmpuint (mix.priv, >=, 8);
      g_assert_cmpuint (mix.authenticated, >=, 8);
      g_assert_cmpuint (mix.fetch, ==, 2);
      g_assert_cmpuint (mix.tall, >=, 60);
      g_assert_cmpuint (mix.unicode, >=, 100);
    }
}

static gboolean
has_twin (GPtrArray  *pieces,
          const char *type_a,
          const char *kind_a,
          const char *type_b,
          const char *kind_b)
{
  for (guint i = 0; i < pieces->len; i++)
    for (guint k = 0; k < pieces->len; k++)
      {
        const PsPiece *a = g_ptr_array_index (pieces, i), *b = g_ptr_array_index (pieces, k);

        if (strcmp (a->public_id, b->public_id) == 0 && strcmp (a->resource_type, type_a) == 0 && strcmp (b->resource_type, type_b) == 0
            && strcmp (a->resource_kind, kind_a) == 0 && strcmp (b->resource_kind, kind_b) == 0)
          return TRUE;
      }
  return FALSE;
}

static void
test_names_that_exist_twice (void)
{
  for (guint64 seed = 0; seed < 6; seed++)
    {
      g_autoptr(GPtrArray) pieces = plan (seed % 2 ? 400 : 60, seed, seed > 2);
      g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      g_assert_true (has_twin (pieces, "image", "upload", "video", "upload"));
      g_assert_true (has_twin (pieces, "image", "upload", "image", "private"));
      for (guint i = 0; i < pieces->len; i++)
        {
          const PsPiece *piece = g_ptr_array_index (pieces, i);

          g_assert_true (g_hash_table_add (seen, g_strdup_printf ("%s/%s/%s", piece->resource_type, piece->resource_kind, piece->public_id)));
          g_assert_cmpint (g_utf8_strlen (piece->public_id, -1), <=, 255);
          g_assert_true (piece->public_id[0] != '/' && piece->public_id[0] != ' ');
        }
    }
}

static void
test_any_number_can_be_asked_for (void)
{
  static const guint numbers[] = { 1, 2, 4, 5, 9, 11, 12, 13, 31, 59, 60, 61, 399, 1000, 3001, 5000 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      PsGalleryOptions options = { .n_photos = numbers[i], .seed = i };
      g_autoptr(PsGallery) gallery = gallery_test_open (&options);

      g_assert_cmpuint (ps_gallery_get_n_assets (gallery), ==, numbers[i]);
    }
}

static void
test_senseless_options_are_refused (void)
{
  PsGalleryOptions many = { .n_photos = 1000001 }, large = { .n_photos = 5, .max_side = 6001 }, nowhere = { .originals = "/nonexistent/folder" };
  g_autoptr(GError) error = NULL;

  g_assert_null (ps_gallery_new (&many, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (ps_gallery_new (&large, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (ps_gallery_new (&nowhere, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

int
main (int    argc,
      char **argv)
{
  gallery_test_init (&argc, &argv);
  g_test_add_func ("/demo/gallery/shoots-are-shoots", test_shoots_are_shoots);
  g_test_add_func ("/demo/gallery/some-shoots-cross-midnight", test_some_shoots_cross_midnight);
  g_test_add_func ("/demo/gallery/two-cameras-disagree-about-the-time", test_two_cameras_disagree_about_the_time);
  g_test_add_func ("/demo/gallery/bursts-are-bursts", test_bursts_are_bursts);
  g_test_add_func ("/demo/gallery/exposure-fits-the-scene", test_exposure_fits_the_scene);
  g_test_add_func ("/demo/gallery/the-mix-is-a-photographers", test_the_mix_is_a_photographers);
  g_test_add_func ("/demo/gallery/names-that-exist-twice", test_names_that_exist_twice);
  g_test_add_func ("/demo/gallery/any-number-can-be-asked-for", test_any_number_can_be_asked_for);
  g_test_add_func ("/demo/gallery/senseless-options-are-refused", test_senseless_options_are_refused);
  return gallery_test_run ();
}
