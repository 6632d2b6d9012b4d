/* src/catalog/catalog-private.h: how the verbs of each subject reach the threads. */
#pragma once

#include "base/worker.h"
#include "catalog/catalog.h"
#include "catalog/db.h"
#include "catalog/writer.h"

G_BEGIN_DECLS

/* A thread that reads beside the others, for the window's sake. */
typedef enum
{
  PS_LANE_PAGES, /* what is short and waited for: rows, counts, facts */
  PS_LANE_LISTS, /* what may take a second: lists of ids, searches */
  PS_N_LANES
} PsLane;

/* No failure waits longer by itself (promise 23); what seems to was written before the clock was set back. */
#define PS_CATALOG_LONGEST_WAIT_US (2 * G_TIME_SPAN_HOUR)

struct _PsCatalog
{
  GObject parent_instance;

  char *path;            /* owned */
  GMainContext *context; /* owned; where “changed” is emitted */
  PsWorker *reader;      /* owned */
  PsDb *reader_db;       /* owned; the reader thread's */
  PsWorker *lanes[PS_N_LANES]; /* owned */
  PsDb *lane_dbs[PS_N_LANES];  /* owned; each its thread's, opened by its first verb */
  int n_urgent;          /* requests that went before all others so far */
  PsWriter *writer;      /* owned; NULL: read-only */
  PsCatalogFlags flags;
  gboolean is_closed;    /* or closing */
  gboolean was_cut_off;  /* the last program that wrote did not close it */
};

/**
 * PsReadFunc:
 * @db: the reader's connection, in a transaction of its own
 * @data: the verb's data
 * @result: (out): what the task returns
 * @error: set with a %PS_CATALOG_ERROR
 *
 * One verb, on the reader thread.
 */
typedef gboolean (*PsReadFunc) (PsDb      *db,
                                gpointer   data,
                                gpointer  *result,
                                GError   **error);

GTask   *ps_catalog_new_task       (PsCatalog           *self,
                                    gpointer             tag,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
GError  *ps_catalog_new_closed_error (void);
void     ps_catalog_write          (PsCatalog           *self,
                                    gpointer             tag,
                                    PsWriteFunc          func,
                                    gpointer             data,
                                    GDestroyNotify       free_data,
                                    GDestroyNotify       free_result,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
void     ps_catalog_write_large          (PsCatalog           *self,
                                    gpointer             tag,
                                    PsWriteFunc          func,
                                    gpointer             data,
                                    GDestroyNotify       free_data,
                                    GDestroyNotify       free_result,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
void     ps_catalog_write_alone    (PsCatalog           *self,
                                    gpointer             tag,
                                    PsWriteFunc          func,
                                    gpointer             data,
                                    GDestroyNotify       free_data,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
void     ps_catalog_read           (PsCatalog           *self,
                                    gpointer             tag,
                                    PsReadFunc           func,
                                    gpointer             data,
                                    GDestroyNotify       free_data,
                                    GDestroyNotify       free_result,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
void     ps_catalog_read_in_lane   (PsCatalog           *self,
                                    PsLane               lane,
                                    int                  priority,
                                    gpointer             tag,
                                    PsReadFunc           func,
                                    gpointer             data,
                                    GDestroyNotify       free_data,
                                    GDestroyNotify       free_result,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
void     ps_catalog_search         (PsCatalog           *self,
                                    gpointer             tag,
                                    PsReadFunc           func,
                                    gpointer             data,
                                    GDestroyNotify       free_data,
                                    GDestroyNotify       free_result,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
gpointer ps_catalog_finish_pointer (PsCatalog           *self,
                                    GAsyncResult        *result,
                                    gpointer             tag,
                                    GError             **error);
gboolean ps_catalog_finish_boolean (PsCatalog           *self,
                                    GAsyncResult        *result,
                                    gpointer             tag,
                                    GError             **error);
gint64   ps_catalog_finish_number  (PsCatalog           *self,
                                    GAsyncResult        *result,
                                    gpointer             tag,
                                    GError             **error);
const char *ps_catalog_get_path    (PsCatalog           *self);
gboolean ps_catalog_has_rollback_journal (PsCatalog     *self);
void     ps_catalog_close_lanes_async (PsCatalog        *self,
                                    GTask               *task);

/* The last reference to an array of values goes where the caller's is. */
gpointer ps_catalog_number         (gint64               number);
char    *ps_catalog_ids_to_json    (const gint64        *ids,
                                    guint                n_ids);
char    *ps_catalog_strings_to_json (const char *const  *strings);
char    *ps_catalog_make_key       (const char          *path);

/* Shared by the two halves of scanning. */
gboolean ps_scan_set_over_error    (GError             **error);
gboolean ps_scan_finish_counts     (PsCatalog           *self,
                                    GAsyncResult        *result,
                                    gpointer             tag,
                                    PsScanCounts        *counts,
                                    GError             **error);

/* Opening, on the reader thread. */
typedef struct
{
  char *path;           /* owned */
  PsCatalogFlags flags;
  PsDb *reader, *writer; /* owned until taken */
  gboolean was_cut_off;
} PsOpening;

gboolean ps_opening_run            (PsOpening           *self,
                                    GError             **error);
PsDb    *ps_opening_connect        (const char          *path,
                                    PsCatalogFlags       flags,
                                    GError             **error);
void     ps_opening_free           (PsOpening           *self);

G_END_DECLS
