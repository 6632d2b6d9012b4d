/* src/look/looker.c: keeps helpers running, asks them, restarts the ones that die. Main thread.
 *
 *   look_async → queue (priority, newest first) → an idle link → answer → the task
 *                                                     ↓ dies or takes too long
 *                                     the task fails; another link starts when there is work
 *
 * A helper is started when there is work for it and kept. One that dies before
 * it said hello is no file's fault: then helpers cannot be started, and what
 * waits is told so.
 *
 * A whole picture is what a person waits for: it goes to a helper more than
 * looks may have, so that a hundred slow ones hold up none.
 */
#include "look/looker.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "look/link.h"
#include "look/look-private.h"
#include "look/looker-private.h"
#include "look/render-wire.h"
#include "look/rendering.h"
#include "look/request.h"

#define MAX_TRIES 3      /* a request that meets idle helpers which turn out to be dead */
#define CLOSE_MS 2000    /* after which a helper that cannot even be killed is left behind */

struct _PsLooker
{
  GObject parent_instance;

  guint n_helpers;
  guint time_limit_ms;
  GPtrArray *links;      /* of PsLink, also those not yet reaped */
  GSequence *queue;      /* of PsLookRequest, owned */
  GPtrArray *under_way;  /* of PsLookRequest, owned */
  guint64 n_asked;
  GTask *closing;        /* owned, nullable */
  GSource *close_clock;  /* owned */
  gboolean closed;
  gboolean start_failed; /* the last start, while others are alive: wait for one of their answers before the next */
};

G_DEFINE_FINAL_TYPE (PsLooker, ps_looker, G_TYPE_OBJECT)

static void dispatch (PsLooker *self);

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    {
      g_source_destroy (*source);
      g_clear_pointer (source, g_source_unref);
    }
}

static void
enqueue (PsLooker  *self,
         PsLookRequest *request)
{
  request->place = g_sequence_insert_sorted (self->queue, request, ps_look_request_compare, NULL);
}

static PsLookRequest *
take_first (PsLooker *self)
{
  GSequenceIter *first = g_sequence_get_begin_iter (self->queue);
  PsLookRequest *request = g_sequence_get (first);

  g_sequence_remove (first);
  request->place = NULL;
  return request;
}

static PsLookRequest *
take_under_way (PsLooker *self,
                PsLink   *link)
{
  for (guint i = 0; i < self->under_way->len; i++)
    {
      PsLookRequest *request = g_ptr_array_index (self->under_way, i);

      if (request->link == link)
        return g_ptr_array_remove_index_fast (self->under_way, i);
    }
  return NULL;
}

static void
fail_queue (PsLooker     *self,
            const GError *error)
{
  guint n = (guint) g_sequence_get_length (self->queue);

  /* Not what its own callbacks put in anew. */
  for (; n > 0 && !g_sequence_is_empty (self->queue); n--)
    ps_look_request_fail (take_first (self), g_error_copy (error));
}

/* Also for nobody: whether the helper has let go of the canvas tells whether it is to be trusted further. */
static void
answer_picture (PsLookRequest *request,
                PsLink        *link,
                PsSight       *sight,
                GTask         *task)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(PsRendering) rendering = ps_rendering_new (sight, request->canvas, &error);

  if (rendering == NULL)
    ps_link_kill (link);
  if (task != NULL && rendering != NULL)
    g_task_return_pointer (task, g_steal_pointer (&rendering), (GDestroyNotify) ps_rendering_free);
  else if (task != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
answered (PsLooker *self,
          PsLink   *link,
          PsSight  *sight)
{
  PsLookRequest *request = take_under_way (self, link);
  g_autoptr(GTask) task = g_steal_pointer (&request->task);

  if (request->max_side > 0)
    answer_picture (request, link, sight, task);
  else if (task != NULL)
    g_task_return_pointer (task, ps_look_new (sight), (GDestroyNotify) ps_look_free);
  ps_look_request_free (request);
}

static guint
count_links (PsLooker    *self,
             PsLinkState  state)
{
  guint n = 0;

  for (guint i = 0; i < self->links->len; i++)
    n += ps_link_get_state (g_ptr_array_index (self->links, i)) == state;
  return n;
}

static guint
count_alive (PsLooker *self)
{
  return self->links->len - count_links (self, PS_LINK_GONE);
}

static void
lost (PsLooker *self,
      PsLink   *link)
{
  PsLookError reason = ps_link_get_reason (link);
  PsLookRequest *request = take_under_way (self, link);
  g_autoptr(GError) error = ps_look_error_new (reason);

  if (request != NULL)
    ps_look_request_fail (request, g_steal_pointer (&error));
  else if (reason == PS_LOOK_ERROR_FAILED)
    {
      self->start_failed = count_alive (self) > 0;
      if (!self->start_failed)
        fail_queue (self, error);
    }
}

static void
finish_closing (PsLooker *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->closing);

  drop_source (&self->close_clock);
  self->closed = TRUE;
  g_task_return_boolean (task, TRUE);
}

static void
link_event_cb (PsLink      *link,
               PsLinkEvent  event,
               PsSight     *sight,
               gpointer     data)
{
  g_autoptr(PsLooker) self = g_object_ref (data);

  switch (event)
    {
    case PS_LINK_EVENT_ANSWERED:
      self->start_failed = FALSE;
      answered (self, link, sight);
      break;
    case PS_LINK_EVENT_LOST:
      lost (self, link);
      break;
    case PS_LINK_EVENT_REAPED:
      g_ptr_array_remove_fast (self->links, link);
      ps_link_free (link);
      if (self->closing != NULL && self->links->len == 0)
        finish_closing (self);
      break;
    case PS_LINK_EVENT_READY:
    default:
      break;
    }
  dispatch (self);
}

static PsLink *
find_idle (PsLooker *self)
{
  for (guint i = 0; i < self->links->len; i++)
    if (ps_link_get_state (g_ptr_array_index (self->links, i)) == PS_LINK_IDLE)
      return g_ptr_array_index (self->links, i);
  return NULL;
}

static gboolean
send_request (PsLookRequest *request,
              PsLink        *link)
{
  if (request->max_side == 0)
    return ps_link_ask (link, request->fd);
  return ps_link_ask_picture (link, request->fd, request->canvas, request->max_side, PS_RENDER_SECONDS * 1000);
}

static void
ask (PsLooker *self,
     PsLink   *link)
{
  PsLookRequest *request = take_first (self);
  g_autoptr(GError) error = NULL;

  if (++request->n_tries > MAX_TRIES)
    {
      ps_look_request_fail (request, ps_look_error_new (PS_LOOK_ERROR_FAILED));
      return;
    }
  if (request->max_side > 0 && request->canvas < 0)
    request->canvas = ps_rendering_new_canvas (request->max_side, &error);
  if (error != NULL)
    {
      ps_look_request_fail (request, g_steal_pointer (&error));
      return;
    }
  if (!send_request (request, link)) /* it had died meanwhile: not the file's doing */
    {
      enqueue (self, request);
      return;
    }
  close (request->fd); /* the helper has its own by now */
  request->fd = -1;
  request->link = link;
  g_ptr_array_add (self->under_way, request);
}

static const PsLookRequest *
peek_first (PsLooker *self)
{
  return g_sequence_get (g_sequence_get_begin_iter (self->queue));
}

static guint
count_looks_under_way (PsLooker *self)
{
  guint n = 0;

  for (guint i = 0; i < self->under_way->len; i++)
    n += ((PsLookRequest *) g_ptr_array_index (self->under_way, i))->max_side == 0;
  return n;
}

/* Looks leave the one helper more to whole pictures. */
static gboolean
may_be_asked (PsLooker *self)
{
  return peek_first (self)->max_side > 0 || count_looks_under_way (self) < self->n_helpers;
}

/* Whether another helper should be, and is being, started. */
static void
start_link (PsLooker *self)
{
  g_autoptr(GError) error = NULL;
  guint n_most = self->n_helpers + (peek_first (self)->max_side > 0 ? 1 : 0);
  PsLink *link;

  if (count_alive (self) >= n_most
      || (self->start_failed && count_alive (self) > 0)
      || count_links (self, PS_LINK_STARTING) >= (guint) g_sequence_get_length (self->queue))
    return;
  link = ps_link_start (self->time_limit_ms, link_event_cb, self, &error);
  if (link != NULL)
    g_ptr_array_add (self->links, link);
  else if (count_alive (self) == 0)
    fail_queue (self, error);
}

static void
dispatch (PsLooker *self)
{
  while (self->closing == NULL && !self->closed && !g_sequence_is_empty (self->queue) && may_be_asked (self))
    {
      PsLink *link = find_idle (self);

      if (link == NULL)
        {
          start_link (self);
          return;
        }
      ask (self, link);
    }
}

static gboolean
request_cancelled_cb (GCancellable *cancellable,
                      gpointer      data)
{
  PsLookRequest *request = data;
  g_autoptr(GTask) task = g_steal_pointer (&request->task);

  drop_source (&request->cancelled);
  if (request->place != NULL)
    {
      g_sequence_remove (request->place);
      ps_look_request_free (request);
    }
  g_task_return_error_if_cancelled (task); /* one under way is looked at to the end, for nobody */
  return G_SOURCE_REMOVE;
}

static void
watch_cancellable (PsLookRequest    *request,
                   GCancellable *cancellable)
{
  if (cancellable == NULL)
    return;
  request->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_static_name (request->cancelled, "[proofsheet] a look is no longer wanted");
  g_source_set_callback (request->cancelled, G_SOURCE_FUNC (request_cancelled_cb), request, NULL);
  g_source_attach (request->cancelled, g_task_get_context (request->task));
}

/* A helper is to read, whatever takes hold of it. */
static gboolean
check_fd (int      fd,
          GError **error)
{
  int flags = fcntl (fd, F_GETFL);

  if (flags >= 0 && (flags & O_ACCMODE) == O_RDONLY)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("The file is not open for reading alone."));
  return FALSE;
}

/* Takes the task and the file. */
static void
take_request (PsLooker      *self,
              PsLookRequest *request)
{
  GCancellable *cancellable = g_task_get_cancellable (request->task);
  g_autoptr(GError) error = NULL;

  if (g_task_return_error_if_cancelled (request->task))
    ps_look_request_free (request);
  else if (self->closing != NULL || self->closed)
    ps_look_request_fail (request, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, _("Proofsheet is closing.")));
  else if (!check_fd (request->fd, &error))
    ps_look_request_fail (request, g_steal_pointer (&error));
  else
    {
      watch_cancellable (request, cancellable);
      enqueue (self, request);
      dispatch (self);
    }
}

static gboolean
close_overdue_cb (gpointer data)
{
  g_autoptr(PsLooker) self = g_object_ref (data);

  while (self->links->len > 0)
    ps_link_abandon (g_ptr_array_remove_index_fast (self->links, 0));
  finish_closing (self);
  return G_SOURCE_REMOVE;
}

static void
ps_looker_finalize (GObject *object)
{
  PsLooker *self = PS_LOOKER (object);

  for (guint i = 0; i < self->links->len; i++)
    ps_link_abandon (g_ptr_array_index (self->links, i));
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->under_way);
  g_sequence_free (self->queue);
  drop_source (&self->close_clock);
  G_OBJECT_CLASS (ps_looker_parent_class)->finalize (object);
}

static void
ps_looker_class_init (PsLookerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_looker_finalize;
}

static void
ps_looker_init (PsLooker *self)
{
  self->time_limit_ms = PS_WIRE_SECONDS * 1000;
  self->links = g_ptr_array_new ();
  self->under_way = g_ptr_array_new ();
  self->queue = g_sequence_new (NULL);
}

/**
 * ps_looker_new:
 * @n_helpers: how many helpers at most; 0: one per core but one, at least one
 *
 * Nothing is started before there is something to look at. Main thread, as all of this object.
 *
 * Returns: (transfer full): a looker; end it with ps_looker_close_async()
 */
PsLooker *
ps_looker_new (guint n_helpers)
{
  PsLooker *self = g_object_new (PS_TYPE_LOOKER, NULL);
  guint n_cores = g_get_num_processors ();

  self->n_helpers = n_helpers > 0 ? n_helpers : MAX (n_cores, 2) - 1;
  return self;
}

/**
 * ps_looker_get_n_helpers:
 * @self: a looker
 *
 * Returns: how many files are looked at side by side at most
 */
guint
ps_looker_get_n_helpers (PsLooker *self)
{
  g_return_val_if_fail (PS_IS_LOOKER (self), 0);

  return self->n_helpers;
}

/**
 * ps_looker_set_time_limit:
 * @self: a looker without helpers yet
 * @time_limit_ms: milliseconds for one file
 */
void
ps_looker_set_time_limit (PsLooker *self,
                          guint     time_limit_ms)
{
  g_return_if_fail (PS_IS_LOOKER (self));

  self->time_limit_ms = time_limit_ms;
}

/**
 * ps_looker_list_pids:
 * @self: a looker
 *
 * Returns: (transfer full) (element-type GPid): its helpers, also those about to end
 */
GArray *
ps_looker_list_pids (PsLooker *self)
{
  GArray *pids = g_array_new (FALSE, FALSE, sizeof (GPid));

  for (guint i = 0; i < self->links->len; i++)
    {
      GPid pid = ps_link_get_pid (g_ptr_array_index (self->links, i));

      g_array_append_val (pids, pid);
    }
  return pids;
}

/**
 * ps_looker_look_async:
 * @self: a looker
 * @fd: (transfer full): a file open for reading alone; its position is neither used nor moved
 * @priority: lower first; among equals the newest
 * @cancellable: (nullable): cancelled while it waits, the file is never looked at
 * @callback: called on this thread
 * @user_data: for @callback
 *
 * Reads what a file says of itself and makes a small picture of it. Each
 * request that waits holds its file open: keep few of them waiting.
 *
 * Fails with %PS_LOOK_ERROR: `CRASHED` and `TIMED_OUT` speak about this
 * file, `FAILED` about this computer.
 */
void
ps_looker_look_async (PsLooker            *self,
                      int                  fd,
                      int                  priority,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_return_if_fail (PS_IS_LOOKER (self));

  g_task_set_source_tag (task, ps_looker_look_async);
  take_request (self, ps_look_request_new (task, fd, priority, self->n_asked++));
}

/**
 * ps_looker_look_finish:
 * @self: a looker
 * @result: what the callback got
 * @error: set as ps_looker_look_async() says
 *
 * Returns: (transfer full) (nullable): what was seen; free with ps_look_free()
 */
PsLook *
ps_looker_look_finish (PsLooker      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ps_looker_render_async:
 * @self: a looker
 * @fd: (transfer full): a file open for reading alone
 * @max_side: pixels of the longer side, at most %PS_LOOK_FULL_SIDE; the picture is never larger than the original
 * @priority: lower first; among equals the newest
 * @cancellable: (nullable): cancelled while it waits, the picture is never made
 * @callback: called on this thread
 * @user_data: for @callback
 *
 * Makes a whole picture, upright, in memory that is shared with nobody once
 * it comes. Fails as ps_looker_look_async() does.
 */
void
ps_looker_render_async (PsLooker            *self,
                        int                  fd,
                        guint                max_side,
                        int                  priority,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  PsLookRequest *request;

  g_return_if_fail (PS_IS_LOOKER (self));

  g_task_set_source_tag (task, ps_looker_render_async);
  request = ps_look_request_new (task, fd, priority, self->n_asked++);
  request->max_side = CLAMP (max_side, 1, PS_LOOK_FULL_SIDE);
  take_request (self, request);
}

/**
 * ps_looker_render_finish:
 * @self: a looker
 * @result: what the callback got
 * @error: set as ps_looker_render_async() says
 *
 * Returns: (transfer full) (nullable): the picture; free with ps_rendering_free()
 */
PsRendering *
ps_looker_render_finish (PsLooker      *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ps_looker_close_async:
 * @self: a looker that is not closing yet
 * @callback: called when no helper runs any more, after two seconds at most
 * @user_data: for @callback
 *
 * What waits or is under way fails with %G_IO_ERROR_CANCELLED.
 */
void
ps_looker_close_async (PsLooker            *self,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Proofsheet is closing."));

  g_return_if_fail (PS_IS_LOOKER (self));
  g_return_if_fail (self->closing == NULL && !self->closed);

  self->closing = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->closing, ps_looker_close_async);
  for (guint i = 0; i < self->links->len; i++)
    {
      PsLink *link = g_ptr_array_index (self->links, i);

      if (ps_link_get_state (link) == PS_LINK_BUSY)
        ps_link_kill (link);
      else
        ps_link_hang_up (link);
    }
  while (self->under_way->len > 0)
    ps_look_request_fail (g_ptr_array_remove_index_fast (self->under_way, 0), g_error_copy (error));
  fail_queue (self, error);
  if (self->links->len == 0)
    {
      finish_closing (self);
      return;
    }
  self->close_clock = g_timeout_source_new (CLOSE_MS);
  g_source_set_static_name (self->close_clock, "[proofsheet] helpers are overdue");
  g_source_set_callback (self->close_clock, close_overdue_cb, self, NULL);
  g_source_attach (self->close_clock, g_task_get_context (self->closing));
}

/**
 * ps_looker_close_finish:
 * @self: a looker
 * @result: what the callback got
 * @error: never set; there for the pattern's sake
 *
 * Returns: %TRUE
 */
gboolean
ps_looker_close_finish (PsLooker      *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
