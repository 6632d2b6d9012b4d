/* src/vault/part-file.h: a file in a folder of the person's that has its name only once it is whole. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How often a name that is taken gets a number. */
#define PS_PART_FILE_MOST_SIBLINGS 10000

typedef struct
{
  int fd;        /* for reading and writing; -1: none */
  int folder_fd; /* borrowed */
  char name[32];
} PsPartFile;

gboolean ps_part_file_open    (PsPartFile *self,
                               int         folder_fd);
gboolean ps_part_file_publish (PsPartFile *self,
                               const char *wanted,
                               gboolean    may_rename,
                               char      **name);
void     ps_part_file_discard (PsPartFile *self);
guint    ps_part_file_clean   (int         folder_fd);
char    *ps_part_file_sibling (const char *name,
                               guint       n);

G_END_DECLS
