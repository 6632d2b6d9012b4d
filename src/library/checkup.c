/* src/library/checkup.c: a full check of the catalogue, weekly and after an unclean end, beside all other work.
 *
 * It begins when the library was opened, and is given up when the library is
 * closed before it ended: then it is due still. What it found is told at the
 * end, since until then everything goes on: damage is only read here.
 */
#include "library/checkup.h"

#include "base/times.h"

#define SETTING "catalog_checked_at"
#define EVERY_US (7 * G_TIME_SPAN_DAY)

struct _PsCheckup
{
  PsCatalog *catalog;  /* owned */
  GCancellable *stop;  /* owned */
  GError *error;       /* owned, nullable: what was found */
  GTask *ending;       /* owned, nullable: somebody waits for the end */
  gboolean is_under_way;
};

static void
checkup_free (PsCheckup *self)
{
  g_clear_object (&self->catalog);
  g_clear_object (&self->stop);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * ps_checkup_is_due:
 * @checked_at: (nullable): when the last one ended
 * @was_cut_off: whether the last program that wrote was killed
 * @now_us: microseconds since 1970
 *
 * A time to come is a clock that was wrong.
 *
 * Returns: whether the catalogue is to be checked
 */
gboolean
ps_checkup_is_due (const char *checked_at,
                   gboolean    was_cut_off,
                   gint64      now_us)
{
  gint64 checked_us;

  return was_cut_off || !ps_time_from_text (checked_at, &checked_us) || checked_us > now_us || checked_us + EVERY_US <= now_us;
}

static void
end (PsCheckup *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->ending);

  self->is_under_way = FALSE;
  if (task == NULL)
    return;
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_boolean (task, TRUE);
  checkup_free (self);
}

static void
noted_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  ps_catalog_set_setting_finish (PS_CATALOG (source), result, NULL);
  end (user_data);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  PsCheckup *self = user_data;
  g_autofree char *now = ps_time_now_text ();

  if (ps_catalog_check_finish (self->catalog, result, &self->error))
    {
      ps_catalog_set_setting_async (self->catalog, SETTING, now, NULL, noted_cb, self);
      return;
    }
  if (!g_error_matches (self->error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_CORRUPT))
    g_clear_error (&self->error); /* it was not checked; that is no damage */
  end (self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  PsCheckup *self = user_data;
  g_autofree char *checked_at = ps_catalog_get_setting_finish (PS_CATALOG (source), result, NULL);

  if (!g_cancellable_is_cancelled (self->stop)
      && ps_checkup_is_due (checked_at, ps_catalog_get_was_cut_off (self->catalog), g_get_real_time ()))
    ps_catalog_check_async (self->catalog, self->stop, checked_cb, self);
  else
    end (self);
}

/**
 * ps_checkup_begin:
 * @catalog: a catalogue that can be written, just opened
 *
 * Returns: (transfer full): a check, where one is due; ps_checkup_end_async() ends it
 */
PsCheckup *
ps_checkup_begin (PsCatalog *catalog)
{
  PsCheckup *self = g_new0 (PsCheckup, 1);

  self->catalog = g_object_ref (catalog);
  self->stop = g_cancellable_new ();
  self->is_under_way = TRUE;
  ps_catalog_get_setting_async (catalog, SETTING, NULL, read_cb, self);
  return self;
}

/**
 * ps_checkup_end_async:
 * @self: (transfer full): a check, under way or not
 * @callback: called when nothing of it is under way any more
 * @user_data: for @callback
 */
void
ps_checkup_end_async (PsCheckup           *self,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  self->ending = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (self->ending, ps_checkup_end_async);
  g_cancellable_cancel (self->stop);
  if (!self->is_under_way)
    end (self);
}

/**
 * ps_checkup_end_finish:
 * @result: what the callback got
 * @error: set with %PS_CATALOG_ERROR_CORRUPT where damage was found
 *
 * Returns: whether no damage was found
 */
gboolean
ps_checkup_end_finish (GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
