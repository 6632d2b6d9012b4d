/* src/base/facts.c: what a picture says of itself. */
#include "base/facts.h"

#include <math.h>

G_DEFINE_BOXED_TYPE (PsFacts, ps_facts, ps_facts_ref, ps_facts_unref)

/**
 * ps_facts_new:
 *
 * Facts that know nothing yet. Fill them before they are shared.
 *
 * Returns: (transfer full): new facts
 */
PsFacts *
ps_facts_new (void)
{
  PsFacts *self = g_atomic_rc_box_new0 (PsFacts);

  self->focal_length = self->focal_length_35mm = NAN;
  self->aperture = self->shutter_speed = NAN;
  self->gps_latitude = self->gps_longitude = self->gps_altitude = NAN;
  self->orientation = 1;
  self->rating = PS_NO_RATING;
  return self;
}

/**
 * ps_facts_ref:
 * @self: facts
 *
 * Returns: (transfer full): @self
 */
PsFacts *
ps_facts_ref (PsFacts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_facts (gpointer data)
{
  PsFacts *self = data;

  g_free (self->camera_make);
  g_free (self->camera_model);
  g_free (self->camera_serial);
  g_free (self->lens);
  g_free (self->date_taken);
  g_free (self->date_taken_offset);
  g_free (self->description);
  g_free (self->artist);
  g_free (self->copyright);
  g_free (self->title);
  g_free (self->caption);
  g_free (self->creator);
  g_free (self->rights);
  g_free (self->label);
  g_free (self->keywords);
  g_free (self->keyword_paths);
}

/**
 * ps_facts_unref:
 * @self: (transfer full): facts
 */
void
ps_facts_unref (PsFacts *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_facts);
}

/**
 * ps_facts_has_words:
 * @self: facts
 *
 * Returns: whether somebody wrote anything into the picture, or rated it
 */
gboolean
ps_facts_has_words (const PsFacts *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->title != NULL || self->caption != NULL || self->creator != NULL || self->rights != NULL
         || self->label != NULL || self->keywords != NULL || self->keyword_paths != NULL || self->rating != PS_NO_RATING;
}
