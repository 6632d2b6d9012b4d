/* src/vault/quarantine.c: what the cloud sent instead of the expected bytes, kept for a look, within bounds. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "vault/intake-private.h"

/* Apart from damaged copies of photos, which are a person's and stay for ever. */
#define RECEIVED_PATH ".proofsheet/quarantine/received"
#define MAX_PER_NAME 2
#define MAX_FILES 64
#define MAX_BYTES (G_GINT64_CONSTANT (2) * 1000 * 1000 * 1000)

typedef struct
{
  char *name; /* owned */
  gint64 n_bytes;
  struct timespec changed;
} Received;

static void
received_free (gpointer data)
{
  Received *received = data;

  g_free (received->name);
  g_free (received);
}

static int
compare_received (gconstpointer a,
                  gconstpointer b)
{
  const Received *x = *(Received *const *) a, *y = *(Received *const *) b;

  if (x->changed.tv_sec != y->changed.tv_sec)
    return x->changed.tv_sec < y->changed.tv_sec ? -1 : 1;
  return x->changed.tv_nsec < y->changed.tv_nsec ? -1 : x->changed.tv_nsec > y->changed.tv_nsec;
}

/* Oldest first. */
static GPtrArray *
list_received (int folder_fd)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (received_free);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", folder_fd);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  struct stat info;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".part") && fstatat (folder_fd, name, &info, AT_SYMLINK_NOFOLLOW) == 0
        && S_ISREG (info.st_mode))
      {
        Received *received = g_new (Received, 1);

        *received = (Received) { g_strdup (name), info.st_size, info.st_ctim };
        g_ptr_array_add (list, received);
      }
  g_ptr_array_sort (list, compare_received);
  return list;
}

/* Each of these is a file that an intake of ours received; nothing else is in the folder. */
static void
trim (int         folder_fd,
      const char *prefix)
{
  g_autoptr(GPtrArray) list = list_received (folder_fd);
  gint64 n_bytes = 0;
  guint n_files = 0, n_of_name = 0;

  for (guint i = list->len; i > 0; i--)
    {
      const Received *received = g_ptr_array_index (list, i - 1);
      gboolean of_name = g_str_has_prefix (received->name, prefix);

      n_files++;
      n_bytes += received->n_bytes;
      if (of_name)
        n_of_name++;
      /* The newest stays, however large. */
      if (i < list->len && (n_files > MAX_FILES || n_bytes > MAX_BYTES || (of_name && n_of_name > MAX_PER_NAME)))
        unlinkat (folder_fd, received->name, 0);
    }
}

/**
 * ps_quarantine_take:
 * @self: an intake whose bytes are not the expected ones
 *
 * Moves its file out of staging/; the intake still knows it there, so that the
 * same bytes can be accepted after all. Where that fails, the file is dropped.
 */
void
ps_quarantine_take (PsIntake *self)
{
  g_autofree char *prefix = g_strdup_printf ("%s~", self->name);
  g_autofree char *path = g_strdup_printf (RECEIVED_PATH "/%s%08x.part", prefix, g_random_int ());
  g_auto(PsPlace) from = { .folder_fd = -1 };
  g_auto(PsPlace) to = { .folder_fd = -1 };

  ps_staging_forget_companion (self);
  if (self->path == NULL || !g_str_has_prefix (self->path, PS_STAGING_PATH "/"))
    return;
  if (ps_contained_place (self->vault->root_fd, self->path, FALSE, &from, NULL)
      && ps_contained_place (self->vault->root_fd, path, TRUE, &to, NULL)
      && ps_contained_rename (self->vault->root_fd, &from, &to, path, NULL))
    {
      g_free (self->path);
      self->path = g_steal_pointer (&path);
      trim (to.folder_fd, prefix);
    }
  else
    ps_staging_drop (self);
}
