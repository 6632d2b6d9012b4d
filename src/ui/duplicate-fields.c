/* src/ui/duplicate-fields.c: what two photos have in common and what not, a field at a time. */
#include "ui/duplicate-fields.h"

#include <glib/gi18n-lib.h>

#include "base/text.h"
#include "ui/cell-words.h"
#include "ui/date-words.h"
#include "ui/facts-words.h"
#include "ui/marks-words.h"
#include "ui/state-words.h"

#define MAX_CHARS 300

/* Returns: (transfer full) (nullable): the field of a photo in words; text from outside is made visible by all of them. */
typedef char *(*TellFunc) (const PsPhotoFacts *facts);

static char *
tell_name (const PsPhotoFacts *facts)
{
  return ps_cell_words_name (facts->row);
}

static char *
tell_folder (const PsPhotoFacts *facts)
{
  const char *path = facts->row->folder_path;

  /* Translators: a photo that is in no folder. */
  return path != NULL && *path != '\0' ? ps_text_visible (path, MAX_CHARS) : g_strdup (_("Top folder"));
}

static char *
tell_size (const PsPhotoFacts *facts)
{
  gint64 n_bytes = facts->n_bytes >= 0 ? facts->n_bytes : facts->n_bytes_here;

  /* To the byte: a rewritten header is a difference. */
  return n_bytes > 0 ? g_format_size_full ((guint64) n_bytes, G_FORMAT_SIZE_LONG_FORMAT) : NULL;
}

static char *
tell_dimensions (const PsPhotoFacts *facts)
{
  /* Translators: width and height in pixels. */
  return facts->row->width > 0 && facts->row->height > 0 ? g_strdup_printf (_("%d × %d"), facts->row->width, facts->row->height) : NULL;
}

static char *
tell_format (const PsPhotoFacts *facts)
{
  g_autofree char *upper = facts->row->format != NULL ? g_ascii_strup (facts->row->format, -1) : NULL;

  return upper != NULL ? ps_text_visible (upper, 20) : NULL;
}

static char *
tell_taken (const PsPhotoFacts *facts)
{
  return facts->exif != NULL ? ps_facts_words_taken (facts->exif) : NULL;
}

static char *
tell_uploaded (const PsPhotoFacts *facts)
{
  return ps_facts_words_moment (facts->uploaded_at != NULL ? facts->uploaded_at : facts->created_at);
}

static char *
tell_camera (const PsPhotoFacts *facts)
{
  return facts->exif != NULL ? ps_facts_words_camera (facts->exif) : NULL;
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(char *const *) a, *(char *const *) b);
}

/* Takes the names, and leaves them empty. */
static char *
join (GPtrArray *names)
{
  if (names->len == 0)
    return NULL;
  g_ptr_array_sort (names, compare_texts);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static char *
tell_tags (const PsPhotoFacts *facts)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < facts->tags->len; i++)
    g_ptr_array_add (names, ps_text_visible (((PsPhotoTag *) g_ptr_array_index (facts->tags, i))->name, MAX_CHARS));
  return join (names);
}

static char *
tell_groups (GPtrArray *groups)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < groups->len; i++)
    g_ptr_array_add (names, ps_text_visible (((PsPhotoGroup *) g_ptr_array_index (groups, i))->name, MAX_CHARS));
  return join (names);
}

static char *
tell_collections (const PsPhotoFacts *facts)
{
  return tell_groups (facts->collections);
}

static char *
tell_shoots (const PsPhotoFacts *facts)
{
  return tell_groups (facts->shoots);
}

static char *
tell_rating (const PsPhotoFacts *facts)
{
  return facts->row->rating > 0 || facts->row->flag != PS_FLAG_NONE ? ps_marks_words_of (facts->row->rating, facts->row->flag) : NULL;
}

static char *
tell_proof (const PsPhotoFacts *facts)
{
  g_autofree char *moment = ps_facts_words_moment (facts->verified_at);
  const char *label = ps_state_words_label (facts->row);

  /* Translators: a photo's state, “Proven”, and when it was read last. */
  return moment != NULL ? g_strdup_printf (_("%1$s, %2$s"), label, moment) : g_strdup (label);
}

static void
free_field (gpointer data)
{
  PsDuplicateField *self = data;

  g_free (self->values[0]);
  g_free (self->values[1]);
  g_free (self);
}

static const struct
{
  const char *name;
  TellFunc tell;
} fields[] = {
  { N_("Name"), tell_name },
  { N_("Folder"), tell_folder },
  { N_("Size"), tell_size },
  /* Translators: width and height in pixels. */
  { N_("Pixels"), tell_dimensions },
  { N_("Format"), tell_format },
  { N_("Taken"), tell_taken },
  { N_("Uploaded"), tell_uploaded },
  { N_("Camera"), tell_camera },
  { N_("Tags"), tell_tags },
  { N_("Collections"), tell_collections },
  { N_("Shoot"), tell_shoots },
  { N_("Rating"), tell_rating },
  /* Translators: whether a photo is proven. */
  { N_("Proof"), tell_proof },
};

/**
 * ps_duplicate_fields_new:
 * @one: (nullable): all that is known of a photo
 * @other: (nullable): and of another
 *
 * Returns: (transfer full) (element-type PsDuplicateField): the fields of both
 */
GPtrArray *
ps_duplicate_fields_new (const PsPhotoFacts *one,
                         const PsPhotoFacts *other)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (free_field);
  const PsPhotoFacts *both[2] = { one, other };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      PsDuplicateField *field = g_new0 (PsDuplicateField, 1);

      field->name = _(fields[i].name);
      for (int side = 0; side < 2; side++)
        {
          char *value = both[side] != NULL ? fields[i].tell (both[side]) : NULL;

          field->values[side] = value != NULL ? value : g_strdup ("");
        }
      field->differs = one != NULL && other != NULL && !g_str_equal (field->values[0], field->values[1]);
      g_ptr_array_add (list, field);
    }
  return list;
}
