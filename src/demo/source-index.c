/* src/demo/source-index.c: finding assets by their names and ids, for galleries that fit into memory. */
#include <string.h>

#include "demo/gallery-private.h"

static int
type_number (const char *resource_type)
{
  return strcmp (resource_type, "image") == 0   ? 0
         : strcmp (resource_type, "video") == 0 ? 1
         : strcmp (resource_type, "raw") == 0   ? 2
                                                : -1;
}

void
ps_source_index_init (PsSourceIndex *self)
{
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_asset_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int i = 0; i < 3; i++)
    self->of_type[i] = g_array_new (FALSE, FALSE, sizeof (guint));
}

void
ps_source_index_clear (PsSourceIndex *self)
{
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_asset_id);
  for (int i = 0; i < 3; i++)
    g_array_unref (self->of_type[i]);
}

/* In the order of their indexes. */
void
ps_source_index_add (PsSourceIndex *self,
                     guint          index,
                     const char    *resource_type,
                     const char    *resource_kind,
                     const char    *public_id,
                     const char    *asset_id)
{
  g_hash_table_insert (self->by_name, g_strconcat (resource_type, "/", resource_kind, "/", public_id, NULL),
                       GUINT_TO_POINTER (index + 1));
  g_hash_table_insert (self->by_asset_id, g_strdup (asset_id), GUINT_TO_POINTER (index + 1));
  g_array_append_val (self->of_type[type_number (resource_type)], index);
}

gint64
ps_source_index_find (PsSourceIndex *self,
                      const char    *resource_type,
                      const char    *resource_kind,
                      const char    *public_id)
{
  g_autofree char *key = g_strconcat (resource_type, "/", resource_kind, "/", public_id, NULL);

  return (gint64) GPOINTER_TO_UINT (g_hash_table_lookup (self->by_name, key)) - 1;
}

gint64
ps_source_index_find_asset_id (PsSourceIndex *self,
                               const char    *asset_id)
{
  return (gint64) GPOINTER_TO_UINT (g_hash_table_lookup (self->by_asset_id, asset_id)) - 1;
}

guint
ps_source_index_count_of_type (PsSourceIndex *self,
                               const char    *resource_type)
{
  int type = type_number (resource_type);

  return type >= 0 ? self->of_type[type]->len : 0;
}

guint
ps_source_index_nth_of_type (PsSourceIndex *self,
                             const char    *resource_type,
                             guint          n)
{
  int type = type_number (resource_type);

  g_return_val_if_fail (type >= 0 && n < self->of_type[type]->len, 0);

  return g_array_index (self->of_type[type], guint, n);
}
