/* src/demo/pieces.h: every asset of a drawn gallery, planned before anything is drawn. */
#pragma once

#include "demo/cameras.h"
#include "demo/gallery.h"

G_BEGIN_DECLS

typedef enum
{
  PS_PIECE_JPEG,
  PS_PIECE_PNG,
  PS_PIECE_TIFF,
  PS_PIECE_DNG,
  PS_PIECE_PDF,
  PS_PIECE_MP4,
  PS_PIECE_WAV,
  PS_PIECE_XMP,
  PS_PIECE_DOCX,
  PS_PIECE_ZIP
} PsPieceFile;

/* How a look-alike was made from another picture. */
typedef enum { PS_COPY_RESIZED, PS_COPY_RECOMPRESSED, PS_COPY_CROPPED } PsCopyHow;

typedef struct _PsPiece PsPiece;

struct _PsPiece
{
  guint index;                /* by created_at */
  PsPieceFile file;
  PsScene scene;
  PsShot shot;                /* camera −1: no EXIF */
  int width, height;          /* upright pixels */
  int quality;
  int shoot, burst;           /* −1: none */
  PsPiece *same_as;           /* borrowed, nullable */
  PsPiece *like;              /* borrowed, nullable */
  PsCopyHow how;
  guint n_pages;
  double duration_s;
  gint64 created_at_us;
  const char *resource_type, *resource_kind;
  const char *format;         /* nullable */
  /* Owned */
  char *folder, *public_id, *display_name, *file_name;
  char *client;               /* nullable */
  GStrv tags;                 /* nullable */
  GStrv context;              /* nullable */
  char *metadata;             /* nullable, JSON */
  char asset_id[33];
};

typedef struct
{
  guint n;
  guint64 seed;
  guint max_side;
  gboolean fixed_folders;
} PsPlan;

GPtrArray *ps_pieces_plan       (const PsPlan   *plan);
PsPiece   *ps_piece_new         (void);
void       ps_piece_free        (PsPiece        *self);
GBytes    *ps_piece_make        (const PsPiece  *self,
                                 GError        **error);
/* For ps_pieces_plan() alone. */
void       ps_pieces_add_shoots (GPtrArray      *pieces,
                                 const PsPlan   *plan,
                                 guint           n_photos);
void       ps_pieces_add_others (GPtrArray      *pieces,
                                 const PsPlan   *plan);
guint      ps_pieces_count_others (guint         n);

G_END_DECLS
