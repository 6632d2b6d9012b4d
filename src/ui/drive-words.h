/* src/ui/drive-words.h: what the drive with a library is called. Main thread. */
#pragma once

#include "library/library.h"

G_BEGIN_DECLS

/* "Photos A", or "this computer". Text from outside is made visible: never markup. */
char *ps_drive_words_name    (const char *root);
char *ps_drive_words_name_of (PsLibrary  *library);

G_END_DECLS
