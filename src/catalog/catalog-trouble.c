/* src/catalog/catalog-trouble.c: what is wrong, in groups that share a cure; and what is new. */
#include "catalog/catalog-private.h"

#include "base/times.h"
#include "catalog/catalog-browse.h"

#define N_FIRST 5

static PsTroubleGroup *
read_group (PsStatement *statement)
{
  PsTroubleGroup *group = g_new0 (PsTroubleGroup, 1);

  group->kind = ps_statement_dup_text (statement, 0);
  group->cause = ps_statement_dup_text (statement, 1);
  group->needs_you = ps_statement_int (statement, 2) != 0;
  group->n_photos = ps_statement_int (statement, 3);
  group->first_failed_at = ps_statement_dup_text (statement, 4);
  group->last_failed_at = ps_statement_dup_text (statement, 5);
  group->next_retry_us = ps_statement_int (statement, 6);
  group->message = ps_statement_dup_text (statement, 7);
  group->first_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  group->first_names = g_ptr_array_new_with_free_func (g_free);
  group->days = g_ptr_array_new_with_free_func (g_free);
  return group;
}

static gboolean
read_first (PsDb            *db,
            PsTroubleGroup  *group,
            GError         **error)
{
  PsStatement *statement = ps_db_statement (db, "trouble-first", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":state", g_str_equal (group->kind, "changed") ? "damaged" : group->kind);
  ps_statement_bind_text (statement, ":kind", group->kind);
  ps_statement_bind_text (statement, ":cause", group->cause);
  ps_statement_bind_int (statement, ":needs_you", group->needs_you);
  ps_statement_bind_int (statement, ":limit", N_FIRST);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      gint64 id = ps_statement_int (statement, 0);

      g_array_append_val (group->first_ids, id);
      g_ptr_array_add (group->first_names, ps_statement_dup_text (statement, 1));
    }
  return step == PS_STEP_DONE;
}

/* One photo speaks for its group: which days all of 20,000 were tried on is not worth the time. */
static gboolean
read_days (PsDb            *db,
           PsTroubleGroup  *group,
           GError         **error)
{
  PsStatement *statement = ps_db_statement (db, "trouble-days", error);
  PsStep step;

  if (statement == NULL || group->first_ids->len == 0)
    return statement != NULL;
  ps_statement_bind_int (statement, ":id", g_array_index (group->first_ids, gint64, 0));
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    g_ptr_array_add (group->days, ps_statement_dup_text (statement, 0));
  return step == PS_STEP_DONE;
}

static gboolean
read_groups (PsDb       *db,
             PsTrouble  *trouble,
             GError    **error)
{
  PsStatement *statement = ps_db_statement (db, "trouble-list", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      PsTroubleGroup *group = read_group (statement);

      g_ptr_array_add (trouble->groups, group);
      *(group->needs_you ? &trouble->n_needs_you : &trouble->n_trying_again) += group->n_photos;
    }
  if (step == PS_STEP_ERROR)
    return FALSE;
  for (guint i = 0; i < trouble->groups->len; i++)
    if (!read_first (db, g_ptr_array_index (trouble->groups, i), error)
        || !read_days (db, g_ptr_array_index (trouble->groups, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
get_trouble_in_thread (PsDb      *db,
                       gpointer   data,
                       gpointer  *result,
                       GError   **error)
{
  g_autoptr(PsTrouble) trouble = g_new0 (PsTrouble, 1);

  trouble->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_trouble_group_free);
  if (!read_groups (db, trouble, error) || !ps_db_read_int (db, "count-lost", &trouble->n_lost, error))
    return FALSE;
  *result = g_steal_pointer (&trouble);
  return TRUE;
}

/**
 * ps_catalog_get_trouble_async:
 * @self: a catalogue
 * @cancellable: (nullable): a cancellable
 * @callback: called when it is read
 * @user_data: for @callback
 */
void
ps_catalog_get_trouble_async (PsCatalog           *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_URGENT, ps_catalog_get_trouble_async, get_trouble_in_thread,
                           NULL, NULL, (GDestroyNotify) ps_trouble_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_get_trouble_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): what is wrong
 */
PsTrouble *
ps_catalog_get_trouble_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_get_trouble_async, error);
}

static gboolean
read_scan (PsDb    *db,
           PsNews  *news,
           GError **error)
{
  PsStatement *statement = ps_db_statement (db, "news-scan", error);
  PsStep step = statement != NULL ? ps_statement_step (statement, error) : PS_STEP_ERROR;

  if (step != PS_STEP_ROW)
    return step == PS_STEP_DONE;
  news->scan = ps_statement_int (statement, 0);
  news->scanned_at_us = ps_statement_int (statement, 1);
  news->n_added = ps_statement_int (statement, 2);
  news->n_replaced = ps_statement_int (statement, 3);
  news->n_renamed = ps_statement_int (statement, 4);
  news->n_retagged = ps_statement_int (statement, 5);
  news->n_gone = ps_statement_int (statement, 6);
  news->n_returned = ps_statement_int (statement, 7);
  news->n_held_back = ps_statement_int (statement, 8);
  ps_statement_reset (statement);
  return TRUE;
}

static gboolean
get_news_in_thread (PsDb      *db,
                    gpointer   data,
                    gpointer  *result,
                    GError   **error)
{
  g_autofree PsNews *news = g_new0 (PsNews, 1);
  g_autofree char *since = ps_time_to_text (*(gint64 *) data);
  PsStatement *statement;

  if (!read_scan (db, news, error))
    return FALSE;
  statement = ps_db_statement (db, "news-downloads", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":since", since);
  if (ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  news->n_fetched = ps_statement_int (statement, 0);
  news->n_bytes_fetched = ps_statement_int (statement, 1);
  ps_statement_reset (statement);
  if (!ps_db_read_int (db, "news-remote", &news->n_remote, error))
    return FALSE;
  *result = g_steal_pointer (&news);
  return TRUE;
}

/**
 * ps_catalog_get_news_async:
 * @self: a catalogue
 * @since_us: since when photos that were fetched are new
 * @cancellable: (nullable): also ends counting under way
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_get_news_async (PsCatalog           *self,
                           gint64               since_us,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_URGENT, ps_catalog_get_news_async, get_news_in_thread,
                           ps_catalog_number (since_us), g_free, g_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_get_news_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @news: (out caller-allocates): what is new
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it could be read
 */
gboolean
ps_catalog_get_news_finish (PsCatalog     *self,
                            GAsyncResult  *result,
                            PsNews        *news,
                            GError       **error)
{
  g_autofree PsNews *read = ps_catalog_finish_pointer (self, result, ps_catalog_get_news_async, error);

  if (read == NULL)
    return FALSE;
  *news = *read;
  return TRUE;
}
