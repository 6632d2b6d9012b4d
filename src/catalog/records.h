/* src/catalog/records.h: the values that go into the catalogue and come out of it. */
#pragma once

#include "base/asset.h"
#include "base/facts.h"
#include "base/imprint.h"
#include "base/state.h"

G_BEGIN_DECLS

/* What one run did or is doing: a row of backup_sessions. */
typedef struct
{
  gint64 id;
  char *session_type;          /* "scan", "download", "verify" */
  char *cloudinary_cloud_name;
  char *started_at;            /* ISO 8601 UTC */
  char *completed_at;          /* nullable: still running, or cut off */
  gint64 total_photos, successful_photos, failed_photos, total_bytes;
  char *notes;                 /* nullable; plain words */
} PsSession;

void ps_session_free (PsSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsSession, ps_session_free)

/* The row of the view download_statistics. */
typedef struct
{
  gint64 total_photos, downloaded_photos, failed_photos, total_bytes, downloaded_bytes;
  double download_percentage;
} PsDownloadStatistics;

/* Where the rate limit stands, as the last reply's headers said. */
typedef struct
{
  gint64 limit;     /* calls an hour; −1: never seen */
  gint64 remaining; /* −1: never seen */
  gint64 reset_us;  /* microseconds since 1970; 0: never seen */
} PsRateLimit;

/* Where the account's plan stands, as /usage said and as counted since. */
typedef struct
{
  char *name;                  /* nullable */
  gint64 limit_bytes;          /* −1: the plan shows no limit */
  gint64 used_bytes;           /* as of figures_at; −1: not known */
  char *figures_at;            /* the day the cloud made its figures, ISO 8601; nullable */
  gint64 fetched_since_bytes;  /* fetched by Proofsheet since figures_at (a full time; exact where it was the present, or a midnight) */
  gint64 fetched_30_days_bytes; /* fetched by Proofsheet in the last 30 days */
  gint64 n_resources;          /* originals the account reports; −1: not known */
  gint64 resumes_at_us;        /* fetching stopped at the guard and goes on then; 0: not stopped */
} PsPlan;

typedef struct
{
  gint64 n_photos[PS_N_STATES], n_bytes[PS_N_STATES];
  gint64 n_interrupted[PS_N_STATES], n_bytes_interrupted[PS_N_STATES]; /* the arriving ones, by what they are once nobody fetches */
  gint64 n_total, n_bytes_total;
  gint64 n_bytes_here;         /* bytes of files here, proven or not */
  gint64 n_files;              /* photos that should have a file: those list_to_verify would list */
  gint64 n_trying_again;       /* of the failed ones: those tried again without help */
  gint64 n_asked_for;          /* of the waiting ones: those a person asked for */
  char *cloud_name;            /* nullable */
  char *last_scan, *last_complete_scan, *last_download, *last_verify; /* completed_at; nullable */
  gboolean scan_is_open;       /* an unfinished generation waits to go on */
  gint64 n_held_back;          /* photos a scan would have marked gone, waiting for a person; 0: none */
  PsRateLimit rate_limit;
  PsPlan plan;
} PsStatus;

void ps_status_free (PsStatus *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsStatus, ps_status_free)

/* One of the chains of pages that make up a scan. */
typedef enum
{
  PS_CHAIN_IMAGE,
  PS_CHAIN_VIDEO,
  PS_CHAIN_RAW,
  PS_CHAIN_SEARCH,
  PS_N_CHAINS
} PsChain;

/* A scan under way: one generation, resumed until every chain ended. */
typedef struct
{
  gint64 generation;
  char *started_at;
  char *cursor[PS_N_CHAINS];      /* nullable: from the start, or done */
  gboolean is_done[PS_N_CHAINS];
  gboolean search_is_off;         /* the cloud refused searching: sizes only */
  gint64 n_found[PS_N_CHAINS];
} PsScanState;

void ps_scan_state_free (PsScanState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsScanState, ps_scan_state_free)

/* What pages or a whole scan changed. */
typedef struct
{
  gint64 n_seen, n_added, n_changed, n_replaced, n_renamed, n_retagged, n_gone, n_returned, n_incomplete;
  gint64 n_held_back; /* would be gone, but too many: nothing was applied */
} PsScanCounts;

/* A place a file may get: candidates are tried in order until one is free. */
typedef struct
{
  char *path; /* relative to the library, with / */
  char *key;  /* casefolded NFC of path: what must be unique */
} PsPlace;

void ps_place_free (PsPlace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsPlace, ps_place_free)

/* A photo to be fetched. */
typedef struct
{
  gint64 photo_id;
  PsAsset *asset;      /* owned; tags, context and metadata are not loaded */
  char *local_path;    /* nullable: an older version, or a damaged file, lies there */
  gboolean asked_for;  /* a person asked: before everything else */
  gint64 attempts;     /* failed attempts since the last success */
  int first_rung;      /* the rung of the ladder to begin with */
  gboolean repair;     /* fetched again because the file here is damaged or missing */
} PsWanted;

void ps_wanted_free (PsWanted *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsWanted, ps_wanted_free)

/* How one attempt to fetch a photo ended. */
typedef struct
{
  gint64 photo_id;
  gint64 session_id;
  gboolean landed;

  /* Landed. */
  char *local_path;      /* relative to the library */
  gint64 n_bytes;
  char *md5, *sha256;    /* lower-case hex */
  gint64 mtime_us;       /* of the file, to tell a person's change from decay */
  gint64 version;        /* of the asset that was fetched */
  char *etag;            /* nullable: of the asset that was fetched */
  gboolean altered;      /* by every way the cloud sends these bytes instead of those it lists */
  char *kept_version;    /* nullable: where the earlier version was put */
  gboolean adopted;      /* nothing was fetched: the file was found complete */

  /* Failed. */
  char *cause;           /* a short word, see backup/retry.h */
  char *message;         /* plain words, safe to show */
  int http_status;       /* 0: none */
  int rung;              /* where the attempt ended */
  gint64 next_at_us;     /* tried again by itself then; 0: needs a person */
} PsDownloadOutcome;

void ps_download_outcome_free (PsDownloadOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsDownloadOutcome, ps_download_outcome_free)

/* A file that is here, to be looked at, verified, moved or adopted. */
typedef struct
{
  gint64 photo_id;
  char *local_path;        /* relative to the library */
  char *wanted_path;       /* nullable: reserved place it should move to */
  gint64 n_bytes;          /* as landed */
  char *md5, *sha256;      /* as landed */
  gint64 mtime_us;         /* as landed */
  char *resource_type, *format;
  PsAsset *asset;          /* nullable, owned; where names are to be made of it */
} PsFile;

void ps_file_free (PsFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsFile, ps_file_free)

/* What reading a file again showed. */
typedef enum
{
  PS_READING_SOUND,
  PS_READING_DAMAGED,    /* other bytes, though the file time is the same */
  PS_READING_CHANGED,    /* other bytes, and a newer file time: somebody saved it */
  PS_READING_MISSING,
  PS_READING_UNREADABLE, /* an I/O error or a permission: nothing is known */
} PsReading;

typedef struct
{
  gint64 photo_id;
  PsReading reading;
  gint64 n_bytes;
  char *md5, *sha256;  /* nullable */
  char *message;       /* nullable: what the system said of an unreadable file */
} PsVerification;

void ps_verification_free (PsVerification *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsVerification, ps_verification_free)

/* A line of a manifest, for a catalogue that is made anew: a file that landed once, and whose it is. */
typedef struct
{
  PsAsset *asset;        /* owned: as far as a manifest tells */
  char *path;            /* relative */
  gint64 n_bytes;
  char *md5, *sha256;

  /* What the catalogue makes of it. */
  gint64 photo_id;       /* 0: the line is passed over */
  gboolean is_known;     /* this very file, or a newer one, is in the catalogue already */
  gboolean is_new;       /* the catalogue did not know the photo */
  gboolean is_free;      /* the photo has no file, and the place is nobody's */
} PsRestored;

void ps_restored_free (PsRestored *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsRestored, ps_restored_free)

/* A photo that wants the file of which the content was asked for. */
typedef struct
{
  gint64 photo_id; /* 0: none does */
  gint64 version;
  char *etag;      /* owned, nullable */
} PsHomeless;

void ps_homeless_free (PsHomeless *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsHomeless, ps_homeless_free)

/* What the helper saw in a file. */
typedef struct
{
  gint64 photo_id;
  PsFacts *facts;        /* nullable: nothing could be read */
  guint64 fingerprint;
  PsImprint imprint;     /* where there is a fingerprint */
  gboolean has_fingerprint;
  gboolean has_thumbnail;
  gboolean is_unread;    /* the file could not be opened: what was seen earlier stays */
  char *problem;         /* nullable: why there is no thumbnail, in plain words */
  char *md5;             /* of the bytes that were looked at */
} PsInspection;

void ps_inspection_free (PsInspection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsInspection, ps_inspection_free)

/* A file that is not as it landed, or could not be read. */
typedef struct
{
  gint64 photo_id;
  char *public_id, *local_path;
  PsReading reading;   /* never %PS_READING_SOUND */
  char *message;       /* nullable: what the system said */
  char *verified_at;   /* nullable */
  gboolean is_gone;    /* no longer in the cloud: it cannot be fetched again */
} PsBroken;

void ps_broken_free (PsBroken *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsBroken, ps_broken_free)

/* A failed photo, with why and what comes next. */
typedef struct
{
  gint64 photo_id;
  char *public_id, *resource_type, *resource_kind;
  char *cause, *message;
  gint64 attempts;
  char *last_attempt;
  gint64 next_at_us; /* 0: needs a person */
} PsFailure;

void ps_failure_free (PsFailure *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsFailure, ps_failure_free)

G_END_DECLS
