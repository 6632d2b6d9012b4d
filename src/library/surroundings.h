/* src/library/surroundings.h: what this computer stands on: a network, a metered one, mains or a battery. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PS_TYPE_SURROUNDINGS (ps_surroundings_get_type ())
G_DECLARE_FINAL_TYPE (PsSurroundings, ps_surroundings, PS, SURROUNDINGS, GObject)

/* Signal: "changed". */
PsSurroundings *ps_surroundings_new         (void);
gboolean        ps_surroundings_is_online   (PsSurroundings *self);
gboolean        ps_surroundings_is_metered  (PsSurroundings *self);
/* Percent that the battery holds; −1: on mains, or there is none, or nobody knows. */
int             ps_surroundings_get_battery (PsSurroundings *self);
/* From now on as told, for whoever tries things out. */
void            ps_surroundings_pretend     (PsSurroundings *self,
                                             gboolean        is_online,
                                             gboolean        is_metered,
                                             int             battery);

G_END_DECLS
