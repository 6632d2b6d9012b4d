/* src/look/problem.h: why a file has no preview, in plain words. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Kinds of file, told apart by their content. The numbers travel between processes of one version only. */
typedef enum
{
  PS_FORMAT_UNKNOWN,
  PS_FORMAT_JPEG,
  PS_FORMAT_PNG,
  PS_FORMAT_GIF,
  PS_FORMAT_WEBP,
  PS_FORMAT_TIFF,
  PS_FORMAT_BMP,
  PS_FORMAT_HEIF,
  PS_FORMAT_AVIF,
  PS_FORMAT_JPEG_XL,
  PS_FORMAT_JPEG_2000,
  PS_FORMAT_RAW,
  PS_FORMAT_PSD,
  PS_FORMAT_SVG,
  PS_FORMAT_PDF,
  PS_FORMAT_POSTSCRIPT,
  PS_FORMAT_ICON,
  PS_FORMAT_VIDEO,
  PS_FORMAT_TEXT,
  PS_FORMAT_LAST = PS_FORMAT_TEXT
} PsFormat;

typedef enum
{
  PS_PROBLEM_NONE,
  PS_PROBLEM_NO_PREVIEW, /* a format outside the allow-list, or without a loader here */
  PS_PROBLEM_TOO_LARGE,  /* more pixels, or more memory, than a preview may take */
  PS_PROBLEM_DAMAGED,    /* the decoder gave up */
  PS_PROBLEM_INCOMPLETE, /* the file ends before the picture does; what was there is shown */
  PS_PROBLEM_EMPTY,
  PS_PROBLEM_NOT_A_FILE,
  PS_PROBLEM_CHANGED,    /* it was cut short while it was read */
  PS_PROBLEM_UNREADABLE, /* the disk answered with an error */
  PS_PROBLEM_LAST = PS_PROBLEM_UNREADABLE
} PsProblem;

char *ps_problem_to_text (PsProblem problem,
                          PsFormat  format,
                          gint64    width,
                          gint64    height);

G_END_DECLS
