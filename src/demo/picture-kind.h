/* src/demo/picture-kind.h: what a file is, by its first bytes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *resource_type; /* "image", "video" or "raw" */
  const char *format;        /* %NULL for raw */
  gint64 width, height;      /* upright; 0: not known */
} PsFileKind;

/* As much of a file as its kind is told by. */
#define PS_FILE_HEAD (1024 * 1024)

PsFileKind ps_file_kind_read (int           fd,
                              const guchar *head,
                              gsize         n,
                              const char   *name);

G_END_DECLS
