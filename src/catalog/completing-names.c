/* src/catalog/completing-names.c: the names of a catalogue that begin like what is typed.
 *
 * Names are few beside photos, and are read whole: each word that is typed must
 * be the beginning of a word of the name, whatever its case and accents. Of a
 * path it is the part down to the last of these words: of “Weddings/2024/Rossi”,
 * “wed” means “Weddings”.
 */
#include "catalog/completing-names.h"

#include <string.h>

static void
name_found_free (gpointer data)
{
  PsNameFound *self = data;

  g_free (self->name);
  g_free (self);
}

/* “Ålesund” as “alesund”. */
static char *
fold (const char *text)
{
  g_autofree char *apart = NULL, *folded = NULL;
  GString *plain;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);
  apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  folded = g_utf8_casefold (apart != NULL ? apart : "", -1);
  plain = g_string_sized_new (strlen (folded));
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (plain, g_utf8_get_char (p));
  return g_string_free (plain, FALSE);
}

static gboolean
is_in_word (const char *p)
{
  return (guchar) *p < 0x80 ? g_ascii_isalnum (*p) : g_unichar_isalnum (g_utf8_get_char (p));
}

/**
 * ps_name_words:
 * @text: what is typed
 *
 * Returns: (transfer full): its words, as names are compared with them
 */
GStrv
ps_name_words (const char *text)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_autofree char *folded = fold (text);

  for (const char *p = folded; *p != '\0';)
    {
      const char *begin = p;

      while (*p != '\0' && is_in_word (p))
        p = g_utf8_next_char (p);
      if (p > begin)
        {
          g_autofree char *word = g_strndup (begin, (gsize) (p - begin));

          g_strv_builder_add (words, word);
        }
      else
        {
          p = g_utf8_next_char (p);
        }
    }
  return g_strv_builder_end (words);
}

static gboolean
has_word (const char *folded,
          const char *word)
{
  gsize length = strlen (word);
  gboolean was_in_word = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gboolean is_in = is_in_word (p);

      if (is_in && !was_in_word && strncmp (p, word, length) == 0)
        return TRUE;
      was_in_word = is_in;
    }
  return FALSE;
}

static gboolean
has_words (const char  *folded,
           char       **words)
{
  for (; *words != NULL; words++)
    if (!has_word (folded, *words))
      return FALSE;
  return TRUE;
}

/**
 * ps_name_has:
 * @name: a name
 * @words: of ps_name_words()
 *
 * Returns: whether each of them is the beginning of one of its words
 */
gboolean
ps_name_has (const char  *name,
             char       **words)
{
  g_autofree char *folded = NULL;

  if (*words == NULL)
    return TRUE;
  folded = fold (name);
  return has_words (folded, words);
}

/* What no counter knows is looked for whatever its case. */
static void
add_name (GHashTable *found,
          const char *name,
          gint64      n_photos)
{
  g_autofree char *key = n_photos < 0 ? g_ascii_strdown (name, -1) : g_strdup (name);
  PsNameFound *known = g_hash_table_lookup (found, key);

  if (known == NULL)
    {
      known = g_new (PsNameFound, 1);
      *known = (PsNameFound) { g_strdup (name), n_photos };
      g_hash_table_insert (found, g_steal_pointer (&key), known);
    }
  else if (n_photos >= 0)
    {
      known->n_photos += n_photos;
    }
}

/* Each part of the path that ends in the last word that is typed. */
static void
add_path (GHashTable  *found,
          char        *path,
          char       **words,
          gint64       n_photos)
{
  const char *last = words[MAX (g_strv_length (words), 1) - 1];
  char *begin = path;

  if (!ps_name_has (path, words))
    return;
  for (char *end = begin; end != NULL; begin = end + 1)
    {
      char *last_only[] = { (char *) last, NULL };

      end = strchr (begin, '/');
      if (end != NULL)
        *end = '\0';
      if (ps_name_has (begin, last_only) && ps_name_has (path, words))
        add_name (found, path, n_photos);
      if (end == NULL)
        break;
      *end = '/';
    }
}

/**
 * ps_names_read:
 * @db: a connection
 * @statement_name: gives names, and where a counter knows how many photos; of paths those right there
 * @is_path: whether what lies below belongs to a name
 * @words: of ps_name_words(); none: all names
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Where nothing is counted, names that differ in their case alone are one.
 *
 * Returns: (transfer full) (nullable) (element-type PsNameFound): the names
 */
GPtrArray *
ps_names_read (PsDb        *db,
               const char  *statement_name,
               gboolean     is_path,
               char       **words,
               GError     **error)
{
  g_autoptr(GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, name_found_free);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (name_found_free);
  PsStatement *statement = ps_db_statement (db, statement_name, error);
  PsStep step = PS_STEP_ERROR;
  GHashTableIter iter;
  gpointer key, name;

  while (statement != NULL && (step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      g_autofree char *text = ps_statement_dup_text (statement, 0);
      gboolean is_counted = ps_statement_n_columns (statement) > 1 && !ps_statement_is_null (statement, 1);
      gint64 n_photos = is_counted ? ps_statement_int (statement, 1) : -1;

      if (text == NULL)
        continue;
      if (is_path)
        add_path (found, text, words, n_photos);
      else if (ps_name_has (text, words))
        add_name (found, text, n_photos);
    }
  if (step != PS_STEP_DONE)
    return NULL;
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &key, &name))
    {
      g_hash_table_iter_steal (&iter);
      g_free (key);
      g_ptr_array_add (names, name);
    }
  return g_steal_pointer (&names);
}
