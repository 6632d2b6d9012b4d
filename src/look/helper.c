/* src/look/helper.c: the helper program: reads pictures handed to it, under memory and time limits.
 *
 * It is started by looker.c, speaks through the socket that is its standard
 * input, and knows nothing but the one open file that comes with each request.
 * A reader that fails, hangs or falls to a hostile file costs this process
 * and nothing else.
 */
#include <glib/gi18n-lib.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "look/confine.h"
#include "look/container.h"
#include "look/exif.h"
#include "look/fingerprint.h"
#include "look/imprint-make.h"
#include "look/metadata.h"
#include "look/render-wire.h"
#include "look/render.h"
#include "look/thumbnail.h"
#include "look/wire.h"
#include "look/xmp.h"

#define CHANNEL STDIN_FILENO
#define MAX_FDS 2
#define LARGE (4 << 20) /* bytes: a block to be given back at once */

/* Sides change places where the camera was held upright. */
static void
set_size (PsFacts           *facts,
          const PsContainer *container)
{
  gboolean turned = facts->orientation >= 5;

  facts->width = turned ? container->height : container->width;
  facts->height = turned ? container->width : container->height;
}

static void
look (PsSource *source,
      PsSight  *sight)
{
  g_auto(PsContainer) container = { 0 };
  g_autoptr(GdkPixbuf) picture = NULL;

  ps_container_read (&container, source);
  sight->format = container.format;
  sight->facts = ps_facts_new ();
  ps_metadata_read (&container, sight->facts);
  set_size (sight->facts, &container);
  picture = ps_thumbnail_load (source, &container, sight->facts->orientation, PS_WIRE_MAX_SIDE, &sight->problem);
  if (source->cut || source->error != 0)
    sight->problem = source->cut ? PS_PROBLEM_CHANGED : PS_PROBLEM_UNREADABLE;
  else if (picture != NULL)
    {
      sight->thumbnail = ps_thumbnail_save (picture);
      sight->has_fingerprint = sight->problem == PS_PROBLEM_NONE && ps_fingerprint_make (picture, &sight->fingerprint)
                               && ps_imprint_make (picture, &sight->imprint);
    }
}

static int
read_orientation (const PsContainer *container)
{
  g_autoptr(PsFacts) facts = ps_facts_new ();

  if (container->orientation != 0)
    return container->orientation;
  if (container->exif != NULL)
    ps_exif_read (container->exif, facts);
  return facts->orientation;
}

static void
render (PsSource *source,
        guint     max_side,
        int       canvas,
        PsSight  *sight)
{
  g_auto(PsContainer) container = { 0 };

  ps_container_read (&container, source);
  sight->format = container.format;
  ps_render (source, &container, read_orientation (&container), max_side, canvas, sight);
  if (source->cut || source->error != 0)
    {
      sight->problem = source->cut ? PS_PROBLEM_CHANGED : PS_PROBLEM_UNREADABLE;
      sight->picture.width = sight->picture.height = 0;
    }
}

/* Whether there is something to read. */
static gboolean
open_source (PsSource *source,
             int       fd,
             PsSight  *sight)
{
  if (!ps_source_init (source, fd))
    sight->problem = source->error != 0 ? PS_PROBLEM_UNREADABLE : PS_PROBLEM_NOT_A_FILE;
  else if (source->size == 0)
    sight->problem = PS_PROBLEM_EMPTY;
  return sight->problem == PS_PROBLEM_NONE;
}

static void
reply (const void *data,
       gsize       size)
{
  if (send (CHANNEL, data, size, MSG_NOSIGNAL) != (ssize_t) size)
    _exit (1);
}

static void
answer (guint32 serial,
        int     fd)
{
  g_auto(PsSight) sight = { 0 };
  g_autoptr(GByteArray) message = NULL;
  PsSource source;

  if (open_source (&source, fd, &sight))
    look (&source, &sight);
  message = ps_wire_pack (serial, &sight);
  reply (message->data, message->len);
}

/* The canvas is let go of before the answer: it is sealed then. */
static void
answer_with_picture (guint32 serial,
                     guint   max_side,
                     int     fd,
                     int     canvas)
{
  g_auto(PsSight) sight = { 0 };
  PsRenderReply message;
  PsSource source;

  if (open_source (&source, fd, &sight))
    render (&source, max_side, canvas, &sight);
  close (canvas);
  message = ps_render_pack (serial, &sight);
  reply (&message, sizeof message);
}

/* The files that came with a message, at most MAX_FDS; 0 where none did. */
static int
take_fds (struct msghdr *message,
          int            fds[MAX_FDS])
{
  struct cmsghdr *control = CMSG_FIRSTHDR (message);
  gsize n_bytes;

  if (control == NULL || (message->msg_flags & MSG_CTRUNC) != 0 || control->cmsg_level != SOL_SOCKET
      || control->cmsg_type != SCM_RIGHTS || control->cmsg_len < CMSG_LEN (0))
    return 0;
  n_bytes = control->cmsg_len - CMSG_LEN (0);
  if (n_bytes > MAX_FDS * sizeof (int))
    return 0;
  memcpy (fds, CMSG_DATA (control), n_bytes);
  return (int) (n_bytes / sizeof (int));
}

/* One request; FALSE when the other end has hung up. */
static gboolean
serve (void)
{
  char data[64];
  union { char buffer[CMSG_SPACE (MAX_FDS * sizeof (int))]; struct cmsghdr align; } control;
  struct iovec part = { .iov_base = data, .iov_len = sizeof data };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.buffer, .msg_controllen = sizeof control.buffer };
  ssize_t n = recvmsg (CHANNEL, &message, MSG_CMSG_CLOEXEC);
  int fds[MAX_FDS] = { -1, -1 }, n_fds;
  guint max_side = 0;
  guint32 serial;

  if (n <= 0)
    return FALSE;
  n_fds = take_fds (&message, fds);
  alarm (PS_RENDER_SECONDS + 5); /* should the parent be stopped and keep no time */
  if (n_fds == 1 && ps_wire_is_request (data, (gsize) n, &serial))
    answer (serial, fds[0]);
  else if (n_fds == 2 && ps_render_is_request (data, (gsize) n, &serial, &max_side))
    answer_with_picture (serial, max_side, fds[0], fds[1]);
  else
    return FALSE;
  alarm (0);
  close (fds[0]);
  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  PsWireHeader hello = ps_wire_hello ();
  int type = 0;
  socklen_t size = sizeof type;

  if (getsockopt (CHANNEL, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_SEQPACKET)
    {
      fputs (_("This program belongs to Proofsheet, which starts it by itself.\n"), stderr);
      return 2;
    }
  /* What one ordinary photo needs is kept for the next; what a large one took goes back. */
  mallopt (M_MMAP_THRESHOLD, LARGE);
  mallopt (M_TRIM_THRESHOLD, 4 * LARGE);
  ps_confine_process ();
  ps_thumbnail_preload ();
  ps_xmp_preload ();
  ps_confine_calls ();
  if (send (CHANNEL, &hello, sizeof hello, MSG_NOSIGNAL) != (ssize_t) sizeof hello)
    return 1;
  while (serve ())
    ;
  return 0;
}
