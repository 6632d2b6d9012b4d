/* src/vault/survey.h: private to this folder: every file of a library, as it lies there. */
#pragma once

#include "vault/errors.h"

G_BEGIN_DECLS

typedef struct
{
  char *path;     /* owned; relative */
  gint64 n_bytes, mtime_us;
  guint mode;     /* permissions */
} PsSurveyFile;

/* Element type PsSurveyFile, in order of path. Links, pipes and names that are no UTF-8 are passed over; so is what belongs to
 * one place alone: the catalogue itself, the marker, the lock, files on their way in. Any thread. */
GPtrArray *ps_survey_make  (int           root_fd,
                            GCancellable *cancellable,
                            GError      **error);
/* Folders, the deepest first, of the same. */
GPtrArray *ps_survey_list_folders (int      root_fd,
                                   GError **error);

G_END_DECLS
