/* src/demo/expression.c: whether an asset is what an expression asks for. */
#include "demo/expression-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/times.h"
#include "demo/entry.h"

/**
 * ps_expression_free:
 * @self: (transfer full): an expression
 */
void
ps_expression_free (PsExpression *self)
{
  g_return_if_fail (self != NULL);

  ps_node_free (self->root);
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
compare_numbers (PsNodeOp     op,
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
matches_text (const PsNode *node,
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
matches_folder (const PsNode *node,
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
matches_any (const PsNode *node,
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
matches_time (const PsNode *node,
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
matches_test (const PsNode    *node,
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
matches (const PsNode    *node,
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
get_since (const PsNode *node)
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
