/* src/export/losses.c: what a format cannot carry, counted by photos. The export's own thread. */
#include <string.h>

#include "export/export-private.h"

static gboolean
says_something (const char *value)
{
  return value != NULL && *value != '\0' && !g_str_equal (value, "[]") && !g_str_equal (value, "{}");
}

/* What a sidecar cannot say. */
static const char *const lost_in_xmp[] = { "collections", "shoot", "client", "context", "metadata", "duplicate_of" };

static void
count_loss (PsExport   *self,
            const char *what)
{
  g_hash_table_insert (self->losses, (gpointer) what,
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->losses, what)) + 1));
}

/**
 * ps_export_count_losses:
 * @self: an export
 * @row: a photo of it
 *
 * Any format, also where nothing is written.
 */
void
ps_export_count_losses (PsExport          *self,
                        const PsExportRow *row)
{
  const char *flag = ps_export_row_get (row, "flag");
  gboolean is_here = ps_export_is_here (row);

  self->report->n_not_here += !is_here;
  if (self->options.format == PS_EXPORT_FOLDERS && !is_here)
    count_loss (self, "not_here");
  if (self->options.format != PS_EXPORT_XMP)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (lost_in_xmp); i++)
    if (says_something (ps_export_row_get (row, lost_in_xmp[i])))
      count_loss (self, lost_in_xmp[i]);
  if (says_something (flag) && (self->options.target == PS_XMP_SHOTWELL || (self->options.target == PS_XMP_DARKTABLE && g_str_equal (flag, "pick"))))
    count_loss (self, "flag");
  if (ps_xmp_loses_levels (self->options.target, row))
    count_loss (self, "tag_levels");
  if (ps_xmp_loses_rating (self->options.target, row))
    count_loss (self, "rating");
}

static int
compare_losses (gconstpointer a,
                gconstpointer b)
{
  return strcmp ((*(PsExportLoss *const *) a)->what, (*(PsExportLoss *const *) b)->what);
}

/**
 * ps_export_list_losses:
 * @self: an export that is over
 *
 * Puts what was counted into its report.
 */
void
ps_export_list_losses (PsExport *self)
{
  GHashTableIter iter;
  gpointer what, n;

  g_hash_table_iter_init (&iter, self->losses);
  while (g_hash_table_iter_next (&iter, &what, &n))
    {
      PsExportLoss *loss = g_new (PsExportLoss, 1);

      *loss = (PsExportLoss) { g_strdup (what), GPOINTER_TO_UINT (n) };
      g_ptr_array_add (self->report->losses, loss);
    }
  g_ptr_array_sort (self->report->losses, compare_losses);
}
