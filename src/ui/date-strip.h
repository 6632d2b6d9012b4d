/* src/ui/date-strip.h: the years beside the grid: a click or a drag jumps there. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "browse/photo-list.h"

G_BEGIN_DECLS

#define PS_TYPE_DATE_STRIP (ps_date_strip_get_type ())
G_DECLARE_FINAL_TYPE (PsDateStrip, ps_date_strip, PS, DATE_STRIP, GtkWidget)

/* Signal: "jumped" (guint position): a person asked for that photo. */
GtkWidget *ps_date_strip_new          (void);
/* marks: of PsYearMark, nullable. */
void       ps_date_strip_set_marks    (PsDateStrip *self,
                                       GArray      *marks,
                                       guint        n_items);
gboolean   ps_date_strip_has_marks    (PsDateStrip *self);
/* Where the grid is: the first photo in view, and its date in words. */
void       ps_date_strip_set_position (PsDateStrip *self,
                                       guint        position,
                                       const char  *words);
guint      ps_date_strip_get_position (PsDateStrip *self);
int        ps_date_strip_get_year_at  (PsDateStrip *self,
                                       guint        position);
double     ps_date_strip_get_height_of (PsDateStrip *self,
                                        guint        position);

G_END_DECLS
