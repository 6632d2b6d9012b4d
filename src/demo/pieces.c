/* src/demo/pieces.c: every asset of a drawn gallery, planned before anything is drawn. */
#include "demo/pieces.h"

#include <string.h>

/**
 * ps_piece_new:
 *
 * Returns: (transfer full): a public JPEG of no shoot
 */
PsPiece *
ps_piece_new (void)
{
  PsPiece *self = g_new0 (PsPiece, 1);

  self->file = PS_PIECE_JPEG;
  self->shoot = self->burst = -1;
  self->duration_s = -1;
  self->resource_type = "image";
  self->resource_kind = "upload";
  self->format = "jpg";
  return self;
}

/**
 * ps_piece_free:
 * @self: (transfer full): a piece
 */
void
ps_piece_free (PsPiece *self)
{
  g_free (self->folder);
  g_free (self->public_id);
  g_free (self->display_name);
  g_free (self->file_name);
  g_free (self->client);
  g_strfreev (self->tags);
  g_strfreev (self->context);
  g_free (self->metadata);
  g_free (self);
}

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const PsPiece *one = *(PsPiece *const *) a, *other = *(PsPiece *const *) b;

  if (one->created_at_us != other->created_at_us)
    return one->created_at_us < other->created_at_us ? -1 : 1;
  /* The plan's order; kept in index until the final one is known. */
  return one->index < other->index ? -1 : 1;
}

/* Oldest first, no two in the same second. */
static void
sort_pieces (GPtrArray *pieces)
{
  gint64 last = 0;

  for (guint i = 0; i < pieces->len; i++)
    ((PsPiece *) g_ptr_array_index (pieces, i))->index = i;
  g_ptr_array_sort (pieces, compare_pieces);
  for (guint i = 0; i < pieces->len; i++)
    {
      PsPiece *piece = g_ptr_array_index (pieces, i);

      piece->index = i;
      piece->created_at_us = MAX (piece->created_at_us / G_USEC_PER_SEC * G_USEC_PER_SEC, last + G_USEC_PER_SEC);
      last = piece->created_at_us;
    }
}

/* About three in a hundred are private, as many need a signature; and names
 * that exist twice: as a picture and as a film, in public and in private. */
static void
set_kinds (GPtrArray *pieces,
           gboolean   has_twins)
{
  PsPiece *last_public = NULL;
  gboolean has_film_twin = !has_twins, has_private_twin = !has_twins;

  for (guint i = 0; i < pieces->len; i++)
    {
      PsPiece *piece = g_ptr_array_index (pieces, i);

      if (piece->file == PS_PIECE_JPEG && piece->same_as == NULL && piece->like == NULL
          && strcmp (piece->resource_kind, "upload") == 0)
        {
          if (i % 33 == 17)
            piece->resource_kind = "private";
          else if (i % 33 == 5)
            piece->resource_kind = "authenticated";
          else
            last_public = piece;
        }
      if (last_public == NULL || last_public == piece)
        continue;
      if ((!has_film_twin && piece->file == PS_PIECE_MP4)
          || (!has_private_twin && strcmp (piece->resource_kind, "private") == 0 && piece->file == PS_PIECE_JPEG))
        {
          g_free (piece->public_id);
          piece->public_id = g_strdup (last_public->public_id);
          g_free (piece->folder);
          piece->folder = g_strdup (last_public->folder);
          *(piece->file == PS_PIECE_MP4 ? &has_film_twin : &has_private_twin) = TRUE;
        }
    }
}

static void
make_unique (GPtrArray *pieces)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < pieces->len; i++)
    {
      PsPiece *piece = g_ptr_array_index (pieces, i);
      g_autofree char *key = g_strdup_printf ("%s/%s/%s", piece->resource_type, piece->resource_kind, piece->public_id);

      for (guint n = 2; g_hash_table_contains (seen, key); n++)
        {
          const char *dot = strcmp (piece->resource_type, "raw") == 0 ? strrchr (piece->public_id, '.') : NULL;
          gsize stem = dot != NULL ? (gsize) (dot - piece->public_id) : strlen (piece->public_id);
          g_autofree char *other =
              g_strdup_printf ("%.*s_%u%s", (int) stem, piece->public_id, n, dot != NULL ? dot : "");

          g_free (key);
          key = g_strdup_printf ("%s/%s/%s", piece->resource_type, piece->resource_kind, other);
          if (!g_hash_table_contains (seen, key))
            {
              g_free (piece->public_id);
              piece->public_id = g_steal_pointer (&other);
            }
        }
      g_hash_table_add (seen, g_steal_pointer (&key));
    }
}

/**
 * ps_pieces_plan:
 * @plan: what is wanted
 *
 * Returns: (transfer full) (element-type PsPiece): the assets, oldest first
 */
GPtrArray *
ps_pieces_plan (const PsPlan *plan)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_piece_free);

  ps_pieces_add_shoots (pieces, plan, plan->n - ps_pieces_count_others (plan->n));
  ps_pieces_add_others (pieces, plan);
  sort_pieces (pieces);
  set_kinds (pieces, plan->n >= 60);
  make_unique (pieces);
  for (guint i = 0; i < pieces->len; i++)
    {
      PsPiece *piece = g_ptr_array_index (pieces, i);
      guint64 a = ps_dice_mix (ps_dice_mix (plan->seed, 60), i), b = ps_dice_mix (a, 1);

      g_snprintf (piece->asset_id, sizeof piece->asset_id, "%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", a,
                  b);
    }
  return pieces;
}
