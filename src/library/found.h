/* src/library/found.h: the libraries that lie on a drive or at a known place, with what can be told of them at a glance. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PS_TYPE_FOUND_LIBRARY (ps_found_library_get_type ())

/* Immutable once told, counted; main thread. Strings are owned. */
typedef struct
{
  char *root;
  char *cloud_name;    /* nullable: an old database may not say it */
  gint64 n_photos;     /* −1: could not be counted */
  gboolean is_old;     /* of the tool that came before: to be taken over */
  gint64 backed_up_us; /* the last look at the cloud or the last fetching, microseconds since 1970; 0: not known */
} PsFoundLibrary;

GType           ps_found_library_get_type (void);
PsFoundLibrary *ps_found_library_ref      (PsFoundLibrary *self);
void            ps_found_library_unref    (PsFoundLibrary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsFoundLibrary, ps_found_library_unref)

/* In these folders, and one level below them. Nothing is written. Gives a GPtrArray of PsFoundLibrary. */
void       ps_found_libraries_look_async  (const char *const   *folders,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
GPtrArray *ps_found_libraries_look_finish (GAsyncResult        *result,
                                           GError             **error);

G_END_DECLS
