/* src/look/jpeg.c: a JPEG at a fraction of its size, and a small one written. Helper program only.
 *
 * libjpeg itself, which gdk-pixbuf stands on too: it decodes at an eighth of
 * the size in a pass without intermediate pictures, says how many scans it has
 * seen and knows CMYK, none of which shows through gdk-pixbuf's loader.
 */
#include "look/jpeg.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jerror.h>
#include <jpeglib.h>

#define CHUNK 65536
#define MAX_ROWS 4
#define MAX_SCANS 100 /* encoders write about ten; a bomb has thousands, each of which costs a pass over the whole picture */
#define MAX_SECONDS 8 /* and should those be slow ones, this is in time before whoever waits gives up */

typedef struct
{
  struct jpeg_error_mgr errors;         /* these three first: libjpeg hands back pointers to them */
  struct jpeg_source_mgr input;
  struct jpeg_progress_mgr progress;
  jmp_buf out;
  struct jpeg_decompress_struct jpeg;
  PsSource *source;                     /* borrowed */
  gint64 offset;                        /* bytes read so far */
  gint64 started_at_us;                 /* by the monotonic clock */
  gboolean at_end;                      /* the decoder wanted more than there is */
  gboolean incomplete;                  /* and filled in what was missing */
  PsProblem problem;
  GdkPixbuf *picture;                   /* owned */
  JSAMPLE *row;                         /* owned; nullable: only where colours are converted here */
  guint8 buffer[CHUNK];
} Decoder;

G_NORETURN static void
give_up (Decoder   *self,
         PsProblem  problem)
{
  self->problem = problem;
  longjmp (self->out, 1);
}

G_NORETURN static void
error_exit (j_common_ptr jpeg)
{
  Decoder *self = jpeg->client_data;

  switch (jpeg->err->msg_code)
    {
    case JERR_OUT_OF_MEMORY:
    case JERR_IMAGE_TOO_BIG:
    case JERR_NO_BACKING_STORE:
      give_up (self, PS_PROBLEM_TOO_LARGE);
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_COMPONENT_COUNT:
    case JERR_ARITH_NOTIMPL:
      give_up (self, PS_PROBLEM_NO_PREVIEW);
    default:
      give_up (self, PS_PROBLEM_DAMAGED);
    }
}

/* Nothing a file says goes to standard error. */
static void
emit_message (j_common_ptr jpeg,
              int          level)
{
  Decoder *self = jpeg->client_data;

  if (level < 0 && self->at_end && jpeg->err->msg_code == JWRN_HIT_MARKER)
    self->incomplete = TRUE;
}

static void
output_message (j_common_ptr jpeg)
{
}

static void
init_source (j_decompress_ptr jpeg)
{
}

/* At the end of the file a marker that ends the picture is made up; libjpeg then fills the rest with grey. */
static boolean
fill_input (j_decompress_ptr jpeg)
{
  static const JOCTET end[2] = { 0xff, JPEG_EOI };
  Decoder *self = jpeg->client_data;
  gsize n = ps_source_read (self->source, self->offset, self->buffer, CHUNK);

  if (self->source->cut)
    give_up (self, PS_PROBLEM_CHANGED);
  if (self->source->error != 0)
    give_up (self, PS_PROBLEM_UNREADABLE);
  self->offset += (gint64) n;
  self->at_end = n == 0;
  self->input.next_input_byte = n > 0 ? self->buffer : end;
  self->input.bytes_in_buffer = n > 0 ? n : sizeof end;
  return TRUE;
}

static void
skip_input (j_decompress_ptr jpeg,
            long             n_bytes)
{
  Decoder *self = jpeg->client_data;

  if (n_bytes <= 0)
    return;
  if ((gsize) n_bytes <= self->input.bytes_in_buffer)
    {
      self->input.next_input_byte += n_bytes;
      self->input.bytes_in_buffer -= (gsize) n_bytes;
      return;
    }
  self->offset += n_bytes - (long) self->input.bytes_in_buffer;
  self->input.bytes_in_buffer = 0;
  fill_input (jpeg);
}

static void
end_source (j_decompress_ptr jpeg)
{
}

static void
check_progress (j_common_ptr jpeg)
{
  Decoder *self = jpeg->client_data;

  if (self->jpeg.input_scan_number > MAX_SCANS
      || g_get_monotonic_time () - self->started_at_us > MAX_SECONDS * G_USEC_PER_SEC)
    give_up (self, PS_PROBLEM_TOO_LARGE);
}

/* The smallest of the eighths that leaves the longer side at least min_side long. */
static void
choose_scale (struct jpeg_decompress_struct *jpeg,
              int                            min_side)
{
  guint side = MAX (jpeg->image_width, jpeg->image_height);

  jpeg->scale_denom = 8;
  for (jpeg->scale_num = 1; jpeg->scale_num < 8; jpeg->scale_num *= 2)
    if (side * jpeg->scale_num >= (guint) min_side * 8)
      break;
}

static void
choose_colours (Decoder *self)
{
  struct jpeg_decompress_struct *jpeg = &self->jpeg;

  switch (jpeg->num_components)
    {
    case 1:
      jpeg->out_color_space = JCS_GRAYSCALE;
      break;
    case 3:
      jpeg->out_color_space = JCS_RGB;
      break;
    case 4:
      jpeg->out_color_space = JCS_CMYK;
      break;
    default:
      give_up (self, PS_PROBLEM_NO_PREVIEW);
    }
}

/* Inks to light. Adobe's programs, the only ones that write such files, store them inverted. */
static void
convert_cmyk (const JSAMPLE *from,
              guint8        *to,
              guint          n_pixels,
              gboolean       inverted)
{
  for (guint i = 0; i < n_pixels; i++, from += 4)
    for (int c = 0; c < 3; c++)
      *to++ = (guint8) (inverted ? from[c] * from[3] / 255 : (255 - from[c]) * (255 - from[3]) / 255);
}

/* So many rows at once as libjpeg makes anyway, straight to where they belong. */
static void
read_rows (Decoder *self)
{
  struct jpeg_decompress_struct *jpeg = &self->jpeg;
  gsize stride = (gsize) gdk_pixbuf_get_rowstride (self->picture);
  guint8 *to = gdk_pixbuf_get_pixels (self->picture) + jpeg->output_scanline * stride;
  JSAMPROW rows[MAX_ROWS];
  guint n = CLAMP ((guint) jpeg->rec_outbuf_height, 1, MAX_ROWS);

  n = MIN (n, jpeg->output_height - jpeg->output_scanline);
  for (guint i = 0; i < n; i++)
    rows[i] = to + i * stride;
  jpeg_read_scanlines (jpeg, rows, n);
}

/* By way of a row aside, where the colours are others. */
static void
convert_row (Decoder *self)
{
  struct jpeg_decompress_struct *jpeg = &self->jpeg;
  guint width = jpeg->output_width;
  guint8 *to = gdk_pixbuf_get_pixels (self->picture) + jpeg->output_scanline * (gsize) gdk_pixbuf_get_rowstride (self->picture);

  if (jpeg_read_scanlines (jpeg, &self->row, 1) != 1)
    return;
  if (jpeg->out_color_space == JCS_CMYK)
    convert_cmyk (self->row, to, width, jpeg->saw_Adobe_marker);
  else
    for (guint i = 0; i < width; i++, to += 3)
      to[0] = to[1] = to[2] = self->row[i];
}

static void
decode (Decoder *self,
        int      min_side)
{
  struct jpeg_decompress_struct *jpeg = &self->jpeg;

  jpeg_read_header (jpeg, TRUE);
  choose_scale (jpeg, min_side);
  choose_colours (self);
  jpeg->dct_method = JDCT_ISLOW;
  jpeg->do_fancy_upsampling = jpeg->scale_num == 8; /* else it is made smaller right away */
  jpeg->do_block_smoothing = FALSE;
  jpeg_start_decompress (jpeg);
  if (jpeg->out_color_space != JCS_RGB)
    {
      self->row = malloc ((gsize) jpeg->output_width * (gsize) jpeg->output_components);
      if (self->row == NULL)
        give_up (self, PS_PROBLEM_TOO_LARGE);
    }
  self->picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, (int) jpeg->output_width, (int) jpeg->output_height);
  if (self->picture == NULL)
    give_up (self, PS_PROBLEM_TOO_LARGE);
  while (jpeg->output_scanline < jpeg->output_height)
    {
      if (self->row != NULL)
        convert_row (self);
      else
        read_rows (self);
    }
}

static void
init_decoder (Decoder  *self,
              PsSource *source)
{
  self->source = source;
  self->started_at_us = g_get_monotonic_time ();
  self->jpeg.err = jpeg_std_error (&self->errors);
  self->errors.error_exit = error_exit;
  self->errors.emit_message = emit_message;
  self->errors.output_message = output_message;
  self->jpeg.client_data = self;
  self->input.init_source = init_source;
  self->input.fill_input_buffer = fill_input;
  self->input.skip_input_data = skip_input;
  self->input.resync_to_restart = jpeg_resync_to_restart;
  self->input.term_source = end_source;
  self->progress.progress_monitor = check_progress;
}

/* Results are left in self: locals do not outlive the long jump out of libjpeg. */
static void
run_decoder (Decoder *self,
             int      min_side)
{
  if (setjmp (self->out) != 0)
    return;
  jpeg_create_decompress (&self->jpeg);
  self->jpeg.src = &self->input;
  self->jpeg.progress = &self->progress;
  decode (self, min_side);
  self->problem = self->incomplete ? PS_PROBLEM_INCOMPLETE : PS_PROBLEM_NONE;
}

/* A block of 8 × 8 takes a bit at least in Huffman coding: what claims a lot and holds nothing is not worth its memory. */
static gboolean
is_hollow (PsSource          *source,
           const PsContainer *container)
{
  gint64 n_blocks = (container->width / 8) * (container->height / 8);

  return !container->arithmetic && n_blocks > 65536 && source->size * 8 < n_blocks;
}

/**
 * ps_jpeg_load:
 * @source: the file
 * @container: what its headers say, limits already checked
 * @min_side: pixels; the longer side of the result is at least this, where the picture has as many
 * @problem: (out): why there is no picture, or %PS_PROBLEM_INCOMPLETE beside one
 *
 * Decodes at an eighth, a quarter, half or all of the size. Colour profiles
 * are not applied.
 *
 * Returns: (transfer full) (nullable): the picture as stored, not yet upright
 */
GdkPixbuf *
ps_jpeg_load (PsSource          *source,
              const PsContainer *container,
              int                min_side,
              PsProblem         *problem)
{
  Decoder *self;
  GdkPixbuf *picture;

  if (is_hollow (source, container))
    {
      *problem = PS_PROBLEM_DAMAGED;
      return NULL;
    }
  self = g_new0 (Decoder, 1);
  init_decoder (self, source);
  run_decoder (self, min_side);
  *problem = self->problem;
  picture = self->problem == PS_PROBLEM_NONE || self->problem == PS_PROBLEM_INCOMPLETE ? g_steal_pointer (&self->picture) : NULL;
  jpeg_destroy_decompress (&self->jpeg);
  g_clear_object (&self->picture);
  free (self->row);
  g_free (self);
  return picture;
}

typedef struct
{
  struct jpeg_error_mgr errors;
  jmp_buf out;
  struct jpeg_compress_struct jpeg;
  unsigned char *data;  /* owned, malloc */
  unsigned long size;
  gboolean done;
} Encoder;

G_NORETURN static void
encode_failed (j_common_ptr jpeg)
{
  Encoder *self = jpeg->client_data;

  longjmp (self->out, 1);
}

static void
encode (Encoder   *self,
        GdkPixbuf *picture,
        int        quality)
{
  struct jpeg_compress_struct *jpeg = &self->jpeg;
  guint8 *pixels = gdk_pixbuf_get_pixels (picture);

  if (setjmp (self->out) != 0)
    return;
  jpeg_create_compress (jpeg);
  jpeg_mem_dest (jpeg, &self->data, &self->size);
  jpeg->image_width = (JDIMENSION) gdk_pixbuf_get_width (picture);
  jpeg->image_height = (JDIMENSION) gdk_pixbuf_get_height (picture);
  jpeg->input_components = 3;
  jpeg->in_color_space = JCS_RGB;
  jpeg_set_defaults (jpeg);
  jpeg_set_quality (jpeg, quality, TRUE);
  jpeg->optimize_coding = FALSE; /* a tenth smaller for half as much time again */
  jpeg_start_compress (jpeg, TRUE);
  while (jpeg->next_scanline < jpeg->image_height)
    {
      JSAMPROW row = pixels + jpeg->next_scanline * (gsize) gdk_pixbuf_get_rowstride (picture);

      jpeg_write_scanlines (jpeg, &row, 1);
    }
  jpeg_finish_compress (jpeg);
  self->done = TRUE;
}

/**
 * ps_jpeg_save:
 * @picture: RGB of 8 bits without alpha
 * @quality: 1–100
 *
 * Returns: (transfer full) (nullable): @picture as a baseline JPEG without any metadata; %NULL without memory
 */
GBytes *
ps_jpeg_save (GdkPixbuf *picture,
              int        quality)
{
  Encoder *self;
  GBytes *result = NULL;

  g_return_val_if_fail (gdk_pixbuf_get_n_channels (picture) == 3, NULL);

  self = g_new0 (Encoder, 1);
  self->jpeg.err = jpeg_std_error (&self->errors);
  self->errors.error_exit = encode_failed;
  self->errors.output_message = output_message;
  self->jpeg.client_data = self;
  encode (self, picture, quality);
  if (self->done)
    result = g_bytes_new (self->data, self->size);
  jpeg_destroy_compress (&self->jpeg);
  free (self->data);
  g_free (self);
  return result;
}
