/* src/ui/facts-pane.h: what is known of one photo, or of many. Main thread. */
#pragma once

#include <adwaita.h>

#include "browse/photo.h"
#include "library/library.h"

G_BEGIN_DECLS

#define PS_TYPE_FACTS_PANE (ps_facts_pane_get_type ())
G_DECLARE_FINAL_TYPE (PsFactsPane, ps_facts_pane, PS, FACTS_PANE, AdwBin)

GtkWidget *ps_facts_pane_new         (void);
void       ps_facts_pane_set_library (PsFactsPane *self,
                                      PsLibrary   *library);
/* photo nullable: nothing is said then but how to select one. */
void       ps_facts_pane_set_photo   (PsFactsPane *self,
                                      PsPhoto     *photo);
/* ids of gint64, more than one. */
void       ps_facts_pane_set_many    (PsFactsPane *self,
                                      GArray      *ids);
/* Not beside the photo itself. */
void       ps_facts_pane_set_show_preview (PsFactsPane *self,
                                           gboolean     show_preview);

G_END_DECLS
