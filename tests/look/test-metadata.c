/* tests/look/test-metadata.c: metadata of every container equals what exiftool prints.
 *
 * exiftool writes the tags, the helper reads them, exiftool says what they
 * are. Where exiftool cannot write, the file is made with metadata in it.
 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>

#include "exiftool.h"
#include "look-test.h"
#include "metadata-files.h"

#define FAR 70000 /* bytes: beyond what libexif reads */

static PsLooker *looker;

static PsLook *
look_at_path (const char *path)
{
  g_autoptr(GError) error = NULL;
  PsLook *look = look_test_look_at_fd (looker, g_open (path, O_RDONLY | O_CLOEXEC, 0), &error);

  g_assert_no_error (error);
  return look;
}

static char *
make_file (const MetadataFile *file)
{
  g_autoptr(GBytes) bytes = file->make ();

  g_assert_nonnull (bytes);
  return look_test_write (file->name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
compare (const char *path,
         PsFacts    *facts)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new ();
  g_autoptr(GHashTable) files = NULL;

  g_ptr_array_add (paths, (gpointer) path);
  files = exiftool_ask (paths);
  exiftool_compare (files, path, facts);
}

static void
test_as_made (gconstpointer data)
{
  const MetadataFile *file = data;
  g_autofree char *path = NULL;
  PsLook *look;

  if (exiftool_is_missing ())
    return;
  path = make_file (file);
  look = look_at_path (path);
  if (!file->is_beyond)
    compare (path, look->facts);
  g_assert_cmpint (look->facts->has_exif, ==, file->has_exif);
  if (file->has_exif)
    {
      g_assert_true (g_str_has_prefix (look->facts->camera_model, "EOS R"));
      g_assert_cmpint (look->facts->iso, >, 0);
      g_assert_cmpfloat_with_epsilon (look->facts->gps_latitude, 12.576117, 1e-5);
    }
  ps_look_free (look);
}

/* With a comment of 70,000 bytes in the middle, in every container that can hold it. */
static void
write_tags (const char *path)
{
  g_autofree char *comment = g_strnfill (FAR, 'c');
  g_autofree char *tag = g_strconcat ("-ExifIFD:UserComment=", comment, NULL);
  const char *const far_away[] = { tag, NULL };

  exiftool_write (path, exif_tags);
  exiftool_write (path, xmp_tags);
  if (!g_str_has_suffix (path, ".jpg") && !g_str_has_suffix (path, ".raf"))
    exiftool_write (path, far_away);
}

static void
test_as_written (gconstpointer data)
{
  const MetadataFile *file = data;
  g_autofree char *path = NULL;
  PsLook *look;

  if (exiftool_is_missing ())
    return;
  path = make_file (file);
  write_tags (path);
  look = look_at_path (path);
  compare (path, look->facts);
  g_assert_cmpstr (look->facts->camera_make, ==, "Nikon");
  g_assert_cmpstr (look->facts->lens, ==, "NIKKOR Z 85mm f/1.2 S");
  g_assert_cmpfloat_with_epsilon (look->facts->gps_latitude, -33.8567844, 1e-6);
  g_assert_cmpint (look->facts->orientation, ==, 6);
  g_assert_cmpint (look->facts->taken_at_us % G_USEC_PER_SEC, ==, 70000);
  g_assert_cmpstr (look->facts->title, ==, "Oper am Hafen");
  g_assert_cmpstr (look->facts->creator, ==, "Zoë; Max Mustermann");
  g_assert_cmpstr (look->facts->keywords, ==, "opera\nZürich");
  g_assert_cmpstr (look->facts->keyword_paths, ==, "Places/Sydney/Opera\nPeople/Zoë");
  g_assert_cmpint (look->facts->rating, ==, 4);
  ps_look_free (look);
}

/* IPTC alone, in UTF-8 and in what Windows wrote. */
static void
test_iptc (gconstpointer data)
{
  static const char *const utf8[] = {
    "-IPTC:CodedCharacterSet=UTF8", "-IPTC:ObjectName=Oper – 日本", "-IPTC:Caption-Abstract=Ein heißer Tag", "-IPTC:Keywords=Zürich",
    "-IPTC:Keywords=opera", "-IPTC:By-line=Zoë", "-IPTC:By-line=Max", "-IPTC:CopyrightNotice=© Zoë", NULL
  };
  static const char *const latin[] = {
    "-charset", "iptc=cp1252", "-IPTC:Headline=Ein „heißer“ Tag", "-IPTC:Keywords=Zürich", "-IPTC:By-line=Zoë", "-IFD0:ImageDescription=x",
    "-IFD0:Artist=x", NULL
  };
  const char *name = data;
  g_autofree char *path = NULL;

  if (exiftool_is_missing ())
    return;
  for (guint i = 0; i < n_metadata_files && path == NULL; i++)
    if (g_str_equal (metadata_files[i].name, name))
      path = make_file (&metadata_files[i]);
  for (int i = 0; i < 2; i++)
    {
      static const char *const nothing[] = { "-all=", NULL };
      PsLook *look;

      exiftool_write (path, nothing);
      exiftool_write (path, i == 0 ? utf8 : latin);
      look = look_at_path (path);
      compare (path, look->facts);
      g_assert_cmpstr (look->facts->title, ==, i == 0 ? "Oper – 日本" : "Ein „heißer“ Tag");
      g_assert_cmpstr (look->facts->keywords, ==, i == 0 ? "Zürich\nopera" : "Zürich");
      g_assert_cmpstr (look->facts->creator, ==, i == 0 ? "Zoë; Max" : "Zoë");
      ps_look_free (look);
    }
}

/* XMP, then IPTC, then EXIF; but IPTC that was changed behind the XMP's back is the newer one. */
static void
test_who_wins (void)
{
  static const char *const all[] = {
    "-IFD0:ImageDescription=exif", "-IPTC:Caption-Abstract=iptc", "-XMP-dc:Description=xmp", "-IFD0:Artist=exif", "-IPTC:By-line=iptc",
    "-IFD0:Copyright=exif", "-IPTC:Keywords=iptc", "-IPTC:CodedCharacterSet=UTF8", "-Photoshop:IPTCDigest=new", NULL
  };
  static const char *const changed[] = { "-IPTC:Caption-Abstract=changed", NULL };
  g_autofree char *path = NULL;

  if (exiftool_is_missing ())
    return;
  path = make_file (&metadata_files[0]);
  for (int i = 0; i < 2; i++)
    {
      PsLook *look;

      exiftool_write (path, i == 0 ? all : changed);
      look = look_at_path (path);
      g_assert_cmpstr (look->facts->caption, ==, i == 0 ? "xmp" : "changed");
      g_assert_cmpstr (look->facts->creator, ==, "iptc");
      g_assert_cmpstr (look->facts->rights, ==, "exif");
      g_assert_cmpstr (look->facts->keywords, ==, "iptc");
      g_assert_cmpstr (look->facts->description, ==, "exif");
      ps_look_free (look);
    }
}

static void
add (const char          *name,
     const MetadataFile  *file,
     GTestDataFunc        function)
{
  g_autofree char *path = g_strdup_printf ("/metadata/%s/%s", name, file->name);

  g_test_add_data_func (path, file, function);
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  looker = ps_looker_new (1);
  for (guint i = 0; i < n_metadata_files; i++)
    {
      add ("as-made", &metadata_files[i], test_as_made);
      if (!metadata_files[i].has_exif)
        add ("as-written", &metadata_files[i], test_as_written);
    }
  g_test_add_data_func ("/metadata/iptc/photo.jpg", "photo.jpg", test_iptc);
  g_test_add_data_func ("/metadata/iptc/photo.tif", "photo.tif", test_iptc);
  g_test_add_func ("/metadata/who-wins", test_who_wins);
  result = g_test_run ();
  look_test_close (looker);
  look_test_remove ();
  return result;
}
