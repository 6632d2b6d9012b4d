/* src/ui/facts-words.h: what a camera and the cloud say, as a person reads it. Any thread. */
#pragma once

#include "catalog/photo-facts.h"

G_BEGIN_DECLS

char *ps_facts_words_camera   (const PsPhotoExif    *exif);
char *ps_facts_words_exposure (const PsPhotoExif    *exif);
char *ps_facts_words_taken    (const PsPhotoExif    *exif);
char *ps_facts_words_place    (const PsPhotoExif    *exif);
char *ps_facts_words_geo_uri  (const PsPhotoExif    *exif);
char *ps_facts_words_rating   (int                   rating);
char *ps_facts_words_stars    (int                   rating);
char *ps_facts_words_keywords (const PsPhotoCaptions *captions);
char *ps_facts_words_moment   (const char           *time_text);
char *ps_facts_words_event    (const PsPhotoEvent   *event);
char *ps_facts_words_attempt  (const PsPhotoAttempt *attempt);
char *ps_facts_words_json     (const char           *json,
                               gsize                 max_bytes);
char *ps_facts_words_members  (const char           *json);

G_END_DECLS
