/* tests/look/metadata-files.h: a file of every kind that metadata is read from. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;        /* of the file, with the ending by which exiftool knows what to write */
  GBytes *(*make) (void);  /* without metadata for exiftool to write into, or with some where it cannot write */
  gboolean has_exif;       /* from the start */
  gboolean is_beyond;      /* what exiftool can read: it is what make_metadata_block() made */
} MetadataFile;

extern const MetadataFile metadata_files[];
extern const guint n_metadata_files;

/* Everything that is read. To be written one after the other: exiftool 12.57 cannot add both at once to a HEIF. */
extern const char *const exif_tags[];
extern const char *const xmp_tags[];

GBytes *make_metadata_block (gboolean big_endian);

G_END_DECLS
