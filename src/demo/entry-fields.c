/* src/demo/entry-fields.c: which fields listings, searches and details tell. */
#include "demo/entry.h"

static const char *const field_names[PS_N_ENTRY_FIELDS] = {
  [PS_ENTRY_ASSET_ID] = "asset_id",
  [PS_ENTRY_PUBLIC_ID] = "public_id",
  [PS_ENTRY_ASSET_FOLDER] = "asset_folder",
  [PS_ENTRY_FILENAME] = "filename",
  [PS_ENTRY_DISPLAY_NAME] = "display_name",
  [PS_ENTRY_FOLDER] = "folder",
  [PS_ENTRY_FORMAT] = "format",
  [PS_ENTRY_VERSION] = "version",
  [PS_ENTRY_VERSION_ID] = "version_id",
  [PS_ENTRY_SIGNATURE] = "signature",
  [PS_ENTRY_RESOURCE_TYPE] = "resource_type",
  [PS_ENTRY_TYPE] = "type",
  [PS_ENTRY_CREATED_AT] = "created_at",
  [PS_ENTRY_UPLOADED_AT] = "uploaded_at",
  [PS_ENTRY_BYTES] = "bytes",
  [PS_ENTRY_BACKUP_BYTES] = "backup_bytes",
  [PS_ENTRY_WIDTH] = "width",
  [PS_ENTRY_HEIGHT] = "height",
  [PS_ENTRY_ASPECT_RATIO] = "aspect_ratio",
  [PS_ENTRY_PIXELS] = "pixels",
  [PS_ENTRY_DURATION] = "duration",
  [PS_ENTRY_PAGES] = "pages",
  [PS_ENTRY_URL] = "url",
  [PS_ENTRY_SECURE_URL] = "secure_url",
  [PS_ENTRY_STATUS] = "status",
  [PS_ENTRY_ACCESS_MODE] = "access_mode",
  [PS_ENTRY_ACCESS_CONTROL] = "access_control",
  [PS_ENTRY_ETAG] = "etag",
  [PS_ENTRY_CREATED_BY] = "created_by",
  [PS_ENTRY_UPLOADED_BY] = "uploaded_by",
  [PS_ENTRY_LAST_UPDATED] = "last_updated",
  [PS_ENTRY_TAGS] = "tags",
  [PS_ENTRY_CONTEXT] = "context",
  [PS_ENTRY_METADATA] = "metadata",
  [PS_ENTRY_IMAGE_METADATA] = "image_metadata",
  [PS_ENTRY_IMAGE_ANALYSIS] = "image_analysis",
  [PS_ENTRY_MODERATION] = "moderation",
  [PS_ENTRY_ORIGINAL_FILENAME] = "original_filename",
};

#define LIST_FIELDS \
  (PS_ENTRY_BIT (PS_ENTRY_ASSET_ID) | PS_ENTRY_BIT (PS_ENTRY_PUBLIC_ID) | PS_ENTRY_BIT (PS_ENTRY_ASSET_FOLDER) \
   | PS_ENTRY_BIT (PS_ENTRY_DISPLAY_NAME) | PS_ENTRY_BIT (PS_ENTRY_FOLDER) | PS_ENTRY_BIT (PS_ENTRY_FORMAT) \
   | PS_ENTRY_BIT (PS_ENTRY_VERSION) | PS_ENTRY_BIT (PS_ENTRY_RESOURCE_TYPE) | PS_ENTRY_BIT (PS_ENTRY_TYPE) \
   | PS_ENTRY_BIT (PS_ENTRY_CREATED_AT) | PS_ENTRY_BIT (PS_ENTRY_BYTES) | PS_ENTRY_BIT (PS_ENTRY_WIDTH) \
   | PS_ENTRY_BIT (PS_ENTRY_HEIGHT) | PS_ENTRY_BIT (PS_ENTRY_URL) | PS_ENTRY_BIT (PS_ENTRY_SECURE_URL) \
   | PS_ENTRY_BIT (PS_ENTRY_ACCESS_MODE) | PS_ENTRY_BIT (PS_ENTRY_LAST_UPDATED))
#define SEARCH_FIELDS \
  (LIST_FIELDS | PS_ENTRY_BIT (PS_ENTRY_FILENAME) | PS_ENTRY_BIT (PS_ENTRY_UPLOADED_AT) | PS_ENTRY_BIT (PS_ENTRY_BACKUP_BYTES) \
   | PS_ENTRY_BIT (PS_ENTRY_ASPECT_RATIO) | PS_ENTRY_BIT (PS_ENTRY_PIXELS) | PS_ENTRY_BIT (PS_ENTRY_DURATION) \
   | PS_ENTRY_BIT (PS_ENTRY_PAGES) | PS_ENTRY_BIT (PS_ENTRY_STATUS) | PS_ENTRY_BIT (PS_ENTRY_ACCESS_CONTROL) \
   | PS_ENTRY_BIT (PS_ENTRY_ETAG) | PS_ENTRY_BIT (PS_ENTRY_CREATED_BY) | PS_ENTRY_BIT (PS_ENTRY_UPLOADED_BY))
#define DETAILS_FIELDS \
  ((LIST_FIELDS & ~PS_ENTRY_BIT (PS_ENTRY_FOLDER)) | PS_ENTRY_BIT (PS_ENTRY_DURATION) | PS_ENTRY_BIT (PS_ENTRY_ACCESS_CONTROL) \
   | PS_ENTRY_BIT (PS_ENTRY_TAGS) | PS_ENTRY_BIT (PS_ENTRY_CONTEXT) | PS_ENTRY_BIT (PS_ENTRY_METADATA) \
   | PS_ENTRY_BIT (PS_ENTRY_ORIGINAL_FILENAME))

/**
 * ps_entry_style:
 * @cloud: the account
 * @kind: who tells it
 *
 * Returns: how entries are written, with the fields that come by themselves
 */
PsEntryStyle
ps_entry_style (PsCloud     *cloud,
                PsEntryKind  kind)
{
  PsEntryStyle style = { .cloud = cloud, .kind = kind };

  style.fields = kind == PS_ENTRY_LIST ? LIST_FIELDS : kind == PS_ENTRY_SEARCH ? SEARCH_FIELDS : DETAILS_FIELDS;
  style.has_huge = ps_faults_switch (cloud->faults, "huge-bytes", NULL);
  style.has_missing = ps_faults_switch (cloud->faults, "missing-fields", NULL);
  style.has_raw_fields = ps_faults_switch (cloud->faults, "json-field", NULL);
  style.has_token = ps_faults_switch (cloud->faults, "token", NULL);
  style.has_future = ps_faults_switch (cloud->faults, "future", NULL);
  style.has_private_401 = ps_faults_switch (cloud->faults, "private-401", NULL);
  return style;
}

/**
 * ps_entry_parse_fields:
 * @names: fields' names; unknown ones mean nothing
 *
 * Returns: their bits
 */
guint64
ps_entry_parse_fields (const char *const *names)
{
  guint64 fields = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      for (guint field = 0; field < PS_N_ENTRY_FIELDS; field++)
        {
          if (g_str_equal (names[i], field_names[field]))
            fields |= PS_ENTRY_BIT (field);
        }
    }
  return fields;
}
