/* src/vault/intake-private.h: one original on its way in, as its threads see it. */
#pragma once

#include "vault/contained.h"
#include "vault/digest.h"
#include "vault/intake.h"
#include "vault/vault-private.h"

G_BEGIN_DECLS

#define PS_STAGING_PATH ".proofsheet/staging"

struct _PsIntake
{
  GObject parent_instance;

  PsVault *vault;          /* owned */
  char *name;              /* owned: "<name>-<version>" */
  gint64 n_expected;       /* −1: not known */
  char *expected_md5;      /* owned, lower case; nullable */

  /* Touched only by whoever holds the turn (busy). */
  int fd;                  /* −1: no file */
  char *path;              /* owned: where the file lies now, relative; NULL with fd −1 */
  PsDigest *digest;        /* owned: of n_bytes */
  gint64 promised;         /* of the room book */
  gboolean has_companion;  /* <name>.json lies beside the file */

  GMutex lock;             /* over all below */
  GCond turn;
  gboolean busy;           /* some thread has the turn */
  gboolean committing;     /* a commit was asked for and has not begun */
  gboolean commits_turn;   /* the turn is the commit thread's, which has not taken it yet */
  GQueue waiting;          /* of GTask: what comes next, in order */
  gboolean registered;     /* in vault->parts */
  gint64 n_bytes;
  char *validator;         /* owned; nullable */
  char md5[33];            /* of what came, after a commit was tried; empty before */
};

/* staging.c */
gboolean ps_staging_open       (PsIntake      *self,
                                GCancellable  *cancellable,
                                GError       **error);
gboolean ps_staging_restart    (PsIntake      *self,
                                GError       **error);
gboolean ps_staging_append     (PsIntake      *self,
                                GBytes        *chunk,
                                GError       **error);
void     ps_staging_close      (PsIntake      *self,
                                gboolean       keep);
void     ps_staging_drop       (PsIntake      *self);
void     ps_staging_forget_companion (PsIntake *self);
/* quarantine.c */
void     ps_quarantine_take    (PsIntake      *self);

/* intake.c: whose turn it is */
gboolean ps_intake_ask_turn    (PsIntake      *self,
                                GTask         *commit);
void     ps_intake_take_turn   (PsIntake      *self);
void     ps_intake_end_turn    (PsIntake      *self);
void     ps_intake_unregister  (PsIntake      *self);

G_END_DECLS
