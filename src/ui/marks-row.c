/* src/ui/marks-row.c: stars and flag of one photo or of many, to be seen and to be set.
 *
 * Its buttons are the window's actions: what is selected gets what is clicked.
 * Where the photos differ, the row says so and shows neither. */
#include "ui/marks-row.h"

#include <glib/gi18n.h>

#include "ui/marks-words.h"

/* What some photos have in common. */
typedef struct
{
  int rating; /* −1: they differ, or it is not known */
  PsFlag flag;
  gboolean flags_differ;
} Common;

static Common
find_common (PsPhotoRow **rows,
             guint        n_rows)
{
  Common common = { n_rows > 0 ? rows[0]->rating : -1, n_rows > 0 ? rows[0]->flag : PS_FLAG_NONE, n_rows == 0 };

  for (guint i = 1; i < n_rows; i++)
    {
      if (rows[i]->rating != common.rating)
        common.rating = -1;
      common.flags_differ = common.flags_differ || rows[i]->flag != common.flag;
    }
  return common;
}

/* A star that is given already takes all of them away when it is clicked: the way back needs no other button. */
static GtkWidget *
new_star (int rating,
          int given)
{
  gboolean is_given = rating <= given, is_last = rating == given;
  GtkWidget *button = gtk_button_new_from_icon_name (is_given ? "starred-symbolic" : given < 0 ? "semi-starred-symbolic" : "non-starred-symbolic");
  g_autofree char *words = ps_marks_words_rating (is_last ? 0 : rating);

  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), g_variant_new_int32 (is_last ? 0 : rating));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.rate");
  gtk_widget_set_tooltip_text (button, words);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "star");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return button;
}

static GtkWidget *
new_flag (const Common *common,
          PsFlag        flag,
          const char   *word,
          const char   *label,
          const char   *unset_label)
{
  gboolean is_set = !common->flags_differ && common->flag == flag;
  GtkWidget *button = gtk_button_new_from_icon_name (ps_marks_words_icon (flag));

  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), g_variant_new_string (is_set ? "" : word));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.flag");
  gtk_widget_set_tooltip_text (button, is_set ? unset_label : label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "flag");
  if (is_set)
    gtk_widget_add_css_class (button, "set");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, is_set ? unset_label : label, -1);
  return button;
}

static char *
describe (const Common *common,
          guint         n_rows)
{
  g_autofree char *flag = NULL;
  g_autofree char *stars = NULL;

  if (n_rows == 0)
    return NULL;
  if (common->rating < 0 && common->flags_differ)
    return g_strdup (_("Stars and flags differ"));
  flag = common->flags_differ ? g_strdup (_("flags differ")) : ps_marks_words_flag (common->flag);
  stars = common->rating < 0 ? g_strdup (_("Stars differ")) : ps_marks_words_rating (common->rating);
  /* Translators: stars, then a flag: 3 stars, picked. */
  return flag != NULL ? g_strdup_printf (_("%1$s, %2$s"), stars, flag) : g_steal_pointer (&stars);
}

/**
 * ps_marks_row_new:
 * @rows: (nullable) (array length=n_rows): photos
 * @n_rows: how many; 0: what they have is not known
 *
 * Returns: (transfer floating): their stars and flag; a click changes the window's selection
 */
GtkWidget *
ps_marks_row_new (PsPhotoRow **rows,
                  guint        n_rows)
{
  Common common = find_common (rows, n_rows);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *flags = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *words = describe (&common, n_rows);

  for (int rating = 1; rating <= 5; rating++)
    gtk_box_append (GTK_BOX (line), new_star (rating, common.rating));
  gtk_widget_set_margin_start (flags, 12);
  gtk_box_append (GTK_BOX (flags), new_flag (&common, PS_FLAG_PICK, "pick", _("Pick"), _("Pick No More")));
  gtk_box_append (GTK_BOX (flags), new_flag (&common, PS_FLAG_REJECT, "reject", _("Reject"), _("Reject No More")));
  gtk_box_append (GTK_BOX (line), flags);
  gtk_widget_set_halign (line, GTK_ALIGN_START);
  gtk_widget_add_css_class (line, "marks-row");
  gtk_box_append (GTK_BOX (lines), line);
  if (words != NULL && (common.rating < 0 || common.flags_differ))
    {
      GtkWidget *label = gtk_label_new (words);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (GTK_BOX (lines), label);
    }
  if (words != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return lines;
}
