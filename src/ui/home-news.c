/* src/ui/home-news.c: a line of what a look at the cloud changed, a click from its photos. */
#include <glib/gi18n.h>

#include "ui/home-parts.h"

struct _PsHomeNews
{
  AdwActionRow parent_instance;

  GtkWidget *button; /* a child */
};

G_DEFINE_FINAL_TYPE (PsHomeNews, ps_home_news, ADW_TYPE_ACTION_ROW)

static void
ps_home_news_class_init (PsHomeNewsClass *klass)
{
}

static void
ps_home_news_init (PsHomeNews *self)
{
  self->button = gtk_button_new_with_label (_("Show"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "flat");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * ps_home_news_show:
 * @self: a line
 * @n: how many photos; 0: nothing is said
 * @words: what happened to them
 * @scan: the look that found it
 * @what: as the catalogue calls it
 * @title: what their list is called
 */
void
ps_home_news_show (PsHomeNews *self,
                   gint64      n,
                   const char *words,
                   gint64      scan,
                   const char *what,
                   const char *title)
{
  g_autofree char *label = g_strdup_printf ("%s: %s", _("Show"), words);

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (n == 0)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), words);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "(uxss)", (guint32) PS_PHOTOS_CHANGED_BY_SCAN, scan, what, title);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.show-set");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}
