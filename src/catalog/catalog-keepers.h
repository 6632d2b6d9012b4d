/* src/catalog/catalog-keepers.h: what a rule would do to a shelf, doing it, and taking it back. */
#pragma once

#include "catalog/catalog-duplicates.h"

G_BEGIN_DECLS

/* One photo is kept in the place of others. */
typedef struct
{
  gint64 keeper_id;
  GArray *other_ids; /* of gint64 */
} PsKeepChoice;

/* What is done to a shelf when a rule is applied to it. Groups that are settled stay as they are; so do photos that are marked
 * already. Immutable. */
typedef struct
{
  GPtrArray *choices; /* of PsKeepChoice */
  gint64 n_groups;    /* that are open */
  gint64 n_told;      /* of these: the rule tells their photos apart; of the others the best is kept */
  gint64 n_settled;   /* groups beside these */
  gint64 n_photos;    /* that are marked by it */
  gint64 n_bytes;     /* that these take up in the cloud */
} PsKeepPlan;

PsKeepPlan *ps_keep_plan_new_one (gint64      keeper_id,
                                  GArray     *other_ids);
PsKeepPlan *ps_keep_plan_ref     (PsKeepPlan *self);
void        ps_keep_plan_unref   (PsKeepPlan *self);

/* How photos were before a change, or shall be: which is kept in whose place, and what keepers got for it. Opaque. */
typedef struct _PsKeepState PsKeepState;

PsKeepState *ps_keep_state_new_unmarked  (GArray            *photo_ids);
void         ps_keep_state_free          (PsKeepState       *self);
void         ps_keep_state_append        (PsKeepState       *self,
                                          PsKeepState       *later);
gboolean     ps_keep_state_is_empty      (const PsKeepState *self);

void         ps_catalog_plan_keepers_async   (PsCatalog *self, PsShelf shelf, PsKeepRule rule, const char *folder, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
PsKeepPlan  *ps_catalog_plan_keepers_finish  (PsCatalog *self, GAsyncResult *result, GError **error);
/* A part of a plan, in one transaction. Gives what takes it back, and how many photos are newly marked. */
void         ps_catalog_keep_async           (PsCatalog *self, PsKeepPlan *plan, guint first, guint n_choices, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
PsKeepState *ps_catalog_keep_finish          (PsCatalog *self, GAsyncResult *result, guint *n_marked, GError **error);
/* Makes it so. Gives what takes this back again. */
void         ps_catalog_put_keepers_async    (PsCatalog *self, PsKeepState *state, GCancellable *cancellable,
                                              GAsyncReadyCallback callback, gpointer user_data);
PsKeepState *ps_catalog_put_keepers_finish   (PsCatalog *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsKeepPlan, ps_keep_plan_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsKeepState, ps_keep_state_free)

G_END_DECLS
