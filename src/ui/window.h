/* src/ui/window.h: one library's window. Main thread.
 *
 * The panes reach the rest of the window by its actions alone:
 *   win.show-page('home' | 'needs-you')
 *   win.show-set((set, id, argument, title))   uxss: a PsPhotoSet and what it says of it; the grid shows it
 *   win.back-up-now  win.pause  win.go-on  win.retry-all  win.new-collection  win.undo  win.redo …
 *   app.open-account, app.open-settings-page('…') and the like open the web page that helps
 * or find it by gtk_widget_get_ancestor (widget, PS_TYPE_WINDOW). */
#pragma once

#include <adwaita.h>

#include "catalog/photo-query.h"
#include "library/backup-runner.h"
#include "library/old-folder.h"
#include "ui/texture-cache.h"
#include "ui/undo.h"

G_BEGIN_DECLS

#define PS_TYPE_WINDOW (ps_window_get_type ())
G_DECLARE_FINAL_TYPE (PsWindow, ps_window, PS, WINDOW, AdwApplicationWindow)

PsWindow       *ps_window_new            (AdwApplication *application);
void            ps_window_set_library    (PsWindow       *self,
                                          PsLibrary      *library,
                                          gboolean        start);
void            ps_window_show_wizard    (PsWindow       *self);
void            ps_window_show_adoption  (PsWindow       *self,
                                          PsOldFolder    *folder);
void            ps_window_show_opening   (PsWindow       *self,
                                          const char     *title,
                                          const char     *description);
void            ps_window_show_opening_failed (PsWindow  *self,
                                               const char *title,
                                               const char *description);
void            ps_window_show_sample_bar (PsWindow      *self);
void            ps_window_save_state     (PsWindow       *self);
const char     *ps_window_get_root       (PsWindow       *self);
void            ps_window_set_root       (PsWindow       *self,
                                          const char     *root);
void            ps_window_close_library_async  (PsWindow            *self,
                                                gboolean             in_a_hurry,
                                                GAsyncReadyCallback  callback,
                                                gpointer             user_data);
gboolean        ps_window_close_library_finish (PsWindow            *self,
                                                GAsyncResult        *result,
                                                GError             **error);
/* A mount is about to be unmounted, by somebody who waits for it. */
void            ps_window_let_go_of      (PsWindow       *self,
                                          const char     *mount_root);
PsLibrary      *ps_window_get_library    (PsWindow       *self);
PsBackupRunner *ps_window_get_runner     (PsWindow       *self);
PsTextureCache *ps_window_get_textures   (PsWindow       *self);
PsUndo         *ps_window_get_undo       (PsWindow       *self);
void            ps_window_show_query     (PsWindow       *self,
                                          PsPhotoQuery   *query,
                                          const char     *title);
void            ps_window_add_to_collection (PsWindow    *self,
                                             gint64       collection_id,
                                             const char  *name,
                                             GArray      *ids);
void            ps_window_add_tag        (PsWindow       *self,
                                          const char     *tag,
                                          GArray         *ids);
void            ps_window_remove_tag     (PsWindow       *self,
                                          const char     *tag,
                                          GArray         *ids);
/* What the person just did, with Undo where the undo stack's last entry is it. */
void            ps_window_toast          (PsWindow       *self,
                                          const char     *words,
                                          gboolean        can_undo);
/* An error in words with its button: a toast. error: (transfer none) */
void            ps_window_report         (PsWindow       *self,
                                          const GError   *error);

G_END_DECLS
