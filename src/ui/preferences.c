/* src/ui/preferences.c: the few choices there are: appearance, what to back up, how much of the plan.
 *
 * Appearance belongs to the person (GSettings); the rest to the library, and
 * is written to its catalogue as soon as it is chosen. */
#include "ui/preferences.h"

#include <glib/gi18n.h>

#include "backup/backup.h"
#include "backup/guard.h"

#define GIGABYTE 1000000000

struct _PsPreferences
{
  AdwPreferencesWindow parent_instance;

  /* Owned */
  PsWindow *window;
  GSettings *settings;
  gboolean is_filling; /* what is read is not written back */

  /* Template children */
  AdwComboRow *scheme_row;
  GtkSwitch *names_switch, *emblems_switch, *image_switch, *video_switch, *raw_switch, *look_switch, *awake_switch;
  GtkWidget *library_group, *plan_group;
  GtkCheckButton *plan_check, *gigabytes_check, *none_check;
  GtkSpinButton *gigabytes_spin;
};

G_DEFINE_FINAL_TYPE (PsPreferences, ps_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };

static PsCatalog *
get_catalog (PsPreferences *self)
{
  PsLibrary *library = ps_window_get_library (self->window);

  return library != NULL ? ps_library_get_catalog (library) : NULL;
}

/* Writing ---------------------------------------------------------------------------- */

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsWindow) window = user_data;
  g_autoptr(GError) error = NULL;

  if (!ps_catalog_set_setting_finish (PS_CATALOG (source), result, &error))
    ps_window_report (window, error);
}

static void
write_setting (PsPreferences *self,
               const char    *key,
               const char    *value)
{
  if (!self->is_filling && get_catalog (self) != NULL)
    ps_catalog_set_setting_async (get_catalog (self), key, value, NULL, written_cb, g_object_ref (self->window));
}

static void
kinds_changed_cb (PsPreferences *self)
{
  g_autoptr(GPtrArray) kinds = g_ptr_array_new ();
  g_autofree char *value = NULL;

  if (gtk_switch_get_active (self->image_switch))
    g_ptr_array_add (kinds, (gpointer) "photos");
  if (gtk_switch_get_active (self->video_switch))
    g_ptr_array_add (kinds, (gpointer) "videos");
  if (gtk_switch_get_active (self->raw_switch))
    g_ptr_array_add (kinds, (gpointer) "files");
  if (kinds->len == 0)
    {
      gtk_switch_set_active (self->image_switch, TRUE); /* a backup of nothing is none */
      return;
    }
  g_ptr_array_add (kinds, NULL);
  value = g_strjoinv (",", (char **) kinds->pdata);
  write_setting (self, PS_SETTING_ONLY_KINDS, value);
}

static void
look_changed_cb (PsPreferences *self)
{
  write_setting (self, PS_SETTING_LOOK_EVERY, gtk_switch_get_active (self->look_switch) ? "7" : "0");
}

static void
awake_changed_cb (PsPreferences *self)
{
  write_setting (self, PS_SETTING_KEEP_AWAKE, gtk_switch_get_active (self->awake_switch) ? "1" : "0");
}

static void
budget_changed_cb (PsPreferences *self)
{
  g_autofree char *gigabytes = g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (self->gigabytes_spin));

  gtk_widget_set_sensitive (GTK_WIDGET (self->gigabytes_spin), gtk_check_button_get_active (self->gigabytes_check));
  write_setting (self, PS_SETTING_BUDGET,
                 gtk_check_button_get_active (self->plan_check) ? "plan"
                 : gtk_check_button_get_active (self->none_check) ? "none" : gigabytes);
}

static void
scheme_changed_cb (PsPreferences *self)
{
  guint selected = adw_combo_row_get_selected (self->scheme_row);

  if (!self->is_filling && selected < G_N_ELEMENTS (schemes))
    g_settings_set_enum (self->settings, "color-scheme", schemes[selected]);
}

/* Reading ------------------------------------------------------------------------------- */

static gboolean
has_kind (const char *kinds,
          const char *kind)
{
  g_auto(GStrv) words = kinds != NULL ? g_strsplit (kinds, ",", -1) : NULL;

  return words == NULL || g_strv_contains ((const char *const *) words, kind);
}

static void
show_budget (PsPreferences *self,
             const char    *value)
{
  PsBudget budget = { .kind = PS_BUDGET_PLAN };

  if (value != NULL)
    ps_budget_parse (value, &budget);
  gtk_check_button_set_active (budget.kind == PS_BUDGET_NONE ? self->none_check
                               : budget.kind == PS_BUDGET_BYTES ? self->gigabytes_check : self->plan_check, TRUE);
  if (budget.kind == PS_BUDGET_BYTES)
    gtk_spin_button_set_value (self->gigabytes_spin, (double) budget.n_bytes / GIGABYTE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->gigabytes_spin), budget.kind == PS_BUDGET_BYTES);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PsPreferences) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) values = ps_catalog_list_settings_finish (PS_CATALOG (source), result, &error);
  const char *kinds, *look;

  if (values == NULL)
    {
      ps_window_report (self->window, error);
      return;
    }
  kinds = g_hash_table_lookup (values, PS_SETTING_ONLY_KINDS);
  look = g_hash_table_lookup (values, PS_SETTING_LOOK_EVERY);
  self->is_filling = TRUE;
  gtk_switch_set_active (self->image_switch, has_kind (kinds, "photos"));
  gtk_switch_set_active (self->video_switch, has_kind (kinds, "videos"));
  gtk_switch_set_active (self->raw_switch, has_kind (kinds, "files"));
  gtk_switch_set_active (self->look_switch, g_strcmp0 (look, "0") != 0);
  gtk_switch_set_active (self->awake_switch, g_strcmp0 (g_hash_table_lookup (values, PS_SETTING_KEEP_AWAKE), "0") != 0);
  show_budget (self, g_hash_table_lookup (values, PS_SETTING_BUDGET));
  self->is_filling = FALSE;
  gtk_widget_set_sensitive (self->library_group, TRUE);
  gtk_widget_set_sensitive (self->plan_group, TRUE);
}

static void
fill (PsPreferences *self)
{
  int scheme = g_settings_get_enum (self->settings, "color-scheme");

  self->is_filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if ((int) schemes[i] == scheme)
      adw_combo_row_set_selected (self->scheme_row, i);
  self->is_filling = FALSE;
  g_settings_bind (self->settings, "show-names", self->names_switch, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "show-emblems", self->emblems_switch, "active", G_SETTINGS_BIND_DEFAULT);
  gtk_widget_set_sensitive (self->library_group, FALSE); /* until it is known */
  gtk_widget_set_sensitive (self->plan_group, FALSE);
  if (get_catalog (self) != NULL)
    ps_catalog_list_settings_async (get_catalog (self), NULL, read_cb, g_object_ref (self));
}

static void
connect_changes (PsPreferences *self)
{
  GtkSwitch *kinds[] = { self->image_switch, self->video_switch, self->raw_switch };
  GtkCheckButton *checks[] = { self->plan_check, self->gigabytes_check, self->none_check };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_signal_connect_swapped (kinds[i], "notify::active", G_CALLBACK (kinds_changed_cb), self);
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    g_signal_connect_swapped (checks[i], "toggled", G_CALLBACK (budget_changed_cb), self);
  g_signal_connect_swapped (self->gigabytes_spin, "value-changed", G_CALLBACK (budget_changed_cb), self);
  g_signal_connect_swapped (self->look_switch, "notify::active", G_CALLBACK (look_changed_cb), self);
  g_signal_connect_swapped (self->awake_switch, "notify::active", G_CALLBACK (awake_changed_cb), self);
  g_signal_connect_swapped (self->scheme_row, "notify::selected", G_CALLBACK (scheme_changed_cb), self);
}

/* The window itself --------------------------------------------------------------------------- */

static void
ps_preferences_dispose (GObject *object)
{
  PsPreferences *self = PS_PREFERENCES (object);

  g_clear_object (&self->window);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), PS_TYPE_PREFERENCES);
  G_OBJECT_CLASS (ps_preferences_parent_class)->dispose (object);
}

static void
ps_preferences_class_init (PsPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_preferences_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/preferences.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PsPreferences, name)
  CHILD (scheme_row);
  CHILD (names_switch);
  CHILD (emblems_switch);
  CHILD (image_switch);
  CHILD (video_switch);
  CHILD (raw_switch);
  CHILD (look_switch);
  CHILD (awake_switch);
  CHILD (library_group);
  CHILD (plan_group);
  CHILD (plan_check);
  CHILD (gigabytes_check);
  CHILD (none_check);
  CHILD (gigabytes_spin);
#undef CHILD
}

static void
ps_preferences_init (PsPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (PS_APPLICATION_ID);
}

/**
 * ps_preferences_present:
 * @window: the window whose library is meant
 */
void
ps_preferences_present (PsWindow *window)
{
  PsPreferences *self = g_object_new (PS_TYPE_PREFERENCES, "transient-for", window, NULL);

  self->window = g_object_ref (window);
  fill (self);
  connect_changes (self);
  gtk_window_present (GTK_WINDOW (self));
}
