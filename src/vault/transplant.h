/* src/vault/transplant.h: every file of a library copied to another place: each read back and compared, the old one untouched. Main thread. */
#pragma once

#include <gio/gio.h>

#include "base/tally.h"

G_BEGIN_DECLS

#define PS_TYPE_TRANSPLANT (ps_transplant_get_type ())
G_DECLARE_FINAL_TYPE (PsTransplant, ps_transplant, PS, TRANSPLANT, GObject)

/* The new place is a library without a catalogue: ps_vault_create_async() made it. Runs may be repeated: what was compared is not
 * read again, what was changed meanwhile is copied anew. */
PsTransplant *ps_transplant_new           (const char          *from,
                                           const char          *to);
void          ps_transplant_expect        (PsTransplant        *self,
                                           const char          *path,
                                           const char          *sha256);
PsTally      *ps_transplant_get_tally     (PsTransplant        *self);
GHashTable   *ps_transplant_get_differing (PsTransplant        *self);
void          ps_transplant_run_async     (PsTransplant        *self,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
gboolean      ps_transplant_run_finish    (PsTransplant        *self,
                                           GAsyncResult        *result,
                                           GError             **error);

/* The note in a place that is half made: the id of the library that moves there. Any thread. */
gboolean      ps_transplant_mark          (const char          *to,
                                           const char          *library_id,
                                           GError             **error);
char         *ps_transplant_find_mark     (const char          *to);
gboolean      ps_transplant_unmark        (const char          *to,
                                           GError             **error);
/* A half made place goes, but for what is not a copy of something in from. */
void          ps_transplant_take_away_async  (const char          *from,
                                              const char          *to,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
gboolean      ps_transplant_take_away_finish (GAsyncResult        *result,
                                              GError             **error);

G_END_DECLS
