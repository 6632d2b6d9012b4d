/* src/ui/undo.h: what a person did in this window, and how it is taken back. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PS_TYPE_UNDO (ps_undo_get_type ())
G_DECLARE_FINAL_TYPE (PsUndo, ps_undo, PS, UNDO, GObject)

/**
 * PsUndoFunc:
 * @data: what the deed needs
 *
 * Does or takes back one deed; it reports its own errors (ps_window_report()).
 */
typedef void (*PsUndoFunc) (gpointer data);

/* Properties: "can-undo", "can-redo". */
PsUndo     *ps_undo_new      (void);
void        ps_undo_push     (PsUndo         *self,
                              const char     *label,
                              PsUndoFunc      undo,
                              PsUndoFunc      redo,
                              gpointer        data,
                              GDestroyNotify  free_data);
void        ps_undo_undo     (PsUndo         *self);
void        ps_undo_redo     (PsUndo         *self);
void        ps_undo_clear    (PsUndo         *self);
gboolean    ps_undo_can_undo (PsUndo         *self);
gboolean    ps_undo_can_redo (PsUndo         *self);

G_END_DECLS
