/* src/ui/main.c: the program proofsheet. */
#include <glib/gi18n.h>
#include <locale.h>

#include "ui/application.h"
#include "ui/stall-probe.h"

/* Made by meson from data/icons; named here, since what nobody names is left out of a static library. */
GResource *ps_icons_get_resource (void);
GResource *ps_ui_get_resource    (void);

/* A build folder works without installing: its settings' schema lies beside it. */
static void
find_settings (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *data = folder != NULL ? g_canonicalize_filename ("../../data", folder) : NULL;
  g_autofree char *schemas = data != NULL ? g_build_filename (data, "gschemas.compiled", NULL) : NULL;

  if (schemas != NULL && g_file_test (schemas, G_FILE_TEST_EXISTS))
    g_setenv ("GSETTINGS_SCHEMA_DIR", data, FALSE);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(PsApplication) application = NULL;

  ps_stall_probe_begin ();
  g_unsetenv ("CLOUDINARY_URL"); /* a window takes the key from the keyring or from the person; no child shall see it */
  find_settings ();
  g_resources_register (ps_icons_get_resource ());
  g_resources_register (ps_ui_get_resource ());
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, PS_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = ps_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
