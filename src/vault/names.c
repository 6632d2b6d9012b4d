/* src/vault/names.c: what the cloud calls a photo -> places on disk, best first.
 *
 * Total: every asset gets names, whatever it is called. Which of them is used
 * is stored with the photo and never computed again for a file that exists.
 * Suffixes come from ids, not from counters, so they do not depend on the
 * order in which photos arrive.
 */
#include "vault/names.h"

#include <string.h>

#include "base/text.h"
#include "vault/name-part.h"

#define MAX_PATH_BYTES 2000
#define MAX_DEPTH 48
#define MAX_EXTENSION 16

typedef struct
{
  GPtrArray *plain;    /* owned, of char*: folders, cleaned */
  GPtrArray *suffixed; /* owned, of char*: the same, each with a hash of what it is called in the cloud */
  char *stem;          /* owned: of the file, cleaned, not blank */
  char *extension;     /* owned: "" for none */
  char *id;            /* owned: 32 hex digits */
} Parts;

static void
parts_clear (Parts *self)
{
  g_ptr_array_unref (self->plain);
  g_ptr_array_unref (self->suffixed);
  g_free (self->stem);
  g_free (self->extension);
  g_free (self->id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

/* 32 hex digits that follow the asset: its id, or one made of what identifies it otherwise. */
static char *
make_id (const PsAsset *asset)
{
  g_autofree char *key = NULL;

  if (ps_text_is_hex (asset->asset_id, 32))
    return g_ascii_strdown (asset->asset_id, -1);
  key = g_strjoin ("\n", asset->resource_type != NULL ? asset->resource_type : "",
                   asset->resource_kind != NULL ? asset->resource_kind : "", asset->public_id, NULL);
  return ps_name_part_hash (key, 32);
}

static const char *
last_part (const char *public_id)
{
  const char *slash = strrchr (public_id, '/');

  return slash != NULL ? slash + 1 : public_id;
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
is_plain_extension (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > MAX_EXTENSION)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]))
      return FALSE;
  return TRUE;
}

static const char *
canonical_extension (const char *extension)
{
  if (g_ascii_strcasecmp (extension, "jpeg") == 0 || g_ascii_strcasecmp (extension, "jpe") == 0)
    return "jpg";
  if (g_ascii_strcasecmp (extension, "tiff") == 0)
    return "tif";
  return extension;
}

static gboolean
same_format (const char *a,
             const char *b)
{
  return g_ascii_strcasecmp (canonical_extension (a), canonical_extension (b)) == 0;
}

/* The format as a word: letters and digits, no more than an extension has. */
static char *
clean_format (const char *format)
{
  GString *out = g_string_new (NULL);

  for (const char *p = format != NULL ? format : ""; *p != '\0' && out->len < MAX_EXTENSION; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/* Splits the file's name into stem and extension. The extension says what the bytes are: for a raw file what its name says,
 * else the format that the cloud names, added where the name does not end in it already. */
static void
set_file_name (Parts         *parts,
               const PsAsset *asset,
               const char    *name,
               PsNameRules    rules)
{
  g_autofree char *clean = ps_name_part_clean (name, rules);
  g_autofree char *format = clean_format (asset->format);
  gboolean is_raw = g_strcmp0 (asset->resource_type, "raw") == 0;
  char *dot = strrchr (clean, '.');
  const char *own = dot != NULL && dot != clean && is_plain_extension (dot + 1) ? dot + 1 : "";

  if (*own != '\0' && (is_raw || *format == '\0' || same_format (own, format)))
    {
      parts->extension = g_strdup (own);
      *dot = '\0';
    }
  else
    parts->extension = is_raw ? g_strdup ("") : g_steal_pointer (&format);
  parts->stem = ps_name_part_is_blank (clean) ? g_strdup (parts->id) : g_steal_pointer (&clean);
}

static void
add_folder (Parts       *parts,
            const char  *raw,
            const char  *raw_path,
            PsNameRules  rules)
{
  g_autofree char *clean = ps_name_part_clean (raw, rules);
  g_autofree char *own_hash = ps_name_part_hash (raw, 8);
  g_autofree char *path_hash = ps_name_part_hash (raw_path, 8);
  gboolean was_cut;

  if (ps_name_part_is_blank (clean))
    {
      /* ".", "..", spaces: a name of its own, the same for all photos in it. */
      g_ptr_array_add (parts->plain, g_strconcat ("_~", own_hash, NULL));
      g_ptr_array_add (parts->suffixed, g_strconcat ("_~", path_hash, NULL));
      return;
    }
  {
    g_autofree char *plain = ps_name_part_join (clean, NULL, "", &was_cut);

    g_ptr_array_add (parts->plain, was_cut ? ps_name_part_join (clean, own_hash, "", &was_cut) : g_strdup (plain));
  }
  g_ptr_array_add (parts->suffixed, ps_name_part_join (clean, path_hash, "", &was_cut));
}

static void
set_folders (Parts       *parts,
             const char  *folder,
             PsNameRules  rules)
{
  g_auto(GStrv) raws = g_strsplit (folder, "/", -1);
  g_autoptr(GString) path = g_string_new (NULL);

  for (guint i = 0; raws[i] != NULL; i++)
    if (raws[i][0] != '\0')
      {
        g_string_append_printf (path, "/%s", raws[i]);
        add_folder (parts, raws[i], path->str, rules);
      }
}

static void
set_parts (Parts         *parts,
           const PsAsset *asset,
           gboolean       dynamic,
           PsNameRules    rules)
{
  const char *name = last_part (asset->public_id);

  parts->plain = g_ptr_array_new_with_free_func (g_free);
  parts->suffixed = g_ptr_array_new_with_free_func (g_free);
  parts->id = make_id (asset);
  if (dynamic)
    {
      set_folders (parts, asset->asset_folder != NULL ? asset->asset_folder : "", rules);
      set_file_name (parts, asset, has_text (asset->display_name) ? asset->display_name : name, rules);
    }
  else
    {
      g_autofree char *folder = g_strndup (asset->public_id, name - asset->public_id);

      set_folders (parts, folder, rules);
      set_file_name (parts, asset, name, rules);
    }
}

static char *
make_file_name (const Parts *parts,
                gboolean     with_hash)
{
  g_autofree char *hash = g_strndup (parts->id, 8);
  g_autofree char *name = NULL;
  gboolean was_cut;

  name = ps_name_part_join (parts->stem, with_hash ? hash : NULL, parts->extension, &was_cut);
  /* Long names often differ at the end only: what was cut carries its id at once. */
  return was_cut && !with_hash ? ps_name_part_join (parts->stem, hash, parts->extension, &was_cut) : g_steal_pointer (&name);
}

/* n_suffixed: how many folders, counted from the last, carry their hash. */
static char *
make_path (const Parts *parts,
           const char  *name,
           guint        n_suffixed)
{
  GString *path = g_string_new ("Photos/");

  for (guint i = 0; i < parts->plain->len; i++)
    {
      const GPtrArray *from = i + n_suffixed >= parts->plain->len ? parts->suffixed : parts->plain;

      g_string_append_printf (path, "%s/", (const char *) g_ptr_array_index (from, i));
    }
  g_string_append (path, name);
  return g_string_free (path, FALSE);
}

static void
add_path (GPtrArray *paths,
          char      *path)
{
  if (g_ptr_array_find_with_equal_func (paths, path, g_str_equal, NULL))
    g_free (path);
  else
    g_ptr_array_add (paths, path);
}

/**
 * ps_names_make:
 * @asset: what the cloud says
 * @dynamic: whether the account is in dynamic folder mode: `asset_folder` and
 *   `display_name` are what people see; else the public id is
 * @rules: what the disk takes
 *
 * Any thread.
 *
 * Returns: (transfer full) (element-type utf8): relative paths, best first; at least two
 */
GPtrArray *
ps_names_make (const PsAsset *asset,
               gboolean       dynamic,
               PsNameRules    rules)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *plain = NULL, *hashed = NULL, *flat = NULL, *longest = NULL;
  g_auto(Parts) parts = { 0 };
  gboolean was_cut;

  set_parts (&parts, asset, dynamic, rules);
  plain = make_file_name (&parts, FALSE);
  hashed = make_file_name (&parts, TRUE);
  longest = make_path (&parts, hashed, parts.plain->len);
  if (parts.plain->len <= MAX_DEPTH && strlen (longest) <= MAX_PATH_BYTES)
    {
      add_path (paths, make_path (&parts, plain, 0));
      add_path (paths, make_path (&parts, hashed, 0));
      add_path (paths, make_path (&parts, hashed, 1));
      add_path (paths, g_steal_pointer (&longest));
    }
  else
    add_path (paths, g_strconcat ("Photos/", hashed, NULL));
  flat = ps_name_part_join (parts.id, NULL, parts.extension, &was_cut);
  add_path (paths, g_strconcat ("Photos/", flat, NULL));
  return paths;
}

/* HFS+ passes over them when it compares. */
static gboolean
is_ignored_in_key (gunichar c)
{
  return c == 0x200c || c == 0x200d || (c >= 0xfe00 && c <= 0xfe0f);
}

/* Some disks take the dotless ı, and the i with a combining dot that İ folds to, for i: so do we. */
static char *
fold_more (const char *text)
{
  GString *out = g_string_new (NULL);
  gunichar last = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p)); /* Cherokee alone folds to capitals */

      if (c == 0x131)
        c = 'i';
      if (is_ignored_in_key (c) || (c == 0x307 && last == 'i'))
        continue;
      g_string_append_unichar (out, c);
      last = c;
    }
  return g_string_free (out, FALSE);
}

static char *
escape_invalid (const char *path)
{
  GString *out = g_string_new (NULL);

  while (*path != '\0')
    {
      gunichar c = g_utf8_get_char_validated (path, -1);

      if (c == (gunichar) -1 || c == (gunichar) -2)
        g_string_append_printf (out, "\xef\xbf\xbd%02x", (guchar) *path++);
      else
        {
          g_string_append_unichar (out, c);
          path = g_utf8_next_char (path);
        }
    }
  return g_string_free (out, FALSE);
}

/**
 * ps_names_key:
 * @path: a relative path; any bytes
 *
 * Two paths with different keys are two files on every disk: keys are folded
 * as the least exact of them compares (Unicode's full case folding, NFC,
 * joiners passed over). A key more equal than needed costs a suffix, no photo.
 *
 * Returns: (transfer full): the key
 */
char *
ps_names_key (const char *path)
{
  g_autofree char *valid = escape_invalid (path);
  g_autofree char *decomposed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFD);
  g_autofree char *folded = g_utf8_casefold (decomposed, -1);
  g_autofree char *again = g_utf8_normalize (folded, -1, G_NORMALIZE_NFD);
  g_autofree char *more = fold_more (again);

  return g_utf8_normalize (more, -1, G_NORMALIZE_NFC);
}

/**
 * ps_names_original:
 * @asset: what the cloud says
 * @dynamic: whether the account is in dynamic folder mode
 * @from_display_name: (out) (optional): whether it is the display name
 *
 * Returns: (transfer full): the name as sent, not made fit for a disk
 */
char *
ps_names_original (const PsAsset *asset,
                   gboolean       dynamic,
                   gboolean      *from_display_name)
{
  gboolean display = dynamic && has_text (asset->display_name);

  if (from_display_name != NULL)
    *from_display_name = display;
  return g_strdup (display ? asset->display_name : last_part (asset->public_id));
}
