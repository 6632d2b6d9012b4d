/* src/cloud/listing.h: pure: a page of JSON becomes assets and the next cursor. Any thread. */
#pragma once

#include "base/asset.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *assets;   /* of PsAsset; entries that tell no public id are not in it */
  guint n_unreadable;  /* entries that are not in assets */
  char *next_cursor;   /* nullable: the last page */
  gint64 total_count;  /* search only, an estimate; −1: not told */
} PsListing;

void ps_listing_free (PsListing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsListing, ps_listing_free)

/* default_resource_type: of the listing that was asked, nullable for a search page. Tags, context and metadata that some
 * entries carry count as told, and empty (PS_ASSET_HAS_… without a value), for the entries that do not. */
PsListing *ps_listing_parse (const char *json, gsize length, const char *default_resource_type, GError **error);
/* The reply of a details call. */
PsAsset   *ps_listing_parse_details (const char *json, gsize length, GError **error);
/* The document "folders": the paths of the uppermost ones, sorted. */
GStrv      ps_listing_parse_top_folders (const char *json, gsize length, GError **error);

G_END_DECLS
