/* src/cli/line.c: pure: one line of parts that gives up the least important ones until it fits.
 *
 * A part is shown whole, in its shorter form, or not at all: a number that is
 * cut is another number. Only the last part that is left, where it is words
 * that are too long by themselves, ends at a blank.
 */
#include "cli/line.h"

#include <string.h>

#define BETWEEN " · "

typedef struct
{
  guint weight;
  char *text;    /* owned */
  char *shorter; /* owned, nullable */
} Part;

struct _PsLine
{
  GPtrArray *parts; /* owned, of Part */
};

static void
part_free (gpointer data)
{
  Part *part = data;

  g_free (part->text);
  g_free (part->shorter);
  g_free (part);
}

/**
 * ps_line_new:
 *
 * Returns: (transfer full): an empty line; ps_line_fit() ends it
 */
PsLine *
ps_line_new (void)
{
  PsLine *self = g_new (PsLine, 1);

  self->parts = g_ptr_array_new_with_free_func (part_free);
  return self;
}

/**
 * ps_line_add:
 * @self: a line
 * @weight: the smallest is given up first
 * @text: (transfer full): what is shown, behind what was added before
 * @shorter: (nullable): what is shown instead where it does not fit, before it is given up altogether
 */
void
ps_line_add (PsLine     *self,
             guint       weight,
             char       *text,
             const char *shorter)
{
  Part *part = g_new (Part, 1);

  *part = (Part) { weight, text, g_strdup (shorter) };
  g_ptr_array_add (self->parts, part);
}

static char *
join (PsLine *self)
{
  GString *line = g_string_new (NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = g_ptr_array_index (self->parts, i);

      g_string_append_printf (line, "%s%s", i > 0 ? BETWEEN : "", part->text);
    }
  return g_string_free (line, FALSE);
}

static void
give_up_lightest (PsLine *self)
{
  guint lightest = 0;
  Part *part;

  for (guint i = 1; i < self->parts->len; i++)
    if (((Part *) g_ptr_array_index (self->parts, i))->weight < ((Part *) g_ptr_array_index (self->parts, lightest))->weight)
      lightest = i;
  part = g_ptr_array_index (self->parts, lightest);
  if (part->shorter == NULL)
    {
      g_ptr_array_remove_index (self->parts, lightest);
      return;
    }
  g_free (part->text);
  part->text = g_steal_pointer (&part->shorter);
}

/* "no answer from the…": up to the last blank that leaves room for the dots. */
static char *
cut_at_blank (const char *text,
              guint       width)
{
  const char *end = g_utf8_offset_to_pointer (text, width - 1);
  g_autofree char *head = g_strndup (text, end - text);
  char *blank = *end == ' ' ? head + strlen (head) : strrchr (head, ' ');

  if (blank == NULL)
    return g_strdup ("…");
  *blank = '\0';
  return g_strconcat (head, "…", NULL);
}

/**
 * ps_line_fit:
 * @self: (transfer full): a line
 * @width: columns, at least 1; 0: as many as it takes
 *
 * Returns: (transfer full): what fits
 */
char *
ps_line_fit (PsLine *self,
             guint   width)
{
  g_autofree char *line = join (self);

  while (width > 0 && g_utf8_strlen (line, -1) > width)
    {
      const Part *first = g_ptr_array_index (self->parts, 0);

      if (self->parts->len == 1 && first->shorter == NULL)
        {
          g_autofree char *whole = g_steal_pointer (&line);

          line = cut_at_blank (whole, width);
          break;
        }
      give_up_lightest (self);
      g_free (line);
      line = join (self);
    }
  g_ptr_array_unref (self->parts);
  g_free (self);
  return g_steal_pointer (&line);
}
