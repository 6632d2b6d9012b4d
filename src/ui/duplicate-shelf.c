/* src/ui/duplicate-shelf.c: the button of a shelf of duplicates: its name, how many groups, what they cost. */
#include "ui/duplicate-shelf.h"

#include <glib/gi18n.h>

#include "ui/duplicate-words.h"

struct _PsDuplicateShelf
{
  GtkToggleButton parent_instance;

  PsShelf shelf;

  /* Children */
  GtkLabel *name, *contents, *settled;
};

G_DEFINE_FINAL_TYPE (PsDuplicateShelf, ps_duplicate_shelf, GTK_TYPE_TOGGLE_BUTTON)

static void
ps_duplicate_shelf_class_init (PsDuplicateShelfClass *klass)
{
}

static GtkLabel *
add_line (GtkBox     *lines,
          const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_width_chars (label, 12);
  gtk_label_set_max_width_chars (label, 22);
  gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  gtk_widget_add_css_class (GTK_WIDGET (label), "numeric");
  gtk_box_append (lines, GTK_WIDGET (label));
  return label;
}

static void
ps_duplicate_shelf_init (PsDuplicateShelf *self)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->name = add_line (GTK_BOX (lines), "heading");
  self->contents = add_line (GTK_BOX (lines), "caption");
  self->settled = add_line (GTK_BOX (lines), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->settled), "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->settled), FALSE);
  gtk_button_set_child (GTK_BUTTON (self), lines);
  gtk_widget_add_css_class (GTK_WIDGET (self), "duplicate-shelf");
}

/**
 * ps_duplicate_shelf_new:
 * @shelf: a shelf
 *
 * Returns: (transfer floating): its button, with nothing known yet
 */
GtkWidget *
ps_duplicate_shelf_new (PsShelf shelf)
{
  PsDuplicateShelf *self = g_object_new (PS_TYPE_DUPLICATE_SHELF, NULL);

  self->shelf = shelf;
  gtk_label_set_label (self->name, ps_duplicate_words_shelf (shelf));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), ps_duplicate_words_note (shelf));
  return GTK_WIDGET (self);
}

/**
 * ps_duplicate_shelf_set_contents:
 * @self: a button
 * @contents: what is on its shelf now
 */
void
ps_duplicate_shelf_set_contents (PsDuplicateShelf      *self,
                                 const PsShelfContents *contents)
{
  guint n = contents->groups->len;
  g_autofree char *words = ps_duplicate_words_contents (contents), *settled = NULL, *spoken = NULL;

  gtk_label_set_label (self->contents, words);
  if (self->shelf != PS_SHELF_BURST && contents->n_settled > 0)
    settled = contents->n_settled == n ? g_strdup (_("All settled"))
                                       /* Translators: groups of which it is chosen which photo is kept, of how many groups. */
                                       : g_strdup_printf (_("%1$'u of %2$'u settled"), (guint) contents->n_settled, n);
  gtk_label_set_label (self->settled, settled != NULL ? settled : "");
  gtk_widget_set_visible (GTK_WIDGET (self->settled), settled != NULL);
  spoken = settled != NULL ? g_strdup_printf ("%s, %s, %s", ps_duplicate_words_shelf (self->shelf), words, settled)
                           : g_strdup_printf ("%s, %s", ps_duplicate_words_shelf (self->shelf), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
