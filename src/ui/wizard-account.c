/* src/ui/wizard-account.c: page 2: the account's three fields, and the check of everything its key must do. */
#include "ui/wizard-account.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/text.h"
#include "cloud/account-form.h"
#include "ui/check-steps.h"
#include "ui/field-hint.h"
#include "ui/wizard-page.h"
#include "ui/wizard-words.h"

#define KEYS_PAGE "https://console.cloudinary.com/settings/api-keys"

#define N_ROWS 4

struct _PsWizardAccount
{
  AdwBin parent_instance;

  /* Owned */
  PsAccount *account;      /* nullable: as checked */
  PsAccountCheck *check;   /* nullable */
  GCancellable *checking;  /* nullable: a check is under way */
  char *delivery_host;     /* nullable: came with a pasted line */
  gboolean is_filling;     /* the fields change, but nobody typed */
  gboolean is_known;       /* of a library that is there: the cloud is given */
  glong n_chars[N_ROWS];   /* what stood in each row until now: one more was typed, many were pasted */

  /* Template children */
  PsWizardPage *page;
  GtkLabel *intro;
  AdwEntryRow *cloud_name, *api_key, *api_secret, *host;
  PsFieldHint *cloud_name_hint, *api_key_hint, *api_secret_hint, *host_hint;
  GtkLabel *secret_note;
  AdwExpanderRow *advanced, *help;
  PsCheckSteps *steps;
  GtkWidget *problem_box;
  GtkLabel *problem;
  GtkButton *go, *stop, *go_on;
  GtkStack *go_stack;
  GtkLabel *copied;
};

G_DEFINE_FINAL_TYPE (PsWizardAccount, ps_wizard_account, ADW_TYPE_BIN)

enum { CHECKED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
text_of (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
set_text (AdwEntryRow *row,
          const char  *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_editable_set_position (GTK_EDITABLE (row), -1);
}

static PsFieldHint *
hint_of (PsWizardAccount *self,
         PsAccountField   field)
{
  switch (field)
    {
    case PS_ACCOUNT_FIELD_CLOUD_NAME:
      return self->is_known ? self->api_key_hint : self->cloud_name_hint;
    case PS_ACCOUNT_FIELD_KEY:
      return self->api_key_hint;
    case PS_ACCOUNT_FIELD_SECRET:
      return self->api_secret_hint;
    case PS_ACCOUNT_FIELD_HOST:
      return self->host_hint;
    case PS_ACCOUNT_FIELD_NONE:
    default:
      return NULL;
    }
}

static AdwEntryRow *
row_of (PsWizardAccount *self,
        PsAccountField   field)
{
  AdwEntryRow *rows[] = { NULL, self->is_known ? self->api_key : self->cloud_name, self->api_key, self->api_secret, self->host };

  return rows[field];
}

static void
clear_hints (PsWizardAccount *self)
{
  PsFieldHint *hints[] = { self->cloud_name_hint, self->api_key_hint, self->api_secret_hint, self->host_hint };

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    ps_field_hint_clear (hints[i]);
  gtk_widget_set_visible (self->problem_box, FALSE);
}

static void
show_problem (PsWizardAccount *self,
              const char      *words)
{
  gtk_label_set_text (self->problem, words);
  gtk_widget_set_visible (self->problem_box, TRUE);
}

/* In the wizard nothing goes on by itself. */
static char *
words_for_hour (PsWizardAccount *self)
{
  gint64 reset_us = self->check != NULL ? ps_client_get_rate_limit (ps_account_check_get_client (self->check)).reset_us : 0;
  g_autofree char *clock = reset_us > g_get_real_time () ? ps_words_for_clock (reset_us) : NULL;

  if (clock == NULL)
    return g_strdup (_("Cloudinary’s questions for this hour are used, maybe by your website too. Try again in an hour."));
  /* Translators: %s is a time such as 15:00. */
  return g_strdup_printf (_("Cloudinary’s questions for this hour are used, maybe by your website too. Try again at %s."), clock);
}

/* The cloud is given, so that only key and secret can be wrong. */
static char *
words_for_known (PsWizardAccount *self,
                 PsAccountField   field)
{
  switch (field)
    {
    case PS_ACCOUNT_FIELD_SECRET:
      return g_strdup (_("The secret does not fit this key. Was it copied whole?"));
    case PS_ACCOUNT_FIELD_CLOUD_NAME:
      /* Translators: %s is a cloud name. */
      return g_strdup_printf (_("This key is of another account than the library of “%s”. Nothing was changed."), text_of (self->cloud_name));
    case PS_ACCOUNT_FIELD_KEY:
    case PS_ACCOUNT_FIELD_HOST:
    case PS_ACCOUNT_FIELD_NONE:
    default:
      return NULL;
    }
}

/* What the answer means for who typed the account, in the words of somebody who knows where people go wrong. */
static char *
words_for (PsWizardAccount *self,
           const GError    *error,
           PsAccountField   field)
{
  if (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_AUTH))
    {
      char *known = self->is_known ? words_for_known (self, field) : NULL;

      if (known != NULL)
        return known;
    }
  if (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_AUTH))
    switch (field)
      {
      case PS_ACCOUNT_FIELD_SECRET:
        return g_strdup (_("The secret does not fit. Check the cloud name too: Cloudinary answers the same for a name that does not exist."));
      case PS_ACCOUNT_FIELD_KEY:
        return g_strdup (_("Cloudinary does not know this key. Was it copied whole? Is it switched on?"));
      case PS_ACCOUNT_FIELD_CLOUD_NAME:
        return g_strdup (_("Key and secret fit, but not this cloud name. It is shown beside them in Cloudinary."));
      case PS_ACCOUNT_FIELD_HOST:
      case PS_ACCOUNT_FIELD_NONE:
      default:
        break;
      }
  if (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_FORBIDDEN))
    return g_strdup (_("This key may not list photos. Give it the Viewer role."));
  if (g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_RATE_LIMITED))
    return words_for_hour (self);
  return ps_text_visible (error->message, 600);
}

static void
show_error (PsWizardAccount *self,
            const GError    *error,
            PsAccountField   field)
{
  g_autofree char *words = words_for (self, error, field);
  PsFieldHint *hint = hint_of (self, field);

  if (hint == NULL)
    {
      show_problem (self, words);
      return;
    }
  ps_field_hint_show_error (hint, words);
  if (field == PS_ACCOUNT_FIELD_HOST)
    adw_expander_row_set_expanded (self->advanced, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (row_of (self, field)));
}

static void
set_is_checking (PsWizardAccount *self,
                 gboolean         is_checking)
{
  AdwEntryRow *rows[] = { self->cloud_name, self->api_key, self->api_secret, self->host };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_editable_set_editable (GTK_EDITABLE (rows[i]), !is_checking);
  gtk_stack_set_visible_child_name (self->go_stack, is_checking ? "busy" : "idle");
  gtk_widget_set_sensitive (GTK_WIDGET (self->go), !is_checking);
  gtk_widget_set_visible (GTK_WIDGET (self->stop), is_checking);
  if (is_checking)
    gtk_widget_set_visible (GTK_WIDGET (self->go_on), FALSE);
}

static void
forget_check (PsWizardAccount *self)
{
  g_clear_object (&self->check);
  g_clear_pointer (&self->account, ps_account_unref);
  ps_check_steps_set_check (self->steps, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->go_on), FALSE);
}

/* Two frames later the button has its place, and the page can scroll to it. */
static gboolean
focus_later_cb (GtkWidget     *button,
                GdkFrameClock *clock,
                gpointer       counter)
{
  if (++*(guint *) counter < 3)
    return G_SOURCE_CONTINUE;
  gtk_widget_grab_focus (button);
  return G_SOURCE_REMOVE;
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsWizardAccount) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean is_well = ps_account_check_run_finish (PS_ACCOUNT_CHECK (source), result, &error);

  if (self->check != PS_ACCOUNT_CHECK (source) || self->checking == NULL) /* the page is gone, or another check began */
    return;
  g_clear_object (&self->checking);
  set_is_checking (self, FALSE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    forget_check (self);
  else if (!is_well)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->steps), ps_account_check_get_state (self->check, PS_CHECK_SIGN_IN) == PS_CHECK_PASSED);
      show_error (self, error, ps_account_field_of_error (error));
      g_clear_pointer (&self->account, ps_account_unref);
    }
  else if (ps_account_check_is_clean (self->check))
    g_signal_emit (self, signals[CHECKED], 0);
  else
    {
      gtk_widget_set_visible (GTK_WIDGET (self->go_on), TRUE);
      gtk_widget_add_tick_callback (GTK_WIDGET (self->go_on), focus_later_cb, g_new0 (guint, 1), g_free);
    }
}

static void take_typed_lines (PsWizardAccount *self);

static void
check_cb (PsWizardAccount *self)
{
  g_autoptr(GError) error = NULL;
  PsAccountForm form;
  PsAccountField field;

  if (self->checking != NULL)
    return;
  take_typed_lines (self);
  form = (PsAccountForm) { (char *) text_of (self->cloud_name), (char *) text_of (self->api_key), (char *) text_of (self->api_secret),
                           (char *) text_of (self->host), self->delivery_host };
  if (self->check != NULL && self->account != NULL && ps_account_check_is_clean (self->check))
    {
      g_signal_emit (self, signals[CHECKED], 0); /* nothing was changed since */
      return;
    }
  forget_check (self);
  clear_hints (self);
  self->account = ps_account_form_build (&form, &field, &error);
  if (self->account == NULL)
    {
      show_error (self, error, field);
      return;
    }
  self->check = ps_account_check_new (self->account);
  self->checking = g_cancellable_new ();
  ps_check_steps_set_check (self->steps, self->check);
  set_is_checking (self, TRUE);
  ps_account_check_run_async (self->check, self->checking, checked_cb, g_object_ref (self));
}

static void
stop_cb (PsWizardAccount *self)
{
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
}

static void
go_on_cb (PsWizardAccount *self)
{
  if (self->check == NULL || self->account == NULL || self->checking != NULL)
    return;
  g_signal_emit (self, signals[CHECKED], 0);
}

/* What a paste told of the account stands in its fields; what it did not tell stays as it was. */
static void
fill (PsWizardAccount     *self,
      const PsAccountForm *form,
      AdwEntryRow         *pasted_into)
{
  self->is_filling = TRUE;
  set_text (pasted_into, "");
  if (form->cloud_name != NULL && !self->is_known)
    set_text (self->cloud_name, form->cloud_name);
  if (form->api_key != NULL)
    set_text (self->api_key, form->api_key);
  if (form->api_secret != NULL)
    set_text (self->api_secret, form->api_secret);
  if (form->upload_prefix != NULL)
    {
      set_text (self->host, form->upload_prefix);
      adw_expander_row_set_expanded (self->advanced, TRUE);
    }
  g_free (self->delivery_host);
  self->delivery_host = g_strdup (form->delivery_host);
  self->is_filling = FALSE;
}

static void
look_at_key (PsWizardAccount *self)
{
  if (ps_account_form_key_looks_like_secret (text_of (self->api_key)))
    ps_field_hint_show_words (self->api_key_hint, _("This looks like the secret."), _("Swap Them"));
}

static PsAccountField
field_of (PsWizardAccount *self,
          AdwEntryRow     *row)
{
  for (guint field = PS_ACCOUNT_FIELD_CLOUD_NAME; field <= PS_ACCOUNT_FIELD_HOST; field++)
    if (row_of (self, field) == row)
      return field;
  return PS_ACCOUNT_FIELD_CLOUD_NAME;
}

static void
focus_default (PsWizardAccount *self)
{
  if (*text_of (self->cloud_name) != '\0' && *text_of (self->api_key) != '\0' && *text_of (self->api_secret) != '\0')
    gtk_widget_grab_focus (GTK_WIDGET (self->go));
  else
    ps_wizard_account_focus (self);
}

/* Somebody types a line: until it is whole it looks like a shorter one, so that it is read when the field is left. */
static gboolean
is_typed (PsWizardAccount *self,
          AdwEntryRow     *row)
{
  AdwEntryRow *rows[N_ROWS] = { self->cloud_name, self->api_key, self->api_secret, self->host };
  glong n_chars = g_utf8_strlen (text_of (row), -1), n_before = 0;

  for (guint i = 0; i < N_ROWS; i++)
    if (rows[i] == row)
      {
        n_before = self->n_chars[i];
        self->n_chars[i] = n_chars;
      }
  return ABS (n_chars - n_before) == 1;
}

/* What stands in a row is more than its own value, maybe. */
static void
take_text (PsWizardAccount *self,
           AdwEntryRow     *row)
{
  g_auto(PsAccountForm) form = { 0 };
  g_autoptr(GError) error = NULL;
  PsFieldHint *hint;

  switch (row == self->host ? PS_PASTE_PLAIN : ps_account_form_paste (&form, text_of (row), &error))
    {
    case PS_PASTE_ACCOUNT:
      if (self->is_known && g_strcmp0 (form.cloud_name, text_of (self->cloud_name)) != 0)
        ps_field_hint_show_error (hint_of (self, field_of (self, row)), _("This line is of another account than the library. Nothing was changed."));
      else
        {
          fill (self, &form, row);
          focus_default (self);
        }
      break;
    case PS_PASTE_GAPS:
      fill (self, &form, row);
      hint = hint_of (self, form.api_key == NULL ? PS_ACCOUNT_FIELD_KEY : PS_ACCOUNT_FIELD_SECRET);
      ps_field_hint_show_error (hint, error->message);
      ps_wizard_account_focus (self);
      break;
    case PS_PASTE_CLOUD_NAME:
      fill (self, &form, row);
      if (!self->is_known)
        ps_field_hint_show_words (self->cloud_name_hint, _("Taken from the web address that was pasted."), NULL);
      ps_wizard_account_focus (self);
      break;
    case PS_PASTE_BROKEN:
      ps_field_hint_show_error (hint_of (self, field_of (self, row)), error->message);
      break;
    case PS_PASTE_PLAIN:
    default:
      break;
    }
}

static gboolean
holds_line (AdwEntryRow *row)
{
  return strstr (text_of (row), "://") != NULL;
}

static void
changed_cb (AdwEntryRow     *row,
            PsWizardAccount *self)
{
  gboolean typed = is_typed (self, row);

  if (self->is_filling)
    return;
  forget_check (self);
  clear_hints (self);
  if (!typed || !holds_line (row))
    take_text (self, row);
  look_at_key (self);
}

/* A line that was typed is whole when its field is left, or when it is to be checked. */
static void
take_typed_lines (PsWizardAccount *self)
{
  AdwEntryRow *rows[] = { self->cloud_name, self->api_key, self->api_secret };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (holds_line (rows[i]))
      take_text (self, rows[i]);
}

static void
swap_cb (PsWizardAccount *self)
{
  g_autofree char *key = g_strdup (text_of (self->api_key));

  self->is_filling = TRUE;
  set_text (self->api_key, text_of (self->api_secret));
  set_text (self->api_secret, key);
  self->is_filling = FALSE;
  explicit_bzero (key, strlen (key));
  forget_check (self);
  clear_hints (self);
  look_at_key (self);
  focus_default (self);
}

static void
open_keys_page_cb (PsWizardAccount *self)
{
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), KEYS_PAGE, GDK_CURRENT_TIME);
}

static void
copy_message_cb (PsWizardAccount *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
    /* Translators: copied to the clipboard, to be sent to whoever runs somebody's Cloudinary account. */
    _("Please make an API key named Proofsheet in Cloudinary (Settings, API Keys; a reading role is enough) and send me cloud name, key and secret by a safe way."));
  gtk_widget_set_visible (GTK_WIDGET (self->copied), TRUE);
}

/**
 * ps_wizard_account_get_default:
 * @self: the page
 *
 * Returns: (transfer none): what Return presses
 */
GtkWidget *
ps_wizard_account_get_default (PsWizardAccount *self)
{
  return GTK_WIDGET (self->go);
}

/**
 * ps_wizard_account_get_account:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): the account, once it was checked
 */
PsAccount *
ps_wizard_account_get_account (PsWizardAccount *self)
{
  return self->account;
}

/**
 * ps_wizard_account_get_check:
 * @self: the page
 *
 * Returns: (transfer none) (nullable): what was found out about it
 */
PsAccountCheck *
ps_wizard_account_get_check (PsWizardAccount *self)
{
  return self->check;
}

/**
 * ps_wizard_account_ask_for:
 * @self: the page
 * @cloud_name: whose key is asked for
 * @api_origin: (nullable): that cloud's API, where it is not the usual one
 */
void
ps_wizard_account_ask_for (PsWizardAccount *self,
                           const char      *cloud_name,
                           const char      *api_origin)
{
  /* Translators: %s is a cloud name. */
  g_autofree char *intro = g_strdup_printf (_("The library of “%s” is here, but its key is not on this computer yet. It is asked for once."), cloud_name);

  self->is_known = TRUE;
  self->is_filling = TRUE;
  set_text (self->cloud_name, cloud_name);
  set_text (self->api_key, "");
  set_text (self->api_secret, "");
  set_text (self->host, api_origin != NULL ? api_origin : "");
  self->is_filling = FALSE;
  g_clear_pointer (&self->delivery_host, g_free);
  forget_check (self);
  clear_hints (self);
  gtk_widget_set_visible (GTK_WIDGET (self->cloud_name), FALSE);
  gtk_label_set_text (self->intro, intro);
  g_object_set (self->page, "title", _("Key and Secret"), NULL);
}

/**
 * ps_wizard_account_ask_again:
 * @self: the page, after ps_wizard_account_ask_for()
 * @api_key: the key that was used until now
 * @is_refused: whether Cloudinary has refused its secret
 *
 * Most people make a new secret for the key that they have.
 */
void
ps_wizard_account_ask_again (PsWizardAccount *self,
                             const char      *api_key,
                             gboolean         is_refused)
{
  g_autofree char *intro = is_refused
    /* Translators: %s is a cloud name. */
    ? g_strdup_printf (_("Cloudinary no longer accepts the secret of “%s”. Enter the one that its API Keys page shows now; the backup then goes on."), text_of (self->cloud_name))
    /* Translators: %s is a cloud name. */
    : g_strdup_printf (_("Another key or secret for the library of “%s”. The backup goes on with it."), text_of (self->cloud_name));

  self->is_filling = TRUE;
  set_text (self->api_key, api_key);
  self->is_filling = FALSE;
  gtk_label_set_text (self->intro, intro);
}

/**
 * ps_wizard_account_stand_alone:
 * @self: the page
 * @title: what the window is for
 *
 * It is a window's only page: there is none to go back to.
 */
void
ps_wizard_account_stand_alone (PsWizardAccount *self,
                               const char      *title)
{
  g_object_set (self->page, "title", title, "can-go-back", FALSE, NULL);
}

/**
 * ps_wizard_account_set_keyring:
 * @self: the page
 * @has_keyring: whether secrets can be kept on this computer
 */
void
ps_wizard_account_set_keyring (PsWizardAccount *self,
                               gboolean         has_keyring)
{
  gtk_label_set_text (self->secret_note, has_keyring
    ? _("The secret is a password for programs. It stays in this computer’s keyring and is shown to Cloudinary only.")
    : _("The secret is a password for programs. This computer has no unlocked keyring: the secret is kept until you quit, never in a file."));
}

/**
 * ps_wizard_account_show_error:
 * @self: the page
 * @words: what went wrong after the check
 */
void
ps_wizard_account_show_error (PsWizardAccount *self,
                              const char      *words)
{
  show_problem (self, words);
}

/**
 * ps_wizard_account_focus:
 * @self: the page
 */
void
ps_wizard_account_focus (PsWizardAccount *self)
{
  AdwEntryRow *rows[] = { self->cloud_name, self->api_key, self->api_secret };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (gtk_widget_get_visible (GTK_WIDGET (rows[i])) && *text_of (rows[i]) == '\0')
      {
        gtk_widget_grab_focus (GTK_WIDGET (rows[i]));
        return;
      }
  gtk_widget_grab_focus (GTK_WIDGET (self->go));
}

/**
 * ps_wizard_account_forget:
 * @self: the page
 */
void
ps_wizard_account_forget (PsWizardAccount *self)
{
  self->is_filling = TRUE;
  set_text (self->api_secret, "");
  self->is_filling = FALSE;
  forget_check (self);
}

/**
 * ps_wizard_account_cancel:
 * @self: the page
 */
void
ps_wizard_account_cancel (PsWizardAccount *self)
{
  stop_cb (self);
}

static void
ps_wizard_account_dispose (GObject *object)
{
  PsWizardAccount *self = PS_WIZARD_ACCOUNT (object);

  stop_cb (self);
  g_clear_object (&self->checking);
  G_OBJECT_CLASS (ps_wizard_account_parent_class)->dispose (object);
}

static void
ps_wizard_account_finalize (GObject *object)
{
  PsWizardAccount *self = PS_WIZARD_ACCOUNT (object);

  g_clear_object (&self->check);
  g_clear_pointer (&self->account, ps_account_unref);
  g_free (self->delivery_host);
  G_OBJECT_CLASS (ps_wizard_account_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, page);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, intro);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, cloud_name);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, api_key);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, api_secret);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, host);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, cloud_name_hint);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, api_key_hint);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, api_secret_hint);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, host_hint);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, secret_note);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, advanced);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, help);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, steps);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, problem_box);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, problem);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, go);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, stop);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, go_on);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, go_stack);
  gtk_widget_class_bind_template_child (widget_class, PsWizardAccount, copied);
}

static void
ps_wizard_account_class_init (PsWizardAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ps_wizard_account_dispose;
  object_class->finalize = ps_wizard_account_finalize;
  signals[CHECKED] = g_signal_new ("checked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PS_TYPE_WIZARD_PAGE);
  g_type_ensure (PS_TYPE_FIELD_HINT);
  g_type_ensure (PS_TYPE_CHECK_STEPS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/wizard-account.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, swap_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_keys_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_message_cb);
}

static void
left_cb (PsWizardAccount *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->checking == NULL)
    take_typed_lines (self);
}

static void
watch_leaving (PsWizardAccount *self,
               GtkWidget       *text)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (text, focus);
}

static void
ps_wizard_account_init (PsWizardAccount *self)
{
  AdwEntryRow *rows[4];

  gtk_widget_init_template (GTK_WIDGET (self));
  rows[0] = self->cloud_name, rows[1] = self->api_key, rows[2] = self->api_secret, rows[3] = self->host;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (rows[i]));

      /* A paste of any length is cut: what counts is shorter. */
      gtk_text_set_max_length (GTK_TEXT (text), PS_ACCOUNT_FIELD_MAX);
      gtk_editable_set_enable_undo (text, FALSE); /* a pasted line may hold the secret */
      watch_leaving (self, GTK_WIDGET (text));
      gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      adw_preferences_row_get_title (ADW_PREFERENCES_ROW (rows[i])), -1);
    }
  ps_wizard_account_set_keyring (self, TRUE);
}
