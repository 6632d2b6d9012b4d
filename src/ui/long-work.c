/* src/ui/long-work.c: how far a long piece of work is, with Cancel; not shown for what is over at once. */
#include "ui/long-work.h"

#include <glib/gi18n.h>

#define SHOWN_MS 400 /* what takes less is not worth a word */

struct _PsLongWork
{
  AdwBin parent_instance;

  /* Owned */
  GCancellable *cancellable; /* nullable: nothing is under way */
  PsTally *tally;            /* likewise */
  PsLongWorkWords tell;

  guint timer; /* source */

  /* Children */
  GtkRevealer *revealer;
  GtkLabel *words;
  GtkProgressBar *bar;
};

typedef enum { PROP_IS_WORKING = 1 } PsLongWorkProp;
static GParamSpec *props[PROP_IS_WORKING + 1];

G_DEFINE_FINAL_TYPE (PsLongWork, ps_long_work, ADW_TYPE_BIN)

static void
say (PsLongWork *self)
{
  PsTallyNumbers numbers = ps_tally_read (self->tally);
  guint n_done = (guint) MAX (numbers.n_done, 0), n_all = (guint) MAX (numbers.n_total, 0);
  g_autofree char *words = self->tell (n_done, n_all);

  gtk_label_set_label (self->words, words);
  gtk_progress_bar_set_fraction (self->bar, n_all > 0 ? (double) n_done / n_all : 0);
}

static gboolean
due_cb (gpointer user_data)
{
  PsLongWork *self = user_data;

  self->timer = 0;
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  return G_SOURCE_REMOVE;
}

static void
cancel_cb (PsLongWork *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
let_go (PsLongWork *self)
{
  if (self->tally != NULL)
    g_signal_handlers_disconnect_by_data (self->tally, self);
  g_clear_object (&self->tally);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
}

static void
ps_long_work_dispose (GObject *object)
{
  let_go (PS_LONG_WORK (object));
  G_OBJECT_CLASS (ps_long_work_parent_class)->dispose (object);
}

static void
ps_long_work_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch ((PsLongWorkProp) prop_id)
    {
    case PROP_IS_WORKING:
      g_value_set_boolean (value, PS_LONG_WORK (object)->cancellable != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ps_long_work_class_init (PsLongWorkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ps_long_work_dispose;
  object_class->get_property = ps_long_work_get_property;
  props[PROP_IS_WORKING] = g_param_spec_boolean ("is-working", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);
}

static void
ps_long_work_init (PsLongWork *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *button = gtk_button_new_with_label (_("Cancel"));

  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "numeric");
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _("How Far It Is"), -1);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (line), lines);
  gtk_box_append (GTK_BOX (line), button);
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, line);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
}

/**
 * ps_long_work_begin:
 * @self: a strip
 * @tell: puts into words how far it is
 *
 * What was under way before is given up.
 *
 * Returns: (transfer none): cancelled when the person says so
 */
GCancellable *
ps_long_work_begin (PsLongWork      *self,
                    PsLongWorkWords  tell)
{
  g_cancellable_cancel (self->cancellable);
  let_go (self);
  self->cancellable = g_cancellable_new ();
  self->tally = ps_tally_new ();
  self->tell = tell;
  g_signal_connect_object (self->tally, "changed", G_CALLBACK (say), self, G_CONNECT_SWAPPED);
  say (self);
  if (!gtk_revealer_get_reveal_child (self->revealer))
    self->timer = g_timeout_add (SHOWN_MS, due_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_WORKING]);
  return self->cancellable;
}

/**
 * ps_long_work_end:
 * @self: a strip
 *
 * It is over, or nobody waits for it any more: then it is cancelled.
 */
void
ps_long_work_end (PsLongWork *self)
{
  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  let_go (self);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_WORKING]);
}

/**
 * ps_long_work_get_tally:
 * @self: a strip
 *
 * Returns: (transfer none) (nullable): what the work is told to; %NULL: nothing is under way
 */
PsTally *
ps_long_work_get_tally (PsLongWork *self)
{
  return self->tally;
}

/**
 * ps_long_work_get_current:
 * @self: a strip
 *
 * Returns: (transfer none) (nullable): the cancellable of what is under way
 */
GCancellable *
ps_long_work_get_current (PsLongWork *self)
{
  return self->cancellable;
}
