/* tests/cloud/raw-server.c: a server on loopback that says byte for byte what a test wants.
 *
 * Its own thread accepts, a thread for each connection reads and writes with
 * blocking calls, so that a stall is a stall.
 */
#include "raw-server.h"

#include <string.h>
#include <sys/socket.h>

#define MAX_CONNECTIONS 64

typedef struct
{
  char *request;    /* owned */
  GBytes *response; /* owned */
  RawEnd end;
  gboolean is_used;
} Answer;

struct _RawServer
{
  GSocketService *service;      /* owned */
  GTlsCertificate *certificate; /* owned, nullable */
  GMainContext *context;        /* owned */
  GThread *thread;
  guint port;
  GCancellable *stopping;       /* owned */
  int n_running;                /* atomic: connections' threads, which borrow the server */

  GMutex lock;                  /* over all below */
  GPtrArray *answers;           /* of Answer */
  GPtrArray *requests;          /* of char* */
};

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_free (answer->request);
  g_bytes_unref (answer->response);
  g_free (answer);
}

static gboolean
read_request (RawServer    *self,
              GInputStream *input,
              GString      *request)
{
  gsize wanted = 0;

  g_string_truncate (request, 0);
  while (TRUE)
    {
      const char *head_end = strstr (request->str, "\r\n\r\n");
      char buffer[4096];
      gssize n_read;

      if (head_end != NULL)
        {
          const char *length = strstr (request->str, "Content-Length: ");

          wanted = head_end + 4 - request->str;
          if (length != NULL && length < head_end)
            wanted += g_ascii_strtoull (length + strlen ("Content-Length: "), NULL, 10);
          if (request->len >= wanted)
            return TRUE;
        }
      n_read = g_input_stream_read (input, buffer, sizeof buffer, self->stopping, NULL);
      if (n_read <= 0)
        return FALSE;
      g_string_append_len (request, buffer, n_read);
    }
}

static Answer *
find_answer (RawServer  *self,
             const char *request)
{
  Answer *last = NULL;

  for (guint i = 0; i < self->answers->len; i++)
    {
      Answer *answer = g_ptr_array_index (self->answers, i);

      if (!g_str_has_prefix (request, answer->request))
        continue;
      last = answer;
      if (!answer->is_used)
        break;
    }
  if (last != NULL)
    last->is_used = TRUE;
  return last;
}

static void
reset (GSocketConnection *connection)
{
  struct linger linger = { 1, 0 };

  setsockopt (g_socket_get_fd (g_socket_connection_get_socket (connection)), SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

/* Until the server stops, or the other side goes away. */
static void
hold (RawServer     *self,
      GInputStream  *input,
      GOutputStream *output,
      gboolean       is_dripping)
{
  char byte;

  if (!is_dripping)
    while (g_input_stream_read (input, &byte, 1, self->stopping, NULL) > 0)
      continue;
  while (is_dripping && !g_cancellable_is_cancelled (self->stopping))
    {
      if (!g_output_stream_write_all (output, "x", 1, NULL, self->stopping, NULL))
        break;
      g_usleep (50 * 1000);
    }
}

/* Returns whether the connection goes on. */
static gboolean
serve_one (RawServer         *self,
           GSocketConnection *connection,
           GInputStream      *input,
           GOutputStream     *output)
{
  g_autoptr(GString) request = g_string_new (NULL);
  g_autoptr(GBytes) response = NULL;
  RawEnd end = RAW_CLOSE;
  Answer *answer;

  if (!read_request (self, input, request))
    return FALSE;
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->requests, g_strdup (request->str));
  answer = find_answer (self, request->str);
  if (answer != NULL)
    {
      response = g_bytes_ref (answer->response);
      end = answer->end;
    }
  g_mutex_unlock (&self->lock);
  if (response == NULL)
    response = g_bytes_new_static ("HTTP/1.1 599 No answer\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", 67);
  g_output_stream_write_all (output, g_bytes_get_data (response, NULL), g_bytes_get_size (response), NULL, self->stopping, NULL);
  g_output_stream_flush (output, NULL, NULL);
  if (end == RAW_STALL || end == RAW_DRIP)
    hold (self, input, output, end == RAW_DRIP);
  if (end == RAW_RESET)
    {
      g_usleep (20 * 1000); /* let what was said arrive */
      reset (connection);
    }
  return end == RAW_KEEP;
}

static void
talk (RawServer         *self,
      GSocketConnection *connection)
{
  g_autoptr(GIOStream) stream = G_IO_STREAM (g_object_ref (connection));

  if (self->certificate != NULL)
    {
      GIOStream *tls = g_tls_server_connection_new (stream, self->certificate, NULL);

      if (tls == NULL || !g_tls_connection_handshake (G_TLS_CONNECTION (tls), self->stopping, NULL))
        {
          g_clear_object (&tls);
          return;
        }
      g_object_unref (stream);
      stream = tls;
    }
  while (serve_one (self, connection, g_io_stream_get_input_stream (stream), g_io_stream_get_output_stream (stream)))
    continue;
  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                data)
{
  RawServer *self = data;

  g_atomic_int_inc (&self->n_running);
  talk (self, connection);
  g_atomic_int_add (&self->n_running, -1);
  return TRUE;
}

static gpointer
serve_in_thread (gpointer data)
{
  RawServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_socket_service_start (self->service);
  while (!g_cancellable_is_cancelled (self->stopping))
    g_main_context_iteration (self->context, TRUE);
  g_socket_service_stop (self->service);
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

RawServer *
raw_server_new (const char *certificate_file)
{
  RawServer *self = g_new0 (RawServer, 1);
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) address = NULL;
  g_autoptr(GError) error = NULL;

  g_mutex_init (&self->lock);
  self->answers = g_ptr_array_new_with_free_func (answer_free);
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->stopping = g_cancellable_new ();
  if (certificate_file != NULL)
    {
      self->certificate = g_tls_certificate_new_from_file (certificate_file, &error);
      g_assert_no_error (error);
    }
  self->context = g_main_context_new ();
  g_main_context_push_thread_default (self->context);
  self->service = g_threaded_socket_service_new (MAX_CONNECTIONS);
  g_socket_service_stop (self->service);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL,
                                 &address, &error);
  g_main_context_pop_thread_default (self->context);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));
  self->thread = g_thread_new ("raw-server", serve_in_thread, self);
  return self;
}

void
raw_server_free (RawServer *self)
{
  g_cancellable_cancel (self->stopping);
  g_main_context_wakeup (self->context);
  g_thread_join (self->thread);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_object_unref (self->service);
  do
    g_usleep (10 * 1000);
  while (g_atomic_int_get (&self->n_running) > 0);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->answers);
  g_ptr_array_unref (self->requests);
  g_clear_object (&self->certificate);
  g_object_unref (self->stopping);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint
raw_server_get_port (RawServer *self)
{
  return self->port;
}

void
raw_server_answer_bytes (RawServer  *self,
                         const char *request,
                         RawEnd      end,
                         GBytes     *response)
{
  Answer *answer = g_new0 (Answer, 1);

  answer->request = g_strdup (request);
  answer->response = g_bytes_ref (response);
  answer->end = end;
  g_mutex_lock (&self->lock);
  g_ptr_array_add (self->answers, answer);
  g_mutex_unlock (&self->lock);
}

void
raw_server_answer (RawServer  *self,
                   const char *request,
                   RawEnd      end,
                   const char *response)
{
  g_autoptr(GString) text = g_string_new (response);
  g_autofree char *port = g_strdup_printf ("%u", self->port);
  g_autoptr(GBytes) bytes = NULL;

  g_string_replace (text, "{PORT}", port, 0);
  bytes = g_bytes_new (text->str, text->len);
  raw_server_answer_bytes (self, request, end, bytes);
}

guint
raw_server_count (RawServer *self)
{
  guint n;

  g_mutex_lock (&self->lock);
  n = self->requests->len;
  g_mutex_unlock (&self->lock);
  return n;
}

char *
raw_server_dup_request (RawServer *self,
                        guint      nth)
{
  char *request;

  g_mutex_lock (&self->lock);
  request = g_strdup (nth < self->requests->len ? g_ptr_array_index (self->requests, nth) : "");
  g_mutex_unlock (&self->lock);
  return request;
}
