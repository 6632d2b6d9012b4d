/* src/export/export-private.h: what the formats share while an export runs. The export's own thread. */
#pragma once

#include "export/export.h"

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
  GHashTable *sidecars;    /* owned: paths of this run */
  int fd;                  /* the one file of CSV or JSON; -1: none */
};

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
