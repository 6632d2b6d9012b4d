/* src/ui/state-offers.c: pure: what can be done about a photo's state: a deed or two, by name. */
#include "ui/state-offers.h"

#include <glib/gi18n-lib.h>

#include "ui/error-words.h"

typedef struct
{
  PsStateOffer *offers; /* borrowed */
  guint n;
} Offers;

static void
add (Offers     *self,
     const char *label,
     const char *action)
{
  g_return_if_fail (self->n < PS_MOST_OFFERS);

  self->offers[self->n++] = (PsStateOffer) { g_strdup (label), g_strdup (action) };
}

/* What cures the cause comes before trying again, which would fail again. */
static void
offer_failed (Offers           *self,
              const PsPhotoRow *row)
{
  g_autoptr(PsErrorWords) words = row->failure_cause != NULL ? ps_error_words_for_cause (row->failure_cause, 1) : NULL;

  if (words != NULL && words->button != NULL && !g_str_equal (words->action, "win.retry-all"))
    add (self, words->button, words->action);
  add (self, _("Try Again"), "win.try-again");
  if (row->retry_at_us == 0)
    add (self, _("Leave Out"), "win.leave-out");
}

/**
 * ps_state_offers_make:
 * @row: a photo
 * @offers: (out caller-allocates): to be ended with ps_state_offers_clear()
 *
 * Returns: how many there are
 */
guint
ps_state_offers_make (const PsPhotoRow *row,
                      PsStateOffer      offers[PS_MOST_OFFERS])
{
  Offers self = { .offers = offers };

  switch (row->state)
    {
    case PS_STATE_ARRIVING:
      add (&self, _("Pause"), "win.pause");
      break;
    case PS_STATE_DAMAGED:
      if (row->is_changed_here)
        {
          add (&self, _("Keep Both"), "win.keep-both");
          add (&self, _("Get Original Back"), "win.restore-original");
        }
      else
        {
          /* Translators: a button: fetches a damaged photo again; the damaged file is kept aside. */
          add (&self, _("Repair"), "win.try-again");
          add (&self, _("Read It Again"), "win.read-again");
        }
      break;
    case PS_STATE_SKIPPED:
      if (!row->is_remote)
        add (&self, _("Include Again"), "win.include-again");
      break;
    case PS_STATE_MISSING:
      add (&self, _("Look for It"), "win.look-for-it");
      add (&self, _("Fetch Again"), "win.try-again");
      break;
    case PS_STATE_FAILED:
      offer_failed (&self, row);
      break;
    case PS_STATE_WAITING:
      if (!row->is_for_comparing)
        add (&self, _("Get Now"), "win.get-now");
      else
        add (&self, _("Read It Again"), "win.read-again");
      break;
    case PS_STATE_GONE_FROM_CLOUD:
      add (&self, _("Copy Original To…"), "win.copy-originals");
      add (&self, _("Read It Again"), "win.read-again");
      break;
    case PS_STATE_ALTERED:
      add (&self, _("Try for Original"), "win.try-again");
      add (&self, _("Read It Again"), "win.read-again");
      break;
    case PS_STATE_SIZE_ONLY:
    case PS_STATE_PROVEN:
      add (&self, _("Read It Again"), "win.read-again");
      break;
    case PS_N_STATES:
    default:
      g_return_val_if_reached (0);
    }
  return self.n;
}

/**
 * ps_state_offers_clear:
 * @offers: as made
 * @n_offers: how many
 */
void
ps_state_offers_clear (PsStateOffer offers[PS_MOST_OFFERS],
                       guint        n_offers)
{
  for (guint i = 0; i < n_offers; i++)
    {
      g_free (offers[i].label);
      g_free (offers[i].action);
    }
}
