/* src/cloud/secret-memory.h: private to this folder: strings that are kept out of swap and core dumps, and wiped. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ps_secret_memory_dup  (const char *secret);
void  ps_secret_memory_free (char *secret);
void  ps_secret_memory_wipe (char *text);

G_END_DECLS
