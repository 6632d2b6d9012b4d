/* src/catalog/outcomes.h: how one attempt to fetch a photo ended becomes rows. Writer thread. */
#pragma once

#include "catalog/records.h"
#include "catalog/writer.h"

G_BEGIN_DECLS

gboolean ps_outcome_record (PsWriter                 *writer,
                            const PsDownloadOutcome  *outcome,
                            GError                  **error);

G_END_DECLS
