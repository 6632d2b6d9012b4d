/* src/ui/home-page.c: am I safe? The first screen after a backup, and at every start. */
#include "ui/home-page.h"

struct _PsHomePage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (PsHomePage, ps_home_page, ADW_TYPE_BIN)

static void
ps_home_page_class_init (PsHomePageClass *klass)
{
}

static void
ps_home_page_init (PsHomePage *self)
{
}

GtkWidget *
ps_home_page_new (void)
{
  return g_object_new (PS_TYPE_HOME_PAGE, NULL);
}

void
ps_home_page_set_library (PsHomePage *self, PsLibrary *library, PsBackupRunner *runner)
{
}
