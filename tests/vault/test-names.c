/* tests/vault/test-names.c: every asset gets names that any disk can hold; promise 18, table 3.8. */
#include <string.h>

#include "vault/names.h"

#define ID "0123456789abcdef0123456789abcdef"
#define HASH "~01234567"

typedef struct
{
  const char *path;
  const char *folder, *name; /* NULL name: fixed mode, folder is the public id */
  const char *format;
  const char *expected;      /* the first of the names; NULL: only the rules are checked */
  const char *type;          /* "image" if NULL */
} Case;

static const Case cases[] = {
  { "/names/plain", "Trip/Day 1", "IMG_1", "jpg", "Photos/Trip/Day 1/IMG_1.jpg" },
  { "/names/no-folder", "", "IMG_1", "jpg", "Photos/IMG_1.jpg" },
  { "/names/fixed", "trip/day 1/img", NULL, "jpg", "Photos/trip/day 1/img.jpg" },
  { "/names/fixed-slashes", "/a//b/", NULL, "jpg", NULL },
  { "/names/slash-in-display-name", "a", "1/2", "jpg", "Photos/a/1_2.jpg" },

  /* M15 */
  { "/names/extension-there", "", "x.JPG", "jpg", "Photos/x.JPG" },
  { "/names/extension-alias", "", "x.JPEG", "jpg", "Photos/x.JPEG" },
  { "/names/extension-alias-tif", "", "x.tif", "tiff", "Photos/x.tif" },
  { "/names/extension-wrong", "", "x.png", "jpg", "Photos/x.png.jpg" },
  { "/names/extension-missing", "", "x", NULL, "Photos/x" },
  { "/names/extension-double", "", "x.jpg.jpg", "jpg", "Photos/x.jpg.jpg" },
  { "/names/extension-raw", "", "x.CR3", NULL, "Photos/x.CR3", "raw" },
  { "/names/extension-raw-with-format", "", "x.CR3", "cr3", "Photos/x.CR3", "raw" },
  { "/names/extension-raw-none", "", "x", "bin", "Photos/x", "raw" },
  { "/names/extension-path", "", "x", "../../etc", "Photos/x.etc" },
  { "/names/extension-nothing", "", "x", "///", "Photos/x" },

  /* M2 */
  { "/names/empty", "", "", "jpg", "Photos/public.jpg" },
  { "/names/dot", "", ".", "jpg", "Photos/" ID ".jpg" },
  { "/names/dotdot", "", "..", "jpg", "Photos/" ID ".jpg" },
  { "/names/dots", "", "....", "jpg", "Photos/" ID ".jpg" },
  { "/names/spaces", "", "   ", "jpg", "Photos/" ID ".jpg" },
  { "/names/wide-spaces", "", "\xe3\x80\x80\xc2\xa0", "jpg", "Photos/" ID ".jpg" },
  { "/names/invisible", "", "\xe2\x80\x8b\xe2\x80\xae\xef\xbb\xbf", "jpg", "Photos/" ID ".jpg" },
  { "/names/only-extension", "", ".jpg", "jpg", "Photos/_.jpg.jpg" },
  { "/names/folder-up", "../../etc", "passwd", "jpg", NULL },
  { "/names/folder-up-fixed", "../../../etc/passwd", NULL, NULL, NULL, "raw" },
  { "/names/folder-absolute", "/etc/cron.d", "x", "jpg", "Photos/etc/cron.d/x.jpg" },

  /* M4 */
  { "/names/con", "", "CON", NULL, "Photos/CON_" },
  { "/names/con-extension", "", "con", "jpg", "Photos/con_.jpg" },
  { "/names/com1", "", "COM1", "jpg", "Photos/COM1_.jpg" },
  { "/names/com10", "", "COM10", "jpg", "Photos/COM10.jpg" },
  { "/names/lpt-superscript", "", "LPT\xc2\xb9", "jpg", "Photos/LPT\xc2\xb9_.jpg" },
  { "/names/aux-two-extensions", "", "aux.tar.gz", NULL, "Photos/aux_.tar.gz", "raw" },
  { "/names/folder-nul", "NUL/prn.x", "a", "jpg", "Photos/NUL_/prn_.x/a.jpg" },
  { "/names/trailing-dot", "Trip.", "a.", NULL, "Photos/Trip._/a._" },
  { "/names/trailing-space", "Trip ", "a ", NULL, "Photos/Trip _/a _" },
  { "/names/trailing-tilde", "", "a~", NULL, "Photos/a~_" },

  /* M7 */
  { "/names/right-to-left", "", "photo\xe2\x80\xaegpj.exe", "jpg", "Photos/photogpj.exe.jpg" },
  { "/names/zero-width", "", "a\xe2\x80\x8b" "b\xe2\x81\xa0" "c", "jpg", "Photos/abc.jpg" },
  { "/names/bom", "", "\xef\xbb\xbfname", "jpg", "Photos/name.jpg" },
  { "/names/controls", "", "a\nb\tc\x1b[31m\x7f", "jpg", "Photos/abc[31m.jpg" },
  { "/names/joiner-kept", "", "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80", "jpg",
    "Photos/\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x9a\x80.jpg" },
  { "/names/joiner-at-ends", "", "\xe2\x80\x8d" "a" "\xe2\x80\x8d", "jpg", "Photos/a.jpg" },
  { "/names/persian", "", "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae", "jpg", "Photos/\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae.jpg" },
  { "/names/homoglyph", "", "\xd0\xb0", "jpg", "Photos/\xd0\xb0.jpg" },
  { "/names/nfc", "", "e\xcc\x81", "jpg", "Photos/\xc3\xa9.jpg" },
  { "/names/invalid-utf8", "", "a\xff" "b", "jpg", "Photos/a\xef\xbf\xbd" "b.jpg" },

  /* M10, M12 */
  { "/names/hidden", ".config", ".hidden", NULL, "Photos/_.config/_.hidden" },
  { "/names/own-database", "", "photos.db", NULL, "Photos/photos_.db", "raw" },
  { "/names/own-manifest", "", "Manifest.SHA256", NULL, "Photos/Manifest_.SHA256", "raw" },
  { "/names/own-part", "", "x.part", NULL, "Photos/x.part_", "raw" },
  { "/names/own-folder", ".proofsheet/staging", "x", "jpg", "Photos/_.proofsheet/staging/x.jpg" },

  /* characters that some disks refuse */
  { "/names/odd-characters", "", "a:b*c?d\"e<f>g|h\\i", "jpg", "Photos/a_b_c_d_e_f_g_h_i.jpg" },
  { "/names/markup", "", "<b>Tom & Jerry</b>", "jpg", "Photos/_b_Tom & Jerry__b_.jpg" },
  { "/names/sql", "", "'; DROP TABLE photos; --", "jpg", "Photos/'; DROP TABLE photos; --.jpg" },
  { "/names/format-signs", "%s%n", "%s%n%p", "jpg", "Photos/%s%n/%s%n%p.jpg" },
};

static glong
count_units (const char *part)
{
  glong n = 0;

  g_free (g_utf8_to_utf16 (part, -1, NULL, &n, NULL));
  return n;
}

/* What every name must be, whatever the asset is called. */
static void
check_rules (GPtrArray *paths)
{
  g_assert_cmpuint (paths->len, >=, 2);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_auto(GStrv) parts = g_strsplit (path, "/", -1);

      g_assert_true (g_utf8_validate (path, -1, NULL));
      g_assert_cmpuint (strlen (path), <, 4000);
      g_assert_cmpstr (parts[0], ==, "Photos");
      g_assert_cmpuint (g_strv_length (parts), >=, 2);
      for (guint j = 1; parts[j] != NULL; j++)
        {
          gsize length = strlen (parts[j]);
          g_autofree char *normal = g_utf8_normalize (parts[j], -1, G_NORMALIZE_NFC);

          g_assert_cmpuint (length, >, 0);
          g_assert_cmpuint (length, <=, 255);
          g_assert_cmpint (count_units (parts[j]), <=, 255);
          g_assert_cmpstr (normal, ==, parts[j]);
          g_assert_false (parts[j][0] == '.');
          g_assert_null (strchr (". ~", parts[j][length - 1]));
          g_assert_false (g_str_has_suffix (parts[j], ".part"));
          for (const char *p = parts[j]; *p != '\0'; p++)
            g_assert_true ((guchar) *p >= 0x20 && *p != 0x7f);
        }
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (path, !=, (const char *) g_ptr_array_index (paths, j));
    }
}

static PsAsset *
make_asset (const Case *c)
{
  PsAsset *asset = ps_asset_new ();

  asset->asset_id = g_strdup (ID);
  asset->resource_type = g_strdup (c->type != NULL ? c->type : "image");
  asset->resource_kind = g_strdup ("upload");
  asset->public_id = g_strdup (c->name != NULL ? "some/public" : c->folder);
  asset->format = g_strdup (c->format);
  asset->asset_folder = g_strdup (c->folder);
  asset->display_name = g_strdup (c->name);
  return asset;
}

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(PsAsset) asset = make_asset (c);
  g_autoptr(GPtrArray) paths = ps_names_make (asset, c->name != NULL, (PsNameRules) { FALSE });
  g_autoptr(GPtrArray) any = ps_names_make (asset, c->name != NULL, (PsNameRules) { TRUE });

  check_rules (paths);
  check_rules (any);
  if (c->expected != NULL)
    g_assert_cmpstr (g_ptr_array_index (paths, 0), ==, c->expected);
}

static GPtrArray *
names_of (const char *folder,
          const char *name,
          const char *format,
          const char *id)
{
  const Case c = { "", folder, name, format };
  g_autoptr(PsAsset) asset = make_asset (&c);
  GPtrArray *paths;

  g_free (asset->asset_id);
  asset->asset_id = g_strdup (id);
  paths = ps_names_make (asset, TRUE, (PsNameRules) { FALSE });
  check_rules (paths);
  return paths;
}

static void
test_suffixes (void)
{
  g_autoptr(GPtrArray) paths = names_of ("Trip/Day", "a", "jpg", ID);

  g_assert_cmpuint (paths->len, ==, 5);
  g_assert_cmpstr (g_ptr_array_index (paths, 0), ==, "Photos/Trip/Day/a.jpg");
  g_assert_cmpstr (g_ptr_array_index (paths, 1), ==, "Photos/Trip/Day/a" HASH ".jpg");
  g_assert_true (g_str_has_prefix (g_ptr_array_index (paths, 2), "Photos/Trip/Day~"));
  g_assert_true (g_str_has_prefix (g_ptr_array_index (paths, 3), "Photos/Trip~"));
  g_assert_cmpstr (g_ptr_array_index (paths, 4), ==, "Photos/" ID ".jpg");
}

/* M11: a photo "a" and a folder "a": two photos of the folder meet in the same other one. */
static void
test_folder_named_like_a_file (void)
{
  g_autoptr(GPtrArray) first = names_of ("a", "b", "jpg", ID);
  g_autoptr(GPtrArray) second = names_of ("a", "c", "jpg", "ffffffffffffffffffffffffffffffff");
  g_autofree char *one = g_path_get_dirname (g_ptr_array_index (first, 2));
  g_autofree char *two = g_path_get_dirname (g_ptr_array_index (second, 2));

  g_assert_cmpstr (one, ==, two);
  g_assert_cmpstr (one, !=, "Photos/a");
}

static void
test_without_id (void)
{
  g_autoptr(GPtrArray) first = names_of ("", "a", "jpg", NULL);
  g_autoptr(GPtrArray) again = names_of ("", "a", "jpg", NULL);
  g_autoptr(GPtrArray) odd = names_of ("", "a", "jpg", "../../not an id");

  for (guint i = 0; i < first->len; i++)
    {
      g_assert_cmpstr (g_ptr_array_index (first, i), ==, g_ptr_array_index (again, i));
      g_assert_cmpstr (g_ptr_array_index (first, i), ==, g_ptr_array_index (odd, i));
    }
}

static char *
repeat (const char *text,
        guint       n)
{
  GString *out = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

/* M3: cut between characters; extension and id kept. */
static void
test_long (void)
{
  static const char *const pieces[] = {
    "a", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "e\xcc\x81\xcc\x82\xcc\x83",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa",
    "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd", "\xcc\x81", "con.", ". "
  };
  static const guint counts[] = { 60, 84, 125, 126, 127, 251, 252, 255, 256, 300, 4096 };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    for (guint j = 0; j < G_N_ELEMENTS (counts); j++)
      {
        g_autofree char *name = repeat (pieces[i], counts[j]), *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
        g_autoptr(GPtrArray) paths = names_of (name, name, "jpg", ID);
        const char *path = g_ptr_array_index (paths, 0);

        g_assert_true (g_str_has_suffix (path, ".jpg"));
        g_assert_true (g_str_has_suffix (g_ptr_array_index (paths, 1), HASH ".jpg"));
        if (strlen (normal) + 4 > 255 && pieces[i][0] != '.')
          g_assert_true (g_str_has_suffix (path, HASH ".jpg"));
      }
}

/* What is seen as one is not cut in two. */
static void
test_cut_keeps_clusters (void)
{
  g_autofree char *family = repeat ("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7", 40);
  g_autofree char *flags = repeat ("\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa", 60);
  g_autoptr(GPtrArray) families = names_of ("", family, "jpg", ID), flagged = names_of ("", flags, "jpg", ID);
  gsize rest = strlen ("Photos/" HASH ".jpg");

  g_assert_cmpuint ((strlen (g_ptr_array_index (families, 0)) - rest) % 18, ==, 0);
  g_assert_cmpuint ((strlen (g_ptr_array_index (flagged, 0)) - rest) % 8, ==, 0);
}

/* F24, M16 */
static void
test_deep (void)
{
  g_autofree char *deep = repeat ("folder/", 20), *deeper = repeat ("f/", 700), *longer = repeat ("a folder name/", 300);
  g_autoptr(GPtrArray) twenty = names_of (deep, "a", "jpg", ID);
  g_autoptr(GPtrArray) many = names_of (deeper, "a", "jpg", ID);
  g_autoptr(GPtrArray) bytes = names_of (longer, "a", "jpg", ID);

  g_assert_true (g_str_has_suffix (g_ptr_array_index (twenty, 0), "folder/folder/a.jpg"));
  g_assert_cmpstr (g_ptr_array_index (many, 0), ==, "Photos/a" HASH ".jpg");
  g_assert_cmpstr (g_ptr_array_index (bytes, 0), ==, "Photos/a" HASH ".jpg");
}

/* M6: what some disk takes for one has one key; what every disk tells apart may have two. */
static void
test_keys (void)
{
  static const char *const same[][2] = {
    { "Photos/A.JPG", "Photos/a.jpg" },
    { "\xc3\xa9", "e\xcc\x81" },
    { "Stra\xc3\x9f" "e", "STRASSE" },
    { "\xe2\x84\xaa", "k" },                       /* Kelvin */
    { "\xe2\x84\xab", "\xc3\xa5" },                /* Ångström */
    { "\xc4\xb0", "i" }, { "\xc4\xb1", "I" },      /* İ, ı */
    { "\xcf\x82", "\xce\xa3" },                    /* final sigma */
    { "\xef\xac\x81", "FI" },
    { "a\xe2\x80\x8d" "b", "ab" },
  };
  static const char *const apart[][2] = { { "a", "b" }, { "\xd0\xb0", "a" }, { "a\xff", "a\xfe" }, { "a b", "ab" } };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *a = ps_names_key (same[i][0]), *b = ps_names_key (same[i][1]);

      g_assert_cmpstr (a, ==, b);
    }
  for (guint i = 0; i < G_N_ELEMENTS (apart); i++)
    {
      g_autofree char *a = ps_names_key (apart[i][0]), *b = ps_names_key (apart[i][1]);

      g_assert_cmpstr (a, !=, b);
    }
}

/* Over random Unicode: rules hold, the key of a key is itself, and the second names of two assets never meet. */
static void
test_random (void)
{
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr(GString) name = g_string_new (NULL);
      g_autofree char *id = NULL, *key = NULL, *key_of_key = NULL;
      g_autoptr(GPtrArray) paths = NULL;
      guint length = g_test_rand_int_range (0, 200);

      while (length-- > 0)
        {
          gunichar c = g_test_rand_int_range (1, g_test_rand_int_range (0, 2) ? 0x3000 : 0x110000);

          if (c < 0xd800 || c > 0xdfff)
            g_string_append_unichar (name, c);
        }
      id = g_strdup_printf ("%08x%024x", i * 2654435761u, i);
      paths = names_of (name->str, name->str, "jpg", id);
      key = ps_names_key (g_ptr_array_index (paths, 1));
      key_of_key = ps_names_key (key);
      g_assert_cmpstr (key, ==, key_of_key);
      g_assert_true (g_hash_table_add (keys, g_steal_pointer (&key)));
    }
}

static void
test_original (void)
{
  const Case c = { "", "Trip", "\xe2\x80\xae a/b", "jpg" };
  g_autoptr(PsAsset) asset = make_asset (&c);
  g_autofree char *dynamic = NULL, *fixed = NULL;
  gboolean from_display_name;

  dynamic = ps_names_original (asset, TRUE, &from_display_name);
  g_assert_true (from_display_name);
  g_assert_cmpstr (dynamic, ==, c.name);
  fixed = ps_names_original (asset, FALSE, &from_display_name);
  g_assert_false (from_display_name);
  g_assert_cmpstr (fixed, ==, "public");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_case);
  g_test_add_func ("/names/suffixes", test_suffixes);
  g_test_add_func ("/names/folder-named-like-a-file", test_folder_named_like_a_file);
  g_test_add_func ("/names/without-id", test_without_id);
  g_test_add_func ("/names/long", test_long);
  g_test_add_func ("/names/cut-keeps-clusters", test_cut_keeps_clusters);
  g_test_add_func ("/names/deep", test_deep);
  g_test_add_func ("/names/keys", test_keys);
  g_test_add_func ("/names/random", test_random);
  g_test_add_func ("/names/original", test_original);
  return g_test_run ();
}
