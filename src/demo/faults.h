/* src/demo/faults.h: bad days on purpose: which request meets which fault. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum { PS_FAULT_ON_ANY, PS_FAULT_ON_API, PS_FAULT_ON_DELIVERY } PsFaultSide;

typedef struct _PsFaults PsFaults;

/* specs: "NAME[=ARGUMENT][,on=api|delivery][,first=K|every=N|share=P]"; an unknown name is an error that lists the known ones. */
PsFaults   *ps_faults_new      (const char *const *specs, GError **error);
void        ps_faults_free     (PsFaults *self);
/* Switches that hold for the whole account rather than a request ("strict", "search-lag=5" …). argument (out, nullable). */
gboolean    ps_faults_switch   (PsFaults *self, const char *name, const char **argument);
/* Which verb this request meets, %NULL: none; counts it. target: the path, so that share=P is stable for each. */
const char *ps_faults_next     (PsFaults *self, PsFaultSide side, const char *target, const char **argument);
/* Translated names and meanings for --help and the man page: name, meaning, name, meaning, … */
const char *const *ps_faults_list (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsFaults, ps_faults_free)

G_END_DECLS
