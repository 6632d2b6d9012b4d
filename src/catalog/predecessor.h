/* src/catalog/predecessor.h: the database of the tool that came before Proofsheet, taken over. */
#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

/* A photo that has no file yet, and what its file may be called. */
typedef struct
{
  gint64 photo_id;
  char *stem;      /* the public id with "_" for "/" */
  char *format;    /* nullable */
  gint64 version;  /* 0: not known */
  gint64 n_bytes;  /* as the cloud listed it then; −1: not known */
  char *checksum;  /* nullable: of its file, as the old database has it; of whatever kind */
} PsAdoptable;

void       ps_adoptable_free               (PsAdoptable *self);
/* What only one photo of a catalogue may have of a file's relative path. Any thread. */
char      *ps_adoptable_make_key           (const char *path);

/* Any thread; waits for the disk. */
gboolean   ps_predecessor_check            (const char *path, char **cloud_name, GError **error);
/* −1: it cannot be read. Any thread; waits for the disk. */
gint64     ps_predecessor_count            (const char *path);
/* Into a new, empty catalogue. Gives its photos, of PsAdoptable. */
void       ps_catalog_take_over_async      (PsCatalog *self, const char *path, GCancellable *cancellable,
                                            GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_take_over_finish     (PsCatalog *self, GAsyncResult *result, GError **error);

G_END_DECLS
