/* src/look/confine.c: takes away from the helper program all that reading a picture does not need.
 *
 * Each wall stands by itself: where a kernel refuses one, the others remain.
 * The sanitizers need a wide address space, their own threads and files, so
 * a program built with them goes without those walls.
 */
#include "look/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#define FIRST_FOREIGN 0x40000000 /* the same calls again, for programs of the x32 kind */
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#define FIRST_FOREIGN 0xffffffff
#endif

#define MAX_ADDRESS_SPACE (G_GUINT64_CONSTANT (1) << 30)
#define MAX_FILES 16

static void
limit (__rlimit_resource_t resource,
       rlim_t              most)
{
  struct rlimit both = { .rlim_cur = most, .rlim_max = most };

  setrlimit (resource, &both);
}

/* Standard output and error lead nowhere: decoders print what files tell them to. */
static void
silence (void)
{
  int nowhere = open ("/dev/null", O_RDWR | O_CLOEXEC);

  if (nowhere < 0)
    return;
  dup2 (nowhere, STDOUT_FILENO);
  if (!SANITIZED)
    dup2 (nowhere, STDERR_FILENO);
  else /* what a library says there may go to a file, which may not grow: then it is lost, and nothing else */
    signal (SIGXFSZ, SIG_IGN);
  if (nowhere > STDERR_FILENO)
    close (nowhere);
}

/* When memory or time runs short, this program is the one to do without. */
static void
step_back (void)
{
  int score = open ("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);

  if (score >= 0)
    {
      if (write (score, "500", 3) != 3)
        errno = 0; /* then it is not the first to go */
      close (score);
    }
  setpriority (PRIO_PROCESS, 0, 5);
}

/* Root's, and those that an own name space brings. */
static void
drop_capabilities (void)
{
  struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
  struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { { 0 } };

  syscall (SYS_capset, &header, none);
}

/**
 * ps_confine_process:
 *
 * To be called first: limits, an own session, no network, no files inherited
 * but standard input (the socket), no core, an end with the parent.
 */
void
ps_confine_process (void)
{
  setsid ();
  close_range (STDERR_FILENO + 1, ~0U, 0);
  silence ();
  clearenv ();
  step_back ();
  if (unshare (CLONE_NEWNET) != 0)
    unshare (CLONE_NEWUSER | CLONE_NEWNET);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_NOFILE, MAX_FILES);
  if (!SANITIZED)
    {
      limit (RLIMIT_AS, MAX_ADDRESS_SPACE);
      drop_capabilities ();
      prctl (PR_SET_DUMPABLE, 0);
    }
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL); /* last: a change of rights would undo it */
}

/* What could reach out: other programs, the network, files by name, the kernel's rarer corners. */
static const int forbidden[] = {
#ifdef SYS_open
  SYS_open,
#endif
#ifdef SYS_creat
  SYS_creat,
#endif
#ifdef SYS_fork
  SYS_fork,
#endif
#ifdef SYS_vfork
  SYS_vfork,
#endif
#ifdef SYS_openat2
  SYS_openat2,
#endif
#ifdef SYS_io_uring_setup
  SYS_io_uring_setup,
#endif
#ifdef SYS_pidfd_getfd
  SYS_pidfd_getfd,
#endif
#ifdef SYS_clone3
  SYS_clone3,
#endif
#ifdef SYS_setrlimit
  SYS_setrlimit,
#endif
  SYS_clone, SYS_openat, SYS_open_by_handle_at, SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen,
  SYS_accept, SYS_accept4, SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev,
  SYS_kill, SYS_tkill, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_unshare, SYS_setns, SYS_bpf,
  SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_memfd_create,
  SYS_unlinkat, SYS_renameat2, SYS_linkat, SYS_symlinkat, SYS_mkdirat, SYS_mknodat, SYS_fchmod, SYS_fchmodat,
  SYS_fchown, SYS_fchownat, SYS_ftruncate, SYS_truncate, SYS_utimensat, SYS_setxattr, SYS_fsetxattr,
  SYS_shmget, SYS_msgget, SYS_semget, SYS_prlimit64,
};

/**
 * ps_confine_calls:
 *
 * To be called when every library is loaded: from here on, asking the kernel
 * for files by name, for sockets or for other programs answers "not permitted".
 * Processors other than x86-64 and ARM64 go without.
 */
void
ps_confine_calls (void)
{
#ifdef MACHINE
  enum { N = G_N_ELEMENTS (forbidden) };
  struct sock_filter filter[N + 7];
  struct sock_fprog program = { .len = G_N_ELEMENTS (filter), .filter = filter };
  int n = 0;

  G_STATIC_ASSERT (N < 250); /* jumps are of a byte */
  if (SANITIZED)
    return;
  filter[n++] = (struct sock_filter) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, arch));
  filter[n++] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 0, N + 4);
  filter[n++] = (struct sock_filter) BPF_STMT (BPF_LD | BPF_W | BPF_ABS, offsetof (struct seccomp_data, nr));
  filter[n++] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JGE | BPF_K, FIRST_FOREIGN, N + 1, 0);
  for (int i = 0; i < N; i++)
    filter[n++] = (struct sock_filter) BPF_JUMP (BPF_JMP | BPF_JEQ | BPF_K, (unsigned int) forbidden[i], (unsigned char) (N - i), 0);
  filter[n++] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  filter[n++] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
  filter[n++] = (struct sock_filter) BPF_STMT (BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0);
#endif
}
