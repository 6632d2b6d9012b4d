/* src/catalog/person-names.c: names that people give: composed, trimmed, on one line. */
#include "catalog/person-names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/catalog.h"

/* Line breaks and other blanks inside become one space; those around it go. */
static char *
make_one_line (const char *text)
{
  GString *line = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          blank = line->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (line, ' ');
      blank = FALSE;
      g_string_append_unichar (line, c);
    }
  return g_string_free (line, FALSE);
}

/**
 * ps_person_name_new:
 * @typed: what a person typed
 * @error: set with %PS_CATALOG_ERROR_NAME
 *
 * Returns: (transfer full) (nullable): the name as it is kept
 */
char *
ps_person_name_new (const char  *typed,
                    GError     **error)
{
  g_autofree char *composed = g_utf8_validate (typed, -1, NULL) ? g_utf8_normalize (typed, -1, G_NORMALIZE_NFC) : NULL;
  g_autofree char *name = composed != NULL ? make_one_line (composed) : NULL;

  if (name == NULL)
    g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NAME, _("This name is no text."));
  else if (*name == '\0')
    g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NAME, _("A name needs at least one character."));
  else if (g_utf8_strlen (name, -1) > PS_NAME_MAX_CHARS)
    /* Translators: %d is 200. */
    g_set_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NAME, _("A name has at most %d characters."), PS_NAME_MAX_CHARS);
  else
    return g_steal_pointer (&name);
  return NULL;
}

/**
 * ps_person_name_new_tag:
 * @typed: what a person typed
 * @error: set with %PS_CATALOG_ERROR_NAME
 *
 * A tag has no comma in it: lists of tags are separated by them, here as in the cloud.
 *
 * Returns: (transfer full) (nullable): the tag as it is kept
 */
char *
ps_person_name_new_tag (const char  *typed,
                        GError     **error)
{
  g_autofree char *name = ps_person_name_new (typed, error);

  if (name == NULL || strchr (name, ',') == NULL)
    return g_steal_pointer (&name);
  g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NAME, _("A tag cannot have a comma in it."));
  return NULL;
}

/**
 * ps_person_name_fold:
 * @name: a name
 *
 * Returns: (transfer full): what two names are the same by, whatever their case
 */
char *
ps_person_name_fold (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_NFC);
}
