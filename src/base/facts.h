/* src/base/facts.h: what a picture says of itself. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PS_TYPE_FACTS (ps_facts_get_type ())

#define PS_NO_RATING G_MININT

/**
 * PsFacts:
 *
 * What was read inside one original. Up to copyright it is EXIF 2.32: numbers
 * equal what `exiftool -n` prints for the groups IFD0, ExifIFD and GPS; NaN or
 * 0 says "not there". What people wrote comes from XMP, from IPTC where that
 * has none, and from EXIF where neither has. Immutable once handed on.
 */
typedef struct
{
  gboolean has_exif;          /* whether an EXIF block was found and read */
  char *camera_make;          /* nullable */
  char *camera_model;         /* nullable */
  char *camera_serial;        /* nullable */
  char *lens;                 /* nullable */
  double focal_length;        /* millimetres; NaN: not there */
  double focal_length_35mm;   /* millimetres; NaN: not there */
  double aperture;            /* f-number; NaN: not there */
  double shutter_speed;       /* exposure time in seconds; NaN: not there */
  gint64 iso;                 /* 0: not there */
  char *date_taken;           /* "2024-06-22T16:41:09", the camera's clock; nullable */
  char *date_taken_offset;    /* "+02:00", where the camera wrote one; nullable */
  gint64 taken_at_us;         /* sort key: microseconds since 1970, UTC if no offset; 0: not known */
  double gps_latitude;        /* degrees, north positive; NaN: not there */
  double gps_longitude;       /* degrees, east positive; NaN: not there */
  double gps_altitude;        /* metres; NaN: not there */
  int orientation;            /* EXIF 1–8; 1 where missing or out of range */
  gint64 width, height;       /* upright, pixels; 0: not known */
  char *description;          /* ImageDescription, cleaned; nullable */
  char *artist;               /* nullable */
  char *copyright;            /* nullable */
  char *title;                /* nullable */
  char *caption;              /* nullable */
  char *creator;              /* several are on one line, "A; B"; nullable */
  char *rights;               /* who holds them; nullable */
  char *label;                /* a colour's name, as the program calls it that gave it; nullable */
  char *keywords;             /* one a line, each once; nullable */
  char *keyword_paths;        /* one a line, from general to special, "Places/Vienna"; nullable */
  int rating;                 /* 1–5, 0: without a star, -1: rejected; PS_NO_RATING: not there */
} PsFacts;

GType    ps_facts_get_type  (void);
PsFacts *ps_facts_new       (void);
PsFacts *ps_facts_ref       (PsFacts       *self);
void     ps_facts_unref     (PsFacts       *self);
gboolean ps_facts_has_words (const PsFacts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsFacts, ps_facts_unref)

G_END_DECLS
