/* src/catalog/catalog-tag-names.c: one's own tags under another name, with all that lies below them. */
#include "catalog/catalog-marks.h"

#include <string.h>

#include "catalog/catalog-private.h"
#include "catalog/collections.h"
#include "catalog/person-names.h"

typedef struct
{
  char *tag, *name; /* owned */
} Renaming;

static void
renaming_free (gpointer data)
{
  Renaming *self = data;

  g_free (self->tag);
  g_free (self->name);
  g_free (self);
}

typedef struct
{
  gint64 id;
  char *name;  /* owned */
  GArray *ids; /* owned, of gint64: the photos that had it before anything changed */
} Tag;

static void
clear_tag (gpointer data)
{
  Tag *self = data;

  g_free (self->name);
  g_clear_pointer (&self->ids, g_array_unref);
}

static GArray *
read_tags (PsDb        *db,
           const char  *name,
           GError     **error)
{
  PsStatement *statement = ps_db_statement (db, "tags-below", error);
  g_autoptr(GArray) tags = g_array_new (FALSE, FALSE, sizeof (Tag));
  PsStep step;

  g_array_set_clear_func (tags, clear_tag);
  if (statement == NULL)
    return NULL;
  ps_statement_bind_text (statement, ":name", name);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      Tag tag = { ps_statement_int (statement, 0), ps_statement_dup_text (statement, 1), NULL };

      g_array_append_val (tags, tag);
    }
  return step == PS_STEP_DONE ? g_steal_pointer (&tags) : NULL;
}

static GArray *
read_photos (PsDb    *db,
             gint64   tag_id,
             GError **error)
{
  PsStatement *statement = ps_db_statement (db, "tag-photos-local", error);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  PsStep step;

  if (statement == NULL)
    return NULL;
  ps_statement_bind_int (statement, ":tag", tag_id);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      gint64 id = ps_statement_int (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == PS_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static gboolean
run (PsDb        *db,
     const char  *name,
     gint64       tag_id,
     gint64       photo_id,
     GError     **error)
{
  PsStatement *statement = ps_db_statement (db, name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":tag", tag_id);
  ps_statement_bind_int (statement, ":photo", photo_id);
  return ps_statement_run (statement, error);
}

/* All are taken away before any is given: a tag's new name may be the old one of another. */
static gboolean
take_away (PsDb    *db,
           GArray  *tags,
           GError **error)
{
  for (guint i = 0; i < tags->len; i++)
    {
      Tag *tag = &g_array_index (tags, Tag, i);

      tag->ids = read_photos (db, tag->id, error);
      if (tag->ids == NULL)
        return FALSE;
      for (guint k = 0; k < tag->ids->len; k++)
        if (!run (db, "tag-remove-local", tag->id, g_array_index (tag->ids, gint64, k), error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
give_back (PsWriter        *writer,
           const Renaming  *renaming,
           const Tag       *tag,
           GError         **error)
{
  g_autofree char *wanted = g_strconcat (renaming->name, tag->name + strlen (renaming->tag), NULL);
  g_autofree char *name = ps_person_name_new_tag (wanted, error);
  gint64 to;

  if (name == NULL || !ps_writer_get_tag (writer, name, &to, error))
    return FALSE;
  for (guint i = 0; i < tag->ids->len; i++)
    if (!run (ps_writer_get_db (writer), "tag-add-local", to, g_array_index (tag->ids, gint64, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
rename_in_thread (PsWriter  *writer,
                  gpointer   data,
                  gpointer  *result,
                  GError   **error)
{
  Renaming *renaming = data;
  g_autofree char *name = ps_person_name_new_tag (renaming->name, error);
  g_autoptr(GArray) tags = name != NULL ? read_tags (ps_writer_get_db (writer), renaming->tag, error) : NULL;
  gint64 n = 0;

  if (tags == NULL)
    return FALSE;
  if (g_str_equal (name, renaming->tag))
    g_array_set_size (tags, 0); /* it is called so */
  if (!take_away (ps_writer_get_db (writer), tags, error))
    return FALSE;
  for (guint i = 0; i < tags->len; i++)
    {
      const Tag *tag = &g_array_index (tags, Tag, i);

      if (!give_back (writer, renaming, tag, error) || !ps_collection_refresh_search (writer, tag->ids, PS_CHANGE_TAGS, error))
        return FALSE;
      n += tag->ids->len;
    }
  *result = ps_catalog_number (n);
  return TRUE;
}

/**
 * ps_catalog_rename_tag_async:
 * @self: a catalogue
 * @tag: one's own tag
 * @name: what it is called from now on; a "/" in it makes levels
 * @cancellable: (nullable): heeded until its turn comes
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * What lies below the tag comes along. The cloud's tags of that name stay: they are the cloud's.
 */
void
ps_catalog_rename_tag_async (PsCatalog           *self,
                             const char          *tag,
                             const char          *name,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  Renaming *renaming;

  g_return_if_fail (PS_IS_CATALOG (self));

  renaming = g_new (Renaming, 1);
  *renaming = (Renaming) { g_utf8_make_valid (tag, -1), g_utf8_make_valid (name, -1) };
  ps_catalog_write_large (self, ps_catalog_rename_tag_async, rename_in_thread, renaming, renaming_free, g_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_rename_tag_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR; %PS_CATALOG_ERROR_NAME for what cannot be a tag
 *
 * Returns: how many photos have the new name in the old one's place; −1 on error
 */
gint64
ps_catalog_rename_tag_finish (PsCatalog     *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  return ps_catalog_finish_number (self, result, ps_catalog_rename_tag_async, error);
}
