/* src/ui/facts-rows.c: what is known of a photo, as rows of a name and a value. */
#include "ui/facts-rows.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "ui/clock-words.h"
#include "ui/facts-words.h"
#include "ui/marks-row.h"
#include "ui/tag-editor.h"

#define NAME_WIDTH 76 /* pixels; names that are longer wrap */
#define MAX_CHARS 500
#define MAX_LINES 10  /* of a history before it is folded away */

/**
 * ps_facts_rows_add:
 * @box: where to
 * @name: what it is
 * @value: (transfer floating): what it is like
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
ps_facts_rows_add (GtkBox     *box,
                   const char *name,
                   GtkWidget  *value)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 8);
  gtk_widget_set_size_request (label, NAME_WIDTH, -1);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (value, TRUE);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), value);
  gtk_box_append (box, row);
  return row;
}

static GtkWidget *
new_words (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE); /* Tab goes to what can be acted on; the mouse selects */
  return label;
}

/**
 * ps_facts_rows_add_words:
 * @box: where to
 * @name: what it is
 * @words: (nullable): what it is like; nothing is added without
 */
void
ps_facts_rows_add_words (GtkBox     *box,
                         const char *name,
                         const char *words)
{
  if (words != NULL && *words != '\0')
    ps_facts_rows_add (box, name, new_words (words));
}

static void
take_words (GtkBox     *box,
            const char *name,
            char       *words)
{
  ps_facts_rows_add_words (box, name, words);
  g_free (words);
}

/* Text from outside. */
static void
add_text (GtkBox     *box,
          const char *name,
          const char *text)
{
  if (text != NULL)
    take_words (box, name, ps_text_visible (text, MAX_CHARS));
}

/* A line that does something. */
static GtkWidget *
new_link (const char *words,
          const char *action,
          GVariant   *target)
{
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "fact-link");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GVariant *
new_set (PsPhotoSet  set,
         gint64      id,
         const char *argument,
         const char *title)
{
  return g_variant_new ("(uxss)", (guint32) set, id, argument, title);
}

static void
add_camera (GtkBox            *box,
            const PsPhotoExif *exif)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *camera = ps_facts_words_camera (exif);
  g_autofree char *lens = exif->lens != NULL ? ps_text_visible (exif->lens, MAX_CHARS) : NULL;
  g_autofree char *exposure = ps_facts_words_exposure (exif);
  const char *words[] = { camera, lens, exposure };
  gboolean has_any = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] != NULL)
      {
        gtk_box_append (GTK_BOX (lines), new_words (words[i]));
        has_any = TRUE;
      }
  if (has_any)
    ps_facts_rows_add (box, _("Camera"), lines);
  else
    g_object_unref (g_object_ref_sink (lines));
}

static void
add_place (GtkBox            *box,
           const PsPhotoExif *exif)
{
  g_autofree char *place = ps_facts_words_place (exif);
  g_autofree char *uri = ps_facts_words_geo_uri (exif);
  GtkWidget *link;

  if (place == NULL)
    return;
  link = new_link (place, "facts.open-uri", g_variant_new_string (uri));
  gtk_widget_set_tooltip_text (link, _("Open in a Map"));
  ps_facts_rows_add (box, _("Place"), link);
}

/* Where a person put the camera's clock right: what the photo goes by now, and how far that is from what the camera says. */
static void
add_adjusted (GtkBox             *box,
              const PsPhotoFacts *facts)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GDateTime) taken = facts->exif != NULL && facts->exif->taken_at != NULL
                                 ? g_date_time_new_from_iso8601 (facts->exif->taken_at, utc) : NULL;
  gint64 now_us = taken != NULL ? g_date_time_to_unix (taken) * G_USEC_PER_SEC + facts->clock_shift_us : facts->row->sort_us;
  g_autofree char *moment = ps_clock_words_moment (now_us);
  g_autofree char *shift = ps_clock_words_shift (facts->clock_shift_us);

  /* Translators: when a photo counts as taken, and how far that is from its camera's clock: “22 June 2024, 16:41:05, 1 hour later”. */
  take_words (box, _("Adjusted"), g_strdup_printf (_("%1$s, %2$s"), moment, shift));
}

static void
add_exif (GtkBox             *box,
          const PsPhotoFacts *facts)
{
  const PsPhotoExif *exif = facts->exif;

  if (exif != NULL)
    add_camera (box, exif);
  if (exif != NULL && exif->taken_at != NULL)
    take_words (box, _("Taken"), ps_facts_words_taken (exif));
  if (facts->clock_shift_us != 0)
    add_adjusted (box, facts);
  take_words (box, _("Uploaded"), ps_facts_words_moment (facts->created_at));
  if (exif != NULL)
    add_place (box, exif);
}

/* A number of stars, drawn; read aloud as a number. */
static void
add_rating (GtkBox *box,
            int     rating)
{
  g_autofree char *words = ps_facts_words_rating (rating);
  g_autofree char *stars = ps_facts_words_stars (rating);
  GtkWidget *label;

  if (words == NULL)
    return;
  label = new_words (stars != NULL ? stars : words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  ps_facts_rows_add (box, _("Rating"), label);
}

/* What people wrote into the file comes before what the camera wrote there under the same head. */
static void
add_captions (GtkBox             *box,
              const PsPhotoFacts *facts)
{
  static const PsPhotoCaptions no_captions = { .rating = PS_NO_RATING };
  static const PsPhotoExif no_exif = { 0 };
  const PsPhotoCaptions *captions = facts->captions != NULL ? facts->captions : &no_captions;
  const PsPhotoExif *exif = facts->exif != NULL ? facts->exif : &no_exif;
  const char *caption = captions->caption != NULL ? captions->caption : exif->description;

  add_text (box, _("Title"), captions->title);
  if (g_strcmp0 (caption, captions->title) != 0)
    add_text (box, _("Description"), caption);
  add_rating (box, captions->rating);
  add_text (box, _("Label"), captions->label);
  take_words (box, _("Keywords"), ps_facts_words_keywords (captions));
  add_text (box, _("By"), captions->creator != NULL ? captions->creator : exif->artist);
  add_text (box, _("Copyright"), captions->rights != NULL ? captions->rights : exif->copyright);
}

static void
add_size (GtkBox             *box,
          const PsPhotoFacts *facts)
{
  const PsPhotoRow *row = facts->row;
  GString *words = g_string_new (NULL);

  if (row->width > 0 && row->height > 0)
    /* Translators: width and height in pixels */
    g_string_append_printf (words, _("%1$'d × %2$'d"), row->width, row->height);
  if (row->n_bytes >= 0)
    {
      g_autofree char *size = g_format_size ((guint64) row->n_bytes);

      g_string_append_printf (words, "%s%s", words->len > 0 ? " · " : "", size);
    }
  if (row->duration > 0)
    /* Translators: minutes and seconds of a film */
    g_string_append_printf (words, _("%1$s%2$d:%3$02d min"), words->len > 0 ? " · " : "", (int) row->duration / 60, (int) row->duration % 60);
  take_words (box, _("Size"), g_string_free (words, FALSE));
}

static void
add_groups (GtkBox     *box,
            const char *name,
            GPtrArray  *groups,
            PsPhotoSet  set)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < groups->len; i++)
    {
      const PsPhotoGroup *group = g_ptr_array_index (groups, i);
      g_autofree char *visible = ps_text_visible (group->name, MAX_CHARS);

      gtk_box_append (GTK_BOX (lines), new_link (visible, "win.show-set", new_set (set, group->id, "", visible)));
    }
  if (groups->len > 0)
    ps_facts_rows_add (box, name, lines);
  else
    g_object_unref (g_object_ref_sink (lines));
}

/**
 * ps_facts_rows_add_tags:
 * @box: where to
 * @catalog: where tags are kept
 * @ids: (element-type gint64): whose they are
 * @uses: (nullable) (element-type PsTagUse): the tags; %NULL: they were not counted
 *
 * One's own tags, to be changed; the cloud's apart, to be looked at.
 */
void
ps_facts_rows_add_tags (GtkBox    *box,
                        PsCatalog *catalog,
                        GArray    *ids,
                        GPtrArray *uses)
{
  GtkWidget *of_cloud = uses != NULL ? ps_tag_editor_new_of_cloud (uses, ids->len) : NULL;

  ps_facts_rows_add (box, uses != NULL ? _("Tags") : _("Add tags"), ps_tag_editor_new (catalog, ids, uses));
  if (of_cloud != NULL)
    ps_facts_rows_add (box, _("Tags in Cloudinary"), of_cloud);
}

static void
add_tags (GtkBox             *box,
          PsCatalog          *catalog,
          const PsPhotoFacts *facts)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) uses = g_ptr_array_new_with_free_func (g_free);

  g_array_append_val (ids, facts->row->id);
  for (guint i = 0; i < facts->tags->len; i++)
    {
      const PsPhotoTag *tag = g_ptr_array_index (facts->tags, i);
      PsTagUse *use = g_new (PsTagUse, 1);

      *use = (PsTagUse) { tag->name, tag->is_local, tag->is_cloud }; /* the name is the facts' */
      g_ptr_array_add (uses, use);
    }
  ps_facts_rows_add_tags (box, catalog, ids, uses);
}

static void
add_folder (GtkBox           *box,
            const PsPhotoRow *row)
{
  g_autofree char *visible = ps_text_visible (row->folder_path, MAX_CHARS);

  if (row->folder_path == NULL || *row->folder_path == '\0')
    return;
  ps_facts_rows_add (box, _("Folder"), new_link (visible, "win.show-set", new_set (PS_PHOTOS_IN_FOLDER, 0, row->folder_path, visible)));
}

/* title: nullable, above the path. */
static GtkWidget *
new_file_row (const char *path,
              const char *title)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *show = gtk_button_new_with_label (_("Show"));
  g_autofree char *visible = ps_text_visible (path, MAX_CHARS);
  /* Translators: %s is a file's path */
  g_autofree char *name = g_strdup_printf (_("Show %s in Files"), visible);

  if (title != NULL)
    gtk_box_append (GTK_BOX (lines), new_words (title));
  gtk_box_append (GTK_BOX (lines), new_words (visible));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (show, GTK_ALIGN_START);
  gtk_widget_add_css_class (show, "small-button");
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (show), g_variant_new_string (path));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "facts.show-file");
  gtk_accessible_update_property (GTK_ACCESSIBLE (show), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (line), lines);
  gtk_box_append (GTK_BOX (line), show);
  return line;
}

static void
add_file (GtkBox             *box,
          const PsPhotoFacts *facts)
{
  if (facts->row->local_path == NULL)
    return;
  ps_facts_rows_add (box, _("File"), new_file_row (facts->row->local_path, NULL));
  take_words (box, _("Fetched"), ps_facts_words_moment (facts->backup_date));
  add_text (box, _("Checksum"), facts->checksum);
  add_text (box, _("Preview"), facts->inspect_problem);
}

static void
add_versions (GtkBox    *box,
              GPtrArray *versions)
{
  GtkWidget *lines;

  if (versions->len == 0)
    return;
  lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  for (guint i = 0; i < versions->len; i++)
    {
      const PsPhotoVersion *version = g_ptr_array_index (versions, i);
      g_autofree char *moment = ps_facts_words_moment (version->replaced_at);
      /* Translators: %s is when a file was replaced */
      g_autofree char *words = g_strdup_printf (_("Until %s"), moment != NULL ? moment : "–");

      gtk_box_append (GTK_BOX (lines), new_file_row (version->path, words));
    }
  ps_facts_rows_add (box, _("Earlier versions"), lines);
}

static void
add_context (GtkBox             *box,
             const PsPhotoFacts *facts)
{
  for (guint i = 0; i < facts->context->len; i++)
    {
      const PsPhotoContext *context = g_ptr_array_index (facts->context, i);
      g_autofree char *key = ps_text_visible (context->key, 60);

      add_text (box, key, context->value);
    }
  if (facts->metadata != NULL && !g_str_equal (facts->metadata, "{}"))
    {
      g_autofree char *words = ps_facts_words_members (facts->metadata);

      ps_facts_rows_add_words (box, _("Metadata"), words);
    }
  add_text (box, _("Sent as"), facts->original_filename);
}

/* A few lines at once, the others behind a click. */
static void
add_history (GtkBox     *box,
             const char *name,
             GPtrArray  *lines)
{
  GtkWidget *few = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *more, *rest;

  for (guint i = 0; i < MIN (lines->len, MAX_LINES); i++)
    gtk_box_append (GTK_BOX (few), new_words (g_ptr_array_index (lines, i)));
  if (lines->len > MAX_LINES)
    {
      more = gtk_expander_new (_("All of Them"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (more), GTK_ACCESSIBLE_PROPERTY_LABEL, _("All of Them"), -1);
      rest = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
      for (guint i = MAX_LINES; i < lines->len; i++)
        gtk_box_append (GTK_BOX (rest), new_words (g_ptr_array_index (lines, i)));
      gtk_expander_set_child (GTK_EXPANDER (more), rest);
      gtk_box_append (GTK_BOX (few), more);
    }
  if (lines->len > 0)
    ps_facts_rows_add (box, name, few);
  else
    g_object_unref (g_object_ref_sink (few));
}

static void
add_attempts_and_events (GtkBox             *box,
                         const PsPhotoFacts *facts)
{
  g_autoptr(GPtrArray) attempts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) events = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < facts->attempts->len; i++)
    g_ptr_array_add (attempts, ps_facts_words_attempt (g_ptr_array_index (facts->attempts, i)));
  for (guint i = 0; i < facts->events->len; i++)
    g_ptr_array_add (events, ps_facts_words_event (g_ptr_array_index (facts->events, i)));
  add_history (box, _("Attempts"), attempts);
  add_history (box, _("History"), events);
}

/**
 * ps_facts_rows_fill:
 * @box: an empty box
 * @catalog: where tags are kept
 * @facts: what is known
 *
 * What a photographer asks first comes first; what is not known has no row.
 */
void
ps_facts_rows_fill (GtkBox             *box,
                    PsCatalog          *catalog,
                    const PsPhotoFacts *facts)
{
  add_exif (box, facts);
  add_captions (box, facts);
  add_size (box, facts);
  ps_facts_rows_add (box, _("Rating"), ps_marks_row_new (&(PsPhotoRow *) { facts->row }, 1));
  add_tags (box, catalog, facts);
  add_groups (box, _("In"), facts->collections, PS_PHOTOS_IN_COLLECTION);
  add_groups (box, _("Shoot"), facts->shoots, PS_PHOTOS_IN_SHOOT);
  add_folder (box, facts->row);
  add_context (box, facts);
  add_file (box, facts);
  add_versions (box, facts->versions);
  add_attempts_and_events (box, facts);
}
