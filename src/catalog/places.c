/* src/catalog/places.c: which place on disk a photo's file gets.
 *
 * A place is free if no other photo has it, if no file lies below it (`a`, where
 * `a/b` is a file) and if no folder above it is a file's place (M11 of the fault
 * list). All of it is asked of casefolded names, so that no disk can confuse two.
 */
#include "catalog/places.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "catalog/catalog-private.h"

static gboolean
ask (PsDb        *db,
     const char  *statement_name,
     const char  *key,
     gint64       photo_id,
     gboolean    *answer,
     GError     **error)
{
  PsStatement *statement = ps_db_statement (db, statement_name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":key", key);
  if (photo_id != 0)
    ps_statement_bind_int (statement, ":id", photo_id);
  if (ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  *answer = ps_statement_int (statement, 0) != 0;
  ps_statement_reset (statement);
  return TRUE;
}

static gboolean
is_taken (PsDb        *db,
          gint64       photo_id,
          const char  *key,
          gboolean    *taken,
          GError     **error)
{
  if (!ask (db, "place-is-taken", key, photo_id, taken, error))
    return FALSE;
  for (const char *slash = strchr (key, '/'); slash != NULL && !*taken; slash = strchr (slash + 1, '/'))
    {
      g_autofree char *folder = g_strndup (key, slash - key);

      if (!ask (db, "place-is-file", folder, 0, taken, error))
        return FALSE;
    }
  return TRUE;
}

static guint
find (GPtrArray  *candidates,
      const char *path)
{
  for (guint i = 0; path != NULL && i < candidates->len; i++)
    {
      const PsPlace *place = g_ptr_array_index (candidates, i);

      if (g_strcmp0 (place->path, path) == 0)
        return i;
    }
  return candidates->len;
}

/**
 * ps_places_contain:
 * @candidates: (element-type PsPlace): places
 * @path: (nullable): a relative path
 *
 * Returns: whether @path is one of them
 */
gboolean
ps_places_contain (GPtrArray  *candidates,
                   const char *path)
{
  return find (candidates, path) < candidates->len;
}

/**
 * ps_places_reserve:
 * @db: the writer's connection
 * @photo_id: whose file it is
 * @candidates: (element-type PsPlace): best first
 * @not_path: (nullable): one of them that is given up, with those before it
 * @path: (out): the place, now reserved
 * @error: set with a %PS_CATALOG_ERROR; %PS_CATALOG_ERROR_NO_PLACE where none of them is free
 *
 * Returns: whether a place was free
 */
gboolean
ps_places_reserve (PsDb        *db,
                   gint64       photo_id,
                   GPtrArray   *candidates,
                   const char  *not_path,
                   char       **path,
                   GError     **error)
{
  guint given_up = find (candidates, not_path);

  for (guint i = given_up < candidates->len ? given_up + 1 : 0; i < candidates->len; i++)
    {
      const PsPlace *place = g_ptr_array_index (candidates, i);
      g_autofree char *key = place->key != NULL ? g_strdup (place->key) : ps_catalog_make_key (place->path);
      PsStatement *statement;
      gboolean taken;

      if (g_strcmp0 (place->path, not_path) == 0)
        continue;
      if (!is_taken (db, photo_id, key, &taken, error))
        return FALSE;
      if (taken)
        continue;
      statement = ps_db_statement (db, "place-reserve", error);
      if (statement == NULL)
        return FALSE;
      ps_statement_bind_text (statement, ":path", place->path);
      ps_statement_bind_text (statement, ":key", key);
      ps_statement_bind_int (statement, ":id", photo_id);
      if (!ps_statement_run (statement, error))
        return FALSE;
      *path = g_strdup (place->path);
      return TRUE;
    }
  g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NO_PLACE,
                       _("Every name this photo could get in its folder belongs to another file. Nothing was overwritten. "
                         "Give the photo another name in Cloudinary, or rename the other file’s photo there."));
  return FALSE;
}
