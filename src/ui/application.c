/* src/ui/application.c: the program with its windows. */
#include "ui/application.h"

#include "ui/window.h"

struct _PsApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (PsApplication, ps_application, ADW_TYPE_APPLICATION)

static void
ps_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (ps_window_new (ADW_APPLICATION (application))));
}

static void
ps_application_class_init (PsApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->activate = ps_application_activate;
}

static void
ps_application_init (PsApplication *self)
{
}

PsApplication *
ps_application_new (void)
{
  return g_object_new (PS_TYPE_APPLICATION, "application-id", PS_APPLICATION_ID,
                       "resource-base-path", "/io/github/proofsheet/Proofsheet", NULL);
}

GSettings *
ps_application_get_settings (PsApplication *self)
{
  return NULL;
}
