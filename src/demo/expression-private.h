/* src/demo/expression-private.h: what the parser makes and the matcher reads. */
#pragma once

#include "demo/expression.h"

G_BEGIN_DECLS

typedef enum { NODE_OR, NODE_AND, NODE_NOT, NODE_TEST } PsNodeKind;
typedef enum { OP_IS, OP_HAS, OP_ABOVE, OP_BELOW, OP_FROM, OP_UP_TO } PsNodeOp;

typedef struct _PsNode PsNode;
struct _PsNode
{
  PsNodeKind kind;
  PsNode *a, *b;      /* owned, nullable */
  char *field;        /* owned */
  PsNodeOp op;
  char *value;        /* owned; with "*" at its end it is a prefix */
  gboolean prefix;
};

struct _PsExpression
{
  PsNode *root;       /* owned; NULL: everything */
  gboolean asks_status;
};

void ps_node_free (PsNode *node);

G_END_DECLS
