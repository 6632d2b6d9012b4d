/* src/export/export.h: photos out to other programs: as CSV, JSON, XMP sidecars or a tree of folders. Main thread.
 *
 * Before: what the format cannot carry. After: each file is read again. What is
 * there already is never overwritten. */
#pragma once

#include "base/tally.h"
#include "catalog/catalog.h"
#include "export/xmp.h"

G_BEGIN_DECLS

typedef enum
{
  PS_EXPORT_CSV,
  PS_EXPORT_JSON,
  PS_EXPORT_XMP,
  PS_EXPORT_FOLDERS,
  PS_N_EXPORTS
} PsExportFormat;

typedef enum
{
  PS_TREE_COLLECTIONS,
  PS_TREE_SHOOTS,
  PS_TREE_FOLDERS,
  PS_N_TREES
} PsExportTree;

gboolean    ps_export_format_from_word (const char     *word,
                                        PsExportFormat *format);
const char *ps_export_format_to_word   (PsExportFormat  format);
gboolean    ps_export_is_table         (PsExportFormat  format);
gboolean    ps_export_tree_from_word   (const char     *word,
                                        PsExportTree   *tree);

typedef struct
{
  PsExportFormat format;
  PsXmpTarget target;     /* of XMP */
  PsExportTree tree;      /* of folders */
  gboolean hard_links;    /* of folders: where the drive can, instead of copies */
  gboolean preview;       /* only tell what would be lost */
} PsExportOptions;

/* Something that the format cannot carry. */
typedef struct
{
  char *what;       /* a word: "collections", "context", … */
  gint64 n_photos;
} PsExportLoss;

typedef struct
{
  gint64 n_photos;   /* asked for */
  gint64 n_written;  /* in files that are new now, and were read again */
  gint64 n_not_here; /* whose originals are not here; only a tree of folders leaves them out */
  gint64 n_skipped;  /* left out: of n_not_here, those that a tree of folders could not take */
  gint64 n_existing; /* of files: one of that name was there, and was left alone; in a tree only if it is equal */
  gint64 n_failed;
  gint64 n_files;
  gint64 n_renamed;  /* of the files: under another name, since theirs was taken */
  gint64 n_linked;   /* of the files: hard links, no copies */
  char *existing;    /* nullable: the first file that was left alone */
  char *path;        /* nullable: the one file that was written */
  char *problem;     /* nullable: why the first of those that failed did */
  GPtrArray *losses; /* of PsExportLoss */
} PsExportReport;

void ps_export_report_free (PsExportReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsExportReport, ps_export_report_free)

#define PS_TYPE_EXPORT (ps_export_get_type ())
G_DECLARE_FINAL_TYPE (PsExport, ps_export, PS, EXPORT, GObject)

PsExport       *ps_export_new        (PsCatalog              *catalog,
                                      const char             *root,
                                      const char             *target,
                                      const PsExportOptions  *options);
PsTally        *ps_export_get_tally  (PsExport               *self);
/* Only once it has ended early: what stays of it. Nullable: it ended well, and the report was handed out. */
const PsExportReport *ps_export_get_report (PsExport         *self);
void            ps_export_run_async  (PsExport               *self,
                                      GArray                 *photo_ids,
                                      GCancellable           *cancellable,
                                      GAsyncReadyCallback     callback,
                                      gpointer                user_data);
PsExportReport *ps_export_run_finish (PsExport               *self,
                                      GAsyncResult           *result,
                                      GError                **error);

G_END_DECLS
