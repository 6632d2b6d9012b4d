/* tests/demo/gallery-test.h: a cache folder for one run, and galleries in it. */
#pragma once

#include <gio/gio.h>

#include "demo/gallery.h"

G_BEGIN_DECLS

void       gallery_test_init    (int *argc, char ***argv);
int        gallery_test_run     (void);
void       gallery_test_forget  (void);
PsGallery *gallery_test_open    (const PsGalleryOptions *options);
char      *gallery_test_hash    (PsGallery *gallery, gboolean backwards);
void       gallery_test_remove  (const char *folder);
void       gallery_test_check   (PsGallery *gallery);

G_END_DECLS
