/* src/catalog/find-parse.c: pure: the text of a search becomes its terms. Any thread. */
#include "catalog/find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/state.h"
#include "base/text.h"
#include "catalog/catalog.h"

/**
 * ps_term_free:
 * @self: (transfer full) (nullable): a term
 */
void
ps_term_free (PsTerm *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self);
}

/* Up to the next blank, or the closing quote; @p ends behind it. */
static char *
read_value (const char **p,
            gboolean    *quoted)
{
  const char *start = *p;
  const char *end;

  *quoted = *start == '"';
  if (*quoted)
    {
      start++;
      end = strchr (start, '"');
      if (end == NULL)
        end = start + strlen (start);
      *p = *end == '"' ? end + 1 : end;
    }
  else
    {
      for (end = start; *end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)); end = g_utf8_next_char (end))
        ;
      *p = end;
    }
  return g_strndup (start, end - start);
}

/* A state in any of its spellings becomes its word. */
static gboolean
normalize_state (PsTerm  *term,
                 GError **error)
{
  g_autofree char *word = g_ascii_strdown (term->text, -1);
  g_autofree char *visible = ps_text_visible (term->text, 40);
  PsState state;

  g_strdelimit (word, " -", '_');
  if (!ps_state_from_word (word, &state))
    {
      g_set_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY,
                   /* Translators: %s is what a person typed. Leave “is:” and the words after the colon as they are. */
                   _("“is:%s” is no state of a photo. Try is:waiting, is:failed, is:proven, is:size_only, is:altered, is:skipped, is:missing, is:damaged, is:arriving or is:gone_from_cloud."),
                   visible);
      return FALSE;
    }
  g_free (term->text);
  term->text = g_steal_pointer (&word);
  return TRUE;
}

static gboolean
normalize_folder (PsTerm  *term,
                  GError **error)
{
  char *path = term->text + strspn (term->text, "/");
  gsize length = strlen (path);

  memmove (term->text, path, length + 1);
  while (length > 0 && term->text[length - 1] == '/')
    term->text[--length] = '\0';
  return TRUE;
}

static gboolean
normalize_lower_case (PsTerm  *term,
                      GError **error)
{
  g_autofree char *text = g_steal_pointer (&term->text);

  term->text = g_ascii_strdown (text, -1);
  return TRUE;
}

static gboolean
normalize_type (PsTerm  *term,
                GError **error)
{
  static const char *const types[] = { "image", "video", "raw", NULL };

  g_autofree char *visible = ps_text_visible (term->text, 40);

  normalize_lower_case (term, NULL);
  if (g_strv_contains (types, term->text))
    return TRUE;
  g_set_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY,
               /* Translators: %s is what a person typed. Leave the words with a colon as they are. */
               _("“type:%s” is no type of a photo. Try type:image, type:video or type:raw."), visible);
  return FALSE;
}

/* The fields of the language: a new one is a line here, a kind in find.h and its statement in find.c. */
static const struct
{
  const char *name;
  PsTermKind kind;
  gboolean may_be_empty;
  gboolean (*normalize) (PsTerm  *term,
                         GError **error); /* nullable: as it was typed */
} fields[] = {
  { "tag", PS_TERM_TAG, FALSE, NULL },
  { "folder", PS_TERM_FOLDER, TRUE, normalize_folder },
  { "is", PS_TERM_STATE, FALSE, normalize_state },
  { "type", PS_TERM_TYPE, FALSE, normalize_type },
  { "format", PS_TERM_FORMAT, FALSE, normalize_lower_case },
  { "id", PS_TERM_ID, FALSE, NULL },
};

/* "camera:" at @text: letters and a colon. Returns the length of the name; 0: it is none. */
static gsize
length_of_name (const char *text)
{
  gsize length = 0;

  while (g_ascii_isalpha (text[length]) || (length > 0 && (text[length] == '_' || text[length] == '-')))
    length++;
  return text[length] == ':' ? length : 0;
}

/* Whether a field of this name is there; its number, or their count. */
static gsize
find_field (const char *name,
            gsize       length)
{
  gsize n = 0;

  while (n < G_N_ELEMENTS (fields)
         && !(strlen (fields[n].name) == length && g_ascii_strncasecmp (fields[n].name, name, length) == 0))
    n++;
  return n;
}

static void
refuse_name (const char  *name,
             gsize        length,
             GError     **error)
{
  g_autofree char *typed = g_strndup (name, length);
  g_autofree char *visible = ps_text_visible (typed, 40);
  GString *known = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_string_append_printf (known, "%s%s:", i > 0 ? ", " : "", fields[i].name);
  g_set_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY,
               /* Translators: what a person typed before a colon; then the fields that there are, like “tag:, folder:”. */
               _("“%s:” is no field of a search. There are %s. To find these very words, put them in quotes."), visible, known->str);
  g_string_free (known, TRUE);
}

/* %NULL: what is at @p says nothing sensible, and @error says so. */
static PsTerm *
read_term (const char **p,
           gboolean    *quoted,
           GError     **error)
{
  g_autoptr(PsTerm) term = g_new0 (PsTerm, 1);
  gsize length = length_of_name (*p);
  gsize n = length > 0 ? find_field (*p, length) : G_N_ELEMENTS (fields);

  if (length > 0 && n == G_N_ELEMENTS (fields))
    {
      refuse_name (*p, length, error);
      return NULL;
    }
  if (length > 0)
    {
      *p += length + 1;
      term->kind = fields[n].kind;
    }
  term->text = read_value (p, quoted);
  if (*term->text == '\0' && length == 0)
    {
      g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY,
                           _("Something is missing in this search: a pair of quotes has nothing in it."));
      return NULL;
    }
  if (*term->text == '\0' && !fields[n].may_be_empty)
    {
      g_set_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY,
                   /* Translators: %s is a field of a search, like “tag”. */
                   _("Something is missing in this search: “%s:” has nothing behind it."), fields[n].name);
      return NULL;
    }
  if (length > 0 && fields[n].normalize != NULL && !fields[n].normalize (term, error))
    return NULL;
  return g_steal_pointer (&term);
}

static void
skip_blanks (const char **p)
{
  while (**p != '\0' && g_unichar_isspace (g_utf8_get_char (*p)))
    *p = g_utf8_next_char (*p);
}

/**
 * ps_find_parse:
 * @query: what a person typed; any bytes
 * @error: set with %PS_CATALOG_ERROR_QUERY
 *
 * Returns: (transfer full) (element-type PsTerm) (nullable): its terms; none: everything is meant
 */
GPtrArray *
ps_find_parse (const char  *query,
               GError     **error)
{
  g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_term_free);
  g_autofree char *valid = NULL;
  gboolean negated = FALSE;
  const char *p;

  if (strnlen (query, PS_FIND_MAX_BYTES + 1) > PS_FIND_MAX_BYTES)
    {
      g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY, _("This search is too long. Use fewer words."));
      return NULL;
    }
  valid = g_utf8_make_valid (query, -1);
  for (p = valid, skip_blanks (&p); *p != '\0'; skip_blanks (&p))
    {
      gboolean quoted;
      g_autoptr(PsTerm) term = read_term (&p, &quoted, error);

      if (term == NULL)
        return NULL;
      if (term->kind == PS_TERM_WORD && !quoted && g_ascii_strcasecmp (term->text, "not") == 0)
        {
          negated = !negated;
          continue;
        }
      if (terms->len >= PS_FIND_MAX_TERMS)
        {
          g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY, _("This search is too long. Use fewer words."));
          return NULL;
        }
      term->negated = negated;
      negated = FALSE;
      g_ptr_array_add (terms, g_steal_pointer (&term));
    }
  if (negated)
    {
      g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY,
                           _("This search ends with “not”, and nothing follows it."));
      return NULL;
    }
  return g_steal_pointer (&terms);
}
