/* src/cli/session.h: what every command shares: its options, its signals, waiting for the main loop, exit statuses. */
#pragma once

#include <gio/gio.h>

#include "library/library.h"

G_BEGIN_DECLS

/* Design section 8. */
typedef enum
{
  PS_EXIT_WELL = 0,
  PS_EXIT_ERROR = 1,
  PS_EXIT_USAGE = 2,
  PS_EXIT_FAILURES = 3,
  PS_EXIT_LIMIT = 4,
  PS_EXIT_BUSY = 5,
  PS_EXIT_AWAY = 6,
  PS_EXIT_INTERRUPTED = 130,
} PsExit;

typedef struct
{
  const char *name;
  gboolean json, no_wait, progress;
  char *account_from;        /* nullable: "env", "stdin", "keyring" */
  char *account_url;         /* nullable, owned: what CLOUDINARY_URL was; never shown */
  GCancellable *cancellable; /* owned: SIGINT, SIGTERM, SIGHUP */
  PsLibrary *library;        /* owned while open */
} PsSessionCli;

/* What a command needs of the common options. */
typedef enum
{
  PS_TAKES_NOTHING = 0,
  PS_TAKES_JSON = 1 << 0,
  PS_TAKES_ACCOUNT = 1 << 1, /* --account-from, --no-wait, --progress */
} PsTakes;

typedef struct
{
  const char *name;
  const char *arguments;  /* translated: "LIBRARY QUERY" */
  const char *summary;    /* translated */
  PsTakes takes;
  guint min_arguments, max_arguments;
  const GOptionEntry *entries; /* nullable: the command's own options */
  PsExit (*run) (PsSessionCli *session,
                 char        **arguments);
} PsCommand;

PsExit    ps_command_run       (const PsCommand  *command,
                                int               argc,
                                char            **argv);

void      ps_cli_took_cb       (GObject          *source,
                                GAsyncResult     *result,
                                gpointer          user_data);
GAsyncResult *ps_cli_wait      (GAsyncResult    **result);
PsExit    ps_cli_fail          (PsSessionCli     *session,
                                GError           *error);
PsExit    ps_cli_usage         (PsSessionCli     *session,
                                const char       *message);

PsExit    ps_cli_open          (PsSessionCli     *session,
                                const char       *root,
                                PsLibraryFlags    flags);
PsExit    ps_cli_close         (PsSessionCli     *session,
                                PsExit            exit);
char     *ps_cli_take_environment (void);
void      ps_cli_forget          (char            *text);
PsAccount *ps_cli_find_account (PsSessionCli     *session,
                                const char       *cloud_name,
                                const char       *api_origin,
                                GError          **error);

G_END_DECLS
