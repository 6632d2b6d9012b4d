/* tests/library/test-backup-runner.c: one run at a time, a pause that lasts, photos that are asked for meanwhile, and errors that are told. */
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "demo/server.h"
#include "library/backup-runner.h"

#define N_PHOTOS 24
#define PATIENCE_US (30 * G_TIME_SPAN_SECOND)

typedef struct
{
  char *base, *root;        /* owned: a temporary folder, the library in it */
  PsDemoServer *server;     /* owned */
  PsLibrary *library;       /* owned, nullable */
  PsSurroundings *surroundings; /* owned, nullable */
  PsBackupRunner *runner;   /* owned, nullable */
  GAsyncResult *result;
  guint n_runs;             /* begun since the runner is there */
} Fixture;

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Fixture *self = user_data;

  g_set_object (&self->result, result);
}

/* Borrowed until the next wait. */
static GAsyncResult *
await (Fixture *self)
{
  g_clear_object (&self->result);
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return self->result;
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for (Fixture     *self,
          PsRunMoment  moment)
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_US;
  guint source = g_timeout_add (20, wake_cb, NULL);

  while (ps_backup_runner_get_moment (self->runner) != moment)
    {
      const GError *error = ps_backup_runner_get_error (self->runner);

      if (g_get_monotonic_time () > until_us)
        g_error ("moment %d, hold %d, error %s", ps_backup_runner_get_moment (self->runner), ps_backup_runner_get_hold (self->runner),
                 error != NULL ? error->message : "none");
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

static void
let_pass (guint milliseconds)
{
  gint64 until_us = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;
  guint source = g_timeout_add (20, wake_cb, NULL);

  while (g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static PsStatus *
read_status (Fixture *self)
{
  g_autoptr(GError) error = NULL;
  PsStatus *status;

  ps_catalog_get_status_async (ps_library_get_catalog (self->library), NULL, answered_cb, self);
  status = ps_catalog_get_status_finish (ps_library_get_catalog (self->library), await (self), &error);
  g_assert_no_error (error);
  return status;
}

static gint64
count (Fixture *self,
       PsState  state)
{
  g_autoptr(PsStatus) status = read_status (self);

  return status->n_photos[state];
}

static gint64
count_here (Fixture *self)
{
  g_autoptr(PsStatus) status = read_status (self);

  return status->n_photos[PS_STATE_PROVEN] + status->n_photos[PS_STATE_SIZE_ONLY];
}

static void
running_cb (GObject    *runner,
            GParamSpec *pspec,
            gpointer    data)
{
  Fixture *self = data;
  gboolean is_running;

  g_object_get (runner, "is-running", &is_running, NULL);
  self->n_runs += is_running;
}

static void
make_runner (Fixture *self)
{
  self->n_runs = 0;
  self->runner = g_object_new (PS_TYPE_BACKUP_RUNNER, "library", self->library, "surroundings", self->surroundings, NULL);
  g_signal_connect (self->runner, "notify::is-running", G_CALLBACK (running_cb), self);
}

static void
stop_runner (Fixture *self)
{
  ps_backup_runner_stop_async (self->runner, answered_cb, self);
  g_assert_true (ps_backup_runner_stop_finish (self->runner, await (self), NULL));
  g_signal_handlers_disconnect_by_data (self->runner, self);
  g_clear_object (&self->result);
  g_clear_object (&self->runner);
}

static void
close_library (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  stop_runner (self);
  ps_library_set_hurry (self->library, TRUE);
  ps_library_close_async (self->library, answered_cb, self);
  g_assert_true (ps_library_close_finish (self->library, await (self), &error));
  g_assert_no_error (error);
  g_clear_object (&self->result);
  g_clear_object (&self->library);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
set_key (Fixture    *self,
         const char *secret)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *origin = g_strdup_printf ("http://127.0.0.1:%u", ps_demo_server_get_port (self->server));
  g_autoptr(PsAccount) account = ps_account_new (PS_DEMO_CLOUD_NAME, PS_DEMO_API_KEY, secret, origin, &error);

  g_assert_no_error (error);
  g_assert_true (ps_backup_runner_set_account (self->runner, account, &error));
}

static void
open_library (Fixture *self)
{
  g_autoptr(GError) error = NULL;

  ps_library_open_async (self->root, 0, NULL, answered_cb, self);
  self->library = ps_library_open_finish (await (self), &error);
  g_assert_no_error (error);
  make_runner (self);
  set_key (self, PS_DEMO_API_SECRET);
}

/* data: a fault of the cloud, or NULL. */
static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  const char *faults[] = { data, NULL };
  PsDemoOptions options = { .gallery = { .n_photos = N_PHOTOS, .max_side = 320 }, .plan_limit_bytes = -1, .faults = faults };
  g_autoptr(GError) error = NULL;
  g_autoptr(PsAccount) account = NULL;
  g_autofree char *url = NULL;

  self->server = ps_demo_server_new (&options, &error);
  g_assert_no_error (error);
  g_assert_true (ps_gallery_prepare (ps_demo_server_get_gallery (self->server), NULL, NULL, NULL, &error));
  url = ps_demo_server_dup_url (self->server);
  account = ps_account_new_from_url (url, &error);
  g_assert_no_error (error);
  self->base = g_dir_make_tmp ("ps-runner-XXXXXX", &error);
  self->root = g_build_filename (self->base, "Library", NULL);
  ps_library_create_async (self->root, account, NULL, answered_cb, self);
  self->library = ps_library_create_finish (await (self), &error);
  g_assert_no_error (error);
  make_runner (self);
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  if (self->library != NULL)
    close_library (self);
  g_clear_object (&self->surroundings);
  ps_demo_server_stop (self->server);
  g_clear_object (&self->server);
  remove_tree (self->base);
  g_free (self->base);
  g_free (self->root);
}

static void
test_hundred_clicks (Fixture       *self,
                     gconstpointer  data)
{
  for (int i = 0; i < 100; i++)
    ps_backup_runner_start (self->runner);
  wait_for (self, PS_RUN_FETCHING);
  for (int i = 0; i < 100; i++)
    ps_backup_runner_start (self->runner);
  wait_for (self, PS_RUN_DONE);
  g_assert_cmpuint (self->n_runs, ==, 1);
  g_assert_cmpint (ps_backup_runner_get_report (self->runner)->n_landed, ==, count_here (self));
  g_assert_true (ps_backup_runner_get_report (self->runner)->complete);
  ps_backup_runner_dismiss (self->runner);
  g_assert_cmpint (ps_backup_runner_get_moment (self->runner), ==, PS_RUN_IDLE);
}

static void
test_pause_lasts (Fixture       *self,
                  gconstpointer  data)
{
  gint64 n_here;

  ps_backup_runner_start (self->runner);
  wait_for (self, PS_RUN_FETCHING);
  ps_backup_runner_pause (self->runner);
  wait_for (self, PS_RUN_PAUSED);
  n_here = count_here (self);
  close_library (self);

  open_library (self);
  ps_backup_runner_resume (self->runner);
  wait_for (self, PS_RUN_PAUSED);
  let_pass (300);
  g_assert_cmpuint (self->n_runs, ==, 0);
  g_assert_cmpint (count_here (self), ==, n_here);

  ps_backup_runner_start (self->runner);
  wait_for (self, PS_RUN_DONE);
  g_assert_true (ps_backup_runner_get_report (self->runner)->complete);
  close_library (self);

  open_library (self);
  ps_backup_runner_resume (self->runner);
  let_pass (300);
  g_assert_cmpint (ps_backup_runner_get_moment (self->runner), ==, PS_RUN_IDLE);
  g_assert_cmpuint (self->n_runs, ==, 0); /* all is here, and the next look is a week away */
}

/* Stopped in the middle and never paused: the next start of the program goes on by itself. */
static void
test_goes_on_by_itself (Fixture       *self,
                        gconstpointer  data)
{
  gint64 began_us;

  ps_backup_runner_start (self->runner);
  wait_for (self, PS_RUN_FETCHING);
  began_us = g_get_monotonic_time ();
  close_library (self);
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 2 * G_TIME_SPAN_SECOND);

  open_library (self);
  ps_backup_runner_resume (self->runner);
  wait_for (self, PS_RUN_DONE);
  g_assert_true (ps_backup_runner_get_report (self->runner)->complete);
}

static void
fetch_one_by_one (Fixture *self)
{
  ps_catalog_set_setting_async (ps_library_get_catalog (self->library), PS_SETTING_TRANSFERS, "1", NULL, answered_cb, self);
  g_assert_true (ps_catalog_set_setting_finish (ps_library_get_catalog (self->library), await (self), NULL));
}

/* The oldest photos come last; asked for, they come next. Nothing is begun a second time for it. */
static void
test_asked_meanwhile (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GArray) found = NULL;
  g_autoptr(PsStatus) status = NULL;
  gint64 n_here;

  fetch_one_by_one (self);
  ps_backup_runner_start (self->runner);
  wait_for (self, PS_RUN_FETCHING);
  let_pass (700);
  ps_catalog_find_async (ps_library_get_catalog (self->library), "is:waiting", NULL, answered_cb, self);
  found = ps_catalog_find_finish (ps_library_get_catalog (self->library), await (self), NULL);
  g_assert_nonnull (found);
  g_assert_cmpuint (found->len, >, 10);
  g_array_append_vals (ids, &g_array_index (found, gint64, found->len - 3), 3);
  ps_catalog_ask_for_async (ps_library_get_catalog (self->library), ids, NULL, answered_cb, self);
  g_assert_cmpint (ps_catalog_ask_for_finish (ps_library_get_catalog (self->library), await (self), NULL), ==, 3);
  n_here = count_here (self);
  ps_backup_runner_fetch_asked (self->runner);
  do
    {
      g_clear_pointer (&status, ps_status_free);
      let_pass (30);
      status = read_status (self);
    }
  while (status->n_asked_for > 0);
  g_assert_cmpint (count_here (self) - n_here, <, (gint64) found->len - 3); /* not after all others */
  wait_for (self, PS_RUN_DONE);
  g_assert_cmpuint (self->n_runs, ==, 1);
}

/* While it is paused only what a person asks for is fetched. */
static void
test_asked_while_paused (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr(GArray) found = NULL;
  gint64 n_here;

  fetch_one_by_one (self);
  ps_backup_runner_start (self->runner);
  wait_for (self, PS_RUN_FETCHING);
  let_pass (500);
  ps_backup_runner_pause (self->runner);
  wait_for (self, PS_RUN_PAUSED);
  n_here = count_here (self);
  ps_catalog_find_async (ps_library_get_catalog (self->library), "is:waiting", NULL, answered_cb, self);
  found = ps_catalog_find_finish (ps_library_get_catalog (self->library), await (self), NULL);
  g_assert_cmpuint (found->len, >, 2);
  g_array_set_size (found, 2);
  ps_catalog_ask_for_async (ps_library_get_catalog (self->library), found, NULL, answered_cb, self);
  g_assert_cmpint (ps_catalog_ask_for_finish (ps_library_get_catalog (self->library), await (self), NULL), ==, 2);
  ps_backup_runner_fetch_asked (self->runner);
  wait_for (self, PS_RUN_FETCHING);
  wait_for (self, PS_RUN_PAUSED);
  g_assert_cmpint (count_here (self), ==, n_here + 2);
  g_assert_true (ps_backup_runner_get_is_paused (self->runner));
}

static void
test_retry (Fixture       *self,
            gconstpointer  data)
{
  ps_backup_runner_start (self->runner);
  wait_for (self, PS_RUN_DONE);
  g_assert_cmpint (count (self, PS_STATE_FAILED), >, 0);
  g_assert_cmpint (ps_backup_runner_get_report (self->runner)->n_failed, ==, count (self, PS_STATE_FAILED));
  ps_catalog_retry_async (ps_library_get_catalog (self->library), NULL, NULL, NULL, answered_cb, self);
  g_assert_cmpint (ps_catalog_retry_finish (ps_library_get_catalog (self->library), await (self), NULL), >, 0);
  ps_backup_runner_fetch_asked (self->runner);
  g_assert_cmpint (ps_backup_runner_get_moment (self->runner), ==, PS_RUN_LOOKING);
  wait_for (self, PS_RUN_DONE);
  g_assert_cmpuint (self->n_runs, ==, 2);
}

static void
test_wrong_secret (Fixture       *self,
                   gconstpointer  data)
{
  set_key (self, "another-secret-AbCdEf123456");
  ps_backup_runner_start (self->runner);
  wait_for (self, PS_RUN_FAILED);
  g_assert_error (ps_backup_runner_get_error (self->runner), PS_CLOUD_ERROR, PS_CLOUD_ERROR_AUTH);
  let_pass (1500);
  g_assert_cmpuint (self->n_runs, ==, 1); /* it does not ask over and over */
  set_key (self, PS_DEMO_API_SECRET);
  ps_backup_runner_start (self->runner);
  wait_for (self, PS_RUN_DONE);
  g_assert_null (ps_backup_runner_get_error (self->runner));
}

static void
test_surroundings (Fixture       *self,
                   gconstpointer  data)
{
  stop_runner (self);
  self->surroundings = ps_surroundings_new ();
  ps_surroundings_pretend (self->surroundings, FALSE, FALSE, -1);
  make_runner (self);
  ps_backup_runner_start (self->runner);
  wait_for (self, PS_RUN_WAITING);
  g_assert_cmpint (ps_backup_runner_get_hold (self->runner), ==, PS_HOLD_OFFLINE);
  ps_surroundings_pretend (self->surroundings, TRUE, TRUE, -1);
  g_assert_cmpint (ps_backup_runner_get_hold (self->runner), ==, PS_HOLD_METERED);
  ps_surroundings_pretend (self->surroundings, TRUE, FALSE, 18);
  g_assert_cmpint (ps_backup_runner_get_hold (self->runner), ==, PS_HOLD_BATTERY);
  g_assert_cmpuint (self->n_runs, ==, 0);
  ps_backup_runner_fetch_anyway (self->runner);
  wait_for (self, PS_RUN_FETCHING);
  ps_surroundings_pretend (self->surroundings, FALSE, FALSE, -1);
  wait_for (self, PS_RUN_WAITING);
  g_assert_cmpint (ps_backup_runner_get_hold (self->runner), ==, PS_HOLD_OFFLINE);
  ps_surroundings_pretend (self->surroundings, TRUE, FALSE, -1);
  wait_for (self, PS_RUN_DONE);
  g_assert_true (ps_backup_runner_get_report (self->runner)->complete);
}

/* The drive goes in the middle and comes back: no click is needed. */
static void
test_drive (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *marker = g_build_filename (self->root, ".proofsheet", "library.json", NULL);
  g_autofree char *away = g_build_filename (self->root, ".proofsheet", "library.away", NULL);

  ps_backup_runner_start (self->runner);
  wait_for (self, PS_RUN_FETCHING);
  g_assert_cmpint (g_rename (marker, away), ==, 0);
  wait_for (self, PS_RUN_WAITING);
  g_assert_cmpint (ps_backup_runner_get_hold (self->runner), ==, PS_HOLD_DRIVE);
  g_assert_cmpint (g_rename (away, marker), ==, 0);
  wait_for (self, PS_RUN_DONE);
  g_assert_true (ps_backup_runner_get_report (self->runner)->complete);
}

/* One number out of the library's catalogue, by another connection; or a statement that gives none. */
static gint64
ask (Fixture    *self,
     const char *sql)
{
  g_autofree char *path = g_build_filename (self->root, "photos.db", NULL);
  sqlite3_stmt *statement;
  sqlite3 *handle;
  gint64 number = -1;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  if (sqlite3_step (statement) == SQLITE_ROW)
    number = sqlite3_column_int64 (statement, 0);
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  sqlite3_close (handle);
  return number;
}

#define UNSEEN "SELECT count(*) FROM photos WHERE local_path IS NOT NULL AND inspected_at IS NULL"

static void
wait_until_all_is_seen (Fixture *self)
{
  gint64 until_us = g_get_monotonic_time () + PATIENCE_US;

  while (ask (self, UNSEEN) > 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until_us);
      let_pass (50);
    }
}

/* A newer program reads more in each file: it looks again when the library is opened, without a run or a network. */
static void
test_looks_again (Fixture       *self,
                  gconstpointer  data)
{
  gint64 n_seen, n_thumbnails;

  ps_backup_runner_start (self->runner);
  wait_for (self, PS_RUN_DONE);
  wait_until_all_is_seen (self);
  n_seen = ask (self, "SELECT count(*) FROM photos WHERE local_path IS NOT NULL");
  n_thumbnails = ask (self, "SELECT count(*) FROM photos WHERE has_thumbnail");
  close_library (self);
  ask (self, "UPDATE photos SET inspected_at = NULL");
  g_assert_cmpint (ask (self, UNSEEN), ==, n_seen);

  self->surroundings = ps_surroundings_new ();
  ps_surroundings_pretend (self->surroundings, FALSE, FALSE, -1);
  open_library (self);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM photos WHERE has_thumbnail"), ==, n_thumbnails); /* while it looks, too */
  ps_backup_runner_resume (self->runner);
  wait_until_all_is_seen (self);
  g_assert_cmpuint (self->n_runs, ==, 0);
  g_assert_cmpint (ask (self, "SELECT count(*) FROM photos WHERE has_thumbnail"), ==, n_thumbnails);
  g_assert_cmpint (n_thumbnails, >, 0);
  close_library (self);

  ask (self, "UPDATE photos SET inspected_at = NULL");
  open_library (self);
  ps_backup_runner_resume (self->runner);
  close_library (self); /* in the middle of it */
  open_library (self);
  ps_backup_runner_pause (self->runner);
  ps_backup_runner_resume (self->runner);
  let_pass (300);
  g_assert_cmpint (ask (self, UNSEEN), >, 0); /* a pause is for this, too */
}

#define ADD(path, fault, func) g_test_add (path, Fixture, fault, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *data = g_dir_make_tmp ("ps-runner-data-XXXXXX", NULL);
  int result;

  g_setenv ("XDG_DATA_HOME", data, TRUE); /* where the latest copy is kept */
  g_setenv ("PROOFSHEET_TIME_SCALE", "0.05", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("/runner/a-hundred-clicks-are-one-run", "delay=60", test_hundred_clicks);
  ADD ("/runner/a-pause-survives-a-restart", "delay=60", test_pause_lasts);
  ADD ("/runner/stops-within-two-seconds-and-goes-on-by-itself", "delay=60", test_goes_on_by_itself);
  ADD ("/runner/what-is-asked-for-comes-next", "delay=250", test_asked_meanwhile);
  ADD ("/runner/asked-for-while-paused", "delay=250", test_asked_while_paused);
  ADD ("/runner/retry", "404,on=delivery,share=0.3", test_retry);
  ADD ("/runner/a-wrong-secret-is-told-once", NULL, test_wrong_secret);
  ADD ("/runner/waits-for-network-and-mains", "delay=60", test_surroundings);
  ADD ("/runner/waits-for-the-drive", "delay=60", test_drive);
  ADD ("/runner/looks-again-at-what-is-here", NULL, test_looks_again);
  result = g_test_run ();
  remove_tree (data);
  return result;
}
