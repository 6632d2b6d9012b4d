/* tests/ui/test-export-words.c: what is said before and after an export, by tables. */
#include "ui/export-words.h"

typedef struct
{
  const char *path;
  PsExportFormat format;
  PsExportReport report;
  const char *title, *words; /* after */
} After;

static const After afters[] = {
  { "/export-words/after/table", PS_EXPORT_CSV, { .n_written = 1200, .n_files = 1, .path = (char *) "/a/photos (2).csv" },
    "1200 Photos Exported", "They are in /a/photos (2).csv.\nThe file was read again, and is whole." },
  { "/export-words/after/one-sidecar-was-there", PS_EXPORT_XMP,
    { .n_written = 1, .n_files = 1, .n_existing = 1, .existing = (char *) "/a/Photos/x.jpg.xmp" },
    "1 Photo Exported", "They are below /a.\nEach sidecar was read again, and says what it should.\n"
                        "1 file was there already, and was left as it is: “x.jpg.xmp”." },
  { "/export-words/after/all-were-there", PS_EXPORT_XMP, { .n_existing = 3, .existing = (char *) "/a/x.xmp" },
    "Nothing Was Written", "3 files were there already, and were left as they are; the first: “x.xmp”." },
  { "/export-words/after/links-and-copies", PS_EXPORT_FOLDERS, { .n_written = 4, .n_files = 5, .n_linked = 3, .n_renamed = 2, .n_skipped = 1 },
    "4 Photos Exported", "They are below /a.\n2 copies were read again, and are equal to their originals.\n"
                         "3 files are hard links: the originals themselves, under other names.\n"
                         "2 files have other names there, since their own were taken.\n1 photo is not here, and was left out." },
  { "/export-words/after/none-worked", PS_EXPORT_FOLDERS, { .n_failed = 2, .problem = (char *) "“x”: no" },
    "Nothing Could Be Written", "2 photos could not be written. The first: “x”: no" },
};

static void
test_after (gconstpointer data)
{
  const After *c = data;
  g_autofree char *title = ps_export_words_title (&c->report);
  g_autofree char *words = ps_export_words_after (&c->report, c->format, "/a");

  g_assert_cmpstr (title, ==, c->title);
  g_assert_cmpstr (words, ==, c->words);
}

static void
test_stays (void)
{
  const PsExportReport some = { .n_written = 12, .n_files = 12 }, none = { 0 }, unfinished = { .n_written = 12 }, half = { .n_files = 1 };
  g_autofree char *copies = ps_export_words_stays (&some, PS_EXPORT_FOLDERS, "/a");
  g_autofree char *table = ps_export_words_stays (&unfinished, PS_EXPORT_CSV, "/a");
  g_autofree char *first = ps_export_words_stays (&half, PS_EXPORT_FOLDERS, "/a");
  g_autofree char *nothing = ps_export_words_stays (&none, PS_EXPORT_XMP, "/a");

  g_assert_cmpstr (copies, ==, "12 photos were written whole, and stay in /a. No file is half written.");
  g_assert_cmpstr (first, ==, "1 file was written whole, and stays in /a. No file is half written."); /* of a photo that goes to two folders */
  g_assert_cmpstr (table, ==, "Nothing was written.");
  g_assert_cmpstr (nothing, ==, "Nothing was written.");
}

static void
test_before (void)
{
  g_autoptr(GPtrArray) losses = g_ptr_array_new ();
  PsExportLoss shoots = { (char *) "shoot", 1 }, stars = { (char *) "rating", 2 }, levels = { (char *) "tag_levels", 3 }, missing = { (char *) "not_here", 7 };
  PsExportReport report = { .losses = losses, .n_not_here = 7 };
  g_autofree char *nothing = ps_export_words_losses (&report, PS_EXPORT_JSON);
  g_autofree char *words = NULL;
  g_autofree char *not_here = NULL;

  g_assert_null (nothing);
  g_ptr_array_add (losses, &missing);
  g_ptr_array_add (losses, &stars);
  g_ptr_array_add (losses, &shoots);
  g_ptr_array_add (losses, &levels);
  words = ps_export_words_losses (&report, PS_EXPORT_XMP);
  not_here = ps_export_words_before (&report, PS_EXPORT_FOLDERS);
  g_assert_cmpstr (words, ==, "Stars of rejected photos: 2 photos\nShoots: 1 photo\nLevels of tags, all but the last: 3 photos");
  g_assert_cmpstr (not_here, ==, "7 photos are not here, and are left out.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (afters); i++)
    g_test_add_data_func (afters[i].path, &afters[i], test_after);
  g_test_add_func ("/export-words/stays", test_stays);
  g_test_add_func ("/export-words/before", test_before);
  return g_test_run ();
}
