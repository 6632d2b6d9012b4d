/* src/query/query.h: pure: the language in which photos are asked for, as a tree. Any thread.
 *
 *   words               in the name, folder, tags, context, camera, lens, collections, shoots or captions;
 *                       each may be the beginning of one; a whole public id is found too
 *   "two words"         one after the other
 *   tag: folder:        with what lies below them
 *   camera:"=Nikon Z 6" lens:= folder:=a/b   the whole name alone; nothing: where there is none
 *   camera: lens: format: type: label: id:
 *   iso:>1600 f:<2.8 focal:24..70 shutter:<=1/500 size:>10MB width:>=4000 height: rating:>=4
 *   date: taken: uploaded:   2024, 2024-05, 2024-05-17, 2024-05..2024-06, >=2024-05, june 2024, yesterday, last week
 *   proven:<90d         read and found right within the last 90 days
 *   flag:pick has:gps no:exif is:failed in:"Collection" shoot:Rossi near:48.2,16.4,5km
 *   not A, -A           all but that
 *   A or B, A B         any of them; all of them, which holds before “or”; (brackets)
 *
 * A time that people know in plain words (june 2024, yesterday) is found by time
 * as well as by the words. Nothing at all means every photo. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PS_QUERY_MAX_BYTES 8192
#define PS_QUERY_MAX_TERMS 64
#define PS_QUERY_MAX_DEPTH 32

#define PS_QUERY_ERROR (ps_query_error_quark ())
GQuark ps_query_error_quark (void);

typedef enum
{
  PS_QUERY_ERROR_SYNTAX, /* brackets, quotes, operators without what belongs to them */
  PS_QUERY_ERROR_FIELD,  /* a name before a colon that is none */
  PS_QUERY_ERROR_VALUE,  /* what is behind the colon makes no sense there */
  PS_QUERY_ERROR_LONG,
} PsQueryError;

typedef enum
{
  PS_FIELD_WORD, /* no field: words anywhere */
  PS_FIELD_TAG,
  PS_FIELD_FOLDER,
  PS_FIELD_CAMERA,
  PS_FIELD_LENS,
  PS_FIELD_FORMAT,
  PS_FIELD_TYPE,
  PS_FIELD_LABEL,
  PS_FIELD_ID,
  PS_FIELD_FLAG,
  PS_FIELD_IS,
  PS_FIELD_HAS,
  PS_FIELD_NO,
  PS_FIELD_IN,
  PS_FIELD_SHOOT,
  PS_FIELD_ISO,
  PS_FIELD_APERTURE,
  PS_FIELD_FOCAL,
  PS_FIELD_SHUTTER,
  PS_FIELD_SIZE,
  PS_FIELD_WIDTH,
  PS_FIELD_HEIGHT,
  PS_FIELD_RATING,
  PS_FIELD_DATE,
  PS_FIELD_TAKEN,
  PS_FIELD_UPLOADED,
  PS_FIELD_PROVEN,
  PS_FIELD_NEAR,
  PS_N_FIELDS
} PsField;

typedef enum
{
  PS_NODE_ALL, /* every photo */
  PS_NODE_TERM,
  PS_NODE_NOT, /* one child */
  PS_NODE_AND,
  PS_NODE_OR,
} PsNodeKind;

typedef struct _PsQueryNode PsQueryNode;

struct _PsQueryNode
{
  PsNodeKind kind;
  GPtrArray *children; /* owned, nullable, of PsQueryNode */

  /* Of a term. */
  PsField field;
  char *text;             /* owned: the value as it was typed, normalized where words are meant */
  double min, max;        /* numbers: inclusive; seconds, bytes, millimetres, degrees … */
  gint64 min_us, max_us;  /* times: inclusive, microseconds since 1970 by the cameras' clocks */
  double radius_m;        /* near: min is the latitude, max the longitude */

  /* Where it stands in the text that was parsed, in bytes; an “and” before it is none of it. */
  gsize begin, end;
};

void        ps_query_node_free        (PsQueryNode      *self);
PsQueryNode     *ps_query_parse      (const char  *text,
                                 gint64       now_us,
                                 guint       *position,
                                 guint       *length,
                                 GError     **error);
char       *ps_query_to_text    (const PsQueryNode *self);
const char *ps_field_get_name   (PsField      field);
char       *ps_query_quote      (const char  *value);

/* The terms that all must hold, in the order of the text. */
guint              ps_query_count_terms   (const PsQueryNode *self);
const PsQueryNode *ps_query_get_term      (const PsQueryNode *self,
                                           guint              number);
gboolean           ps_query_is_plain_time (const PsQueryNode *self);
char              *ps_query_text_without  (const PsQueryNode *self,
                                           const char        *text,
                                           guint              number);

/* Times as people write them: "2024-05", "june 2024", "yesterday". */
gboolean    ps_query_parse_time (const char  *text,
                                 gint64       now_us,
                                 gint64      *first_us,
                                 gint64      *last_us);

gboolean    ps_query_is_month   (const char  *word,
                                 int          month);

/* While a search is typed: a part of it. */
typedef struct
{
  PsField field;     /* PS_FIELD_WORD: none */
  char *value;       /* owned: what stands behind the colon, without quotes */
  gboolean is_plain; /* a word without field or quotes */
  gsize begin, end;  /* bytes in the text */
} PsTyped;

void        ps_typed_free       (PsTyped     *self);
GPtrArray  *ps_query_find_typed (const char  *text);

PsField     ps_field_find       (const char  *text,
                                 gsize       *length);
const char *const *ps_field_get_words (PsField field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsQueryNode, ps_query_node_free)

G_END_DECLS
