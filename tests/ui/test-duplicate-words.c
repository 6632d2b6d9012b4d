/* tests/ui/test-duplicate-words.c: what a rule would do is said in true numbers; a list of groups tells only what differs. */
#include <string.h>

#include "ui/duplicate-fields.h"
#include "ui/duplicate-list.h"
#include "ui/duplicate-words.h"

typedef struct
{
  const char *name; /* what a failing run prints */
  PsKeepRule rule;
  PsKeepPlan plan;
  const char *words;
} Case;

static const Case cases[] = {
  { "largest", PS_KEEP_LARGEST, { .n_groups = 120, .n_told = 118, .n_photos = 145, .n_bytes = 34200000 },
    "The largest file is kept in 118 of 120 groups. In 2 the rule tells no difference, and the best is kept. "
    "145 photos would be marked, 34.2 MB in Cloudinary; nothing is deleted." },
  { "one of many", PS_KEEP_LARGEST, { .n_groups = 12, .n_told = 1, .n_photos = 2, .n_bytes = 2000 },
    "The largest file is kept in 1 of 12 groups. In 11 the rule tells no difference, and the best is kept. "
    "2 photos would be marked, 2.0 kB in Cloudinary; nothing is deleted." },
  { "one", PS_KEEP_OLDEST, { .n_groups = 1, .n_told = 1, .n_photos = 1, .n_bytes = 1 },
    "The one uploaded first is kept in 1 of 1 group. 1 photo would be marked, 1 byte in Cloudinary; nothing is deleted." },
  { "best", PS_KEEP_BEST, { .n_groups = 2, .n_told = 1, .n_photos = 3, .n_settled = 1 },
    "The best is kept in 2 of 2 groups: most pixels, the camera’s time, most bytes. 3 photos would be marked, 0 bytes in Cloudinary; "
    "nothing is deleted. 1 group that is settled stays as it is." },
  { "settled", PS_KEEP_NEWEST, { .n_settled = 4 }, "In every group it is chosen which one is kept." },
  { "nothing", PS_KEEP_FOLDER, { 0 }, "There is nothing to choose." },
};

/* GLib puts a space into sizes that does not break. */
static char *
with_plain_spaces (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "\302\240", -1);

  return g_strjoinv (" ", parts);
}

static void
test_plans (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = ps_duplicate_words_plan (&cases[i].plan, cases[i].rule), *plain = with_plain_spaces (words);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (plain, ==, cases[i].words);
    }
}

static void
log_change (GListModel *model,
            guint       position,
            guint       n_removed,
            guint       n_added,
            GString    *log)
{
  g_string_append_printf (log, "%u-%u+%u ", position, n_removed, n_added);
}

/* One digit a group. */
static void
show (PsDuplicateList *list,
      const char      *ids)
{
  PsShelfContents contents = { .groups = g_array_new (FALSE, FALSE, sizeof (PsShelfGroup)) };

  for (const char *id = ids; *id != '\0'; id++)
    {
      PsShelfGroup group = { *id - '0', 2, FALSE };

      g_array_append_val (contents.groups, group);
    }
  ps_duplicate_list_show (list, NULL, PS_SHELF_BYTES, &contents);
  g_array_unref (contents.groups);
}

static void
test_only_what_differs_is_told (void)
{
  g_autoptr(PsDuplicateList) list = ps_duplicate_list_new ();
  g_autoptr(GString) log = g_string_new (NULL);
  guint position = 0;

  g_signal_connect (list, "items-changed", G_CALLBACK (log_change), log);
  show (list, "1359");
  show (list, "1359");
  show (list, "13459");
  show (list, "1349");
  show (list, "");
  g_assert_cmpstr (log->str, ==, "0-0+4 2-0+1 3-1+0 0-4+0 ");
  show (list, "2468");
  g_assert_true (ps_duplicate_list_find (list, 6, &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_false (ps_duplicate_list_find (list, 5, &position));
}

static void
test_fields_without_photos_are_all_there_and_empty (void)
{
  g_autoptr(GPtrArray) fields = ps_duplicate_fields_new (NULL, NULL);

  g_assert_cmpuint (fields->len, >=, 11);
  for (guint i = 0; i < fields->len; i++)
    {
      const PsDuplicateField *field = g_ptr_array_index (fields, i);

      g_assert_cmpstr (field->values[0], ==, "");
      g_assert_cmpstr (field->values[1], ==, "");
      g_assert_false (field->differs);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/duplicate-words/plans", test_plans);
  g_test_add_func ("/duplicate-words/only-what-differs-is-told", test_only_what_differs_is_told);
  g_test_add_func ("/duplicate-words/fields-without-photos", test_fields_without_photos_are_all_there_and_empty);
  return g_test_run ();
}
