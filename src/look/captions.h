/* src/look/captions.h: what people wrote into a picture, by one of the ways there are. Helper program only. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PsCaptions:
 *
 * What XMP says, or what IPTC says. Texts are valid UTF-8, as
 * ps_words_clean() leaves them.
 */
typedef struct
{
  char *title;      /* owned, nullable, like all below */
  char *headline;
  char *caption;
  char *creator;    /* several: "A; B" */
  char *rights;
  char *label;
  int rating;       /* PS_NO_RATING: not there */
  GPtrArray *keywords;      /* owned, nullable, of char*: words */
  GPtrArray *keyword_paths; /* owned, nullable, of char*: "Places/Vienna" */
} PsCaptions;

void ps_captions_init  (PsCaptions *self);
void ps_captions_clear (PsCaptions *self);
void ps_captions_add   (GPtrArray **list,
                        char       *word);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PsCaptions, ps_captions_clear)

G_END_DECLS
