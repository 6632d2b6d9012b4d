/* src/demo/dice.h: chance that falls the same way for the same seed, on any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 state;
} PsDice;

guint64 ps_dice_mix     (guint64  a,
                         guint64  b);
PsDice  ps_dice_new     (guint64  seed,
                         guint64  what_for);
guint64 ps_dice_next    (PsDice  *self);
double  ps_dice_unit    (PsDice  *self);
double  ps_dice_between (PsDice  *self,
                         double   low,
                         double   high);
int     ps_dice_pick    (PsDice  *self,
                         int      n);
gboolean ps_dice_chance (PsDice  *self,
                         double   share);
double  ps_dice_bell    (PsDice  *self);

/* Smooth noise over a plane, about −1 to 1; the sum of octaves keeps that range. */
float   ps_noise        (guint32  seed,
                         float    x,
                         float    y);
float   ps_noise_sum    (guint32  seed,
                         float    x,
                         float    y,
                         int      n_octaves);
float   ps_noise_ridged (guint32  seed,
                         float    x,
                         float    y,
                         int      n_octaves);

G_END_DECLS
