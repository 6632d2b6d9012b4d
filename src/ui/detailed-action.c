/* src/ui/detailed-action.c: a button's action and its target, set in an order that GTK takes without a warning. */
#include "ui/detailed-action.h"

/**
 * ps_set_detailed_action:
 * @button: what activates it
 * @detailed_name: an action with its target, as g_action_parse_detailed_name() reads it
 *
 * gtk_actionable_set_detailed_action_name() sets the name first, and GTK 4.8
 * warns where the action, already there, wants a target.
 */
void
ps_set_detailed_action (GtkActionable *button,
                        const char    *detailed_name)
{
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  if (!g_action_parse_detailed_name (detailed_name, &name, &target, NULL))
    g_return_if_reached ();
  gtk_actionable_set_action_name (button, NULL);
  gtk_actionable_set_action_target_value (button, target);
  gtk_actionable_set_action_name (button, name);
}
