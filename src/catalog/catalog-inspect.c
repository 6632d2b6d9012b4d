/* src/catalog/catalog-inspect.c: what was seen in files. */
#include "catalog/catalog-private.h"

#include "base/times.h"
#include "catalog/cloud-exif.h"
#include "catalog/rows.h"
#include "catalog/search-index.h"

typedef struct
{
  guint limit;
  GArray *without_ids; /* owned, nullable */
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  g_clear_pointer (&self->without_ids, g_array_unref);
  g_free (self);
}

static gboolean
list_in_thread (PsDb      *db,
                gpointer   data,
                gpointer  *result,
                GError   **error)
{
  Question *question = data;
  guint n_without = question->without_ids != NULL ? question->without_ids->len : 0;
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) ps_file_free);
  PsStatement *statement = ps_db_statement (db, "uninspected-list", error);
  PsStep step;

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":limit", (gint64) question->limit + n_without);
  while ((step = ps_statement_step (statement, error)) == PS_STEP_ROW)
    if (files->len < question->limit && !ps_row_is_without (question->without_ids, ps_statement_int (statement, 0)))
      g_ptr_array_add (files, ps_row_read_file (statement, FALSE));
  if (step != PS_STEP_DONE)
    return FALSE;
  *result = g_steal_pointer (&files);
  return TRUE;
}

/**
 * ps_catalog_list_uninspected_async:
 * @self: a catalogue
 * @limit: at most so many
 * @without_ids: (element-type gint64) (nullable): photos to leave out, being looked at already; kept
 * @cancellable: (nullable): a cancellable
 * @callback: called when they are read
 * @user_data: for @callback
 */
void
ps_catalog_list_uninspected_async (PsCatalog           *self,
                                   guint                limit,
                                   GArray              *without_ids,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  Question *question;

  g_return_if_fail (PS_IS_CATALOG (self));

  question = g_new0 (Question, 1);
  question->limit = limit;
  question->without_ids = without_ids != NULL ? g_array_ref (without_ids) : NULL;
  ps_catalog_read (self, ps_catalog_list_uninspected_async, list_in_thread, question, question_free,
                   (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * ps_catalog_list_uninspected_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: (transfer full) (element-type PsFile) (nullable): files that were not looked at yet
 */
GPtrArray *
ps_catalog_list_uninspected_finish (PsCatalog     *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return ps_catalog_finish_pointer (self, result, ps_catalog_list_uninspected_async, error);
}

/* What an earlier look found. */
static gboolean
clear (PsDb        *db,
       const char  *statement_name,
       gint64       photo_id,
       GError     **error)
{
  PsStatement *statement = ps_db_statement (db, statement_name, error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", photo_id);
  return ps_statement_run (statement, error);
}

/* Of another file than is here now, it is passed over: @taken says so. */
static gboolean
write_photo (PsDb                *db,
             const PsInspection  *inspection,
             const PsFacts       *facts,
             const char          *now,
             gboolean            *taken,
             GError             **error)
{
  PsStatement *statement = ps_db_statement (db, "inspection-record", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":now", now);
  ps_statement_bind_text (statement, ":problem", inspection->problem);
  ps_statement_bind_int (statement, ":has_thumbnail", inspection->has_thumbnail != FALSE);
  ps_statement_bind_known (statement, ":fingerprint", (gint64) inspection->fingerprint, inspection->has_fingerprint);
  ps_statement_bind_known (statement, ":orientation", facts != NULL ? facts->orientation : 0, facts != NULL);
  ps_statement_bind_known (statement, ":taken_at_us", facts != NULL ? facts->taken_at_us : 0,
                           facts != NULL && facts->taken_at_us != 0);
  ps_statement_bind_int (statement, ":id", inspection->photo_id);
  ps_statement_bind_text (statement, ":md5", inspection->md5);
  if (!ps_statement_run (statement, error))
    return FALSE;
  *taken = sqlite3_changes (ps_db_get_handle (db)) > 0;
  return TRUE;
}

static gboolean
write_imprint (PsDb                *db,
               const PsInspection  *inspection,
               GError             **error)
{
  PsStatement *statement;
  guint8 bytes[PS_IMPRINT_SIZE];

  if (!inspection->has_fingerprint)
    return clear (db, "imprint-clear", inspection->photo_id, error);
  statement = ps_db_statement (db, "imprint-put", error);
  if (statement == NULL)
    return FALSE;
  ps_imprint_pack (&inspection->imprint, bytes);
  ps_statement_bind_int (statement, ":photo_id", inspection->photo_id);
  ps_statement_bind_blob (statement, ":imprint", bytes, sizeof bytes);
  return ps_statement_run (statement, error);
}

static gboolean
write_unread (PsDb                *db,
              const PsInspection  *inspection,
              const char          *now,
              GError             **error)
{
  PsStatement *statement = ps_db_statement (db, "inspection-unread", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_text (statement, ":now", now);
  ps_statement_bind_text (statement, ":problem", inspection->problem);
  ps_statement_bind_int (statement, ":id", inspection->photo_id);
  ps_statement_bind_text (statement, ":md5", inspection->md5);
  return ps_statement_run (statement, error);
}

static gboolean
write_exif (PsDb           *db,
            gint64          photo_id,
            const PsFacts  *facts,
            const char     *source,
            GError        **error)
{
  PsStatement *statement = ps_db_statement (db, "exif-insert", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", photo_id);
  ps_statement_bind_text (statement, ":camera_make", facts->camera_make);
  ps_statement_bind_text (statement, ":camera_model", facts->camera_model);
  ps_statement_bind_text (statement, ":lens", facts->lens);
  ps_statement_bind_double (statement, ":focal_length", facts->focal_length);
  ps_statement_bind_double (statement, ":aperture", facts->aperture);
  ps_statement_bind_double (statement, ":shutter_speed", facts->shutter_speed);
  ps_statement_bind_known (statement, ":iso", facts->iso, facts->iso != 0);
  ps_statement_bind_text (statement, ":date_taken", facts->date_taken);
  ps_statement_bind_double (statement, ":gps_latitude", facts->gps_latitude);
  ps_statement_bind_double (statement, ":gps_longitude", facts->gps_longitude);
  ps_statement_bind_text (statement, ":camera_serial", facts->camera_serial);
  ps_statement_bind_double (statement, ":focal_length_35mm", facts->focal_length_35mm);
  ps_statement_bind_text (statement, ":date_taken_offset", facts->date_taken_offset);
  ps_statement_bind_double (statement, ":gps_altitude", facts->gps_altitude);
  ps_statement_bind_text (statement, ":description", facts->description);
  ps_statement_bind_text (statement, ":artist", facts->artist);
  ps_statement_bind_text (statement, ":copyright", facts->copyright);
  ps_statement_bind_text (statement, ":source", source);
  return ps_statement_run (statement, error);
}

static gboolean
write_captions (PsDb           *db,
                gint64          photo_id,
                const PsFacts  *facts,
                GError        **error)
{
  PsStatement *statement = ps_db_statement (db, "captions-insert", error);

  if (statement == NULL)
    return FALSE;
  ps_statement_bind_int (statement, ":photo_id", photo_id);
  ps_statement_bind_text (statement, ":title", facts->title);
  ps_statement_bind_text (statement, ":caption", facts->caption);
  ps_statement_bind_text (statement, ":creator", facts->creator);
  ps_statement_bind_text (statement, ":rights", facts->rights);
  ps_statement_bind_text (statement, ":label", facts->label);
  ps_statement_bind_known (statement, ":rating", facts->rating, facts->rating != PS_NO_RATING);
  ps_statement_bind_text (statement, ":keywords", facts->keywords);
  ps_statement_bind_text (statement, ":keyword_paths", facts->keyword_paths);
  return ps_statement_run (statement, error);
}

static gboolean
record (PsWriter            *writer,
        PsSearchIndex       *search,
        const PsInspection  *inspection,
        const char          *now,
        GError             **error)
{
  PsDb *db = ps_writer_get_db (writer);
  gboolean from_file = inspection->facts != NULL && inspection->facts->has_exif;
  g_autoptr(PsFacts) from_cloud = NULL;
  const PsFacts *facts;
  gboolean taken;

  if (inspection->is_unread)
    {
      ps_writer_touch (writer, PS_CHANGE_PHOTOS, inspection->photo_id);
      return write_unread (db, inspection, now, error);
    }
  if (!from_file && !ps_cloud_exif_read (db, inspection->photo_id, &from_cloud, error))
    return FALSE;
  if (from_cloud != NULL && inspection->facts != NULL)
    from_cloud->orientation = inspection->facts->orientation; /* the pixels are the file's */
  facts = from_cloud != NULL ? from_cloud : inspection->facts;
  if (!write_photo (db, inspection, facts, now, &taken, error))
    return FALSE;
  if (!taken)
    return TRUE;
  ps_writer_touch (writer, PS_CHANGE_PHOTOS, inspection->photo_id);
  if (!clear (db, "exif-clear", inspection->photo_id, error) || !clear (db, "captions-clear", inspection->photo_id, error))
    return FALSE;
  if (!write_imprint (db, inspection, error))
    return FALSE;
  if ((from_file || from_cloud != NULL)
      && !write_exif (db, inspection->photo_id, facts, from_file ? "file" : "cloud", error))
    return FALSE;
  if (inspection->facts != NULL && ps_facts_has_words (inspection->facts)
      && !write_captions (db, inspection->photo_id, inspection->facts, error))
    return FALSE;
  ps_search_index_refresh (search, inspection->photo_id);
  return TRUE;
}

static gboolean
record_in_thread (PsWriter  *writer,
                  gpointer   data,
                  gpointer  *result,
                  GError   **error)
{
  GPtrArray *inspections = data;
  g_autofree char *now = ps_time_now_text ();
  g_autoptr(PsSearchIndex) search = ps_search_index_new ();

  for (guint i = 0; i < inspections->len; i++)
    if (!record (writer, search, g_ptr_array_index (inspections, i), now, error))
      return FALSE;
  return ps_search_index_write (search, ps_writer_get_db (writer), error);
}

/**
 * ps_catalog_record_inspections_async:
 * @self: a catalogue
 * @inspections: (element-type PsInspection): what was seen; kept, and not to be changed any more
 * @cancellable: (nullable): a cancellable
 * @callback: called after the commit
 * @user_data: for @callback
 *
 * Camera data comes from the file; where it has none, from what the cloud sent.
 * What people wrote comes from the file alone.
 * What was seen in a file that has been replaced meanwhile is passed over.
 */
void
ps_catalog_record_inspections_async (PsCatalog           *self,
                                     GPtrArray           *inspections,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (PS_IS_CATALOG (self));
  g_return_if_fail (inspections != NULL);

  ps_catalog_write (self, ps_catalog_record_inspections_async, record_in_thread, g_ptr_array_ref (inspections),
                    (GDestroyNotify) g_ptr_array_unref, NULL, cancellable, callback, user_data);
}

/**
 * ps_catalog_record_inspections_finish:
 * @self: a catalogue
 * @result: what the callback got
 * @error: set with a %PS_CATALOG_ERROR
 *
 * Returns: whether they are stored
 */
gboolean
ps_catalog_record_inspections_finish (PsCatalog     *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  return ps_catalog_finish_boolean (self, result, ps_catalog_record_inspections_async, error);
}
