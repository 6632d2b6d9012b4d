/* src/ui/clock-preview.c: the first and the last of some photos, with when they count as taken now and when they will. */
#include "ui/clock-preview.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "ui/clock-words.h"
#include "ui/small-picture.h"

#define MAX_CHARS 60
#define THUMBNAIL_WIDTH 72 /* pixels; cut where they must be, so that the names stand in one line */
#define THUMBNAIL_HEIGHT 48

struct _PsClockPreview
{
  AdwPreferencesGroup parent_instance;

  /* Children; a cover is nullable: none yet */
  AdwActionRow *first, *last;
  GtkWidget *first_cover, *last_cover;
};

G_DEFINE_FINAL_TYPE (PsClockPreview, ps_clock_preview, ADW_TYPE_PREFERENCES_GROUP)

static void
say_times (AdwActionRow *row,
           gint64        taken_us,
           gint64        shift_us)
{
  g_autofree char *before = ps_clock_words_moment (taken_us), *after = ps_clock_words_moment (taken_us + shift_us);
  /* Translators: when a photo counts as taken now, and when it will. */
  g_autofree char *words = g_strdup_printf (_("Now %1$s\nThen %2$s"), before, after);

  adw_action_row_set_subtitle (row, words);
}

static GtkWidget *
new_cover (PsTextureCache   *textures,
           const PsPhotoRow *photo)
{
  GtkWidget *cover = gtk_overlay_new (), *ground = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *picture = ps_small_picture_new (textures, photo, -1, -1);

  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_COVER);
  gtk_widget_set_halign (picture, GTK_ALIGN_FILL);
  gtk_widget_set_valign (picture, GTK_ALIGN_FILL);
  gtk_widget_set_size_request (ground, THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT);
  gtk_overlay_set_child (GTK_OVERLAY (cover), ground);
  gtk_overlay_add_overlay (GTK_OVERLAY (cover), picture);
  gtk_widget_set_valign (cover, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (cover, 6);
  gtk_widget_set_margin_bottom (cover, 6);
  return cover;
}

static void
show_photo (AdwActionRow      *row,
            const char        *title,
            PsTextureCache    *textures,
            const PsPhotoRow  *photo,
            GtkWidget        **cover)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (*cover != NULL)
    adw_action_row_remove (row, *cover);
  *cover = textures != NULL ? new_cover (textures, photo) : NULL;
  if (*cover != NULL)
    adw_action_row_add_prefix (row, *cover);
}

static void
ps_clock_preview_class_init (PsClockPreviewClass *klass)
{
}

static AdwActionRow *
add_row (PsClockPreview *self)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_add_css_class (row, "numeric");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return ADW_ACTION_ROW (row);
}

static void
ps_clock_preview_init (PsClockPreview *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("What It Comes To"));
  self->first = add_row (self);
  self->last = add_row (self);
}

/**
 * ps_clock_preview_set_times:
 * @self: a preview
 * @first_us: when the first photo counts as taken, microseconds since 1970
 * @last_us: likewise the last
 * @shift_us: how much would be added to both
 */
void
ps_clock_preview_set_times (PsClockPreview *self,
                            gint64          first_us,
                            gint64          last_us,
                            gint64          shift_us)
{
  g_return_if_fail (PS_IS_CLOCK_PREVIEW (self));

  say_times (self->first, first_us, shift_us);
  say_times (self->last, last_us, shift_us);
}

/**
 * ps_clock_preview_set_photos:
 * @self: a preview
 * @textures: (nullable): the library's thumbnails
 * @first: the photo that was taken first
 * @last: (nullable): the one that was taken last; %NULL: there is only one
 */
void
ps_clock_preview_set_photos (PsClockPreview   *self,
                             PsTextureCache   *textures,
                             const PsPhotoRow *first,
                             const PsPhotoRow *last)
{
  g_autofree char *first_name = NULL, *last_name = NULL, *first_title = NULL, *last_title = NULL;

  g_return_if_fail (PS_IS_CLOCK_PREVIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->last), last != NULL);
  first_name = ps_text_visible (first->name, MAX_CHARS);
  /* Translators: of some photos, the one that was taken first; %s is its name. */
  first_title = g_strdup_printf (_("First: %s"), first_name);
  show_photo (self->first, last != NULL ? first_title : first_name, textures, first, &self->first_cover);
  if (last == NULL)
    return;
  last_name = ps_text_visible (last->name, MAX_CHARS);
  /* Translators: of some photos, the one that was taken last; %s is its name. */
  last_title = g_strdup_printf (_("Last: %s"), last_name);
  show_photo (self->last, last_title, textures, last, &self->last_cover);
}
