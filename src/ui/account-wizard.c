/* src/ui/account-wizard.c: from nothing to the first backup, in four pages.
 *
 *   welcome ── Set Up a Backup ──▸ account ──▸ plan ──▸ place ──▸ "opened" (library, TRUE)
 *      ├────── a library that is there ──▸ (secret, where the keyring has none) ──▸ "opened" (library, FALSE)
 *      └────── a folder of the tool before ──▸ adopt ──▸ (secret, likewise) ──▸ "opened" (library, TRUE)
 *
 * All pages are there from the start, so that Back keeps what was typed.
 */
#include "ui/account-wizard.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "cloud/secret-store.h"
#include "library/maker.h"
#include "ui/application.h"
#include "ui/error-words.h"
#include "ui/naming.h"
#include "ui/wizard-account.h"
#include "ui/wizard-adopt.h"
#include "ui/wizard-place.h"
#include "ui/wizard-plan.h"
#include "ui/wizard-welcome.h"

struct _PsAccountWizard
{
  AdwBin parent_instance;

  /* Owned */
  PsLibrary *found;      /* nullable: open, and waiting for its secret */
  GCancellable *probing; /* nullable: whether there is a keyring */
  gboolean is_adopted;   /* what is being opened was just taken over: it is compared with the cloud at once */
  gboolean is_busy;      /* a library is being made or opened */
  gboolean told_unkept;  /* the pages say that the secret cannot be kept */

  /* Template children */
  AdwLeaflet *leaflet;
  PsWizardWelcome *welcome;
  PsWizardAdopt *adopt;
  PsWizardAccount *account;
  PsWizardPlan *plan;
  PsWizardPlace *place;
  PsWizardAccount *secret;
};

G_DEFINE_FINAL_TYPE (PsAccountWizard, ps_account_wizard, ADW_TYPE_BIN)

enum { OPENED, SAMPLE_WANTED, N_SIGNALS };
static guint signals[N_SIGNALS];

static GtkWidget *
default_of (PsAccountWizard *self,
            GtkWidget       *page)
{
  if (page == GTK_WIDGET (self->welcome))
    return ps_wizard_welcome_get_default (self->welcome);
  if (page == GTK_WIDGET (self->adopt))
    return ps_wizard_adopt_get_default (self->adopt);
  if (page == GTK_WIDGET (self->plan))
    return ps_wizard_plan_get_default (self->plan);
  if (page == GTK_WIDGET (self->place))
    return ps_wizard_place_get_default (self->place);
  return ps_wizard_account_get_default (PS_WIZARD_ACCOUNT (page));
}

/* Return presses the page's button from anywhere on it, but on the first page, where libraries wait to be opened too; the
 * focus is where one begins. */
static void
page_shown (PsAccountWizard *self)
{
  GtkWidget *page = adw_leaflet_get_visible_child (self->leaflet);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (page == NULL || !GTK_IS_WINDOW (root) || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  gtk_window_set_default_widget (GTK_WINDOW (root), page != GTK_WIDGET (self->welcome) ? default_of (self, page) : NULL);
  if (PS_IS_WIZARD_ACCOUNT (page))
    ps_wizard_account_focus (PS_WIZARD_ACCOUNT (page));
  else
    gtk_widget_grab_focus (default_of (self, page));
}

static void
show_page (PsAccountWizard *self,
           gpointer         page)
{
  adw_leaflet_set_visible_child (self->leaflet, page);
}

static void
tell_keyring (PsAccountWizard *self,
              gboolean         has_keyring)
{
  self->told_unkept = !has_keyring;
  ps_wizard_account_set_keyring (self->account, has_keyring);
  ps_wizard_account_set_keyring (self->secret, has_keyring);
  ps_wizard_place_set_keyring (self->place, has_keyring);
}

static void
keyring_probed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(PsAccountWizard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsAccount) account = ps_secret_store_load_finish (result, &error);
  gboolean has_keyring = account != NULL || g_error_matches (error, PS_CLOUD_ERROR, PS_CLOUD_ERROR_ACCOUNT);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->probing);
  tell_keyring (self, has_keyring);
}

/* Said before the secret is typed, not after. */
static void
probe_keyring (PsAccountWizard *self,
               const char      *cloud_name)
{
  if (self->probing != NULL)
    g_cancellable_cancel (self->probing);
  g_clear_object (&self->probing);
  self->probing = g_cancellable_new ();
  ps_secret_store_load_async (cloud_name, NULL, self->probing, keyring_probed_cb, g_object_ref (self));
}

static void
set_up_cb (PsAccountWizard *self)
{
  ps_wizard_welcome_show_error (self->welcome, NULL);
  show_page (self, self->account);
}

static void
sample_cb (PsAccountWizard *self)
{
  g_signal_emit (self, signals[SAMPLE_WANTED], 0);
}

static void
account_checked_cb (PsAccountWizard *self)
{
  ps_wizard_plan_set_check (self->plan, ps_wizard_account_get_check (self->account));
  show_page (self, self->plan);
}

static void
plan_continued_cb (PsAccountWizard *self)
{
  PsAccount *account = ps_wizard_account_get_account (self->account);

  if (account == NULL)
    return;
  ps_wizard_place_set_account (self->place, ps_account_get_cloud_name (account), ps_wizard_account_get_check (self->account),
                               ps_wizard_plan_get_n_photos (self->plan), ps_wizard_plan_get_n_bytes (self->plan));
  probe_keyring (self, ps_account_get_cloud_name (account));
  show_page (self, self->place);
}

static char *
words_for (const GError *error)
{
  g_autoptr(PsErrorWords) words = ps_error_words_for_opening (error);

  return words->safe != NULL ? g_strdup_printf ("%s %s", words->happened, words->safe) : g_strdup (words->happened);
}

static void
hand_over (PsAccountWizard *self,
           PsLibrary       *library,
           gboolean         start)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root)) /* Return belongs to the window again */
    gtk_window_set_default_widget (GTK_WINDOW (root), NULL);
  ps_wizard_account_forget (self->account);
  ps_wizard_account_forget (self->secret);
  g_signal_emit (self, signals[OPENED], 0, library, start);
  show_page (self, self->welcome); /* for the next time */
}

static void
library_made_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(PsAccountWizard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(PsLibrary) library = ps_library_make_finish (result, &error);
  g_autofree char *words = NULL;

  self->is_busy = FALSE;
  ps_wizard_place_set_is_busy (self->place, FALSE);
  if (library != NULL)
    {
      hand_over (self, library, TRUE);
      return;
    }
  words = words_for (error);
  ps_wizard_place_show_error (self->place, words);
}

static void
make_library (PsAccountWizard *self,
              PsSite          *site)
{
  PsLibraryChoices choices = {
    .budget = ps_wizard_plan_dup_budget (self->plan),
    .only_kinds = ps_wizard_plan_dup_only_kinds (self->plan),
    .only_folders = ps_wizard_plan_dup_only_folders (self->plan),
    .look_every_week = ps_wizard_place_get_look (self->place),
    .keep_awake = ps_wizard_place_get_keep_awake (self->place),
  };

  ps_library_make_async (site->root, site->verdict == PS_SITE_THIS_LIBRARY, ps_wizard_account_get_account (self->account), &choices,
                         library_made_cb, g_object_ref (self));
}

/* A keyring that does not take the secret stops nothing, but that is said before it goes on: the account is then in memory
 * until the program ends, and in no file. */
static gboolean
secret_is_settled (PsAccountWizard *self,
                   GAsyncResult    *result)
{
  if (ps_secret_store_save_finish (result, NULL) || self->told_unkept)
    return TRUE;
  tell_keyring (self, FALSE);
  self->is_busy = FALSE;
  return FALSE;
}

static void
new_secret_kept_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(PsAccountWizard) self = user_data;
  PsSite *site = ps_wizard_place_get_site (self->place);

  if (secret_is_settled (self, result) && site != NULL)
    {
      make_library (self, site);
      return;
    }
  self->is_busy = FALSE;
  ps_wizard_place_set_is_busy (self->place, FALSE);
}

static void
start_cb (PsAccountWizard *self)
{
  PsAccount *account = ps_wizard_account_get_account (self->account);

  if (self->is_busy || account == NULL || ps_wizard_place_get_site (self->place) == NULL)
    return;
  self->is_busy = TRUE;
  ps_wizard_place_show_error (self->place, NULL);
  ps_wizard_place_set_is_busy (self->place, TRUE);
  ps_secret_store_save_async (account, NULL, new_secret_kept_cb, g_object_ref (self));
}

static void
found_closed_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  ps_library_close_finish (PS_LIBRARY (source), result, NULL); /* nothing was changed in it */
}

static void
close_found (PsAccountWizard *self)
{
  g_autoptr(PsLibrary) library = g_steal_pointer (&self->found);

  if (library != NULL)
    ps_library_close_async (library, found_closed_cb, NULL);
}

static void
library_found_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(PsAccountWizard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *api_origin = NULL;
  g_autoptr(PsLibrary) library = ps_library_find_finish (result, &api_origin, &error);

  self->is_busy = FALSE;
  ps_wizard_welcome_set_is_opening (self->welcome, FALSE);
  if (library == NULL && ps_library_find_get_old_folder (result) != NULL && !self->is_adopted)
    ps_account_wizard_adopt (self, ps_library_find_get_old_folder (result));
  else if (library == NULL)
    {
      g_autofree char *words = words_for (error);

      ps_wizard_welcome_show_error (self->welcome, words);
      show_page (self, self->welcome);
    }
  else if (ps_library_get_client (library) != NULL)
    hand_over (self, library, self->is_adopted);
  else
    {
      close_found (self);
      self->found = g_steal_pointer (&library);
      ps_wizard_account_ask_for (self->secret, ps_library_get_cloud_name (self->found), api_origin);
      show_page (self, self->secret);
    }
}

static void
open_cb (PsAccountWizard *self,
         const char      *root)
{
  ps_account_wizard_open (self, root);
}

static void
adopted_cb (PsAccountWizard *self,
            const char      *root)
{
  ps_account_wizard_open (self, root);
  self->is_adopted = TRUE;
}

static void
secret_kept_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(PsAccountWizard) self = user_data;
  g_autoptr(PsLibrary) library = NULL;

  if (!secret_is_settled (self, result))
    {
      ps_wizard_account_show_error (self->secret, _("This computer has no unlocked keyring. The secret is kept until you quit, never in a file. Press Check again to go on."));
      return;
    }
  self->is_busy = FALSE;
  library = g_steal_pointer (&self->found);
  if (library != NULL)
    hand_over (self, library, self->is_adopted);
}

static void
settled_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(PsAccountWizard) self = user_data;
  g_autoptr(GError) error = NULL;
  PsAccount *account = ps_wizard_account_get_account (self->secret);
  g_autofree char *words = NULL;

  if (ps_library_settle_finish (PS_LIBRARY (source), result, &error) && account != NULL)
    {
      ps_secret_store_save_async (account, NULL, secret_kept_cb, g_object_ref (self));
      return;
    }
  self->is_busy = FALSE;
  words = error != NULL ? words_for (error) : NULL;
  if (words != NULL)
    ps_wizard_account_show_error (self->secret, words);
}

static void
secret_checked_cb (PsAccountWizard *self)
{
  PsAccount *account = ps_wizard_account_get_account (self->secret);

  if (self->found == NULL || account == NULL || self->is_busy)
    return;
  self->is_busy = TRUE;
  ps_library_settle_async (self->found, account, settled_cb, g_object_ref (self));
}

static void
go_back (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  PsAccountWizard *self = PS_ACCOUNT_WIZARD (widget);
  GtkWidget *page = adw_leaflet_get_visible_child (self->leaflet);

  if (self->is_busy)
    return;
  if (page == GTK_WIDGET (self->place))
    show_page (self, self->plan);
  else if (page == GTK_WIDGET (self->adopt))
    {
      if (ps_wizard_adopt_stop (self->adopt))
        show_page (self, self->welcome);
    }
  else if (page == GTK_WIDGET (self->plan))
    show_page (self, self->account);
  else if (PS_IS_WIZARD_ACCOUNT (page))
    {
      ps_wizard_account_cancel (PS_WIZARD_ACCOUNT (page));
      if (page == GTK_WIDGET (self->secret))
        close_found (self);
      show_page (self, self->welcome);
    }
}

/**
 * ps_account_wizard_set_recent:
 * @self: the wizard
 * @roots: (array zero-terminated=1): libraries' folders
 */
void
ps_account_wizard_set_recent (PsAccountWizard   *self,
                              const char *const *roots)
{
  g_return_if_fail (PS_IS_ACCOUNT_WIZARD (self));

  ps_wizard_welcome_set_recent (self->welcome, roots);
}

/**
 * ps_account_wizard_adopt:
 * @self: the wizard
 * @folder: a folder of the tool that came before
 */
void
ps_account_wizard_adopt (PsAccountWizard *self,
                         PsOldFolder     *folder)
{
  g_return_if_fail (PS_IS_ACCOUNT_WIZARD (self) && folder != NULL);

  if (self->is_busy || !ps_wizard_adopt_stop (self->adopt))
    return;
  ps_wizard_welcome_show_error (self->welcome, NULL);
  ps_wizard_adopt_ask (self->adopt, folder);
  show_page (self, self->adopt);
}

/**
 * ps_account_wizard_open:
 * @self: the wizard
 * @root: a library's folder
 */
void
ps_account_wizard_open (PsAccountWizard *self,
                        const char      *root)
{
  g_return_if_fail (PS_IS_ACCOUNT_WIZARD (self));

  if (self->is_busy)
    return;
  self->is_busy = TRUE;
  self->is_adopted = FALSE;
  ps_wizard_welcome_show_error (self->welcome, NULL);
  ps_wizard_welcome_set_is_opening (self->welcome, TRUE);
  ps_library_find_async (root, library_found_cb, g_object_ref (self));
}

static void
take_recent (PsAccountWizard *self)
{
  GApplication *application = g_application_get_default ();
  GSettings *settings = PS_IS_APPLICATION (application) ? ps_application_get_settings (PS_APPLICATION (application)) : NULL;
  g_auto(GStrv) roots = settings != NULL ? g_settings_get_strv (settings, "recent-libraries") : NULL;

  if (roots != NULL)
    ps_account_wizard_set_recent (self, (const char *const *) roots);
}

static void
ps_account_wizard_map (GtkWidget *widget)
{
  PsAccountWizard *self = PS_ACCOUNT_WIZARD (widget);

  GTK_WIDGET_CLASS (ps_account_wizard_parent_class)->map (widget);
  take_recent (self);
  probe_keyring (self, "proofsheet"); /* whose key is not there: what counts is whether anything answers */
  page_shown (self);
}

static void
ps_account_wizard_dispose (GObject *object)
{
  PsAccountWizard *self = PS_ACCOUNT_WIZARD (object);

  if (self->probing != NULL)
    g_cancellable_cancel (self->probing);
  g_clear_object (&self->probing);
  close_found (self);
  G_OBJECT_CLASS (ps_account_wizard_parent_class)->dispose (object);
}

static void
ps_account_wizard_class_init (PsAccountWizardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ps_account_wizard_dispose;
  widget_class->map = ps_account_wizard_map;
  signals[OPENED] = g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, PS_TYPE_LIBRARY, G_TYPE_BOOLEAN);
  signals[SAMPLE_WANTED] = g_signal_new ("sample-wanted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (PS_TYPE_WIZARD_WELCOME);
  g_type_ensure (PS_TYPE_WIZARD_ADOPT);
  g_type_ensure (PS_TYPE_WIZARD_ACCOUNT);
  g_type_ensure (PS_TYPE_WIZARD_PLAN);
  g_type_ensure (PS_TYPE_WIZARD_PLACE);
  gtk_widget_class_install_action (widget_class, "wizard.back", NULL, go_back);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proofsheet/Proofsheet/account-wizard.ui");
  gtk_widget_class_bind_template_child (widget_class, PsAccountWizard, leaflet);
  gtk_widget_class_bind_template_child (widget_class, PsAccountWizard, welcome);
  gtk_widget_class_bind_template_child (widget_class, PsAccountWizard, account);
  gtk_widget_class_bind_template_child (widget_class, PsAccountWizard, adopt);
  gtk_widget_class_bind_template_child (widget_class, PsAccountWizard, plan);
  gtk_widget_class_bind_template_child (widget_class, PsAccountWizard, place);
  gtk_widget_class_bind_template_child (widget_class, PsAccountWizard, secret);
  gtk_widget_class_bind_template_callback (widget_class, page_shown);
  gtk_widget_class_bind_template_callback (widget_class, set_up_cb);
  gtk_widget_class_bind_template_callback (widget_class, sample_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, adopted_cb);
  gtk_widget_class_bind_template_callback (widget_class, account_checked_cb);
  gtk_widget_class_bind_template_callback (widget_class, plan_continued_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_cb);
  gtk_widget_class_bind_template_callback (widget_class, secret_checked_cb);
}

/* Before the fields see the keys: an entry row takes Escape for itself. */
static void
add_shortcuts (PsAccountWizard *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                   gtk_keyval_trigger_new (GDK_KEY_Left, GDK_ALT_MASK)),
                      gtk_named_action_new ("wizard.back")));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
ps_account_wizard_init (PsAccountWizard *self)
{
  add_shortcuts (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  ps_naming_apply (GTK_WIDGET (self->welcome), _("Your Photos, on Your Drive"));
  ps_naming_apply (GTK_WIDGET (self->adopt), _("Take Over This Folder?"));
  ps_naming_apply (GTK_WIDGET (self->account), _("Your Cloudinary Account"));
  ps_naming_apply (GTK_WIDGET (self->plan), _("Is This Your Account?"));
  ps_naming_apply (GTK_WIDGET (self->place), _("Where Should They Live?"));
  ps_naming_apply (GTK_WIDGET (self->secret), _("Key and Secret"));
}

/**
 * ps_account_wizard_new:
 *
 * Returns: (transfer floating): the wizard, at its first page
 */
GtkWidget *
ps_account_wizard_new (void)
{
  return g_object_new (PS_TYPE_ACCOUNT_WIZARD, NULL);
}
