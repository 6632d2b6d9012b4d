/* src/ui/window-drive-actions.c: what a person does with the drive of the library: eject, replace, move away from it. */
#include "ui/window-private.h"

#include "ui/lost-drive.h"
#include "ui/move-window.h"

/* To eject: lets go of everything on the drive first, so that nothing is busy. */
typedef struct
{
  PsWindow *window; /* owned */
  GMount *mount;    /* owned */
} Ejecting;

static void
free_ejecting (Ejecting *self)
{
  g_object_unref (self->window);
  g_object_unref (self->mount);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ejecting, free_ejecting)

static void
ejected_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Ejecting) self = user_data;
  g_autoptr(GError) error = NULL;

  if (g_mount_unmount_with_operation_finish (self->mount, result, &error))
    return; /* the window says so when the mount is gone */
  ps_window_report (self->window, error);
  ps_window_open_again (self->window);
}

static void
let_go_for_eject_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  Ejecting *self = user_data;
  g_autoptr(GMountOperation) operation = gtk_mount_operation_new (GTK_WINDOW (self->window));

  ps_window_let_go_finish (self->window, result, NULL);
  g_mount_unmount_with_operation (self->mount, G_MOUNT_UNMOUNT_NONE, operation, NULL, ejected_cb, self);
}

static void
mount_found_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PsWindow) window = user_data;
  GMount *mount = g_file_find_enclosing_mount_finish (G_FILE (source), result, NULL);
  Ejecting *self;

  if (mount == NULL)
    {
      ps_window_let_go_async (window, NULL, NULL); /* a mount that somebody else takes care of: nothing here keeps it busy */
      return;
    }
  self = g_new0 (Ejecting, 1);
  self->window = g_object_ref (window);
  self->mount = mount;
  ps_window_let_go_async (window, let_go_for_eject_cb, self);
}

static void
eject (GSimpleAction *action,
       GVariant      *parameter,
       gpointer       user_data)
{
  PsWindow *self = user_data;
  g_autoptr(GFile) root = self->root != NULL ? g_file_new_for_path (self->root) : NULL;

  if (root != NULL && self->library != NULL)
    g_file_find_enclosing_mount_async (root, G_PRIORITY_DEFAULT, NULL, mount_found_cb, g_object_ref (self));
}

static void
open_again (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  ps_window_open_again (user_data);
}

static void
lose_drive (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  ps_lost_drive_present (user_data, FALSE);
}

/* It is let go of first: a drive that fails is not to be worked with. What is next is asked once what is kept is shown. */
static void
replace_drive (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  PsWindow *self = user_data;

  self->is_replacing_drive = self->library != NULL;
  if (self->library != NULL)
    ps_window_let_go_async (self, NULL, NULL);
}

static void
move_library (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  PsWindow *self = user_data;

  if (self->library != NULL)
    ps_move_window_present (self);
}

static const GActionEntry entries[] = {
  { .name = "move-library", .activate = move_library },
  { .name = "replace-drive", .activate = replace_drive },
  { .name = "eject", .activate = eject },
  { .name = "open-again", .activate = open_again },
  { .name = "lost-drive", .activate = lose_drive },
};

/**
 * ps_window_add_drive_actions:
 * @self: a window
 */
void
ps_window_add_drive_actions (PsWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
