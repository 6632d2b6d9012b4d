/* src/ui/site-row.c: a place where a library could live: what it is, how much fits, and what stands in the way. */
#include "ui/site-row.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "ui/wizard-words.h"

struct _PsSiteRow
{
  AdwActionRow parent_instance;

  /* Owned */
  PsSite *site; /* nullable: being looked at */
  char *name;
  PsSiteKind kind;
  gboolean fits;

  /* Of the row, borrowed */
  GtkCheckButton *button;
  GtkLabel *room;
};

G_DEFINE_FINAL_TYPE (PsSiteRow, ps_site_row, ADW_TYPE_ACTION_ROW)

static void
add_sentence (GString    *words,
              const char *sentence)
{
  if (words->len > 0)
    g_string_append_c (words, ' ');
  g_string_append (words, sentence);
}

/* "688 GB too small. The newest 42,000 would fit." */
static void
say_too_small (GString          *words,
               PsSite           *site,
               const PsSiteNeed *need)
{
  g_autofree char *missing = ps_words_for_size (need->n_bytes - site->n_room);
  gint64 n_fit = need->n_bytes > 0 ? (gint64) ((double) need->n_photos * site->n_room / need->n_bytes) : 0;
  gint64 grain = n_fit >= 10000 ? 1000 : n_fit >= 100 ? 10 : 1;
  g_autofree char *number = ps_words_for_number (n_fit / grain * grain);
  /* Translators: %s is an amount such as 688 GB. */
  g_autofree char *too_small = g_strdup_printf (_("%s too small."), missing);
  /* Translators: %s is a number of photos such as 42,000. */
  g_autofree char *fitting = g_strdup_printf (_("The newest %s would fit."), number);

  add_sentence (words, too_small);
  if (n_fit > 0)
    add_sentence (words, fitting);
}

static void
say_too_big (GString          *words,
             PsSite           *site,
             const PsSiteNeed *need)
{
  g_autofree char *limit = ps_words_for_size (site->max_file_size);
  g_autofree char *sentence = NULL;

  if (need->largest_bytes > site->max_file_size)
    /* Translators: %s is an amount such as 4.3 GB. */
    sentence = g_strdup_printf (_("The format of this drive holds files up to %s: larger ones stay in Cloudinary."), limit);
  else if (!need->is_exact)
    /* Translators: %s is an amount such as 4.3 GB. */
    sentence = g_strdup_printf (_("The format of this drive holds files up to %s."), limit);
  if (sentence != NULL)
    add_sentence (words, sentence);
}

static char *
describe (PsSiteRow        *self,
          const PsSiteNeed *need)
{
  GString *words = g_string_new (NULL);

  switch (self->site->verdict)
    {
    case PS_SITE_GOOD:
      if (!self->fits)
        say_too_small (words, self->site, need);
      if (self->site->max_file_size >= 0)
        say_too_big (words, self->site, need);
      if (self->kind == PS_SITE_ON_DRIVE)
        add_sentence (words, _("External drive: the backup waits, and goes on by itself, when it is unplugged."));
      break;
    case PS_SITE_THIS_LIBRARY:
      add_sentence (words, _("The library of this account is here already. It goes on with what is there."));
      break;
    case PS_SITE_OTHER_LIBRARY:
    case PS_SITE_UNSUITABLE:
    default:
      add_sentence (words, self->site->reason);
      break;
    }
  return g_string_free (words, FALSE);
}

/**
 * ps_site_row_set_site:
 * @self: a row
 * @site: (nullable): what was found there; %NULL: it is being looked at
 * @need: what is to be kept there
 */
void
ps_site_row_set_site (PsSiteRow        *self,
                      PsSite           *site,
                      const PsSiteNeed *need)
{
  g_autofree char *words = NULL, *room = NULL, *size = NULL;

  g_clear_pointer (&self->site, ps_site_unref);
  if (site == NULL)
    return;
  self->site = ps_site_ref (site);
  self->fits = site->verdict == PS_SITE_THIS_LIBRARY || site->n_room < 0 || need->n_bytes < 0 || site->n_room >= need->n_bytes;
  words = describe (self, need);
  if (site->n_room >= 0)
    {
      size = ps_words_for_size (site->n_room);
      /* Translators: %s is an amount such as 1.8 TB. */
      room = g_strdup_printf (_("%s free"), size);
    }
  gtk_label_set_text (self->room, room != NULL ? room : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  gtk_widget_set_sensitive (GTK_WIDGET (self->button), ps_site_row_can_be (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/**
 * ps_site_row_get_site:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what was found there
 */
PsSite *
ps_site_row_get_site (PsSiteRow *self)
{
  return self->site;
}

/**
 * ps_site_row_get_name:
 * @self: a row
 *
 * Returns: (transfer none): what the place is called
 */
const char *
ps_site_row_get_name (PsSiteRow *self)
{
  return self->name;
}

/**
 * ps_site_row_get_kind:
 * @self: a row
 *
 * Returns: what kind of place it is
 */
PsSiteKind
ps_site_row_get_kind (PsSiteRow *self)
{
  return self->kind;
}

/**
 * ps_site_row_can_be:
 * @self: a row
 *
 * Returns: whether a library may live there
 */
gboolean
ps_site_row_can_be (PsSiteRow *self)
{
  return self->site != NULL && (self->site->verdict == PS_SITE_GOOD || self->site->verdict == PS_SITE_THIS_LIBRARY);
}

/**
 * ps_site_row_fits:
 * @self: a row
 *
 * Returns: whether a library may live there, and all of it fits
 */
gboolean
ps_site_row_fits (PsSiteRow *self)
{
  return ps_site_row_can_be (self) && self->fits;
}

/**
 * ps_site_row_get_button:
 * @self: a row
 *
 * Returns: (transfer none): what chooses it
 */
GtkCheckButton *
ps_site_row_get_button (PsSiteRow *self)
{
  return self->button;
}

static void
ps_site_row_finalize (GObject *object)
{
  PsSiteRow *self = PS_SITE_ROW (object);

  g_clear_pointer (&self->site, ps_site_unref);
  g_free (self->name);
  G_OBJECT_CLASS (ps_site_row_parent_class)->finalize (object);
}

static void
ps_site_row_class_init (PsSiteRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ps_site_row_finalize;
}

static void
ps_site_row_init (PsSiteRow *self)
{
  self->button = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  self->room = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->room), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->room), "dim-label");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->room));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

/**
 * ps_site_row_new:
 * @kind: what kind of place it is
 * @name: what it is called, as the system says it
 *
 * Returns: (transfer floating): a row of a place that is being looked at
 */
GtkWidget *
ps_site_row_new (PsSiteKind  kind,
                 const char *name)
{
  PsSiteRow *self = g_object_new (PS_TYPE_SITE_ROW, NULL);

  self->kind = kind;
  self->name = ps_text_visible (name, 60);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), self->name);
  return GTK_WIDGET (self);
}
