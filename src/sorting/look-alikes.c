/* src/sorting/look-alikes.c: pure: an index of fingerprints that finds those that differ in a few bits only.
 *
 * A fingerprint is cut into four words of 16 bits. Two that differ in up to 11
 * bits differ in up to two of at least one word, so only those are compared of
 * which a word is that near, and of some words one less is enough (multi-index hashing: Norouzi, Punjani and Fleet,
 * "Fast Search in Hamming Space with Multi-Index Hashing", 2012). Of a million,
 * that is some thousands for each, instead of all.
 *
 * A word's photos lie together in one array that is made when it is first
 * needed; what was added since lies in a short list that is compared one by one,
 * until it is worth making the arrays anew. Photos with the very same
 * fingerprint are one entry, with a chain of ids: a thousand copies are no
 * thousand times a thousand comparisons.
 */
#include "sorting/look-alikes.h"

#include "sorting/popcount.h"

#define N_WORDS 4
#define WORD_BITS 16
#define N_BUCKETS (1 << WORD_BITS)
#define WATCH_EVERY 16384 /* pairs, or fingerprints looked for; some dozen milliseconds */
#define WORK_OF_A_SEARCH 32 /* looking for one fingerprint takes as long as so many pairs */
#define MOST_LOOSE 4096 /* entries that are compared one by one */

typedef struct
{
  guint64 fingerprint;
  guint first; /* of its chain in links */
} Entry;

typedef struct
{
  gint64 photo_id;
  guint next; /* G_MAXUINT: the last */
} Link;

struct _PsLookAlikes
{
  GArray *entries;            /* of Entry */
  GArray *links;              /* of Link */
  GHashTable *by_fingerprint; /* guint64 of an entry's own copy → its number + 1 */
  guint n_sorted;             /* entries that lie in the buckets */
  guint *starts[N_WORDS];     /* owned; N_BUCKETS + 1 */
  guint *numbers[N_WORDS];    /* owned; of entries, by bucket */
  guint64 *prints[N_WORDS];   /* owned; their fingerprints, in the same order: read one after the other */
};

/**
 * ps_look_alikes_new:
 *
 * Returns: (transfer full): an index of nothing
 */
PsLookAlikes *
ps_look_alikes_new (void)
{
  PsLookAlikes *self = g_new0 (PsLookAlikes, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->links = g_array_new (FALSE, FALSE, sizeof (Link));
  self->by_fingerprint = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

static void
clear_buckets (PsLookAlikes *self)
{
  for (int word = 0; word < N_WORDS; word++)
    {
      g_clear_pointer (&self->starts[word], g_free);
      g_clear_pointer (&self->numbers[word], g_free);
      g_clear_pointer (&self->prints[word], g_free);
    }
  self->n_sorted = 0;
}

/**
 * ps_look_alikes_free:
 * @self: (transfer full): an index
 */
void
ps_look_alikes_free (PsLookAlikes *self)
{
  clear_buckets (self);
  g_array_unref (self->entries);
  g_array_unref (self->links);
  g_hash_table_unref (self->by_fingerprint);
  g_free (self);
}

/**
 * ps_look_alikes_add:
 * @self: an index
 * @photo_id: a photo that is not in it yet
 * @fingerprint: its fingerprint
 */
void
ps_look_alikes_add (PsLookAlikes *self,
                    gint64        photo_id,
                    guint64       fingerprint)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_fingerprint, &fingerprint));
  Link link = { photo_id, G_MAXUINT };

  if (number == 0)
    {
      Entry fresh = { fingerprint, G_MAXUINT };
      guint64 *key = g_new (guint64, 1);

      *key = fingerprint;
      g_array_append_val (self->entries, fresh);
      number = self->entries->len;
      g_hash_table_insert (self->by_fingerprint, key, GUINT_TO_POINTER (number));
    }
  link.next = g_array_index (self->entries, Entry, number - 1).first;
  g_array_index (self->entries, Entry, number - 1).first = self->links->len;
  g_array_append_val (self->links, link);
}

/**
 * ps_look_alikes_get_n:
 * @self: an index
 *
 * Returns: how many photos are in it
 */
guint
ps_look_alikes_get_n (PsLookAlikes *self)
{
  return self->links->len;
}

static inline guint
get_word (guint64 fingerprint,
          int     word)
{
  return (guint) (fingerprint >> (word * WORD_BITS)) & (N_BUCKETS - 1);
}

static void
sort_word (PsLookAlikes *self,
           int           word)
{
  guint n = self->entries->len;
  guint *starts = g_new0 (guint, N_BUCKETS + 1);
  g_autofree guint *ends = NULL;

  for (guint i = 0; i < n; i++)
    starts[get_word (g_array_index (self->entries, Entry, i).fingerprint, word) + 1]++;
  for (guint i = 0; i < N_BUCKETS; i++)
    starts[i + 1] += starts[i];
  self->starts[word] = starts;
  self->numbers[word] = g_new (guint, n);
  self->prints[word] = g_new (guint64, n);
  ends = g_memdup2 (starts, N_BUCKETS * sizeof *starts);
  for (guint i = 0; i < n; i++)
    {
      guint64 fingerprint = g_array_index (self->entries, Entry, i).fingerprint;
      guint at = ends[get_word (fingerprint, word)]++;

      self->numbers[word][at] = i;
      self->prints[word][at] = fingerprint;
    }
}

static void
sort_entries (PsLookAlikes *self)
{
  if (self->starts[0] != NULL && self->entries->len - self->n_sorted <= MOST_LOOSE)
    return;
  clear_buckets (self);
  for (int word = 0; word < N_WORDS; word++)
    sort_word (self, word);
  self->n_sorted = self->entries->len;
}

typedef void (*EntryFunc) (PsLookAlikes *self,
                           guint         number,
                           guint         n_bits,
                           gpointer      data);

typedef struct
{
  PsLookAlikes *index;
  guint64 fingerprint;
  guint n_bits, least; /* only entries from this number on */
  int word;
  EntryFunc func;
  gpointer data;
} Search;

/* How many bits a word may differ in to be looked at; −1: it need not be. If every
 * word differed in one more than this, all together would differ in n_bits + 1. */
static inline int
get_radius (guint n_bits,
            int   word)
{
  return (int) (n_bits / N_WORDS) - (word > (int) (n_bits % N_WORDS));
}

/* Whether an earlier word would have led here too: each is told once. */
static gboolean
was_met (const Search *search,
         guint64       other)
{
  for (int word = 0; word < search->word; word++)
    if ((int) ps_popcount_difference (get_word (search->fingerprint, word), get_word (other, word)) <= get_radius (search->n_bits, word))
      return TRUE;
  return FALSE;
}

PS_COUNTS_BITS
static void
look_into (const Search *search,
           guint         bucket)
{
  PsLookAlikes *self = search->index;
  const guint64 *prints = self->prints[search->word];

  for (guint at = self->starts[search->word][bucket]; at < self->starts[search->word][bucket + 1]; at++)
    {
      guint n_bits = ps_popcount_difference (prints[at], search->fingerprint);

      if (n_bits <= search->n_bits && self->numbers[search->word][at] >= search->least && !was_met (search, prints[at]))
        search->func (self, self->numbers[search->word][at], n_bits, search->data);
    }
}

/* All entries within @n_bits, each once. */
static void
find_entries (PsLookAlikes *self,
              guint64       fingerprint,
              guint         n_bits,
              guint         least,
              EntryFunc     func,
              gpointer      data)
{
  Search search = { self, fingerprint, MIN (n_bits, PS_LOOK_ALIKES_MOST_BITS), least, 0, func, data };

  for (search.word = 0; search.word < N_WORDS; search.word++)
    {
      guint bucket = get_word (fingerprint, search.word);
      int radius = get_radius (search.n_bits, search.word);

      if (radius < 0)
        break;
      look_into (&search, bucket);
      for (int i = 0; radius >= 1 && i < WORD_BITS; i++)
        {
          look_into (&search, bucket ^ (1u << i));
          for (int k = i + 1; radius >= 2 && k < WORD_BITS; k++)
            look_into (&search, bucket ^ (1u << i) ^ (1u << k));
        }
    }
  for (guint i = MAX (self->n_sorted, least); i < self->entries->len; i++)
    {
      guint n = ps_popcount_difference (g_array_index (self->entries, Entry, i).fingerprint, fingerprint);

      if (n <= search.n_bits)
        func (self, i, n, data);
    }
}

/* Who may end it, and how much was done since that was asked. */
typedef struct
{
  PsLookAlikeWatch watch; /* nullable */
  gpointer data;
  guint n_done, n_all, n_since;
  gboolean is_ended;
} Progress;

typedef struct
{
  gint64 photo_id;
  guint number; /* of the entry whose all others are looked for */
  PsLookAlikeFunc func;
  gpointer user_data;
  Progress *progress; /* nullable */
} Report;

static gboolean
goes_on (Progress *self,
         guint     n_more)
{
  if (self->watch == NULL || self->is_ended)
    return !self->is_ended;
  self->n_since += n_more;
  if (self->n_since >= WATCH_EVERY)
    {
      self->n_since = 0;
      self->is_ended = !self->watch (self->n_done, self->n_all, self->data);
    }
  return !self->is_ended;
}

static void
report_one (PsLookAlikes *self,
            guint         number,
            guint         n_bits,
            gpointer      data)
{
  const Report *report = data;

  for (guint at = g_array_index (self->entries, Entry, number).first; at != G_MAXUINT; at = g_array_index (self->links, Link, at).next)
    if (g_array_index (self->links, Link, at).photo_id != report->photo_id)
      report->func (report->photo_id, g_array_index (self->links, Link, at).photo_id, n_bits, report->user_data);
}

/**
 * ps_look_alikes_find:
 * @self: an index
 * @photo_id: a photo; in the index or not, it is not told of itself
 * @fingerprint: its fingerprint
 * @n_bits: how many bits may differ, up to %PS_LOOK_ALIKES_MOST_BITS
 * @func: (scope call): called for each that looks like it
 * @user_data: for @func
 */
void
ps_look_alikes_find (PsLookAlikes    *self,
                     gint64           photo_id,
                     guint64          fingerprint,
                     guint            n_bits,
                     PsLookAlikeFunc  func,
                     gpointer         user_data)
{
  Report report = { photo_id, 0, func, user_data, NULL };

  sort_entries (self);
  find_entries (self, fingerprint, n_bits, 0, report_one, &report);
}

/* Of photos with one fingerprint each is told with so many that follow it: a thousand copies would be half a million pairs. */
static void
report_chain (PsLookAlikes *self,
              const Report *report)
{
  const Link *links = (const Link *) (gpointer) self->links->data;

  for (guint at = g_array_index (self->entries, Entry, report->number).first; at != G_MAXUINT; at = links[at].next)
    {
      guint n = 0;

      for (guint next = links[at].next; next != G_MAXUINT && n < PS_LOOK_ALIKES_MOST_EQUAL; next = links[next].next, n++)
        report->func (links[at].photo_id, links[next].photo_id, 0, report->user_data);
      if (!goes_on (report->progress, n))
        return;
    }
}

/* Each photo of the one fingerprint with so many of the other. */
static void
report_pair (PsLookAlikes *self,
             guint         number,
             guint         n_bits,
             gpointer      data)
{
  const Report *report = data;
  const Link *links = (const Link *) (gpointer) self->links->data;
  guint first = g_array_index (self->entries, Entry, number).first;

  for (guint at = g_array_index (self->entries, Entry, report->number).first; at != G_MAXUINT; at = links[at].next)
    {
      guint n = 0;

      if (report->progress->is_ended)
        return;
      for (guint other = first; other != G_MAXUINT && n < PS_LOOK_ALIKES_MOST_EQUAL; other = links[other].next, n++)
        report->func (links[at].photo_id, links[other].photo_id, n_bits, report->user_data);
      goes_on (report->progress, n);
    }
}

/**
 * ps_look_alikes_find_all:
 * @self: an index
 * @n_bits: how many bits may differ, up to %PS_LOOK_ALIKES_MOST_BITS
 * @func: (scope call): called once for each pair
 * @user_data: for @func
 *
 * Of photos with one fingerprint, the same or another, each is told with %PS_LOOK_ALIKES_MOST_EQUAL at most.
 */
void
ps_look_alikes_find_all (PsLookAlikes    *self,
                         guint            n_bits,
                         PsLookAlikeFunc  func,
                         gpointer         user_data)
{
  ps_look_alikes_find_all_watched (self, n_bits, func, user_data, NULL, NULL);
}

/**
 * ps_look_alikes_find_all_watched:
 * @self: an index
 * @n_bits: how many bits may differ, up to %PS_LOOK_ALIKES_MOST_BITS
 * @func: (scope call): called once for each pair
 * @user_data: for @func
 * @watch: (scope call) (nullable): called now and then, and at the end
 * @watch_data: for @watch
 *
 * As ps_look_alikes_find_all(), with somebody who may end it.
 *
 * Returns: whether all were compared
 */
gboolean
ps_look_alikes_find_all_watched (PsLookAlikes     *self,
                                 guint             n_bits,
                                 PsLookAlikeFunc   func,
                                 gpointer          user_data,
                                 PsLookAlikeWatch  watch,
                                 gpointer          watch_data)
{
  Progress progress = { watch, watch_data, 0, self->entries->len, 0, FALSE };

  sort_entries (self);
  if (watch != NULL && !watch (0, self->entries->len, watch_data))
    return FALSE;
  for (guint i = 0; i < self->entries->len && goes_on (&progress, WORK_OF_A_SEARCH); i++)
    {
      Report report = { 0, i, func, user_data, &progress };

      progress.n_done = i;
      report_chain (self, &report);
      find_entries (self, g_array_index (self->entries, Entry, i).fingerprint, n_bits, i + 1, report_pair, &report);
    }
  return !progress.is_ended && (watch == NULL || watch (self->entries->len, self->entries->len, watch_data));
}
