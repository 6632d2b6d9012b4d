/* src/ui/duplicate-fields.h: what two photos have in common and what not, a field at a time. Main thread. */
#pragma once

#include "catalog/photo-facts.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name; /* translated */
  char *values[2];  /* owned; "": not known, or none; safe to show */
  gboolean differs;
} PsDuplicateField;

/* Of PsDuplicateField, always the same ones. Photos are nullable: not read yet. */
GPtrArray *ps_duplicate_fields_new (const PsPhotoFacts *one,
                                    const PsPhotoFacts *other);

G_END_DECLS
