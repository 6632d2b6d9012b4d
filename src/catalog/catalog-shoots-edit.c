/* src/catalog/catalog-shoots-edit.c: what people do with shoots; all of it can be taken back.
 *
 * Every edit first notes how the shoots that it may touch are, photos included;
 * taking it back puts exactly that there again. What a person touched is that
 * person's from then on ("accepted"), and no search for shoots changes it.
 */
#include "catalog/catalog-private.h"

#include <glib/gi18n-lib.h>

#include "base/times.h"
#include "catalog/person-names.h"
#include "catalog/search-index.h"
#include "catalog/shoot-rows.h"

/* One shoot as it was; without a name it was not there. */
typedef struct
{
  gint64 id;
  PsShoot *shoot;        /* nullable */
  GArray *photo_ids;     /* nullable */
  GPtrArray *assigned_at; /* nullable */
} Kept;

struct _PsShootsBefore
{
  GPtrArray *kept; /* of Kept */
  gint64 shoot_id; /* which one was made, or is left */
};

static void
kept_free (gpointer data)
{
  Kept *self = data;

  ps_shoot_free (self->shoot);
  g_clear_pointer (&self->photo_ids, g_array_unref);
  g_clear_pointer (&self->assigned_at, g_ptr_array_unref);
  g_free (self);
}

/**
 * ps_shoots_before_free:
 * @self: (transfer full) (nullable): shoots as they were
 */
void
ps_shoots_before_free (PsShootsBefore *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->kept);
  g_free (self);
}

static PsShootsBefore *
before_new (void)
{
  PsShootsBefore *self = g_new0 (PsShootsBefore, 1);

  self->kept = g_ptr_array_new_with_free_func (kept_free);
  return self;
}

/* Notes how a shoot is, once. @id of one that is not there yet: that it was not. */
static gboolean
keep (PsDb            *db,
      PsShootsBefore  *before,
      gint64           id,
      gboolean         is_there,
      GError         **error)
{
  Kept *kept;

  for (guint i = 0; i < before->kept->len; i++)
    if (((Kept *) g_ptr_array_index (before->kept, i))->id == id)
      return TRUE;
  kept = g_new0 (Kept, 1);
  kept->id = id;
  g_ptr_array_add (before->kept, kept);
  if (!is_there)
    return TRUE;
  kept->shoot = ps_shoot_read (db, id, error);
  return kept->shoot != NULL && ps_shoot_read_members (db, id, &kept->photo_ids, &kept->assigned_at, error);
}

/* An edit on its way to the writer thread. */
typedef struct
{
  PsShootDeed deed;
  GArray *shoot_ids, *photo_ids;
  char *name, *date, *location, *client, *description;
} Edit;

static void
edit_free (gpointer data)
{
  Edit *self = data;

  g_array_unref (self->shoot_ids);
  g_array_unref (self->photo_ids);
  g_free (self->name);
  g_free (self->date);
  g_free (self->location);
  g_free (self->client);
  g_free (self->description);
  g_free (self);
}

static GArray *
copy_ids (GArray *ids)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (ids != NULL)
    g_array_append_vals (copy, ids->data, ids->len);
  return copy;
}

static char *
copy_text (const char *text)
{
  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

static Edit *
edit_new (const PsShootEdit *edit)
{
  Edit *self = g_new (Edit, 1);

  *self = (Edit) { edit->deed, copy_ids (edit->shoot_ids), copy_ids (edit->photo_ids), copy_text (edit->name), copy_text (edit->date),
                   copy_text (edit->location), copy_text (edit->client), copy_text (edit->description) };
  return self;
}

static void
replace (char       **field,
         const char  *wanted)
{
  if (wanted == NULL)
    return;
  g_free (*field);
  *field = *wanted != '\0' ? g_strdup (wanted) : NULL;
}

static gboolean
take_name (PsShoot     *shoot,
           const char  *wanted,
           GError     **error)
{
  char *name = ps_person_name_new (wanted, error);

  if (name == NULL)
    return FALSE;
  g_free (shoot->name);
  shoot->name = name;
  return TRUE;
}

static gboolean
check_date (const char  *date,
            GError     **error)
{
  g_autofree char *whole = date != NULL ? g_strconcat (date, "T00:00:00Z", NULL) : NULL;
  g_autoptr(GDateTime) parsed = whole != NULL ? g_date_time_new_from_iso8601 (whole, NULL) : NULL;

  if (date == NULL || *date == '\0' || parsed != NULL)
    return TRUE;
  g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NAME, _("A shoot's day is written like 2024-06-22."));
  return FALSE;
}

/* A person's from now on. */
static void
accept (PsShoot *shoot)
{
  if (!g_str_equal (shoot->origin, "found"))
    return;
  g_free (shoot->origin);
  shoot->origin = g_strdup ("accepted");
}

static gboolean
renew_span (PsDb     *db,
            gint64    id,
            GError  **error)
{
  g_autoptr(PsShoot) shoot = ps_shoot_read (db, id, error);

  if (shoot == NULL)
    return FALSE;
  accept (shoot);
  return ps_shoot_read_span (db, shoot, error) && ps_shoot_put (db, shoot, error);
}

/* Takes a photo out of every shoot it is in but @id; those shoots count as touched. */
static gboolean
free_photo (PsDb            *db,
            PsShootsBefore  *before,
            gint64           photo_id,
            gint64           id,
            GError         **error)
{
  PsStatement *statement = ps_db_statement (db, "shoots-of-photo", error);
  g_autoptr(GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo", photo_id);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      gint64 other = ps_statement_int (statement, 0);

      if (other != id)
        g_array_append_val (others, other);
    }
  if (step == PS_STEP_ERROR)
    return FALSE;
  for (guint i = 0; i < others->len; i++)
    if (!keep (db, before, g_array_index (others, gint64, i), TRUE, error)
        || !ps_shoot_unassign (db, g_array_index (others, gint64, i), photo_id, error))
      return FALSE;
  return TRUE;
}

static gboolean
put_photos (PsDb            *db,
            PsShootsBefore  *before,
            gint64           id,
            GArray          *photo_ids,
            GError         **error)
{
  g_autofree char *now = ps_time_now_text ();

  for (guint i = 0; i < photo_ids->len; i++)
    {
      gint64 photo_id = g_array_index (photo_ids, gint64, i);

      if (!free_photo (db, before, photo_id, id, error) || !ps_shoot_assign (db, id, photo_id, now, error))
        return FALSE;
    }
  return renew_span (db, id, error);
}

static gboolean
describe (PsDb        *db,
          const Edit  *edit,
          gint64       id,
          GError     **error)
{
  g_autoptr(PsShoot) shoot = ps_shoot_read (db, id, error);

  if (shoot == NULL || !check_date (edit->date, error) || (edit->name != NULL && !take_name (shoot, edit->name, error)))
    return FALSE;
  replace (&shoot->date, edit->date);
  replace (&shoot->location, edit->location);
  replace (&shoot->client, edit->client);
  replace (&shoot->description, edit->description);
  accept (shoot);
  return ps_shoot_put (db, shoot, error);
}

static gboolean
make (PsDb            *db,
      PsShootsBefore  *before,
      const Edit      *edit,
      GError         **error)
{
  g_autoptr(PsShoot) shoot = g_new0 (PsShoot, 1);

  shoot->created_at = ps_time_now_text ();
  shoot->origin = g_strdup ("made");
  shoot->name = g_strdup ("");
  if (edit->name != NULL && !take_name (shoot, edit->name, error))
    return FALSE;
  if (edit->photo_ids->len == 0)
    {
      g_set_error_literal (error, PS_CATALOG_ERROR, PS_CATALOG_ERROR_NOT_FOUND, _("There are no photos to make a shoot of."));
      return FALSE;
    }
  if (!ps_shoot_put (db, shoot, error) || !keep (db, before, shoot->id, FALSE, error)
      || !put_photos (db, before, shoot->id, edit->photo_ids, error))
    return FALSE;
  before->shoot_id = shoot->id;
  if (edit->name != NULL)
    return TRUE;
  shoot->n_photos = edit->photo_ids->len;
  return ps_shoot_read_span (db, shoot, error) && ps_shoot_propose_name (db, shoot, error) && ps_shoot_put (db, shoot, error);
}

static gboolean
merge (PsDb            *db,
       PsShootsBefore  *before,
       const Edit      *edit,
       GError         **error)
{
  gint64 into = g_array_index (edit->shoot_ids, gint64, 0);

  for (guint i = 1; i < edit->shoot_ids->len; i++)
    {
      gint64 id = g_array_index (edit->shoot_ids, gint64, i);
      g_autoptr(GArray) photo_ids = NULL;

      if (id == into)
        continue;
      if (!ps_shoot_read_members (db, id, &photo_ids, NULL, error) || !put_photos (db, before, into, photo_ids, error)
          || !ps_shoot_delete (db, id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
remove_photos (PsDb        *db,
               const Edit  *edit,
               gint64       id,
               GError     **error)
{
  for (guint i = 0; i < edit->photo_ids->len; i++)
    if (!ps_shoot_unassign (db, id, g_array_index (edit->photo_ids, gint64, i), error))
      return FALSE;
  return renew_span (db, id, error);
}

static gboolean
do_to_each (PsDb        *db,
            const Edit  *edit,
            GError     **error)
{
  for (guint i = 0; i < edit->shoot_ids->len; i++)
    {
      gint64 id = g_array_index (edit->shoot_ids, gint64, i);

      if (edit->deed == PS_SHOOT_DELETE ? !ps_shoot_delete (db, id, error) : !describe (db, edit, id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run_edit (PsDb            *db,
          PsShootsBefore  *before,
          const Edit      *edit,
          GError         **error)
{
  gint64 id = edit->shoot_ids->len > 0 ? g_array_index (edit->shoot_ids, gint64, 0) : 0;

  before->shoot_id = id;
  switch (edit->deed)
    {
    case PS_SHOOT_MERGE:
      return merge (db, before, edit, error);
    case PS_SHOOT_SPLIT:
      return make (db, before, edit, error) && renew_span (db, id, error);
    case PS_SHOOT_MAKE:
      return make (db, before, edit, error);
    case PS_SHOOT_ADD:
      return put_photos (db, before, id, edit->photo_ids, error);
    case PS_SHOOT_REMOVE:
      return remove_photos (db, edit, id, error);
    case PS_SHOOT_DESCRIBE:
      return describe (db, edit, id, error);
    case PS_SHOOT_ACCEPT:
    case PS_SHOOT_DELETE:
    default:
      return do_to_each (db, edit, error);
    }
}

/* Shoots that others took photos from: they span less, and a found one without any is none. */
static gboolean
renew_robbed (PsDb            *db,
              PsShootsBefore  *before,
              GError         **error)
{
  for (guint i = 0; i < before->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (before->kept, i);
      g_autoptr(PsShoot) now = kept->shoot != NULL ? ps_shoot_read (db, kept->id, NULL) : NULL;

      if (now == NULL || now->n_photos == kept->shoot->n_photos)
        continue;
      if (!ps_shoot_read_span (db, now, error) || !ps_shoot_put (db, now, error))
        return FALSE;
    }
  return ps_db_run (db, "shoots-delete-empty", error);
}

/* The shoots' names are in their photos' rows of the search index. */
static gboolean
refresh_search (PsWriter        *writer,
                PsShootsBefore  *before,
                GError         **error)
{
  PsDb *db = ps_writer_get_db (writer);
  g_autoptr(PsSearchIndex) index = ps_search_index_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < before->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (before->kept, i);
      g_autoptr(GArray) now = NULL;
      GArray *lists[2] = { kept->photo_ids, NULL };

      if (!ps_shoot_read_members (db, kept->id, &now, NULL, error))
        return FALSE;
      lists[1] = now;
      for (int k = 0; k < 2; k++)
        for (guint n = 0; lists[k] != NULL && n < lists[k]->len; n++)
          {
            gint64 id = g_array_index (lists[k], gint64, n);

            if (!g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) id)))
              continue;
            ps_search_index_refresh (index, id);
            ps_writer_touch (writer, PS_CHANGE_SHOOTS, id);
          }
    }
  ps_writer_touch (writer, PS_CHANGE_SHOOTS, 0);
  return ps_search_index_write (index, db, error);
}

static gboolean
edit_in_thread (PsWriter  *writer,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  const Edit *edit = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autoptr(PsShootsBefore) before = before_new ();

  for (guint i = 0; i < edit->shoot_ids->len; i++)
    if (!keep (db, before, g_array_index (edit->shoot_ids, gint64, i), TRUE, error))
      return FALSE;
  if (!run_edit (db, before, edit, error) || !renew_robbed (db, before, error) || !refresh_search (writer, before, error))
    return FALSE;
  *result = g_steal_pointer (&before);
  return TRUE;
}

/**
 * ps_catalog_edit_shoots_async:
 * @self: a catalogue
 * @edit: what to do; copied
 * @cancellable: (nullable): heeded until its turn comes
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * Fails with %PS_CATALOG_ERROR_NOT_FOUND for a shoot that is not there, and
 * %PS_CATALOG_ERROR_NAME for a name or a day that is none; then nothing is changed.
 */
void
ps_catalog_edit_shoots_async (PsCatalog           *self,
                              const PsShootEdit   *edit,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (edit->deed == PS_SHOOT_MAKE || (edit->shoot_ids != NULL && edit->shoot_ids->len > 0));

  ps_catalog_write_large (self, ps_catalog_edit_shoots_async, edit_in_thread, edit_new (edit), edit_free,
                          (GDestroyNotify) ps_shoots_before_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_edit_shoots_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @shoot_id: (out) (optional): the shoot that was made, or that is left
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): what ps_catalog_restore_shoots_async() needs to take it back
 */
PsShootsBefore *
ps_catalog_edit_shoots_finish (PsCatalog     *self,
                               GAsyncResult  *result,
                               gint64        *shoot_id,
                               GError       **error)
{
  PsShootsBefore *before = ps_catalog_finish_pointer (self, result, ps_catalog_edit_shoots_async, error);

  if (before != NULL && shoot_id != NULL)
    *shoot_id = before->shoot_id;
  return before;
}

/* Undo ------------------------------------------------------------------------ */

static gboolean
put_back (PsDb            *db,
          PsShootsBefore  *now,
          const Kept      *kept,
          GError         **error)
{
  if (kept->shoot == NULL)
    return TRUE;
  if (!ps_shoot_put (db, kept->shoot, error))
    return FALSE;
  for (guint i = 0; i < kept->photo_ids->len; i++)
    {
      gint64 photo_id = g_array_index (kept->photo_ids, gint64, i);

      /* Meanwhile it may have come into another shoot. */
      if (!free_photo (db, now, photo_id, kept->id, error)
          || !ps_shoot_assign (db, kept->id, photo_id, g_ptr_array_index (kept->assigned_at, i), error))
        return FALSE;
    }
  return TRUE;
}

/* Shoots that only lost photos to those that are back: their span is another. */
static gboolean
renew_taken (PsDb                  *db,
             PsShootsBefore        *now,
             const PsShootsBefore  *before,
             GError               **error)
{
  for (guint i = before->kept->len; i < now->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (now->kept, i);
      g_autoptr(PsShoot) shoot = kept->shoot != NULL ? ps_shoot_read (db, kept->id, NULL) : NULL;

      if (shoot != NULL && (!ps_shoot_read_span (db, shoot, error) || !ps_shoot_put (db, shoot, error)))
        return FALSE;
    }
  return ps_db_run (db, "shoots-delete-empty", error);
}

/* All of them are emptied first, so that no photo is in two of them in between. */
static gboolean
restore_in_thread (PsWriter  *writer,
                   gpointer   data,
                   gpointer  *result,
                   GError   **error)
{
  const PsShootsBefore *before = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autoptr(PsShootsBefore) now = before_new ();

  for (guint i = 0; i < before->kept->len; i++)
    {
      const Kept *kept = g_ptr_array_index (before->kept, i);
      g_autoptr(PsShoot) there = ps_shoot_read (db, kept->id, NULL);

      if (!keep (db, now, kept->id, there != NULL, error) || !ps_shoot_delete (db, kept->id, error))
        return FALSE;
    }
  for (guint i = 0; i < before->kept->len; i++)
    if (!put_back (db, now, g_ptr_array_index (before->kept, i), error))
      return FALSE;
  now->shoot_id = before->shoot_id;
  if (!renew_taken (db, now, before, error) || !refresh_search (writer, now, error) || !refresh_search (writer, (PsShootsBefore *) before, error))
    return FALSE;
  *result = g_steal_pointer (&now);
  return TRUE;
}

/**
 * ps_catalog_restore_shoots_async:
 * @self: a catalogue
 * @before: (transfer full): what an edit gave
 * @cancellable: (nullable): heeded until its turn comes
 * @callback: called after the commit
 * @user_data: for @callback
 */
void
ps_catalog_restore_shoots_async (PsCatalog           *self,
                                 PsShootsBefore      *before,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_write_large (self, ps_catalog_restore_shoots_async, restore_in_thread, before, (GDestroyNotify) ps_shoots_before_free,
                          (GDestroyNotify) ps_shoots_before_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_restore_shoots_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (nullable): what takes this back again
 */
PsShootsBefore *
ps_catalog_restore_shoots_finish (PsCatalog     *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_restore_shoots_async, error);
}
