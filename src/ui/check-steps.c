/* src/ui/check-steps.c: what a key must be able to do, a row each, as it is tried. */
#include "ui/check-steps.h"

#include <glib/gi18n.h>

#include "base/text.h"

struct _PsCheckSteps
{
  AdwBin parent_instance;

  /* Owned */
  PsAccountCheck *check; /* nullable */
  GSignalGroup *signals;

  /* Of the rows, borrowed */
  GtkWidget *rows[PS_N_CHECKS];
  GtkStack *marks[PS_N_CHECKS];
};

G_DEFINE_FINAL_TYPE (PsCheckSteps, ps_check_steps, ADW_TYPE_BIN)

static const char *const titles[PS_N_CHECKS] = {
  N_("Sign in"), N_("List photos"), N_("Read checksums"), N_("Read the plan"), N_("Fetch an original and prove it")
};

static char *
words_for (PsCheck       step,
           const GError *error)
{
  if (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_FORBIDDEN))
    switch (step)
      {
      case PS_CHECK_LIST:
        return g_strdup (_("This key may not list photos. Give it the Viewer role."));
      case PS_CHECK_SEARCH:
        return g_strdup (_("This key may not search, so photos can be compared by size only. Give it the Viewer role."));
      case PS_CHECK_USAGE:
        return g_strdup (_("This key may not read what is left of your plan, so Proofsheet cannot stay inside it. Give it the Reports role."));
      case PS_CHECK_SIGN_IN:
      case PS_CHECK_ORIGINAL:
      case PS_N_CHECKS:
      default:
        break;
      }
  return ps_text_visible (error->message, 400);
}

/* What the mark says to who does not see it. */
static const char *
words_for_state (PsCheckState state)
{
  switch (state)
    {
    case PS_CHECK_UNDER_WAY:
      return _("Being tried");
    case PS_CHECK_PASSED:
      return _("Works");
    case PS_CHECK_FAILED:
      return _("Does not work");
    case PS_CHECK_NOT_NEEDED:
      return _("Nothing to try it with");
    case PS_CHECK_TO_COME:
    default:
      return _("Not tried yet");
    }
}

static void
show_step (PsCheckSteps *self,
           PsCheck      step)
{
  static const char *const marks[] = { "to-come", "under-way", "passed", "failed", "to-come" };
  PsCheckState state = self->check != NULL ? ps_account_check_get_state (self->check, step) : PS_CHECK_TO_COME;
  const GError *error = self->check != NULL ? ps_account_check_get_error (self->check, step) : NULL;
  g_autofree char *words = state == PS_CHECK_FAILED && error != NULL && step != PS_CHECK_SIGN_IN && step != PS_CHECK_LIST
                             ? words_for (step, error) : NULL;

  gtk_stack_set_visible_child_name (self->marks[step], marks[state]);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->marks[step]), words_for_state (state));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[step]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : words_for_state (state), -1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->rows[step]), words != NULL ? words : "");
}

static void
check_changed_cb (PsCheckSteps *self)
{
  for (guint i = 0; i < PS_N_CHECKS; i++)
    show_step (self, i);
}

/**
 * ps_check_steps_set_check:
 * @self: a list
 * @check: (nullable): whose steps it shows
 */
void
ps_check_steps_set_check (PsCheckSteps    *self,
                         PsAccountCheck *check)
{
  g_return_if_fail (PS_IS_CHECK_STEPS (self));

  if (g_set_object (&self->check, check))
    g_signal_group_set_target (self->signals, check);
  gtk_widget_set_visible (GTK_WIDGET (self), check != NULL);
  check_changed_cb (self);
}

static void
add_mark (GtkStack   *marks,
          const char *name,
          const char *icon,
          const char *css_class)
{
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (image, css_class);
  gtk_stack_add_named (marks, image, name);
}

static GtkStack *
new_marks (void)
{
  GtkStack *marks = GTK_STACK (gtk_stack_new ());
  GtkWidget *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  add_mark (marks, "to-come", "content-loading-symbolic", "dim-label");
  gtk_stack_add_named (marks, spinner, "under-way");
  add_mark (marks, "passed", "emblem-ok-symbolic", "success");
  add_mark (marks, "failed", "dialog-warning-symbolic", "error");
  gtk_widget_set_valign (GTK_WIDGET (marks), GTK_ALIGN_CENTER);
  return marks;
}

static void
ps_check_steps_finalize (GObject *object)
{
  PsCheckSteps *self = PS_CHECK_STEPS (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->check);
  G_OBJECT_CLASS (ps_check_steps_parent_class)->finalize (object);
}

static void
ps_check_steps_class_init (PsCheckStepsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_check_steps_finalize;
}

static void
ps_check_steps_init (PsCheckSteps *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  for (guint i = 0; i < PS_N_CHECKS; i++)
    {
      GtkWidget *row = adw_action_row_new ();

      self->rows[i] = row;
      self->marks[i] = new_marks ();
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(titles[i]));
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), GTK_WIDGET (self->marks[i]));
      gtk_widget_set_focusable (row, FALSE);
      gtk_widget_add_css_class (row, "check-step");
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  adw_bin_set_child (ADW_BIN (self), group);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->signals = g_signal_group_new (PS_TYPE_ACCOUNT_CHECK);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (check_changed_cb), self);
}
