/* src/catalog/photo-facts.h: all that is known of one photo, for the facts pane. Text from outside is never markup. */
#pragma once

#include "base/facts.h"
#include "catalog/photo-row.h"

G_BEGIN_DECLS

/* What the camera says. Numbers that are not known are NAN, texts NULL. */
typedef struct
{
  char *make, *model, *lens, *serial;
  double focal_length_mm, focal_length_35mm, aperture, shutter_s;
  gint64 iso;                /* 0: not known */
  char *taken_at;            /* the camera's clock, ISO 8601 */
  char *taken_at_offset;     /* "+02:00"; nullable */
  double latitude, longitude, altitude_m;
  char *description, *artist, *copyright;
  gboolean is_from_cloud;    /* the file was not looked at yet */
} PsPhotoExif;

/* What people wrote into the file. Texts are nullable. */
typedef struct
{
  char *title, *caption, *creator, *rights;
  char *label;               /* a colour, as the program calls it that gave it */
  char *keywords;            /* one a line */
  char *keyword_paths;       /* one a line, "Places/Vienna" */
  int rating;                /* −1: rejected; 0 to 5; PS_NO_RATING: not rated there */
} PsPhotoCaptions;

typedef struct
{
  char *name;
  gboolean is_cloud, is_local;
} PsPhotoTag;

/* A collection or a shoot. */
typedef struct
{
  gint64 id;
  char *name;
  char *date; /* of a shoot: its day; of a collection: when the photo was added; nullable */
} PsPhotoGroup;

typedef struct
{
  char *key, *value;
} PsPhotoContext;

/* An earlier file that was kept. */
typedef struct
{
  char *path;        /* relative to the library */
  char *backup_date; /* nullable */
  char *replaced_at;
  char *checksum;    /* nullable */
  gint64 n_bytes;
  gint64 version;
} PsPhotoVersion;

/* An attempt that failed. */
typedef struct
{
  char *at;          /* ISO 8601 UTC */
  char *cause, *message;
  char *next_at;     /* nullable: needs a person */
  char *resolved_at; /* nullable: not yet */
  int http_status;   /* 0: none */
  gint64 n_tries;    /* since the last success, this one included */
} PsPhotoAttempt;

/* What a scan found. */
typedef struct
{
  char *what;           /* "added", "replaced", "renamed", "retagged", "gone", "returned" */
  char *at;             /* ISO 8601 UTC; nullable: that scan is not complete */
  char *before, *after; /* JSON; nullable */
} PsPhotoEvent;

/* Nullable texts unless said otherwise. Times are ISO 8601 UTC. */
typedef struct
{
  PsPhotoRow *row;                   /* never NULL */

  /* As the cloud has it. */
  char *asset_id, *resource_kind, *created_at, *uploaded_at, *secure_url, *etag, *etag_sent, *asset_folder, *display_name,
       *access_mode, *access_control, *status, *problem, *original_filename;
  char *metadata;                    /* structured metadata, a JSON object */
  gint64 version, n_bytes;           /* n_bytes −1: not told */
  int width, height, n_pages;        /* as stored, not turned */
  char *gone_at, *gone_after;        /* no longer listed; the last look that did list it */
  char *returned_at, *added_at;

  /* Its proof. */
  char *checksum, *sha256;           /* of the file as it landed */
  char *backup_date;
  char *verified_at, *verify_result, *verify_message;
  char *listed_checksum, *read_checksum; /* as compared last */
  char *proof_date;
  gint64 n_bytes_here;               /* 0: no file */
  gboolean checksum_verified, size_matches, is_altered, needs_you;
  char *inspect_problem;             /* why there is no thumbnail */

  int orientation;                   /* EXIF 1 to 8; 0: not known */
  char *failed_at;
  gint64 n_attempts;                 /* since the last success */
  gint64 clock_shift_us;             /* what a person added to when it counts as taken */

  PsPhotoExif *exif;                 /* nullable */
  PsPhotoCaptions *captions;         /* nullable */
  GPtrArray *tags;                   /* of PsPhotoTag */
  GPtrArray *context;                /* of PsPhotoContext */
  GPtrArray *collections, *shoots;   /* of PsPhotoGroup */
  GPtrArray *versions;               /* of PsPhotoVersion, the latest first */
  GPtrArray *attempts;               /* of PsPhotoAttempt, likewise, at most 100 */
  GPtrArray *events;                 /* of PsPhotoEvent, likewise, at most 100 */
  char *listing, *search, *details;  /* JSON as it was sent */
} PsPhotoFacts;

void ps_photo_facts_free (PsPhotoFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsPhotoFacts, ps_photo_facts_free)

G_END_DECLS
