/* src/vault/file-time.c: a file's modification time, as far as its drive can hold it.
 *
 * FAT counts from 1980 to 2107 and wraps what lies outside (measured: 1969
 * came back as 2098). The true time is in the catalogue.
 */
#include "vault/file-time.h"

static gboolean
set (int    fd,
     gint64 time_s,
     gint64 rest_us)
{
  struct timespec times[2] = { { .tv_nsec = UTIME_OMIT }, { .tv_sec = time_s, .tv_nsec = rest_us * 1000 } };

  return futimens (fd, times) == 0;
}

/**
 * ps_file_time_set:
 * @fd: a file of ours
 * @time_us: microseconds since 1970; 0: not known, nothing is set
 */
void
ps_file_time_set (int    fd,
                  gint64 time_us)
{
  const gint64 first_s = 315619200, last_s = 4354732800; /* 1980-01-02 and 2107-12-31: a day off, for any zone */
  gint64 time_s = time_us / G_USEC_PER_SEC, rest_us = time_us % G_USEC_PER_SEC;
  struct stat info;

  if (time_us == 0)
    return;
  if (rest_us < 0)
    {
      time_s--;
      rest_us += G_USEC_PER_SEC;
    }
  /* FAT's seconds are even ones, and its clock is the local one. */
  if (set (fd, time_s, rest_us) && fstat (fd, &info) == 0 && ABS ((gint64) info.st_mtim.tv_sec - time_s) <= 24 * 60 * 60)
    return;
  set (fd, CLAMP (time_s, first_s, last_s), 0);
}

/**
 * ps_file_time_get:
 * @info: what fstat said
 *
 * Returns: microseconds since 1970
 */
gint64
ps_file_time_get (const struct stat *info)
{
  return (gint64) info->st_mtim.tv_sec * G_USEC_PER_SEC + info->st_mtim.tv_nsec / 1000;
}
