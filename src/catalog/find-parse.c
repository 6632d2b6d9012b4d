/* src/catalog/find-parse.c: pure: the text of a search becomes its terms. Any thread. */
#include "catalog/find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/state.h"
#include "base/text.h"
#include "catalog/catalog.h"

static const struct
{
  const char *prefix;
  PsTermKind kind;
} prefixes[] = {
  { "tag:", PS_TERM_TAG }, { "folder:", PS_TERM_FOLDER }, { "is:", PS_TERM_STATE },
  { "type:", PS_TERM_TYPE }, { "format:", PS_TERM_FORMAT }, { "id:", PS_TERM_ID },
};

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

static PsTerm *
read_term (const char **p,
           gboolean    *quoted)
{
  PsTerm *term = g_new0 (PsTerm, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      gsize length = strlen (prefixes[i].prefix);

      if (g_ascii_strncasecmp (*p, prefixes[i].prefix, length) == 0)
        {
          *p += length;
          term->kind = prefixes[i].kind;
          break;
        }
    }
  term->text = read_value (p, quoted);
  return term;
}

/* A state in any of its spellings becomes its word. */
static gboolean
normalize_state (PsTerm  *term,
                 GError **error)
{
  g_autofree char *word = g_ascii_strdown (term->text, -1);
  PsState state;

  g_strdelimit (word, " -", '_');
  if (ps_state_from_word (word, &state))
    {
      g_free (term->text);
      term->text = g_steal_pointer (&word);
      return TRUE;
    }
  else
    {
      g_autofree char *visible = ps_text_visible (term->text, 40);

      g_set_error (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY,
                   /* Translators: %s is what a person typed. Leave “is:” and the words after the colon as they are. */
                   _("“is:%s” is no state of a photo. Try is:waiting, is:failed, is:proven, is:size_only, is:altered, is:skipped, is:missing, is:damaged, is:arriving or is:gone_from_cloud."),
                   visible);
      return FALSE;
    }
}

static void
normalize_folder (PsTerm *term)
{
  char *path = term->text + strspn (term->text, "/");
  gsize length = strlen (path);

  memmove (term->text, path, length + 1);
  while (length > 0 && term->text[length - 1] == '/')
    term->text[--length] = '\0';
}

static gboolean
normalize (PsTerm  *term,
           GError **error)
{
  if (*term->text == '\0' && term->kind != PS_TERM_FOLDER)
    {
      g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_QUERY,
                           _("Something is missing in this search: a colon or a pair of quotes has nothing behind it."));
      return FALSE;
    }
  switch (term->kind)
    {
    case PS_TERM_STATE:
      return normalize_state (term, error);
    case PS_TERM_FOLDER:
      normalize_folder (term);
      return TRUE;
    case PS_TERM_TYPE:
    case PS_TERM_FORMAT:
      {
        g_autofree char *text = g_steal_pointer (&term->text);

        term->text = g_ascii_strdown (text, -1);
        return TRUE;
      }
    case PS_TERM_WORD:
    case PS_TERM_TAG:
    case PS_TERM_ID:
    default:
      return TRUE;
    }
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
      g_autoptr(PsTerm) term = read_term (&p, &quoted);

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
      if (!normalize (term, error))
        return NULL;
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
