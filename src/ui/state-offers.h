/* src/ui/state-offers.h: pure: what can be done about a photo's state: a deed or two, by name. */
#pragma once

#include "catalog/photo-row.h"

G_BEGIN_DECLS

#define PS_MOST_OFFERS 3

typedef struct
{
  char *label;  /* owned: names the deed */
  char *action; /* owned: a detailed action name of the window or the program */
} PsStateOffer;

/* The first is what helps most. Returns how many there are. */
guint ps_state_offers_make  (const PsPhotoRow *row,
                             PsStateOffer      offers[PS_MOST_OFFERS]);
void  ps_state_offers_clear (PsStateOffer      offers[PS_MOST_OFFERS],
                             guint             n_offers);

G_END_DECLS
