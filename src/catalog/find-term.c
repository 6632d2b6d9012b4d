/* src/catalog/find-term.c: the photos that one term of a search means: for each field, a statement that reads an index.
 *
 * What holds for most photos is found by what it does not hold for, and all there
 * are need not be read where no id is missing.
 */
#include "catalog/find-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "catalog/catalog.h"
#include "catalog/gather.h"

#define MOST_NESTED 4      /* saved searches in one another */
#define N_PROBES 8         /* photos that are asked for a word before all of them are */

static gboolean
collect (PsFind      *self,
         const char  *statement_name,
         const char  *text,
         PsIdSet     *set,
         GError     **error)
{
  PsStatement *statement = ps_gather_statement (self->db, statement_name, error);

  if (statement == NULL)
    return FALSE;
  if (text != NULL)
    ps_statement_bind_text (statement, ":text", text);
  return ps_gather_run (statement, set, error);
}

/* Ids are given once, one after the other; only who deletes photos by hand leaves gaps. */
static gboolean
collect_all (PsFind   *self,
             PsIdSet  *set,
             GError  **error)
{
  if (self->n_photos != self->max_id)
    return collect (self, "find-every", NULL, set, error);
  ps_id_set_add_range (set, 1, self->max_id);
  return TRUE;
}

/**
 * ps_find_complement:
 * @self: a search
 * @set: (inout): photos, and then all others
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether they could be read
 */
gboolean
ps_find_complement (PsFind   *self,
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

/* All but those of the statement. */
static gboolean
collect_others (PsFind      *self,
                const char  *statement_name,
                const char  *text,
                PsIdSet     *set,
                GError     **error)
{
  g_autoptr(PsIdSet) others = ps_id_set_new (self->max_id);

  if (!collect (self, statement_name, text, others, error) || !ps_find_complement (self, &others, error))
    return FALSE;
  ps_id_set_unite (set, others);
  return TRUE;
}

/* Whether the counter says that it holds for most photos. */
static gboolean
are_most (PsFind      *self,
          const char  *counter_name,
          const char  *text,
          gboolean    *most,
          GError     **error)
{
  PsStatement *statement = ps_db_statement (self->db, counter_name, error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":text", text);
  step = ps_statement_step (statement, error);
  *most = step == PS_STEP_ROW && ps_statement_int (statement, 0) > self->n_photos / 2;
  if (step == PS_STEP_ROW)
    ps_statement_reset (statement);
  return step != PS_STEP_ERROR;
}

static gboolean
collect_range (PsFind             *self,
               const char         *statement_name,
               const PsQueryNode  *term,
               PsIdSet            *set,
               GError            **error)
{
  PsStatement *statement = ps_gather_statement (self->db, statement_name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_double (statement, ":min", MAX (term->min, -1e300));
  ps_statement_bind_double (statement, ":max", MIN (term->max, 1e300));
  return ps_gather_run (statement, set, error);
}

static gboolean
collect_times (PsFind             *self,
               const char         *statement_name,
               const PsQueryNode  *term,
               PsIdSet            *set,
               GError            **error)
{
  PsStatement *statement = ps_gather_statement (self->db, statement_name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":min", term->min_us);
  ps_statement_bind_int (statement, ":max", term->max_us);
  return ps_gather_run (statement, set, error);
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
make_expression (const char *word,
                 gboolean    is_beginning)
{
  GString *expression = g_string_new ("\"");

  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (expression, '"');
      g_string_append_c (expression, *p);
    }
  g_string_append (expression, is_beginning ? "\"*" : "\"");
  return g_string_free (expression, FALSE);
}

/* One word for the search index too: “img_2” is two, one behind the other. */
static gboolean
is_one_word (const char *word)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isalnum (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* Whether each of some photos, from all over the candidates, has the word; a look-up costs next to nothing. */
static gboolean
may_have_all (PsFind         *self,
              const char     *expression,
              const PsIdSet  *candidates,
              gboolean       *may,
              GError        **error)
{
  *may = TRUE;
  for (int i = 0; i < N_PROBES && *may; i++)
    {
      gint64 id = MAX (1, self->max_id * i / N_PROBES);
      PsStatement *statement = ps_db_statement (self->db, "find-words-in", error);
      PsStep step;

      if (statement == NULL)
        return FALSE;
      if (candidates != NULL && (id = ps_id_set_get_next (candidates, id)) < 0)
        return TRUE;
      ps_statement_bind_text (statement, ":text", expression);
      ps_statement_bind_int (statement, ":id", id);
      step = ps_statement_step (statement, error);
      if (step == PS_STEP_ERROR)
        return FALSE;
      *may = step == PS_STEP_ROW;
      if (*may)
        ps_statement_reset (statement);
    }
  return TRUE;
}

/* The beginning of a long word is looked for four times as long as a whole word (measured, of a million photos:
 * 102 against 27 ms). The whole word is enough where it finds all that can still be found. */
static gboolean
collect_long_word (PsFind         *self,
                   const char     *word,
                   const PsIdSet  *candidates,
                   PsIdSet        *set,
                   gboolean       *is_enough,
                   GError        **error)
{
  g_autofree char *expression = make_expression (word, FALSE);

  if (!may_have_all (self, expression, candidates, is_enough, error))
    return FALSE;
  if (!*is_enough)
    return TRUE;
  if (!collect (self, "find-by-words", expression, set, error))
    return FALSE;
  *is_enough = candidates != NULL ? ps_id_set_is_within (candidates, set) : ps_id_set_count (set) == self->n_photos;
  return TRUE;
}

/* @candidates: (nullable): what is not among them is of no interest.
 * @means_something: (out): signs alone do not. */
static gboolean
collect_word (PsFind         *self,
              const char     *word,
              const PsIdSet  *candidates,
              PsIdSet        *set,
              gboolean       *means_something,
              GError        **error)
{
  g_autofree char *expression = make_expression (word, TRUE);
  gboolean is_enough = FALSE;

  *means_something = is_searchable (word);
  if (*means_something && g_utf8_strlen (word, -1) > PS_FIND_SHORT_WORD && is_one_word (word)
      && !collect_long_word (self, word, candidates, set, &is_enough, error))
    return FALSE;
  if (is_enough)
    return TRUE;
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
collect_box (PsFind             *self,
             const PsQueryNode  *term,
             double              west,
             double              east,
             PsIdSet            *set,
             GError            **error)
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
collect_place (PsFind             *self,
               const PsQueryNode  *term,
               PsIdSet            *set,
               GError            **error)
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

/* What a person here says counts before what the file does. */
static gboolean
collect_rating (PsFind             *self,
                const PsQueryNode  *term,
                PsIdSet            *set,
                GError            **error)
{
  g_autoptr(PsIdSet) own = ps_id_set_new (self->max_id);

  if (!collect_range (self, "find-by-rating", term, set, error) || !collect (self, "find-has-own-rating", NULL, own, error))
    return FALSE;
  ps_id_set_subtract (set, own);
  return collect_range (self, "find-by-own-rating", term, set, error);
}

/* Words behind a colon ------------------------------------------------------------ */

static gboolean
collect_state (PsFind      *self,
               const char  *word,
               PsIdSet     *set,
               GError     **error)
{
  static const struct { const char *word, *statement, *text; } states[] = {
    { "to_come", "set-to-come", NULL }, { "needs_you", "set-needs-you", NULL },
    { "duplicate", "find-duplicates-marked", NULL }, { "kept", "find-keepers", NULL },
    { "left_out", "find-by-state", "skipped" }, { "gone", "find-by-state", "gone_from_cloud" },
    { "only_here", "find-by-state", "gone_from_cloud" },
  };
  gboolean are_many, is_here;

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_equal (states[i].word, word) && states[i].text == NULL)
      return collect (self, states[i].statement, NULL, set, error);
    else if (g_str_equal (states[i].word, word))
      word = states[i].text;
  is_here = g_str_equal (word, "here");
  if (!are_most (self, is_here ? "count-here" : "count-of-state", word, &are_many, error))
    return FALSE;
  if (is_here)
    return are_many ? collect_others (self, "find-not-here", NULL, set, error) : collect (self, "set-here", NULL, set, error);
  return are_many ? collect_others (self, "find-not-of-state", word, set, error) : collect (self, "find-by-state", word, set, error);
}

static gboolean
collect_folder (PsFind      *self,
                const char  *path,
                PsIdSet     *set,
                GError     **error)
{
  gboolean are_many;

  if (*path == '\0')
    return collect_all (self, set, error);
  if (!are_most (self, "count-in-folder", path, &are_many, error))
    return FALSE;
  if (are_many)
    return collect_others (self, "find-outside-folder", path, set, error);
  return collect (self, "find-by-folder", path, set, error) && collect (self, "find-below-folder", path, set, error);
}

/* Images and JPEGs are what most photos are. */
static gboolean
collect_kind (PsFind             *self,
              const PsQueryNode  *term,
              PsIdSet            *set,
              GError            **error)
{
  if (term->field == PS_FIELD_TYPE)
    return g_str_equal (term->text, "image") ? collect_others (self, "find-no-images", NULL, set, error)
                                             : collect (self, "find-by-type", term->text, set, error);
  return g_str_equal (term->text, "jpg") ? collect_others (self, "find-not-of-format", term->text, set, error)
                                         : collect (self, "find-by-format", term->text, set, error);
}

static gboolean
collect_having (PsFind      *self,
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
evaluate_text (PsFind      *self,
               const char  *text,
               PsIdSet    **set,
               GError     **error)
{
  g_autoptr(GError) wrong = NULL;
  g_autoptr(PsQueryNode) node = ps_query_parse (text, g_get_real_time (), NULL, NULL, &wrong);

  if (node != NULL)
    return ps_find_evaluate (self, node, NULL, set, error);
  g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY, wrong->message);
  return FALSE;
}

/* A collection's photos, or what a saved search finds. */
static gboolean
collect_collection (PsFind      *self,
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
      statement = ps_gather_statement (self->db, "set-in-collection", error);
      if (statement == NULL)
        return FALSE;
      ps_statement_bind_int (statement, ":id", id);
      return ps_gather_run (statement, set, error);
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
      return "find-by-whole-camera";
    case PS_FIELD_LENS:
      return "find-by-whole-lens";
    case PS_FIELD_FOLDER:
      return "find-by-whole-folder";
    default:
      return NULL;
    }
}

/* Of no camera or lens are also those of which nothing at all is known. */
static gboolean
collect_nameless (PsFind   *self,
                  PsField   field,
                  PsIdSet  *set,
                  GError  **error)
{
  if (field == PS_FIELD_FOLDER)
    return TRUE; /* that is the root */
  return collect_others (self, field == PS_FIELD_LENS ? "find-has-lens" : "find-has-exif", NULL, set, error);
}

/**
 * ps_find_term:
 * @self: a search
 * @term: a term
 * @candidates: (nullable): photos; of others anything may be said
 * @set: (inout): an empty set, which gets the photos that it means
 * @means_something: (out): signs alone do not
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether they could be read
 */
gboolean
ps_find_term (PsFind             *self,
              const PsQueryNode  *term,
              const PsIdSet      *candidates,
              PsIdSet           **set,
              gboolean           *means_something,
              GError            **error)
{
  static const char *const ranges[PS_N_FIELDS] = {
    [PS_FIELD_ISO] = "find-by-iso", [PS_FIELD_APERTURE] = "find-by-aperture", [PS_FIELD_FOCAL] = "find-by-focal",
    [PS_FIELD_SHUTTER] = "find-by-shutter", [PS_FIELD_SIZE] = "find-by-size", [PS_FIELD_WIDTH] = "find-by-width",
    [PS_FIELD_HEIGHT] = "find-by-height",
  };
  static const char *const times[PS_N_FIELDS] = {
    [PS_FIELD_DATE] = "find-by-date", [PS_FIELD_TAKEN] = "find-by-taken", [PS_FIELD_UPLOADED] = "find-by-uploaded",
    [PS_FIELD_PROVEN] = "find-by-proof",
  };
  static const char *const texts[PS_N_FIELDS] = {
    [PS_FIELD_TAG] = "find-by-tag", [PS_FIELD_CAMERA] = "find-by-camera", [PS_FIELD_LENS] = "find-by-lens",
    [PS_FIELD_LABEL] = "find-by-label",
    [PS_FIELD_ID] = "find-by-public-id", [PS_FIELD_SHOOT] = "find-by-shoot",
  };

  const char *exact = get_exact_statement (term);

  if (exact != NULL && term->text[1] == '\0' && !collect_nameless (self, term->field, *set, error))
    return FALSE;
  if (exact != NULL)
    return collect (self, exact, term->text + 1, *set, error);
  if (ranges[term->field] != NULL)
    return collect_range (self, ranges[term->field], term, *set, error);
  if (times[term->field] != NULL)
    return collect_times (self, times[term->field], term, *set, error);
  if (texts[term->field] != NULL)
    return collect (self, texts[term->field], term->text, *set, error);
  if (term->field == PS_FIELD_WORD)
    return collect_word (self, term->text, candidates, *set, means_something, error);
  if (term->field == PS_FIELD_RATING)
    return collect_rating (self, term, *set, error);
  if (term->field == PS_FIELD_FOLDER)
    return collect_folder (self, term->text, *set, error);
  if (term->field == PS_FIELD_TYPE || term->field == PS_FIELD_FORMAT)
    return collect_kind (self, term, *set, error);
  if (term->field == PS_FIELD_IS)
    return collect_state (self, term->text, *set, error);
  if (term->field == PS_FIELD_HAS)
    return collect_having (self, term->text, *set, error);
  if (term->field == PS_FIELD_NO)
    return collect_having (self, term->text, *set, error) && ps_find_complement (self, set, error);
  if (term->field == PS_FIELD_FLAG && g_str_equal (term->text, "none"))
    return collect_having (self, "flag", *set, error) && ps_find_complement (self, set, error);
  if (term->field == PS_FIELD_FLAG)
    return collect (self, "find-by-flag", term->text, *set, error);
  if (term->field == PS_FIELD_IN)
    return collect_collection (self, term->text, *set, error);
  return collect_place (self, term, *set, error);
}
