/* src/look/problem.c: why a file has no preview, in plain words.
 *
 * The helper sends a number; only this side of the wall makes sentences, so
 * that nothing a hostile file says can reach the window.
 */
#include "look/problem.h"

#include <glib/gi18n-lib.h>

static char *
say_no_preview (PsFormat format)
{
  switch (format)
    {
    case PS_FORMAT_HEIF:
      return g_strdup (_("No preview: HEIF photos cannot be shown here. The file itself is unharmed."));
    case PS_FORMAT_AVIF:
      return g_strdup (_("No preview: AVIF pictures cannot be shown here. The file itself is unharmed."));
    case PS_FORMAT_WEBP:
      return g_strdup (_("No preview: this computer has nothing installed to show WebP pictures. The file itself is unharmed."));
    case PS_FORMAT_JPEG_XL:
      return g_strdup (_("No preview: JPEG XL pictures cannot be shown here. The file itself is unharmed."));
    case PS_FORMAT_JPEG_2000:
      return g_strdup (_("No preview: JPEG 2000 pictures cannot be shown here. The file itself is unharmed."));
    case PS_FORMAT_RAW:
      return g_strdup (_("No preview: camera raw files cannot be shown here. The file itself is unharmed."));
    case PS_FORMAT_PSD:
      return g_strdup (_("No preview: Photoshop documents cannot be shown here. The file itself is unharmed."));
    case PS_FORMAT_SVG:
      return g_strdup (_("No preview: SVG drawings are not opened, because they may hold programs. The file itself is unharmed."));
    case PS_FORMAT_PDF:
    case PS_FORMAT_POSTSCRIPT:
      return g_strdup (_("No preview: documents are not opened. The file itself is unharmed."));
    case PS_FORMAT_VIDEO:
      return g_strdup (_("No preview: videos cannot be shown here. The file itself is unharmed."));
    case PS_FORMAT_JPEG:
      return g_strdup (_("No preview: this is a rare kind of JPEG that cannot be shown here. The file itself is unharmed."));
    case PS_FORMAT_PNG:
    case PS_FORMAT_GIF:
    case PS_FORMAT_TIFF:
    case PS_FORMAT_BMP:
      return g_strdup (_("No preview: this computer has nothing installed to show this format. The file itself is unharmed."));
    case PS_FORMAT_TEXT:
      return g_strdup (_("No preview: this is text and no picture, whatever its name says."));
    case PS_FORMAT_ICON:
    case PS_FORMAT_UNKNOWN:
    default:
      return g_strdup (_("No preview for this format."));
    }
}

static char *
say_too_large (gint64 width,
               gint64 height)
{
  if (width <= 0 || height <= 0)
    return g_strdup (_("Too large to preview. The file itself is unharmed."));
  /* Translators: width and height of a picture in pixels */
  return g_strdup_printf (_("Too large to preview: %u × %u pixels. The file itself is unharmed."), (guint) width, (guint) height);
}

/**
 * ps_problem_to_text:
 * @problem: what went wrong
 * @format: what the file is
 * @width: pixels, or 0
 * @height: pixels, or 0
 *
 * Returns: (transfer full) (nullable): a sentence in the user's language, %NULL where there is no problem
 */
char *
ps_problem_to_text (PsProblem problem,
                    PsFormat  format,
                    gint64    width,
                    gint64    height)
{
  switch (problem)
    {
    case PS_PROBLEM_NO_PREVIEW:
      return say_no_preview (format);
    case PS_PROBLEM_TOO_LARGE:
      return say_too_large (width, height);
    case PS_PROBLEM_DAMAGED:
      return g_strdup (_("No preview: the picture inside this file is damaged and cannot be read."));
    case PS_PROBLEM_INCOMPLETE:
      return g_strdup (_("The end of this picture is missing in the file; what is there is shown."));
    case PS_PROBLEM_EMPTY:
      return g_strdup (_("No preview: the file is empty."));
    case PS_PROBLEM_NOT_A_FILE:
      return g_strdup (_("No preview: this is not an ordinary file."));
    case PS_PROBLEM_CHANGED:
      return g_strdup (_("No preview: the file became shorter while it was read. Verify it to see whether it is still whole."));
    case PS_PROBLEM_UNREADABLE:
      return g_strdup (_("No preview: the disk could not read this file. Check the drive, then try again."));
    case PS_PROBLEM_NONE:
    default:
      return NULL;
    }
}
