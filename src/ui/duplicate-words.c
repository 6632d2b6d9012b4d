/* src/ui/duplicate-words.c: shelves of duplicates, groups and rules in words. */
#include "ui/duplicate-words.h"

#include <glib/gi18n-lib.h>

#include "ui/words.h"

/**
 * ps_duplicate_words_shelf:
 * @shelf: a shelf
 *
 * Returns: (transfer none): its name, translated
 */
const char *
ps_duplicate_words_shelf (PsShelf shelf)
{
  switch (shelf)
    {
    case PS_SHELF_BYTES:
      /* Translators: a shelf of duplicates: files that are equal to the last byte. */
      return _("Same Bytes");
    case PS_SHELF_PICTURE:
      /* Translators: a shelf of duplicates: the picture is the same, what is written about it in the file is not. */
      return _("Same Picture, Other Metadata");
    case PS_SHELF_LOOK:
      /* Translators: a shelf of duplicates: smaller, cropped or developed again. */
      return _("Look-Alikes");
    case PS_SHELF_BURST:
    case PS_N_SHELVES:
    default:
      /* Translators: photos taken in one go, the finger on the button. */
      return _("Bursts");
    }
}

/**
 * ps_duplicate_words_note:
 * @shelf: a shelf
 *
 * Returns: (transfer none): what is on it, a sentence
 */
const char *
ps_duplicate_words_note (PsShelf shelf)
{
  switch (shelf)
    {
    case PS_SHELF_BYTES:
      return _("The very same file more than once.");
    case PS_SHELF_PICTURE:
      return _("Pictures that look the same at the same size, in files that are not the same.");
    case PS_SHELF_LOOK:
      return _("The same photo smaller, cropped, or developed again.");
    case PS_SHELF_BURST:
    case PS_N_SHELVES:
    default:
      return _("Taken in one go. They are different pictures, and none of them counts as a duplicate.");
    }
}

/**
 * ps_duplicate_words_contents:
 * @contents: what is on a shelf
 *
 * Returns: (transfer full): “12 groups · 34 MB”
 */
char *
ps_duplicate_words_contents (const PsShelfContents *contents)
{
  guint n = contents->groups->len;
  g_autofree char *groups = NULL, *size = NULL;

  if (n == 0)
    /* Translators: under the name of a shelf: there are no groups on it. */
    return g_strdup (_("None"));
  groups = g_strdup_printf (ngettext ("%'u group", "%'u groups", n), n);
  if (contents->n_extra_bytes == 0)
    return g_steal_pointer (&groups);
  size = g_format_size ((guint64) contents->n_extra_bytes);
  /* Translators: “12 groups”, and what they take up in Cloudinary more than needed. */
  return g_strdup_printf (_("%1$s · %2$s"), groups, size);
}

/**
 * ps_duplicate_words_none:
 * @shelf: a shelf with nothing on it
 *
 * Returns: (transfer none): the good news, a sentence
 */
const char *
ps_duplicate_words_none (PsShelf shelf)
{
  switch (shelf)
    {
    case PS_SHELF_BYTES:
      return _("No file is in Cloudinary twice.");
    case PS_SHELF_PICTURE:
      return _("No picture is here in two files.");
    case PS_SHELF_LOOK:
      return _("No two photos look alike. With the scale above, you can look less closely.");
    case PS_SHELF_BURST:
    case PS_N_SHELVES:
    default:
      return _("No photos were taken in one go.");
    }
}

/**
 * ps_duplicate_words_group:
 * @group: a group
 *
 * Returns: (transfer full): “2 photos · 4.2 MB more than needed”
 */
char *
ps_duplicate_words_group (const PsDuplicateGroup *group)
{
  g_autofree char *photos = ps_words_photos (group->photos->len), *size = NULL;
  gint64 n_extra = ps_duplicate_group_count_extra (group);

  if (n_extra == 0)
    return g_steal_pointer (&photos);
  size = g_format_size ((guint64) n_extra);
  /* Translators: “2 photos”, and a size: what all but one of them take up in Cloudinary. */
  return g_strdup_printf (_("%1$s · %2$s in Cloudinary more than needed"), photos, size);
}

/**
 * ps_duplicate_words_size:
 * @photo: a photo of a group
 *
 * Returns: (transfer full): “4000 × 3000 · 4.2 MB”, as far as it is known
 */
char *
ps_duplicate_words_size (const PsDuplicate *photo)
{
  g_autofree char *size = photo->n_bytes > 0 ? g_format_size ((guint64) photo->n_bytes) : NULL;

  if (photo->width <= 0 || photo->height <= 0)
    return size != NULL ? g_steal_pointer (&size) : g_strdup ("");
  if (size == NULL)
    /* Translators: width and height in pixels. */
    return g_strdup_printf (_("%d × %d"), photo->width, photo->height);
  /* Translators: width and height in pixels, and how large the file is. */
  return g_strdup_printf (_("%1$d × %2$d · %3$s"), photo->width, photo->height, size);
}

/**
 * ps_duplicate_words_rule:
 * @rule: a rule
 *
 * Returns: (transfer none): which one it keeps, to follow “Keep”
 */
const char *
ps_duplicate_words_rule (PsKeepRule rule)
{
  switch (rule)
    {
    case PS_KEEP_LARGEST:
      /* Translators: which one of several duplicates is kept. */
      return _("The Largest File");
    case PS_KEEP_OLDEST:
      return _("The One Uploaded First");
    case PS_KEEP_NEWEST:
      return _("The One Uploaded Last");
    case PS_KEEP_SORTED:
      return _("The One With Most Tags and Collections");
    case PS_KEEP_FOLDER:
      return _("The One in the Folder…");
    case PS_KEEP_BEST:
    case PS_N_KEEP_RULES:
    default:
      /* Translators: which one of several duplicates is kept: the most pixels, then a time by the camera, then the most bytes. */
      return _("The Best");
    }
}

static char *
tell_choice (const PsKeepPlan *plan,
             PsKeepRule        rule)
{
  guint n = (guint) plan->n_groups, n_told = rule == PS_KEEP_BEST ? n : (guint) plan->n_told;

  switch (rule)
    {
    case PS_KEEP_LARGEST:
      /* Translators: the first number is how many groups, the second of how many. */
      return g_strdup_printf (ngettext ("The largest file is kept in %1$'u of %2$'u group.", "The largest file is kept in %1$'u of %2$'u groups.", n), n_told, n);
    case PS_KEEP_OLDEST:
      /* Translators: the first number is how many groups, the second of how many. */
      return g_strdup_printf (ngettext ("The one uploaded first is kept in %1$'u of %2$'u group.", "The one uploaded first is kept in %1$'u of %2$'u groups.", n), n_told, n);
    case PS_KEEP_NEWEST:
      /* Translators: the first number is how many groups, the second of how many. */
      return g_strdup_printf (ngettext ("The one uploaded last is kept in %1$'u of %2$'u group.", "The one uploaded last is kept in %1$'u of %2$'u groups.", n), n_told, n);
    case PS_KEEP_SORTED:
      /* Translators: the first number is how many groups, the second of how many. */
      return g_strdup_printf (ngettext ("The one with most tags and collections is kept in %1$'u of %2$'u group.",
                                        "The one with most tags and collections is kept in %1$'u of %2$'u groups.", n), n_told, n);
    case PS_KEEP_FOLDER:
      /* Translators: the first number is how many groups, the second of how many. */
      return g_strdup_printf (ngettext ("The one in the folder is kept in %1$'u of %2$'u group.", "The one in the folder is kept in %1$'u of %2$'u groups.", n), n_told, n);
    case PS_KEEP_BEST:
    case PS_N_KEEP_RULES:
    default:
      /* Translators: the first number is how many groups, the second of how many. */
      return g_strdup_printf (ngettext ("The best is kept in %1$'u of %2$'u group: most pixels, the camera’s time, most bytes.",
                                        "The best is kept in %1$'u of %2$'u groups: most pixels, the camera’s time, most bytes.", n), n_told, n);
    }
}

/**
 * ps_duplicate_words_plan:
 * @plan: what a rule would do to a shelf
 * @rule: the rule
 *
 * Returns: (transfer full): it, in some sentences
 */
char *
ps_duplicate_words_plan (const PsKeepPlan *plan,
                         PsKeepRule        rule)
{
  GString *words = g_string_new (NULL);
  guint n_alike = rule == PS_KEEP_BEST ? 0 : (guint) (plan->n_groups - plan->n_told);
  g_autofree char *choice = NULL, *photos = NULL, *size = NULL;

  if (plan->n_groups == 0)
    {
      g_string_append (words, plan->n_settled > 0 ? _("In every group it is chosen which one is kept.") : _("There is nothing to choose."));
      return g_string_free (words, FALSE);
    }
  choice = tell_choice (plan, rule);
  g_string_append (words, choice);
  if (n_alike > 0)
    g_string_append_printf (words, ngettext (" In %'u the rule tells no difference, and the best is kept.",
                                             " In %'u the rule tells no difference, and the best is kept.", n_alike), n_alike);
  photos = ps_words_photos (plan->n_photos);
  size = g_format_size ((guint64) plan->n_bytes);
  g_string_append_c (words, ' ');
  /* Translators: “145 photos”, and a size. */
  g_string_append_printf (words, ngettext ("%1$s would be marked, %2$s in Cloudinary; nothing is deleted.",
                                           "%1$s would be marked, %2$s in Cloudinary; nothing is deleted.", (gulong) plan->n_photos), photos, size);
  if (plan->n_settled > 0)
    {
      g_string_append_c (words, ' ');
      g_string_append_printf (words, ngettext ("%'u group that is settled stays as it is.", "%'u groups that are settled stay as they are.",
                                               (gulong) plan->n_settled), (guint) plan->n_settled);
    }
  return g_string_free (words, FALSE);
}
