/* src/ui/duplicate-rules.c: which one of several duplicates is kept, by a rule; what it would do is told before. */
#include "ui/duplicate-rules.h"

#include <glib/gi18n.h>

#include "ui/bin-template.h"
#include "ui/duplicate-words.h"
#include "ui/naming.h"
#include "ui/window.h"
#include "ui/wrap-layout.h"

struct _PsDuplicateRules
{
  AdwBin parent_instance;

  /* Owned */
  GCancellable *planning; /* nullable */
  PsKeepPlan *plan;       /* nullable: not known yet */

  gboolean is_setting;

  /* Template children */
  GtkWidget *line;
  GtkDropDown *rule, *folder;
  GtkLabel *preview;
};

G_DEFINE_FINAL_TYPE (PsDuplicateRules, ps_duplicate_rules, ADW_TYPE_BIN)

enum { RULE_CHANGED, PLAN_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
changed_cb (PsDuplicateRules *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->folder), ps_duplicate_rules_get_rule (self) == PS_KEEP_FOLDER);
  if (!self->is_setting)
    g_signal_emit (self, signals[RULE_CHANGED], 0);
}

static void
planned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsDuplicateRules) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;
  PsKeepPlan *plan = ps_catalog_plan_keepers_finish (PS_CATALOG (source), result, &error);

  if (plan == NULL)
    {
      GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), PS_TYPE_WINDOW);

      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && window != NULL)
        ps_window_report (PS_WINDOW (window), error);
      return;
    }
  if (self->planning == NULL)
    {
      ps_keep_plan_unref (plan);
      return;
    }
  g_clear_pointer (&self->plan, ps_keep_plan_unref);
  self->plan = plan;
  words = ps_duplicate_words_plan (plan, ps_duplicate_rules_get_rule (self));
  gtk_label_set_label (self->preview, words);
  g_signal_emit (self, signals[PLAN_CHANGED], 0);
}

static void
ps_duplicate_rules_dispose (GObject *object)
{
  PsDuplicateRules *self = PS_DUPLICATE_RULES (object);

  g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  g_clear_pointer (&self->plan, ps_keep_plan_unref);
  self->is_setting = TRUE; /* nobody hears of the lists that go */
  ps_bin_template_dispose (object, PS_TYPE_DUPLICATE_RULES);
  G_OBJECT_CLASS (ps_duplicate_rules_parent_class)->dispose (object);
}

static void
ps_duplicate_rules_class_init (PsDuplicateRulesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_duplicate_rules_dispose;
  signals[RULE_CHANGED] = g_signal_new ("rule-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PLAN_CHANGED] = g_signal_new ("plan-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/duplicate-rules.ui");
  gtk_widget_class_bind_template_child (widget_class, PsDuplicateRules, line);
  gtk_widget_class_bind_template_child (widget_class, PsDuplicateRules, rule);
  gtk_widget_class_bind_template_child (widget_class, PsDuplicateRules, folder);
  gtk_widget_class_bind_template_child (widget_class, PsDuplicateRules, preview);
}

static void
ps_duplicate_rules_init (PsDuplicateRules *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (int rule = 0; rule < PS_N_KEEP_RULES; rule++)
    gtk_string_list_append (names, ps_duplicate_words_rule ((PsKeepRule) rule));
  gtk_drop_down_set_model (self->rule, G_LIST_MODEL (names));
  ps_naming_watch_drop_down (self->rule, _("Which One Is Kept"));
  ps_naming_watch_drop_down (self->folder, _("The Folder"));
  gtk_widget_set_layout_manager (self->line, ps_wrap_layout_new (9));
  g_signal_connect_object (self->rule, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->folder, "notify::selected", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ps_duplicate_rules_get_rule:
 * @self: the rules
 *
 * Returns: the one that is chosen
 */
PsKeepRule
ps_duplicate_rules_get_rule (PsDuplicateRules *self)
{
  guint rule = gtk_drop_down_get_selected (self->rule);

  return rule < PS_N_KEEP_RULES ? (PsKeepRule) rule : PS_KEEP_BEST;
}

/**
 * ps_duplicate_rules_get_folder:
 * @self: the rules
 *
 * Returns: (transfer none) (nullable): the folder of %PS_KEEP_FOLDER; %NULL for all other rules
 */
const char *
ps_duplicate_rules_get_folder (PsDuplicateRules *self)
{
  GtkStringObject *choice = gtk_drop_down_get_selected_item (self->folder);

  return choice != NULL && ps_duplicate_rules_get_rule (self) == PS_KEEP_FOLDER ? gtk_string_object_get_string (choice) : NULL;
}

/**
 * ps_duplicate_rules_get_plan:
 * @self: the rules
 *
 * Returns: (transfer none) (nullable): what the rule would do; %NULL: not known yet
 */
PsKeepPlan *
ps_duplicate_rules_get_plan (PsDuplicateRules *self)
{
  return self->plan;
}

/**
 * ps_duplicate_rules_set_folders:
 * @self: the rules
 * @folders: (element-type utf8): where the photos of the shelf are; the one that was chosen stays so
 */
void
ps_duplicate_rules_set_folders (PsDuplicateRules *self,
                                GPtrArray        *folders)
{
  GtkStringObject *choice = gtk_drop_down_get_selected_item (self->folder);
  g_autofree char *chosen = g_strdup (choice != NULL ? gtk_string_object_get_string (choice) : NULL);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint at = 0;

  for (guint i = 0; i < folders->len; i++)
    {
      if (g_strcmp0 (g_ptr_array_index (folders, i), chosen) == 0)
        at = i;
      gtk_string_list_append (names, g_ptr_array_index (folders, i));
    }
  self->is_setting = TRUE;
  gtk_drop_down_set_model (self->folder, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->folder, folders->len > 0 ? at : GTK_INVALID_LIST_POSITION);
  self->is_setting = FALSE;
}

/**
 * ps_duplicate_rules_look:
 * @self: the rules
 * @catalog: a library's catalogue
 * @shelf: a shelf; not bursts
 *
 * Finds out, and tells, what the rule would do to the shelf as it is now.
 */
void
ps_duplicate_rules_look (PsDuplicateRules *self,
                         PsCatalog        *catalog,
                         PsShelf           shelf)
{
  ps_duplicate_rules_stop (self);
  self->planning = g_cancellable_new ();
  ps_catalog_plan_keepers_async (catalog, shelf, ps_duplicate_rules_get_rule (self), ps_duplicate_rules_get_folder (self), self->planning,
                                 planned_cb, g_object_ref (self));
}

/**
 * ps_duplicate_rules_stop:
 * @self: the rules
 *
 * What the rule would do is not known any more.
 */
void
ps_duplicate_rules_stop (PsDuplicateRules *self)
{
  g_cancellable_cancel (self->planning);
  g_clear_object (&self->planning);
  gtk_label_set_label (self->preview, "");
  if (self->plan == NULL)
    return;
  g_clear_pointer (&self->plan, ps_keep_plan_unref);
  g_signal_emit (self, signals[PLAN_CHANGED], 0);
}
