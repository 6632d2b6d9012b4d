/* src/look/container.h: what kind of file this is, how large its picture, where its metadata. Helper program only. */
#pragma once

#include "look/problem.h"
#include "look/source.h"

G_BEGIN_DECLS

/**
 * PsContainer:
 *
 * What a file's headers say, read without decoding anything.
 */
typedef struct
{
  PsFormat format;
  gint64 width, height;     /* pixels as stored, not yet upright; 0: not known */
  int orientation;          /* as the container itself says (TIFF), 1–8; 0: it does not */
  int n_components;         /* of a JPEG; 0: not known */
  gboolean arithmetic;      /* a JPEG in arithmetic coding */
  gint64 first_frame_end;   /* of a GIF: bytes up to the end of its first frame; 0: no frame */
  GBytes *exif;             /* owned, nullable: "Exif", two zero bytes, a TIFF block; under 64 KB */
  GBytes *xmp;              /* owned, nullable: a packet of XMP, at most 1 MB */
  GBytes *iptc;             /* owned, nullable: records of IPTC-IIM, at most 256 KB */
  GBytes *iptc_digest;      /* owned, nullable: MD5 of the records when the XMP was last made equal to them */
} PsContainer;

void ps_container_read  (PsContainer *self,
                         PsSource    *source);
void ps_container_clear (PsContainer *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PsContainer, ps_container_clear)

G_END_DECLS
