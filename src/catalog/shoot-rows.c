/* src/catalog/shoot-rows.c: shoots and who is in them, read and written. */
#include "catalog/shoot-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * ps_shoot_free:
 * @self: (transfer full) (nullable): a shoot
 */
void
ps_shoot_free (PsShoot *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->date);
  g_free (self->location);
  g_free (self->client);
  g_free (self->description);
  g_free (self->created_at);
  g_free (self->origin);
  g_free (self);
}

/**
 * ps_shoot_new_from_row:
 * @statement: shoot-read or shoot-all, on a row
 *
 * Returns: (transfer full): the shoot of that row
 */
PsShoot *
ps_shoot_new_from_row (PsStatement *statement)
{
  PsShoot *self = g_new (PsShoot, 1);

  *self = (PsShoot) {
    .id = ps_statement_int (statement, 0), .name = ps_statement_dup_text (statement, 1), .date = ps_statement_dup_text (statement, 2),
    .location = ps_statement_dup_text (statement, 3), .client = ps_statement_dup_text (statement, 4),
    .description = ps_statement_dup_text (statement, 5), .created_at = ps_statement_dup_text (statement, 6),
    .origin = ps_statement_dup_text (statement, 7), .begins_us = ps_statement_int (statement, 8),
    .ends_us = ps_statement_int (statement, 9), .n_photos = ps_statement_int (statement, 10), .n_bytes = ps_statement_int (statement, 11),
  };
  return self;
}

/**
 * ps_shoot_read:
 * @db: a connection
 * @id: a shoot
 * @error: set with %PS_CATALOG_ERROR_NOT_FOUND
 *
 * Returns: (transfer full) (nullable): the shoot
 */
PsShoot *
ps_shoot_read (PsDb    *db,
               gint64   id,
               GError **error)
{
  PsStatement *statement = ps_db_statement (db, "shoot-read", error);
  PsShoot *shoot;
  PsStep step;

  if (statement == NULL)
    return NULL;
  ps_statement_bind_int (statement, ":id", id);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_DONE)
    g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NOT_FOUND, _("This shoot is no longer there."));
  if (step != PS_STEP_ROW)
    return NULL;
  shoot = ps_shoot_new_from_row (statement);
  ps_statement_reset (statement);
  return shoot;
}

/**
 * ps_shoot_put:
 * @db: the writer's connection
 * @shoot: as it is to be; without an id it gets one
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ps_shoot_put (PsDb     *db,
              PsShoot  *shoot,
              GError  **error)
{
  PsStatement *statement = ps_db_statement (db, "shoot-put", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_known (statement, ":id", shoot->id, shoot->id != 0);
  ps_statement_bind_text (statement, ":name", shoot->name);
  ps_statement_bind_text (statement, ":shoot_date", shoot->date);
  ps_statement_bind_text (statement, ":location", shoot->location);
  ps_statement_bind_text (statement, ":client", shoot->client);
  ps_statement_bind_text (statement, ":description", shoot->description);
  ps_statement_bind_text (statement, ":created_at", shoot->created_at);
  ps_statement_bind_text (statement, ":origin", shoot->origin);
  ps_statement_bind_known (statement, ":begins_us", shoot->begins_us, shoot->begins_us != 0);
  ps_statement_bind_known (statement, ":ends_us", shoot->ends_us, shoot->ends_us != 0);
  if (!ps_statement_run (statement, error))
    return FALSE;
  if (shoot->id == 0)
    shoot->id = sqlite3_last_insert_rowid (ps_db_get_handle (db));
  return TRUE;
}

/**
 * ps_shoot_read_members:
 * @db: a connection
 * @id: a shoot
 * @photo_ids: (out) (element-type gint64) (transfer full): its photos, in the order they were taken
 * @assigned_at: (out) (optional) (element-type utf8) (transfer full): since when each is in it
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether they could be read
 */
gboolean
ps_shoot_read_members (PsDb       *db,
                       gint64      id,
                       GArray    **photo_ids,
                       GPtrArray **assigned_at,
                       GError    **error)
{
  PsStatement *statement = ps_db_statement (db, "shoot-members", error);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GPtrArray) times = g_ptr_array_new_with_free_func (g_free);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", id);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      gint64 photo_id = ps_statement_int (statement, 0);

      g_array_append_val (ids, photo_id);
      g_ptr_array_add (times, ps_statement_dup_text (statement, 1));
    }
  if (step == PS_STEP_ERROR)
    return FALSE;
  *photo_ids = g_steal_pointer (&ids);
  if (assigned_at != NULL)
    *assigned_at = g_steal_pointer (&times);
  return TRUE;
}

/**
 * ps_shoot_assign:
 * @db: the writer's connection
 * @id: a shoot
 * @photo_id: a photo; one that is not there is passed over
 * @assigned_at: since when
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is in it
 */
gboolean
ps_shoot_assign (PsDb        *db,
                 gint64       id,
                 gint64       photo_id,
                 const char  *assigned_at,
                 GError     **error)
{
  PsStatement *statement = ps_db_statement (db, "shoot-assign", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":shoot", id);
  ps_statement_bind_int (statement, ":photo", photo_id);
  ps_statement_bind_text (statement, ":assigned_at", assigned_at);
  return ps_statement_run (statement, error);
}

/**
 * ps_shoot_unassign:
 * @db: the writer's connection
 * @id: a shoot
 * @photo_id: a photo
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is not in it
 */
gboolean
ps_shoot_unassign (PsDb    *db,
                   gint64   id,
                   gint64   photo_id,
                   GError **error)
{
  PsStatement *statement = ps_db_statement (db, "shoot-unassign", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":shoot", id);
  ps_statement_bind_int (statement, ":photo", photo_id);
  return ps_statement_run (statement, error);
}

/**
 * ps_shoot_delete:
 * @db: the writer's connection
 * @id: a shoot; its photos stay
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it is gone
 */
gboolean
ps_shoot_delete (PsDb    *db,
                 gint64   id,
                 GError **error)
{
  PsStatement *statement = ps_db_statement (db, "shoot-delete", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", id);
  return ps_statement_run (statement, error);
}

static char *
dup_day (gint64 time_us)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, "%F") : NULL;
}

/**
 * ps_shoot_read_span:
 * @db: a connection
 * @shoot: gets from when to when its photos were taken, and the day it began, by the cameras' clocks
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether it could be read; a shoot without photos keeps what it has, and a day that a person set stays
 */
gboolean
ps_shoot_read_span (PsDb     *db,
                    PsShoot  *shoot,
                    GError  **error)
{
  PsStatement *statement = ps_db_statement (db, "shoot-span", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", shoot->id);
  if (ps_statement_step (statement, error) != PS_STEP_ROW)
    return FALSE;
  if (!ps_statement_is_null (statement, 0))
    {
      g_autofree char *former = dup_day (shoot->begins_us), *day = dup_day (ps_statement_int (statement, 0));
      gboolean is_own = shoot->date != NULL && g_strcmp0 (shoot->date, former) != 0;

      shoot->begins_us = ps_statement_int (statement, 0);
      shoot->ends_us = ps_statement_int (statement, 1);
      if (day != NULL && !is_own)
        {
          g_free (shoot->date);
          shoot->date = g_steal_pointer (&day);
        }
    }
  ps_statement_reset (statement);
  return TRUE;
}

/* What most of the photos share: the deepest folder that holds six of ten of them. */
static gboolean
read_common_folder (PsDb           *db,
                    const PsShoot  *shoot,
                    char          **folder,
                    GError        **error)
{
  PsStatement *statement = ps_db_statement (db, "shoot-folders", error);
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gint64 n_all = 0;
  gsize deepest = 0;
  GHashTableIter iter;
  gpointer path, count;
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", shoot->id);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      g_autofree char *at = ps_statement_dup_text (statement, 0);
      gint64 n = ps_statement_int (statement, 1);

      n_all += n;
      for (char *slash = at + strlen (at); at[0] != '\0' && slash != NULL; slash = strrchr (at, '/'))
        {
          *slash = '\0';
          g_hash_table_insert (counts, g_strdup (at), GSIZE_TO_POINTER (GPOINTER_TO_SIZE (g_hash_table_lookup (counts, at)) + (gsize) n));
        }
    }
  if (step == PS_STEP_ERROR)
    return FALSE;
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &path, &count))
    if ((gint64) GPOINTER_TO_SIZE (count) * 10 >= n_all * 6 && strlen (path) > deepest)
      {
        const char *last = strrchr (path, '/');

        deepest = strlen (path);
        g_free (*folder);
        *folder = g_strdup (last != NULL ? last + 1 : path);
      }
  return TRUE;
}

static gboolean
read_common_tag (PsDb           *db,
                 const PsShoot  *shoot,
                 gint64          n_photos,
                 char          **tag,
                 GError        **error)
{
  PsStatement *statement = ps_db_statement (db, "shoot-tags", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":id", shoot->id);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ROW)
    {
      if (ps_statement_int (statement, 1) * 10 >= n_photos * 6)
        *tag = ps_statement_dup_text (statement, 0);
      ps_statement_reset (statement);
    }
  return step != PS_STEP_ERROR;
}

/* "2024 Rossi", "Rossi_2024-06": a year that stands by itself, not within a longer number. */
static gboolean
names_year (const char *text,
            int         year)
{
  g_autofree char *digits = g_strdup_printf ("%d", year);
  gsize length = strlen (digits);

  for (const char *p = strstr (text, digits); p != NULL; p = strstr (p + 1, digits))
    if ((p == text || !g_ascii_isdigit (p[-1])) && !g_ascii_isdigit (p[length]))
      return TRUE;
  return FALSE;
}

/**
 * ps_shoot_propose_name:
 * @db: a connection
 * @shoot: gets a name from its photos' folder, else their tag, and the day
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether there was no error
 */
gboolean
ps_shoot_propose_name (PsDb     *db,
                       PsShoot  *shoot,
                       GError  **error)
{
  g_autofree char *common = NULL, *day = NULL;
  g_autoptr(GDateTime) begin = g_date_time_new_from_unix_utc (shoot->begins_us / G_USEC_PER_SEC);

  if (!read_common_folder (db, shoot, &common, error)
      || (common == NULL && !read_common_tag (db, shoot, shoot->n_photos, &common, error)))
    return FALSE;
  if (begin == NULL)
    day = g_strdup ("");
  else if (common != NULL && names_year (common, g_date_time_get_year (begin)))
    /* Translators: a day in the name of a shoot whose folder bears the year, as g_date_time_format() has it: 22 Jun. */
    day = g_date_time_format (begin, _("%-d %b"));
  else
    /* Translators: a day in the name of a shoot, as g_date_time_format() has it: 22 Jun 2024. */
    day = g_date_time_format (begin, _("%-d %b %Y"));
  g_free (shoot->name);
  /* Translators: the name of a shoot: its folder, and the day it began. */
  shoot->name = common != NULL ? g_strdup_printf (_("%1$s, %2$s"), common, day) : g_strdup (day);
  return TRUE;
}
