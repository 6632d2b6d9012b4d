/* src/catalog/find.c: which photos the terms of a search mean.
 *
 * Each term gives a set of ids from a statement of its own; the sets are put
 * together here, so no statement is ever assembled from what a person typed.
 */
#include "catalog/find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/text.h"
#include "catalog/catalog-private.h"

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static gboolean
read_ids (PsStatement  *statement,
          GArray       *ids,
          GError      **error)
{
  PsStep step;

  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      gint64 id = ps_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == PS_STEP_DONE;
}

/* Adds to @ids; the order is lost. */
static gboolean
collect (PsDb        *db,
         const char  *statement_name,
         const char  *text,
         GArray      *ids,
         GError     **error)
{
  PsStatement *statement = ps_db_statement (db, statement_name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":text", text);
  return read_ids (statement, ids, error);
}

static gboolean
is_searchable (const char *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_PRIVATE_USE)
        return TRUE;
    }
  return FALSE;
}

/* Quoted, so that nothing in it is an operator; the last part may be a beginning. */
static void
append_word (GString    *expression,
             const char *word)
{
  if (expression->len > 0)
    g_string_append_c (expression, ' ');
  g_string_append_c (expression, '"');
  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (expression, '"');
      g_string_append_c (expression, *p);
    }
  g_string_append (expression, "\"*");
}

static gboolean
collect_word (PsDb        *db,
              const char  *word,
              GArray      *ids,
              gboolean    *means_something,
              GError     **error)
{
  g_autoptr(GString) expression = g_string_new (NULL);

  *means_something = is_searchable (word);
  if (*means_something)
    {
      append_word (expression, word);
      if (!collect (db, "find-by-words", expression->str, ids, error))
        return FALSE;
    }
  if (!collect (db, "find-by-public-id", word, ids, error))
    return FALSE;
  *means_something = *means_something || ids->len > 0;
  return TRUE;
}

static gboolean
collect_all (PsDb    *db,
             GArray  *ids,
             GError **error)
{
  PsStatement *statement = ps_db_statement (db, "find-all", error);

  return statement != NULL && read_ids (statement, ids, error);
}

static gboolean
collect_term (PsDb          *db,
              const PsTerm  *term,
              GArray        *ids,
              gboolean      *means_something,
              GError       **error)
{
  *means_something = TRUE;
  switch (term->kind)
    {
    case PS_TERM_TAG:
      return collect (db, "find-by-tag", term->text, ids, error);
    case PS_TERM_FOLDER:
      return *term->text == '\0' ? collect_all (db, ids, error) : collect (db, "find-by-folder", term->text, ids, error);
    case PS_TERM_STATE:
      return collect (db, "find-by-state", term->text, ids, error);
    case PS_TERM_TYPE:
      return collect (db, "find-by-type", term->text, ids, error);
    case PS_TERM_FORMAT:
      return collect (db, "find-by-format", term->text, ids, error);
    case PS_TERM_ID:
      return collect (db, "find-by-public-id", term->text, ids, error);
    case PS_TERM_WORD:
    default:
      return collect_word (db, term->text, ids, means_something, error);
    }
}

/* Both ascending; what is in @ids stays if its being in @other is as @wanted says. */
static void
keep (GArray   *ids,
      GArray   *other,
      gboolean  wanted)
{
  gint64 *all = (gint64 *) (gpointer) ids->data;
  guint n_kept = 0, at = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      while (at < other->len && g_array_index (other, gint64, at) < all[i])
        at++;
      if ((at < other->len && g_array_index (other, gint64, at) == all[i]) == wanted)
        all[n_kept++] = all[i];
    }
  g_array_set_size (ids, n_kept);
}

static void
sort_and_unite (GArray *ids)
{
  gint64 *all = (gint64 *) (gpointer) ids->data;
  guint n_kept = 0;

  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < ids->len; i++)
    if (n_kept == 0 || all[n_kept - 1] != all[i])
      all[n_kept++] = all[i];
  g_array_set_size (ids, n_kept);
}

static gboolean
put_in_order (PsDb    *db,
              GArray  *ids,
              GError **error)
{
  g_autofree char *json = ps_catalog_ids_to_json ((const gint64 *) (gconstpointer) ids->data, ids->len);

  g_array_set_size (ids, 0);
  return collect (db, "find-in-order", json, ids, error);
}

static void
set_says_nothing (GPtrArray  *terms,
                  GError    **error)
{
  const PsTerm *first = g_ptr_array_index (terms, 0);
  g_autofree char *visible = ps_text_visible (first->text, 40);

  /* Translators: %s is what a person typed: signs alone. */
  g_set_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY, _("“%s” says nothing to search for."), visible);
}

/**
 * ps_find_collect:
 * @db: a connection
 * @terms: (element-type PsTerm): all of which must hold
 * @ids: (out) (transfer full) (nullable) (element-type gint64): photos, by id; %NULL: all there are
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Signs alone (“&”) say nothing and are passed over where other terms do.
 *
 * Returns: whether they could be found
 */
gboolean
ps_find_collect (PsDb       *db,
                 GPtrArray  *terms,
                 GArray    **ids,
                 GError    **error)
{
  g_autoptr(GArray) found = NULL;
  guint n_meant = 0;

  for (guint i = 0; i < terms->len; i++)
    {
      const PsTerm *term = g_ptr_array_index (terms, i);
      g_autoptr(GArray) set = g_array_new (FALSE, FALSE, sizeof (gint64));
      gboolean means_something;

      if (!collect_term (db, term, set, &means_something, error))
        return FALSE;
      if (!means_something)
        continue;
      n_meant++;
      sort_and_unite (set);
      if (found == NULL && !term->negated)
        {
          found = g_steal_pointer (&set);
          continue;
        }
      if (found == NULL)
        {
          found = g_array_new (FALSE, FALSE, sizeof (gint64));
          if (!collect_all (db, found, error))
            return FALSE;
          sort_and_unite (found);
        }
      keep (found, set, !term->negated);
    }
  if (terms->len > 0 && n_meant == 0)
    {
      set_says_nothing (terms, error);
      return FALSE;
    }
  *ids = g_steal_pointer (&found);
  return TRUE;
}

/**
 * ps_find_run:
 * @db: a connection
 * @terms: (element-type PsTerm): all of which must hold
 * @ids: (out) (transfer full) (element-type gint64): photos, newest first
 * @error: set with a %PS_CATALOG_ERROR
 *
 * As ps_find_collect(), in order.
 *
 * Returns: whether they could be found
 */
gboolean
ps_find_run (PsDb       *db,
             GPtrArray  *terms,
             GArray    **ids,
             GError    **error)
{
  g_autoptr(GArray) found = NULL;

  if (!ps_find_collect (db, terms, &found, error))
    return FALSE;
  if (found == NULL)
    {
      found = g_array_new (FALSE, FALSE, sizeof (gint64));
      if (!collect_all (db, found, error))
        return FALSE;
    }
  else if (!put_in_order (db, found, error))
    {
      return FALSE;
    }
  *ids = g_steal_pointer (&found);
  return TRUE;
}
