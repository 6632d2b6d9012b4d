/* tests/look/hostile/proofsheet-look.c: a helper that misbehaves as the file it is handed tells it to. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "look/render-wire.h"

static void
send_raw (const void *data,
          gsize       size)
{
  send (STDIN_FILENO, data, size, MSG_NOSIGNAL);
}

static void
send_sight (guint32  serial,
            PsSight *sight)
{
  g_autoptr(GByteArray) message = ps_wire_pack (serial, sight);

  send_raw (message->data, message->len);
}

static void
send_with_file (guint32 serial)
{
  PsSight sight = { 0 };
  g_autoptr(GByteArray) reply = ps_wire_pack (serial, &sight);
  union { char buffer[CMSG_SPACE (sizeof (int))]; struct cmsghdr align; } control = { { 0 } };
  struct iovec part = { .iov_base = reply->data, .iov_len = reply->len };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.buffer, .msg_controllen = sizeof control.buffer };
  struct cmsghdr *header = CMSG_FIRSTHDR (&message);
  int fd = STDIN_FILENO;

  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN (sizeof fd);
  memcpy (CMSG_DATA (header), &fd, sizeof fd);
  sendmsg (STDIN_FILENO, &message, MSG_NOSIGNAL);
}

static void
misbehave (const char *how,
           guint32     serial)
{
  g_auto(PsSight) sight = { 0 };
  g_autofree char *junk = g_strnfill (150000, 'x');

  if (strcmp (how, "GOOD") == 0)
    send_sight (serial, &sight);
  else if (strcmp (how, "HANG") == 0)
    pause ();
  else if (strcmp (how, "DIES") == 0)
    abort ();
  else if (strcmp (how, "EXIT") == 0)
    exit (0);
  else if (strcmp (how, "JUNK") == 0)
    send_raw (junk, 500);
  else if (strcmp (how, "NONE") == 0)
    send_raw (junk, 0);
  else if (strcmp (how, "LONG") == 0)
    send_raw (junk, 150000);
  else if (strcmp (how, "LATE") == 0)
    send_sight (serial - 1, &sight);
  else if (strcmp (how, "FILE") == 0)
    send_with_file (serial);
  else if (strcmp (how, "TWIC") == 0)
    {
      send_sight (serial, &sight);
      send_sight (serial, &sight);
    }
  else if (strcmp (how, "FLOD") == 0)
    for (;;)
      send_sight (serial, &sight);
  else if (strcmp (how, "PICT") == 0)
    {
      sight.thumbnail = g_bytes_new (junk, 1000);
      send_sight (serial, &sight);
    }
  else if (strcmp (how, "TEXT") == 0)
    {
      sight.facts = ps_facts_new ();
      sight.facts->camera_make = g_strdup ("\xff\xfe");
      send_sight (serial, &sight);
    }
  else if (strcmp (how, "FORK") == 0)
    {
      if (fork () == 0)
        {
          signal (SIGTERM, SIG_IGN);
          for (;;)
            pause ();
        }
      exit (0); /* the child holds the socket open */
    }
}

/* Asked for a whole picture, with memory to paint it in. */
static void
misbehave_with_picture (const char *how,
                        guint32     serial,
                        int         canvas)
{
  PsSight sight = { .picture = { .width = 10, .height = 10, .full_width = 10, .full_height = 10 } };
  PsRenderReply message;

  if (strcmp (how, "KEEP") == 0 && mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, canvas, 0) == MAP_FAILED)
    exit (1);
  if (strcmp (how, "CUTS") == 0 && ftruncate (canvas, 0) == 0)
    exit (1);
  if (strcmp (how, "SEAL") == 0 && fcntl (canvas, F_ADD_SEALS, F_SEAL_SEAL) != 0)
    exit (1);
  if (strcmp (how, "HUGE") == 0)
    sight.picture.width = sight.picture.full_width = 1001;
  if (strcmp (how, "ZERO") == 0)
    sight.picture.height = 0;
  if (strcmp (how, "BOTH") == 0)
    sight.problem = PS_PROBLEM_DAMAGED;
  close (canvas);
  message = ps_render_pack (serial, &sight);
  send_raw (&message, strcmp (how, "PART") == 0 ? sizeof message - 4 : sizeof message);
}

int
main (int   argc,
      char *argv[])
{
  PsWireHeader hello = ps_wire_hello ();
  int starts = open ("count-starts", O_WRONLY | O_APPEND | O_CLOEXEC);

  if (starts >= 0 && write (starts, "x", 1) != 1)
    return 1;
  if (access ("die-at-start", F_OK) == 0)
    return 1;
  if (access ("hang-at-start", F_OK) == 0)
    pause ();
  send_raw (&hello, sizeof hello);
  for (;;)
    {
      char data[64], how[5] = { 0 };
      union { char buffer[CMSG_SPACE (2 * sizeof (int))]; struct cmsghdr align; } control;
      struct iovec part = { .iov_base = data, .iov_len = sizeof data };
      struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.buffer, .msg_controllen = sizeof control.buffer };
      ssize_t n = recvmsg (STDIN_FILENO, &message, MSG_CMSG_CLOEXEC);
      gboolean is_look;
      guint32 serial;
      guint max_side;
      int fds[2] = { -1, -1 };

      if (n <= 0 || CMSG_FIRSTHDR (&message) == NULL)
        return 0;
      is_look = ps_wire_is_request (data, (gsize) n, &serial);
      if (!is_look && !ps_render_is_request (data, (gsize) n, &serial, &max_side))
        return 0;
      memcpy (fds, CMSG_DATA (CMSG_FIRSTHDR (&message)), (is_look ? 1 : 2) * sizeof (int));
      if (pread (fds[0], how, 4, 0) < 0)
        return 1;
      close (fds[0]);
      if (is_look)
        misbehave (how, serial);
      else
        misbehave_with_picture (how, serial, fds[1]);
    }
}
