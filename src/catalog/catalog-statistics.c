/* src/catalog/catalog-statistics.c: how many photos there are of each year, month, camera …, and the search that finds them. */
#include "catalog/catalog-statistics.h"

#include "catalog/catalog-private.h"
#include "query/query.h"

static const struct { const char *word, *statement, *field; gboolean is_range; } kinds[PS_N_STATISTICS] = {
  { "year", "statistics-year", "date", FALSE },
  { "month", "statistics-month", "date", FALSE },
  { "camera", "statistics-camera", "camera", FALSE },
  { "lens", "statistics-lens", "lens", FALSE },
  { "focal", "statistics-focal", "focal", TRUE },
  { "iso", "statistics-iso", "iso", TRUE },
  { "folder", "statistics-folder", "folder", FALSE },
};

/**
 * ps_statistics_to_word:
 * @self: what photos are told apart by
 *
 * Returns: (transfer none): its word in commands
 */
const char *
ps_statistics_to_word (PsStatistics self)
{
  return kinds[self].word;
}

/**
 * ps_statistics_from_word:
 * @word: what a person typed
 * @statistics: (out): what it means
 *
 * Returns: whether it means something
 */
gboolean
ps_statistics_from_word (const char   *word,
                         PsStatistics *statistics)
{
  for (int i = 0; i < PS_N_STATISTICS; i++)
    if (g_str_equal (kinds[i].word, word))
      {
        *statistics = (PsStatistics) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * ps_statistics_bar_free:
 * @self: (transfer full): a bar
 */
void
ps_statistics_bar_free (PsStatisticsBar *self)
{
  g_free (self->label);
  g_free (self->query);
  g_free (self);
}

/* From the least to the most that is in the bar, digit for digit; what is not known is not from 0 on. */
static char *
make_range (const char  *field,
            PsStatement *statement)
{
  char least[G_ASCII_DTOSTR_BUF_SIZE], most[G_ASCII_DTOSTR_BUF_SIZE];

  if (ps_statement_is_null (statement, 0))
    return g_strdup_printf ("not %s:0..", field);
  g_ascii_dtostr (least, sizeof least, ps_statement_double (statement, 1));
  g_ascii_dtostr (most, sizeof most, ps_statement_double (statement, 2));
  return g_strdup_printf ("%s:%s..%s", field, least, most);
}

static char *
make_query (PsStatistics  by,
            PsStatement  *statement,
            const char   *label)
{
  g_autofree char *exact = NULL, *quoted = NULL;

  if (kinds[by].is_range)
    return make_range (kinds[by].field, statement);
  if (by == PS_STATISTICS_YEAR || by == PS_STATISTICS_MONTH)
    return g_strdup_printf ("%s:%s", kinds[by].field, label);
  exact = g_strconcat ("=", label, NULL);
  quoted = ps_query_quote (exact);
  return g_strdup_printf ("%s:%s", kinds[by].field, quoted);
}

static PsStatisticsBar *
read_bar (PsStatistics  by,
          PsStatement  *statement)
{
  PsStatisticsBar *bar = g_new0 (PsStatisticsBar, 1);
  g_autofree char *label = ps_statement_dup_text (statement, 0);

  bar->query = make_query (by, statement, label != NULL ? label : "");
  bar->n_photos = ps_statement_int (statement, 3);
  bar->n_bytes = ps_statement_int (statement, 4);
  if (label != NULL && *label != '\0')
    bar->label = g_steal_pointer (&label);
  return bar;
}

static gboolean
read_in_thread (PsDb      *db,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  PsStatistics by = *(PsStatistics *) data;
  PsStatement *statement = ps_db_statement (db, kinds[by].statement, error);
  g_autoptr(GPtrArray) bars = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_statistics_bar_free);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    g_ptr_array_add (bars, read_bar (by, statement));
  if (step == PS_STEP_ERROR)
    return FALSE;
  *result = g_steal_pointer (&bars);
  return TRUE;
}

/**
 * ps_catalog_get_statistics_async:
 * @self: a catalogue
 * @by: what photos are told apart by
 * @cancellable: (nullable): also ends a statement under way
 * @callback: called when they are counted
 * @user_data: for @callback
 */
void
ps_catalog_get_statistics_async (PsCatalog           *self,
                                 PsStatistics         by,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail ((int) by >= 0 && by < PS_N_STATISTICS);

  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_get_statistics_async, read_in_thread,
                           g_memdup2 (&by, sizeof by), g_free, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_get_statistics_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsStatisticsBar) (nullable): the bars; every photo is in one
 */
GPtrArray *
ps_catalog_get_statistics_finish (PsCatalog     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_get_statistics_async, error);
}
