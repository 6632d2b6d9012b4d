/* src/ui/duplicate-distance.c: how alike look-alikes must look: a scale that looks for them anew.
 *
 * It looks when it rests. A second look overtakes the first; one that is ended
 * changes nothing, and the scale goes back to where it was. */
#include "ui/duplicate-distance.h"

#include <glib/gi18n.h>

#include "sorting/twins.h"
#include "ui/window.h"

#define REST_MS 300

struct _PsDuplicateDistance
{
  AdwBin parent_instance;

  /* Owned */
  PsCatalog *catalog;        /* nullable */
  PsLongWork *work;          /* nullable: where it tells how far it is */
  GCancellable *reading;     /* nullable */
  GCancellable *finding;     /* nullable */

  guint distance;            /* as the catalogue has it */
  guint rest_timer;          /* source */
  gboolean is_setting;

  /* Children */
  GtkAdjustment *adjustment;
};

G_DEFINE_FINAL_TYPE (PsDuplicateDistance, ps_duplicate_distance, ADW_TYPE_BIN)

static guint found_signal;

static guint
get_wanted (PsDuplicateDistance *self)
{
  return (guint) (gtk_adjustment_get_value (self->adjustment) + 0.5);
}

static void
put (PsDuplicateDistance *self,
     guint                distance)
{
  self->is_setting = TRUE;
  gtk_adjustment_set_value (self->adjustment, distance);
  self->is_setting = FALSE;
}

static char *
tell (guint n_done,
      guint n_all)
{
  if (n_all == 0 || n_done == n_all)
    return g_strdup (_("Looking for look-alikes"));
  /* Translators: how many photos are compared, of how many. */
  return g_strdup_printf (ngettext ("Looking for look-alikes: %1$'u of %2$'u photo compared",
                                    "Looking for look-alikes: %1$'u of %2$'u photos compared", n_all), n_done, n_all);
}

typedef struct
{
  PsDuplicateDistance *scale; /* owned */
  GCancellable *cancellable;  /* owned */
  guint distance;
} Finding;

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Finding *finding = user_data;
  g_autoptr(PsDuplicateDistance) self = finding->scale;
  g_autoptr(GCancellable) cancellable = finding->cancellable;
  g_autoptr(GError) error = NULL;
  gint64 n = ps_catalog_find_look_alikes_finish (PS_CATALOG (source), result, &error);
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), PS_TYPE_WINDOW);

  if (self->finding != cancellable)
    return; /* overtaken by a later one, or the library is closed */
  g_clear_object (&self->finding);
  ps_long_work_end (self->work);
  if (n >= 0)
    self->distance = finding->distance;
  else
    put (self, self->distance);
  if (n < 0 && window != NULL)
    ps_window_report (PS_WINDOW (window), error);
  g_signal_emit (self, found_signal, 0);
}

static gboolean
rested_cb (gpointer user_data)
{
  PsDuplicateDistance *self = user_data;
  Finding *finding;

  self->rest_timer = 0;
  if (self->catalog == NULL || (get_wanted (self) == self->distance && self->finding == NULL))
    return G_SOURCE_REMOVE;
  if (ps_long_work_get_current (self->work) != NULL && ps_long_work_get_current (self->work) != self->finding)
    {
      put (self, self->distance); /* photos are being marked: not now */
      return G_SOURCE_REMOVE;
    }
  g_clear_object (&self->finding);
  self->finding = g_object_ref (ps_long_work_begin (self->work, tell));
  finding = g_new (Finding, 1);
  *finding = (Finding) { g_object_ref (self), g_object_ref (self->finding), get_wanted (self) };
  ps_catalog_find_look_alikes_async (self->catalog, finding->distance, ps_long_work_get_tally (self->work), self->finding, found_cb, finding);
  return G_SOURCE_REMOVE;
}

/* A mouse leaves it between two steps: it goes to the nearer. */
static void
changed_cb (PsDuplicateDistance *self)
{
  if (gtk_adjustment_get_value (self->adjustment) != get_wanted (self))
    {
      gtk_adjustment_set_value (self->adjustment, get_wanted (self)); /* comes here again */
      return;
    }
  if (self->is_setting)
    return;
  g_clear_handle_id (&self->rest_timer, g_source_remove);
  self->rest_timer = g_timeout_add (REST_MS, rested_cb, self);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(PsDuplicateDistance) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = ps_catalog_get_setting_finish (PS_CATALOG (source), result, &error);

  if (error != NULL || self->catalog == NULL)
    return;
  self->distance = text != NULL ? (guint) MIN (g_ascii_strtoull (text, NULL, 10), PS_LOOK_ALIKES_MOST_BITS) : PS_TWINS_DISTANCE;
  if (self->finding == NULL && self->rest_timer == 0)
    put (self, self->distance);
}

static void
ps_duplicate_distance_dispose (GObject *object)
{
  ps_duplicate_distance_set_catalog (PS_DUPLICATE_DISTANCE (object), NULL, NULL);
  G_OBJECT_CLASS (ps_duplicate_distance_parent_class)->dispose (object);
}

static void
ps_duplicate_distance_finalize (GObject *object)
{
  g_object_unref (PS_DUPLICATE_DISTANCE (object)->adjustment);
  G_OBJECT_CLASS (ps_duplicate_distance_parent_class)->finalize (object);
}

static void
ps_duplicate_distance_class_init (PsDuplicateDistanceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ps_duplicate_distance_dispose;
  object_class->finalize = ps_duplicate_distance_finalize;
  found_signal = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ps_duplicate_distance_init (PsDuplicateDistance *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *scale;

  self->distance = PS_TWINS_DISTANCE;
  self->adjustment = g_object_ref_sink (gtk_adjustment_new (PS_TWINS_DISTANCE, 0, PS_LOOK_ALIKES_MOST_BITS, 1, 3, 0));
  scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, self->adjustment);
  gtk_scale_set_digits (GTK_SCALE (scale), 0);
  gtk_range_set_round_digits (GTK_RANGE (scale), 0);
  gtk_scale_set_has_origin (GTK_SCALE (scale), FALSE);
  gtk_widget_set_hexpand (scale, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How Alike They Must Look"), -1);
  /* Translators: at the left of a scale: only photos that look all but the same. */
  gtk_box_append (GTK_BOX (line), gtk_label_new (_("All but the Same")));
  gtk_box_append (GTK_BOX (line), scale);
  /* Translators: at the right of a scale: also photos that look less alike. */
  gtk_box_append (GTK_BOX (line), gtk_label_new (_("Less Alike")));
  adw_bin_set_child (ADW_BIN (self), line);
  g_signal_connect_object (self->adjustment, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ps_duplicate_distance_set_catalog:
 * @self: a scale
 * @catalog: (nullable): where look-alikes are looked for; %NULL before it is closed
 * @work: (nullable): where it tells how far it is
 */
void
ps_duplicate_distance_set_catalog (PsDuplicateDistance *self,
                                   PsCatalog           *catalog,
                                   PsLongWork          *work)
{
  g_clear_handle_id (&self->rest_timer, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_set_object (&self->catalog, catalog);
  g_set_object (&self->work, work);
  if (catalog != NULL)
    self->reading = g_cancellable_new ();
}

/**
 * ps_duplicate_distance_read:
 * @self: a scale
 *
 * Shows what the catalogue has by now.
 */
void
ps_duplicate_distance_read (PsDuplicateDistance *self)
{
  if (self->catalog != NULL)
    ps_catalog_get_setting_async (self->catalog, PS_SETTING_DUPLICATES_DISTANCE, self->reading, read_cb, g_object_ref (self));
}
