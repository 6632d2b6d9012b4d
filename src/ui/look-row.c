/* src/ui/look-row.c: a look through Cloudinary in the list of all: its day, and what it found. */
#include "ui/look-row.h"

#include <glib/gi18n.h>

#include "catalog/photo-query.h"
#include "ui/words.h"
#include "ui/wrap-layout.h"

#define SPACING 6

struct _PsLookItem
{
  GObject parent_instance;

  PsPastLook look;
  gboolean is_first; /* ever: all were new, which is no news */
};

G_DEFINE_FINAL_TYPE (PsLookItem, ps_look_item, G_TYPE_OBJECT)

static void
ps_look_item_class_init (PsLookItemClass *klass)
{
}

static void
ps_look_item_init (PsLookItem *self)
{
}

/**
 * ps_look_item_new:
 * @look: a look
 * @is_first: whether it was the first ever
 *
 * Returns: (transfer full): an item for it
 */
PsLookItem *
ps_look_item_new (const PsPastLook *look,
                  gboolean      is_first)
{
  PsLookItem *self = g_object_new (PS_TYPE_LOOK_ITEM, NULL);

  self->look = *look;
  self->is_first = is_first;
  return self;
}

/**
 * ps_look_item_get_look:
 * @self: an item
 *
 * Returns: (transfer none): its look
 */
const PsPastLook *
ps_look_item_get_look (PsLookItem *self)
{
  return &self->look;
}

/* The row ---------------------------------------------------------------------------- */

struct _PsLookRow
{
  AdwBin parent_instance;

  PsLookItem *item; /* owned, nullable */

  /* Children */
  GtkLabel *when, *there, *nothing;
  GtkWidget *found; /* holds a button for each kind of change */
};

G_DEFINE_FINAL_TYPE (PsLookRow, ps_look_row, ADW_TYPE_BIN)

static void
drop_buttons (PsLookRow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->found)) != NULL)
    gtk_widget_unparent (child);
}

/* @words: “86 gone”; @title: what their list is called. */
static void
add (PsLookRow    *self,
     const PsPastLook *look,
     gint64        n,
     const char   *what,
     const char   *words,
     const char   *title)
{
  g_autofree char *day = NULL;
  g_autofree char *full_title = NULL;
  g_autofree char *spoken = NULL;
  GtkWidget *button;

  if (n == 0)
    return;
  day = ps_words_day (look->completed_us, g_get_real_time ());
  /* Translators: what happened to some photos, and the day: "No Longer in Cloudinary, 12 May". */
  full_title = g_strdup_printf (_("%s, %s"), title, day);
  /* Translators: for a screen reader: "86 gone, 12 May". */
  spoken = g_strdup_printf (_("Show %s, %s"), words, day);
  button = gtk_button_new_with_label (words);
  gtk_widget_add_css_class (button, "numeric");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(uxss)", (guint32) PS_PHOTOS_CHANGED_BY_SCAN, look->scan, what, full_title);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-set");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_parent (button, self->found);
}

static void
add_found (PsLookRow    *self,
           const PsPastLook *look)
{
  g_autofree char *added = ps_words_number (look->n_added);
  g_autofree char *replaced = ps_words_number (look->n_replaced);
  g_autofree char *renamed = ps_words_number (look->n_renamed);
  g_autofree char *retagged = ps_words_number (look->n_retagged);
  g_autofree char *gone = ps_words_number (look->n_gone);
  g_autofree char *returned = ps_words_number (look->n_returned);
  /* Translators: on buttons: how many photos a look through Cloudinary found new, replaced, … */
  g_autofree char *new_words = g_strdup_printf (ngettext ("%s new", "%s new", look->n_added), added);
  g_autofree char *replaced_words = g_strdup_printf (ngettext ("%s replaced", "%s replaced", look->n_replaced), replaced);
  g_autofree char *renamed_words = g_strdup_printf (ngettext ("%s renamed or moved", "%s renamed or moved", look->n_renamed), renamed);
  g_autofree char *retagged_words = g_strdup_printf (ngettext ("%s with other tags", "%s with other tags", look->n_retagged), retagged);
  g_autofree char *gone_words = g_strdup_printf (ngettext ("%s gone", "%s gone", look->n_gone), gone);
  g_autofree char *returned_words = g_strdup_printf (ngettext ("%s came back", "%s came back", look->n_returned), returned);

  add (self, look, look->n_added, "added", new_words, _("New in Cloudinary"));
  add (self, look, look->n_replaced, "replaced", replaced_words, _("Replaced"));
  add (self, look, look->n_renamed, "renamed", renamed_words, _("Renamed or Moved"));
  add (self, look, look->n_retagged, "retagged", retagged_words, _("Other Tags"));
  add (self, look, look->n_gone, "gone", gone_words, _("No Longer in Cloudinary"));
  add (self, look, look->n_returned, "returned", returned_words, _("Came Back"));
}

/* "today, 14:02" is for the middle of a sentence; here it is a heading. */
static char *
as_heading (const char *words)
{
  g_autofree char *first = g_utf8_substring (words, 0, 1);
  g_autofree char *large = g_utf8_strup (first, -1);

  return g_strconcat (large, g_utf8_next_char (words), NULL);
}

/**
 * ps_look_row_set_item:
 * @self: a row
 * @item: what it shows from now on
 */
void
ps_look_row_set_item (PsLookRow  *self,
                      PsLookItem *item)
{
  g_autofree char *moment = NULL;
  g_autofree char *when = NULL;
  g_autofree char *photos = NULL;
  g_autofree char *there = NULL;
  g_autofree char *spoken = NULL;
  gboolean found;

  if (!g_set_object (&self->item, item))
    return; /* GTK binds a row anew now and then */
  drop_buttons (self);
  moment = ps_words_when (item->look.completed_us, g_get_real_time ());
  when = as_heading (moment);
  photos = ps_words_photos (item->look.n_there);
  /* Translators: “180,000 photos”. */
  there = g_strdup_printf (_("%s in Cloudinary"), photos);
  if (!item->is_first)
    add_found (self, &item->look);
  found = gtk_widget_get_first_child (self->found) != NULL;
  gtk_label_set_label (self->when, when);
  gtk_label_set_label (self->there, there);
  gtk_label_set_label (self->nothing, item->is_first ? _("The first look: everything was new") : _("Nothing had changed"));
  gtk_widget_set_visible (self->found, found);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), !found);
  /* Translators: a look as a screen reader says it: its day, and what was there. */
  spoken = g_strdup_printf (_("%1$s, %2$s"), when, there);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (gtk_widget_get_parent (GTK_WIDGET (self)) != NULL) /* the list's own widget around it, which has the focus */
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self))), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
ps_look_row_dispose (GObject *object)
{
  PsLookRow *self = PS_LOOK_ROW (object);

  if (self->found != NULL)
    drop_buttons (self);
  self->found = NULL;
  g_clear_object (&self->item);
  G_OBJECT_CLASS (ps_look_row_parent_class)->dispose (object);
}

static void
ps_look_row_class_init (PsLookRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ps_look_row_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
new_label (const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");
  return label;
}

static void
ps_look_row_init (PsLookRow *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->when = new_label ("heading");
  self->there = new_label ("dim-label");
  self->nothing = new_label ("dim-label");
  self->found = adw_bin_new ();
  gtk_widget_set_layout_manager (self->found, ps_wrap_layout_new (SPACING));
  gtk_widget_set_hexpand (GTK_WIDGET (self->when), TRUE);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->when));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->there));
  gtk_box_append (GTK_BOX (lines), head);
  gtk_box_append (GTK_BOX (lines), self->found);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->nothing));
  gtk_widget_set_margin_top (lines, 9);
  gtk_widget_set_margin_bottom (lines, 9);
  gtk_widget_set_margin_start (lines, 10);
  gtk_widget_set_margin_end (lines, 10);
  adw_bin_set_child (ADW_BIN (self), lines);
}

/**
 * ps_look_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
ps_look_row_new (void)
{
  return g_object_new (PS_TYPE_LOOK_ROW, NULL);
}
