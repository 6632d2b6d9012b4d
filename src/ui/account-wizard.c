/* src/ui/account-wizard.c: from nothing to the first backup, in four pages. */
#include "ui/account-wizard.h"

struct _PsAccountWizard
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (PsAccountWizard, ps_account_wizard, ADW_TYPE_BIN)

static void
ps_account_wizard_class_init (PsAccountWizardClass *klass)
{
  g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, PS_TYPE_LIBRARY, G_TYPE_BOOLEAN);
  g_signal_new ("sample-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ps_account_wizard_init (PsAccountWizard *self)
{
}

GtkWidget *
ps_account_wizard_new (void)
{
  return g_object_new (PS_TYPE_ACCOUNT_WIZARD, NULL);
}
