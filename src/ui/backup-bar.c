/* src/ui/backup-bar.c: what the backup does just now, below everything; hidden when there is nothing to say.
 *
 * The words are bar-words.c's. A wide bar is one line, a narrow one two; both
 * are kept up to date, and the squeezer shows the one that fits.
 */
#include "ui/backup-bar.h"

#include <glib/gi18n.h>

#include "catalog/photo-query.h"
#include "ui/bar-words.h"
#include "ui/bin-template.h"
#include "ui/detailed-action.h"
#include "ui/drive-words.h"

#define N_DETAILS 4
#define STATUS_INTERVAL_MS 1000

enum
{
  WIDE,
  NARROW,
  N_SHAPES
};

struct _PsBackupBar
{
  AdwBin parent_instance;

  /* Owned */
  PsBackupRunner *runner; /* nullable */
  PsStatus *status;       /* nullable: not read yet */
  char *drive;
  char *announced;        /* nullable: what a screen reader was told last */
  GCancellable *cancellable;

  /* Template children */
  GtkRevealer *revealer;
  GtkLabel *label[N_SHAPES];
  GtkProgressBar *progress[N_SHAPES];
  GtkButton *cure[N_SHAPES], *pause[N_SHAPES], *close[N_SHAPES];
  GtkButton *other; /* of the wide one: a narrow window has it on Home */
  GtkMenuButton *details[N_SHAPES];
  GtkWidget *wide_gap, *narrow_second;
  GtkLabel *narrow_more;
  GtkLabel *names[N_SHAPES][N_DETAILS], *values[N_SHAPES][N_DETAILS];

  guint status_source;
  gboolean is_reading, is_stale;
};

G_DEFINE_FINAL_TYPE (PsBackupBar, ps_backup_bar, ADW_TYPE_BIN)

static void read_status (PsBackupBar *self);

static PsBarFacts
get_facts (PsBackupBar            *self,
           const PsBackupProgress *progress)
{
  return (PsBarFacts) {
    .moment = ps_backup_runner_get_moment (self->runner),
    .hold = ps_backup_runner_get_hold (self->runner),
    .hold_until_us = ps_backup_runner_get_hold_until (self->runner),
    .ended_us = ps_backup_runner_get_ended_us (self->runner),
    .now_us = g_get_real_time (),
    .progress = progress,
    .report = ps_backup_runner_get_report (self->runner),
    .error = ps_backup_runner_get_error (self->runner),
    .status = self->status,
    .drive = self->drive,
    .rate = ps_backup_runner_get_rate (self->runner),
    .seconds_left = ps_backup_runner_get_time_left (self->runner),
    .battery = ps_surroundings_get_battery (ps_backup_runner_get_surroundings (self->runner)),
  };
}

/* A screen reader hears each moment once, not each number: the name stays while the text moves. */
static void
announce (PsBackupBar      *self,
          const PsBarWords *words)
{
  g_autofree char *moment = g_strdup_printf ("%d %d", ps_backup_runner_get_moment (self->runner),
                                             ps_backup_runner_get_hold (self->runner));

  if (g_strcmp0 (moment, self->announced) == 0)
    return;
  g_free (self->announced);
  self->announced = g_steal_pointer (&moment);
  for (guint i = 0; i < N_SHAPES; i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->label[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, words->text, -1);
}

static void
show_details (PsBackupBar      *self,
              const PsBarFacts *facts)
{
  g_auto(GStrv) lines = ps_bar_words_details (facts);

  for (guint i = 0; i < N_SHAPES; i++)
    {
      for (guint n = 0; n < N_DETAILS && lines[2 * n] != NULL; n++)
        {
          gtk_label_set_label (self->names[i][n], lines[2 * n]);
          gtk_label_set_label (self->values[i][n], lines[2 * n + 1]);
        }
    }
}

static void
show_fraction (GtkProgressBar *bar,
               double          fraction)
{
  if (fraction < 0)
    gtk_progress_bar_pulse (bar);
  else
    gtk_progress_bar_set_fraction (bar, fraction);
}

static void
show_cure (GtkButton  *button,
           const char *label,
           const char *action)
{
  gtk_widget_set_visible (GTK_WIDGET (button), label != NULL);
  if (label == NULL || g_strcmp0 (gtk_button_get_label (button), label) == 0)
    return;
  gtk_button_set_label (button, label);
  ps_set_detailed_action (GTK_ACTIONABLE (button), action);
}

static void
show_words (PsBackupBar      *self,
            const PsBarWords *words)
{
  gboolean has_progress = (words->parts & PS_BAR_PROGRESS) != 0;

  gtk_label_set_label (self->label[WIDE], words->text);
  gtk_label_set_label (self->label[NARROW], words->short_text);
  gtk_label_set_label (self->narrow_more, words->more != NULL ? words->more : "");
  gtk_widget_set_visible (GTK_WIDGET (self->narrow_more), words->more != NULL);
  gtk_widget_set_visible (self->wide_gap, !has_progress);
  gtk_widget_set_visible (self->narrow_second, has_progress);
  show_cure (self->other, words->other_button, words->other_action);
  for (guint i = 0; i < N_SHAPES; i++)
    {
      show_cure (self->cure[i], words->button, words->action);
      gtk_widget_set_visible (GTK_WIDGET (self->pause[i]), (words->parts & PS_BAR_PAUSE) != 0);
      gtk_widget_set_visible (GTK_WIDGET (self->details[i]), (words->parts & PS_BAR_DETAILS) != 0);
      gtk_widget_set_visible (GTK_WIDGET (self->close[i]), (words->parts & PS_BAR_CLOSE) != 0);
      gtk_widget_set_visible (GTK_WIDGET (self->progress[i]), has_progress);
      if (has_progress)
        show_fraction (self->progress[i], words->fraction);
    }
  announce (self, words);
}

static void
update (PsBackupBar *self)
{
  g_autoptr(PsBarWords) words = NULL;
  PsBackupProgress progress;
  PsBarFacts facts;

  if (self->runner == NULL)
    {
      gtk_revealer_set_reveal_child (self->revealer, FALSE);
      return;
    }
  progress = ps_backup_runner_get_progress (self->runner);
  facts = get_facts (self, &progress);
  words = ps_bar_words_new (&facts);
  if (words != NULL)
    {
      show_words (self, words);
      if (words->parts & PS_BAR_DETAILS)
        show_details (self, &facts);
    }
  gtk_revealer_set_reveal_child (self->revealer, words != NULL);
}

static void
status_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PsBackupBar) self = user_data;
  g_autoptr(PsStatus) status = ps_catalog_get_status_finish (PS_CATALOG (source), result, NULL);

  self->is_reading = FALSE;
  if (status == NULL || self->runner == NULL)
    return;
  g_clear_pointer (&self->status, ps_status_free);
  self->status = g_steal_pointer (&status);
  update (self);
}

static gboolean
status_due_cb (gpointer data)
{
  PsBackupBar *self = data;

  self->status_source = 0;
  if (self->is_stale)
    read_status (self);
  return G_SOURCE_REMOVE;
}

/* At once, and then at most once a second. */
static void
read_status (PsBackupBar *self)
{
  if (self->runner == NULL)
    return;
  self->is_stale = self->is_reading || self->status_source != 0;
  if (self->is_stale)
    return;
  self->is_reading = TRUE;
  self->status_source = g_timeout_add (STATUS_INTERVAL_MS, status_due_cb, self);
  ps_catalog_get_status_async (ps_library_get_catalog (ps_backup_runner_get_library (self->runner)), self->cancellable,
                               status_read_cb, g_object_ref (self));
}

static void
catalog_changed_cb (PsCatalog   *catalog,
                    PsChange    *change,
                    PsBackupBar *self)
{
  read_status (self);
}

static void
pause_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  PsBackupBar *self = PS_BACKUP_BAR (widget);

  if (self->runner != NULL)
    ps_backup_runner_pause (self->runner);
}

static void
go_on_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  PsBackupBar *self = PS_BACKUP_BAR (widget);

  if (self->runner != NULL)
    ps_backup_runner_start (self->runner);
}

static void
fetch_anyway_cb (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  PsBackupBar *self = PS_BACKUP_BAR (widget);

  if (self->runner != NULL)
    ps_backup_runner_fetch_anyway (self->runner);
}

static void
show_held_back_cb (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.show-set", "(uxss)", (guint32) PS_PHOTOS_HELD_BACK, (gint64) 0, "", _("No Longer Listed"));
}

static void
close_cb (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  PsBackupBar *self = PS_BACKUP_BAR (widget);

  if (self->runner != NULL)
    ps_backup_runner_dismiss (self->runner);
}

static void
show_new_cb (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  PsBackupBar *self = PS_BACKUP_BAR (widget);

  if (self->runner != NULL)
    gtk_widget_activate_action (widget, "win.show-set", "(uxss)", PS_PHOTOS_NEW_SINCE, ps_backup_runner_get_began_us (self->runner),
                                "", _("Just Fetched"));
}

/* Looking, fetching, proving and previews, each in its unit. */
static GtkWidget *
make_details (PsBackupBar *self,
              guint        shape)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *popover = gtk_popover_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_widget_add_css_class (grid, "backup-details");
  for (int n = 0; n < N_DETAILS; n++)
    {
      GtkWidget *name = gtk_label_new (NULL);
      GtkWidget *value = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (name), 0);
      gtk_label_set_xalign (GTK_LABEL (value), 0);
      gtk_widget_add_css_class (name, "dim-label");
      gtk_widget_add_css_class (value, "numeric");
      gtk_grid_attach (GTK_GRID (grid), name, 0, n, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), value, 1, n, 1, 1);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);
      self->names[shape][n] = GTK_LABEL (name);
      self->values[shape][n] = GTK_LABEL (value);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), grid);
  return popover;
}

/**
 * ps_backup_bar_new:
 *
 * Returns: (transfer floating): a bar that says nothing yet
 */
GtkWidget *
ps_backup_bar_new (void)
{
  return g_object_new (PS_TYPE_BACKUP_BAR, NULL);
}

static void
forget_runner (PsBackupBar *self)
{
  if (self->runner == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->runner, self);
  g_signal_handlers_disconnect_by_data (ps_library_get_catalog (ps_backup_runner_get_library (self->runner)), self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->status_source, g_source_remove);
  g_clear_pointer (&self->status, ps_status_free);
  g_clear_pointer (&self->announced, g_free);
  g_clear_object (&self->runner);
}

/**
 * ps_backup_bar_set_runner:
 * @self: a bar
 * @runner: (nullable): whose work it shows
 */
void
ps_backup_bar_set_runner (PsBackupBar    *self,
                          PsBackupRunner *runner)
{
  PsLibrary *library;

  g_return_if_fail (PS_IS_BACKUP_BAR (self));

  if (runner == self->runner)
    return;
  forget_runner (self);
  if (runner != NULL)
    {
      library = ps_backup_runner_get_library (runner);
      self->runner = g_object_ref (runner);
      self->cancellable = g_cancellable_new ();
      g_free (self->drive);
      self->drive = ps_drive_words_name_of (library);
      g_signal_connect_swapped (runner, "notify::moment", G_CALLBACK (read_status), self);
      g_signal_connect_swapped (runner, "notify::moment", G_CALLBACK (update), self);
      g_signal_connect_swapped (runner, "notify::hold", G_CALLBACK (update), self);
      g_signal_connect_swapped (runner, "notify::progress", G_CALLBACK (update), self);
      g_signal_connect (ps_library_get_catalog (library), "changed", G_CALLBACK (catalog_changed_cb), self);
      read_status (self);
    }
  update (self);
}

static void
ps_backup_bar_dispose (GObject *object)
{
  PsBackupBar *self = PS_BACKUP_BAR (object);

  forget_runner (self);
  ps_bin_template_dispose (self, PS_TYPE_BACKUP_BAR);
  G_OBJECT_CLASS (ps_backup_bar_parent_class)->dispose (object);
}

static void
ps_backup_bar_finalize (GObject *object)
{
  PsBackupBar *self = PS_BACKUP_BAR (object);

  g_free (self->drive);
  g_free (self->announced);
  G_OBJECT_CLASS (ps_backup_bar_parent_class)->finalize (object);
}

#define BIND(name, field) \
  gtk_widget_class_bind_template_child_full (widget_class, name, FALSE, G_STRUCT_OFFSET (PsBackupBar, field))

static void
ps_backup_bar_class_init (PsBackupBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ps_backup_bar_dispose;
  object_class->finalize = ps_backup_bar_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/backup-bar.ui");
  BIND ("revealer", revealer);
  BIND ("wide_label", label[WIDE]);
  BIND ("narrow_label", label[NARROW]);
  BIND ("wide_progress", progress[WIDE]);
  BIND ("narrow_progress", progress[NARROW]);
  BIND ("wide_cure", cure[WIDE]);
  BIND ("narrow_cure", cure[NARROW]);
  BIND ("wide_other", other);
  BIND ("wide_pause", pause[WIDE]);
  BIND ("narrow_pause", pause[NARROW]);
  BIND ("wide_details", details[WIDE]);
  BIND ("narrow_details", details[NARROW]);
  BIND ("wide_close", close[WIDE]);
  BIND ("narrow_close", close[NARROW]);
  BIND ("wide_gap", wide_gap);
  BIND ("narrow_second", narrow_second);
  BIND ("narrow_more", narrow_more);

  gtk_widget_class_install_action (widget_class, "backup.pause", NULL, pause_cb);
  gtk_widget_class_install_action (widget_class, "backup.go-on", NULL, go_on_cb);
  gtk_widget_class_install_action (widget_class, "backup.fetch-anyway", NULL, fetch_anyway_cb);
  gtk_widget_class_install_action (widget_class, "backup.show-held-back", NULL, show_held_back_cb);
  gtk_widget_class_install_action (widget_class, "backup.show-new", NULL, show_new_cb);
  gtk_widget_class_install_action (widget_class, "backup.close", NULL, close_cb);
}

static void
ps_backup_bar_init (PsBackupBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_SHAPES; i++)
    gtk_menu_button_set_popover (self->details[i], make_details (self, i));
}
