/* src/demo/entry.h: an asset as listings, searches and details tell it. */
#pragma once

#include "demo/cloud.h"

G_BEGIN_DECLS

typedef enum { PS_ENTRY_LIST, PS_ENTRY_SEARCH, PS_ENTRY_DETAILS } PsEntryKind;

typedef enum
{
  PS_ENTRY_ASSET_ID,
  PS_ENTRY_PUBLIC_ID,
  PS_ENTRY_ASSET_FOLDER,
  PS_ENTRY_FILENAME,
  PS_ENTRY_DISPLAY_NAME,
  PS_ENTRY_FOLDER,
  PS_ENTRY_FORMAT,
  PS_ENTRY_VERSION,
  PS_ENTRY_VERSION_ID,
  PS_ENTRY_SIGNATURE,
  PS_ENTRY_RESOURCE_TYPE,
  PS_ENTRY_TYPE,
  PS_ENTRY_CREATED_AT,
  PS_ENTRY_UPLOADED_AT,
  PS_ENTRY_BYTES,
  PS_ENTRY_BACKUP_BYTES,
  PS_ENTRY_WIDTH,
  PS_ENTRY_HEIGHT,
  PS_ENTRY_ASPECT_RATIO,
  PS_ENTRY_PIXELS,
  PS_ENTRY_DURATION,
  PS_ENTRY_PAGES,
  PS_ENTRY_URL,
  PS_ENTRY_SECURE_URL,
  PS_ENTRY_STATUS,
  PS_ENTRY_ACCESS_MODE,
  PS_ENTRY_ACCESS_CONTROL,
  PS_ENTRY_ETAG,
  PS_ENTRY_CREATED_BY,
  PS_ENTRY_UPLOADED_BY,
  PS_ENTRY_LAST_UPDATED,
  PS_ENTRY_TAGS,
  PS_ENTRY_CONTEXT,
  PS_ENTRY_METADATA,
  PS_ENTRY_IMAGE_METADATA,
  PS_ENTRY_IMAGE_ANALYSIS,
  PS_ENTRY_MODERATION,
  PS_ENTRY_ORIGINAL_FILENAME,
  PS_N_ENTRY_FIELDS
} PsEntryField;

#define PS_ENTRY_BIT(field) (G_GUINT64_CONSTANT (1) << (field))

/* How the entries of one reply are written. */
typedef struct
{
  PsCloud *cloud;      /* borrowed */
  PsEntryKind kind;
  guint64 fields;      /* PS_ENTRY_BIT()s */
  gboolean odd;        /* the fault json-odd */
  /* Which switches are on at all, asked once a page. */
  gboolean has_huge, has_missing, has_raw_fields, has_token, has_future, has_private_401;
  guint n_written;
} PsEntryStyle;

PsEntryStyle ps_entry_style          (PsCloud       *cloud,
                                      PsEntryKind    kind);
guint64      ps_entry_parse_fields   (const char *const *names);
void         ps_entry_append_open    (GString       *out,
                                      PsEntryStyle  *style,
                                      gint64         number,
                                      const PsAsset *asset);
void         ps_entry_append         (GString       *out,
                                      PsEntryStyle  *style,
                                      gint64         number,
                                      const PsAsset *asset);
void         ps_entry_append_address (GString       *out,
                                      PsCloud       *cloud,
                                      const PsAsset *asset,
                                      const char    *transformation,
                                      gboolean       is_signed);
char        *ps_entry_dup_target     (const PsAsset *asset);
char        *ps_entry_dup_version_id (const char    *asset_id,
                                      gint64         version);
const char  *ps_entry_get_folder     (PsCloud       *cloud,
                                      const PsAsset *asset,
                                      char         **owned);

G_END_DECLS
