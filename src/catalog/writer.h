/* src/catalog/writer.h: the one thread that writes: takes what is queued into one transaction, a savepoint a verb. */
#pragma once

#include "catalog/change.h"
#include "catalog/db.h"

G_BEGIN_DECLS

typedef struct _PsWriter PsWriter;

/**
 * PsWriteFunc:
 * @writer: whose connection is in a transaction
 * @data: the task's data
 * @result: (out): what the task returns, freed with the function given with the verb
 * @error: set with a %PS_CATALOG_ERROR
 *
 * One verb, on the writer thread. When it fails, all it wrote is undone.
 */
typedef gboolean (*PsWriteFunc) (PsWriter  *writer,
                                 gpointer   data,
                                 gpointer  *result,
                                 GError   **error);

/* After a commit, on the writer thread. */
typedef void (*PsCommittedFunc) (PsChange *change,
                                 gpointer  user_data);

PsWriter *ps_writer_new        (PsDb                *db,
                                PsCommittedFunc      committed,
                                gpointer             user_data);
void      ps_writer_push       (PsWriter            *self,
                                PsWriteFunc          func,
                                GDestroyNotify       free_result,
                                GTask               *task);
void      ps_writer_push_large (PsWriter            *self,
                                PsWriteFunc          func,
                                GDestroyNotify       free_result,
                                GTask               *task);
void      ps_writer_push_alone (PsWriter            *self,
                                PsWriteFunc          func,
                                GDestroyNotify       free_result,
                                GTask               *task);
void      ps_writer_close_async (PsWriter           *self,
                                GTask               *task);

/* For verbs. */
PsDb     *ps_writer_get_db     (PsWriter            *self);
void      ps_writer_touch      (PsWriter            *self,
                                PsChangeKind         kinds,
                                gint64               photo_id);
void      ps_writer_touch_many (PsWriter            *self,
                                PsChangeKind         kinds);
gboolean  ps_writer_get_tag    (PsWriter            *self,
                                const char          *name,
                                gint64              *tag_id,
                                GError             **error);

G_END_DECLS
