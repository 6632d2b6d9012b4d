/* src/ui/sidebar.c: every list of photos there is, by name and number; photos are dragged onto it. */
#include "ui/sidebar.h"

struct _PsSidebar
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (PsSidebar, ps_sidebar, ADW_TYPE_BIN)

static void
ps_sidebar_class_init (PsSidebarClass *klass)
{
  g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, PS_TYPE_PHOTO_QUERY, G_TYPE_STRING);
  g_signal_new ("page-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ps_sidebar_init (PsSidebar *self)
{
}

GtkWidget *
ps_sidebar_new (void)
{
  return g_object_new (PS_TYPE_SIDEBAR, NULL);
}

void
ps_sidebar_set_library (PsSidebar *self, PsLibrary *library)
{
}
