/* src/ui/shoot-dialog.h: asks what a shoot is called, who it was for and where. Main thread. */
#pragma once

#include "catalog/catalog-shoots.h"
#include "ui/window.h"

G_BEGIN_DECLS

void ps_shoot_dialog_describe (PsWindow      *window,
                               const PsShoot *shoot);
void ps_shoot_dialog_make     (PsWindow      *window,
                               GArray        *ids);

G_END_DECLS
