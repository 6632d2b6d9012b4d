/* src/library/library.c: all that one library folder owns: opened whole, closed in order.
 *
 * Opening: the vault first, since its marker says whether this is a library
 * and its lock whether it may be written; then the catalogue. Closing: the
 * helpers and the thumbnail cache, the manifests, a snapshot where one is due
 * (neither of these two in a hurry), then the vault, then the catalogue.
 */
#include "library/library.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "library/checkup.h"
#include "library/manifests.h"
#include "library/snapshots.h"

G_DEFINE_QUARK (ps-library-error-quark, ps_library_error)

struct _PsLibrary
{
  GObject parent_instance;

  /* Owned */
  PsVault *vault;
  PsCatalog *catalog;
  PsClient *client;             /* NULL until an account is set */
  PsLooker *looker;             /* NULL until something is to be looked at */
  PsThumbnailCache *thumbnails; /* likewise */
  PsCheckup *checkup;           /* NULL: only read, or being closed */
  PsKept *kept;                 /* NULL: the library itself is open */
  GTask *close_task;            /* NULL: not to be closed yet, or closing */
  GError *close_error;

  PsLibraryFlags flags;
  gboolean has_changed; /* since the copy on this computer was begun */
  gboolean is_keeping;  /* that copy is being made */
  gboolean in_a_hurry; /* somebody waits for the end: what the next closing can do as well is left to it */
};

G_DEFINE_FINAL_TYPE (PsLibrary, ps_library, G_TYPE_OBJECT)

static void
catalog_changed_cb (PsLibrary *self)
{
  self->has_changed = TRUE;
}

/* What opening needs until the library stands. */
typedef struct
{
  char *root;
  PsLibraryFlags flags;
  PsAccount *account; /* creating only */
  PsVault *vault;
} Opening;

static void
free_opening (gpointer data)
{
  Opening *self = data;

  g_free (self->root);
  g_clear_pointer (&self->account, ps_account_unref);
  g_clear_object (&self->vault);
  g_free (self);
}

static void
vault_closed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = g_object_steal_data (G_OBJECT (task), "ps-error");

  ps_vault_close_finish (PS_VAULT (source), result, NULL);
  g_task_return_error (task, error);
}

static void
catalog_opened_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(PsCatalog) catalog = ps_catalog_init_database_finish (result, &error);
  PsLibrary *self;

  if (catalog == NULL)
    {
      g_object_set_data_full (G_OBJECT (task), "ps-error", error, (GDestroyNotify) g_error_free);
      ps_vault_close_async (opening->vault, vault_closed_cb, g_steal_pointer (&task));
      return;
    }
  self = g_object_new (PS_TYPE_LIBRARY, NULL);
  self->vault = g_steal_pointer (&opening->vault);
  self->catalog = g_steal_pointer (&catalog);
  self->flags = opening->flags;
  if (!(self->flags & PS_LIBRARY_READ_ONLY))
    {
      self->checkup = ps_checkup_begin (self->catalog);
      g_signal_connect_object (self->catalog, "changed", G_CALLBACK (catalog_changed_cb), self, G_CONNECT_SWAPPED);
    }
  if (opening->account != NULL)
    self->client = ps_client_new (opening->account);
  g_task_return_pointer (task, self, g_object_unref);
}

static void
open_catalog (GTask    *task,
              gboolean  is_new)
{
  Opening *opening = g_task_get_task_data (task);
  g_autofree char *path = g_build_filename (opening->root, "photos.db", NULL);
  PsCatalogFlags flags = 0;

  if (opening->flags & PS_LIBRARY_READ_ONLY)
    flags |= PS_CATALOG_READ_ONLY;
  if (is_new)
    flags |= PS_CATALOG_CREATE;
  if (!ps_vault_get_abilities (opening->vault).wal_is_safe)
    flags |= PS_CATALOG_NO_WAL;
  ps_catalog_init_database_async (path, flags, NULL, catalog_opened_cb, task);
}

/* Promise 13: a full folder without its catalogue is not a new library. */
static gboolean
check_catalog_is_there (Opening  *opening,
                        GError  **error)
{
  g_autofree char *path = g_build_filename (opening->root, "photos.db", NULL);

  if (g_access (path, F_OK) == 0)
    return TRUE;
  g_set_error (error, PS_LIBRARY_ERROR, PS_LIBRARY_ERROR_NO_CATALOG,
               /* Translators: a file's path. */
               _("The catalogue “%s” is missing. The photos are untouched. “proofsheetctl rebuild” makes it anew from its daily copy, the manifest and the files; nothing is fetched again."), path);
  return FALSE;
}

/* Only matters where an earlier creation was cut off: a new folder has the account's name from the start. */
static gboolean
check_cloud (Opening  *opening,
             GError  **error)
{
  const char *cloud_name = ps_account_get_cloud_name (opening->account);

  if (g_str_equal (ps_vault_get_cloud_name (opening->vault), cloud_name))
    return TRUE;
  g_set_error (error, PS_LIBRARY_ERROR, PS_LIBRARY_ERROR_OTHER_ACCOUNT,
               /* Translators: two names of Cloudinary clouds. */
               _("This library holds the photos of “%s”, but the key is for “%s”. Nothing was changed."),
               ps_vault_get_cloud_name (opening->vault), cloud_name);
  return FALSE;
}

static gboolean
is_empty_or_missing (const char *root,
                     const char *name)
{
  g_autofree char *path = g_build_filename (root, name, NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  GStatBuf info;

  if (dir != NULL)
    return g_dir_read_name (dir) == NULL;
  return g_lstat (path, &info) != 0 || (S_ISREG (info.st_mode) && info.st_size == 0);
}

/* C10: the marker was written, the catalogue not: there is nothing yet that a new catalogue could hide. */
static gboolean
was_cut_off (const char *root)
{
  g_autofree char *marker = g_build_filename (root, ".proofsheet", "library.json", NULL);

  return g_access (marker, F_OK) == 0 && is_empty_or_missing (root, "photos.db")
         && is_empty_or_missing (root, ".proofsheet/manifest.jsonl") && is_empty_or_missing (root, ".proofsheet/snapshots");
}

static void
vault_opened_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  gboolean is_new = opening->account != NULL;
  GError *error = NULL;

  opening->vault = ps_vault_open_finish (result, &error);
  if (opening->vault == NULL)
    g_task_return_error (task, error);
  else if (is_new && !check_cloud (opening, &error))
    {
      g_object_set_data_full (G_OBJECT (task), "ps-error", error, (GDestroyNotify) g_error_free);
      ps_vault_close_async (opening->vault, vault_closed_cb, g_steal_pointer (&task));
    }
  else if (!is_new && !check_catalog_is_there (opening, &error))
    {
      g_object_set_data_full (G_OBJECT (task), "ps-error", error, (GDestroyNotify) g_error_free);
      ps_vault_close_async (opening->vault, vault_closed_cb, g_steal_pointer (&task));
    }
  else
    open_catalog (g_steal_pointer (&task), is_new);
}

static void
vault_created_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  if (!ps_vault_create_finish (result, &error))
    g_task_return_error (task, error);
  else
    ps_vault_open_async (opening->root, 0, NULL, vault_opened_cb, g_steal_pointer (&task));
}

static GTask *
new_opening (const char          *root,
             PsLibraryFlags       flags,
             PsAccount           *account,
             gpointer             source_tag,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->root = g_canonicalize_filename (root, NULL);
  opening->flags = flags;
  opening->account = account != NULL ? ps_account_ref (account) : NULL;
  g_task_set_source_tag (task, source_tag);
  g_task_set_check_cancellable (task, FALSE); /* what is open is handed over, so that somebody closes it */
  g_task_set_task_data (task, opening, free_opening);
  return task;
}

/**
 * ps_library_create_async:
 * @root: a folder that is to become a library: empty, or not there yet
 * @account: whose photos it will hold; that it works is for the caller to check
 * @cancellable: (nullable): heeded before it begins; what is open is handed over
 * @callback: called once
 * @user_data: for @callback
 */
void
ps_library_create_async (const char          *root,
                         PsAccount           *account,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = new_opening (root, 0, account, ps_library_create_async, cancellable, callback, user_data);
  Opening *opening = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }

  if (was_cut_off (opening->root))
    ps_vault_open_async (opening->root, 0, NULL, vault_opened_cb, task);
  else
    ps_vault_create_async (opening->root, ps_account_get_cloud_name (account), NULL, vault_created_cb, task);
}

/**
 * ps_library_create_finish:
 * @result: what the callback got
 * @error: set with %PS_VAULT_ERROR or %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): the new library, open for writing, with its account set
 */
PsLibrary *
ps_library_create_finish (GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ps_library_open_async:
 * @root: a library's folder
 * @flags: whether it is only to be read
 * @cancellable: (nullable): heeded before it begins; what is open is handed over
 * @callback: called once
 * @user_data: for @callback
 */
void
ps_library_open_async (const char          *root,
                       PsLibraryFlags       flags,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = new_opening (root, flags, NULL, ps_library_open_async, cancellable, callback, user_data);
  Opening *opening = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }

  ps_vault_open_async (opening->root, flags & PS_LIBRARY_READ_ONLY ? PS_VAULT_READ_ONLY : 0, NULL, vault_opened_cb, task);
}

/**
 * ps_library_open_finish:
 * @result: what the callback got
 * @error: set with %PS_VAULT_ERROR, %PS_CATALOG_ERROR or %PS_LIBRARY_ERROR
 *
 * Returns: (transfer full) (nullable): the library; end it with ps_library_close_async()
 */
PsLibrary *
ps_library_open_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
kept_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PsKept *kept = g_task_get_task_data (task);
  GError *error = NULL;
  PsCatalog *catalog = ps_catalog_init_database_finish (result, &error);
  PsLibrary *self;

  if (catalog == NULL)
    {
      ps_kept_free (kept);
      g_task_return_error (task, error);
      return;
    }
  self = g_object_new (PS_TYPE_LIBRARY, NULL);
  self->catalog = catalog;
  self->vault = ps_vault_new_away (kept->root, kept->library_id, kept->cloud_name);
  self->flags = PS_LIBRARY_READ_ONLY;
  self->kept = kept;
  g_task_return_pointer (task, self, g_object_unref);
}

/**
 * ps_library_open_kept_async:
 * @root: where the folder of a library was whose drive is away
 * @callback: called once; finish with ps_library_open_finish()
 * @user_data: for @callback
 *
 * Opens the catalogue that is kept on this computer, for reading alone. Fails
 * with %PS_LIBRARY_ERROR_NO_CATALOG where none is kept.
 */
void
ps_library_open_kept_async (const char          *root,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  PsKept *kept = ps_kept_find (root);

  g_task_set_source_tag (task, ps_library_open_kept_async);
  if (kept == NULL)
    {
      g_task_return_new_error (task, PS_LIBRARY_ERROR, PS_LIBRARY_ERROR_NO_CATALOG,
                               _("No catalogue of this library is kept on this computer yet."));
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, kept, NULL); /* handed on to the library */
  ps_catalog_init_database_async (kept->path, PS_CATALOG_READ_ONLY, NULL, kept_opened_cb, task);
}

/* The first error of closing is told; everything is closed all the same. Takes @error. */
static void
remember_error (PsLibrary *self,
                GError    *error)
{
  if (self->close_error == NULL)
    self->close_error = error;
  else
    g_clear_error (&error);
}

static void
catalog_closed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PsLibrary *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ps_catalog_close_finish (self->catalog, result, &error))
    remember_error (self, error);
  if (self->close_error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->close_error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
vault_ended_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  PsLibrary *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ps_vault_close_finish (self->vault, result, &error))
    remember_error (self, error);
  ps_catalog_close_async (self->catalog, catalog_closed_cb, g_steal_pointer (&task));
}

/* The user's own disk may be full or read-only: the library is none the worse for it. */
static void
copy_kept_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  GTask *task = user_data;
  PsLibrary *self = g_task_get_source_object (task);

  ps_kept_renew_finish (result, NULL);
  ps_vault_close_async (self->vault, vault_ended_cb, task);
}

static void
snapshot_taken_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  PsLibrary *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ps_snapshots_take_finish (result, &error))
    remember_error (self, error);
  if (self->in_a_hurry)
    ps_vault_close_async (self->vault, vault_ended_cb, task);
  else
    ps_kept_renew_async (self->catalog, self->vault, self->has_changed, copy_kept_cb, task);
}

static void
take_snapshot (PsLibrary *self,
               GTask     *task)
{
  if (self->in_a_hurry)
    ps_vault_close_async (self->vault, vault_ended_cb, task);
  else
    ps_snapshots_take_async (self->catalog, self->vault, snapshot_taken_cb, task);
}

static void
manifests_written_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  GTask *task = user_data;
  PsLibrary *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ps_manifests_rewrite_finish (result, &error))
    remember_error (self, error);
  take_snapshot (self, task);
}

static void
thumbnails_closed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  GTask *task = user_data;
  PsLibrary *self = g_task_get_source_object (task);

  if (result != NULL)
    ps_thumbnail_cache_close_finish (self->thumbnails, result, NULL);
  if (self->flags & PS_LIBRARY_READ_ONLY)
    ps_vault_close_async (self->vault, vault_ended_cb, task);
  else if (!self->in_a_hurry && ps_manifest_needs_rewrite (self->vault) && ps_vault_check_marker (self->vault, NULL))
    ps_manifests_rewrite_async (self->catalog, self->vault, manifests_written_cb, task);
  else
    take_snapshot (self, task);
}

static void
looker_closed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  PsLibrary *self = g_task_get_source_object (task);

  if (result != NULL)
    ps_looker_close_finish (self->looker, result, NULL);
  if (self->thumbnails != NULL)
    ps_thumbnail_cache_close_async (self->thumbnails, thumbnails_closed_cb, task);
  else
    thumbnails_closed_cb (NULL, NULL, task);
}

static void
close_looker (PsLibrary *self,
              GTask     *task)
{
  if (self->looker != NULL)
    ps_looker_close_async (self->looker, looker_closed_cb, task);
  else
    looker_closed_cb (NULL, NULL, task);
}

static void
checkup_ended_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  GTask *task = user_data;
  PsLibrary *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!ps_checkup_end_finish (result, &error))
    remember_error (self, error);
  close_looker (self, task);
}

/* Takes @task. */
static void
begin_closing (PsLibrary *self,
               GTask     *task)
{
  if (self->checkup != NULL)
    ps_checkup_end_async (g_steal_pointer (&self->checkup), checkup_ended_cb, task);
  else
    close_looker (self, task);
}

static void
kept_after_run_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(PsLibrary) self = user_data;

  if (!ps_kept_renew_finish (result, NULL))
    self->has_changed = TRUE; /* closing tries again */
  self->is_keeping = FALSE;
  if (self->close_task != NULL)
    begin_closing (self, g_steal_pointer (&self->close_task));
}

/**
 * ps_library_keep_copy:
 * @self: a library that is not closing
 *
 * Renews the catalogue's copy on this computer, where something changed: after
 * each run, so that a drive that is lost takes no album with it. Closing waits
 * for it.
 */
void
ps_library_keep_copy (PsLibrary *self)
{
  g_return_if_fail (PS_IS_LIBRARY (self));

  if (self->is_keeping || !self->has_changed || (self->flags & PS_LIBRARY_READ_ONLY))
    return;
  self->is_keeping = TRUE;
  self->has_changed = FALSE;
  ps_kept_renew_async (self->catalog, self->vault, TRUE, kept_after_run_cb, g_object_ref (self));
}

/**
 * ps_library_close_async:
 * @self: a library without a run of it under way
 * @callback: called when everything is on disk and every thread has ended
 * @user_data: for @callback
 */
void
ps_library_close_async (PsLibrary           *self,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (PS_IS_LIBRARY (self));

  g_task_set_source_tag (task, ps_library_close_async);
  if (self->is_keeping)
    self->close_task = task;
  else
    begin_closing (self, task);
}

/**
 * ps_library_close_finish:
 * @self: a library
 * @result: what the callback got
 * @error: set with the first thing that could not be written at the end; the
 *   photos themselves were safe before
 *
 * Returns: whether all went well
 */
gboolean
ps_library_close_finish (PsLibrary     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ps_library_set_hurry:
 * @self: a library, before ps_library_close_async() or while it closes
 * @in_a_hurry: whether somebody waits for the end, as after an interrupt
 *
 * In a hurry, closing takes no daily copy of the catalogue and does not write
 * the manifests anew: both take as long as the library is large. Nothing is
 * lost by it: the manifests stay marked as out of date, and the next closing
 * that is in no hurry does both.
 */
void
ps_library_set_hurry (PsLibrary *self,
                      gboolean   in_a_hurry)
{
  g_return_if_fail (PS_IS_LIBRARY (self));

  self->in_a_hurry = in_a_hurry;
}

/**
 * ps_library_get_root:
 * @self: a library
 *
 * Returns: (transfer none): its folder
 */
const char *
ps_library_get_root (PsLibrary *self)
{
  return ps_vault_get_root (self->vault);
}

/**
 * ps_library_get_cloud_name:
 * @self: a library
 *
 * Returns: (transfer none): the cloud whose photos it holds
 */
const char *
ps_library_get_cloud_name (PsLibrary *self)
{
  return ps_vault_get_cloud_name (self->vault);
}

/**
 * ps_library_get_catalog:
 * @self: a library
 *
 * Returns: (transfer none): its catalogue
 */
PsCatalog *
ps_library_get_catalog (PsLibrary *self)
{
  return self->catalog;
}

/**
 * ps_library_get_vault:
 * @self: a library
 *
 * Returns: (transfer none): its folder's keeper
 */
PsVault *
ps_library_get_vault (PsLibrary *self)
{
  return self->vault;
}

/**
 * ps_library_get_kept:
 * @self: a library
 *
 * Returns: (transfer none) (nullable): the kept catalogue that is shown in its drive's absence; %NULL: the drive is here
 */
const PsKept *
ps_library_get_kept (PsLibrary *self)
{
  return self->kept;
}

/**
 * ps_library_get_client:
 * @self: a library
 *
 * Returns: (transfer none) (nullable): what talks to its cloud; %NULL until an account is set
 */
PsClient *
ps_library_get_client (PsLibrary *self)
{
  return self->client;
}

/**
 * ps_library_get_looker:
 * @self: a library that is not closing
 *
 * Returns: (transfer none): what looks at pictures; made when it is first wanted
 */
PsLooker *
ps_library_get_looker (PsLibrary *self)
{
  g_return_val_if_fail (PS_IS_LIBRARY (self), NULL);

  if (self->looker == NULL)
    self->looker = ps_looker_new (0);
  return self->looker;
}

/**
 * ps_library_get_thumbnails:
 * @self: a library that is not closing
 *
 * Returns: (transfer none): where the small pictures are; made when it is first wanted
 */
PsThumbnailCache *
ps_library_get_thumbnails (PsLibrary *self)
{
  g_return_val_if_fail (PS_IS_LIBRARY (self), NULL);

  if (self->thumbnails == NULL)
    self->thumbnails = ps_thumbnail_cache_new (NULL, 0);
  return self->thumbnails;
}

/**
 * ps_library_set_account:
 * @self: a library
 * @account: the key to its cloud
 * @error: set with %PS_LIBRARY_ERROR_OTHER_ACCOUNT
 *
 * Returns: whether @account is of this library's cloud
 */
gboolean
ps_library_set_account (PsLibrary  *self,
                        PsAccount  *account,
                        GError    **error)
{
  const char *cloud_name = ps_account_get_cloud_name (account);

  if (!g_str_equal (cloud_name, ps_library_get_cloud_name (self)))
    {
      g_set_error (error, PS_LIBRARY_ERROR, PS_LIBRARY_ERROR_OTHER_ACCOUNT,
                   /* Translators: two names of Cloudinary clouds. */
                   _("This library holds the photos of “%s”, but the key is for “%s”. Nothing was changed."),
                   ps_library_get_cloud_name (self), cloud_name);
      return FALSE;
    }
  if (self->client != NULL)
    ps_client_set_account (self->client, account);
  else
    self->client = ps_client_new (account);
  return TRUE;
}

/**
 * ps_library_new_backup:
 * @self: a library open for writing, with its account set
 *
 * Returns: (transfer full): a run that has not begun
 */
PsBackup *
ps_library_new_backup (PsLibrary *self)
{
  g_return_val_if_fail (PS_IS_LIBRARY (self) && self->client != NULL, NULL);

  return ps_backup_new (self->catalog, self->client, self->vault, ps_library_get_looker (self),
                        ps_library_get_thumbnails (self));
}

/**
 * ps_library_new_verify:
 * @self: a library open for writing
 *
 * Returns: (transfer full): a job that has not begun
 */
PsVerify *
ps_library_new_verify (PsLibrary *self)
{
  g_return_val_if_fail (PS_IS_LIBRARY (self), NULL);

  return ps_verify_new (self->catalog, self->vault);
}

static void
ps_library_finalize (GObject *object)
{
  PsLibrary *self = PS_LIBRARY (object);

  g_clear_object (&self->client);
  g_clear_object (&self->looker);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->vault);
  g_clear_object (&self->catalog);
  g_clear_error (&self->close_error);
  g_clear_pointer (&self->kept, ps_kept_free);
  G_OBJECT_CLASS (ps_library_parent_class)->finalize (object);
}

static void
ps_library_class_init (PsLibraryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_library_finalize;
}

static void
ps_library_init (PsLibrary *self)
{
}
