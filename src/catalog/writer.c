/* src/catalog/writer.c: the one thread that writes.
 *
 * It takes all that is queued, up to 500 verbs or 100 ms, into one transaction
 * with a savepoint a verb, in the order in which they came. A large verb has a
 * transaction to itself: within a savepoint, SQLite's note of what each
 * statement may have to undo grows with all that came before (a page of 500
 * photos took three times as long, measured). Tasks finish only after the
 * commit; if that fails, they all fail. They are finished and released on their
 * own contexts, since the thread must never hold the last reference to anything
 * that lives elsewhere.
 *
 * A transaction costs a sync and every page that it touches, however few its
 * verbs. So when one follows another closely, the thread waits a moment for
 * what else is about to come.
 */
#include "catalog/writer.h"

#include "base/release.h"
#include "catalog/catalog.h"
#include "catalog/schema.h"

#define MAX_VERBS 500
#define MAX_TIME_US (100 * 1000)
#define BUSY_US (20 * 1000)  /* a verb that comes so soon after a transaction is hardly the last */
#define GATHER_US (8 * 1000) /* far below what a person notices */
#define MAX_CHANGED_IDS 2000
#define MAX_CACHED_TAGS 20000

typedef enum
{
  VERB_SHARES, /* a transaction with others */
  VERB_LARGE,  /* a transaction to itself */
  VERB_ALONE,  /* no transaction */
} VerbKind;

typedef struct
{
  PsWriteFunc func;
  GDestroyNotify free_result; /* nullable */
  GTask *task;                /* owned */
  gpointer result;
  GError *error;
  VerbKind kind;
} Verb;

struct _PsWriter
{
  PsDb *db;                   /* owned; the thread's alone */
  GHashTable *tag_ids;        /* owned: name → id; the thread's alone */
  PsChange *change;           /* owned; what the transaction touched; the thread's alone */
  gint64 ended_at_us;         /* when the last transaction ended, by the monotonic clock; the thread's alone */
  PsCommittedFunc committed;
  gpointer user_data;         /* borrowed */

  GThread *thread;
  GMutex lock;                /* over all below */
  GCond wake;
  GQueue verbs;               /* of Verb */
  gboolean closing;
};

static void
return_result (Verb *verb)
{
  if (verb->error != NULL)
    g_task_return_error (verb->task, g_steal_pointer (&verb->error));
  else
    g_task_return_pointer (verb->task, verb->result, verb->free_result);
}

static void
finish_verb (gpointer data)
{
  Verb *verb = data;

  return_result (verb);
  g_object_unref (verb->task);
  g_free (verb);
}

static gboolean
finish_cb (gpointer data)
{
  GPtrArray *verbs = data;

  g_ptr_array_set_size (verbs, 0);
  return G_SOURCE_REMOVE;
}

/* GTask answers what was cancelled from a source of its own in any case. */
static void
finish_cancelled (Verb *verb)
{
  return_result (verb);
  ps_release_task (verb->task);
  g_free (verb);
}

/* How many verbs from @first on can be finished together. */
static guint
count_alike (GPtrArray *verbs,
             guint      first)
{
  guint n = 0;

  for (guint i = first; i < verbs->len; i++, n++)
    {
      GTask *task = ((Verb *) g_ptr_array_index (verbs, i))->task;

      if (g_cancellable_is_cancelled (g_task_get_cancellable (task))
          || g_task_get_context (task) != g_task_get_context (((Verb *) g_ptr_array_index (verbs, first))->task))
        break;
    }
  return n;
}

/* In order, on their own contexts, those of one together: every source that is attached wakes a main loop. */
static void
finish_verbs (GPtrArray *verbs)
{
  for (guint i = 0; i < verbs->len;)
    {
      Verb *first = g_ptr_array_index (verbs, i);
      guint n = count_alike (verbs, i);
      g_autoptr(GSource) source = NULL;
      GMainContext *context = g_task_get_context (first->task);
      GPtrArray *together;

      if (n == 0)
        {
          finish_cancelled (first);
          i++;
          continue;
        }
      together = g_ptr_array_new_with_free_func (finish_verb);
      source = g_idle_source_new ();
      for (guint end = i + n; i < end; i++)
        g_ptr_array_add (together, g_ptr_array_index (verbs, i));
      g_source_set_priority (source, G_PRIORITY_DEFAULT);
      g_source_set_callback (source, finish_cb, together, (GDestroyNotify) g_ptr_array_unref);
      g_source_set_static_name (source, "[proofsheet] tell what was written");
      g_source_attach (source, context);
    }
}

/* %NULL: closing, and nothing is left to do. */
static Verb *
wait_for_verb (PsWriter *self)
{
  Verb *verb;

  g_mutex_lock (&self->lock);
  while (g_queue_is_empty (&self->verbs) && !self->closing)
    g_cond_wait (&self->wake, &self->lock);
  verb = g_queue_pop_head (&self->verbs);
  g_mutex_unlock (&self->lock);
  return verb;
}

/* %NULL: nothing waits that may share a transaction. */
static Verb *
pop_verb (PsWriter *self)
{
  Verb *verb;

  g_mutex_lock (&self->lock);
  verb = g_queue_peek_head (&self->verbs);
  if (verb != NULL && verb->kind != VERB_SHARES)
    verb = NULL;
  else
    g_queue_pop_head (&self->verbs);
  g_mutex_unlock (&self->lock);
  return verb;
}

static void
drop_result (Verb *verb)
{
  if (verb->result != NULL && verb->free_result != NULL)
    verb->free_result (verb->result);
  verb->result = NULL;
}

/* The search index holds nothing that the facts do not: a damaged one is made again without a word. */
static gboolean
is_search_damaged (PsWriter     *self,
                   const GError *error)
{
  return g_error_matches (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_CORRUPT)
         && ps_db_get_last_code (self->db) == SQLITE_CORRUPT_VTAB;
}

static gboolean
try_verb (PsWriter *self,
          Verb     *verb)
{
  GTask *task = verb->task;
  gboolean ran, search_damaged;

  if (!ps_db_run (self->db, "savepoint", &verb->error))
    return FALSE;
  ran = verb->func (self, g_task_get_task_data (task), &verb->result, &verb->error);
  if (ran)
    return ps_db_run (self->db, "release", &verb->error);
  search_damaged = is_search_damaged (self, verb->error);
  drop_result (verb);
  g_hash_table_remove_all (self->tag_ids);
  if (sqlite3_get_autocommit (ps_db_get_handle (self->db)))
    return FALSE; /* SQLite itself rolled the transaction back */
  ps_db_run (self->db, "rollback-verb", NULL);
  ps_db_run (self->db, "release", NULL);
  if (search_damaged)
    {
      if (!ps_schema_renew_search (self->db, NULL))
        return FALSE;
      g_clear_error (&verb->error);
    }
  return FALSE;
}

/* A failure undoes the transaction, which is the verb's own. */
static gboolean
try_large_verb (PsWriter *self,
                Verb     *verb)
{
  gboolean search_damaged;

  if (verb->func (self, g_task_get_task_data (verb->task), &verb->result, &verb->error))
    return TRUE;
  search_damaged = is_search_damaged (self, verb->error);
  drop_result (verb);
  g_hash_table_remove_all (self->tag_ids);
  if (sqlite3_get_autocommit (ps_db_get_handle (self->db))
      || !ps_db_run (self->db, "rollback", NULL) || !ps_db_run (self->db, "begin", NULL))
    return FALSE;
  if (search_damaged && ps_schema_renew_search (self->db, NULL))
    g_clear_error (&verb->error);
  return FALSE;
}

static gboolean
try_verb_of_kind (PsWriter *self,
                  Verb     *verb)
{
  return verb->kind == VERB_LARGE ? try_large_verb (self, verb) : try_verb (self, verb);
}

static void
run_verb (PsWriter *self,
          Verb     *verb)
{
  GCancellable *cancellable = g_task_get_cancellable (verb->task);

  if (g_cancellable_set_error_if_cancelled (cancellable, &verb->error))
    return;
  if (!try_verb_of_kind (self, verb) && verb->error == NULL)
    try_verb_of_kind (self, verb);
}

static void
fail_verbs (GPtrArray    *done,
            const GError *error)
{
  for (guint i = 0; i < done->len; i++)
    {
      Verb *verb = g_ptr_array_index (done, i);

      if (verb->error != NULL)
        continue;
      drop_result (verb);
      verb->error = g_error_copy (error);
    }
}

/* What a failed BEGIN leaves: every verb that waits fails the same way. */
static void
take_all (PsWriter  *self,
          GPtrArray *done)
{
  Verb *verb;

  while ((verb = pop_verb (self)) != NULL)
    g_ptr_array_add (done, verb);
}

static gboolean
run_batch (PsWriter  *self,
           Verb      *first,
           GPtrArray *done,
           GError   **error)
{
  gint64 until = g_get_monotonic_time () + MAX_TIME_US;

  for (Verb *verb = first; verb != NULL; verb = pop_verb (self))
    {
      g_ptr_array_add (done, verb);
      run_verb (self, verb);
      if (sqlite3_get_autocommit (ps_db_get_handle (self->db)))
        {
          if (verb->error != NULL)
            g_propagate_error (error, g_error_copy (verb->error));
          else
            ps_db_set_error (self->db, SQLITE_ABORT, error);
          return FALSE;
        }
      if (verb->kind == VERB_LARGE || done->len >= MAX_VERBS || g_get_monotonic_time () >= until)
        break;
    }
  return ps_db_run (self->db, "commit", error);
}

static void
run_transaction (PsWriter *self,
                 Verb     *first)
{
  g_autoptr(GPtrArray) done = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;

  if (!ps_db_run (self->db, "begin", &error))
    {
      g_ptr_array_add (done, first);
      take_all (self, done);
      fail_verbs (done, error);
    }
  else if (!run_batch (self, first, done, &error))
    {
      if (!sqlite3_get_autocommit (ps_db_get_handle (self->db)))
        ps_db_run (self->db, "rollback", NULL);
      g_hash_table_remove_all (self->tag_ids);
      fail_verbs (done, error);
    }
  else if (self->change->kinds != 0)
    {
      self->committed (self->change, self->user_data);
    }
  ps_change_unref (self->change);
  self->change = ps_change_new ();
  self->ended_at_us = g_get_monotonic_time ();
  finish_verbs (done);
}

static void
run_alone (PsWriter *self,
           Verb     *verb)
{
  g_autoptr(GPtrArray) done = g_ptr_array_new ();

  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (verb->task), &verb->error))
    verb->func (self, g_task_get_task_data (verb->task), &verb->result, &verb->error);
  g_ptr_array_add (done, verb);
  finish_verbs (done);
}

/* Left as a clean end: the next opening need not look for damage. */
static void
end (PsWriter *self)
{
  if (ps_db_run (self->db, "begin", NULL))
    {
      ps_db_run (self->db, "life-close", NULL);
      if (!ps_db_run (self->db, "commit", NULL))
        ps_db_run (self->db, "rollback", NULL);
    }
  g_clear_pointer (&self->db, ps_db_close);
}

static gboolean
is_closing (PsWriter *self)
{
  gboolean closing;

  g_mutex_lock (&self->lock);
  closing = self->closing;
  g_mutex_unlock (&self->lock);
  return closing;
}

static gpointer
run_in_thread (gpointer data)
{
  PsWriter *self = data;
  Verb *verb;

  while ((verb = wait_for_verb (self)) != NULL)
    {
      if (verb->kind == VERB_SHARES && g_get_monotonic_time () - self->ended_at_us < BUSY_US && !is_closing (self))
        g_usleep (GATHER_US);
      if (verb->kind == VERB_ALONE)
        run_alone (self, verb);
      else
        run_transaction (self, verb);
    }
  end (self);
  return NULL;
}

/**
 * ps_writer_new:
 * @db: (transfer full): a connection that may write; from now on the thread's own
 * @committed: called on the writer thread after each commit that touched something
 * @user_data: for @committed
 *
 * Returns: (transfer full): a running writer; end it with ps_writer_close_async()
 */
PsWriter *
ps_writer_new (PsDb            *db,
               PsCommittedFunc  committed,
               gpointer         user_data)
{
  PsWriter *self = g_new0 (PsWriter, 1);

  self->db = db;
  self->committed = committed;
  self->user_data = user_data;
  self->change = ps_change_new ();
  self->tag_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  g_queue_init (&self->verbs);
  self->thread = g_thread_new ("catalog-writer", run_in_thread, self);
  return self;
}

static void
push (PsWriter       *self,
      PsWriteFunc     func,
      GDestroyNotify  free_result,
      GTask          *task,
      VerbKind        kind)
{
  Verb *verb = g_new0 (Verb, 1);

  /* What was committed was not cancelled, whatever happened since. */
  g_task_set_check_cancellable (task, FALSE);
  verb->func = func;
  verb->free_result = free_result;
  verb->task = task;
  verb->kind = kind;
  g_mutex_lock (&self->lock);
  g_assert (!self->closing);
  g_queue_push_tail (&self->verbs, verb);
  g_mutex_unlock (&self->lock);
  g_cond_signal (&self->wake);
}

/**
 * ps_writer_push:
 * @self: a writer that is not closing
 * @func: the verb
 * @free_result: (nullable): for what the verb returns
 * @task: (transfer full): finished after the commit
 */
void
ps_writer_push (PsWriter       *self,
                PsWriteFunc     func,
                GDestroyNotify  free_result,
                GTask          *task)
{
  push (self, func, free_result, task, VERB_SHARES);
}

/**
 * ps_writer_push_large:
 * @self: a writer that is not closing
 * @func: a verb that writes hundreds of rows
 * @free_result: (nullable): for what the verb returns
 * @task: (transfer full): finished after the commit, which is of this verb only
 */
void
ps_writer_push_large (PsWriter       *self,
                      PsWriteFunc     func,
                      GDestroyNotify  free_result,
                      GTask          *task)
{
  push (self, func, free_result, task, VERB_LARGE);
}

/**
 * ps_writer_push_alone:
 * @self: a writer that is not closing
 * @func: what runs in no transaction, in its turn
 * @free_result: (nullable): for what it returns
 * @task: (transfer full): finished when it ran
 */
void
ps_writer_push_alone (PsWriter       *self,
                      PsWriteFunc     func,
                      GDestroyNotify  free_result,
                      GTask          *task)
{
  push (self, func, free_result, task, VERB_ALONE);
}

static gpointer
join_in_thread (gpointer data)
{
  GTask *task = data;
  PsWriter *self = g_task_get_task_data (task);

  g_thread_join (self->thread);
  g_assert (g_queue_is_empty (&self->verbs));
  ps_change_unref (self->change);
  g_hash_table_unref (self->tag_ids);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_free (self);
  g_task_return_boolean (task, TRUE);
  ps_release_task (task);
  return NULL;
}

/**
 * ps_writer_close_async:
 * @self: (transfer full): a writer
 * @task: (transfer full): returns %TRUE when all that was queued is done and the
 *   connection is closed; its task data becomes the writer's
 */
void
ps_writer_close_async (PsWriter *self,
                       GTask    *task)
{
  g_task_set_task_data (task, self, NULL);
  g_mutex_lock (&self->lock);
  self->closing = TRUE;
  ps_db_give_up (self->db);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  g_thread_unref (g_thread_new ("close", join_in_thread, task));
}

/**
 * ps_writer_get_db:
 * @self: a writer
 *
 * Writer thread.
 *
 * Returns: (transfer none): its connection
 */
PsDb *
ps_writer_get_db (PsWriter *self)
{
  return self->db;
}

/**
 * ps_writer_touch:
 * @self: a writer
 * @kinds: what was changed
 * @photo_id: of which photo; 0: of none
 *
 * Writer thread. What a verb that fails later touched stays noted: being told
 * too much does no harm.
 */
void
ps_writer_touch (PsWriter     *self,
                 PsChangeKind  kinds,
                 gint64        photo_id)
{
  self->change->kinds |= kinds;
  if (photo_id == 0 || self->change->photo_ids == NULL)
    return;
  if (self->change->photo_ids->len < MAX_CHANGED_IDS)
    g_array_append_val (self->change->photo_ids, photo_id);
  else
    g_clear_pointer (&self->change->photo_ids, g_array_unref);
}

/**
 * ps_writer_touch_many:
 * @self: a writer
 * @kinds: what was changed, of more photos than are worth listing
 *
 * Writer thread.
 */
void
ps_writer_touch_many (PsWriter     *self,
                      PsChangeKind  kinds)
{
  self->change->kinds |= kinds;
  g_clear_pointer (&self->change->photo_ids, g_array_unref);
}

/**
 * ps_writer_get_tag:
 * @self: a writer
 * @name: a tag
 * @tag_id: (out): its row, made if it is new
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Writer thread.
 *
 * Returns: whether there is such a row
 */
gboolean
ps_writer_get_tag (PsWriter    *self,
                   const char  *name,
                   gint64      *tag_id,
                   GError     **error)
{
  gint64 *known = g_hash_table_lookup (self->tag_ids, name);
  PsStatement *statement;

  if (known != NULL)
    {
      *tag_id = *known;
      return TRUE;
    }
  statement = ps_db_statement (self->db, "tag-insert", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":name", name);
  if (!ps_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (ps_db_get_handle (self->db)) > 0)
    ps_writer_touch (self, PS_CHANGE_TAGS, 0);
  statement = ps_db_statement (self->db, "tag-find", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":name", name);
  if (ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  *tag_id = ps_statement_int (statement, 0);
  ps_statement_reset (statement);
  if (g_hash_table_size (self->tag_ids) >= MAX_CACHED_TAGS)
    g_hash_table_remove_all (self->tag_ids);
  g_hash_table_insert (self->tag_ids, g_strdup (name), g_memdup2 (tag_id, sizeof *tag_id));
  return TRUE;
}
