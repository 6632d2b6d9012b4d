/* tests/cloud/common.h: an account at a loopback port, and waiting for one answer. */
#pragma once

#include "cloud/account.h"
#include "cloud/client.h"

#define TEST_SECRET "test-secret-AbCdEf123456"
#define TEST_KEY "123456789012345"

static inline PsAccount *
account_at (guint port)
{
  g_autofree char *prefix = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autoptr(GError) error = NULL;
  PsAccount *account = ps_account_new ("demo-studio", TEST_KEY, TEST_SECRET, prefix, &error);

  g_assert_no_error (error);
  return account;
}

static inline PsClient *
client_at (guint port)
{
  g_autoptr(PsAccount) account = account_at (port);

  return ps_client_new (account);
}

static inline void
result_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Runs the default main context until *result is set. */
static inline void
wait_for (GAsyncResult **result)
{
  gint64 deadline = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (*result == NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_main_context_iteration (NULL, TRUE);
    }
}
