/* src/export/export-private.h: what the formats share while an export runs. The export's own thread. */
#pragma once

#include "export/export.h"
#include "export/target.h"
#include "vault/part-file.h"

G_BEGIN_DECLS

struct _PsExport
{
  GObject parent_instance;

  PsCatalog *catalog;      /* owned */
  char *root, *target;     /* owned */
  PsExportOptions options;
  PsTally *tally;          /* owned */

  /* While it runs. */
  GArray *ids;             /* owned */
  guint n_read;            /* of ids */
  GHashTable *losses;      /* owned: word → count */
  PsExportReport *report;  /* owned */
  GHashTable *claimed;     /* owned: files of this run, relative to the target */
  PsExportTarget *open;    /* owned, nullable: the target, once it is needed */
  PsPartFile part;         /* the one file of CSV or JSON; its fd is -1: none */
};

void     ps_export_count_losses (PsExport          *self,
                                 const PsExportRow *row);
void     ps_export_list_losses  (PsExport          *self);
gboolean ps_export_is_here     (const PsExportRow *row);
gboolean ps_export_begin_table (PsExport          *self,
                                GError           **error);
gboolean ps_export_add_table   (PsExport          *self,
                                GPtrArray         *rows,
                                GError           **error);
gboolean ps_export_end_table   (PsExport          *self,
                                GCancellable      *cancellable,
                                GError           **error);
gboolean ps_export_add_xmp     (PsExport          *self,
                                const PsExportRow *row,
                                GError           **error);
gboolean ps_export_add_folders (PsExport          *self,
                                const PsExportRow *row,
                                GCancellable      *cancellable,
                                GError           **error);

G_END_DECLS
