/* src/demo/small-files.c: sound, archives, documents and sidecars, small but valid. */
#include "demo/small-files.h"

#include <math.h>
#include <string.h>

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>

#include "demo/dice.h"
#include "demo/picture-file.h"

static void
append_le (GByteArray *file,
           guint32     value,
           guint       n_bytes)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (file, (const guchar *) &little, n_bytes);
}

static void
append_text (GByteArray *file,
             const char *text)
{
  g_byte_array_append (file, (const guchar *) text, (guint) strlen (text));
}

/**
 * ps_make_wav:
 * @seed: which melody
 * @duration_s: how long
 * @rate: samples a second
 *
 * Returns: (transfer full): mono sound, 16 bits, in a RIFF file: soft notes of a pentatonic scale
 */
GBytes *
ps_make_wav (guint64 seed,
             double  duration_s,
             guint   rate)
{
  static const double scale[] = { 220, 261.63, 293.66, 329.63, 392, 440, 523.25 };
  PsDice dice = ps_dice_new (seed, 41);
  guint n = (guint) (duration_s * rate), n_note = rate / 3 + 1;
  GByteArray *file = g_byte_array_sized_new (44 + 2 * n);
  double hertz = scale[0];

  append_text (file, "RIFF");
  append_le (file, 36 + 2 * n, 4);
  append_text (file, "WAVEfmt ");
  append_le (file, 16, 4);
  append_le (file, 1, 2);
  append_le (file, 1, 2);
  append_le (file, rate, 4);
  append_le (file, 2 * rate, 4);
  append_le (file, 2, 2);
  append_le (file, 16, 2);
  append_text (file, "data");
  append_le (file, 2 * n, 4);
  for (guint i = 0; i < n; i++)
    {
      double t = (double) (i % n_note) / rate;

      if (i % n_note == 0)
        hertz = scale[ps_dice_pick (&dice, G_N_ELEMENTS (scale))];
      append_le (file,
                 (guint32) (gint32) lround (9000 * exp (-4 * t)
                                            * (sin (2 * G_PI * hertz * t) + 0.4 * sin (4 * G_PI * hertz * t))),
                 2);
    }
  return g_byte_array_free_to_bytes (file);
}

/* 1 January 1980, the first day that DOS knows, so that the time of day plays no part. */
#define DOS_DATE ((1 << 5) | 1)

static void
append_zip_entry (GByteArray *file,
                  const char *name,
                  GBytes     *content,
                  gboolean    is_central,
                  guint32     offset)
{
  gsize n;
  gconstpointer data = g_bytes_get_data (content, &n);

  append_le (file, is_central ? 0x02014b50 : 0x04034b50, 4);
  if (is_central)
    append_le (file, 20, 2);
  append_le (file, 20, 2);
  append_le (file, 1 << 11, 2); /* names are UTF-8 */
  append_le (file, 0, 2);       /* stored */
  append_le (file, 0, 2);
  append_le (file, DOS_DATE, 2);
  append_le (file, ps_crc32 (data, n), 4);
  append_le (file, (guint32) n, 4);
  append_le (file, (guint32) n, 4);
  append_le (file, (guint32) strlen (name), 2);
  append_le (file, 0, 2);
  if (is_central)
    {
      append_le (file, 0, 2);
      append_le (file, 0, 2);
      append_le (file, 0, 2);
      append_le (file, 0, 4);
      append_le (file, offset, 4);
    }
  append_text (file, name);
  if (!is_central)
    g_byte_array_append (file, data, (guint) n);
}

/**
 * ps_make_zip:
 * @names: (array length=n): names inside
 * @contents: (array length=n): the files
 * @n: how many
 *
 * Returns: (transfer full): an archive that stores them (PKWARE APPNOTE 6.3)
 */
GBytes *
ps_make_zip (const char *const *names,
             GBytes     *const *contents,
             guint              n)
{
  GByteArray *file = g_byte_array_new ();
  g_autofree guint32 *offsets = g_new0 (guint32, n);
  guint32 central;

  for (guint i = 0; i < n; i++)
    {
      offsets[i] = file->len;
      append_zip_entry (file, names[i], contents[i], FALSE, 0);
    }
  central = file->len;
  for (guint i = 0; i < n; i++)
    append_zip_entry (file, names[i], contents[i], TRUE, offsets[i]);
  n = MIN (n, 0xffff);
  {
    guint32 size = file->len - central;

    append_le (file, 0x06054b50, 4);
    append_le (file, 0, 4);
    append_le (file, n, 2);
    append_le (file, n, 2);
    append_le (file, size, 4);
    append_le (file, central, 4);
    append_le (file, 0, 2);
  }
  return g_byte_array_free_to_bytes (file);
}

static GBytes *
bytes_of_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

/**
 * ps_make_docx:
 * @title: its first line
 * @text: its second
 *
 * Returns: (transfer full): a document of two paragraphs (ECMA-376)
 */
GBytes *
ps_make_docx (const char *title,
              const char *text)
{
  static const char *const names[] = { "[Content_Types].xml", "_rels/.rels", "word/document.xml" };
  static const char types[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
  static const char relations[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>";
  g_autoptr(GBytes) first = g_bytes_new_static (types, strlen (types));
  g_autoptr(GBytes) second = g_bytes_new_static (relations, strlen (relations));
  g_autoptr(GBytes) third = bytes_of_text (g_markup_printf_escaped (
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
    "<w:p><w:r><w:t>%s</w:t></w:r></w:p><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>", title, text));
  GBytes *const contents[] = { first, second, third };

  return ps_make_zip (names, contents, 3);
}

/**
 * ps_make_xmp:
 * @title: dc:title
 * @keywords: (array zero-terminated=1): dc:subject
 * @rating: xmp:Rating, 0–5
 * @taken_at_us: exif:DateTimeOriginal, the camera's clock as UTC
 *
 * Returns: (transfer full): a sidecar as raw converters write it (ISO 16684-1)
 */
GBytes *
ps_make_xmp (const char        *title,
             const char *const *keywords,
             int                rating,
             gint64             taken_at_us)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (taken_at_us / G_USEC_PER_SEC);
  g_autofree char *taken = g_date_time_format (time, "%Y-%m-%dT%H:%M:%S");
  g_autofree char *head = g_markup_printf_escaped (
    "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "  <rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:exif=\"http://ns.adobe.com/exif/1.0/\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmp:Rating=\"%d\" exif:DateTimeOriginal=\"%s\">\n"
    "   <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n   <dc:subject><rdf:Bag>",
    rating, taken, title);
  GString *text = g_string_new (head);

  for (guint i = 0; keywords != NULL && keywords[i] != NULL; i++)
    {
      g_autofree char *item = g_markup_printf_escaped ("<rdf:li>%s</rdf:li>", keywords[i]);

      g_string_append (text, item);
    }
  g_string_append (
      text, "</rdf:Bag></dc:subject>\n  </rdf:Description>\n </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n");
  return g_string_free_to_bytes (text);
}

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         n)
{
  g_byte_array_append (closure, data, n);
  return CAIRO_STATUS_SUCCESS;
}

/* One picture in a box of the page, as it is in its JPEG file. */
static gboolean
place_picture (cairo_t  *cr,
               GBytes   *jpeg,
               double    x,
               double    y,
               double    side,
               GError  **error)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (jpeg);
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, error);
  cairo_surface_t *surface;
  int width, height;
  double scale;
  gsize n;
  gconstpointer data = g_bytes_get_data (jpeg, &n);

  if (pixbuf == NULL)
    return FALSE;
  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  scale = side / MAX (width, height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  /* The file goes in unchanged; the surface only tells how large it is. */
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, n, (cairo_destroy_func_t) g_bytes_unref,
                               g_bytes_ref (jpeg));
  cairo_save (cr);
  cairo_translate (cr, x + (side - width * scale) / 2, y + (side - height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
  return TRUE;
}

/**
 * ps_make_pdf:
 * @jpegs: (element-type GBytes): pictures
 * @n_pages: how many pages they are spread over
 * @title: the document's title
 * @created_at_us: its date, so that the same document is the same file
 * @error: set with a #GdkPixbufError
 *
 * Returns: (transfer full) (nullable): contact sheets on A4
 */
GBytes *
ps_make_pdf (GPtrArray   *jpegs,
             guint        n_pages,
             const char  *title,
             gint64       created_at_us,
             GError     **error)
{
  const double margin = 40, gap = 12, side = (595 - 2 * margin - 2 * gap) / 3;
  g_autoptr(GByteArray) file = g_byte_array_new ();
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (created_at_us / G_USEC_PER_SEC);
  g_autofree char *date = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, file, 595, 842);
  cairo_t *cr = cairo_create (surface);
  guint n_each = (jpegs->len + n_pages - 1) / n_pages;
  gboolean is_fine = TRUE;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  for (guint i = 0; i < jpegs->len && is_fine; i++)
    {
      guint place = i % n_each;

      is_fine = place_picture (cr, g_ptr_array_index (jpegs, i), margin + (place % 3) * (side + gap),
                               margin + (place / 3) * (side + gap), side, error);
      if (place == n_each - 1 || i == jpegs->len - 1)
        cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return is_fine ? g_byte_array_free_to_bytes (g_steal_pointer (&file)) : NULL;
}
