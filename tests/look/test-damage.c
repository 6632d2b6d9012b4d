/* tests/look/test-damage.c: files that are cut, flipped or lie about themselves yield less, never a crash, a loop or too much. */
#include <string.h>

#include "container-maker.h"
#include "exif-maker.h"
#include "exiftool.h"
#include "look-test.h"
#include "look/exif-block.h"
#include "look/metadata.h"
#include "look/wire.h"
#include "look/xmp.h"
#include "metadata-files.h"

#define MAX_SECONDS 5 /* for one file; under the sanitizers, on a busy machine */

static gboolean
is_sound_text (const char *text)
{
  return text == NULL || (*text != '\0' && strlen (text) <= 6000 && g_utf8_validate (text, -1, NULL));
}

static PsFacts *
read_bytes (const guint8 *data,
            gsize         n_bytes)
{
  g_auto(PsContainer) container = { 0 };
  g_auto(PsSight) sight = { 0 };
  g_autoptr(GByteArray) message = NULL;
  gint64 begun = g_get_monotonic_time ();
  PsSource source;

  ps_source_init_memory (&source, data, n_bytes);
  ps_container_read (&container, &source);
  g_assert_true (container.exif == NULL || g_bytes_get_size (container.exif) <= 65539);
  g_assert_true (container.xmp == NULL || g_bytes_get_size (container.xmp) <= 1 << 20);
  g_assert_true (container.iptc == NULL || g_bytes_get_size (container.iptc) <= 256 << 10);
  sight.facts = ps_facts_new ();
  ps_metadata_read (&container, sight.facts);
  g_assert_true (is_sound_text (sight.facts->title) && is_sound_text (sight.facts->caption) && is_sound_text (sight.facts->creator)
                 && is_sound_text (sight.facts->rights) && is_sound_text (sight.facts->label)
                 && is_sound_text (sight.facts->keywords) && is_sound_text (sight.facts->keyword_paths));
  g_assert_true (sight.facts->orientation >= 1 && sight.facts->orientation <= 8);
  message = ps_wire_pack (1, &sight);
  g_assert_cmpuint (message->len, <=, PS_WIRE_MAX_REPLY);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, MAX_SECONDS * G_USEC_PER_SEC);
  return g_steal_pointer (&sight.facts);
}

static void
read_and_forget (const guint8 *data,
                 gsize         n_bytes)
{
  g_autofree guint8 *copy = g_memdup2 (data, n_bytes); /* so that a sanitizer sees every byte too far */

  ps_facts_unref (read_bytes (copy, n_bytes));
}

/* Where it matters: near the start, near the end, around what the walks land on. */
static gsize
pick_place (GRand *rand,
            gsize  n_bytes)
{
  guint32 reach = (guint32) MIN (n_bytes, 600);

  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      return g_rand_int (rand) % reach;
    case 1:
      return n_bytes - 1 - g_rand_int (rand) % reach;
    default:
      return g_rand_int (rand) % n_bytes;
    }
}

static void
damage (const guint8 *data,
        gsize         n_bytes)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20);

  for (gsize n = 0; n < n_bytes; n += n < 300 || n_bytes - n < 300 ? 7 : 1 + n_bytes / 60)
    read_and_forget (data, n);
  for (int i = 0; i < 400; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, n_bytes);

      for (int j = g_rand_int_range (rand, 1, 9); j > 0; j--)
        {
          gsize place = pick_place (rand, n_bytes);

          copy[place] = g_rand_boolean (rand) ? (guint8) (copy[place] ^ 1 << g_rand_int_range (rand, 0, 8)) : 0xff;
        }
      read_and_forget (copy, n_bytes);
    }
}

static void
test_damaged (gconstpointer data)
{
  const MetadataFile *file = data;
  g_autoptr(GBytes) bytes = file->make ();
  g_autofree char *exiftool = g_find_program_in_path ("exiftool");
  g_autofree char *path = look_test_write (file->name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *full = NULL;
  gsize n_bytes;

  if (exiftool != NULL && !file->has_exif) /* without it, what is damaged has less in it */
    {
      exiftool_write (path, exif_tags);
      exiftool_write (path, xmp_tags);
    }
  g_assert_true (g_file_get_contents (path, &full, &n_bytes, NULL));
  damage ((const guint8 *) full, n_bytes);
}

static void
put_entry (GByteArray *out,
           guint       tag,
           guint       format,
           guint32     count,
           guint32     value)
{
  guint8 entry[12] = { (guint8) tag, (guint8) (tag >> 8), (guint8) format, 0 };

  count = GUINT32_TO_LE (count);
  value = GUINT32_TO_LE (value);
  memcpy (entry + 4, &count, 4);
  memcpy (entry + 8, &value, 4);
  g_byte_array_append (out, entry, sizeof entry);
}

/* Directories that lead to themselves and to each other. */
static void
test_loops (void)
{
  g_autoptr(GByteArray) out = g_byte_array_new ();
  g_autoptr(PsFacts) facts = NULL;

  g_byte_array_append (out, (const guint8 *) "II*\0\x08\0\0\0\x05\0", 10);
  put_entry (out, 0x010f, 2, 4, 'A' | 'B' << 8);
  put_entry (out, 330, 4, 1, 8);
  put_entry (out, 330, 4, 0x10000000, 8);
  put_entry (out, 0x8769, 4, 1, 8);
  put_entry (out, 0x8825, 4, 1, 8);
  g_byte_array_append (out, (const guint8 *) "\x08\0\0\0", 4);
  facts = read_bytes (out->data, out->len);
  g_assert_cmpstr (facts->camera_make, ==, "AB");
  g_assert_null (facts->lens);
}

/* As many entries as a directory can have, all of a text that is the whole file. */
static void
test_a_crowd (void)
{
  g_autoptr(GByteArray) out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) "II*\0\x08\0\0\0\xff\xff", 10);
  for (guint i = 0; i < 65535; i++)
    put_entry (out, i % 2 ? 0x010f : i, 2, 700000, 8);
  g_byte_array_append (out, (const guint8 *) "\x08\0\0\0", 4);
  read_and_forget (out->data, out->len);
}

static void
test_texts_of_every_length (void)
{
  for (guint32 n = 0; n < 6000; n += n < 20 ? 1 : 613)
    {
      static const guint tags[] = { 0x010e, 0x010f, 0x0110, 0x0132, 0x013b, 0x8298 };
      g_autoptr(GByteArray) out = g_byte_array_new ();
      g_autofree char *text = g_strnfill (n + 8, 'x');
      g_autoptr(PsFacts) facts = NULL;

      g_byte_array_append (out, (const guint8 *) "II*\0\x08\0\0\0\x06\0", 10);
      for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
        put_entry (out, tags[i], 2, n, n > 4 ? 10 + 72 + 4 : n > 0 ? 'x' : 0);
      g_byte_array_append (out, (const guint8 *) "\0\0\0\0", 4);
      g_byte_array_append (out, (const guint8 *) text, n + 8);
      facts = read_bytes (out->data, out->len);
      g_assert_cmpuint (facts->camera_make != NULL ? strlen (facts->camera_make) : 0, ==, n > 4 ? MIN (n, 2000) : n > 0);
    }
}

/* A text that unpacks to far more than any photo has, and one that claims to. */
static void
test_packed_bombs (void)
{
  g_autofree guint8 *zeros = g_malloc0 (64 << 20);
  g_autoptr(GBytes) packed = make_deflated (zeros, 64 << 20);
  g_autoptr(GdkPixbuf) picture = look_test_draw (1, 8, 8);
  g_autoptr(GByteArray) chunk = g_byte_array_new ();
  g_autoptr(GBytes) png = NULL;
  gsize n_bytes;

  g_byte_array_append (chunk, (const guint8 *) "XML:com.adobe.xmp\0\1\0\0\0", 22);
  g_byte_array_append (chunk, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));
  png = make_png (picture, "iTXt", chunk->data, chunk->len);
  n_bytes = g_bytes_get_size (png);
  read_and_forget (g_bytes_get_data (png, NULL), n_bytes);
}

/* Hundreds of texts of a few kilobytes, each of which unpacks to megabytes of what could be metadata. */
static void
test_many_packed_bombs (void)
{
  g_autofree guint8 *digits = g_malloc (7 << 20);
  g_autoptr(GBytes) packed = NULL;
  g_autoptr(GdkPixbuf) picture = look_test_draw (1, 8, 8);
  g_autoptr(GByteArray) chunk = g_byte_array_new (), file = g_byte_array_new ();
  g_autoptr(GBytes) png = NULL;
  const guint8 *data;
  gsize n_chunk = 0;

  memset (digits, '0', 7 << 20);
  memcpy (digits, "\nexif\n3670000\n", 14);
  packed = make_deflated (digits, 7 << 20);
  g_byte_array_append (chunk, (const guint8 *) "Raw profile type exif\0", 23);
  g_byte_array_append (chunk, g_bytes_get_data (packed, NULL), (guint) g_bytes_get_size (packed));
  png = make_png (picture, "zTXt", chunk->data, chunk->len);
  data = g_bytes_get_data (png, NULL);
  n_chunk = 12 + chunk->len; /* behind the head, which is 8 and 25 bytes long */
  g_byte_array_append (file, data, 33);
  for (int i = 0; i < 2000; i++)
    g_byte_array_append (file, data + 33, (guint) n_chunk);
  g_byte_array_append (file, data + 33 + n_chunk, (guint) (g_bytes_get_size (png) - 33 - n_chunk));
  read_and_forget (file->data, file->len);
}

/* Image resources and segments without an end, none of which is what is looked for. */
static void
test_endless_lists (void)
{
  g_autoptr(GByteArray) jpeg = g_byte_array_new (), webp = g_byte_array_new (), boxes = g_byte_array_new ();

  g_byte_array_append (jpeg, (const guint8 *) "\xff\xd8", 2);
  while (jpeg->len < 4 << 20)
    g_byte_array_append (jpeg, (const guint8 *) "\xff\xed\0\x1cPhotoshop 3.0\0" "8BIM\4\4\0\0\0\0\0\0", 30);
  read_and_forget (jpeg->data, jpeg->len);
  g_byte_array_append (webp, (const guint8 *) "RIFF\0\0\0\0WEBP", 12);
  while (webp->len < 4 << 20)
    g_byte_array_append (webp, (const guint8 *) "EXIF\x10\0\0\0II*\0\x08\0\0\0\1\0\0\0\0\0\0\0", 24);
  read_and_forget (webp->data, webp->len);
  g_byte_array_append (boxes, (const guint8 *) "\0\0\0\x10" "ftypcrx \0\0\0\0\0\0\0\0moov", 24);
  while (boxes->len < 4 << 20)
    g_byte_array_append (boxes, (const guint8 *) "\0\0\0\x08" "uuid", 8);
  read_and_forget (boxes->data, boxes->len);
}

/* Extents without a length in a list without an end. */
static void
test_locations_without_size (void)
{
  static const char head[] = "\0\0\0\x10" "ftypheic\0\0\0\0" "\0\x10\0\0" "meta\0\0\0\0"
    "\0\0\0\x23" "iinf\0\0\0\0\0\1" "\0\0\0\x15" "infe\2\0\0\0\0\1\0\0" "Exif\0";
  g_autoptr(GByteArray) out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) head, sizeof head - 1);
  g_byte_array_append (out, (const guint8 *) "\0\x0f\xf0\0" "iloc\0\0\0\0\0\0\xff\xff", 16);
  while (out->len < 1 << 20)
    g_byte_array_append (out, (const guint8 *) "\0\1\0\0\xff\xff", 6);
  read_and_forget (out->data, out->len);
}

static GBytes *
make_packet (const char *before,
             const char *inside)
{
  g_autofree char *text = g_strdup_printf ("%s<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                                           "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'>%s</rdf:Description>"
                                           "</rdf:RDF></x:xmpmeta>", before, inside);

  return g_bytes_new (text, strlen (text));
}

static char *
repeat (const char *text,
        int         n)
{
  GString *out = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

static void
test_wild_packets (void)
{
  g_autofree char *deep = repeat ("<dc:a rdf:parseType='Resource'>", 5000);
  g_autofree char *masked = repeat ("<dc:a b='/>' rdf:parseType='Resource'>", 5000);
  g_autofree char *hidden = g_strconcat ("<!-- \" -->", deep, NULL);
  g_autofree char *many = repeat ("<dc:a>1</dc:a>", 30000);
  const struct { const char *before, *inside; gboolean is_tame; } packets[] = {
    { "", "<dc:title>plain</dc:title>", TRUE },
    { "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><!-- a > b -->", "<dc:title>plain</dc:title>", TRUE },
    { "<!DOCTYPE x [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>", "<dc:title>&b;</dc:title>", FALSE },
    { "", deep, FALSE },
    { "", masked, FALSE },
    { "", hidden, FALSE },
    { "", many, FALSE },
    { "", "<![CDATA[<dc:title>]]>", FALSE },
    { "<", "", TRUE },
    { "", "<dc:title attribute='never ends>", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (packets); i++)
    {
      g_autoptr(GBytes) packet = make_packet (packets[i].before, packets[i].inside);
      g_auto(PsCaptions) captions = { 0 };

      ps_captions_init (&captions);
      g_test_message ("packet %d", (int) i);
      g_assert_cmpint (ps_xmp_is_tame (packet), ==, packets[i].is_tame);
      ps_xmp_read (packet, &captions);
      g_assert_true (i < 2 ? g_strcmp0 (captions.title, "plain") == 0 : captions.title == NULL);
    }
}

/* As many names as are let pass, of every kind: what reads them compares each with each. */
static void
test_packets_at_the_limit (void)
{
  g_autoptr(GString) elements = g_string_new (NULL), attributes = g_string_new ("<dc:z "), items = g_string_new ("<dc:subject><rdf:Bag>");
  g_autoptr(GString) languages = g_string_new ("<dc:title><rdf:Alt>"), nested = g_string_new (NULL);
  GString *const all[] = { elements, attributes, items, languages, nested };

  for (int i = 0; i < 9900; i++)
    g_string_append_printf (elements, "<dc:e%d>1</dc:e%d>", i, i);
  for (int i = 0; i < 19900; i++)
    g_string_append_printf (attributes, "dc:a%d='1' ", i);
  g_string_append (attributes, "/>");
  for (int i = 0; i < 9900; i++)
    g_string_append_printf (items, "<rdf:li>word %d</rdf:li>", i);
  g_string_append (items, "</rdf:Bag></dc:subject>");
  for (int i = 0; i < 6600; i++)
    g_string_append_printf (languages, "<rdf:li xml:lang='x%d'>1</rdf:li>", i);
  g_string_append (languages, "</rdf:Alt></dc:title>");
  for (int i = 0; i < 90; i++)
    g_string_append_printf (nested, "<dc:n%d rdf:parseType='Resource'>", i);
  for (int i = 0; i < 9500; i++)
    g_string_append_printf (nested, "<dc:e%d>1</dc:e%d>", i, i);
  for (int i = 89; i >= 0; i--)
    g_string_append_printf (nested, "</dc:n%d>", i);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr(GBytes) packet = make_packet ("", all[i]->str);
      g_auto(PsCaptions) captions = { 0 };
      gint64 begun = g_get_monotonic_time ();

      ps_captions_init (&captions);
      g_assert_true (ps_xmp_is_tame (packet));
      ps_xmp_read (packet, &captions);
      g_test_message ("packet %d: %d ms", (int) i, (int) ((g_get_monotonic_time () - begun) / 1000));
      g_assert_cmpint (g_get_monotonic_time () - begun, <, MAX_SECONDS * G_USEC_PER_SEC);
      g_assert_cmpuint (captions.keywords != NULL ? captions.keywords->len : 0, <=, 1000);
    }
}

/* In UTF-16 a document type is one too. */
static void
test_wide_packets (void)
{
  g_autoptr(GBytes) packet = make_packet ("<!DOCTYPE x>", "<dc:title>plain</dc:title>");
  gsize n_bytes, n_wide;
  const char *data = g_bytes_get_data (packet, &n_bytes);
  g_autofree char *wide = g_convert (data, (gssize) n_bytes, "UTF-16BE", "UTF-8", NULL, &n_wide, NULL);
  g_autoptr(GBytes) wide_packet = g_bytes_new (wide, n_wide);

  g_assert_false (ps_xmp_is_tame (wide_packet));
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  ps_xmp_preload ();
  for (guint i = 0; i < n_metadata_files; i++)
    {
      g_autofree char *path = g_strconcat ("/damage/", metadata_files[i].name, NULL);

      g_test_add_data_func (path, &metadata_files[i], test_damaged);
    }
  g_test_add_func ("/damage/loops", test_loops);
  g_test_add_func ("/damage/a-crowd", test_a_crowd);
  g_test_add_func ("/damage/texts-of-every-length", test_texts_of_every_length);
  g_test_add_func ("/damage/packed-bombs", test_packed_bombs);
  g_test_add_func ("/damage/many-packed-bombs", test_many_packed_bombs);
  g_test_add_func ("/damage/endless-lists", test_endless_lists);
  g_test_add_func ("/damage/locations-without-size", test_locations_without_size);
  g_test_add_func ("/damage/wild-packets", test_wild_packets);
  g_test_add_func ("/damage/packets-at-the-limit", test_packets_at_the_limit);
  g_test_add_func ("/damage/wide-packets", test_wide_packets);
  result = g_test_run ();
  look_test_remove ();
  return result;
}
