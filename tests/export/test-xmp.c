/* tests/export/test-xmp.c: a sidecar can be made of any text, and what reads differently is found. */
#include <string.h>

#include "export/xmp.h"

static PsExportRow *
make_row (const char *first,
          ...)
{
  PsExportRow *row = g_new (PsExportRow, 1);
  va_list list;
  guint n;
  const PsColumn *columns = ps_export_columns (&n);

  row->values = g_new0 (char *, n);
  va_start (list, first);
  for (const char *name = first; name != NULL; name = va_arg (list, const char *))
    {
      const char *value = va_arg (list, const char *);

      for (guint i = 0; i < n; i++)
        if (g_str_equal (columns[i].name, name))
          row->values[i] = g_strdup (value);
    }
  va_end (list);
  return row;
}

static void
test_any_text (void)
{
  static const char *const texts[] = { "a\xef\xbf\xbe" "b", "a\xef\xbf\xbf" "b", "a\x01" "b", "a\x7f" "b", "a\xff" "b", "a\xc2\x85" "b", "\xf0\x9f\xbf\xbe", "Åse <&> \"b\"", "a\r\nb", " blank " };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (int target = 0; target < PS_N_XMP_TARGETS; target++)
      {
        g_autofree char *tags = g_strdup_printf ("[\"tag\"]");
        g_autoptr(PsExportRow) row = make_row ("name", "DSC_1.jpg", "tags", tags, "keywords", texts[i], "title", texts[i], "caption", texts[i],
                                               "creator", texts[i], "copyright", texts[i], "camera_make", texts[i], "label", texts[i], NULL);
        g_autoptr(GError) error = NULL;
        g_autofree char *packet = ps_xmp_make ((PsXmpTarget) target, row, &error);

        g_test_message ("text %u for %s", i, ps_xmp_target_to_word ((PsXmpTarget) target));
        g_assert_no_error (error);
        g_assert_true (ps_xmp_check (packet, strlen (packet), (PsXmpTarget) target, row));
        g_assert_null (strstr (packet, "\xef\xbf\xbf"));
        g_assert_null (strstr (packet, "\xef\xbf\xbe"));
      }
}

/* Each of these, changed or left out, is no longer what the photo has. */
static void
test_differs (void)
{
  static const char *const columns[][3] = {
    { "rating", "4", "3" }, { "creator", "Åse", "Jörg" }, { "copyright", "© A", "© B" }, { "date_taken", "2024-05-06T10:11:12", "2024-05-06T10:11:13" },
    { "latitude", "48.2", "48.3" }, { "longitude", "16.37", "-16.37" }, { "altitude", "171", "-171" }, { "location", "Wien", "Graz" },
    { "camera_make", "NIKON", "Canon" }, { "camera_model", "Z 6", "Z 7" }, { "title", "a", "b" }, { "caption", "a", "b" }, { "label", "Red", "Blue" },
    { "tags", "[\"a\",\"b\"]", "[\"a\",\"c\"]" }, { "tags", "[\"a\",\"b\"]", "[\"a\"]" },
  };

  for (int target = 0; target < PS_N_XMP_TARGETS; target++)
    for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
      {
        g_autoptr(PsExportRow) row = make_row ("name", "DSC_1.jpg", columns[i][0], columns[i][1], NULL);
        g_autoptr(PsExportRow) other = make_row ("name", "DSC_1.jpg", columns[i][0], columns[i][2], NULL);
        g_autoptr(PsExportRow) bare = make_row ("name", "DSC_1.jpg", NULL, NULL);
        g_autofree char *packet = ps_xmp_make ((PsXmpTarget) target, row, NULL);
        g_autofree char *nothing = ps_xmp_make ((PsXmpTarget) target, bare, NULL);

        g_test_message ("%s for %s", columns[i][0], ps_xmp_target_to_word ((PsXmpTarget) target));
        g_assert_true (ps_xmp_check (packet, strlen (packet), (PsXmpTarget) target, row));
        g_assert_false (ps_xmp_check (packet, strlen (packet), (PsXmpTarget) target, other));
        g_assert_false (ps_xmp_check (packet, strlen (packet), (PsXmpTarget) target, bare));
        g_assert_false (ps_xmp_check (nothing, strlen (nothing), (PsXmpTarget) target, row));
      }
}

static void
test_flags (void)
{
  static const PsXmpTarget targets[] = { PS_XMP_DIGIKAM, PS_XMP_LIGHTROOM };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr(PsExportRow) picked = make_row ("name", "DSC_1.jpg", "flag", "pick", NULL);
      g_autoptr(PsExportRow) rejected = make_row ("name", "DSC_1.jpg", "flag", "reject", NULL);
      g_autofree char *packet = ps_xmp_make (targets[i], picked, NULL);

      g_assert_true (ps_xmp_check (packet, strlen (packet), targets[i], picked));
      g_assert_false (ps_xmp_check (packet, strlen (packet), targets[i], rejected));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xmp/any-text", test_any_text);
  g_test_add_func ("/xmp/differs", test_differs);
  g_test_add_func ("/xmp/flags", test_flags);
  return g_test_run ();
}
