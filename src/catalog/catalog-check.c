/* src/catalog/catalog-check.c: reads a whole catalogue for damage, its search index included. */
#include "catalog/catalog-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "catalog/schema.h"

/* Damage to the search index alone is repaired without a word: all of it can be made from the facts. */
static gboolean
check_search (PsDb    *db,
              GError **error)
{
  g_autoptr(GError) damage = NULL;
  gboolean done;

  if (!ps_db_run (db, "begin", error))
    return FALSE;
  done = ps_db_run (db, "search-check", &damage);
  if (!done && g_error_matches (damage, PS_CATALOG_ERROR, PS_CATALOG_ERROR_CORRUPT))
    done = ps_schema_renew_search (db, error);
  else if (!done)
    g_propagate_error (error, g_steal_pointer (&damage));
  if (done && ps_db_run (db, "commit", error))
    return TRUE;
  ps_db_run (db, "rollback", NULL);
  return FALSE;
}

static gboolean
check_rows (PsDb    *db,
            GError **error)
{
  PsStatement *statement = ps_db_statement (db, "integrity-check", error);
  gboolean sound;

  if (statement == NULL || ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  sound = g_strcmp0 (ps_statement_text (statement, 0), "ok") == 0;
  ps_statement_reset (statement);
  if (!sound)
    g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_CORRUPT,
                         _("The catalogue is damaged. The photos are not touched by this; “proofsheetctl rebuild” makes it anew from them."));
  return sound;
}

/**
 * ps_catalog_check_file:
 * @path: a database that nobody has open
 * @is_ours: (out): whether its header is that of a catalogue this Proofsheet may judge, or of no database at all
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Reads it from end to end. Any thread; it may take minutes.
 *
 * Returns: whether it is a sound catalogue of ours
 */
gboolean
ps_catalog_check_file (const char  *path,
                       gboolean    *is_ours,
                       GError     **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr(GError) header_error = NULL;
  g_autoptr(PsDb) db = NULL;
  GStatBuf found;

  if (!ps_schema_check_file (path, &header_error))
    {
      *is_ours = g_error_matches (header_error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_CORRUPT);
      g_propagate_error (error, g_steal_pointer (&header_error));
      return FALSE;
    }
  *is_ours = TRUE;
  db = ps_db_open (path, 0, error);
  if (db == NULL)
    return FALSE;
  ps_db_keep_journal (db, g_lstat (log, &found) == 0 && found.st_size > 0); /* what is damaged is left as it is */
  if (!ps_schema_check (db, error) || !check_rows (db, error) || !check_search (db, error))
    return FALSE;
  ps_db_keep_journal (db, FALSE);
  return TRUE;
}
