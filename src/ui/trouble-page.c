/* src/ui/trouble-page.c: Needs You: what failed, why, and what would help. */
#include "ui/trouble-page.h"

struct _PsTroublePage
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (PsTroublePage, ps_trouble_page, ADW_TYPE_BIN)

static void
ps_trouble_page_class_init (PsTroublePageClass *klass)
{
}

static void
ps_trouble_page_init (PsTroublePage *self)
{
}

GtkWidget *
ps_trouble_page_new (void)
{
  return g_object_new (PS_TYPE_TROUBLE_PAGE, NULL);
}

void
ps_trouble_page_set_library (PsTroublePage *self, PsLibrary *library, PsBackupRunner *runner)
{
}
