/* src/catalog/duplicates.c: pure: groups of duplicates, and which of a group is kept. */
#include "catalog/catalog-duplicates.h"

#include <string.h>

static const char *const shelves[PS_N_SHELVES] = { "bytes", "picture", "look", "burst" };

static const char *const rules[] = { "best", "largest", "oldest", "newest", "sorted", "folder" };

/**
 * ps_shelf_to_word:
 * @shelf: a shelf
 *
 * Returns: its word
 */
const char *
ps_shelf_to_word (PsShelf shelf)
{
  return shelves[shelf];
}

/**
 * ps_shelf_from_word:
 * @word: any text
 * @shelf: (out): the shelf of that word
 *
 * Returns: whether there is one
 */
gboolean
ps_shelf_from_word (const char *word,
                    PsShelf    *shelf)
{
  for (int i = 0; i < PS_N_SHELVES; i++)
    if (g_str_equal (shelves[i], word))
      {
        *shelf = (PsShelf) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * ps_keep_rule_from_word:
 * @word: any text
 * @rule: (out): the rule of that word
 *
 * Returns: whether there is one
 */
gboolean
ps_keep_rule_from_word (const char *word,
                        PsKeepRule *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i], word))
      {
        *rule = (PsKeepRule) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * ps_duplicate_group_free:
 * @self: (transfer full): a group
 */
void
ps_duplicate_group_free (PsDuplicateGroup *self)
{
  g_ptr_array_unref (self->photos);
  g_free (self);
}

static int
compare_numbers (gint64 a,
                 gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_worth (const PsDuplicate *a,
               const PsDuplicate *b)
{
  int by_pixels = compare_numbers ((gint64) a->width * a->height, (gint64) b->width * b->height);
  int by_time = compare_numbers (a->has_time, b->has_time);

  return by_pixels != 0 ? by_pixels : by_time != 0 ? by_time : compare_numbers (a->n_bytes, b->n_bytes);
}

static gboolean
is_in_folder (const PsDuplicate *photo,
              const char        *folder)
{
  gsize length = strlen (folder);

  return strncmp (photo->folder_path, folder, length) == 0 && (length == 0 || photo->folder_path[length] == '/' || photo->folder_path[length] == '\0');
}

/* > 0: @a is rather kept. */
static int
compare_by_rule (const PsDuplicate *a,
                 const PsDuplicate *b,
                 PsKeepRule         rule,
                 const char        *folder)
{
  switch (rule)
    {
    case PS_KEEP_LARGEST:
      return compare_numbers (a->n_bytes, b->n_bytes);
    case PS_KEEP_OLDEST:
      return compare_numbers (b->created_at_us, a->created_at_us);
    case PS_KEEP_NEWEST:
      return compare_numbers (a->created_at_us, b->created_at_us);
    case PS_KEEP_SORTED:
      return compare_numbers (a->n_sorted, b->n_sorted);
    case PS_KEEP_FOLDER:
      return compare_numbers (is_in_folder (a, folder), is_in_folder (b, folder));
    case PS_KEEP_BEST:
    case PS_N_KEEP_RULES:
    default:
      return compare_worth (a, b);
    }
}

/* The rule decides; then worth; then age; then the number, so that the choice is always the same. */
static gboolean
is_rather_kept (const PsDuplicate *a,
                const PsDuplicate *b,
                PsKeepRule         rule,
                const char        *folder)
{
  int order = compare_by_rule (a, b, rule, folder);

  if (order == 0)
    order = compare_worth (a, b);
  if (order == 0)
    order = compare_numbers (b->created_at_us, a->created_at_us);
  return order != 0 ? order > 0 : a->id < b->id;
}

/**
 * ps_duplicate_group_choose:
 * @self: a group
 * @rule: which one
 * @folder: (nullable): for %PS_KEEP_FOLDER
 *
 * Returns: (transfer none): the photo to keep
 */
const PsDuplicate *
ps_duplicate_group_choose (const PsDuplicateGroup *self,
                           PsKeepRule              rule,
                           const char             *folder)
{
  const PsDuplicate *best = g_ptr_array_index (self->photos, 0);

  for (guint i = 1; i < self->photos->len; i++)
    if (is_rather_kept (g_ptr_array_index (self->photos, i), best, rule, folder != NULL ? folder : ""))
      best = g_ptr_array_index (self->photos, i);
  return best;
}

/**
 * ps_duplicate_group_tells:
 * @self: a group
 * @rule: a rule
 * @folder: (nullable): for %PS_KEEP_FOLDER
 *
 * Returns: whether the rule by itself tells photos of the group apart; else what is best decides
 */
gboolean
ps_duplicate_group_tells (const PsDuplicateGroup *self,
                          PsKeepRule              rule,
                          const char             *folder)
{
  for (guint i = 1; i < self->photos->len; i++)
    if (compare_by_rule (g_ptr_array_index (self->photos, 0), g_ptr_array_index (self->photos, i), rule, folder != NULL ? folder : "") != 0)
      return TRUE;
  return FALSE;
}

/**
 * ps_duplicate_group_is_settled:
 * @self: a group
 *
 * Returns: whether it is chosen which one is kept: all the others are marked
 */
gboolean
ps_duplicate_group_is_settled (const PsDuplicateGroup *self)
{
  guint n_open = 0;

  for (guint i = 0; i < self->photos->len; i++)
    n_open += ((const PsDuplicate *) g_ptr_array_index (self->photos, i))->keeper_id == 0;
  return n_open <= 1;
}

/**
 * ps_duplicate_group_get_keeper:
 * @self: a group
 *
 * Returns: (transfer none) (nullable): the photo of it that is kept in the place of another of it
 */
const PsDuplicate *
ps_duplicate_group_get_keeper (const PsDuplicateGroup *self)
{
  for (guint i = 0; i < self->photos->len; i++)
    for (guint k = 0; k < self->photos->len; k++)
      {
        const PsDuplicate *photo = g_ptr_array_index (self->photos, i), *other = g_ptr_array_index (self->photos, k);

        if (photo->keeper_id == 0 && other->keeper_id == photo->id)
          return photo;
      }
  return NULL;
}

/**
 * ps_duplicate_group_count_extra:
 * @self: a group
 *
 * Returns: bytes of the cloud that all but the kept one take up, or all but the best; of a burst none
 */
gint64
ps_duplicate_group_count_extra (const PsDuplicateGroup *self)
{
  const PsDuplicate *kept = ps_duplicate_group_get_keeper (self);
  gint64 n_bytes = 0;

  if (self->shelf == PS_SHELF_BURST)
    return 0;
  if (kept == NULL)
    kept = ps_duplicate_group_choose (self, PS_KEEP_BEST, NULL);
  for (guint i = 0; i < self->photos->len; i++)
    {
      const PsDuplicate *photo = g_ptr_array_index (self->photos, i);

      if (photo != kept && photo->is_in_cloud)
        n_bytes += photo->n_bytes;
    }
  return n_bytes;
}
