/* src/catalog/catalog-look-alikes.c: finding look-alikes: read on a reading thread, compared on one of its own; what changed is written. */
#include "catalog/catalog-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/imprint.h"
#include "catalog/catalog-duplicates.h"
#include "sorting/look-alikes.h"
#include "sorting/twins.h"

static const char *const kinds[PS_N_TWINS] = { "picture", "look", "burst" };

/* Texts by number, from 1 on in the order they are met. */
static guint
number_text (GHashTable *numbers,
             const char *text)
{
  guint number;

  if (text == NULL || *text == '\0' || g_str_equal (text, " "))
    return 0;
  number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, text));
  if (number == 0)
    {
      number = g_hash_table_size (numbers) + 1;
      g_hash_table_insert (numbers, g_strdup (text), GUINT_TO_POINTER (number));
    }
  return number;
}

typedef struct
{
  GHashTable *contents, *cameras, *names;
} Numbers;

static PsTwin
read_twin (PsStatement *statement,
           Numbers     *numbers)
{
  g_autofree char *letters = NULL;
  const char *name = ps_statement_text (statement, 5), *last_part = strrchr (ps_statement_text (statement, 8), '/');
  PsTwin twin = {
    .photo_id = ps_statement_int (statement, 0), .has_fingerprint = !ps_statement_is_null (statement, 1),
    .fingerprint = (guint64) ps_statement_int (statement, 1), .content = number_text (numbers->contents, ps_statement_text (statement, 2)),
    .camera = number_text (numbers->cameras, ps_statement_text (statement, 3)), .taken_at_us = ps_statement_int (statement, 4),
    .width = (int) ps_statement_int (statement, 6), .height = (int) ps_statement_int (statement, 7),
  };

  twin.number = name != NULL ? ps_twins_split_name (name, &letters) : -1;
  if (twin.number < 0)
    {
      twin.is_named_by_id = TRUE;
      twin.number = ps_twins_split_name (last_part != NULL ? last_part + 1 : ps_statement_text (statement, 8), &letters);
    }
  /* Even a bare number is a name: 0412.jpg. */
  if (twin.number >= 0)
    {
      g_autofree char *marked = g_strconcat ("=", letters, NULL);

      twin.name = number_text (numbers->names, marked);
    }
  return twin;
}

/* Photos and what they are recognised by, which the photos point to. */
typedef struct
{
  GArray *twins;    /* owned, of PsTwin */
  GArray *imprints; /* owned, of PsImprint */
} Twins;

static void
clear_twins (Twins *self)
{
  g_clear_pointer (&self->twins, g_array_unref);
  g_clear_pointer (&self->imprints, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Twins, clear_twins)

/* By its place for now, from 1 on: the array still moves. */
static const PsImprint *
read_imprint (PsStatement *statement,
              GArray      *imprints)
{
  gsize size;
  const void *bytes = ps_statement_blob (statement, 9, &size);

  if (bytes == NULL || size != PS_IMPRINT_SIZE)
    return NULL;
  g_array_set_size (imprints, imprints->len + 1);
  ps_imprint_unpack (&g_array_index (imprints, PsImprint, imprints->len - 1), bytes);
  return GUINT_TO_POINTER (imprints->len);
}

static void
point_to_imprints (Twins *self)
{
  for (guint i = 0; i < self->twins->len; i++)
    {
      PsTwin *twin = &g_array_index (self->twins, PsTwin, i);

      if (twin->imprint != NULL)
        twin->imprint = &g_array_index (self->imprints, PsImprint, GPOINTER_TO_UINT (twin->imprint) - 1);
    }
}

static gboolean
read_twins (PsDb    *db,
            Twins   *self,
            GError **error)
{
  PsStatement *statement = ps_db_statement (db, "twins-read", error);
  g_autoptr(GHashTable) contents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) cameras = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Numbers numbers = { contents, cameras, names };
  PsStep step;

  if (statement == NULL)
    return FALSE;
  self->twins = g_array_new (FALSE, FALSE, sizeof (PsTwin));
  self->imprints = g_array_new (FALSE, FALSE, sizeof (PsImprint));
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      PsTwin twin = read_twin (statement, &numbers);

      twin.imprint = read_imprint (statement, self->imprints);
      g_array_append_val (self->twins, twin);
    }
  point_to_imprints (self);
  return step == PS_STEP_DONE;
}

static gboolean
read_distance (PsDb    *db,
               guint   *distance,
               GError **error)
{
  PsStatement *statement;
  PsStep step;

  if (*distance != PS_DUPLICATES_DISTANCE_AS_SET)
    return TRUE;
  *distance = PS_TWINS_DISTANCE;
  statement = ps_db_statement (db, "setting-get", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":key", PS_SETTING_DUPLICATES_DISTANCE);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ROW)
    {
      *distance = (guint) g_ascii_strtoull (ps_statement_text (statement, 0), NULL, 10);
      ps_statement_reset (statement);
    }
  return step != PS_STEP_ERROR;
}

/* A search: what is compared, then what was found, on its way to the writer. */
typedef struct
{
  guint asked, distance;
  Twins twins;   /* empty: not read, or compared already */
  GArray *rows;  /* owned, of PsTwinRow; NULL: not found yet */
  PsTally *tally;            /* owned, nullable */
  GCancellable *cancellable; /* owned, nullable */
  guint n_told;
} Found;

static void
found_free (gpointer data)
{
  Found *self = data;

  clear_twins (&self->twins);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_object (&self->tally);
  g_clear_object (&self->cancellable);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, found_free)

static gboolean
read_in_thread (PsDb      *db,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  g_autoptr(Found) found = g_new0 (Found, 1);

  found->asked = found->distance = GPOINTER_TO_UINT (data);
  if (!read_distance (db, &found->distance, error))
    return FALSE;
  found->distance = MIN (found->distance, PS_LOOK_ALIKES_MOST_BITS);
  if (!read_twins (db, &found->twins, error))
    return FALSE;
  *result = g_steal_pointer (&found);
  return TRUE;
}

/* Off the main thread. */
static gboolean
watch_in_thread (guint    n_done,
                 guint    n_all,
                 gpointer user_data)
{
  Found *found = user_data;

  if (found->tally != NULL)
    {
      if (n_done == 0)
        ps_tally_set_total (found->tally, n_all, 0);
      ps_tally_add (found->tally, n_done - found->n_told, 0);
      found->n_told = n_done;
    }
  return found->cancellable == NULL || !g_cancellable_is_cancelled (found->cancellable);
}

/* Pure, and up to a minute long: no connection waits for it. */
static void
compare_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Found *found = task_data;

  found->rows = ps_twins_find_watched ((PsTwin *) (gpointer) found->twins.twins->data, found->twins.twins->len, found->distance,
                                       watch_in_thread, found);
  clear_twins (&found->twins);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, found->rows != NULL);
}

static gint64 *
make_key (int    kind,
          gint64 photo_id)
{
  gint64 key = photo_id * PS_N_TWINS + kind;

  return g_memdup2 (&key, sizeof key);
}

/* The table as it is: key → row. */
static GHashTable *
read_known (PsDb    *db,
            GError **error)
{
  PsStatement *statement = ps_db_statement (db, "look-alikes-all", error);
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  PsStep step;

  if (statement == NULL)
    return NULL;
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    for (int kind = 0; kind < PS_N_TWINS; kind++)
      if (g_str_equal (kinds[kind], ps_statement_text (statement, 0)))
        {
          PsTwinRow row = { (PsTwinKind) kind, ps_statement_int (statement, 1), ps_statement_int (statement, 2), (guint) ps_statement_int (statement, 3) };

          g_hash_table_insert (known, make_key (kind, row.photo_id), g_memdup2 (&row, sizeof row));
        }
  return step == PS_STEP_DONE ? g_steal_pointer (&known) : NULL;
}

static gboolean
put_row (PsDb             *db,
         const PsTwinRow  *row,
         GError          **error)
{
  PsStatement *statement = ps_db_statement (db, "look-alike-put", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":kind", kinds[row->kind]);
  ps_statement_bind_int (statement, ":group_id", row->group_id);
  ps_statement_bind_int (statement, ":photo_id", row->photo_id);
  ps_statement_bind_int (statement, ":bits", row->n_bits);
  return ps_statement_run (statement, error);
}

static gboolean
delete_rows (PsDb        *db,
             GHashTable  *left,
             GError     **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const PsTwinRow *row = value;
      PsStatement *statement = ps_db_statement (db, "look-alike-delete", error);

      if (statement == NULL)
        return FALSE;
      ps_statement_bind_text (statement, ":kind", kinds[row->kind]);
      ps_statement_bind_int (statement, ":photo_id", row->photo_id);
      if (!ps_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
keep_distance (PsDb    *db,
               guint    distance,
               GError **error)
{
  PsStatement *statement = ps_db_statement (db, "setting-set", error);
  g_autofree char *value = g_strdup_printf ("%u", distance);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":key", PS_SETTING_DUPLICATES_DISTANCE);
  ps_statement_bind_text (statement, ":value", value);
  return ps_statement_run (statement, error);
}

static gboolean
write_in_thread (PsWriter  *writer,
                 gpointer   data,
                 gpointer  *result,
                 GError   **error)
{
  Found *found = data;
  PsDb *db = ps_writer_get_db (writer);
  g_autoptr(GHashTable) known = read_known (db, error);
  gboolean is_changed = FALSE;
  gint64 n_photos = 0;

  if (known == NULL || (found->asked != PS_DUPLICATES_DISTANCE_AS_SET && !keep_distance (db, found->distance, error)))
    return FALSE;
  for (guint i = 0; i < found->rows->len; i++)
    {
      const PsTwinRow *row = &g_array_index (found->rows, PsTwinRow, i), *before;
      g_autofree gint64 *key = make_key (row->kind, row->photo_id);

      n_photos += row->kind != PS_TWINS_BURST;
      before = g_hash_table_lookup (known, key);
      if (before == NULL || before->group_id != row->group_id || before->n_bits != row->n_bits)
        {
          is_changed = TRUE;
          if (!put_row (db, row, error))
            return FALSE;
        }
      g_hash_table_remove (known, key);
    }
  if (!delete_rows (db, known, error))
    return FALSE;
  if (is_changed || g_hash_table_size (known) > 0)
    ps_writer_touch_many (writer, PS_CHANGE_PHOTOS | PS_CHANGE_DUPLICATES);
  *result = ps_catalog_number (n_photos);
  return TRUE;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  gint64 n = ps_catalog_finish_number (PS_CATALOG (source), result, ps_catalog_find_look_alikes_finish, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, ps_catalog_number (n), g_free);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GTask *comparing = G_TASK (result);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Found *found = g_task_get_task_data (comparing), *taken;
  GError *error = NULL;

  if (!g_task_propagate_boolean (comparing, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  taken = g_new0 (Found, 1); /* the other goes with its task */
  *taken = (Found) { .asked = found->asked, .distance = found->distance, .rows = g_steal_pointer (&found->rows) };
  ps_catalog_write_large (PS_CATALOG (source), ps_catalog_find_look_alikes_finish, write_in_thread, taken, found_free, g_free,
                          cancellable, written_cb, g_steal_pointer (&task));
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  Found *found = ps_catalog_finish_pointer (PS_CATALOG (source), result, ps_catalog_find_look_alikes_async, &error);
  g_autoptr(GTask) comparing = NULL;

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_set_object (&found->tally, g_task_get_task_data (task));
  g_set_object (&found->cancellable, cancellable);
  comparing = g_task_new (source, cancellable, compared_cb, g_steal_pointer (&task));
  g_task_set_task_data (comparing, found, found_free);
  g_task_run_in_thread (comparing, compare_in_thread);
}

/**
 * ps_catalog_find_look_alikes_async:
 * @self: a catalogue
 * @distance: how many of 64 bits two fingerprints may differ in, kept for the next time;
 *   %PS_DUPLICATES_DISTANCE_AS_SET: as kept
 * @tally: (nullable): told how many pictures are compared, of how many
 * @cancellable: (nullable): also ends comparing under way; then nothing is changed
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * Comparing runs beside all else; writing takes as long as what changed.
 */
void
ps_catalog_find_look_alikes_async (PsCatalog           *self,
                                   guint                distance,
                                   PsTally             *tally,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (PS_IS_CATALOG (self));

  task = ps_catalog_new_task (self, ps_catalog_find_look_alikes_async, cancellable, callback, user_data);
  if (self->writer == NULL && !self->is_closed)
    {
      /* Nobody waits a minute to hear that. */
      g_task_return_new_error (task, PS_CATALOG_ERROR, PS_CATALOG_ERROR_READ_ONLY, "%s", _("The catalogue is open for reading only."));
      g_object_unref (task);
      return;
    }
  if (tally != NULL)
    g_task_set_task_data (task, g_object_ref (tally), g_object_unref);
  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_find_look_alikes_async, read_in_thread,
                           GUINT_TO_POINTER (distance), NULL, found_free, cancellable, read_cb, task);
}

/**
 * ps_catalog_find_look_alikes_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: how many photos look like others, bursts not counted; −1 on error
 */
gint64
ps_catalog_find_look_alikes_finish (PsCatalog     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return ps_catalog_finish_number (self, result, ps_catalog_find_look_alikes_async, error);
}
