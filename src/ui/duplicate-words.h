/* src/ui/duplicate-words.h: shelves of duplicates, groups and rules in words. Main thread, since numbers ask the locale. */
#pragma once

#include "catalog/catalog-keepers.h"
#include "catalog/catalog-shelves.h"

G_BEGIN_DECLS

const char *ps_duplicate_words_shelf    (PsShelf                 shelf);
const char *ps_duplicate_words_note     (PsShelf                 shelf);
char       *ps_duplicate_words_contents (const PsShelfContents  *contents);
const char *ps_duplicate_words_none     (PsShelf                 shelf);
char       *ps_duplicate_words_group    (const PsDuplicateGroup *group);
char       *ps_duplicate_words_size     (const PsDuplicate      *photo);
const char *ps_duplicate_words_rule     (PsKeepRule              rule);
char       *ps_duplicate_words_plan     (const PsKeepPlan       *plan,
                                         PsKeepRule              rule);

G_END_DECLS
