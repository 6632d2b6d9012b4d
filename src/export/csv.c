/* src/export/csv.c: pure: photos as lines of comma-separated values that a spreadsheet may open safely.
 *
 * RFC 4180: commas, CRLF, quotes doubled. A text that a spreadsheet would take
 * for a formula (it begins with = + - @, a tab or a carriage return) gets an
 * apostrophe in front, as spreadsheets themselves mark text; so does one that begins
 * with an apostrophe before one of these, so that reading gives back what was
 * there (OWASP, "CSV Injection"). Numbers are as they are. Texts of a list are
 * parted by "; ", a backslash stands before a semicolon or a backslash in them.
 */
#include "export/csv.h"

#include <string.h>

#include "export/values.h"

static gboolean
is_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

/* The text behind its apostrophes is a formula: one more guards it. */
static gboolean
needs_guard (const char *text)
{
  return is_formula (text + strspn (text, "'"));
}

static void
append_quoted (GString    *cell,
               const char *text)
{
  g_string_append_c (cell, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (cell, '"');
      g_string_append_c (cell, *p);
    }
  g_string_append_c (cell, '"');
}

static char *
join_list (PsColumnType  type,
           const char   *value)
{
  g_autoptr(GPtrArray) texts = ps_export_list (type, value);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    {
      g_string_append (joined, i > 0 ? "; " : "");
      for (const char *p = g_ptr_array_index (texts, i); *p != '\0'; p++)
        {
          if (*p == ';' || *p == '\\')
            g_string_append_c (joined, '\\');
          g_string_append_c (joined, *p);
        }
    }
  return g_string_free (joined, FALSE);
}

/**
 * ps_csv_cell:
 * @type: what kind of value
 * @value: (nullable): the value as the catalogue gives it
 *
 * Returns: (transfer full): the cell, with quotes where it needs them
 */
char *
ps_csv_cell (PsColumnType  type,
             const char   *value)
{
  g_autofree char *joined = type == PS_COLUMN_LIST || type == PS_COLUMN_LINES ? join_list (type, value) : NULL;
  const char *text = joined != NULL ? joined : value != NULL ? value : "";
  g_autofree char *guarded = type != PS_COLUMN_NUMBER && needs_guard (text) ? g_strconcat ("'", text, NULL) : g_strdup (text);
  GString *cell;

  if (strpbrk (guarded, ",\"\r\n") == NULL && *guarded != ' ' && !g_str_has_suffix (guarded, " "))
    return g_steal_pointer (&guarded);
  cell = g_string_new (NULL);
  append_quoted (cell, guarded);
  return g_string_free (cell, FALSE);
}

/**
 * ps_csv_header:
 *
 * Returns: (transfer full): the first line, the names of the columns
 */
char *
ps_csv_header (void)
{
  guint n_columns;
  const PsColumn *columns = ps_export_columns (&n_columns);
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (line, "%s%s", i > 0 ? "," : "", columns[i].name);
  g_string_append (line, "\r\n");
  return g_string_free (line, FALSE);
}

/**
 * ps_csv_line:
 * @row: a photo
 *
 * Returns: (transfer full): its line
 */
char *
ps_csv_line (const PsExportRow *row)
{
  guint n_columns;
  const PsColumn *columns = ps_export_columns (&n_columns);
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *cell = ps_csv_cell (columns[i].type, row->values[i]);

      g_string_append_printf (line, "%s%s", i > 0 ? "," : "", cell);
    }
  g_string_append (line, "\r\n");
  return g_string_free (line, FALSE);
}

/**
 * ps_csv_unguard:
 * @cell: a text as it was read
 *
 * Returns: (transfer full): the text as it was before it was guarded
 */
char *
ps_csv_unguard (const char *cell)
{
  return g_strdup (*cell == '\'' && is_formula (cell + strspn (cell, "'")) ? cell + 1 : cell);
}

/* Where the next cell ends and what is behind it, from *@i on; *@cell: what is in it, where it is wanted. FALSE: not well-formed. */
static gboolean
read_cell (const char *text,
           gsize       length,
           gsize      *i,
           GString    *cell,
           gboolean   *ends_line)
{
  gboolean is_quoted = text[*i] == '"';

  for (*i += is_quoted; *i < length; ++*i)
    {
      if (is_quoted && text[*i] == '"' && *i + 1 < length && text[*i + 1] == '"')
        ++*i;
      else if (is_quoted ? text[*i] == '"' : text[*i] == ',' || text[*i] == '\r' || text[*i] == '\n' || text[*i] == '"')
        break;
      if (cell != NULL)
        g_string_append_c (cell, text[*i]);
    }
  *i += is_quoted;
  if (*i >= length || (text[*i] != ',' && !(text[*i] == '\r' && *i + 1 < length && text[*i + 1] == '\n')))
    return FALSE;
  *ends_line = text[*i] == '\r';
  *i += *ends_line ? 2 : 1;
  return TRUE;
}

/**
 * ps_csv_parse:
 * @text: what was written
 * @length: bytes
 *
 * A strict reader: quotes only where a cell begins, CRLF only where a line ends.
 *
 * Returns: (transfer full) (element-type GPtrArray) (nullable): lines of cells; %NULL: it is not well-formed
 */
GPtrArray *
ps_csv_parse (const char *text,
              gsize       length)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GPtrArray) line = g_ptr_array_new_with_free_func (g_free);
  gsize i = 0;

  while (i < length)
    {
      g_autoptr(GString) cell = g_string_new (NULL);
      gboolean ends_line;

      if (!read_cell (text, length, &i, cell, &ends_line))
        return NULL;
      g_ptr_array_add (line, g_strdup (cell->str));
      if (!ends_line)
        continue;
      g_ptr_array_add (lines, g_steal_pointer (&line));
      line = g_ptr_array_new_with_free_func (g_free);
    }
  return line->len == 0 ? g_steal_pointer (&lines) : NULL;
}

/**
 * ps_csv_check:
 * @text: what was written
 * @length: bytes
 * @n_columns: how many cells each line must have
 * @n_lines: how many lines there must be, with the first
 * @cancellable: (nullable): ends it
 *
 * As strict as ps_csv_parse(), and holds none of it: it may be gigabytes.
 *
 * Returns: whether it reads back whole
 */
gboolean
ps_csv_check (const char   *text,
              gsize         length,
              guint         n_columns,
              gint64        n_lines,
              GCancellable *cancellable)
{
  gsize i = 0;
  gint64 n = 0;
  guint n_cells = 0;

  while (i < length && !g_cancellable_is_cancelled (cancellable))
    {
      gboolean ends_line;

      if (!read_cell (text, length, &i, NULL, &ends_line))
        return FALSE;
      n_cells++;
      if (!ends_line)
        continue;
      if (n_cells != n_columns)
        return FALSE;
      n_cells = 0;
      n++;
    }
  return i >= length && n_cells == 0 && n == n_lines;
}
