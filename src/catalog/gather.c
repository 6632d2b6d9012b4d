/* src/catalog/gather.c: what many rows give, put together inside SQLite: a set of ids, or the newest photos of a set.
 *
 * The functions are the connection's own; a set comes to them as a pointer that
 * only a binding of ours can make, so nothing in a database can call them with one.
 */
#include "catalog/gather.h"

#include <string.h>

#define SET_TYPE "PsIdSet"
#define NEWEST_TYPE "PsNewest"

typedef struct
{
  gint64 time_us, id;
} Place;

/* The newest so far, newest first. */
typedef struct
{
  const PsIdSet *set; /* borrowed */
  guint n_most;
  GArray *places;     /* owned, of Place */
} Newest;

/* gather (set, id): adds the id. */
static void
gather_step (sqlite3_context  *context,
             int               n_values,
             sqlite3_value   **values)
{
  PsIdSet *set = sqlite3_value_pointer (values[0], SET_TYPE);

  if (set != NULL)
    ps_id_set_add (set, sqlite3_value_int64 (values[1]));
}

static gboolean
is_newer (const Place *a,
          const Place *b)
{
  return a->time_us != b->time_us ? a->time_us > b->time_us : a->id > b->id;
}

static void
keep_if_newer (Newest      *self,
               const Place *place)
{
  GArray *places = self->places;
  guint from = 0, until = places->len;

  if (places->len >= self->n_most)
    {
      if (self->n_most == 0 || !is_newer (place, &g_array_index (places, Place, places->len - 1)))
        return;
      g_array_set_size (places, places->len - 1);
      until = places->len;
    }
  while (from < until)
    {
      guint middle = (from + until) / 2;

      if (is_newer (place, &g_array_index (places, Place, middle)))
        until = middle;
      else
        from = middle + 1;
    }
  g_array_insert_vals (places, from, place, 1);
}

/* newest (which, id, time): keeps it where it is one of them. */
static void
newest_step (sqlite3_context  *context,
             int               n_values,
             sqlite3_value   **values)
{
  Newest *self = sqlite3_value_pointer (values[0], NEWEST_TYPE);
  Place place = { 0, sqlite3_value_int64 (values[1]) };

  if (self == NULL || !ps_id_set_contains (self->set, place.id))
    return;
  place.time_us = sqlite3_value_int64 (values[2]);
  keep_if_newer (self, &place);
}

static void
say_nothing (sqlite3_context *context)
{
  sqlite3_result_null (context);
}

/**
 * ps_gather_install:
 * @db: a connection, just opened
 *
 * Gives it the functions that the others here need.
 */
void
ps_gather_install (PsDb *db)
{
  const int how = SQLITE_UTF8 | SQLITE_DIRECTONLY;

  sqlite3_create_function_v2 (ps_db_get_handle (db), "gather", 2, how, NULL, NULL, gather_step, say_nothing, NULL);
  sqlite3_create_function_v2 (ps_db_get_handle (db), "newest", 3, how, NULL, NULL, newest_step, say_nothing, NULL);
}

/**
 * ps_gather_statement:
 * @db: a connection
 * @name: a file of sql/queries that gives ids and nothing else; a string constant
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer none) (nullable): the statement, nothing bound, for ps_gather_run()
 */
PsStatement *
ps_gather_statement (PsDb        *db,
                     const char  *name,
                     GError     **error)
{
  return ps_db_statement_around (db, name, "WITH found (id) AS (", ") SELECT gather(:set, id) FROM found", error);
}

/**
 * ps_gather_run:
 * @statement: one of ps_gather_statement(), all bound
 * @set: gets the ids
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether they could be read
 */
gboolean
ps_gather_run (PsStatement  *statement,
               PsIdSet      *set,
               GError      **error)
{
  ps_statement_bind_pointer (statement, ":set", set, SET_TYPE);
  return ps_statement_run (statement, error);
}

/**
 * ps_gather_newest:
 * @db: a connection
 * @set: photos
 * @n_most: how many are wanted
 * @ids: (element-type gint64): gets them, newest first
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Reads between the first and the last id of the set; takes the same time wherever the newest lie.
 *
 * Returns: whether they could be read
 */
gboolean
ps_gather_newest (PsDb           *db,
                  const PsIdSet  *set,
                  guint           n_most,
                  GArray         *ids,
                  GError        **error)
{
  PsStatement *statement = ps_db_statement (db, "newest-of", error);
  g_autoptr(GArray) places = g_array_sized_new (FALSE, FALSE, sizeof (Place), n_most);
  Newest newest = { set, n_most, places };
  gint64 first, last;

  if (statement == NULL)
    return FALSE;
  if (!ps_id_set_get_range (set, &first, &last))
    return TRUE;
  ps_statement_bind_pointer (statement, ":newest", &newest, NEWEST_TYPE);
  ps_statement_bind_int (statement, ":first", first);
  ps_statement_bind_int (statement, ":last", last);
  if (!ps_statement_run (statement, error))
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    g_array_append_val (ids, g_array_index (places, Place, i).id);
  return TRUE;
}
