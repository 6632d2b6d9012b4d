/* src/ui/error-words.c: an error in a sentence, and the button that helps.
 *
 * Two tables: what one photo failed for, by the catalogue's word for it, and
 * what ends a run or a wish, by domain and code. An error that explains itself
 * (a search, an account that was pasted, a folder that does not do) keeps its
 * own words.
 */
#include "ui/error-words.h"

#include <glib/gi18n.h>

#include "base/text.h"
#include "catalog/catalog.h"
#include "cloud/account.h"
#include "library/library.h"
#include "vault/vault.h"

#define LONGEST_WORDS 500
#define LONGEST_DETAILS 4000

/* Cures: the actions of the window and of the program. */
#define OPEN_CONSOLE "app.open-page('console')"
#define OPEN_KEYS "app.open-page('api-keys')"
#define OPEN_SECURITY "app.open-page('security')"
#define OPEN_LOGIN "app.open-page('login')"
#define OPEN_DATE "app.open-date-settings"
#define ENTER_SECRET "win.enter-secret"
#define TRY_AGAIN "win.back-up-now"
#define RETRY "win.retry-all"
#define CHOOSE_LIBRARY "app.open-library"
#define SHOW_FOLDER "win.show-library-folder"
#define PREFERENCES "app.preferences"
#define MOVE_LIBRARY "win.move-library"
#define REPLACE_DRIVE "win.replace-drive"
#define SAVE_MISSING "win.save-missing"

typedef struct
{
  const char *cause;
  const char *safe;
  const char *button, *action;
  gboolean needs_you;
} CauseWords;

/* Their titles are in get_title(), where the translators' tools find both forms. */
static const CauseWords causes[] = {
  { "blocked", N_("Your account’s security settings block this. Everything is safe in Cloudinary; allow it under Security, then try again."),
    N_("Open the Setting"), OPEN_SECURITY, TRUE },
  { "bytes-differ", N_("Kept apart, not counted as proven; the other ways were tried as well."),
    N_("Try for Originals"), RETRY, TRUE },
  { "damaged-disk", N_("Safe in Cloudinary. If this goes on, the drive is failing: copy what you can."),
    NULL, NULL, FALSE },
  { "disabled", N_("All that is here stays; nothing counts as deleted."),
    N_("Open Cloudinary"), OPEN_CONSOLE, TRUE },
  { "forbidden", N_("Safe in Cloudinary. Give the key the Viewer role, then try again."),
    N_("Open Key Settings"), OPEN_KEYS, TRUE },
  { "gone", N_("No other copy is known. Put them back into Cloudinary if you have them, or leave them out."),
    NULL, NULL, TRUE },
  { "login-page", N_("No page was saved as a photo. Tried again when the network lets it through."),
    N_("Open Login Page"), OPEN_LOGIN, FALSE },
  { "name-taken", N_("Nothing was overwritten. Move away what lies there, then try again."),
    N_("Show in Files"), SHOW_FOLDER, TRUE },
  { "network", N_("What came so far is kept, and the rest is fetched when the network is back."),
    NULL, NULL, FALSE },
  { "not-found", N_("Asked in every way there is. If they matter, ask Cloudinary: Details has what to send."),
    NULL, NULL, TRUE },
  { "other", N_("Nothing here was changed by it."),
    NULL, NULL, TRUE },
  { "processing", N_("Fetched when it is ready."),
    NULL, NULL, FALSE },
  { "quota", N_("Safe in Cloudinary. Its own limit for this month is used up."),
    N_("Open Cloudinary"), OPEN_CONSOLE, TRUE },
  { "refused", N_("Nothing was sent there."),
    NULL, NULL, TRUE },
  { "server", N_("Safe in Cloudinary, and tried again by itself."),
    NULL, NULL, FALSE },
  { "short", N_("Half a photo never counts. Tried again by itself."),
    NULL, NULL, FALSE },
  { "sign-in", N_("Everything here is untouched."),
    N_("Enter New Secret"), ENTER_SECRET, TRUE },
  { "slow", N_("What came so far is kept. Tried again by itself."),
    NULL, NULL, FALSE },
  { "too-big", N_("FAT32 holds files up to 4 GB. They are safe in Cloudinary; a drive with exFAT or ext4 can take them."),
    N_("Move Library…"), MOVE_LIBRARY, TRUE },
};

/* A title that follows a number: "12" "photos could not be fetched". */
static const char *
get_title (const char *cause,
           gulong      n)
{
  if (g_str_equal (cause, "blocked"))
    return ngettext ("file that Cloudinary keeps back, as it does PDF and ZIP",
                     "files that Cloudinary keeps back, as it does PDF and ZIP", n);
  if (g_str_equal (cause, "bytes-differ"))
    return ngettext ("photo arrived different from what Cloudinary lists",
                     "photos arrived different from what Cloudinary lists", n);
  if (g_str_equal (cause, "damaged-disk"))
    return ngettext ("photo that the drive could not take or give",
                     "photos that the drive could not take or give", n);
  if (g_str_equal (cause, "disabled"))
    return ngettext ("photo of an account that Cloudinary has switched off",
                     "photos of an account that Cloudinary has switched off", n);
  if (g_str_equal (cause, "forbidden"))
    return ngettext ("photo that this key may not fetch",
                     "photos that this key may not fetch", n);
  if (g_str_equal (cause, "gone"))
    return ngettext ("photo was deleted in Cloudinary before it came",
                     "photos were deleted in Cloudinary before they came", n);
  if (g_str_equal (cause, "login-page"))
    return ngettext ("photo: the network showed a login page instead",
                     "photos: the network showed a login page instead", n);
  if (g_str_equal (cause, "name-taken"))
    return ngettext ("photo in whose place something else lies",
                     "photos in whose places something else lies", n);
  if (g_str_equal (cause, "network"))
    return ngettext ("photo: the network broke off",
                     "photos: the network broke off", n);
  if (g_str_equal (cause, "not-found"))
    return ngettext ("photo listed by Cloudinary, but not there",
                     "photos listed by Cloudinary, but not there", n);
  if (g_str_equal (cause, "other"))
    return ngettext ("photo could not be fetched",
                     "photos could not be fetched", n);
  if (g_str_equal (cause, "processing"))
    return ngettext ("photo that Cloudinary is still preparing",
                     "photos that Cloudinary is still preparing", n);
  if (g_str_equal (cause, "quota"))
    return ngettext ("photo that the plan’s limit holds back",
                     "photos that the plan’s limit holds back", n);
  if (g_str_equal (cause, "refused"))
    return ngettext ("photo at an address that Proofsheet does not go to",
                     "photos at addresses that Proofsheet does not go to", n);
  if (g_str_equal (cause, "server"))
    return ngettext ("photo: Cloudinary had an error",
                     "photos: Cloudinary had an error", n);
  if (g_str_equal (cause, "short"))
    return ngettext ("photo broke off before its end",
                     "photos broke off before their end", n);
  if (g_str_equal (cause, "sign-in"))
    return ngettext ("photo waits for a key that Cloudinary accepts",
                     "photos wait for a key that Cloudinary accepts", n);
  if (g_str_equal (cause, "slow"))
    return ngettext ("photo was too slow to arrive",
                     "photos were too slow to arrive", n);
  if (g_str_equal (cause, "too-big"))
    return ngettext ("photo too big for the format of this drive",
                     "photos too big for the format of this drive", n);
  return NULL;
}

typedef struct
{
  GQuark (*domain) (void);
  int code;
  const char *happened; /* NULL: the error explains itself */
  const char *safe;
  const char *button, *action;
  gboolean needs_you;
} ErrorEntry;

#define CLOUD(code, happened, safe, button, action, needs) \
  { ps_cloud_error_quark, PS_CLOUD_ERROR_##code, happened, safe, button, action, needs }
#define VAULT(code, happened, safe, button, action, needs) \
  { ps_vault_error_quark, PS_VAULT_ERROR_##code, happened, safe, button, action, needs }
#define CATALOG(code, happened, safe, button, action, needs) \
  { ps_catalog_error_quark, PS_CATALOG_ERROR_##code, happened, safe, button, action, needs }

static const ErrorEntry errors[] = {
  CLOUD (FAILED, NULL, N_("Nothing here was changed."), N_("Try Again"), TRY_AGAIN, FALSE),
  CLOUD (ACCOUNT, N_("No key for this account is at hand."), N_("Fetching waits for it; everything here is untouched."),
         N_("Enter New Secret"), ENTER_SECRET, TRUE),
  CLOUD (AUTH, N_("Cloudinary no longer accepts the secret."), N_("Fetching is paused; everything here is untouched."),
         N_("Enter New Secret"), ENTER_SECRET, TRUE),
  CLOUD (FORBIDDEN, N_("This key may not list photos."), N_("Nothing was changed."), N_("Open Key Settings"), OPEN_KEYS, TRUE),
  CLOUD (DISABLED, N_("Cloudinary has switched this account off."),
         N_("All that is here stays; nothing counts as deleted. Looked at again every day."), N_("Open Cloudinary"), OPEN_CONSOLE, TRUE),
  CLOUD (RATE_LIMITED, N_("Cloudinary’s questions of this hour are used, maybe by your website too."),
         N_("Looking goes on by itself; what was found is kept."), NULL, NULL, FALSE),
  CLOUD (QUOTA, N_("Cloudinary’s limit for this month is used up."), N_("What is here stays; the rest is safe in Cloudinary and waits."),
         N_("Open Cloudinary"), OPEN_CONSOLE, TRUE),
  CLOUD (NOT_FOUND, N_("Cloudinary does not know what it listed."), N_("Nothing here was changed."), N_("Try Again"), TRY_AGAIN, FALSE),
  CLOUD (BLOCKED, N_("Cloudinary keeps this kind of file back."), N_("It is safe there; allow it under Security, then try again."),
         N_("Open the Setting"), OPEN_SECURITY, TRUE),
  CLOUD (CURSOR, N_("Cloudinary lost its place in the list."), N_("What was found is kept; looking begins once more."),
         N_("Try Again"), TRY_AGAIN, FALSE),
  CLOUD (BAD_REQUEST, N_("Cloudinary did not understand a question."), N_("Nothing here was changed."), N_("Try Again"), TRY_AGAIN, FALSE),
  CLOUD (STALE, N_("Safe connections fail because this computer’s clock is wrong."), N_("Nothing was sent."),
         N_("Open Date Settings"), OPEN_DATE, TRUE),
  CLOUD (PROCESSING, N_("Cloudinary is still preparing this photo."), N_("It is fetched when it is ready."), NULL, NULL, FALSE),
  CLOUD (SERVER, N_("Cloudinary had an error."), N_("Nothing is lost; it is tried again by itself."), NULL, NULL, FALSE),
  CLOUD (MALFORMED, N_("Cloudinary answered with something that makes no sense."), N_("Nothing of it was kept; it is asked again by itself."),
         NULL, NULL, FALSE),
  CLOUD (PORTAL, N_("This network wants you to sign in first."), N_("No page was saved as a photo."), N_("Open Login Page"), OPEN_LOGIN, TRUE),
  CLOUD (MOVED, N_("Cloudinary’s service has moved."), N_("Nothing was sent anywhere else. An update of Proofsheet is needed."),
         NULL, NULL, TRUE),
  CLOUD (OFFLINE, N_("No internet."), N_("Browsing works; fetching goes on by itself."), NULL, NULL, FALSE),
  CLOUD (TIMED_OUT, N_("Nothing has arrived for a minute."), N_("It is tried again by itself."), NULL, NULL, FALSE),
  CLOUD (TLS, N_("The connection is not safe: the certificate cannot be trusted."), N_("Nothing was sent. Is this computer’s date right?"),
         N_("Open Date Settings"), OPEN_DATE, TRUE),
  CLOUD (REFUSED, N_("Cloudinary pointed to an address that Proofsheet does not go to."), N_("Nothing was sent there."), NULL, NULL, TRUE),
  CLOUD (PLACEHOLDER, N_("Cloudinary sent a substitute picture."), N_("It was not saved as a photo."), N_("Try Again"), TRY_AGAIN, FALSE),

  VAULT (FAILED, NULL, N_("Finished photos are safe."), N_("Try Again"), TRY_AGAIN, FALSE),
  VAULT (NO_FOLDER, N_("The drive was unplugged."),
         N_("Finished photos are proven; the one under way continues where it stopped when the drive is back."), NULL, NULL, FALSE),
  VAULT (NO_MARKER, N_("The drive is not here."), N_("Finished photos are proven. Plug it in, and it goes on by itself."), NULL, NULL, FALSE),
  VAULT (OTHER_LIBRARY, N_("This is not the drive that holds the library."), N_("Nothing was written."),
         N_("Choose Library…"), CHOOSE_LIBRARY, TRUE),
  VAULT (LOCKED, N_("Another Proofsheet works with this library."), N_("Nothing was written. Close it there, then try again."),
         N_("Try Again"), TRY_AGAIN, TRUE),
  VAULT (UNSUITABLE, NULL, N_("Nothing was written."), NULL, NULL, TRUE),
  VAULT (NO_SPACE, N_("The drive is full."), N_("What is here is safe. Make room, then go on."), N_("Show in Files"), SHOW_FOLDER, TRUE),
  VAULT (NO_INODES, N_("The drive cannot hold more files."), N_("What is here is safe. Make room, then go on."),
         N_("Show in Files"), SHOW_FOLDER, TRUE),
  VAULT (QUOTA, N_("Your share of this drive is used up."), N_("What is here is safe. Make room, then go on."),
         N_("Show in Files"), SHOW_FOLDER, TRUE),
  VAULT (TOO_BIG, N_("A file is too big for the format of this drive."), N_("It is safe in Cloudinary. A drive with exFAT or ext4 can take it."),
         N_("Move Library…"), MOVE_LIBRARY, TRUE),
  VAULT (READ_ONLY, N_("The drive can only be read."), N_("Nothing was written. Make it writable, or choose another."),
         N_("Try Again"), TRY_AGAIN, TRUE),
  VAULT (IO, N_("The drive cannot be read or written."),
         N_("Stop using it, copy what you can. Collections and tags are also on this computer."), N_("Show in Files"), SHOW_FOLDER, TRUE),
  VAULT (SIZE_MISMATCH, N_("A photo broke off before its end."), N_("Half a photo never counts. It is tried again by itself."), NULL, NULL, FALSE),
  VAULT (CHECKSUM_MISMATCH, N_("A photo arrived different from what Cloudinary lists."), N_("It was kept apart, not counted as proven."),
         N_("Try for Originals"), RETRY, TRUE),
  VAULT (EXISTS, N_("Something else lies where the file should go."), N_("Nothing was overwritten."), N_("Show in Files"), SHOW_FOLDER, TRUE),
  VAULT (UNSAFE, N_("A link leads out of the library."), N_("It was not followed, and nothing was written."),
         N_("Show in Files"), SHOW_FOLDER, TRUE),
  VAULT (MISSING, N_("The file is not in its place."), N_("Nothing else was changed. It can be fetched again."), NULL, NULL, TRUE),

  CATALOG (FAILED, NULL, N_("The photos themselves are untouched."), N_("Try Again"), TRY_AGAIN, FALSE),
  CATALOG (BUSY, N_("Another program keeps the catalogue locked."), N_("Nothing was changed."), N_("Try Again"), TRY_AGAIN, FALSE),
  CATALOG (FULL, N_("The drive is full."), N_("What is here is safe. Make room, then go on."), N_("Show in Files"), SHOW_FOLDER, TRUE),
  CATALOG (CORRUPT, N_("The catalogue is damaged."),
           N_("The photos are untouched. A copy of each day is in .proofsheet/snapshots, and one on this computer."),
           N_("Show in Files"), SHOW_FOLDER, TRUE),
  CATALOG (TOO_NEW, N_("A newer Proofsheet wrote this library."), N_("Nothing was changed. Update Proofsheet to open it."), NULL, NULL, TRUE),
  CATALOG (FOREIGN, N_("This catalogue belongs to another program."), N_("Nothing was changed."), N_("Choose Library…"), CHOOSE_LIBRARY, TRUE),
  CATALOG (READ_ONLY, N_("This library is only open for reading."), N_("Another Proofsheet works with it. Nothing was changed."), NULL, NULL, TRUE),
  CATALOG (QUERY, NULL, NULL, NULL, NULL, FALSE),
  CATALOG (NO_PLACE, N_("Every name for this file is taken."), N_("Nothing was overwritten."), N_("Show in Files"), SHOW_FOLDER, TRUE),

  { ps_library_error_quark, PS_LIBRARY_ERROR_NO_CATALOG, NULL, NULL, N_("Choose Library…"), CHOOSE_LIBRARY, TRUE },
  { ps_library_error_quark, PS_LIBRARY_ERROR_OTHER_ACCOUNT, NULL, NULL, N_("Enter New Secret"), ENTER_SECRET, TRUE },
};

/* What helps as well. */
static const struct
{
  GQuark (*domain) (void);
  int code;
  const char *button, *action;
} others[] = {
  { ps_cloud_error_quark, PS_CLOUD_ERROR_DISABLED, N_("Save List of Missing…"), SAVE_MISSING },
  { ps_vault_error_quark, PS_VAULT_ERROR_NO_SPACE, N_("Move Library…"), MOVE_LIBRARY },
  { ps_vault_error_quark, PS_VAULT_ERROR_NO_INODES, N_("Move Library…"), MOVE_LIBRARY },
  { ps_vault_error_quark, PS_VAULT_ERROR_QUOTA, N_("Move Library…"), MOVE_LIBRARY },
  { ps_vault_error_quark, PS_VAULT_ERROR_IO, N_("Replace Drive…"), REPLACE_DRIVE },
  { ps_catalog_error_quark, PS_CATALOG_ERROR_FULL, N_("Move Library…"), MOVE_LIBRARY },
};

/**
 * ps_error_words_free:
 * @self: (transfer full): words
 */
void
ps_error_words_free (PsErrorWords *self)
{
  g_free (self->happened);
  g_free (self->safe);
  g_free (self->button);
  g_free (self->action);
  g_free (self->other_button);
  g_free (self->other_action);
  g_free (self->details);
  g_free (self);
}

static char *
translated (const char *words)
{
  return words != NULL ? g_strdup (_(words)) : NULL;
}

static char *
without_secrets (const char *text,
                 gsize       max_chars)
{
  g_autofree char *redacted = ps_text_redact (text);

  return ps_text_visible (redacted, max_chars);
}

static const ErrorEntry *
find_error (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      if (error->domain == errors[i].domain () && error->code == errors[i].code)
        return &errors[i];
    }
  return NULL;
}

/**
 * ps_error_words_new:
 * @error: what went wrong
 *
 * Returns: (transfer full): what a person reads of it, safe to show
 */
PsErrorWords *
ps_error_words_new (const GError *error)
{
  PsErrorWords *self = g_new0 (PsErrorWords, 1);
  const ErrorEntry *entry;

  g_return_val_if_fail (error != NULL, self);

  entry = find_error (error);
  if (entry == NULL || entry->happened == NULL)
    self->happened = without_secrets (error->message, LONGEST_WORDS);
  else
    {
      self->happened = translated (entry->happened);
      self->details = without_secrets (error->message, LONGEST_DETAILS);
    }
  if (entry == NULL)
    return self;
  self->safe = translated (entry->safe);
  self->button = translated (entry->button);
  self->action = g_strdup (entry->action);
  self->needs_you = entry->needs_you;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (error->domain == others[i].domain () && error->code == others[i].code)
      {
        self->other_button = translated (others[i].button);
        self->other_action = g_strdup (others[i].action);
      }
  return self;
}

/**
 * ps_error_words_to_text:
 * @error: what went wrong
 *
 * Returns: (transfer full): what happened and what is safe, where there is room for sentences only
 */
char *
ps_error_words_to_text (const GError *error)
{
  g_autoptr(PsErrorWords) words = ps_error_words_new (error);

  return words->safe != NULL ? g_strdup_printf ("%s %s", words->happened, words->safe) : g_strdup (words->happened);
}

/**
 * ps_error_words_for_opening:
 * @error: why a folder that somebody chose is not opened
 *
 * As ps_error_words_new(), but a folder without a marker is not taken for a drive that is away.
 *
 * Returns: (transfer full): what a person reads of it, safe to show
 */
PsErrorWords *
ps_error_words_for_opening (const GError *error)
{
  PsErrorWords *self = ps_error_words_new (error);

  if (!g_error_matches (error, PS_VAULT_ERROR, PS_VAULT_ERROR_NO_MARKER))
    return self;
  g_free (self->happened);
  g_free (self->safe);
  self->happened = g_strdup (_("This folder is no library of Proofsheet."));
  self->safe = g_strdup (_("Nothing was changed. Choose the folder that has photos.db in it, or set up a backup."));
  return self;
}

/**
 * ps_error_words_for_cause:
 * @cause: a word of backup/retry.h, as the catalogue has it
 * @n_photos: how many photos it concerns
 *
 * What happened is a title that follows the number, as in "12 photos could not
 * be fetched": it does not hold the number itself.
 *
 * Returns: (transfer full): what a person reads of it, safe to show
 */
PsErrorWords *
ps_error_words_for_cause (const char *cause,
                          gint64      n_photos)
{
  PsErrorWords *self = g_new0 (PsErrorWords, 1);
  const CauseWords *words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (causes) && words == NULL; i++)
    {
      if (g_strcmp0 (causes[i].cause, cause) == 0)
        words = &causes[i];
    }
  if (words == NULL)
    {
      self->happened = ps_text_visible (cause != NULL ? cause : "", LONGEST_WORDS);
      self->needs_you = TRUE;
      return self;
    }
  self->happened = g_strdup (get_title (cause, n_photos));
  self->safe = translated (words->safe);
  self->button = translated (words->button);
  self->action = g_strdup (words->action);
  self->needs_you = words->needs_you;
  return self;
}
