/* src/look/look.c: what a looker answers: what was seen, or why not, in words. */
#include "look/look-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (ps-look-error-quark, ps_look_error)

/**
 * ps_look_free:
 * @self: (transfer full): what was seen
 */
void
ps_look_free (PsLook *self)
{
  g_clear_pointer (&self->facts, ps_facts_unref);
  g_clear_pointer (&self->thumbnail, g_bytes_unref);
  g_free (self->problem);
  g_free (self);
}

/**
 * ps_look_new:
 * @sight: what a helper saw; its facts and thumbnail are taken
 *
 * Returns: (transfer full): the same, for whoever asked
 */
PsLook *
ps_look_new (PsSight *sight)
{
  PsLook *look = g_new0 (PsLook, 1);
  gint64 width = sight->facts != NULL ? sight->facts->width : 0;
  gint64 height = sight->facts != NULL ? sight->facts->height : 0;

  look->problem = ps_problem_to_text (sight->problem, sight->format, width, height);
  look->facts = g_steal_pointer (&sight->facts);
  look->thumbnail = g_steal_pointer (&sight->thumbnail);
  look->has_fingerprint = sight->has_fingerprint;
  look->fingerprint = sight->fingerprint;
  look->imprint = sight->imprint;
  return look;
}

/**
 * ps_look_error_new:
 * @reason: what became of the helper
 *
 * Returns: (transfer full): an error in words
 */
GError *
ps_look_error_new (PsLookError reason)
{
  switch (reason)
    {
    case PS_LOOK_ERROR_TIMED_OUT:
      return g_error_new (PS_LOOK_ERROR, reason, _("Looking at this file took too long and was stopped. The file itself is unharmed."));
    case PS_LOOK_ERROR_CRASHED:
      return g_error_new (PS_LOOK_ERROR, reason, _("The program that reads photos gave up on this file. The file itself is unharmed."));
    case PS_LOOK_ERROR_FAILED:
    default:
      return g_error_new (PS_LOOK_ERROR, PS_LOOK_ERROR_FAILED, _("The program that reads photos ended as soon as it was started. "
                                                                 "The photos are not affected; installing Proofsheet again should help."));
    }
}
