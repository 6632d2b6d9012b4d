/* src/ui/viewer.c: one photo, as large as the window. */
#include "ui/viewer.h"

struct _PsViewer
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (PsViewer, ps_viewer, ADW_TYPE_BIN)

static void
ps_viewer_class_init (PsViewerClass *klass)
{
  g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ps_viewer_init (PsViewer *self)
{
}

GtkWidget *
ps_viewer_new (void)
{
  return g_object_new (PS_TYPE_VIEWER, NULL);
}

void
ps_viewer_set_library (PsViewer *self, PsLibrary *library)
{
}

void
ps_viewer_show (PsViewer *self, PsPhotoList *list, guint position)
{
}

guint
ps_viewer_get_position (PsViewer *self)
{
  return 0;
}

PsPhoto   *
ps_viewer_get_photo (PsViewer *self)
{
  return NULL;
}
