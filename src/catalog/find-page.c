/* src/catalog/find-page.c: the photos that a search means, newest first: the first of them, or all.
 *
 * A set is quickly made; what takes long is to bring it into an order. The first
 * page does without: few photos are sorted; of many the newest are met after some
 * steps along the index of times; and where they lie far behind, a narrow index
 * of all photos tells which they are.
 */
#include "catalog/find.h"

#include "catalog/catalog-private.h"
#include "catalog/find-private.h"
#include "catalog/gather.h"

#define FEW 4000        /* photos that are put in order one by one in the time in which a million are passed over */
#define MOST_BY_ONE 20000 /* the same, where all of them are wanted */
#define PATIENCE 100000 /* steps along the index of times */

static void
append_id_cb (gint64   id,
              gpointer user_data)
{
  g_array_append_val ((GArray *) user_data, id);
}

static gboolean
read_ids (PsStatement    *statement,
          const PsIdSet  *set,
          GArray         *ids,
          GError        **error)
{
  PsStep step;

  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      gint64 id = ps_statement_int (statement, 0);

      if (set == NULL || ps_id_set_contains (set, id))
        g_array_append_val (ids, id);
    }
  return step == PS_STEP_DONE;
}

static gboolean
put_in_order (PsDb           *db,
              const PsIdSet  *set,
              GArray         *ids,
              GError        **error)
{
  PsStatement *statement = ps_db_statement (db, "find-in-order", error);
  g_autofree char *json = NULL;

  if (statement == NULL)
    return FALSE;
  ps_id_set_foreach (set, append_id_cb, ids);
  json = ps_catalog_ids_to_json ((const gint64 *) (gconstpointer) ids->data, ids->len);
  g_array_set_size (ids, 0);
  ps_statement_bind_text (statement, ":text", json);
  return read_ids (statement, NULL, ids, error);
}

/* Between which times all of it was taken (else uploaded), as far as its terms say so. */
static void
get_span (const PsQueryNode *node,
          gint64            *min_us,
          gint64            *max_us)
{
  if (node->kind == PS_NODE_TERM && (node->field == PS_FIELD_DATE || node->field == PS_FIELD_TAKEN))
    {
      *min_us = MAX (*min_us, node->min_us);
      *max_us = MIN (*max_us, node->max_us);
    }
  for (guint i = 0; node->kind == PS_NODE_AND && i < node->children->len; i++)
    get_span (g_ptr_array_index (node->children, i), min_us, max_us);
}

/* Along the index of times, until there are enough or @n_steps were taken; the more photos, the sooner that is. */
static gboolean
walk (PsDb               *db,
      const PsQueryNode  *node,
      const PsIdSet      *set,
      guint               n_most,
      guint               n_steps,
      GArray             *ids,
      GError            **error)
{
  PsStatement *statement = ps_db_statement (db, "newest-walk", error);
  gint64 min_us = G_MININT64, max_us = G_MAXINT64;
  PsStep step = PS_STEP_ROW;

  if (statement == NULL)
    return FALSE;
  get_span (node, &min_us, &max_us);
  ps_statement_bind_int (statement, ":min", min_us);
  ps_statement_bind_int (statement, ":max", max_us);
  for (guint i = 0; i < n_steps && ids->len < n_most && (step = ps_statement_step (statement, error)) == PS_STEP_ROW; i++)
    {
      gint64 id = ps_statement_int (statement, 0);

      if (set == NULL || ps_id_set_contains (set, id))
        g_array_append_val (ids, id);
    }
  if (step == PS_STEP_ROW)
    ps_statement_reset (statement);
  return step != PS_STEP_ERROR;
}

/**
 * ps_find_page:
 * @db: a connection
 * @text: what a person typed
 * @n_most: how many are wanted
 * @ids: (element-type gint64): gets the newest that it means, newest first
 * @error: as of ps_find_set()
 *
 * Returns: whether they could be found
 */
gboolean
ps_find_page (PsDb        *db,
              const char  *text,
              guint        n_most,
              GArray      *ids,
              GError     **error)
{
  g_autoptr(PsQueryNode) node = NULL;
  g_autoptr(PsIdSet) set = NULL;
  guint n_found;

  if (!ps_find_meaning (db, text, &node, &set, error))
    return FALSE;
  n_found = set != NULL ? ps_id_set_count (set) : G_MAXUINT;
  if (n_found > FEW && !walk (db, node, set, n_most, PATIENCE, ids, error))
    return FALSE;
  if (set == NULL || ids->len >= MIN (n_most, n_found))
    return TRUE;
  g_array_set_size (ids, 0);
  if (n_found > FEW)
    return ps_gather_newest (db, set, n_most, ids, error);
  if (!put_in_order (db, set, ids, error))
    return FALSE;
  g_array_set_size (ids, MIN (ids->len, n_most));
  return TRUE;
}

/**
 * ps_find_run:
 * @db: a connection
 * @text: what a person typed
 * @ids: (out) (transfer full) (element-type gint64): photos, newest first
 * @error: as of ps_find_set()
 *
 * Returns: whether they could be found
 */
gboolean
ps_find_run (PsDb        *db,
             const char  *text,
             GArray     **ids,
             GError     **error)
{
  g_autoptr(PsIdSet) set = NULL;
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  PsStatement *statement;

  if (!ps_find_set (db, text, &set, error))
    return FALSE;
  if (set != NULL && ps_id_set_count (set) <= MOST_BY_ONE)
    {
      if (!put_in_order (db, set, found, error))
        return FALSE;
    }
  else
    {
      statement = ps_db_statement (db, "find-all", error);
      if (statement == NULL || !read_ids (statement, set, found, error))
        return FALSE;
    }
  *ids = g_steal_pointer (&found);
  return TRUE;
}
