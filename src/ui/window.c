/* src/ui/window.c: one library's window. */
#include "ui/window.h"

#include <glib/gi18n.h>

#include "ui/error-words.h"

struct _PsWindow
{
  AdwApplicationWindow parent_instance;

  /* Owned */
  PsLibrary *library; /* nullable */
  PsBackupRunner *runner;
  PsTextureCache *textures;
  PsUndo *undo;
};

G_DEFINE_FINAL_TYPE (PsWindow, ps_window, ADW_TYPE_APPLICATION_WINDOW)

static void
ps_window_class_init (PsWindowClass *klass)
{
}

static void
ps_window_init (PsWindow *self)
{
  self->undo = ps_undo_new ();
}

PsWindow *
ps_window_new (AdwApplication *application)
{
  return g_object_new (PS_TYPE_WINDOW, "application", application, NULL);
}

void ps_window_set_library (PsWindow *self, PsLibrary *library, gboolean start) { }
PsLibrary *ps_window_get_library (PsWindow *self) { return self->library; }
PsBackupRunner *ps_window_get_runner (PsWindow *self) { return self->runner; }
PsTextureCache *ps_window_get_textures (PsWindow *self) { return self->textures; }
PsUndo *ps_window_get_undo (PsWindow *self) { return self->undo; }
void ps_window_show_query (PsWindow *self, PsPhotoQuery *query, const char *title) { }
void ps_window_toast (PsWindow *self, const char *words, gboolean can_undo) { }
void ps_window_report (PsWindow *self, const GError *error) { }
