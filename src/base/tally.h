/* src/base/tally.h: how far a long piece of work is; any thread sets, the main loop hears at most four times a second. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PS_TYPE_TALLY (ps_tally_get_type ())
G_DECLARE_FINAL_TYPE (PsTally, ps_tally, PS, TALLY, GObject)

typedef struct
{
  gint64 n_done, n_total;             /* pieces; a total of −1 is not known yet */
  gint64 n_bytes_done, n_bytes_total; /* bytes; a total of −1 is not known yet */
} PsTallyNumbers;

PsTally       *ps_tally_new       (void);
void           ps_tally_set_total (PsTally *self,
                                   gint64   n_total,
                                   gint64   n_bytes_total);
void           ps_tally_add       (PsTally *self,
                                   gint64   n_done,
                                   gint64   n_bytes_done);
void           ps_tally_reset     (PsTally *self);
PsTallyNumbers ps_tally_read      (PsTally *self);

G_END_DECLS
