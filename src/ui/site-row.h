/* src/ui/site-row.h: a place where a library could live: what it is, how much fits, and what stands in the way. */
#pragma once

#include <adwaita.h>

#include "vault/site.h"

G_BEGIN_DECLS

#define PS_TYPE_SITE_ROW (ps_site_row_get_type ())
G_DECLARE_FINAL_TYPE (PsSiteRow, ps_site_row, PS, SITE_ROW, AdwActionRow)

typedef enum
{
  PS_SITE_ON_DRIVE,    /* can be unplugged */
  PS_SITE_ON_COMPUTER,
  PS_SITE_CHOSEN,      /* somebody pointed at the folder */
} PsSiteKind;

/* What is to be kept there. */
typedef struct
{
  gint64 n_photos, n_bytes;    /* n_bytes −1: not known */
  gint64 largest_bytes;        /* of what was seen */
  gboolean is_exact;
} PsSiteNeed;

GtkWidget  *ps_site_row_new       (PsSiteKind        kind,
                                   const char       *name);
void        ps_site_row_set_site  (PsSiteRow        *self,
                                   PsSite           *site,
                                   const PsSiteNeed *need);
PsSite     *ps_site_row_get_site  (PsSiteRow        *self);
const char *ps_site_row_get_name  (PsSiteRow        *self);
PsSiteKind  ps_site_row_get_kind  (PsSiteRow        *self);
gboolean    ps_site_row_can_be    (PsSiteRow        *self);
gboolean    ps_site_row_fits      (PsSiteRow        *self);
GtkCheckButton *ps_site_row_get_button (PsSiteRow   *self);

G_END_DECLS
