/* src/export/values.c: pure: a column's value as the formats need it. */
#include "export/values.h"

#include <json-glib/json-glib.h>

/**
 * ps_export_list:
 * @type: %PS_COLUMN_LIST or %PS_COLUMN_LINES
 * @value: (nullable): as the catalogue gives it
 *
 * Returns: (transfer full) (element-type utf8): its texts
 */
GPtrArray *
ps_export_list (PsColumnType  type,
                const char   *value)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(JsonNode) node = NULL;
  g_auto(GStrv) lines = NULL;
  JsonArray *array;

  if (value == NULL || *value == '\0')
    return texts;
  if (type == PS_COLUMN_LINES)
    {
      lines = g_strsplit (value, "\n", -1);
      for (guint i = 0; lines[i] != NULL; i++)
        if (*lines[i] != '\0')
          g_ptr_array_add (texts, g_strdup (lines[i]));
      return texts;
    }
  node = json_from_string (value, NULL);
  array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (texts, g_strdup (json_array_get_string_element (array, i)));
  return texts;
}
