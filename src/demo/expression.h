/* src/demo/expression.h: the part of Cloudinary's search expressions that the demo cloud understands. */
#pragma once

#include "demo/cloud.h"

G_BEGIN_DECLS

typedef struct _PsExpression PsExpression;

/* message (out): "Query Error (at position N) …" where the result is NULL. */
PsExpression *ps_expression_parse      (const char    *expression,
                                char         **message);
void      ps_expression_free       (PsExpression      *self);
gboolean  ps_expression_is_all     (PsExpression      *self);
gboolean  ps_expression_matches    (PsExpression      *self,
                                PsCloud       *cloud,
                                gint64         number,
                                const PsAsset *asset);
gint64    ps_expression_get_since  (PsExpression      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PsExpression, ps_expression_free)

G_END_DECLS
