/* src/demo/odd-names.c: assets that are hard to keep, for the switches odd-names and future.
 *
 * Every name here is one that Cloudinary accepts, or has accepted from older
 * programs, and that some disk, database or window cannot hold as it is.
 */
#include "demo/odd-names.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/times.h"

typedef struct
{
  const char *public_id;    /* unique */
  const char *folder;       /* asset folder, dynamic mode */
  const char *display_name; /* nullable: none */
} OddName;

static const OddName odd_names[] = {
  /* Twins of case and of Unicode normalisation: NFC and NFD of the same word. */
  { "odd/twin-case", "Odd", "Bride.JPG" }, { "odd/TWIN-CASE", "Odd", "bride.jpg" }, { "odd/Twin-Case", "ODD", "BRIDE" },
  { "odd/caf\u00e9", "Odd/Caf\u00e9", "caf\u00e9" }, { "odd/cafe\u0301", "Odd/Cafe\u0301", "cafe\u0301" },
  { "odd/stra\u00dfe", "Odd", "Stra\u00dfe" }, { "odd/strasse", "Odd", "STRASSE" },
  { "odd/kelvin-K", "Odd", "300 K" }, { "odd/kelvin-sign", "Odd", "300 \u212a" },
  { "odd/istanbul-i", "Odd", "istanbul" }, { "odd/istanbul-dotless", "Odd", "\u0131stanbul" }, { "odd/istanbul-capital", "Odd", "\u0130STANBUL" },
  /* The same display name three times in one folder. */
  { "odd/same-1", "Odd/Same", "IMG_0001" }, { "odd/same-2", "Odd/Same", "IMG_0001" }, { "odd/same-3", "Odd/Same", "IMG_0001" },
  /* Parts that lead elsewhere, or are nothing. */
  { "odd/dotdot", "Odd/..", ".." }, { "odd/dotdot-deep", "../../../../tmp", "..\\..\\evil" }, { "odd/dot", "./Odd/.", "." },
  { "odd/absolute", "/etc", "/passwd" }, { "odd/empty-name", "Odd", "" }, { "odd/spaces", "   ", "   " }, { "odd/only-dots", "...", "....." },
  { "odd/trailing-dot", "Odd/Trailing.", "ends with a dot." }, { "odd/trailing-space", "Odd/Trailing ", "ends with a space " },
  { "odd/hidden", ".hidden", ".hidden" },
  /* A folder named like a file, and names that Proofsheet uses itself. */
  { "odd/a", "Odd", "clash.jpg" }, { "odd/a/b", "Odd/clash.jpg", "inside" },
  { "odd/own-1", ".proofsheet", "library" }, { "odd/own-2", "", "photos.db" }, { "odd/own-3", "", "MANIFEST.sha256" }, { "odd/own-4", "Odd", "x.part" },
  /* Reserved elsewhere, and characters that some disks refuse. */
  { "odd/con", "CON", "NUL" }, { "odd/com1", "Odd", "COM1" }, { "odd/lpt", "Odd", "LPT\u00b9" }, { "odd/aux", "Odd", "aux.tar.gz" },
  { "odd/colon", "Odd", "a:b*c?d\"e<f>g|h" }, { "odd/percent", "Odd", "100%20%2F.." }, { "odd/sql", "Odd", "'; DROP TABLE photos; --" },
  { "odd/markup", "Odd", "<b>Tom & Jerry</b> %s %n" }, { "odd/formula", "Odd", "=HYPERLINK(\"http://example.invalid\")" },
  { "odd/shell", "Odd", "$(touch x) `id` -rf" }, { "odd/plus+sign#hash", "Odd", "plus+sign#hash" },
  /* Signs that are not seen, that turn the line around, that are many bytes. */
  { "odd/rtl-override", "Odd", "photo\u202egpj.exe" }, { "odd/hebrew", "Odd/\u05ea\u05de\u05d5\u05e0\u05d5\u05ea", "\u05d7\u05ea\u05d5\u05e0\u05d4" },
  { "odd/arabic", "Odd", "\u0635\u0648\u0631\u0629 2024" }, { "odd/zero-width", "Odd", "zero\u200bwidth\ufeff" },
  { "odd/line-end", "Odd", "two\nlines\r\tand a bell\a" }, { "odd/escape", "Odd", "\033[31mred\033[0m" },
  { "odd/emoji", "Odd/\U0001f4f7", "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f3f3\ufe0f\u200d\U0001f308" },
  { "odd/extension", "Odd", "IMG_7.CR3" }, { "odd/double", "Odd", "photo.jpg.jpg" }, { "odd/wrong", "Odd", "photo.png" },
};

/* Of n signs, each of them several bytes. */
static char *
repeat (const char *sign,
        guint       n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, sign);
  return g_string_free (text, FALSE);
}

/**
 * ps_odd_names_make_asset:
 * @cloud: the account
 * @like: whose picture it shows
 * @public_id: its public id
 * @folder: (nullable): its folder, dynamic mode
 * @display_name: (nullable): its name, dynamic mode
 * @created_at_us: when it was made, microseconds since 1970
 *
 * Returns: (transfer full): an asset to add; its id follows from its public id
 */
PsAsset *
ps_odd_names_make_asset (PsCloud       *cloud,
                         const PsAsset *like,
                         const char    *public_id,
                         const char    *folder,
                         const char    *display_name,
                         gint64         created_at_us)
{
  PsAsset *asset = ps_studio_copy_asset (like);
  g_autofree char *seed = g_strdup_printf ("%s\n%s\n%s\n%" G_GINT64_FORMAT, like->resource_type, like->resource_kind, public_id, created_at_us);
  const char *slash = strrchr (public_id, '/');

  g_free (asset->asset_id);
  asset->asset_id = g_compute_checksum_for_string (G_CHECKSUM_MD5, seed, -1);
  g_free (asset->public_id);
  asset->public_id = g_strdup (public_id);
  asset->created_at_us = created_at_us;
  g_free (asset->created_at);
  asset->created_at = ps_time_to_text (created_at_us);
  g_free (asset->uploaded_at);
  asset->uploaded_at = g_strdup (asset->created_at);
  asset->version = created_at_us / G_USEC_PER_SEC;
  g_clear_pointer (&asset->asset_folder, g_free);
  g_clear_pointer (&asset->display_name, g_free);
  g_clear_pointer (&asset->folder, g_free);
  if (cloud->fixed)
    asset->folder = slash != NULL ? g_strndup (public_id, slash - public_id) : g_strdup ("");
  else
    {
      asset->asset_folder = g_strdup (folder != NULL ? folder : "");
      asset->display_name = g_strdup (display_name);
    }
  return asset;
}

/* The oldest image: what all of these show. */
static gint64
find_model (PsCloud *cloud)
{
  for (guint place = 0; place < ps_studio_get_n_places (cloud->studio, "image"); place++)
    {
      gint64 number = ps_studio_get_number (cloud->studio, "image", place);
      g_autoptr(PsAsset) asset = ps_studio_get_asset (cloud->studio, number, 0);

      if (asset != NULL && g_str_equal (asset->resource_kind, "upload"))
        return number;
    }
  return -1;
}

static gint64
add (PsCloud    *cloud,
     gint64      model,
     const char *public_id,
     const char *folder,
     const char *display_name,
     const char *kind)
{
  g_autoptr(PsAsset) like = ps_studio_get_asset (cloud->studio, model, 0);
  gint64 newest_us = ps_studio_get_newest_us (cloud->studio);
  guint n = ps_studio_get_n_places (cloud->studio, NULL);
  PsAsset *asset = ps_odd_names_make_asset (cloud, like, public_id, folder, display_name, newest_us + (gint64) n * G_USEC_PER_SEC);

  g_free (asset->resource_kind);
  asset->resource_kind = g_strdup (kind);
  if (ps_studio_find (cloud->studio, asset->resource_type, kind, public_id) < 0)
    return ps_studio_add (cloud->studio, "image", asset, model);
  ps_asset_unref (asset);
  return -1;
}

/* 255 signs is what Cloudinary allows; a disk allows 255 bytes. */
static void
add_long (PsCloud *cloud,
          gint64   model)
{
  static const char *const signs[] = { "l", "\u5199", "\U0001f4f8" };
  g_autofree char *marks = repeat ("e\u0301\u0323\u0331", 60);
  g_autofree char *levels = repeat ("Level/", 19);
  g_autofree char *deep = g_strconcat (levels, "Level", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      g_autofree char *name = repeat (signs[i], 251);
      g_autofree char *public_id = g_strconcat ("odd/", name, NULL);

      add (cloud, model, public_id, name, name, "upload");
    }
  add (cloud, model, "odd/marks", "Odd", marks, "upload");
  add (cloud, model, "odd/deep", deep, "deep", "upload");
}

/**
 * ps_odd_names_add:
 * @cloud: the account
 * @error: set if there is no picture to show under these names
 *
 * Returns: whether the assets of the switch odd-names are there
 */
gboolean
ps_odd_names_add (PsCloud  *cloud,
                  GError  **error)
{
  gint64 model = find_model (cloud);

  if (model < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("This demo has no picture to show under odd names."));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (odd_names); i++)
    add (cloud, model, odd_names[i].public_id, odd_names[i].folder, odd_names[i].display_name, "upload");
  add_long (cloud, model);
  /* The same public id, public and private. */
  add (cloud, model, "odd/two-kinds", "Odd", "two kinds", "upload");
  add (cloud, model, "odd/two-kinds", "Odd", "two kinds", "private");
  add (cloud, model, "odd/two-kinds", "Odd", "two kinds", "authenticated");
  return TRUE;
}

/**
 * ps_odd_names_add_future:
 * @cloud: the account
 * @error: set if there is no picture to show
 *
 * Returns: whether the assets of the switch future are there: a delivery type and a resource type nobody knows
 */
gboolean
ps_odd_names_add_future (PsCloud  *cloud,
                         GError  **error)
{
  gint64 model = find_model (cloud);
  g_autoptr(PsAsset) like = model >= 0 ? ps_studio_get_asset (cloud->studio, model, 0) : NULL;
  PsAsset *asset;

  if (like == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("This demo has no picture to show as something new."));
      return FALSE;
    }
  add (cloud, model, "future/hologram", "Future", "hologram", "hologram");
  if (ps_studio_find (cloud->studio, "model", "upload", "future/scene") >= 0)
    return TRUE;
  asset = ps_odd_names_make_asset (cloud, like, "future/scene", "Future", "scene",
                                   ps_studio_get_newest_us (cloud->studio) + G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC);
  g_free (asset->resource_type);
  asset->resource_type = g_strdup ("model");
  ps_studio_add (cloud->studio, "raw", asset, model);
  return TRUE;
}
