/* src/ui/search-line.c: under the search field: why a search cannot be understood, and its terms as chips.
 *
 * The field's text is the search, and stays so: a chip shows a term of it, and
 * taking the chip away takes these words out of the text.
 */
#include "ui/search-line.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "query/query.h"
#include "ui/query-words.h"
#include "ui/search-completion.h"
#include "ui/wrap-layout.h"

struct _PsSearchLine
{
  GtkWidget parent_instance;

  GtkEditable *entry;                        /* owned, nullable */
  GtkWidget *completion;                     /* a child of the entry */
  GtkLabel *message;
  GtkWidget *chips;
  char *shown;                               /* owned, nullable: the text whose chips these are */
};

G_DEFINE_FINAL_TYPE (PsSearchLine, ps_search_line, GTK_TYPE_WIDGET)

/* The wrong part -------------------------------------------------------------------- */

/* A search field is no entry, but what is typed is in one. */
static GtkText *
get_text (PsSearchLine *self)
{
  GtkEditable *inner = gtk_editable_get_delegate (self->entry);

  return GTK_IS_TEXT (inner) ? GTK_TEXT (inner) : NULL;
}

/* In characters; attributes count bytes. */
static void
underline (PsSearchLine *self,
           const char   *text,
           guint         position,
           guint         length)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  const char *from = g_utf8_offset_to_pointer (text, (glong) position);
  PangoAttribute *line = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);

  line->start_index = (guint) (from - text);
  line->end_index = (guint) (g_utf8_offset_to_pointer (from, (glong) length) - text);
  pango_attr_list_insert (attributes, line);
  gtk_text_set_attributes (get_text (self), attributes);
}

static void
explain (PsSearchLine *self,
         const char   *words)
{
  g_autofree char *visible = words != NULL ? ps_text_visible (words, 500) : NULL;

  gtk_label_set_label (self->message, visible != NULL ? visible : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), visible != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               visible != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (words == NULL)
    gtk_text_set_attributes (get_text (self), NULL);
}

static void
update_visible (PsSearchLine *self)
{
  gboolean has_chips = gtk_widget_get_first_child (self->chips) != NULL;

  gtk_widget_set_visible (self->chips, has_chips);
  gtk_widget_set_visible (GTK_WIDGET (self), has_chips || gtk_widget_get_visible (GTK_WIDGET (self->message)));
}

/* Chips ------------------------------------------------------------------------------- */

static void
clear_chips (PsSearchLine *self)
{
  GtkWidget *child;

  g_clear_pointer (&self->shown, g_free);
  while ((child = gtk_widget_get_first_child (self->chips)) != NULL)
    gtk_widget_unparent (child);
}

static void
chip_clicked_cb (GtkButton    *chip,
                 PsSearchLine *self)
{
  guint number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chip), "term"));
  g_autoptr(PsQueryNode) tree = ps_query_parse (self->shown, g_get_real_time (), NULL, NULL, NULL);
  g_autofree char *rest = NULL;

  if (tree == NULL)
    return;
  rest = ps_query_text_without (tree, self->shown, number);
  gtk_editable_set_text (self->entry, rest); /* before the field has the focus: nothing is being typed */
  gtk_widget_grab_focus (GTK_WIDGET (self->entry)); /* this chip goes */
  gtk_editable_set_position (self->entry, -1);
  ps_search_line_show_chips (self);
}

static void
add_chip (PsSearchLine      *self,
          const PsQueryNode *term,
          guint              number)
{
  g_autofree char *words = ps_query_words_of_term (term);
  g_autofree char *visible = words != NULL ? ps_text_visible (words, 80) : NULL;
  g_autofree char *name = NULL;
  GtkWidget *chip, *box, *label;

  if (visible == NULL)
    return;
  chip = gtk_button_new ();
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  label = gtk_label_new (visible);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "pill-name");
  /* Translators: a button that takes a term out of the search, like “Camera: Nikon Z 8”. */
  name = g_strdup_printf (_("Search without %s"), visible);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (chip, name);
  g_object_set_data (G_OBJECT (chip), "term", GUINT_TO_POINTER (number));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, 0);
  gtk_widget_set_parent (chip, self->chips);
}

static void
completion_taken_cb (PsSearchLine *self)
{
  g_signal_emit_by_name (self->entry, "activate");
}

/* While a name is being completed, half of it is nothing wrong; afterwards it may be. */
static void
completion_closed_cb (PsSearchLine *self)
{
  ps_search_line_follow (self);
}

/* Verbs --------------------------------------------------------------------------------- */

/**
 * ps_search_line_set_entry:
 * @self: a line
 * @entry: the search field that it stands under
 */
void
ps_search_line_set_entry (PsSearchLine *self,
                          GtkEditable  *entry)
{
  g_set_object (&self->entry, entry);
  self->completion = GTK_WIDGET (ps_search_completion_new (entry));
  g_signal_connect_object (self->completion, "taken", G_CALLBACK (completion_taken_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->completion, "closed", G_CALLBACK (completion_closed_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->message, NULL, -1);
}

/**
 * ps_search_line_set_catalog:
 * @self: a line with a field
 * @catalog: (nullable): whose names complete what is typed
 */
void
ps_search_line_set_catalog (PsSearchLine *self,
                            PsCatalog    *catalog)
{
  ps_search_completion_set_catalog (PS_SEARCH_COMPLETION (self->completion), catalog);
}

/**
 * ps_search_line_follow:
 * @self: a line with a field
 *
 * Says what is wrong with what the field holds now, if anything is; chips of another text go.
 *
 * Returns: whether it can be searched for
 */
gboolean
ps_search_line_follow (PsSearchLine *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  g_autoptr(GError) error = NULL;
  guint position = 0, length = 0;
  g_autoptr(PsQueryNode) tree = ps_query_parse (text, g_get_real_time (), &position, &length, &error);

  if (gtk_widget_get_visible (self->completion))
    g_clear_error (&error);
  explain (self, error != NULL ? error->message : NULL);
  if (error != NULL)
    underline (self, text, position, length);
  if (self->shown != NULL && !g_str_equal (self->shown, text))
    clear_chips (self);
  update_visible (self);
  return tree != NULL;
}

/**
 * ps_search_line_show_chips:
 * @self: a line with a field
 *
 * Shows each term of the search that has a field, to be taken away one by one.
 */
void
ps_search_line_show_chips (PsSearchLine *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  g_autoptr(PsQueryNode) tree = ps_query_parse (text, g_get_real_time (), NULL, NULL, NULL);

  clear_chips (self);
  if (tree != NULL)
    {
      guint n_terms = ps_query_count_terms (tree);

      self->shown = g_strdup (text);
      for (guint i = 0; i < n_terms; i++)
        add_chip (self, ps_query_get_term (tree, i), i);
    }
  update_visible (self);
}

static void
ps_search_line_dispose (GObject *object)
{
  PsSearchLine *self = PS_SEARCH_LINE (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    {
      if (child == self->chips)
        clear_chips (self);
      gtk_widget_unparent (child);
    }
  g_clear_pointer (&self->completion, gtk_widget_unparent);
  g_clear_object (&self->entry);
  G_OBJECT_CLASS (ps_search_line_parent_class)->dispose (object);
}

static void
ps_search_line_finalize (GObject *object)
{
  g_free (PS_SEARCH_LINE (object)->shown);
  G_OBJECT_CLASS (ps_search_line_parent_class)->finalize (object);
}

static void
ps_search_line_class_init (PsSearchLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ps_search_line_dispose;
  G_OBJECT_CLASS (klass)->finalize = ps_search_line_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "searchline");
}

static void
ps_search_line_init (PsSearchLine *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_wrap_mode (self->message, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->message, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->message), GTK_WIDGET (self));
  self->chips = g_object_new (GTK_TYPE_BOX, "layout-manager", ps_wrap_layout_new (6), "visible", FALSE,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chips), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Terms of the search"), -1);
  gtk_widget_set_parent (self->chips, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
