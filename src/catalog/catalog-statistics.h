/* src/catalog/catalog-statistics.h: how many photos there are of each year, month, camera …, and the search that finds them. */
#pragma once

#include "catalog/catalog.h"

G_BEGIN_DECLS

typedef enum
{
  PS_STATISTICS_YEAR,   /* taken, else uploaded */
  PS_STATISTICS_MONTH,
  PS_STATISTICS_CAMERA,
  PS_STATISTICS_LENS,
  PS_STATISTICS_FOCAL,  /* whole millimetres */
  PS_STATISTICS_ISO,
  PS_STATISTICS_FOLDER, /* without what lies below it */
  PS_N_STATISTICS
} PsStatistics;

/* Each photo is in exactly one bar. */
typedef struct
{
  char *label; /* owned, nullable: not known; of a folder: in none */
  char *query; /* owned: in the language of query/query.h; finds exactly these photos */
  gint64 n_photos, n_bytes;
} PsStatisticsBar;

const char *ps_statistics_to_word        (PsStatistics      self);
gboolean    ps_statistics_from_word      (const char       *word,
                                          PsStatistics     *statistics);
void        ps_statistics_bar_free       (PsStatisticsBar  *self);

/* Of PsStatisticsBar: times earliest first, numbers smallest first, names the most used first, folders by path;
 * what is not known comes last. */
void       ps_catalog_get_statistics_async  (PsCatalog *self, PsStatistics by, GCancellable *cancellable,
                                             GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ps_catalog_get_statistics_finish (PsCatalog *self, GAsyncResult *result, GError **error);

G_END_DECLS
