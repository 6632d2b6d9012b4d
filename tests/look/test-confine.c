/* tests/look/test-confine.c: what the helper program has given up cannot be had back. */
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <linux/capability.h>
#include <net/if.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "look/confine.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#if defined(__x86_64__) || defined(__aarch64__)
#define FILTERED 1
#else
#define FILTERED 0
#endif

/* Each says whether the wall stood; they run where nothing can be printed any more. */

static gboolean
no_socket (void)
{
  return socket (AF_UNIX, SOCK_STREAM, 0) < 0 && socket (AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM;
}

static gboolean
no_file_by_name (void)
{
  return open ("/etc/passwd", O_RDONLY) < 0 && fopen ("/etc/hostname", "r") == NULL && errno == EPERM;
}

static gboolean
no_other_program (void)
{
  char *argv[] = { (char *) "/bin/true", NULL };

  return fork () < 0 && execv ("/bin/true", argv) < 0 && errno == EPERM;
}

static gboolean
no_harm_to_others (void)
{
  return kill (getppid (), 0) < 0 && errno == EPERM;
}

static gboolean
no_wider_limits (void)
{
  struct rlimit wide = { .rlim_cur = RLIM_INFINITY, .rlim_max = RLIM_INFINITY };

  return setrlimit (RLIMIT_AS, &wide) < 0 && setrlimit (RLIMIT_FSIZE, &wide) < 0;
}

static void *
map (gsize n_bytes)
{
  void *data = mmap (NULL, n_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return data != MAP_FAILED ? data : NULL;
}

static gboolean
no_more_than_a_gigabyte (void)
{
  return map ((gsize) 1 << 30) == NULL && errno == ENOMEM;
}

static gboolean
enough_memory_for_a_picture (void)
{
  return map ((gsize) 512 << 20) != NULL;
}

static gboolean
no_secret_in_the_environment (void)
{
  return getenv ("CLOUDINARY_URL") == NULL && getenv ("PATH") == NULL;
}

static gboolean
no_rights_of_root (void)
{
  struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = { { 0 } };

  return syscall (SYS_capget, &header, data) == 0 && data[0].effective == 0 && data[0].permitted == 0 && data[1].permitted == 0;
}

static gboolean
no_inherited_file (void)
{
  return fcntl (3, F_GETFD) < 0 && fcntl (4, F_GETFD) < 0;
}

static const struct { const char *path; gboolean (*stands) (void); gboolean needs_filter; } walls[] = {
  { "/confine/no-socket", no_socket, TRUE },
  { "/confine/no-file-by-name", no_file_by_name, TRUE },
  { "/confine/no-other-program", no_other_program, TRUE },
  { "/confine/no-harm-to-others", no_harm_to_others, TRUE },
  { "/confine/no-wider-limits", no_wider_limits, TRUE },
  { "/confine/no-more-than-a-gigabyte", no_more_than_a_gigabyte, FALSE },
  { "/confine/enough-memory-for-a-picture", enough_memory_for_a_picture, FALSE },
  { "/confine/no-secret-in-the-environment", no_secret_in_the_environment, FALSE },
  { "/confine/no-rights-of-root", no_rights_of_root, FALSE },
  { "/confine/no-inherited-file", no_inherited_file, FALSE },
};

static void
test_wall (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  int status = -1;
  pid_t child;

  if (SANITIZED || (walls[i].needs_filter && !FILTERED))
    {
      g_test_skip ("this build or processor goes without");
      return;
    }
  g_setenv ("CLOUDINARY_URL", "cloudinary://key:canary@demo", TRUE);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      dup2 (STDIN_FILENO, 3); /* something that must not get through */
      ps_confine_process ();
      ps_confine_calls ();
      _exit (walls[i].stands () ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* A network that is not there; where the kernel lets nobody have one, the filter alone must do. */
static void
test_no_network (void)
{
  int pipes[2], status = -1;
  char names[256] = { 0 };
  pid_t child;

  if (SANITIZED)
    {
      g_test_skip ("this build goes without");
      return;
    }
  g_assert_cmpint (pipe (pipes), ==, 0);
  child = fork ();
  if (child == 0)
    {
      struct if_nameindex *interfaces;
      int n = 0;

      dup2 (pipes[1], STDIN_FILENO);
      ps_confine_process (); /* before the filter, so that one can ask */
      interfaces = if_nameindex ();
      while (interfaces != NULL && interfaces[n].if_index != 0)
        n++;
      dprintf (STDIN_FILENO, "%d", n);
      _exit (0);
    }
  close (pipes[1]);
  g_assert_cmpint (read (pipes[0], names, sizeof names - 1), >=, 0);
  close (pipes[0]);
  waitpid (child, &status, 0);
  g_test_message ("network interfaces inside: %s", names);
  if (g_ascii_strtoll (names, NULL, 10) > 1)
    g_test_skip ("this kernel gives no network of one's own");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (walls); i++)
    g_test_add_data_func (walls[i].path, GSIZE_TO_POINTER (i), test_wall);
  g_test_add_func ("/confine/no-network", test_no_network);
  return g_test_run ();
}
