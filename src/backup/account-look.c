/* src/backup/account-look.c: job: what the account itself says: its plan, its folder mode, its schema.
 *
 * Two questions before anything is fetched, three more before a scan. Only a
 * refused account ends it: a key that may not read the usage still backs up,
 * and what could not be asked now was kept from last time.
 */
#include "backup/account-look.h"

#include <glib/gi18n-lib.h>

#include "backup/guard.h"
#include "backup/pause.h"
#include "backup/retry.h"
#include "base/times.h"

#define MAX_TRIES 20 /* over an hour with waits of at most five minutes */
#define MAX_TRIES_NO_WAIT 5
#define LONGEST_WAIT_US (5 * G_TIME_SPAN_MINUTE)

static const char *const documents[] = { "metadata_fields", "metadata_rules", "folders" };

typedef struct
{
  PsCatalog *catalog; /* owned */
  PsClient *client;   /* owned */
  PsAccountLook *look; /* owned */
  PsPlan before;      /* the plan as the catalogue knows it; its strings are owned */
  PsAccountWait *wait; /* borrowed */
  gboolean with_documents, no_wait;
  guint n_document;
  guint n_tries;
} Looking;

static void ask_config (GTask *task);
static void ask_usage (GTask *task);
static void ask_document (GTask *task);

static void
clear_plan (PsPlan *plan)
{
  g_free (plan->name);
  g_free (plan->figures_at);
}

/**
 * ps_account_wait_clear:
 * @self: a wait, which is over
 */
void
ps_account_wait_clear (PsAccountWait *self)
{
  self->until_us = 0;
  g_clear_pointer (&self->reason, g_free);
}

/**
 * ps_account_look_free:
 * @self: (transfer full): what an account said
 */
void
ps_account_look_free (PsAccountLook *self)
{
  clear_plan (&self->plan);
  g_free (self);
}

static void
free_looking (gpointer data)
{
  Looking *self = data;

  g_clear_object (&self->catalog);
  g_clear_object (&self->client);
  g_clear_pointer (&self->look, ps_account_look_free);
  clear_plan (&self->before);
  g_free (self);
}

static void
finish (GTask *task)
{
  Looking *self = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&self->look), (GDestroyNotify) ps_account_look_free);
  g_object_unref (task);
}

typedef void (*Question) (GTask *task);

typedef struct
{
  GTask *task; /* owned */
  Question question;
} AskAgain;

static void
ask_again_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autofree AskAgain *again = user_data;
  Looking *self = g_task_get_task_data (again->task);
  GError *error = NULL;

  self->wait->until_us = 0; /* the reason stands until there is an answer */
  if (ps_pause_wait_finish (result, &error))
    again->question (again->task);
  else
    {
      g_task_return_error (again->task, error);
      g_object_unref (again->task);
    }
}

/* Takes @error. Whether the question needs no answer; else the job ended, or the question is asked again later. */
static gboolean
can_do_without (GTask    *task,
                GError   *error,
                Question  question)
{
  Looking *self = g_task_get_task_data (task);
  PsAccount *account = ps_client_get_account (self->client);
  PsVerdict verdict;
  AskAgain *again;
  gint64 wait_us;

  /* Until then every question is refused, and what was said before has to do. Where no time is named, the next answer
   * may show that the limit is over. */
  if (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_RATE_LIMITED) && ps_client_was_told_to_wait (self->client))
    {
      g_error_free (error);
      finish (task);
      return FALSE;
    }
  if (error->domain == PS_CLOUD_ERROR
      && (error->code == PS_CLOUD_ERROR_FORBIDDEN || error->code == PS_CLOUD_ERROR_NOT_FOUND
          || error->code == PS_CLOUD_ERROR_BAD_REQUEST || error->code == PS_CLOUD_ERROR_RATE_LIMITED
          || error->code == PS_CLOUD_ERROR_QUOTA))
    {
      g_error_free (error);
      return TRUE;
    }
  verdict = error->domain == PS_CLOUD_ERROR ? ps_retry_judge (error) : (PsVerdict) { PS_NEXT_STOP, NULL };
  if ((verdict.next != PS_NEXT_LATER && verdict.next != PS_NEXT_HOLD) || ++self->n_tries >= (self->no_wait ? MAX_TRIES_NO_WAIT : MAX_TRIES))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return FALSE;
    }
  g_free (self->wait->reason);
  self->wait->reason = g_strdup (error->message);
  g_error_free (error);
  again = g_new (AskAgain, 1);
  *again = (AskAgain) { task, question };
  wait_us = ps_account_scale_wait (account, MIN (LONGEST_WAIT_US, ps_retry_wait (self->n_tries, g_random_double ())));
  self->wait->until_us = g_get_real_time () + wait_us;
  ps_pause_wait_async (self->wait->until_us, g_task_get_cancellable (task), ask_again_cb, again);
  return FALSE;
}

static void
next_document (GTask *task)
{
  Looking *self = g_task_get_task_data (task);

  self->n_document++;
  if (self->with_documents && self->n_document <= G_N_ELEMENTS (documents))
    ask_document (task);
  else
    finish (task);
}

static void
document_came_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  Looking *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *json = ps_client_document_finish (self->client, result, &error);

  if (json != NULL)
    ps_catalog_keep_document_async (self->catalog, documents[self->n_document - 1], json, NULL, NULL, NULL);
  else if (!can_do_without (task, error, ask_document))
    return;
  next_document (task);
}

static void
ask_document (GTask *task)
{
  Looking *self = g_task_get_task_data (task);

  ps_client_document_async (self->client, documents[self->n_document - 1], g_task_get_cancellable (task), document_came_cb, task);
}

/* Since when what Proofsheet fetched is to be counted on top of the figures. */
static char *
date_figures (const PsPlan  *before,
              const PsUsage *usage)
{
  gint64 day_us;

  if (ps_guard_figures_include_ours (before->used_bytes, before->fetched_since_bytes, usage->used_bytes))
    return ps_time_now_text ();
  if (before->figures_at != NULL && before->used_bytes == usage->used_bytes)
    return g_strdup (before->figures_at); /* the same figures still */
  if (before->figures_at == NULL)
    return ps_time_now_text (); /* nothing was fetched yet */
  if (usage->last_updated != NULL && ps_time_from_text (usage->last_updated, &day_us))
    return ps_time_to_text (day_us);
  return g_strdup (before->figures_at);
}

static void
usage_came_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  Looking *self = g_task_get_task_data (task);
  PsPlan *plan = &self->look->plan;
  GError *error = NULL;
  g_autoptr(PsUsage) usage = ps_client_usage_finish (self->client, result, &error);

  if (usage == NULL)
    {
      if (!can_do_without (task, error, ask_usage))
        return;
      next_document (task);
      return;
    }
  ps_catalog_keep_document_async (self->catalog, "usage", usage->json, NULL, NULL, NULL);
  clear_plan (plan);
  plan->name = g_strdup (usage->plan);
  plan->limit_bytes = usage->limit_bytes;
  plan->used_bytes = usage->used_bytes;
  plan->n_resources = self->look->n_resources = usage->n_resources;
  plan->figures_at = date_figures (&self->before, usage);
  ps_catalog_record_plan_async (self->catalog, plan, NULL, NULL, NULL);
  next_document (task);
}

static void
ask_usage (GTask *task)
{
  Looking *self = g_task_get_task_data (task);

  ps_client_usage_async (self->client, g_task_get_cancellable (task), usage_came_cb, task);
}

static void
config_came_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  Looking *self = g_task_get_task_data (task);
  g_autofree char *folder_mode = NULL;
  GError *error = NULL;
  g_autofree char *json = ps_client_config_finish (self->client, result, &folder_mode, &error);

  if (json == NULL && !can_do_without (task, error, ask_config))
    return;
  if (json != NULL)
    ps_catalog_keep_document_async (self->catalog, "config", json, NULL, NULL, NULL);
  if (folder_mode != NULL)
    {
      self->look->knows_folders = TRUE;
      self->look->dynamic_folders = !g_str_equal (folder_mode, "fixed");
      ps_catalog_set_setting_async (self->catalog, PS_SETTING_FOLDER_MODE, folder_mode, NULL, NULL, NULL);
    }
  ask_usage (task);
}

static void
ask_config (GTask *task)
{
  Looking *self = g_task_get_task_data (task);

  ps_client_config_async (self->client, g_task_get_cancellable (task), config_came_cb, task);
}

static void
mode_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  Looking *self = g_task_get_task_data (task);
  g_autofree char *mode = ps_catalog_get_setting_finish (self->catalog, result, NULL);

  self->look->dynamic_folders = g_strcmp0 (mode, "fixed") != 0;
  if (ps_client_get_calls_left (self->client) <= 0) /* as an earlier run was told */
    finish (task); /* the hour's questions are used: what was said before has to do */
  else
    ask_config (task);
}

static void
status_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  Looking *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(PsStatus) status = ps_catalog_get_status_finish (self->catalog, result, &error);

  if (status == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (status->rate_limit.limit >= 0)
    ps_client_recall_rate_limit (self->client, &(PsClientLimit) { status->rate_limit.limit, status->rate_limit.remaining,
                                                                  status->rate_limit.reset_us });
  self->before = status->plan;
  self->before.name = g_steal_pointer (&status->plan.name);
  self->before.figures_at = g_steal_pointer (&status->plan.figures_at);
  self->look->plan = self->before;
  self->look->plan.name = g_strdup (self->before.name);
  self->look->plan.figures_at = g_strdup (self->before.figures_at);
  self->look->n_resources = self->before.n_resources;
  ps_catalog_get_setting_async (self->catalog, PS_SETTING_FOLDER_MODE, NULL, mode_read_cb, task);
}

/**
 * ps_account_look_async:
 * @catalog: a catalogue that can be written: what was said is kept there
 * @client: towards the account
 * @with_documents: also the schema of structured metadata, its rules, and the folders
 * @no_wait: give up soon where the cloud does not answer
 * @wait: where to tell what is waited for; outlives it
 * @cancellable: (nullable): ends it
 * @callback: called once
 * @user_data: for @callback
 */
void
ps_account_look_async (PsCatalog           *catalog,
                       PsClient            *client,
                       gboolean             with_documents,
                       gboolean             no_wait,
                       PsAccountWait       *wait,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Looking *self = g_new0 (Looking, 1);

  self->catalog = g_object_ref (catalog);
  self->client = g_object_ref (client);
  self->look = g_new0 (PsAccountLook, 1);
  self->with_documents = with_documents;
  self->no_wait = no_wait;
  self->wait = wait;
  g_task_set_source_tag (task, ps_account_look_async);
  g_task_set_task_data (task, self, free_looking);
  ps_catalog_get_status_async (catalog, cancellable, status_read_cb, task);
}

/**
 * ps_account_look_finish:
 * @result: what the callback got
 * @error: set where the account is refused, or the cloud cannot be reached
 *
 * Returns: (transfer full) (nullable): what the account says
 */
PsAccountLook *
ps_account_look_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
