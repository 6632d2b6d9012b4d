/* src/cli/output.c: plain text, or one JSON object. */
#include "cli/output.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/text.h"
#include "base/times.h"

struct _PsOutput
{
  GString *json;       /* owned */
  gboolean has_member; /* of the innermost object or list */
};

/**
 * ps_output_new:
 *
 * Returns: (transfer full): an empty object; ps_output_print() ends it
 */
PsOutput *
ps_output_new (void)
{
  PsOutput *self = g_new0 (PsOutput, 1);

  self->json = g_string_new ("{");
  return self;
}

/* RFC 8259, section 7. */
static void
append_string (GString    *json,
               const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  g_string_append_c (json, '"');
  for (const char *p = valid; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (json, "\\%c", *p);
      else if ((guchar) *p < 0x20 || *p == 0x7f)
        g_string_append_printf (json, "\\u%04x", (guchar) *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}

static void
begin_member (PsOutput   *self,
              const char *name)
{
  if (self->has_member)
    g_string_append (self->json, ", ");
  self->has_member = TRUE;
  if (name != NULL)
    {
      append_string (self->json, name);
      g_string_append (self->json, ": ");
    }
}

/**
 * ps_output_add_text:
 * @self: an object
 * @name: (nullable): the member; %NULL in a list
 * @value: (nullable): any text; %NULL is null
 */
void
ps_output_add_text (PsOutput   *self,
                    const char *name,
                    const char *value)
{
  begin_member (self, name);
  if (value != NULL)
    append_string (self->json, value);
  else
    g_string_append (self->json, "null");
}

/**
 * ps_output_add_number:
 * @self: an object
 * @name: (nullable): the member
 * @value: a number
 */
void
ps_output_add_number (PsOutput   *self,
                      const char *name,
                      gint64      value)
{
  begin_member (self, name);
  g_string_append_printf (self->json, "%" PRId64, value);
}

/**
 * ps_output_add_real:
 * @self: an object
 * @name: (nullable): the member
 * @value: a number, printed to the thousandth; null where it is none
 */
void
ps_output_add_real (PsOutput   *self,
                    const char *name,
                    double      value)
{
  char buffer[64];

  begin_member (self, name);
  if (isfinite (value))
    g_string_append (self->json, g_ascii_formatd (buffer, sizeof buffer, "%.3f", value));
  else
    g_string_append (self->json, "null");
}

/**
 * ps_output_add_bool:
 * @self: an object
 * @name: (nullable): the member
 * @value: true or false
 */
void
ps_output_add_bool (PsOutput   *self,
                    const char *name,
                    gboolean    value)
{
  begin_member (self, name);
  g_string_append (self->json, value ? "true" : "false");
}

/**
 * ps_output_add_null:
 * @self: an object
 * @name: (nullable): a member that is not known
 */
void
ps_output_add_null (PsOutput   *self,
                    const char *name)
{
  begin_member (self, name);
  g_string_append (self->json, "null");
}

/**
 * ps_output_begin:
 * @self: an object
 * @name: (nullable): the member
 * @bracket: '{' or '['
 */
void
ps_output_begin (PsOutput   *self,
                 const char *name,
                 char        bracket)
{
  begin_member (self, name);
  g_string_append_c (self->json, bracket);
  self->has_member = FALSE;
}

/**
 * ps_output_end:
 * @self: an object
 * @bracket: '}' or ']', as it was begun
 */
void
ps_output_end (PsOutput *self,
               char      bracket)
{
  g_string_append_c (self->json, bracket);
  self->has_member = TRUE;
}

/**
 * ps_output_finish:
 * @self: (transfer full): an object
 * @is_wanted: whether it is printed; else it is only let go of
 */
void
ps_output_finish (PsOutput *self,
                  gboolean  is_wanted)
{
  if (is_wanted)
    {
      ps_output_print (self);
      return;
    }
  g_string_free (self->json, TRUE);
  g_free (self);
}

/**
 * ps_output_print:
 * @self: (transfer full): an object
 *
 * Prints it on one line of standard output.
 */
void
ps_output_print (PsOutput *self)
{
  printf ("%s}\n", self->json->str);
  fflush (stdout);
  g_string_free (self->json, TRUE);
  g_free (self);
}

/**
 * ps_output_size:
 * @n_bytes: a size
 *
 * Returns: (transfer full): "3.1 GB"
 */
char *
ps_output_size (gint64 n_bytes)
{
  return g_format_size (MAX (0, n_bytes));
}

/**
 * ps_output_time:
 * @iso: (nullable): ISO 8601 in UTC
 *
 * Returns: (transfer full): the day and minute by this computer's time zone, or a dash
 */
char *
ps_output_time (const char *iso)
{
  gint64 time_us;

  if (!ps_time_from_text (iso, &time_us))
    return g_strdup ("–");
  return ps_output_clock (time_us);
}

/**
 * ps_output_clock:
 * @time_us: microseconds since 1970
 *
 * Returns: (transfer full): the day and minute by this computer's time zone
 */
char *
ps_output_clock (gint64 time_us)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("–");
}
