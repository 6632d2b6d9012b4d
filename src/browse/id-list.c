/* src/browse/id-list.c: ids in order, as they turn into other ids a range at a time. */
#include "browse/id-list.h"

#define INDEX_AFTER_N_FINDS 4
#define INDEX_MAX_ID (1 << 24) /* 64 MB of positions */

struct _PsIdList
{
  GArray *ids;              /* owned, of gint64 */
  GArray *after;            /* owned, nullable: what the list becomes */
  guint split, after_split; /* the list is ids up to split, then after from after_split on */
  gint64 shift;             /* how much further on what comes before the split will stand */

  guint32 *positions;       /* owned, nullable: id → position + 1 */
  gint64 max_id;            /* of positions */
  guint n_finds;            /* since the list changed */
};

static void
forget_positions (PsIdList *self)
{
  g_clear_pointer (&self->positions, g_free);
  self->n_finds = 0;
}

/**
 * ps_id_list_new:
 *
 * Returns: (transfer full): an empty list
 */
PsIdList *
ps_id_list_new (void)
{
  PsIdList *self = g_new0 (PsIdList, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

/**
 * ps_id_list_free:
 * @self: (transfer full): a list
 */
void
ps_id_list_free (PsIdList *self)
{
  g_array_unref (self->ids);
  g_clear_pointer (&self->after, g_array_unref);
  g_free (self->positions);
  g_free (self);
}

/**
 * ps_id_list_get_n:
 * @self: a list
 *
 * Returns: how many ids are in it now
 */
guint
ps_id_list_get_n (PsIdList *self)
{
  return self->after == NULL ? self->ids->len : self->split + self->after->len - self->after_split;
}

/**
 * ps_id_list_get:
 * @self: a list
 * @position: in it
 *
 * Returns: the id there; 0: none
 */
gint64
ps_id_list_get (PsIdList *self,
                guint     position)
{
  if (position >= ps_id_list_get_n (self))
    return 0;
  if (self->after == NULL || position < self->split)
    return g_array_index (self->ids, gint64, position);
  return g_array_index (self->after, gint64, position - self->split + self->after_split);
}

static gboolean
index_positions (PsIdList *self)
{
  guint n = ps_id_list_get_n (self);

  self->max_id = 0;
  for (guint i = 0; i < n; i++)
    self->max_id = MAX (self->max_id, ps_id_list_get (self, i));
  if (self->max_id > INDEX_MAX_ID)
    return FALSE;
  self->positions = g_new0 (guint32, (gsize) self->max_id + 1);
  for (guint i = 0; i < n; i++)
    if (ps_id_list_get (self, i) >= 0)
      self->positions[ps_id_list_get (self, i)] = i + 1;
  return TRUE;
}

static gboolean
look_through (PsIdList *self,
              gint64    id,
              guint    *position)
{
  guint n = ps_id_list_get_n (self);

  for (guint i = 0; i < n; i++)
    if (ps_id_list_get (self, i) == id)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * ps_id_list_find:
 * @self: a list
 * @id: an id
 * @position: (out): where it stands
 *
 * The first few look the list through; many in a row are found by an index.
 *
 * Returns: whether it is in it
 */
gboolean
ps_id_list_find (PsIdList *self,
                 gint64    id,
                 guint    *position)
{
  if (self->positions == NULL && (self->n_finds++ < INDEX_AFTER_N_FINDS || !index_positions (self)))
    return look_through (self, id, position);
  if (id <= 0 || id > self->max_id || self->positions[id] == 0)
    return FALSE;
  *position = self->positions[id] - 1;
  return TRUE;
}

/**
 * ps_id_list_get_ids:
 * @self: a list that is not being changed
 *
 * Returns: (transfer none) (element-type gint64): its ids
 */
GArray *
ps_id_list_get_ids (PsIdList *self)
{
  g_assert (self->after == NULL);

  return self->ids;
}

/**
 * ps_id_list_set_ids:
 * @self: a list that is not being changed
 * @ids: (element-type gint64) (nullable): what it is from now on; %NULL: nothing
 */
void
ps_id_list_set_ids (PsIdList *self,
                    GArray   *ids)
{
  g_assert (self->after == NULL);

  g_array_unref (self->ids);
  self->ids = ids != NULL ? g_array_ref (ids) : g_array_new (FALSE, FALSE, sizeof (gint64));
  forget_positions (self);
}

/**
 * ps_id_list_begin:
 * @self: a list that is not being changed
 * @after: (element-type gint64): what it is going to be
 */
void
ps_id_list_begin (PsIdList *self,
                  GArray   *after)
{
  g_assert (self->after == NULL);

  self->after = g_array_ref (after);
  self->split = self->ids->len;
  self->after_split = after->len;
  self->shift = (gint64) after->len - self->ids->len;
}

/**
 * ps_id_list_change:
 * @self: a list that is being changed
 * @range: the next of ps_id_diff_ranges()
 */
void
ps_id_list_change (PsIdList       *self,
                   const PsIdDiff *range)
{
  g_assert (self->after != NULL && range->position + range->n_removed <= self->split);

  self->shift -= (gint64) range->n_added - range->n_removed;
  self->split = range->position;
  self->after_split = (guint) ((gint64) range->position + self->shift);
  forget_positions (self);
}

/**
 * ps_id_list_end:
 * @self: a list of which every range was changed
 */
void
ps_id_list_end (PsIdList *self)
{
  g_assert (self->after != NULL && self->shift == 0);

  g_array_unref (self->ids);
  self->ids = g_steal_pointer (&self->after);
}
