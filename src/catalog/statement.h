/* src/catalog/statement.h: one statement of sql/queries, bound by name, stepped and read. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PsDb PsDb;
typedef struct _PsStatement PsStatement;

typedef enum
{
  PS_STEP_ERROR,
  PS_STEP_ROW,
  PS_STEP_DONE,
} PsStep;

PsStatement *ps_statement_load        (PsDb         *db,
                                       const char   *name,
                                       GError      **error);
PsStatement *ps_statement_load_around (PsDb         *db,
                                       const char   *name,
                                       const char   *before,
                                       const char   *after,
                                       GError      **error);
void         ps_statement_free        (PsStatement  *self);

void         ps_statement_bind_int    (PsStatement  *self,
                                       const char   *parameter,
                                       gint64        value);
void         ps_statement_bind_known  (PsStatement  *self,
                                       const char   *parameter,
                                       gint64        value,
                                       gboolean      is_known);
void         ps_statement_bind_double (PsStatement  *self,
                                       const char   *parameter,
                                       double        value);
void         ps_statement_bind_text   (PsStatement  *self,
                                       const char   *parameter,
                                       const char   *value);
void         ps_statement_bind_pointer (PsStatement *self,
                                       const char   *parameter,
                                       gpointer      value,
                                       const char   *type);

void         ps_statement_bind_blob   (PsStatement  *self,
                                       const char   *parameter,
                                       const void   *data,
                                       gsize         size);

PsStep       ps_statement_step        (PsStatement  *self,
                                       GError      **error);
gboolean     ps_statement_run         (PsStatement  *self,
                                       GError      **error);
void         ps_statement_reset       (PsStatement  *self);

int          ps_statement_n_columns   (PsStatement  *self);
gboolean     ps_statement_is_null     (PsStatement  *self,
                                       int           column);
gint64       ps_statement_int         (PsStatement  *self,
                                       int           column);
double       ps_statement_double      (PsStatement  *self,
                                       int           column);
const char  *ps_statement_text        (PsStatement  *self,
                                       int           column);
const void  *ps_statement_blob        (PsStatement  *self,
                                       int           column,
                                       gsize        *size);
char        *ps_statement_dup_text    (PsStatement  *self,
                                       int           column);

G_END_DECLS
