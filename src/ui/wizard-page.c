/* src/ui/wizard-page.c: the frame of a page of the wizard: header, Back, what is asked, all in a narrow column. */
#include "ui/wizard-page.h"

struct _PsWizardPage
{
  AdwBin parent_instance;

  /* Template children */
  AdwWindowTitle *window_title;
  GtkWidget *back;
  AdwClamp *clamp;
};

typedef enum { PROP_TITLE = 1, PROP_CONTENT, PROP_CAN_GO_BACK } PsWizardPageProp;
static GParamSpec *props[PROP_CAN_GO_BACK + 1];

G_DEFINE_FINAL_TYPE (PsWizardPage, ps_wizard_page, ADW_TYPE_BIN)

static void
ps_wizard_page_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  PsWizardPage *self = PS_WIZARD_PAGE (object);

  switch ((PsWizardPageProp) id)
    {
    case PROP_TITLE:
      g_value_set_string (value, adw_window_title_get_title (self->window_title));
      break;
    case PROP_CONTENT:
      g_value_set_object (value, adw_clamp_get_child (self->clamp));
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, gtk_widget_get_visible (self->back));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ps_wizard_page_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  PsWizardPage *self = PS_WIZARD_PAGE (object);
  const char *title;

  switch ((PsWizardPageProp) id)
    {
    case PROP_TITLE:
      title = g_value_get_string (value);
      adw_window_title_set_title (self->window_title, title != NULL ? title : "");
      break;
    case PROP_CONTENT:
      adw_clamp_set_child (self->clamp, g_value_get_object (value));
      break;
    case PROP_CAN_GO_BACK:
      gtk_widget_set_visible (self->back, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ps_wizard_page_class_init (PsWizardPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = ps_wizard_page_get_property;
  object_class->set_property = ps_wizard_page_set_property;
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/wizard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PsWizardPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPage, back);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPage, clamp);
}

static void
ps_wizard_page_init (PsWizardPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
