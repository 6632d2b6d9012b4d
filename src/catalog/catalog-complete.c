/* src/catalog/catalog-complete.c: what may be meant by a search that is being typed, and how many photos each finds.
 *
 *   typed ─→ names that begin so, times, words of a field ─→ the likeliest of each kind ─→ counted as the search counts
 *
 * A person waits for this with every letter: counting stops when its time is up,
 * and what is not counted then is told without a number.
 */
#include "catalog/completion.h"

#include <string.h>

#include "catalog/catalog-private.h"
#include "catalog/completing-names.h"
#include "catalog/find.h"
#include "catalog/id-set.h"

#define MOST_OF_ITS_KIND 8  /* behind a field */
#define MOST_OF_A_KIND 4    /* of any kind */
#define MOST 10
#define MOST_FIELDS 3
#define MOST_WORDS 4        /* of a name that is typed without quotes */
#define MOST_YEARS 200      /* a clock that went wrong makes no work */
#define N_STEPS 2000        /* of SQLite's machine, after which the clock is looked at */

typedef struct
{
  char *text;                /* owned */
  gint64 patience_us;
  GCancellable *cancellable; /* owned, nullable */
} Wish;

typedef struct
{
  PsDb *db;               /* borrowed */
  GCancellable *cancellable; /* borrowed, nullable */
  GPtrArray *all;         /* owned, of PsCompletion */
  guint position, length; /* characters: what is completed */
  guint most;             /* of a kind */
  gint64 until_us;        /* when counting stops */
  gboolean is_counting;
} Completer;

/**
 * ps_completion_free:
 * @self: (transfer full): a completion
 */
void
ps_completion_free (PsCompletion *self)
{
  g_free (self->name);
  g_free (self->text);
  g_free (self);
}

static void
wish_free (gpointer data)
{
  Wish *self = data;

  g_clear_object (&self->cancellable);
  g_free (self->text);
  g_free (self);
}

/* Inside SQLite. */
static int
is_over_cb (void *data)
{
  Completer *self = data;

  return g_cancellable_is_cancelled (self->cancellable) || (self->is_counting && g_get_monotonic_time () >= self->until_us);
}

/* %FALSE: it was cancelled. Whatever else goes wrong there, it is not counted. */
static gboolean
count (Completer   *self,
       const char  *text,
       gint64      *n_photos,
       GError     **error)
{
  g_autoptr(PsIdSet) set = NULL;
  g_autoptr(GError) wrong = NULL;
  gboolean done;

  *n_photos = -1;
  if (g_get_monotonic_time () >= self->until_us)
    return TRUE;
  self->is_counting = TRUE;
  done = ps_find_set (self->db, text, &set, &wrong);
  self->is_counting = FALSE;
  if (done)
    *n_photos = set != NULL ? (gint64) ps_id_set_count (set) : -1;
  if (done || !g_cancellable_is_cancelled (self->cancellable))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&wrong));
  return FALSE;
}

/* What finds nothing is not offered. @n_photos: −1: to be counted. */
static gboolean
add (Completer   *self,
     PsField      field,
     const char  *name,
     const char  *value,
     gint64       n_photos,
     GError     **error)
{
  g_autofree char *quoted = ps_query_quote (value);
  g_autofree char *text = g_strconcat (ps_field_get_name (field), ":", quoted, NULL);
  PsCompletion *completion;

  if (n_photos < 0 && !count (self, text, &n_photos, error))
    return FALSE;
  if (n_photos == 0)
    return TRUE;
  completion = g_new (PsCompletion, 1);
  *completion = (PsCompletion) { field, FALSE, g_strdup (name), g_steal_pointer (&text), n_photos, self->position, self->length };
  g_ptr_array_add (self->all, completion);
  return TRUE;
}

/* Names ---------------------------------------------------------------------------- */

static const struct
{
  PsField field;
  const char *statement;
  gboolean is_path, may_be_whole; /* "=" before the whole name means no other */
} sources[] = {
  { PS_FIELD_FOLDER, "complete-folders", TRUE, FALSE },
  { PS_FIELD_SHOOT, "complete-shoots", FALSE, FALSE },
  { PS_FIELD_IN, "complete-collections", FALSE, FALSE },
  { PS_FIELD_TAG, "complete-tags", TRUE, FALSE },
  { PS_FIELD_CAMERA, "complete-cameras", FALSE, TRUE },
  { PS_FIELD_LENS, "complete-lenses", FALSE, TRUE },
};

/* The most photos first; where nothing is counted, the shortest name, which is nearest to what is typed. */
static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const PsNameFound *x = *(PsNameFound *const *) a, *y = *(PsNameFound *const *) b;
  gsize m = strlen (x->name), n = strlen (y->name);

  if (x->n_photos != y->n_photos)
    return x->n_photos > y->n_photos ? -1 : 1;
  return m != n ? (m < n ? -1 : 1) : strcmp (x->name, y->name);
}

/* A name that is part of another one's would find that one's photos too. */
static gboolean
is_ambiguous (GPtrArray  *names,
              const char *name)
{
  g_autofree char *folded = g_ascii_strdown (name, -1);

  for (guint i = 0; i < names->len; i++)
    {
      const PsNameFound *other = g_ptr_array_index (names, i);
      g_autofree char *lower = g_ascii_strdown (other->name, -1);

      if (!g_str_equal (lower, folded) && strstr (lower, folded) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
complete_names (Completer  *self,
                guint       source,
                char      **words,
                GError    **error)
{
  g_autoptr(GPtrArray) names = ps_names_read (self->db, sources[source].statement, sources[source].is_path, words, error);

  if (names == NULL)
    return FALSE;
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < MIN (names->len, self->most); i++)
    {
      const PsNameFound *found = g_ptr_array_index (names, i);
      gboolean is_whole = sources[source].may_be_whole && is_ambiguous (names, found->name);
      g_autofree char *value = g_strconcat (is_whole ? "=" : "", found->name, NULL);

      if (!add (self, sources[source].field, found->name, value, found->n_photos, error))
        return FALSE;
    }
  return TRUE;
}

/* Times ------------------------------------------------------------------------------ */

static gboolean
read_years (Completer  *self,
            int        *first,
            int        *last,
            GError    **error)
{
  PsStatement *statement = ps_db_statement (self->db, "complete-years", error);
  PsStep step = statement != NULL ? ps_statement_step (statement, error) : PS_STEP_ERROR;
  g_autoptr(GDateTime) from = NULL;
  g_autoptr(GDateTime) until = NULL;

  *first = 1;
  *last = 0;
  if (step != PS_STEP_ROW)
    return step == PS_STEP_DONE;
  from = g_date_time_new_from_unix_utc (ps_statement_int (statement, 0) / G_USEC_PER_SEC);
  until = g_date_time_new_from_unix_utc (ps_statement_int (statement, 1) / G_USEC_PER_SEC);
  ps_statement_reset (statement);
  if (from == NULL || until == NULL)
    return TRUE;
  *last = g_date_time_get_year (until);
  *first = MAX (g_date_time_get_year (from), *last - MOST_YEARS);
  return TRUE;
}

/* “jun”, “june 2”, “2024 june”, “2024-0”, “2024”: which month, 1 to 12, and how the year begins. Month 0: the whole year. */
static gboolean
is_meant (char       **words,
          guint        n_words,
          int          month,
          const char **year)
{
  const char *dash = n_words == 1 ? strchr (words[0], '-') : NULL;

  *year = "";
  if (n_words == 1 && strspn (words[0], "0123456789") == 4 && (dash == words[0] + 4 || words[0][4] == '\0'))
    {
      g_autofree char *digits = g_strdup_printf ("%02d", month);

      *year = words[0];
      return dash == NULL ? month == 0 : month > 0 && g_str_has_prefix (digits, dash + 1);
    }
  if (month == 0 || n_words == 0 || n_words > 2)
    return FALSE;
  if (n_words == 2)
    {
      guint at = g_ascii_isdigit (*words[0]) ? 0 : 1; /* the year */

      *year = words[at];
      return strspn (*year, "0123456789") == strlen (*year) && ps_query_is_month (words[1 - at], month);
    }
  return ps_query_is_month (words[0], month);
}

static gboolean
complete_month (Completer  *self,
                PsField     field,
                int         year,
                int         month,
                GError    **error)
{
  g_autofree char *value = month > 0 ? g_strdup_printf ("%04d-%02d", year, month) : g_strdup_printf ("%04d", year);

  return add (self, field, value, value, -1, error);
}

/* The latest first. */
static gboolean
complete_times (Completer   *self,
                PsField      field,
                const char  *typed,
                GError     **error)
{
  g_auto(GStrv) words = g_strsplit (typed, " ", 3);
  guint n_words = g_strv_length (words), n_before = self->all->len;
  int first, last;

  if (!read_years (self, &first, &last, error))
    return FALSE;
  for (int year = last; year >= first; year--)
    for (int month = 12; month >= 0; month--)
      {
        g_autofree char *digits = g_strdup_printf ("%04d", year);
        const char *meant;

        if (self->all->len - n_before >= self->most)
          return TRUE;
        if (is_meant (words, n_words, month, &meant) && strncmp (digits, meant, MIN (strlen (meant), 4)) == 0
            && !complete_month (self, field, year, month, error))
          return FALSE;
      }
  return TRUE;
}

/* Behind a field ---------------------------------------------------------------------- */

/* Other names of what is in the list anyhow: only for who types them. */
static gboolean
is_other_name (const char *word)
{
  return g_str_equal (word, "skipped") || g_str_equal (word, "gone") || g_str_equal (word, "gone_from_cloud");
}

static gboolean
complete_words (Completer          *self,
                PsField             field,
                const char *const  *known,
                const char         *typed,
                GError            **error)
{
  g_autofree char *plain = g_strdelimit (g_ascii_strdown (typed, -1), " -", '_');

  for (; *known != NULL; known++)
    if (g_str_has_prefix (*known, plain) && (*plain != '\0' || !is_other_name (*known)) && !add (self, field, *known, *known, -1, error))
      return FALSE;
  return TRUE;
}

static gboolean
complete_formats (Completer   *self,
                  const char  *typed,
                  GError     **error)
{
  g_auto(GStrv) words = ps_name_words (typed);
  g_autoptr(GPtrArray) names = ps_names_read (self->db, "complete-formats", FALSE, words, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < MIN (names->len, self->most); i++)
    {
      const PsNameFound *found = g_ptr_array_index (names, i);

      if (!add (self, PS_FIELD_FORMAT, found->name, found->name, -1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
complete_field (Completer      *self,
                const PsTyped  *typed,
                GError        **error)
{
  const char *const *known = ps_field_get_words (typed->field);
  g_auto(GStrv) words = ps_name_words (typed->value);

  self->most = MOST_OF_ITS_KIND;
  if (known != NULL)
    return complete_words (self, typed->field, known, typed->value, error);
  if (typed->field == PS_FIELD_FORMAT)
    return complete_formats (self, typed->value, error);
  if (typed->field == PS_FIELD_DATE || typed->field == PS_FIELD_TAKEN || typed->field == PS_FIELD_UPLOADED)
    return complete_times (self, typed->field, typed->value, error);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i].field == typed->field)
      return complete_names (self, i, words, error);
  return TRUE;
}

/* A plain word ------------------------------------------------------------------------- */

/* The fields that begin so, last of all: their values are still to be typed. */
static void
add_fields (Completer     *self,
            const char    *text,
            const PsTyped *typed)
{
  g_autofree char *plain = g_ascii_strdown (typed->value, -1);
  guint position = (guint) g_utf8_strlen (text, (gssize) typed->begin), length = (guint) g_utf8_strlen (typed->value, -1), n = 0;

  for (int field = PS_FIELD_WORD + 1; field < PS_N_FIELDS; field++)
    if (strlen (plain) >= 2 && n < MOST_FIELDS && g_str_has_prefix (ps_field_get_name ((PsField) field), plain))
      {
        PsCompletion *completion = g_new0 (PsCompletion, 1);

        *completion = (PsCompletion) { (PsField) field, TRUE, g_strdup (ps_field_get_name ((PsField) field)),
                                       g_strconcat (ps_field_get_name ((PsField) field), ":", NULL), -1, position, length };
        g_ptr_array_add (self->all, completion);
        n++;
      }
}

/* When a camera took it; where no camera told, when it was uploaded at the latest. */
static gboolean
complete_any_times (Completer   *self,
                    const char  *typed,
                    GError     **error)
{
  if (!complete_times (self, PS_FIELD_TAKEN, typed, error))
    return FALSE;
  return self->all->len > 0 || complete_times (self, PS_FIELD_DATE, typed, error);
}

static gboolean
complete_plain (Completer   *self,
                const char  *typed,
                GError     **error)
{
  g_auto(GStrv) words = ps_name_words (typed);

  self->most = MOST_OF_A_KIND;
  if (!complete_any_times (self, typed, error))
    return FALSE;
  for (guint i = 0; *words != NULL && i < G_N_ELEMENTS (sources); i++)
    if (!complete_names (self, i, words, error))
      return FALSE;
  return TRUE;
}

/* With the words before it, as many as make a name or a time; else alone. */
static gboolean
complete_words_before (Completer   *self,
                       const char  *text,
                       GPtrArray   *parts,
                       GError     **error)
{
  const PsTyped *last = g_ptr_array_index (parts, parts->len - 1);

  for (guint n = MIN (MOST_WORDS, parts->len); n >= 1; n--)
    {
      g_autoptr(GString) typed = g_string_new (NULL);
      const PsTyped *first = g_ptr_array_index (parts, parts->len - n);

      for (guint i = parts->len - n; i < parts->len; i++)
        g_string_append_printf (typed, "%s%s", typed->len > 0 ? " " : "", ((PsTyped *) g_ptr_array_index (parts, i))->value);
      self->position = (guint) g_utf8_strlen (text, (gssize) first->begin);
      self->length = (guint) g_utf8_strlen (text + first->begin, (gssize) (last->end - first->begin));
      if (!complete_plain (self, typed->str, error))
        return FALSE;
      if (self->all->len > 0)
        break;
    }
  return TRUE;
}

/* Whole names first, then the most photos; what is not counted and what is only begun comes last. Times keep their order. */
static int
compare_completions (gconstpointer a,
                     gconstpointer b,
                     gpointer      typed)
{
  const PsCompletion *x = *(PsCompletion *const *) a, *y = *(PsCompletion *const *) b;
  gboolean x_is_time = x->field == PS_FIELD_TAKEN || x->field == PS_FIELD_DATE;
  gboolean y_is_time = y->field == PS_FIELD_TAKEN || y->field == PS_FIELD_DATE;
  gboolean x_is_whole = g_ascii_strcasecmp (x->name, typed) == 0, y_is_whole = g_ascii_strcasecmp (y->name, typed) == 0;

  if (x_is_time != y_is_time)
    return x_is_time ? -1 : 1;
  if (x_is_time)
    return strcmp (y->name, x->name);
  if (x_is_whole != y_is_whole)
    return x_is_whole ? -1 : 1;
  return x->n_photos != y->n_photos ? (x->n_photos > y->n_photos ? -1 : 1) : strcmp (x->name, y->name);
}

static gboolean
complete_typed (Completer   *self,
                const char  *text,
                GPtrArray   *parts,
                GError     **error)
{
  const PsTyped *typed = g_ptr_array_index (parts, parts->len - 1);
  gboolean done = TRUE;

  sqlite3_progress_handler (ps_db_get_handle (self->db), N_STEPS, is_over_cb, self);
  self->position = (guint) g_utf8_strlen (text, (gssize) typed->begin);
  self->length = (guint) g_utf8_strlen (text + typed->begin, (gssize) (typed->end - typed->begin));
  if (typed->field != PS_FIELD_WORD)
    done = complete_field (self, typed, error);
  else if (typed->is_plain)
    done = complete_words_before (self, text, parts, error);
  sqlite3_progress_handler (ps_db_get_handle (self->db), 0, NULL, NULL);
  if (!done)
    return FALSE;
  g_ptr_array_sort_with_data (self->all, compare_completions, typed->value);
  if (self->all->len > MOST)
    g_ptr_array_set_size (self->all, MOST);
  if (typed->is_plain)
    add_fields (self, text, typed);
  return TRUE;
}

static gboolean
complete_in_thread (PsDb      *db,
                    gpointer   data,
                    gpointer  *result,
                    GError   **error)
{
  const Wish *wish = data;
  const char *text = wish->text;
  g_autoptr(GPtrArray) parts = ps_query_find_typed (text);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_completion_free);
  Completer self = { .db = db, .cancellable = wish->cancellable, .all = all, .until_us = g_get_monotonic_time () + wish->patience_us };

  if (parts != NULL && !complete_typed (&self, text, parts, error))
    return FALSE;
  *result = g_steal_pointer (&all);
  return TRUE;
}

/**
 * ps_catalog_complete_async:
 * @self: a catalogue
 * @text: what is typed up to the cursor; any bytes
 * @patience_ms: how long may be counted; %G_MAXUINT: to the end
 * @cancellable: (nullable): also ends it under way
 * @callback: called with what may be meant
 * @user_data: for @callback
 */
void
ps_catalog_complete_async (PsCatalog           *self,
                           const char          *text,
                           guint                patience_ms,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Wish *wish;

  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (text != NULL);

  wish = g_new (Wish, 1);
  *wish = (Wish) { g_utf8_make_valid (text, (gssize) strnlen (text, PS_QUERY_MAX_BYTES)), (gint64) patience_ms * 1000,
                   cancellable != NULL ? g_object_ref (cancellable) : NULL };
  ps_catalog_read_in_lane (self, PS_LANE_PAGES, PS_WORKER_DEFAULT, ps_catalog_complete_async, complete_in_thread,
                           wish, wish_free, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_complete_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsCompletion) (nullable): what may be meant, the likeliest first
 */
GPtrArray *
ps_catalog_complete_finish (PsCatalog     *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_complete_async, error);
}
