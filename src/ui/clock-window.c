/* src/ui/clock-window.c: asks how far a camera's clock was off, and shows what that comes to.
 *
 * The amount can be given in days, hours, minutes and seconds, or by what one
 * photo's time really was: each follows the other. The first and the last photo
 * tell what becomes of all of them. Nothing is changed before Adjust. */
#include "ui/clock-window.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "catalog/catalog-browse.h"
#include "catalog/catalog-marks.h"
#include "ui/clock-preview.h"
#include "ui/clock-words.h"
#include "ui/clocks.h"
#include "ui/naming.h"
#include "ui/wrap-layout.h"

#define WIDTH 560  /* pixels, where the window that asks is as large */
#define HEIGHT 740
#define MAX_CHARS 60
#define MOST_DAYS 36500
#define MOST_SECONDS (G_GINT64_CONSTANT (86400) * MOST_DAYS)

enum { DAYS, HOURS, MINUTES, SECONDS, N_UNITS };
static const struct { int seconds, most; const char *name; } units[N_UNITS] = {
  { 86400, MOST_DAYS, N_("Days") }, { 3600, 23, N_("Hours") }, { 60, 59, N_("Minutes") }, { 1, 59, N_("Seconds") },
};

/* What can be chosen: the selected photos, all that are shown, or those of one camera. */
typedef enum { SCOPE_SELECTED, SCOPE_SHOWN, SCOPE_CAMERA } ScopeKind;

typedef struct
{
  ScopeKind kind;
  guint camera;
} Scope;

struct _PsClockWindow
{
  AdwWindow parent_instance;

  /* Owned */
  PsWindow *asker;
  GHashTable *selected;  /* of gint64, nullable */
  PsPhotoTimes *times;   /* nullable: not read yet */
  GArray *scopes;        /* of Scope, as the list has them */
  GArray *chosen;        /* of PsPhotoTime, of the scope that is chosen */
  GCancellable *cancellable;
  GCancellable *reading; /* of the preview's photos; nullable */

  guint n_asked;          /* with those that have no time of their own */
  gint64 current_id;      /* whose true time is typed, where it is among them */
  gint64 truth_id, truth_us; /* that one, or the first; what it counts as now */
  gboolean is_following;  /* one of the two is being set by the other */
  gboolean is_wrong;      /* what was typed is no time */

  /* Template children */
  GtkStack *stack;
  GtkWidget *scroller;
  AdwComboRow *scope, *direction;
  GtkWidget *spins, *amount, *truth;
  PsClockPreview *preview;
  GtkLabel *note;
  GtkAdjustment *adjustments[N_UNITS];
};

G_DEFINE_FINAL_TYPE (PsClockWindow, ps_clock_window, ADW_TYPE_WINDOW)

/* The amount -------------------------------------------------------------------------- */

static gint64
get_shift_us (PsClockWindow *self)
{
  gint64 seconds = 0;

  for (int i = 0; i < N_UNITS; i++)
    seconds += (gint64) gtk_adjustment_get_value (self->adjustments[i]) * units[i].seconds;
  return (adw_combo_row_get_selected (self->direction) == 1 ? -seconds : seconds) * G_USEC_PER_SEC;
}

static void
update (PsClockWindow *self)
{
  if (self->chosen->len > 0)
    ps_clock_preview_set_times (self->preview, g_array_index (self->chosen, PsPhotoTime, 0).taken_us,
                                g_array_index (self->chosen, PsPhotoTime, self->chosen->len - 1).taken_us, get_shift_us (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "clock.adjust", self->chosen->len > 0 && !self->is_wrong && get_shift_us (self) != 0);
}

static void
set_wrong (PsClockWindow *self,
           gboolean       is_wrong)
{
  self->is_wrong = is_wrong;
  if (is_wrong)
    gtk_widget_add_css_class (self->truth, "error");
  else
    gtk_widget_remove_css_class (self->truth, "error");
  gtk_widget_set_tooltip_text (self->truth, is_wrong ? _("Year, month and day, then the time: 2024-06-22 16:41:05") : NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->truth), GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* The typed time follows the amount. */
static void
show_truth (PsClockWindow *self)
{
  g_autofree char *stamp = ps_clock_words_stamp (self->truth_us + get_shift_us (self));

  self->is_following = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->truth), stamp);
  self->is_following = FALSE;
  set_wrong (self, FALSE);
}

static void
amount_changed_cb (PsClockWindow *self)
{
  if (self->is_following || self->times == NULL)
    return;
  show_truth (self);
  update (self);
}

/* The amount follows the typed time. */
static void
truth_changed_cb (PsClockWindow *self)
{
  gint64 typed_us, seconds;
  gboolean is_too_far;

  if (self->is_following || self->times == NULL)
    return;
  set_wrong (self, !ps_clock_words_parse (gtk_editable_get_text (GTK_EDITABLE (self->truth)), &typed_us));
  if (!self->is_wrong)
    {
      seconds = typed_us / G_USEC_PER_SEC - (self->truth_us - (self->truth_us % G_USEC_PER_SEC + G_USEC_PER_SEC) % G_USEC_PER_SEC) / G_USEC_PER_SEC;
      self->is_following = TRUE;
      if (seconds != 0)
        adw_combo_row_set_selected (self->direction, seconds < 0 ? 1 : 0);
      seconds = ABS (seconds);
      is_too_far = seconds > MOST_SECONDS;
      for (int i = 0; i < N_UNITS; i++)
        {
          gtk_adjustment_set_value (self->adjustments[i], (double) (seconds / units[i].seconds));
          seconds %= units[i].seconds;
        }
      self->is_following = FALSE;
      set_wrong (self, is_too_far); /* what stands in the fields is not what was typed */
    }
  update (self);
}

static void
truth_entered_cb (PsClockWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "clock.adjust", NULL);
}

/* The photos --------------------------------------------------------------------------- */

static gboolean
is_in_scope (PsClockWindow     *self,
             const Scope       *scope,
             const PsPhotoTime *time)
{
  switch (scope->kind)
    {
    case SCOPE_SELECTED:
      return g_hash_table_contains (self->selected, &time->photo_id);
    case SCOPE_CAMERA:
      return time->camera == scope->camera;
    case SCOPE_SHOWN:
    default:
      return TRUE;
    }
}

static const PsPhotoRow *
find_row (GPtrArray *rows,
          gint64     id)
{
  for (guint i = 0; i < rows->len; i++)
    if (((PsPhotoRow *) g_ptr_array_index (rows, i))->id == id)
      return g_ptr_array_index (rows, i);
  return NULL;
}

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) rows = ps_catalog_read_rows_finish (PS_CATALOG (source), result, &error);
  PsClockWindow *self = user_data;
  const PsPhotoRow *first, *last, *truth;
  g_autofree char *name = NULL, *title = NULL;

  if (rows == NULL)
    return; /* another scope was chosen meanwhile; or the times have to tell enough without names */
  first = find_row (rows, g_array_index (self->chosen, PsPhotoTime, 0).photo_id);
  last = find_row (rows, g_array_index (self->chosen, PsPhotoTime, self->chosen->len - 1).photo_id);
  truth = find_row (rows, self->truth_id);
  if (first == NULL || last == NULL || truth == NULL)
    return;
  ps_clock_preview_set_photos (self->preview, ps_window_get_textures (self->asker), first, self->chosen->len > 1 ? last : NULL);
  name = ps_text_visible (truth->name, MAX_CHARS);
  /* Translators: a field for a day and a time; %s is a photo's name. */
  title = g_strdup_printf (_("Or: %s was really taken at"), name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->truth), title);
}

/* Those at both ends, and the one whose time may be typed. */
static void
show_chosen (PsClockWindow *self)
{
  const PsPhotoTime *first = &g_array_index (self->chosen, PsPhotoTime, 0);
  const PsPhotoTime *last = &g_array_index (self->chosen, PsPhotoTime, self->chosen->len - 1);
  const PsPhotoTime *truth = first;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  PsLibrary *library = ps_window_get_library (self->asker);

  if (library == NULL)
    return; /* let go of meanwhile: nothing can be adjusted either */
  for (guint i = 0; i < self->chosen->len; i++)
    if (g_array_index (self->chosen, PsPhotoTime, i).photo_id == self->current_id)
      truth = &g_array_index (self->chosen, PsPhotoTime, i);
  self->truth_us = truth->taken_us;
  self->truth_id = truth->photo_id;
  g_array_append_val (ids, first->photo_id);
  g_array_append_val (ids, last->photo_id);
  g_array_append_val (ids, truth->photo_id);
  show_truth (self);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  ps_catalog_read_rows_async (ps_library_get_catalog (library), ids, self->reading, rows_read_cb, self);
}

static guint
count_asked (PsClockWindow *self,
             const Scope   *scope)
{
  return scope->kind == SCOPE_SELECTED ? g_hash_table_size (self->selected) : scope->kind == SCOPE_SHOWN ? self->n_asked : self->chosen->len;
}

static void
scope_changed_cb (PsClockWindow *self)
{
  guint at = adw_combo_row_get_selected (self->scope);
  const Scope *scope;
  g_autofree char *words = NULL;
  guint n_without;

  if (self->times == NULL || at >= self->scopes->len)
    return;
  scope = &g_array_index (self->scopes, Scope, at);
  g_array_set_size (self->chosen, 0);
  for (guint i = 0; i < self->times->times->len; i++)
    {
      PsPhotoTime time = g_array_index (self->times->times, PsPhotoTime, i);

      if (is_in_scope (self, scope, &time))
        g_array_append_val (self->chosen, time);
    }
  n_without = count_asked (self, scope) - self->chosen->len;
  words = g_strdup_printf (ngettext ("%'u photo has no time of its own and stays where it is.",
                                     "%'u photos have no time of their own and stay where they are.", n_without), n_without);
  gtk_label_set_label (self->note, words);
  gtk_widget_set_visible (GTK_WIDGET (self->note), n_without > 0);
  gtk_widget_set_visible (self->amount, self->chosen->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), self->chosen->len > 0);
  if (self->chosen->len > 0)
    show_chosen (self);
  update (self);
}

static void
add_scope (PsClockWindow *self,
           GtkStringList *names,
           Scope          scope,
           char          *name)
{
  gtk_string_list_take (names, name);
  g_array_append_val (self->scopes, scope);
}

/* Two cameras of one model are told apart by their numbers. */
static gboolean
has_twin (PsClockWindow *self,
          guint          camera)
{
  const PsCameraClock *one = g_ptr_array_index (self->times->cameras, camera);

  for (guint i = 0; i < self->times->cameras->len; i++)
    {
      const PsCameraClock *other = g_ptr_array_index (self->times->cameras, i);

      if (i != camera && g_str_equal (one->model, other->model) && g_str_equal (one->make, other->make))
        return TRUE;
    }
  return FALSE;
}

static void
add_scopes (PsClockWindow *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint n_selected = self->selected != NULL ? g_hash_table_size (self->selected) : 0;

  if (n_selected > 0)
    add_scope (self, names, (Scope) { SCOPE_SELECTED, 0 },
               g_strdup_printf (ngettext ("%'u selected photo", "%'u selected photos", n_selected), n_selected));
  for (guint i = 0; i < self->times->cameras->len; i++)
    {
      const PsCameraClock *camera = g_ptr_array_index (self->times->cameras, i);
      g_autofree char *name = ps_clock_words_camera (camera, has_twin (self, i));

      add_scope (self, names, (Scope) { SCOPE_CAMERA, i },
                 /* Translators: a camera, and how many of the photos that are shown it took: “Nikon Z 8: 412 shown photos”. */
                 g_strdup_printf (ngettext ("%1$s: %2$'u shown photo", "%1$s: %2$'u shown photos", (gulong) camera->n_photos),
                                  name, (guint) camera->n_photos));
    }
  add_scope (self, names, (Scope) { SCOPE_SHOWN, 0 },
             g_strdup_printf (ngettext ("%'u shown photo", "All %'u shown photos", self->n_asked), self->n_asked));
  adw_combo_row_set_model (self->scope, G_LIST_MODEL (names));
  scope_changed_cb (self);
}

static void
times_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  PsPhotoTimes *times = ps_catalog_read_times_finish (PS_CATALOG (source), result, &error);
  PsClockWindow *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (times == NULL)
    {
      ps_window_report (self->asker, error);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  self->times = times;
  if (times->times->len == 0)
    {
      gtk_stack_set_visible_child_name (self->stack, "nothing");
      return;
    }
  add_scopes (self);
  gtk_stack_set_visible_child_name (self->stack, "clock");
  gtk_widget_child_focus (self->spins, GTK_DIR_TAB_FORWARD);
}

static void
adjust (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  PsClockWindow *self = PS_CLOCK_WINDOW (widget);
  g_autoptr(GArray) ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), self->chosen->len);

  for (guint i = 0; i < self->chosen->len; i++)
    g_array_append_val (ids, g_array_index (self->chosen, PsPhotoTime, i).photo_id);
  ps_clocks_shift (self->asker, ids, get_shift_us (self));
  gtk_window_close (GTK_WINDOW (self));
}

/* The window itself --------------------------------------------------------------------- */

static void
ps_clock_window_dispose (GObject *object)
{
  PsClockWindow *self = PS_CLOCK_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (object), PS_TYPE_CLOCK_WINDOW);
  G_OBJECT_CLASS (ps_clock_window_parent_class)->dispose (object);
}

static void
ps_clock_window_finalize (GObject *object)
{
  PsClockWindow *self = PS_CLOCK_WINDOW (object);

  g_clear_object (&self->asker);
  g_clear_pointer (&self->selected, g_hash_table_unref);
  g_clear_pointer (&self->times, ps_photo_times_free);
  g_array_unref (self->scopes);
  g_array_unref (self->chosen);
  g_object_unref (self->cancellable);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (ps_clock_window_parent_class)->finalize (object);
}

static void
ps_clock_window_class_init (PsClockWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (PS_TYPE_CLOCK_PREVIEW);
  G_OBJECT_CLASS (klass)->dispose = ps_clock_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = ps_clock_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/clock-window.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, PsClockWindow, name)
  CHILD (stack);
  CHILD (scroller);
  CHILD (scope);
  CHILD (direction);
  CHILD (spins);
  CHILD (amount);
  CHILD (truth);
  CHILD (preview);
  CHILD (note);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, scope_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, amount_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, truth_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, truth_entered_cb);
  gtk_widget_class_install_action (widget_class, "clock.adjust", NULL, adjust);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* The row's own labels are too short for a camera's name and a number. */
static void
setup_scope_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *list_item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_list_item_set_child (list_item, label);
}

static void
bind_scope_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)),
                       gtk_string_object_get_string (GTK_STRING_OBJECT (gtk_list_item_get_item (list_item))));
}

static GtkListItemFactory *
new_scope_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_scope_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_scope_cb), NULL);
  return factory;
}

static void
add_spin (PsClockWindow *self,
          int            unit)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3), *label = gtk_label_new (_(units[unit].name)), *spin;

  self->adjustments[unit] = gtk_adjustment_new (0, 0, units[unit].most, 1, 10, 0);
  spin = gtk_spin_button_new (self->adjustments[unit], 1, 0);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), unit == DAYS ? 5 : 2);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), unit == DAYS ? 5 : 2);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, _(units[unit].name), -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), spin);
  gtk_box_append (GTK_BOX (self->spins), box);
  g_signal_connect_object (self->adjustments[unit], "value-changed", G_CALLBACK (amount_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
ps_clock_window_init (PsClockWindow *self)
{
  g_autoptr(GtkListItemFactory) factory = new_scope_factory ();

  self->scopes = g_array_new (FALSE, FALSE, sizeof (Scope));
  self->chosen = g_array_new (FALSE, FALSE, sizeof (PsPhotoTime));
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->spins, ps_wrap_layout_new (9));
  for (int i = 0; i < N_UNITS; i++)
    add_spin (self, i);
  adw_combo_row_set_list_factory (self->scope, factory);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->truth), _("Or: really taken at"));
  ps_naming_apply (self->scroller, _("Adjust Time Taken"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "clock.adjust", FALSE);
}

/**
 * ps_clock_window_present:
 * @window: who asks
 * @selected: (nullable) (element-type gint64): the photos that are selected
 * @shown: (element-type gint64): all photos that are looked at
 * @current_id: the one whose true time may be typed; 0: the first of them
 */
void
ps_clock_window_present (PsWindow *window,
                         GArray   *selected,
                         GArray   *shown,
                         gint64    current_id)
{
  PsClockWindow *self = g_object_new (PS_TYPE_CLOCK_WINDOW, "transient-for", window, NULL);

  gtk_window_set_default_size (GTK_WINDOW (self), MIN (WIDTH, gtk_widget_get_width (GTK_WIDGET (window))),
                               MIN (HEIGHT, gtk_widget_get_height (GTK_WIDGET (window))));
  self->asker = g_object_ref (window);
  self->current_id = current_id;
  self->n_asked = shown->len;
  if (selected != NULL && selected->len > 0)
    {
      self->selected = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      for (guint i = 0; i < selected->len; i++)
        g_hash_table_add (self->selected, g_memdup2 (&g_array_index (selected, gint64, i), sizeof (gint64)));
    }
  ps_catalog_read_times_async (ps_library_get_catalog (ps_window_get_library (window)), shown, self->cancellable, times_read_cb, self);
  gtk_window_present (GTK_WINDOW (self));
}
