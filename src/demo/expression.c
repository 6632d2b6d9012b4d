/* src/demo/expression.c: the part of Cloudinary's search expressions that the demo cloud understands.
 *
 *   or    = and { "OR" and }
 *   and   = not { [ "AND" ] not }
 *   not   = [ "NOT" | "-" ] ( "(" or ")" | test )
 *   test  = field ( "=" | ":" | ">" | "<" | ">=" | "<=" ) value
 *   value = word | "quoted" | "[" word "TO" word "]"
 */
#include "demo/expression.h"

#include <stdlib.h>
#include <string.h>

#include "base/times.h"
#include "demo/entry.h"

#define MAX_DEPTH 40

typedef enum { NODE_OR, NODE_AND, NODE_NOT, NODE_TEST } NodeKind;
typedef enum { OP_IS, OP_HAS, OP_ABOVE, OP_BELOW, OP_FROM, OP_UP_TO } Op;

typedef struct _Node Node;
struct _Node
{
  NodeKind kind;
  Node *a, *b;      /* owned, nullable */
  char *field;      /* owned */
  Op op;
  char *value;      /* owned; with "*" at its end it is a prefix */
  gboolean prefix;
};

struct _PsExpression
{
  Node *root;       /* owned; NULL: everything */
  gboolean asks_status;
};

typedef struct
{
  const char *text, *at;
  char *message;    /* owned: the first error */
  guint depth;
  gboolean asks_status;
} Parser;

static Node *parse_or (Parser *parser);

static void
free_node (Node *node)
{
  if (node == NULL)
    return;
  free_node (node->a);
  free_node (node->b);
  g_free (node->field);
  g_free (node->value);
  g_free (node);
}

static Node *
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

static Node *
new_node (NodeKind  kind,
          Node     *a,
          Node     *b)
{
  Node *node = g_new0 (Node, 1);

  node->kind = kind;
  node->a = a;
  node->b = b;
  return node;
}

static Node *
new_test (const char *field,
          Op          op,
          char       *value,
          gboolean    quoted)
{
  Node *node = new_node (NODE_TEST, NULL, NULL);
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
take_value (Parser   *parser,
            gboolean *quoted)
{
  gsize length;
  char *value;

  skip_spaces (parser);
  *quoted = *parser->at == '"';
  if (*quoted)
    return take_quoted (parser);
  length = strcspn (parser->at, " \t\n()[]\"");
  if (length == 0 || parser->at[0] == '*')
    return NULL;
  value = g_strndup (parser->at, length);
  parser->at += length;
  return value;
}

/* bytes:[1000 TO 2000] */
static Node *
parse_range (Parser     *parser,
             const char *field)
{
  gboolean quoted;
  Node *from = NULL;
  char *value;

  parser->at++;
  value = take_value (parser, &quoted);
  if (value == NULL)
    return fail (parser);
  from = new_test (field, OP_FROM, value, quoted);
  value = take_word (parser, "TO") ? take_value (parser, &quoted) : NULL;
  skip_spaces (parser);
  if (value == NULL || (*parser->at != ']' && *parser->at != '}'))
    {
      g_free (value);
      free_node (from);
      return fail (parser);
    }
  parser->at++;
  return new_node (NODE_AND, from, new_test (field, OP_UP_TO, value, quoted));
}

static gboolean
take_op (Parser *parser,
         Op     *op)
{
  static const struct { const char *text; Op op; } ops[] = {
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

static Node *
parse_test (Parser *parser)
{
  gsize length = strcspn (parser->at, " \t\n=:<>()[]\"");
  g_autofree char *field = g_strndup (parser->at, length);
  gboolean quoted;
  char *value;
  Op op;

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
  value = take_value (parser, &quoted);
  return value != NULL ? new_test (field, op, value, quoted) : fail (parser);
}

static Node *
parse_not (Parser *parser)
{
  Node *node;

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
          free_node (node);
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

static Node *
parse_and (Parser *parser)
{
  Node *left = parse_not (parser);

  while (left != NULL && !is_at_end_of_and (parser))
    {
      Node *right;

      take_word (parser, "AND");
      right = parse_not (parser);
      if (right == NULL)
        {
          free_node (left);
          return NULL;
        }
      left = new_node (NODE_AND, left, right);
    }
  return left;
}

static Node *
parse_or (Parser *parser)
{
  Node *left = parse_and (parser);

  while (left != NULL && take_word (parser, "OR"))
    {
      Node *right = parse_and (parser);

      if (right == NULL)
        {
          free_node (left);
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
  self->root = parse_or (&parser);
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

/**
 * ps_expression_free:
 * @self: (transfer full): an expression
 */
void
ps_expression_free (PsExpression *self)
{
  g_return_if_fail (self != NULL);

  free_node (self->root);
  g_free (self);
}

/**
 * ps_expression_is_all:
 * @self: an expression
 *
 * Returns: whether it is empty
 */
gboolean
ps_expression_is_all (PsExpression *self)
{
  return self->root == NULL;
}

/* "2026-03-01T00:00:00Z", "2026-03-01", and relative: "1d", "4w" ago. */
static gboolean
read_time (const char *text,
           gint64     *time_us)
{
  static const struct { char unit; gint64 seconds; } units[] = {
    { 's', 1 }, { 'h', 3600 }, { 'd', 86400 }, { 'w', 604800 }, { 'm', 2592000 }, { 'y', 31536000 },
  };
  g_autofree char *midnight = NULL;
  char *end = NULL;
  gint64 n = g_ascii_strtoll (text, &end, 10);

  for (guint i = 0; i < G_N_ELEMENTS (units) && end != text && *end != '\0' && end[1] == '\0'; i++)
    {
      if (*end != units[i].unit)
        continue;
      *time_us = g_get_real_time () - n * units[i].seconds * G_USEC_PER_SEC;
      return TRUE;
    }
  if (ps_time_from_text (text, time_us))
    return TRUE;
  midnight = g_strconcat (text, "T00:00:00Z", NULL);
  return ps_time_from_text (midnight, time_us);
}

static gboolean
compare_numbers (Op     op,
                 double value,
                 double with)
{
  switch (op)
    {
    case OP_ABOVE:
      return value > with;
    case OP_BELOW:
      return value < with;
    case OP_FROM:
      return value >= with;
    case OP_UP_TO:
      return value <= with;
    case OP_IS:
    case OP_HAS:
    default:
      return value == with;
    }
}

/* "=" is exact; ":" matches a whole word of the text, in any case. */
static gboolean
matches_text (const Node *node,
              const char *text)
{
  g_autofree char *folded = NULL, *wanted = NULL;
  g_auto(GStrv) parts = NULL;

  if (text == NULL)
    return FALSE;
  if (node->op == OP_IS)
    return node->prefix ? g_str_has_prefix (text, node->value) : g_str_equal (text, node->value);
  folded = g_utf8_casefold (text, -1);
  wanted = g_utf8_casefold (node->value, -1);
  if (node->prefix ? g_str_has_prefix (folded, wanted) : g_str_equal (folded, wanted))
    return TRUE;
  parts = g_strsplit_set (folded, " /_-.,", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (node->prefix ? g_str_has_prefix (parts[i], wanted) : g_str_equal (parts[i], wanted))
        return TRUE;
    }
  return FALSE;
}

/* asset_folder:"a/…" with a star behind the slash is a and all below it; else the very folder. Case counts. */
static gboolean
matches_folder (const Node *node,
                const char *folder)
{
  gsize length = strlen (node->value);

  if (!node->prefix)
    return g_str_equal (folder, node->value);
  if (length > 0 && node->value[length - 1] == '/' && strncmp (folder, node->value, length - 1) == 0 && folder[length - 1] == '\0')
    return TRUE;
  return g_str_has_prefix (folder, node->value);
}

static gboolean
matches_any (const Node *node,
             GStrv       texts)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      if (matches_text (node, texts[i]))
        return TRUE;
    }
  return FALSE;
}

static gboolean
matches_time (const Node *node,
              gint64      value_us)
{
  gint64 time_us;

  return read_time (node->value, &time_us) && compare_numbers (node->op, value_us, time_us);
}

static gint64
get_uploaded_us (const PsAsset *asset)
{
  gint64 time_us = asset->created_at_us;

  ps_time_from_text (asset->uploaded_at, &time_us);
  return time_us;
}

static gboolean
matches_test (const Node    *node,
              PsCloud       *cloud,
              gint64         number,
              const PsAsset *asset)
{
  g_autofree char *owned = NULL;
  const char *field = node->field, *base = strrchr (asset->public_id, '/');

  if (g_str_equal (field, cloud->fixed ? "folder" : "asset_folder"))
    return matches_folder (node, ps_entry_get_folder (cloud, asset, &owned));
  if (g_str_equal (field, "resource_type"))
    return matches_text (node, asset->resource_type);
  if (g_str_equal (field, "type"))
    return matches_text (node, asset->resource_kind);
  if (g_str_equal (field, "status"))
    return matches_text (node, asset->status != NULL ? asset->status : "active");
  if (g_str_equal (field, "public_id"))
    return matches_text (node, asset->public_id);
  if (g_str_equal (field, "asset_id"))
    return matches_text (node, asset->asset_id);
  if (g_str_equal (field, "filename"))
    return matches_text (node, base != NULL ? base + 1 : asset->public_id);
  if (g_str_equal (field, "display_name"))
    return matches_text (node, asset->display_name);
  if (g_str_equal (field, "format"))
    return matches_text (node, asset->format);
  if (g_str_equal (field, "etag"))
    return matches_text (node, asset->etag);
  if (g_str_equal (field, "tags"))
    return matches_any (node, asset->tags);
  if (g_str_equal (field, "bytes"))
    return compare_numbers (node->op, asset->n_bytes, g_ascii_strtod (node->value, NULL));
  if (g_str_equal (field, "width"))
    return compare_numbers (node->op, asset->width, g_ascii_strtod (node->value, NULL));
  if (g_str_equal (field, "height"))
    return compare_numbers (node->op, asset->height, g_ascii_strtod (node->value, NULL));
  if (g_str_equal (field, "created_at"))
    return matches_time (node, asset->created_at_us);
  if (g_str_equal (field, "uploaded_at"))
    return matches_time (node, get_uploaded_us (asset));
  if (g_str_has_prefix (field, "last_updated."))
    return matches_time (node, MAX (get_uploaded_us (asset), ps_studio_get_changed_us (cloud->studio, number)));
  return FALSE; /* an unknown field matches nothing */
}

static gboolean
matches (const Node    *node,
         PsCloud       *cloud,
         gint64         number,
         const PsAsset *asset)
{
  switch (node->kind)
    {
    case NODE_OR:
      return matches (node->a, cloud, number, asset) || matches (node->b, cloud, number, asset);
    case NODE_AND:
      return matches (node->a, cloud, number, asset) && matches (node->b, cloud, number, asset);
    case NODE_NOT:
      return !matches (node->a, cloud, number, asset);
    case NODE_TEST:
    default:
      return matches_test (node, cloud, number, asset);
    }
}

/**
 * ps_expression_matches:
 * @self: an expression
 * @cloud: the account
 * @number: the asset's number
 * @asset: the asset as a search sees it
 *
 * Returns: whether @asset is found
 */
gboolean
ps_expression_matches (PsExpression      *self,
                   PsCloud       *cloud,
                   gint64         number,
                   const PsAsset *asset)
{
  if (!self->asks_status && asset->status != NULL && !g_str_equal (asset->status, "active"))
    return FALSE;
  return self->root == NULL || matches (self->root, cloud, number, asset);
}

static gint64
get_since (const Node *node)
{
  gint64 time_us;

  switch (node->kind)
    {
    case NODE_OR:
      return MIN (get_since (node->a), get_since (node->b));
    case NODE_AND:
      return MAX (get_since (node->a), get_since (node->b));
    case NODE_NOT:
      return 0;
    case NODE_TEST:
    default:
      if ((g_str_has_suffix (node->field, "_at")) && (node->op == OP_ABOVE || node->op == OP_FROM) && read_time (node->value, &time_us))
        return time_us;
      return 0;
    }
}

/**
 * ps_expression_get_since:
 * @self: an expression
 *
 * Returns: microseconds since 1970 before which nothing can match that has not
 *   been changed since it was made; 0: unknown
 */
gint64
ps_expression_get_since (PsExpression *self)
{
  return self->root != NULL ? get_since (self->root) : 0;
}
