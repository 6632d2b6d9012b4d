/* src/export/json.c: pure: photos as JSON objects: every column under its name, what is not known as null. */
#include "export/json.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "export/values.h"

static void
add_text (GString    *object,
          const char *text)
{
  g_autoptr(JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *quoted = json_to_string (node, FALSE);

  g_string_append (object, quoted);
}

static void
add_list (GString      *object,
          PsColumnType  type,
          const char   *value)
{
  g_autoptr(GPtrArray) texts = ps_export_list (type, value);

  g_string_append_c (object, '[');
  for (guint i = 0; i < texts->len; i++)
    {
      g_string_append (object, i > 0 ? "," : "");
      add_text (object, g_ptr_array_index (texts, i));
    }
  g_string_append_c (object, ']');
}

/* As the catalogue has it: a number that went through a double would come out as 2.7999999999999998. A photo is one line. */
static void
add_json (GString      *object,
          PsColumnType  type,
          const char   *value)
{
  g_autoptr(JsonNode) node = value != NULL ? json_from_string (value, NULL) : NULL;
  gboolean is_whole = node != NULL && strpbrk (value, "\r\n") == NULL;

  if (type == PS_COLUMN_NUMBER)
    is_whole = is_whole && JSON_NODE_HOLDS_VALUE (node) && strspn (value, "0123456789+-.eE") == strlen (value);
  g_string_append (object, is_whole ? value : "null");
}

static void
add_value (GString      *object,
           PsColumnType  type,
           const char   *value)
{
  if (type == PS_COLUMN_LIST || type == PS_COLUMN_LINES)
    add_list (object, type, value);
  else if (type == PS_COLUMN_NUMBER || type == PS_COLUMN_OBJECT)
    add_json (object, type, value);
  else if (value != NULL)
    add_text (object, value);
  else
    g_string_append (object, "null");
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
  GString *object = g_string_new ("{");

  for (guint i = 0; i < n_columns; i++)
    {
      g_string_append_printf (object, "%s\"%s\":", i > 0 ? "," : "", columns[i].name);
      add_value (object, columns[i].type, row->values[i]);
    }
  g_string_append_c (object, '}');
  return g_string_free (object, FALSE);
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
