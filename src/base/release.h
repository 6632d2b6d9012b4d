/* src/base/release.h: tasks finished on a thread are let go of on their own context. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void ps_release_task (GTask *task);

G_END_DECLS
