/* src/demo/faults.c: bad days on purpose: which request meets which fault.
 *
 * A request asks the faults in the order they were given; the first that fires
 * is the one it meets, and only those that were asked count it. So
 * "ok,first=5" before "rst=1000" lets five requests pass.
 */
#include "demo/faults.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "demo/fault-names.h"

#define WAYS_TO_ASK 3 /* the rungs of the download ladder */

typedef enum { ALWAYS, FIRST, EVERY, SHARE } Limit;

typedef struct
{
  const PsFaultName *known; /* borrowed, static */
  char *argument;           /* owned, nullable */
  PsFaultScope sides;       /* where it may strike */
  Limit limit;
  guint64 count;            /* K of first=K, N of every=N */
  double share;             /* P of share=P, 0–1 */
  guint64 n_met;            /* requests that asked it */
  GHashTable *refused;      /* owned: target → how often, of what is said of a photo */
  gint64 began_us;          /* monotonic time of its first request; 0: none yet */
} Spec;

struct _PsFaults
{
  GPtrArray *specs; /* owned, of Spec */
};

static void
free_spec (gpointer data)
{
  Spec *spec = data;

  g_free (spec->argument);
  g_hash_table_unref (spec->refused);
  g_free (spec);
}

static gboolean
read_number (const char *text,
             gint64     *number)
{
  char *end = NULL;

  errno = 0;
  *number = g_ascii_strtoll (text, &end, 10);
  return errno == 0 && end != text && *end == '\0';
}

static gboolean
read_share (const char *text,
            double     *share)
{
  char *end = NULL;

  *share = g_ascii_strtod (text, &end);
  if (end == text)
    return FALSE;
  if (g_str_equal (end, "%"))
    {
      *share /= 100;
      end++;
    }
  return *end == '\0' && *share > 0 && *share <= 1;
}

static void
set_unknown_error (GError     **error,
                   const char  *name)
{
  g_autoptr(GString) known = g_string_new (NULL);

  for (const PsFaultName *each = ps_fault_names; each->name != NULL; each++)
    g_string_append_printf (known, "%s%s", known->len > 0 ? " " : "", each->shown);
  /* Translators: the second %s is a list of words like "404 rst=BYTES" */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("There is no fault “%s”. These are known: %s"), name, known->str);
}

/* "rst=1000" and "rst@1000" are the same; "401@1000" is a fault of its own. */
static gboolean
read_name (Spec        *spec,
           const char  *text,
           GError     **error)
{
  gsize length = strcspn (text, "=@");
  g_autofree char *name = g_str_has_prefix (text, "401@") ? g_strdup ("401@") : g_strndup (text, length);
  const char *argument = strlen (text) > length ? text + length + 1 : NULL;
  gint64 number;

  spec->known = ps_fault_name_find (name);
  if (spec->known == NULL)
    {
      set_unknown_error (error, name);
      return FALSE;
    }
  if ((argument == NULL && spec->known->argument >= PS_FAULT_MUST_NUMBER)
      || (argument != NULL && spec->known->argument == PS_FAULT_NO_ARGUMENT)
      || (argument != NULL && !read_number (argument, &number)
          && (spec->known->argument == PS_FAULT_MAY_NUMBER || spec->known->argument == PS_FAULT_MUST_NUMBER)))
    {
      /* Translators: both are words like "rst=BYTES" */
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("The fault “%s” is written “%s”."), text, spec->known->shown);
      return FALSE;
    }
  spec->argument = g_strdup (argument);
  spec->sides = spec->known->scope;
  return TRUE;
}

static gboolean
read_side (Spec       *spec,
           const char *side)
{
  if (g_str_equal (side, "api"))
    spec->sides &= ~PS_FAULT_FOR_DELIVERY;
  else if (g_str_equal (side, "delivery"))
    spec->sides &= PS_FAULT_FOR_DELIVERY;
  else
    return FALSE;
  return spec->sides != 0;
}

static gboolean
read_count (Spec       *spec,
            Limit       limit,
            const char *text)
{
  gint64 count;

  if (spec->limit != ALWAYS || spec->known->kind == PS_FAULT_SWITCH || !read_number (text, &count) || count < 1)
    return FALSE;
  spec->limit = limit;
  spec->count = count;
  return TRUE;
}

static gboolean
read_option (Spec        *spec,
             const char  *text,
             GError     **error)
{
  gboolean ok = FALSE;

  if (g_str_has_prefix (text, "on="))
    ok = read_side (spec, text + strlen ("on="));
  else if (g_str_has_prefix (text, "first="))
    ok = read_count (spec, FIRST, text + strlen ("first="));
  else if (g_str_has_prefix (text, "every="))
    ok = read_count (spec, EVERY, text + strlen ("every="));
  else if (g_str_has_prefix (text, "share=") && spec->limit == ALWAYS)
    {
      spec->limit = SHARE;
      ok = read_share (text + strlen ("share="), &spec->share);
    }
  if (!ok)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 /* Translators: the first %s is what was typed, the second the fault's name */
                 _("“%s” does not fit the fault “%s”. A fault is written NAME[=ARGUMENT][,on=api|delivery][,first=K|every=N|share=P]; "
                   "what holds for the whole account has no first or every, and some faults have one side only."),
                 text, spec->known->name);
  return ok;
}

/**
 * ps_faults_add:
 * @self: the faults
 * @spec: one, as the design's section 9 writes it
 * @error: %G_IO_ERROR_INVALID_ARGUMENT in words for a person
 *
 * Returns: whether @spec was understood
 */
gboolean
ps_faults_add (PsFaults    *self,
               const char  *spec,
               GError     **error)
{
  g_auto(GStrv) parts = NULL;
  Spec *read;

  g_return_val_if_fail (self != NULL && spec != NULL, FALSE);

  parts = g_strsplit (spec, ",", -1);
  read = g_new0 (Spec, 1);
  read->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_name (read, parts[0] != NULL ? parts[0] : "", error))
    {
      free_spec (read);
      return FALSE;
    }
  if (g_str_equal (read->known->name, "500-once"))
    {
      read->limit = FIRST;
      read->count = 1;
    }
  for (guint i = 1; parts[i] != NULL; i++)
    {
      if (read_option (read, parts[i], error))
        continue;
      free_spec (read);
      return FALSE;
    }
  g_ptr_array_add (self->specs, read);
  return TRUE;
}

/**
 * ps_faults_new:
 * @specs: (nullable): %NULL-terminated
 * @error: %G_IO_ERROR_INVALID_ARGUMENT in words for a person
 *
 * Returns: (transfer full): the faults, or %NULL if a spec was not understood
 */
PsFaults *
ps_faults_new (const char *const  *specs,
               GError            **error)
{
  g_autoptr(PsFaults) self = g_new0 (PsFaults, 1);

  self->specs = g_ptr_array_new_with_free_func (free_spec);
  for (guint i = 0; specs != NULL && specs[i] != NULL; i++)
    {
      if (!ps_faults_add (self, specs[i], error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * ps_faults_free:
 * @self: (transfer full): the faults
 */
void
ps_faults_free (PsFaults *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->specs);
  g_free (self);
}

/**
 * ps_faults_remove:
 * @self: the faults
 * @name: (nullable): which; %NULL for all
 *
 * From now on everything is well again.
 */
void
ps_faults_remove (PsFaults   *self,
                  const char *name)
{
  g_return_if_fail (self != NULL);

  for (guint i = self->specs->len; i > 0; i--)
    {
      Spec *spec = g_ptr_array_index (self->specs, i - 1);

      if (name == NULL || g_str_equal (spec->known->name, name))
        g_ptr_array_remove_index (self->specs, i - 1);
    }
}

/* The same answer for the same thing in every run. */
static gboolean
is_chosen (const Spec *spec,
           const char *target)
{
  g_autofree char *text = g_strconcat (spec->known->name, "\n", target, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
  char part[9] = { 0 };

  memcpy (part, digest, 8);
  return strtoul (part, NULL, 16) / 4294967296.0 < spec->share;
}

static gboolean
holds_on (const Spec  *spec,
          PsFaultSide  side)
{
  switch (side)
    {
    case PS_FAULT_ON_API:
      return spec->sides & PS_FAULT_FOR_API;
    case PS_FAULT_ON_DELIVERY:
      return spec->sides & PS_FAULT_FOR_DELIVERY;
    case PS_FAULT_ON_PAGE:
      return spec->sides & (PS_FAULT_FOR_API | PS_FAULT_FOR_PAGES);
    case PS_FAULT_ON_NEXT_PAGE:
      return spec->sides & (PS_FAULT_FOR_API | PS_FAULT_FOR_PAGES | PS_FAULT_FOR_CURSORS);
    case PS_FAULT_ON_ANY:
    default:
      return TRUE;
    }
}

/**
 * ps_faults_switch_for:
 * @self: the faults
 * @name: a switch's name
 * @side: where it is asked
 * @target: (nullable): the asset or path it is asked for
 * @argument: (out) (optional) (nullable) (transfer none): its argument
 *
 * Returns: whether the switch is on there
 */
gboolean
ps_faults_switch_for (PsFaults     *self,
                      const char   *name,
                      PsFaultSide   side,
                      const char   *target,
                      const char  **argument)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->specs->len; i++)
    {
      const Spec *spec = g_ptr_array_index (self->specs, i);

      if (!g_str_equal (spec->known->name, name) || !holds_on (spec, side))
        continue;
      if (spec->limit == SHARE && target != NULL && !is_chosen (spec, target))
        continue;
      if (argument != NULL)
        *argument = spec->argument;
      return TRUE;
    }
  return FALSE;
}

/**
 * ps_faults_switch:
 * @self: the faults
 * @name: a switch's name
 * @argument: (out) (optional) (nullable) (transfer none): its argument
 *
 * Returns: whether the switch is on for the account
 */
gboolean
ps_faults_switch (PsFaults    *self,
                  const char  *name,
                  const char **argument)
{
  return ps_faults_switch_for (self, name, PS_FAULT_ON_ANY, NULL, argument);
}

/**
 * ps_faults_switch_nth:
 * @self: the faults
 * @name: a switch that may be given several times
 * @target: (nullable): the asset it is asked for
 * @n: from 0
 *
 * Returns: (nullable) (transfer none): the argument of the @n-th that is on
 */
const char *
ps_faults_switch_nth (PsFaults   *self,
                      const char *name,
                      const char *target,
                      guint       n)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->specs->len; i++)
    {
      const Spec *spec = g_ptr_array_index (self->specs, i);

      if (!g_str_equal (spec->known->name, name) || (spec->limit == SHARE && target != NULL && !is_chosen (spec, target)))
        continue;
      if (n-- == 0)
        return spec->argument != NULL ? spec->argument : "";
    }
  return NULL;
}

/* "Not there" and "kept back" are said of a photo, not of one request. */
static gboolean
is_of_a_photo (const Spec  *spec,
               PsFaultSide  side)
{
  static const char *const names[] = { "404", "410", "401-cld", NULL };

  return spec->limit == FIRST && side == PS_FAULT_ON_DELIVERY && g_strv_contains (names, spec->known->name);
}

/* The first K photos asked for, each as often as there are ways to ask: a client that goes up the whole ladder fails, and
 * one that tries again later succeeds. */
static gboolean
refuses_photo (Spec       *spec,
               const char *target)
{
  gpointer n_refused = g_hash_table_lookup (spec->refused, target);

  if (n_refused == NULL && g_hash_table_size (spec->refused) >= spec->count)
    return FALSE;
  if (GPOINTER_TO_UINT (n_refused) >= WAYS_TO_ASK)
    return FALSE;
  g_hash_table_insert (spec->refused, g_strdup (target), GUINT_TO_POINTER (GPOINTER_TO_UINT (n_refused) + 1));
  return TRUE;
}

static gboolean
fires (Spec        *spec,
       PsFaultSide  side,
       const char  *target)
{
  gint64 now_us = g_get_monotonic_time ();
  gint64 argument = 0;

  if (is_of_a_photo (spec, side))
    return refuses_photo (spec, target);

  spec->n_met++;
  if (spec->began_us == 0)
    spec->began_us = now_us;
  if (spec->argument != NULL)
    read_number (spec->argument, &argument);
  if (g_str_equal (spec->known->name, "401@") && spec->n_met <= (guint64) MAX (argument, 0))
    return FALSE;
  if (g_str_equal (spec->known->name, "5xx") && now_us - spec->began_us > (spec->argument != NULL ? argument : 3600) * G_USEC_PER_SEC)
    return FALSE;
  switch (spec->limit)
    {
    case FIRST:
      return spec->n_met <= spec->count;
    case EVERY:
      return spec->n_met % spec->count == 0;
    case SHARE:
      return is_chosen (spec, target);
    case ALWAYS:
    default:
      return TRUE;
    }
}

/**
 * ps_faults_next:
 * @self: the faults
 * @side: what kind of request it is
 * @target: what is asked for: always the same text for the same asset, whatever the rung of the ladder
 * @argument: (out) (optional) (nullable) (transfer none): the verb's argument
 *
 * Counts one request. But what is said of a photo rather than of a request is
 * counted in photos: "404,on=delivery,first=3" refuses the first three photos
 * asked for, each three times, once for every rung of the ladder.
 *
 * Returns: (nullable) (transfer none): the verb that this request meets
 */
const char *
ps_faults_next (PsFaults     *self,
                PsFaultSide   side,
                const char   *target,
                const char  **argument)
{
  g_return_val_if_fail (self != NULL && target != NULL, NULL);

  for (guint i = 0; i < self->specs->len; i++)
    {
      Spec *spec = g_ptr_array_index (self->specs, i);

      if (spec->known->kind != PS_FAULT_REPLY || !holds_on (spec, side) || !fires (spec, side, target))
        continue;
      if (argument != NULL)
        *argument = spec->argument;
      return g_str_equal (spec->known->name, "ok") ? NULL : spec->known->name;
    }
  return NULL;
}

/**
 * ps_faults_list:
 *
 * Returns: (transfer none): how each fault is written, what it means in the
 *   person's language, the next one, …, %NULL
 */
const char *const *
ps_faults_list (void)
{
  static GPtrArray *list;

  if (g_once_init_enter (&list))
    {
      GPtrArray *made = g_ptr_array_new ();

      for (const PsFaultName *known = ps_fault_names; known->name != NULL; known++)
        {
          g_ptr_array_add (made, (gpointer) known->shown);
          g_ptr_array_add (made, (gpointer) g_dgettext (GETTEXT_PACKAGE, known->meaning));
        }
      g_ptr_array_add (made, NULL);
      g_once_init_leave (&list, made);
    }
  return (const char *const *) list->pdata;
}
