/* src/demo/faults.h: bad days on purpose: which request meets which fault. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PS_FAULT_ON_ANY,
  PS_FAULT_ON_API,      /* the API but for its pages and the download endpoint */
  PS_FAULT_ON_DELIVERY, /* originals, also by the download endpoint */
  PS_FAULT_ON_PAGE,     /* a page of a listing or a search: all faults of the API, and those of pages */
  PS_FAULT_ON_NEXT_PAGE /* a page asked for by a cursor: the same, and those of cursors */
} PsFaultSide;

typedef struct _PsFaults PsFaults;

/* specs: "NAME[=ARGUMENT][,on=api|delivery][,first=K|every=N|share=P]"; an unknown name is an error that lists the known ones. */
PsFaults   *ps_faults_new      (const char *const *specs, GError **error);
void        ps_faults_free     (PsFaults *self);
/* While it is running: one more, or none of that name any more (%NULL: none at all). */
gboolean    ps_faults_add      (PsFaults *self, const char *spec, GError **error);
void        ps_faults_remove   (PsFaults *self, const char *name);
/* Switches that hold for the whole account rather than a request ("strict", "search-lag=5" …). argument (out, nullable). */
gboolean    ps_faults_switch   (PsFaults *self, const char *name, const char **argument);
/* The same for one side or one asset: a switch may be limited by on= and share=. target (nullable): any asset. */
gboolean    ps_faults_switch_for (PsFaults *self, const char *name, PsFaultSide side, const char *target, const char **argument);
/* A switch that may be given more than once: its n-th argument for a target. */
const char *ps_faults_switch_nth (PsFaults *self, const char *name, const char *target, guint n);
/* Which verb this request meets, %NULL: none; counts it. target: what is asked for, so that share=P is stable for each. */
const char *ps_faults_next     (PsFaults *self, PsFaultSide side, const char *target, const char **argument);
/* Translated names and meanings for --help and the man page: name, meaning, name, meaning, … */
const char *const *ps_faults_list (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsFaults, ps_faults_free)

G_END_DECLS
