/* tests/demo/test-faults.c: which request meets which fault. */
#include <locale.h>
#include <string.h>

#include "demo/fault-names.h"
#include "demo/faults.h"

static PsFaults *
make (const char *first,
      ...)
{
  g_autoptr(GPtrArray) specs = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  PsFaults *faults;
  va_list args;

  va_start (args, first);
  for (const char *spec = first; spec != NULL; spec = va_arg (args, const char *))
    g_ptr_array_add (specs, (gpointer) spec);
  va_end (args);
  g_ptr_array_add (specs, NULL);
  faults = ps_faults_new ((const char *const *) specs->pdata, &error);
  g_assert_no_error (error);
  return faults;
}

/* Each request as a sign: "x" it met the verb, "." it met none. */
static char *
run (PsFaults    *faults,
     PsFaultSide  side,
     guint        n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_c (text, ps_faults_next (faults, side, "image/upload/a", NULL) != NULL ? 'x' : '.');
  return g_string_free (text, FALSE);
}

static void
test_limits (void)
{
  static const struct { const char *spec, *requests; } cases[] = {
    { "404", "xxxxxx" }, { "rst=1,first=2", "xx...." }, { "404,first=2", "xxx..." }, { "404,every=3", "..x..x" }, { "401@2", "..xxxx" },
    { "404,on=api", "......" }, { "404,on=delivery", "xxxxxx" }, { "500-once", "x....." }, { "404,share=1", "xxxxxx" },
    { "401-cld,on=delivery,first=1", "xxx..." }, { "ok", "......" }, { "json-cut", "......" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(PsFaults) faults = make (cases[i].spec, NULL);
      g_autofree char *requests = run (faults, PS_FAULT_ON_DELIVERY, 6);

      g_test_message ("%s", cases[i].spec);
      g_assert_cmpstr (requests, ==, cases[i].requests);
    }
}

static void
test_order (void)
{
  g_autoptr(PsFaults) faults = make ("ok,first=2", "rst=1000,first=1", "404", NULL);
  const char *argument = "none";

  g_assert_null (ps_faults_next (faults, PS_FAULT_ON_DELIVERY, "a", NULL));
  g_assert_null (ps_faults_next (faults, PS_FAULT_ON_DELIVERY, "a", NULL));
  g_assert_cmpstr (ps_faults_next (faults, PS_FAULT_ON_DELIVERY, "a", &argument), ==, "rst");
  g_assert_cmpstr (argument, ==, "1000");
  g_assert_cmpstr (ps_faults_next (faults, PS_FAULT_ON_API, "a", &argument), ==, "404");
  ps_faults_remove (faults, "404");
  g_assert_null (ps_faults_next (faults, PS_FAULT_ON_DELIVERY, "a", NULL));
}

static void
test_pages (void)
{
  g_autoptr(PsFaults) faults = make ("early-end,first=1", "shift,first=1", NULL);

  g_assert_null (ps_faults_next (faults, PS_FAULT_ON_API, "ping", NULL));
  g_assert_null (ps_faults_next (faults, PS_FAULT_ON_DELIVERY, "a", NULL));
  g_assert_cmpstr (ps_faults_next (faults, PS_FAULT_ON_PAGE, "image", NULL), ==, "early-end");
  g_assert_null (ps_faults_next (faults, PS_FAULT_ON_PAGE, "image", NULL));
  g_assert_cmpstr (ps_faults_next (faults, PS_FAULT_ON_NEXT_PAGE, "image", NULL), ==, "shift");
}

static void
test_share (void)
{
  g_autoptr(PsFaults) faults = make ("404,share=20%", NULL), again = make ("404,share=0.2", NULL);
  guint n = 0;

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *target = g_strdup_printf ("image/upload/IMG_%u", i);
      gboolean met = ps_faults_next (faults, PS_FAULT_ON_DELIVERY, target, NULL) != NULL;

      g_assert_cmpint (met, ==, ps_faults_next (faults, PS_FAULT_ON_DELIVERY, target, NULL) != NULL);
      g_assert_cmpint (met, ==, ps_faults_next (again, PS_FAULT_ON_DELIVERY, target, NULL) != NULL);
      n += met;
    }
  g_assert_cmpuint (n, >, 140);
  g_assert_cmpuint (n, <, 260);
}

static void
test_switches (void)
{
  g_autoptr(PsFaults) faults = make ("strict", "search-lag=5", "disabled,on=delivery", "role-403=search", "role-403=usage", "token,share=0.5", NULL);
  const char *argument = NULL;
  guint n = 0;

  g_assert_true (ps_faults_switch (faults, "strict", &argument));
  g_assert_null (argument);
  g_assert_true (ps_faults_switch (faults, "search-lag", &argument));
  g_assert_cmpstr (argument, ==, "5");
  g_assert_false (ps_faults_switch (faults, "optimize", NULL));
  g_assert_true (ps_faults_switch_for (faults, "disabled", PS_FAULT_ON_DELIVERY, NULL, NULL));
  g_assert_false (ps_faults_switch_for (faults, "disabled", PS_FAULT_ON_API, NULL, NULL));
  g_assert_cmpstr (ps_faults_switch_nth (faults, "role-403", NULL, 1), ==, "usage");
  g_assert_null (ps_faults_switch_nth (faults, "role-403", NULL, 2));
  g_assert_null (ps_faults_next (faults, PS_FAULT_ON_DELIVERY, "a", NULL)); /* a switch is no verb */
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *target = g_strdup_printf ("image/upload/%u", i);

      n += ps_faults_switch_for (faults, "token", PS_FAULT_ON_ANY, target, NULL);
    }
  g_assert_cmpuint (n, >, 60);
  g_assert_cmpuint (n, <, 140);
}

static void
test_wrong (void)
{
  static const char *const wrong[] = {
    "", "nonsense", "404=1", "rst=x", "401@", "hour", "404,first=0", "404,first=x", "404,every=2,first=1", "404,share=2", "404,share=0",
    "404,on=moon", "range-200,on=api", "strict,first=1", "404,sometimes", "early-end,on=delivery", "search-lag=soon",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      const char *specs[] = { wrong[i], NULL };
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", wrong[i]);
      g_assert_null (ps_faults_new (specs, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
  {
    const char *specs[] = { "nonsense", NULL };
    g_autoptr(GError) error = NULL;

    g_assert_null (ps_faults_new (specs, &error));
    g_assert_nonnull (strstr (error->message, "range-416"));
    g_assert_nonnull (strstr (error->message, "search-lag=SECONDS"));
  }
}

/* Appendix B of the promises, by name. */
static void
test_all_known (void)
{
  static const char appendix[] =
    "ok short=9 close=9 rst=9 stall=9 drip=9 chunk-cut chunk-noend tls-cut gzip gzip-bomb gzip-cut flip=9 other-bytes portal empty json-cut "
    "json-tail json-deep=9 json-huge json-odd html dupcl negcl bighdr http09 junk range-200 range-wrong range-416 multipart swap=9 redir-host "
    "redir-port redir-http redir-loop redir-file 401 401@9 401-cld 404 410 420 420-odd 5xx=9 quota remaining=0 shift cursor-loop cursor-410 "
    "early-end future rst@9 close@9 flip@9 stall@9 swap@9";
  g_auto(GStrv) specs = g_strsplit (appendix, " ", -1);
  g_autoptr(GError) error = NULL;
  g_autoptr(PsFaults) faults = ps_faults_new ((const char *const *) specs, &error);
  const char *const *list = ps_faults_list ();
  guint n = 0;

  g_assert_no_error (error);
  g_assert_nonnull (faults);
  while (list[n] != NULL)
    g_assert_cmpuint (strlen (list[n++]), >, 0);
  g_assert_cmpuint (n % 2, ==, 0);
  for (const PsFaultName *known = ps_fault_names; known->name != NULL; known++)
    g_assert_true (ps_fault_name_find (known->name) == known);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/faults/limits-count-requests", test_limits);
  g_test_add_func ("/faults/first-that-fires-is-met", test_order);
  g_test_add_func ("/faults/page-verbs-count-pages", test_pages);
  g_test_add_func ("/faults/share-is-stable", test_share);
  g_test_add_func ("/faults/switches-hold-for-the-account", test_switches);
  g_test_add_func ("/faults/wrong-specs-are-explained", test_wrong);
  g_test_add_func ("/faults/appendix-b-is-known", test_all_known);
  return g_test_run ();
}
