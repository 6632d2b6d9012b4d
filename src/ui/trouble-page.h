/* src/ui/trouble-page.h: Needs You: what failed, why, and what would help. Main thread. */
#pragma once

#include <adwaita.h>

#include "library/backup-runner.h"

G_BEGIN_DECLS

#define PS_TYPE_TROUBLE_PAGE (ps_trouble_page_get_type ())
G_DECLARE_FINAL_TYPE (PsTroublePage, ps_trouble_page, PS, TROUBLE_PAGE, AdwBin)

GtkWidget *ps_trouble_page_new         (void);
void       ps_trouble_page_set_library (PsTroublePage  *self,
                                        PsLibrary      *library,
                                        PsBackupRunner *runner);

G_END_DECLS
