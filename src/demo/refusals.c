/* src/demo/refusals.c: what a delivery network remembers of addresses that failed: for 1 minute, then 2, 4, … up to a day. */
#include "demo/refusals.h"

#define LONGEST_US (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

typedef struct
{
  guint status;
  char *reason;      /* owned, nullable */
  gint64 until_us;   /* monotonic */
  gint64 length_us;
} Refusal;

struct _PsRefusals
{
  GHashTable *by_path; /* owned, of Refusal */
};

static void
free_refusal (gpointer data)
{
  Refusal *refusal = data;

  g_free (refusal->reason);
  g_free (refusal);
}

/**
 * ps_refusals_new:
 *
 * Returns: (transfer full): nothing to remember yet
 */
PsRefusals *
ps_refusals_new (void)
{
  PsRefusals *self = g_new0 (PsRefusals, 1);

  self->by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_refusal);
  return self;
}

/**
 * ps_refusals_free:
 * @self: (transfer full): what is remembered
 */
void
ps_refusals_free (PsRefusals *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->by_path);
  g_free (self);
}

/**
 * ps_refusals_note:
 * @self: what is remembered
 * @path: an address
 * @reply: how it was refused
 * @first_s: how long that is remembered the first time, seconds
 */
void
ps_refusals_note (PsRefusals *self,
                  const char *path,
                  PsReply    *reply,
                  gint64      first_s)
{
  Refusal *refusal = g_hash_table_lookup (self->by_path, path);
  gint64 now_us = g_get_monotonic_time (), first_us = CLAMP (first_s, 0, 86400) * G_USEC_PER_SEC;

  if (refusal == NULL)
    {
      refusal = g_new0 (Refusal, 1);
      g_hash_table_insert (self->by_path, g_strdup (path), refusal);
    }
  if (now_us < refusal->until_us)
    return;
  refusal->status = reply->status;
  g_free (refusal->reason);
  refusal->reason = g_strdup (soup_message_headers_get_one (reply->headers, "X-Cld-Error"));
  refusal->length_us = CLAMP (refusal->length_us * 2, first_us, LONGEST_US);
  refusal->until_us = now_us + refusal->length_us;
}

/**
 * ps_refusals_recall:
 * @self: what is remembered
 * @path: an address
 *
 * Returns: (transfer full) (nullable): the refusal that @path still meets
 */
PsReply *
ps_refusals_recall (PsRefusals *self,
                    const char *path)
{
  const Refusal *refusal = g_hash_table_lookup (self->by_path, path);

  if (refusal == NULL || g_get_monotonic_time () >= refusal->until_us)
    return NULL;
  return ps_reply_new_refusal (refusal->status, refusal->reason != NULL ? refusal->reason : "Resource not found");
}
