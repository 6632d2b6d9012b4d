/* src/demo/cursors.c: the opaque cursors that lead to the next page of one exact query. */
#include "demo/cursors.h"

#define MAX_CURSORS 50000 /* the oldest are forgotten first */

typedef struct
{
  char *query;     /* owned: what it belongs to */
  gint64 position;
  gint64 made_us;  /* monotonic */
} Cursor;

struct _PsCursors
{
  GHashTable *by_name; /* owned: cursor -> Cursor */
  GQueue names;        /* owned copies, oldest first */
  GRand *random;       /* owned */
};

static void
free_cursor (gpointer data)
{
  Cursor *cursor = data;

  g_free (cursor->query);
  g_free (cursor);
}

/**
 * ps_cursors_new:
 * @seed: the same seed makes the same cursors
 *
 * Returns: (transfer full): no cursors yet
 */
PsCursors *
ps_cursors_new (guint64 seed)
{
  PsCursors *self = g_new0 (PsCursors, 1);
  guint32 parts[2] = { seed & G_MAXUINT32, seed >> 32 };

  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_cursor);
  self->random = g_rand_new_with_seed_array (parts, 2);
  g_queue_init (&self->names);
  return self;
}

/**
 * ps_cursors_free:
 * @self: (transfer full): the cursors
 */
void
ps_cursors_free (PsCursors *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->by_name);
  g_queue_clear_full (&self->names, g_free);
  g_rand_free (self->random);
  g_free (self);
}

/**
 * ps_cursors_make:
 * @self: the cursors
 * @query: everything that must stay the same from page to page
 * @position: where the next page begins
 *
 * Returns: (transfer full): 64 hex digits
 */
char *
ps_cursors_make (PsCursors  *self,
                 const char *query,
                 gint64      position)
{
  GString *name = g_string_sized_new (64);
  Cursor *cursor = g_new (Cursor, 1);

  for (int i = 0; i < 8; i++)
    g_string_append_printf (name, "%08x", g_rand_int (self->random));
  *cursor = (Cursor) { .query = g_strdup (query), .position = position, .made_us = g_get_monotonic_time () };
  g_hash_table_replace (self->by_name, g_strdup (name->str), cursor);
  g_queue_push_tail (&self->names, g_strdup (name->str));
  if (g_queue_get_length (&self->names) > MAX_CURSORS)
    {
      g_autofree char *oldest = g_queue_pop_head (&self->names);

      g_hash_table_remove (self->by_name, oldest);
    }
  return g_string_free (name, FALSE);
}

/**
 * ps_cursors_find:
 * @self: the cursors
 * @cursor: what the client sent
 * @query: everything that must stay the same from page to page
 * @life_us: how long a cursor lives, 0: for ever
 * @position: (out): where the page begins
 *
 * Returns: whether it is a cursor of that query
 */
gboolean
ps_cursors_find (PsCursors  *self,
                 const char *cursor,
                 const char *query,
                 gint64      life_us,
                 gint64     *position)
{
  const Cursor *found = g_hash_table_lookup (self->by_name, cursor);

  if (found == NULL || !g_str_equal (found->query, query))
    return FALSE;
  if (life_us > 0 && g_get_monotonic_time () - found->made_us > life_us)
    return FALSE;
  *position = found->position;
  return TRUE;
}

/**
 * ps_cursors_forget:
 * @self: the cursors
 * @cursor: one that is not to be known any more
 */
void
ps_cursors_forget (PsCursors  *self,
                   const char *cursor)
{
  g_hash_table_remove (self->by_name, cursor);
}
