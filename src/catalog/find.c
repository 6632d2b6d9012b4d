/* src/catalog/find.c: the photos that a search means.
 *
 * Each term gives a set of ids from a statement of its own (find-term.c); the
 * sets, a bit an id, are put together here. No statement is ever assembled from
 * what a person typed, and a million photos are a hundred kilobytes.
 */
#include "catalog/find.h"

#include <glib/gi18n-lib.h>

#include "base/text.h"
#include "catalog/catalog.h"
#include "catalog/find-private.h"

#define MOST_TERMS 512     /* of a search and all saved ones in it */

/* When it is looked for: long words are dear, and cheaper the fewer candidates there are; what must not hold is taken
 * away at the end. */
enum { TURN_FIELDS, TURN_SHORT_WORDS, TURN_LONG_WORDS, TURN_NOT, N_TURNS };

static int
get_turn (const PsQueryNode *node)
{
  int turn = TURN_FIELDS;

  if (node->kind == PS_NODE_NOT)
    return TURN_NOT;
  if (node->kind == PS_NODE_TERM && node->field == PS_FIELD_WORD)
    return g_utf8_strlen (node->text, -1) > PS_FIND_SHORT_WORD ? TURN_LONG_WORDS : TURN_SHORT_WORDS;
  for (guint i = 0; node->children != NULL && i < node->children->len; i++)
    turn = MAX (turn, MIN (get_turn (g_ptr_array_index (node->children, i)), TURN_LONG_WORDS));
  return turn;
}

/* One more part that must hold, or must not: @found is what the parts before it left, %NULL where there were none. */
static gboolean
narrow (PsFind             *self,
        const PsQueryNode  *child,
        const PsIdSet      *candidates,
        PsIdSet           **found,
        GError            **error)
{
  gboolean is_not = child->kind == PS_NODE_NOT;
  const PsQueryNode *positive = is_not ? g_ptr_array_index (child->children, 0) : child;
  g_autoptr(PsIdSet) one = NULL;

  if (!ps_find_evaluate (self, positive, *found != NULL ? *found : candidates, &one, error))
    return FALSE;
  if (one == NULL)
    return TRUE;
  if (is_not && *found == NULL && !ps_find_complement (self, &one, error))
    return FALSE;
  if (*found == NULL)
    *found = g_steal_pointer (&one);
  else if (is_not)
    ps_id_set_subtract (*found, one);
  else
    ps_id_set_intersect (*found, one);
  return TRUE;
}

static gboolean
evaluate_all (PsFind             *self,
              const PsQueryNode  *node,
              const PsIdSet      *candidates,
              PsIdSet           **set,
              GError            **error)
{
  g_autoptr(PsIdSet) found = NULL;

  for (int turn = TURN_FIELDS; turn < N_TURNS; turn++)
    for (guint i = 0; i < node->children->len; i++)
      {
        const PsQueryNode *child = g_ptr_array_index (node->children, i);

        if (get_turn (child) == turn && !narrow (self, child, candidates, &found, error))
          return FALSE;
      }
  *set = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
evaluate_any (PsFind             *self,
              const PsQueryNode  *node,
              const PsIdSet      *candidates,
              PsIdSet           **set,
              GError            **error)
{
  g_autoptr(PsIdSet) found = NULL;

  for (guint i = 0; i < node->children->len; i++)
    {
      g_autoptr(PsIdSet) one = NULL;

      if (!ps_find_evaluate (self, g_ptr_array_index (node->children, i), candidates, &one, error))
        return FALSE;
      if (one != NULL && found != NULL)
        ps_id_set_unite (found, one);
      else if (one != NULL)
        found = g_steal_pointer (&one);
    }
  *set = g_steal_pointer (&found);
  return TRUE;
}

/**
 * ps_find_evaluate:
 * @self: a search
 * @node: what is meant, or a part of it
 * @candidates: (nullable): photos; of others anything may be said
 * @set: (out) (transfer full) (nullable): the photos; %NULL: it says nothing, and is passed over
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether they could be read
 */
gboolean
ps_find_evaluate (PsFind             *self,
                  const PsQueryNode  *node,
                  const PsIdSet      *candidates,
                  PsIdSet           **set,
                  GError            **error)
{
  g_autoptr(PsIdSet) found = NULL;
  gboolean means_something = TRUE;

  *set = NULL;
  switch (node->kind)
    {
    case PS_NODE_AND:
      return evaluate_all (self, node, candidates, set, error);
    case PS_NODE_OR:
      return evaluate_any (self, node, candidates, set, error);
    case PS_NODE_NOT:
      if (!ps_find_evaluate (self, g_ptr_array_index (node->children, 0), candidates, &found, error) || (found != NULL && !ps_find_complement (self, &found, error)))
        return FALSE;
      break;
    case PS_NODE_TERM:
      if (++self->n_terms > MOST_TERMS)
        {
          g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY, _("This search is too long. Use fewer words."));
          return FALSE;
        }
      found = ps_id_set_new (self->max_id);
      if (!ps_find_term (self, node, candidates, &found, &means_something, error))
        return FALSE;
      if (!means_something)
        g_clear_pointer (&found, ps_id_set_free);
      break;
    case PS_NODE_ALL:
    default:
      break;
    }
  *set = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
set_says_nothing (const char  *text,
                  GError     **error)
{
  g_autofree char *visible = ps_text_visible (text, 40);

  /* Translators: %s is what a person typed: signs alone. */
  g_set_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY, _("“%s” says nothing to search for."), visible);
  return FALSE;
}

/**
 * ps_find_meaning:
 * @db: a connection
 * @text: what a person typed
 * @node: (out) (optional) (transfer full): what it means
 * @set: (out) (transfer full) (nullable): the photos; %NULL: all there are
 * @error: as of ps_find_set()
 *
 * Returns: whether they could be found
 */
gboolean
ps_find_meaning (PsDb         *db,
                 const char   *text,
                 PsQueryNode **node,
                 PsIdSet     **set,
                 GError      **error)
{
  PsFind self = { .db = db };
  g_autoptr(GError) wrong = NULL;
  g_autoptr(PsQueryNode) meaning = ps_query_parse (text, g_get_real_time (), NULL, NULL, &wrong);

  *set = NULL;
  if (meaning == NULL)
    {
      g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY, wrong->message);
      return FALSE;
    }
  if (!ps_db_read_int (db, "photo-max-id", &self.max_id, error) || !ps_db_read_int (db, "count-photos", &self.n_photos, error)
      || !ps_find_evaluate (&self, meaning, NULL, set, error))
    return FALSE;
  if (*set == NULL && meaning->kind != PS_NODE_ALL)
    return set_says_nothing (text, error);
  if (node != NULL)
    *node = g_steal_pointer (&meaning);
  return TRUE;
}

/**
 * ps_find_set:
 * @db: a connection
 * @text: what a person typed
 * @set: (out) (transfer full) (nullable): the photos; %NULL: all there are
 * @error: set with %PS_CATALOG_ERROR_QUERY for what says nothing sensible
 *
 * Signs alone (“&”) say nothing and are passed over where other terms do.
 *
 * Returns: whether they could be found
 */
gboolean
ps_find_set (PsDb        *db,
             const char  *text,
             PsIdSet    **set,
             GError     **error)
{
  return ps_find_meaning (db, text, NULL, set, error);
}
