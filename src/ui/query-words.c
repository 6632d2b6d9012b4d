/* src/ui/query-words.c: the terms of a search, as a person reads them. */
#include "ui/query-words.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "ui/date-words.h"

/**
 * ps_query_words_of_field:
 * @field: a field
 *
 * Returns: (nullable): like “Camera”; %NULL for mere words
 */
const char *
ps_query_words_of_field (PsField field)
{
  switch (field)
    {
    case PS_FIELD_TAG:
      return C_("search", "Tag");
    case PS_FIELD_FOLDER:
      return C_("search", "Folder");
    case PS_FIELD_CAMERA:
      return C_("search", "Camera");
    case PS_FIELD_LENS:
      return C_("search", "Lens");
    case PS_FIELD_FORMAT:
      return C_("search", "Format");
    case PS_FIELD_TYPE:
      return C_("search", "Type");
    case PS_FIELD_LABEL:
      return C_("search", "Label");
    case PS_FIELD_ID:
      return C_("search", "Public ID");
    case PS_FIELD_FLAG:
      return C_("search", "Flag");
    case PS_FIELD_IS:
      return C_("search", "State");
    case PS_FIELD_HAS:
      return C_("search", "Has");
    case PS_FIELD_NO:
      return C_("search", "Has no");
    case PS_FIELD_IN:
      return C_("search", "Collection");
    case PS_FIELD_SHOOT:
      return C_("search", "Shoot");
    case PS_FIELD_ISO:
      return C_("search", "ISO");
    case PS_FIELD_APERTURE:
      return C_("search", "Aperture");
    case PS_FIELD_FOCAL:
      return C_("search", "Focal length");
    case PS_FIELD_SHUTTER:
      return C_("search", "Exposure");
    case PS_FIELD_SIZE:
      return C_("search", "Size");
    case PS_FIELD_WIDTH:
      return C_("search", "Width");
    case PS_FIELD_HEIGHT:
      return C_("search", "Height");
    case PS_FIELD_RATING:
      return C_("search", "Rating");
    case PS_FIELD_DATE:
      return C_("search", "Date");
    case PS_FIELD_TAKEN:
      return C_("search", "Taken");
    case PS_FIELD_UPLOADED:
      return C_("search", "Uploaded");
    case PS_FIELD_PROVEN:
      return C_("search", "Proven");
    case PS_FIELD_NEAR:
      return C_("search", "Near");
    case PS_FIELD_WORD:
    case PS_N_FIELDS:
    default:
      return NULL;
    }
}

/* "2024-06" */
static char *
make_month_words (const char *value)
{
  int year = 0, month = 0;
  g_autoptr(GDateTime) middle = NULL;

  if (strlen (value) != 7 || strspn (value, "0123456789-") != 7 || sscanf (value, "%4d-%2d", &year, &month) != 2)
    return NULL;
  middle = g_date_time_new_local (year, month, 15, 12, 0, 0);
  return middle != NULL ? ps_date_words_month (g_date_time_to_unix (middle) * G_USEC_PER_SEC) : NULL;
}

/**
 * ps_query_words_of_value:
 * @field: a field
 * @value: what stands behind its colon
 *
 * Returns: (transfer full): it, as a person says it: of 2024-06, “June 2024”; of “=Nikon Z 6”, the name alone
 */
char *
ps_query_words_of_value (PsField     field,
                         const char *value)
{
  char *month = NULL;

  if (field == PS_FIELD_DATE || field == PS_FIELD_TAKEN || field == PS_FIELD_UPLOADED)
    month = make_month_words (value);
  if (month != NULL)
    return month;
  if ((field == PS_FIELD_CAMERA || field == PS_FIELD_LENS || field == PS_FIELD_FOLDER) && *value == '=' && value[1] != '\0')
    value++;
  if (field == PS_FIELD_IS || field == PS_FIELD_HAS || field == PS_FIELD_NO)
    return g_strdelimit (g_strdup (value), "_", ' ');
  return g_strdup (value);
}

/* A time in plain words is looked for as words too: the tree has both. */
static const PsQueryNode *
find_field (const PsQueryNode *node)
{
  if (node->kind == PS_NODE_TERM)
    return node->field != PS_FIELD_WORD ? node : NULL;
  if (node->kind == PS_NODE_OR && node->children->len == 2)
    {
      const PsQueryNode *first = g_ptr_array_index (node->children, 0);

      return ps_query_is_plain_time (node) ? first : NULL;
    }
  return NULL;
}

/**
 * ps_query_words_of_term:
 * @term: a term of a search
 *
 * Returns: (transfer full) (nullable): like “Camera: Nikon Z 8”; %NULL for mere words and for what has no one field
 */
char *
ps_query_words_of_term (const PsQueryNode *term)
{
  gboolean is_not = term->kind == PS_NODE_NOT;
  const PsQueryNode *field = find_field (is_not ? g_ptr_array_index (term->children, 0) : term);
  const char *title;
  g_autofree char *value = NULL;

  if (field == NULL)
    return NULL;
  title = ps_query_words_of_field (field->field);
  value = ps_query_words_of_value (field->field, field->text);
  if (*field->text == '\0' || g_str_equal (field->text, "="))
    /* Translators: a field of a search without a value: photos that are in no folder. */
    return g_strdup_printf (is_not ? _("Not %s: none") : _("%s: none"), title);
  if (is_not)
    /* Translators: what a search leaves out, a field and its value: “Not Camera: Nikon Z 8”. */
    return g_strdup_printf (_("Not %1$s: %2$s"), title, value);
  /* Translators: a field of a search and its value: “Camera: Nikon Z 8”. */
  return g_strdup_printf (_("%1$s: %2$s"), title, value);
}
