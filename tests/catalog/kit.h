/* tests/catalog/kit.h: a catalogue in a temporary folder, its verbs one after the other, and what is in its tables. */
#pragma once

#include "catalog/catalog.h"

#include <sqlite3.h>

G_BEGIN_DECLS

typedef struct
{
  char *folder, *path;
  PsCatalog *catalog;
  GAsyncResult *result;
  gint64 session_id, generation;
} Kit;

Kit          *kit_new           (void);
Kit          *kit_new_closed    (void);
void          kit_free          (Kit *self);
void          kit_open          (Kit *self, PsCatalogFlags flags);
void          kit_assert_refuses (Kit *self, PsCatalogFlags flags, PsCatalogError code);
void          kit_close         (Kit *self);
void          kit_reopen        (Kit *self);

void          kit_cb            (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *kit_await         (Kit *self);

/* What is in the tables, read by a plain connection. Text is freed by the caller; NULL reads as "NULL". */
gint64        kit_int           (Kit *self, const char *sql);
char         *kit_text          (Kit *self, const char *sql);
void          kit_run           (Kit *self, const char *sql);
int           kit_try           (Kit *self, const char *sql);
void          kit_assert_sound  (Kit *self);

/* Assets: "kind/public_id" says type and delivery type, as in "image:beach" or "video:beach". */
PsAsset      *kit_asset         (const char *public_id, const char *asset_id, const char *etag);
char         *kit_asset_id      (guint number);
char         *kit_md5           (guint number);
GPtrArray    *kit_page          (PsAsset *first, ...) G_GNUC_NULL_TERMINATED;
void          kit_seal          (PsAsset *asset);

gint64        kit_begin_session (Kit *self, const char *type);
PsScanState  *kit_begin_scan    (Kit *self);
PsScanCounts  kit_insert        (Kit *self, PsChain chain, GPtrArray *assets, const char *next_cursor);
PsScanCounts  kit_finish_scan   (Kit *self, gboolean accept_losses);
/* A whole scan of images, with the same page as listing and search. */
PsScanCounts  kit_scan          (Kit *self, GPtrArray *assets);

gint64        kit_photo         (Kit *self, const char *public_id);
char         *kit_state         (Kit *self, const char *public_id);
void          kit_assert_state  (Kit *self, const char *public_id, const char *state);
GPtrArray    *kit_wanted        (Kit *self, guint limit);
char         *kit_wanted_text   (Kit *self);
char         *kit_begin         (Kit *self, gint64 photo_id, const char *first, ...) G_GNUC_NULL_TERMINATED;
void          kit_land          (Kit *self, gint64 photo_id, const char *path, const char *md5, gint64 n_bytes);
void          kit_fail          (Kit *self, gint64 photo_id, const char *cause, gint64 next_at_us);
void          kit_verify        (Kit *self, gint64 photo_id, PsReading reading, const char *md5);
/* Begun, landed as the cloud lists it. */
void          kit_fetch         (Kit *self, const char *public_id);
PsStatus     *kit_status        (Kit *self);
char         *kit_find          (Kit *self, const char *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Kit, kit_free)

G_END_DECLS
