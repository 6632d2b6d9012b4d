/* src/demo/expression-parser.c: an expression as text becomes a tree.
 *
 *   or    = and { "OR" and }
 *   and   = not { [ "AND" ] not }
 *   not   = [ "NOT" | "-" ] ( "(" or ")" | test )
 *   test  = field ( "=" | ":" | ">" | "<" | ">=" | "<=" ) value
 *   value = word | "quoted" | "[" word "TO" word "]"
 */
#include "demo/expression-private.h"

#include <string.h>

#define MAX_DEPTH 40
#define MAX_LENGTH 4000 /* bytes */

typedef struct
{
  const char *text, *at;
  char *message;    /* owned: the first error */
  guint depth;
  gboolean asks_status;
} Parser;

static PsNode *parse_or (Parser *parser);

/**
 * ps_node_free:
 * @node: (transfer full) (nullable): a part of an expression
 */
void
ps_node_free (PsNode *node)
{
  if (node == NULL)
    return;
  ps_node_free (node->a);
  ps_node_free (node->b);
  g_free (node->field);
  g_free (node->value);
  g_free (node);
}

static PsNode *
fail (Parser *parser)
{
  if (parser->message == NULL)
    parser->message = g_strdup_printf ("Query Error (at position %d) '%s'", (int) (parser->at - parser->text), parser->text);
  return NULL;
}

static void
skip_spaces (Parser *parser)
{
  parser->at += strspn (parser->at, " \t\n");
}

static gboolean
take_word (Parser     *parser,
           const char *word)
{
  gsize length = strlen (word);

  skip_spaces (parser);
  if (strncmp (parser->at, word, length) != 0 || (g_ascii_isalpha (word[0]) && strchr (" \t\n(", parser->at[length]) == NULL))
    return FALSE;
  parser->at += length;
  return TRUE;
}

static PsNode *
new_node (PsNodeKind  kind,
          PsNode     *a,
          PsNode     *b)
{
  PsNode *node = g_new0 (PsNode, 1);

  node->kind = kind;
  node->a = a;
  node->b = b;
  return node;
}

static PsNode *
new_test (const char *field,
          PsNodeOp    op,
          char       *value)
{
  PsNode *node = new_node (NODE_TEST, NULL, NULL);
  gsize length = strlen (value);

  node->field = g_strdup (field);
  node->op = op;
  node->value = value;
  node->prefix = length > 1 && value[length - 1] == '*';
  if (node->prefix)
    value[length - 1] = '\0';
  return node;
}

static char *
take_quoted (Parser *parser)
{
  GString *value = g_string_new (NULL);

  for (parser->at++; *parser->at != '\0' && *parser->at != '"'; parser->at++)
    {
      if (*parser->at == '\\' && parser->at[1] != '\0')
        parser->at++;
      g_string_append_c (value, *parser->at);
    }
  if (*parser->at != '"')
    {
      g_string_free (value, TRUE);
      return NULL;
    }
  parser->at++;
  return g_string_free (value, FALSE);
}

static char *
take_value (Parser *parser)
{
  gsize length;
  char *value;

  skip_spaces (parser);
  if (*parser->at == '"')
    return take_quoted (parser);
  length = strcspn (parser->at, " \t\n()[]\"");
  if (length == 0 || parser->at[0] == '*')
    return NULL;
  value = g_strndup (parser->at, length);
  parser->at += length;
  return value;
}

/* bytes:[1000 TO 2000] */
static PsNode *
parse_range (Parser     *parser,
             const char *field)
{
  PsNode *from = NULL;
  char *value;

  parser->at++;
  value = take_value (parser);
  if (value == NULL)
    return fail (parser);
  from = new_test (field, OP_FROM, value);
  value = take_word (parser, "TO") ? take_value (parser) : NULL;
  skip_spaces (parser);
  if (value == NULL || (*parser->at != ']' && *parser->at != '}'))
    {
      g_free (value);
      ps_node_free (from);
      return fail (parser);
    }
  parser->at++;
  return new_node (NODE_AND, from, new_test (field, OP_UP_TO, value));
}

static gboolean
take_op (Parser *parser,
         PsNodeOp     *op)
{
  static const struct { const char *text; PsNodeOp op; } ops[] = {
    { ">=", OP_FROM }, { "<=", OP_UP_TO }, { ">", OP_ABOVE }, { "<", OP_BELOW }, { "=", OP_IS }, { ":", OP_HAS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      if (!take_word (parser, ops[i].text))
        continue;
      *op = ops[i].op;
      return TRUE;
    }
  return FALSE;
}

static PsNode *
parse_test (Parser *parser)
{
  gsize length = strcspn (parser->at, " \t\n=:<>()[]\"");
  g_autofree char *field = g_strndup (parser->at, length);
  char *value;
  PsNodeOp op;

  if (length == 0 || strchr (field, '*') != NULL)
    return fail (parser);
  parser->at += length;
  if (!take_op (parser, &op))
    return fail (parser);
  if (g_str_equal (field, "status"))
    parser->asks_status = TRUE;
  skip_spaces (parser);
  if (*parser->at == '[' || *parser->at == '{')
    return parse_range (parser, field);
  value = take_value (parser);
  return value != NULL ? new_test (field, op, value) : fail (parser);
}

static PsNode *
parse_not (Parser *parser)
{
  PsNode *node;

  skip_spaces (parser);
  if (parser->depth++ > MAX_DEPTH)
    return fail (parser);
  if (take_word (parser, "NOT") || take_word (parser, "-") || take_word (parser, "!"))
    {
      node = parse_not (parser);
      node = node != NULL ? new_node (NODE_NOT, node, NULL) : NULL;
    }
  else if (take_word (parser, "("))
    {
      node = parse_or (parser);
      if (node != NULL && !take_word (parser, ")"))
        {
          ps_node_free (node);
          node = fail (parser);
        }
    }
  else
    node = parse_test (parser);
  parser->depth--;
  return node;
}

static gboolean
is_at_end_of_and (Parser *parser)
{
  const char *at;
  gboolean ends;

  skip_spaces (parser);
  at = parser->at;
  ends = *at == '\0' || *at == ')' || take_word (parser, "OR");
  parser->at = at;
  return ends;
}

static PsNode *
parse_and (Parser *parser)
{
  PsNode *left = parse_not (parser);

  while (left != NULL && !is_at_end_of_and (parser))
    {
      PsNode *right;

      take_word (parser, "AND");
      right = parse_not (parser);
      if (right == NULL)
        {
          ps_node_free (left);
          return NULL;
        }
      left = new_node (NODE_AND, left, right);
    }
  return left;
}

static PsNode *
parse_or (Parser *parser)
{
  PsNode *left = parse_and (parser);

  while (left != NULL && take_word (parser, "OR"))
    {
      PsNode *right = parse_and (parser);

      if (right == NULL)
        {
          ps_node_free (left);
          return NULL;
        }
      left = new_node (NODE_OR, left, right);
    }
  return left;
}

/**
 * ps_expression_parse:
 * @expression: (nullable): empty: everything that is active
 * @message: (out) (transfer full): what Cloudinary says about a wrong one
 *
 * Returns: (transfer full) (nullable): the expression
 */
PsExpression *
ps_expression_parse (const char  *expression,
                 char       **message)
{
  Parser parser = { .text = expression, .at = expression };
  PsExpression *self = g_new0 (PsExpression, 1);

  if (expression == NULL || expression[strspn (expression, " \t\n")] == '\0')
    return self;
  if (strlen (expression) <= MAX_LENGTH)
    self->root = parse_or (&parser);
  else
    fail (&parser);
  skip_spaces (&parser);
  if (self->root != NULL && *parser.at != '\0')
    fail (&parser);
  self->asks_status = parser.asks_status;
  if (parser.message == NULL)
    return self;
  *message = parser.message;
  ps_expression_free (self);
  return NULL;
}
