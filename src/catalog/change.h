/* src/catalog/change.h: what one commit touched, by kind and by id. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PS_TYPE_CHANGE (ps_change_get_type ())

typedef enum
{
  PS_CHANGE_PHOTOS = 1 << 0,      /* rows changed; membership of lists may have too */
  PS_CHANGE_ADDED = 1 << 1,       /* photos came or went */
  PS_CHANGE_SESSIONS = 1 << 2,
  PS_CHANGE_COLLECTIONS = 1 << 3,
  PS_CHANGE_TAGS = 1 << 4,
  PS_CHANGE_SHOOTS = 1 << 5,
  PS_CHANGE_SETTINGS = 1 << 6,
  PS_CHANGE_DUPLICATES = 1 << 7,  /* which look alike, or which is kept in whose place */
} PsChangeKind;

/* Immutable once emitted. */
typedef struct
{
  PsChangeKind kinds;
  GArray *photo_ids; /* of gint64; %NULL: more than are worth listing */
} PsChange;

GType     ps_change_get_type (void);
PsChange *ps_change_new      (void);
PsChange *ps_change_ref      (PsChange *self);
void      ps_change_unref    (PsChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsChange, ps_change_unref)

G_END_DECLS
