/* src/catalog/browse-records.h: what a window reads from the catalogue. Text from outside is never markup. */
#pragma once

#include <glib-object.h>

#include "catalog/photo-row.h"

G_BEGIN_DECLS

/* A year, and where it begins in a list by time. */
typedef struct
{
  int year;
  guint position;
} PsYearMark;

/* A list of photos. */
typedef struct
{
  GArray *ids;    /* of gint64, in the list's order */
  GArray *years;  /* of PsYearMark, in the list's order; empty where it is not by time */
  gint64 n_bytes; /* of all of them, as the cloud lists them */
} PsPhotoIds;

void ps_photo_ids_free (PsPhotoIds *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsPhotoIds, ps_photo_ids_free)

/* A collection, as the sidebar shows it. */
typedef struct
{
  gint64 id;
  char *name;
  char *description; /* nullable */
  char *created_at;
  gint64 n_photos;
  gint64 used_at_us; /* opened or added to last; 0: never */
  char *query;       /* a search that was saved; nullable: it has photos of its own */
} PsCollectionInfo;

void ps_collection_info_free (PsCollectionInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsCollectionInfo, ps_collection_info_free)

/* Exactly what was taken out of a collection, to be put back as it was; with a name: the collection itself went too. */
typedef struct
{
  gint64 collection_id;
  char *name;           /* nullable: the collection is still there */
  char *description;    /* nullable */
  char *created_at;     /* nullable */
  char *query;          /* nullable */
  gint64 used_at_us;    /* 0: never */
  GArray *photo_ids;    /* of gint64 */
  GPtrArray *added_at;  /* of utf8, one for each photo */
} PsCollectionRemains;

void ps_collection_remains_free (PsCollectionRemains *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsCollectionRemains, ps_collection_remains_free)

typedef struct
{
  gint64 id;
  char *name;
  char *date;      /* ISO 8601, a day; nullable */
  gint64 n_photos;
} PsShootInfo;

void ps_shoot_info_free (PsShootInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsShootInfo, ps_shoot_info_free)

typedef struct
{
  char *path;      /* with "/" between its parts; never empty */
  gint64 n_photos; /* with all below */
  gint64 n_bytes;
} PsFolderInfo;

void ps_folder_info_free (PsFolderInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsFolderInfo, ps_folder_info_free)

typedef struct
{
  char *name;
  gint64 n_photos; /* each once */
  gint64 n_cloud;  /* that have it in the cloud */
  gint64 n_local;  /* that have it here alone or too */
  gint64 n_below;  /* that have it or one below it, each once */
} PsTagInfo;

void ps_tag_info_free (PsTagInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsTagInfo, ps_tag_info_free)

/* The sidebar's numbers. here + to come + needs you + left out are all. */
typedef struct
{
  gint64 n_all, n_here, n_to_come, n_needs_you, n_only_here, n_left_out;
  gint64 n_waiting;            /* as to come */
  gint64 n_without_collection;
  gint64 n_bytes, n_bytes_here;
} PsSidebarNumbers;

/* A group of trouble: a kind, a cause, and whether a person is needed. */
typedef struct
{
  char *kind;              /* "damaged", "changed", "missing", "failed" */
  char *cause;             /* of the failed: as the catalogue has it; else empty */
  gboolean needs_you;      /* else it is tried again, or repaired, without a person */
  gint64 n_photos;
  GArray *first_ids;       /* of gint64, at most five */
  GPtrArray *first_names;  /* of utf8, likewise */
  GPtrArray *days;         /* of utf8, "2026-05-14": when the first of them was tried, the latest first */
  char *message;           /* nullable: what the last one said */
  char *first_failed_at;   /* ISO 8601 UTC; nullable */
  char *last_failed_at;    /* likewise */
  gint64 next_retry_us;    /* the next of them is tried then; 0: none is */
} PsTroubleGroup;

void ps_trouble_group_free (PsTroubleGroup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsTroubleGroup, ps_trouble_group_free)

/* All that is wrong. */
typedef struct
{
  GPtrArray *groups;      /* of PsTroubleGroup: those that need a person first, then by how many */
  gint64 n_needs_you;     /* photos */
  gint64 n_trying_again;  /* photos in trouble that need nobody */
  gint64 n_lost;          /* gone from the cloud and damaged or missing here: no copy is known */
} PsTrouble;

void ps_trouble_free (PsTrouble *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsTrouble, ps_trouble_free)

/* One look through the cloud, and what it found. */
typedef struct
{
  gint64 scan;          /* for PS_PHOTOS_CHANGED_BY_SCAN */
  gint64 completed_us;
  gint64 n_there;       /* photos in the cloud then */
  gint64 n_added, n_replaced, n_renamed, n_retagged, n_gone, n_returned;
} PsPastLook;

/* What is new, for Home. */
typedef struct
{
  gint64 scan;         /* the last complete one, for PS_PHOTOS_CHANGED_BY_SCAN; 0: there was none */
  gint64 scanned_at_us;
  gint64 n_added, n_replaced, n_renamed, n_retagged, n_gone, n_returned, n_held_back;
  gint64 n_fetched;    /* photos since the moment that was asked for */
  gint64 n_bytes_fetched;
  gint64 n_remote;     /* of those left out: nobody did it, the cloud holds no original of them */
} PsNews;

G_END_DECLS
