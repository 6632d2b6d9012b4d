/* src/demo/request.c: one request taken apart, and the reply to it before it goes out. */
#include "demo/request.h"

#include <string.h>

#include "demo/json-text.h"

/* One value of a form: "+" is a space, %XX a byte (WHATWG URL, 5.1). */
static char *
decode_form (const char *text,
             gsize       length)
{
  g_autofree char *plain = g_strndup (text, length);
  char *decoded;

  g_strdelimit (plain, "+", ' ');
  decoded = g_uri_unescape_string (plain, NULL);
  if (decoded == NULL || !g_utf8_validate (decoded, -1, NULL))
    {
      g_free (decoded);
      decoded = g_utf8_make_valid (plain, -1);
    }
  return decoded;
}

static GPtrArray *
parse_query (const char *query)
{
  GPtrArray *parameters = g_ptr_array_new_with_free_func (g_free);
  g_auto(GStrv) parts = g_strsplit (query != NULL ? query : "", "&", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gsize n_name = strcspn (parts[i], "=");
      const char *value = parts[i][n_name] == '=' ? parts[i] + n_name + 1 : "";

      if (n_name == 0)
        continue;
      g_ptr_array_add (parameters, decode_form (parts[i], n_name));
      g_ptr_array_add (parameters, decode_form (value, strlen (value)));
    }
  g_ptr_array_add (parameters, NULL);
  return parameters;
}

/* Decoded first, then split: the Node SDK sends "resources%2Fsearch", and public ids come both ways. */
static GStrv
parse_path (const char *path)
{
  g_autofree char *decoded = g_uri_unescape_string (path, NULL);
  g_autofree char *valid = g_utf8_make_valid (decoded != NULL ? decoded : path, -1);
  g_auto(GStrv) parts = g_strsplit (valid, "/", -1);
  GPtrArray *segments = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] != '\0')
        g_ptr_array_add (segments, g_strdup (parts[i]));
    }
  g_ptr_array_add (segments, NULL);
  return (GStrv) g_ptr_array_free (segments, FALSE);
}

static JsonObject *
parse_body (GBytes *body)
{
  g_autoptr(JsonParser) parser = NULL;
  gsize size = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &size) : NULL;
  JsonNode *root;

  if (size < 2 || size > 1024 * 1024 || !g_utf8_validate_len (text, size, NULL))
    return NULL;
  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, size, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_object_ref (json_node_get_object (root)) : NULL;
}

/**
 * ps_request_new:
 * @method: "GET", …
 * @path: percent-encoded
 * @query: (nullable): percent-encoded
 * @headers: (transfer none): must live as long
 * @body: (nullable): read as JSON where it is an object
 *
 * Returns: (transfer full): the request, taken apart
 */
PsRequest *
ps_request_new (const char         *method,
                const char         *path,
                const char         *query,
                SoupMessageHeaders *headers,
                GBytes             *body)
{
  PsRequest *self = g_new0 (PsRequest, 1);

  self->method = g_strdup (method);
  self->path = g_strdup (path);
  self->query = g_strdup (query);
  self->segments = parse_path (path);
  self->parameters = parse_query (query);
  self->headers = headers;
  self->body = body != NULL ? g_bytes_ref (body) : NULL;
  self->json = parse_body (body);
  return self;
}

/**
 * ps_request_free:
 * @self: (transfer full): a request
 */
void
ps_request_free (PsRequest *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->method);
  g_free (self->path);
  g_free (self->query);
  g_strfreev (self->segments);
  g_ptr_array_unref (self->parameters);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->json, json_object_unref);
  g_free (self);
}

static const char *
get_from_json (PsRequest  *self,
               const char *name)
{
  JsonNode *node = self->json != NULL ? json_object_get_member (self->json, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node) : NULL;
}

/**
 * ps_request_get:
 * @self: a request
 * @name: a parameter's name
 *
 * Returns: (nullable) (transfer none): its value, from the query or else a text of the JSON body
 */
const char *
ps_request_get (PsRequest  *self,
                const char *name)
{
  for (guint i = 0; i + 1 < self->parameters->len; i += 2)
    {
      if (g_str_equal (g_ptr_array_index (self->parameters, i), name))
        return g_ptr_array_index (self->parameters, i + 1);
    }
  return get_from_json (self, name);
}

/**
 * ps_request_get_flag:
 * @self: a request
 * @name: a parameter's name
 *
 * Returns: whether it is "1" or "true" in any case
 */
gboolean
ps_request_get_flag (PsRequest  *self,
                     const char *name)
{
  const char *value = ps_request_get (self, name);

  return value != NULL && (g_str_equal (value, "1") || g_ascii_strcasecmp (value, "true") == 0);
}

static void
append_json_list (GPtrArray *list,
                  JsonNode  *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        append_json_list (list, json_array_get_element (array, i));
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    g_ptr_array_add (list, json_node_dup_string (node));
}

/**
 * ps_request_dup_list:
 * @self: a request
 * @name: a parameter's name, without brackets
 *
 * Returns: (transfer full): all of `name=a,b`, `name[]=a&name[]=b`, `name[0]=a` and of the JSON
 *   body's list; bracketed values are not split at commas, for ids may hold them
 */
GStrv
ps_request_dup_list (PsRequest  *self,
                     const char *name)
{
  GPtrArray *list = g_ptr_array_new ();
  g_autofree char *bracketed = g_strconcat (name, "[", NULL);

  for (guint i = 0; i + 1 < self->parameters->len; i += 2)
    {
      const char *value = g_ptr_array_index (self->parameters, i + 1);

      if (g_str_has_prefix (g_ptr_array_index (self->parameters, i), bracketed))
        g_ptr_array_add (list, g_strdup (value));
      else if (g_str_equal (g_ptr_array_index (self->parameters, i), name))
        {
          g_auto(GStrv) parts = g_strsplit (value, ",", -1);

          for (guint j = 0; parts[j] != NULL; j++)
            g_ptr_array_add (list, g_strdup (g_strstrip (parts[j])));
        }
    }
  if (self->json != NULL && json_object_has_member (self->json, name))
    append_json_list (list, json_object_get_member (self->json, name));
  g_ptr_array_add (list, NULL);
  return (GStrv) g_ptr_array_free (list, FALSE);
}

/**
 * ps_request_is_reading:
 * @self: a request
 *
 * Returns: whether it changes nothing: GET, HEAD, and POST to the two searches of the API
 */
gboolean
ps_request_is_reading (PsRequest *self)
{
  if (g_str_equal (self->method, "GET") || g_str_equal (self->method, "HEAD"))
    return TRUE;
  return g_str_equal (self->method, "POST") && g_strv_length (self->segments) == 4 && g_str_equal (self->segments[0], "v1_1")
         && (g_str_equal (self->segments[2], "resources") || g_str_equal (self->segments[2], "folders")) && g_str_equal (self->segments[3], "search");
}

/**
 * ps_request_get_header:
 * @self: a request
 * @name: in any case
 *
 * Returns: (nullable) (transfer none): the header's value
 */
const char *
ps_request_get_header (PsRequest  *self,
                       const char *name)
{
  return self->headers != NULL ? soup_message_headers_get_one (self->headers, name) : NULL;
}

/**
 * ps_reply_new:
 * @status: an HTTP status
 * @content_type: (nullable): of the body
 * @body: (nullable) (transfer full): the body
 *
 * Returns: (transfer full): a reply
 */
PsReply *
ps_reply_new (guint       status,
              const char *content_type,
              GBytes     *body)
{
  PsReply *self = g_new0 (PsReply, 1);

  self->status = status;
  self->headers = soup_message_headers_new (SOUP_MESSAGE_HEADERS_RESPONSE);
  self->body = body;
  self->length = -1;
  if (content_type != NULL)
    soup_message_headers_append (self->headers, "Content-Type", content_type);
  return self;
}

/**
 * ps_reply_new_json:
 * @status: an HTTP status
 * @json: (transfer full): the body
 *
 * Returns: (transfer full): a reply of the API
 */
PsReply *
ps_reply_new_json (guint    status,
                   GString *json)
{
  return ps_reply_new (status, "application/json; charset=utf-8", g_string_free_to_bytes (json));
}

/**
 * ps_reply_new_error:
 * @status: an HTTP status
 * @message: what Cloudinary says, in English as it does
 *
 * Returns: (transfer full): an error of the API
 */
PsReply *
ps_reply_new_error (guint       status,
                    const char *message)
{
  GString *json = g_string_new ("{\"error\":{");

  ps_json_append_member (json, "message", message);
  g_string_append (json, "}}");
  return ps_reply_new_json (status, json);
}

/**
 * ps_reply_new_html:
 * @status: an HTTP status
 * @title: the page's title
 * @text: the page's text
 *
 * Returns: (transfer full): a page where JSON should be
 */
PsReply *
ps_reply_new_html (guint       status,
                   const char *title,
                   const char *text)
{
  g_autofree char *page = g_strdup_printf ("<!DOCTYPE html>\n<html><head><title>%s</title></head>\n<body><h1>%s</h1><p>%s</p></body></html>\n",
                                           title, title, text);

  return ps_reply_new (status, "text/html; charset=utf-8", g_bytes_new_take (g_strdup (page), strlen (page)));
}

/**
 * ps_reply_new_refusal:
 * @status: an HTTP status
 * @x_cld_error: the reason, as the delivery network gives it
 *
 * Returns: (transfer full): an empty reply of delivery; its type is that of a picture, as seen in the wild
 */
PsReply *
ps_reply_new_refusal (guint       status,
                      const char *x_cld_error)
{
  PsReply *self = ps_reply_new (status, "image/gif", NULL);
  g_autofree char *reason = g_strdup (x_cld_error);

  g_strdelimit (reason, "\r\n", ' ');
  ps_reply_set_header (self, "Content-Disposition", "inline");
  ps_reply_set_header (self, "X-Cld-Error", reason);
  ps_reply_set_header (self, "Cache-Control", "private, no-transform, max-age=0, no-cache");
  return self;
}

/**
 * ps_reply_free:
 * @self: (transfer full): a reply
 */
void
ps_reply_free (PsReply *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->reason);
  soup_message_headers_unref (self->headers);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

/**
 * ps_reply_set_header:
 * @self: a reply
 * @name: a header
 * @value: (nullable): its value; %NULL takes it away
 */
void
ps_reply_set_header (PsReply    *self,
                     const char *name,
                     const char *value)
{
  if (value != NULL)
    soup_message_headers_replace (self->headers, name, value);
  else
    soup_message_headers_remove (self->headers, name);
}

/**
 * ps_reply_set_body:
 * @self: a reply
 * @body: (nullable) (transfer full): another body
 */
void
ps_reply_set_body (PsReply *self,
                   GBytes  *body)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  self->body = body;
  self->length = -1;
}
