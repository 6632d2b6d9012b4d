/* src/ui/sample-cloud.c: the demo cloud as a child process, for sample photos. It ends when this program does. */
#include "ui/sample-cloud.h"

#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#include "base/paths.h"

struct _PsSampleCloud
{
  GObject parent_instance;

  GSubprocess *process;    /* owned, nullable */
  GDataInputStream *lines; /* owned, nullable: kept open, so that the child can go on writing */
};

G_DEFINE_FINAL_TYPE (PsSampleCloud, ps_sample_cloud, G_TYPE_OBJECT)

static void
ps_sample_cloud_finalize (GObject *object)
{
  PsSampleCloud *self = PS_SAMPLE_CLOUD (object);

  if (self->process != NULL)
    g_subprocess_send_signal (self->process, SIGTERM);
  g_clear_object (&self->process);
  g_clear_object (&self->lines);
  G_OBJECT_CLASS (ps_sample_cloud_parent_class)->finalize (object);
}

static void
ps_sample_cloud_class_init (PsSampleCloudClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_sample_cloud_finalize;
}

static void
ps_sample_cloud_init (PsSampleCloud *self)
{
}

/**
 * ps_sample_cloud_new:
 *
 * Returns: (transfer full): a cloud that does not run yet
 */
PsSampleCloud *
ps_sample_cloud_new (void)
{
  return g_object_new (PS_TYPE_SAMPLE_CLOUD, NULL);
}

/* In the child, between fork and exec: it goes when the window's program goes, however that ends. */
static void
die_with_parent (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
first_line_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, &error);
  PsAccount *account;

  if (line == NULL && error == NULL)
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", _("The sample photos cannot be shown: their server did not start."));
  account = line != NULL ? ps_account_new_from_url (line, &error) : NULL;
  if (account != NULL)
    g_task_return_pointer (task, account, (GDestroyNotify) ps_account_unref);
  else
    g_task_return_error (task, error);
}

/**
 * ps_sample_cloud_start_async:
 * @self: a cloud that does not run yet
 * @n_photos: how many photos it has; 0: as many as it usually has
 * @cancellable: (nullable): ends the waiting
 * @callback: when it answers
 * @user_data: for @callback
 */
void
ps_sample_cloud_start_async (PsSampleCloud       *self,
                             guint                n_photos,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program = ps_path_program ("proofsheetctl");
  g_autofree char *count = g_strdup_printf ("%u", n_photos != 0 ? n_photos : 400);
  GError *error = NULL;

  g_task_set_source_tag (task, ps_sample_cloud_start_async);
  g_subprocess_launcher_set_child_setup (launcher, die_with_parent, NULL, NULL);
  self->process = g_subprocess_launcher_spawn (launcher, &error, program, "demo-cloud", "--at-once", "--photos", count, NULL);
  if (self->process == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  self->lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_data_input_stream_read_line_async (self->lines, G_PRIORITY_DEFAULT, cancellable, first_line_cb, g_steal_pointer (&task));
}

/**
 * ps_sample_cloud_start_finish:
 * @self: a cloud
 * @result: the answer
 * @error: why it does not run
 *
 * Returns: (transfer full) (nullable): the key to it
 */
PsAccount *
ps_sample_cloud_start_finish (PsSampleCloud  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
