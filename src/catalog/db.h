/* src/catalog/db.h: one connection to the catalogue's database; one thread at a time uses it. */
#pragma once

#include "catalog/statement.h"

#include <sqlite3.h>

G_BEGIN_DECLS

typedef enum
{
  PS_DB_READ_ONLY = 1 << 0,  /* the file is not written to */
  PS_DB_QUERY_ONLY = 1 << 1, /* for reading, in a catalogue that is written to beside it */
  PS_DB_IMMUTABLE = 1 << 2,  /* on read-only media: no locks, no journal is looked at */
  PS_DB_NEW = 1 << 3,        /* made if it is not there */
} PsDbFlags;

PsDb        *ps_db_open          (const char    *path,
                                  PsDbFlags      flags,
                                  GError       **error);
void         ps_db_close         (PsDb          *self);
sqlite3     *ps_db_get_handle    (PsDb          *self);
int          ps_db_get_last_code (PsDb          *self);
void         ps_db_give_up       (PsDb          *self);
void         ps_db_keep_journal  (PsDb          *self,
                                  gboolean       keep);

PsStatement *ps_db_statement     (PsDb          *self,
                                  const char    *name,
                                  GError       **error);
PsStatement *ps_db_statement_around (PsDb       *self,
                                  const char    *name,
                                  const char    *before,
                                  const char    *after,
                                  GError       **error);
gboolean     ps_db_run           (PsDb          *self,
                                  const char    *name,
                                  GError       **error);
gboolean     ps_db_read_int      (PsDb          *self,
                                  const char    *name,
                                  gint64        *value,
                                  GError       **error);
gboolean     ps_db_run_script    (PsDb          *self,
                                  const char    *sql,
                                  GError       **error);
gboolean     ps_db_run_resource  (PsDb          *self,
                                  const char    *path,
                                  GError       **error);
void         ps_db_forget        (PsDb          *self);
void         ps_db_set_error     (PsDb          *self,
                                  int            code,
                                  GError       **error);
GBytes      *ps_db_lookup_sql    (const char    *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsDb, ps_db_close)

G_END_DECLS
