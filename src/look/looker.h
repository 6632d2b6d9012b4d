/* src/look/looker.h: keeps helpers running, asks them, restarts the ones that die. Main thread. */
#pragma once

#include <gio/gio.h>

#include "base/facts.h"
#include "base/imprint.h"

G_BEGIN_DECLS

#define PS_LOOK_ERROR (ps_look_error_quark ())
GQuark ps_look_error_quark (void);

typedef enum
{
  PS_LOOK_ERROR_FAILED,    /* the helper cannot be started */
  PS_LOOK_ERROR_TIMED_OUT, /* killed after the limit */
  PS_LOOK_ERROR_CRASHED,   /* the helper died of this file */
} PsLookError;

#define PS_TYPE_LOOKER (ps_looker_get_type ())
G_DECLARE_FINAL_TYPE (PsLooker, ps_looker, PS, LOOKER, GObject)

/* What was seen. A file that is no picture is no error: facts, thumbnail and fingerprint are then missing and problem says why. */
typedef struct
{
  PsFacts *facts;         /* nullable */
  GBytes *thumbnail;      /* nullable; a JPEG, upright, at most 320 px a side */
  gboolean has_fingerprint;
  guint64 fingerprint;    /* 64 bits that look-alikes share but for a few */
  PsImprint imprint;      /* where there is a fingerprint */
  char *problem;          /* nullable; plain words */
} PsLook;

void ps_look_free (PsLook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsLook, ps_look_free)

/* A whole picture. As with a look, a file that cannot be shown is no error. */
typedef struct
{
  GBytes *pixels;              /* nullable; rows of blue, green, red, 255 from the top, upright: GDK_MEMORY_B8G8R8A8 */
  gsize stride;                /* bytes from one row to the next */
  int width, height;           /* pixels of this picture */
  int full_width, full_height; /* pixels of the original, upright; 0: not known */
  char *problem;               /* nullable; plain words; beside a picture: its end is missing */
} PsRendering;

void ps_rendering_free (PsRendering *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsRendering, ps_rendering_free)

#define PS_LOOK_FULL_SIDE 8192 /* pixels a side of the largest picture that is made */

/* n_helpers 0: one per core but one, at least one. */
PsLooker *ps_looker_new         (guint n_helpers);
guint     ps_looker_get_n_helpers (PsLooker *self);
/* fd: transfer full, an open file; priority: lower first. */
void      ps_looker_look_async  (PsLooker *self, int fd, int priority, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
PsLook   *ps_looker_look_finish (PsLooker *self, GAsyncResult *result, GError **error);
/* The same for a whole picture, its longer side at most max_side pixels. It waits for no look: one helper more serves it. */
void         ps_looker_render_async  (PsLooker *self, int fd, guint max_side, int priority, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
PsRendering *ps_looker_render_finish (PsLooker *self, GAsyncResult *result, GError **error);
void      ps_looker_close_async  (PsLooker *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean  ps_looker_close_finish (PsLooker *self, GAsyncResult *result, GError **error);

G_END_DECLS
