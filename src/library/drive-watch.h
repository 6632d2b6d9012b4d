/* src/library/drive-watch.h: whether the drive with one library is here, wanted by somebody, or away. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PS_TYPE_DRIVE_WATCH (ps_drive_watch_get_type ())
G_DECLARE_FINAL_TYPE (PsDriveWatch, ps_drive_watch, PS, DRIVE_WATCH, GObject)

/* Signals: "wanted" (somebody wants to unmount it: let go at once), "gone" (its folder is no library any more), "back"
 * (const char *: the folder that is the library now). Construct only: "monitor" (GVolumeMonitor, the system's where NULL). */
PsDriveWatch *ps_drive_watch_new       (const char   *root,
                                        const char   *library_id,
                                        gboolean      is_here);
gboolean      ps_drive_watch_get_is_here (PsDriveWatch *self);
/* A mount is about to be unmounted: "wanted" where the library lies on it. */
gboolean      ps_drive_watch_want      (PsDriveWatch *self,
                                        const char   *mount_root);
/* Looks now, and every few seconds anyway. */
void          ps_drive_watch_look      (PsDriveWatch *self);
/* Folders where the library may be, were a drive of it mounted at mount_root: of char*. Pure. */
GPtrArray    *ps_drive_watch_guess     (const char   *root,
                                        const char   *mount_root);

G_END_DECLS
