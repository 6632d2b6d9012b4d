/* tests/look/metadata-files.c: a file of every kind that metadata is read from. */
#include "metadata-files.h"

#include <string.h>

#include "container-maker.h"
#include "exif-maker.h"
#include "look-test.h"

#define FAR 70000 /* bytes: beyond what libexif reads */

static const char xmp_packet[] =
  "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
  "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
  "<rdf:Description rdf:about='' xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/' xmp:Rating='-1'>"
  "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Brücke</rdf:li></rdf:Alt></dc:title>"
  "<dc:subject><rdf:Bag><rdf:li>bridge</rdf:li><rdf:li>night</rdf:li></rdf:Bag></dc:subject>"
  "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>";

const char *const exif_tags[] = {
  "-IFD0:Make=Nikon", "-IFD0:Model=Z 8", "-IFD0:Orientation=6", "-IFD0:ImageDescription=As the camera has it",
  "-IFD0:Artist=Zoë", "-IFD0:Copyright=(c) Zoë", "-IFD0:Rating=2",
  "-ExifIFD:ExposureTime=0.004", "-ExifIFD:FNumber=2.8", "-ExifIFD:ISO=640", "-ExifIFD:FocalLength=85.5",
  "-ExifIFD:FocalLengthIn35mmFormat=85", "-ExifIFD:SerialNumber=6001234", "-ExifIFD:LensModel=NIKKOR Z 85mm f/1.2 S",
  "-ExifIFD:DateTimeOriginal=2024:06:22 16:41:09", "-ExifIFD:OffsetTimeOriginal=+02:00", "-ExifIFD:SubSecTimeOriginal=07",
  "-GPS:GPSLatitude=33.8567844", "-GPS:GPSLatitudeRef=S", "-GPS:GPSLongitude=151.213108", "-GPS:GPSLongitudeRef=E",
  "-GPS:GPSAltitude=12.5", "-GPS:GPSAltitudeRef=1", NULL
};

const char *const xmp_tags[] = {
  "-XMP-dc:Title=Oper am Hafen", "-XMP-dc:Description=Ein heißer Tag – 日本語", "-XMP-dc:Creator=Zoë", "-XMP-dc:Creator=Max Mustermann",
  "-XMP-dc:Rights=© 2024 Zoë", "-XMP-dc:Subject=opera", "-XMP-dc:Subject=Zürich", "-XMP-xmp:Rating=4", "-XMP-xmp:Label=Red",
  "-XMP-lr:HierarchicalSubject=Places|Sydney|Opera", "-XMP-digiKam:TagsList=Places/Sydney/Opera", "-XMP-digiKam:TagsList=People/Zoë",
  "-XMP-photoshop:Headline=A headline", NULL
};

GBytes *
make_metadata_block (gboolean big_endian)
{
  g_autoptr(ExifMaker) maker = exif_maker_new (big_endian);
  g_autofree char *gap = g_strnfill (FAR, 'x');
  gboolean is_far = !big_endian;

  exif_maker_text (maker, IFD0, 0x010f, "Canon");
  exif_maker_text (maker, IFD0, 0x0110, "EOS R5");
  exif_maker_short (maker, IFD0, 0x0112, 3);
  if (is_far)
    exif_maker_text (maker, IFD0, 0x0131, gap); /* Software: pushes all that follows out of reach */
  exif_maker_text (maker, IFD0, 0x013b, "Zoë");
  exif_maker_rationals (maker, EXIF, 0x829a, RATIONAL, 1, (const gint64[][2]) { { 1, 250 } });
  exif_maker_short (maker, EXIF, 0x8827, 400);
  exif_maker_text (maker, EXIF, 0x9003, "2023:12:31 23:59:59");
  exif_maker_text (maker, EXIF, 0xa434, "RF24-70mm F2.8 L IS USM");
  exif_maker_text (maker, GPS, 1, "N");
  exif_maker_rationals (maker, GPS, 2, RATIONAL, 3, (const gint64[][2]) { { 12, 1 }, { 34567, 1000 }, { 0, 1 } });
  exif_maker_text (maker, GPS, 3, "W");
  exif_maker_rationals (maker, GPS, 4, RATIONAL, 3, (const gint64[][2]) { { 98, 1 }, { 7, 1 }, { 654321, 10000 } });
  return exif_maker_finish (maker);
}

static GBytes *
make_jpeg (void)
{
  g_autoptr(GdkPixbuf) picture = look_test_draw (1, 80, 60);

  return look_test_jpeg (picture, 80);
}

static GBytes *
make_plain_png (void)
{
  g_autoptr(GdkPixbuf) picture = look_test_draw (1, 80, 60);

  return look_test_save (picture, "png");
}

static GBytes *
make_old_png (const char *kind,
              GBytes     *metadata,
              gboolean    compressed)
{
  g_autoptr(GdkPixbuf) picture = look_test_draw (1, 80, 60);
  g_autoptr(GBytes) chunk = make_profile (kind, metadata, compressed);

  return make_png (picture, compressed ? "zTXt" : "tEXt", g_bytes_get_data (chunk, NULL), g_bytes_get_size (chunk));
}

static GBytes *
make_png_with_profile (void)
{
  g_autoptr(GBytes) block = make_metadata_block (FALSE);

  return make_old_png ("exif", block, TRUE);
}

static GBytes *
make_png_with_plain_profile (void)
{
  g_autoptr(GBytes) block = make_metadata_block (TRUE);

  return make_old_png ("APP1", block, FALSE);
}

static GBytes *
make_png_with_iptc (void)
{
  static const char resource[] = "8BIM\4\4\0\0\0\0\0\x18" "\x1c\1\x5a\0\3\x1b%G" "\x1c\2\x19\0\3one" "\x1c\2\x19\0\3two";
  g_autoptr(GBytes) metadata = g_bytes_new_static (resource, sizeof resource - 1);

  return make_old_png ("iptc", metadata, TRUE);
}

/* The picture's bytes come before its directory. */
static GBytes *
make_plain_tiff (void)
{
  g_autoptr(GdkPixbuf) picture = look_test_draw (1, 200, 150);

  return look_test_save (picture, "tiff");
}

static GBytes *
make_one_strip (gboolean         big_endian,
                const TiffEntry *further)
{
  TiffEntry entries[20] = {
    { 254, 4, 1, further != NULL }, { 256, 3, 1, 100 }, { 257, 3, 1, 100 }, { 258, 3, 1, 8 }, { 259, 3, 1, 1 }, { 262, 3, 1, 1 },
    { 273, 4, 1, 8 }, { 277, 3, 1, 1 }, { 278, 3, 1, 100 }, { 279, 4, 1, 10000 },
  };
  guint n = 10;

  for (; further != NULL && further->tag != 0; further++)
    entries[n++] = *further;
  return make_tiff (big_endian, entries, FAR);
}

static GBytes *
make_motorola_tiff (void)
{
  return make_one_strip (TRUE, NULL);
}

static GBytes *
make_dng (void)
{
  static const TiffEntry further[] = { { 50706, 1, 4, 0x01040000 }, { 50708, 2, 4, 'Z' }, { 0 } };

  return make_one_strip (FALSE, further);
}

static GBytes *
make_plain_heic (void)
{
  return make_heif ("heic", IN_MDAT, NULL, NULL);
}

static GBytes *
make_plain_avif (void)
{
  return make_heif ("avif", IN_MDAT, NULL, NULL);
}

static GBytes *
make_full_heif (const char *brand,
                ItemPlace   place,
                gboolean    big_endian)
{
  g_autoptr(GBytes) block = make_metadata_block (big_endian);
  g_autoptr(GBytes) xmp = g_bytes_new_static (xmp_packet, sizeof xmp_packet - 1);

  return make_heif (brand, place, block, xmp);
}

static GBytes *
make_heic_in_idat (void)
{
  return make_full_heif ("heic", IN_IDAT, FALSE);
}

static GBytes *
make_heic_in_parts (void)
{
  return make_full_heif ("heic", IN_PARTS, TRUE);
}

static GBytes *
make_canon (void)
{
  g_autoptr(ExifMaker) ifd0 = exif_maker_new (FALSE), exif = exif_maker_new (FALSE), gps = exif_maker_new (FALSE);
  g_autoptr(GBytes) ifd0_block = NULL, exif_block = NULL, gps_block = NULL;

  exif_maker_text (ifd0, IFD0, 0x010f, "Canon");
  exif_maker_text (ifd0, IFD0, 0x0110, "EOS R6");
  exif_maker_short (exif, IFD0, 0x8827, 800);
  exif_maker_text (exif, IFD0, 0x9003, "2023:12:31 23:59:59");
  exif_maker_text (gps, IFD0, 1, "N");
  exif_maker_rationals (gps, IFD0, 2, RATIONAL, 3, (const gint64[][2]) { { 12, 1 }, { 34567, 1000 }, { 0, 1 } });
  exif_maker_text (gps, IFD0, 3, "W");
  exif_maker_rationals (gps, IFD0, 4, RATIONAL, 3, (const gint64[][2]) { { 98, 1 }, { 7, 1 }, { 654321, 10000 } });
  ifd0_block = exif_maker_finish (ifd0);
  exif_block = exif_maker_finish (exif);
  gps_block = exif_maker_finish (gps);
  return make_cr3 (ifd0_block, exif_block, gps_block);
}

static GBytes *
make_fujifilm (void)
{
  g_autoptr(GBytes) jpeg = make_jpeg (), block = make_metadata_block (TRUE);
  g_autoptr(GBytes) whole = look_test_with_exif (jpeg, block);

  return make_raf (whole);
}

/* An EXIF block is a TIFF, and what makers of cameras wrote for 42 makes it theirs. */
static GBytes *
make_with_magic (const char *magic)
{
  g_autoptr(GBytes) block = make_metadata_block (FALSE);
  gsize n_bytes = g_bytes_get_size (block) - 6;
  guint8 *data = g_memdup2 ((const guint8 *) g_bytes_get_data (block, NULL) + 6, n_bytes);

  memcpy (data, magic, 4);
  return g_bytes_new_take (data, n_bytes);
}

static GBytes *
make_olympus (void)
{
  return make_with_magic ("IIRO");
}

const MetadataFile metadata_files[] = {
  { "photo.jpg", make_jpeg, FALSE },
  { "photo.png", make_plain_png, FALSE },
  { "profile.png", make_png_with_profile, TRUE },
  { "plain-profile.png", make_png_with_plain_profile, TRUE },
  { "iptc.png", make_png_with_iptc, FALSE },
  { "photo.webp", make_webp, FALSE },
  { "photo.tif", make_plain_tiff, FALSE },
  { "motorola.tif", make_motorola_tiff, FALSE },
  { "photo.dng", make_dng, FALSE },
  { "photo.heic", make_plain_heic, FALSE },
  { "photo.avif", make_plain_avif, FALSE },
  { "idat.heic", make_heic_in_idat, TRUE, TRUE },
  { "parts.heic", make_heic_in_parts, TRUE },
  { "photo.cr3", make_canon, TRUE },
  { "photo.raf", make_fujifilm, TRUE },
  { "photo.orf", make_olympus, TRUE },
};
const guint n_metadata_files = G_N_ELEMENTS (metadata_files);
