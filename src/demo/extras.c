/* src/demo/extras.c: what else lies in a photographer's cloud: copies, look-alikes, exports, sidecars, films, papers. */
#include <string.h>

#include "demo/pieces.h"

typedef enum
{
  EXTRA_COPY,
  EXTRA_LIKE,
  EXTRA_PNG,
  EXTRA_TIFF,
  EXTRA_DNG,
  EXTRA_PDF,
  EXTRA_MP4,
  EXTRA_WAV,
  EXTRA_XMP,
  EXTRA_DOCX,
  EXTRA_ZIP,
  EXTRA_FETCH,
  N_EXTRAS
} Extra;

/* Of a thousand assets, how many. From 60 assets on there is at least one of each. */
static const guint per_thousand[N_EXTRAS] = { 28, 34, 13, 8, 5, 8, 8, 8, 15, 3, 2, 5 };

static guint
count_extra (Extra extra,
             guint n)
{
  return n < 12 ? 0 : MAX ((n * per_thousand[extra] + 500) / 1000, n >= 60 ? 1 : 0);
}

/**
 * ps_pieces_count_others:
 * @n: how many assets there shall be
 *
 * Returns: how many of them are not photographs of a shoot
 */
guint
ps_pieces_count_others (guint n)
{
  guint sum = 0;

  for (int i = 0; i < N_EXTRAS; i++)
    sum += count_extra (i, n);
  return sum;
}

/* Where it is and what it is called; ids follow the folder mode. */
static void
place_piece (PsPiece      *piece,
             const PsPlan *plan,
             const char   *folder,
             const char   *slug,
             const char   *name,
             const char   *display_name)
{
  g_free (piece->folder);
  piece->folder = g_strdup (folder);
  g_free (piece->public_id);
  piece->public_id = plan->fixed_folders ? g_strconcat (folder, *folder != '\0' ? "/" : "", name, NULL)
                                         : g_strconcat (slug, "/", name, NULL);
  g_free (piece->display_name);
  piece->display_name = g_strdup (display_name);
  g_free (piece->file_name);
  piece->file_name = g_strdup (name);
}

static PsPiece *
derive_piece (const PsPiece *from)
{
  PsPiece *piece = ps_piece_new ();

  piece->scene = from->scene;
  piece->shot = from->shot;
  piece->width = from->width;
  piece->height = from->height;
  piece->quality = from->quality;
  piece->shoot = from->shoot;
  piece->created_at_us = from->created_at_us + G_USEC_PER_SEC;
  piece->client = g_strdup (from->client);
  piece->tags = g_strdupv (from->tags);
  piece->metadata = g_strdup (from->metadata);
  return piece;
}

static void
set_tags (PsPiece    *piece,
          const char *tags)
{
  g_strfreev (piece->tags);
  piece->tags = g_strsplit (tags, ",", -1);
}

/* The very same file again, some days later: delivered to a client, or uploaded twice. */
static PsPiece *
make_copy (PsPiece      *source,
           const PsPlan *plan,
           PsDice       *dice,
           guint         number)
{
  PsPiece *piece = derive_piece (source);
  g_autofree char *slug = g_strdup_printf ("delivery/%02u", number);
  g_autofree char *name = NULL;

  piece->same_as = source;
  piece->created_at_us += (gint64) ps_dice_between (dice, 60, 40 * 86400) * G_USEC_PER_SEC;
  if (number % 3 == 0)
    name = g_strdup_printf ("%s (1)", source->file_name);
  else if (number % 3 == 1)
    name = g_strdup_printf ("Copy of %s", source->file_name);
  else
    name = g_strdup (source->file_name);
  place_piece (piece, plan, number % 2 == 0 ? "Clients/Delivery" : "Inbox", slug, name, name);
  return piece;
}

/* A smaller, rougher or cropped version; some went through a messenger and lost their EXIF. */
static PsPiece *
make_like (PsPiece      *source,
           const PsPlan *plan,
           PsDice       *dice,
           guint         number)
{
  static const char *const endings[] = { "-web", "_edit", "-crop" };
  PsPiece *piece = derive_piece (source);
  g_autofree char *name = NULL, *slug = g_strdup_printf ("web/%02u", number);

  piece->like = source;
  piece->how = (PsCopyHow) (number % 3);
  piece->created_at_us += (gint64) ps_dice_between (dice, 3600, 20 * 86400) * G_USEC_PER_SEC;
  if (piece->how == PS_COPY_RESIZED)
    {
      piece->width = MAX (8, source->width / 2);
      piece->height = MAX (8, source->height / 2);
    }
  else if (piece->how == PS_COPY_CROPPED)
    {
      piece->width = MAX (8, source->width * 9 / 10);
      piece->height = MAX (8, source->height * 9 / 10);
    }
  piece->quality = piece->how == PS_COPY_RECOMPRESSED ? 62 : 84;
  if (number % 4 == 3)
    {
      piece->shot.camera = -1;
      piece->shot.taken_at_us = 0;
      piece->shoot = -1;
      name = g_strdup_printf ("IMG-%04u-WA%04u", number * 37 % 10000, number);
    }
  else
    name = g_strconcat (source->file_name, endings[piece->how], NULL);
  place_piece (piece, plan, number % 4 == 3 ? "Inbox/Phone 📱" : "Web", slug, name, name);
  return piece;
}

static void
shrink_piece (PsPiece      *piece,
              const PsPlan *plan,
              guint         longest)
{
  double factor = MIN (plan->max_side, longest) / (double) MAX (piece->width, piece->height);

  if (factor < 1)
    {
      piece->width = MAX (8, (int) (piece->width * factor));
      piece->height = MAX (8, (int) (piece->height * factor));
    }
}

/* Files without compression or without loss: another frame of a shoot, not too large. */
static PsPiece *
make_export (PsPiece      *source,
             const PsPlan *plan,
             PsPieceFile   file,
             guint         number)
{
  PsPiece *piece = derive_piece (source);
  g_autofree char *name = NULL, *display_name = NULL;

  piece->file = file;
  piece->scene.frame = ps_dice_mix (source->scene.frame, 71);
  piece->scene.setup = file == PS_PIECE_DNG ? source->scene.setup : ps_dice_mix (source->scene.setup, 71 + number);
  piece->shot.id = ps_dice_mix (piece->scene.frame, 99);
  piece->shot.orientation = 1;
  shrink_piece (piece, plan, 900);
  switch (file)
    {
    case PS_PIECE_TIFF:
      piece->format = "tif";
      piece->scene.mono = TRUE;
      name = g_strdup_printf ("scan %04u (bw)", 40 + number);
      display_name = g_strdup_printf ("scan %04u (b&w)", 40 + number);
      place_piece (piece, plan, "Scans/Film", "scans", name, display_name);
      set_tags (piece, "film,b&w,scan");
      break;
    case PS_PIECE_DNG:
      {
        g_autofree char *folder = g_strconcat (source->folder, "/RAW", NULL);

        piece->format = "dng";
        display_name = g_strconcat (source->file_name, ".DNG", NULL);
        place_piece (piece, plan, folder, "raw-intake", source->file_name, display_name);
        set_tags (piece, "raw");
        break;
      }
    case PS_PIECE_PNG:
    case PS_PIECE_JPEG:
    case PS_PIECE_PDF:
    case PS_PIECE_MP4:
    case PS_PIECE_WAV:
    case PS_PIECE_XMP:
    case PS_PIECE_DOCX:
    case PS_PIECE_ZIP:
    default:
      piece->format = "png";
      piece->scene.noise = 0;
      name = g_strdup_printf ("夜景_%02u", number + 1);
      display_name = g_strdup_printf ("夜景 %02u (最終)", number + 1);
      place_piece (piece, plan, number % 2 == 0 ? "旅行/東京" : "Exports/für Druck", "東京", name, display_name);
      break;
    }
  return piece;
}

static PsPiece *
make_film (PsPiece      *source,
           const PsPlan *plan,
           PsPieceFile   file,
           guint         number)
{
  static const char *const films[] = { "highlight reel", "Gruß vom Strand 🏖", "teaser v2" };
  static const char *const sounds[] = { "ceremony vows", "voice note – Élodie", "room tone" };
  PsPiece *piece = derive_piece (source);
  g_autofree char *name = g_strdup_printf ("%s-%u", file == PS_PIECE_MP4 ? "reel" : "sound", number + 1);
  g_autofree char *display_name =
      g_strdup_printf (number < 3 ? "%s" : "%s %u", (file == PS_PIECE_MP4 ? films : sounds)[number % 3], number);

  piece->file = file;
  piece->resource_type = "video";
  piece->format = file == PS_PIECE_MP4 ? "mp4" : "wav";
  piece->width = file == PS_PIECE_MP4 ? 480 : 0;
  piece->height = file == PS_PIECE_MP4 ? 270 : 0;
  piece->duration_s = file == PS_PIECE_MP4 ? 2 : 3 + number % 5;
  piece->scene.frame = ps_dice_mix (source->scene.frame, 72);
  piece->shoot = -1;
  place_piece (piece, plan, source->folder, file == PS_PIECE_MP4 ? "video" : "audio", name, display_name);
  return piece;
}

/* Papers and sidecars. */
static PsPiece *
make_paper (PsPiece      *source,
            const PsPlan *plan,
            PsPieceFile   file,
            guint         number)
{
  static const char *const pdfs[] = { "Price list", "Contact sheet – Åse & Jörg", "Rechnung 1047", "Kontaktbogen" };
  PsPiece *piece = derive_piece (source);
  g_autofree char *name = NULL, *display_name = NULL;

  piece->file = file;
  piece->resource_type = file == PS_PIECE_PDF ? "image" : "raw";
  piece->format = file == PS_PIECE_PDF ? "pdf" : NULL;
  piece->width = file == PS_PIECE_PDF ? 595 : 0;
  piece->height = file == PS_PIECE_PDF ? 842 : 0;
  piece->n_pages = file == PS_PIECE_PDF ? 1 + number % 3 : 0;
  piece->shoot = -1;
  if (file == PS_PIECE_XMP)
    {
      name = g_strconcat (source->file_name, ".xmp", NULL);
      place_piece (piece, plan, source->folder, "raw-intake", name, name);
      set_tags (piece, "sidecar");
      return piece;
    }
  if (file == PS_PIECE_PDF)
    {
      name = g_strdup_printf ("sheet-%u", number + 1);
      display_name = g_strdup_printf (number < 4 ? "%s" : "%s %u", pdfs[number % 4], number);
    }
  else if (file == PS_PIECE_DOCX)
    name = g_strdup_printf ("Model Release – Élodie %u.docx", number + 1);
  else
    name = g_strdup_printf ("catalogue-%u.zip", number + 1);
  place_piece (piece, plan, file == PS_PIECE_DOCX ? "Office/Releases" : "Office", "office", name,
               display_name != NULL ? display_name : name);
  if (file == PS_PIECE_DOCX)
    piece->resource_kind = "private";
  set_tags (piece, "office");
  return piece;
}

/* A picture of somebody else's server that the cloud keeps a copy of. */
static PsPiece *
make_fetched (PsPiece      *source,
              const PsPlan *plan,
              guint         number)
{
  PsPiece *piece = derive_piece (source);
  g_autofree char *name = g_strdup_printf ("portrait-%u", number + 1);

  piece->resource_kind = "fetch";
  piece->scene.kind = PS_SCENE_PORTRAIT;
  piece->scene.frame = ps_dice_mix (source->scene.frame, 73);
  piece->shot.camera = -1;
  piece->shot.taken_at_us = 0;
  piece->shoot = -1;
  shrink_piece (piece, plan, 700);
  place_piece (piece, plan, "", "press", name, name);
  g_free (piece->public_id);
  piece->public_id = g_strdup_printf ("https://example.org/press/%s.jpg", name);
  g_clear_pointer (&piece->metadata, g_free);
  set_tags (piece, "press");
  return piece;
}

static PsPiece *
make_extra (Extra         extra,
            PsPiece      *source,
            const PsPlan *plan,
            PsDice       *dice,
            guint         number)
{
  switch (extra)
    {
    case EXTRA_COPY:
      return make_copy (source, plan, dice, number);
    case EXTRA_LIKE:
      return make_like (source, plan, dice, number);
    case EXTRA_PNG:
      return make_export (source, plan, PS_PIECE_PNG, number);
    case EXTRA_TIFF:
      return make_export (source, plan, PS_PIECE_TIFF, number);
    case EXTRA_DNG:
      return make_export (source, plan, PS_PIECE_DNG, number);
    case EXTRA_PDF:
      return make_paper (source, plan, PS_PIECE_PDF, number);
    case EXTRA_MP4:
      return make_film (source, plan, PS_PIECE_MP4, number);
    case EXTRA_WAV:
      return make_film (source, plan, PS_PIECE_WAV, number);
    case EXTRA_XMP:
      return make_paper (source, plan, PS_PIECE_XMP, number);
    case EXTRA_DOCX:
      return make_paper (source, plan, PS_PIECE_DOCX, number);
    case EXTRA_ZIP:
      return make_paper (source, plan, PS_PIECE_ZIP, number);
    case EXTRA_FETCH:
      return make_fetched (source, plan, number);
    case N_EXTRAS:
    default:
      g_assert_not_reached ();
    }
}

/**
 * ps_pieces_add_others:
 * @pieces: (element-type PsPiece): the photographs
 * @plan: what is wanted
 *
 * Adds ps_pieces_count_others() assets that go with the photographs.
 */
void
ps_pieces_add_others (GPtrArray    *pieces,
                      const PsPlan *plan)
{
  PsDice dice = ps_dice_new (plan->seed, 50);
  guint n_photos = pieces->len;

  for (int extra = 0; extra < N_EXTRAS; extra++)
    for (guint i = 0; i < count_extra (extra, plan->n); i++)
      {
        PsPiece *source;

        /* A look-alike of a turned picture would be a puzzle of its own. */
        do
          source = g_ptr_array_index (pieces, (guint) ps_dice_pick (&dice, (int) n_photos));
        while (extra == EXTRA_LIKE && source->shot.orientation != 1 && ps_dice_chance (&dice, 0.95));
        g_ptr_array_add (pieces, make_extra (extra, source, plan, &dice, i));
      }
}
