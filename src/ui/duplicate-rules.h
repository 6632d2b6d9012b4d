/* src/ui/duplicate-rules.h: which one of several duplicates is kept, by a rule; what it would do is told before. Main thread. */
#pragma once

#include <adwaita.h>

#include "catalog/catalog-keepers.h"

G_BEGIN_DECLS

#define PS_TYPE_DUPLICATE_RULES (ps_duplicate_rules_get_type ())
G_DECLARE_FINAL_TYPE (PsDuplicateRules, ps_duplicate_rules, PS, DUPLICATE_RULES, AdwBin)

/* Signals: "rule-changed": another rule or folder; "plan-changed": what it would do is known now, or not any more.
 * Its button activates duplicates.apply. */
PsKeepRule  ps_duplicate_rules_get_rule    (PsDuplicateRules *self);
const char *ps_duplicate_rules_get_folder  (PsDuplicateRules *self);
PsKeepPlan *ps_duplicate_rules_get_plan    (PsDuplicateRules *self);
void        ps_duplicate_rules_set_folders (PsDuplicateRules *self,
                                            GPtrArray        *folders);
void        ps_duplicate_rules_look        (PsDuplicateRules *self,
                                            PsCatalog        *catalog,
                                            PsShelf           shelf);
void        ps_duplicate_rules_stop        (PsDuplicateRules *self);

G_END_DECLS
