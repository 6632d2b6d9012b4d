/* src/ui/wizard-plan.c: page 3: whether it is the right account, what fetching costs, and how much of it is wanted. */
#include "ui/wizard-plan.h"

#include <glib/gi18n.h>
#include <string.h>

#include "backup/forecast.h"
#include "base/text.h"
#include "ui/part-chooser.h"
#include "ui/wizard-page.h"
#include "ui/wizard-words.h"

#define GB G_GINT64_CONSTANT (1000000000)
/* Above this, choosing parts is offered even where the plan has room for all. */
#define SMALL_ACCOUNT 5000

struct _PsWizardPlan
{
  AdwBin parent_instance;

  /* Owned */
  PsAccountCheck *check; /* nullable */

  /* Template children */
  GtkGrid *newest;
  GtkLabel *newest_title;
  GtkWidget *newest_card, *small_card, *facts, *costs, *over_plan, *choices;
  GtkLabel *small_counts, *small_words;
  AdwActionRow *counts, *plan, *left;
  AdwActionRow *stay_row, *limit_row, *all_row;
  GtkCheckButton *stay, *limit, *all;
  GtkSpinButton *gigabytes;
  PsPartChooser *parts;
  GtkWidget *go;
};

G_DEFINE_FINAL_TYPE (PsWizardPlan, ps_wizard_plan, ADW_TYPE_BIN)

enum { CONTINUE, N_SIGNALS };
static guint signals[N_SIGNALS];

static PsPlan
plan_of (const PsAccountFindings *findings)
{
  PsPlan plan = { .limit_bytes = -1, .used_bytes = -1 };

  if (findings->usage != NULL)
    {
      plan.limit_bytes = findings->usage->limit_bytes;
      plan.used_bytes = findings->usage->used_bytes;
    }
  return plan;
}

static PsForecast
forecast_for (PsWizardPlan *self,
              const char   *budget_text)
{
  const PsAccountFindings *findings = ps_account_check_get_findings (self->check);
  PsPlan plan = plan_of (findings);
  PsBudget budget;

  ps_budget_parse (budget_text, &budget);
  return ps_forecast (&budget, &plan, ps_wizard_plan_get_n_bytes (self), ps_wizard_plan_get_n_photos (self), findings->bytes_per_second);
}

static gint64
left_today (PsWizardPlan *self)
{
  PsPlan plan = plan_of (ps_account_check_get_findings (self->check));

  return ps_guard_left (&(PsBudget) { .kind = PS_BUDGET_PLAN }, &plan, 0);
}

static gboolean
has_room_for_all (PsWizardPlan *self)
{
  gint64 n_bytes = ps_wizard_plan_get_n_bytes (self);

  return n_bytes >= 0 && left_today (self) >= n_bytes;
}

static char *
name_of (const PsAsset *asset)
{
  const char *last = strrchr (asset->public_id, '/');

  if (asset->display_name != NULL && *asset->display_name != '\0')
    return ps_text_visible (asset->display_name, 80);
  return ps_text_visible (last != NULL ? last + 1 : asset->public_id, 80);
}

static void
show_newest (PsWizardPlan            *self,
             const PsAccountFindings *findings)
{
  const char *cloud_name = ps_account_get_cloud_name (ps_client_get_account (ps_account_check_get_client (self->check)));
  /* Translators: %s is a cloud name. */
  g_autofree char *title = g_strdup_printf (_("The Newest of %s"), cloud_name);
  GtkWidget *child;

  gtk_label_set_text (self->newest_title, title);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->newest))) != NULL)
    gtk_grid_remove (self->newest, child);
  for (guint i = 0; i < findings->newest->len; i++)
    {
      const PsAsset *asset = g_ptr_array_index (findings->newest, i);
      g_autofree char *name = name_of (asset);
      g_autofree char *day = asset->created_at_us > 0 ? ps_words_for_day (asset->created_at_us) : g_strdup ("");
      GtkWidget *name_label = gtk_label_new (name), *day_label = gtk_label_new (day);

      gtk_label_set_ellipsize (GTK_LABEL (name_label), PANGO_ELLIPSIZE_MIDDLE);
      gtk_label_set_xalign (GTK_LABEL (name_label), 0);
      gtk_widget_set_hexpand (name_label, TRUE);
      gtk_label_set_xalign (GTK_LABEL (day_label), 1);
      gtk_widget_add_css_class (day_label, "dim-label");
      gtk_widget_add_css_class (day_label, "numeric");
      gtk_grid_attach (self->newest, name_label, 0, (int) i, 1, 1);
      gtk_grid_attach (self->newest, day_label, 1, (int) i, 1, 1);
    }
  gtk_widget_set_visible (self->newest_card, findings->newest->len > 0);
}

/* "180,000 photos, about 900 GB": videos and other files are named where there are any. */
static char *
describe_counts (const PsAccountFindings *findings)
{
  g_autofree char *total = ps_words_for_number (findings->n_total);
  g_autofree char *size = findings->n_bytes >= 0 ? ps_words_for_size (findings->n_bytes) : NULL;

  if (size == NULL)
    return g_steal_pointer (&total);
  if (findings->is_exact)
    /* Translators: how many photos, videos and files, and how large they are together. */
    return g_strdup_printf (_("%s · %s"), total, size);
  /* Translators: how many photos, videos and files, and about how large they are together. */
  return g_strdup_printf (_("%s · about %s"), total, size);
}

static char *
describe_kinds (const PsAccountFindings *findings)
{
  g_autofree char *photos = ps_words_for_number (findings->n_of_kind[PS_KIND_PHOTOS]);
  g_autofree char *videos = ps_words_for_number (findings->n_of_kind[PS_KIND_VIDEOS]);
  g_autofree char *files = ps_words_for_number (findings->n_of_kind[PS_KIND_FILES]);

  if (!findings->is_exact)
    /* Translators: numbers; most of them are estimates. */
    return g_strdup_printf (_("about %s photos, %s videos, %s other files"), photos, videos, files);
  /* Translators: how many photos, videos and other files there are. */
  return g_strdup_printf (_("%s photos, %s videos, %s other files"), photos, videos, files);
}

static void
show_facts (PsWizardPlan            *self,
            const PsAccountFindings *findings)
{
  const PsUsage *usage = findings->usage;
  g_autofree char *counts = describe_counts (findings);
  g_autofree char *kinds = describe_kinds (findings);
  g_autofree char *name = usage != NULL && usage->plan != NULL ? ps_text_visible (usage->plan, 60) : NULL;
  gint64 left = left_today (self);
  g_autofree char *left_words = left > 0 ? ps_words_for_size (left == G_MAXINT64 ? 0 : left) : g_strdup (_("nothing"));
  g_autofree char *limit = usage != NULL && usage->limit_bytes >= 0 ? ps_words_for_size (usage->limit_bytes) : NULL;
  g_autofree char *used = usage != NULL && usage->used_bytes >= 0 ? ps_words_for_size (usage->used_bytes) : NULL;
  g_autofree char *plan = NULL;
  g_autofree char *used_words = NULL;

  if (limit != NULL)
    /* Translators: the name of a plan, and an amount such as 25 GB. */
    plan = g_strdup_printf (_("%s · %s in any 30 days"), name != NULL ? name : _("Plan"), limit);
  else
    plan = g_strdup (name != NULL ? name : _("not known"));
  if (used != NULL && limit != NULL)
    /* Translators: an amount such as 14 GB. A tenth of the plan is left for the person's websites. */
    used_words = g_strdup_printf (_("%s are used; a tenth of the plan stays for your websites."), used);
  adw_action_row_set_subtitle (self->counts, kinds);
  gtk_label_set_text (GTK_LABEL (g_object_get_data (G_OBJECT (self->counts), "ps-value")), counts);
  gtk_label_set_text (GTK_LABEL (g_object_get_data (G_OBJECT (self->plan), "ps-value")), plan);
  gtk_label_set_text (GTK_LABEL (g_object_get_data (G_OBJECT (self->left), "ps-value")), left_words);
  adw_action_row_set_subtitle (self->left, used_words != NULL ? used_words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->left), left != G_MAXINT64);
}

static char *
dup_limit_text (PsWizardPlan *self)
{
  return g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (self->gigabytes));
}

static void
set_forecast (AdwActionRow *row,
              PsForecast    forecast)
{
  g_autofree char *time = forecast.seconds >= 0 ? ps_forecast_words (forecast.seconds) : NULL;
  g_autofree char *words = NULL;

  if (time == NULL)
    words = g_strdup (_("Nothing for now: the plan’s share is used"));
  else if (forecast.is_limited)
    /* Translators: %s is "about 3 years". */
    words = g_strdup_printf (_("Newest first · %s"), time);
  else
    words = g_steal_pointer (&time);
  adw_action_row_set_subtitle (row, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/* All that there is to say where the plan has room for everything. */
static void
show_small (PsWizardPlan *self,
            gboolean      is_known)
{
  g_autofree char *photos = ps_words_for_photos (ps_wizard_plan_get_n_photos (self));
  g_autofree char *size = ps_words_for_size (MAX (0, ps_wizard_plan_get_n_bytes (self)));
  g_autofree char *time = ps_forecast_words (forecast_for (self, "plan").seconds);
  const PsAccountFindings *findings = ps_account_check_get_findings (self->check);
  g_autofree char *counts = NULL;
  g_autofree char *words = NULL;

  if (findings->is_exact)
    /* Translators: "800 photos", "3.1 GB". */
    counts = g_strdup_printf (_("%s, %s"), photos, size);
  else
    /* Translators: "180,000 photos", "900 GB". */
    counts = g_strdup_printf (_("%s, about %s"), photos, size);
  if (findings->n_total == 0)
    words = g_strdup (_("Nothing is in this account yet. Whatever comes will be fetched."));
  else if (is_known)
    /* Translators: %s is "about 10 minutes". */
    words = g_strdup_printf (_("Your plan has room for all of them. It takes %s."), time);
  else
    /* Translators: %s is "about 10 minutes". */
    words = g_strdup_printf (_("No limit of your plan is known. It takes %s."), time);
  gtk_label_set_text (self->small_counts, counts);
  gtk_label_set_text (self->small_words, words);
}

static void
show_forecasts (PsWizardPlan *self)
{
  g_autofree char *limit = NULL;
  const PsAccountFindings *findings;
  gboolean has_room, is_known;

  if (self->check == NULL)
    return;
  limit = dup_limit_text (self);
  set_forecast (self->stay_row, forecast_for (self, "plan"));
  set_forecast (self->limit_row, forecast_for (self, limit));
  set_forecast (self->all_row, forecast_for (self, "none"));
  findings = ps_account_check_get_findings (self->check);
  has_room = has_room_for_all (self);
  is_known = findings->usage != NULL && findings->usage->limit_bytes >= 0;
  gtk_widget_set_visible (self->small_card, has_room);
  gtk_widget_set_visible (self->facts, !has_room || findings->n_total >= SMALL_ACCOUNT);
  gtk_widget_set_visible (self->costs, !has_room);
  gtk_widget_set_visible (self->choices, !has_room);
  gtk_widget_set_visible (self->over_plan, !has_room && is_known && findings->usage->used_bytes >= findings->usage->limit_bytes);
  gtk_widget_set_visible (GTK_WIDGET (self->parts), findings->n_total >= SMALL_ACCOUNT || !has_room
                                                    || ps_part_chooser_is_limited (self->parts));
  if (has_room)
    show_small (self, is_known);
}

static void
choice_changed_cb (PsWizardPlan *self)
{
  if (self->gigabytes != NULL)
    gtk_widget_set_sensitive (GTK_WIDGET (self->gigabytes), gtk_check_button_get_active (self->limit));
  show_forecasts (self);
}

static void
continue_cb (PsWizardPlan *self)
{
  if (self->check != NULL)
    g_signal_emit (self, signals[CONTINUE], 0);
}

/**
 * ps_wizard_plan_get_default:
 * @self: the page
 *
 * Returns: (transfer none): what Return presses
 */
GtkWidget *
ps_wizard_plan_get_default (PsWizardPlan *self)
{
  return self->go;
}

/**
 * ps_wizard_plan_set_check:
 * @self: the page
 * @check: what was found out about the account
 */
void
ps_wizard_plan_set_check (PsWizardPlan   *self,
                          PsAccountCheck *check)
{
  const PsAccountFindings *findings = ps_account_check_get_findings (check);

  if (!g_set_object (&self->check, check))
    return;
  ps_part_chooser_set_check (self->parts, check);
  show_newest (self, findings);
  show_facts (self, findings);
  show_forecasts (self);
}

/**
 * ps_wizard_plan_dup_budget:
 * @self: the page
 *
 * Returns: (transfer full): what the setting "budget" is to be
 */
char *
ps_wizard_plan_dup_budget (PsWizardPlan *self)
{
  if (!gtk_widget_get_visible (self->choices) || gtk_check_button_get_active (self->stay))
    return g_strdup ("plan");
  return gtk_check_button_get_active (self->all) ? g_strdup ("none") : dup_limit_text (self);
}

/**
 * ps_wizard_plan_dup_only_kinds:
 * @self: the page
 *
 * Returns: (transfer full) (nullable): what the setting "only_kinds" is to be
 */
char *
ps_wizard_plan_dup_only_kinds (PsWizardPlan *self)
{
  return ps_part_chooser_dup_kinds (self->parts);
}

/**
 * ps_wizard_plan_dup_only_folders:
 * @self: the page
 *
 * Returns: (transfer full) (nullable): what the setting "only_folders" is to be
 */
char *
ps_wizard_plan_dup_only_folders (PsWizardPlan *self)
{
  return ps_part_chooser_dup_folders (self->parts);
}

/**
 * ps_wizard_plan_get_n_photos:
 * @self: the page, with a check
 *
 * Returns: how many are to be fetched
 */
gint64
ps_wizard_plan_get_n_photos (PsWizardPlan *self)
{
  const PsAccountFindings *findings = ps_account_check_get_findings (self->check);
  gint64 n = 0;

  for (guint i = 0; i < PS_N_KINDS; i++)
    if (ps_part_chooser_has_kind (self->parts, i))
      n += findings->n_of_kind[i];
  return n;
}

/**
 * ps_wizard_plan_get_n_bytes:
 * @self: the page, with a check
 *
 * Returns: how much is to be fetched; −1: not known
 */
gint64
ps_wizard_plan_get_n_bytes (PsWizardPlan *self)
{
  const PsAccountFindings *findings = ps_account_check_get_findings (self->check);
  gint64 n_photos = ps_wizard_plan_get_n_photos (self);

  if (findings->n_bytes < 0 || n_photos == findings->n_total)
    return findings->n_bytes;
  return MIN (findings->n_bytes, n_photos * findings->n_mean_bytes);
}

static void
ps_wizard_plan_finalize (GObject *object)
{
  PsWizardPlan *self = PS_WIZARD_PLAN (object);

  g_clear_object (&self->check);
  G_OBJECT_CLASS (ps_wizard_plan_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, newest);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, newest_title);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, newest_card);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, small_card);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, facts);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, costs);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, over_plan);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, choices);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, small_counts);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, small_words);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, counts);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, plan);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, left);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, stay_row);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, limit_row);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, all_row);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, stay);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, limit);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, all);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, gigabytes);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, parts);
  gtk_widget_class_bind_template_child (widget_class, PsWizardPlan, go);
}

static void
ps_wizard_plan_class_init (PsWizardPlanClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ps_wizard_plan_finalize;
  signals[CONTINUE] = g_signal_new ("continue", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PS_TYPE_WIZARD_PAGE);
  g_type_ensure (PS_TYPE_PART_CHOOSER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/wizard-plan.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, choice_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, continue_cb);
}

static void
add_value (AdwActionRow *row,
           gboolean      may_be_cut)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  if (may_be_cut) /* never a number */
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (row, label);
  g_object_set_data (G_OBJECT (row), "ps-value", label);
}

static void
ps_wizard_plan_init (PsWizardPlan *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_value (self->counts, FALSE);
  add_value (self->plan, TRUE);
  add_value (self->left, FALSE);
  gtk_text_set_activates_default (GTK_TEXT (gtk_editable_get_delegate (GTK_EDITABLE (self->gigabytes))), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->gigabytes), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Gigabytes in 30 days"), -1);
}
