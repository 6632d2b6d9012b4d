/* tests/support/list-log.h: a model as text ("a b c"), its changes as text ("3+2"). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The word that stands for an item; freed by the log. */
typedef char *(*ListLogWord) (gpointer item);

typedef struct _ListLog ListLog;

ListLog    *list_log_new          (GListModel  *model,
                                   ListLogWord  word);
void        list_log_free         (ListLog     *self);
void        list_log_assert_items (ListLog     *self,
                                   const char  *expected);
void        list_log_assert_changes (ListLog   *self,
                                   const char  *expected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ListLog, list_log_free)

G_END_DECLS
