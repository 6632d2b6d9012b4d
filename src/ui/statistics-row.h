/* src/ui/statistics-row.h: a bar of the statistics, and a button that shows its photos. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "catalog/catalog-statistics.h"

G_BEGIN_DECLS

#define PS_TYPE_STATISTICS_ITEM (ps_statistics_item_get_type ())
G_DECLARE_FINAL_TYPE (PsStatisticsItem, ps_statistics_item, PS, STATISTICS_ITEM, GObject)

/* Signal: "changed". Takes the bar; most: the photos of the longest one. */
PsStatisticsItem *ps_statistics_item_new       (PsStatistics      by,
                                                PsStatisticsBar  *bar,
                                                gint64            most);
const char       *ps_statistics_item_get_query (PsStatisticsItem *self);
void              ps_statistics_item_take      (PsStatisticsItem *self,
                                                PsStatisticsBar  *bar,
                                                gint64            most);

#define PS_TYPE_STATISTICS_ROW (ps_statistics_row_get_type ())
G_DECLARE_FINAL_TYPE (PsStatisticsRow, ps_statistics_row, PS, STATISTICS_ROW, GtkButton)

GtkWidget *ps_statistics_row_new      (void);
void       ps_statistics_row_set_item (PsStatisticsRow  *self,
                                       PsStatisticsItem *item);

G_END_DECLS
