/* tests/export/test-reading-back.c: a table that is cut off, or changed, is not taken for a whole one. */
#include <string.h>

#include "export/csv.h"
#include "export/json.h"

static PsExportRow *
make_row (guint seed)
{
  static const char *const texts[] = { "plain", "a, \"b\"\r\nc", "=1+1", "'quoted", "", " blank ", "Åse" };
  PsExportRow *row = g_new (PsExportRow, 1);
  guint n;
  const PsColumn *columns = ps_export_columns (&n);

  row->values = g_new (char *, n);
  for (guint i = 0; i < n; i++)
    {
      const char *text = texts[(i + seed) % G_N_ELEMENTS (texts)];

      row->values[i] = columns[i].type == PS_COLUMN_TEXT ? g_strdup (text) : columns[i].type == PS_COLUMN_NUMBER ? g_strdup ("12.5") : NULL;
    }
  return row;
}

static GString *
make_csv (void)
{
  g_autofree char *header = ps_csv_header ();
  GString *text = g_string_new (header);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(PsExportRow) row = make_row (i);
      g_autofree char *line = ps_csv_line (row);

      g_string_append (text, line);
    }
  return text;
}

static GString *
make_json (void)
{
  GString *text = g_string_new (PS_EXPORT_JSON_BEGIN);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(PsExportRow) row = make_row (i);
      g_autofree char *object = ps_export_json_object (row);

      g_string_append_printf (text, "%s%s", i > 0 ? ",\n" : "\n", object);
    }
  return g_string_append (text, PS_EXPORT_JSON_END);
}

static gboolean
csv_is_whole (const GString *text,
              gsize          length,
              gint64         n_lines)
{
  guint n_columns;

  ps_export_columns (&n_columns);
  return ps_csv_check (text->str, length, n_columns, n_lines, NULL);
}

static void
test_csv (void)
{
  g_autoptr(GString) text = make_csv ();
  g_autoptr(GPtrArray) lines = ps_csv_parse (text->str, text->len);

  g_assert_true (csv_is_whole (text, text->len, 4));
  g_assert_false (csv_is_whole (text, text->len, 3));
  g_assert_false (csv_is_whole (text, text->len, 5));
  g_assert_cmpuint (lines->len, ==, 4);
  for (gsize length = 0; length < text->len; length++)
    g_assert_false (csv_is_whole (text, length, 4));
}

static void
test_json (void)
{
  g_autoptr(GString) text = make_json ();
  char *brace = strrchr (text->str, '}');

  g_assert_true (ps_export_json_check (text->str, text->len, 3, NULL));
  g_assert_false (ps_export_json_check (text->str, text->len, 2, NULL));
  g_assert_false (ps_export_json_check (text->str, text->len, 4, NULL));
  for (gsize length = 0; length < text->len; length++)
    g_assert_false (ps_export_json_check (text->str, length, 3, NULL));
  brace[-4] = 'x';
  g_assert_false (ps_export_json_check (text->str, text->len, 3, NULL));
}

/* 2.8 has no double of its own. */
static void
test_numbers (void)
{
  static const char *const numbers[] = { "2.8", "48.2081743", "-0.1", "1e-05", "9007199254740993", "0" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      PsExportRow *row = make_row (0);
      g_autofree char *wanted = g_strdup_printf ("\"aperture\":%s,", numbers[i]);
      g_autofree char *object = NULL;
      guint n;
      const PsColumn *columns = ps_export_columns (&n);

      for (guint k = 0; k < n; k++)
        if (g_str_equal (columns[k].name, "aperture"))
          {
            g_free (row->values[k]);
            row->values[k] = g_strdup (numbers[i]);
          }
      object = ps_export_json_object (row);
      g_assert_nonnull (strstr (object, wanted));
      ps_export_row_free (row);
    }
}

static void
test_stopped (void)
{
  g_autoptr(GString) csv = make_csv ();
  g_autoptr(GString) json = make_json ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  guint n_columns;

  ps_export_columns (&n_columns);
  g_cancellable_cancel (cancellable);
  g_assert_false (ps_csv_check (csv->str, csv->len, n_columns, 4, cancellable));
  g_assert_false (ps_export_json_check (json->str, json->len, 3, cancellable));
}

static void
test_empty (void)
{
  g_autofree char *header = ps_csv_header ();
  guint n_columns;

  ps_export_columns (&n_columns);
  g_assert_true (ps_csv_check (header, strlen (header), n_columns, 1, NULL));
  g_assert_true (ps_export_json_check (PS_EXPORT_JSON_BEGIN PS_EXPORT_JSON_END, strlen (PS_EXPORT_JSON_BEGIN PS_EXPORT_JSON_END), 0, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reading-back/csv", test_csv);
  g_test_add_func ("/reading-back/json", test_json);
  g_test_add_func ("/reading-back/numbers", test_numbers);
  g_test_add_func ("/reading-back/stopped", test_stopped);
  g_test_add_func ("/reading-back/empty", test_empty);
  return g_test_run ();
}
