/* src/base/tally.c: how far a long piece of work is.
 *
 * Any thread sets numbers under a lock; one low-priority timeout on the main
 * context tells the listeners, so a fast piece of work cannot flood them.
 */
#include "base/tally.h"

#define INTERVAL_MS 250

struct _PsTally
{
  GObject parent_instance;

  GMutex lock; /* over all below */
  PsTallyNumbers numbers;
  gboolean told_soon;
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsTally, ps_tally, G_TYPE_OBJECT)

static gboolean
tell_cb (gpointer data)
{
  PsTally *self = data;

  g_mutex_lock (&self->lock);
  self->told_soon = FALSE;
  g_mutex_unlock (&self->lock);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* The caller holds the lock. */
static void
tell_soon (PsTally *self)
{
  if (self->told_soon)
    return;
  self->told_soon = TRUE;
  g_timeout_add_full (G_PRIORITY_LOW, INTERVAL_MS, tell_cb, g_object_ref (self), g_object_unref);
}

/**
 * ps_tally_new:
 *
 * Returns: (transfer full): a tally of nothing, totals not known
 */
PsTally *
ps_tally_new (void)
{
  return g_object_new (PS_TYPE_TALLY, NULL);
}

/**
 * ps_tally_set_total:
 * @self: a tally
 * @n_total: pieces, or −1 where not known
 * @n_bytes_total: bytes, or −1 where not known
 *
 * Any thread.
 */
void
ps_tally_set_total (PsTally *self,
                    gint64   n_total,
                    gint64   n_bytes_total)
{
  g_return_if_fail (PS_IS_TALLY (self));

  g_mutex_lock (&self->lock);
  self->numbers.n_total = n_total;
  self->numbers.n_bytes_total = n_bytes_total;
  tell_soon (self);
  g_mutex_unlock (&self->lock);
}

/**
 * ps_tally_add:
 * @self: a tally
 * @n_done: pieces just done
 * @n_bytes_done: bytes just done
 *
 * Any thread.
 */
void
ps_tally_add (PsTally *self,
              gint64   n_done,
              gint64   n_bytes_done)
{
  g_return_if_fail (PS_IS_TALLY (self));

  g_mutex_lock (&self->lock);
  self->numbers.n_done += n_done;
  self->numbers.n_bytes_done += n_bytes_done;
  tell_soon (self);
  g_mutex_unlock (&self->lock);
}

/**
 * ps_tally_reset:
 * @self: a tally
 *
 * Back to nothing done and totals not known. Any thread.
 */
void
ps_tally_reset (PsTally *self)
{
  g_return_if_fail (PS_IS_TALLY (self));

  g_mutex_lock (&self->lock);
  self->numbers = (PsTallyNumbers) { 0, -1, 0, -1 };
  tell_soon (self);
  g_mutex_unlock (&self->lock);
}

/**
 * ps_tally_read:
 * @self: a tally
 *
 * Any thread.
 *
 * Returns: the numbers of one moment
 */
PsTallyNumbers
ps_tally_read (PsTally *self)
{
  PsTallyNumbers numbers;

  g_mutex_lock (&self->lock);
  numbers = self->numbers;
  g_mutex_unlock (&self->lock);
  return numbers;
}

static void
ps_tally_finalize (GObject *object)
{
  PsTally *self = PS_TALLY (object);

  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (ps_tally_parent_class)->finalize (object);
}

static void
ps_tally_class_init (PsTallyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_tally_finalize;
  /**
   * PsTally::changed:
   *
   * Numbers changed; on the main context, at most four times a second.
   */
  signals[CHANGED] = g_signal_new ("changed", PS_TYPE_TALLY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ps_tally_init (PsTally *self)
{
  g_mutex_init (&self->lock);
  self->numbers = (PsTallyNumbers) { 0, -1, 0, -1 };
}
