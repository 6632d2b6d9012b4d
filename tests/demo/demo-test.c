/* tests/demo/demo-test.c: a demo cloud on a thread of its own, and a client that sees every byte. */
#include "demo-test.h"

#include <stdlib.h>
#include <string.h>

#define SILENCE_S 1 /* how long a client waits before it calls a connection silent */

struct _DemoTest
{
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  PsDemoOptions options;
  PsDemoServer *server;
  guint port;
  guint silence_s;
  GMutex lock;
  GCond ready;
};

static gpointer
serve_in_thread (gpointer data)
{
  DemoTest *self = data;
  g_autoptr(GError) error = NULL;

  g_main_context_push_thread_default (self->context);
  self->server = ps_demo_server_new (&self->options, &error);
  g_assert_no_error (error);
  g_mutex_lock (&self->lock);
  self->port = ps_demo_server_get_port (self->server);
  g_cond_signal (&self->ready);
  g_mutex_unlock (&self->lock);
  g_main_loop_run (self->loop);
  ps_demo_server_stop (self->server);
  for (int i = 0; i < 20 || g_main_context_pending (self->context); i++)
    g_main_context_iteration (self->context, FALSE);
  g_object_unref (self->server);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

DemoTest *
demo_test_start_with (const PsDemoOptions *options)
{
  DemoTest *self = g_new0 (DemoTest, 1);

  self->options = *options;
  self->silence_s = SILENCE_S;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_mutex_init (&self->lock);
  g_cond_init (&self->ready);
  self->thread = g_thread_new ("demo", serve_in_thread, self);
  g_mutex_lock (&self->lock);
  while (self->port == 0)
    g_cond_wait (&self->ready, &self->lock);
  g_mutex_unlock (&self->lock);
  return self;
}

DemoTest *
demo_test_start (const char *const *faults)
{
  const PsDemoOptions options = { .faults = faults, .plan_limit_bytes = -1 };

  return demo_test_start_with (&options);
}

void
demo_test_stop (DemoTest *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->ready);
  g_free (self);
}

guint
demo_test_get_port (DemoTest *self)
{
  return self->port;
}

/* Before the first request: then nobody else looks. */
void
demo_test_set_drawing (DemoTest *self)
{
  ps_demo_server_set_drawing (self->server, TRUE);
  self->silence_s = 20;
}

static void
read_headers (Answer *answer)
{
  char *text = (char *) answer->raw->data;
  char *end = g_strstr_len (text, answer->raw->len, "\r\n\r\n");
  g_auto(GStrv) lines = NULL;

  answer->body = text;
  answer->n_body = answer->raw->len - 1;
  if (!g_str_has_prefix (text, "HTTP/1.") || end == NULL)
    return;
  answer->body = end + 4;
  answer->n_body = answer->raw->len - 1 - (answer->body - text);
  answer->status = atoi (text + strlen ("HTTP/1.1 "));
  *end = '\0';
  lines = g_strsplit (text, "\r\n", -1);
  *end = '\r';
  for (guint i = 1; lines[i] != NULL; i++)
    {
      char *colon = strchr (lines[i], ':');

      if (colon == NULL)
        continue;
      *colon = '\0';
      g_hash_table_replace (answer->headers, g_ascii_strdown (lines[i], -1), g_strdup (g_strstrip (colon + 1)));
    }
}

Answer *
demo_test_ask (DemoTest   *self,
               const char *method,
               const char *path,
               const char *headers,
               const char *body)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *request = g_strdup_printf ("%s %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n%sConnection: close\r\nContent-Length: %u\r\n\r\n%s",
                                              method, path, self->port, headers != NULL ? headers : "",
                                              body != NULL ? (guint) strlen (body) : 0, body != NULL ? body : "");
  Answer *answer = g_new0 (Answer, 1);
  GInputStream *in;
  char buffer[65536];
  gssize n;

  connection = g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, &error);
  g_assert_no_error (error);
  g_socket_set_timeout (g_socket_connection_get_socket (connection), self->silence_s);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request, strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
  answer->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  answer->raw = g_byte_array_new ();
  in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  while ((n = g_input_stream_read (in, buffer, sizeof buffer, NULL, &error)) > 0)
    g_byte_array_append (answer->raw, (const guint8 *) buffer, n);
  if (n < 0)
    answer->ended = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT) ? ENDED_SILENT : ENDED_RESET;
  g_byte_array_append (answer->raw, (const guint8 *) "", 1);
  read_headers (answer);
  return answer;
}

Answer *
demo_test_get (DemoTest   *self,
               const char *path)
{
  return demo_test_ask (self, "GET", path, NULL, NULL);
}

Answer *
demo_test_api (DemoTest   *self,
               const char *path)
{
  g_autofree char *full = g_strconcat (DEMO_API, path, NULL);

  return demo_test_ask (self, "GET", full, DEMO_BASIC, NULL);
}

Answer *
demo_test_search (DemoTest   *self,
                  const char *body)
{
  return demo_test_ask (self, "POST", DEMO_API "/resources/search", DEMO_BASIC "Content-Type: application/json\r\n", body);
}

JsonObject *
answer_to_json (Answer *self)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;

  json_parser_load_from_data (parser, self->body, self->n_body, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

JsonObject *
demo_test_api_json (DemoTest   *self,
                    const char *path)
{
  g_autoptr(Answer) answer = demo_test_api (self, path);

  if (answer->status != 200)
    g_error ("%s: %u %s", path, answer->status, answer->body);
  return answer_to_json (answer);
}

JsonObject *
demo_test_search_json (DemoTest   *self,
                       const char *body)
{
  g_autoptr(Answer) answer = demo_test_search (self, body);

  if (answer->status != 200)
    g_error ("%s: %u %s", body, answer->status, answer->body);
  return answer_to_json (answer);
}

void
demo_test_hook (DemoTest   *self,
                const char *path)
{
  g_autoptr(Answer) answer = demo_test_ask (self, "POST", path, NULL, NULL);

  if (answer->status != 200)
    g_error ("%s: %u %s", path, answer->status, answer->body);
}

void
answer_free (Answer *self)
{
  g_hash_table_unref (self->headers);
  g_byte_array_unref (self->raw);
  g_free (self);
}

const char *
answer_header (Answer     *self,
               const char *name)
{
  return g_hash_table_lookup (self->headers, name);
}

/* parameters: sorted, unescaped, "a=b&c=d", without timestamp; ids in tests need no escaping but for slash and space. */
char *
demo_test_sign (const char *parameters)
{
  g_autofree char *with_time = g_strdup_printf ("%s&timestamp=%" G_GINT64_FORMAT, parameters, g_get_real_time () / G_USEC_PER_SEC);
  g_auto(GStrv) pairs = g_strsplit (with_time, "&", -1);
  g_autofree char *sorted = NULL, *text = NULL, *digest = NULL, *escaped = NULL;

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      for (guint j = i + 1; pairs[j] != NULL; j++)
        {
          if (strcmp (pairs[i], pairs[j]) > 0)
            {
              char *swap = pairs[i];

              pairs[i] = pairs[j];
              pairs[j] = swap;
            }
        }
    }
  sorted = g_strjoinv ("&", pairs);
  text = g_strconcat (sorted, PS_DEMO_API_SECRET, NULL);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA1, text, -1);
  escaped = g_uri_escape_string (sorted, "=&", FALSE);
  return g_strdup_printf ("%s&api_key=" PS_DEMO_API_KEY "&signature=%s", escaped, digest);
}
