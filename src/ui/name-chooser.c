/* src/ui/name-chooser.c: a name out of many, by typing its beginning; or a new one. */
#include "ui/name-chooser.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"

#define MOST_NAME_CHARACTERS 200

struct _PsNameChooser
{
  AdwWindow parent_instance;

  char *new_format;  /* owned; “%s” is what was typed */
  char *typed;       /* owned; casefolded */
  GtkWidget *new_row;
  GtkWidget *new_label;
  int n_names;

  /* Template children */
  GtkEditable *entry;
  GtkListBox *list;
};

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsNameChooser, ps_name_chooser, ADW_TYPE_WINDOW)

static char *
get_typed (PsNameChooser *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->entry));

  return g_utf8_substring (g_strstrip (text), 0, MIN (g_utf8_strlen (text, -1), MOST_NAME_CHARACTERS));
}

static gboolean
matches (GtkListBoxRow *row,
         gpointer       user_data)
{
  PsNameChooser *self = user_data;
  const char *folded = g_object_get_data (G_OBJECT (row), "ps-folded");

  if (GTK_WIDGET (row) == self->new_row)
    return *self->typed != '\0';
  return *self->typed == '\0' || strstr (folded, self->typed) != NULL;
}

/* A name that is there already needs no second one. */
static gboolean
is_known (PsNameChooser *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "ps-folded"), self->typed) == 0)
      return TRUE;
  return FALSE;
}

static void
select_first (PsNameChooser *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)) && gtk_widget_get_visible (GTK_WIDGET (row)))
      {
        gtk_list_box_select_row (self->list, row);
        return;
      }
  gtk_list_box_unselect_all (self->list);
}

static void
entry_changed_cb (PsNameChooser *self)
{
  g_autofree char *typed = get_typed (self);
  g_autofree char *visible = ps_text_visible (typed, MOST_NAME_CHARACTERS);
  g_autofree char *label = NULL;
  g_auto(GStrv) parts = g_strsplit (self->new_format, "%s", 2);

  g_free (self->typed);
  self->typed = g_utf8_casefold (typed, -1);
  label = g_strjoin (visible, parts[0], parts[1], NULL);
  gtk_label_set_label (GTK_LABEL (self->new_label), label);
  gtk_widget_set_visible (self->new_row, *typed != '\0' && !is_known (self));
  gtk_list_box_invalidate_filter (self->list);
  select_first (self);
}

static void
row_activated_cb (PsNameChooser *self,
                  GtkListBoxRow *row)
{
  g_autofree char *typed = get_typed (self);
  const gint64 *id = g_object_get_data (G_OBJECT (row), "ps-id");

  g_signal_emit (self, signals[CHOSEN], 0, GTK_WIDGET (row) == self->new_row ? 0 : *id,
                 GTK_WIDGET (row) == self->new_row ? typed : g_object_get_data (G_OBJECT (row), "ps-name"));
  gtk_window_close (GTK_WINDOW (self));
}

static void
entry_activated_cb (PsNameChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    row_activated_cb (self, row);
}

static gboolean
down_pressed_cb (GtkWidget *widget,
                 GVariant  *arguments,
                 gpointer   user_data)
{
  PsNameChooser *self = PS_NAME_CHOOSER (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  return TRUE;
}

static GtkWidget *
make_row (const char  *name,
          const char  *icon_name,
          gint64       n_photos,
          GtkWidget  **label)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  g_autofree char *visible = ps_text_visible (name, MOST_NAME_CHARACTERS);

  *label = gtk_label_new (visible);
  gtk_label_set_ellipsize (GTK_LABEL (*label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (*label), 0);
  gtk_widget_set_hexpand (*label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), *label);
  if (n_photos >= 0)
    {
      g_autofree char *count = g_strdup_printf ("%'" PRId64, n_photos);
      GtkWidget *number = gtk_label_new (count);

      gtk_widget_add_css_class (number, "dim-label");
      gtk_widget_add_css_class (number, "numeric");
      gtk_box_append (GTK_BOX (box), number);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, *label, NULL, -1);
  return row;
}

/**
 * ps_name_chooser_add:
 * @self: a chooser
 * @id: what the name stands for; not 0
 * @name: a name; plain text
 * @n_photos: how many photos it has; −1: not said
 */
void
ps_name_chooser_add (PsNameChooser *self,
                     gint64         id,
                     const char    *name,
                     gint64         n_photos)
{
  GtkWidget *label;
  GtkWidget *row = make_row (name, "ps-collection-symbolic", n_photos, &label);

  g_object_set_data_full (G_OBJECT (row), "ps-folded", g_utf8_casefold (name, -1), g_free);
  g_object_set_data_full (G_OBJECT (row), "ps-name", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (row), "ps-id", g_memdup2 (&id, sizeof id), g_free);
  gtk_list_box_insert (self->list, row, self->n_names++); /* a new name comes last: Return takes what is there */
  if (gtk_list_box_get_selected_row (self->list) == NULL)
    select_first (self);
}

static void
ps_name_chooser_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PS_TYPE_NAME_CHOOSER);
  G_OBJECT_CLASS (ps_name_chooser_parent_class)->dispose (object);
}

static void
ps_name_chooser_finalize (GObject *object)
{
  PsNameChooser *self = PS_NAME_CHOOSER (object);

  g_free (self->new_format);
  g_free (self->typed);
  G_OBJECT_CLASS (ps_name_chooser_parent_class)->finalize (object);
}

static void
ps_name_chooser_class_init (PsNameChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_name_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = ps_name_chooser_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/name-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, PsNameChooser, entry);
  gtk_widget_class_bind_template_child (widget_class, PsNameChooser, list);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, down_pressed_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ps_name_chooser_init (PsNameChooser *self)
{
  self->typed = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  self->new_row = make_row ("", "list-add-symbolic", -1, &self->new_label);
  gtk_widget_set_visible (self->new_row, FALSE);
  gtk_list_box_append (self->list, self->new_row);
  gtk_list_box_set_filter_func (self->list, matches, self, NULL);
}

/**
 * ps_name_chooser_new:
 * @parent: the window that asks
 * @title: what is chosen
 * @placeholder: what may be typed
 * @new_format: the row for a new name, with “%s” for what was typed
 *
 * Returns: (transfer none): a window, to be filled and presented
 */
PsNameChooser *
ps_name_chooser_new (GtkWindow  *parent,
                     const char *title,
                     const char *placeholder,
                     const char *new_format)
{
  PsNameChooser *self = g_object_new (PS_TYPE_NAME_CHOOSER, "transient-for", parent, "title", title, NULL);

  self->new_format = g_strdup (new_format);
  g_object_set (self->entry, "placeholder-text", placeholder, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, placeholder, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return self;
}
