/* src/demo/server.h: a Cloudinary-compatible cloud on loopback. */
#pragma once

#include "demo/gallery.h"

G_BEGIN_DECLS

#define PS_DEMO_CLOUD_NAME "demo-studio"
#define PS_DEMO_API_KEY "123456789012345"
#define PS_DEMO_API_SECRET "test-secret-AbCdEf123456"

typedef struct
{
  PsGalleryOptions gallery;
  guint port;                   /* 0: any free one */
  const char *const *faults;    /* nullable: specs, see demo/faults.h */
  gint64 plan_limit_bytes;      /* −1: room for everything */
  gint64 plan_used_bytes;
  gint64 hourly_limit;          /* API calls an hour, 0: 2000 */
  guint delivery_port;          /* 0: delivery by this server; else URLs point to this loopback port (nginx) */
  const char *log_path;         /* nullable: one JSON line a request, for tests: method, path, status, range, bytes sent, authorization yes/no */
  gboolean until_parent_dies;   /* ps_demo_run() ends when the process that started it is gone */
  gboolean at_once;             /* ps_demo_run() serves while pictures are still being drawn, in short pages; else it draws all first */
} PsDemoOptions;

#define PS_TYPE_DEMO_SERVER (ps_demo_server_get_type ())
G_DECLARE_FINAL_TYPE (PsDemoServer, ps_demo_server, PS, DEMO_SERVER, GObject)

/* Serves on 127.0.0.1 from the calling thread's main context. */
PsDemoServer *ps_demo_server_new      (const PsDemoOptions *options, GError **error);
guint         ps_demo_server_get_port (PsDemoServer *self);
/* "cloudinary://…@demo-studio?upload_prefix=http://127.0.0.1:P" */
char         *ps_demo_server_dup_url  (PsDemoServer *self);
PsGallery    *ps_demo_server_get_gallery (PsDemoServer *self);
void          ps_demo_server_set_drawing (PsDemoServer *self, gboolean is_drawing);
void          ps_demo_server_stop     (PsDemoServer *self);

G_END_DECLS
