/* src/ui/home-number.c: a number of photos that opens their list. */
#include "ui/home-parts.h"
#include "ui/words.h"

struct _PsHomeNumber
{
  GtkButton parent_instance;

  GtkLabel *number, *label; /* children */
};

G_DEFINE_FINAL_TYPE (PsHomeNumber, ps_home_number, GTK_TYPE_BUTTON)

static void
ps_home_number_class_init (PsHomeNumberClass *klass)
{
}

static void
ps_home_number_init (PsHomeNumber *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->number = GTK_LABEL (gtk_label_new (NULL));
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "title-2");
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "home-number");
}

/**
 * ps_home_number_show:
 * @self: a number
 * @n: how many photos
 * @label: which: "here"
 */
void
ps_home_number_show (PsHomeNumber *self,
                     gint64        n,
                     const char   *label)
{
  g_autofree char *number = ps_words_number (n);
  g_autofree char *words = g_strdup_printf ("%s %s", number, label);

  gtk_label_set_label (self->number, number);
  gtk_label_set_label (self->label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}
