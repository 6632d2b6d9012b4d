/* src/demo/breakage-wire.c: replies that a server cannot send by itself. */
#include "demo/breakage.h"

#include <string.h>

#define MIB (1024 * 1024)

static gint64
get_number (const char *argument,
            gint64      otherwise)
{
  return argument != NULL ? g_ascii_strtoll (argument, NULL, 10) : otherwise;
}

/* Status line and headers, but for how long the body is; the caller adds that and the empty line. */
static GString *
begin_head (PsReply *reply)
{
  GString *head = g_string_new (NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);
  SoupMessageHeadersIter iter;
  const char *name, *value;

  g_string_append_printf (head, "HTTP/1.1 %u %s\r\n", reply->status, reply->reason != NULL ? reply->reason : soup_status_get_phrase (reply->status));
  g_string_append_printf (head, "Date: %s\r\n", date);
  soup_message_headers_iter_init (&iter, reply->headers);
  while (soup_message_headers_iter_next (&iter, &name, &value))
    {
      if (g_ascii_strcasecmp (name, "Content-Length") != 0 && g_ascii_strcasecmp (name, "Transfer-Encoding") != 0)
        g_string_append_printf (head, "%s: %s\r\n", name, value);
    }
  g_string_append (head, "Connection: close\r\n");
  return head;
}

static void
add_head (PsWirePlan *plan,
          GString    *head)
{
  g_string_append (head, "\r\n");
  g_ptr_array_add (plan->blocks, g_string_free_to_bytes (head));
  plan->n_head = plan->blocks->len;
}

static void
add_body (PsWirePlan *plan,
          PsReply    *reply,
          gint64      n)
{
  gsize size = reply->body != NULL ? g_bytes_get_size (reply->body) : 0;

  if (reply->body != NULL)
    g_ptr_array_add (plan->blocks, g_bytes_new_from_bytes (reply->body, 0, CLAMP (n, 0, (gint64) size)));
}

static void
add_text (PsWirePlan *plan,
          const char *text)
{
  g_ptr_array_add (plan->blocks, g_bytes_new (text, strlen (text)));
}

static void
add_lengthed_head (PsWirePlan *plan,
                   PsReply    *reply,
                   gint64      length)
{
  GString *head = begin_head (reply);

  g_string_append_printf (head, "Content-Length: %" G_GINT64_FORMAT "\r\n", length);
  add_head (plan, head);
}

static PsWirePlan *
plan_end (PsReply   *reply,
          gint64     n,
          gboolean   with_length,
          PsWireEnd  end)
{
  PsWirePlan *plan = ps_wire_plan_new ();
  gint64 size = reply->body != NULL ? (gint64) g_bytes_get_size (reply->body) : 0;

  if (with_length)
    add_lengthed_head (plan, reply, size);
  else
    add_head (plan, begin_head (reply));
  add_body (plan, reply, n);
  plan->end = end;
  return plan;
}

/* Half of the body: as a chunk that is cut, or as one that is whole but for the last, empty one. */
static PsWirePlan *
plan_chunks (PsReply  *reply,
             gboolean  cut_inside)
{
  PsWirePlan *plan = ps_wire_plan_new ();
  GString *head = begin_head (reply);
  gsize size = reply->body != NULL ? g_bytes_get_size (reply->body) : 0;
  g_autofree char *announced = g_strdup_printf ("%" G_GSIZE_MODIFIER "x\r\n", cut_inside ? size : size / 2);

  g_string_append (head, "Transfer-Encoding: chunked\r\n");
  add_head (plan, head);
  add_text (plan, announced);
  add_body (plan, reply, size / 2);
  if (!cut_inside)
    add_text (plan, "\r\n");
  return plan;
}

static PsWirePlan *
plan_odd_head (PsReply    *reply,
               const char *verb)
{
  PsWirePlan *plan = ps_wire_plan_new ();
  GString *head = begin_head (reply);
  gint64 size = reply->body != NULL ? (gint64) g_bytes_get_size (reply->body) : 0;

  if (g_str_equal (verb, "dupcl"))
    g_string_append_printf (head, "Content-Length: %" G_GINT64_FORMAT "\r\nContent-Length: %" G_GINT64_FORMAT "\r\n", size, size / 2);
  else if (g_str_equal (verb, "negcl"))
    g_string_append (head, "Content-Length: -5\r\n");
  else
    {
      g_autofree char *filler = g_strnfill (3 * MIB, 'x');

      g_string_append_printf (head, "Content-Length: %" G_GINT64_FORMAT "\r\nX-Filler: %s\r\n", size, filler);
    }
  add_head (plan, head);
  add_body (plan, reply, size);
  return plan;
}

/* A list of as many entries as it takes, sent from one block again and again. */
static PsWirePlan *
plan_huge_json (PsReply *reply,
                gint64   n_mib)
{
  PsWirePlan *plan = ps_wire_plan_new ();
  g_autofree char *spaces = g_strnfill (MIB, ' ');
  g_autoptr(GBytes) block = NULL;

  n_mib = CLAMP (n_mib, 1, 10000);
  memcpy (spaces, "{\"public_id\":\"x\"},", strlen ("{\"public_id\":\"x\"},"));
  block = g_bytes_new (spaces, MIB);
  add_lengthed_head (plan, reply, n_mib * MIB + (gint64) strlen ("{\"resources\":[") + (gint64) strlen ("{\"public_id\":\"y\"}]}"));
  add_text (plan, "{\"resources\":[");
  for (gint64 i = 0; i < n_mib; i++)
    g_ptr_array_add (plan->blocks, g_bytes_ref (block));
  add_text (plan, "{\"public_id\":\"y\"}]}");
  return plan;
}

static PsWirePlan *
plan_junk (void)
{
  PsWirePlan *plan = ps_wire_plan_new ();
  g_autoptr(GRand) random = g_rand_new_with_seed (4711);
  GByteArray *junk = g_byte_array_new ();

  for (int i = 0; i < 4096; i++)
    {
      guint8 byte = g_rand_int_range (random, 0, 256);

      g_byte_array_append (junk, &byte, 1);
    }
  g_ptr_array_add (plan->blocks, g_byte_array_free_to_bytes (junk));
  return plan;
}

static PsWirePlan *
plan_held (void)
{
  PsWirePlan *plan = ps_wire_plan_new ();

  plan->end = PS_WIRE_HOLD;
  return plan;
}

/**
 * ps_breakage_plan:
 * @reply: a good reply
 * @is_head: whether the request was HEAD: then nothing can break in a body
 * @verb: the fault the request meets
 * @argument: (nullable): of the fault
 *
 * Returns: (transfer full) (nullable): what to send instead, where @verb is a fault of the wire
 */
PsWirePlan *
ps_breakage_plan (PsReply    *reply,
                  gboolean    is_head,
                  const char *verb,
                  const char *argument)
{
  gint64 size = reply->body != NULL ? (gint64) g_bytes_get_size (reply->body) : 0;
  gint64 n = get_number (argument, size / 2);

  if (g_str_equal (verb, "hang"))
    return plan_held ();
  if (g_str_equal (verb, "junk"))
    return plan_junk ();
  if (is_head)
    return NULL;
  if (g_str_equal (verb, "short"))
    return plan_end (reply, n, TRUE, PS_WIRE_CLOSE);
  if (g_str_equal (verb, "swap"))
    return plan_end (reply, n, TRUE, PS_WIRE_RESET);
  if (g_str_equal (verb, "close"))
    return plan_end (reply, n, FALSE, PS_WIRE_CLOSE);
  if (g_str_equal (verb, "tls-cut"))
    return plan_end (reply, size / 2, FALSE, PS_WIRE_CLOSE);
  if (g_str_equal (verb, "rst"))
    return plan_end (reply, n, TRUE, PS_WIRE_RESET);
  if (g_str_equal (verb, "stall"))
    return plan_end (reply, n, TRUE, PS_WIRE_HOLD);
  if (g_str_equal (verb, "drip"))
    {
      PsWirePlan *plan = plan_end (reply, size, TRUE, PS_WIRE_CLOSE);

      plan->rate = CLAMP (get_number (argument, 1000), 1, G_MAXINT / 1000);
      return plan;
    }
  if (g_str_equal (verb, "chunk-cut") || g_str_equal (verb, "chunk-noend"))
    return plan_chunks (reply, g_str_equal (verb, "chunk-cut"));
  if (g_str_equal (verb, "dupcl") || g_str_equal (verb, "negcl") || g_str_equal (verb, "bighdr"))
    return plan_odd_head (reply, verb);
  if (g_str_equal (verb, "json-huge"))
    return plan_huge_json (reply, get_number (argument, 500));
  if (g_str_equal (verb, "http09"))
    {
      PsWirePlan *plan = ps_wire_plan_new ();

      add_body (plan, reply, size);
      return plan;
    }
  return NULL;
}
