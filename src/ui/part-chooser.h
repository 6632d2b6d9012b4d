/* src/ui/part-chooser.h: which kinds and which folders of an account are wanted; all of them unless somebody says otherwise. */
#pragma once

#include <adwaita.h>

#include "backup/account-check.h"

G_BEGIN_DECLS

#define PS_TYPE_PART_CHOOSER (ps_part_chooser_get_type ())
G_DECLARE_FINAL_TYPE (PsPartChooser, ps_part_chooser, PS, PART_CHOOSER, AdwBin)

/* Signal "changed". The folders are asked for when it is first opened. */
void      ps_part_chooser_set_check   (PsPartChooser  *self,
                                       PsAccountCheck *check);
gboolean  ps_part_chooser_has_kind    (PsPartChooser  *self,
                                       PsKind          kind);
gboolean  ps_part_chooser_is_limited  (PsPartChooser  *self);
/* As the library's settings have them; NULL: all. */
char     *ps_part_chooser_dup_kinds   (PsPartChooser  *self);
char     *ps_part_chooser_dup_folders (PsPartChooser  *self);

G_END_DECLS
