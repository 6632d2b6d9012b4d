/* src/catalog/photo-query.c: which photos a list holds, and in which order. */
#include "catalog/photo-query.h"

struct _PsPhotoQuery
{
  gatomicrefcount ref_count;

  char *argument; /* owned, nullable */
  char *words;    /* owned, nullable: a search on top of the set */
  gint64 id;
  PsPhotoSet set;
  PsOrder order;
};

G_DEFINE_BOXED_TYPE (PsPhotoQuery, ps_photo_query, ps_photo_query_ref, ps_photo_query_unref)

/**
 * ps_photo_query_new:
 * @set: which photos
 * @id: what the set says of it; 0 where it says nothing
 * @argument: (nullable): likewise
 * @words: (nullable): a search that narrows the set, in the language of catalog/find.h
 * @order: in which order
 *
 * Returns: (transfer full): the query
 */
PsPhotoQuery *
ps_photo_query_new (PsPhotoSet  set,
                    gint64      id,
                    const char *argument,
                    const char *words,
                    PsOrder     order)
{
  PsPhotoQuery *self = g_new0 (PsPhotoQuery, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->set = set;
  self->id = id;
  self->argument = g_strdup (argument);
  self->words = words != NULL && *words != '\0' ? g_strdup (words) : NULL;
  self->order = order;
  return self;
}

/**
 * ps_photo_query_with_words:
 * @self: a query
 * @words: (nullable): a search
 *
 * Returns: (transfer full): the same set in the same order, searched for @words
 */
PsPhotoQuery *
ps_photo_query_with_words (const PsPhotoQuery *self,
                           const char         *words)
{
  return ps_photo_query_new (self->set, self->id, self->argument, words, self->order);
}

/**
 * ps_photo_query_with_order:
 * @self: a query
 * @order: another order
 *
 * Returns: (transfer full): the same photos in that order
 */
PsPhotoQuery *
ps_photo_query_with_order (const PsPhotoQuery *self,
                           PsOrder             order)
{
  return ps_photo_query_new (self->set, self->id, self->argument, self->words, order);
}

/**
 * ps_photo_query_ref:
 * @self: a query
 *
 * Returns: (transfer full): @self
 */
PsPhotoQuery *
ps_photo_query_ref (PsPhotoQuery *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * ps_photo_query_unref:
 * @self: (transfer full): a query
 */
void
ps_photo_query_unref (PsPhotoQuery *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->argument);
  g_free (self->words);
  g_free (self);
}

/**
 * ps_photo_query_get_set:
 * @self: a query
 *
 * Returns: which photos it means
 */
PsPhotoSet
ps_photo_query_get_set (const PsPhotoQuery *self)
{
  return self->set;
}

/**
 * ps_photo_query_get_id:
 * @self: a query
 *
 * Returns: of which collection, shoot, moment or scan; 0: of none
 */
gint64
ps_photo_query_get_id (const PsPhotoQuery *self)
{
  return self->id;
}

/**
 * ps_photo_query_get_argument:
 * @self: a query
 *
 * Returns: (transfer none) (nullable): of which folder, tag, state or cause
 */
const char *
ps_photo_query_get_argument (const PsPhotoQuery *self)
{
  return self->argument;
}

/**
 * ps_photo_query_get_words:
 * @self: a query
 *
 * Returns: (transfer none) (nullable): what is searched for in it
 */
const char *
ps_photo_query_get_words (const PsPhotoQuery *self)
{
  return self->words;
}

/**
 * ps_photo_query_get_order:
 * @self: a query
 *
 * Returns: its order
 */
PsOrder
ps_photo_query_get_order (const PsPhotoQuery *self)
{
  return self->order;
}

/**
 * ps_photo_query_equal:
 * @a: a query
 * @b: another
 *
 * Returns: whether both mean the same photos in the same order
 */
gboolean
ps_photo_query_equal (const PsPhotoQuery *a,
                      const PsPhotoQuery *b)
{
  return a->set == b->set && a->id == b->id && a->order == b->order
         && g_strcmp0 (a->argument, b->argument) == 0 && g_strcmp0 (a->words, b->words) == 0;
}
