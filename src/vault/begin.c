/* src/vault/begin.c: an intake begins: its file, alone in using it, and room for what is to come. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/text.h"
#include "vault/intake-private.h"

/* One writer a file. A part that is just being let go of is waited for: that was asked before us, so a thread has it. */
static gboolean
register_part (PsIntake  *self,
               GError   **error)
{
  PsVault *vault = self->vault;
  gpointer closing;

  g_mutex_lock (&vault->lock);
  while (g_hash_table_lookup_extended (vault->parts, self->name, NULL, &closing) && GPOINTER_TO_INT (closing))
    g_cond_wait (&vault->changed, &vault->lock);
  self->registered = !g_hash_table_contains (vault->parts, self->name);
  if (self->registered)
    g_hash_table_insert (vault->parts, g_strdup (self->name), GINT_TO_POINTER (FALSE));
  g_mutex_unlock (&vault->lock);
  if (!self->registered)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PENDING, _("This photo is on its way already."));
  return self->registered;
}

void
ps_intake_unregister (PsIntake *self)
{
  PsVault *vault = self->vault;

  g_mutex_lock (&vault->lock);
  if (self->registered)
    g_hash_table_remove (vault->parts, self->name);
  self->registered = FALSE;
  g_cond_broadcast (&vault->changed);
  g_mutex_unlock (&vault->lock);
}

static void
begin_in_thread (GTask *task)
{
  PsIntake *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (self->vault->read_only ? ps_vault_check_writable (self->vault, &error)
                             : register_part (self, &error)
                               && ps_staging_open (self, g_task_get_cancellable (task), &error)
                               && !g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
  else
    {
      /* The next try must find the name free, even if it is made from this one's callback. */
      ps_fd_close (&self->fd);
      ps_room_return (&self->vault->room, &self->promised);
      ps_intake_unregister (self);
      g_task_return_error (task, error);
    }
  g_object_unref (task);
}

static gboolean
name_is_valid (const char *name)
{
  return name != NULL && *name != '\0' && strlen (name) <= 200
         && strspn (name, "0123456789abcdefghijklmnopqrstuvwxyz-") == strlen (name);
}

/**
 * ps_intake_begin_async:
 * @vault: an open vault
 * @expected: what is about to come; copied
 * @cancellable: (nullable): cancels
 * @callback: called when there is a file and room for it
 * @user_data: for @callback
 *
 * Fails with %PS_VAULT_ERROR_NO_SPACE, _NO_INODES, _TOO_BIG, _READ_ONLY, _IO,
 * or %G_IO_ERROR_PENDING if the same name and version is on its way already.
 * What is left of an earlier try is hashed here; if it cannot be the expected
 * object (too long, whole but with another MD5, begun for other bytes), it is
 * removed and the intake begins at 0.
 */
void
ps_intake_begin_async (PsVault                *vault,
                       const PsIntakeExpected *expected,
                       GCancellable           *cancellable,
                       GAsyncReadyCallback     callback,
                       gpointer                user_data)
{
  g_autoptr(GTask) task = NULL;
  PsIntake *self;

  g_return_if_fail (PS_IS_VAULT (vault));
  g_return_if_fail (name_is_valid (expected->name));

  self = g_object_new (PS_TYPE_INTAKE, NULL);
  self->vault = g_object_ref (vault);
  self->name = g_strdup_printf ("%s-%" G_GINT64_FORMAT, expected->name, expected->version);
  self->n_expected = MAX (expected->n_bytes, -1);
  if (ps_text_is_hex (expected->md5, 32))
    self->expected_md5 = g_ascii_strdown (expected->md5, -1);

  task = g_task_new (vault, cancellable, callback, user_data);
  g_task_set_source_tag (task, ps_intake_begin_async);
  g_task_set_task_data (task, self, g_object_unref);
  g_task_set_check_cancellable (task, FALSE); /* the thread asks; an intake that was begun is never lost on the way */
  ps_worker_push (vault->io, begin_in_thread, PS_WORKER_DEFAULT, g_steal_pointer (&task));
}

/**
 * ps_intake_begin_finish:
 * @vault: an open vault
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): an intake; let go of it with ps_intake_close()
 */
PsIntake *
ps_intake_begin_finish (PsVault       *vault,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, vault), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
