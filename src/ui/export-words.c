/* src/ui/export-words.c: what a form of export is, cannot carry, and came to, as a person reads it. */
#include "ui/export-words.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/text.h"
#include "ui/words.h"

#define LONGEST_NAME 200

static const char *const forms[PS_N_EXPORTS] = {
  N_("One table, photos.csv, with a column for all that is known."),
  N_("One file, photos.json, with all that is known. For programs."),
  N_("A small file for each photo with its tags, stars, captions and place, in folders as in the library."),
  N_("The originals themselves, sorted into folders."),
};

/* The words of PsExportLoss. */
static const struct
{
  const char *what, *words;
} losses[] = {
  { "client", N_("Clients of shoots") },
  { "collections", N_("Collections") },
  { "context", N_("What Cloudinary keeps as context") },
  { "duplicate_of", N_("Which photo it is a duplicate of") },
  { "flag", N_("Flags") },
  { "metadata", N_("Cloudinary’s structured metadata") },
  { "rating", N_("Stars of rejected photos") },
  { "shoot", N_("Shoots") },
  /* Translators: of “Places/Vienna” only “Vienna” is written. */
  { "tag_levels", N_("Levels of tags, all but the last") },
};

static const char *
get_words (const char *what)
{
  for (guint i = 0; i < G_N_ELEMENTS (losses); i++)
    if (g_str_equal (losses[i].what, what))
      return _(losses[i].words);
  return what;
}

/* Takes @line. */
static void
add_line (GString *text,
          char    *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
  g_free (line);
}

static char *
finish (GString *text)
{
  return g_string_free (text, text->len == 0);
}

static char *
visible_path (const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  return ps_text_visible (shown, LONGEST_NAME);
}

/**
 * ps_export_words_form:
 * @format: a form
 *
 * Returns: what it is, in a sentence
 */
const char *
ps_export_words_form (PsExportFormat format)
{
  return _(forms[format]);
}

/**
 * ps_export_words_losses:
 * @report: what a preview found
 * @format: the form
 *
 * Returns: (transfer full) (nullable): a line for each thing that stays behind; %NULL: all is carried
 */
char *
ps_export_words_losses (const PsExportReport *report,
                        PsExportFormat        format)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < report->losses->len; i++)
    {
      const PsExportLoss *loss = g_ptr_array_index (report->losses, i);
      g_autofree char *number = ps_words_photos (loss->n_photos);

      if (g_str_equal (loss->what, "not_here")) /* said apart */
        continue;
      /* Translators: what a form has no place for, and how many photos lose it: “Collections: 12 photos”. */
      add_line (text, g_strdup_printf (_("%1$s: %2$s"), get_words (loss->what), number));
    }
  if (format == PS_EXPORT_FOLDERS)
    add_line (text, g_strdup (_("Tags, stars, flags and all else that is known here: the files go as they are. A table or sidecars can go beside them.")));
  return finish (text);
}

/**
 * ps_export_words_before:
 * @report: what a preview found
 * @format: the form
 *
 * Returns: (transfer full) (nullable): how many photos are not here, and what becomes of them
 */
char *
ps_export_words_before (const PsExportReport *report,
                        PsExportFormat        format)
{
  gint64 n = report->n_not_here;

  if (n == 0)
    return NULL;
  if (format == PS_EXPORT_FOLDERS)
    return g_strdup_printf (ngettext ("%'" PRId64 " photo is not here, and is left out.",
                                      "%'" PRId64 " photos are not here, and are left out.", n), n);
  if (format == PS_EXPORT_XMP)
    return g_strdup_printf (ngettext ("%'" PRId64 " photo is not here. Its sidecar is written all the same.",
                                      "%'" PRId64 " photos are not here. Their sidecars are written all the same.", n), n);
  return g_strdup_printf (ngettext ("%'" PRId64 " photo is not here. What is known of it is written all the same.",
                                    "%'" PRId64 " photos are not here. What is known of them is written all the same.", n), n);
}

/**
 * ps_export_words_title:
 * @report: what came of an export
 *
 * Returns: (transfer full): the same as a heading
 */
char *
ps_export_words_title (const PsExportReport *report)
{
  if (report->n_written == 0)
    return g_strdup (report->n_failed > 0 ? _("Nothing Could Be Written") : _("Nothing Was Written"));
  return g_strdup_printf (ngettext ("%'" PRId64 " Photo Exported", "%'" PRId64 " Photos Exported", report->n_written), report->n_written);
}

/* The check by reading back. What it found wrong is among what failed. */
static void
add_check (GString              *text,
           const PsExportReport *report,
           PsExportFormat        format)
{
  gint64 n_copied = report->n_files - report->n_linked;

  if (report->n_written == 0)
    return;
  if (ps_export_is_table (format))
    add_line (text, g_strdup (_("The file was read again, and is whole.")));
  else if (format == PS_EXPORT_XMP)
    add_line (text, g_strdup (_("Each sidecar was read again, and says what it should.")));
  else
    {
      if (n_copied > 0)
        add_line (text, g_strdup_printf (ngettext ("%'" PRId64 " copy was read again, and is equal to its original.",
                                                   "%'" PRId64 " copies were read again, and are equal to their originals.", n_copied), n_copied));
      if (report->n_linked > 0)
        add_line (text, g_strdup_printf (ngettext ("%'" PRId64 " file is a hard link: the original itself, under another name.",
                                                   "%'" PRId64 " files are hard links: the originals themselves, under other names.",
                                                   report->n_linked), report->n_linked));
    }
}

/* Nothing is overwritten: what that meant here. */
static void
add_left_out (GString              *text,
              const PsExportReport *report,
              PsExportFormat        format)
{
  g_autofree char *base = report->existing != NULL ? g_path_get_basename (report->existing) : NULL;
  g_autofree char *name = base != NULL ? visible_path (base) : NULL;

  if (report->n_existing > 0)
    /* Translators: %2$s is a file's name. */
    add_line (text, g_strdup_printf (ngettext ("%1$'" PRId64 " file was there already, and was left as it is: “%2$s”.",
                                               "%1$'" PRId64 " files were there already, and were left as they are; the first: “%2$s”.",
                                               report->n_existing), report->n_existing, name));
  if (report->n_renamed > 0)
    add_line (text, g_strdup_printf (ngettext ("%'" PRId64 " file has another name there, since its own was taken.",
                                               "%'" PRId64 " files have other names there, since their own were taken.",
                                               report->n_renamed), report->n_renamed));
  if (report->n_skipped > 0 && format == PS_EXPORT_FOLDERS)
    add_line (text, g_strdup_printf (ngettext ("%'" PRId64 " photo is not here, and was left out.",
                                               "%'" PRId64 " photos are not here, and were left out.", report->n_skipped), report->n_skipped));
  if (report->n_failed > 0)
    /* Translators: how many, and why the first of them could not be written. */
    add_line (text, g_strdup_printf (ngettext ("%1$'" PRId64 " photo could not be written: %2$s",
                                               "%1$'" PRId64 " photos could not be written. The first: %2$s", report->n_failed),
                                     report->n_failed, report->problem));
}

/**
 * ps_export_words_after:
 * @report: what came of an export
 * @format: the form
 * @folder: where it went
 *
 * Returns: (transfer full) (nullable): a line for each thing that is to be said
 */
char *
ps_export_words_after (const PsExportReport *report,
                       PsExportFormat        format,
                       const char           *folder)
{
  GString *text = g_string_new (NULL);
  g_autofree char *place = visible_path (report->path != NULL ? report->path : folder);

  if (report->n_written > 0)
    /* Translators: a path. */
    add_line (text, g_strdup_printf (ps_export_is_table (format) ? _("They are in %s.") : _("They are below %s."), place));
  add_check (text, report, format);
  add_left_out (text, report, format);
  return finish (text);
}

/**
 * ps_export_words_stays:
 * @report: what was done until an export ended early
 * @format: the form
 * @folder: where it went
 *
 * Returns: (transfer full): what is there now
 */
char *
ps_export_words_stays (const PsExportReport *report,
                       PsExportFormat        format,
                       const char           *folder)
{
  g_autofree char *place = visible_path (folder);

  if (report->n_files == 0)
    return g_strdup (_("Nothing was written."));
  if (report->n_written == 0 || ps_export_is_table (format))
    /* Translators: %2$s is a folder. */
    return g_strdup_printf (ngettext ("%1$'" PRId64 " file was written whole, and stays in %2$s. No file is half written.",
                                      "%1$'" PRId64 " files were written whole, and stay in %2$s. No file is half written.",
                                      report->n_files), report->n_files, place);
  /* Translators: %2$s is a folder. */
  return g_strdup_printf (ngettext ("%1$'" PRId64 " photo was written whole, and stays in %2$s. No file is half written.",
                                    "%1$'" PRId64 " photos were written whole, and stay in %2$s. No file is half written.",
                                    report->n_written), report->n_written, place);
}
