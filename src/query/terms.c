/* src/query/terms.c: pure: the terms of a search that all must hold, one by one. */
#include "query/query.h"

/* Brackets around everything change nothing, but the terms in them are not taken out one by one. */
static gboolean
has_terms (const PsQueryNode *self)
{
  return self->kind == PS_NODE_AND && self->end == 0;
}

/**
 * ps_query_count_terms:
 * @self: a whole tree
 *
 * Returns: how many terms a photo must meet
 */
guint
ps_query_count_terms (const PsQueryNode *self)
{
  if (self->kind == PS_NODE_ALL)
    return 0;
  return has_terms (self) ? self->children->len : 1;
}

/**
 * ps_query_get_term:
 * @self: a whole tree
 * @number: which one, from 0
 *
 * Returns: (transfer none): the term
 */
const PsQueryNode *
ps_query_get_term (const PsQueryNode *self,
                   guint              number)
{
  g_return_val_if_fail (number < ps_query_count_terms (self), NULL);

  return has_terms (self) ? g_ptr_array_index (self->children, number) : self;
}

/**
 * ps_query_is_plain_time:
 * @self: part of a tree
 *
 * Returns: whether it is a time in plain words, which is looked for as a date (the first child) and as words
 */
gboolean
ps_query_is_plain_time (const PsQueryNode *self)
{
  const PsQueryNode *first;

  if (self->kind != PS_NODE_OR || self->children->len != 2)
    return FALSE;
  first = g_ptr_array_index (self->children, 0);
  return first->kind == PS_NODE_TERM && first->field == PS_FIELD_DATE && first->end == 0;
}

/**
 * ps_query_text_without:
 * @self: a whole tree
 * @text: what it was parsed from
 * @number: a term, from 0
 *
 * Returns: (transfer full): the text with all the other terms, as they were typed
 */
char *
ps_query_text_without (const PsQueryNode *self,
                       const char        *text,
                       guint              number)
{
  GString *rest = g_string_new (NULL);
  guint n_terms = ps_query_count_terms (self);

  for (guint i = 0; i < n_terms; i++)
    {
      const PsQueryNode *term = ps_query_get_term (self, i);

      if (i == number)
        continue;
      if (rest->len > 0)
        g_string_append_c (rest, ' ');
      g_string_append_len (rest, text + term->begin, (gssize) (term->end - term->begin));
    }
  return g_string_free (rest, FALSE);
}
