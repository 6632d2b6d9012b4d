/* src/catalog/find.h: the language in which photos are asked for.
 *
 *   words           in the name, folder, tags, context, camera, lens, collections or shoots;
 *                   each may be the beginning of one; a whole public id is found too
 *   "two words"     one after the other
 *   tag:NAME        with this tag, whatever its case
 *   folder:PATH     in this folder or below; folder:/ is everywhere
 *   is:STATE        arriving, damaged, skipped, missing, failed, waiting, gone_from_cloud,
 *                   altered, size_only or proven
 *   type:TYPE       image, video or raw
 *   format:FORMAT   jpg, png, …
 *   id:PUBLIC_ID    this very photo, of whatever type
 *   not …           all but what the next part means
 *
 * All parts must hold. Values may stand in quotes: folder:"Weddings/2024 Ana".
 * A name with a colon that is none of these is an error that names them, never
 * a search that quietly finds nothing; in quotes it is words: "12:30".
 * Nothing at all means every photo. No input is an error of the database; what
 * says nothing sensible is %PS_CATALOG_ERROR_QUERY. */
#pragma once

#include "catalog/db.h"

G_BEGIN_DECLS

#define PS_FIND_MAX_BYTES 8192
#define PS_FIND_MAX_TERMS 32

typedef enum
{
  PS_TERM_WORD,
  PS_TERM_TAG,
  PS_TERM_FOLDER,
  PS_TERM_STATE,
  PS_TERM_TYPE,
  PS_TERM_FORMAT,
  PS_TERM_ID,
} PsTermKind;

typedef struct
{
  PsTermKind kind;
  gboolean negated;
  char *text; /* owned */
} PsTerm;

void       ps_term_free  (PsTerm       *self);
GPtrArray *ps_find_parse (const char   *query,
                          GError      **error);
gboolean   ps_find_collect (PsDb     *db,
                          GPtrArray    *terms,
                          GArray      **ids,
                          GError      **error);
gboolean   ps_find_run   (PsDb         *db,
                          GPtrArray    *terms,
                          GArray      **ids,
                          GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsTerm, ps_term_free)

G_END_DECLS
