/* src/ui/trouble-card.c: one group of Needs You: how many, what happened, what is safe, what would help. */
#include "ui/trouble-card.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/text.h"
#include "catalog/photo-query.h"
#include "ui/detailed-action.h"
#include "ui/error-words.h"
#include "ui/words.h"
#include "ui/wrap-layout.h"

struct _PsTroubleCard
{
  GtkBox parent_instance;

  PsTroubleItem *item; /* owned */
  char *shown;         /* owned: what the buttons were made for */

  /* Template children */
  GtkImage *emblem;
  GtkLabel *title, *sentence, *details_label;
  GtkBox *names, *buttons;
  GtkWidget *details;
};

enum { DEED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PsTroubleCard, ps_trouble_card, GTK_TYPE_BOX)

/* Words ---------------------------------------------------------------------------- */

/* What is wrong with files that were here needs no cause: happened is a title that follows the number. */
static PsErrorWords *
words_for (const PsTroubleGroup *group)
{
  PsErrorWords *words;

  if (g_str_equal (group->kind, "failed"))
    return ps_error_words_for_cause (group->cause, group->n_photos);
  words = g_new0 (PsErrorWords, 1);
  if (g_str_equal (group->kind, "changed"))
    {
      words->happened = g_strdup (ngettext ("photo changed here", "photos changed here", group->n_photos));
      words->safe = g_strdup (_("Someone saved these files. The changes are untouched: keep both, or get the originals back."));
    }
  else if (g_str_equal (group->kind, "damaged"))
    {
      words->happened = g_strdup (ngettext ("damaged file", "damaged files", group->n_photos));
      words->safe = g_strdup (_("They were proven and read differently now, though nobody saved them. A repair keeps the bad copies."));
    }
  else
    {
      words->happened = g_strdup (ngettext ("file is missing from its place", "files are missing from their places", group->n_photos));
      words->safe = g_strdup (_("They were proven. Perhaps they were only moved within the library; else they can be fetched again."));
    }
  return words;
}

static const char *
emblem_for (const PsTroubleGroup *group)
{
  if (!group->needs_you)
    return "ps-state-waiting-symbolic";
  if (g_str_equal (group->kind, "changed"))
    return "ps-state-changed-symbolic";
  if (g_str_equal (group->kind, "damaged"))
    return "ps-state-damaged-symbolic";
  if (g_str_equal (group->kind, "missing"))
    return "ps-state-missing-symbolic";
  return "ps-state-failed-symbolic";
}

static char *
say_sentence (const PsTroubleGroup *group,
              const PsErrorWords   *words)
{
  g_autofree char *when = NULL;

  if (group->needs_you || group->next_retry_us == 0)
    return g_strdup (words->safe);
  when = ps_words_when_next (group->next_retry_us, g_get_real_time ());
  /* Translators: what is safe, and when the next of them is tried again. */
  return g_strdup_printf (_("%s Again %s."), words->safe != NULL ? words->safe : "", when);
}

static char *
say_details (const PsTroubleGroup *group)
{
  GString *text = g_string_new (NULL);

  if (group->message != NULL)
    {
      g_autofree char *redacted = ps_text_redact (group->message);
      g_autofree char *message = ps_text_visible (redacted, 2000);

      g_string_append (text, message);
    }
  for (guint i = 0; group->days != NULL && i < group->days->len; i++)
    {
      if (i == 0)
        g_string_append_printf (text, "%s%s ", text->len > 0 ? "\n" : "", _("Asked on"));
      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (group->days, i));
    }
  if (*group->cause != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", group->cause);
  return g_string_free (text, FALSE);
}

/* Buttons ---------------------------------------------------------------------------- */

static void
deed_clicked_cb (GtkButton     *button,
                 PsTroubleCard *self)
{
  const gint64 *id = g_object_get_data (G_OBJECT (button), "ps-photo");

  g_signal_emit (self, signals[DEED], 0, g_object_get_data (G_OBJECT (button), "ps-deed"), id != NULL ? *id : (gint64) 0);
}

static GtkWidget *
add_to (GtkBox    *box,
        GtkWidget *button)
{
  gtk_box_append (box, button);
  return button;
}

static void
add_deed (PsTroubleCard *self,
          const char    *label,
          const char    *deed,
          gboolean       is_flat)
{
  GtkWidget *button = add_to (self->buttons, gtk_button_new_with_label (label));

  g_object_set_data (G_OBJECT (button), "ps-deed", (gpointer) deed);
  g_signal_connect (button, "clicked", G_CALLBACK (deed_clicked_cb), self);
  if (is_flat)
    gtk_widget_add_css_class (button, "flat");
}

static void
add_cure (PsTroubleCard      *self,
          const PsErrorWords *words)
{
  GtkWidget *button;

  if (words->button == NULL || words->action == NULL || g_str_equal (words->action, "win.retry-all"))
    return; /* trying again has a button of its own */
  button = add_to (self->buttons, gtk_button_new_with_label (words->button));
  ps_set_detailed_action (GTK_ACTIONABLE (button), words->action);
  gtk_widget_add_css_class (button, "suggested-action");
}

static void
add_show_all (PsTroubleCard        *self,
              const PsTroubleGroup *group,
              const char           *title)
{
  g_autofree char *label = g_strdup_printf (ngettext ("Show the Photo", "Show All %'" PRId64, group->n_photos), group->n_photos);
  GtkWidget *button = add_to (self->buttons, gtk_button_new_with_label (label));
  const char *argument = g_str_equal (group->kind, "failed") ? group->cause : group->kind;

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(uxss)", (guint32) PS_PHOTOS_OF_CAUSE,
                                    (gint64) (group->needs_you ? 1 : 2), argument, title);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.show-set");
  gtk_widget_add_css_class (button, "flat");
}

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
add_name (PsTroubleCard *self,
          gint64         id,
          const char    *name)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("view-refresh-symbolic");
  g_autofree char *visible = ps_text_visible (name, 80);
  /* Translators: a file's name. */
  g_autofree char *words = g_strdup_printf (_("Try %s again"), visible);
  GtkWidget *label = gtk_label_new (visible);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_object_set_data_full (G_OBJECT (button), "ps-photo", g_memdup2 (&id, sizeof id), g_free);
  g_object_set_data (G_OBJECT (button), "ps-deed", (gpointer) "try");
  g_object_set_data (G_OBJECT (button), "ps-label", label);
  g_signal_connect (button, "clicked", G_CALLBACK (deed_clicked_cb), self);
  gtk_widget_add_css_class (button, "pill-name");
  add_to (self->names, button);
}

static void
make_buttons (PsTroubleCard        *self,
              const PsTroubleGroup *group,
              const PsErrorWords   *words,
              const char           *title)
{
  clear (self->buttons);
  add_cure (self, words);
  if (g_str_equal (group->kind, "changed"))
    {
      add_deed (self, _("Keep Both"), "keep-both", FALSE);
      add_deed (self, _("Get Original Back"), "restore", FALSE);
    }
  else if (g_str_equal (group->kind, "missing"))
    {
      add_deed (self, _("Look for It"), "look", FALSE);
      add_deed (self, _("Fetch Again"), "try", FALSE);
    }
  else
    add_deed (self, g_str_equal (group->kind, "damaged") ? _("Repair") : _("Try Again"), "try", FALSE);
  add_show_all (self, group, title);
  if (g_str_equal (group->kind, "failed") || g_str_equal (group->kind, "missing"))
    add_deed (self, _("Leave Out"), "leave-out", TRUE);
}

static void
make_names (PsTroubleCard        *self,
            const PsTroubleGroup *group)
{
  clear (self->names);
  for (guint i = 0; i < group->first_ids->len && !g_str_equal (group->kind, "changed"); i++)
    add_name (self, g_array_index (group->first_ids, gint64, i), g_ptr_array_index (group->first_names, i));
  gtk_widget_set_visible (GTK_WIDGET (self->names), group->first_ids->len > 0 && !g_str_equal (group->kind, "changed"));
}

/* Widgets are made anew only where the group says something else: a focused button stays. */
static char *
describe (const PsTroubleGroup *group)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s:%s:%d:%" G_GINT64_FORMAT, group->kind, group->cause, group->needs_you, group->n_photos);
  for (guint i = 0; i < group->first_ids->len; i++)
    g_string_append_printf (text, ":%" G_GINT64_FORMAT, g_array_index (group->first_ids, gint64, i));
  return g_string_free (text, FALSE);
}

static void
show_group (PsTroubleCard *self)
{
  const PsTroubleGroup *group = ps_trouble_item_get_group (self->item);
  g_autoptr(PsErrorWords) words = words_for (group);
  g_autofree char *number = ps_words_number (group->n_photos);
  /* Translators: a number, and what happened to so many photos: "12" "photos could not be fetched". */
  g_autofree char *title = g_strdup_printf (C_("number and title", "%s %s"), number, words->happened);
  g_autofree char *sentence = say_sentence (group, words);
  g_autofree char *details = say_details (group);
  g_autofree char *shown = describe (group);

  gtk_image_set_from_icon_name (self->emblem, emblem_for (group));
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->sentence, sentence != NULL ? sentence : "");
  gtk_label_set_label (self->details_label, details);
  gtk_widget_set_visible (self->details, *details != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (g_strcmp0 (shown, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&shown);
  make_names (self, group);
  make_buttons (self, group, words, words->happened);
}

static void
copy_clicked_cb (PsTroubleCard *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), gtk_label_get_label (self->details_label));
}

/* The card itself ------------------------------------------------------------------------ */

static void
ps_trouble_card_dispose (GObject *object)
{
  PsTroubleCard *self = PS_TROUBLE_CARD (object);

  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (object), PS_TYPE_TROUBLE_CARD);
  G_OBJECT_CLASS (ps_trouble_card_parent_class)->dispose (object);
}

static void
ps_trouble_card_finalize (GObject *object)
{
  g_free (PS_TROUBLE_CARD (object)->shown);
  G_OBJECT_CLASS (ps_trouble_card_parent_class)->finalize (object);
}

static void
ps_trouble_card_class_init (PsTroubleCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_trouble_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = ps_trouble_card_finalize;
  signals[DEED] = g_signal_new ("deed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/trouble-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PsTroubleCard, emblem);
  gtk_widget_class_bind_template_child (widget_class, PsTroubleCard, title);
  gtk_widget_class_bind_template_child (widget_class, PsTroubleCard, sentence);
  gtk_widget_class_bind_template_child (widget_class, PsTroubleCard, names);
  gtk_widget_class_bind_template_child (widget_class, PsTroubleCard, buttons);
  gtk_widget_class_bind_template_child (widget_class, PsTroubleCard, details);
  gtk_widget_class_bind_template_child (widget_class, PsTroubleCard, details_label);
  gtk_widget_class_bind_template_callback (widget_class, copy_clicked_cb);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
ps_trouble_card_init (PsTroubleCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->names), ps_wrap_layout_new (6));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->buttons), ps_wrap_layout_new (6));
}

/**
 * ps_trouble_card_new:
 * @item: a group, followed for as long as the card is there
 *
 * Returns: (transfer floating): its card
 */
GtkWidget *
ps_trouble_card_new (PsTroubleItem *item)
{
  PsTroubleCard *self = g_object_new (PS_TYPE_TROUBLE_CARD, NULL);

  self->item = g_object_ref (item);
  g_signal_connect_object (item, "changed", G_CALLBACK (show_group), self, G_CONNECT_SWAPPED);
  show_group (self);
  return GTK_WIDGET (self);
}

/**
 * ps_trouble_card_get_item:
 * @self: a card
 *
 * Returns: (transfer none): its group
 */
PsTroubleItem *
ps_trouble_card_get_item (PsTroubleCard *self)
{
  return self->item;
}

/**
 * ps_trouble_card_say_asked:
 * @self: a card
 * @photo_id: which photo was asked for; 0: all of the group
 * @words: what becomes of it
 */
void
ps_trouble_card_say_asked (PsTroubleCard *self,
                           gint64         photo_id,
                           const char    *words)
{
  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->names)); button != NULL; button = gtk_widget_get_next_sibling (button))
    {
      const gint64 *id = g_object_get_data (G_OBJECT (button), "ps-photo");

      if (photo_id != 0 && *id != photo_id)
        continue;
      gtk_label_set_label (g_object_get_data (G_OBJECT (button), "ps-label"), words);
      gtk_widget_set_sensitive (button, FALSE);
    }
  if (photo_id == 0)
    gtk_label_set_label (self->sentence, words);
  g_clear_pointer (&self->shown, g_free); /* what comes next is shown, whatever it is */
}
