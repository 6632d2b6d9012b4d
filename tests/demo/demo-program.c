/* tests/demo/demo-program.c: the demo cloud as a program, for tests in other languages: its arguments are faults. */
#include <locale.h>
#include <stdlib.h>

#include "demo/run.h"

int
main (int    argc,
      char **argv)
{
  const char *photos = g_getenv ("DEMO_PHOTOS"), *parent = g_getenv ("DEMO_UNTIL_PARENT_DIES");
  const PsDemoOptions options = {
    .gallery.n_photos = photos != NULL ? (guint) atoi (photos) : 60,
    .gallery.max_side = 200,
    .faults = argc > 1 ? (const char *const *) argv + 1 : NULL,
    .plan_limit_bytes = -1,
    .log_path = g_getenv ("DEMO_LOG"),
    .until_parent_dies = parent != NULL,
  };

  setlocale (LC_ALL, "");
  return ps_demo_run (&options);
}
