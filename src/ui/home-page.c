/* src/ui/home-page.c: am I safe? The first screen after a backup, and at every start.
 *
 * Every number is read from the catalogue when it changed, at most once a
 * second; the words follow from the numbers (home-words.c). */
#include "ui/home-page.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/times.h"
#include "base/text.h"
#include "browse/counts.h"
#include "browse/trouble-list.h"
#include "catalog/catalog-browse.h"
#include "ui/bin-template.h"
#include "ui/detailed-action.h"
#include "ui/drive-words.h"
#include "ui/home-parts.h"
#include "ui/home-words.h"
#include "ui/words.h"
#include "ui/wrap-layout.h"

#define PAUSE_MS 1000
#define READ_AGAIN_DAYS 90

struct _PsHomePage
{
  AdwBin parent_instance;

  /* Owned, nullable: no library */
  PsLibrary *library;
  PsBackupRunner *runner;
  PsCounts *counts;
  PsTroubleList *troubles;
  PsStatus *status;
  GCancellable *cancellable;
  char *drive;

  PsNews news;
  PsVaultRoom room;
  gint64 n_read, n_files; /* read again lately; files that should be here */
  gboolean news_are_read, room_is_known, is_removable;
  guint pause;            /* source */

  /* Template children */
  GtkImage *emblem;
  GtkLabel *headline, *second, *cloud_count, *drive_count;
  GtkWidget *buttons;
  GtkButton *button, *other_button;
  GtkWidget *eject_button;
  PsHomeNumber *here, *to_come, *needs_you;
  GtkButton *left_out;
  PsHomeStrip *strip;
  GtkWidget *news_group;
  PsHomeNews *added_row, *replaced_row, *renamed_row, *gone_row;
  AdwActionRow *cloud_row, *drive_row, *next_row, *looks_row;
};

enum { SAFETY, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsHomePage, ps_home_page, ADW_TYPE_BIN)

static gint64
start_of_today (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) today = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                                      g_date_time_get_day_of_month (now), 0, 0, 0);

  return today != NULL ? g_date_time_to_unix (today) * G_USEC_PER_SEC : 0;
}

/* Words ------------------------------------------------------------------------------ */

static gboolean
account_is_off (PsHomePage *self)
{
  return g_error_matches (ps_backup_runner_get_error (self->runner), PS_CLOUD_ERROR, PS_CLOUD_ERROR_DISABLED);
}

/* Returns: (transfer full) (nullable): what stopped the backup, where only a person can cure it */
static PsErrorWords *
find_stop (PsHomePage *self)
{
  const GError *error = ps_backup_runner_get_error (self->runner);
  g_autoptr(PsErrorWords) words = NULL;

  if (error == NULL || ps_backup_runner_is_running (self->runner) || ps_backup_runner_get_hold (self->runner) != PS_HOLD_NONE)
    return NULL;
  words = ps_error_words_new (error);
  return words->needs_you ? g_steal_pointer (&words) : NULL;
}

static double
find_plan_seconds (PsHomePage *self)
{
  gint64 n_bytes = self->status->n_bytes_total - self->status->n_bytes_here - self->status->n_bytes[PS_STATE_SKIPPED];
  PsBudget budget;

  return ps_budget_parse (ps_backup_runner_get_budget (self->runner), &budget) ? ps_home_plan_seconds (&budget, &self->status->plan, n_bytes) : 0;
}

static void
gather (PsHomePage  *self,
        PsHomeFacts *facts)
{
  const PsSidebarNumbers *n = ps_counts_get_numbers (self->counts);
  PsRunMoment moment = ps_backup_runner_get_moment (self->runner);
  PsHold hold = ps_backup_runner_get_hold (self->runner);
  const PsKept *kept = ps_library_get_kept (self->library);

  *facts = (PsHomeFacts) {
    .n_here = n->n_here,
    .n_to_come = n->n_to_come,
    .n_needs_you = n->n_needs_you,
    .n_left_out = n->n_left_out,
    .n_size_only = self->status->n_photos[PS_STATE_SIZE_ONLY],
    .n_altered = self->status->n_photos[PS_STATE_ALTERED],
    .n_remote = self->news_are_read ? self->news.n_remote : 0,
    .n_held_back = self->status->n_held_back,
    .n_in_cloud = n->n_all - n->n_only_here,
    .n_trying_again = ps_trouble_list_get_n_trying_again (self->troubles),
    .n_lost = ps_trouble_list_get_n_lost (self->troubles),
    .plan_resumes_us = self->status->plan.resumes_at_us,
    .now_us = g_get_real_time (),
    .look_every = ps_backup_runner_get_look_every (self->runner),
    .seconds_left = ps_backup_runner_get_time_left (self->runner),
    .drive = self->drive,
    .account_is_off = account_is_off (self),
    .is_removable = self->is_removable,
    .drive_seen_us = kept != NULL ? kept->taken_us : 0,
    .drive_is_away = kept != NULL || hold == PS_HOLD_DRIVE,
    .may_be_lost = kept != NULL && hold == PS_HOLD_DRIVE,
    .is_let_go = hold == PS_HOLD_LET_GO,
    .is_running = ps_backup_runner_is_running (self->runner),
    .is_paused = moment == PS_RUN_PAUSED,
  };
  if (self->status->last_complete_scan != NULL)
    ps_time_from_text (self->status->last_complete_scan, &facts->looked_us);
  facts->plan_seconds_left = find_plan_seconds (self);
}

/* The answer in two words, for the sidebar. */
static char *
say_safety (const PsHomeFacts *facts,
            PsHomeRule         rule)
{
  switch (rule)
    {
    case PS_HOME_NOTHING_KNOWN:
      return NULL;
    case PS_HOME_DRIVE_AWAY:
      return g_strdup (_("drive away"));
    case PS_HOME_STOPPED:
      /* Translators: two words in the sidebar: the backup stopped, and somebody is needed. */
      return g_strdup (_("backup stopped"));
    case PS_HOME_HELD_BACK:
      /* Translators: photos in Cloudinary, compared with what was known before. */
      return g_strdup_printf (ngettext ("%'" PRId64 " fewer", "%'" PRId64 " fewer", facts->n_held_back), facts->n_held_back);
    case PS_HOME_NO_COPY:
    case PS_HOME_NEEDS_YOU:
      return g_strdup_printf (ngettext ("%'" PRId64 " needs you", "%'" PRId64 " need you", facts->n_needs_you), facts->n_needs_you);
    case PS_HOME_ACCOUNT_OFF:
      return g_strdup (_("account off"));
    case PS_HOME_PLAN_GUARD:
    case PS_HOME_TO_COME:
      /* Translators: photos that are still to be fetched. */
      return g_strdup_printf (_("%'" PRId64 " to come"), facts->n_to_come);
    case PS_HOME_TOO_LONG_AGO:
      return g_strdup_printf (ngettext ("%d day ago", "%d days ago", ps_words_days_ago (facts->looked_us, facts->now_us)),
                              ps_words_days_ago (facts->looked_us, facts->now_us));
    case PS_HOME_SOME_LEFT_OUT:
    case PS_HOME_ALL_WELL:
    default:
      return g_strdup (facts->n_size_only + facts->n_altered > 0 ? _("all here") : _("all proven"));
    }
}

static void
show_headline (PsHomePage        *self,
               const PsHomeFacts *facts)
{
  static const char *const styles[] = { "success", "warning", "error", "accent" };
  g_autoptr(PsHomeWords) words = ps_home_words_new (facts);
  g_autofree char *safety = say_safety (facts, words->rule);

  gtk_image_set_from_icon_name (self->emblem, words->icon);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->emblem), styles[i]);
  if (words->style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->emblem), words->style);
  gtk_label_set_label (self->headline, words->headline);
  gtk_label_set_label (self->second, words->second != NULL ? words->second : "");
  gtk_widget_set_visible (GTK_WIDGET (self->second), words->second != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->button), words->button != NULL);
  if (words->button != NULL)
    {
      gtk_button_set_label (self->button, words->button);
      ps_set_detailed_action (GTK_ACTIONABLE (self->button), words->action);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->other_button), words->other_button != NULL);
  if (words->other_button != NULL)
    {
      gtk_button_set_label (self->other_button, words->other_button);
      ps_set_detailed_action (GTK_ACTIONABLE (self->other_button), words->other_action);
    }
  gtk_widget_set_visible (self->eject_button, words->offers_eject);
  g_signal_emit (self, signals[SAFETY], 0, safety, words->icon);
}

static void
show_numbers (PsHomePage        *self,
              const PsHomeFacts *facts)
{
  g_autofree char *words = NULL;

  ps_home_number_show (self->here, facts->n_here, C_("photos", "here"));
  ps_home_number_show (self->to_come, facts->n_to_come, C_("photos", "to come"));
  ps_home_number_show (self->needs_you, facts->n_needs_you, ngettext ("needs you", "need you", facts->n_needs_you));
  words = ps_home_words_beside (facts);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out), words != NULL);
  if (words != NULL)
    gtk_button_set_label (self->left_out, words);
}

static void
show_news (PsHomePage *self)
{
  const PsNews *news = &self->news;
  g_autofree char *added = g_strdup_printf (ngettext ("%'" PRId64 " photo is new in Cloudinary.", "%'" PRId64 " photos are new in Cloudinary.", news->n_added), news->n_added);
  g_autofree char *replaced = g_strdup_printf (ngettext ("%'" PRId64 " photo was replaced in Cloudinary. The earlier version is kept.",
                                                         "%'" PRId64 " photos were replaced in Cloudinary. The earlier versions are kept.", news->n_replaced), news->n_replaced);
  g_autofree char *renamed = g_strdup_printf (ngettext ("%'" PRId64 " photo was renamed or moved.", "%'" PRId64 " photos were renamed or moved.", news->n_renamed), news->n_renamed);
  g_autofree char *gone = g_strdup_printf (ngettext ("%'" PRId64 " photo is no longer in Cloudinary. What came is kept here.",
                                                     "%'" PRId64 " photos are no longer in Cloudinary. What came is kept here.", news->n_gone), news->n_gone);

  gint64 n_added = news->n_added < ps_counts_get_numbers (self->counts)->n_all ? news->n_added : 0; /* the first look is no news */

  ps_home_news_show (self->added_row, n_added, added, news->scan, "added", _("New in Cloudinary"));
  ps_home_news_show (self->replaced_row, news->n_replaced, replaced, news->scan, "replaced", _("Replaced"));
  ps_home_news_show (self->renamed_row, news->n_renamed, renamed, news->scan, "renamed", _("Renamed or Moved"));
  ps_home_news_show (self->gone_row, news->n_gone, gone, news->scan, "gone", _("No Longer in Cloudinary"));
  gtk_widget_set_visible (self->news_group, n_added + news->n_replaced + news->n_renamed + news->n_gone > 0);
  ps_home_strip_show (self->strip, ps_library_get_catalog (self->library), start_of_today (), news->n_fetched, news->n_bytes_fetched);
}

static char *
say_plan (const PsPlan *plan)
{
  g_autofree char *used = g_format_size (MAX (plan->used_bytes, 0) + plan->fetched_since_bytes);
  g_autofree char *limit = g_format_size (MAX (plan->limit_bytes, 0));
  g_autofree char *name = plan->name != NULL ? ps_text_visible (plan->name, 60) : NULL;

  if (plan->used_bytes < 0)
    return NULL;
  if (plan->limit_bytes < 0)
    /* Translators: how much of the plan is used. */
    return g_strdup_printf (_("%s used in the last 30 days; the plan shows no limit"), used);
  if (name == NULL)
    /* Translators: how much is used, of how much. */
    return g_strdup_printf (_("%s of %s used in the last 30 days"), used, limit);
  /* Translators: the name of a plan, how much is used, of how much. */
  return g_strdup_printf (_("%s plan: %s of %s used in the last 30 days"), name, used, limit);
}

static char *
say_drive (PsHomePage *self)
{
  g_autofree char *free_room = g_format_size (self->room.n_free);

  if (!self->room_is_known)
    return NULL;
  if (self->n_files == 0)
    /* Translators: a size. */
    return g_strdup_printf (_("%s free"), free_room);
  /* Translators: a size, and a share of the files. */
  return g_strdup_printf (_("%s free · %d %% read and compared in the last 90 days"), free_room, (int) (100 * self->n_read / self->n_files));
}

static char *
say_next (PsHomePage         *self,
          const PsErrorWords *stop)
{
  gint64 next_us = ps_backup_runner_get_next_us (self->runner);

  if (ps_library_get_kept (self->library) != NULL)
    /* Translators: the name of a drive. */
    return g_strdup_printf (_("When %s is connected"), self->drive);
  if (ps_backup_runner_is_running (self->runner))
    return g_strdup (_("Now"));
  if (ps_backup_runner_get_moment (self->runner) == PS_RUN_PAUSED)
    return g_strdup (_("Paused, until you go on"));
  if (next_us == 0)
    return g_strdup (_("When you ask for it"));
  if (stop != NULL)
    return g_strdup (_("As soon as what stopped it is cured"));
  return ps_words_when_next (next_us, g_get_real_time ());
}

static void
show_last_look (PsHomePage *self)
{
  const char *last = self->status->last_complete_scan;
  g_autofree char *when = NULL;
  g_autofree char *words = NULL;
  gint64 last_us;

  gtk_widget_set_visible (GTK_WIDGET (self->looks_row), last != NULL && ps_time_from_text (last, &last_us));
  if (!gtk_widget_get_visible (GTK_WIDGET (self->looks_row)))
    return;
  when = ps_words_when (last_us, g_get_real_time ());
  /* Translators: a time: "today, 14:02". */
  words = g_strdup_printf (_("The last one: %s"), when);
  adw_action_row_set_subtitle (self->looks_row, words);
}

static void
show_where (PsHomePage         *self,
            const PsErrorWords *stop)
{
  const PsSidebarNumbers *n = ps_counts_get_numbers (self->counts);
  g_autofree char *in_cloud = ps_words_photos (n->n_all - n->n_only_here);
  g_autofree char *here = ps_words_photos (n->n_here);
  g_autofree char *plan = say_plan (&self->status->plan);
  g_autofree char *drive = say_drive (self);
  g_autofree char *next = say_next (self, stop);

  gtk_label_set_label (self->cloud_count, in_cloud);
  gtk_label_set_label (self->drive_count, here);
  adw_action_row_set_subtitle (self->cloud_row, plan != NULL ? plan : "");
  adw_action_row_set_subtitle (self->drive_row, drive != NULL ? drive : "");
  adw_action_row_set_subtitle (self->next_row, next);
  show_last_look (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->drive_row), g_str_equal (self->drive, _("this computer"))
                                                                        ? _("This Computer") : self->drive);
}

static void
show_all (PsHomePage *self)
{
  g_autoptr(PsErrorWords) stop = NULL;
  PsHomeFacts facts;

  if (self->library == NULL || self->status == NULL || ps_counts_is_loading (self->counts))
    return;
  gather (self, &facts);
  facts.stop = stop = find_stop (self);
  show_headline (self, &facts);
  show_numbers (self, &facts);
  show_where (self, stop);
  if (self->news_are_read)
    show_news (self);
}

/* Reading ------------------------------------------------------------------------------- */

static void
status_read_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PsHomePage) self = user_data;
  PsStatus *status = ps_catalog_get_status_finish (PS_CATALOG (source), result, NULL);

  if (status == NULL || self->library == NULL)
    {
      g_clear_pointer (&status, ps_status_free);
      return;
    }
  g_clear_pointer (&self->status, ps_status_free);
  self->status = status;
  show_all (self);
}

static void
news_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(PsHomePage) self = user_data;

  if (!ps_catalog_get_news_finish (PS_CATALOG (source), result, &self->news, NULL) || self->library == NULL)
    return;
  self->news_are_read = TRUE;
  show_all (self);
}

static void
read_again_counted_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(PsHomePage) self = user_data;

  if (ps_catalog_count_read_since_finish (PS_CATALOG (source), result, &self->n_read, &self->n_files, NULL))
    show_all (self);
}

static void
measure_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  PsVaultRoom *room = g_new0 (PsVaultRoom, 1);
  GError *error = NULL;

  if (ps_vault_get_room (data, room, &error))
    g_task_return_pointer (task, room, g_free);
  else
    {
      g_free (room);
      g_task_return_error (task, error);
    }
}

static void
measured_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  PsHomePage *self = PS_HOME_PAGE (source);
  g_autofree PsVaultRoom *room = g_task_propagate_pointer (G_TASK (result), NULL);

  if (room == NULL || self->library == NULL)
    return;
  self->room = *room;
  self->room_is_known = TRUE;
  show_all (self);
}

/* A drive may be slow to say how much room it has. */
static void
measure (PsHomePage *self)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, measured_cb, NULL);

  g_task_set_task_data (task, g_object_ref (ps_library_get_vault (self->library)), g_object_unref);
  g_task_run_in_thread (task, measure_in_thread);
}

static gboolean
refresh_cb (gpointer user_data)
{
  PsHomePage *self = user_data;
  PsCatalog *catalog = ps_library_get_catalog (self->library);

  self->pause = 0;
  ps_catalog_get_status_async (catalog, self->cancellable, status_read_cb, g_object_ref (self));
  ps_catalog_get_news_async (catalog, start_of_today (), self->cancellable, news_read_cb, g_object_ref (self));
  ps_catalog_count_read_since_async (catalog, g_get_real_time () - READ_AGAIN_DAYS * G_TIME_SPAN_DAY, self->cancellable,
                                     read_again_counted_cb, g_object_ref (self));
  if (ps_library_get_kept (self->library) == NULL)
    measure (self);
  return G_SOURCE_REMOVE;
}

static void
refresh_soon (PsHomePage *self)
{
  if (self->pause == 0 && self->library != NULL)
    self->pause = g_timeout_add (PAUSE_MS, refresh_cb, self);
}

static void
moment_changed_cb (PsHomePage *self)
{
  show_all (self);
  refresh_soon (self);
}

/* The page itself -------------------------------------------------------------------------- */

static void
set_target (gpointer    button,
            PsPhotoSet  set,
            const char *title)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(uxss)", (guint32) set, (gint64) 0, "", title);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-set");
}

static void
show_newest (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.show-set", "(uxss)", (guint32) PS_PHOTOS_ALL, (gint64) 0, "", _("All Photos"));
}

static void
show_held_back (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.show-set", "(uxss)", (guint32) PS_PHOTOS_HELD_BACK, (gint64) 0, "", _("No Longer Listed"));
}

static void
ps_home_page_dispose (GObject *object)
{
  PsHomePage *self = PS_HOME_PAGE (object);

  if (self->strip != NULL)
    ps_home_page_set_library (self, NULL, NULL);
  ps_bin_template_dispose (object, PS_TYPE_HOME_PAGE);
  G_OBJECT_CLASS (ps_home_page_parent_class)->dispose (object);
}

static void
ps_home_page_class_init (PsHomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PS_TYPE_HOME_NUMBER);
  g_type_ensure (PS_TYPE_HOME_NEWS);
  g_type_ensure (PS_TYPE_HOME_STRIP);
  G_OBJECT_CLASS (klass)->dispose = ps_home_page_dispose;
  signals[SAFETY] = g_signal_new ("safety", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                  G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/home-page.ui");
  gtk_widget_class_install_action (widget_class, "home.show-newest", NULL, show_newest);
  gtk_widget_class_install_action (widget_class, "home.show-held-back", NULL, show_held_back);
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PsHomePage, name)
  CHILD (emblem);
  CHILD (headline);
  CHILD (second);
  CHILD (cloud_count);
  CHILD (drive_count);
  CHILD (buttons);
  CHILD (button);
  CHILD (other_button);
  CHILD (eject_button);
  CHILD (here);
  CHILD (to_come);
  CHILD (needs_you);
  CHILD (left_out);
  CHILD (strip);
  CHILD (news_group);
  CHILD (added_row);
  CHILD (replaced_row);
  CHILD (renamed_row);
  CHILD (gone_row);
  CHILD (cloud_row);
  CHILD (drive_row);
  CHILD (next_row);
  CHILD (looks_row);
#undef CHILD
}

static void
ps_home_page_init (PsHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->buttons, ps_wrap_layout_new (9)); /* two long ones are wider than a narrow window */
  set_target (self->here, PS_PHOTOS_HERE, _("Here"));
  set_target (self->to_come, PS_PHOTOS_TO_COME, _("To Come"));
  set_target (self->left_out, PS_PHOTOS_LEFT_OUT, _("Left Out"));
  ps_set_detailed_action (GTK_ACTIONABLE (self->needs_you), "win.show-page('needs-you')");
  ps_set_detailed_action (GTK_ACTIONABLE (self->looks_row), "win.show-page('looks')");
}

/**
 * ps_home_page_new:
 *
 * Returns: (transfer floating): a page of no library
 */
GtkWidget *
ps_home_page_new (void)
{
  return g_object_new (PS_TYPE_HOME_PAGE, NULL);
}

static void
let_go (PsHomePage *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  ps_home_strip_show (self->strip, NULL, 0, 0, 0);
  if (self->counts != NULL)
    g_object_run_dispose (G_OBJECT (self->counts));
  g_clear_object (&self->counts);
  if (self->troubles != NULL)
    g_object_run_dispose (G_OBJECT (self->troubles));
  g_clear_object (&self->troubles);
  if (self->library != NULL)
    g_signal_handlers_disconnect_by_data (ps_library_get_catalog (self->library), self);
  if (self->runner != NULL)
    g_signal_handlers_disconnect_by_data (self->runner, self);
  g_clear_object (&self->library);
  g_clear_object (&self->runner);
  g_clear_pointer (&self->status, ps_status_free);
  g_clear_pointer (&self->drive, g_free);
  self->news_are_read = self->room_is_known = FALSE;
}

/**
 * ps_home_page_set_library:
 * @self: a page
 * @library: (nullable): the library it speaks of; %NULL lets go of everything
 * @runner: (nullable): what keeps it backed up
 */
void
ps_home_page_set_library (PsHomePage     *self,
                          PsLibrary      *library,
                          PsBackupRunner *runner)
{
  g_autofree char *removable = NULL;
  g_autofree char *label = NULL;

  let_go (self);
  if (library == NULL)
    return;
  self->library = g_object_ref (library);
  self->runner = g_object_ref (runner);
  self->cancellable = g_cancellable_new ();
  self->drive = ps_drive_words_name_of (library);
  removable = ps_kept_find_drive (ps_library_get_root (library));
  self->is_removable = removable != NULL;
  if (removable != NULL)
    /* Translators: a button; the name of a drive. */
    label = g_strdup_printf (_("Eject %s"), self->drive);
  gtk_button_set_label (GTK_BUTTON (self->eject_button), label != NULL ? label : _("Eject"));
  self->counts = ps_counts_new (ps_library_get_catalog (library));
  self->troubles = ps_trouble_list_new (ps_library_get_catalog (library));
  g_signal_connect_swapped (self->counts, "changed", G_CALLBACK (show_all), self);
  g_signal_connect_swapped (self->troubles, "notify", G_CALLBACK (show_all), self);
  g_signal_connect_swapped (ps_library_get_catalog (library), "changed", G_CALLBACK (refresh_soon), self);
  g_signal_connect_swapped (runner, "notify::moment", G_CALLBACK (moment_changed_cb), self);
  g_signal_connect_swapped (runner, "notify::hold", G_CALLBACK (moment_changed_cb), self);
  refresh_cb (self);
}
