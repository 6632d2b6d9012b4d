/* src/ui/statistics-words.h: pure: what a bar of the statistics is called. Main thread, since it asks the locale. */
#pragma once

#include "catalog/catalog-statistics.h"

G_BEGIN_DECLS

const char *ps_statistics_words_title (PsStatistics           by);
const char *ps_statistics_words_note  (PsStatistics           by);
char       *ps_statistics_words_bar   (PsStatistics           by,
                                       const PsStatisticsBar *bar);

G_END_DECLS
