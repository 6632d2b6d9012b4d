/* src/catalog/values.c: small values made fit for statements. */
#include "catalog/catalog-private.h"

/**
 * ps_catalog_number:
 * @number: a number
 *
 * Returns: (transfer full): it, as a task can carry it on every machine
 */
gpointer
ps_catalog_number (gint64 number)
{
  return g_memdup2 (&number, sizeof number);
}

/**
 * ps_catalog_ids_to_json:
 * @ids: (array length=n_ids): rows
 * @n_ids: how many
 *
 * Returns: (transfer full): a JSON array, to be bound as one parameter
 */
char *
ps_catalog_ids_to_json (const gint64 *ids,
                        guint         n_ids)
{
  GString *json = g_string_sized_new (n_ids * 8 + 2);

  g_string_append_c (json, '[');
  for (guint i = 0; i < n_ids; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

static void
append_escaped (GString    *json,
                const char *text)
{
  g_string_append_c (json, '"');
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (json, "\\%c", *p);
    else if (*p < 0x20)
      g_string_append_printf (json, "\\u%04x", *p);
    else
      g_string_append_c (json, *p);
  g_string_append_c (json, '"');
}

/**
 * ps_catalog_strings_to_json:
 * @strings: (array zero-terminated) (nullable): texts
 *
 * Returns: (transfer full): a JSON array
 */
char *
ps_catalog_strings_to_json (const char *const *strings)
{
  GString *json = g_string_new ("[");

  for (int i = 0; strings != NULL && strings[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_escaped (json, strings[i]);
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/**
 * ps_catalog_make_key:
 * @path: a relative path
 *
 * Returns: (transfer full): its casefolded NFC, which no two files of a library share
 */
char *
ps_catalog_make_key (const char *path)
{
  g_autofree char *normal = g_utf8_normalize (path, -1, G_NORMALIZE_NFC);
  g_autofree char *folded = normal != NULL ? g_utf8_casefold (normal, -1) : NULL;

  return folded != NULL ? g_utf8_normalize (folded, -1, G_NORMALIZE_NFC) : g_strdup (path);
}
