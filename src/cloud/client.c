/* src/cloud/client.c: the two sessions towards one account, the queue of API calls, and what is left of the hour. */
#include "cloud/client.h"

#include <string.h>

#include "cloud/client-private.h"
#include "cloud/patience.h"
#include "cloud/places.h"

/* How many transfers run is the callers' business. libsoup's own queue must stay empty, since what waits there
 * for a connection does not notice that it was cancelled (3.2.3). */
#define MAX_CONNECTIONS 128
#define KEEP_IDLE_S 30

struct _PsClient
{
  GObject parent_instance;

  PsAccount *account;     /* owned */
  SoupSession *api;       /* owned; sends the key, to the API's origin alone */
  SoupSession *delivery;  /* owned; knows no credentials */
  GQueue waiting;         /* of PsApiCall, which own themselves */
  gboolean is_calling;    /* one call is in flight */
  PsLimits limits;
  guint n_calls;
  PsSearchMemory search_memory;
};

G_DEFINE_FINAL_TYPE (PsClient, ps_client, G_TYPE_OBJECT)

/* libsoup 3.2 has no call for it and looks here whenever it makes a TLS connection. */
static void
force_http1 (void)
{
  static gsize is_done;

  if (g_once_init_enter (&is_done))
    {
      g_setenv ("SOUP_FORCE_HTTP1", "1", TRUE);
      g_once_init_leave (&is_done, 1);
    }
}

/* No cookies, no cache, no sniffer: those are only there if added. Credentials are added by us or not at all. */
static SoupSession *
make_session (gboolean is_loopback)
{
  SoupSession *session = soup_session_new_with_options ("max-conns", MAX_CONNECTIONS,
                                                        "max-conns-per-host", MAX_CONNECTIONS,
                                                        "timeout", 0, /* ours are finer: patience.c */
                                                        "idle-timeout", KEEP_IDLE_S,
                                                        "user-agent", "Proofsheet/" PS_VERSION,
                                                        NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  if (is_loopback)
    soup_session_set_proxy_resolver (session, NULL);
  return session;
}

/**
 * ps_client_new:
 * @account: an account
 *
 * Returns: (transfer full): a client towards @account
 */
PsClient *
ps_client_new (PsAccount *account)
{
  PsClient *self;

  g_return_val_if_fail (account != NULL, NULL);

  force_http1 ();
  self = g_object_new (PS_TYPE_CLIENT, NULL);
  self->account = ps_account_ref (account);
  self->api = make_session (ps_account_get_is_loopback (account));
  self->delivery = make_session (ps_account_get_is_loopback (account));
  soup_session_remove_feature_by_type (self->delivery, SOUP_TYPE_CONTENT_DECODER);
  return self;
}

/**
 * ps_client_get_account:
 * @self: a client
 *
 * Returns: (transfer none): the account
 */
PsAccount *
ps_client_get_account (PsClient *self)
{
  g_return_val_if_fail (PS_IS_CLIENT (self), NULL);

  return self->account;
}

/**
 * ps_client_set_account:
 * @self: a client
 * @account: the same cloud with a new key or secret
 *
 * Calls that wait in the queue go out with the new one.
 */
void
ps_client_set_account (PsClient  *self,
                       PsAccount *account)
{
  PsAccount *former;

  g_return_if_fail (PS_IS_CLIENT (self) && account != NULL);
  g_return_if_fail (g_str_equal (ps_account_get_cloud_name (account), ps_account_get_cloud_name (self->account)));
  g_return_if_fail (ps_account_get_is_loopback (account) == ps_account_get_is_loopback (self->account));

  former = self->account;
  self->account = ps_account_ref (account);
  ps_account_unref (former);
}

/**
 * ps_client_get_rate_limit:
 * @self: a client
 *
 * Returns: what the last API reply told; after a refusal, when to go on
 */
PsClientLimit
ps_client_get_rate_limit (PsClient *self)
{
  g_return_val_if_fail (PS_IS_CLIENT (self), ((PsClientLimit) { -1, -1, 0 }));

  return self->limits.limit;
}

/**
 * ps_client_recall_rate_limit:
 * @self: a client that has asked nothing yet
 * @limit: what an earlier run was told; forgotten where its hour is over
 *
 * So that a restart does not ask what it knows the answer to: that the hour's calls are used.
 */
void
ps_client_recall_rate_limit (PsClient            *self,
                             const PsClientLimit *limit)
{
  g_return_if_fail (PS_IS_CLIENT (self));

  if (self->limits.limit.limit < 0 && limit->reset_us > g_get_real_time ()
      && limit->reset_us < g_get_real_time () + G_TIME_SPAN_HOUR + G_TIME_SPAN_MINUTE)
    self->limits.limit = *limit;
}

/**
 * ps_client_get_n_calls:
 * @self: a client
 *
 * Returns: how many API calls went out since the client was made
 */
guint
ps_client_get_n_calls (PsClient *self)
{
  g_return_val_if_fail (PS_IS_CLIENT (self), 0);

  return self->n_calls;
}

/**
 * ps_client_get_calls_left:
 * @self: a client
 *
 * A tenth of the limit is left for the photographer's website.
 *
 * Returns: how many calls may be made now; 0: wait until the reset of
 *   ps_client_get_rate_limit(); a large number where no limit was seen
 */
gint64
ps_client_get_calls_left (PsClient *self)
{
  g_return_val_if_fail (PS_IS_CLIENT (self), 0);

  return ps_limits_get_left (&self->limits, g_get_real_time ());
}

/**
 * ps_client_was_told_to_wait:
 * @self: a client
 *
 * Returns: whether the last call was refused for the hour's limit, with the time at which it ends
 */
gboolean
ps_client_was_told_to_wait (PsClient *self)
{
  g_return_val_if_fail (PS_IS_CLIENT (self), FALSE);

  return self->limits.is_told;
}

SoupSession *
ps_client_get_api_session (PsClient *self)
{
  return self->api;
}

SoupSession *
ps_client_get_delivery_session (PsClient *self)
{
  return self->delivery;
}

PsLimits *
ps_client_get_limits (PsClient *self)
{
  return &self->limits;
}

/* The server's clock less ours, in microseconds. */
gint64
ps_client_get_skew (PsClient *self)
{
  return self->limits.skew_us;
}

void
ps_client_count_call (PsClient *self)
{
  self->n_calls++;
}

PsSearchMemory
ps_client_get_search_memory (PsClient *self)
{
  return self->search_memory;
}

void
ps_client_add_search_memory (PsClient       *self,
                             PsSearchMemory  memory)
{
  self->search_memory |= memory;
}

static void
start_next (PsClient *self)
{
  PsApiCall *call;

  if (self->is_calling)
    return;
  call = g_queue_pop_head (&self->waiting);
  if (call == NULL)
    return;
  self->is_calling = TRUE;
  ps_api_call_start (call);
}

/**
 * ps_client_call_ended:
 * @self: a client
 *
 * The call in flight has its reply, or will have none: the next may go out.
 */
void
ps_client_call_ended (PsClient *self)
{
  self->is_calling = FALSE;
  start_next (self);
}

/**
 * ps_client_call:
 * @self: a client
 * @task: (transfer full): finished with the parsed reply or an error
 * @spec: (transfer full): what to ask, and who reads the reply on a thread
 *
 * Calls go out one at a time in the order they came.
 */
void
ps_client_call (PsClient   *self,
                GTask      *task,
                PsCallSpec  spec)
{
  g_queue_push_tail (&self->waiting, ps_api_call_new (task, spec, &self->waiting));
  start_next (self);
}

static void
ps_client_dispose (GObject *object)
{
  PsClient *self = PS_CLIENT (object);

  /* A call's task holds the client, so none is left here. */
  g_assert (g_queue_is_empty (&self->waiting));
  if (self->api != NULL)
    soup_session_abort (self->api);
  if (self->delivery != NULL)
    soup_session_abort (self->delivery);
  g_clear_object (&self->api);
  g_clear_object (&self->delivery);
  G_OBJECT_CLASS (ps_client_parent_class)->dispose (object);
}

static void
ps_client_finalize (GObject *object)
{
  PsClient *self = PS_CLIENT (object);

  g_clear_pointer (&self->account, ps_account_unref);
  G_OBJECT_CLASS (ps_client_parent_class)->finalize (object);
}

static void
ps_client_class_init (PsClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ps_client_dispose;
  object_class->finalize = ps_client_finalize;
}

static void
ps_client_init (PsClient *self)
{
  g_queue_init (&self->waiting);
  ps_limits_init (&self->limits);
}
