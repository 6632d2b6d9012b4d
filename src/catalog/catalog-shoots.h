/* src/catalog/catalog-shoots.h: shoots: found by the program, and kept by people.
 *
 * A found shoot is the program's: a later search for shoots may change it. What a
 * person accepts, names, joins, divides or makes is that person's, and is left
 * alone from then on. A photo is in one shoot at most. */
#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

#define PS_SETTING_SHOOTS_LEVEL "shoots_level" /* PS_SHOOTS_FEWEST to PS_SHOOTS_MOST; the default is 0 */
#define PS_SHOOTS_LEVEL_AS_SET G_MININT

typedef struct
{
  gint64 id;
  char *name;
  char *date;        /* a day, ISO 8601; nullable */
  char *location;    /* nullable */
  char *client;      /* nullable */
  char *description; /* nullable */
  char *created_at;
  char *origin;      /* "found", "accepted", "made" */
  gint64 begins_us, ends_us; /* 0: not known */
  gint64 n_photos, n_bytes;
  gint64 cover_id;           /* of a preview: its first photo; 0: ask for its photos */
} PsShoot;

void ps_shoot_free (PsShoot *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsShoot, ps_shoot_free)

/* What finding them came to. */
typedef struct
{
  int level;
  gint64 n_shoots; /* found ones that there are now */
  gint64 n_photos; /* in them */
  gint64 n_moved;  /* photos whose shoot changed */
} PsShootsFound;

typedef enum
{
  PS_SHOOT_ACCEPT,   /* shoot_ids */
  PS_SHOOT_DESCRIBE, /* the first of shoot_ids; name, date, location, client, description: NULL leaves, "" clears */
  PS_SHOOT_MERGE,    /* shoot_ids into the first of them */
  PS_SHOOT_SPLIT,    /* photo_ids leave the first of shoot_ids and are a shoot of their own; name may be given */
  PS_SHOOT_MAKE,     /* of photo_ids, under name */
  PS_SHOOT_ADD,      /* photo_ids come into the first of shoot_ids */
  PS_SHOOT_REMOVE,   /* photo_ids leave the first of shoot_ids */
  PS_SHOOT_DELETE,   /* shoot_ids; the photos stay */
} PsShootDeed;

typedef struct
{
  PsShootDeed deed;
  GArray *shoot_ids; /* of gint64, nullable */
  GArray *photo_ids; /* of gint64, nullable */
  const char *name, *date, *location, *client, *description; /* nullable */
} PsShootEdit;

/* Shoots as they were before an edit. */
typedef struct _PsShootsBefore PsShootsBefore;

void ps_shoots_before_free (PsShootsBefore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsShootsBefore, ps_shoots_before_free)

/* Finds shoots among the photos that no person has put into one, and writes only what changed. */
void            ps_catalog_find_shoots_async     (PsCatalog *self, int level, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean        ps_catalog_find_shoots_finish    (PsCatalog *self, GAsyncResult *result, PsShootsFound *found, GError **error);
/* The same without writing: how many there would be; and which, where they are wanted: of PsShoot without an id, under
 * the name that most of their photos have now. shoots: (out) (optional). */
void            ps_catalog_preview_shoots_async  (PsCatalog *self, int level, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
gboolean        ps_catalog_preview_shoots_finish (PsCatalog *self, GAsyncResult *result, PsShootsFound *found, GPtrArray **shoots,
                                                  GError **error);
/* Of PsShoot, the latest first. */
void            ps_catalog_read_shoots_async     (PsCatalog *self, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
GPtrArray      *ps_catalog_read_shoots_finish    (PsCatalog *self, GAsyncResult *result, GError **error);
/* Ids in the order the photos were taken. */
void            ps_catalog_read_shoot_photos_async  (PsCatalog *self, gint64 shoot_id, GCancellable *cancellable,
                                                     GAsyncReadyCallback callback, gpointer user_data);
GArray         *ps_catalog_read_shoot_photos_finish (PsCatalog *self, GAsyncResult *result, GError **error);
/* shoot_id: (out): which one was made, or is left. */
void            ps_catalog_edit_shoots_async     (PsCatalog *self, const PsShootEdit *edit, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
PsShootsBefore *ps_catalog_edit_shoots_finish    (PsCatalog *self, GAsyncResult *result, gint64 *shoot_id, GError **error);
/* Takes an edit back; gives what takes that back again. */
void            ps_catalog_restore_shoots_async  (PsCatalog *self, PsShootsBefore *before, GCancellable *cancellable,
                                                  GAsyncReadyCallback callback, gpointer user_data);
PsShootsBefore *ps_catalog_restore_shoots_finish (PsCatalog *self, GAsyncResult *result, GError **error);

G_END_DECLS
