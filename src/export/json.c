/* src/export/json.c: pure: photos as JSON objects: every column under its name, what is not known as null. */
#include "export/json.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "export/values.h"

static void
add_value (JsonBuilder  *builder,
           PsColumnType  type,
           const char   *value)
{
  g_autoptr(GPtrArray) texts = NULL;
  JsonNode *node;

  switch (type)
    {
    case PS_COLUMN_LIST:
    case PS_COLUMN_LINES:
      texts = ps_export_list (type, value);
      json_builder_begin_array (builder);
      for (guint i = 0; i < texts->len; i++)
        json_builder_add_string_value (builder, g_ptr_array_index (texts, i));
      json_builder_end_array (builder);
      return;
    case PS_COLUMN_NUMBER:
    case PS_COLUMN_OBJECT:
      node = value != NULL ? json_from_string (value, NULL) : NULL;
      if (node != NULL)
        json_builder_add_value (builder, node);
      else
        json_builder_add_null_value (builder);
      return;
    case PS_COLUMN_TEXT:
    default:
      if (value != NULL)
        json_builder_add_string_value (builder, value);
      else
        json_builder_add_null_value (builder);
    }
}

/**
 * ps_export_json_object:
 * @row: a photo
 *
 * Returns: (transfer full): one JSON object on one line
 */
char *
ps_export_json_object (const PsExportRow *row)
{
  guint n_columns;
  const PsColumn *columns = ps_export_columns (&n_columns);
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;

  json_builder_begin_object (builder);
  for (guint i = 0; i < n_columns; i++)
    {
      json_builder_set_member_name (builder, columns[i].name);
      add_value (builder, columns[i].type, row->values[i]);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static gboolean
is_photo (const char *text,
          gsize       length,
          guint       n_columns)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return FALSE;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) && json_object_get_size (json_node_get_object (root)) == n_columns;
}

/**
 * ps_export_json_check:
 * @text: what was written: a photo on each line between the first and the last
 * @length: bytes
 * @n_photos: how many photos must be in it
 * @cancellable: (nullable): ends it
 *
 * Holds no more of it than one photo: it may be gigabytes.
 *
 * Returns: whether it reads back whole
 */
gboolean
ps_export_json_check (const char   *text,
                      gsize         length,
                      gint64        n_photos,
                      GCancellable *cancellable)
{
  const char *end = text + length, *line = text;
  gint64 n = 0;
  guint n_columns;

  ps_export_columns (&n_columns);
  if (length < strlen (PS_EXPORT_JSON_BEGIN PS_EXPORT_JSON_END) || memcmp (text, PS_EXPORT_JSON_BEGIN, strlen (PS_EXPORT_JSON_BEGIN)) != 0
      || memcmp (end - strlen (PS_EXPORT_JSON_END), PS_EXPORT_JSON_END, strlen (PS_EXPORT_JSON_END)) != 0)
    return FALSE;
  line += strlen (PS_EXPORT_JSON_BEGIN);
  end -= strlen (PS_EXPORT_JSON_END);
  while (line < end && !g_cancellable_is_cancelled (cancellable))
    {
      const char *break_at;

      if (*line != '\n')
        return FALSE;
      line++;
      break_at = memchr (line, '\n', (gsize) (end - line));
      if (break_at != NULL && break_at[-1] != ',')
        return FALSE;
      if (!is_photo (line, (gsize) ((break_at != NULL ? break_at - 1 : end) - line), n_columns))
        return FALSE;
      line = break_at != NULL ? break_at : end;
      n++;
    }
  return line >= end && n == n_photos;
}
