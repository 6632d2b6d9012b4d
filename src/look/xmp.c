/* src/look/xmp.c: a packet of XMP -> captions. Helper program only.
 *
 * Exempi reads it: XMP is RDF in XML, which has three ways to write
 * everything. It does so by recursion and compares every name with every
 * other, so a packet is first counted over (ps_xmp_is_tame); what no program
 * that describes photos would write is not handed on.
 */
#include "look/xmp.h"

#include <exempi/xmp.h>
#include <exempi/xmpconsts.h>
#include <string.h>

#include "base/facts.h"
#include "look/words.h"

#define MAX_DEPTH 100    /* elements within elements; an editor's history has some ten */
#define MAX_NAMES 20000  /* elements and attributes */
#define MAX_ITEMS 1000   /* of one list */
#define NS_DIGIKAM "http://www.digikam.org/ns/1.0/"

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (XmpPtr, xmp_free, NULL)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (XmpStringPtr, xmp_string_free, NULL)

/**
 * ps_xmp_preload:
 *
 * To be called before the first packet, as long as libraries may be loaded.
 */
void
ps_xmp_preload (void)
{
  g_auto(XmpStringPtr) prefix = xmp_string_new ();

  xmp_init ();
  xmp_register_namespace (NS_DIGIKAM, "digiKam", prefix);
}

/* Behind a tag that begins at @p: its end is the first > outside quotes. Names are counted on the way. */
static const char *
skip_tag (const char *p,
          const char *end,
          int        *n_names)
{
  char quote = 0;

  for (; p < end; p++)
    if (quote != 0)
      quote = *p == quote ? 0 : quote;
    else if (*p == '"' || *p == '\'')
      quote = *p;
    else if (*p == '=')
      (*n_names)++;
    else if (*p == '>')
      return p + 1;
  return NULL;
}

static const char *
skip_past (const char *p,
           const char *end,
           const char *mark)
{
  const char *found = memmem (p, (gsize) (end - p), mark, strlen (mark));

  return found != NULL ? found + strlen (mark) : NULL;
}

static gboolean
is_tame_text (const char *p,
              const char *end)
{
  int depth = 0, n_names = 0;

  while (p != NULL && (p = memchr (p, '<', (gsize) (end - p))) != NULL)
    {
      const char *tag = p;

      if (end - p >= 4 && memcmp (p, "<!--", 4) == 0)
        p = skip_past (p + 4, end, "-->");
      else if (end - p >= 2 && p[1] == '?')
        p = skip_past (p + 2, end, "?>");
      else if (end - p >= 2 && p[1] == '!') /* a document type could define entities; nobody needs CDATA */
        return FALSE;
      else
        {
          p = skip_tag (p, end, &n_names);
          n_names++;
          if (tag + 1 < end && tag[1] == '/')
            depth--;
          else if (p != NULL && p[-2] != '/')
            depth++;
        }
      if (depth > MAX_DEPTH || n_names > MAX_NAMES)
        return FALSE;
    }
  return TRUE;
}

/**
 * ps_xmp_is_tame:
 * @packet: XMP, in UTF-8, UTF-16 or UTF-32
 *
 * Returns: whether it defines no entities, is not nested deeply and of a sensible length
 */
gboolean
ps_xmp_is_tame (GBytes *packet)
{
  gsize size, n = 0;
  const char *data = g_bytes_get_data (packet, &size);
  g_autofree char *narrow = g_malloc (size);

  for (gsize i = 0; i < size; i++) /* what matters is ASCII, of any width */
    if (data[i] != '\0')
      narrow[n++] = data[i];
  return is_tame_text (narrow, narrow + n);
}

static char *
dup_string (XmpStringPtr string)
{
  const char *text = xmp_string_cstr (string);

  return text != NULL ? ps_words_clean (text, strlen (text)) : NULL;
}

static char *
read_property (XmpPtr      xmp,
               const char *schema,
               const char *name)
{
  g_auto(XmpStringPtr) value = xmp_string_new ();
  uint32_t bits = 0;

  if (!xmp_get_property (xmp, schema, name, value, &bits) || (bits & (XMP_PROP_VALUE_IS_STRUCT | XMP_PROP_VALUE_IS_ARRAY)) != 0)
    return NULL;
  return dup_string (value);
}

/* The text for every language; where there is none, the first. */
static char *
read_localized (XmpPtr      xmp,
                const char *schema,
                const char *name)
{
  g_auto(XmpStringPtr) value = xmp_string_new ();

  if (xmp_get_localized_text (xmp, schema, name, "", "x-default", NULL, value, NULL))
    return dup_string (value);
  return read_property (xmp, schema, name);
}

static GPtrArray *
read_list (XmpPtr      xmp,
           const char *schema,
           const char *name)
{
  GPtrArray *list = NULL;
  g_auto(XmpStringPtr) value = xmp_string_new ();

  for (int i = 1; i <= MAX_ITEMS && xmp_get_array_item (xmp, schema, name, i, value, NULL); i++)
    ps_captions_add (&list, dup_string (value));
  if (list == NULL)
    ps_captions_add (&list, read_property (xmp, schema, name));
  return list;
}

static char *
read_creators (XmpPtr xmp)
{
  g_autoptr(GPtrArray) list = read_list (xmp, NS_DC, "creator");
  g_autofree char *joined = NULL;

  if (list == NULL)
    return NULL;
  g_ptr_array_add (list, NULL);
  joined = g_strjoinv ("; ", (char **) list->pdata);
  return ps_words_clean (joined, strlen (joined));
}

/* A whole number, though some write "3.0"; outside of what Adobe defines it says nothing. */
static int
read_rating (XmpPtr xmp)
{
  g_autofree char *text = read_property (xmp, NS_XAP, "Rating");
  char *end = NULL;
  double value = text != NULL ? g_ascii_strtod (text, &end) : 0;

  if (text == NULL || end == text || *end != '\0' || !(value >= -1 && value <= 5))
    return PS_NO_RATING;
  return (int) value;
}

/* Lightroom's levels are parted by a bar; a slash within one of them becomes one that parts nothing (U+2215). */
static char *
convert_path (const char *path)
{
  GString *out = g_string_new (path);

  g_string_replace (out, "/", "∕", 0);
  g_string_replace (out, "|", "/", 0);
  return g_string_free (out, FALSE);
}

static void
read_paths (XmpPtr      xmp,
            PsCaptions *captions)
{
  g_autoptr(GPtrArray) lightroom = read_list (xmp, NS_LIGHTROOM, "hierarchicalSubject");
  g_autoptr(GPtrArray) digikam = read_list (xmp, NS_DIGIKAM, "TagsList");

  for (guint i = 0; lightroom != NULL && i < lightroom->len; i++)
    ps_captions_add (&captions->keyword_paths, convert_path (g_ptr_array_index (lightroom, i)));
  for (guint i = 0; digikam != NULL && i < digikam->len; i++)
    ps_captions_add (&captions->keyword_paths, g_strdup (g_ptr_array_index (digikam, i)));
}

/**
 * ps_xmp_read:
 * @packet: XMP
 * @captions: what to fill, empty; stays so where @packet is broken
 */
void
ps_xmp_read (GBytes     *packet,
             PsCaptions *captions)
{
  gsize size;
  const char *data = g_bytes_get_data (packet, &size);
  g_auto(XmpPtr) xmp = NULL;

  while (size > 0 && data[size - 1] == '\0') /* some pad with zeros */
    size--;
  if (!ps_xmp_is_tame (packet))
    return;
  xmp = xmp_new (data, size);
  if (xmp == NULL)
    return;
  captions->title = read_localized (xmp, NS_DC, "title");
  captions->headline = read_property (xmp, NS_PHOTOSHOP, "Headline");
  captions->caption = read_localized (xmp, NS_DC, "description");
  captions->creator = read_creators (xmp);
  captions->rights = read_localized (xmp, NS_DC, "rights");
  captions->label = read_property (xmp, NS_XAP, "Label");
  captions->rating = read_rating (xmp);
  captions->keywords = read_list (xmp, NS_DC, "subject");
  read_paths (xmp, captions);
}
