/* src/catalog/catalog-shoots-find.c: finding shoots: photos and their times are read, and what changed is written. */
#include "catalog/catalog-private.h"

#include <math.h>

#include "base/times.h"
#include "catalog/shoot-rows.h"
#include "sorting/shoots.h"

typedef struct
{
  int level;
} Wish;

/* Cameras by number, in the order they are met. */
static guint
number_camera (GHashTable *cameras,
               const char *name)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (cameras, name));

  if (number == 0)
    {
      number = g_hash_table_size (cameras) + 1;
      g_hash_table_insert (cameras, g_strdup (name), GUINT_TO_POINTER (number));
    }
  return number;
}

static GArray *
read_frames (PsDb    *db,
             GError **error)
{
  PsStatement *statement = ps_db_statement (db, "shoots-frames", error);
  g_autoptr(GHashTable) cameras = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GArray) frames = g_array_new (FALSE, FALSE, sizeof (PsFrame));
  PsStep step;

  if (statement == NULL)
    return NULL;
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    {
      PsFrame frame = { .photo_id = ps_statement_int (statement, 0), .taken_at_us = ps_statement_int (statement, 1),
                        .camera = number_camera (cameras, ps_statement_text (statement, 2)), .latitude = NAN, .longitude = NAN,
                        .former = ps_statement_int (statement, 5) };

      if (!ps_statement_is_null (statement, 3) && !ps_statement_is_null (statement, 4))
        {
          frame.latitude = ps_statement_double (statement, 3);
          frame.longitude = ps_statement_double (statement, 4);
        }
      g_array_append_val (frames, frame);
    }
  return step == PS_STEP_DONE ? g_steal_pointer (&frames) : NULL;
}

static gboolean
read_level (PsDb    *db,
            int     *level,
            GError **error)
{
  PsStatement *statement;
  PsStep step;

  if (*level != PS_SHOOTS_LEVEL_AS_SET)
    return TRUE;
  *level = 0;
  statement = ps_db_statement (db, "setting-get", error);
  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":key", PS_SETTING_SHOOTS_LEVEL);
  step = ps_statement_step (statement, error);
  if (step == PS_STEP_ROW)
    {
      *level = (int) g_ascii_strtoll (ps_statement_text (statement, 0), NULL, 10);
      ps_statement_reset (statement);
    }
  return step != PS_STEP_ERROR;
}

static gboolean
keep_level (PsDb    *db,
            int      level,
            GError **error)
{
  PsStatement *statement = ps_db_statement (db, "setting-set", error);
  g_autofree char *value = g_strdup_printf ("%d", level);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":key", PS_SETTING_SHOOTS_LEVEL);
  ps_statement_bind_text (statement, ":value", value);
  return ps_statement_run (statement, error);
}

/* The photos of each shoot: frames in the order of their shoots, and where each begins. */
typedef struct
{
  PsFrame *frames;  /* borrowed */
  guint *order;     /* owned: positions of frames, by shoot */
  guint *starts;    /* owned: n_shoots + 1 */
  guint n_shoots;
} Groups;

static Groups
group (GArray *frames,
       guint   n_shoots)
{
  Groups groups = { (PsFrame *) (gpointer) frames->data, g_new (guint, MAX (frames->len, 1)), g_new0 (guint, n_shoots + 2), n_shoots };
  g_autofree guint *ends = NULL;

  for (guint i = 0; i < frames->len; i++)
    if (groups.frames[i].shoot != PS_NO_SHOOT)
      groups.starts[groups.frames[i].shoot + 1]++;
  for (guint i = 0; i < n_shoots; i++)
    groups.starts[i + 1] += groups.starts[i];
  ends = g_memdup2 (groups.starts, (n_shoots + 1) * sizeof (guint));
  for (guint i = 0; i < frames->len; i++)
    if (groups.frames[i].shoot != PS_NO_SHOOT)
      groups.order[ends[groups.frames[i].shoot]++] = i;
  return groups;
}

static void
clear_groups (Groups *groups)
{
  g_free (groups->order);
  g_free (groups->starts);
}

/* How many photos each shoot had so far. */
static GHashTable *
count_former (GArray *frames)
{
  GHashTable *sizes = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < frames->len; i++)
    {
      gpointer former = GSIZE_TO_POINTER ((gsize) g_array_index (frames, PsFrame, i).former);

      if (former != NULL)
        g_hash_table_insert (sizes, former, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (sizes, former)) + 1));
    }
  return sizes;
}

/* The shoot that most of a group were in and that no earlier group took; 0: none. A shoot stays itself when a photo comes to it. */
static gint64
choose_former (const Groups *groups,
               guint         number,
               GHashTable   *taken,
               guint        *n_same)
{
  g_autoptr(GHashTable) counts = g_hash_table_new (NULL, NULL);
  gint64 best = 0;

  *n_same = 0;
  for (guint at = groups->starts[number]; at < groups->starts[number + 1]; at++)
    {
      gpointer former = GSIZE_TO_POINTER ((gsize) groups->frames[groups->order[at]].former);
      guint n;

      if (former == NULL || g_hash_table_contains (taken, former))
        continue;
      n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, former)) + 1;
      g_hash_table_insert (counts, former, GUINT_TO_POINTER (n));
      if (n > *n_same)
        {
          *n_same = n;
          best = (gint64) GPOINTER_TO_SIZE (former);
        }
    }
  if (best != 0)
    g_hash_table_add (taken, GSIZE_TO_POINTER ((gsize) best));
  return best;
}

/* Puts the photo of @frame into @shoot_id, 0: into none. */
static gboolean
move_frame (PsDb           *db,
            const PsFrame  *frame,
            gint64          shoot_id,
            const char     *now,
            PsShootsFound  *found,
            GError        **error)
{
  if (frame->former == shoot_id)
    return TRUE;
  found->n_moved++;
  return (frame->former == 0 || ps_shoot_unassign (db, frame->former, frame->photo_id, error))
         && (shoot_id == 0 || ps_shoot_assign (db, shoot_id, frame->photo_id, now, error));
}

static gboolean
write_group (PsDb           *db,
             const Groups   *groups,
             guint           number,
             GHashTable     *taken,
             GHashTable     *sizes,
             const char     *now,
             PsShootsFound  *found,
             GError        **error)
{
  guint n = groups->starts[number + 1] - groups->starts[number], n_same;
  gint64 former = choose_former (groups, number, taken, &n_same);
  gboolean is_same = former != 0 && n_same == n
                     && GPOINTER_TO_UINT (g_hash_table_lookup (sizes, GSIZE_TO_POINTER ((gsize) former))) == n;
  g_autoptr(PsShoot) shoot = NULL;

  found->n_photos += n;
  if (is_same)
    return TRUE;
  if (former != 0)
    shoot = ps_shoot_read (db, former, error);
  else
    {
      shoot = g_new0 (PsShoot, 1);
      shoot->name = g_strdup ("");
      shoot->created_at = g_strdup (now);
      shoot->origin = g_strdup ("found");
      if (!ps_shoot_put (db, shoot, error))
        return FALSE;
    }
  if (shoot == NULL)
    return FALSE;
  for (guint at = groups->starts[number]; at < groups->starts[number + 1]; at++)
    if (!move_frame (db, &groups->frames[groups->order[at]], shoot->id, now, found, error))
      return FALSE;
  shoot->n_photos = n;
  return ps_shoot_read_span (db, shoot, error) && ps_shoot_propose_name (db, shoot, error) && ps_shoot_put (db, shoot, error);
}

static gboolean
write_groups (PsDb           *db,
              GArray         *frames,
              PsShootsFound  *found,
              GError        **error)
{
  Groups groups = group (frames, (guint) found->n_shoots);
  g_autoptr(GHashTable) taken = g_hash_table_new (NULL, NULL), sizes = count_former (frames);
  g_autofree char *now = ps_time_now_text ();
  gboolean done = TRUE;

  for (guint i = 0; i < frames->len && done; i++)
    if (groups.frames[i].shoot == PS_NO_SHOOT)
      done = move_frame (db, &groups.frames[i], 0, now, found, error);
  for (guint i = 0; i < groups.n_shoots && done; i++)
    done = write_group (db, &groups, i, taken, sizes, now, found, error);
  clear_groups (&groups);
  return done && ps_db_run (db, "shoots-delete-empty", error);
}

static gboolean
find (PsDb           *db,
      int             level,
      GArray        **frames,
      PsShootsFound  *found,
      GError        **error)
{
  if (!read_level (db, &level, error))
    return FALSE;
  *frames = read_frames (db, error);
  if (*frames == NULL)
    return FALSE;
  found->level = CLAMP (level, PS_SHOOTS_FEWEST, PS_SHOOTS_MOST);
  found->n_shoots = ps_shoots_find ((PsFrame *) (gpointer) (*frames)->data, (*frames)->len, found->level);
  return TRUE;
}

static gboolean
find_in_thread (PsWriter  *writer,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  PsDb *db = ps_writer_get_db (writer);
  g_autoptr(GArray) frames = NULL;
  PsShootsFound found = { 0 };

  if (!find (db, ((Wish *) data)->level, &frames, &found, error) || !write_groups (db, frames, &found, error)
      || (((Wish *) data)->level != PS_SHOOTS_LEVEL_AS_SET && !keep_level (db, found.level, error)))
    return FALSE;
  if (found.n_moved > 0)
    ps_writer_touch_many (writer, PS_CHANGE_SHOOTS);
  if (((Wish *) data)->level != PS_SHOOTS_LEVEL_AS_SET)
    ps_writer_touch (writer, PS_CHANGE_SETTINGS, 0);
  *result = g_memdup2 (&found, sizeof found);
  return TRUE;
}

/**
 * ps_catalog_find_shoots_async:
 * @self: a catalogue
 * @level: %PS_SHOOTS_FEWEST to %PS_SHOOTS_MOST, kept for the next time; %PS_SHOOTS_LEVEL_AS_SET: as kept
 * @cancellable: (nullable): heeded until its turn comes
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * Finds shoots among the photos that no person has put into one. A shoot that
 * keeps most of its photos stays the same one; nothing is written for those
 * that did not change.
 */
void
ps_catalog_find_shoots_async (PsCatalog           *self,
                              int                  level,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Wish wish = { level };

  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_write_large (self, ps_catalog_find_shoots_async, find_in_thread, g_memdup2 (&wish, sizeof wish), g_free, g_free,
                          cancellable, callback, user_data);
}

/**
 * ps_catalog_find_shoots_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @found: (out): what it came to
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether they are written
 */
gboolean
ps_catalog_find_shoots_finish (PsCatalog      *self,
                               GAsyncResult   *result,
                               PsShootsFound  *found,
                               GError        **error)
{
  g_autofree PsShootsFound *value = ps_catalog_finish_pointer (self, result, ps_catalog_find_shoots_async, error);

  if (value != NULL)
    *found = *value;
  return value != NULL;
}

/* What would be found. */
typedef struct
{
  PsShootsFound found;
  GPtrArray *shoots; /* of PsShoot; nullable: they were taken */
} Preview;

static void
preview_free (gpointer data)
{
  Preview *self = data;

  g_clear_pointer (&self->shoots, g_ptr_array_unref);
  g_free (self);
}

/* The shoot that most of a group's photos are in now; 0: none. */
static gint64
find_commonest_former (const Groups *groups,
                       guint         number)
{
  g_autoptr(GHashTable) counts = g_hash_table_new (NULL, NULL);
  gint64 best = 0;
  guint most = 0;

  for (guint at = groups->starts[number]; at < groups->starts[number + 1]; at++)
    {
      gint64 former = groups->frames[groups->order[at]].former;
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GSIZE_TO_POINTER ((gsize) former))) + 1;

      g_hash_table_insert (counts, GSIZE_TO_POINTER ((gsize) former), GUINT_TO_POINTER (n));
      if (former != 0 && n > most)
        {
          best = former;
          most = n;
        }
    }
  return best;
}

static PsShoot *
preview_group (PsDb         *db,
               const Groups *groups,
               guint         number)
{
  PsShoot *shoot = g_new0 (PsShoot, 1);
  gint64 former = find_commonest_former (groups, number);
  g_autoptr(PsShoot) named = former != 0 ? ps_shoot_read (db, former, NULL) : NULL;

  shoot->name = g_strdup (named != NULL ? named->name : "");
  shoot->origin = g_strdup ("found");
  shoot->n_photos = groups->starts[number + 1] - groups->starts[number];
  for (guint at = groups->starts[number]; at < groups->starts[number + 1]; at++)
    {
      const PsFrame *frame = &groups->frames[groups->order[at]];

      if (shoot->cover_id == 0 || frame->taken_at_us < shoot->begins_us)
        {
          shoot->begins_us = frame->taken_at_us;
          shoot->cover_id = frame->photo_id;
        }
      shoot->ends_us = at == groups->starts[number] ? frame->taken_at_us : MAX (shoot->ends_us, frame->taken_at_us);
    }
  return shoot;
}

static gboolean
preview_in_thread (PsDb      *db,
                   gpointer   data,
                   gpointer  *result,
                   GError   **error)
{
  g_autoptr(GArray) frames = NULL;
  PsShootsFound found = { 0 };
  Preview *preview;
  Groups groups;

  if (!find (db, ((Wish *) data)->level, &frames, &found, error))
    return FALSE;
  for (guint i = 0; i < frames->len; i++)
    found.n_photos += g_array_index (frames, PsFrame, i).shoot != PS_NO_SHOOT;
  preview = g_new0 (Preview, 1);
  preview->found = found;
  preview->shoots = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_shoot_free);
  groups = group (frames, (guint) found.n_shoots);
  for (guint i = 0; i < groups.n_shoots; i++)
    g_ptr_array_add (preview->shoots, preview_group (db, &groups, i));
  clear_groups (&groups);
  *result = preview;
  return TRUE;
}

/**
 * ps_catalog_preview_shoots_async:
 * @self: a catalogue
 * @level: %PS_SHOOTS_FEWEST to %PS_SHOOTS_MOST, or %PS_SHOOTS_LEVEL_AS_SET
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are counted
 * @user_data: for @callback
 *
 * What ps_catalog_find_shoots_async() would find; nothing is written.
 */
void
ps_catalog_preview_shoots_async (PsCatalog           *self,
                                 int                  level,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  Wish wish = { level };

  g_return_if_fail (PS_IS_CATALOG (self));

  ps_catalog_read_in_lane (self, PS_LANE_LISTS, PS_WORKER_DEFAULT, ps_catalog_preview_shoots_async, preview_in_thread,
                           g_memdup2 (&wish, sizeof wish), g_free, preview_free, cancellable, callback, user_data);
}

/**
 * ps_catalog_preview_shoots_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @found: (out): what it would come to
 * @shoots: (out) (optional) (transfer full) (element-type PsShoot): those that would be found
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether they are counted
 */
gboolean
ps_catalog_preview_shoots_finish (PsCatalog      *self,
                                  GAsyncResult   *result,
                                  PsShootsFound  *found,
                                  GPtrArray     **shoots,
                                  GError        **error)
{
  Preview *preview = ps_catalog_finish_pointer (self, result, ps_catalog_preview_shoots_async, error);

  if (preview == NULL)
    return FALSE;
  *found = preview->found;
  if (shoots != NULL)
    *shoots = g_steal_pointer (&preview->shoots);
  preview_free (preview);
  return TRUE;
}
