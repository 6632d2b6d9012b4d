/* src/cli/line.h: pure: one line of parts that gives up the least important ones until it fits. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PsLine PsLine;

PsLine *ps_line_new (void);
void    ps_line_add (PsLine     *self,
                     guint       weight,
                     char       *text,
                     const char *shorter);
char   *ps_line_fit (PsLine     *self,
                     guint       width);

G_END_DECLS
