/* src/demo/cloud.h: the account that the demo server plays: what the endpoints share. */
#pragma once

#include "demo/cursors.h"
#include "demo/faults.h"
#include "demo/quota.h"
#include "demo/server.h"
#include "demo/studio.h"

G_BEGIN_DECLS

typedef struct
{
  PsGallery *gallery;    /* owned */
  PsStudio *studio;      /* owned */
  PsFaults *faults;      /* owned */
  PsCursors *cursors;    /* owned */
  PsQuota quota;
  char *origin;          /* owned: "http://127.0.0.1:1234", of the API */
  char *delivery_origin; /* owned: where pictures' addresses point to */
  gboolean fixed;        /* folder mode */
  guint port;
  gint64 late_us;        /* monotonic: while pictures are being drawn, a page ends here with what it has; 0: nothing is being drawn */
  gboolean is_drawing;

  /* The plan, in bytes; 1 credit is 10^9. */
  gint64 plan_limit_bytes; /* −1: room for everything */
  gint64 plan_used_bytes;  /* at the start */
  gint64 delivered_bytes;  /* since the start */
  gint64 n_requests;       /* since the start */
  gint64 n_transformations;
  gint64 stored_bytes;     /* −1: not added up yet */

  /* Owned, nullable: what a hook changed. */
  char *api_secret;        /* NULL: PS_DEMO_API_SECRET */
  char *other_key;         /* a key that is good, with the same secret, but of another cloud */

  /* Answers that need all assets, kept while nothing changes: query -> GArray of numbers. */
  GHashTable *orders;      /* owned */
  guint64 orders_generation;
  GPtrArray *folders;      /* owned, nullable: sorted paths */
  guint64 folders_generation;
} PsCloud;

PsCloud *ps_cloud_new             (const PsDemoOptions *options,
                                   GError             **error);
void     ps_cloud_free            (PsCloud             *self);
void     ps_cloud_set_port        (PsCloud             *self,
                                   guint                port,
                                   guint                delivery_port);
gboolean ps_cloud_apply_switches  (PsCloud             *self,
                                   const char          *spec,
                                   GError             **error);
/* What a search sees: the time before which changes have arrived; 0: all have. */
gint64   ps_cloud_get_search_us   (PsCloud             *self);
gint64   ps_cloud_get_stored      (PsCloud             *self);
/* What a key must come with now: a hook may have changed it. */
const char *ps_cloud_get_secret   (PsCloud             *self);
/* A gallery that is still being drawn is told of in short pages rather than late. */
void     ps_cloud_begin_call      (PsCloud             *self);
gboolean ps_cloud_is_late         (PsCloud             *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsCloud, ps_cloud_free)

G_END_DECLS
