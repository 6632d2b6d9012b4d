/* src/catalog/list-order.c: photos put into one of the orders a person can choose.
 *
 * Many of them: an index that covers all of it is read from end to end, and what
 * is not wanted is passed over. Few: each is looked up by its id. By time the
 * index is in order already; else the keys are sorted here, which takes a third
 * of the time that SQLite's sorter takes and no index that writing pays for.
 */
#include "catalog/list-order.h"

#include <stdlib.h>
#include <string.h>

#define FEW(n_wanted, n_all) ((n_wanted) < 256 || (n_wanted) < (n_all) / 24)

typedef struct
{
  gint64 id;
  gint64 key;       /* a time or a size; by name: the first eight bytes of its key */
  gint64 n_bytes;
  const char *name; /* borrowed from the chunk; by name only */
} Entry;

typedef struct
{
  PsDb *db;
  GArray *entries;     /* owned, of Entry */
  GStringChunk *names; /* owned; NULL: not by name */
  PsOrder order;
} Ordering;

static const char *const statements[PS_N_ORDERS] = {
  "order-newest-first", "order-oldest-first", "order-name", "order-largest-first", "order-added-last",
};

/* “Name 10” behind “Name 2”: a number is told first by its length, then by its digits. */
static void
append_number (GString     *key,
               const char **at)
{
  const char *start = *at;
  gsize length;

  while (*start == '0' && g_ascii_isdigit (start[1]))
    start++;
  for (length = 0; g_ascii_isdigit (start[length]); length++)
    ;
  g_string_append_c (key, '0');
  g_string_append_c (key, (char) MIN (length, 255));
  g_string_append_len (key, start, (gssize) length);
  *at = start + length;
}

/* “Älpler” beside “Alpler”, as in most of the languages that have such letters. */
static char *
fold (const char *name)
{
  g_autofree char *apart = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (apart != NULL ? apart : "", -1);
  GString *plain = g_string_sized_new (32);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (plain, g_utf8_get_char (p));
  return g_string_free (plain, FALSE);
}

/**
 * ps_list_order_make_name_key:
 * @name: a photo's name
 *
 * Returns: (transfer full): what names are compared by, byte for byte: whatever
 *   their case and accents, and with numbers in the order in which people count
 */
char *
ps_list_order_make_name_key (const char *name)
{
  g_autofree char *folded = NULL;
  GString *key = g_string_sized_new (32);
  const char *at = name;

  if (!g_str_is_ascii (name))
    at = folded = fold (name);
  while (*at != '\0')
    if (g_ascii_isdigit (*at))
      append_number (key, &at);
    else
      g_string_append_c (key, g_ascii_tolower (*at++));
  return g_string_free (key, FALSE);
}

static gint64
first_eight_bytes (const char *text)
{
  guint64 number = 0;
  gsize i;

  for (i = 0; i < 8 && text[i] != '\0'; i++)
    number = number << 8 | (guchar) text[i];
  for (; i < 8; i++)
    number <<= 8;
  return (gint64) (number >> 1); /* its last bit is left to the whole key */
}

static void
add_entry (Ordering   *self,
           gint64      id,
           gint64      key,
           gint64      n_bytes,
           const char *name)
{
  Entry entry = { id, key, n_bytes, NULL };

  if (self->names != NULL)
    {
      g_autofree char *name_key = ps_list_order_make_name_key (name != NULL && g_utf8_validate (name, -1, NULL) ? name : "");

      entry.name = g_string_chunk_insert (self->names, name_key);
      entry.key = first_eight_bytes (name_key);
    }
  g_array_append_val (self->entries, entry);
}

/* From end to end, without what is not wanted. */
static gboolean
collect_many (Ordering       *self,
              const PsIdSet  *wanted,
              GError        **error)
{
  PsStatement *statement = ps_db_statement (self->db, statements[self->order], error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      gint64 id = ps_statement_int (statement, 0);

      if (wanted != NULL && !ps_id_set_contains (wanted, id))
        continue;
      if (self->names != NULL)
        add_entry (self, id, 0, 0, ps_statement_text (statement, 1));
      else
        add_entry (self, id, ps_statement_int (statement, 1), ps_statement_int (statement, 2), NULL);
    }
  return step == PS_STEP_DONE;
}

/* One row of order-keys: time taken, time uploaded, bytes, name. */
static void
add_row (Ordering    *self,
         gint64       id,
         PsStatement *statement)
{
  gint64 n_bytes = ps_statement_int (statement, 2);
  gint64 key = self->order == PS_ORDER_LARGEST_FIRST ? n_bytes
               : ps_statement_int (statement, self->order == PS_ORDER_ADDED_LAST ? 1 : 0);

  add_entry (self, id, key, MAX (n_bytes, 0), ps_statement_text (statement, 3));
}

static void
append_id_cb (gint64   id,
              gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, id);
}

static gboolean
collect_few (Ordering       *self,
             const PsIdSet  *wanted,
             GError        **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  ps_id_set_foreach (wanted, append_id_cb, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      PsStatement *statement = ps_db_statement (self->db, "order-keys", error);
      PsStep step;

      if (statement == NULL)
        return FALSE;
      ps_statement_bind_int (statement, ":id", id);
      step = ps_statement_step (statement, error);
      if (step == PS_STEP_ERROR)
        return FALSE;
      if (step == PS_STEP_ROW)
        {
          add_row (self, id, statement);
          ps_statement_reset (statement);
        }
    }
  return TRUE;
}

static int
compare_largest_first (const void *a,
                       const void *b)
{
  const Entry *x = a, *y = b;

  if (x->key != y->key)
    return x->key > y->key ? -1 : 1;
  return x->id > y->id ? -1 : x->id < y->id;
}

static int
compare_smallest_first (const void *a,
                        const void *b)
{
  return compare_largest_first (b, a);
}

static int
compare_names (const void *a,
               const void *b)
{
  const Entry *x = a, *y = b;
  int order;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  order = strcmp (x->name, y->name);
  return order != 0 ? order : x->id < y->id ? -1 : x->id > y->id;
}

static void
sort (Ordering *self)
{
  int (*compare) (const void *, const void *) = compare_largest_first;

  if (self->order == PS_ORDER_NAME)
    compare = compare_names;
  else if (self->order == PS_ORDER_OLDEST_FIRST)
    compare = compare_smallest_first;
  if (self->entries->len > 0)
    qsort (self->entries->data, self->entries->len, sizeof (Entry), compare);
}

static gint64
start_of_year_us (int year)
{
  g_autoptr(GDateTime) start = year >= 1 && year <= 9999 ? g_date_time_new_utc (year, 1, 1, 0, 0, 0) : NULL;

  if (start == NULL)
    return year < 1 ? G_MININT64 : G_MAXINT64;
  return g_date_time_to_unix (start) * G_USEC_PER_SEC;
}

static int
year_of (gint64 time_us)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_get_year (time) : time_us < 0 ? 1 : 9999;
}

/* Both orders by time: the entries of a year lie side by side. */
static void
mark_years (Ordering   *self,
            PsPhotoIds *ids)
{
  gint64 from_us = 1, until_us = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      gint64 time_us = g_array_index (self->entries, Entry, i).key;
      PsYearMark mark;

      if (time_us >= from_us && time_us < until_us)
        continue;
      mark = (PsYearMark) { year_of (time_us), i };
      from_us = start_of_year_us (mark.year);
      until_us = start_of_year_us (mark.year + 1);
      if (ids->years->len > 0 && g_array_index (ids->years, PsYearMark, ids->years->len - 1).year == mark.year)
        continue; /* before the first year or behind the last */
      g_array_append_val (ids->years, mark);
    }
}

static PsPhotoIds *
make_ids (Ordering *self)
{
  PsPhotoIds *ids = g_new0 (PsPhotoIds, 1);

  ids->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->entries->len);
  ids->years = g_array_new (FALSE, FALSE, sizeof (PsYearMark));
  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, i);

      g_array_append_val (ids->ids, entry->id);
      ids->n_bytes += entry->n_bytes;
    }
  if (self->order == PS_ORDER_NEWEST_FIRST || self->order == PS_ORDER_OLDEST_FIRST)
    mark_years (self, ids);
  return ids;
}

/* The index that lists by name are read from knows no bytes. */
static gboolean
add_bytes (Ordering       *self,
           const PsIdSet  *wanted,
           PsPhotoIds     *ids,
           GError        **error)
{
  PsStatement *statement = ps_db_statement (self->db, "order-bytes", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    if (wanted == NULL || ps_id_set_contains (wanted, ps_statement_int (statement, 0)))
      ids->n_bytes += ps_statement_int (statement, 1);
  return step == PS_STEP_DONE;
}

static gboolean
run (Ordering       *self,
     const PsIdSet  *wanted,
     gboolean        few,
     PsPhotoIds    **ids,
     GError        **error)
{
  gboolean is_sorted = !few && (self->order == PS_ORDER_NEWEST_FIRST || self->order == PS_ORDER_OLDEST_FIRST);

  if (!(few ? collect_few (self, wanted, error) : collect_many (self, wanted, error)))
    return FALSE;
  if (!is_sorted)
    sort (self);
  *ids = make_ids (self);
  return few || self->names == NULL || add_bytes (self, wanted, *ids, error);
}

/**
 * ps_list_order_run:
 * @db: a connection
 * @order: which
 * @wanted: (nullable): which photos; %NULL: all
 * @n_wanted: how many; with all of them, how many there may be
 * @ids: (out) (transfer full): them, in order
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether they could be read
 */
gboolean
ps_list_order_run (PsDb           *db,
                   PsOrder         order,
                   const PsIdSet  *wanted,
                   guint           n_wanted,
                   PsPhotoIds    **ids,
                   GError        **error)
{
  Ordering self = { .db = db, .order = order };
  gint64 max_id = 0;
  gboolean done;

  if (wanted != NULL && !ps_db_read_int (db, "photo-max-id", &max_id, error))
    return FALSE;
  self.entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), n_wanted);
  if (order == PS_ORDER_NAME)
    self.names = g_string_chunk_new (1 << 16);
  done = run (&self, wanted, wanted != NULL && FEW (n_wanted, max_id), ids, error);
  if (!done)
    g_clear_pointer (ids, ps_photo_ids_free);
  g_array_unref (self.entries);
  g_clear_pointer (&self.names, g_string_chunk_free);
  return done;
}
