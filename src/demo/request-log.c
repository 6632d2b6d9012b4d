/* src/demo/request-log.c: what was asked of the demo cloud, one JSON line a request.
 *
 * Tests read it: nothing but GET may ever have been asked, no credentials at
 * the wrong door. It holds whether credentials came, never which.
 */
#include "demo/request-log.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/times.h"
#include "demo/json-text.h"

#define MAX_KEPT 5000      /* lines in memory, for GET /demo/log */
#define MAX_BODY 2000      /* bytes of a request's body in a line */

struct _PsRequestLog
{
  FILE *file;        /* owned, nullable */
  GQueue lines;      /* owned, of char*, the last ones */
  guint64 n_requests;
  guint64 n_refused_methods; /* neither GET nor HEAD nor a search */
};

/**
 * ps_request_log_new:
 * @path: (nullable): a file to append to; %NULL: memory alone
 * @error: set if the file cannot be opened
 *
 * Returns: (transfer full): a log
 */
PsRequestLog *
ps_request_log_new (const char  *path,
                    GError     **error)
{
  g_autoptr(PsRequestLog) self = g_new0 (PsRequestLog, 1);

  g_queue_init (&self->lines);
  if (path == NULL)
    return g_steal_pointer (&self);
  self->file = g_fopen (path, "ae");
  if (self->file != NULL)
    return g_steal_pointer (&self);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               /* Translators: the first %s is a file name, the second what the system says */
               _("The log “%s” cannot be written: %s"), path, g_strerror (errno));
  return NULL;
}

/**
 * ps_request_log_free:
 * @self: (transfer full): a log
 */
void
ps_request_log_free (PsRequestLog *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->file, fclose);
  g_queue_clear_full (&self->lines, g_free);
  g_free (self);
}

/* A signature opens a download for an hour: it is not written down. */
static void
append_query (GString    *line,
              const char *query)
{
  g_auto(GStrv) parts = g_strsplit (query, "&", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (!g_str_has_prefix (parts[i], "signature="))
        continue;
      g_free (parts[i]);
      parts[i] = g_strdup ("signature=-");
    }
  {
    g_autofree char *masked = g_strjoinv ("&", parts);
    g_autofree char *valid = g_utf8_make_valid (masked, -1);

    ps_json_append_member (line, "query", valid);
  }
}

static void
append_header (GString    *line,
               const char *name,
               PsRequest  *request,
               const char *header)
{
  const char *value = ps_request_get_header (request, header);
  g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

  if (valid != NULL)
    ps_json_append_member (line, name, valid);
}

static char *
make_line (const PsRequestRecord *record)
{
  GString *line = g_string_new ("{");
  PsRequest *request = record->request;
  g_autofree char *time = ps_time_now_text ();
  g_autofree char *path = g_utf8_make_valid (request->path, -1);

  ps_json_append_member (line, "time", time);
  ps_json_append_member (line, "door", record->door);
  ps_json_append_member (line, "method", request->method);
  ps_json_append_member (line, "path", path);
  if (request->query != NULL)
    append_query (line, request->query);
  ps_json_append_number (line, "status", record->status);
  ps_json_append_number (line, "bytes", (gint64) record->n_bytes);
  append_header (line, "range", request, "Range");
  append_header (line, "if_range", request, "If-Range");
  append_header (line, "accept_encoding", request, "Accept-Encoding");
  append_header (line, "user_agent", request, "User-Agent");
  append_header (line, "host", request, "Host");
  ps_json_append_raw (line, "authorization", ps_request_get_header (request, "Authorization") != NULL ? "true" : "false");
  ps_json_append_raw (line, "cookie", ps_request_get_header (request, "Cookie") != NULL ? "true" : "false");
  if (record->fault != NULL)
    ps_json_append_member (line, "fault", record->fault);
  if (request->body != NULL && g_bytes_get_size (request->body) > 0)
    {
      g_autofree char *body = g_utf8_make_valid (g_bytes_get_data (request->body, NULL), MIN (g_bytes_get_size (request->body), MAX_BODY));

      ps_json_append_member (line, "body", body);
    }
  g_string_append_c (line, '}');
  return g_string_free (line, FALSE);
}

/**
 * ps_request_log_add:
 * @self: a log
 * @record: what happened
 */
void
ps_request_log_add (PsRequestLog          *self,
                    const PsRequestRecord *record)
{
  char *line = make_line (record);

  if (self->file != NULL)
    {
      fprintf (self->file, "%s\n", line);
      fflush (self->file);
    }
  g_queue_push_tail (&self->lines, line);
  if (g_queue_get_length (&self->lines) > MAX_KEPT)
    g_free (g_queue_pop_head (&self->lines));
  self->n_requests++;
  if (!g_str_equal (record->door, "demo") && !ps_request_is_reading (record->request))
    self->n_refused_methods++;
}

/**
 * ps_request_log_to_json:
 * @self: a log
 *
 * Returns: (transfer full): an object: how many requests, how many of them were no reading, and the last ones
 */
char *
ps_request_log_to_json (PsRequestLog *self)
{
  GString *json = g_string_new ("{");

  ps_json_append_number (json, "total", (gint64) self->n_requests);
  ps_json_append_number (json, "not_reading", (gint64) self->n_refused_methods);
  g_string_append (json, ",\"requests\":[");
  for (GList *l = self->lines.head; l != NULL; l = l->next)
    g_string_append_printf (json, "%s%s", l->prev != NULL ? "," : "", (const char *) l->data);
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}

/**
 * ps_request_log_clear:
 * @self: a log
 *
 * Forgets what is in memory; a file stays as it is.
 */
void
ps_request_log_clear (PsRequestLog *self)
{
  g_queue_clear_full (&self->lines, g_free);
  self->n_requests = self->n_refused_methods = 0;
}
