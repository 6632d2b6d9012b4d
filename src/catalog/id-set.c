/* src/catalog/id-set.c: a set of photos, a bit for each id there is. */
#include "catalog/id-set.h"

/* A catalogue from elsewhere may hold an id of any size: beyond this, a set would not fit into memory. */
#define MAX_IDS (G_GINT64_CONSTANT (1) << 31)

struct _PsIdSet
{
  guint64 *words; /* owned */
  gsize n_words;
};

/**
 * ps_id_set_new:
 * @max_id: the largest id there is
 *
 * Returns: (transfer full): an empty set
 */
PsIdSet *
ps_id_set_new (gint64 max_id)
{
  PsIdSet *self = g_new (PsIdSet, 1);

  self->n_words = (gsize) (CLAMP (max_id, 0, MAX_IDS) / 64 + 1);
  self->words = g_new0 (guint64, self->n_words);
  return self;
}

/**
 * ps_id_set_free:
 * @self: (transfer full): a set
 */
void
ps_id_set_free (PsIdSet *self)
{
  g_free (self->words);
  g_free (self);
}

static gboolean
fits (const PsIdSet *self,
      gint64         id)
{
  return id >= 0 && (guint64) id / 64 < self->n_words;
}

/**
 * ps_id_set_add:
 * @self: a set
 * @id: what is in it from now on
 */
void
ps_id_set_add (PsIdSet *self,
               gint64   id)
{
  if (fits (self, id))
    self->words[id / 64] |= G_GUINT64_CONSTANT (1) << (id % 64);
}

/**
 * ps_id_set_contains:
 * @self: a set
 * @id: an id
 *
 * Returns: whether it is in it
 */
gboolean
ps_id_set_contains (const PsIdSet *self,
                    gint64         id)
{
  return fits (self, id) && (self->words[id / 64] >> (id % 64) & 1) != 0;
}

/**
 * ps_id_set_intersect:
 * @self: a set
 * @other: what alone may stay in it
 */
void
ps_id_set_intersect (PsIdSet       *self,
                     const PsIdSet *other)
{
  for (gsize i = 0; i < self->n_words; i++)
    self->words[i] &= i < other->n_words ? other->words[i] : 0;
}

/**
 * ps_id_set_unite:
 * @self: a set
 * @other: what comes into it
 */
void
ps_id_set_unite (PsIdSet       *self,
                 const PsIdSet *other)
{
  for (gsize i = 0; i < MIN (self->n_words, other->n_words); i++)
    self->words[i] |= other->words[i];
}

/**
 * ps_id_set_subtract:
 * @self: a set
 * @other: what leaves it
 */
void
ps_id_set_subtract (PsIdSet       *self,
                    const PsIdSet *other)
{
  for (gsize i = 0; i < MIN (self->n_words, other->n_words); i++)
    self->words[i] &= ~other->words[i];
}

/**
 * ps_id_set_is_within:
 * @self: a set
 * @other: another
 *
 * Returns: whether the other holds all that is in it
 */
gboolean
ps_id_set_is_within (const PsIdSet *self,
                     const PsIdSet *other)
{
  for (gsize i = 0; i < self->n_words; i++)
    if ((self->words[i] & ~(i < other->n_words ? other->words[i] : 0)) != 0)
      return FALSE;
  return TRUE;
}

/**
 * ps_id_set_add_range:
 * @self: a set
 * @first: the first id that is in it from now on
 * @last: the last one
 */
void
ps_id_set_add_range (PsIdSet *self,
                     gint64   first,
                     gint64   last)
{
  gint64 id = first;

  for (; id <= last && id % 64 != 0; id++)
    ps_id_set_add (self, id);
  for (; id + 63 <= last && fits (self, id); id += 64)
    self->words[id / 64] = ~G_GUINT64_CONSTANT (0);
  for (; id <= last && fits (self, id); id++)
    ps_id_set_add (self, id);
}

/* The lowest bit that is set; there is one. */
static guint
lowest_bit (guint64 word)
{
  return (guint) __builtin_ctzll (word);
}

static guint
count_bits (guint64 word)
{
  return (guint) __builtin_popcountll (word);
}

/**
 * ps_id_set_get_next:
 * @self: a set
 * @from: an id, 0 or more
 *
 * Returns: the first id in it that is not below @from; −1: none
 */
gint64
ps_id_set_get_next (const PsIdSet *self,
                    gint64         from)
{
  gsize i = (gsize) (from / 64);
  guint64 word = i < self->n_words ? self->words[i] >> (from % 64) << (from % 64) : 0;

  while (word == 0 && ++i < self->n_words)
    word = self->words[i];
  return i < self->n_words ? (gint64) i * 64 + lowest_bit (word) : -1;
}

/**
 * ps_id_set_get_range:
 * @self: a set
 * @first: (out): its first id
 * @last: (out): its last id
 *
 * Returns: whether anything is in it
 */
gboolean
ps_id_set_get_range (const PsIdSet *self,
                     gint64        *first,
                     gint64        *last)
{
  gsize from = 0, until = self->n_words;

  while (from < until && self->words[from] == 0)
    from++;
  while (until > from && self->words[until - 1] == 0)
    until--;
  if (from == until)
    return FALSE;
  *first = (gint64) from * 64 + lowest_bit (self->words[from]);
  *last = (gint64) (until - 1) * 64 + 63 - __builtin_clzll (self->words[until - 1]);
  return TRUE;
}

/**
 * ps_id_set_count:
 * @self: a set
 *
 * Returns: how many are in it
 */
guint
ps_id_set_count (const PsIdSet *self)
{
  guint n = 0;

  for (gsize i = 0; i < self->n_words; i++)
    n += count_bits (self->words[i]);
  return n;
}

/**
 * ps_id_set_foreach:
 * @self: a set
 * @func: called with each id, ascending
 * @user_data: for @func
 */
void
ps_id_set_foreach (const PsIdSet *self,
                   void         (*func) (gint64, gpointer),
                   gpointer       user_data)
{
  for (gsize i = 0; i < self->n_words; i++)
    for (guint64 word = self->words[i]; word != 0; word &= word - 1)
      func ((gint64) i * 64 + lowest_bit (word), user_data);
}
