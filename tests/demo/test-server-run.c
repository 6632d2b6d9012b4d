/* tests/demo/test-server-run.c: the demo cloud as a program: its first line, its end. */
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "demo/run.h"

static GSubprocess *
start (const char  *program,
       char       **line,
       ...)
{
  g_autoptr(GPtrArray) args = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GDataInputStream) lines = NULL;
  GSubprocess *process;
  va_list more;

  g_ptr_array_add (args, (gpointer) program);
  va_start (more, line);
  for (const char *arg = va_arg (more, const char *); arg != NULL; arg = va_arg (more, const char *))
    g_ptr_array_add (args, (gpointer) arg);
  va_end (more);
  g_ptr_array_add (args, NULL);
  process = g_subprocess_newv ((const char *const *) args->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (lines), FALSE);
  *line = g_data_input_stream_read_line (lines, NULL, NULL, NULL);
  return process;
}

static const char *
get_program (void)
{
  return g_getenv ("DEMO_PROGRAM");
}

static void
test_first_line (void)
{
  static const char wanted[] = "CLOUDINARY_URL=cloudinary://123456789012345:test-secret-AbCdEf123456@demo-studio?upload_prefix=http://127.0.0.1:";
  const int signals[] = { SIGTERM, SIGINT, SIGHUP };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    {
      g_autofree char *line = NULL;
      g_autoptr(GSubprocess) process = start (get_program (), &line, NULL);

      g_assert_nonnull (line);
      g_assert_true (g_str_has_prefix (line, wanted));
      g_assert_cmpuint (strspn (line + strlen (wanted), "0123456789"), ==, strlen (line + strlen (wanted)));
      g_subprocess_send_signal (process, signals[i]);
      g_assert_true (g_subprocess_wait (process, NULL, NULL));
      g_assert_true (g_subprocess_get_if_exited (process));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
    }
}

static void
test_wrong_fault (void)
{
  g_autofree char *line = NULL, *words = NULL;
  g_autoptr(GSubprocess) process = start (get_program (), &line, "nonsense", NULL);

  g_assert_null (line);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &words, NULL));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 1);
  g_assert_nonnull (strstr (words, "nonsense"));
  g_assert_nonnull (strstr (words, "range-416"));
}

/* The shell between is the parent; it dies, and the demo must follow. */
static void
test_parent_dies (void)
{
  g_autofree char *command = g_strdup_printf ("DEMO_UNTIL_PARENT_DIES=1 '%s' & echo $! >&2; sleep 1", get_program ());
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) shell = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, "sh", "-c", command, NULL);
  g_autofree char *out = NULL, *err = NULL;
  pid_t demo;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (shell, NULL, NULL, &out, &err, NULL)); /* ends when the demo has closed its pipe */
  demo = (pid_t) g_ascii_strtoll (err, NULL, 10);
  g_assert_cmpint (demo, >, 1);
  g_assert_true (g_str_has_prefix (out, "CLOUDINARY_URL="));
  for (int i = 0; i < 50 && kill (demo, 0) == 0; i++)
    g_usleep (100000);
}

static void
test_plans (void)
{
  static const char *const wrong[] = { "", "25", "25/", "/14", "25/x", "-1/0", "a/b", "25/14/3" };
  gint64 limit = 0, used = 0;
  g_autoptr(GError) error = NULL;

  g_assert_true (ps_demo_parse_plan ("25/14", &limit, &used, &error));
  g_assert_cmpint (limit, ==, G_GINT64_CONSTANT (25000000000));
  g_assert_cmpint (used, ==, G_GINT64_CONSTANT (14000000000));
  g_assert_true (ps_demo_parse_plan ("0.5/0.25", &limit, &used, &error));
  g_assert_cmpint (limit, ==, 500000000);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr(GError) refusal = NULL;

      g_assert_false (ps_demo_parse_plan (wrong[i], &limit, &used, &refusal));
      g_assert_error (refusal, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run/first-line-is-the-account-and-signals-end-it", test_first_line);
  g_test_add_func ("/run/wrong-fault-is-explained", test_wrong_fault);
  g_test_add_func ("/run/ends-with-its-parent", test_parent_dies);
  g_test_add_func ("/run/plans", test_plans);
  return g_test_run ();
}
