/* src/library/drives.h: the drives that are plugged in now. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PS_TYPE_DRIVES (ps_drives_get_type ())
G_DECLARE_FINAL_TYPE (PsDrives, ps_drives, PS, DRIVES, GObject)

/* Strings are owned. */
typedef struct
{
  char *name, *root;
  gboolean is_removable; /* can be unplugged or ejected */
} PsDrive;

void       ps_drive_free  (PsDrive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsDrive, ps_drive_free)

/* Signal "changed": one was plugged in, or is gone. */
PsDrives  *ps_drives_new  (void);
GPtrArray *ps_drives_list (PsDrives *self);

G_END_DECLS
