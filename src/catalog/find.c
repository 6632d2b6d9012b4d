/* src/catalog/find.c: the photos that a search means.
 *
 * Each term gives a set of ids from a statement of its own, read from an index;
 * the sets, a bit an id, are put together here. No statement is ever assembled
 * from what a person typed, and a million photos are a hundred kilobytes.
 */
#include "catalog/find.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/state.h"
#include "base/text.h"
#include "catalog/catalog-private.h"
#include "query/query.h"

#define MOST_NESTED 4      /* saved searches in one another */
#define MOST_TERMS 512     /* of a search and all saved ones in it */
#define MOST_IN_ORDER 20000 /* ids that are put in order one by one */

typedef struct
{
  PsDb *db;       /* borrowed */
  gint64 max_id;
  guint nested, n_terms;
} Find;

static gboolean evaluate (Find *self, const PsQueryNode *node, PsIdSet **set, GError **error);

static gboolean
read_ids (PsStatement  *statement,
          PsIdSet      *set,
          GError      **error)
{
  PsStep step;

  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    ps_id_set_add (set, ps_statement_int (statement, 0));
  return step == PS_STEP_DONE;
}

static gboolean
collect (Find        *self,
         const char  *statement_name,
         const char  *text,
         PsIdSet     *set,
         GError     **error)
{
  PsStatement *statement = ps_db_statement (self->db, statement_name, error);

  if (statement == NULL)
    return FALSE;
  if (text != NULL)
    ps_statement_bind_text (statement, ":text", text);
  return read_ids (statement, set, error);
}

static gboolean
collect_range (Find          *self,
               const char    *statement_name,
               const PsQueryNode  *term,
               PsIdSet       *set,
               GError       **error)
{
  PsStatement *statement = ps_db_statement (self->db, statement_name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_double (statement, ":min", MAX (term->min, -1e300));
  ps_statement_bind_double (statement, ":max", MIN (term->max, 1e300));
  return read_ids (statement, set, error);
}

static gboolean
collect_times (Find          *self,
               const char    *statement_name,
               const PsQueryNode  *term,
               PsIdSet       *set,
               GError       **error)
{
  PsStatement *statement = ps_db_statement (self->db, statement_name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":min", term->min_us);
  ps_statement_bind_int (statement, ":max", term->max_us);
  return read_ids (statement, set, error);
}

/* Words ------------------------------------------------------------------------- */

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
static char *
make_expression (const char *word)
{
  GString *expression = g_string_new ("\"");

  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (expression, '"');
      g_string_append_c (expression, *p);
    }
  g_string_append (expression, "\"*");
  return g_string_free (expression, FALSE);
}

/* @means_something: (out): signs alone do not. */
static gboolean
collect_word (Find        *self,
              const char  *word,
              PsIdSet     *set,
              gboolean    *means_something,
              GError     **error)
{
  g_autofree char *expression = make_expression (word);

  *means_something = is_searchable (word);
  if (*means_something && !collect (self, "find-by-words", expression, set, error))
    return FALSE;
  if (!collect (self, "find-by-public-id", word, set, error))
    return FALSE;
  *means_something = *means_something || ps_id_set_count (set) > 0;
  return TRUE;
}

/* Places -------------------------------------------------------------------------- */

static double
measure (double latitude,
         double longitude,
         double other_latitude,
         double other_longitude)
{
  const double radius = 6371000, degree = G_PI / 180;
  double up = sin ((other_latitude - latitude) * degree / 2), across = sin ((other_longitude - longitude) * degree / 2);
  double h = up * up + cos (latitude * degree) * cos (other_latitude * degree) * across * across;

  return 2 * radius * asin (sqrt (CLAMP (h, 0, 1)));
}

static gboolean
collect_box (Find          *self,
             const PsQueryNode  *term,
             double         west,
             double         east,
             PsIdSet       *set,
             GError       **error)
{
  PsStatement *statement = ps_db_statement (self->db, "find-by-place", error);
  double up = term->radius_m / 111000;
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_double (statement, ":south", term->min - up);
  ps_statement_bind_double (statement, ":north", term->min + up);
  ps_statement_bind_double (statement, ":west", west);
  ps_statement_bind_double (statement, ":east", east);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    if (measure (term->min, term->max, ps_statement_double (statement, 1), ps_statement_double (statement, 2)) <= term->radius_m)
      ps_id_set_add (set, ps_statement_int (statement, 0));
  return step == PS_STEP_DONE;
}

/* A box that reaches beyond the date line is two. */
static gboolean
collect_place (Find          *self,
               const PsQueryNode  *term,
               PsIdSet       *set,
               GError       **error)
{
  double shrink = cos (MIN (fabs (term->min) + term->radius_m / 111000, 90) * G_PI / 180);
  double across = shrink > 0.01 ? MIN (term->radius_m / 111000 / shrink, 180) : 180;
  double west = term->max - across, east = term->max + across;

  if (across >= 180)
    return collect_box (self, term, -180, 180, set, error);
  if (!collect_box (self, term, MAX (west, -180), MIN (east, 180), set, error))
    return FALSE;
  if (west < -180)
    return collect_box (self, term, west + 360, 180, set, error);
  return east <= 180 || collect_box (self, term, -180, east - 360, set, error);
}

/* Words behind a colon ------------------------------------------------------------ */

static gboolean
collect_state (Find        *self,
               const char  *word,
               PsIdSet     *set,
               GError     **error)
{
  static const struct { const char *word, *statement, *text; } states[] = {
    { "here", "set-here", NULL }, { "to_come", "set-to-come", NULL }, { "needs_you", "set-needs-you", NULL },
    { "duplicate", "find-duplicates-marked", NULL }, { "kept", "find-keepers", NULL },
    { "left_out", "find-by-state", "skipped" }, { "gone", "find-by-state", "gone_from_cloud" },
    { "only_here", "find-by-state", "gone_from_cloud" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].word, word))
      return collect (self, states[i].statement, states[i].text, set, error);
  return collect (self, "find-by-state", word, set, error);
}

static gboolean
collect_having (Find        *self,
                const char  *word,
                PsIdSet     *set,
                GError     **error)
{
  static const struct { const char *word, *statement; } things[] = {
    { "gps", "find-has-gps" }, { "exif", "find-has-exif" }, { "time", "find-has-time" }, { "caption", "find-has-caption" },
    { "rating", "find-has-rating" }, { "flag", "find-has-flag" }, { "tag", "find-has-tag" }, { "collection", "find-has-collection" },
    { "shoot", "find-has-shoot" }, { "thumbnail", "find-has-thumbnail" }, { "file", "find-has-file" },
    { "look_alikes", "find-has-look-alikes" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (things); i++)
    if (g_str_equal (things[i].word, word))
      return collect (self, things[i].statement, NULL, set, error);
  g_return_val_if_reached (FALSE);
}

static gboolean
collect_all (Find     *self,
             PsIdSet  *set,
             GError  **error)
{
  return collect (self, "find-all", NULL, set, error);
}

static gboolean
complement (Find     *self,
            PsIdSet **set,
            GError  **error)
{
  g_autoptr(PsIdSet) all = ps_id_set_new (self->max_id);

  if (!collect_all (self, all, error))
    return FALSE;
  ps_id_set_subtract (all, *set);
  ps_id_set_free (*set);
  *set = g_steal_pointer (&all);
  return TRUE;
}

static gboolean
evaluate_text (Find        *self,
               const char  *text,
               PsIdSet    **set,
               GError     **error)
{
  g_autoptr(GError) wrong = NULL;
  g_autoptr(PsQueryNode) node = ps_query_parse (text, g_get_real_time (), NULL, NULL, &wrong);

  if (node != NULL)
    return evaluate (self, node, set, error);
  g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY, wrong->message);
  return FALSE;
}

/* A collection's photos, or what a saved search finds. */
static gboolean
collect_collection (Find        *self,
                    const char  *name,
                    PsIdSet     *set,
                    GError     **error)
{
  PsStatement *statement = ps_db_statement (self->db, "find-collection", error);
  g_autofree char *query = NULL;
  g_autoptr(PsIdSet) found = NULL;
  gint64 id = 0;
  PsStep step;
  gboolean done;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":text", name);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ROW)
    {
      id = ps_statement_int (statement, 0);
      query = ps_statement_dup_text (statement, 1);
      ps_statement_reset (statement);
    }
  if (step != PS_STEP_ROW)
    return step == PS_STEP_DONE;
  if (query == NULL)
    {
      statement = ps_db_statement (self->db, "set-in-collection", error);
      if (statement == NULL)
        return FALSE;
      ps_statement_bind_int (statement, ":id", id);
      return read_ids (statement, set, error);
    }
  if (self->nested >= MOST_NESTED)
    {
      g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY, _("Saved searches mean one another in a circle, or too deep."));
      return FALSE;
    }
  self->nested++;
  done = evaluate_text (self, query, &found, error);
  self->nested--;
  if (done && found == NULL)
    return collect_all (self, set, error);
  if (done)
    ps_id_set_unite (set, found);
  return done;
}

/* Behind "=", the whole name, and nothing but it; "=" alone: where there is none. %NULL: no such thing is meant. */
static const char *
get_exact_statement (const PsQueryNode *term)
{
  if (*term->text != '=')
    return NULL;
  switch ((int) term->field)
    {
    case PS_FIELD_CAMERA:
      return term->text[1] != '\0' ? "find-by-whole-camera" : "find-without-camera";
    case PS_FIELD_LENS:
      return term->text[1] != '\0' ? "find-by-whole-lens" : "find-without-lens";
    case PS_FIELD_FOLDER:
      return "find-by-whole-folder";
    default:
      return NULL;
    }
}

static gboolean
collect_term (Find          *self,
              const PsQueryNode  *term,
              PsIdSet      **set,
              gboolean      *means_something,
              GError       **error)
{
  static const char *const ranges[PS_N_FIELDS] = {
    [PS_FIELD_ISO] = "find-by-iso", [PS_FIELD_APERTURE] = "find-by-aperture", [PS_FIELD_FOCAL] = "find-by-focal",
    [PS_FIELD_SHUTTER] = "find-by-shutter", [PS_FIELD_SIZE] = "find-by-size", [PS_FIELD_WIDTH] = "find-by-width",
    [PS_FIELD_HEIGHT] = "find-by-height", [PS_FIELD_RATING] = "find-by-rating",
  };
  static const char *const times[PS_N_FIELDS] = {
    [PS_FIELD_DATE] = "find-by-date", [PS_FIELD_TAKEN] = "find-by-taken", [PS_FIELD_UPLOADED] = "find-by-uploaded",
    [PS_FIELD_PROVEN] = "find-by-proof",
  };
  static const char *const texts[PS_N_FIELDS] = {
    [PS_FIELD_TAG] = "find-by-tag", [PS_FIELD_CAMERA] = "find-by-camera", [PS_FIELD_LENS] = "find-by-lens",
    [PS_FIELD_FORMAT] = "find-by-format", [PS_FIELD_TYPE] = "find-by-type", [PS_FIELD_LABEL] = "find-by-label",
    [PS_FIELD_ID] = "find-by-public-id", [PS_FIELD_SHOOT] = "find-by-shoot",
  };

  const char *exact = get_exact_statement (term);

  if (exact != NULL)
    return collect (self, exact, term->text[1] != '\0' || term->field == PS_FIELD_FOLDER ? term->text + 1 : NULL, *set, error);
  if (ranges[term->field] != NULL)
    return collect_range (self, ranges[term->field], term, *set, error);
  if (times[term->field] != NULL)
    return collect_times (self, times[term->field], term, *set, error);
  if (texts[term->field] != NULL)
    return collect (self, texts[term->field], term->text, *set, error);
  if (term->field == PS_FIELD_WORD)
    return collect_word (self, term->text, *set, means_something, error);
  if (term->field == PS_FIELD_FOLDER)
    return *term->text == '\0' ? collect_all (self, *set, error) : collect (self, "find-by-folder", term->text, *set, error);
  if (term->field == PS_FIELD_IS)
    return collect_state (self, term->text, *set, error);
  if (term->field == PS_FIELD_HAS)
    return collect_having (self, term->text, *set, error);
  if (term->field == PS_FIELD_NO)
    return collect_having (self, term->text, *set, error) && complement (self, set, error);
  if (term->field == PS_FIELD_FLAG && g_str_equal (term->text, "none"))
    return collect_having (self, "flag", *set, error) && complement (self, set, error);
  if (term->field == PS_FIELD_FLAG)
    return collect (self, "find-by-flag", term->text, *set, error);
  if (term->field == PS_FIELD_IN)
    return collect_collection (self, term->text, *set, error);
  return collect_place (self, term, *set, error);
}

/* The tree -------------------------------------------------------------------------- */

/* All that must hold first, then what must not is taken away. */
static gboolean
evaluate_all (Find          *self,
              const PsQueryNode  *node,
              PsIdSet      **set,
              GError       **error)
{
  g_autoptr(PsIdSet) found = NULL;

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < node->children->len; i++)
      {
        const PsQueryNode *child = g_ptr_array_index (node->children, i);
        g_autoptr(PsIdSet) one = NULL;

        if ((child->kind == PS_NODE_NOT) != (pass == 1))
          continue;
        if (pass == 0 ? !evaluate (self, child, &one, error)
                      : !evaluate (self, g_ptr_array_index (child->children, 0), &one, error))
          return FALSE;
        if (one == NULL)
          continue;
        if (pass == 1 && found == NULL && !complement (self, &one, error))
          return FALSE;
        if (found == NULL)
          found = g_steal_pointer (&one);
        else if (pass == 0)
          ps_id_set_intersect (found, one);
        else
          ps_id_set_subtract (found, one);
      }
  *set = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
evaluate_any (Find          *self,
              const PsQueryNode  *node,
              PsIdSet      **set,
              GError       **error)
{
  g_autoptr(PsIdSet) found = NULL;

  for (guint i = 0; i < node->children->len; i++)
    {
      g_autoptr(PsIdSet) one = NULL;

      if (!evaluate (self, g_ptr_array_index (node->children, i), &one, error))
        return FALSE;
      if (one != NULL && found != NULL)
        ps_id_set_unite (found, one);
      else if (one != NULL)
        found = g_steal_pointer (&one);
    }
  *set = g_steal_pointer (&found);
  return TRUE;
}

/* %NULL in @set: it says nothing, and is passed over. */
static gboolean
evaluate (Find          *self,
          const PsQueryNode  *node,
          PsIdSet      **set,
          GError       **error)
{
  g_autoptr(PsIdSet) found = NULL;
  gboolean means_something = TRUE;

  *set = NULL;
  switch (node->kind)
    {
    case PS_NODE_AND:
      return evaluate_all (self, node, set, error);
    case PS_NODE_OR:
      return evaluate_any (self, node, set, error);
    case PS_NODE_NOT:
      if (!evaluate (self, g_ptr_array_index (node->children, 0), &found, error) || (found != NULL && !complement (self, &found, error)))
        return FALSE;
      break;
    case PS_NODE_TERM:
      if (++self->n_terms > MOST_TERMS)
        {
          g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY, _("This search is too long. Use fewer words."));
          return FALSE;
        }
      found = ps_id_set_new (self->max_id);
      if (!collect_term (self, node, &found, &means_something, error))
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
  Find self = { .db = db };
  g_autoptr(GError) wrong = NULL;
  g_autoptr(PsQueryNode) node = ps_query_parse (text, g_get_real_time (), NULL, NULL, &wrong);

  *set = NULL;
  if (node == NULL)
    {
      g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY, wrong->message);
      return FALSE;
    }
  if (!ps_db_read_int (db, "photo-max-id", &self.max_id, error) || !evaluate (&self, node, set, error))
    return FALSE;
  return *set != NULL || node->kind == PS_NODE_ALL || set_says_nothing (text, error);
}

typedef struct
{
  GArray *ids;
} Listing;

static void
add_id (gint64   id,
        gpointer data)
{
  g_array_append_val (((Listing *) data)->ids, id);
}

static gboolean
read_in_order (PsStatement    *statement,
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
  if (set != NULL && ps_id_set_count (set) <= MOST_IN_ORDER)
    {
      Listing listing = { found };
      g_autofree char *json = NULL;

      ps_id_set_foreach (set, add_id, &listing);
      json = ps_catalog_ids_to_json ((const gint64 *) (gconstpointer) found->data, found->len);
      g_array_set_size (found, 0);
      statement = ps_db_statement (db, "find-in-order", error);
      if (statement == NULL)
        return FALSE;
      ps_statement_bind_text (statement, ":text", json);
      if (!read_in_order (statement, NULL, found, error))
        return FALSE;
    }
  else
    {
      statement = ps_db_statement (db, "find-all", error);
      if (statement == NULL || !read_in_order (statement, set, found, error))
        return FALSE;
    }
  *ids = g_steal_pointer (&found);
  return TRUE;
}
