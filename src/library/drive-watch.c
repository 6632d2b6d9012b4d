/* src/library/drive-watch.c: whether the drive with one library is here, wanted by somebody, or away.
 *
 * A library is known by the id in its marker, under whatever mount path. While
 * it is here the marker is read every few seconds, which costs no disk: it lies
 * in the kernel's memory. While it is away, what is mounted is looked at, too.
 * A drive may let the system wait, so both happen on a thread of their own, one
 * at a time.
 */
#include "library/drive-watch.h"

#include "vault/site.h"

#define HERE_SECONDS 5
#define WANTED_SECONDS 1
#define AWAY_SECONDS 2

struct _PsDriveWatch
{
  GObject parent_instance;

  /* Owned */
  char *root, *library_id;
  GVolumeMonitor *monitor;

  guint source;
  gboolean is_wanted; /* and here still: the one who wants it is about to take it */
  gboolean is_here, is_looking, looks_again, is_disposed;
};

G_DEFINE_FINAL_TYPE (PsDriveWatch, ps_drive_watch, G_TYPE_OBJECT)

enum { PROP_0, PROP_MONITOR, N_PROPS };
static GParamSpec *properties[N_PROPS];

enum { WANTED, GONE, BACK, N_SIGNALS };
static guint signals[N_SIGNALS];

/* What a look needs. Owned. */
typedef struct
{
  char *library_id;
  GPtrArray *folders; /* of char*: where it may be, likeliest first */
} Look;

static void
free_look (gpointer data)
{
  Look *self = data;

  g_free (self->library_id);
  g_ptr_array_unref (self->folders);
  g_free (self);
}

/**
 * ps_drive_watch_guess:
 * @root: where the library was
 * @mount_root: where a drive is mounted now
 *
 * "/media/a/Photos/studio" and "/media/a/Photos1" give "/media/a/Photos1",
 * "/media/a/Photos1/studio", "/media/a/Photos1/Photos/studio" and so on.
 *
 * Returns: (transfer full) (element-type filename): folders
 */
GPtrArray *
ps_drive_watch_guess (const char *root,
                      const char *mount_root)
{
  GPtrArray *folders = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (folders, g_strdup (mount_root));
  for (const char *p = root + strlen (root); p > root; p--)
    if (*p == '/' && p[1] != '\0')
      g_ptr_array_add (folders, g_build_filename (mount_root, p + 1, NULL));
  return folders;
}

static void
look_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Look *self = data;

  for (guint i = 0; i < self->folders->len; i++)
    {
      g_autofree char *id = ps_site_find_library_id (g_ptr_array_index (self->folders, i));

      if (g_strcmp0 (id, self->library_id) == 0)
        {
          g_task_return_pointer (task, g_strdup (g_ptr_array_index (self->folders, i)), g_free);
          return;
        }
    }
  g_task_return_pointer (task, NULL, NULL);
}

static void
take (PsDriveWatch *self,
      const char   *found)
{
  gboolean was_here = self->is_here;

  self->is_here = found != NULL;
  if (!self->is_here)
    self->is_wanted = FALSE;
  if (was_here && !self->is_here)
    g_signal_emit (self, signals[GONE], 0);
  else if (!was_here && self->is_here)
    g_signal_emit (self, signals[BACK], 0, found);
}

static gboolean look_cb (gpointer data);

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  PsDriveWatch *self = PS_DRIVE_WATCH (source);
  g_autofree char *found = g_task_propagate_pointer (G_TASK (result), NULL);

  self->is_looking = FALSE;
  if (self->is_disposed)
    return;
  take (self, found);
  if (self->is_disposed)
    return;
  if (self->looks_again)
    ps_drive_watch_look (self);
  else if (self->source == 0)
    self->source = g_timeout_add_seconds (self->is_wanted ? WANTED_SECONDS : self->is_here ? HERE_SECONDS : AWAY_SECONDS,
                                          look_cb, self);
}

static gboolean
look_cb (gpointer data)
{
  PsDriveWatch *self = data;

  self->source = 0;
  ps_drive_watch_look (self);
  return G_SOURCE_REMOVE;
}

static void
add_mounts (PsDriveWatch *self,
            GPtrArray    *folders)
{
  GList *mounts = g_volume_monitor_get_mounts (self->monitor);

  for (GList *each = mounts; each != NULL; each = each->next)
    {
      g_autoptr(GFile) root = g_mount_get_root (each->data);
      g_autofree char *path = g_file_get_path (root);

      if (path != NULL)
        g_ptr_array_extend_and_steal (folders, ps_drive_watch_guess (self->root, path));
    }
  g_list_free_full (mounts, g_object_unref);
}

/**
 * ps_drive_watch_look:
 * @self: a watch
 *
 * Looks now: something seems to have happened.
 */
void
ps_drive_watch_look (PsDriveWatch *self)
{
  g_autoptr(GTask) task = NULL;
  Look *look;

  g_clear_handle_id (&self->source, g_source_remove);
  self->looks_again = self->is_looking;
  if (self->is_looking)
    return;
  self->is_looking = TRUE;
  look = g_new0 (Look, 1);
  look->library_id = g_strdup (self->library_id);
  look->folders = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (look->folders, g_strdup (self->root));
  if (!self->is_here)
    add_mounts (self, look->folders);
  task = g_task_new (self, NULL, looked_cb, NULL);
  g_task_set_task_data (task, look, free_look);
  g_task_run_in_thread (task, look_in_thread);
}

/**
 * ps_drive_watch_want:
 * @self: a watch
 * @mount_root: the root of a mount that is about to be unmounted
 *
 * Returns: whether the library lies on it; "wanted" was told then
 */
gboolean
ps_drive_watch_want (PsDriveWatch *self,
                     const char   *mount_root)
{
  g_autofree char *root = g_canonicalize_filename (mount_root, "/");
  gsize length = strlen (root);

  if (!g_str_has_prefix (self->root, root) || (self->root[length] != '/' && self->root[length] != '\0' && length > 1))
    return FALSE;
  self->is_wanted = TRUE;
  g_signal_emit (self, signals[WANTED], 0);
  ps_drive_watch_look (self);
  return TRUE;
}

static void
pre_unmount_cb (PsDriveWatch   *self,
                GMount         *mount)
{
  g_autoptr(GFile) root = g_mount_get_root (mount);
  g_autofree char *path = g_file_get_path (root);

  if (path != NULL)
    ps_drive_watch_want (self, path);
}

/**
 * ps_drive_watch_get_is_here:
 * @self: a watch
 *
 * Returns: whether the drive was here when it was last looked at
 */
gboolean
ps_drive_watch_get_is_here (PsDriveWatch *self)
{
  return self->is_here;
}

static void
ps_drive_watch_constructed (GObject *object)
{
  static const char *const happenings[] = { "mount-added", "mount-removed", "mount-changed" };
  PsDriveWatch *self = PS_DRIVE_WATCH (object);

  G_OBJECT_CLASS (ps_drive_watch_parent_class)->constructed (object);
  if (self->monitor == NULL)
    self->monitor = g_volume_monitor_get ();
  g_signal_connect_object (self->monitor, "mount-pre-unmount", G_CALLBACK (pre_unmount_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (happenings); i++)
    g_signal_connect_object (self->monitor, happenings[i], G_CALLBACK (ps_drive_watch_look), self, G_CONNECT_SWAPPED);
}

static void
ps_drive_watch_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  if (id == PROP_MONITOR)
    PS_DRIVE_WATCH (object)->monitor = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ps_drive_watch_dispose (GObject *object)
{
  PsDriveWatch *self = PS_DRIVE_WATCH (object);

  self->is_disposed = TRUE;
  g_clear_handle_id (&self->source, g_source_remove);
  G_OBJECT_CLASS (ps_drive_watch_parent_class)->dispose (object);
}

static void
ps_drive_watch_finalize (GObject *object)
{
  PsDriveWatch *self = PS_DRIVE_WATCH (object);

  g_clear_object (&self->monitor);
  g_free (self->root);
  g_free (self->library_id);
  G_OBJECT_CLASS (ps_drive_watch_parent_class)->finalize (object);
}

static void
ps_drive_watch_class_init (PsDriveWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = ps_drive_watch_constructed;
  object_class->set_property = ps_drive_watch_set_property;
  object_class->dispose = ps_drive_watch_dispose;
  object_class->finalize = ps_drive_watch_finalize;
  properties[PROP_MONITOR] = g_param_spec_object ("monitor", NULL, NULL, G_TYPE_VOLUME_MONITOR,
                                                  G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[WANTED] = g_signal_new ("wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[GONE] = g_signal_new ("gone", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ps_drive_watch_init (PsDriveWatch *self)
{
}

/**
 * ps_drive_watch_new:
 * @root: a library's folder, or where it was
 * @library_id: the id in its marker
 * @is_here: whether it is open, or else away
 *
 * Returns: (transfer full): a watch that has begun; dispose of it to end it
 */
PsDriveWatch *
ps_drive_watch_new (const char *root,
                    const char *library_id,
                    gboolean    is_here)
{
  PsDriveWatch *self = g_object_new (PS_TYPE_DRIVE_WATCH, NULL);

  self->root = g_canonicalize_filename (root, NULL);
  self->library_id = g_strdup (library_id);
  self->is_here = is_here;
  ps_drive_watch_look (self);
  return self;
}
