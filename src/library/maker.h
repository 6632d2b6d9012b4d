/* src/library/maker.h: makes or opens a library with its account and its choices, in one verb each. Main thread. */
#pragma once

#include "library/library.h"
#include "library/old-folder.h"

G_BEGIN_DECLS

/* What is written into a new library's settings. Strings are owned; NULL: as if not set. */
typedef struct
{
  char *budget, *only_kinds, *only_folders;
  gboolean look_every_week, keep_awake;
} PsLibraryChoices;

void       ps_library_choices_clear (PsLibraryChoices    *self);
/* Makes the folder a library, or opens the one that is there. Choices are taken. */
void       ps_library_make_async    (const char          *root,
                                     gboolean             is_there,
                                     PsAccount           *account,
                                     PsLibraryChoices    *choices,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
PsLibrary *ps_library_make_finish   (GAsyncResult        *result,
                                     GError             **error);
/* Opens a library and looks for its account in the keyring: without one it is open all the same, and has no client. */
void       ps_library_find_async    (const char          *root,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
PsLibrary *ps_library_find_finish   (GAsyncResult        *result,
                                     char               **api_origin,
                                     GError             **error);
/* After it has failed: the folder of the tool that came before, if it is one. Borrowed from the result, nullable. */
PsOldFolder *ps_library_find_get_old_folder (GAsyncResult *result);
/* The account of a library that has none here: it is set, and where its cloud is asked is noted for the next time. */
void       ps_library_settle_async  (PsLibrary           *library,
                                     PsAccount           *account,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean   ps_library_settle_finish (PsLibrary           *library,
                                     GAsyncResult        *result,
                                     GError             **error);

G_END_DECLS
