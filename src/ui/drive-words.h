/* src/ui/drive-words.h: what the drive with a library is called. Main thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "Photos A", or "this computer". Text from outside is made visible: never markup. */
char *ps_drive_words_name (const char *root);

G_END_DECLS
