/* src/cli/photos.h: the photos that a command is about: found by a query, read, and listed. */
#pragma once

#include "catalog/photo-row.h"
#include "cli/output.h"
#include "cli/session.h"

G_BEGIN_DECLS

GArray    *ps_cli_find_photos  (PsSessionCli *session,
                                const char   *query,
                                PsExit       *status);
GPtrArray *ps_cli_read_photos  (PsSessionCli *session,
                                GArray       *ids,
                                PsExit       *status);
void       ps_cli_add_photo    (PsOutput     *output,
                                const PsPhotoRow *row);
void       ps_cli_add_photos   (PsOutput     *output,
                                const char   *name,
                                GPtrArray    *rows);
void       ps_cli_print_photos (GPtrArray    *rows);

G_END_DECLS
