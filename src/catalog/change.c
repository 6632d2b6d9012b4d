/* src/catalog/change.c: what one commit touched, by kind and by id. */
#include "catalog/change.h"

G_DEFINE_BOXED_TYPE (PsChange, ps_change, ps_change_ref, ps_change_unref)

/**
 * ps_change_new:
 *
 * Returns: (transfer full): a change of nothing; fill it before it is shared
 */
PsChange *
ps_change_new (void)
{
  PsChange *self = g_atomic_rc_box_new0 (PsChange);

  self->photo_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

/**
 * ps_change_ref:
 * @self: a change
 *
 * Returns: (transfer full): @self
 */
PsChange *
ps_change_ref (PsChange *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
clear_change (gpointer data)
{
  PsChange *self = data;

  g_clear_pointer (&self->photo_ids, g_array_unref);
}

/**
 * ps_change_unref:
 * @self: (transfer full): a change
 */
void
ps_change_unref (PsChange *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, clear_change);
}
