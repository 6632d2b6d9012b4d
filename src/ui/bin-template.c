/* src/ui/bin-template.c: letting go of the template of a widget that derives from AdwBin. */
#include "ui/bin-template.h"

/**
 * ps_bin_template_dispose:
 * @bin: an #AdwBin that was made by a template
 * @type: the type whose template it is
 *
 * Does what gtk_widget_dispose_template() does. To be called by the dispose of a widget in place of that, as an
 * #AdwBin has a pointer of its own to the child that the template made: taken away behind its back, the child
 * is unparented once more by the dispose of #AdwBin, when it may be gone.
 */
void
ps_bin_template_dispose (gpointer bin,
                         GType    type)
{
  adw_bin_set_child (ADW_BIN (bin), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (bin), type);
}
