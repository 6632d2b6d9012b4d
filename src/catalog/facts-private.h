/* src/catalog/facts-private.h: how what is known of a photo is made. */
#pragma once

#include "catalog/photo-facts.h"

G_BEGIN_DECLS

PsPhotoFacts *ps_photo_facts_new (void);

G_END_DECLS
