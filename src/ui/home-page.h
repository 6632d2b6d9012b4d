/* src/ui/home-page.h: am I safe? The first screen after a backup, and at every start. Main thread. */
#pragma once

#include <adwaita.h>

#include "library/backup-runner.h"

G_BEGIN_DECLS

#define PS_TYPE_HOME_PAGE (ps_home_page_get_type ())
G_DECLARE_FINAL_TYPE (PsHomePage, ps_home_page, PS, HOME_PAGE, AdwBin)

/* It shows other pages by the window's actions (win.show-set, win.show-page) alone. */
GtkWidget *ps_home_page_new         (void);
void       ps_home_page_set_library (PsHomePage     *self,
                                     PsLibrary      *library,
                                     PsBackupRunner *runner);

G_END_DECLS
