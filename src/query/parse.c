/* src/query/parse.c: pure: the text of a search becomes a tree. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "query/query.h"
#include "query/values.h"

G_DEFINE_QUARK (ps-query-error-quark, ps_query_error)

/* Several names may mean one field; the first is how it is written. */
static const struct { const char *name; PsField field; gboolean may_be_empty; } names[] = {
  { "tag", PS_FIELD_TAG, FALSE }, { "folder", PS_FIELD_FOLDER, TRUE }, { "camera", PS_FIELD_CAMERA, FALSE },
  { "lens", PS_FIELD_LENS, FALSE }, { "format", PS_FIELD_FORMAT, FALSE }, { "type", PS_FIELD_TYPE, FALSE },
  { "label", PS_FIELD_LABEL, FALSE }, { "id", PS_FIELD_ID, FALSE }, { "flag", PS_FIELD_FLAG, FALSE },
  { "is", PS_FIELD_IS, FALSE }, { "has", PS_FIELD_HAS, FALSE }, { "no", PS_FIELD_NO, FALSE }, { "in", PS_FIELD_IN, FALSE },
  { "shoot", PS_FIELD_SHOOT, FALSE }, { "iso", PS_FIELD_ISO, FALSE }, { "f", PS_FIELD_APERTURE, FALSE },
  { "focal", PS_FIELD_FOCAL, FALSE }, { "shutter", PS_FIELD_SHUTTER, FALSE }, { "size", PS_FIELD_SIZE, FALSE },
  { "width", PS_FIELD_WIDTH, FALSE }, { "height", PS_FIELD_HEIGHT, FALSE }, { "rating", PS_FIELD_RATING, FALSE },
  { "date", PS_FIELD_DATE, FALSE }, { "taken", PS_FIELD_TAKEN, FALSE }, { "uploaded", PS_FIELD_UPLOADED, FALSE },
  { "proven", PS_FIELD_PROVEN, FALSE }, { "near", PS_FIELD_NEAR, FALSE },
  { "aperture", PS_FIELD_APERTURE, FALSE }, { "collection", PS_FIELD_IN, FALSE },
};

typedef struct
{
  const char *text, *p;   /* what is read, and how far */
  gint64 now_us;
  guint n_terms, depth;
  const char *wrong, *wrong_end; /* where it is wrong */
  GError *error;
} Parser;

/**
 * ps_query_node_free:
 * @self: (transfer full) (nullable): a tree
 */
void
ps_query_node_free (PsQueryNode *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_free (self->text);
  g_free (self);
}

static PsQueryNode *
new_node (PsNodeKind kind)
{
  PsQueryNode *self = g_new0 (PsQueryNode, 1);

  self->kind = kind;
  if (kind == PS_NODE_AND || kind == PS_NODE_OR || kind == PS_NODE_NOT)
    self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_query_node_free);
  return self;
}

/**
 * ps_field_get_name:
 * @field: a field
 *
 * Returns: its name; "" for words
 */
const char *
ps_field_get_name (PsField field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].field == field)
      return names[i].name;
  return "";
}

/* The first thing that is wrong counts. */
static PsQueryNode *
fail (Parser       *self,
      const char   *from,
      const char   *to,
      PsQueryError  code,
      const char   *message)
{
  if (self->error == NULL)
    {
      self->error = g_error_new_literal (PS_QUERY_ERROR, code, message);
      self->wrong = from;
      self->wrong_end = to;
    }
  return NULL;
}

static gboolean
is_blank (const char *p)
{
  return *p != '\0' && g_unichar_isspace (g_utf8_get_char (p));
}

static void
skip_blanks (Parser *self)
{
  while (is_blank (self->p))
    self->p = g_utf8_next_char (self->p);
}

/* A bracket that closes ends a word only where one is open: “a)” is a word otherwise. */
static gboolean
ends_word (const Parser *self,
           const char   *p)
{
  return *p == '\0' || is_blank (p) || *p == '"' || *p == '(' || (*p == ')' && self->depth > 0);
}

static char *
read_quoted (Parser *self)
{
  const char *end = strchr (++self->p, '"');
  char *value;

  if (end == NULL)
    end = self->p + strlen (self->p);
  value = g_strndup (self->p, (gsize) (end - self->p));
  self->p = *end == '"' ? end + 1 : end;
  return value;
}

static char *
read_bare (Parser *self)
{
  const char *begin = self->p;

  while (!ends_word (self, self->p))
    self->p = g_utf8_next_char (self->p);
  return g_strndup (begin, (gsize) (self->p - begin));
}

/* "camera:": letters and a colon. The name's length; 0: it is none. */
static gsize
length_of_name (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalpha (text[length]) || (length > 0 && (text[length] == '_' || text[length] == '-')))
    length++;
  return text[length] == ':' ? length : 0;
}

static int
find_name (const char *name,
           gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i].name) == length && g_ascii_strncasecmp (names[i].name, name, length) == 0)
      return (int) i;
  return -1;
}

/**
 * ps_field_find:
 * @text: a term
 * @length: (out): of the name that it begins with, without the colon
 *
 * Returns: the field whose name and a colon it begins with; %PS_FIELD_WORD: none
 */
PsField
ps_field_find (const char *text,
               gsize      *length)
{
  int name = (*length = length_of_name (text)) > 0 ? find_name (text, *length) : -1;

  return name >= 0 ? names[name].field : PS_FIELD_WORD;
}

static PsQueryNode *
refuse_name (Parser     *self,
             const char *begin,
             gsize       length)
{
  g_autofree char *typed = g_strndup (begin, MIN (length, 40)), *message = NULL;
  g_autoptr(GString) known = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_string_append_printf (known, "%s%s:", i > 0 ? ", " : "", names[i].name);
  /* Translators: what a person typed before a colon; then the fields that there are, like “tag:, folder:”. */
  message = g_strdup_printf (_("“%1$s:” is no field of a search. There are %2$s. To find these very words, put them in quotes."), typed, known->str);
  return fail (self, begin, begin + length + 1, PS_QUERY_ERROR_FIELD, message);
}

/* Of a range with words, “june 2024..july 2024” needs quotes; one value with a blank too. */
static PsQueryNode *
read_term (Parser *self)
{
  const char *begin = self->p;
  gsize length = length_of_name (begin);
  int name = length > 0 ? find_name (begin, length) : -1;
  g_autoptr(PsQueryNode) term = new_node (PS_NODE_TERM);
  gboolean is_quoted;
  GError *error = NULL;

  if (length > 0 && name < 0)
    return refuse_name (self, begin, length);
  if (name >= 0)
    {
      self->p += length + 1;
      term->field = names[name].field;
    }
  is_quoted = *self->p == '"';
  term->text = is_quoted ? read_quoted (self) : read_bare (self);
  if (++self->n_terms > PS_QUERY_MAX_TERMS)
    return fail (self, begin, self->p, PS_QUERY_ERROR_LONG, _("This search is too long. Use fewer words."));
  if (*term->text == '\0' && name < 0)
    return fail (self, begin, self->p, PS_QUERY_ERROR_SYNTAX, _("Something is missing in this search: a pair of quotes has nothing in it."));
  if (*term->text == '\0' && !names[name].may_be_empty)
    {
      /* Translators: %s is a field of a search, like “tag”. */
      g_autofree char *message = g_strdup_printf (_("Something is missing in this search: “%s:” has nothing behind it."), names[name].name);

      return fail (self, begin, self->p, PS_QUERY_ERROR_SYNTAX, message);
    }
  if (name >= 0)
    {
      g_autofree char *value = g_strdup (term->text);

      if (!ps_query_read_value (term, value, self->now_us, &error))
        {
          fail (self, begin, self->p, PS_QUERY_ERROR_VALUE, error->message);
          g_error_free (error);
          return NULL;
        }
    }
  return g_steal_pointer (&term);
}

/* Whether a word that is an operator is next, not the beginning of another. */
static gboolean
is_word (const Parser *self,
         const char   *word)
{
  gsize length = strlen (word);

  return g_ascii_strncasecmp (self->p, word, length) == 0 && ends_word (self, self->p + length) && self->p[length] != '"';
}

static PsQueryNode *read_any (Parser *self);

static PsQueryNode *
read_brackets (Parser *self)
{
  const char *begin = self->p++;
  g_autoptr(PsQueryNode) inner = NULL;

  if (++self->depth > PS_QUERY_MAX_DEPTH)
    return fail (self, begin, self->p, PS_QUERY_ERROR_LONG, _("There are too many brackets in one another."));
  inner = read_any (self);
  if (self->error != NULL)
    return NULL;
  skip_blanks (self);
  if (*self->p != ')')
    return fail (self, begin, begin + 1, PS_QUERY_ERROR_SYNTAX, _("This bracket is not closed."));
  self->p++;
  self->depth--;
  if (inner == NULL)
    return fail (self, begin, self->p, PS_QUERY_ERROR_SYNTAX, _("Nothing is in these brackets."));
  return g_steal_pointer (&inner);
}

static PsQueryNode *
negate (PsQueryNode *node)
{
  PsQueryNode *outer;

  if (node->kind == PS_NODE_NOT)
    {
      PsQueryNode *inner = g_ptr_array_steal_index (node->children, 0);

      ps_query_node_free (node);
      return inner;
    }
  outer = new_node (PS_NODE_NOT);
  g_ptr_array_add (outer->children, node);
  return outer;
}

/* %NULL without an error: nothing is left. */
static PsQueryNode *
read_one (Parser *self)
{
  const char *begin;
  gboolean is_negated = FALSE;
  PsQueryNode *node;

  for (skip_blanks (self), begin = self->p;; skip_blanks (self))
    {
      if (is_word (self, "not"))
        self->p += strlen ("not");
      else if (*self->p == '-' && self->p[1] != '\0' && !is_blank (self->p + 1) && self->p[1] != '-')
        self->p++;
      else
        break;
      is_negated = !is_negated;
    }
  if (*self->p == '\0' || (*self->p == ')' && self->depth > 0) || is_word (self, "or"))
    {
      if (self->p != begin)
        return fail (self, begin, self->p, PS_QUERY_ERROR_SYNTAX, _("“not” has nothing behind it."));
      return NULL;
    }
  node = *self->p == '(' ? read_brackets (self) : read_term (self);
  if (node != NULL && is_negated)
    node = negate (node);
  if (node != NULL)
    {
      node->begin = (gsize) (begin - self->text);
      node->end = (gsize) (self->p - self->text);
    }
  return node;
}

static PsQueryNode *
unwrap (PsQueryNode *node)
{
  PsQueryNode *only;

  if (node->children->len != 1)
    return node;
  only = g_ptr_array_steal_index (node->children, 0);
  ps_query_node_free (node);
  return only;
}

static gboolean
is_plain_word (const PsQueryNode *node)
{
  return node->kind == PS_NODE_TERM && node->field == PS_FIELD_WORD;
}

/* The longest run of up to three plain words from @at on that is a time that people know; 0: none. Bare numbers are words. */
static guint
find_time (GPtrArray *children,
           guint      at,
           gint64     now_us,
           gint64    *first_us,
           gint64    *last_us)
{
  for (guint n = MIN (3, children->len - at); n >= 1; n--)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      guint k = 0;

      for (; k < n && is_plain_word (g_ptr_array_index (children, at + k)); k++)
        g_string_append_printf (text, "%s%s", k > 0 ? " " : "", ((PsQueryNode *) g_ptr_array_index (children, at + k))->text);
      if (k < n || (n == 1 && (g_ascii_isdigit (text->str[0]) && strchr (text->str, '-') == NULL)))
        continue;
      /* “may” alone is a word like any other. */
      if (n == 1 && !g_ascii_isdigit (text->str[0]) && strlen (text->str) < 4)
        continue;
      if (ps_query_parse_time (text->str, now_us, first_us, last_us))
        return n;
    }
  return 0;
}

/* “june 2024” means photos of that time, and those that have these words. */
static void
find_times (Parser *self,
            PsQueryNode *all)
{
  for (guint i = 0; i < all->children->len; i++)
    {
      gint64 first_us, last_us;
      guint n = find_time (all->children, i, self->now_us, &first_us, &last_us);
      PsQueryNode *either, *time, *words;

      if (n == 0)
        continue;
      either = new_node (PS_NODE_OR);
      time = new_node (PS_NODE_TERM);
      words = new_node (PS_NODE_AND);
      either->begin = ((PsQueryNode *) g_ptr_array_index (all->children, i))->begin;
      either->end = ((PsQueryNode *) g_ptr_array_index (all->children, i + n - 1))->end;
      time->field = PS_FIELD_DATE;
      time->min_us = first_us;
      time->max_us = last_us;
      for (guint k = 0; k < n; k++)
        g_ptr_array_add (words->children, g_ptr_array_steal_index (all->children, i));
      time->text = g_strdup (((PsQueryNode *) g_ptr_array_index (words->children, 0))->text);
      for (guint k = 1; k < n; k++)
        {
          g_autofree char *before = time->text;

          time->text = g_strconcat (before, " ", ((PsQueryNode *) g_ptr_array_index (words->children, k))->text, NULL);
        }
      g_ptr_array_add (either->children, time);
      g_ptr_array_add (either->children, unwrap (words));
      g_ptr_array_insert (all->children, (int) i, either);
    }
}

static PsQueryNode *
read_all (Parser *self)
{
  g_autoptr(PsQueryNode) all = new_node (PS_NODE_AND);

  for (;;)
    {
      PsQueryNode *one;

      skip_blanks (self);
      if (all->children->len > 0 && is_word (self, "and"))
        {
          const char *begin = self->p;

          self->p += strlen ("and");
          one = read_one (self);
          if (one == NULL && self->error == NULL)
            return fail (self, begin, self->p, PS_QUERY_ERROR_SYNTAX, _("“and” has nothing behind it."));
        }
      else
        one = read_one (self);
      if (self->error != NULL)
        {
          ps_query_node_free (one);
          return NULL;
        }
      if (one == NULL)
        break;
      g_ptr_array_add (all->children, one);
    }
  if (all->children->len == 0)
    return NULL;
  find_times (self, all);
  return unwrap (g_steal_pointer (&all));
}

static PsQueryNode *
read_any (Parser *self)
{
  g_autoptr(PsQueryNode) any = new_node (PS_NODE_OR);

  for (;;)
    {
      const char *begin = self->p;
      PsQueryNode *one = read_all (self);

      if (self->error != NULL)
        {
          ps_query_node_free (one);
          return NULL;
        }
      skip_blanks (self);
      if (one == NULL && (any->children->len > 0 || is_word (self, "or")))
        return fail (self, begin, MAX (self->p, begin + 1), PS_QUERY_ERROR_SYNTAX, _("“or” needs something on both sides."));
      if (one == NULL)
        return NULL;
      g_ptr_array_add (any->children, one);
      if (!is_word (self, "or"))
        return unwrap (g_steal_pointer (&any));
      self->p += strlen ("or");
    }
}

/* In characters. */
static void
tell_place (const Parser *self,
            guint        *position,
            guint        *length)
{
  gsize n_bytes = strlen (self->text), from = MIN ((gsize) (self->wrong - self->text), n_bytes);
  gsize to = CLAMP ((gsize) (self->wrong_end - self->text), from, n_bytes);

  if (position != NULL)
    *position = (guint) g_utf8_strlen (self->text, (gssize) from);
  if (length != NULL)
    *length = (guint) g_utf8_strlen (self->text + from, (gssize) (to - from));
}

/**
 * ps_query_parse:
 * @text: what a person typed; any bytes
 * @now_us: the present, microseconds since 1970
 * @position: (out) (optional): where it is wrong, in characters
 * @length: (out) (optional): how far
 * @error: set with a %PS_QUERY_ERROR
 *
 * Returns: (transfer full) (nullable): what it means
 */
PsQueryNode *
ps_query_parse (const char  *text,
                gint64       now_us,
                guint       *position,
                guint       *length,
                GError     **error)
{
  g_autofree char *valid = NULL;
  Parser self = { .now_us = now_us };
  PsQueryNode *node;

  if (strnlen (text, PS_QUERY_MAX_BYTES + 1) > PS_QUERY_MAX_BYTES)
    {
      if (position != NULL)
        *position = 0;
      if (length != NULL)
        *length = 0;
      g_set_error_literal (error, PS_QUERY_ERROR, PS_QUERY_ERROR_LONG, _("This search is too long. Use fewer words."));
      return NULL;
    }
  valid = g_utf8_make_valid (text, -1);
  self.text = self.p = valid;
  node = read_any (&self);
  if (self.error != NULL)
    {
      tell_place (&self, position, length);
      g_propagate_error (error, self.error);
      return NULL;
    }
  return node != NULL ? node : new_node (PS_NODE_ALL);
}

/**
 * ps_query_quote:
 * @value: a value
 *
 * Returns: (transfer full): it, as it can stand behind a colon
 */
char *
ps_query_quote (const char *value)
{
  g_autofree char *plain = g_strdelimit (g_strdup (value), "\"", ' ');

  for (const char *p = plain; *p != '\0'; p = g_utf8_next_char (p))
    if (is_blank (p) || *p == '(' || *p == ')')
      return g_strconcat ("\"", plain, "\"", NULL);
  return *plain != '\0' ? g_steal_pointer (&plain) : g_strdup ("\"\"");
}

/**
 * ps_query_to_text:
 * @self: a tree
 *
 * Returns: (transfer full): a text that means the same
 */
char *
ps_query_to_text (const PsQueryNode *self)
{
  GString *text = g_string_new (NULL);
  g_autofree char *value = NULL;

  switch (self->kind)
    {
    case PS_NODE_TERM:
      value = self->field != PS_FIELD_WORD ? ps_query_quote (self->text)
                                           : g_strdup_printf ("\"%s\"", self->text); /* a word such as “or” is no operator in quotes */
      g_string_append_printf (text, "%s%s%s", ps_field_get_name (self->field), self->field != PS_FIELD_WORD ? ":" : "", value);
      break;
    case PS_NODE_NOT:
      {
        g_autofree char *inner = ps_query_to_text (g_ptr_array_index (self->children, 0));

        g_string_append_printf (text, "not %s", inner);
        break;
      }
    case PS_NODE_AND:
    case PS_NODE_OR:
      for (guint i = 0; i < self->children->len; i++)
        {
          g_autofree char *inner = ps_query_to_text (g_ptr_array_index (self->children, i));

          g_string_append_printf (text, "%s%s", i == 0 ? "(" : self->kind == PS_NODE_OR ? " or " : " ", inner);
        }
      g_string_append_c (text, ')');
      break;
    case PS_NODE_ALL:
    default:
      break;
    }
  return g_string_free (text, FALSE);
}
