/* src/library/drives.c: the drives that are plugged in now. */
#include "library/drives.h"

struct _PsDrives
{
  GObject parent_instance;

  GVolumeMonitor *monitor; /* owned */
};

G_DEFINE_FINAL_TYPE (PsDrives, ps_drives, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/**
 * ps_drive_free:
 * @self: (transfer full): a drive
 */
void
ps_drive_free (PsDrive *self)
{
  g_free (self->name);
  g_free (self->root);
  g_free (self);
}

static gboolean
is_removable (GMount *mount)
{
  g_autoptr(GDrive) drive = g_mount_get_drive (mount);

  return g_mount_can_eject (mount) || g_mount_can_unmount (mount)
         || (drive != NULL && (g_drive_is_removable (drive) || g_drive_can_eject (drive)));
}

/**
 * ps_drives_list:
 * @self: the drives
 *
 * Returns: (transfer full) (element-type PsDrive): those with a folder of their own
 */
GPtrArray *
ps_drives_list (PsDrives *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_drive_free);
  GList *mounts = g_volume_monitor_get_mounts (self->monitor);

  for (GList *each = mounts; each != NULL; each = each->next)
    {
      g_autoptr(GFile) root = g_mount_get_root (each->data);
      g_autofree char *path = g_file_get_path (root);
      PsDrive *drive;

      if (path == NULL || g_mount_is_shadowed (each->data))
        continue;
      drive = g_new (PsDrive, 1);
      *drive = (PsDrive) { g_mount_get_name (each->data), g_steal_pointer (&path), is_removable (each->data) };
      g_ptr_array_add (list, drive);
    }
  g_list_free_full (mounts, g_object_unref);
  return list;
}

static void
mounts_changed_cb (PsDrives *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ps_drives_finalize (GObject *object)
{
  PsDrives *self = PS_DRIVES (object);

  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (ps_drives_parent_class)->finalize (object);
}

static void
ps_drives_class_init (PsDrivesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_drives_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ps_drives_init (PsDrives *self)
{
  static const char *const happenings[] = { "mount-added", "mount-removed", "mount-changed" };

  self->monitor = g_volume_monitor_get ();
  for (guint i = 0; i < G_N_ELEMENTS (happenings); i++)
    g_signal_connect_object (self->monitor, happenings[i], G_CALLBACK (mounts_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ps_drives_new:
 *
 * Returns: (transfer full): the drives, watched
 */
PsDrives *
ps_drives_new (void)
{
  return g_object_new (PS_TYPE_DRIVES, NULL);
}
