/* src/base/asset.h: what the cloud says of one original. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PS_TYPE_ASSET (ps_asset_get_type ())

/**
 * PsAssetField:
 *
 * What an entry of a listing or a search page was able to tell. A page that
 * does not carry a block (tags, say) must not erase what an earlier one said.
 */
typedef enum
{
  PS_ASSET_HAS_TAGS = 1 << 0,
  PS_ASSET_HAS_CONTEXT = 1 << 1,
  PS_ASSET_HAS_METADATA = 1 << 2,
  PS_ASSET_HAS_ETAG = 1 << 3,  /* the reply had a member for it, even if it was no MD5 */
  PS_ASSET_INCOMPLETE = 1 << 4 /* some member was missing or of a wrong type: see problem */
} PsAssetField;

/**
 * PsAsset:
 *
 * One original as the cloud describes it. Filled by whoever parses it and not
 * changed after it was handed on: from then on any thread may read it.
 * Strings are valid UTF-8, at most 4 KiB each but for @json, and are remote
 * text: never markup, SQL, a format or a path.
 */
typedef struct
{
  char *asset_id;          /* 32 hex digits; %NULL if not sent */
  char *resource_type;     /* "image", "video", "raw", or a word of the future */
  char *resource_kind;     /* what the API calls "type": "upload", "private", "fetch", … */
  char *public_id;         /* never %NULL nor empty */
  char *format;            /* nullable */
  gint64 version;          /* 0: not sent */
  char *created_at;        /* ISO 8601 UTC with Z; nullable */
  gint64 created_at_us;    /* microseconds since 1970; 0: not known */
  char *uploaded_at;       /* ISO 8601 UTC with Z; nullable */
  gint64 n_bytes;          /* −1: not known */
  gint64 width, height;    /* 0: not known */
  double duration_s;       /* −1: not known */
  gint64 n_pages;          /* 0: not known */
  char *etag;              /* 32 lower-case hex digits (an MD5), else %NULL */
  char *etag_sent;         /* what was sent, if it is no MD5; nullable */
  char *asset_folder;      /* dynamic mode; nullable */
  char *display_name;      /* dynamic mode; nullable */
  char *folder;            /* fixed mode; nullable */
  char *original_filename; /* details only; nullable */
  char *secure_url;        /* nullable */
  char *status;            /* "active", "deleted", "pending"; nullable */
  char *access_mode;       /* nullable */
  char *access_control;    /* JSON; nullable */
  GStrv tags;              /* nullable; see PS_ASSET_HAS_TAGS */
  GStrv context;           /* key, value, key, value, …; nullable */
  char *metadata;          /* structured metadata, a JSON object; nullable */
  char *image_metadata;    /* EXIF as the cloud read it, a JSON object; nullable */
  char *json;              /* the entry as sent, compact JSON */
  char *problem;           /* what was wrong with the entry, untranslated; nullable */
  PsAssetField has;
} PsAsset;

GType    ps_asset_get_type    (void);
PsAsset *ps_asset_new         (void);
PsAsset *ps_asset_ref         (PsAsset       *self);
void     ps_asset_unref       (PsAsset       *self);
gboolean ps_asset_is_original (const PsAsset *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsAsset, ps_asset_unref)

G_END_DECLS
