/* src/ui/field-hint.c: a line under a field of a form: what is wrong with it or what it seems to be, and a button that helps. */
#include "ui/field-hint.h"

struct _PsFieldHint
{
  AdwPreferencesRow parent_instance;

  GtkWidget *field; /* borrowed: a sibling in the same template */
  gboolean is_error;

  /* Template children */
  GtkImage *icon;
  GtkLabel *label;
  GtkButton *button;
};

typedef enum { PROP_FIELD = 1 } PsFieldHintProp;
static GParamSpec *props[PROP_FIELD + 1];

G_DEFINE_FINAL_TYPE (PsFieldHint, ps_field_hint, ADW_TYPE_PREFERENCES_ROW)

enum { CLICKED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
show (PsFieldHint *self,
      const char  *words,
      const char  *button,
      gboolean     is_error)
{
  GtkAccessible *accessible = self->field != NULL ? GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self->field))) : NULL;

  self->is_error = is_error;
  gtk_label_set_text (self->label, words != NULL ? words : "");
  gtk_image_set_from_icon_name (self->icon, is_error ? "dialog-warning-symbolic" : "dialog-information-symbolic");
  gtk_button_set_label (self->button, button != NULL ? button : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), button != NULL);
  gtk_widget_set_valign (GTK_WIDGET (self->icon), button != NULL ? GTK_ALIGN_CENTER : GTK_ALIGN_START);
  gtk_widget_set_visible (GTK_WIDGET (self), words != NULL);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  if (accessible == NULL)
    return;
  if (is_error)
    gtk_widget_add_css_class (self->field, "error");
  else
    gtk_widget_remove_css_class (self->field, "error");
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               is_error ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words != NULL ? words : "", -1);
}

/**
 * ps_field_hint_show_error:
 * @self: a hint
 * @words: (nullable): what is wrong; %NULL: nothing
 */
void
ps_field_hint_show_error (PsFieldHint *self,
                          const char  *words)
{
  g_return_if_fail (PS_IS_FIELD_HINT (self));

  show (self, words, NULL, words != NULL);
}

/**
 * ps_field_hint_show_words:
 * @self: a hint
 * @words: what the field seems to hold
 * @button: (nullable): the deed that helps
 */
void
ps_field_hint_show_words (PsFieldHint *self,
                          const char  *words,
                          const char  *button)
{
  g_return_if_fail (PS_IS_FIELD_HINT (self));

  show (self, words, button, FALSE);
}

/**
 * ps_field_hint_clear:
 * @self: a hint
 */
void
ps_field_hint_clear (PsFieldHint *self)
{
  g_return_if_fail (PS_IS_FIELD_HINT (self));

  show (self, NULL, NULL, FALSE);
}

/**
 * ps_field_hint_is_error:
 * @self: a hint
 *
 * Returns: whether it says what is wrong
 */
gboolean
ps_field_hint_is_error (PsFieldHint *self)
{
  g_return_val_if_fail (PS_IS_FIELD_HINT (self), FALSE);

  return self->is_error;
}

static void
button_clicked_cb (PsFieldHint *self)
{
  g_signal_emit (self, signals[CLICKED], 0);
}

static void
ps_field_hint_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  PsFieldHint *self = PS_FIELD_HINT (object);

  switch ((PsFieldHintProp) id)
    {
    case PROP_FIELD:
      self->field = g_value_get_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ps_field_hint_class_init (PsFieldHintClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = ps_field_hint_set_property;
  props[PROP_FIELD] = g_param_spec_object ("field", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  signals[CLICKED] = g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/field-hint.ui");
  gtk_widget_class_bind_template_child (widget_class, PsFieldHint, icon);
  gtk_widget_class_bind_template_child (widget_class, PsFieldHint, label);
  gtk_widget_class_bind_template_child (widget_class, PsFieldHint, button);
  gtk_widget_class_bind_template_callback (widget_class, button_clicked_cb);
}

static void
ps_field_hint_init (PsFieldHint *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
