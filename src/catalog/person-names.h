/* src/catalog/person-names.h: names that people give. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PS_NAME_MAX_CHARS 200

char *ps_person_name_new     (const char  *typed,
                              GError     **error);
char *ps_person_name_new_tag (const char  *typed,
                              GError     **error);
char *ps_person_name_fold    (const char  *name);

G_END_DECLS
