/* src/look/link.c: one running helper and the socket to it. Main thread. */
#include "look/link.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/paths.h"
#include "look/render-wire.h"

#define PROGRAM "proofsheet-look"
#define BUFFER_SIZE (1 << 20) /* bytes the kernel may hold for us; it takes less where it allows less */

struct _PsLink
{
  GPid pid;
  int socket;          /* owned; -1 once gone */
  PsLinkState state;
  PsLookError reason;
  guint32 serial;      /* of the request under way */
  guint max_side;      /* of the whole picture under way; 0: a look */
  guint time_limit_ms; /* for each request, and for the start */
  GSource *input;      /* owned */
  GSource *clock;      /* owned; runs while something is awaited */
  GSource *child;      /* owned; NULL once its end has been dealt with */
  gboolean reaped;     /* its process id may be another's by now */
  PsLinkFunc func;     /* NULL once abandoned */
  gpointer user_data;  /* borrowed */
  guint8 *buffer;      /* owned, one message */
};

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
attach (GSource     *source,
        GSourceFunc  callback,
        gpointer     data)
{
  g_source_set_callback (source, callback, data, NULL);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
tell (PsLink      *self,
      PsLinkEvent  event,
      PsSight     *sight)
{
  if (self->func != NULL)
    self->func (self, event, sight, self->user_data);
}

static void
let_go (PsLink *self)
{
  self->state = PS_LINK_GONE;
  drop_source (&self->input);
  drop_source (&self->clock);
  if (self->socket >= 0)
    close (self->socket);
  self->socket = -1;
}

/* The whole group, should it have children; its leader by itself, should it not lead one yet. */
static void
kill_group (PsLink *self)
{
  kill (-self->pid, SIGKILL);
  if (!self->reaped)
    kill (self->pid, SIGKILL);
}

static void
lose (PsLink      *self,
      PsLookError  reason)
{
  if (self->state == PS_LINK_GONE)
    return;
  self->reason = reason;
  let_go (self);
  kill_group (self);
  tell (self, PS_LINK_EVENT_LOST, NULL);
}

static gboolean
time_over_cb (gpointer data)
{
  PsLink *self = data;

  if (self->state == PS_LINK_GONE) /* hung up, and still there */
    {
      kill_group (self);
      drop_source (&self->clock);
    }
  else
    lose (self, self->state == PS_LINK_BUSY ? PS_LOOK_ERROR_TIMED_OUT : PS_LOOK_ERROR_FAILED);
  return G_SOURCE_REMOVE;
}

static void
start_clock (PsLink *self,
             guint   time_limit_ms)
{
  drop_source (&self->clock);
  self->clock = g_timeout_source_new (time_limit_ms);
  g_source_set_static_name (self->clock, "[proofsheet] time limit of a helper");
  attach (self->clock, time_over_cb, self);
}

static void
take_answer (PsLink *self,
             gsize   size)
{
  g_auto(PsSight) sight = { 0 };
  gboolean is_good = self->max_side > 0 ? ps_render_unpack (self->buffer, size, self->serial, self->max_side, &sight)
                                        : ps_wire_unpack (self->buffer, size, self->serial, &sight);

  if (!is_good)
    {
      lose (self, PS_LOOK_ERROR_CRASHED);
      return;
    }
  drop_source (&self->clock);
  self->state = PS_LINK_IDLE;
  tell (self, PS_LINK_EVENT_ANSWERED, &sight);
}

/* One message, if there is one. No room is made for files: none may come from there. */
static void
read_message (PsLink *self)
{
  struct iovec part = { .iov_base = self->buffer, .iov_len = PS_WIRE_MAX_REPLY };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
  ssize_t n = recvmsg (self->socket, &message, MSG_DONTWAIT);

  if (n < 0 && (errno == EAGAIN || errno == EINTR))
    return;
  if (n <= 0 || (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0)
    lose (self, self->state == PS_LINK_STARTING ? PS_LOOK_ERROR_FAILED : PS_LOOK_ERROR_CRASHED);
  else if (self->state == PS_LINK_BUSY)
    take_answer (self, (gsize) n);
  else if (self->state == PS_LINK_STARTING && ps_wire_is_hello (self->buffer, (gsize) n))
    {
      drop_source (&self->clock);
      self->state = PS_LINK_IDLE;
      tell (self, PS_LINK_EVENT_READY, NULL);
    }
  else
    lose (self, self->state == PS_LINK_STARTING ? PS_LOOK_ERROR_FAILED : PS_LOOK_ERROR_CRASHED);
}

static gboolean
message_came_cb (int          fd,
                 GIOCondition condition,
                 gpointer     data)
{
  read_message (data);
  return G_SOURCE_CONTINUE; /* lose() destroys the source */
}

static void
child_ended_cb (GPid     pid,
                int      status,
                gpointer data)
{
  PsLink *self = data;

  self->reaped = TRUE;
  if (self->state == PS_LINK_BUSY) /* its last words may still lie in the socket */
    read_message (self);
  lose (self, self->state == PS_LINK_STARTING ? PS_LOOK_ERROR_FAILED : PS_LOOK_ERROR_CRASHED);
  kill_group (self); /* what it may have left behind still bears its number */
  drop_source (&self->child);
  if (self->func != NULL)
    tell (self, PS_LINK_EVENT_REAPED, NULL);
  else
    ps_link_free (self);
}

/* A new session, every signal as it was at first, an empty environment: no secret, no module path, no proxy. */
static int
spawn (const char *path,
       int         socket,
       GPid       *pid)
{
  char *argv[] = { (char *) PROGRAM, NULL };
  char *environment[] = { NULL };
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, all;
  int result;

  sigemptyset (&none);
  sigfillset (&all);
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_adddup2 (&actions, socket, STDIN_FILENO);
  posix_spawnattr_init (&attributes);
  posix_spawnattr_setsigmask (&attributes, &none);
  posix_spawnattr_setsigdefault (&attributes, &all);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  result = posix_spawn (pid, path, &actions, &attributes, argv, environment);
  posix_spawnattr_destroy (&attributes);
  posix_spawn_file_actions_destroy (&actions);
  return result;
}

static gboolean
make_sockets (int sockets[2])
{
  int size = BUFFER_SIZE;

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) != 0)
    return FALSE;
  for (int i = 0; i < 2; i++)
    setsockopt (sockets[i], SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
  return g_unix_set_fd_nonblocking (sockets[0], TRUE, NULL);
}

static gboolean
fail_to_start (int      number,
               GError **error)
{
  /* Translators: %s is a reason from the system, like "No such file or directory" */
  g_set_error (error, PS_LOOK_ERROR, PS_LOOK_ERROR_FAILED,
               _("The program that reads photos cannot be started (%s). The photos are not affected; "
                 "installing Proofsheet again should help."), g_strerror (number));
  return FALSE;
}

static gboolean
launch (PsLink  *self,
        GError **error)
{
  g_autofree char *path = ps_path_program (PROGRAM);
  int sockets[2] = { -1, -1 };
  gboolean made = make_sockets (sockets);
  int result = made ? spawn (path, sockets[1], &self->pid) : errno;

  if (sockets[1] >= 0)
    close (sockets[1]);
  if (!made || result != 0)
    {
      if (sockets[0] >= 0)
        close (sockets[0]);
      return fail_to_start (result, error);
    }
  self->socket = sockets[0];
  return TRUE;
}

/**
 * ps_link_start:
 * @time_limit_ms: milliseconds for each request, and for the start
 * @func: told of every event; never from inside a call to this file but ps_link_ask()
 * @user_data: for @func
 * @error: set with %PS_LOOK_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): a helper that is starting; freed with ps_link_free() at
 *   %PS_LINK_EVENT_REAPED, or left to itself by ps_link_abandon()
 */
PsLink *
ps_link_start (guint       time_limit_ms,
               PsLinkFunc  func,
               gpointer    user_data,
               GError    **error)
{
  PsLink *self = g_new0 (PsLink, 1);

  self->socket = -1;
  if (!launch (self, error))
    {
      g_free (self);
      return NULL;
    }
  self->time_limit_ms = time_limit_ms;
  self->func = func;
  self->user_data = user_data;
  self->buffer = g_malloc (PS_WIRE_MAX_REPLY);
  self->input = g_unix_fd_source_new (self->socket, G_IO_IN | G_IO_HUP | G_IO_ERR);
  g_source_set_static_name (self->input, "[proofsheet] a helper speaks");
  attach (self->input, G_SOURCE_FUNC (message_came_cb), self);
  self->child = g_child_watch_source_new (self->pid);
  attach (self->child, G_SOURCE_FUNC (child_ended_cb), self);
  start_clock (self, time_limit_ms);
  return self;
}

static gboolean
ask (PsLink     *self,
     void       *request,
     gsize       size,
     const int  *fds,
     gsize       n_fds,
     guint       time_limit_ms)
{
  union { char buffer[CMSG_SPACE (2 * sizeof (int))]; struct cmsghdr align; } control = { { 0 } };
  struct iovec part = { .iov_base = request, .iov_len = size };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.buffer, .msg_controllen = CMSG_SPACE (n_fds * sizeof (int)) };
  struct cmsghdr *header = CMSG_FIRSTHDR (&message);

  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN (n_fds * sizeof (int));
  memcpy (CMSG_DATA (header), fds, n_fds * sizeof (int));
  if (sendmsg (self->socket, &message, MSG_NOSIGNAL) != (ssize_t) size)
    {
      lose (self, PS_LOOK_ERROR_CRASHED);
      return FALSE;
    }
  self->state = PS_LINK_BUSY;
  start_clock (self, time_limit_ms);
  return TRUE;
}

/**
 * ps_link_ask:
 * @self: a helper that is idle
 * @fd: an open file, borrowed; the helper gets a handle of its own
 *
 * Returns: whether it is under way; otherwise %PS_LINK_EVENT_LOST has been told
 */
gboolean
ps_link_ask (PsLink *self,
             int     fd)
{
  PsWireHeader request = ps_wire_request (++self->serial);

  g_return_val_if_fail (self->state == PS_LINK_IDLE, FALSE);

  self->max_side = 0;
  return ask (self, &request, sizeof request, &fd, 1, self->time_limit_ms);
}

/**
 * ps_link_ask_picture:
 * @self: a helper that is idle
 * @fd: an open file, borrowed
 * @canvas: memory for the picture, borrowed; the helper gets a handle of its own
 * @max_side: pixels of the longer side
 * @time_limit_ms: milliseconds for this request
 *
 * Returns: whether it is under way; otherwise %PS_LINK_EVENT_LOST has been told
 */
gboolean
ps_link_ask_picture (PsLink *self,
                     int     fd,
                     int     canvas,
                     guint   max_side,
                     guint   time_limit_ms)
{
  PsRenderRequest request = ps_render_request (++self->serial, max_side);
  int fds[] = { fd, canvas };

  g_return_val_if_fail (self->state == PS_LINK_IDLE, FALSE);

  self->max_side = max_side;
  return ask (self, &request, sizeof request, fds, G_N_ELEMENTS (fds), time_limit_ms);
}

/**
 * ps_link_hang_up:
 * @self: a helper
 *
 * Lets it end by itself, within a second; then it is killed.
 */
void
ps_link_hang_up (PsLink *self)
{
  if (self->state == PS_LINK_GONE)
    return;
  let_go (self);
  start_clock (self, 1000);
}

/**
 * ps_link_kill:
 * @self: a helper
 *
 * Ends it and its children at once. No %PS_LINK_EVENT_LOST is told.
 */
void
ps_link_kill (PsLink *self)
{
  if (self->state == PS_LINK_GONE)
    return;
  let_go (self);
  kill_group (self);
}

/**
 * ps_link_abandon:
 * @self: (transfer full): a helper
 *
 * Kills it; nothing is told any more, and it is freed once the process is gone.
 */
void
ps_link_abandon (PsLink *self)
{
  self->func = NULL;
  ps_link_kill (self);
  if (self->child == NULL)
    ps_link_free (self);
}

/**
 * ps_link_free:
 * @self: (transfer full): a helper that has been reaped
 */
void
ps_link_free (PsLink *self)
{
  let_go (self);
  drop_source (&self->child);
  g_free (self->buffer);
  g_free (self);
}

/**
 * ps_link_get_state:
 * @self: a helper
 *
 * Returns: what it is doing
 */
PsLinkState
ps_link_get_state (PsLink *self)
{
  return self->state;
}

/**
 * ps_link_get_reason:
 * @self: a helper that was lost
 *
 * Returns: why
 */
PsLookError
ps_link_get_reason (PsLink *self)
{
  return self->reason;
}

/**
 * ps_link_get_pid:
 * @self: a helper
 *
 * Returns: its process id
 */
GPid
ps_link_get_pid (PsLink *self)
{
  return self->pid;
}
