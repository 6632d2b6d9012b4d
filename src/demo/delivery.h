/* src/demo/delivery.h: originals and renditions, by the delivery network's addresses and the download endpoint. */
#pragma once

#include "demo/cloud.h"
#include "demo/request.h"

G_BEGIN_DECLS

/* Where a request for bytes leads. Made on the main thread, read on any. */
typedef struct
{
  PsReply *refusal;        /* owned, nullable: it leads nowhere */
  PsAsset *asset;          /* owned, nullable */
  gint64 number;           /* −1: none */
  PsStudioSource *source;  /* owned, nullable */
  char *target;            /* owned: what faults know it by */
  gboolean is_download;    /* the API's endpoint: errors are JSON */
  gboolean is_rendition;   /* other bytes than the original's */
  guint width;             /* of the rendition, 0: as it comes */
  char *attachment;        /* owned, nullable: a file name for Content-Disposition */
} PsDelivery;

PsDelivery *ps_delivery_find          (PsCloud      *cloud,
                                       PsRequest    *request);
PsDelivery *ps_delivery_find_download (PsCloud      *cloud,
                                       PsRequest    *request,
                                       const char   *resource_type,
                                       gboolean      by_basic);
void        ps_delivery_free          (PsDelivery   *self);
GBytes     *ps_delivery_read          (PsDelivery   *self,
                                       GError      **error);
PsReply    *ps_delivery_answer        (PsDelivery   *self,
                                       PsRequest    *request,
                                       GBytes       *bytes,
                                       const char   *verb);
char       *ps_delivery_dup_address   (PsDelivery   *self,
                                       PsCloud      *cloud);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsDelivery, ps_delivery_free)

G_END_DECLS
