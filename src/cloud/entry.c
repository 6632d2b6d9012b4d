/* src/cloud/entry.c: one entry of a page becomes an asset; whatever it says wrongly is named, never believed. */
#include "cloud/entry-private.h"

#include <string.h>

#include "base/text.h"
#include "base/times.h"

#define MAX_TEXT_BYTES 4096
#define MAX_BLOCK_BYTES (256 * 1024)
#define MAX_PIXELS 1000000000
#define MAX_PAGES 100000000
#define MAX_TAGS 1000
#define MAX_PAIRS 1000

typedef struct
{
  PsAsset *asset;      /* owned */
  GString *problem;    /* owned, nullable */
  PsJson etag;         /* top level */
  PsJson other_etag;   /* inside image_analysis */
} Entry;

static void
complain (Entry      *entry,
          const char *name,
          const char *what)
{
  if (entry->problem == NULL)
    entry->problem = g_string_new (NULL);
  else if (entry->problem->len > MAX_TEXT_BYTES / 2)
    return;
  g_string_append_printf (entry->problem, "%s%s: %s", entry->problem->len > 0 ? "; " : "", name, what);
}

/* A later member of the same name replaces an earlier one. */
static void
read_text (Entry       *entry,
           const char  *name,
           PsJson       value,
           char       **text)
{
  g_clear_pointer (text, g_free);
  if (ps_json_get_kind (value) == PS_JSON_NULL)
    return;
  *text = ps_json_get_string (value, MAX_TEXT_BYTES);
  if (*text == NULL)
    complain (entry, name, "not text");
  else if (value.end - value.begin > MAX_TEXT_BYTES + 2 && strlen (*text) > MAX_TEXT_BYTES - 4)
    complain (entry, name, "too long, cut");
}

static void
read_id (Entry  *entry,
         PsJson  value)
{
  char **id = &entry->asset->asset_id;

  read_text (entry, "asset_id", value, id);
  if (*id == NULL)
    return;
  if (!ps_text_is_hex (*id, 32))
    {
      complain (entry, "asset_id", "not 32 hexadecimal digits");
      g_clear_pointer (id, g_free);
      return;
    }
  for (char *p = *id; *p != '\0'; p++)
    *p = g_ascii_tolower (*p);
}

/* A version is also taken from text of plain digits, as the list of versions tells it; a size that is text is not known (A7). */
static void
read_number (Entry      *entry,
             const char *name,
             PsJson      value,
             gint64      max,
             gint64      unknown,
             gint64     *number)
{
  g_autofree char *text = NULL;
  PsJsonKind kind = ps_json_get_kind (value);
  gboolean is_read = FALSE;

  *number = unknown;
  if (kind == PS_JSON_NULL)
    return;
  if (kind == PS_JSON_STRING && g_str_equal (name, "version"))
    {
      text = ps_json_get_string (value, 32);
      is_read = *text != '\0' && strspn (text, "0123456789") == strlen (text)
                && g_ascii_string_to_signed (text, 10, 0, max, number, NULL);
    }
  else if (kind == PS_JSON_NUMBER)
    is_read = ps_json_get_integer (value, number) && *number >= 0 && *number <= max;
  if (is_read)
    return;
  *number = unknown;
  complain (entry, name, kind == PS_JSON_NUMBER || kind == PS_JSON_STRING ? "not a whole number in range" : "not a number");
}

static void
read_duration (Entry  *entry,
               PsJson  value)
{
  double *seconds = &entry->asset->duration_s;

  *seconds = -1;
  if (ps_json_get_kind (value) == PS_JSON_NULL)
    return;
  if (ps_json_get_double (value, seconds) && *seconds >= 0 && *seconds < 1e9)
    return;
  *seconds = -1;
  complain (entry, "duration", "not a number in range");
}

static void
read_time (Entry       *entry,
           const char  *name,
           PsJson       value,
           char       **text,
           gint64      *time_us)
{
  g_autofree char *sent = NULL;

  g_clear_pointer (text, g_free);
  *time_us = 0;
  read_text (entry, name, value, &sent);
  if (sent == NULL)
    return;
  if (ps_time_from_text (sent, time_us))
    *text = ps_time_to_text (*time_us);
  else
    complain (entry, name, "not a time");
}

static void
read_block (Entry        *entry,
            const char   *name,
            PsJson        value,
            PsJsonKind    wanted,
            PsAssetField  field,
            char        **json)
{
  g_clear_pointer (json, g_free);
  entry->asset->has &= ~field;
  if (ps_json_get_kind (value) == PS_JSON_NULL)
    return;
  if (ps_json_get_kind (value) != wanted)
    complain (entry, name, "of another kind");
  else if (value.end - value.begin > MAX_BLOCK_BYTES)
    complain (entry, name, "too long, left out");
  else
    {
      *json = ps_json_compact (value);
      entry->asset->has |= field;
    }
}

static void
read_tags (Entry  *entry,
           PsJson  value)
{
  PsAsset *asset = entry->asset;
  g_autoptr(GStrvBuilder) builder = NULL;
  PsJsonIter iter;
  PsJson tag;
  guint n_tags = 0;

  g_clear_pointer (&asset->tags, g_strfreev);
  asset->has &= ~PS_ASSET_HAS_TAGS;
  if (ps_json_get_kind (value) == PS_JSON_NULL)
    return;
  if (ps_json_get_kind (value) != PS_JSON_ARRAY)
    {
      complain (entry, "tags", "not a list");
      return;
    }
  builder = g_strv_builder_new ();
  ps_json_iter_init (&iter, value);
  while (ps_json_iter_next (&iter, NULL, &tag))
    {
      g_autofree char *text = NULL;

      if (n_tags == MAX_TAGS)
        {
          complain (entry, "tags", "too many, the rest left out");
          break;
        }
      read_text (entry, "tags", tag, &text);
      if (text == NULL || *text == '\0')
        continue;
      g_strv_builder_add (builder, text);
      n_tags++;
    }
  asset->tags = g_strv_builder_end (builder);
  asset->has |= PS_ASSET_HAS_TAGS;
}

/* Values are text; numbers and the like are kept as they were written. */
static char *
read_pair_text (PsJson value)
{
  char *text = ps_json_get_string (value, MAX_TEXT_BYTES);
  g_autofree char *compact = NULL;

  if (text != NULL)
    return text;
  if (ps_json_get_kind (value) == PS_JSON_ABSENT || ps_json_get_kind (value) == PS_JSON_NULL)
    return g_strdup ("");
  compact = ps_json_compact (value);
  return ps_text_valid (compact, -1, MAX_TEXT_BYTES);
}

/* @pairs: key, value, key, value, …; @places: where each key's value is */
static void
take_pair (GPtrArray  *pairs,
           GHashTable *places,
           char       *key,
           char       *value)
{
  gpointer place;

  if (g_hash_table_lookup_extended (places, key, NULL, &place))
    {
      g_free (pairs->pdata[GPOINTER_TO_UINT (place)]);
      pairs->pdata[GPOINTER_TO_UINT (place)] = value;
      g_free (key);
      return;
    }
  g_ptr_array_add (pairs, key);
  g_hash_table_insert (places, key, GUINT_TO_POINTER (pairs->len));
  g_ptr_array_add (pairs, value);
}

/* {"custom": {k: v}} in listings and details, {k: v} in search pages, rarely [{"key": k, "value": v}]. */
static void
read_context (Entry  *entry,
              PsJson  value)
{
  PsAsset *asset = entry->asset;
  g_autoptr(GPtrArray) pairs = NULL;
  g_autoptr(GHashTable) places = NULL;
  PsJson custom = ps_json_get_member (value, "custom");
  PsJson name, element;
  PsJsonIter iter;

  g_clear_pointer (&asset->context, g_strfreev);
  asset->has &= ~PS_ASSET_HAS_CONTEXT;
  if (ps_json_get_kind (value) == PS_JSON_NULL)
    return;
  if (ps_json_get_kind (custom) == PS_JSON_OBJECT || ps_json_get_kind (custom) == PS_JSON_ARRAY)
    value = custom;
  if (ps_json_get_kind (value) != PS_JSON_OBJECT && ps_json_get_kind (value) != PS_JSON_ARRAY)
    {
      complain (entry, "context", "neither object nor list");
      return;
    }

  pairs = g_ptr_array_new_with_free_func (g_free);
  places = g_hash_table_new (g_str_hash, g_str_equal);
  ps_json_iter_init (&iter, value);
  while (ps_json_iter_next (&iter, &name, &element))
    {
      gboolean is_pair = name.begin == NULL;
      g_autofree char *key = ps_json_get_string (is_pair ? ps_json_get_member (element, "key") : name, MAX_TEXT_BYTES);

      if (pairs->len == 2 * MAX_PAIRS)
        {
          complain (entry, "context", "too many pairs, the rest left out");
          break;
        }
      if (key == NULL || *key == '\0')
        complain (entry, "context", "a pair without a key");
      else
        take_pair (pairs, places, g_steal_pointer (&key),
                   read_pair_text (is_pair ? ps_json_get_member (element, "value") : element));
    }
  g_ptr_array_add (pairs, NULL);
  g_ptr_array_set_free_func (pairs, NULL);
  asset->context = (GStrv) g_ptr_array_free (g_steal_pointer (&pairs), FALSE);
  asset->has |= PS_ASSET_HAS_CONTEXT;
}

/* The etag of an original is its MD5; whatever else was sent is kept beside it. */
static void
settle_etag (Entry *entry)
{
  PsAsset *asset = entry->asset;
  PsJson value = ps_json_get_kind (entry->etag) > PS_JSON_NULL ? entry->etag : entry->other_etag;
  g_autofree char *sent = NULL;

  if (ps_json_get_kind (value) <= PS_JSON_NULL)
    return;
  asset->has |= PS_ASSET_HAS_ETAG;
  sent = ps_json_get_string (value, MAX_TEXT_BYTES);
  if (sent == NULL)
    {
      complain (entry, "etag", "not text");
      asset->etag_sent = read_pair_text (value);
    }
  else
    {
      g_autofree char *bare = g_strdup (sent);

      g_strstrip (g_strdelimit (bare, "\"", ' '));
      if (ps_text_is_hex (bare, 32))
        asset->etag = g_ascii_strdown (bare, -1);
      else
        asset->etag_sent = g_steal_pointer (&sent);
    }
}

static void
read_texts (Entry  *entry,
            PsJson  name,
            PsJson  value)
{
  PsAsset *asset = entry->asset;
  const struct
  {
    const char *name;
    char **text;
  } texts[] = {
    { "public_id", &asset->public_id }, { "resource_type", &asset->resource_type }, { "type", &asset->resource_kind },
    { "format", &asset->format }, { "secure_url", &asset->secure_url }, { "asset_folder", &asset->asset_folder },
    { "display_name", &asset->display_name }, { "folder", &asset->folder }, { "status", &asset->status },
    { "access_mode", &asset->access_mode }, { "original_filename", &asset->original_filename },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (ps_json_is_word (name, texts[i].name))
      read_text (entry, texts[i].name, value, texts[i].text);
}

static gboolean
read_numbers (Entry  *entry,
              PsJson  name,
              PsJson  value)
{
  PsAsset *asset = entry->asset;

  if (ps_json_is_word (name, "bytes"))
    read_number (entry, "bytes", value, G_MAXINT64, -1, &asset->n_bytes);
  else if (ps_json_is_word (name, "version"))
    read_number (entry, "version", value, G_MAXINT64, 0, &asset->version);
  else if (ps_json_is_word (name, "width"))
    read_number (entry, "width", value, MAX_PIXELS, 0, &asset->width);
  else if (ps_json_is_word (name, "height"))
    read_number (entry, "height", value, MAX_PIXELS, 0, &asset->height);
  else if (ps_json_is_word (name, "pages"))
    read_number (entry, "pages", value, MAX_PAGES, 0, &asset->n_pages);
  else if (ps_json_is_word (name, "duration"))
    read_duration (entry, value);
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_blocks (Entry  *entry,
             PsJson  name,
             PsJson  value)
{
  PsAsset *asset = entry->asset;

  if (ps_json_is_word (name, "tags"))
    read_tags (entry, value);
  else if (ps_json_is_word (name, "context"))
    read_context (entry, value);
  else if (ps_json_is_word (name, "metadata"))
    read_block (entry, "metadata", value, PS_JSON_OBJECT, PS_ASSET_HAS_METADATA, &asset->metadata);
  else if (ps_json_is_word (name, "access_control"))
    read_block (entry, "access_control", value, PS_JSON_ARRAY, 0, &asset->access_control);
  else if (ps_json_is_word (name, "image_metadata") || ps_json_is_word (name, "video_metadata")
           || ps_json_is_word (name, "media_metadata"))
    read_block (entry, "image_metadata", value, PS_JSON_OBJECT, 0, &asset->image_metadata);
  else if (ps_json_is_word (name, "etag"))
    entry->etag = value;
  else if (ps_json_is_word (name, "image_analysis"))
    entry->other_etag = ps_json_get_member (value, "etag");
  else
    return FALSE;
  return TRUE;
}

static void
read_member (Entry  *entry,
             PsJson  name,
             PsJson  value)
{
  PsAsset *asset = entry->asset;
  gint64 uploaded_at_us;

  if (ps_json_is_word (name, "asset_id"))
    read_id (entry, value);
  else if (ps_json_is_word (name, "created_at"))
    read_time (entry, "created_at", value, &asset->created_at, &asset->created_at_us);
  else if (ps_json_is_word (name, "uploaded_at"))
    read_time (entry, "uploaded_at", value, &asset->uploaded_at, &uploaded_at_us);
  else if (!read_numbers (entry, name, value) && !read_blocks (entry, name, value))
    read_texts (entry, name, value);
}

/* What every entry has, and what goes on without it. Returns whether the asset can be told from others. */
static gboolean
settle (Entry      *entry,
        const char *default_resource_type)
{
  PsAsset *asset = entry->asset;

  if (asset->public_id == NULL || *asset->public_id == '\0')
    return FALSE;
  if (asset->resource_type == NULL || *asset->resource_type == '\0')
    {
      if (default_resource_type == NULL)
        return FALSE;
      complain (entry, "resource_type", "missing");
      g_free (asset->resource_type);
      asset->resource_type = g_strdup (default_resource_type);
    }
  if (asset->resource_kind == NULL || *asset->resource_kind == '\0')
    {
      complain (entry, "type", "missing");
      g_free (asset->resource_kind);
      asset->resource_kind = g_strdup ("upload");
    }
  if (asset->asset_id == NULL)
    complain (entry, "asset_id", "missing");
  if (asset->n_bytes < 0)
    complain (entry, "bytes", "missing");
  if (asset->created_at == NULL)
    complain (entry, "created_at", "missing");
  if (asset->version == 0 && ps_asset_is_original (asset))
    complain (entry, "version", "missing");
  if (asset->secure_url == NULL || *asset->secure_url == '\0')
    {
      complain (entry, "secure_url", "missing");
      g_clear_pointer (&asset->secure_url, g_free);
    }
  settle_etag (entry);
  return TRUE;
}

/**
 * ps_entry_read:
 * @value: one entry of a checked page
 * @default_resource_type: (nullable): where the entry tells none
 *
 * Returns: (transfer full) (nullable): the asset; %NULL if the entry does not tell which it is
 */
PsAsset *
ps_entry_read (PsJson      value,
               const char *default_resource_type)
{
  Entry entry = { .asset = NULL };
  PsJson name, member;
  PsJsonIter iter;

  if (ps_json_get_kind (value) != PS_JSON_OBJECT)
    return NULL;
  entry.asset = ps_asset_new ();
  ps_json_iter_init (&iter, value);
  while (ps_json_iter_next (&iter, &name, &member))
    read_member (&entry, name, member);
  if (settle (&entry, default_resource_type))
    {
      entry.asset->json = ps_json_compact (value);
      if (entry.problem != NULL)
        entry.asset->has |= PS_ASSET_INCOMPLETE;
    }
  else
    g_clear_pointer (&entry.asset, ps_asset_unref);
  if (entry.problem != NULL && entry.asset != NULL)
    entry.asset->problem = g_string_free (g_steal_pointer (&entry.problem), FALSE);
  if (entry.problem != NULL)
    g_string_free (entry.problem, TRUE);
  return entry.asset;
}
