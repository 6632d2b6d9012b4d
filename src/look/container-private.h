/* src/look/container-private.h: the walks through single kinds of file, and what they find. Helper program only.
 *
 * Every walk has a bound on its steps, and every offset is used only through
 * ps_source_read(), which stays inside the file. What is found first counts.
 */
#pragma once

#include "look/container.h"

G_BEGIN_DECLS

void ps_container_walk_jpeg     (PsContainer *self,
                                 PsSource    *source);
void ps_container_walk_png      (PsContainer *self,
                                 PsSource    *source);
void ps_container_walk_gif      (PsContainer *self,
                                 PsSource    *source);
void ps_container_walk_webp     (PsContainer *self,
                                 PsSource    *source);
void ps_container_walk_tiff     (PsContainer *self,
                                 PsSource    *source);
void ps_container_walk_raf      (PsContainer *self,
                                 PsSource    *source);
void ps_container_walk_heif     (PsContainer *self,
                                 PsSource    *source);
void ps_container_walk_cr3      (PsContainer *self,
                                 PsSource    *source);
void ps_container_walk_jpeg_xl  (PsContainer *self,
                                 PsSource    *source);

void ps_container_found_exif      (PsContainer  *self,
                                   PsSource     *source,
                                   gint64        offset,
                                   gint64        n_bytes);
void ps_container_found_xmp       (PsContainer  *self,
                                   PsSource     *source,
                                   gint64        offset,
                                   gint64        n_bytes);
void ps_container_found_iptc      (PsContainer  *self,
                                   PsSource     *source,
                                   gint64        offset,
                                   gint64        n_bytes);
void ps_container_found_photoshop (PsContainer  *self,
                                   PsSource     *source);

G_END_DECLS
